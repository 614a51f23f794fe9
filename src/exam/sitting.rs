//! One learner before one paper: what is remembered on the device while an exam runs.
//!
//! Everything here is a change of values: how much time has passed is told from outside, by a clock that is never
//! set back, and wall-clock times serve to tell interruptions.

use super::blueprint::{Rules, WhileAway};
use super::code::PaperCode;
use super::mark::Certainty;
use super::paper::Paper;
use super::{Decks, Item};
use crate::deck::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// An exam that is being sat, or was handed in and is not kept yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sitting {
    /// The paper's code.
    pub code: PaperCode,
    /// The blueprint's id.
    pub blueprint: String,
    /// What holds.
    pub rules: Rules,
    /// The name or number that the learner entered.
    pub name: String,
    /// Extra time in percent.
    pub extra: u8,
    /// When it began, by the wall clock.
    pub started: Timestamp,
    /// When the program was last seen running, by the wall clock.
    pub seen: Timestamp,
    /// When it was handed in, by the wall clock.
    pub submitted: Option<Timestamp>,
    /// Running time used, in milliseconds.
    pub used_millis: u64,
    /// The item before the learner.
    pub current: usize,
    /// The furthest item that was before the learner.
    pub furthest: usize,
    /// What was answered, an entry an item.
    pub answers: Vec<Answered>,
    /// When the program was away.
    pub interruptions: Vec<Interruption>,
}

/// What stands on the sheet for one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// Its section.
    pub section: usize,
    /// The question's full name.
    pub question: String,
    /// The question's fingerprint when the exam began.
    pub fingerprint: String,
    /// The item's seed.
    pub seed: u64,
    /// The answer.
    pub response: Option<Response>,
    /// How sure the learner is of it.
    pub certainty: Option<Certainty>,
    /// Whether the learner wants to look at it again.
    pub flagged: bool,
    /// How long it was before the learner.
    pub seconds: f32,
}

impl Answered {
    /// The item of the paper.
    pub fn item(&self) -> Item {
        Item { section: self.section, question: self.question.clone(), seed: self.seed }
    }
}

/// The program was away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interruption {
    /// Last seen running.
    pub from: Timestamp,
    /// Seen again.
    pub to: Timestamp,
}

impl Interruption {
    /// Its length by the wall clock; nothing where that was set back.
    pub fn length(&self) -> Duration {
        Duration::try_from(self.to.duration_since(self.from)).unwrap_or_default()
    }
}

/// While an exam runs it is told of time much more often; a longer silence is an interruption.
const SILENCE: Duration = Duration::from_secs(60);
/// Steps at which the time left is announced, in seconds; half of the time is one too.
const STEPS: [u64; 3] = [10 * 60, 5 * 60, 60];

impl Sitting {
    /// Begins an exam.
    pub fn begin(paper: &Paper, decks: &Decks, name: &str, extra: u8, now: Timestamp) -> Sitting {
        let fingerprint = |name: &str| {
            let (deck, id) = name.split_once('/')?;
            Some(decks.get(deck)?.question(id)?.fingerprint())
        };
        let open = |item: &Item| Answered {
            section: item.section,
            question: item.question.clone(),
            fingerprint: fingerprint(&item.question).unwrap_or_default(),
            seed: item.seed,
            response: None,
            certainty: None,
            flagged: false,
            seconds: 0.0,
        };
        Sitting {
            code: paper.code,
            blueprint: paper.blueprint.id.clone(),
            rules: paper.blueprint.rules(),
            name: one_line(name),
            extra,
            started: now,
            seen: now,
            submitted: None,
            used_millis: 0,
            current: 0,
            furthest: 0,
            answers: paper.items.iter().map(open).collect(),
            interruptions: Vec::new(),
        }
    }

    /// Whatever was read back, there is an item before the learner.
    pub fn mend(&mut self) {
        let last = self.answers.len().saturating_sub(1);
        self.furthest = self.furthest.min(last);
        self.current = self.current.min(last);
    }

    /// Time has passed since the last time this was told: `elapsed` by a clock that only goes on. Where that clock
    /// or the wall clock went on for long without a word, the program or the machine was asleep.
    pub fn tick(&mut self, elapsed: Duration, now: Timestamp) {
        if self.is_over() {
            return;
        }
        let wall = Interruption { from: self.seen, to: now };
        if elapsed > SILENCE || wall.length().saturating_sub(elapsed) > SILENCE {
            return self.resume(now);
        }
        self.spend(elapsed);
        self.seen = now;
    }

    /// The program is back after it was closed, killed or asleep.
    pub fn resume(&mut self, now: Timestamp) {
        if self.is_over() {
            return;
        }
        // A clock that was set back tells nothing of how long it was.
        let away = Interruption { from: self.seen, to: now.max(self.seen) };
        self.interruptions.push(away);
        if self.rules.away == WhileAway::Runs {
            self.used_millis =
                self.limit_millis().min(self.used_millis.saturating_add(millis(away.length())));
        }
        self.seen = now;
    }

    fn spend(&mut self, elapsed: Duration) {
        let spent = millis(elapsed).min(self.limit_millis().saturating_sub(self.used_millis));
        self.used_millis += spent;
        if let Some(answered) = self.answers.get_mut(self.current) {
            answered.seconds += spent as f32 / 1000.0;
        }
    }

    /// Puts down an answer to the item before the learner, or takes it away. Whether that was still possible.
    pub fn answer(&mut self, response: Option<Response>) -> bool {
        self.change(|answered| answered.response = response)
    }

    /// Says how sure the learner is of the answer. Whether that was still possible.
    pub fn certain(&mut self, certainty: Option<Certainty>) -> bool {
        self.change(|answered| answered.certainty = certainty)
    }

    /// Marks the item to be looked at again, or takes the mark away. Whether that was still possible.
    pub fn flag(&mut self, on: bool) -> bool {
        self.change(|answered| answered.flagged = on)
    }

    fn change(&mut self, with: impl FnOnce(&mut Answered)) -> bool {
        let open = !self.is_over();
        match self.answers.get_mut(self.current).filter(|_| open) {
            Some(answered) => {
                with(answered);
                true
            }
            None => false,
        }
    }

    /// Whether one may go to this item now: where going back is not allowed only to the next one.
    pub fn may_go(&self, to: usize) -> bool {
        let there = to < self.answers.len() && !self.is_over();
        there && (self.rules.back || to == self.current || to == self.furthest + 1)
    }

    /// Goes to an item. Whether that was allowed.
    pub fn go(&mut self, to: usize) -> bool {
        let may = self.may_go(to);
        if may {
            self.current = to;
            self.furthest = self.furthest.max(to);
        }
        may
    }

    /// Hands it in; also what must be done when no time is left.
    pub fn submit(&mut self, now: Timestamp) {
        self.submitted.get_or_insert(now);
    }

    /// How long it takes, with extra time.
    pub fn limit(&self) -> Duration {
        Duration::from_millis(self.limit_millis())
    }

    fn limit_millis(&self) -> u64 {
        self.rules.millis(self.extra)
    }

    /// The time left.
    pub fn left(&self) -> Duration {
        Duration::from_millis(self.limit_millis().saturating_sub(self.used_millis))
    }

    /// Whether nothing can be changed any more: it was handed in, or no time is left.
    pub fn is_over(&self) -> bool {
        self.submitted.is_some() || self.left().is_zero()
    }

    /// The items without an answer.
    pub fn open(&self) -> Vec<usize> {
        let open = self.answers.iter().enumerate().filter(|(_, answered)| answered.response.is_none());
        open.map(|(at, _)| at).collect()
    }

    /// The step of time that was reached while the time left went from `before` to what it is now: what is to be
    /// announced.
    pub fn reached(&self, before: Duration) -> Option<Duration> {
        let (now, half) = (self.left(), self.limit() / 2);
        let steps = STEPS.into_iter().map(Duration::from_secs).chain([half]);
        steps.filter(|step| now <= *step && *step < before).min()
    }
}

/// A name is no longer, in signs.
const LONGEST_NAME: usize = 100;

/// What was entered as a name, in one line that tables and lists can show.
fn one_line(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.trim().chars().take(LONGEST_NAME).collect::<String>().trim_end().to_owned()
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
