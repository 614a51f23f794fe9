//! Going through the days of a plan with answers as FSRS expects them.
//!
//! No chance is drawn: of answers that are recalled with 90 % every tenth fails, whichever it is. Over many
//! questions that comes to the same.

use super::{Goal, Pace, Question};
use crate::schedule::{DEFAULT_RETENTION, Memory, Parameters, whole_days};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// How far behind the date a gain is looked at, as a multiple of the days that are left until it. Found with
/// simulated learners, as is [`NEW_COUNTS`]: between 0 and 4 it hardly matters.
const REACH: f32 = 2.0;
/// How much the gain of a new question counts beside that of one that was met: what is met today must be
/// kept up tomorrow. Below 0.5 too little is met where time is short, at 1 too little is kept where it is not.
const NEW_COUNTS: f32 = 0.7;

/// No answer takes less, or a day would never end.
const LEAST_SECONDS: f32 = 1.0;

/// How the questions of a day are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// What adds most to the date, for each minute.
    Gain,
    /// As FSRS has it: what is due, then what is new.
    Due,
}

/// What comes of studying in one way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Forecast {
    /// Questions recalled on the date, expected.
    pub known: f32,
    pub answers: usize,
    pub unmet: usize,
    /// What is studied on the first day, in order.
    pub today: Vec<usize>,
}

/// A question on its way: days are counted from today.
#[derive(Clone, Copy)]
struct State {
    memory: Memory,
    last: i64,
    due: i64,
}

/// What an answer may come to: how likely each is, and what is remembered then.
struct Fork {
    fails: f32,
    failed: Memory,
    hard: Memory,
    good: Memory,
}

struct Walk<'a> {
    goal: &'a Goal,
    parameters: &'a Parameters,
    retention: f32,
    states: Vec<Option<State>>,
    /// What is owed: failures, and hard answers, that were expected and haven't happened yet.
    fails: f32,
    hard: f32,
    answers: usize,
}

/// A question that may be next, by what it gains for each second, or could at most.
struct Candidate {
    worth: f32,
    sure: bool,
    index: usize,
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Candidate) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    /// Of equals the first question comes first.
    fn cmp(&self, other: &Candidate) -> Ordering {
        self.worth.total_cmp(&other.worth).then(self.sure.cmp(&other.sure)).then(other.index.cmp(&self.index))
    }
}

/// What comes of studying these questions in this way.
pub(super) fn foretell(
    questions: &[Question],
    goal: &Goal,
    parameters: &Parameters,
    retention: f32,
    way: Way,
) -> Forecast {
    let mut walk = Walk::new(questions, goal, parameters, retention);
    let mut today = Vec::new();
    for day in 0..i64::from(goal.days) {
        let studied = walk.study(day, way);
        if day == 0 {
            today = studied;
        }
    }
    Forecast {
        known: walk.states.iter().flatten().map(|state| walk.on_the_date(state.memory, state.last)).sum(),
        answers: walk.answers,
        unmet: walk.states.iter().filter(|state| state.is_none()).count(),
        today,
    }
}

/// What is studied on the first day, by its gain.
pub(super) fn first_day(questions: &[Question], goal: &Goal, parameters: &Parameters) -> Vec<usize> {
    if goal.days == 0 {
        return Vec::new();
    }
    Walk::new(questions, goal, parameters, DEFAULT_RETENTION).study(0, Way::Gain)
}

impl<'a> Walk<'a> {
    fn new(questions: &[Question], goal: &'a Goal, parameters: &'a Parameters, retention: f32) -> Walk<'a> {
        let state = |question: &Question| {
            question.map(|studied| State {
                memory: studied.memory,
                last: -i64::from(studied.since),
                due: studied.due,
            })
        };
        let states = questions.iter().map(state).collect();
        Walk { goal, parameters, retention, states, fails: 0.5, hard: 0.5, answers: 0 }
    }

    /// The chance of recall on the date of what was studied last on this day.
    fn on_the_date(&self, memory: Memory, last: i64) -> f32 {
        self.parameters.recall(memory, (i64::from(self.goal.days) - last) as f32)
    }

    /// The chance that counts on a day of study: that on the date, and the longer behind it the farther it is.
    fn counted(&self, memory: Memory, last: i64, day: i64) -> f32 {
        let days = i64::from(self.goal.days);
        self.parameters.recall(memory, (days - last) as f32 + REACH * (days - day) as f32)
    }

    fn study(&mut self, day: i64, way: Way) -> Vec<usize> {
        let minutes = if day == 0 { self.goal.minutes_today } else { self.goal.minutes };
        let mut seconds = minutes.max(0.0) * 60.0;
        let mut candidates = self.candidates(day, way);
        let mut studied = Vec::new();
        while let Some(candidate) = candidates.pop() {
            if !candidate.sure {
                candidates.push(self.weigh(candidate.index, day));
                continue;
            }
            if candidate.worth <= 0.0 || seconds <= 0.0 {
                break;
            }
            seconds -= self.answer(candidate.index, day);
            studied.push(candidate.index);
        }
        studied
    }

    /// What may be studied, with a bound for what it gains: no more than all that is not known already.
    fn candidates(&self, day: i64, way: Way) -> BinaryHeap<Candidate> {
        let Pace { known, new, .. } = self.goal.pace;
        let bound = |(index, state): (usize, &Option<State>)| {
            let (worth, sure) = match (way, state) {
                (_, Some(state)) if state.last >= day => return None,
                (Way::Gain, Some(state)) => {
                    ((1.0 - self.counted(state.memory, state.last, day)) / known.max(LEAST_SECONDS), false)
                }
                (Way::Gain, None) => (NEW_COUNTS / new.max(LEAST_SECONDS), false),
                (Way::Due, Some(state)) if state.due > day => return None,
                // What is most forgotten comes first, and what is new behind all that.
                (Way::Due, Some(state)) => {
                    (2.0 - self.parameters.recall(state.memory, (day - state.last) as f32), true)
                }
                (Way::Due, None) => (1.0, true),
            };
            Some(Candidate { worth, sure, index })
        };
        self.states.iter().enumerate().filter_map(bound).collect()
    }

    /// What studying a question on this day adds to what counts, for each second.
    fn weigh(&self, index: usize, day: i64) -> Candidate {
        let state = self.states.get(index).copied().flatten();
        let fork = self.fork(state, day);
        let Pace { known, new, again, hard, .. } = self.goal.pace;
        let counted = |memory| self.counted(memory, day, day);
        let right = (1.0 - hard) * counted(fork.good) + hard * counted(fork.hard);
        let then = fork.fails * counted(fork.failed) + (1.0 - fork.fails) * right;
        let (gain, seconds) = match state {
            Some(state) => (then - self.counted(state.memory, state.last, day), known),
            None => (NEW_COUNTS * then, new),
        };
        let seconds = seconds.max(LEAST_SECONDS) + fork.fails * again.max(0.0);
        Candidate { worth: gain / seconds, sure: true, index }
    }

    /// What an answer on this day may come to. What is not recalled is asked again on the same day, until it is.
    fn fork(&self, state: Option<State>, day: i64) -> Fork {
        let days = state.map_or(0, |state| u32::try_from(day - state.last).unwrap_or(0));
        let next = self.parameters.next(state.map(|state| state.memory), self.retention, days);
        let again = self.parameters.next(Some(next.again.memory.into()), self.retention, 0);
        let fails = match state {
            Some(state) => 1.0 - self.parameters.recall(state.memory, days as f32),
            None => 1.0 - self.goal.pace.first_right,
        };
        Fork {
            fails,
            failed: again.good.memory.into(),
            hard: next.hard.memory.into(),
            good: next.good.memory.into(),
        }
    }

    /// Answers a question; how many seconds that takes.
    fn answer(&mut self, index: usize, day: i64) -> f32 {
        let state = self.states.get(index).copied().flatten();
        let fork = self.fork(state, day);
        let Pace { known, new, again, hard, .. } = self.goal.pace;
        let mut seconds = if state.is_some() { known } else { new };
        self.answers += 1;
        self.fails += fork.fails;
        let memory = if self.fails >= 1.0 {
            self.fails -= 1.0;
            self.answers += 1;
            seconds += again;
            fork.failed
        } else {
            self.hard += hard;
            let is_hard = self.hard >= 1.0;
            self.hard -= f32::from(u8::from(is_hard));
            if is_hard { fork.hard } else { fork.good }
        };
        let due = day + whole_days(self.parameters.interval(memory, self.retention));
        if let Some(place) = self.states.get_mut(index) {
            *place = Some(State { memory, last: day, due });
        }
        seconds.max(LEAST_SECONDS)
    }
}
