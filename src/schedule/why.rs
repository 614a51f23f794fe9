//! Why a question comes back when it does.

use super::{Card, Grade, Scheduler, whole_days};
use jiff::Timestamp;

/// The reasons of a card's date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Why {
    /// When it was answered last.
    pub last: Timestamp,
    /// How that went.
    pub grade: Grade,
    /// When it comes next.
    pub due: Timestamp,
    /// Days from the last answer until the chance of recall has fallen to 90 %.
    pub stability: f32,
    /// From 1 (easy) to 10 (hard).
    pub difficulty: f32,
    /// The wanted chance of recall, 0 to 1.
    pub wanted: f32,
    /// Days from the last answer until the chance has fallen to the wanted one.
    pub days: i64,
    /// The chance of recall now.
    pub now: f32,
    /// The chance of recall when it is due.
    pub then: f32,
    /// What the date follows from.
    pub cause: Cause,
}

/// What a date follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The chance of recall falls to the wanted one.
    Wanted,
    /// It was not recalled, and comes back after [`super::AGAIN_AFTER`].
    Failed,
    /// The learner set it.
    Set,
}

/// Why a card that was answered last with this grade is due when it is. `set`: the learner set the date.
pub fn why(scheduler: &Scheduler, card: &Card, grade: Grade, set: bool, now: Timestamp) -> Why {
    let cause = match grade {
        _ if set => Cause::Set,
        Grade::Again => Cause::Failed,
        Grade::Hard | Grade::Good | Grade::Easy => Cause::Wanted,
    };
    Why {
        last: card.last,
        grade,
        due: card.due,
        stability: card.memory.stability,
        difficulty: card.memory.difficulty,
        wanted: scheduler.wanted(),
        days: whole_days(scheduler.parameters.interval(card.memory, scheduler.wanted())),
        now: scheduler.recall(card, now),
        then: scheduler.recall(card, card.due),
        cause,
    }
}
