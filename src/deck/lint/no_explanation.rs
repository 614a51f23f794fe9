//! `deck::no-explanation`: a question without `explain`.
//!
//! The app teaches reasons, not names. The machine explains a wrong step; only the author can say why
//! the question matters. Say why it is so, not once more what is so.

use super::{Context, Lint};
use crate::deck::model::Deck;
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;

pub(super) const LINT: Lint = Lint { code: "deck::no-explanation", check };

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let bare = deck.questions.iter().filter(|question| question.explain.is_none());
    bare.map(|question| {
        Finding::warning(LINT.code, outline.place(outline.question(question).field("id").caret()))
            .with("id", question.id.as_str())
    })
    .collect()
}
