//! `deck::unknown-after`: `after` names a deck that does not exist.
//!
//! The order of decks is made from `after`; a name that is misspelled orders nothing. It is no error,
//! because decks can be installed one by one.

use super::{Context, Lint};
use crate::deck::model::Deck;
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;

pub(super) const LINT: Lint = Lint { code: "deck::unknown-after", check };

fn check(deck: &Deck, outline: &Outline, context: &Context<'_>) -> Vec<Finding> {
    let list = outline.root.field("after");
    let unknown = deck.after.iter().enumerate().filter(|(_, id)| !context.deck_ids.contains(id));
    unknown
        .map(|(index, id)| {
            let known = context.deck_ids.iter().filter(|known| **known != deck.id).map(String::as_str);
            Finding::warning(LINT.code, outline.place(list.item(index).caret()))
                .with("found", id.as_str())
                .suggest(id, known)
        })
        .collect()
}
