//! `deck::unknown-claim`: a tag `fact-…` that names no claim.
//!
//! Such a tag ties a question to a claim of `claims.ron`; one that is misspelled ties it to nothing, and its
//! claim seems to be without a question. Where there are no claims at all the tag is one like others.

use super::{Context, Lint};
use crate::deck::claims::CLAIM_TAG;
use crate::deck::model::Deck;
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;

pub(super) const LINT: Lint = Lint { code: "deck::unknown-claim", check };

fn check(deck: &Deck, outline: &Outline, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for question in deck.questions.iter().filter(|_| !context.claims.is_empty()) {
        for (index, tag) in question.tags.iter().enumerate() {
            let Some(claim) = tag.strip_prefix(CLAIM_TAG) else { continue };
            if context.claims.contains(claim) {
                continue;
            }
            let place = outline.place(outline.question(question).field("tags").item(index).caret());
            let known: Vec<String> =
                context.claims.iter().map(|claim| format!("{CLAIM_TAG}{claim}")).collect();
            let finding = Finding::warning(LINT.code, place).with("found", tag.as_str());
            findings.push(finding.suggest(tag, known.iter().map(String::as_str)));
        }
    }
    findings
}
