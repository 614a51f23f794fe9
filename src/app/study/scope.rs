//! What a session goes over: one deck, or questions of many.

use super::Study;
use crate::app::library::Library;
use crate::app::record::Record;
use crate::deck::{Deck, EXERCISES, Question};
use crate::text::{Lang, say};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a session goes over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The deck with this id.
    Deck(String),
    /// What is due today, of all decks.
    Today,
    /// What the learner has chosen.
    Chosen,
    /// Exercises about what the learner knows least.
    Weak,
}

/// What stands between a question's full name and the seed with which it is to be shown: `deck/question#seed`. Ids have
/// no such sign.
const SEEDED: char = '#';

/// The question as it was shown with this seed: the same draw, the same order.
pub(in crate::app) fn exactly(name: &str, seed: u64) -> String {
    format!("{name}{SEEDED}{seed}")
}

/// The full name of a question, without the seed with which it is to be shown.
pub(in crate::app) fn plain(name: &str) -> &str {
    name.split_once(SEEDED).map_or(name, |(name, _)| name)
}

/// The seed with which a question is to be shown, where that was said.
pub(super) fn seed_of(name: &str) -> Option<u64> {
    name.split_once(SEEDED)?.1.parse().ok()
}

/// The deck of a question's full name.
pub(super) fn deck_of<'a>(decks: &'a [Arc<Deck>], name: &str) -> Option<&'a Arc<Deck>> {
    let (id, _) = name.split_once('/')?;
    decks.iter().find(|deck| deck.id == id)
}

/// The question with this full name, and its deck.
pub(super) fn question_of<'a>(decks: &'a [Arc<Deck>], name: &str) -> Option<(&'a Arc<Deck>, &'a Question)> {
    let deck = deck_of(decks, name)?;
    deck.question(plain(name).split_once('/')?.1).map(|question| (deck, question))
}

/// The names that the decks have, and the decks that have any of them.
pub(super) fn fitting(mut decks: Vec<Arc<Deck>>, mut names: Vec<String>) -> (Vec<Arc<Deck>>, Vec<String>) {
    names.retain(|name| question_of(&decks, name).is_some());
    decks.sort_by(|a, b| a.id.cmp(&b.id));
    decks.dedup_by(|a, b| a.id == b.id);
    (decks, names)
}

impl Study {
    /// Begins a session over one deck: what is due, most forgotten first, then what is new, in the deck's
    /// order; where there is neither, everything, as practice. `None` where the deck is empty.
    pub fn start(
        deck: Arc<Deck>,
        practice: bool,
        record: &Record,
        now: Timestamp,
        seed: u64,
    ) -> Option<Study> {
        let all: Vec<String> = deck.questions.iter().map(|q| deck.full_name(q)).collect();
        let queued = record.queue(all.iter().map(String::as_str), now);
        let queue: Vec<String> = queued.due.into_iter().chain(queued.new).collect();
        let practice = practice || queue.is_empty();
        let queue = if practice { all } else { queue };
        Study::over(Scope::Deck(deck.id.clone()), vec![deck], queue, practice, now, seed)
    }

    /// What the session goes over, in words.
    pub(in crate::app) fn title(&self, lang: Lang) -> String {
        match &self.scope {
            Scope::Deck(id) => {
                let deck = self.decks.iter().find(|deck| deck.id == *id).unwrap_or(&self.deck);
                deck.title.get(lang).to_owned()
            }
            Scope::Today => say(lang, "scope-today").into_owned(),
            Scope::Chosen => say(lang, "scope-chosen").into_owned(),
            Scope::Weak => say(lang, "scope-weak").into_owned(),
        }
    }

    /// The decks of these names; those of exercises are made for them.
    pub(in crate::app) fn decks_for(library: &Library, names: &[String]) -> Vec<Arc<Deck>> {
        let mut decks: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (deck, id) in names.iter().filter_map(|name| plain(name).split_once('/')) {
            decks.entry(deck).or_default().push(id);
        }
        let deck = |(deck, mut ids): (&str, Vec<&str>)| match deck.strip_prefix(EXERCISES) {
            Some(machine) => {
                ids.sort_unstable();
                ids.dedup();
                Some(Arc::new(Deck::of_exercises(library.machine(machine)?, ids)))
            }
            None => library.deck(deck).cloned(),
        };
        decks.into_iter().filter_map(deck).collect()
    }

    /// Whether the current question is an exercise that no deck has: there is nothing to mark or to leave out.
    pub fn is_exercise(&self) -> bool {
        self.deck.id.starts_with(EXERCISES)
    }

    /// The question of an outcome.
    pub(in crate::app) fn answered(&self, name: &str) -> Option<(&Arc<Deck>, &Question)> {
        question_of(&self.decks, name)
    }

    /// The full names of all questions of the session's decks.
    pub(in crate::app) fn names(&self) -> Vec<String> {
        self.decks.iter().flat_map(|deck| deck.questions.iter().map(|q| deck.full_name(q))).collect()
    }
}
