//! A study session: which question comes, what the learner has put down so far, what is judged.

mod command;
mod desk;
mod drawn;
mod mind;
mod response;
mod run;
mod saved;
mod scope;
mod steps;

pub use command::{Draft, StudyCommand};
use mind::Before;
use run::Runs;
pub use scope::Scope;
use scope::{deck_of, fitting, question_of, seed_of};
pub(super) use scope::{exactly, plain};
pub use steps::NextHint;
use steps::NextStep;
pub(super) use steps::StepError;

use super::leech::Answers;
use super::library::Library;
use super::record::{Due, Fact, FactId, Record, Review};
use super::steps as steps_of;
use crate::chance::{Chance, derive};
use crate::deck::{Deck, Judgement, Kind, Question, Response, judge};
use crate::schedule::{Grade, grade_for};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where the current question stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The answer is being made.
    Asking,
    /// It was judged and is being saved.
    Saving,
    /// It is saved; the verdict is shown.
    Told,
}

/// An answered question of this session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The question's full name.
    pub question: String,
    /// Credit of the first answer.
    pub first: f32,
    /// Credit of the last one.
    pub last: f32,
    /// Whether the learner counted it right.
    #[serde(default)]
    pub counted: bool,
    /// The first answer, where it was not right.
    #[serde(default)]
    pub answer: Option<Response>,
    /// The seed with which the question was drawn then.
    #[serde(default)]
    pub seed: u64,
}

/// A session.
#[derive(Debug)]
pub struct Study {
    /// What it goes over.
    pub scope: Scope,
    /// The decks of its questions.
    decks: Vec<Arc<Deck>>,
    /// The deck of the current question.
    pub deck: Arc<Deck>,
    /// Whether the schedule is left alone.
    pub practice: bool,
    /// What was put down.
    pub draft: Draft,
    /// Where the question stands.
    pub phase: Phase,
    /// Whether the hint was shown.
    pub hinted: bool,
    /// The verdict.
    pub judgement: Option<Judgement>,
    /// What was answered so far.
    pub outcomes: Vec<Outcome>,
    /// Full names of the questions still to come, the current one first; with a seed where one is to be shown exactly.
    queue: Vec<String>,
    total: usize,
    seed: u64,
    /// The seed of the one showing, where a paper says it.
    paper: Option<u64>,
    shown: u64,
    since: Timestamp,
    known: Option<Grade>,
    /// The question as it was drawn, with its seed.
    drawn: Option<(u64, Question)>,
    /// What was drawn in this session.
    seen: BTreeSet<String>,
    /// Why the last line that was entered is no step.
    pub(super) step_error: Option<StepError>,
    /// What could come next, where that was asked for.
    next_step: Option<NextStep>,
    /// The fact in which the present answer is stored.
    fact: Option<FactId>,
    /// Whether the learner counted the present answer right.
    counted: bool,
    /// The last run of a question's trace.
    runs: Runs,
    /// How the session stood before each answer that can be taken back.
    before: Vec<Before>,
    /// How long answers took, in milliseconds.
    millis: u64,
    /// What was answered to the present question before, where that was asked for.
    pub(super) history: Answers,
}

/// What a command changed.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// An answer to be saved.
    pub review: Option<Review>,
    /// What else is to be saved.
    pub fact: Option<Fact>,
    /// The session has changed and is to be remembered.
    pub keep: bool,
    /// The session is over.
    pub over: bool,
    /// Back to the home screen.
    pub leave: bool,
}

/// A question that takes longer was left open.
const LONGEST_SECONDS: f32 = 300.0;
/// A wrong answer comes again at the end of the session, this many times at most.
const MOST_REPEATS: usize = 3;

impl Study {
    /// Begins a session over these questions, by their full names; those that no deck has are left out.
    /// `None` where nothing is left to ask.
    pub fn over(
        scope: Scope,
        decks: Vec<Arc<Deck>>,
        queue: Vec<String>,
        practice: bool,
        now: Timestamp,
        seed: u64,
    ) -> Option<Study> {
        let mut study = Study::blank(scope, decks, queue, practice, now, seed)?;
        study.show(now);
        (!study.is_over()).then_some(study)
    }

    /// The same before anything is shown.
    fn blank(
        scope: Scope,
        decks: Vec<Arc<Deck>>,
        queue: Vec<String>,
        practice: bool,
        now: Timestamp,
        seed: u64,
    ) -> Option<Study> {
        let (decks, queue) = fitting(decks, queue);
        let deck = deck_of(&decks, queue.first()?)?.clone();
        Some(Study {
            scope,
            decks,
            deck,
            practice,
            draft: Draft::default(),
            phase: Phase::Asking,
            hinted: false,
            judgement: None,
            outcomes: Vec::new(),
            total: queue.len(),
            queue,
            // JSON readers keep whole numbers up to 2⁵³ only.
            seed: seed >> 11,
            paper: None,
            shown: 0,
            since: now,
            known: None,
            drawn: None,
            seen: BTreeSet::new(),
            step_error: None,
            next_step: None,
            fact: None,
            counted: false,
            runs: Runs::default(),
            before: Vec::new(),
            millis: 0,
            history: Answers::new(),
        })
    }

    /// The current question; one that is drawn as it was drawn for this showing.
    pub fn question(&self) -> Option<&Question> {
        self.drawn.as_ref().map(|(_, question)| question).or_else(|| self.asked())
    }

    /// The current question as it stands in the file.
    fn asked(&self) -> Option<&Question> {
        question_of(&self.decks, self.queue.first()?).map(|(_, question)| question)
    }

    /// Whether the current question can be read. What can't is not judged: it is shown when content was read anew.
    fn is_there(&self) -> bool {
        self.question().is_some_and(|question| question.body().is_some())
    }

    /// The full name of the current question.
    pub(super) fn current(&self) -> Option<&str> {
        self.queue.first().map(|name| plain(name))
    }

    /// How long the session's answers took, in seconds.
    pub(super) fn seconds(&self) -> f64 {
        self.millis as f64 / 1000.0
    }

    /// Whether nothing is left to ask.
    pub fn is_over(&self) -> bool {
        self.queue.is_empty()
    }

    /// How many questions are done, and of how many.
    pub fn progress(&self) -> (usize, usize) {
        let waiting: BTreeSet<&String> = self.queue.iter().collect();
        (self.total.saturating_sub(waiting.len()), self.total)
    }

    /// The seed of the current showing.
    pub fn showing_seed(&self) -> u64 {
        let exactly = || seed_of(self.queue.first()?);
        self.paper.or_else(exactly).unwrap_or_else(|| derive(self.seed, self.shown) >> 11)
    }

    /// Options or items of the current question in the order in which they are shown.
    pub fn shuffled(&self, count: usize) -> Vec<usize> {
        let mut chance = Chance::new(self.showing_seed());
        let order = chance.order(count);
        // The right order must not be given away.
        let sorted = order.iter().enumerate().all(|(at, item)| at == *item);
        if sorted && count > 1 { order.into_iter().rev().collect() } else { order }
    }

    /// A fresh sheet for the current question.
    fn show(&mut self, now: Timestamp) {
        self.draft = Draft::default();
        self.phase = Phase::Asking;
        self.hinted = false;
        self.judgement = None;
        self.known = None;
        self.step_error = None;
        self.next_step = None;
        self.shown += 1;
        self.since = now;
        self.fact = None;
        self.counted = false;
        self.history.clear();
        // A question that the deck has no more, whose text is gone, or that nothing can be drawn for, is passed over.
        loop {
            if let Some(deck) = self.queue.first().and_then(|name| deck_of(&self.decks, name)) {
                self.deck = deck.clone();
            }
            self.drawn = None;
            let gone = match self.asked().and_then(Question::body).map(|body| &body.kind) {
                Some(Kind::Generate(_)) => {
                    self.draw();
                    self.drawn.is_none()
                }
                Some(_) => false,
                None => true,
            };
            if !gone || self.queue.is_empty() {
                break;
            }
            self.queue.remove(0);
        }
        if let Some(Kind::Order { items, .. }) = self.question().map(|q| &q.kind) {
            self.draft.order = self.shuffled(items.len());
        }
    }

    /// The content has changed. Whether anything is left to ask.
    pub(super) fn replace(&mut self, library: &Library, now: Timestamp) -> bool {
        let before = self.question().filter(|q| q.body().is_some()).map(|q| q.fingerprint());
        let asked = self.outcomes.iter().map(|outcome| &outcome.question);
        let mut names: Vec<String> = self.queue.iter().chain(asked).cloned().collect();
        // A deck whose questions are all answered stays.
        names.extend(self.decks.iter().map(|deck| format!("{}/", deck.id)));
        let decks = Study::decks_for(library, &names);
        let was_over = self.is_over();
        let (decks, queue) = fitting(decks, std::mem::take(&mut self.queue));
        (self.decks, self.queue) = (decks, queue);
        self.total = self.total.max(self.queue.len());
        if let Some(deck) = self.queue.first().and_then(|name| deck_of(&self.decks, name)) {
            self.deck = deck.clone();
        }
        if self.question().map(|q| q.fingerprint()) != before && self.phase == Phase::Asking {
            self.show(now);
        }
        was_over || !self.is_over()
    }

    pub(super) fn update(&mut self, command: StudyCommand, record: &Record, now: Timestamp) -> Changed {
        let keep = Changed { keep: true, ..Changed::default() };
        match command {
            StudyCommand::Leave => {
                return Changed { leave: true, over: self.is_over(), ..Changed::default() };
            }
            StudyCommand::RetryWrong => {
                let wrong: Vec<String> =
                    self.outcomes.iter().filter(|o| o.first < 1.0).map(|o| o.question.clone()).collect();
                let seed = derive(self.seed, u64::MAX);
                let (scope, decks) = (self.scope.clone(), self.decks.clone());
                if self.is_over()
                    && let Some(study) = Study::over(scope, decks, wrong, true, now, seed)
                {
                    *self = study;
                }
                return keep;
            }
            StudyCommand::Next => return self.next(now),
            StudyCommand::TakeBack => return self.take_back(now),
            StudyCommand::CountRight => return self.count_right(),
            StudyCommand::Suspend => return self.suspend(now),
            StudyCommand::LeaveOut(question) => {
                let fact = Some(Fact::Suspend { question, on: true });
                return Changed { fact, ..Changed::default() };
            }
            StudyCommand::Flag => return self.flag(record),
            _ if self.phase != Phase::Asking || self.is_over() => return Changed::default(),
            StudyCommand::Check => return self.check(record, now),
            StudyCommand::Grade(grade) => {
                if self.draft.turned && self.is_there() {
                    self.known = Some(grade);
                    return self.check(record, now);
                }
            }
            StudyCommand::Turn => self.draft.turned = true,
            StudyCommand::Hint => self.hinted = true,
            StudyCommand::Pick(option) => self.pick(option),
            StudyCommand::Say(said) => self.draft.said = Some(said),
            StudyCommand::Text(text) => self.draft.text = text,
            StudyCommand::Gap { at, text } => self.fill(at, text),
            StudyCommand::Pair { left, with } => self.pair(left, with),
            StudyCommand::Move { from, to } => {
                if from < self.draft.order.len() && to < self.draft.order.len() {
                    let item = self.draft.order.remove(from);
                    self.draft.order.insert(to, item);
                }
            }
            StudyCommand::State { end, state } => {
                if let Some(slot) = self.draft.states.get_mut(end) {
                    *slot = state;
                }
            }
            StudyCommand::Accuse(row) => self.draft.fault_step = Some(row + 1),
            StudyCommand::Blame(kind) => self.draft.fault_kind = kind,
            StudyCommand::Step(line) => {
                self.step_error = self.refused(&line);
                if self.step_error.is_none() {
                    let only_one = matches!(self.question().map(|q| &q.kind), Some(Kind::Next(_)));
                    self.change_steps(|steps| {
                        if only_one {
                            steps.clear();
                        }
                        steps.push(line);
                    });
                }
            }
            StudyCommand::Remove(index) => self.change_own(|own| steps_of::remove(own, index)),
            StudyCommand::Shift { from, to } => self.change_own(|own| steps_of::shift(own, from, to)),
            StudyCommand::Fate { at, fate } => self.set_fate(at, fate),
            StudyCommand::HintNext => self.hint_next(),
            StudyCommand::Undo => self.undo(),
            StudyCommand::Redo => self.redo(),
        }
        keep
    }

    fn check(&mut self, record: &Record, now: Timestamp) -> Changed {
        if !self.is_there() {
            return Changed::default();
        }
        let (Some(question), Some(response)) = (self.question(), self.response()) else {
            return Changed::default();
        };
        let judgement = judge(&self.deck, question, &response);
        let seconds = (now.as_millisecond() - self.since.as_millisecond()).max(0) as f32 / 1000.0;
        let review = Review {
            question: self.deck.full_name(question),
            fingerprint: question.fingerprint(),
            answer: serde_json::to_value(&response).unwrap_or_default(),
            credit: judgement.credit,
            grade: self.grade(judgement.credit),
            hinted: self.hinted,
            practice: self.practice || self.is_early_repeat(record, now),
            seed: self.drawn.as_ref().map_or_else(|| self.showing_seed(), |(seed, _)| *seed),
            credited: judgement.credited.iter().map(|rule| self.deck.machine.full_rule(rule)).collect(),
            charged: judgement.charged.as_ref().map(|rule| self.deck.machine.full_rule(rule)),
            seconds,
        };
        self.judgement = Some(judgement);
        self.phase = Phase::Saving;
        self.millis += (seconds.min(LONGEST_SECONDS) * 1000.0) as u64;
        Changed { review: Some(review), ..Changed::default() }
    }

    /// A second answer within the session teaches, but says nothing about tomorrow: only when the
    /// question is due again (its ten minutes are over) does it count.
    fn is_early_repeat(&self, record: &Record, now: Timestamp) -> bool {
        self.question().is_some_and(|q| {
            let due = matches!(record.due(&self.deck.full_name(q), now), Due::At(at) if at > now);
            let name = self.deck.full_name(q);
            due && self.outcomes.iter().any(|o| o.question == name)
        })
    }

    /// The grade that a credit gives; a self-graded card is known or not.
    pub fn grade(&self, credit: f32) -> Grade {
        self.known.unwrap_or_else(|| grade_for(credit, self.hinted))
    }

    /// The answer is on the disk. Whether the session was waiting for that.
    pub(super) fn saved(&mut self, fact: Option<FactId>, now: Timestamp) -> bool {
        if self.phase != Phase::Saving {
            return false;
        }
        self.phase = Phase::Told;
        self.note_before(fact);
        let credit = self.judgement.as_ref().map_or(0.0, |j| j.credit);
        if let Some(id) = self.queue.first().cloned() {
            match self.outcomes.iter_mut().find(|o| o.question == id) {
                Some(outcome) => outcome.last = credit,
                None => {
                    let seed = self.drawn.as_ref().map_or(0, |(seed, _)| *seed);
                    let answer = self.response().filter(|_| credit < 1.0);
                    let (first, last) = (credit, credit);
                    self.outcomes.push(Outcome { question: id, first, last, counted: false, answer, seed });
                }
            }
        }
        if self.known.is_some() {
            self.next(now);
        }
        true
    }

    fn next(&mut self, now: Timestamp) -> Changed {
        if self.phase != Phase::Told || self.queue.is_empty() {
            return Changed::default();
        }
        let id = self.queue.remove(0);
        let credit = self.judgement.as_ref().map_or(1.0, |j| j.credit);
        let repeats = self.shown.saturating_sub(self.outcomes.len() as u64) as usize;
        if !self.counted && self.grade(credit) == Grade::Again && repeats < MOST_REPEATS * self.total {
            self.queue.push(id);
        }
        self.show(now);
        Changed { keep: true, over: self.is_over(), ..Changed::default() }
    }
}
