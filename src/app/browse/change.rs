//! What can be done with chosen questions, and taken back: every change is facts, undone by facts.

use super::items::Item;
use crate::app::Effect;
use crate::app::port::Request;
use crate::app::record::{Entry, Fact, FactId};
use crate::schedule::Calendar;
use jiff::Timestamp;
use std::collections::VecDeque;

/// Something that can be done with questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Leaves them out of sessions, or takes them back in.
    Suspend(bool),
    /// Marks them to be looked at, or takes the mark away.
    Flag(bool),
    /// Has them come in so many days; 0 is now. Those that were never answered come as new ones anyway.
    Due(u32),
    /// Begins them again as if they had never been answered.
    Reset,
}

/// The longest time for which something can be put off, in days.
pub const MOST_DAYS: u32 = 3650;

impl Act {
    /// The word by which messages choose.
    pub(super) fn word(self) -> &'static str {
        match self {
            Act::Suspend(true) => "suspend",
            Act::Suspend(false) => "resume",
            Act::Flag(true) => "flag",
            Act::Flag(false) => "unflag",
            Act::Due(0) => "due-now",
            Act::Due(1) => "due-tomorrow",
            Act::Due(_) => "due-days",
            Act::Reset => "reset",
        }
    }

    /// Whether it changes anything about a question.
    pub(super) fn changes(self, item: &Item) -> bool {
        match self {
            Act::Suspend(on) => item.suspended != on,
            Act::Flag(on) => item.flagged != on,
            Act::Due(_) | Act::Reset => item.due().is_some(),
        }
    }

    /// What it is about a question with this full name.
    pub(super) fn fact(self, question: String, now: Timestamp, calendar: &Calendar) -> Fact {
        match self {
            Act::Suspend(on) => Fact::Suspend { question, on },
            Act::Flag(on) => Fact::Flag { question, on },
            Act::Due(0) => Fact::Due { question, due: now },
            Act::Due(days) => {
                let day = calendar.day(now).saturating_add(i64::from(days.min(MOST_DAYS)));
                Fact::Due { question, due: calendar.start(day) }
            }
            Act::Reset => Fact::Reset { question },
        }
    }
}

/// A change on its way to the store, or there.
#[derive(Debug)]
pub(super) struct Change {
    /// What it does; `None` if it takes the one before back.
    pub act: Option<Act>,
    /// How many questions it is about.
    pub count: usize,
    at: Timestamp,
    /// What the store hasn't confirmed yet. A failure leaves it here, so that nothing is lost.
    waiting: VecDeque<Fact>,
    /// How many of them the store has been sent and hasn't answered.
    sent: usize,
    /// What it has confirmed.
    pub ids: Vec<FactId>,
    /// The questions of the facts that are taken back.
    pub names: Vec<String>,
}

impl Change {
    /// A change, with what the store is asked for.
    pub fn new(
        act: Option<Act>,
        facts: Vec<Fact>,
        names: Vec<String>,
        at: Timestamp,
    ) -> (Change, Vec<Effect>) {
        let ids = Vec::with_capacity(facts.len());
        let mut change = Change { act, count: facts.len(), at, waiting: facts.into(), sent: 0, ids, names };
        let effects = change.send();
        (change, effects)
    }

    /// Whether everything is stored.
    pub fn is_done(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How much is stored.
    pub fn done(&self) -> usize {
        self.count.saturating_sub(self.waiting.len())
    }

    fn send(&mut self) -> Vec<Effect> {
        self.sent = self.waiting.len();
        let append = |fact: &Fact| Effect::Store(Request::Append { at: self.at, fact: fact.clone() });
        self.waiting.iter().map(append).collect()
    }

    /// A fact is stored, of this change or not: what failed before can be sent again. Whether it is one of these.
    pub fn stored(&mut self, entry: &Entry) -> (bool, Vec<Effect>) {
        // They come back in the order in which they were sent.
        let place = self.waiting.iter().position(|fact| *fact == entry.fact);
        if let Some(place) = place {
            self.waiting.remove(place);
            self.ids.push(entry.id.clone());
            self.sent = self.sent.saturating_sub(1);
        }
        (place.is_some(), if self.sent == 0 { self.send() } else { Vec::new() })
    }

    /// A fact could not be stored. It waits until the store can.
    pub fn failed(&mut self, fact: &Fact) {
        if self.waiting.contains(fact) {
            self.sent = self.sent.saturating_sub(1);
        }
    }

    /// Nothing can be stored, and the learner goes on.
    pub fn give_up(&mut self) {
        self.waiting.clear();
    }
}
