//! Naming the states of both ends: every state is a chip, one key away.

use super::study::StudyUi;
use super::theme::{self, Font, Theme, space};
use crate::app::{Command, KindView, StudyCommand};
use crate::text::{Lang, say, say_with};
use crate::wire::End;
use egui::{Key, RichText, Ui};

/// Draws the states to choose from; once judged, what was named and what is right.
pub fn states_ui(ui: &mut Ui, kind: &KindView, state: &mut StudyUi, lang: Lang, commands: &mut Vec<Command>) {
    let KindView::States { options, roles, named, right, .. } = kind else { return };
    let theme = Theme::of(ui);
    if right.is_none() {
        take_keys(ui, options, named, state, commands);
        ui.label(RichText::new(say(lang, "states-keys")).small().color(theme.colors.muted));
    }
    for (index, end) in End::BOTH.into_iter().enumerate() {
        let name = say_with(lang, "state-of", &[("role", roles[index].as_str().into())]);
        ui.add_space(space::S);
        let active = right.is_none() && state.active_end == index;
        let sign = if active { "→ " } else { "" };
        let heading = RichText::new(format!("{sign}{name}")).text_style(theme::bold());
        ui.label(heading.color(theme.end(end).text));
        match right {
            Some(right) => told_ui(ui, &named[index], &right[index], lang),
            None => {
                if let Some(option) = chips_ui(ui, options, &named[index], end, &name) {
                    state.active_end = 1 - index;
                    commands.push(Command::In(StudyCommand::State { end: index, state: option }));
                }
            }
        }
    }
}

/// What was named, and what would have been right.
fn told_ui(ui: &mut Ui, named: &str, (state, is): &(String, bool), lang: Lang) {
    let theme = Theme::of(ui);
    let (sign, color) = if *is { ("✓", theme.colors.right.text) } else { ("✗", theme.colors.wrong.text) };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(format!("{sign} {named}")).monospace().color(color));
        if !is {
            ui.label(
                RichText::new(say_with(lang, "right-answer", &[("answer", state.as_str().into())])).small(),
            );
        }
    });
}

fn chips_ui(ui: &mut Ui, options: &[String], named: &str, end: End, name: &str) -> Option<String> {
    let theme = Theme::of(ui);
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for (option, letter) in options.iter().zip('a'..='z') {
            let on = named == option;
            let color = if on { theme.end(end).text } else { theme.colors.text };
            let mut job = egui::text::LayoutJob::default();
            let small = egui::TextFormat::simple(theme.font(Font::Small), theme.colors.muted);
            job.append(&letter.to_string(), 0.0, small);
            job.append(option, space::S, egui::TextFormat::simple(theme.font(Font::Mono), color));
            let chip = theme::chip(ui, on, job, theme.end(end));
            chip.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, format!("{name}: {option}"))
            });
            if chip.clicked() {
                chosen = Some(option.clone());
            }
        }
    });
    chosen
}

/// A letter names the state of the end that is active; then it is the other end's turn.
fn take_keys(
    ui: &Ui,
    options: &[String],
    named: &[String; 2],
    state: &mut StudyUi,
    commands: &mut Vec<Command>,
) {
    if !super::focus::is_free(ui) {
        return;
    }
    if ui.input(|i| i.key_pressed(Key::ArrowUp) || i.key_pressed(Key::ArrowLeft)) {
        state.active_end = 0;
    }
    if ui.input(|i| i.key_pressed(Key::ArrowDown) || i.key_pressed(Key::ArrowRight)) {
        state.active_end = 1;
    }
    for (option, letter) in options.iter().zip('A'..='Z') {
        let key = Key::from_name(letter.encode_utf8(&mut [0; 4]));
        if key.is_some_and(|key| super::focus::is_down(ui, egui::Modifiers::NONE, key)) {
            let end = state.active_end.min(1);
            commands.push(Command::In(StudyCommand::State { end, state: option.clone() }));
            state.active_end = if named[1 - end].is_empty() { 1 - end } else { end };
        }
    }
}
