//! Papers, codes, marks and sheets of small decks whose every question is known.

mod class;
mod code;
mod draw;
mod fixtures;
mod mark;
mod sheet;
mod sitting;

use super::{Blueprint, Decks, Paper, load};
use crate::deck::{self, Deck, Response, right_answer};
use crate::diagnostic::Finding;
use crate::exam::Asked;
use crate::machine::{self, Machine};
use crate::text::Lang;
use std::sync::{Arc, LazyLock};

const LETTERS: &str = include_str!("../../tests/fixtures/exams/decks/letters.ron");
const PINGS: &str = include_str!("../../tests/fixtures/exams/decks/pings.ron");
const GOOD: &str = include_str!("../../tests/fixtures/exams/good.ron");

fn machine() -> Arc<Machine> {
    let (machine, findings) =
        machine::load("m.ron", include_str!("../../tests/fixtures/machines/ping-pong.ron"));
    Arc::new(machine.unwrap_or_else(|| panic!("{findings:?}")))
}

fn deck(text: &str) -> Arc<Deck> {
    let machine = machine();
    let (deck, findings) = deck::load("-", text, &|_| Some(machine.clone()));
    Arc::new(deck.unwrap_or_else(|| panic!("{findings:#?}")))
}

fn decks_of(texts: &[&str]) -> Decks {
    texts.iter().map(|text| deck(text)).map(|deck| (deck.id.clone(), deck)).collect()
}

static DECKS: LazyLock<Decks> = LazyLock::new(|| decks_of(&[LETTERS, PINGS]));

fn findings(file: &str, text: &str) -> (Option<Blueprint>, Vec<Finding>) {
    load(file, text, &DECKS, &|id| id == "broken")
}

/// The fixture that is right, with other sections.
fn with(sections: &str) -> Arc<Blueprint> {
    let head = GOOD.split("sections:").next().expect("a head");
    let text = format!("{head}sections: [{sections}])");
    let (blueprint, findings) = load("good.ron", &text, &DECKS, &|_| false);
    Arc::new(blueprint.unwrap_or_else(|| panic!("{findings:#?}")))
}

fn good() -> Arc<Blueprint> {
    Arc::new(findings("good.ron", GOOD).0.expect("it loads"))
}

fn paper(seed: u32) -> Paper {
    Paper::draw(&good(), &DECKS, seed).expect("there is enough")
}

/// An answer that is right.
fn right(asked: &Asked) -> Response {
    right_answer(&asked.deck, &asked.question, Lang::En).expect("it was drawn")
}
