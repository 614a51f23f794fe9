//! Towards a date: which questions to study on which day, so that as many as can be are known on it.
//!
//! Every day the question is taken whose study adds most, for each minute that it takes, to what is expected to
//! be recalled on the date, until the day's minutes are used; questions never met compete with the others.
//! Looked at are the date and, while it is far, the time behind it: what lasts is worth more than what is fresh
//! as long as it can still be freshened up. What comes of it is foretold by going through the days with answers as
//! FSRS expects them.

mod forecast;

use super::{Card, Memory, Parameters, Scheduler};
use forecast::{Way, first_day, foretell};
use jiff::Timestamp;

/// So far ahead a plan looks, in days.
pub const LONGEST_DAYS: u32 = 366;

/// A question as the planner sees it: `None` if it was never answered.
pub type Question = Option<Studied>;

/// A question that was answered before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Studied {
    /// What is remembered of it.
    pub memory: Memory,
    /// How many days ago it was answered last.
    pub since: u32,
    /// In how many days it is due by FSRS; none or less if it is due.
    pub due: i64,
}

impl Studied {
    /// A card as it stands at this time.
    pub fn new(scheduler: &Scheduler, card: &Card, now: Timestamp) -> Studied {
        let calendar = &scheduler.calendar;
        Studied {
            memory: card.memory,
            since: calendar.days_between(card.last, now),
            due: calendar.day(card.due).saturating_sub(calendar.day(now)),
        }
    }
}

/// How long answers take, and how they turn out where FSRS says nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Seconds for a question that was met before.
    pub known: f32,
    /// Seconds for one that is new.
    pub new: f32,
    /// Seconds for asking again, on the same day, what was not recalled.
    pub again: f32,
    /// The share of new questions that are answered rightly at once.
    pub first_right: f32,
    /// The share of right answers that count as hard only.
    pub hard: f32,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace { known: 25.0, new: 40.0, again: 20.0, first_right: 0.5, hard: 0.1 }
    }
}

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// Days on which can be studied, today among them: the date is so many days from today.
    pub days: u32,
    /// Minutes for each of them.
    pub minutes: f32,
    /// What is left of today's minutes.
    pub minutes_today: f32,
    /// The learner's pace.
    pub pace: Pace,
}

/// A plan towards a date. Numbers of questions are expectations.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// How many questions there are.
    pub questions: usize,
    /// Recalled if asked now.
    pub now: f32,
    /// Recalled on the date if nothing more is studied.
    pub idle: f32,
    /// Recalled on the date by studying what is due, then what is new, in the same minutes.
    pub plain: f32,
    /// Recalled on the date by the plan.
    pub planned: f32,
    /// Days of study.
    pub days: u32,
    /// Minutes of each.
    pub minutes: f32,
    /// Answers that the plan expects, all days together.
    pub answers: usize,
    /// Questions that stay new.
    pub unmet: usize,
    /// What to study today, by place among the questions, what helps most first.
    pub today: Vec<usize>,
}

/// The plan for these questions. `retention` is what plain FSRS is to aim at.
pub fn plan(questions: &[Question], goal: &Goal, parameters: &Parameters, retention: f32) -> Plan {
    let goal = &Goal { days: goal.days.min(LONGEST_DAYS), ..*goal };
    let best = foretell(questions, goal, parameters, retention, Way::Gain);
    let still = |days| -> f32 {
        let recall =
            |studied: &Studied| parameters.recall(studied.memory, studied.since.saturating_add(days) as f32);
        questions.iter().flatten().map(recall).sum()
    };
    Plan {
        questions: questions.len(),
        now: still(0),
        idle: still(goal.days),
        plain: foretell(questions, goal, parameters, retention, Way::Due).known,
        planned: best.known,
        days: goal.days,
        minutes: goal.minutes,
        answers: best.answers,
        unmet: best.unmet,
        today: best.today,
    }
}

/// What to study today, by place among the questions, what helps most first: [`Plan::today`] without the rest.
/// Nothing on the date itself and after it.
pub fn today(questions: &[Question], goal: &Goal, parameters: &Parameters) -> Vec<usize> {
    let goal = &Goal { days: goal.days.min(LONGEST_DAYS), ..*goal };
    first_day(questions, goal, parameters)
}
