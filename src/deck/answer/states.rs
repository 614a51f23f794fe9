//! Named states: half the credit an end.

use super::super::model::States;
use crate::machine::{Machine, StateId};
use crate::text::{Text, normalise};
use crate::wire::End;

/// What was named for an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndNamed {
    /// What the learner wrote.
    pub said: String,
    /// Whether it names a right state; aliases do.
    pub right: bool,
    /// The right states.
    pub is: Vec<StateId>,
    /// What to say to a known slip.
    pub slip: Option<Text>,
}

/// Judges the names of both ends' states.
pub(super) fn judge(machine: &Machine, states: &States, said: &[String; 2]) -> (f32, [EndNamed; 2]) {
    let ends = End::BOTH.map(|end| {
        let (said, is) = (&said[end.index()], &states.answer[end.index()]);
        let blank = normalise(said).is_empty();
        let state = machine.state(said).filter(|_| !blank);
        let slip = machine.slip(said).filter(|_| !blank && state.is_none());
        EndNamed {
            said: said.clone(),
            right: state.is_some_and(|state| is.contains(&state)),
            is: is.clone(),
            slip: slip.cloned(),
        }
    });
    let credit = ends.iter().filter(|end| end.right).count() as f32 / 2.0;
    (credit, ends)
}
