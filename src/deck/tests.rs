//! One `check` for all fixtures, the real decks, and the judging of answers.

mod answers;
mod content;
mod fixtures;

use super::{Deck, load};
use crate::diagnostic::Finding;
use crate::machine::{self, Machine};
use std::sync::{Arc, LazyLock};

static TCP: LazyLock<Option<Arc<Machine>>> = LazyLock::new(|| {
    let (machine, findings) = machine::load("tcp.ron", include_str!("../../content/machines/tcp.ron"));
    assert!(machine.is_some(), "{findings:#?}");
    machine.map(Arc::new)
});

/// Loads a deck with a library that holds TCP.
fn load_deck(file: &str, text: &str) -> (Option<Deck>, Vec<Finding>) {
    load(file, text, &|id| TCP.clone().filter(|_| id == "tcp"))
}

/// `code@line:column` of each finding.
fn places(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{}@{}:{}", f.code, f.place.line, f.place.column)).collect()
}
