//! Ends and segments as small numbers. There are few of each, however many configurations they
//! make, so what an event does to an end is computed once and then only looked up.

use super::settle::{Full, Law, No};
use super::watch::StateAtom;
use crate::machine::model::{Machine, Packet};
use crate::machine::value::Scene;
use crate::wire::End;
use hashbrown::HashMap;

/// An end's number, among those of its side.
pub(super) type EndId = u32;
/// A segment's number.
pub(super) type PacketId = u32;

/// What becomes of an end, and the events of the property.
#[derive(Clone, Copy, Debug)]
pub(super) struct Becomes {
    pub end: EndId,
    pub events: u64,
}

/// What a search asks about an end again and again.
#[derive(Clone, Copy, Default)]
pub(super) struct Facts {
    /// The statements of the property that hold, a bit each.
    pub atoms: u64,
    /// Timers that have run out, a bit each.
    pub run_out: u8,
    /// How many of its debts must be sent before time passes.
    pub urgent: u8,
    /// How many debts it has.
    pub debts: u8,
    /// Whether a timer runs.
    pub has_timer: bool,
}

/// A debt that can be sent.
struct Sendable {
    /// Its place in the table; `None` for a reply.
    debt: Option<u8>,
    packet: Packet,
    becomes: Option<(PacketId, Result<Becomes, No>)>,
}

struct Known {
    full: Full,
    sendable: Vec<Sendable>,
    calls: Vec<Option<Result<Becomes, No>>>,
    timers: Vec<Option<Result<Becomes, No>>>,
    tick: Option<EndId>,
}

#[derive(Default)]
struct Side {
    facts: Vec<Facts>,
    known: Vec<Known>,
    numbers: HashMap<Full, EndId>,
    arrivals: HashMap<(EndId, PacketId), Result<Becomes, No>>,
}

/// A segment with its sender.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Sent {
    pub packet: Packet,
    pub from: End,
    /// Which connection of its sender it belongs to.
    pub connection: u8,
}

/// All ends and segments that were met.
pub(super) struct Ends<'m> {
    pub law: Law<'m>,
    sides: [Side; 2],
    packets: Vec<Sent>,
    packet_numbers: HashMap<Sent, PacketId>,
}

impl<'m> Ends<'m> {
    pub fn new(law: Law<'m>) -> Ends<'m> {
        Ends { law, sides: Default::default(), packets: Vec::new(), packet_numbers: HashMap::new() }
    }

    pub fn start(&mut self, side: End) -> EndId {
        let full = self.law.start(side);
        self.number(side, full)
    }

    pub fn facts(&self, side: End, id: EndId) -> Facts {
        self.sides[side.index()].facts.get(id as usize).copied().unwrap_or_default()
    }

    pub fn sent(&self, id: PacketId) -> Option<&Sent> {
        self.packets.get(id as usize)
    }

    pub fn full(&self, side: End, id: EndId) -> Option<&Full> {
        self.sides[side.index()].known.get(id as usize).map(|known| &known.full)
    }

    /// How many calls there are to try.
    pub fn calls(&self) -> u8 {
        self.law.bounds.calls.len().min(usize::from(u8::MAX)) as u8
    }

    pub fn call(&mut self, side: End, id: EndId, slot: u8) -> Result<Becomes, No> {
        let known = self.sides[side.index()].known.get(id as usize).ok_or(No::Impossible)?;
        let memo = known.calls.get(usize::from(slot)).ok_or(No::Impossible)?;
        if let Some(becomes) = memo {
            return *becomes;
        }
        let done = self.law.call(side, &known.full, usize::from(slot));
        let becomes = self.becomes(side, done);
        self.sides[side.index()].known[id as usize].calls[usize::from(slot)] = Some(becomes);
        becomes
    }

    pub fn timer(&mut self, side: End, id: EndId, timer: u8) -> Result<Becomes, No> {
        let known = self.sides[side.index()].known.get(id as usize).ok_or(No::Impossible)?;
        let memo = known.timers.get(usize::from(timer)).ok_or(No::Impossible)?;
        if let Some(becomes) = memo {
            return *becomes;
        }
        let done = self.law.timer(side, &known.full, timer);
        let becomes = self.becomes(side, done);
        self.sides[side.index()].known[id as usize].timers[usize::from(timer)] = Some(becomes);
        becomes
    }

    pub fn tick(&mut self, side: End, id: EndId) -> EndId {
        let Some(known) = self.sides[side.index()].known.get(id as usize) else { return id };
        if let Some(tick) = known.tick {
            return tick;
        }
        let after = self.law.tick(&known.full);
        let tick = self.number(side, after);
        self.sides[side.index()].known[id as usize].tick = Some(tick);
        tick
    }

    /// Sends one of the end's debts.
    pub fn send(&mut self, side: End, id: EndId, index: u8) -> Option<(PacketId, Result<Becomes, No>)> {
        let known = self.sides[side.index()].known.get(id as usize)?;
        let sendable = known.sendable.get(usize::from(index))?;
        if sendable.becomes.is_some() {
            return sendable.becomes;
        }
        let sent = Sent { packet: sendable.packet, from: side, connection: known.full.connection };
        let done = self.law.send(side, &known.full, sendable.debt, &sendable.packet);
        let becomes = self.becomes(side, done);
        let packet = self.packet(sent);
        let memo = Some((packet, becomes));
        self.sides[side.index()].known[id as usize].sendable[usize::from(index)].becomes = memo;
        memo
    }

    /// A segment arrives.
    pub fn arrive(&mut self, side: End, id: EndId, packet: PacketId) -> Result<Becomes, No> {
        let of = &self.sides[side.index()];
        if let Some(becomes) = of.arrivals.get(&(id, packet)) {
            return *becomes;
        }
        let (Some(known), Some(sent)) = (of.known.get(id as usize), self.packets.get(packet as usize)) else {
            return Err(No::Impossible);
        };
        let done = self.law.arrive(side, &known.full, &sent.packet, sent.connection);
        let becomes = self.becomes(side, done);
        self.sides[side.index()].arrivals.insert((id, packet), becomes);
        becomes
    }

    fn becomes(&mut self, side: End, done: Result<(Full, u64), No>) -> Result<Becomes, No> {
        done.map(|(full, events)| Becomes { end: self.number(side, full), events })
    }

    fn packet(&mut self, sent: Sent) -> PacketId {
        let next = self.packets.len() as PacketId;
        let id = *self.packet_numbers.entry(sent).or_insert(next);
        if id == next {
            self.packets.push(sent);
        }
        id
    }

    fn number(&mut self, side: End, full: Full) -> EndId {
        let of = &mut self.sides[side.index()];
        if let Some(id) = of.numbers.get(&full) {
            return *id;
        }
        let id = of.known.len() as EndId;
        let (sendable, urgent) = sendable(&self.law, &full);
        of.facts.push(Facts {
            atoms: atoms(&self.law, side, &full),
            run_out: full.run_out(),
            urgent,
            debts: sendable.len().min(usize::from(u8::MAX)) as u8,
            has_timer: full.has_timer(),
        });
        let calls = vec![None; self.law.bounds.calls.len()];
        let timers = vec![None; self.law.ticks.len()];
        of.known.push(Known { full: full.clone(), sendable, calls, timers, tick: None });
        of.numbers.insert(full, id);
        id
    }
}

/// What an end can send now, the urgent ones first, and how many of them are urgent.
fn sendable(law: &Law<'_>, full: &Full) -> (Vec<Sendable>, u8) {
    let machine: &Machine = law.machine;
    let replies =
        full.end.owed.iter().map(|owed| (None, true, Packet { flags: owed.flags, fields: owed.fields }));
    let scene = Scene { variables: &full.end.variables, packet: None, argument: None };
    let debts = law.debts.iter().enumerate().filter(|(index, (_, due))| {
        full.sent & (1 << index) == 0 && due.from.has(full.end.state) && due.when.holds(scene)
    });
    let debts = debts.map(|(index, (after, due))| {
        (Some(index as u8), due.must || after.is_some(), machine.filled(&due.segment, scene))
    });
    let mut list: Vec<(bool, Sendable)> = Vec::new();
    for (debt, urgent, packet) in replies.chain(debts) {
        let packet = machine.with_defaults(&full.end, packet);
        if machine.leave(&mut full.end.clone(), &packet, &mut Vec::new()) {
            list.push((urgent, Sendable { debt, packet, becomes: None }));
        }
    }
    list.sort_by_key(|(urgent, _)| !urgent);
    let urgent = list.iter().filter(|(urgent, _)| *urgent).count().min(usize::from(u8::MAX)) as u8;
    (list.into_iter().map(|(_, sendable)| sendable).collect(), urgent)
}

fn atoms(law: &Law<'_>, side: End, full: &Full) -> u64 {
    let scene = Scene { variables: &full.end.variables, packet: None, argument: None };
    let statements = law.watched.states[side.index()].iter().enumerate();
    statements.fold(0, |bits, (bit, atom)| {
        let holds = match atom {
            StateAtom::In(states) => states.has(full.end.state),
            StateAtom::Holds(expr) => expr.holds(scene),
            StateAtom::Ever(_) | StateAtom::Fired(_) => full.ever & (1 << bit) != 0,
        };
        bits | u64::from(holds) << bit
    })
}
