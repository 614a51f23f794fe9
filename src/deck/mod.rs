//! Decks: question sets read from a file, verified by their machine, judged, and linted.
//!
//! [`load`] turns a deck's text into a [`Deck`] or says everything that is wrong with it; the machine
//! decides whatever it can decide, so an authored answer that contradicts it is an error here and
//! never reaches a learner. [`judge`] says what an answer is worth. [`lint`] says what an author should
//! look at. No screen, no file, no clock: the text comes in and findings go out.

mod again;
mod answer;
mod cite;
mod claims;
mod compiled;
mod draw;
mod exercises;
mod file;
mod form;
mod judged;
mod lint;
mod load;
mod model;
mod outline;
mod owed;
mod parts;
mod said;
mod source;
mod terms;
#[cfg(test)]
mod tests;
mod what_if;

pub use again::Again;
pub use answer::{
    Built, Composed, Detail, EndNamed, FaultFound, Filled, Judgement, LineFault, LineFaultKind, Mark,
    Ordered, Paired, Response, Summed, Typed, judge, right_answer,
};
pub use cite::{Citation, citations};
pub use claims::{CLAIM_TAG, Claim, Claims, Truth, load_claims};
pub use compiled::{Checked, Machines, Parts, check};
pub use exercises::{EXERCISES, Spot};
pub use judged::JudgedBy;
pub use lint::{Alone, Asked, Asks, Context, LINTS, Lint, Others, among, lint};
pub use load::load;
pub(crate) use load::{is_kebab, stem};
pub use model::{
    Body, Build, ChoiceOption, Cloze, Deck, Drawn, Fault, Gap, Generate, Kind, Match, Next, Piece, Question,
    States, Value,
};
pub(crate) use outline::Node;
pub(crate) use parts::{blank_texts, whole_or_parts};
pub use said::{Said, Sought};
pub use terms::{Term, Terms, load_terms};
pub use what_if::{Case, WhatIf, verify};
