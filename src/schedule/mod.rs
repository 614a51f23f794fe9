//! Spaced repetition: what an answer does to a question, and how well it is still known.
//!
//! Built on FSRS with its published parameters. Everything is a function of its arguments: the
//! time comes in as a value, and nothing here reads a clock, keeps a list or knows a deck.

mod calendar;
mod grading;
#[cfg(test)]
mod tests;

use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, ItemState, MemoryState, NextStates, current_retrievability};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

pub use calendar::Calendar;
pub use grading::grade_for;

/// How long after an [`Grade::Again`] the question comes back, on the same day.
pub const AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(10);
/// The retention that is aimed at when the learner has set none: nine of ten recalled when due.
pub const DEFAULT_RETENTION: f32 = 0.9;
/// The longest interval, in days: a hundred years. Keeps every date inside the calendar.
const LONGEST_DAYS: i64 = 36_500;
/// The retentions that make sense: below, most is forgotten; above, everything is due daily.
const RETENTIONS: (f32, f32) = (0.70, 0.98);
const SECONDS_A_DAY: f32 = 86_400.0;

static MODEL: LazyLock<FSRS> = LazyLock::new(FSRS::default);

/// How well a question was recalled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Not recalled.
    Again,
    /// Recalled in part, or with help.
    Hard,
    /// Recalled.
    Good,
    /// Recalled without effort. Only the learner can say so.
    Easy,
}

impl Grade {
    /// All four, from worst to best.
    pub const ALL: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];
}

/// How firmly something is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Days until the chance of recall has fallen to 90 %.
    pub stability: f32,
    /// From 1 (easy) to 10 (hard).
    pub difficulty: f32,
}

/// A question that was answered at least once, as the scheduler sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Card {
    /// What is remembered of it.
    pub memory: Memory,
    /// When it was answered last.
    pub last: Timestamp,
    /// When it should be asked next.
    pub due: Timestamp,
    /// How often it was answered.
    pub reviews: u32,
    /// How often it was forgotten after it had been known. A second failure in a row is not counted.
    pub lapses: u32,
}

/// What each of the four grades would make of a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcomes {
    /// After [`Grade::Again`].
    pub again: Card,
    /// After [`Grade::Hard`].
    pub hard: Card,
    /// After [`Grade::Good`].
    pub good: Card,
    /// After [`Grade::Easy`].
    pub easy: Card,
}

impl Outcomes {
    /// The outcome of one grade.
    pub fn get(&self, grade: Grade) -> Card {
        match grade {
            Grade::Again => self.again,
            Grade::Hard => self.hard,
            Grade::Good => self.good,
            Grade::Easy => self.easy,
        }
    }
}

/// What each grade given `at` this time would make of a card (`None`: a question never answered).
///
/// `retention` is the wanted chance of recall when due (0.70 to 0.98; anything else is brought into
/// that range, and what is no number counts as [`DEFAULT_RETENTION`]). A time before the card's last
/// answer, from a clock that was put back, counts as the same day.
pub fn outcomes(card: Option<&Card>, at: Timestamp, calendar: &Calendar, retention: f32) -> Outcomes {
    let answer = Answer::new(card, at, calendar, retention);
    Outcomes {
        again: answer.graded(Grade::Again),
        hard: answer.graded(Grade::Hard),
        good: answer.graded(Grade::Good),
        easy: answer.graded(Grade::Easy),
    }
}

/// The card after one answer. See [`outcomes`].
pub fn after(card: Option<&Card>, grade: Grade, at: Timestamp, calendar: &Calendar, retention: f32) -> Card {
    Answer::new(card, at, calendar, retention).graded(grade)
}

/// An answer that waits for its grade.
struct Answer<'a> {
    card: Option<&'a Card>,
    at: Timestamp,
    calendar: &'a Calendar,
    states: NextStates,
}

impl<'a> Answer<'a> {
    fn new(card: Option<&'a Card>, at: Timestamp, calendar: &'a Calendar, retention: f32) -> Answer<'a> {
        let elapsed = card.map_or(0, |card| calendar.days_between(card.last, at));
        Answer { card, at, calendar, states: next_states(card, elapsed, usable_retention(retention)) }
    }

    fn graded(&self, grade: Grade) -> Card {
        let state = match grade {
            Grade::Again => &self.states.again,
            Grade::Hard => &self.states.hard,
            Grade::Good => &self.states.good,
            Grade::Easy => &self.states.easy,
        };
        let lapse = grade == Grade::Again && self.card.is_some_and(was_known);
        Card {
            memory: Memory { stability: state.memory.stability, difficulty: state.memory.difficulty },
            last: self.at,
            due: self.due(grade),
            reviews: self.card.map_or(0, |card| card.reviews).saturating_add(1),
            lapses: self.card.map_or(0, |card| card.lapses).saturating_add(u32::from(lapse)),
        }
    }

    fn due(&self, grade: Grade) -> Timestamp {
        // A day may begin in a minute: no good answer comes back sooner than a failed one.
        let soonest = self.at.checked_add(AGAIN_AFTER).unwrap_or(Timestamp::MAX);
        let days = match grade {
            Grade::Again => return soonest,
            Grade::Hard => self.hard_days(),
            Grade::Good => self.good_days(),
            // Without the extra day Easy would often mean the same as Good, and the learner would wonder.
            Grade::Easy => whole_days(self.states.easy.interval).max(self.good_days().saturating_add(1)),
        };
        self.calendar.start(self.calendar.day(self.at).saturating_add(days)).max(soonest)
    }

    fn hard_days(&self) -> i64 {
        whole_days(self.states.hard.interval)
    }

    fn good_days(&self) -> i64 {
        whole_days(self.states.good.interval).max(self.hard_days())
    }
}

/// The chance (0 to 1) that the question would be recalled at this time.
pub fn recall(card: &Card, at: Timestamp) -> f32 {
    let days = (at.duration_since(card.last).as_secs_f32() / SECONDS_A_DAY).max(0.0);
    let state = MemoryState { stability: card.memory.stability, difficulty: card.memory.difficulty };
    let chance = current_retrievability(state, days, FSRS6_DEFAULT_DECAY);
    if chance.is_finite() { chance.clamp(0.0, 1.0) } else { 0.0 }
}

/// Whether the last answer gave the card an interval of days, so that failing now is forgetting.
fn was_known(card: &Card) -> bool {
    card.due.duration_since(card.last) > AGAIN_AFTER
}

/// The model's four states. A memory that it refuses (damaged numbers) is begun anew.
fn next_states(card: Option<&Card>, elapsed: u32, retention: f32) -> NextStates {
    let memory =
        card.map(|card| MemoryState { stability: card.memory.stability, difficulty: card.memory.difficulty });
    MODEL
        .next_states(memory, retention, elapsed)
        .or_else(|_| MODEL.next_states(None, retention, 0))
        .unwrap_or_else(|_| {
            let plain =
                || ItemState { memory: MemoryState { stability: 1.0, difficulty: 5.0 }, interval: 1.0 };
            NextStates { again: plain(), hard: plain(), good: plain(), easy: plain() }
        })
}

fn usable_retention(retention: f32) -> f32 {
    let (least, most) = RETENTIONS;
    if retention.is_finite() { retention.clamp(least, most) } else { DEFAULT_RETENTION }
}

fn whole_days(interval: f32) -> i64 {
    // `as` saturates and turns NaN into 0, and the clamp makes both sensible.
    (interval.round() as i64).clamp(1, LONGEST_DAYS)
}
