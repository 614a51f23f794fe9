//! A run of the explorer as a trace, so that it can be read, checked and drawn.

use super::ends::Sent;
use super::space::{Flight, Space, Step};
use crate::machine::model::{Field, Type};
use crate::wire::{self, Calls, End, Fate, Segment, Term, Trace};

/// A number this far behind a symbol is still written with it.
const NEAR: i64 = 1000;

/// What a line of the trace will be.
enum Line {
    Step(wire::Step),
    /// A segment leaves; the lines in which it arrives.
    Sent {
        from: End,
        segment: Segment,
        lost: bool,
        arrives: Vec<usize>,
    },
    /// The segment of this line arrives.
    Arrives(usize),
}

/// Writes a run down.
pub(super) fn retell(space: &mut Space<'_>, run: &[Step]) -> Trace {
    let mut config = space.start();
    let mut lines: Vec<Line> = Vec::new();
    // Which line sent each segment that is still in flight, the oldest first.
    let mut flying: Vec<(Flight, usize)> = Vec::new();
    for step in run {
        let line = match *step {
            Step::Call(end, slot) => call(space, end, slot),
            Step::Timer(end, timer) => space.timer(end, timer),
            Step::Tick => {
                flying =
                    flying.iter().filter_map(|(known, line)| Some((space.aged(*known)?, *line))).collect();
                Some(Line::Step(wire::Step::Wait))
            }
            Step::Send(end, debt, lost) => {
                let sent = space.ends.send(end, config.ends[end.index()], debt).map(|(packet, _)| packet);
                let sent = sent.and_then(|packet| space.ends.sent(packet)).copied();
                sent.map(|sent| {
                    let segment = segment(space, &sent);
                    Line::Sent { from: sent.from, segment, lost, arrives: Vec::new() }
                })
            }
            Step::Arrive(at, keeps) => {
                let flight = config.in_flight().nth(usize::from(at));
                let found = flight.and_then(|flight| flying.iter().position(|(known, _)| *known == flight));
                found.map(|found| {
                    let (flight, sender) = flying.remove(found);
                    if keeps {
                        flying.insert(found, (flight.copy(), sender));
                    }
                    Line::Arrives(sender)
                })
            }
        };
        let Some(line) = line else { break };
        let (here, before) = (lines.len(), config);
        if let Line::Arrives(sender) = line
            && let Some(Line::Sent { arrives, .. }) = lines.get_mut(sender)
        {
            arrives.push(here);
        }
        let mut nexts = Vec::new();
        space.steps(&before, &mut nexts);
        let Some(next) = nexts.iter().find(|next| next.step == *step) else { break };
        config = next.config;
        if let (Line::Sent { lost: false, .. }, Step::Send(end, debt, _)) = (&line, *step)
            && let Some((packet, _)) = space.ends.send(end, before.ends[end.index()], debt)
        {
            flying.push((Flight::sent(packet, end.peer()), here));
        }
        lines.push(line);
    }
    Trace { calls: Calls::Explicit, start: None, steps: steps(space, lines) }
}

impl Space<'_> {
    fn timer(&self, end: End, timer: u8) -> Option<Line> {
        let machine = self.ends.law.machine;
        let timer = machine.timers.get(usize::from(timer))?.name.clone();
        Some(Line::Step(wire::Step::Timer { end: machine.role(end).to_owned(), timer }))
    }
}

fn call(space: &Space<'_>, end: End, slot: u8) -> Option<Line> {
    let machine = space.ends.law.machine;
    let call = machine.calls.get(usize::from(space.ends.law.bounds.calls.get(usize::from(slot))?.call))?;
    let argument = call.argument.map(Term::number);
    Some(Line::Step(wire::Step::Call {
        end: machine.role(end).to_owned(),
        call: call.name.clone(),
        argument,
    }))
}

/// Gives each segment its fate: where it arrives in the next line that line is left out.
fn steps(space: &Space<'_>, lines: Vec<Line>) -> Vec<wire::Step> {
    let machine = space.ends.law.machine;
    let at_once = |line: usize, arrives: &[usize]| {
        !arrives.is_empty()
            && arrives.len() <= 2
            && arrives.iter().zip(line + 1..).all(|(at, next)| *at == next)
    };
    let label = |line: usize| {
        let late = |(at, line): &(usize, &Line)| match line {
            Line::Sent { lost, arrives, .. } => !lost && !at_once(*at, arrives),
            Line::Step(_) | Line::Arrives(_) => false,
        };
        name(lines.iter().enumerate().take(line).filter(late).count())
    };
    let mut steps = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match line {
            Line::Step(step) => steps.push(step.clone()),
            Line::Sent { from, segment, lost, arrives } => {
                let (fate, label) = match (lost, at_once(at, arrives), arrives.len()) {
                    (true, ..) => (Fate::Lost, None),
                    (false, true, 1) => (Fate::Delivered, None),
                    (false, true, _) => (Fate::Twice, None),
                    (false, false, _) => (Fate::Late, Some(label(at))),
                };
                let from = machine.role(*from).to_owned();
                steps.push(wire::Step::Send { from, segment: segment.clone(), fate, label });
            }
            Line::Arrives(sender) => {
                let Some(Line::Sent { arrives, .. }) = lines.get(*sender) else { continue };
                if !at_once(*sender, arrives) {
                    steps.push(wire::Step::Arrive { label: label(*sender) });
                }
            }
        }
    }
    steps
}

/// a, b, … z, a1, b1, …
fn name(index: usize) -> String {
    let letter = char::from(b'a' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

fn segment(space: &Space<'_>, sent: &Sent) -> Segment {
    let machine = space.ends.law.machine;
    let flags = machine.flag_names(sent.packet.flags & !machine.ignored);
    let mut segment = Segment { flags: flags.into_iter().map(str::to_owned).collect(), fields: Vec::new() };
    for (index, field) in machine.fields.iter().enumerate() {
        let Some(value) = sent.packet.fields.at(index as u8) else { continue };
        // What the field has by itself need not be said.
        let usual = field.default.as_ref().and_then(|default| {
            let end = space.ends.law.machine.endpoint(machine.start[sent.from.index()]);
            let scene =
                crate::machine::value::Scene { variables: &end.variables, packet: None, argument: None };
            default.value(scene)
        });
        if usual != Some(value) {
            segment.fields.push((field.name.clone(), term(space, field, value, sent.from)));
        }
    }
    segment
}

/// A number with the symbol that it is nearest to: `x+1`, in a second connection `x2+1`.
fn term(space: &Space<'_>, field: &Field, value: i64, from: End) -> Term {
    match field.kind {
        Type::Int | Type::Bool => return Term::number(value),
        Type::Seq | Type::Token => {}
    }
    let law = &space.ends.law;
    let owner = field.own.map(|own| if own { from } else { from.peer() });
    let mut near: Option<(bool, i64, String)> = None;
    for symbol in &law.machine.symbols {
        for connection in 1..=law.bounds.connections {
            let distance = value - law.first_number(symbol.end, symbol.variable, connection);
            let foreign = owner.is_some_and(|owner| owner != symbol.end);
            if !(0..NEAR).contains(&distance) {
                continue;
            }
            let name = match connection {
                1 => symbol.name.clone(),
                _ => format!("{}{connection}", symbol.name),
            };
            let found = (foreign, distance, name);
            if near.as_ref().is_none_or(|known| (known.0, known.1) > (found.0, found.1)) {
                near = Some(found);
            }
        }
    }
    match near {
        Some((_, distance, name)) => Term::symbol(&name, distance),
        None => Term::number(value),
    }
}
