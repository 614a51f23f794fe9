//! One `check` for all fixtures, the real decks, and the judging of answers.

mod answers;
mod content;
mod fixtures;

use super::{Deck, load};
use crate::diagnostic::{Finding, Source};
use crate::machine::{self, Machine};
use include_dir::{Dir, File, include_dir};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content/machines");

fn text<'f>(file: &'f File<'_>) -> &'f str {
    file.contents_utf8().expect("UTF-8")
}

/// The shipped machines and variants, by id.
static MACHINES: LazyLock<BTreeMap<String, Arc<Machine>>> = LazyLock::new(|| {
    let files = |folder: &str| FOLDER.get_dir(folder).unwrap_or(&FOLDER).files();
    let mut machines = BTreeMap::new();
    for file in files("") {
        let (machine, findings) = machine::load("machine.ron", text(file));
        let machine = machine.unwrap_or_else(|| panic!("{findings:#?}"));
        machines.insert(machine.id.clone(), Arc::new(machine));
    }
    for file in files("variants") {
        let of = machine::base_of(text(file)).expect("a variant");
        let base = files("").find(|base| base.path().file_stem().is_some_and(|stem| stem == of.as_str()));
        let base = Source { file: "base.ron", text: text(base.expect("its base")) };
        let (machine, findings) = machine::load_variant("variant.ron", text(file), base);
        let machine = machine.unwrap_or_else(|| panic!("{findings:#?}"));
        machines.insert(machine.id.clone(), Arc::new(machine));
    }
    machines
});

/// Loads a deck with the shipped machines.
fn load_deck(file: &str, text: &str) -> (Option<Deck>, Vec<Finding>) {
    load(file, text, &|id| MACHINES.get(id).cloned())
}

/// `code@line:column` of each finding.
fn places(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{}@{}:{}", f.code, f.place.line, f.place.column)).collect()
}
