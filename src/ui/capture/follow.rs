//! One connection of a capture, step by step.

use super::{damage_ui, failed_ui, progress_ui};
use crate::app::Command;
use crate::app::capture::{CaptureCommand, FollowView, StepsView, Tally, VerdictView};
use crate::app::ladder::Known;
use crate::capture::{Numbers, Vantage};
use crate::text::{Lang, say};
use crate::ui::ladder::{CardTold, Guide, Room, ladder_guided_ui, legend_ui, reason_ui};
use crate::ui::study::cite_ui;
use crate::ui::theme::{self, Theme, Tint, chip as plain_chip, signed_button, space};
use egui::{Id, Key, Modifiers, RichText, Role, Ui, WidgetInfo};

/// The most of the window's height that the words about a step take.
const MOST_HEIGHT: f32 = 0.27;

/// Where a capture may have been taken.
const VANTAGES: [(Option<Vantage>, &str); 4] = [
    (None, "capture-window-auto"),
    (Some(Vantage::Client), "capture-window-client"),
    (Some(Vantage::Server), "capture-window-server"),
    (Some(Vantage::Middle), "capture-window-middle"),
];

/// Draws the connection.
pub fn follow_ui(
    ui: &mut Ui,
    view: &FollowView,
    lang: Lang,
    asked: &mut Vec<CaptureCommand>,
    commands: &mut Vec<Command>,
) {
    let (top, short) = (ui.cursor().top(), theme::is_short(ui));
    if short {
        tight_head_ui(ui, view, lang, asked);
    } else {
        head_ui(ui, view, lang, asked);
        ui.add_space(space::S);
    }
    damage_ui(ui, view.damage.as_ref());
    if let Some((message, help)) = &view.trouble {
        failed_ui(ui, message, help, "");
    }
    if let Some(progress) = &view.waits {
        progress_ui(ui, progress, lang, asked);
    }
    if !short {
        look_ui(ui, view, lang, asked);
    }
    if let Some(steps) = &view.steps {
        picture_ui(ui, steps, view.numbers, top, lang, asked, commands);
    }
    facts_ui(ui, view, lang);
}

fn head_ui(ui: &mut Ui, view: &FollowView, lang: Lang, asked: &mut Vec<CaptureCommand>) {
    ui.horizontal_wrapped(|ui| {
        if theme::back_button(ui, &say(lang, "capture-window-list")).clicked() {
            asked.push(CaptureCommand::Back);
        }
        ui.label(RichText::new(&view.file).color(Theme::of(ui).colors.muted));
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&view.title).heading());
        fate_ui(ui, view);
    });
}

fn fate_ui(ui: &mut Ui, view: &FollowView) {
    let colors = Theme::of(ui).colors;
    let tint = match view.good {
        Some(true) => colors.right,
        Some(false) => colors.wrong,
        None => colors.hint,
    };
    theme::badge(ui, &view.fate, tint);
}

/// The same in one row, with a list of where the capture may have been taken.
fn tight_head_ui(ui: &mut Ui, view: &FollowView, lang: Lang, asked: &mut Vec<CaptureCommand>) {
    ui.horizontal_wrapped(|ui| {
        let (back, word) = (theme::lead_button(ui, "←"), say(lang, "capture-window-list"));
        back.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*word));
        if back.on_hover_text(&*word).clicked() {
            asked.push(CaptureCommand::Back);
        }
        let title = RichText::new(&view.title).text_style(theme::bold());
        ui.label(title).on_hover_text(&view.file);
        fate_ui(ui, view);
        let name = say(lang, "capture-window-vantage");
        let now = VANTAGES.into_iter().find(|(vantage, _)| *vantage == view.vantage);
        let now = now.map(|(_, key)| say(lang, key)).unwrap_or_default();
        let list = egui::ComboBox::from_id_salt("vantage").selected_text(&*now).show_ui(ui, |ui| {
            for (vantage, key) in VANTAGES {
                let on = view.vantage == vantage;
                if ui.selectable_label(on, say(lang, key)).clicked() && !on {
                    asked.push(CaptureCommand::Vantage(vantage));
                }
            }
        });
        list.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &*name));
        list.response.on_hover_text(&*name);
    });
}

/// What stays in its place below the ladder: what there is to say about the step.
pub fn steps_ui(ui: &mut Ui, view: &FollowView, lang: Lang, commands: &mut Vec<Command>) {
    let numbers = view.numbers == Numbers::Real;
    let Some(view) = &view.steps else { return };
    let mut asked = Vec::new();
    let most = ui.ctx().content_rect().height() * MOST_HEIGHT;
    keys(ui, view, &mut asked);
    commands.extend(asked.into_iter().map(Command::Capture));
    if theme::is_short(ui) && !opened_ui(ui, view, lang) {
        return;
    }
    // Always of the same height, so that the ladder does not move with every step.
    let area = egui::ScrollArea::vertical().id_salt(("step", view.step)).auto_shrink(false);
    area.max_height(most).min_scrolled_height(most).show(ui, |ui| {
        ui.set_width(ui.available_width());
        step_ui(ui, view, numbers, lang, commands);
    });
}

/// In a low window: the step and the verdict in short, and whether all is to be told.
fn opened_ui(ui: &mut Ui, view: &StepsView, lang: Lang) -> bool {
    let id = Id::unique("all about a step");
    let mut all: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        if plain_chip(ui, all, say(lang, "capture-window-all"), Theme::of(ui).colors.accent).clicked() {
            all = !all;
            ui.data_mut(|data| data.insert_temp(id, all));
        }
        if !all {
            ui.label(RichText::new(&view.event).text_style(theme::bold()));
            ui.label(headline(ui, &view.verdict));
        }
    });
    all
}

/// Where the capture was taken.
fn look_ui(ui: &mut Ui, view: &FollowView, lang: Lang, asked: &mut Vec<CaptureCommand>) {
    let theme = Theme::of(ui);
    let name =
        |ui: &mut Ui, key: &str| ui.label(RichText::new(say(lang, key)).small().color(theme.colors.muted));
    ui.horizontal_wrapped(|ui| {
        name(ui, "capture-window-vantage");
        for (vantage, key) in VANTAGES {
            let on = view.vantage == vantage;
            if chip(ui, on, "capture-window-vantage", key, lang) && !on {
                asked.push(CaptureCommand::Vantage(vantage));
            }
        }
    });
    ui.add_space(space::S);
}

fn chip(ui: &mut Ui, on: bool, group: &str, key: &str, lang: Lang) -> bool {
    let accent = Theme::of(ui).colors.accent;
    let word = say(lang, key);
    let chip = theme::chip(ui, on, word.as_ref(), accent);
    let name = format!("{}: {word}", say(lang, group));
    chip.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, &name));
    chip.clicked()
}

/// The arrows step wherever the focus is, for nothing here is written.
fn keys(ui: &Ui, view: &StepsView, asked: &mut Vec<CaptureCommand>) {
    if ui.text_edit_focused() {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (back, on) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight));
    if back + on > 0 {
        asked.push(CaptureCommand::Step((view.step + on).saturating_sub(back)));
    }
    if pressed(Key::Home) > 0 {
        asked.push(CaptureCommand::Step(0));
    }
    if pressed(Key::End) > 0 {
        asked.push(CaptureCommand::Step(view.count));
    }
}

/// What happens in the step, how that is known, what the machine says of it, and why.
fn step_ui(ui: &mut Ui, view: &StepsView, numbers: bool, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(&view.event).text_style(theme::bold()));
    if !view.known.is_empty() {
        ui.label(RichText::new(&view.known).small().color(theme.colors.muted));
    }
    verdict_ui(ui, &view.verdict, lang, commands);
    let Some(row) = view.row.filter(|_| view.verdict.tally == Tally::Legal) else { return };
    let mut told = CardTold::default();
    reason_ui(ui, &view.ladder, row, view.first, numbers, lang, &mut told);
    commands.extend(told.commands());
}

fn headline(ui: &Ui, verdict: &VerdictView) -> RichText {
    let theme = Theme::of(ui);
    let color = |tint: Tint| tint.text;
    let color = match verdict.tally {
        Tally::Legal => color(theme.colors.right),
        Tally::Wrong => color(theme.colors.wrong),
        Tally::Nothing | Tally::Unjudged => theme.colors.muted,
    };
    let sign = if verdict.tally == Tally::Wrong { "✗ " } else { "" };
    RichText::new(format!("{sign}{}", verdict.headline)).text_style(theme::bold()).color(color)
}

fn verdict_ui(ui: &mut Ui, verdict: &VerdictView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.add_space(space::XS);
    ui.label(headline(ui, verdict));
    for detail in &verdict.details {
        ui.label(detail);
    }
    if !verdict.legal.is_empty() {
        ui.label(RichText::new(say(lang, "legal-now")).small().color(theme.colors.muted));
        for line in &verdict.legal {
            ui.label(RichText::new(line).monospace());
        }
    }
    if let Some(cite) = &verdict.cite {
        cite_ui(ui, cite, lang, commands);
    }
}

fn picture_ui(
    ui: &mut Ui,
    view: &StepsView,
    numbers: Numbers,
    top: f32,
    lang: Lang,
    asked: &mut Vec<CaptureCommand>,
    commands: &mut Vec<Command>,
) {
    let [above, below] = &view.rest;
    theme::picture_card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let is_real = numbers == Numbers::Real;
        let (step, first, count) = (view.step, view.first, view.count);
        if !theme::is_short(ui) {
            ui.horizontal_wrapped(|ui| legends_ui(ui, lang));
        }
        let room = Room::Rest { top, below: 0.0 };
        let guide = Guide { step, first, count, numbers: Some(is_real), card: false, room };
        let told = ladder_guided_ui(ui, "capture", &view.ladder, Some(guide), lang);
        asked.extend(told.step.map(CaptureCommand::Step));
        let other = |real| CaptureCommand::Numbers(if real { Numbers::Real } else { Numbers::Relative });
        asked.extend(told.numbers.map(other));
        commands.extend(told.commands());
        ui.horizontal_wrapped(|ui| {
            if let Some(above) = above
                && signed_button(ui, '↑', above).clicked()
            {
                asked.push(CaptureCommand::Step(view.first));
            }
            if let Some(below) = below
                && signed_button(ui, '↓', below).clicked()
            {
                asked.push(CaptureCommand::Step(view.first + view.ladder.rows.len() + 1));
            }
        });
        if theme::is_short(ui) {
            ui.add_space(space::S);
            legends_ui(ui, lang);
        }
    });
}

/// What the lines of the arrows mean.
fn legends_ui(ui: &mut Ui, lang: Lang) {
    legend_ui(ui, Known::All, &say(lang, "capture-window-legend-all"));
    legend_ui(ui, Known::Sent, &say(lang, "capture-window-legend-sent"));
    legend_ui(ui, Known::Nothing, &say(lang, "capture-window-legend-nothing"));
}

fn facts_ui(ui: &mut Ui, view: &FollowView, lang: Lang) {
    if view.facts.is_empty() {
        return;
    }
    ui.add_space(space::L);
    ui.label(RichText::new(say(lang, "capture-window-about-it")).heading());
    for fact in &view.facts {
        ui.label(fact);
    }
}
