//! `deck::fault-place`: the fault stands at the same place in all Fault questions of a deck.
//!
//! Where the wrong segment is always the third one, or always the last one, it is found without being understood.
//! What comes behind the fault is not judged, so a trace may simply go on; and a fault may come early.

use super::{Context, Lint};
use crate::deck::model::{Deck, Fault, Kind};
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;
use crate::wire::Step;

pub(super) const LINT: Lint = Lint { code: "deck::fault-place", check };

const LEAST: usize = 3;

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let faults = deck.questions.iter().filter_map(|question| match &question.kind {
        Kind::Fault(fault) => Some((question, place(fault))),
        _ => None,
    });
    let faults: Vec<_> = faults.collect();
    let Some((question, (first, _))) = faults.first().filter(|_| faults.len() >= LEAST) else {
        return Vec::new();
    };
    let at = if faults.iter().all(|(_, (at, _))| at == first) {
        first.to_string()
    } else if faults.iter().all(|(_, (_, behind))| *behind == 0) {
        "last".to_owned()
    } else {
        return Vec::new();
    };
    let place = outline.place(outline.question(question).caret());
    vec![Finding::warning(LINT.code, place).with("count", faults.len()).with("at", at)]
}

/// The place of the faulty one among the segments, from 1, and how many segments come behind it.
fn place(fault: &Fault) -> (usize, usize) {
    let is_segment = |step: &&Step| matches!(step, Step::Send { .. });
    let steps = &fault.trace.steps;
    let upto = steps.iter().take(fault.step).filter(is_segment).count();
    (upto, steps.iter().skip(fault.step).filter(is_segment).count())
}
