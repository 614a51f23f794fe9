//! The exams that there are, the code of a paper, and what was sat before.

use crate::app::Command;
use crate::app::exam::{ExamCard, ExamCommand, ExamsView, PastView};
use crate::text::{Lang, say, say_with};
use crate::ui::decks::broken_ui;
use crate::ui::theme::{self, Theme, card, primary_button, space};
use egui::{Align, Id, Key, Layout, RichText, Ui};

/// Draws them.
pub fn exams_ui(ui: &mut Ui, view: &ExamsView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    theme::head(ui, &say(lang, "exams-title"), &say(lang, "exams-about"));
    let mut told = Vec::new();
    if let Some(running) = &view.running {
        card(&theme).fill(theme.colors.accent.fill).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(say(lang, "exams-running")).small().color(theme.colors.muted));
            ui.label(RichText::new(&running.title).heading());
            ui.label(&running.state);
            ui.add_space(space::S);
            if primary_button(ui, &say(lang, "exams-resume"), true).clicked() {
                told.push(ExamCommand::Resume);
            }
        });
        ui.add_space(space::L);
    }
    if view.exams.is_empty() && view.broken.is_empty() {
        ui.label(&*say(lang, "exams-none"));
    }
    if let Some((message, help)) = &view.elsewhere {
        card(&theme).fill(theme.colors.hint.fill).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let words = RichText::new(message).text_style(theme::bold()).color(theme.colors.hint.text);
            theme::announced(ui, words);
            ui.label(help);
            ui.add_space(space::S);
            if ui.button(&*say(lang, "exams-take-up")).clicked() {
                told.push(ExamCommand::TakeUp);
            }
        });
        ui.add_space(space::L);
    }
    let read = view.running.is_none();
    let free = read && view.elsewhere.is_none();
    for exam in &view.exams {
        ui.push_id(&exam.id, |ui| exam_ui(ui, exam, free, lang, &mut told));
        ui.add_space(space::M);
    }
    broken_ui(ui, &view.broken, lang, commands);
    if !view.past.is_empty() {
        ui.add_space(space::L);
        ui.label(RichText::new(say(lang, "exams-past")).heading());
        ui.add_space(space::S);
        for past in &view.past {
            ui.push_id(past.id.as_str(), |ui| past_ui(ui, past, read, lang, &mut told));
            ui.add_space(space::S);
        }
    }
    if free {
        ui.add_space(space::XL);
        code_ui(ui, view, lang, &mut told);
    }
    commands.extend(told.into_iter().map(Command::InExam));
}

fn exam_ui(ui: &mut Ui, exam: &ExamCard, free: bool, lang: Lang, told: &mut Vec<ExamCommand>) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(&exam.title).heading());
        ui.label(&exam.about);
        ui.label(RichText::new(&exam.size).small().color(theme.colors.muted));
        ui.add_space(space::S);
        let name = say_with(lang, "exams-begin-named", &[("exam", exam.title.as_str().into())]);
        let button = ui.add_enabled(free, egui::Button::new(&*say(lang, "exams-begin")));
        if button.accessible_name(name).clicked() {
            told.push(ExamCommand::Choose(exam.id.clone()));
        }
    });
}

fn code_ui(ui: &mut Ui, view: &ExamsView, lang: Lang, told: &mut Vec<ExamCommand>) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(say(lang, "exams-code-title")).heading());
        ui.label(RichText::new(say(lang, "exams-code-about")).color(theme.colors.muted));
        ui.add_space(space::S);
        let name = say(lang, "exams-code-name");
        let label = ui.label(RichText::new(name.as_ref()).small().color(theme.colors.muted));
        let mut text = view.code.text.clone();
        let wrong = view.code.problem.is_some();
        let width = ui.available_width().min(theme::CODE_FIELD * theme.scale);
        let field = theme::sized_field(ui, &mut text, Id::unique("code of a paper"), "", width, wrong);
        let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        field.labelled_by(label.id);
        let some = !text.trim().is_empty();
        if text != view.code.text {
            told.push(ExamCommand::Code(text));
        }
        if let Some((message, help)) = &view.code.problem {
            theme::announced(ui, RichText::new(format!("✗ {message}")).color(theme.colors.wrong.text));
            ui.label(help);
        }
        ui.add_space(space::S);
        let open = ui.add_enabled(some, egui::Button::new(&*say(lang, "exams-code-open"))).clicked();
        if open || (enter && some) {
            told.push(ExamCommand::OpenCode);
        }
    });
}

fn past_ui(ui: &mut Ui, past: &PastView, free: bool, lang: Lang, told: &mut Vec<ExamCommand>) {
    let theme = Theme::of(ui);
    let (word, tint) = match past.score {
        Some((_, true)) => ("exams-passed", theme.colors.right),
        Some((_, false)) => ("exams-failed", theme.colors.warning),
        None => ("exams-marking", theme.colors.hint),
    };
    let score = past.score.as_ref().map_or("–", |(score, _)| score);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let args = [
            ("exam", past.title.as_str().into()),
            ("when", past.when.as_str().into()),
            ("score", score.into()),
        ];
        let name = say_with(lang, "exams-past-open", &args);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&past.title).text_style(theme::bold()));
            ui.label(RichText::new(&past.when).color(theme.colors.muted));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let open = ui.add_enabled(free, egui::Button::new(&*say(lang, "exams-past-show")));
                if open.accessible_name(name).clicked() {
                    told.push(ExamCommand::Report(past.id.clone()));
                }
                theme::badge(ui, &say(lang, word), tint);
                ui.label(RichText::new(score).text_style(theme::bold()));
            });
        });
    });
}
