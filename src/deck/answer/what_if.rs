//! What was said to be possible on an altered machine, against what the explorer found.

use super::super::what_if::WhatIf;
use super::Mark;

/// Judges the properties (by id) that were said to be breakable; none means that nothing can happen.
/// (Right picks − wrong picks) ÷ what can happen, not below 0; where nothing can happen any pick is wrong.
pub(super) fn judge(what_if: &WhatIf, picked: &[String]) -> (f32, Vec<Mark>) {
    let mark = |((_, property), right): ((_, &crate::machine::Property), bool)| Mark {
        right,
        picked: picked.contains(&property.id),
    };
    let marks: Vec<Mark> = what_if.properties().zip(what_if.happens()).map(mark).collect();
    let count = |right, picked| marks.iter().filter(|mark| **mark == Mark { right, picked }).count();
    let strays = picked.iter().any(|id| !what_if.properties().any(|(_, property)| property.id == *id));
    let (good, bad, missed) =
        (count(true, true), count(false, true) + usize::from(strays), count(true, false));
    let credit = match (good + missed, bad) {
        (0, 0) => 1.0,
        (0, _) => 0.0,
        (all, bad) => good.saturating_sub(bad) as f32 / all as f32,
    };
    (credit, marks)
}
