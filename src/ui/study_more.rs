//! What can be done with a question beside answering it.

use super::theme::{self, Theme, quiet_button};
use crate::app::{Command, StudyCommand, StudyView};
use crate::text::{Lang, say};
use egui::{RichText, Ui};

/// A menu: take the last answer back, mark, leave out.
pub fn menu_ui(ui: &mut Ui, view: &StudyView, lang: Lang, commands: &mut Vec<Command>) {
    let mut asked = None;
    let menu = ui.menu_button("…", |ui| {
        let mut item = |ui: &mut Ui, key: &str, can: bool, command: StudyCommand| {
            let button = ui.add_enabled(can, egui::Button::new(say(lang, key).as_ref()));
            if button.clicked() {
                asked = Some(command);
            }
            button
        };
        item(ui, "take-back", view.can_take_back, StudyCommand::TakeBack);
        item(ui, if view.flagged { "flag-off" } else { "flag-on" }, view.can_mark, StudyCommand::Flag);
        item(ui, "suspend", view.can_mark && !view.saving, StudyCommand::Suspend)
            .on_hover_text(say(lang, "suspend-help"));
    });
    let name = say(lang, "more");
    menu.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.as_ref()));
    commands.extend(asked.map(Command::In));
}

/// Why the question comes again when it does.
pub fn why_then_ui(ui: &mut Ui, reasons: &[String], lang: Lang) {
    if reasons.is_empty() {
        return;
    }
    let title = RichText::new(say(lang, "why-then")).small();
    egui::CollapsingHeader::new(title).id_salt("why-then").show(ui, |ui| {
        for reason in reasons {
            ui.label(RichText::new(reason).small());
        }
    });
}

/// Below a verdict: the learner may know better.
pub fn count_right_ui(ui: &mut Ui, view: &StudyView, lang: Lang, commands: &mut Vec<Command>) {
    if view.counted {
        let color = Theme::of(ui).colors.right.text;
        theme::announced(ui, RichText::new(format!("✓ {}", say(lang, "counted-right"))).color(color));
    } else if view.can_count_right {
        let button = quiet_button(ui, &say(lang, "count-right"), true);
        if button.on_hover_text(say(lang, "count-right-help")).clicked() {
            commands.push(Command::In(StudyCommand::CountRight));
        }
    }
}
