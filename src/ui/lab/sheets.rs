//! What lies below the composer and is opened when it is wanted: the list of steps, the trace as text, the
//! question that it becomes.

use super::LabUi;
use crate::app::Command;
use crate::app::lab::{Ask, LabCommand, LabView, QuestionView};
use crate::app::save::{SaveCommand, TraceForm};
use crate::text::{Lang, say, say_with};
use crate::ui::composer::list_ui;
use crate::ui::theme::{self, Font, Theme, card, chip, quiet_button, space, tinted_button};
use egui::{CollapsingHeader, RichText, TextEdit, Ui};

/// The steps, to be moved and changed.
pub fn steps_ui(ui: &mut Ui, view: &LabView, lang: Lang, told: &mut Vec<LabCommand>) {
    if view.ladder.rows.is_empty() {
        return;
    }
    let asked =
        sheet(ui, "lab-steps", lang, |ui| list_ui(ui, "lab steps", &view.own, lang)).unwrap_or_default();
    told.extend(asked.shift.map(|(from, to)| LabCommand::Shift { from, to }));
    told.extend(asked.fate.map(|(at, fate)| LabCommand::Fate { at, fate }));
    told.extend(asked.remove.map(LabCommand::Remove));
}

/// The trace as text, which can be written.
pub fn text_ui(
    ui: &mut Ui,
    view: &LabView,
    state: &mut LabUi,
    lang: Lang,
    told: &mut Vec<LabCommand>,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    sheet(ui, "lab-text", lang, |ui| {
        let help = ui.label(RichText::new(say(lang, "lab-text-help")).small().color(theme.colors.muted));
        let id = ui.make_persistent_id("lab text");
        if !ui.memory(|memory| memory.has_focus(id)) {
            state.text.clone_from(&view.text);
        }
        let edit = TextEdit::multiline(&mut state.text)
            .id(id)
            .font(theme.font(Font::Mono))
            .desired_width(f32::INFINITY)
            .desired_rows(4);
        let edit = ui.add(edit).labelled_by(help.id);
        if edit.changed() {
            told.push(LabCommand::Write(state.text.clone()));
        }
        for error in &view.text_errors {
            let words = match error.line {
                0 => error.words.clone(),
                line => {
                    let args = [("line", line.into()), ("words", error.words.as_str().into())];
                    say_with(lang, "lab-text-line", &args)
                }
            };
            theme::announced(ui, RichText::new(format!("✗ {words}")).color(theme.colors.wrong.text));
        }
        ui.horizontal_wrapped(|ui| {
            if quiet_button(ui, &say(lang, "ladder-copy-text"), true).clicked() {
                ui.ctx().copy_text(view.text.to_string());
            }
            let Some(shown) = &view.ladder.behind else { return };
            if quiet_button(ui, &say(lang, "lab-save-trace"), true).clicked() {
                let (shown, form) = (shown.clone(), TraceForm::Text);
                commands.push(Command::Save(SaveCommand::Trace { shown, form }));
            }
        });
    });
}

/// The question that the trace becomes.
pub fn question_ui(
    ui: &mut Ui,
    view: &LabView,
    lang: Lang,
    told: &mut Vec<LabCommand>,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    if view.ladder.rows.is_empty() {
        return;
    }
    sheet(ui, "lab-question", lang, |ui| {
        ui.label(RichText::new(say(lang, "lab-question-about")).small().color(theme.colors.muted));
        let chosen = view.question.as_ref().map(|question| question.kind);
        ui.horizontal_wrapped(|ui| {
            for kind in Ask::ALL {
                let on = chosen == Some(kind);
                if chip(ui, on, say(lang, kind.key()), theme.colors.accent).clicked() {
                    told.push(LabCommand::Ask(Some(kind).filter(|_| !on)));
                }
            }
        });
        if let Some(question) = &view.question {
            ui.add_space(space::S);
            ron_ui(ui, question, lang, told, commands);
        }
    });
}

fn ron_ui(
    ui: &mut Ui,
    question: &QuestionView,
    lang: Lang,
    told: &mut Vec<LabCommand>,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    if question.problems.is_empty() {
        let words = format!("✓ {}", say(lang, "lab-question-ready"));
        theme::announced(ui, RichText::new(words).color(theme.colors.right.text));
        ui.horizontal_wrapped(|ui| {
            if tinted_button(ui, &say(lang, "lab-question-keep"), true).clicked() {
                told.push(LabCommand::Keep);
            }
            if ui.button(&*say(lang, "lab-question-save")).clicked() {
                commands.push(Command::Save(SaveCommand::File(question.file.clone())));
            }
        });
        ui.label(RichText::new(&question.help).small().color(theme.colors.muted));
    } else {
        let words = format!("✗ {}", say(lang, "lab-question-not"));
        theme::announced(ui, RichText::new(words).color(theme.colors.wrong.text));
        question.problems.iter().for_each(|problem| drop(ui.label(problem)));
    }
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(&question.ron).font(theme.font(Font::Mono)));
    });
    if quiet_button(ui, &say(lang, "copy"), true).clicked() {
        ui.ctx().copy_text(question.ron.clone());
    }
}

/// A part of the screen that is opened when it is wanted.
fn sheet<R>(ui: &mut Ui, key: &str, lang: Lang, add: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let title = RichText::new(say(lang, key)).text_style(theme::bold());
    let shown = CollapsingHeader::new(title).id_salt(key).show_unindented(ui, add);
    ui.add_space(space::S);
    shown.body_returned
}
