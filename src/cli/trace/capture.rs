//! Captures: the list of their connections, or one of them step by step.

use super::super::console::Console;
use super::super::{FAILED, FOUND, Format, GOOD};
use super::source::Stream;
use super::{Run, Tally, Wanted, json, meet, rows};
use crate::capture::{Capture, Connection, Damage, DamageKind, Fitted, Keep, Numbers, Pair, Vantage, fit};
use crate::diagnostic::{Finding, Place};
use crate::machine::{CaseOutcome, Machine, StateId};
use crate::text::{Lang, say, say_with};
use crate::wire::{Case, End, StartState};
use std::collections::BTreeSet;
use std::io;

/// So many beginnings are named.
const MOST_NAMED: usize = 10;

/// How connections are looked at.
#[derive(Clone, Copy, Default)]
pub(in crate::cli) struct Look {
    /// Where the capture was taken; found out where not said.
    pub vantage: Option<Vantage>,
    /// How numbers are shown.
    pub numbers: Numbers,
}

/// A connection that was run through a machine.
pub(super) struct Told<'a> {
    pub connection: &'a Connection,
    pub fitted: &'a Fitted,
    pub numbers: Numbers,
}

/// Lists the connections of a capture, or runs one.
pub(super) fn trace(
    wanted: &Wanted<'_>,
    look: Look,
    mut stream: Stream,
    machine: &Machine,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    let name = wanted.file.display().to_string();
    let mut capture = match stream.scan(Keep::All, console) {
        Ok(capture) => capture,
        Err(error) => return console.fail_with(&[unreadable(&name, &error)]),
    };
    if let Some(number) = wanted.case {
        let found = capture.connections.iter().find(|c| c.number.to_string() == number).cloned();
        let Some(found) = found else {
            let args = [("id", number.into()), ("count", capture.connections.len().into())];
            return console.fail("capture-no-such-case", &args);
        };
        // The first reading keeps segments of all connections as long as there is room.
        let again =
            (found.left_out > 0 && stream.rewind()).then(|| stream.scan(Keep::One(found.number), console));
        let whole = match again {
            Some(Ok(again)) => again.connections.into_iter().find(|c| c.number == found.number),
            Some(Err(error)) => return console.fail_with(&[unreadable(&name, &error)]),
            None => None,
        };
        capture.connections = vec![whole.unwrap_or(found)];
    }
    let damaged = tell_damage(&capture, &name, console)?;
    if capture.connections.is_empty() && damaged < FAILED {
        let args = [("name", name.into()), ("frames", (capture.frames as usize).into())];
        return console.fail("capture-no-connection", &args);
    }
    tell_passed(&capture, console)?;
    let status = match (wanted.format, capture.connections.as_slice()) {
        (Format::Text, [_, _, ..]) => list(&capture, machine, console)?,
        (Format::Text | Format::Json, connections) => {
            let somewhere = connections.iter().any(|connection| connection.begun_before);
            let pairs = if somewhere { meet::pairs(machine) } else { Vec::new() };
            let mut status = GOOD;
            for connection in connections {
                status = status.max(one(connection, look, machine, &pairs, wanted.format, console)?);
            }
            status
        }
    };
    Ok(status.max(damaged))
}

fn unreadable(name: &str, error: &io::Error) -> Finding {
    let finding = Finding::error("content::unreadable", Place::file(name));
    finding.with("name", name).with("detail", error.to_string())
}

/// Says where the file is damaged. Nothing can be used of what is no capture at all.
fn tell_damage(capture: &Capture, name: &str, console: &mut Console<'_>) -> io::Result<u8> {
    let Some(Damage { at, kind }) = &capture.damage else { return Ok(GOOD) };
    let (what, number) = match kind {
        DamageKind::NotACapture => ("not-a-capture", 0),
        DamageKind::CutOff { there } => ("cut-off", *there),
        DamageKind::BadLength { length } => ("bad-length", *length),
        DamageKind::NoInterface { interface } => ("no-interface", u64::from(*interface)),
        DamageKind::BadRecord => ("other", 0),
    };
    let finding = Finding::warning("capture::damaged", Place::file(name))
        .with("name", name)
        .with("at", at.to_string())
        .with("what", what)
        .with("number", number.to_string());
    console.fail_with(&[finding])?;
    Ok(if capture.frames == 0 { FAILED } else { FOUND })
}

fn tell_passed(capture: &Capture, console: &mut Console<'_>) -> io::Result<()> {
    let passed = &capture.passed;
    let lang = console.lang;
    if passed.unreadable + passed.fragments + passed.unknown_link > 0 {
        let args = [
            ("unreadable", (passed.unreadable as usize).into()),
            ("fragments", (passed.fragments as usize).into()),
            ("links", (passed.unknown_link as usize).into()),
        ];
        writeln!(console.err, "{}", say_with(lang, "capture-passed", &args))?;
    }
    if passed.beyond_limit > 0 {
        let args = [("segments", (passed.beyond_limit as usize).into())];
        writeln!(console.err, "{}", say_with(lang, "capture-beyond", &args))?;
    }
    Ok(())
}

fn list(capture: &Capture, machine: &Machine, console: &mut Console<'_>) -> io::Result<u8> {
    for line in rows::list(&capture.connections, machine, console.lang) {
        console.lines(&line)?;
    }
    writeln!(console.out)?;
    console.say("capture-found", &[("count", capture.connections.len().into())])?;
    Ok(GOOD)
}

/// The fate of a connection in words.
pub(super) fn fate(connection: &Connection, machine: &Machine, lang: Lang) -> String {
    let role = connection.fate.by().map_or("", |end| machine.role_name(end, lang));
    let fate = say_with(lang, connection.fate.key(), &[("role", role.into())]);
    if connection.begun_before {
        say_with(lang, "capture-begun-before", &[("fate", fate.into())])
    } else {
        fate
    }
}

/// Runs one connection.
fn one(
    connection: &Connection,
    look: Look,
    machine: &Machine,
    pairs: &[Pair],
    format: Format,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    // A machine that does not know TCP's names can make nothing of any step.
    let mut judge = |case: &Case| machine.run_case(case).map_or(Some(0), |outcome| outcome.first_bad);
    let fitted = fit(connection, look.vantage, pairs, &mut judge);
    if pairs.is_empty() && !fitted.story.has_opening() {
        return console.fail("capture-no-beginning", &[("machine", machine.id.as_str().into())]);
    }
    let mut outcomes = Vec::new();
    for case in &fitted.cases {
        match machine.run_case(case) {
            Ok(outcome) => outcomes.push(outcome),
            Err(unknown) => return console.fail_with(&super::unknown_in_case(&unknown, case)),
        }
    }
    let (Some(case), Some(outcome)) = (fitted.cases.first(), together(outcomes)) else { return Ok(FAILED) };
    let run = Run { machine, case, outcome };
    let told = Told { connection, fitted: &fitted, numbers: look.numbers };
    let mut tally = Tally::default();
    tally.count(&run);
    match format {
        Format::Json => writeln!(console.out, "{}", json::line(&run, Some(&told)))?,
        Format::Text => print(&run, &told, console)?,
    }
    Ok(tally.status())
}

/// One outcome for several beginnings: each end may be in any of the states.
fn together(outcomes: Vec<CaseOutcome>) -> Option<CaseOutcome> {
    outcomes.into_iter().reduce(|mut all, one| {
        for (all, one) in all.after.iter_mut().zip(one.after) {
            for (all, one) in all.iter_mut().zip(one) {
                let states: BTreeSet<StateId> = all.iter().copied().chain(one).collect();
                *all = states.into_iter().collect();
            }
        }
        all
    })
}

fn print(run: &Run<'_>, told: &Told<'_>, console: &mut Console<'_>) -> io::Result<()> {
    let (connection, fitted, lang) = (told.connection, told.fitted, console.lang);
    let [client, server] = connection.ends;
    let sum = |both: [u64; 2]| both.iter().sum::<u64>() as usize;
    let args = [
        ("number", connection.number.into()),
        ("client", client.to_string().into()),
        ("server", server.to_string().into()),
        ("segments", sum(connection.segments).into()),
        ("bytes", sum(connection.bytes).into()),
        ("fate", fate(connection, run.machine, lang).into()),
    ];
    console.say("capture-connection", &args)?;
    console.say(rows::client_by(connection.client_by), &[])?;
    console.say(fitted.story.vantage().key(), &[])?;
    starts(run.machine, fitted, console)?;
    if connection.copies > 0 {
        console.say("capture-copies", &[("copies", (connection.copies as usize).into())])?;
    }
    writeln!(console.out)?;
    for line in rows::steps(run, told, lang) {
        console.lines(&line)?;
    }
    writeln!(console.out)?;
    if connection.left_out > 0 {
        let kept = connection.caught.len();
        let args = [
            ("first", connection.left_at.into()),
            ("last", kept.saturating_sub(connection.left_at).into()),
            ("left", (connection.left_out as usize).into()),
        ];
        console.say("capture-left-out", &args)?;
    }
    match run.is_valid() {
        true => {
            console.say("trace-legal", &[])?;
            endings(run, fitted, console)
        }
        false => console.lines(&run.outcome.words(run.machine, lang)),
    }
}

/// The state in which an end begins in a case; nothing where the machine's own is meant.
fn begins<'a>(machine: &Machine, case: &'a Case, end: End) -> Option<&'a str> {
    case.start.get(machine.role(end)).map(|start| match start {
        StartState::With { state, .. } | StartState::State(state) => state.as_str(),
    })
}

/// The states in which an end may begin.
pub(super) fn beginnings(machine: &Machine, fitted: &Fitted, end: End) -> Vec<StateId> {
    let own = machine.start.get(end.index()).copied();
    let states = fitted.cases.iter().map(|case| match begins(machine, case, end) {
        Some(state) => machine.state(state),
        None => own,
    });
    let states: BTreeSet<StateId> = states.flatten().collect();
    states.into_iter().collect()
}

/// The beginnings that fit, where the opening is not in the capture.
fn starts(machine: &Machine, fitted: &Fitted, console: &mut Console<'_>) -> io::Result<()> {
    if fitted.story.has_opening() {
        return Ok(());
    }
    let pair = |case: &Case| {
        let [client, server] = End::BOTH.map(|end| begins(machine, case, end).unwrap_or_default());
        format!("({client}, {server})")
    };
    let pairs: BTreeSet<String> = fitted.cases.iter().map(pair).collect();
    let more = if pairs.len() > MOST_NAMED { " …" } else { "" };
    let list = pairs.into_iter().take(MOST_NAMED).collect::<Vec<_>>().join(" ") + more;
    let role = |end: End| machine.role_name(end, console.lang).to_owned();
    let args =
        [("client", role(End::First).into()), ("server", role(End::Second).into()), ("pairs", list.into())];
    console.say("capture-starts", &args)
}

/// The states that are possible besides if the last segments were lost behind the capture.
fn endings(run: &Run<'_>, fitted: &Fitted, console: &mut Console<'_>) -> io::Result<()> {
    let outcomes = fitted.endings.iter().filter_map(|case| run.machine.run_case(case).ok());
    let legal: Vec<_> = outcomes.filter(|outcome| outcome.first_bad.is_none()).collect();
    for end in End::BOTH {
        let told = run.outcome.after.last().map_or(&[][..], |both| &both[end.index()]);
        let other: BTreeSet<StateId> = legal
            .iter()
            .filter_map(|outcome| outcome.after.last())
            .flat_map(|both| &both[end.index()])
            .copied()
            .collect();
        let other: Vec<StateId> = other.into_iter().filter(|state| !told.contains(state)).collect();
        if !other.is_empty() {
            let states = run.machine.states_in_words(&other, console.lang);
            let role = run.machine.role_name(end, console.lang).to_owned();
            console.say("capture-ending", &[("role", role.into()), ("states", states.into())])?;
        }
    }
    Ok(())
}

/// A word of the interface.
pub(super) fn word(lang: Lang, key: &str) -> String {
    say(lang, key).into_owned()
}
