//! The end of a session: how it went, what went wrong, when to come back, and what can be done next.

use super::markdown::{plain, text_ui};
use super::theme::{self, Font, Theme, card, primary_button, quiet_button, space};
use crate::app::browse::BrowseCommand;
use crate::app::{Command, StudyCommand, SummaryView, WrongView};
use crate::text::{Lang, say, say_with};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, ProgressBar, RichText, Ui};

/// Draws it.
pub fn summary_ui(ui: &mut Ui, view: &SummaryView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    theme::head(ui, &say(lang, "summary-title"), &view.deck);
    ui.add_space(space::S);
    card(&theme).fill(theme.colors.accent.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(&view.headline).heading());
        if let Some(practice) = &view.practice {
            ui.label(practice);
        }
        ui.add_space(space::XS);
        counts_ui(ui, view.counts, lang);
        ui.add_space(space::S);
        then_ui(ui, &view.then, commands);
    });
    if !view.come_back.is_empty() {
        ui.add_space(space::L);
        ui.label(RichText::new(say(lang, "summary-back")).heading());
        ui.label(view.come_back.join(" · "));
    }
    decks_ui(ui, &view.decks, lang);
    if view.wrong.is_empty() {
        return;
    }
    ui.add_space(space::XL);
    ui.label(RichText::new(say(lang, "summary-again")).heading());
    ui.add_space(space::S);
    for (index, wrong) in view.wrong.iter().enumerate() {
        ui.push_id(index, |ui| wrong_ui(ui, wrong, lang, commands));
        ui.add_space(space::S);
    }
}

/// What can be done next: the first thing is what Enter is for.
fn then_ui(ui: &mut Ui, then: &[(String, Command)], commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        for (at, (words, command)) in then.iter().enumerate() {
            let button = if at == 0 { primary_button(ui, words, true) } else { ui.button(words) };
            if button.clicked() {
                commands.push(command.clone());
            }
        }
    });
}

/// How many were right at once and how many were not, also as a bar.
fn counts_ui(ui: &mut Ui, (right, wrong): (usize, usize), lang: Lang) {
    let colors = Theme::of(ui).colors;
    ui.horizontal_wrapped(|ui| {
        let words = say_with(lang, "summary-right", &[("count", right.into())]);
        theme::badge(ui, &format!("✓ {words}"), colors.right);
        if wrong > 0 {
            let words = say_with(lang, "summary-wrong", &[("count", wrong.into())]);
            theme::badge(ui, &format!("✗ {words}"), colors.wrong);
        }
    });
    let share = right as f32 / (right + wrong).max(1) as f32;
    let bar = ProgressBar::new(share).desired_height(6.0).desired_width(ui.available_width());
    ui.add(bar.fill(colors.right.line));
}

fn decks_ui(ui: &mut Ui, decks: &[(String, String, bool)], lang: Lang) {
    let theme = Theme::of(ui);
    if decks.is_empty() {
        return;
    }
    ui.add_space(space::L);
    ui.label(RichText::new(say(lang, "summary-decks")).heading());
    for (title, state, done) in decks {
        let color = if *done { theme.colors.right.text } else { theme.colors.muted };
        let mut job = LayoutJob::default();
        job.append(title, 0.0, TextFormat::simple(theme.font(Font::Body), theme.colors.text));
        let state = if *done { format!("✓ {state}") } else { state.clone() };
        job.append(&state, space::M, TextFormat::simple(theme.font(Font::Small), color));
        job.wrap.max_width = ui.available_width();
        ui.label(job);
    }
}

/// What was asked, one's own answer, the right one, and what may help.
fn wrong_ui(ui: &mut Ui, view: &WrongView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let colors = theme.colors;
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        text_ui(ui, "wrong", &view.ask);
        ui.add_space(space::XS);
        let below = view.said.contains('\n') || view.right.contains('\n');
        if !view.said.is_empty() {
            answer_ui(ui, ("✗", "differs-yours"), &view.said, below, colors.wrong.text, lang);
        }
        if !view.right.is_empty() {
            ui.add_space(if below { space::XS } else { 0.0 });
            answer_ui(ui, ("✓", "differs-right"), &view.right, below, colors.right.text, lang);
        }
        if view.counted {
            ui.label(RichText::new(format!("✓ {}", say(lang, "counted-right"))).color(colors.right.text));
        }
        if let Some(often) = &view.often {
            ui.label(RichText::new(format!("↻ {often}")).color(colors.warning.text));
        }
        let Some(name) = &view.name else { return };
        ui.horizontal_wrapped(|ui| {
            if theme::lead_button(ui, &say(lang, "summary-look")).clicked() {
                commands.push(Command::InBrowse(BrowseCommand::Find(name.clone())));
            }
            if view.suspended {
                ui.label(RichText::new(say(lang, "summary-left-out")).color(colors.muted));
            } else if view.often.is_some()
                && quiet_button(ui, &say(lang, "summary-leave-out"), true).clicked()
            {
                commands.push(Command::In(StudyCommand::LeaveOut(name.clone())));
            }
        });
    });
}

/// An answer behind its sign, or below it where one of the two has several lines.
pub fn answer_ui(
    ui: &mut Ui,
    (sign, word): (&str, &str),
    answer: &str,
    below: bool,
    color: Color32,
    lang: Lang,
) {
    let theme = Theme::of(ui);
    let mut job = LayoutJob::default();
    let title = format!("{sign} {}", say(lang, word));
    job.append(&title, 0.0, TextFormat::simple(theme.font(Font::SmallBold), color));
    let body = TextFormat::simple(theme.font(Font::Body), theme.colors.text);
    if below {
        job.append(&format!("\n{}", plain(answer)), 0.0, body);
    } else {
        job.append(&plain(answer), space::M, body);
    }
    job.wrap.max_width = ui.available_width();
    ui.label(job);
}
