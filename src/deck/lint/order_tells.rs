//! `deck::order-tells`: the items of an Order question tell their places.
//!
//! Numbers in front of the items, or a first item that begins with “First,” and a last one that begins with
//! “Finally,”, give the order away; so does the alphabet, where four items or more happen to be in its order.

use super::{Context, Lint, seen};
use crate::deck::model::{Deck, Kind};
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;
use crate::text::Text;

pub(super) const LINT: Lint = Lint { code: "deck::order-tells", check };

/// By chance three items stand in the order of the alphabet in one of six questions.
const LEAST: usize = 4;
const FIRST: [&str; 5] = ["first,", "firstly", "first of all", "首先", "第一步"];
const LAST: [&str; 5] = ["finally", "lastly", "at last,", "last of all", "最后，"];

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for question in &deck.questions {
        let Kind::Order { items, .. } = &question.kind else { continue };
        if let Some((how, index)) = tells(items) {
            let place = outline.place(outline.question(question).field("items").item(index).caret());
            findings.push(Finding::warning(LINT.code, place).with("how", how));
        }
    }
    findings
}

/// What tells the order, and the item that shows it.
fn tells(items: &[Text]) -> Option<(&'static str, usize)> {
    let in_language = |of: fn(&Text) -> &str| {
        let texts: Vec<String> = items.iter().map(|item| seen::seen(of(item)).to_lowercase()).collect();
        let begins = |text: Option<&String>, with: &[&str]| {
            text.is_some_and(|text| with.iter().any(|word| text.starts_with(word)))
        };
        let numbers: Option<Vec<u64>> = texts.iter().map(|text| number(text)).collect();
        if numbers.is_some_and(|numbers| numbers.is_sorted_by(|one, next| one < next)) {
            Some(("numbers", 0))
        } else if begins(texts.first(), &FIRST) {
            Some(("words", 0))
        } else if begins(texts.last(), &LAST) {
            Some(("words", texts.len().saturating_sub(1)))
        } else {
            None
        }
    };
    let by_alphabet = || {
        let words: Vec<String> = items.iter().map(|item| seen::folded(&item.en)).collect();
        let latin = words.iter().all(|word| word.starts_with(|c: char| c.is_ascii_alphanumeric()));
        let sorted = latin && words.len() >= LEAST && words.is_sorted_by(|one, next| one < next);
        sorted.then_some(("alphabet", 0))
    };
    in_language(|item| &item.en).or_else(|| in_language(|item| &item.zh)).or_else(by_alphabet)
}

/// The number that a text begins with, also behind “Step”, “第” or a bracket.
fn number(text: &str) -> Option<u64> {
    let text = ["step ", "第", "(", "（"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
