//! `deck::same-question`: a question that is asked already, in this deck or in another one beside it.
//!
//! Who has just answered it learns nothing by answering it again, and its second schedule is a burden. Two
//! questions are the same where they ask the same in one language (but for case, punctuation, spaces and marks)
//! of the same situation: trace, start, goal, variant and the like. What the machine judges is the same with the
//! same situation, whatever the words. Choices with the same words and no option in common are two questions.

use super::{Context, Lint, seen};
use crate::deck::model::{Deck, Kind, Question};
use crate::deck::outline::{Node, Outline, Shape};
use crate::diagnostic::Finding;
use crate::text::Text;
use hashbrown::HashSet;
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hasher};

pub(super) const LINT: Lint = Lint { code: "deck::same-question", check };

/// The fields that make the situation of a question.
const SITUATION: [&str; 18] = [
    "start", "trace", "given", "goal", "after", "state", "segment", "variant", "never", "within", "kind",
    "variants", "calls", "quiet", "exactly", "any", "numbers", "end",
];

/// What the questions of a deck ask, as numbers: where two are equal, what is asked is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// By what each question is known, one question after another.
    pub(in crate::deck) keys: Box<[u64]>,
    /// What can be chosen in each, likewise; nothing where nothing can.
    pub(in crate::deck) parts: Box<[u32]>,
    /// Where both end for each question.
    pub(in crate::deck) ends: Box<[(u32, u32)]>,
}

impl Asks {
    /// Of a deck's questions.
    pub(super) fn of(deck: &Deck, outline: &Outline) -> Asks {
        let (mut keys, mut parts, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        // A file has 16 megabytes at most.
        let end = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        for question in &deck.questions {
            let own = self::keys(deck, question, &Sight { outline, node: outline.question(question) });
            keys.extend(own.iter().map(|key| number(key)));
            parts.extend(self::parts(question).iter().map(|part| number(part) as u32));
            ends.push((end(keys.len()), end(parts.len())));
        }
        Asks { keys: keys.into(), parts: parts.into(), ends: ends.into() }
    }

    /// By what a question is known, and what can be chosen in it.
    fn get(&self, question: usize) -> (&[u64], &[u32]) {
        let end = |at: usize| self.ends.get(at).map(|(keys, parts)| (*keys as usize, *parts as usize));
        let start = question.checked_sub(1).and_then(end).unwrap_or((0, 0));
        let end = end(question).unwrap_or(start);
        let keys = self.keys.get(start.0..end.0).unwrap_or_default();
        (keys, self.parts.get(start.1..end.1).unwrap_or_default())
    }
}

/// Made without chance: the same in every run of the same program.
fn number(text: &str) -> u64 {
    let mut sum = DefaultHasher::new();
    sum.write(text.as_bytes());
    sum.finish()
}

/// What decks ask that are kept together: the built-in ones, or those of one's own.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    decks: Vec<(&'a Deck, Cow<'a, Asks>)>,
    /// By what questions are known, with the places of deck and question.
    by: Vec<(u64, u32, u32)>,
    /// What stands there more than once.
    again: HashSet<u64>,
}

impl<'a> Asked<'a> {
    /// What these decks ask; the first one has asked it first.
    pub fn of(decks: impl IntoIterator<Item = &'a Deck>) -> Asked<'a> {
        let asks = |deck: &'a Deck| (deck, Cow::Owned(Asks::of(deck, &deck.outline())));
        Asked::all(decks.into_iter().map(asks).collect())
    }

    /// The same, where it is known.
    pub fn known(decks: impl IntoIterator<Item = (&'a Deck, &'a Asks)>) -> Asked<'a> {
        Asked::all(decks.into_iter().map(|(deck, asks)| (deck, Cow::Borrowed(asks))).collect())
    }

    fn all(decks: Vec<(&'a Deck, Cow<'a, Asks>)>) -> Asked<'a> {
        let mut by: Vec<(u64, u32, u32)> = Vec::new();
        for (deck_at, (deck, asks)) in (0..).zip(&decks) {
            for (at, number) in (0..deck.questions.len()).zip(0..) {
                by.extend(asks.get(at).0.iter().map(|key| (*key, deck_at, number)));
            }
        }
        by.sort_unstable();
        let twice = by.iter().zip(by.iter().skip(1)).filter(|((key, ..), (next, ..))| key == next);
        let again = twice.map(|((key, ..), _)| *key).collect();
        Asked { decks, by, again }
    }

    /// The full name of the first question that is known by this number and has something in common with what can
    /// be chosen here.
    fn first(&self, key: u64, own: &[u32]) -> Option<String> {
        let from = self.by.partition_point(|(known, ..)| *known < key);
        let known = self.by.iter().skip(from).take_while(|(known, ..)| *known == key);
        let mut alike = known.filter_map(|(_, deck, question)| {
            let (deck, asks) = self.decks.get(*deck as usize)?;
            let (_, parts) = asks.get(*question as usize);
            let shares = parts.is_empty() || own.is_empty() || parts.iter().any(|part| own.contains(part));
            let question = deck.questions.get(*question as usize).filter(|_| shares)?;
            Some(deck.full_name(question))
        });
        alike.next()
    }
}

fn check(deck: &Deck, outline: &Outline, context: &Context<'_>) -> Vec<Finding> {
    findings(&repeats(deck, &Asks::of(deck, outline), context.asked), outline)
}

/// The questions of a deck that are asked already, with the full names of those that ask it first. The deck is among
/// those of `asked`.
pub(super) fn repeats<'d>(deck: &'d Deck, asks: &Asks, asked: &Asked<'_>) -> Vec<(&'d Question, String)> {
    let repeat = |(at, question): (usize, &'d Question)| {
        let (keys, own) = asks.get(at);
        let again = keys.iter().filter(|key| asked.again.contains(*key));
        let mut first = again.filter_map(|key| asked.first(*key, own));
        let name = deck.full_name(question);
        first.find(|first| *first != name).map(|first| (question, first))
    };
    if asked.again.is_empty() {
        return Vec::new();
    }
    deck.questions.iter().enumerate().filter_map(repeat).collect()
}

pub(super) fn findings(repeats: &[(&Question, String)], outline: &Outline) -> Vec<Finding> {
    let finding = |(question, other): &(&Question, String)| {
        let place = outline.place(outline.question(question).field("id").caret());
        let finding = Finding::warning(LINT.code, place).with("id", question.id.as_str());
        finding.with("other", other.as_str())
    };
    repeats.iter().map(finding).collect()
}

/// Where a question stands.
struct Sight<'a> {
    outline: &'a Outline,
    node: &'a Node,
}

/// By what a question is known as the same: its words in each language, and where the machine judges it, its
/// situation alone.
fn keys(deck: &Deck, question: &Question, sight: &Sight<'_>) -> Vec<String> {
    let situation = situation(deck, question, sight);
    let alone = match &question.kind {
        Kind::Build(_) | Kind::States(_) | Kind::Fault(_) | Kind::Next(_) | Kind::WhatIf(_) => {
            Some(format!("{}|{situation}", question.form()))
        }
        // A deck may well have its own exercises of a sort that another deck has, too.
        Kind::Generate(_) => Some(format!("{}|{}|{situation}", question.form(), deck.id)),
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
        let text = sight.node.field("text");
        let of = |key: &str| text.field(key).string(&sight.outline.text).into_owned();
        Text { en: of("en"), zh: of("zh") }
    });
    let words = question.ask().or(cloze.as_ref()).filter(|_| !matches!(question.kind, Kind::Generate(_)));
    let words = words.into_iter().flat_map(|ask| [("en", &ask.en), ("zh", &ask.zh)]);
    let words = words.map(|(language, ask)| (language, seen::folded(ask))).filter(|(_, ask)| !ask.is_empty());
    words.map(|(language, ask)| format!("{language}|{ask}|{situation}")).chain(alone).collect()
}

/// What is given in a question, without remarks and line breaks.
fn situation(deck: &Deck, question: &Question, Sight { outline, node: own }: &Sight<'_>) -> String {
    let text = &outline.text;
    let mut parts = String::new();
    for field in SITUATION {
        if let Some(node) = own.get(field) {
            parts.push_str(field);
            write(node, text, &mut parts);
        }
    }
    let is_run = !parts.is_empty() || matches!(question.kind, Kind::Build(_) | Kind::Generate(_));
    if !is_run {
        return parts;
    }
    let head = outline.root.field("machine");
    for (field, used) in [("start", true), ("goal", matches!(question.kind, Kind::Build(_)))] {
        if let Some(node) = head.get(field).filter(|_| used && own.get(field).is_none()) {
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
fn parts(question: &Question) -> Vec<String> {
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
