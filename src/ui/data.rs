//! The learner's data: backups, other devices, checking, taking answers out.

use super::theme::{self, Theme, card, primary_button, quiet_button, space};
use crate::app::Command;
use crate::app::data::{BackupView, DataCommand, DataView, Note, NoteTone, RestoreView, SyncView};
use crate::app::place::Place;
use crate::app::port::ReviewFormat;
use crate::text::{Lang, say, say_with};
use egui::{Id, Key, RichText, Ui};

/// Draws the way there among the settings.
pub fn settings_ui(ui: &mut Ui, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(say(lang, "data-title")).heading());
        ui.label(RichText::new(say(lang, "data-open-help")).color(theme.colors.muted));
        ui.add_space(space::S);
        if ui.button(&*say(lang, "data-open")).clicked() {
            commands.push(Command::Go(Place::Data));
        }
    });
}

/// Draws it.
pub fn data_ui(ui: &mut Ui, view: &DataView, lang: Lang, commands: &mut Vec<Command>) {
    if theme::back_button(ui, &say(lang, "back")).clicked() {
        commands.push(Command::Back);
    }
    theme::head(ui, &say(lang, "data-title"), &say(lang, "data-about"));
    ui.add_space(space::M);
    let mut asked = Vec::new();
    backups_ui(ui, view, lang, &mut asked);
    ui.add_space(space::L);
    sync_ui(ui, &view.sync, lang, &mut asked);
    ui.add_space(space::L);
    whole_ui(ui, view, lang, &mut asked);
    commands.extend(asked.into_iter().map(Command::Data));
}

fn section(ui: &mut Ui, title: &str, about: &str, add: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(title).heading());
        ui.label(RichText::new(about).color(theme.colors.muted));
        ui.add_space(space::S);
        add(ui);
    });
}

/// Why a button can't be pressed, if it can't: where the pointer is, and with the button.
fn why_not(ui: &Ui, button: egui::Response, why: &str) -> egui::Response {
    if button.enabled() {
        return button;
    }
    ui.ctx().accesskit_node_builder(button.id, |node| node.set_description(why));
    button.on_disabled_hover_text(why)
}

/// What was found or has happened, and what to do.
fn note_ui(ui: &mut Ui, note: &Note) {
    let theme = Theme::of(ui);
    let (sign, tint) = match note.tone {
        NoteTone::Good => ("✓", theme.colors.right),
        NoteTone::Odd => ("!", theme.colors.warning),
        NoteTone::Bad => ("✗", theme.colors.wrong),
    };
    theme::announced(ui, RichText::new(format!("{sign} {}", note.message)).color(tint.text));
    if !note.help.is_empty() {
        ui.label(&note.help);
    }
    if !note.detail.is_empty() {
        ui.label(RichText::new(&note.detail).small().color(theme.colors.muted));
    }
    ui.add_space(space::S);
}

fn whole_ui(ui: &mut Ui, view: &DataView, lang: Lang, asked: &mut Vec<DataCommand>) {
    let theme = Theme::of(ui);
    section(ui, &say(lang, "data-whole"), &view.held, |ui| {
        if let Some(place) = &view.place {
            ui.label(RichText::new(place).small().color(theme.colors.muted));
            ui.add_space(space::S);
        }
        ui.horizontal_wrapped(|ui| {
            let check = ui.add_enabled(!view.checking, egui::Button::new(&*say(lang, "data-check")));
            if why_not(ui, check, &say(lang, "data-checking")).clicked() {
                asked.push(DataCommand::Check);
            }
            for (format, key) in
                [(ReviewFormat::Csv, "data-export-csv"), (ReviewFormat::Jsonl, "data-export-jsonl")]
            {
                let export = ui.add_enabled(!view.exporting, egui::Button::new(&*say(lang, key)));
                if why_not(ui, export, &say(lang, "data-exporting")).clicked() {
                    asked.push(DataCommand::Export(format));
                }
            }
        });
        for (on, key) in [(view.checking, "data-checking"), (view.exporting, "data-exporting")] {
            if on {
                theme::announced(ui, RichText::new(say(lang, key)));
            }
        }
        ui.add_space(space::S);
        view.checked.iter().chain(&view.unexported).for_each(|note| note_ui(ui, note));
    });
}

fn backups_ui(ui: &mut Ui, view: &DataView, lang: Lang, asked: &mut Vec<DataCommand>) {
    if view.backups.iter().all(|backup| backup.asked.is_none()) {
        ui.data_mut(|data| data.remove::<String>(asked_about()));
    }
    section(ui, &say(lang, "data-backups"), &say(lang, "data-backups-about"), |ui| {
        view.told.iter().for_each(|note| note_ui(ui, note));
        if let Some(fixed) = &view.fixed {
            ui.label(fixed);
        }
        if view.backups.is_empty() {
            ui.label(&*say(lang, "data-backups-none"));
        }
        for (at, backup) in view.backups.iter().enumerate() {
            if at > 0 {
                ui.separator();
            }
            ui.push_id(&backup.name, |ui| backup_ui(ui, view, backup, lang, asked));
        }
    });
}

fn backup_ui(ui: &mut Ui, view: &DataView, backup: &BackupView, lang: Lang, asked: &mut Vec<DataCommand>) {
    let theme = Theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&backup.when).text_style(theme::bold()));
        if let Some(why) = &backup.why {
            theme::badge(ui, why, theme.colors.hint);
        }
    });
    let colour = if backup.sound { theme.colors.muted } else { theme.colors.wrong.text };
    let sign = if backup.sound { "" } else { "✗ " };
    ui.label(RichText::new(format!("{sign}{}", backup.held)).color(colour));
    if let Some(restore) = &backup.asked {
        restore_ui(ui, view, restore, lang, asked);
    } else if backup.sound {
        let free = view.fixed.is_none() && !view.restoring;
        let button = ui.add_enabled(free, egui::Button::new(&*say(lang, "data-restore")));
        let why = view.fixed.clone().unwrap_or_else(|| say(lang, "data-restoring").into_owned());
        let button = why_not(ui, button.accessible_name(&backup.spoken), &why);
        if button.clicked() {
            asked.push(DataCommand::Ask(backup.name.clone()));
        }
    }
}

/// Where the last question that was asked is noted: the focus goes to a new one, once.
fn asked_about() -> Id {
    Id::unique("asked about a backup")
}

/// Asks first, and says what will happen.
fn restore_ui(ui: &mut Ui, view: &DataView, restore: &RestoreView, lang: Lang, asked: &mut Vec<DataCommand>) {
    let theme = Theme::of(ui);
    let is_new = ui.data(|data| data.get_temp(asked_about()) != Some(restore.question.clone()));
    ui.data_mut(|data| data.insert_temp(asked_about(), restore.question.clone()));
    card(&theme).fill(theme.colors.warning.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let question = RichText::new(&restore.question).text_style(theme::bold());
        theme::announced(ui, question.color(theme.colors.warning.text));
        for said in &restore.said {
            ui.label(said);
        }
        ui.add_space(space::S);
        if view.restoring {
            theme::announced(ui, RichText::new(say(lang, "data-restoring")));
            return;
        }
        ui.horizontal_wrapped(|ui| {
            // The harmless one has the focus: Enter does nothing that was not meant.
            let leave = ui.button(&*say(lang, "data-restore-leave"));
            if is_new {
                leave.request_focus();
            }
            if leave.clicked() {
                asked.push(DataCommand::Leave);
            }
            if primary_button(ui, &say(lang, "data-restore-do"), true).clicked() {
                asked.push(DataCommand::Restore);
            }
        });
    });
}

fn sync_ui(ui: &mut Ui, view: &SyncView, lang: Lang, asked: &mut Vec<DataCommand>) {
    section(ui, &say(lang, "data-sync"), &say(lang, "data-sync-about"), |ui| {
        let Some(folder) = &view.folder else {
            folder_ui(ui, view, lang, asked);
            return;
        };
        ui.label(say_with(lang, "data-sync-in", &[("path", folder.as_str().into())]));
        ui.add_space(space::S);
        if view.running {
            theme::announced(ui, RichText::new(say(lang, "data-syncing")));
        }
        view.said.iter().for_each(|note| note_ui(ui, note));
        ui.horizontal_wrapped(|ui| {
            let now = ui.add_enabled(!view.running, egui::Button::new(&*say(lang, "data-sync-now")));
            if why_not(ui, now, &say(lang, "data-syncing")).clicked() {
                asked.push(DataCommand::Sync);
            }
            if ui.button(&*say(lang, "data-sync-choose")).clicked() {
                asked.push(DataCommand::Choose);
            }
            if quiet_button(ui, &say(lang, "data-sync-alone"), true).clicked() {
                asked.push(DataCommand::Alone);
            }
        });
    });
}

/// Where there is no folder yet: chosen with a dialog, or written.
fn folder_ui(ui: &mut Ui, view: &SyncView, lang: Lang, asked: &mut Vec<DataCommand>) {
    if ui.button(&*say(lang, "data-sync-choose")).clicked() {
        asked.push(DataCommand::Choose);
    }
    ui.add_space(space::S);
    let name = say(lang, "data-sync-folder");
    let mut text = view.text.clone();
    let field = theme::text_field(ui, &mut text, Id::unique("shared folder"), &name, true, false);
    field.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, &view.text, &text, &*name);
        info.label = Some(name.to_string());
        info
    });
    let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let some = !text.trim().is_empty();
    if field.changed() {
        asked.push(DataCommand::Folder(text));
    }
    ui.add_space(space::S);
    let meets = ui.add_enabled(some, egui::Button::new(&*say(lang, "data-sync-meet")));
    let meets = why_not(ui, meets, &say(lang, "data-sync-no-folder")).clicked();
    if meets || (enter && some) {
        asked.push(DataCommand::Meet);
    }
}
