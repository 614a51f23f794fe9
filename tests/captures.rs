//! Captures: files to connections to traces to the machine.

mod build;
mod command;
mod files;
mod real;
mod stories;

use crate::cases::tcp;
use ackademy::capture::{Capture, Connection, Fitted, Keep, Limits, Pair, Scan, Standing, Vantage, fit};
use ackademy::machine::{CaseOutcome, Machine};
use ackademy::wire::{Case, End};
use std::collections::BTreeSet;

/// Reads a capture in pieces of a length.
fn scan_in(bytes: &[u8], piece: usize) -> Capture {
    let mut scan = Scan::new(Keep::All, Limits::default());
    bytes.chunks(piece.max(1)).for_each(|piece| scan.feed(piece));
    assert_eq!(scan.bytes(), bytes.len() as u64);
    scan.finish()
}

/// Reads a capture; the pieces in which its bytes come make no difference.
#[track_caller]
fn scan(bytes: &[u8]) -> Capture {
    let capture = scan_in(bytes, bytes.len());
    for piece in [7, 64] {
        assert_eq!(scan_in(bytes, piece), capture, "in pieces of {piece}");
    }
    capture
}

/// A machine's first illegal step of a case.
fn judge(machine: &Machine) -> impl FnMut(&Case) -> Option<usize> {
    |case| machine.run_case(case).expect("known names").first_bad
}

/// A connection fitted to the machine, with the outcome of each of its cases.
fn run(connection: &Connection, vantage: Option<Vantage>, pairs: &[Pair]) -> (Fitted, Vec<CaseOutcome>) {
    let machine = tcp();
    let fitted = fit(connection, vantage, pairs, &mut judge(&machine));
    let outcomes = fitted.cases.iter().map(|case| machine.run_case(case).expect("known names")).collect();
    (fitted, outcomes)
}

/// The states in which an end may be when the cases are over.
fn states(machine: &Machine, outcomes: &[CaseOutcome], end: End) -> BTreeSet<String> {
    let last = outcomes.iter().filter_map(|outcome| outcome.after.last());
    last.flat_map(|both| &both[end.index()]).map(|state| machine.state_name(*state).to_owned()).collect()
}

/// The last states of both ends, joined by `|` where several are possible.
fn last(outcomes: &[CaseOutcome]) -> [String; 2] {
    let machine = tcp();
    End::BOTH.map(|end| states(&machine, outcomes, end).into_iter().collect::<Vec<_>>().join("|"))
}

/// A story as lines: the step, `#`, how it is known.
fn lines(fitted: &Fitted) -> Vec<String> {
    let notes = fitted.story.notes().enumerate().filter_map(|(index, note)| {
        let step = fitted.story.shown(index, ackademy::capture::Numbers::Relative)?;
        let why = note.inferred.map(|why| why.word()).into_iter();
        let words: Vec<&str> = why.chain(note.marks.iter().map(|mark| mark.word())).collect();
        Some(if words.is_empty() { step.to_string() } else { format!("{step} # {}", words.join(" ")) })
    });
    notes.collect()
}

/// An end in the middle of a connection about which only its state is known.
fn standing(state: &str) -> Standing {
    let zero = |name: &str| [(name.to_owned(), 0)].into();
    Standing { state: state.to_owned(), own: zero("snd_nxt"), other: zero("rcv_nxt"), ..Standing::default() }
}

fn pair(client: &str, server: &str) -> Pair {
    Pair { ends: [standing(client), standing(server)], busy: false }
}
