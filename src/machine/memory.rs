//! What both ends know, step by step: kept as changes, for most steps change little.

use super::model::{MOST_VARIABLES, Machine, Type, Variables};
use super::run::{Verdict, World};
use crate::wire::End;

/// A variable that a step has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// At which end.
    pub end: End,
    /// The variable's index.
    pub variable: u8,
    /// Its value before the step, where known.
    pub before: Option<i64>,
    /// Its value after it.
    pub after: Option<i64>,
}

/// What is different between two configurations.
pub(super) fn changes(before: &World, after: &World) -> Vec<Change> {
    let ends = End::BOTH.into_iter().zip(before.ends.iter().zip(&after.ends));
    let differing = ends.filter(|(_, (before, after))| before.variables != after.variables);
    let change = |(end, before, after): (End, Variables, Variables)| {
        (0..MOST_VARIABLES as u8).filter_map(move |variable| {
            let (before, after) = (before.at(variable), after.at(variable));
            (before != after).then_some(Change { end, variable, before, after })
        })
    };
    differing
        .map(|(end, (before, after))| (end, before.variables, after.variables))
        .flat_map(change)
        .collect()
}

impl World {
    /// The variables of both ends.
    pub fn variables(&self) -> [Variables; 2] {
        self.ends.each_ref().map(|end| end.variables)
    }
}

impl Verdict {
    /// What both ends know before a step, counted from 0; behind the last legal step what they know then.
    pub fn known_before(&self, step: usize) -> [Variables; 2] {
        let mut known = self.begin;
        self.changes.iter().take(step).for_each(|changes| apply(changes, &mut known));
        known
    }
}

/// Takes over what a step has changed.
pub fn apply(changes: &[Change], known: &mut [Variables; 2]) {
    for change in changes {
        if let Some(variables) = known.get_mut(change.end.index()) {
            variables.put(change.variable, change.after);
        }
    }
}

impl Machine {
    /// Whether an end moved on in a step: one of its sequence numbers changed.
    pub fn moved_on(&self, verdict: &Verdict, step: usize, end: End) -> bool {
        let is_number = |variable: u8| {
            self.variables.get(usize::from(variable)).is_some_and(|(_, kind)| *kind == Type::Seq)
        };
        let changes = verdict.changes.get(step).into_iter().flatten();
        changes.filter(|change| change.end == end).any(|change| is_number(change.variable))
    }
}
