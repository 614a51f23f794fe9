//! What was built on the ladder: read, then judged by the machine.

use super::super::load::fired;
use super::super::model::{Build, Deck, Question};
use super::{Detail, Judgement};
use crate::machine::{BuildVerdict, UnknownName};
use crate::wire::{self, Step, TraceError};

/// What became of a built answer.
#[derive(Clone, Debug)]
pub enum Built {
    /// It was judged.
    Judged {
        /// The learner's steps.
        steps: Vec<Step>,
        /// The machine's verdict.
        verdict: Box<BuildVerdict>,
    },
    /// It can't be read.
    Unreadable(Vec<LineFault>),
}

/// A line of an answer that can't be read.
#[derive(Clone, Debug, PartialEq)]
pub struct LineFault {
    /// Its index among the lines of the response.
    pub line: usize,
    /// What is wrong.
    pub kind: LineFaultKind,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq)]
pub enum LineFaultKind {
    /// It is no step; with the bytes of the line.
    Syntax(TraceError),
    /// The machine does not know a name in it.
    Name(UnknownName),
}

/// Judges lines that a learner added to what is given. Blank lines are left out.
pub(super) fn judge(deck: &Deck, question: &Question, build: &Build, lines: &[String]) -> Judgement {
    let (mut steps, mut places, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for (line, text) in lines.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        match wire::parse_line(text) {
            Ok(step) => {
                steps.push(step);
                places.push(line);
            }
            Err(error) => faults.push(LineFault { line, kind: LineFaultKind::Syntax(error) }),
        }
    }
    let unreadable = |faults| Judgement {
        credit: 0.0,
        rules: question.rules.clone(),
        detail: Detail::Build(Built::Unreadable(faults)),
    };
    if !faults.is_empty() {
        return unreadable(faults);
    }
    match deck.machine.judge(&build.task, &steps) {
        Ok(verdict) => judged(deck, question, steps, verdict),
        Err(names) => {
            let line = |name: &UnknownName| {
                places.get(name.step.saturating_sub(build.task.given.steps.len())).copied()
            };
            let fault = |name: UnknownName| LineFault {
                line: line(&name).unwrap_or(0),
                kind: LineFaultKind::Name(name),
            };
            unreadable(names.into_iter().map(fault).collect())
        }
    }
}

fn judged(deck: &Deck, question: &Question, steps: Vec<Step>, verdict: BuildVerdict) -> Judgement {
    let used = fired(&deck.machine, &verdict.verdict, verdict.skipped, usize::MAX);
    let rules = rules_of(question, verdict.right, used);
    let credit = if verdict.right { 1.0 } else { verdict.credit.clamp(0.0, MOST) };
    Judgement { credit, rules, detail: Detail::Build(Built::Judged { steps, verdict: Box::new(verdict) }) }
}

/// The rules that an answer speaks for: of a right one those that it used, of a wrong one those that it
/// should have used and did not.
pub(super) fn rules_of(question: &Question, right: bool, used: Vec<String>) -> Vec<String> {
    let missed: Vec<String> = question.rules.iter().filter(|rule| !used.contains(rule)).cloned().collect();
    match (right, missed.is_empty()) {
        (true, _) => used,
        (false, false) => missed,
        (false, true) => question.rules.clone(),
    }
}

/// A faulty answer is never worth more.
pub(super) const MOST: f32 = 0.99;
