//! A trace in the machine's terms: indexes instead of names, numbers instead of symbols.

use super::model::*;
use crate::wire::{Calls, End, Fate, Segment, Step, Term, Trace, parse_segment};

/// One step in the machine's terms.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of `wire::Step`, as indexes")]
pub enum Move {
    /// A call.
    Call { end: End, call: u8, argument: Option<i64> },
    /// A segment leaves.
    Send { from: End, packet: Packet, fate: Fate, label: Option<u16> },
    /// A segment sent before arrives.
    Arrive { label: u16 },
    /// The network delivers something.
    Inject { at: End, packet: Packet, label: Option<u16> },
    /// A timer runs out.
    Timer { end: End, timer: u8 },
    /// Nothing.
    Wait,
    /// A claim.
    Claim { end: End, state: StateId },
}

/// A resolved trace.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// Whether unwritten calls are implied.
    pub calls: Calls,
    /// The steps, one for each of the trace's.
    pub moves: Vec<Move>,
    /// The symbols with their numbers, for showing.
    pub names: Names,
    /// Names of segments that a later step may deliver.
    pub labels: Vec<String>,
}

/// Symbols with their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    known: Vec<(String, i64, Option<End>)>,
}

/// A name in a trace that the machine does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownName {
    /// Index of the step.
    pub step: usize,
    /// What kind of thing was meant.
    pub what: NameKind,
    /// The name.
    pub found: String,
    /// Names that would do.
    pub known: Vec<String>,
}

/// What a name in a trace can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// An end.
    Role,
    /// A flag.
    Flag,
    /// A field.
    Field,
    /// A call.
    Call,
    /// A timer.
    Timer,
    /// A state.
    State,
    /// The name of an earlier segment.
    Label,
    /// A named start.
    Start,
}

impl NameKind {
    /// Its short name, for the words of a finding.
    pub fn word(self) -> &'static str {
        match self {
            NameKind::Role => "role",
            NameKind::Flag => "flag",
            NameKind::Field => "field",
            NameKind::Call => "call",
            NameKind::Timer => "timer",
            NameKind::State => "state",
            NameKind::Label => "label",
            NameKind::Start => "start",
        }
    }
}

/// Numbers of symbols that the machine does not know: 9000, 13000, …
const FIRST_FREE: i64 = 9000;
const FREE_GAP: i64 = 4000;
/// A number this far behind a symbol is still written with it.
const NEAR: i64 = 3000;
/// Only so near is a number written with the other end's symbol: that is a mix-up worth showing.
const FOREIGN: i64 = 9;

impl Names {
    /// Symbols with their numbers, and the end whose numbers they are.
    pub fn of(known: impl IntoIterator<Item = (String, i64, End)>) -> Names {
        Names { known: known.into_iter().map(|(name, value, end)| (name, value, Some(end))).collect() }
    }

    /// The number of a term.
    pub fn value(&self, term: &Term) -> Option<i64> {
        match &term.symbol {
            None => Some(term.offset),
            Some(symbol) => self.get(symbol).map(|base| base + term.offset),
        }
    }

    fn get(&self, symbol: &str) -> Option<i64> {
        self.known.iter().find(|(name, ..)| name == symbol).map(|(_, value, _)| *value)
    }

    /// A number as people write it: `x+1`; those of `owner` first.
    pub fn show(&self, value: i64, owner: Option<End>) -> String {
        let near = self.known.iter().filter_map(|(name, base, end)| {
            let distance = crate::wire::Seq::wrap(value).distance_from(crate::wire::Seq::wrap(*base));
            let foreign = owner.is_some() && end.is_some() && owner != *end;
            let far = if foreign { FOREIGN } else { NEAR };
            (-FOREIGN..far).contains(&distance).then_some((
                foreign,
                distance < 0,
                distance.abs(),
                name,
                distance,
            ))
        });
        match near.min() {
            Some((.., name, distance)) => Term::symbol(name, distance).to_string(),
            None => value.to_string(),
        }
    }

    /// All symbols with their numbers.
    pub fn all(&self) -> impl Iterator<Item = (&str, i64)> {
        self.known.iter().map(|(name, value, _)| (name.as_str(), *value))
    }
}

impl Machine {
    /// The trace in this machine's terms, behind the steps of a named start; every unknown name is
    /// told. Steps are counted from 0 in `trace`; those of the start come before and are in `prefix`.
    ///
    /// # Errors
    /// The names that this machine does not know.
    pub fn resolve(&self, trace: &Trace, start: Option<&str>) -> Result<(Resolved, usize), Vec<UnknownName>> {
        let mut resolver =
            Resolver { machine: self, names: Names::default(), labels: Vec::new(), unknown: Vec::new() };
        let wanted = trace.start.as_deref().or(start);
        let found = wanted.and_then(|name| self.starts.iter().find(|start| start.name == name));
        if let (Some(name), None) = (wanted, found) {
            let known = self.starts.iter().map(|s| s.name.clone()).collect();
            resolver.unknown.push(UnknownName {
                step: 0,
                what: NameKind::Start,
                found: name.to_owned(),
                known,
            });
        }
        let prefix: &[Step] = found.map_or(&[], |start| &start.trace.steps);
        resolver.names(found, prefix.iter().chain(&trace.steps));
        let count = prefix.len();
        let steps = prefix.iter().chain(&trace.steps).enumerate();
        let moves: Vec<Move> =
            steps.filter_map(|(i, step)| resolver.step(i.saturating_sub(count), step)).collect();
        if !resolver.unknown.is_empty() {
            return Err(resolver.unknown);
        }
        let mut names = resolver.names;
        self.rename_picks(&mut names, &moves);
        Ok((Resolved { calls: trace.calls, moves, names, labels: resolver.labels }, count))
    }

    /// Where the trace speaks in plain numbers, the symbols of the machine stand for those.
    fn rename_picks(&self, names: &mut Names, moves: &[Move]) {
        for symbol in &self.symbols {
            let picks = || {
                let all = self.rules.iter().flat_map(|rule| &rule.pick);
                all.filter(|pick| pick.variable == symbol.variable)
            };
            let picked = moves.iter().find_map(|step| match step {
                Move::Send { from, packet, .. } if *from == symbol.end => picks()
                    .find(|pick| pick.on.fits(packet.flags))
                    .and_then(|pick| packet.fields.at(pick.field)),
                _ => None,
            });
            let Some(picked) = picked else { continue };
            let taken = names.known.iter().any(|(name, value, _)| *name != symbol.name && *value == picked);
            if let Some(entry) = names.known.iter_mut().find(|(name, ..)| *name == symbol.name)
                && !taken
            {
                entry.1 = picked;
            }
        }
    }

    /// The steps of a trace, whose moves these are, as they are shown: with symbols for numbers, and without
    /// labels that nobody uses.
    pub fn with_symbols(&self, steps: &[Step], moves: &[Move], names: &Names) -> Vec<Step> {
        let arrives =
            |label: &String| steps.iter().any(|s| matches!(s, Step::Arrive { label: l } if l == label));
        let mut shown = steps.to_vec();
        for (step, known) in shown.iter_mut().zip(moves) {
            let (segment, label, keep, packet, sender) = match (step, known) {
                (Step::Send { segment, label, fate, .. }, Move::Send { packet, from, .. }) => {
                    (segment, label, *fate == Fate::Late, packet, *from)
                }
                (Step::Inject { segment, label, .. }, Move::Inject { packet, at, .. }) => {
                    (segment, label, false, packet, at.peer())
                }
                (_, _) => continue,
            };
            if let Ok(symbols) = parse_segment(&self.show(packet, Some(sender), names)) {
                *segment = symbols;
            }
            *label = label.take().filter(|label| keep || arrives(label));
        }
        shown
    }

    /// A segment for showing: flags, then fields with symbols.
    pub fn show(&self, packet: &Packet, sender: Option<End>, names: &Names) -> String {
        let mut words: Vec<String> =
            self.flag_names(packet.flags & !self.ignored).into_iter().map(str::to_owned).collect();
        for (index, field) in self.fields.iter().enumerate() {
            let Some(value) = packet.fields.at(index as u8) else { continue };
            if field.default.is_some() && (value == 0 || field.kind != Type::Int || field.name == "wnd") {
                continue;
            }
            words.push(format!("{}={}", field.name, self.show_value(field, value, sender, names)));
        }
        words.join(" ")
    }

    /// A field's value for showing.
    pub fn show_value(&self, field: &Field, value: i64, sender: Option<End>, names: &Names) -> String {
        match field.kind {
            Type::Seq | Type::Token => {
                let owner = sender.zip(field.own).map(|(end, own)| if own { end } else { end.peer() });
                names.show(value, owner)
            }
            Type::Int | Type::Bool => value.to_string(),
        }
    }
}

struct Resolver<'a> {
    machine: &'a Machine,
    names: Names,
    labels: Vec<String>,
    unknown: Vec<UnknownName>,
}

impl Resolver<'_> {
    fn names<'s>(&mut self, start: Option<&Start>, steps: impl Iterator<Item = &'s Step>) {
        for symbol in &self.machine.symbols {
            self.names.known.push((symbol.name.clone(), i64::from(symbol.value), Some(symbol.end)));
        }
        for (name, term) in start.iter().flat_map(|start| &start.names) {
            let owner = term
                .symbol
                .as_ref()
                .and_then(|s| self.names.known.iter().find(|(n, ..)| n == s))
                .and_then(|k| k.2);
            if let Some(value) = self.names.value(term) {
                self.names.known.push((name.clone(), value, owner));
            }
        }
        let mut free = FIRST_FREE;
        for step in steps {
            let (Step::Send { segment, .. } | Step::Inject { segment, .. }) = step else { continue };
            for symbol in segment.fields.iter().filter_map(|(_, term)| term.symbol.as_ref()) {
                if self.names.get(symbol).is_none() {
                    self.names.known.push((symbol.clone(), free, None));
                    free += FREE_GAP;
                }
            }
        }
    }

    fn step(&mut self, index: usize, step: &Step) -> Option<Move> {
        let machine = self.machine;
        Some(match step {
            Step::Call { end, call, argument } => {
                let end = self.end(index, end);
                let call = self.named(index, &machine.calls, call, NameKind::Call);
                let call = call?;
                let argument = argument.as_ref().and_then(|term| self.names.value(term));
                Move::Call {
                    end: end?,
                    call,
                    argument: argument.or(machine.calls.get(usize::from(call))?.argument),
                }
            }
            Step::Send { from, segment, fate, label } => {
                let from = self.end(index, from);
                let packet = self.packet(index, segment);
                let label = label.as_ref().map(|label| self.label(label));
                Move::Send { from: from?, packet: packet?, fate: fate.clone(), label }
            }
            Step::Arrive { label } => match self.labels.iter().position(|known| known == label) {
                Some(known) => Move::Arrive { label: known as u16 },
                None => {
                    let known = self.labels.clone();
                    self.unknown.push(UnknownName {
                        step: index,
                        what: NameKind::Label,
                        found: label.clone(),
                        known,
                    });
                    return None;
                }
            },
            Step::Inject { at, segment, label } => {
                let at = self.end(index, at);
                let packet = self.packet(index, segment);
                let label = label.as_ref().map(|label| self.label(label));
                Move::Inject { at: at?, packet: packet?, label }
            }
            Step::Timer { end, timer } => {
                let end = self.end(index, end);
                let timer = self.named(index, &machine.timers, timer, NameKind::Timer);
                Move::Timer { end: end?, timer: timer? }
            }
            Step::Wait => Move::Wait,
            Step::Claim { end, state } => {
                let end = self.end(index, end);
                let found = machine.state(state);
                if found.is_none() {
                    let known = machine.states.iter().map(|s| s.name.clone()).collect();
                    self.unknown.push(UnknownName {
                        step: index,
                        what: NameKind::State,
                        found: state.clone(),
                        known,
                    });
                }
                Move::Claim { end: end?, state: found? }
            }
        })
    }

    fn packet(&mut self, index: usize, segment: &Segment) -> Option<Packet> {
        let machine = self.machine;
        let mut packet = Packet::default();
        let before = self.unknown.len();
        for name in &segment.flags {
            match machine.flag(name) {
                Some(bits) => packet.flags |= bits,
                None => self.unknown.push(UnknownName {
                    step: index,
                    what: NameKind::Flag,
                    found: name.clone(),
                    known: machine.flags.clone(),
                }),
            }
        }
        for (name, term) in &segment.fields {
            match (machine.field(name), self.names.value(term)) {
                (Some(field), Some(value)) => packet.fields.put(field, Some(machine.sent(field, value))),
                _ => {
                    let known = machine.fields.iter().map(|f| f.name.clone()).collect();
                    self.unknown.push(UnknownName {
                        step: index,
                        what: NameKind::Field,
                        found: name.clone(),
                        known,
                    });
                }
            }
        }
        // A field that only means something with a flag is not there without it.
        for (at, field) in machine.fields.iter().enumerate() {
            if field.with != 0 && packet.flags & field.with == 0 {
                packet.fields.put(at as u8, None);
            }
        }
        (self.unknown.len() == before).then_some(packet)
    }

    fn end(&mut self, index: usize, role: &str) -> Option<End> {
        let end = self.machine.end(role);
        if end.is_none() {
            let known = self.machine.roles.iter().map(|r| r.name.clone()).collect();
            self.unknown.push(UnknownName {
                step: index,
                what: NameKind::Role,
                found: role.to_owned(),
                known,
            });
        }
        end
    }

    fn named(&mut self, index: usize, list: &[Named], name: &str, what: NameKind) -> Option<u8> {
        let is = |named: &Named| named.name == name || named.aliases.iter().any(|alias| alias == name);
        let found = list.iter().position(is);
        if found.is_none() {
            let known = list.iter().map(|n| n.name.clone()).collect();
            self.unknown.push(UnknownName { step: index, what, found: name.to_owned(), known });
        }
        found.map(|at| at as u8)
    }

    fn label(&mut self, label: &str) -> u16 {
        let at = self.labels.iter().position(|known| known == label).unwrap_or_else(|| {
            self.labels.push(label.to_owned());
            self.labels.len() - 1
        });
        at as u16
    }
}
