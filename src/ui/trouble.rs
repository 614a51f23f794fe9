//! What the store can't do, above every screen, with what to do about it.

use super::theme::{self, Theme, card, primary_button, quiet_button, space};
use crate::app::place::Place;
use crate::app::{Command, Frame};
use crate::text::say;
use egui::{RichText, Ui};

/// Draws it, if there is anything.
pub fn trouble_ui(ui: &mut Ui, frame: &Frame, commands: &mut Vec<Command>) {
    let Some(trouble) = &frame.trouble else { return };
    let theme = Theme::of(ui);
    card(&theme).fill(theme.colors.warning.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let message = RichText::new(&trouble.message).text_style(theme::bold());
        theme::announced(ui, message.color(theme.colors.warning.text));
        ui.label(&trouble.help);
        if !trouble.detail.is_empty() {
            ui.label(RichText::new(&trouble.detail).small().color(theme.colors.muted));
        }
        ui.horizontal_wrapped(|ui| {
            let (retry, data) = (say(frame.lang, "store-retry"), say(frame.lang, "data-open"));
            // What helps comes first: a file that is damaged is no better the second time.
            let (again, there) = if trouble.may_restore && trouble.may_see_data {
                let there = primary_button(ui, &data, true);
                (ui.button(&*retry), Some(there))
            } else {
                (primary_button(ui, &retry, true), trouble.may_see_data.then(|| ui.button(&*data)))
            };
            if again.clicked() {
                commands.push(Command::Retry);
            }
            if there.is_some_and(|there| there.clicked()) {
                commands.push(Command::Go(Place::Data));
            }
            if trouble.may_go_on && quiet_button(ui, &say(frame.lang, "store-go-on"), true).clicked() {
                commands.push(Command::GoOnUnsaved);
            }
        });
    });
    ui.add_space(space::L);
}
