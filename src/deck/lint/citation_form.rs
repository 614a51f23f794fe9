//! `deck::citation-form`: a citation that is not written `RFC 9293 §3.10.7.3`.
//!
//! The form is read by the app, which makes a link of it, and by a test, which knows what sections exist.
//! One section a string; an ordinal check of the RFC follows in brackets: `RFC 9293 §3.10.7.3 (first)`.

use super::{Context, Lint};
use crate::deck::cite::Citation;
use crate::deck::model::Deck;
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;

pub(super) const LINT: Lint = Lint { code: "deck::citation-form", check };

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for question in &deck.questions {
        let list = outline.question(question).field("cite");
        let faulty = question.cite.iter().enumerate().filter(|(_, cite)| Citation::parse(cite).is_none());
        findings.extend(faulty.map(|(index, cite)| {
            Finding::warning(LINT.code, outline.place(list.item(index).caret())).with("found", cite.as_str())
        }));
    }
    findings
}
