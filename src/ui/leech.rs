//! A question that is forgotten again and again: what was answered before, and what may help.

use super::markdown::plain;
use super::theme::{self, Font, Theme, card, space};
use crate::app::browse::BrowseCommand;
use crate::app::map::MapCommand;
use crate::app::{Command, LeechView, StudyCommand};
use crate::schedule::Grade;
use crate::text::{Lang, say};
use egui::text::{LayoutJob, TextFormat};
use egui::{RichText, Ui};

/// Draws it below the verdict.
pub fn leech_ui(ui: &mut Ui, view: &LeechView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let tint = theme.colors.warning;
    ui.add_space(space::M);
    card(&theme).fill(tint.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = format!("↻ {}", say(lang, "leech-title"));
        ui.label(RichText::new(title).text_style(theme::bold()).color(tint.text));
        ui.label(&view.said);
        if !view.history.is_empty() {
            ui.add_space(space::S);
            ui.label(RichText::new(say(lang, "leech-history")).text_style(theme::bold()));
        }
        for (past, answer) in &view.history {
            let font = theme.font(Font::Small);
            let color = if past.grade == Grade::Again { theme.colors.wrong.text } else { theme.colors.text };
            let mut job = LayoutJob::simple(past.date.clone(), font.clone(), theme.colors.muted, 0.0);
            job.append(&past.said, space::M, TextFormat::simple(font.clone(), color));
            if !answer.is_empty() {
                let answer = plain(answer).replace('\n', "; ");
                job.append(&answer, space::M, TextFormat::simple(font, theme.colors.text));
            }
            job.wrap.max_width = ui.available_width();
            ui.label(job);
        }
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| actions_ui(ui, view, lang, commands));
    });
}

fn actions_ui(ui: &mut Ui, view: &LeechView, lang: Lang, commands: &mut Vec<Command>) {
    if let Some((machine, rule)) = &view.rule
        && ui.button(say(lang, "leech-map").as_ref()).clicked()
    {
        commands.push(Command::InMap(MapCommand::Machine(machine.clone())));
        commands.push(Command::InMap(MapCommand::Rule(rule.clone())));
    }
    let word = if view.can_edit { "leech-edit" } else { "summary-look" };
    if ui.button(say(lang, word).as_ref()).clicked() {
        commands.push(Command::InBrowse(BrowseCommand::Find(view.name.clone())));
        if view.can_edit {
            commands.push(Command::InBrowse(BrowseCommand::Edit));
        }
    }
    if ui.button(say(lang, "leech-suspend").as_ref()).clicked() {
        commands.push(Command::In(StudyCommand::Suspend));
    }
}
