//! A question that was forgotten again and again: what was answered, and what may help.

use super::answer_words::said_in_words;
use super::browse::{OFTEN_FORGOTTEN, PastAnswer};
use super::port::Request;
use super::record::{Entry, Fact, FactId};
use super::study::Study;
use super::study_view::StudyView;
use super::{App, Effect, Score};
use crate::deck::{Deck, Question, Response};
use crate::text::{say, say_with};
use std::collections::BTreeMap;

/// So many answers are shown.
const MOST_SHOWN: usize = 6;

/// What is said of such a question beside its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct LeechView {
    /// Its full name.
    pub name: String,
    /// How often it was forgotten, and that it is seldom a matter of effort.
    pub said: String,
    /// What was answered, the latest first, with the answer itself where it is there.
    pub history: Vec<(PastAnswer, String)>,
    /// The rule to be looked at on the map: machine and rule.
    pub rule: Option<(String, String)>,
    /// Whether its file can be opened.
    pub can_edit: bool,
}

/// What was answered to a question, by the ids of the reviews: the answer and the seed of its showing.
pub(super) type Answers = BTreeMap<FactId, (Response, u64)>;

/// The answers among these facts.
pub(super) fn answers_of(entries: Vec<Entry>) -> Answers {
    let answer = |entry: Entry| match entry.fact {
        Fact::Review(review) => {
            let response = serde_json::from_value(review.answer).ok()?;
            Some((entry.id, (response, review.seed)))
        }
        _ => None,
    };
    entries.into_iter().filter_map(answer).collect()
}

/// An answer in words; to a question that is drawn, as it was drawn then.
pub(super) fn past_in_words(
    deck: &Deck,
    question: &Question,
    (response, seed): &(Response, u64),
    lang: crate::text::Lang,
) -> String {
    let drawn = deck.drawn(question, *seed);
    said_in_words(deck, drawn.as_ref().unwrap_or(question), response, lang)
}

impl App {
    /// Whether a question was forgotten so often that it is worth a look.
    pub(super) fn is_leech(&self, name: &str) -> bool {
        self.shown_record().card(name).is_some_and(|card| card.lapses >= OFTEN_FORGOTTEN)
    }

    /// Asks for what was answered to the question that was just judged, where it is often forgotten.
    pub(super) fn ask_for_history(&self) -> Option<Effect> {
        let name = self.study.as_deref()?.current()?;
        let wanted = self.is_leech(name) && !self.is_sample() && !self.unsaved;
        wanted.then(|| Effect::Store(Request::History { names: self.record.all_names(name) }))
    }

    /// The verdict on a question that is often forgotten, with what may help.
    pub(super) fn with_leech(&self, study: &Study, mut view: StudyView) -> StudyView {
        let leech =
            study.current().filter(|name| self.is_leech(name)).and_then(|name| self.leech(study, name));
        if let (Some(feedback), Some(leech)) = (&mut view.feedback, leech) {
            feedback.leech = (feedback.score != Score::Right).then(|| Box::new(leech));
        }
        view
    }

    fn leech(&self, study: &Study, name: &str) -> Option<LeechView> {
        let (deck, question) = study.answered(name)?;
        let record = self.shown_record();
        let lapses = record.card(name)?.lapses;
        let answers = record.reviews(name).into_iter().zip(record.review_ids(name)).rev();
        let history = answers.take(MOST_SHOWN).map(|(past, id)| {
            let given = study.history.get(&id);
            let words = given.map(|given| past_in_words(deck, question, given, self.lang));
            (self.past_in_words(&past), words.unwrap_or_default())
        });
        let history = history.collect();
        let rule = study.question().and_then(|question| question.rules.last().or(question.proves.last()));
        let machine = Some(&deck.machine.id).filter(|id| self.library.machine(id).is_some());
        let file = self
            .library
            .decks
            .iter()
            .rfind(|file| file.content.as_ref().is_some_and(|content| content.id == deck.id));
        Some(LeechView {
            name: name.to_owned(),
            said: say_with(self.lang, "browse-often-help", &[("count", i64::from(lapses).into())]),
            history,
            rule: machine.cloned().zip(rule.cloned()),
            can_edit: file.is_some_and(|file| file.path.is_some()),
        })
    }

    /// That a question is often forgotten, in short.
    pub(super) fn often_in_words(&self, name: &str) -> Option<String> {
        let lapses = self.shown_record().card(name)?.lapses;
        let args =
            [("often", say(self.lang, "browse-often").as_ref().into()), ("count", i64::from(lapses).into())];
        self.is_leech(name).then(|| say_with(self.lang, "often-count", &args))
    }
}
