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
use super::outline::{Outline, Passage, passages};
use super::terms::Terms;
use crate::diagnostic::Finding;
use std::collections::BTreeSet;

pub use same_question::{Asked, Asks};

/// What a lint may know beside the deck.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The terms of the content.
    pub terms: &'a Terms,
    /// Ids of all decks.
    pub deck_ids: &'a [String],
    /// Ids of all claims.
    pub claims: &'a BTreeSet<String>,
    /// What the decks ask that are kept together with this one, which is among them.
    pub asked: &'a Asked<'a>,
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

/// What those lints may know that look at nothing but the deck.
#[derive(Clone, Copy)]
pub struct Alone<'a> {
    /// The terms of the content.
    pub terms: &'a Terms,
    /// Whether the fonts have a character.
    pub has_glyph: &'a dyn Fn(char) -> bool,
}

/// What those lints may know that look at what is beside the deck: as in [`Context`].
#[derive(Clone, Copy)]
pub struct Others<'a> {
    /// Ids of all decks.
    pub deck_ids: &'a [String],
    /// Ids of all claims.
    pub claims: &'a BTreeSet<String>,
    /// What the decks ask that are kept together with this one, which is among them.
    pub asked: &'a Asked<'a>,
}

/// Those lints: they are run at every start.
const AMONG: [Lint; 3] = [same_question::LINT, unknown_after::LINT, unknown_claim::LINT];

/// Runs all lints; the findings are warnings, in the order of the file.
pub fn lint(deck: &Deck, context: &Context<'_>) -> Vec<Finding> {
    let outline = deck.outline();
    in_order(LINTS.iter().flat_map(|lint| (lint.check)(deck, &outline, context)).collect())
}

/// Runs those lints that look at nothing but the deck; likewise. And tells what its questions ask, for [`among`].
pub(super) fn alone(deck: &Deck, alone: &Alone<'_>) -> (Vec<Finding>, Asks) {
    let Alone { terms, has_glyph } = *alone;
    let (outline, claims, asked) = (deck.outline(), BTreeSet::new(), Asked::default());
    let context = Context { terms, deck_ids: &[], claims: &claims, asked: &asked, has_glyph };
    let lints = LINTS.iter().filter(|lint| AMONG.iter().all(|among| among.code != lint.code));
    let findings = in_order(lints.flat_map(|lint| (lint.check)(deck, &outline, &context)).collect());
    (findings, Asks::of(deck, &outline))
}

/// Puts to the findings of a deck what is found by looking at what is beside it. The deck's text is not looked at
/// where nothing is wrong.
pub fn among(deck: &Deck, asks: &Asks, others: &Others<'_>, findings: &mut Vec<Finding>) {
    let Others { deck_ids, claims, asked } = *others;
    let repeats = same_question::repeats(deck, asks, asked);
    let is_claim = |question: &Question| question.claims().all(|claim| claims.contains(claim));
    let claims_known = claims.is_empty() || deck.questions.iter().all(is_claim);
    if repeats.is_empty() && claims_known && deck.after.iter().all(|id| deck_ids.contains(id)) {
        return;
    }
    let (outline, terms, has_glyph) = (deck.outline(), &Terms::default(), &|_| true);
    let context = Context { terms, deck_ids, claims, asked, has_glyph };
    findings.extend(same_question::findings(&repeats, &outline));
    for lint in [unknown_after::LINT, unknown_claim::LINT] {
        findings.extend((lint.check)(deck, &outline, &context));
    }
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
