//! Captures: the list of their connections, or one of them step by step.

use super::super::console::Console;
use super::super::{FAILED, FOUND, Format, GOOD};
use super::source::Stream;
use super::{Run, Tally, Wanted, json, rows};
use crate::app::capture::{Telling, Untold, beginnings_of, words};
use crate::capture::{Capture, Connection, Keep, Numbers, Pair, Vantage};
use crate::diagnostic::{Finding, Place};
use crate::machine::Machine;
use crate::text::{Lang, say, say_with};
use crate::wire::End;
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
    pub telling: &'a Telling,
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
            let pairs = if somewhere { beginnings_of(machine) } else { Vec::new() };
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
    let Some(damage) = &capture.damage else { return Ok(GOOD) };
    let finding = Finding::warning("capture::damaged", Place::file(name));
    let finding = words::damage(damage, name).into_iter().fold(finding, |f, (key, value)| f.with(key, value));
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

/// Runs one connection.
fn one(
    connection: &Connection,
    look: Look,
    machine: &Machine,
    pairs: &[Pair],
    format: Format,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    let telling = match Telling::of(connection, look.vantage, machine, pairs, &|| false) {
        Ok(telling) => telling,
        Err(Untold::Unknown(unknown, case)) => {
            return console.fail_with(&super::unknown_in_case(&unknown, &case));
        }
        Err(Untold::NoBeginning | Untold::Stopped) => {
            return console.fail("capture-no-beginning", &[("machine", machine.id.as_str().into())]);
        }
    };
    let Some(case) = telling.fitted.cases.first() else { return Ok(FAILED) };
    let run = Run { machine, case, outcome: telling.outcome.clone() };
    let told = Told { connection, telling: &telling, numbers: look.numbers };
    let mut tally = Tally::default();
    tally.count(&run);
    match format {
        Format::Json => writeln!(console.out, "{}", json::line(&run, Some(&told)))?,
        Format::Text => print(&run, &told, console)?,
    }
    Ok(tally.status())
}

fn print(run: &Run<'_>, told: &Told<'_>, console: &mut Console<'_>) -> io::Result<()> {
    let (connection, telling, lang) = (told.connection, told.telling, console.lang);
    let [client, server] = connection.ends;
    let sum = |both: [u64; 2]| both.iter().sum::<u64>() as usize;
    let args = [
        ("number", connection.number.into()),
        ("client", client.to_string().into()),
        ("server", server.to_string().into()),
        ("segments", sum(connection.segments).into()),
        ("bytes", sum(connection.bytes).into()),
        ("fate", words::fate(connection, run.machine, lang).into()),
    ];
    console.say("capture-connection", &args)?;
    console.say(words::client_by(connection.client_by), &[])?;
    console.say(telling.fitted.story.vantage().key(), &[])?;
    starts(run.machine, telling, console)?;
    if let Some(line) = words::copies(connection, lang) {
        console.lines(&line)?;
    }
    writeln!(console.out)?;
    for line in rows::steps(run, told, lang) {
        console.lines(&line)?;
    }
    writeln!(console.out)?;
    if let Some(line) = words::left_out(connection, lang) {
        console.lines(&line)?;
    }
    match run.is_valid() {
        true => {
            console.say("trace-legal", &[])?;
            endings(run.machine, telling, console)
        }
        false => console.lines(&run.outcome.words(run.machine, lang)),
    }
}

/// The beginnings that fit, where the opening is not in the capture.
fn starts(machine: &Machine, telling: &Telling, console: &mut Console<'_>) -> io::Result<()> {
    let pairs = telling.starts(machine);
    if pairs.is_empty() {
        return Ok(());
    }
    let more = if pairs.len() > MOST_NAMED { " …" } else { "" };
    let pair = |[client, server]: [String; 2]| format!("({client}, {server})");
    let list = pairs.into_iter().take(MOST_NAMED).map(pair).collect::<Vec<_>>().join(" ") + more;
    let role = |end: End| machine.role_name(end, console.lang).to_owned();
    let args =
        [("client", role(End::First).into()), ("server", role(End::Second).into()), ("pairs", list.into())];
    console.say("capture-starts", &args)
}

/// The states that are possible besides if the last segments were lost behind the capture.
fn endings(machine: &Machine, telling: &Telling, console: &mut Console<'_>) -> io::Result<()> {
    for (end, states) in End::BOTH.into_iter().zip(&telling.endings).filter(|(_, states)| !states.is_empty())
    {
        let states = machine.states_in_words(states, console.lang);
        let role = machine.role_name(end, console.lang).to_owned();
        console.say("capture-ending", &[("role", role.into()), ("states", states.into())])?;
    }
    Ok(())
}

/// A word of the interface.
pub(super) fn word(lang: Lang, key: &str) -> String {
    say(lang, key).into_owned()
}
