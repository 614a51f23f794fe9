//! `deck::same-question`: a question that is asked already, in this deck or in another one beside it.
//!
//! Who has just answered it learns nothing by answering it again, and its second schedule is a burden. Two
//! questions are the same where they ask the same in one language (but for case, punctuation, spaces and marks)
//! of the same situation: trace, start, goal, variant and the like. What the machine judges is the same with the
//! same situation, whatever the words. Choices with the same words and no option in common are two questions.

use super::{Context, Lint, seen};
use crate::deck::model::{Deck, Kind, Question};
use crate::deck::outline::{Node, Shape};
use crate::diagnostic::Finding;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const LINT: Lint = Lint { code: "deck::same-question", check };

/// The fields that make the situation of a question.
const SITUATION: [&str; 18] = [
    "start", "trace", "given", "goal", "after", "state", "segment", "variant", "never", "within", "kind",
    "variants", "calls", "quiet", "exactly", "any", "numbers", "end",
];

/// What decks ask that are kept together: the built-in ones, or those of one's own.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Questions by what they ask; the first one comes first.
    by: BTreeMap<String, Vec<Entry>>,
}

#[derive(Clone, Debug)]
struct Entry {
    /// The question's full name.
    name: String,
    /// What can be chosen; nothing where nothing can.
    parts: BTreeSet<String>,
}

impl Asked {
    /// What these decks ask.
    pub fn of<'a>(decks: impl IntoIterator<Item = &'a Deck>) -> Asked {
        let mut asked = Asked::default();
        for deck in decks {
            for question in &deck.questions {
                for key in keys(deck, question) {
                    let entry = Entry { name: deck.full_name(question), parts: parts(question) };
                    asked.by.entry(key).or_default().push(entry);
                }
            }
        }
        asked
    }
}

fn check(deck: &Deck, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for question in &deck.questions {
        let (name, own) = (deck.full_name(question), parts(question));
        let alike = |entry: &&Entry| {
            entry.name == name || entry.parts.is_empty() || own.is_empty() || !entry.parts.is_disjoint(&own)
        };
        let keys = keys(deck, question);
        let first = keys.iter().filter_map(|key| context.asked.by.get(key)?.iter().find(alike));
        if let Some(other) = first.map(|entry| &entry.name).find(|first| **first != name) {
            let place = deck.place(question.node.field("id").caret());
            let finding = Finding::warning(LINT.code, place).with("id", question.id.as_str());
            findings.push(finding.with("other", other.as_str()));
        }
    }
    findings
}

/// By what a question is known as the same: its words in each language, and where the machine judges it, its
/// situation alone.
fn keys(deck: &Deck, question: &Question) -> Vec<String> {
    let situation = situation(deck, question);
    let alone = match &question.kind {
        Kind::Build(_) | Kind::States(_) | Kind::Fault(_) | Kind::Next(_) | Kind::WhatIf(_) => {
            Some(format!("{}|{situation}", question.kind.name()))
        }
        // A deck may well have its own exercises of a sort that another deck has, too.
        Kind::Generate(_) => Some(format!("{}|{}|{situation}", question.kind.name(), deck.id)),
        Kind::Flip { .. }
        | Kind::Choice { .. }
        | Kind::TrueFalse { .. }
        | Kind::Type { .. }
        | Kind::Cloze(_)
        | Kind::Value(_)
        | Kind::Match(_)
        | Kind::Order { .. } => None,
    };
    let cloze = matches!(question.kind, Kind::Cloze(_)).then(|| {
        let text = question.node.field("text");
        let of = |key: &str| text.field(key).string(&deck.kept.text);
        Text { en: of("en"), zh: of("zh") }
    });
    let words = question.ask().or(cloze.as_ref()).filter(|_| !matches!(question.kind, Kind::Generate(_)));
    let words = words.into_iter().flat_map(|ask| [("en", &ask.en), ("zh", &ask.zh)]);
    let words = words.map(|(language, ask)| (language, seen::folded(ask))).filter(|(_, ask)| !ask.is_empty());
    words.map(|(language, ask)| format!("{language}|{ask}|{situation}")).chain(alone).collect()
}

/// What is given in a question, without remarks and line breaks.
fn situation(deck: &Deck, question: &Question) -> String {
    let text = &deck.kept.text;
    let mut parts = String::new();
    for field in SITUATION {
        if let Some(node) = question.node.get(field) {
            parts.push_str(field);
            write(node, text, &mut parts);
        }
    }
    let is_run = !parts.is_empty() || matches!(question.kind, Kind::Build(_) | Kind::Generate(_));
    if !is_run {
        return parts;
    }
    let head = deck.kept.root.field("machine");
    for (field, used) in [("start", true), ("goal", matches!(question.kind, Kind::Build(_)))] {
        if let Some(node) = head.get(field).filter(|_| used && question.node.get(field).is_none()) {
            parts.push_str(field);
            write(node, text, &mut parts);
        }
    }
    format!("{}|{parts}", deck.machine.id)
}

fn write(node: &Node, text: &str, out: &mut String) {
    match &node.shape {
        Shape::Text { .. } => {
            let words = node.string(text);
            out.extend(['"']);
            out.push_str(&words.split_whitespace().collect::<Vec<_>>().join(" "));
            out.extend(['"']);
        }
        Shape::Word => {
            out.push(' ');
            out.push_str(text.get(node.span.clone()).unwrap_or_default());
        }
        Shape::Group { name } => {
            out.push(' ');
            out.push_str(text.get(name.clone()).unwrap_or_default());
            out.push('(');
            for kid in &node.kids {
                out.push_str(kid.key.as_deref().unwrap_or_default());
                write(&kid.node, text, out);
            }
            out.push(')');
        }
    }
}

/// What can be chosen, in both languages.
fn parts(question: &Question) -> BTreeSet<String> {
    let texts: Vec<&Text> = match &question.kind {
        Kind::Choice { options, .. } => options.iter().map(|option| &option.text).collect(),
        Kind::Order { items, .. } => items.iter().collect(),
        Kind::Match(asked) => asked.left.iter().map(|(text, ..)| text).collect(),
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
    };
    texts.into_iter().flat_map(|text| [seen::folded(&text.en), seen::folded(&text.zh)]).collect()
}
