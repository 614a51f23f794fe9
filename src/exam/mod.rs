//! Exams: a blueprint becomes a paper, a paper is sat, a sheet is kept and marked.
//!
//! [`Blueprint`] says how many questions of which decks are asked, for how long, and what they are worth.
//! [`Paper::draw`] makes a [`Paper`] of it by a seed: blueprint, content and seed stand in its [`PaperCode`].
//! A [`Sitting`] is one learner before one paper; what is left of it is a [`Sheet`], which says what was
//! answered and never what that is worth: [`Results`] are worked out whenever they are looked at, and
//! [`Class`] puts many of them side by side. No clock, no file, no chance of its own: time and seeds come in.

mod blueprint;
mod class;
mod code;
mod draw;
mod file;
mod load;
mod mark;
mod paper;
mod results;
mod sheet;
mod sitting;
#[cfg(test)]
mod tests;

pub use blueprint::{
    Blueprint, EXTRA_PERCENT, KindName, Pool, Rules, Scoring, Section, SectionRules, WhileAway,
};
pub use class::{Class, ItemStatistics, Learner};
pub use code::{CodeError, PaperCode};
pub use draw::TooFew;
pub use load::{load, verify};
pub use mark::{Certainty, Marked, mark};
pub use paper::{Asked, Item, Paper};
pub use results::{ItemResult, Known, Results, Score, Standing, whole_percent};
pub use sheet::{Sheet, SheetFault, SheetItem, Unfit};
pub use sitting::{Answered, Interruption, Sitting};

use crate::deck::Deck;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Decks by their ids.
pub type Decks = BTreeMap<String, Arc<Deck>>;
