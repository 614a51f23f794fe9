//! Says that what is shown is a sample, wherever progress is shown, and puts it away.

use super::theme::{self, Theme, card, space};
use crate::app::Command;
use crate::text::{Lang, say};
use egui::{RichText, Ui};

/// Draws it above a screen.
pub fn notice_ui(ui: &mut Ui, on: bool, practice: bool, lang: Lang, commands: &mut Vec<Command>) {
    if !on {
        return;
    }
    let theme = Theme::of(ui);
    card(&theme).fill(theme.colors.warning.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = RichText::new(say(lang, "sample-on")).text_style(theme::bold());
        ui.label(words.color(theme.colors.warning.text));
        ui.label(&*say(lang, if practice { "sample-practice" } else { "sample-about" }));
        if ui.button(&*say(lang, "sample-remove")).clicked() {
            commands.push(Command::Sample(false));
        }
    });
    ui.add_space(space::L);
}

/// Draws the switch among the settings.
pub fn settings_ui(ui: &mut Ui, on: bool, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(say(lang, "sample-title")).heading());
        ui.label(RichText::new(say(lang, "sample-help")).color(theme.colors.muted));
        ui.add_space(space::S);
        let key = if on { "sample-remove" } else { "sample-show" };
        if ui.button(&*say(lang, key)).clicked() {
            commands.push(Command::Sample(!on));
        }
    });
}
