//! The first illegal segment, found: the step counts more than the name of its mistake.

use super::super::model::Fault;
use crate::machine::Verdict;

/// What was found.
#[derive(Clone, Debug)]
pub struct FaultFound {
    /// The step that was clicked, counted from 1.
    pub said: usize,
    /// What was said to be wrong with it.
    pub said_kind: String,
    /// The first illegal step.
    pub step: usize,
    /// What is wrong with it.
    pub kind: String,
    /// Whether the step is the right one.
    pub step_right: bool,
    /// Whether the kind is the right one; only the right step has one.
    pub kind_right: bool,
    /// The run up to the illegal segment; its `fault` is what the machine has to say.
    pub verdict: Box<Verdict>,
    /// How many of the run's steps belong to the named start.
    pub skipped: usize,
}

/// What the right step alone is worth.
const STEP: f32 = 0.6;

/// Judges a step that was clicked and the kind that was chosen for it.
pub(super) fn judge(fault: &Fault, step: usize, kind: &str) -> (f32, FaultFound) {
    let step_right = step == fault.step;
    let kind_right = step_right && kind == fault.kind;
    let credit = match (step_right, kind_right) {
        (true, true) => 1.0,
        (true, false) => STEP,
        (false, _) => 0.0,
    };
    let found = FaultFound {
        said: step,
        said_kind: kind.to_owned(),
        step: fault.step,
        kind: fault.kind.clone(),
        step_right,
        kind_right,
        verdict: fault.verdict.clone(),
        skipped: fault.skipped,
    };
    (credit, found)
}
