//! Spaced repetition: what an answer does to a question, and how well it is still known.
//!
//! Built on FSRS, with its published parameters or with those fitted to the learner. Everything is a
//! function of its arguments: the time comes in as a value, and nothing here reads a clock, keeps a
//! list or knows a deck.

mod calendar;
mod fit;
mod grading;
mod parameters;
pub mod plan;
mod steps;
#[cfg(test)]
mod tests;
mod why;

use fsrs::NextStates;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use calendar::Calendar;
pub use fit::{Answered, Figures, Fit, Fitting, LEAST_REVIEWS, fit};
pub use grading::grade_for;
pub use parameters::{PARAMETERS, Parameters};
pub use steps::Steps;
pub use why::{Cause, Why, why};

/// How long after an [`Grade::Again`] the question comes back, on the same day.
pub const AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(10);
/// The retention that is aimed at when the learner has set none: nine of ten recalled when due.
pub const DEFAULT_RETENTION: f32 = 0.9;
/// The longest interval, in days: a hundred years. Keeps every date inside the calendar.
const LONGEST_DAYS: i64 = 36_500;
/// The retentions that make sense: below, most is forgotten; above, everything is due daily.
const RETENTIONS: (f32, f32) = (0.70, 0.98);
const SECONDS_A_DAY: f32 = 86_400.0;

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

    /// Its number in FSRS.
    fn rating(self) -> u32 {
        match self {
            Grade::Again => 1,
            Grade::Hard => 2,
            Grade::Good => 3,
            Grade::Easy => 4,
        }
    }
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

/// How one learner's questions are scheduled.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheduler {
    /// The learner's days.
    pub calendar: Calendar,
    /// The wanted chance of recall when due: 0.70 to 0.98. Anything else is brought into that range, and
    /// what is no number counts as [`DEFAULT_RETENTION`].
    pub retention: f32,
    /// What FSRS knows of the learner.
    pub parameters: Parameters,
}

impl Scheduler {
    /// The usual one, in this calendar.
    pub fn new(calendar: &Calendar) -> Scheduler {
        Scheduler {
            calendar: calendar.clone(),
            retention: DEFAULT_RETENTION,
            parameters: Parameters::default(),
        }
    }

    /// What each grade given `at` this time would make of a card (`None`: a question never answered). A
    /// time before the card's last answer, from a clock that was put back, counts as the same day.
    pub fn outcomes(&self, card: Option<&Card>, at: Timestamp) -> Outcomes {
        let answer = Answer::new(self, card, at);
        Outcomes {
            again: answer.graded(Grade::Again),
            hard: answer.graded(Grade::Hard),
            good: answer.graded(Grade::Good),
            easy: answer.graded(Grade::Easy),
        }
    }

    /// The card after one answer. See [`Scheduler::outcomes`].
    pub fn after(&self, card: Option<&Card>, grade: Grade, at: Timestamp) -> Card {
        Answer::new(self, card, at).graded(grade)
    }

    /// The chance (0 to 1) that the question would be recalled at this time.
    pub fn recall(&self, card: &Card, at: Timestamp) -> f32 {
        self.parameters.recall(card.memory, at.duration_since(card.last).as_secs_f32() / SECONDS_A_DAY)
    }

    /// The wanted chance of recall, brought into its range.
    pub fn wanted(&self) -> f32 {
        let (least, most) = RETENTIONS;
        if self.retention.is_finite() { self.retention.clamp(least, most) } else { DEFAULT_RETENTION }
    }
}

/// An answer that waits for its grade.
struct Answer<'a> {
    card: Option<&'a Card>,
    at: Timestamp,
    scheduler: &'a Scheduler,
    states: NextStates,
}

impl<'a> Answer<'a> {
    fn new(scheduler: &'a Scheduler, card: Option<&'a Card>, at: Timestamp) -> Answer<'a> {
        let elapsed = card.map_or(0, |card| scheduler.calendar.days_between(card.last, at));
        let memory = card.map(|card| card.memory);
        Answer { card, at, scheduler, states: scheduler.parameters.next(memory, scheduler.wanted(), elapsed) }
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
            memory: state.memory.into(),
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
        let calendar = &self.scheduler.calendar;
        calendar.start(calendar.day(self.at).saturating_add(days)).max(soonest)
    }

    fn hard_days(&self) -> i64 {
        whole_days(self.states.hard.interval)
    }

    fn good_days(&self) -> i64 {
        whole_days(self.states.good.interval).max(self.hard_days())
    }
}

/// Whether the last answer gave the card an interval of days, so that failing now is forgetting.
fn was_known(card: &Card) -> bool {
    card.due.duration_since(card.last) > AGAIN_AFTER
}

fn whole_days(interval: f32) -> i64 {
    // `as` saturates and turns NaN into 0, and the clamp makes both sensible.
    (interval.round() as i64).clamp(1, LONGEST_DAYS)
}
