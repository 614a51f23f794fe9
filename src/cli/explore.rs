//! `ackademy explore`: the shortest run in which what must never happen does happen.

use super::console::Console;
use super::trace::machine_or_told;
use super::{Arguments, FAILED, FOUND, Format, GOOD};
use crate::app::explorer::{bounds_words, gave_up_words, timer_lengths, violated_words};
use crate::machine::{
    Bounds, Continue, GaveUp, Machine, Outcome, Progress, Property, StateId, Task, explore,
};
use crate::text::say_with;
use crate::wire::{End, Trace};
use clap::{Args, value_parser};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, IsTerminal};

// The comments below are what `--help` shows.

/// What is to be explored. What is not given is as the property says.
#[derive(Clone, Debug, Args)]
pub struct Explore {
    /// The machine or variant: its id, or its file
    pub variant: String,
    /// What must never happen: a property in the machine's file
    #[arg(long, value_name = "PROPERTY")]
    pub never: String,
    /// Segments that the network may lose [default of this and the others: the property's]
    #[arg(long, value_name = "N")]
    pub losses: Option<u8>,
    /// Copies of segments that the network may make
    #[arg(long, value_name = "N")]
    pub duplicates: Option<u8>,
    /// Let segments overtake each other
    #[arg(long)]
    pub reorder: bool,
    /// Let an end wait before it sends what it owes
    #[arg(long)]
    pub lazy: bool,
    /// Segments that may be in flight at once
    #[arg(long, value_name = "N", value_parser = value_parser!(u8).range(1..=12))]
    pub in_flight: Option<u8>,
    /// Steps of the longest run
    #[arg(long, value_name = "N")]
    pub depth: Option<u32>,
    /// Give up at more configurations than this; a million take some 50 MB
    #[arg(long, value_name = "N")]
    pub states: Option<usize>,
    /// Another length of a timer, as in retransmission=3; may be given several times
    #[arg(long, value_name = "TIMER=N")]
    pub ticks: Vec<String>,
    /// How the outcome is written
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Explores a machine.
pub(super) fn run(wanted: &Explore, arguments: &Arguments, console: &mut Console<'_>) -> io::Result<u8> {
    let machine = match machine_or_told(&wanted.variant, arguments, console)? {
        Ok(machine) => machine,
        Err(status) => return Ok(status),
    };
    let Some(property) = machine.properties.iter().find(|property| property.id == wanted.never) else {
        let known: Vec<&str> = machine.properties.iter().map(|property| property.id.as_str()).collect();
        let args = [
            ("machine", machine.id.as_str().into()),
            ("id", wanted.never.as_str().into()),
            ("known", known.as_slice().into()),
        ];
        return console.fail("explore-no-such-property", &args);
    };
    let bounds = match bounds(wanted, &machine, property) {
        Ok(bounds) => bounds,
        Err(found) => {
            let known: Vec<&str> = machine.timers.iter().map(|timer| timer.name.as_str()).collect();
            let args = [("found", found.into()), ("known", known.as_slice().into())];
            return console.fail("explore-bad-ticks", &args);
        }
    };
    let aloud = io::stderr().is_terminal();
    let mut tell = |progress: Progress| {
        if aloud && progress.states > 1 {
            let args = [("states", progress.states.into()), ("depth", i64::from(progress.depth).into())];
            let text = say_with(console.lang, "explore-progress", &args);
            // Nothing is lost where this can't be written.
            let _ = write!(console.err, "\r{text}").and_then(|()| console.err.flush());
        }
        Continue::On
    };
    let outcome = explore(&machine, property, &bounds, &mut tell);
    if aloud {
        write!(console.err, "\r\u{1b}[K")?;
    }
    let report = Report { machine: &machine, property, bounds: &bounds, outcome: &outcome };
    match wanted.format {
        Format::Text => report.print(console)?,
        Format::Json => writeln!(console.out, "{}", report.json())?,
    }
    Ok(match outcome {
        Outcome::Violated { .. } => FOUND,
        Outcome::Holds { .. } => GOOD,
        Outcome::GaveUp { .. } => FAILED,
    })
}

fn bounds(wanted: &Explore, machine: &Machine, property: &Property) -> Result<Bounds, String> {
    let mut bounds = property.within.clone();
    bounds.losses = wanted.losses.unwrap_or(bounds.losses);
    bounds.duplicates = wanted.duplicates.unwrap_or(bounds.duplicates);
    bounds.reorder |= wanted.reorder;
    bounds.lazy |= wanted.lazy;
    bounds.in_flight = wanted.in_flight.unwrap_or(bounds.in_flight);
    bounds.depth = wanted.depth.unwrap_or(bounds.depth);
    bounds.most_states = wanted.states.unwrap_or(bounds.most_states);
    for text in &wanted.ticks {
        let (name, length) = text.split_once('=').ok_or_else(|| text.clone())?;
        let timer = machine.timers.iter().position(|timer| timer.name == name).ok_or_else(|| text.clone())?;
        let length = length.parse().ok().filter(|length| *length > 0).ok_or_else(|| text.clone())?;
        bounds.ticks.retain(|(known, _)| usize::from(*known) != timer);
        bounds.ticks.push((timer as u8, length));
    }
    Ok(bounds)
}

struct Report<'a> {
    machine: &'a Machine,
    property: &'a Property,
    bounds: &'a Bounds,
    outcome: &'a Outcome,
}

impl Report<'_> {
    fn print(&self, console: &mut Console<'_>) -> io::Result<()> {
        let args = [
            ("machine", self.machine.title.get(console.lang).into()),
            ("is", self.property.is.get(console.lang).into()),
        ];
        let is = say_with(console.lang, "explore-what", &args);
        match self.outcome {
            Outcome::Violated { trace, states, .. } => {
                // The whole is a trace again: what is said about it stands behind a #.
                let found = violated_words(trace, *states, console.lang);
                console.lines(&format!("# {is}"))?;
                console.lines(&format!("# {found}"))?;
                self.run(trace, console)
            }
            Outcome::Holds { states, depth, cut, .. } => {
                console.lines(&is)?;
                let args = [("states", (*states).into()), ("depth", i64::from(*depth).into())];
                console.say("explore-holds", &args)?;
                let lines = bounds_words(self.machine, self.bounds, *cut, console.lang);
                lines.iter().try_for_each(|line| console.lines(line))
            }
            Outcome::GaveUp { states, depth, why } => {
                console.lines(&is)?;
                let lang = console.lang;
                console.lines(&gave_up_words(*states, *depth, *why, lang))
            }
        }
    }

    /// The run, with the states of both ends behind each step.
    fn run(&self, trace: &Trace, console: &mut Console<'_>) -> io::Result<()> {
        let text = trace.to_string();
        let headers = text.lines().count() - trace.steps.len();
        let width = text.lines().map(str::len).max().unwrap_or(0);
        let mut after = self.states(trace).into_iter();
        let names = self.machine.states.iter().map(|state| state.name.len()).max().unwrap_or(0);
        for (index, line) in text.lines().enumerate() {
            let both = if index < headers { None } else { after.next() };
            match both {
                None => console.lines(line)?,
                Some([first, second]) => {
                    console.lines(&format!("{line:width$}  # {first:names$}  {second}"))?;
                }
            }
        }
        Ok(())
    }

    fn states(&self, trace: &Trace) -> Vec<[String; 2]> {
        let Ok((resolved, skipped)) = self.machine.resolve(trace, None) else { return Vec::new() };
        let verdict = self.machine.run(&resolved, &Task::default());
        let names = |states: &[StateId]| {
            let names: Vec<&str> = states.iter().map(|state| self.machine.state_name(*state)).collect();
            names.join("/")
        };
        let after = verdict.after.get(skipped..).unwrap_or_default();
        after.iter().map(|both| End::BOTH.map(|end| names(&both[end.index()]))).collect()
    }

    fn json(&self) -> Value {
        let mut json = json!({
            "machine": self.machine.id,
            "property": self.property.id,
            "bounds": {
                "losses": self.bounds.losses,
                "duplicates": self.bounds.duplicates,
                "reorder": self.bounds.reorder,
                "lifetime_ticks": self.bounds.lifetime_ticks,
                "in_flight": self.bounds.in_flight,
                "connections": self.bounds.connections,
                "lazy": self.bounds.lazy,
                "same_numbers": self.bounds.same_numbers,
                "ticks": timer_lengths(self.machine, self.bounds).into_iter().collect::<BTreeMap<_, _>>(),
                "depth": self.bounds.depth,
                "states": self.bounds.most_states,
            },
        });
        let more = match self.outcome {
            Outcome::Violated { trace, steps, states } => {
                let lines: Vec<String> = trace.steps.iter().map(ToString::to_string).collect();
                json!({"outcome": "violated", "states": states, "steps": steps, "trace": lines,
                    "after": self.states(trace)})
            }
            Outcome::Holds { states, depth, cut, .. } => {
                let cut = json!({"crowded": cut.crowded, "connections": cut.connections, "deep": cut.deep});
                json!({"outcome": "holds", "states": states, "depth_reached": depth, "cut": cut})
            }
            Outcome::GaveUp { states, depth, why } => {
                let why = match why {
                    GaveUp::Full => "full",
                    GaveUp::Stopped => "stopped",
                };
                json!({"outcome": "gave-up", "states": states, "depth_reached": depth, "why": why})
            }
        };
        if let (Value::Object(json), Value::Object(more)) = (&mut json, more) {
            json.extend(more);
        }
        json
    }
}
