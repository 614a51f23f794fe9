//! What can happen on an altered machine, found by the explorer when it is first asked for.

use super::model::{Deck, Kind, Question};
use crate::diagnostic::Finding;
use crate::machine::{Bounds, Continue, Machine, Outcome, Property, explore};
use crate::text::{Arg, Text};
use std::sync::{Arc, OnceLock};

/// A WhatIf question.
#[derive(Debug)]
pub struct WhatIf {
    /// The question, where the author has words of his own.
    pub ask: Option<Text>,
    /// The machine that is explored: altered, or as it is.
    pub machine: Arc<Machine>,
    /// What may or may not happen, one at least.
    pub cases: Vec<Case>,
    /// What the author says can happen, a flag a case; [`verify`] compares.
    pub said: Option<Vec<bool>>,
    outcomes: OnceLock<Vec<Outcome>>,
}

/// Something that may happen, and within which bounds it is looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its place among the machine's properties.
    pub property: usize,
    /// The bounds.
    pub bounds: Bounds,
}

impl WhatIf {
    /// A question that nobody has explored yet.
    pub fn new(
        ask: Option<Text>,
        machine: Arc<Machine>,
        cases: Vec<Case>,
        said: Option<Vec<bool>>,
    ) -> WhatIf {
        WhatIf { ask, machine, cases, said, outcomes: OnceLock::new() }
    }

    /// What comes of each case. The first call explores; it takes up to some tenths of a second, so the
    /// app makes it beside the window while the question is being read.
    pub fn outcomes(&self) -> &[Outcome] {
        self.outcomes.get_or_init(|| {
            let explored = |case: &Case| {
                let property = self.machine.properties.get(case.property)?;
                Some(explore(&self.machine, property, &case.bounds, &mut |_| Continue::On))
            };
            self.cases.iter().filter_map(explored).collect()
        })
    }

    /// Whether the outcomes are there.
    pub fn is_explored(&self) -> bool {
        self.outcomes.get().is_some()
    }

    /// Whether each case can happen.
    pub fn happens(&self) -> Vec<bool> {
        self.outcomes().iter().map(|outcome| matches!(outcome, Outcome::Violated { .. })).collect()
    }

    /// The cases with what they are about.
    pub fn properties(&self) -> impl Iterator<Item = (&Case, &Property)> {
        self.cases.iter().filter_map(|case| Some((case, self.machine.properties.get(case.property)?)))
    }
}

/// Explores every WhatIf question of a deck: an answer that the explorer contradicts is an error, and so is a
/// search that ends without one. Too slow for a deck that is only to be loaded.
pub fn verify(deck: &Deck) -> Vec<Finding> {
    let mut findings = Vec::new();
    let asked: Vec<&Question> =
        deck.questions.iter().filter(|question| question.form() == "what-if").collect();
    if asked.is_empty() {
        return findings;
    }
    let outline = deck.outline();
    for question in asked {
        let Kind::WhatIf(what_if) = &question.kind else { continue };
        let node = outline.question(question);
        let list = node.field("never");
        for (index, outcome) in what_if.outcomes().iter().enumerate() {
            if let Outcome::GaveUp { states, .. } = outcome {
                let place = outline.place(list.item(index).caret());
                findings.push(Finding::error("deck::what-if-too-wide", place).with("states", *states));
            }
        }
        let happens = what_if.happens();
        if let Some(said) = what_if.said.as_ref().filter(|said| **said != happens) {
            let names = |flags: &[bool]| {
                let of = what_if.properties().zip(flags).filter(|(_, flag)| **flag);
                let names: Vec<String> = of.map(|((_, property), _)| property.id.clone()).collect();
                if names.is_empty() { Arg::from("none") } else { names.into() }
            };
            let place = outline.place(node.field("answer").caret());
            findings.push(
                Finding::error("deck::wrong-what-if", place)
                    .with("found", names(said))
                    .with("is", names(&happens)),
            );
        }
    }
    findings
}
