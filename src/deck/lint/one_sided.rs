//! `deck::one-sided`: all TrueFalse questions of a deck have the same answer.
//!
//! Three statements and all of them false: the fourth is answered without being read. Who collects mistakes
//! forgets the true statements; turn one of them round, best of all one that looks wrong.

use super::{Context, Lint};
use crate::deck::model::{Deck, Kind};
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;

pub(super) const LINT: Lint = Lint { code: "deck::one-sided", check };

const LEAST: usize = 3;

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let answers = deck.questions.iter().filter_map(|question| match question.kind {
        Kind::TrueFalse { is, .. } => Some((question, is)),
        _ => None,
    });
    let answers: Vec<_> = answers.collect();
    let Some((first, is)) = answers.first() else { return Vec::new() };
    if answers.len() < LEAST || answers.iter().any(|(_, other)| other != is) {
        return Vec::new();
    }
    let place = outline.place(outline.question(first).field("is").caret());
    let answer = if *is { "true" } else { "false" };
    vec![Finding::warning(LINT.code, place).with("count", answers.len()).with("answer", answer)]
}
