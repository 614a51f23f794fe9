//! Lints: what an author should look at. A deck with warnings works.
//!
//! One lint is one file with one code; the comment at its top is its manual page. [`LINTS`] is the only
//! list of them.

mod all_of_the_above;
mod citation_form;
mod glyph;
mod half_width_punctuation;
mod longest_is_right;
mod no_citation;
mod no_explanation;
mod no_reason;
mod term;
mod unknown_after;

use super::model::{Deck, Question};
use super::outline::{Outline, Passage, passages};
use super::terms::Terms;
use crate::diagnostic::Finding;

/// What a lint may know beside the deck.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The terms of the content.
    pub terms: &'a Terms,
    /// Ids of all decks.
    pub deck_ids: &'a [String],
    /// Whether the fonts have a character.
    pub has_glyph: &'a dyn Fn(char) -> bool,
}

/// A lint.
#[derive(Clone, Copy, Debug)]
pub struct Lint {
    /// The code of its findings.
    pub code: &'static str,
    check: fn(&Deck, &Outline, &Context<'_>) -> Vec<Finding>,
}

/// All lints.
pub static LINTS: [Lint; 10] = [
    all_of_the_above::LINT,
    citation_form::LINT,
    glyph::LINT,
    half_width_punctuation::LINT,
    longest_is_right::LINT,
    no_citation::LINT,
    no_explanation::LINT,
    no_reason::LINT,
    term::LINT,
    unknown_after::LINT,
];

/// What those lints may know that look at nothing but the deck.
#[derive(Clone, Copy)]
pub struct Alone<'a> {
    /// The terms of the content.
    pub terms: &'a Terms,
    /// Whether the fonts have a character.
    pub has_glyph: &'a dyn Fn(char) -> bool,
}

/// Runs all lints; the findings are warnings, in the order of the file.
pub fn lint(deck: &Deck, context: &Context<'_>) -> Vec<Finding> {
    let Context { terms, deck_ids, has_glyph } = *context;
    let mut findings = alone(deck, &Alone { terms, has_glyph });
    among(deck, deck_ids, &mut findings);
    findings
}

/// Runs those lints that look at nothing but the deck; likewise.
pub(super) fn alone(deck: &Deck, alone: &Alone<'_>) -> Vec<Finding> {
    let Alone { terms, has_glyph } = *alone;
    let (outline, context) = (deck.outline(), Context { terms, deck_ids: &[], has_glyph });
    let lints = LINTS.iter().filter(|lint| lint.code != unknown_after::LINT.code);
    in_order(lints.flat_map(|lint| (lint.check)(deck, &outline, &context)).collect())
}

/// Puts to the findings of a deck what is found by looking at the other decks.
pub fn among(deck: &Deck, deck_ids: &[String], findings: &mut Vec<Finding>) {
    // Without looking at the text where nothing is wrong.
    if deck.after.iter().all(|id| deck_ids.contains(id)) {
        return;
    }
    let (terms, has_glyph) = (&Terms::default(), &|_| true);
    let found = (unknown_after::LINT.check)(deck, &deck.outline(), &Context { terms, deck_ids, has_glyph });
    findings.extend(found);
    *findings = in_order(std::mem::take(findings));
}

fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| (finding.place.line, finding.place.column));
    findings
}

/// All texts of a deck, each with the question that it belongs to.
fn texts<'a>(
    deck: &'a Deck,
    outline: &'a Outline,
) -> impl Iterator<Item = (Option<&'a Question>, Passage<'a>)> {
    let head = outline.root.kids.iter().filter(|kid| kid.key.as_deref() != Some("questions"));
    let head = head.flat_map(|kid| passages(&kid.node, kid.key.as_deref())).map(|passage| (None, passage));
    let questions = deck.questions.iter();
    head.chain(
        questions.flat_map(|q| {
            passages(outline.question(q), None).into_iter().map(move |passage| (Some(q), passage))
        }),
    )
}

/// Whether a character is a Chinese one.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}
