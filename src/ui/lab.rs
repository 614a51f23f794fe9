//! The Lab: a machine to play with. The ladder on top, below it what is said about it, both ends with what
//! could come next, the composer, and what can be made of the trace.

mod ends;
mod sheets;

use super::composer::{ComposerState, composer_of_ui};
use super::explorer::{choice_in_line_ui, choice_ui};
use super::ladder::{Guide, Room, ladder_guided_ui};
use super::theme::{self, Theme, card, chip, quiet_button, size, space};
use crate::app::Command;
use crate::app::lab::{LabCommand, LabView};
use crate::text::{Lang, say, say_with};
use crate::wire::Calls;
use egui::{Align, Layout, RichText, Ui, Vec2};

/// In a low window both lists stand beside each other from this width on, at a text scale of 1.
const TIGHT: f32 = 440.0;
/// So many illegal steps have a button that leads there; the ladder marks them all.
const MOST_WRONG: usize = 12;

/// What belongs to the screen alone.
#[derive(Default)]
pub struct LabUi {
    /// The half-written step.
    composer: ComposerState,
    /// The trace as it is being written.
    text: String,
    /// Whether machine and beginning are shown in a low window that has a ladder.
    setup: bool,
}

/// Draws it.
pub fn lab_ui(ui: &mut Ui, view: &LabView, state: &mut LabUi, lang: Lang, commands: &mut Vec<Command>) {
    let mut told = Vec::new();
    let top = ui.cursor().top();
    let folds = theme::is_short(ui) && !view.ladder.rows.is_empty();
    if !folds {
        theme::head(ui, &say(lang, "lab-title"), &say(lang, "lab-about"));
        ui.add_space(space::S);
    }
    if !folds || state.setup {
        machine_ui(ui, view, lang, &mut told);
        ui.add_space(space::M);
    }
    ladder_card(ui, view, top, lang, &mut told, commands);
    said_ui(ui, view, folds.then_some(state), lang, &mut told, commands);
    ui.add_space(space::S);
    ends::next_ui(ui, view, lang, &mut told);
    ui.add_space(space::S);
    composer_card(ui, view, state, lang, &mut told);
    ui.add_space(space::S);
    ends::ends_ui(ui, view, lang);
    ui.add_space(space::M);
    sheets::steps_ui(ui, view, lang, &mut told);
    sheets::text_ui(ui, view, state, lang, &mut told, commands);
    sheets::question_ui(ui, view, lang, &mut told, commands);
    commands.extend(told.into_iter().map(Command::InLab));
}

/// What is set once, to be opened when it is wanted: beside the verdict, so that the ladder has the room above.
fn folded_ui(ui: &mut Ui, view: &LabView, state: &mut LabUi, lang: Lang) {
    let args = [
        ("machine", words_of(&view.machines, &view.machine).into()),
        ("start", words_of(&view.starts, &view.start).into()),
    ];
    let words = say_with(lang, "lab-setup", &args);
    let (small, body) = (egui::TextStyle::Small, egui::TextStyle::Button);
    let clear = say(lang, "lab-clear");
    let room = wide(ui, &words, &small) + wide(ui, &clear, &body) + 4.0 * ui.spacing().button_padding.x;
    if ui.available_size_before_wrap().x < room + ui.spacing().item_spacing.x {
        ui.end_row();
    }
    let words = RichText::new(words).small();
    if chip(ui, state.setup, words, Theme::of(ui).colors.accent).clicked() {
        state.setup = !state.setup;
    }
}

/// The words of what is chosen in a list.
fn words_of<'a>(all: &'a [(String, String)], id: &str) -> &'a str {
    all.iter().find(|(known, _)| known == id).map_or("", |(_, words)| words)
}

fn wide(ui: &Ui, words: &str, style: &egui::TextStyle) -> f32 {
    let font = style.resolve(ui.style());
    ui.painter().layout_no_wrap(words.to_owned(), font, egui::Color32::PLACEHOLDER).size().x
}

/// How wide a list is in which these words are whole.
fn list_width(ui: &Ui, words: &str) -> f32 {
    let spacing = ui.spacing();
    let around = spacing.icon_width + spacing.icon_spacing + 2.0 * spacing.button_padding.x;
    (wide(ui, words, &egui::TextStyle::Button) + around).ceil() + 1.0
}

/// The widths of two lists beside each other: equal, unless one needs more and the other has it to spare.
fn shares(ui: &Ui, [one, other]: [f32; 2]) -> [f32; 2] {
    let room = (ui.available_width() - ui.spacing().item_spacing.x).max(0.0);
    let half = room / 2.0;
    let first = if one.max(other) <= half || one + other > room {
        half
    } else if one > half {
        one
    } else {
        room - other
    };
    [first, room - first]
}

fn machine_ui(ui: &mut Ui, view: &LabView, lang: Lang, told: &mut Vec<LabCommand>) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let (machine, start) = (say(lang, "lab-machine"), say(lang, "lab-start"));
        let mut picked = [None, None];
        let [own, begin] = &mut picked;
        let own = |id| *own = Some(LabCommand::Machine(id));
        let begin = |name| *begin = Some(LabCommand::Start(name));
        let tight = theme::is_short(ui) && ui.available_width() >= TIGHT * theme.scale;
        if ends::is_wide(ui) || tight {
            let chosen = [(&view.machines, &view.machine), (&view.starts, &view.start)];
            let [left, right] = shares(ui, chosen.map(|(all, id)| list_width(ui, words_of(all, id))));
            let down = Layout::top_down(Align::Min);
            ui.horizontal_top(|ui| {
                ui.allocate_ui_with_layout(Vec2::new(left, 0.0), down, |ui| {
                    choice_in_line_ui(ui, &machine, &view.machines, &view.machine, own);
                });
                ui.allocate_ui_with_layout(Vec2::new(right, 0.0), down, |ui| {
                    choice_in_line_ui(ui, &start, &view.starts, &view.start, begin);
                });
            });
        } else {
            choice_ui(ui, &machine, true, &view.machines, &view.machine, own);
            ui.add_space(space::S);
            choice_ui(ui, &start, true, &view.starts, &view.start, begin);
        }
        told.extend(picked.into_iter().flatten());
        if !view.about.is_empty() {
            ui.label(RichText::new(&view.about).color(theme.colors.muted));
        }
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(say(lang, "lab-calls")).text_style(theme::bold()));
            for (calls, key) in
                [(Calls::Implied, "lab-calls-implied"), (Calls::Explicit, "lab-calls-explicit")]
            {
                if chip(ui, view.calls == calls, say(lang, key), theme.colors.accent).clicked() {
                    told.push(LabCommand::Calls(calls));
                }
            }
        });
    });
}

fn ladder_card(
    ui: &mut Ui,
    view: &LabView,
    top: f32,
    lang: Lang,
    told: &mut Vec<LabCommand>,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    theme::picture_card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if view.ladder.rows.is_empty() {
            ui.label(RichText::new(say(lang, "lab-empty")).color(theme.colors.muted));
            return;
        }
        let count = view.ladder.rows.len();
        let step = view.look.unwrap_or(count);
        // In a low window the last row stands just above what is said of it.
        let below = size::LAB_BELOW * theme.scale;
        let room = if theme::is_short(ui) { Room::Rest { top, below } } else { Room::Share(size::LAB_SHARE) };
        let guide = Guide { step, first: 0, count, numbers: None, card: true, room };
        let asked = ladder_guided_ui(ui, "lab ladder", &view.ladder, Some(guide), lang);
        told.extend(asked.remove.map(LabCommand::Remove));
        told.extend(asked.step.map(|step| LabCommand::Look(Some(step).filter(|step| *step < count))));
        commands.extend(asked.commands());
    });
}

/// What is said about all steps, and about the one that is looked at.
fn said_ui(
    ui: &mut Ui,
    view: &LabView,
    folded: Option<&mut LabUi>,
    lang: Lang,
    told: &mut Vec<LabCommand>,
    commands: &mut Vec<Command>,
) {
    let (theme, said) = (Theme::of(ui), &view.said);
    if said.headline.is_empty() {
        return;
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        let (sign, tint) =
            if said.wrong.is_empty() { ("✓", theme.colors.right) } else { ("✗", theme.colors.wrong) };
        let words = RichText::new(format!("{sign} {}", said.headline)).text_style(theme::bold());
        theme::announced(ui, words.color(tint.text));
        for step in said.wrong.iter().take(MOST_WRONG) {
            let words = say_with(lang, "lab-wrong-step", &[("step", (step + 1).into())]);
            if ui.button(words).clicked() {
                told.push(LabCommand::Look(Some(*step + 1)));
            }
        }
        if let Some(more) = said.wrong.len().checked_sub(MOST_WRONG).filter(|more| *more > 0) {
            let words = say_with(lang, "lab-wrong-more", &[("count", more.into())]);
            ui.label(RichText::new(words).color(theme.colors.muted));
        }
        if let Some(state) = folded {
            folded_ui(ui, view, state, lang);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if quiet_button(ui, &say(lang, "lab-clear"), true).clicked() {
                told.push(LabCommand::Clear);
            }
        });
    });
    let Some(fault) = &said.fault else { return };
    card(&theme).stroke(egui::Stroke::new(theme::line::NORMAL, theme.colors.wrong.line)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let headline = RichText::new(format!("✗ {}", fault.headline)).text_style(theme::bold());
        theme::announced(ui, headline.color(theme.colors.wrong.text));
        fault.details.iter().for_each(|line| drop(ui.label(line)));
        if !fault.legal.is_empty() {
            ui.label(RichText::new(say(lang, "legal-now")).small().color(theme.colors.muted));
            fault.legal.iter().for_each(|line| drop(ui.label(RichText::new(line).monospace())));
        }
        if !fault.why.is_empty() {
            ui.add_space(space::XS);
            ui.label(RichText::new(say(lang, "why")).text_style(theme::bold()));
            ui.label(&fault.why);
        }
        if let Some(cite) = &fault.cite {
            super::study::cite_ui(ui, cite, lang, commands);
        }
        ui.add_space(space::XS);
        ui.label(RichText::new(&fault.in_spite).color(theme.colors.muted));
    });
}

fn composer_card(ui: &mut Ui, view: &LabView, state: &mut LabUi, lang: Lang, told: &mut Vec<LabCommand>) {
    let theme = Theme::of(ui);
    if let Some(error) = &view.line_error {
        theme::announced(ui, RichText::new(format!("✗ {error}")).color(theme.colors.wrong.text));
    }
    let asked = card(&theme)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            composer_of_ui(ui, "lab composer", &mut state.composer, &view.composer, None, lang)
        })
        .inner;
    told.extend(asked.add.map(LabCommand::Step));
    if asked.undo {
        told.push(LabCommand::Undo);
    }
    if asked.redo {
        told.push(LabCommand::Redo);
    }
}
