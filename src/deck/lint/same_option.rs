//! `deck::same-option`: two options, items or sides of pairs that say the same.
//!
//! What differs only in case, punctuation, spaces or marks reads the same, and so do flags in another order and
//! equal sums: nobody can choose between the two, and whoever sees it knows that neither is the one. It is enough
//! that they say the same in one language. (Texts that are equal letter by letter are an error.)

use super::{Context, Lint, seen};
use crate::deck::model::{Deck, Kind, Question};
use crate::deck::outline::{Node, Outline};
use crate::diagnostic::Finding;
use crate::text::Text;

pub(super) const LINT: Lint = Lint { code: "deck::same-option", check };

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for list in deck.questions.iter().flat_map(|question| lists(question, outline.question(question))) {
        for (index, (text, node)) in list.iter().enumerate() {
            let earlier = list.iter().take(index).map(|(text, _)| *text);
            if let Some((key, other)) =
                earlier.filter_map(|other| Some((language(text, other)?, other))).next()
            {
                let place = outline.place(node.field(key).caret());
                let other = if key == "en" { &other.en } else { &other.zh };
                findings.push(Finding::warning(LINT.code, place).with("other", other.as_str()));
            }
        }
    }
    findings
}

/// The language in which both say the same; none where they are the same letter by letter.
fn language(one: &Text, other: &Text) -> Option<&'static str> {
    let same = |one: &str, other: &str| one.trim() != other.trim() && seen::same(one, other);
    match (same(&one.en, &other.en), same(&one.zh, &other.zh)) {
        (true, _) => Some("en"),
        (false, true) => Some("zh"),
        (false, false) => None,
    }
}

/// The lists of a question from which something is chosen, each text with its place.
fn lists<'a>(question: &'a Question, node: &'a Node) -> Vec<Vec<(&'a Text, &'a Node)>> {
    let all = |field: &str, inner: &'static str| -> Vec<&'a Node> {
        node.field(field).kids.iter().map(|kid| kid.node.field(inner)).collect()
    };
    match &question.kind {
        Kind::Choice { options, .. } => {
            vec![options.iter().map(|option| &option.text).zip(all("options", "text")).collect()]
        }
        Kind::Order { items, .. } => {
            let nodes = node.field("items").kids.iter().map(|kid| &kid.node);
            vec![items.iter().zip(nodes).collect()]
        }
        Kind::Match(asked) => {
            let lefts = asked.left.iter().map(|(text, ..)| text).zip(all("pairs", "left")).collect();
            // A right side may belong to several pairs; those without a pair stand in a list of their own.
            let pairs = asked.left.iter().map(|(_, right, _)| *right).zip(all("pairs", "right"));
            let extra = node.field("extra").kids.iter().map(|kid| &kid.node);
            let paired = asked.left.iter().map(|(_, right, _)| right + 1).max().unwrap_or(0);
            let rights = pairs.chain((paired..).zip(extra));
            vec![lefts, rights.filter_map(|(at, node)| Some((asked.right.get(at)?, node))).collect()]
        }
        Kind::Flip { .. }
        | Kind::TrueFalse { .. }
        | Kind::Type { .. }
        | Kind::Cloze(_)
        | Kind::Value(_)
        | Kind::Build(_)
        | Kind::States(_)
        | Kind::Fault(_)
        | Kind::Next(_)
        | Kind::WhatIf(_)
        | Kind::Generate(_) => Vec::new(),
    }
}
