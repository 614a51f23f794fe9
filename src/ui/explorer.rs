//! The explorer: break a rule and watch what happens.

use super::ladder::ladder_panel_ui;
use super::theme::{self, Theme, card, primary_button, quiet_button, space};
use crate::app::Command;
use crate::app::explorer::{ExplorerCommand, ExplorerView, MOST_FAULTS, SearchView};
use crate::text::{Lang, say};
use egui::{Id, Rect, RichText, Ui};

/// A list to choose from is no higher than this, in points.
const LIST_HEIGHT: f32 = 420.0;

/// A verdict with its run is scrolled to as far as it fills such a part of the window.
const SHOWN: f32 = 0.85;

/// Draws it.
pub fn explorer_ui(ui: &mut Ui, view: &ExplorerView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    theme::head(ui, &say(lang, "explorer-title"), &say(lang, "explorer-about"));
    ui.add_space(space::S);
    let (id, mut told) = (Id::unique("what is explored"), Vec::new());
    let mut opened: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let is_done = matches!(view.search, SearchView::Done { .. });
    // In a low window the answer takes the place of the question.
    let folds = is_done && !opened && theme::is_short(ui);
    let frame = if folds { theme::picture_card(ui) } else { card(&theme) };
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if folds {
            opened = folded_ui(ui, view, lang);
        } else {
            form_ui(ui, view, lang, &mut told);
        }
    });
    opened &= is_done && !told.contains(&ExplorerCommand::Start);
    ui.data_mut(|data| data.insert_temp(id, opened));
    commands.extend(told.into_iter().map(Command::Explore));
    let before = ui.cursor().top();
    done_ui(ui, view, lang, commands);
    if is_fresh(ui, id.with("seen"), is_done) {
        let height = (ui.cursor().top() - before).min(ui.clip_rect().height() * SHOWN);
        let seen = Rect::from_x_y_ranges(ui.max_rect().x_range(), before..=before + height);
        ui.scroll_to_rect(seen, None);
    }
}

/// Whether the search has ended since the last time that this was drawn; not where one comes to an old one.
fn is_fresh(ui: &Ui, id: Id, is_done: bool) -> bool {
    let now = ui.ctx().cumulative_frame_nr();
    let last = ui.data_mut(|data| {
        let last = data.get_temp::<(u64, bool)>(id);
        data.insert_temp(id, (now, is_done));
        last
    });
    is_done && last.is_some_and(|(frame, was_done)| !was_done && frame + 1 >= now)
}

fn form_ui(ui: &mut Ui, view: &ExplorerView, lang: Lang, told: &mut Vec<ExplorerCommand>) {
    choice_ui(ui, &say(lang, "explorer-machine"), true, &view.machines, &view.machine, |id| {
        told.push(ExplorerCommand::Machine(id));
    });
    if !view.about.is_empty() {
        ui.label(RichText::new(&view.about).color(Theme::of(ui).colors.muted));
    }
    ui.add_space(space::M);
    choice_ui(ui, &say(lang, "explorer-never"), true, &view.properties, &view.never, |id| {
        told.push(ExplorerCommand::Never(id));
    });
    ui.add_space(space::M);
    network_ui(ui, view, lang, told);
    ui.add_space(space::M);
    ui.horizontal_wrapped(|ui| {
        if let SearchView::Running(words) = &view.search {
            if quiet_button(ui, &say(lang, "explorer-stop"), true).clicked() {
                told.push(ExplorerCommand::Stop);
            }
            ui.spinner();
            ui.label(words);
        } else if primary_button(ui, &say(lang, "explorer-start"), true).clicked() {
            told.push(ExplorerCommand::Start);
        }
    });
}

/// What was explored, in short; whether it is to be changed.
fn folded_ui(ui: &mut Ui, view: &ExplorerView, lang: Lang) -> bool {
    let of = |all: &[(String, String)], id: &str| {
        let found = all.iter().find(|(known, _)| known == id);
        found.map_or(String::new(), |(_, words)| words.clone())
    };
    let (machine, never) = (of(&view.machines, &view.machine), of(&view.properties, &view.never));
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(machine).text_style(theme::bold()));
        let change = ui.button(&*say(lang, "explorer-change")).clicked();
        ui.label(RichText::new(never).small().color(Theme::of(ui).colors.muted));
        change
    })
    .inner
}

/// What was found: the verdict, the run that shows it, and how far was looked.
fn done_ui(ui: &mut Ui, view: &ExplorerView, lang: Lang, commands: &mut Vec<Command>) {
    let SearchView::Done { happens, headline, bounds, run } = &view.search else { return };
    let (theme, short) = (Theme::of(ui), theme::is_short(ui));
    ui.add_space(if short { space::S } else { space::L });
    let (tint, sign) = match happens {
        Some(true) => (theme.colors.wrong, "✗"),
        Some(false) => (theme.colors.right, "✓"),
        None => (theme.colors.warning, "?"),
    };
    let bounds_ui = |ui: &mut Ui| bounds.iter().for_each(|line| drop(ui.label(line)));
    // The run comes before what matters less, where there is not room for both.
    let later = short && run.is_some();
    let frame = if later { theme::picture_card(ui) } else { card(&theme) };
    frame.fill(tint.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = RichText::new(format!("{sign} {headline}")).text_style(theme::bold()).color(tint.text);
        theme::announced(ui, words);
        if !later {
            bounds_ui(ui);
        }
    });
    let Some(run) = run else { return };
    ui.add_space(if short { space::S } else { space::M });
    theme::picture_card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        commands.extend(ladder_panel_ui(ui, "run", run, lang).commands());
    });
    if later {
        ui.add_space(space::M);
        bounds_ui(ui);
    }
}

/// A list to choose one from, below its name; a name that is not shown is said.
pub(super) fn choice_ui(
    ui: &mut Ui,
    name: &str,
    named: bool,
    options: &[(String, String)],
    chosen: &str,
    pick: impl FnMut(String),
) {
    choice_of_ui(ui, name, named, egui::TextWrapMode::Wrap, options, chosen, pick);
}

/// The same beside another list: what is chosen takes one line, so that both are equally high.
pub(super) fn choice_in_line_ui(
    ui: &mut Ui,
    name: &str,
    options: &[(String, String)],
    chosen: &str,
    pick: impl FnMut(String),
) {
    choice_of_ui(ui, name, true, egui::TextWrapMode::Truncate, options, chosen, pick);
}

fn choice_of_ui(
    ui: &mut Ui,
    name: &str,
    named: bool,
    wrap: egui::TextWrapMode,
    options: &[(String, String)],
    chosen: &str,
    mut pick: impl FnMut(String),
) {
    let label = named.then(|| ui.label(RichText::new(name).text_style(theme::bold())));
    let words = options.iter().find(|(id, _)| id == chosen).map(|(_, words)| words.as_str());
    let mut shown = egui::ComboBox::from_id_salt(name)
        .width(ui.available_width())
        .height(LIST_HEIGHT)
        .wrap_mode(wrap)
        .selected_text(words.unwrap_or_default())
        .show_ui(ui, |ui| {
            for (id, words) in options {
                if ui.selectable_label(id == chosen, words).clicked() {
                    pick(id.clone());
                }
            }
        });
    if wrap == egui::TextWrapMode::Truncate {
        shown.response = shown.response.on_hover_text(words.unwrap_or_default());
    }
    match label {
        Some(label) => drop(shown.response.labelled_by(label.id)),
        None => shown.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name)),
    }
}

/// How many of something may happen: its word, the number now, what sets it.
type Count = (&'static str, u8, fn(u8) -> ExplorerCommand);

fn network_ui(ui: &mut Ui, view: &ExplorerView, lang: Lang, told: &mut Vec<ExplorerCommand>) {
    let accent = Theme::of(ui).colors.accent;
    ui.label(RichText::new(say(lang, "explorer-network")).text_style(theme::bold()));
    let counts: [Count; 2] = [
        ("explorer-losses", view.losses, ExplorerCommand::Losses),
        ("explorer-duplicates", view.duplicates, ExplorerCommand::Duplicates),
    ];
    ui.horizontal_wrapped(|ui| {
        for (word, now, command) in counts {
            let name = say(lang, word);
            ui.label(name.as_ref());
            for count in 0..=MOST_FAULTS {
                let chip = theme::chip(ui, now == count, format!("{count}"), accent);
                let spoken = format!("{name} {count}");
                chip.widget_info(|| {
                    egui::WidgetInfo::selected(egui::Role::RadioButton, true, now == count, &spoken)
                });
                if chip.clicked() {
                    told.push(command(count));
                }
            }
            ui.add_space(space::M);
        }
        let overtaking = say(lang, "explorer-reorder");
        let mut reorder = view.reorder;
        if ui.checkbox(&mut reorder, overtaking.as_ref()).clicked() {
            told.push(ExplorerCommand::Reorder(reorder));
        }
    });
}
