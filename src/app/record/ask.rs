//! What can be asked of a record: what is due, what is known, what was done. Reads, never changes.

use super::facts::{Event, Happened};
use super::{Answered, Day, Fact, FactId, Facts, Record};
use crate::deck::EXERCISES;
use crate::exam::Sheet;
use crate::schedule::{Calendar, Card, Outcomes, Scheduler};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// An answer dated further ahead than this was given under a wrong clock: zones differ by a day.
const CLOCK_WAS_WRONG: SignedDuration = SignedDuration::from_hours(48);

/// When a question should be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Never answered.
    New,
    /// At this time; due now if it isn't later than now.
    At(Timestamp),
}

impl Due {
    /// When a question with this card should be asked; see [`Record::due`].
    pub fn of(card: Option<&Card>, now: Timestamp) -> Due {
        match card {
            None => Due::New,
            Some(card) if card.last.duration_since(now) > CLOCK_WAS_WRONG => Due::At(now),
            Some(card) => Due::At(card.due),
        }
    }
}

/// How a set of questions stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// Never answered.
    pub new: usize,
    /// Answered before, and due.
    pub due: usize,
    /// Answered, and not yet due.
    pub later: usize,
    /// Left out by the learner; in none of the other counts.
    pub suspended: usize,
    /// When the next of `later` falls due.
    pub next: Option<Timestamp>,
    /// When any of this will be otherwise, if nothing is answered.
    pub until: Option<Timestamp>,
}

/// What to ask now. Suspended questions are in neither list.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Queue<T = String> {
    /// Due, the most forgotten first.
    pub due: Vec<T>,
    /// Never answered, in the order in which they were given.
    pub new: Vec<T>,
}

fn sooner_of(known: Option<Timestamp>, time: Timestamp) -> Option<Timestamp> {
    Some(known.map_or(time, |known| known.min(time)))
}

impl Record {
    /// A number that is another whenever anything in the record is.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The calendar that the record was folded for.
    pub fn calendar(&self) -> &Calendar {
        &self.scheduler.calendar
    }

    /// How its questions are scheduled.
    pub fn scheduler(&self) -> &Scheduler {
        &self.scheduler
    }

    /// A question's card; `None` if it was never answered (practice aside).
    pub fn card(&self, question: &str) -> Option<&Card> {
        self.cards.get(self.number(question)? as usize)?.as_ref()
    }

    /// All cards by the full name of the question, also of questions that no deck has any more.
    pub fn cards(&self) -> BTreeMap<&str, &Card> {
        let cards = self.facts.questions.iter().zip(&self.cards);
        cards.filter_map(|(name, card)| Some((name, card.as_ref()?))).collect()
    }

    /// What each grade given now would do to a question.
    pub fn outcomes(&self, question: &str, now: Timestamp) -> Outcomes {
        self.scheduler.outcomes(self.card(question), now)
    }

    /// When a question should be asked. An answer from the future was dated by a wrong clock; its
    /// question is due now, or it would be lost for years.
    pub fn due(&self, question: &str, now: Timestamp) -> Due {
        Due::of(self.card(question), now)
    }

    /// How these questions stand.
    pub fn counts<'a>(&self, questions: impl IntoIterator<Item = &'a str>, now: Timestamp) -> Counts {
        let mut counts = Counts::default();
        for question in questions {
            if self.is_suspended(question) {
                counts.suspended += 1;
                continue;
            }
            let card = self.card(question);
            match Due::of(card, now) {
                Due::New => counts.new += 1,
                Due::At(time) if time <= now => {
                    counts.due += 1;
                    let last = card.map(|card| card.last).filter(|last| *last > now);
                    if let Some(right) = last.and_then(|last| last.checked_sub(CLOCK_WAS_WRONG).ok()) {
                        counts.until = sooner_of(counts.until, right);
                    }
                }
                Due::At(time) => {
                    counts.later += 1;
                    counts.next = sooner_of(counts.next, time);
                }
            }
        }
        counts.until = counts.next.map_or(counts.until, |next| sooner_of(counts.until, next));
        counts
    }

    /// Which of these questions to ask now, and in which order.
    pub fn queue<'a>(&self, questions: impl IntoIterator<Item = &'a str>, now: Timestamp) -> Queue {
        let questions: Vec<&str> = questions.into_iter().collect();
        let Queue { due, new } = self.places_in_queue(questions.iter().copied(), now);
        let names = |places: Vec<usize>| {
            places.into_iter().filter_map(|at| questions.get(at)).map(|name| (*name).to_owned()).collect()
        };
        Queue { due: names(due), new: names(new) }
    }

    /// The same, by their places among those that were given.
    pub fn places_in_queue<'a>(
        &self,
        questions: impl IntoIterator<Item = &'a str>,
        now: Timestamp,
    ) -> Queue<usize> {
        let mut due: Vec<(f32, &str, usize)> = Vec::new();
        let mut new = Vec::new();
        for (at, question) in questions.into_iter().enumerate() {
            if self.is_suspended(question) {
                continue;
            }
            match self.card(question) {
                None => new.push(at),
                Some(card) => match Due::of(Some(card), now) {
                    Due::At(time) if time <= now => {
                        due.push((self.scheduler.recall(card, now), question, at));
                    }
                    Due::At(_) | Due::New => {}
                },
            }
        }
        // The name decides between equals, so that the same facts give the same queue.
        due.sort_by(|(a, a_name, _), (b, b_name, _)| a.total_cmp(b).then_with(|| a_name.cmp(b_name)));
        Queue { due: due.into_iter().map(|(.., at)| at).collect(), new }
    }

    /// The chance (0 to 1) that a question would be recalled now; 0 for one never answered.
    pub fn recall(&self, question: &str, now: Timestamp) -> f32 {
        self.card(question).map_or(0.0, |card| self.scheduler.recall(card, now))
    }

    /// Whether the learner left a question out.
    pub fn is_suspended(&self, question: &str) -> bool {
        self.suspended.get(self.present_name(question), &self.undone).copied().unwrap_or(false)
    }

    /// Whether the learner marked a question to be looked at.
    pub fn is_flagged(&self, question: &str) -> bool {
        self.flagged.get(self.present_name(question), &self.undone).copied().unwrap_or(false)
    }

    /// The questions that are marked to be looked at.
    pub fn flagged(&self) -> Vec<&str> {
        self.flagged.0.keys().map(String::as_str).filter(|question| self.is_flagged(question)).collect()
    }

    /// A setting that travels.
    pub fn setting(&self, key: &str) -> Option<&str> {
        self.settings.get(key, &self.undone).map(String::as_str)
    }

    /// The reviews of a question that count or were practice, oldest first; none that was undone.
    pub fn reviews(&self, question: &str) -> Vec<Answered> {
        let events = self.number(question).map(|number| self.events(number)).unwrap_or_default();
        events.into_iter().filter_map(|number| self.facts.answered(self.event(number)?)).collect()
    }

    /// The ids of [`Record::reviews`], in the same order.
    pub fn review_ids(&self, question: &str) -> Vec<FactId> {
        let events = self.number(question).map(|number| self.events(number)).unwrap_or_default();
        let reviews = events.into_iter().filter_map(|number| self.event(number));
        reviews
            .filter(|event| matches!(event.happened(), Happened::Review { .. }))
            .map(|event| self.facts.id(event))
            .collect()
    }

    /// What happened to a question, oldest first; nothing that was undone.
    pub(super) fn events(&self, question: u32) -> Vec<u32> {
        let Some(history) = self.histories.get(question as usize) else { return Vec::new() };
        let standing = history.events.iter().copied().filter(|number| !self.taken_back.contains(number));
        if history.in_order { standing.collect() } else { self.facts.in_order(standing) }
    }

    pub(super) fn event(&self, number: u32) -> Option<&Event> {
        self.facts.events.get(number as usize)
    }

    /// The answer that was stored last, unless it was taken back, and its question.
    pub fn newest(&self) -> Option<(&str, Answered)> {
        let number = u32::try_from(self.facts.events.len()).ok()?.checked_sub(1)?;
        let event = self.event(number).filter(|_| !self.taken_back.contains(&number))?;
        let question = self.facts.questions.get(self.present_number(event.question));
        Some((question, self.facts.answered(event)?))
    }

    /// The latest answer to a question.
    pub fn last_review(&self, question: &str) -> Option<Answered> {
        let number = self.number(question)?;
        let answered = |number: &u32| {
            let standing = !self.taken_back.contains(number);
            self.facts.answered(self.event(*number)?).filter(|_| standing)
        };
        match self.histories.get(number as usize) {
            Some(history) if history.in_order => history.events.iter().rev().find_map(answered),
            Some(_) => self.events(number).iter().rev().find_map(answered),
            None => None,
        }
    }

    /// All reviews that weren't undone, with the names of their questions of today, in the order in which they
    /// came in. The grade is the one that counts.
    pub fn answers(&self) -> impl Iterator<Item = (&str, Answered)> {
        let standing = (0..).zip(&self.facts.events).filter(|(number, _)| !self.taken_back.contains(number));
        standing.filter_map(|(number, event)| {
            let answered = self.facts.answered(event)?;
            let grade = self.grade_of(number, event, answered.grade);
            let question = self.facts.questions.get(self.present_number(event.question));
            Some((question, Answered { grade, ..answered }))
        })
    }

    /// Whether a fact is there and wasn't undone.
    pub fn stands(&self, id: &FactId) -> bool {
        self.facts.has(id) && !self.undone.contains(id)
    }

    /// The facts themselves.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// What a question was called before, and is called now: facts about it may bear any of these names.
    pub fn all_names(&self, question: &str) -> Vec<String> {
        let present = self.present_name(question);
        let former = self.names.keys().filter(|name| self.present_name(name) == present);
        former.map(String::as_str).chain([present]).map(str::to_owned).collect()
    }

    /// The exams that were handed in, by the ids of their facts.
    pub fn exams(&self) -> impl Iterator<Item = (&FactId, &Sheet)> {
        let standing = self.facts.others.values().filter(|entry| !self.undone.contains(&entry.id));
        standing.filter_map(|entry| match &entry.fact {
            Fact::Exam(sheet) => Some((&entry.id, &**sheet)),
            _ => None,
        })
    }

    /// How many facts there are, undone ones included.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether nothing is recorded yet.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// What was done on each day on which anything was, by [`Calendar::day`].
    pub fn days(&self) -> &BTreeMap<i64, Day> {
        &self.days
    }

    /// What was done today.
    pub fn today(&self, now: Timestamp) -> Day {
        self.days.get(&self.scheduler.calendar.day(now)).copied().unwrap_or_default()
    }

    /// How many days in a row were study days, ending today, or yesterday if today has none yet.
    pub fn streak(&self, now: Timestamp) -> u32 {
        let today = self.scheduler.calendar.day(now);
        let last = if self.days.contains_key(&today) { today } else { today.saturating_sub(1) };
        let mut days = 0_u32;
        while self.days.contains_key(&last.saturating_sub(i64::from(days))) {
            days = days.saturating_add(1);
        }
        days
    }

    /// Whether any rule was met. Ends at the first one.
    pub fn has_met_rules(&self) -> bool {
        let standing = (0..).zip(&self.facts.events).filter(|(number, _)| !self.taken_back.contains(number));
        let mut sets = standing
            .filter(|(_, event)| self.shows_rules(event))
            .map(|(_, event)| self.facts.sets.get(event.rules));
        sets.any(|(credited, charged)| !credited.is_empty() || charged.is_some())
    }

    /// Whether an answer says something about rules. An exercise has no schedule of its own: that it is practice
    /// says nothing about the rule.
    pub(super) fn shows_rules(&self, event: &Event) -> bool {
        let is_exercise = || self.facts.questions.get(event.question).starts_with(EXERCISES);
        matches!(event.happened(), Happened::Review { practice, .. } if !practice || is_exercise())
    }
}
