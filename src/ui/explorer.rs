//! The explorer: break a rule and watch what happens.

use super::ladder::ladder_panel_ui;
use super::theme::{self, Theme, card, primary_button, quiet_button, space};
use crate::app::Command;
use crate::app::explorer::{ExplorerCommand, ExplorerView, MOST_FAULTS, SearchView};
use crate::text::{Lang, say};
use egui::{RichText, Ui};

/// A list to choose from is no higher than this, in points.
const LIST_HEIGHT: f32 = 420.0;

/// Draws it.
pub fn explorer_ui(ui: &mut Ui, view: &ExplorerView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    theme::head(ui, &say(lang, "explorer-title"), &say(lang, "explorer-about"));
    ui.add_space(space::S);
    let mut told = Vec::new();
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        choice_ui(ui, &say(lang, "explorer-machine"), true, &view.machines, &view.machine, |id| {
            told.push(ExplorerCommand::Machine(id));
        });
        if !view.about.is_empty() {
            ui.label(RichText::new(&view.about).color(theme.colors.muted));
        }
        ui.add_space(space::M);
        choice_ui(ui, &say(lang, "explorer-never"), true, &view.properties, &view.never, |id| {
            told.push(ExplorerCommand::Never(id));
        });
        ui.add_space(space::M);
        network_ui(ui, view, lang, &mut told);
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
    });
    commands.extend(told.into_iter().map(Command::Explore));
    if let SearchView::Done { happens, headline, bounds, run } = &view.search {
        ui.add_space(space::L);
        let (tint, sign) = match happens {
            Some(true) => (theme.colors.wrong, "✗"),
            Some(false) => (theme.colors.right, "✓"),
            None => (theme.colors.warning, "?"),
        };
        card(&theme).fill(tint.fill).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let words =
                RichText::new(format!("{sign} {headline}")).text_style(theme::bold()).color(tint.text);
            theme::announced(ui, words);
            bounds.iter().for_each(|line| drop(ui.label(line)));
        });
        if let Some(run) = run {
            ui.add_space(space::M);
            card(&theme).show(ui, |ui| {
                ui.set_width(ui.available_width());
                commands.extend(ladder_panel_ui(ui, "run", run, lang).commands());
            });
        }
    }
}

/// A list to choose one from, below its name; a name that is not shown is said.
pub(super) fn choice_ui(
    ui: &mut Ui,
    name: &str,
    named: bool,
    options: &[(String, String)],
    chosen: &str,
    mut pick: impl FnMut(String),
) {
    let label = named.then(|| ui.label(RichText::new(name).text_style(theme::bold())));
    let words = options.iter().find(|(id, _)| id == chosen).map(|(_, words)| words.as_str());
    let shown = egui::ComboBox::from_id_salt(name)
        .width(ui.available_width())
        .height(LIST_HEIGHT)
        .wrap()
        .selected_text(words.unwrap_or_default())
        .show_ui(ui, |ui| {
            for (id, words) in options {
                if ui.selectable_label(id == chosen, words).clicked() {
                    pick(id.clone());
                }
            }
        });
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
        if theme::chip(ui, view.reorder, overtaking.as_ref(), accent).clicked() {
            told.push(ExplorerCommand::Reorder(!view.reorder));
        }
    });
}
