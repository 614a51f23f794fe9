//! Lints: what an author should look at. A deck with warnings works.
//!
//! One lint is one file with one code; the comment at its top is its manual page. [`LINTS`] is the only
//! list of them.

mod all_of_the_above;
mod always_the_same;
mod citation_form;
mod fault_place;
mod glyph;
mod half_width_punctuation;
mod longest_is_right;
mod longest_too_often;
mod match_tells;
mod no_citation;
mod no_explanation;
mod no_reason;
mod one_sided;
mod order_tells;
mod same_option;
mod same_question;
mod seen;
mod term;
mod unknown_after;
mod unknown_claim;

use super::model::{Deck, Question};
use super::outline::{Passage, passages};
use super::terms::Terms;
use crate::diagnostic::Finding;

pub use same_question::Asked;

/// What a lint may know beside the deck.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The terms of the content.
    pub terms: &'a Terms,
    /// Ids of all decks.
    pub deck_ids: &'a [String],
    /// Ids of all claims.
    pub claims: &'a [String],
    /// What the decks ask that are kept together with this one.
    pub asked: &'a Asked,
    /// Whether the fonts have a character.
    pub has_glyph: &'a dyn Fn(char) -> bool,
}

/// A lint.
#[derive(Clone, Copy, Debug)]
pub struct Lint {
    /// The code of its findings.
    pub code: &'static str,
    check: fn(&Deck, &Context<'_>) -> Vec<Finding>,
}

/// All lints.
pub static LINTS: [Lint; 19] = [
    all_of_the_above::LINT,
    always_the_same::LINT,
    citation_form::LINT,
    fault_place::LINT,
    glyph::LINT,
    half_width_punctuation::LINT,
    longest_is_right::LINT,
    longest_too_often::LINT,
    match_tells::LINT,
    no_citation::LINT,
    no_explanation::LINT,
    no_reason::LINT,
    one_sided::LINT,
    order_tells::LINT,
    same_option::LINT,
    same_question::LINT,
    term::LINT,
    unknown_after::LINT,
    unknown_claim::LINT,
];

/// Runs all lints; the findings are warnings, in the order of the file.
pub fn lint(deck: &Deck, context: &Context<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = LINTS.iter().flat_map(|lint| (lint.check)(deck, context)).collect();
    findings.sort_by_key(|finding| (finding.place.line, finding.place.column));
    findings
}

/// All texts of a deck, each with the question that it belongs to.
fn texts(deck: &Deck) -> impl Iterator<Item = (Option<&Question>, Passage<'_>)> {
    let root = &deck.kept.root;
    let head = root.kids.iter().filter(|kid| kid.key.as_deref() != Some("questions"));
    let head = head.flat_map(|kid| passages(&kid.node, kid.key.as_deref())).map(|passage| (None, passage));
    let questions = deck.questions.iter();
    head.chain(
        questions.flat_map(|q| passages(&q.node, None).into_iter().map(move |passage| (Some(q), passage))),
    )
}

/// Whether a character is a Chinese one.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}
