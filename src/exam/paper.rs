//! A paper: the questions of one exam in their order, each with the seed that draws and shuffles it.

use super::Decks;
use super::blueprint::Blueprint;
use super::code::{CodeError, PaperCode};
use super::draw::{TooFew, draw};
use crate::chance::Chance;
use crate::deck::{Deck, Kind, Question};
use crate::text::fnv1a;
use std::sync::Arc;

/// The questions of one exam.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// What it was made from.
    pub blueprint: Arc<Blueprint>,
    /// What it can be made from again, here and elsewhere.
    pub code: PaperCode,
    /// The questions in the order in which they are asked, section by section.
    pub items: Vec<Item>,
}

/// A question of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its section's place in the blueprint.
    pub section: usize,
    /// Its full name, `deck-id/question-id`.
    pub question: String,
    /// What draws it, where it is drawn, and shuffles its options, items and pairs. Of 53 bits, so that any
    /// program that reads JSON can hold it.
    pub seed: u64,
}

impl Paper {
    /// The paper of a blueprint with a seed.
    ///
    /// # Errors
    /// The section that asks for more than there is.
    pub fn draw(blueprint: &Arc<Blueprint>, decks: &Decks, seed: u32) -> Result<Paper, TooFew> {
        let content = blueprint.content(decks);
        let code = PaperCode::new(fnv1a(blueprint.id.as_bytes()), content, seed);
        Ok(Paper { blueprint: Arc::clone(blueprint), code, items: draw(blueprint, decks, seed)? })
    }

    /// The paper that a code stands for.
    ///
    /// # Errors
    /// Why there is none here.
    pub fn of_code(code: PaperCode, exams: &[Arc<Blueprint>], decks: &Decks) -> Result<Paper, CodeError> {
        let mut named = exams.iter().filter(|exam| code.is_of(fnv1a(exam.id.as_bytes()))).peekable();
        let first = named.peek().ok_or(CodeError::NoSuchBlueprint)?.id.clone();
        let exam = named.find(|exam| code.has_content(exam.content(decks)));
        let exam = exam.ok_or(CodeError::OtherContent { blueprint: first })?;
        Paper::draw(exam, decks, code.seed()).map_err(|_| CodeError::TooFew)
    }

    /// An item as it is put before the learner.
    pub fn asked(&self, item: usize, decks: &Decks) -> Option<Asked> {
        let item = self.items.get(item)?;
        Asked::of(decks, &item.question, item.seed)
    }
}

/// A question as it is put before a learner: drawn, with the order of what is shuffled.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its deck.
    pub deck: Arc<Deck>,
    /// The question; of one that is drawn anew each time what was drawn.
    pub question: Question,
    /// The seed.
    pub seed: u64,
    /// Places in the file, in the order shown, of the options of a Choice, the items of an Order, the right side of a
    /// Match, or the cases of a WhatIf; empty for other kinds.
    pub order: Vec<usize>,
}

impl Asked {
    /// A question by its full name, drawn and shuffled by a seed; `None` where there is no such question, or
    /// nothing can be drawn, or what it says is gone.
    pub fn of(decks: &Decks, name: &str, seed: u64) -> Option<Asked> {
        let (deck, id) = name.split_once('/')?;
        let deck = decks.get(deck)?;
        let question = deck.question(id)?;
        let question = match &question.body()?.kind {
            Kind::Generate(_) => deck.drawn(question, seed)?,
            _ => question.clone(),
        };
        let shuffled = match &question.kind {
            Kind::Choice { options, .. } => options.len(),
            Kind::Order { items, .. } => items.len(),
            Kind::Match(asked) => asked.right.len(),
            Kind::WhatIf(what_if) => what_if.cases.len(),
            _ => 0,
        };
        let order = shuffle(shuffled, seed);
        Some(Asked { deck: Arc::clone(deck), question, seed, order })
    }
}

/// An order that is not that of the file, which would give the answer away.
fn shuffle(count: usize, seed: u64) -> Vec<usize> {
    let order = Chance::new(seed).order(count);
    let sorted = order.iter().enumerate().all(|(at, item)| at == *item);
    if sorted && count > 1 { order.into_iter().rev().collect() } else { order }
}
