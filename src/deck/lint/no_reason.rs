//! `deck::no-reason`: an option of a Choice without `because`.
//!
//! A distractor is a misconception, and somebody holds it. An option that only turns red teaches nothing;
//! say why it is wrong, and of a right one why it is right.

use super::{Context, Lint};
use crate::deck::model::{Deck, Kind};
use crate::diagnostic::Finding;

pub(super) const LINT: Lint = Lint { code: "deck::no-reason", check };

fn check(deck: &Deck, _: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for question in &deck.questions {
        let Kind::Choice { options, .. } = &question.kind else { continue };
        let bare = options.iter().enumerate().filter(|(_, option)| option.because.is_none());
        let list = question.node.field("options");
        findings
            .extend(bare.map(|(index, _)| Finding::warning(LINT.code, deck.place(list.item(index).caret()))));
    }
    findings
}
