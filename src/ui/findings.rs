//! The findings of a file.

use super::theme::{self, Theme, card, quiet_button, space};
use crate::app::{Command, FindingView, FindingsView};
use crate::text::{Lang, say, say_with};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Layout};
use egui::{RichText, Stroke, Ui};

/// Draws them.
pub fn findings_ui(ui: &mut Ui, view: &FindingsView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    if theme::back_button(ui, &say(lang, "back")).clicked() {
        commands.push(Command::Back);
    }
    ui.label(RichText::new(&view.file).text_style(theme::title(ui)));
    let help = if view.findings.is_empty() { "findings-none" } else { "findings-help" };
    theme::announced(ui, RichText::new(say(lang, help)).color(theme.colors.muted));
    ui.add_space(space::L);
    for (index, finding) in view.findings.iter().enumerate() {
        ui.push_id(index, |ui| finding_ui(ui, finding, lang));
        ui.add_space(space::M);
    }
}

fn finding_ui(ui: &mut Ui, finding: &FindingView, lang: Lang) {
    let theme = Theme::of(ui);
    let (tint, level) =
        if finding.error { (theme.colors.wrong, "error") } else { (theme.colors.warning, "warning") };
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            theme::badge(ui, &say(lang, level), tint);
            if let Some((line, column)) = finding.place {
                let args = [("line", line.into()), ("column", column.into())];
                ui.label(
                    RichText::new(say_with(lang, "line-column", &args)).small().color(theme.colors.muted),
                );
            }
            ui.label(RichText::new(&finding.code).monospace().small().color(theme.colors.muted));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if quiet_button(ui, &say(lang, "copy"), true).clicked() {
                    ui.ctx().copy_text(finding.plain.clone());
                }
            });
        });
        ui.label(RichText::new(&finding.message).text_style(theme::bold()));
        if finding.place.is_some() {
            ui.label(line_job(ui, finding, &theme));
        }
        if let Some(help) = &finding.help {
            // egui breaks no line behind an ideographic comma; it does at a thin space.
            ui.label(help.replace('\u{3001}', "\u{3001}\u{2009}"));
        }
    });
}

/// The line with the faulty part underlined.
fn line_job(ui: &Ui, finding: &FindingView, theme: &Theme) -> LayoutJob {
    let plain = TextFormat::simple(theme.font(theme::Font::Mono), theme.colors.muted);
    let marked = TextFormat {
        underline: Stroke::new(2.0, theme.colors.wrong.line),
        ..TextFormat::simple(theme.font(theme::Font::Mono), theme.colors.wrong.text)
    };
    let (before, wrong, behind) = &finding.line;
    let mut job = LayoutJob::default();
    job.append(before, 0.0, plain.clone());
    job.append(if wrong.is_empty() { " " } else { wrong }, 0.0, marked);
    job.append(behind, 0.0, plain);
    job.wrap.max_width = ui.available_width();
    job
}
