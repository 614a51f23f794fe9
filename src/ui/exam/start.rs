//! The page before an exam.

use crate::app::Command;
use crate::app::exam::{CertaintyRow, ExamCommand, StartView};
use crate::text::{Lang, say, say_with};
use crate::ui::learning::row;
use crate::ui::theme::{self, Theme, card, chip, primary_button, quiet_button, space};
use egui::{Align, Grid, Id, Layout, RichText, Ui};

/// Draws it.
pub fn start_ui(ui: &mut Ui, view: &StartView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    theme::head(ui, &view.title, &view.about);
    ui.label(RichText::new(&view.size).text_style(theme::bold()));
    ui.add_space(space::M);
    let mut told = Vec::new();
    if let Some((message, help)) = &view.problem {
        card(&theme).fill(theme.colors.warning.fill).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let message = RichText::new(message).text_style(theme::bold());
            theme::announced(ui, message.color(theme.colors.warning.text));
            ui.label(help);
        });
        ui.add_space(space::M);
    }
    part(ui, &say(lang, "exam-start-coming"), |ui| list(ui, &view.sections));
    part(ui, &say(lang, "exam-start-rules"), |ui| {
        list(ui, &view.rules);
        if !view.certainty.is_empty() {
            ui.add_space(space::S);
            certainty_ui(ui, &view.certainty, lang);
        }
    });
    part(ui, &say(lang, "exam-start-you"), |ui| you_ui(ui, view, lang, &mut told));
    if let Some(code) = &view.code {
        code_ui(ui, view, code, lang);
    }
    commands.extend(told.into_iter().map(Command::InExam));
}

/// The bar at the bottom: back, and begin.
pub fn start_bar_ui(ui: &mut Ui, view: &StartView, lang: Lang, commands: &mut Vec<Command>) {
    let name = say_with(lang, "exam-start-begin-named", &[("exam", view.title.as_str().into())]);
    ui.horizontal(|ui| {
        if ui.button(&*say(lang, "back")).clicked() {
            commands.push(Command::Back);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let begin = primary_button(ui, &say(lang, "exam-start-begin"), view.problem.is_none());
            if begin.accessible_name(name).clicked() {
                commands.push(Command::InExam(ExamCommand::Begin));
            }
        });
    });
}

fn part(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    card(&Theme::of(ui)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(title).heading());
        ui.add_space(space::XS);
        add(ui);
    });
    ui.add_space(space::M);
}

/// Sentences, each behind a dot.
fn list(ui: &mut Ui, lines: &[String]) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        for line in lines {
            ui.horizontal_top(|ui| {
                ui.label("·");
                ui.vertical(|ui| ui.label(line));
            });
        }
    });
}

/// What an answer is worth by how sure one is.
fn certainty_ui(ui: &mut Ui, rows: &[CertaintyRow], lang: Lang) {
    let rows_of = Grid::new("certainty").spacing(egui::Vec2::new(space::XL, space::XS)).min_row_height(0.0);
    rows_of.show(ui, |ui| {
        for key in ["exam-start-sure", "exam-start-if-right", "exam-start-if-wrong"] {
            ui.label(RichText::new(say(lang, key)).small().color(Theme::of(ui).colors.muted));
        }
        ui.end_row();
        for row in rows {
            ui.label(&row.sure);
            ui.label(&row.right);
            ui.label(&row.wrong);
            ui.end_row();
        }
    });
}

fn you_ui(ui: &mut Ui, view: &StartView, lang: Lang, told: &mut Vec<ExamCommand>) {
    let theme = Theme::of(ui);
    let mut name = view.name.clone();
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(&*say(lang, "exam-start-name"));
        let width = ui.max_rect().width().min(theme::CODE_FIELD * theme.scale);
        let field = theme::sized_field(ui, &mut name, Id::unique("name of the learner"), "", width, false);
        field.labelled_by(label.id);
    });
    if name != view.name {
        told.push(ExamCommand::Name(name));
    }
    ui.add_space(space::S);
    row(ui, &say(lang, "exam-start-extra"), None, |ui| {
        for (percent, words, on) in &view.extra {
            if chip(ui, *on, words, theme.colors.accent).clicked() {
                told.push(ExamCommand::Extra(*percent));
            }
        }
    });
    let mut reviews = view.reviews;
    if ui.checkbox(&mut reviews, &*say(lang, "exam-start-reviews")).clicked() {
        told.push(ExamCommand::Reviews(reviews));
    }
    ui.label(RichText::new(say(lang, "exam-start-reviews-help")).small().color(theme.colors.muted));
}

fn code_ui(ui: &mut Ui, view: &StartView, code: &str, lang: Lang) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            let words = say_with(lang, "exam-start-code", &[("code", code.into())]);
            ui.label(RichText::new(words).monospace());
            if quiet_button(ui, &say(lang, "exam-start-code-copy"), true).clicked() {
                ui.ctx().copy_text(code.to_owned());
            }
        });
        ui.label(RichText::new(&view.code_help).small().color(theme.colors.muted));
    });
    ui.add_space(space::M);
}
