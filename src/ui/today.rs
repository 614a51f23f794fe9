//! What is to be done now.

use super::decks::{broken_ui, deck_ui};
use super::theme::{self, Theme, card, primary_button, quiet_button, space};
use crate::app::place::Place;
use crate::app::{Command, DeckView, SessionCard, TodayView};
use crate::text::{Lang, say, say_with};
use egui::{RichText, Ui};

/// Draws it.
pub fn today_ui(ui: &mut Ui, view: &TodayView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(say(lang, "today-title")).text_style(theme::title(ui)));
    let sentence = match &view.done {
        Some(done) => format!("{} {done}", view.today),
        None => view.today.clone(),
    };
    ui.label(RichText::new(sentence).color(theme.colors.muted));
    if let Some(notice) = &view.notice {
        ui.label(RichText::new(notice).color(theme.colors.warning.text));
    }
    ui.add_space(space::L);
    if let Some(tour) = view.tour.as_ref().filter(|_| view.resume.is_none()) {
        tour_ui(ui, tour, lang, commands);
        if let Some(session) = &view.session {
            ui.add_space(space::M);
            card(&theme).show(ui, |ui| session_ui(ui, session, false, lang, commands));
        }
    } else if view.is_whole || view.resume.is_some() || view.session.is_some() {
        next_ui(ui, view, lang, commands);
    }
    if !view.then.is_empty() {
        ui.add_space(space::XL);
        ui.label(RichText::new(say(lang, "today-then")).heading());
        ui.add_space(space::S);
        for deck in &view.then {
            ui.push_id(&deck.id, |ui| deck_ui(ui, deck, lang, commands));
            ui.add_space(space::M);
        }
        if quiet_button(ui, &say(lang, "today-all-decks"), true).clicked() {
            commands.push(Command::Go(Place::Decks));
        }
    }
    broken_ui(ui, &view.broken, lang, commands);
}

/// The one thing to do next.
fn next_ui(ui: &mut Ui, view: &TodayView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if let Some((deck, rest)) = &view.resume {
            ui.label(RichText::new(deck).heading());
            let rest = say_with(lang, "home-resume-rest", &[("count", (*rest).into())]);
            ui.label(RichText::new(rest).color(theme.colors.muted));
            ui.add_space(space::S);
            let text = say_with(lang, "home-resume", &[("deck", deck.as_str().into())]);
            if primary_button(ui, &text, true).clicked() {
                commands.push(Command::Resume);
            }
            if let Some(session) = &view.session {
                ui.add_space(space::L);
                session_ui(ui, session, false, lang, commands);
            }
        } else if let Some(session) = &view.session {
            session_ui(ui, session, true, lang, commands);
        } else {
            ui.label(RichText::new(say(lang, "today-nothing")).heading());
            ui.label(say(lang, "today-nothing-help").as_ref());
            ui.add_space(space::S);
            if quiet_button(ui, &say(lang, "today-all-decks"), true).clicked() {
                commands.push(Command::Go(Place::Decks));
            }
        }
    });
}

/// A session of all that is due, with some that is new.
fn session_ui(ui: &mut Ui, session: &SessionCard, first: bool, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.set_width(ui.available_width());
    ui.label(RichText::new(&session.headline).heading());
    ui.label(RichText::new(&session.detail).color(theme.colors.muted));
    if let Some(left) = &session.left {
        ui.label(RichText::new(left).color(theme.colors.muted));
    }
    ui.add_space(space::S);
    let word = say(lang, "home-study-next");
    let button = if first { primary_button(ui, &word, true) } else { ui.button(word.as_ref()) };
    if button.clicked() {
        commands.push(Command::StudyToday);
    }
}

/// Two minutes that show a new learner around.
fn tour_ui(ui: &mut Ui, tour: &DeckView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    card(&theme).fill(theme.colors.accent.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(&tour.title).heading());
        ui.label(&tour.about);
        ui.label(RichText::new(&tour.size).color(theme.colors.muted));
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            if primary_button(ui, &say(lang, "tour-start"), true).clicked() {
                commands.push(Command::Study { deck: tour.id.clone() });
            }
        });
    });
}
