//! The end of a session: how it went, what went wrong, when to come back, and what can be done next.

use super::action::Action;
use super::answer_words::{in_list, right_in_words};
use super::leech::past_in_words;
use super::study::{Outcome, Study, plain};
use super::when::{in_words, span_in_words};
use super::{App, Command, StudyCommand};
use crate::deck::EXERCISES;
use crate::text::{say, say_with};
use jiff::Timestamp;

/// So many decks are told of.
const MOST_DECKS: usize = 6;

/// The end of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryView {
    /// The deck's title.
    pub deck: String,
    /// How it went, in one sentence.
    pub headline: String,
    /// That it was practice, where it was.
    pub practice: Option<String>,
    /// Right at once, wrong at first.
    pub counts: (usize, usize),
    /// What went wrong.
    pub wrong: Vec<WrongView>,
    /// When to come back: what is due now, later today, tomorrow, next.
    pub come_back: Vec<String>,
    /// How the decks stand now, and whether nothing is left of them for now.
    pub decks: Vec<(String, String, bool)>,
    /// What can be done next, the first thing first.
    pub then: Vec<(String, Command)>,
}

/// A question that was not answered rightly at once.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongView {
    /// Its full name; none where no deck has it.
    pub name: Option<String>,
    /// What was asked, as Markdown.
    pub ask: String,
    /// What the learner answered first.
    pub said: String,
    /// What is right.
    pub right: String,
    /// That it was counted right.
    pub counted: bool,
    /// That it is often forgotten.
    pub often: Option<String>,
    /// Whether it is left out of sessions by now.
    pub suspended: bool,
}

impl App {
    pub(super) fn summary_view(&self, study: &Study, now: Timestamp) -> SummaryView {
        let lang = self.lang;
        let right = study.outcomes.iter().filter(|outcome| outcome.first >= 0.999).count();
        let missed = study.outcomes.iter().filter(|outcome| outcome.first < 0.999);
        let wrong: Vec<WrongView> = missed.filter_map(|outcome| self.wrong_view(study, outcome)).collect();
        let practice =
            if study.practice && !self.is_sample() { Some(self.practice_words(study)) } else { None };
        let today = self.shown_record().today(now).millis as f64 / 1000.0;
        let args = [
            ("count", study.outcomes.len().into()),
            ("time", span_in_words(study.seconds(), lang).into()),
            ("today", span_in_words(today, lang).into()),
        ];
        SummaryView {
            deck: study.title(lang),
            headline: say_with(lang, "summary-headline", &args),
            practice,
            counts: (right, wrong.len()),
            come_back: self.come_back(study, now),
            decks: self.decks_now(study, now),
            then: self.then(!wrong.is_empty(), now),
            wrong,
        }
    }

    fn practice_words(&self, study: &Study) -> String {
        let exercises = study.outcomes.iter().any(|outcome| outcome.question.starts_with(EXERCISES));
        say(self.lang, if exercises { "practice-exercise" } else { "practice-only" }).into_owned()
    }

    fn wrong_view(&self, study: &Study, outcome: &Outcome) -> Option<WrongView> {
        let (deck, question) = study.answered(&outcome.question)?;
        let drawn = deck.drawn(question, outcome.seed);
        let shown = drawn.as_ref().unwrap_or(question);
        let given = outcome.answer.clone().map(|answer| (answer, outcome.seed));
        let is_exercise = deck.id.starts_with(EXERCISES);
        Some(WrongView {
            name: (!is_exercise).then(|| plain(&outcome.question).to_owned()),
            ask: in_list(shown, study.ask(shown, self.lang), self.lang),
            said: given
                .as_ref()
                .map(|given| past_in_words(deck, question, given, self.lang))
                .unwrap_or_default(),
            right: right_in_words(deck, shown, outcome.answer.as_ref(), self.lang),
            counted: outcome.counted,
            often: self.often_in_words(plain(&outcome.question)),
            suspended: self.shown_record().is_suspended(plain(&outcome.question)),
        })
    }

    /// How many questions are due when, of all decks.
    fn come_back(&self, study: &Study, now: Timestamp) -> Vec<String> {
        let (record, lang) = (self.shown_record(), self.lang);
        let calendar = record.calendar();
        let (today, own) = (calendar.day(now), study.names());
        let path = self.path();
        let names =
            path.iter().flat_map(|deck| deck.questions.iter().map(|question| deck.full_name(question)));
        let (mut counts, mut next) = ([0_usize; 3], None);
        let names: std::collections::BTreeSet<String> = names.chain(own).collect();
        for name in names.iter().filter(|name| !record.is_suspended(name)) {
            let Some(due) = record.card(name).map(|card| card.due) else { continue };
            let place = match calendar.day(due).saturating_sub(today) {
                _ if due <= now => 0,
                ..=0 => 1,
                1 => 2,
                _ => 3,
            };
            counts.iter_mut().skip(place).take(1).for_each(|count| *count += 1);
            next = Some(next.map_or(due, |next: Timestamp| next.min(due)));
        }
        let words = ["summary-due-now", "summary-due-today", "summary-due-tomorrow"];
        let mut said: Vec<String> = words
            .into_iter()
            .zip(counts)
            .filter(|(_, count)| *count > 0)
            .map(|(word, count)| say_with(lang, word, &[("count", count.into())]))
            .collect();
        if let Some(next) = next.filter(|_| said.is_empty()) {
            said.push(say_with(
                lang,
                "summary-next",
                &[("when", in_words(next, now, calendar, lang).into())],
            ));
        }
        said
    }

    fn decks_now(&self, study: &Study, now: Timestamp) -> Vec<(String, String, bool)> {
        let lang = self.lang;
        let asked = |id: &str| {
            study.outcomes.iter().any(|o| o.question.split_once('/').is_some_and(|(deck, _)| deck == id))
        };
        let decks = self.path().iter().chain(self.library.deck(super::home::TOUR));
        let state = |deck: &std::sync::Arc<crate::deck::Deck>| {
            let names: Vec<String> = deck.questions.iter().map(|question| deck.full_name(question)).collect();
            let counts = self.shown_record().counts(names.iter().map(String::as_str), now);
            let mut parts = Vec::new();
            if counts.due > 0 {
                parts.push(say_with(lang, "count-due", &[("count", counts.due.into())]));
            }
            if counts.new > 0 {
                parts.push(say_with(lang, "count-new", &[("count", counts.new.into())]));
            }
            let done = parts.is_empty();
            let said = if done { say(lang, "deck-done").into_owned() } else { parts.join(" · ") };
            (deck.title.get(lang).to_owned(), said, done)
        };
        decks.filter(|deck| asked(&deck.id)).take(MOST_DECKS).map(state).collect()
    }

    /// What can be done next; there is always something.
    fn then(&self, wrong: bool, now: Timestamp) -> Vec<(String, Command)> {
        let lang = self.lang;
        let mut then = Vec::new();
        if wrong {
            then.push((say(lang, "summary-retry").into_owned(), Command::In(StudyCommand::RetryWrong)));
        }
        let today = self.session_today(now).names.len();
        if today > 0 {
            let args = [("count", today.into())];
            then.push((say_with(lang, "summary-today", &args), Command::StudyToday));
        }
        let record = self.shown_record();
        let is_new = |deck: &std::sync::Arc<crate::deck::Deck>| {
            let all_new =
                |question| matches!(record.due(&deck.full_name(question), now), super::record::Due::New);
            !deck.questions.is_empty() && deck.questions.iter().all(all_new)
        };
        if let Some(deck) = self.path().iter().find(|deck| is_new(deck)) {
            let args = [("deck", deck.title.get(lang).into())];
            let command = Command::Study { deck: deck.id.clone() };
            then.push((say_with(lang, "summary-next-deck", &args), command));
        }
        if self.can(Action::Weak) {
            then.push((say(lang, "action-weak").into_owned(), Command::PractiseWeak(None)));
        }
        then.push((say(lang, "summary-browse").into_owned(), Command::Do(Action::Browse)));
        then.push((say(lang, "home").into_owned(), Command::In(StudyCommand::Leave)));
        then
    }
}
