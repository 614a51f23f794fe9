//! Searching everything that questions say, while it is typed.

use super::library::Library;
use crate::cores;
use crate::deck::{Deck, Sought};
use std::sync::Arc;

/// A question that was found, by the places of its deck in the library and of itself in the deck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Of the deck.
    pub deck: u32,
    /// Of the question.
    pub question: u32,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// First those that ask what was sought, then those that say it elsewhere.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub count: usize,
    /// Whether some decks could not be searched: content is being read anew.
    pub partial: bool,
}

/// So many decks are searched at one go.
const PART: usize = 32;

impl Library {
    /// Questions in which every word of the query stands somewhere, in either language; so many at most are
    /// named. Nothing for a query without a word.
    pub fn search(&self, query: &str, most: usize) -> Found {
        let Some(sought) = Sought::new(query) else { return Found::default() };
        let decks: Vec<(u32, &Arc<Deck>)> =
            (0..).zip(&self.decks).filter_map(|(at, entry)| Some((at, entry.content.as_ref()?))).collect();
        let parts: Vec<_> = decks.chunks(PART).collect();
        let found = |part: &&[(u32, &Arc<Deck>)]| {
            let (mut first, mut later, mut count, mut partial) = (Vec::new(), Vec::new(), 0, false);
            let mut room = Vec::new();
            for (deck, content) in *part {
                partial |= !content.said.find(&sought, &mut room, |question, asks| {
                    count += 1;
                    let list = if asks { &mut first } else { &mut later };
                    if list.len() < most {
                        let question = u32::try_from(question).unwrap_or(u32::MAX);
                        list.push(Hit { deck: *deck, question });
                    }
                });
            }
            (first, later, count, partial)
        };
        let (mut hits, mut later, mut count, mut partial) = (Vec::new(), Vec::new(), 0, false);
        for (own, own_later, own_count, own_partial) in cores::map(&parts, found) {
            hits.extend(own);
            later.extend(own_later);
            count += own_count;
            partial |= own_partial;
        }
        hits.append(&mut later);
        hits.truncate(most);
        Found { hits, count, partial }
    }

    /// Where the question with this full name is.
    pub fn place(&self, name: &str) -> Option<Hit> {
        let (id, question) = name.split_once('/')?;
        let is_it = |deck: &Arc<Deck>| deck.id == id;
        let deck = self.decks.iter().position(|entry| entry.content.as_ref().is_some_and(is_it))?;
        let questions = &self.decks.get(deck)?.content.as_ref()?.questions;
        let question = questions.iter().position(|known| known.id == question)?;
        Some(Hit { deck: u32::try_from(deck).ok()?, question: u32::try_from(question).ok()? })
    }
}
