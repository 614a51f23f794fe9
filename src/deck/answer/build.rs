//! What was built on the ladder: read, then judged by the machine.

use super::super::load::fired;
use super::super::model::{Build, Deck, Question};
use super::{Detail, Judgement};
use crate::machine::{BuildVerdict, Fault, Machine, UnknownName};
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
        credited: Vec::new(),
        charged: question.rules.first().cloned(),
        detail: Detail::Build(Built::Unreadable(faults)),
    };
    if !faults.is_empty() {
        return unreadable(faults);
    }
    match deck.machine.judge(&build.task, &steps) {
        Ok(verdict) => judged(deck, question, build, steps, verdict),
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

fn judged(
    deck: &Deck,
    question: &Question,
    build: &Build,
    steps: Vec<Step>,
    verdict: BuildVerdict,
) -> Judgement {
    let used = fired(&deck.machine, &verdict.verdict, verdict.skipped, usize::MAX);
    let charged = charge(&deck.machine, question, verdict.right, verdict.verdict.fault.as_ref(), &used);
    let worth = deck.machine.credit(&build.task, &steps, &verdict);
    let credit = if verdict.right { worth } else { worth.clamp(0.0, MOST) };
    let detail = Detail::Build(Built::Judged { steps, verdict: Box::new(verdict) });
    Judgement { credit, credited: without(used, charged.as_ref()), charged, detail }
}

/// The rule that a wrong answer is charged to: the one that the verdict names, else the first of the model
/// answer that was not used.
pub(super) fn charge(
    machine: &Machine,
    question: &Question,
    right: bool,
    fault: Option<&Fault>,
    used: &[String],
) -> Option<String> {
    if right {
        return None;
    }
    let named = fault.and_then(|fault| fault.nearest.as_ref()).and_then(|nearest| nearest.source.rule());
    let named = named.and_then(|rule| machine.rule(rule)).map(|rule| rule.id.clone());
    named.or_else(|| question.rules.iter().find(|rule| !used.contains(rule)).cloned())
}

/// The rules that were used, without the one that is charged.
pub(super) fn without(mut used: Vec<String>, charged: Option<&String>) -> Vec<String> {
    used.retain(|rule| Some(rule) != charged);
    used
}

/// A faulty answer is never worth more.
pub(super) const MOST: f32 = 0.99;
