//! The filter above the list of connections.

use super::words;
use crate::capture::Connection;
use crate::machine::Machine;
use crate::text::Lang;

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
    let fits = |connection: &Connection| {
        let [client, server] = connection.ends;
        let fate = machine.map(|machine| words::fate(connection, machine, lang)).unwrap_or_default();
        let text = format!("#{} {client} {server} {fate}", connection.number).to_lowercase();
        wanted.iter().all(|word| text.contains(word.as_str()))
    };
    let numbered = connections.iter().enumerate();
    numbered.filter(|(_, connection)| fits(connection)).map(|(index, _)| index).collect()
}
