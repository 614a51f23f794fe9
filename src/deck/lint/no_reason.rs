//! `deck::no-reason`: an option of a Choice, or a pair of a Match, without `because`.
//!
//! A distractor is a misconception, and somebody holds it. An option that only turns red teaches nothing;
//! say why it is wrong, and of a right one why it is right.

use super::{Context, Lint};
use crate::deck::model::{Deck, Kind};
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;

pub(super) const LINT: Lint = Lint { code: "deck::no-reason", check };

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for question in &deck.questions {
        let (list, bare): (_, Vec<bool>) = match &question.kind {
            Kind::Choice { options, .. } => {
                ("options", options.iter().map(|option| option.because.is_none()).collect())
            }
            Kind::Match(asked) => {
                ("pairs", asked.left.iter().map(|(_, _, because)| because.is_none()).collect())
            }
            _ => continue,
        };
        let (list, bare) =
            (outline.question(question).field(list), bare.iter().enumerate().filter(|(_, bare)| **bare));
        findings.extend(
            bare.map(|(index, _)| Finding::warning(LINT.code, outline.place(list.item(index).caret()))),
        );
    }
    findings
}
