//! Every question of every deck with how it stands, in little room: what lists are made from.

use crate::app::library::Library;
use crate::app::record::{Due, Record};
use crate::app::search::Hit;
use crate::deck::{Deck, Question};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A question that was forgotten so often is worth a look: it may be badly put, or something before it is
/// not understood.
pub const OFTEN_FORGOTTEN: u32 = 6;
/// What comes back sooner than this is still being learned.
const LEARNING: SignedDuration = SignedDuration::from_hours(24);

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Never answered.
    New,
    /// Answered, and back within a day of that.
    Learning,
    /// Due.
    Due,
    /// Due at this time.
    Later(Timestamp),
    /// Left out by the learner.
    Suspended,
}

/// A question.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its deck, by the index in the library.
    pub deck: u32,
    /// Its index in the deck.
    pub question: u32,
    due: Moment,
    last: Moment,
    /// How often it was answered.
    pub reviews: u32,
    /// How often it was forgotten.
    pub lapses: u32,
    /// Whether it was left out.
    pub suspended: bool,
    /// Whether it is marked to be looked at.
    pub flagged: bool,
}

/// A time in eight bytes, in microseconds since 1970, or none: there may be a hundred thousand.
#[derive(Clone, Copy, Debug)]
struct Moment(i64);

impl Moment {
    const NONE: Moment = Moment(i64::MIN);

    fn new(time: Timestamp) -> Moment {
        Moment(time.as_microsecond())
    }

    fn time(self) -> Option<Timestamp> {
        Timestamp::from_microsecond(self.0).ok()
    }
}

impl Item {
    /// When it should be asked; `None` if it was never answered.
    pub fn due(&self) -> Option<Timestamp> {
        self.due.time()
    }

    /// When it was answered last for the schedule.
    pub fn last(&self) -> Option<Timestamp> {
        self.last.time()
    }

    pub fn state(&self, now: Timestamp) -> State {
        match (self.suspended, self.due()) {
            (true, _) => State::Suspended,
            (false, None) => State::New,
            (false, Some(due)) if due <= now => State::Due,
            (false, Some(due)) if self.last().is_some_and(|last| due.duration_since(last) < LEARNING) => {
                State::Learning
            }
            (false, Some(due)) => State::Later(due),
        }
    }

    pub fn is_often_forgotten(&self) -> bool {
        self.lapses >= OFTEN_FORGOTTEN
    }

    /// Its full name.
    pub fn name(&self, library: &Library) -> String {
        content(library, self).map(|(deck, question)| deck.full_name(question)).unwrap_or_default()
    }

    fn look_up(&mut self, name: &str, record: &Record, now: Timestamp) {
        let card = record.card(name);
        self.due = match record.due(name, now) {
            Due::New => Moment::NONE,
            Due::At(due) => Moment::new(due),
        };
        self.last = card.map_or(Moment::NONE, |card| Moment::new(card.last));
        self.reviews = card.map_or(0, |card| card.reviews);
        self.lapses = card.map_or(0, |card| card.lapses);
        self.suspended = record.is_suspended(name);
        self.flagged = record.is_flagged(name);
    }
}

/// All questions, in the order of the decks.
#[derive(Clone, Debug, Default)]
pub(super) struct Items {
    pub all: Vec<Item>,
    /// The tags that any question or deck has.
    pub tags: BTreeSet<String>,
    /// The kinds that any question has.
    pub kinds: BTreeSet<&'static str>,
    /// The number of each deck's first question.
    first: Vec<u32>,
}

impl Items {
    pub fn of(library: &Library, record: &Record, now: Timestamp) -> Items {
        let mut items = Items::default();
        let decks = library.decks.iter().filter_map(|deck| deck.content.as_ref());
        items.all.reserve_exact(decks.map(|deck| deck.questions.len()).sum());
        for (deck_at, deck) in (0..).zip(&library.decks) {
            let number = u32::try_from(items.all.len()).unwrap_or(u32::MAX);
            items.first.push(number);
            let Some(deck) = &deck.content else { continue };
            items.tags.extend(deck.tags.iter().cloned());
            for (question_at, question) in (0..).zip(&deck.questions) {
                items.kinds.insert(question.form());
                for tag in question.tags.iter() {
                    if !items.tags.contains(tag) {
                        items.tags.insert(tag.clone());
                    }
                }
                let mut item = Item {
                    deck: deck_at,
                    question: question_at,
                    due: Moment::NONE,
                    last: Moment::NONE,
                    reviews: 0,
                    lapses: 0,
                    suspended: false,
                    flagged: false,
                };
                item.look_up(&deck.full_name(question), record, now);
                items.all.push(item);
            }
        }
        items
    }

    pub fn get(&self, number: u32) -> Option<&Item> {
        self.all.get(number as usize)
    }

    /// The number of a question by its places.
    pub fn at(&self, hit: Hit) -> Option<u32> {
        self.first.get(hit.deck as usize).map(|first| first.saturating_add(hit.question))
    }

    /// The number of the question with this full name.
    pub fn number(&self, library: &Library, name: &str) -> Option<u32> {
        self.at(library.place(name)?)
    }

    /// Something has happened to this question. Whether it is known.
    pub fn look_up(&mut self, library: &Library, name: &str, record: &Record, now: Timestamp) -> bool {
        let Some(number) = self.number(library, name) else { return false };
        if let Some(item) = self.all.get_mut(number as usize) {
            item.look_up(name, record, now);
        }
        true
    }
}

/// The deck and the question of an item.
pub(super) fn content<'a>(library: &'a Library, item: &Item) -> Option<(&'a Arc<Deck>, &'a Question)> {
    let deck = library.decks.get(item.deck as usize)?.content.as_ref()?;
    Some((deck, deck.questions.get(item.question as usize)?))
}
