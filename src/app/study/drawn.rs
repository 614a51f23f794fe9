//! Questions that are drawn anew each time they are shown.

use super::Study;
use crate::chance::derive;
use crate::deck::{Kind, Question};

/// So many seeds are tried for an exercise that this session has not seen.
const MOST_DRAWS: u64 = 20;

/// What makes two drawn questions the same one.
pub(super) fn sheet(question: &Question) -> String {
    match &question.kind {
        Kind::States(states) => states.trace.to_string(),
        Kind::Fault(fault) => fault.trace.to_string(),
        Kind::Next(next) => next.trace.to_string(),
        Kind::Build(build) => format!("{}{:?}", build.task.given, build.task.goal),
        Kind::WhatIf(what_if) => format!("{}{:?}", what_if.machine.id, what_if.cases),
        _ => question.id.clone(),
    }
}

impl Study {
    /// Draws a question that is drawn anew each time; none that this session has seen.
    pub(super) fn draw(&mut self) {
        self.drawn = None;
        let Some(asked) = self.asked() else { return };
        let showing = self.showing_seed();
        let drawn = (0..MOST_DRAWS).find_map(|at| {
            let seed = derive(showing, at) >> 11;
            let question = self.deck.drawn(asked, seed)?;
            (!self.seen.contains(&sheet(&question))).then_some((seed, question))
        });
        self.seen.extend(drawn.iter().map(|(_, question)| sheet(question)));
        self.drawn = drawn;
    }
}
