//! What a capture shows, in words: the same on the screen and on the command line.

use crate::capture::{Arrival, ClientBy, Connection, Damage, DamageKind, Mark, Note};
use crate::machine::{Machine, StateId};
use crate::text::{Arg, Lang, say, say_with};
use jiff::Timestamp;

/// So many possible states of an end are named at one step.
const MOST_STATES: usize = 3;
const NANOS: u64 = 1_000_000_000;

/// The fate of a connection.
pub fn fate(connection: &Connection, machine: &Machine, lang: Lang) -> String {
    let role = connection.fate.by().map_or("", |end| machine.role_name(end, lang));
    let fate = say_with(lang, connection.fate.key(), &[("role", role.into())]);
    if connection.begun_before {
        say_with(lang, "capture-begun-before", &[("fate", fate.into())])
    } else {
        fate
    }
}

/// Why one end is taken for the client: a key.
pub fn client_by(by: ClientBy) -> &'static str {
    match by {
        ClientBy::Syn => "capture-by-syn",
        ClientBy::SynAck => "capture-by-syn-ack",
        ClientBy::Port => "capture-by-port",
        ClientBy::First => "capture-by-first",
    }
}

/// A moment, in UTC, to the millisecond.
pub fn moment(nanos: u64) -> String {
    let text = Timestamp::from_nanosecond(i128::from(nanos)).map(|at| at.strftime("%F %T%.3f").to_string());
    text.unwrap_or_default()
}

/// Seconds since the first segment.
pub fn since(first: u64, at: u64) -> String {
    let nanos = at.saturating_sub(first);
    format!("{}.{:06}", nanos / NANOS, nanos % NANOS / 1000)
}

/// Seconds between two moments, to the millisecond.
pub fn span(first: u64, last: u64) -> String {
    let millis = last.saturating_sub(first) / (NANOS / 1000);
    format!("{}.{:03}", millis / 1000, millis % 1000)
}

/// The states of an end, a few of them by name.
pub fn states(machine: &Machine, states: &[StateId], lang: Lang) -> String {
    match states.get(..MOST_STATES) {
        Some(few) if few.len() < states.len() => format!("{} …", machine.states_in_words(few, lang)),
        Some(_) | None => machine.states_in_words(states, lang),
    }
}

/// How a step is known; nothing where it was simply seen.
pub fn remark(note: &Note, lang: Lang) -> String {
    let inferred = note.inferred.map(|why| say(lang, why.key()).into_owned());
    let lost = note.inferred.is_none() && note.arrival == Some(Arrival::Lost);
    let lost = lost.then(|| say(lang, "capture-lost").into_owned());
    let marks = note.marks.iter().map(|mark| match mark {
        Mark::Part { part, of } => {
            say_with(lang, mark.key(), &[("part", (*part).into()), ("of", (*of).into())])
        }
        Mark::Repeated | Mark::KeepAlive | Mark::Overtaken => say(lang, mark.key()).into_owned(),
    });
    let between = match lang {
        Lang::En => "; ",
        Lang::Zh => "\u{ff1b}",
    };
    inferred.into_iter().chain(marks).chain(lost).collect::<Vec<_>>().join(between)
}

/// That segments were captured twice, where some were.
pub fn copies(connection: &Connection, lang: Lang) -> Option<String> {
    let args = [("copies", (connection.copies as usize).into())];
    (connection.copies > 0).then(|| say_with(lang, "capture-copies", &args))
}

/// That the middle of a long connection is left out, where it is.
pub fn left_out(connection: &Connection, lang: Lang) -> Option<String> {
    let kept = connection.caught.len();
    let args = [
        ("first", connection.left_at.into()),
        ("last", kept.saturating_sub(connection.left_at).into()),
        ("left", (connection.left_out as usize).into()),
    ];
    (connection.left_out > 0).then(|| say_with(lang, "capture-left-out", &args))
}

/// Where a file is damaged: the values of `capture-damaged`.
pub fn damage(damage: &Damage, name: &str) -> [(&'static str, Arg); 4] {
    let (what, number) = match damage.kind {
        DamageKind::NotACapture => ("not-a-capture", 0),
        DamageKind::CutOff { there } => ("cut-off", there),
        DamageKind::BadLength { length } => ("bad-length", length),
        DamageKind::NoInterface { interface } => ("no-interface", u64::from(interface)),
        DamageKind::BadRecord => ("other", 0),
    };
    // As words: a number would be written with separators in some languages.
    [
        ("name", name.into()),
        ("at", damage.at.to_string().into()),
        ("what", what.into()),
        ("number", number.to_string().into()),
    ]
}
