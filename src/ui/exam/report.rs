//! What came of an exam.

use crate::app::Command;
use crate::app::exam::ReportView;
use crate::app::place::Place;
use crate::text::{Lang, say};
use crate::ui::theme::{self, Theme, card, space};
use egui::{RichText, Ui};

/// Draws it.
pub fn report_ui(ui: &mut Ui, view: &ReportView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    if theme::back_button(ui, &say(lang, "exams-title")).clicked() {
        commands.push(Command::Go(Place::Exam));
    }
    theme::head(ui, &view.title, &view.when);
    ui.add_space(space::S);
    let (word, tint, sign) = match view.passed {
        true => ("report-passed", theme.colors.right, "✓"),
        false => ("report-failed", theme.colors.warning, "✗"),
    };
    card(&theme).fill(tint.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let headline = format!("{sign} {} · {}", say(lang, word), view.score);
        theme::announced(ui, RichText::new(headline).heading().color(tint.text));
        for line in [&view.points, &view.pass, &view.took] {
            ui.label(line);
        }
    });
}
