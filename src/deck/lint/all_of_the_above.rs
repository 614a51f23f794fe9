//! `deck::all-of-the-above`: an option that speaks about the other options.
//!
//! Options are shuffled, so nothing is above; and such an option tests logic instead of knowledge: whoever
//! knows two right ones, or one wrong one, has the answer. Make several options right instead.

use super::{Context, Lint};
use crate::deck::model::{Deck, Kind};
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;

pub(super) const LINT: Lint = Lint { code: "deck::all-of-the-above", check };

const ENGLISH: [&str; 6] = [
    "all of the above",
    "none of the above",
    "all of these",
    "none of these",
    "both of the above",
    "any of the above",
];
const CHINESE: [&str; 7] = ["以上都", "以上皆", "以上均", "以上全", "以上选项", "上述都", "上述选项"];

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for question in &deck.questions {
        let Kind::Choice { options, .. } = &question.kind else { continue };
        for (index, option) in options.iter().enumerate() {
            let english = option.text.en.to_ascii_lowercase();
            let key = if ENGLISH.iter().any(|words| english.contains(words)) {
                "en"
            } else if CHINESE.iter().any(|words| option.text.zh.contains(words)) {
                "zh"
            } else {
                continue;
            };
            let node = outline.question(question).field("options").item(index).field("text").field(key);
            findings.push(Finding::warning(LINT.code, outline.place(node.caret())));
        }
    }
    findings
}
