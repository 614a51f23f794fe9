//! The settings.

use super::data;
use super::keys::recorded;
use super::learning::{self, row};
use super::rail::key_words;
use super::sample;
use super::theme::{self, Theme, card, quiet_button, space};
use crate::app::action::Action;
use crate::app::settings::{KeyView, SettingsView};
use crate::app::{Command, Paint, SCALES};
use crate::text::{Lang, say, say_with};
use egui::{Key, RichText, Ui};

/// What belongs to the screen alone.
#[derive(Default)]
pub struct SettingsUi {
    /// The action whose new keys are awaited.
    awaited: Option<Action>,
    learning: learning::LearningUi,
}

impl SettingsUi {
    /// Whether keys are awaited, so that they must do nothing else.
    pub fn is_recording(&self) -> bool {
        self.awaited.is_some()
    }
}

/// Draws them.
pub fn settings_ui(
    ui: &mut Ui,
    view: &SettingsView,
    state: &mut SettingsUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    ui.label(RichText::new(say(lang, "settings")).text_style(theme::title(ui)));
    ui.add_space(space::L);
    look_ui(ui, view, lang, commands);
    ui.add_space(space::L);
    sample::settings_ui(ui, view.sample, lang, commands);
    ui.add_space(space::L);
    learning::learning_ui(ui, &view.learning, &mut state.learning, lang, commands);
    ui.add_space(space::L);
    data::settings_ui(ui, lang, commands);
    ui.add_space(space::L);
    keys_ui(ui, view, state, lang, commands);
}

fn look_ui(ui: &mut Ui, view: &SettingsView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let accent = theme.colors.accent;
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        row(ui, &say(lang, "language"), None, |ui| {
            for other in Lang::ALL {
                let word = say(lang, &format!("language-{}", other.code()));
                if theme::chip(ui, view.lang == other, word.as_ref(), accent).clicked() {
                    commands.push(Command::Speak(other));
                }
            }
        });
        row(ui, &say(lang, "theme"), None, |ui| {
            for paint in Paint::ALL {
                let word = say(lang, &format!("theme-{}", paint.word()));
                if theme::chip(ui, view.paint == paint, word.as_ref(), accent).clicked() {
                    commands.push(Command::Paint(paint));
                }
            }
        });
        row(ui, &say(lang, "text-size"), None, |ui| {
            for scale in SCALES {
                let word = say_with(lang, "percent", &[("percent", i64::from(scale).into())]);
                if theme::chip(ui, view.scale == scale, word, accent).clicked() {
                    commands.push(Command::Scale(scale));
                }
            }
        });
        row(ui, &say(lang, "settings-ease"), None, |ui| {
            let (mut contrast, mut motion) = (view.contrast, view.motion);
            if ui.checkbox(&mut contrast, say(lang, "settings-contrast").as_ref()).clicked() {
                commands.push(Command::Contrast(contrast));
            }
            ui.add_space(space::M);
            if ui.checkbox(&mut motion, say(lang, "settings-motion").as_ref()).clicked() {
                commands.push(Command::Motion(motion));
            }
        });
    });
}

fn keys_ui(
    ui: &mut Ui,
    view: &SettingsView,
    state: &mut SettingsUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    if let Some(action) = state.awaited {
        if ui.input(|i| i.key_pressed(Key::Escape)) {
            state.awaited = None;
        } else if let Some(keys) = recorded(ui) {
            commands.push(Command::Bind(action, Some(keys)));
            state.awaited = None;
        }
    }
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(say(lang, "settings-keys")).heading());
            if view.changed && quiet_button(ui, &say(lang, "settings-usual-keys"), true).clicked() {
                commands.push(Command::UsualKeys);
            }
        });
        ui.label(RichText::new(say(lang, "settings-keys-help")).small().color(theme.colors.muted));
        ui.add_space(space::S);
        egui::Grid::new("keys").num_columns(3).spacing([space::L, space::S]).show(ui, |ui| {
            for key in &view.keys {
                key_ui(ui, key, state, lang, commands);
                ui.end_row();
            }
        });
    });
}

fn key_ui(ui: &mut Ui, key: &KeyView, state: &mut SettingsUi, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.label(&key.name);
    keys_chip_ui(ui, key, state, lang);
    ui.horizontal(|ui| {
        if !key.keys.is_empty() {
            let word = say_with(lang, "settings-no-keys", &[("name", key.name.as_str().into())]);
            let button = quiet_button(ui, "✗", true);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &word));
            if button.on_hover_text(word.as_str()).clicked() {
                commands.push(Command::Bind(key.action, None));
            }
        }
        if let Some(other) = &key.taken_by {
            let words = say_with(lang, "settings-taken", &[("name", other.as_str().into())]);
            ui.label(RichText::new(format!("✗ {words}")).color(theme.colors.wrong.text));
        }
    });
}

/// The keys of an action, as a chip that takes others.
fn keys_chip_ui(ui: &mut Ui, key: &KeyView, state: &mut SettingsUi, lang: Lang) {
    let theme = Theme::of(ui);
    let awaited = state.awaited == Some(key.action);
    let words = match (awaited, key.keys.is_empty()) {
        (true, _) => say(lang, "settings-press").into_owned(),
        (false, true) => "—".to_owned(),
        (false, false) => key_words(&key.keys),
    };
    let chip = theme::chip(ui, awaited, RichText::new(words).monospace(), theme.colors.accent);
    let spoken = format!("{}: {}", key.name, key.keys);
    chip.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    if chip.clicked() {
        state.awaited = if awaited { None } else { Some(key.action) };
    }
}
