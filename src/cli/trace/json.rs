//! A run as one line of JSON, for other tools and test suites.

use super::Run;
use super::capture::Told;
use crate::capture::Mark;
use crate::machine::{Legal, Names, Packet, Source, StateId};
use crate::text::Text;
use crate::wire::{End, Step};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    valid: bool,
    first_bad: Option<usize>,
    kind: Option<&'a str>,
    /// What would have been legal, as lines of a trace; of an incomplete case what is owed.
    expected: Vec<String>,
    because: Option<Because<'a>>,
    states: Vec<BTreeMap<&'a str, States<'a>>>,
    /// Of a connection in a capture.
    #[serde(flatten)]
    capture: Option<Captured>,
}

/// What a capture tells besides.
#[derive(Serialize)]
struct Captured {
    client: String,
    server: String,
    /// In nanoseconds since 1970.
    first_ns: Option<u64>,
    segments: [u64; 2],
    bytes: [u64; 2],
    /// As in the list, without the end.
    fate: &'static str,
    begun_before: bool,
    vantage: &'static str,
    left_out: u64,
    steps: Vec<Known>,
}

/// A step and how it is known.
#[derive(Serialize)]
struct Known {
    step: String,
    /// The frame that shows it.
    frame: Option<u64>,
    /// Why it stands here, where it was not simply seen.
    inferred: Option<&'static str>,
    arrival: Option<&'static str>,
    marks: Vec<&'static str>,
}

#[derive(Serialize)]
struct Because<'a> {
    /// Id of the machine's rule; null where the reason is no rule's.
    rule: Option<&'a str>,
    cite: &'a str,
    why: &'a Text,
}

#[derive(Serialize)]
#[serde(untagged)]
enum States<'a> {
    One(&'a str),
    Several(Vec<&'a str>),
}

/// The line; `told` where the case is a connection of a capture.
pub(super) fn line(run: &Run<'_>, told: Option<&Told<'_>>) -> String {
    let outcome = &run.outcome;
    let line = Line {
        id: &run.case.id,
        valid: run.is_valid(),
        first_bad: outcome.first_bad,
        kind: outcome.kind.as_deref(),
        expected: expected(run),
        because: because(run),
        states: outcome.after.iter().map(|both| states(run, both)).collect(),
        capture: told.map(captured),
    };
    serde_json::to_string(&line).unwrap_or_default()
}

fn captured(told: &Told<'_>) -> Captured {
    let (connection, story) = (told.connection, &told.telling.fitted.story);
    let step = |(index, note): (usize, &crate::capture::Note)| Known {
        step: story.shown(index, told.numbers).map(|step| step.to_string()).unwrap_or_default(),
        frame: note.frame,
        inferred: note.inferred.map(|why| why.word()),
        arrival: note.arrival.map(|arrival| arrival.word()),
        marks: note.marks.iter().copied().map(Mark::word).collect(),
    };
    let [client, server] = connection.ends.map(|socket| socket.to_string());
    Captured {
        client,
        server,
        first_ns: connection.time.map(|(first, _)| first),
        segments: connection.segments,
        bytes: connection.bytes,
        fate: connection.fate.word(),
        begun_before: connection.begun_before,
        vantage: story.vantage().word(),
        left_out: connection.left_out,
        steps: story.notes().enumerate().map(step).collect(),
    }
}

fn states<'a>(run: &'a Run<'_>, both: &[Vec<StateId>; 2]) -> BTreeMap<&'a str, States<'a>> {
    let of = |end: End| {
        let names: Vec<&str> = both[end.index()].iter().map(|state| run.machine.state_name(*state)).collect();
        let states = match names.as_slice() {
            [one] => States::One(one),
            _ => States::Several(names),
        };
        (run.name(end), states)
    };
    End::BOTH.into_iter().map(of).collect()
}

/// Segments as lines of a trace, in the way of counting that the case itself uses.
fn expected(run: &Run<'_>) -> Vec<String> {
    let plain = Names::default();
    let names = if uses_symbols(run) { &run.outcome.verdict.names } else { &plain };
    let line = |from: End, packet: &Packet| {
        let segment = run.machine.show(packet, Some(from), names);
        format!("{} > {segment}", run.name(from))
    };
    let legal = run.fault().map_or(&[][..], |fault| &fault.legal);
    let owed = run.outcome.missing.iter().map(|(end, debt)| line(*end, &debt.packet));
    legal.iter().map(|Legal { from, packet, .. }| line(*from, packet)).chain(owed).collect()
}

fn uses_symbols(run: &Run<'_>) -> bool {
    run.case.trace.steps.iter().any(|step| match step {
        Step::Send { segment, .. } | Step::Inject { segment, .. } => {
            segment.fields.iter().any(|(_, term)| term.symbol.is_some())
        }
        Step::Call { .. } | Step::Arrive { .. } | Step::Timer { .. } | Step::Wait | Step::Claim { .. } => {
            false
        }
    })
}

/// The reason: of the mistake where it has a name, else of the rule that is nearest.
fn because<'a>(run: &'a Run<'_>) -> Option<Because<'a>> {
    let machine = run.machine;
    if let Some(known) = run.fault().and_then(|fault| machine.faults.get(fault.known?)) {
        return Some(Because { rule: None, cite: &known.cite, why: &known.why });
    }
    let nearest = run.fault().and_then(|fault| fault.nearest.as_ref()).map(|nearest| nearest.source);
    match nearest.or_else(|| run.outcome.missing.first().map(|(_, debt)| debt.source))? {
        Source::Reply(id) | Source::Rule(id) => {
            machine.rule(id).map(|rule| Because { rule: Some(&rule.id), cite: &rule.cite, why: &rule.why })
        }
        Source::Due(index) => {
            machine.due.get(index).map(|due| Because { rule: None, cite: "", why: &due.why })
        }
    }
}
