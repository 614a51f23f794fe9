//! Captures as tables: the connections, or the steps of one.

use super::Run;
use super::capture::{Told, beginnings, fate, word};
use super::table::{WRONG, align};
use crate::capture::{Arrival, ClientBy, Connection, Mark, Note};
use crate::machine::{Machine, StateId};
use crate::text::{Lang, say, say_with};
use crate::wire::{End, Step};
use jiff::Timestamp;

/// Stands before a step that was inferred.
const INFERRED: &str = "~";
/// So many possible states of an end are named at one step.
const MOST_NAMED: usize = 3;
const NANOS: u64 = 1_000_000_000;

/// The connections, a line each.
pub(super) fn list(connections: &[Connection], machine: &Machine, lang: Lang) -> Vec<String> {
    let heads = [
        "capture-number",
        "capture-client",
        "capture-server",
        "capture-first",
        "capture-segments",
        "capture-bytes",
        "capture-fate",
    ];
    let mut rows = vec![heads.map(|key| word(lang, key)).to_vec()];
    for connection in connections {
        let [client, server] = connection.ends;
        let sum = |both: [u64; 2]| both.iter().sum::<u64>().to_string();
        rows.push(vec![
            connection.number.to_string(),
            client.to_string(),
            server.to_string(),
            connection.time.map_or(String::new(), |(first, _)| moment(first)),
            sum(connection.segments),
            sum(connection.bytes),
            fate(connection, machine, lang),
        ]);
    }
    align(&rows)
}

/// A moment, in UTC, to the millisecond.
fn moment(nanos: u64) -> String {
    let text = Timestamp::from_nanosecond(i128::from(nanos)).map(|at| at.strftime("%F %T%.3f").to_string());
    text.unwrap_or_default()
}

/// Why one end is taken for the client: a key.
pub(super) fn client_by(by: ClientBy) -> &'static str {
    match by {
        ClientBy::Syn => "capture-by-syn",
        ClientBy::SynAck => "capture-by-syn-ack",
        ClientBy::Port => "capture-by-port",
        ClientBy::First => "capture-by-first",
    }
}

/// The steps of a connection with the states after each.
pub(super) fn steps(run: &Run<'_>, told: &Told<'_>, lang: Lang) -> Vec<String> {
    let story = &told.fitted.story;
    let role = |end: End| run.machine.role_name(end, lang).to_owned();
    let head = |key: &str| word(lang, key);
    let (frame, seconds, step) = (head("capture-frame"), head("capture-seconds"), head("trace-step"));
    let mut rows = vec![vec![
        String::new(),
        String::new(),
        frame,
        seconds,
        step,
        role(End::First),
        role(End::Second),
        head("capture-note"),
    ]];
    let named = |states: &[StateId]| match states.get(..MOST_NAMED) {
        Some(few) if few.len() < states.len() => format!("{} …", run.machine.states_in_words(few, lang)),
        Some(_) | None => run.machine.states_in_words(states, lang),
    };
    let begins = |end: End| named(&beginnings(run.machine, told.fitted, end));
    let (before, [client, server]) = (head("trace-start"), End::BOTH.map(begins));
    let nothing = String::new;
    rows.push(vec![nothing(), nothing(), nothing(), nothing(), before, client, server, nothing()]);
    let first = told.connection.time.map_or(0, |(first, _)| first);
    let shown: Vec<Step> = (0..story.len()).filter_map(|index| story.shown(index, told.numbers)).collect();
    for (index, (mut step, note)) in shown.into_iter().zip(story.notes()).enumerate() {
        let after = run.outcome.after.get(index);
        let states = |end: End| after.map_or(String::new(), |both| named(&both[end.index()]));
        let mark = match (run.outcome.first_bad == Some(index), note.inferred) {
            (true, _) => WRONG,
            (false, Some(_)) => INFERRED,
            (false, None) => "",
        };
        if let Step::Send { fate: crate::wire::Fate::Delivered | crate::wire::Fate::Lost, label, .. } =
            &mut step
        {
            *label = None;
        }
        rows.push(vec![
            mark.to_owned(),
            (index + 1).to_string(),
            note.frame.map_or(String::new(), |frame| frame.to_string()),
            note.at.map_or(String::new(), |at| since(first, at)),
            step.to_string(),
            states(End::First),
            states(End::Second),
            remark(note, lang),
        ]);
    }
    align(&rows)
}

/// Seconds since the first segment.
fn since(first: u64, at: u64) -> String {
    let nanos = at.saturating_sub(first);
    format!("{}.{:06}", nanos / NANOS, nanos % NANOS / 1000)
}

fn remark(note: &Note, lang: Lang) -> String {
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
