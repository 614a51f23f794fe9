//! `ackademy new deck`: a deck to begin with.

use super::GOOD;
use super::console::Console;
use crate::diagnostic::{Finding, Place};
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// A deck with one question of every kind; it loads as it is.
pub const TEMPLATE: &str = include_str!("../../assets/templates/deck.ron");
/// The template's own id.
const PLACEHOLDER: &str = "my-first-deck";
/// Not a deck's: a file of such a name holds the terms of the language, or claims.
const TAKEN: [&str; 2] = ["terms", "claims"];

/// Writes `name.ron` into a folder.
pub(super) fn deck(name: &str, to: Option<&Path>, console: &mut Console<'_>) -> io::Result<u8> {
    if !is_id(name) {
        let mut finding = Finding::error("cli::bad-name", Place::file(name)).with("name", name);
        finding.suggestion = Some(nearest_id(name)).filter(|id| is_id(id));
        return console.fail_with(&[finding]);
    }
    let folder = to.unwrap_or_else(|| Path::new(""));
    let path = folder.join(format!("{name}.ron"));
    let shown = path.display().to_string();
    match write(&path, &TEMPLATE.replace(PLACEHOLDER, name)) {
        Ok(()) => {
            let folder = to.map_or_else(|| ".".to_owned(), |folder| folder.display().to_string());
            console.say("new-deck-written", &[("path", shown.into()), ("folder", folder.into())])?;
            Ok(GOOD)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            console.fail("new-already-there", &[("path", shown.into())])
        }
        Err(error) => {
            let args = [("path", shown.into()), ("detail", error.to_string().into())];
            console.fail("new-cannot-write", &args)
        }
    }
}

/// Writes a file that was not there before.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

/// Whether a name can be a deck's id: lower case, digits, single hyphens between.
fn is_id(name: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    name.split('-').all(is_part) && !TAKEN.contains(&name)
}

/// The id that was probably meant.
fn nearest_id(name: &str) -> String {
    let name = name.strip_suffix(".ron").unwrap_or(name);
    let mut words = String::new();
    let mut last_is_lower = false;
    for c in name.chars() {
        // `myDeck` is two words, `TCP` is one.
        if c.is_ascii_uppercase() && last_is_lower {
            words.push('-');
        }
        last_is_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
        words.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    }
    let id = words.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    if TAKEN.contains(&id.as_str()) { format!("my-{id}") } else { id }
}

#[cfg(test)]
mod tests {
    use super::{PLACEHOLDER, TEMPLATE, is_id, nearest_id};

    #[test]
    fn names_become_ids() {
        for (name, id) in [
            ("My Deck", "my-deck"),
            ("TCP_close.ron", "tcp-close"),
            ("openAndClose", "open-and-close"),
            ("--a--", "a"),
            ("terms", "my-terms"),
            ("../up", "up"),
        ] {
            assert!(!is_id(name), "{name}");
            assert_eq!(nearest_id(name), id);
            assert!(is_id(id), "{id}");
        }
        assert!(!is_id("第一课") && !is_id(&nearest_id("第一课")) && !is_id(""));
    }

    #[test]
    fn the_template_has_its_id_once() {
        assert_eq!(TEMPLATE.matches(&format!("id: \"{PLACEHOLDER}\"")).count(), 1);
    }
}
