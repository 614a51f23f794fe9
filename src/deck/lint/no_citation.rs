//! `deck::no-citation`: a question that names no section of a standard.
//!
//! A learner who doubts an answer should be one click away from the sentence that settles it, and an
//! author who must name the section will look it up. Add `cite: ["RFC 9293 §3.5"]`.

use super::{Context, Lint};
use crate::deck::model::Deck;
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;

pub(super) const LINT: Lint = Lint { code: "deck::no-citation", check };

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let bare = deck.questions.iter().filter(|question| question.cite.is_empty());
    bare.map(|question| {
        Finding::warning(LINT.code, outline.place(outline.question(question).field("id").caret()))
            .with("id", question.id.as_str())
    })
    .collect()
}
