//! `deck::half-width-punctuation`: a half-width `, : ; ? ! ( )` right after a Chinese character.
//!
//! Chinese is set with full-width punctuation （，：；？！）; a half-width mark makes a hole in the line
//! and reads as carelessness. Code and Latin words keep their own marks.

use super::{Context, Lint, is_han, texts};
use crate::deck::model::Deck;
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;

pub(super) const LINT: Lint = Lint { code: "deck::half-width-punctuation", check };

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, passage) in texts(deck, outline) {
        let said = passage.zh.string(&outline.text);
        let pairs = said.chars().zip(said.chars().skip(1));
        if !pairs.into_iter().any(|(before, c)| is_han(before) && full_width(c).is_some()) {
            continue;
        }
        let mut before = None;
        for (at, c) in passage.zh.chars(&outline.text) {
            if let Some(full) = full_width(c).filter(|_| before.is_some_and(is_han)) {
                let place = outline.place(at..at + c.len_utf8());
                findings.push(
                    Finding::warning(LINT.code, place)
                        .with("found", c.to_string())
                        .with("write", full.to_string()),
                );
            }
            before = Some(c);
        }
    }
    findings
}

fn full_width(c: char) -> Option<char> {
    match c {
        ',' => Some('，'),
        ':' => Some('：'),
        ';' => Some('；'),
        '?' => Some('？'),
        '!' => Some('！'),
        '(' => Some('（'),
        ')' => Some('）'),
        _ => None,
    }
}
