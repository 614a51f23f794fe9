//! `deck::always-the-same`: all States, Next or WhatIf questions of a deck have the same answer.
//!
//! Three questions with different traces and one answer teach that one need not look at the trace. Of WhatIf it is
//! bad enough that the same number of things can happen each time: nothing, everything, or always just one. What
//! the author does not say of a WhatIf is not looked at, for only the explorer knows it.

use super::{Context, Lint};
use crate::deck::model::{Deck, Kind, Question};
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;
use std::collections::BTreeMap;

pub(super) const LINT: Lint = Lint { code: "deck::always-the-same", check };

const LEAST: usize = 3;

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let mut answers: BTreeMap<&str, Vec<(&Question, String)>> = BTreeMap::new();
    for question in &deck.questions {
        if let Some(answer) = answer(question) {
            answers.entry(question.form()).or_default().push((question, answer));
        }
    }
    let same = answers.into_iter().filter_map(|(kind, answers)| {
        let (first, answer) = answers.first()?;
        let all = answers.len() >= LEAST && answers.iter().all(|(_, other)| other == answer);
        all.then(|| {
            let place = outline.place(outline.question(first).caret());
            Finding::warning(LINT.code, place).with("kind", kind).with("count", answers.len())
        })
    });
    same.collect()
}

fn answer(question: &Question) -> Option<String> {
    match &question.kind {
        Kind::States(states) => Some(format!("{:?}", states.answer)),
        Kind::Next(next) => Some(next.answer.to_string()),
        Kind::WhatIf(what_if) => {
            let said = what_if.said.as_ref().filter(|said| said.len() > 1)?;
            Some(match said.iter().filter(|happens| **happens).count() {
                all if all == said.len() => "all".to_owned(),
                some => some.to_string(),
            })
        }
        _ => None,
    }
}
