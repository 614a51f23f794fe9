//! Changes of mind: answers taken back, counted right, questions left out or marked.

use super::{Changed, Outcome, Phase, Study, plain};
use crate::app::record::{Fact, FactId, Record};
use crate::schedule::Grade;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// How a session stood before an answer was stored.
#[derive(Clone, Debug)]
pub(super) struct Before {
    fact: Option<FactId>,
    queue: Vec<String>,
    outcomes: Vec<Outcome>,
    shown: u64,
    seen: BTreeSet<String>,
}

impl Study {
    /// Remembers how the session stood before the answer that was just stored.
    pub(super) fn note_before(&mut self, fact: Option<FactId>) {
        self.fact.clone_from(&fact);
        let (queue, outcomes, mut seen) = (self.queue.clone(), self.outcomes.clone(), self.seen.clone());
        // What was drawn for this showing may be drawn for it again.
        if let Some((_, question)) = &self.drawn {
            seen.remove(&question.exercise());
        }
        self.before.push(Before { fact, queue, outcomes, shown: self.shown, seen });
    }

    /// Whether an answer of this session can be taken back.
    pub fn can_take_back(&self) -> bool {
        self.phase != Phase::Saving && !self.before.is_empty()
    }

    /// Takes the last answer back: it does not count any more, and its question is asked again as it was.
    pub(super) fn take_back(&mut self, now: Timestamp) -> Changed {
        if !self.can_take_back() {
            return Changed::default();
        }
        let Some(before) = self.before.pop() else { return Changed::default() };
        self.queue = before.queue;
        self.outcomes = before.outcomes;
        // The same showing: the same order of options, the same draw.
        self.shown = before.shown.saturating_sub(1);
        self.seen = before.seen;
        self.show(now);
        Changed { fact: before.fact.map(|fact| Fact::Undo { fact }), keep: true, ..Changed::default() }
    }

    /// Whether the answer that is shown could be counted right.
    pub fn can_count_right(&self) -> bool {
        self.phase == Phase::Told
            && !self.practice
            && !self.counted
            && self.fact.is_some()
            && self.judgement.as_ref().is_some_and(|judgement| self.grade(judgement.credit) < Grade::Good)
    }

    /// Whether the answer that is shown was counted right.
    pub fn counted(&self) -> bool {
        self.counted
    }

    /// The learner was right after all: the review stays as it is, and counts as Good.
    pub(super) fn count_right(&mut self) -> Changed {
        let Some(fact) = self.fact.clone().filter(|_| self.can_count_right()) else {
            return Changed::default();
        };
        if let Some(outcome) =
            self.queue.first().and_then(|name| self.outcomes.iter_mut().find(|o| o.question == *name))
        {
            outcome.last = 1.0;
            outcome.counted = true;
        }
        self.counted = true;
        Changed { fact: Some(Fact::Regrade { fact, grade: Grade::Good }), keep: true, ..Changed::default() }
    }

    /// Leaves the current question out, of this session and of all others.
    pub(super) fn suspend(&mut self, now: Timestamp) -> Changed {
        if self.phase == Phase::Saving {
            return Changed::default();
        }
        let Some(question) = self.current().map(str::to_owned) else { return Changed::default() };
        self.queue.retain(|name| plain(name) != question);
        self.show(now);
        let fact = (!self.is_exercise()).then_some(Fact::Suspend { question, on: true });
        Changed { fact, keep: true, over: self.is_over(), ..Changed::default() }
    }

    /// Marks the current question to be looked at, or takes the mark away.
    pub(super) fn flag(&mut self, record: &Record) -> Changed {
        let Some(question) = self.current().filter(|_| !self.is_exercise()).map(str::to_owned) else {
            return Changed::default();
        };
        let on = !record.is_flagged(&question);
        Changed { fact: Some(Fact::Flag { question, on }), ..Changed::default() }
    }
}
