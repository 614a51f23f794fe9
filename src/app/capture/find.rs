//! The filter above the list of connections.

use super::words;
use crate::capture::{Connection, Fate};
use crate::machine::Machine;
use crate::text::Lang;
use std::fmt::Write as _;

/// Indices of the connections that have all the words of a filter: parts of an address, a port, a number,
/// or of what became of the connection, in any case.
pub(super) fn found(
    connections: &[Connection],
    filter: &str,
    machine: Option<&Machine>,
    lang: Lang,
) -> Vec<usize> {
    let wanted: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    if wanted.is_empty() {
        return (0..connections.len()).collect();
    }
    let mut fates = Fates { machine, lang, known: Vec::new() };
    let mut text = String::new();
    let mut fits = |connection: &Connection| {
        let [client, server] = connection.ends;
        text.clear();
        // Writing into a text does not fail. Numbers and addresses have no capitals.
        let _ = write!(text, "#{} {client} {server} {}", connection.number, fates.of(connection));
        wanted.iter().all(|word| text.contains(word.as_str()))
    };
    (0..connections.len()).filter(|at| connections.get(*at).is_some_and(&mut fits)).collect()
}

/// Fates in small letters. There are few, and many connections share one.
struct Fates<'a> {
    machine: Option<&'a Machine>,
    lang: Lang,
    known: Vec<((Fate, bool), String)>,
}

impl Fates<'_> {
    fn of(&mut self, connection: &Connection) -> &str {
        let fate = (connection.fate, connection.begun_before);
        let at = self.known.iter().position(|(known, _)| *known == fate).unwrap_or_else(|| {
            let words = self.machine.map(|machine| words::fate(connection, machine, self.lang));
            self.known.push((fate, words.unwrap_or_default().to_lowercase()));
            self.known.len() - 1
        });
        self.known.get(at).map_or("", |(_, words)| words)
    }
}
