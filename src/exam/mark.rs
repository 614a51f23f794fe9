//! What an answer is worth in an exam. How right it is says the deck; here it becomes points.

use super::blueprint::Scoring;
use crate::deck::{Detail, Judgement, Mark};
use serde::{Deserialize, Serialize};

/// How sure a learner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Certainty {
    /// Not sure: right +1, wrong 0.
    Low,
    /// Fairly sure: right +2, wrong −2.
    Middle,
    /// Sure: right +3, wrong −6.
    High,
}

impl Certainty {
    /// All, from low to high.
    pub const ALL: [Certainty; 3] = [Certainty::Low, Certainty::Middle, Certainty::High];

    /// Its level, 1 to 3.
    pub fn level(self) -> u8 {
        match self {
            Certainty::Low => 1,
            Certainty::Middle => 2,
            Certainty::High => 3,
        }
    }

    /// So many times a question's points a right answer brings.
    pub fn right(self) -> f32 {
        f32::from(self.level())
    }

    /// So many times a question's points a wrong answer costs, as a number that is not above zero.
    pub fn wrong(self) -> f32 {
        match self {
            Certainty::Low => 0.0,
            Certainty::Middle => -2.0,
            Certainty::High => -6.0,
        }
    }
}

impl TryFrom<u8> for Certainty {
    type Error = &'static str;

    fn try_from(level: u8) -> Result<Certainty, &'static str> {
        Certainty::ALL.into_iter().find(|known| known.level() == level).ok_or("no certainty: 1, 2 or 3")
    }
}

impl From<Certainty> for u8 {
    fn from(certainty: Certainty) -> u8 {
        certainty.level()
    }
}

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marked {
    /// Its points; below zero where the exam says that wrong answers cost.
    pub points: f32,
    /// The most that there were to have: with certainty three times what the question is worth.
    pub most: f32,
    /// How right it is: 1 fully, 0 not at all, below 0 where wrong picks weigh more than the right ones.
    pub credit: f32,
    /// Whether it is fully right.
    pub right: bool,
}

/// What an answer to a question of so many points is worth; `None` is a question that was left open, which
/// never costs anything. An answer without a certainty counts as one that its learner is not sure of.
pub fn mark(
    scoring: &Scoring,
    points: f32,
    judgement: Option<&Judgement>,
    certainty: Option<Certainty>,
) -> Marked {
    let best = if scoring.certainty { points * Certainty::High.right() } else { points };
    let Some(judgement) = judgement else {
        return Marked { points: 0.0, most: best, credit: 0.0, right: false };
    };
    let right = judgement.is_right();
    let credit = credit(scoring, judgement);
    let times = match certainty.unwrap_or(Certainty::Low) {
        _ if !scoring.certainty => credit,
        sure if right => sure.right(),
        sure => sure.wrong(),
    };
    Marked { points: points * times, most: best, credit, right }
}

/// How right an answer is, by the rules of the exam.
fn credit(scoring: &Scoring, judgement: &Judgement) -> f32 {
    if scoring.certainty {
        return if judgement.is_right() { 1.0 } else { 0.0 };
    }
    let part = if scoring.partial || judgement.is_right() { judgement.credit } else { 0.0 };
    if part > 0.0 {
        return part;
    }
    let picks = if scoring.below_zero { balance(&judgement.detail) } else { 0.0 };
    // "-0" would be shown.
    0.0 + picks.min(-scoring.negative)
}

/// (Right picks − wrong picks) ÷ right options, at least −1; 0 where nothing was picked out of several.
fn balance(detail: &Detail) -> f32 {
    let (Detail::Choice(marks) | Detail::WhatIf(marks)) = detail else { return 0.0 };
    let count = |right, picked| marks.iter().filter(|mark| **mark == Mark { right, picked }).count() as f32;
    let (good, bad, missed) = (count(true, true), count(false, true), count(true, false));
    ((good - bad) / (good + missed).max(1.0)).clamp(-1.0, 0.0)
}
