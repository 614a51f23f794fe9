//! Configurations and the steps between them.

use super::Cut;
use super::ends::{Becomes, EndId, Ends, PacketId};
use super::settle::{Law, No};
use super::watch::{Seen, Test, Watched};
use crate::machine::model::{Machine, StateId};
use crate::machine::property::{Bounds, Property};
use crate::wire::End;

/// At most this many segments are in flight.
const MOST_IN_FLIGHT: usize = 12;

/// Both ends and the network. Equal configurations have the same future.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Config {
    pub(super) ends: [EndId; 2],
    losses: u8,
    duplicates: u8,
    count: u8,
    /// Segments in flight; see [`Flight`]. In the order of sending where none may overtake.
    flight: [u32; MOST_IN_FLIGHT],
}

/// A segment in flight as one word: number, whether it is a copy, receiver, age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flight(u32);

impl Flight {
    /// A segment that has just been sent.
    pub fn sent(packet: PacketId, to: End) -> Flight {
        Flight(packet << 8 | (to.index() as u32) << 6)
    }

    pub fn packet(self) -> PacketId {
        self.0 >> 8
    }

    fn is_copy(self) -> bool {
        self.0 & 0x80 != 0
    }

    pub fn to(self) -> End {
        if self.0 & 0x40 == 0 { End::First } else { End::Second }
    }

    fn age(self) -> u8 {
        (self.0 & 0x3f) as u8
    }

    /// What the network keeps of it when it has arrived.
    pub fn copy(self) -> Flight {
        Flight(self.0 | 0x80)
    }
}

/// One step of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A user calls: end, which of the bounds' calls.
    Call(End, u8),
    /// An end sends one of its debts; it may be lost.
    Send(End, u8, bool),
    /// A segment in flight arrives; the network may keep a copy.
    Arrive(u8, bool),
    /// A timer runs out.
    Timer(End, u8),
    /// Time passes.
    Tick,
}

impl Step {
    pub(super) fn pack(self) -> u16 {
        let end = |end: End| (end.index() as u16) << 12;
        match self {
            Step::Call(side, slot) => end(side) | u16::from(slot),
            Step::Send(side, debt, lost) => 1 << 13 | end(side) | u16::from(lost) << 11 | u16::from(debt),
            Step::Arrive(at, keeps) => 2 << 13 | u16::from(keeps) << 11 | u16::from(at),
            Step::Timer(side, timer) => 3 << 13 | end(side) | u16::from(timer),
            Step::Tick => 4 << 13,
        }
    }

    pub(super) fn unpack(word: u16) -> Step {
        let (end, flag, index) =
            (if word & 1 << 12 == 0 { End::First } else { End::Second }, word & 1 << 11 != 0, word as u8);
        match word >> 13 {
            0 => Step::Call(end, index),
            1 => Step::Send(end, index, flag),
            2 => Step::Arrive(index, flag),
            3 => Step::Timer(end, index),
            _ => Step::Tick,
        }
    }
}

/// A step and where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// The step.
    pub step: Step,
    /// The configuration behind it.
    pub config: Config,
    /// Whether that is what must never happen.
    pub violates: bool,
}

impl Config {
    pub(super) const MOST_WORDS: usize = 3 + MOST_IN_FLIGHT;

    /// The configuration as words; how many there are stands in the first.
    pub(super) fn pack<'b>(&self, buffer: &'b mut [u32; Config::MOST_WORDS]) -> &'b [u32] {
        let count = usize::from(self.count);
        let left = u32::from(self.count) | u32::from(self.losses) << 8 | u32::from(self.duplicates) << 16;
        let [head, first, second, flight @ ..] = buffer;
        (*head, *first, *second) = (left, self.ends[0], self.ends[1]);
        *flight = self.flight;
        buffer.get(..3 + count).unwrap_or_default()
    }

    /// The configuration at the beginning of some words, and how many of them it is.
    pub(super) fn unpack(words: &[u32]) -> (Config, usize) {
        let mut config = Config::default();
        if let [left, first, second, flight @ ..] = words {
            config.ends = [*first, *second];
            [config.count, config.losses, config.duplicates, _] = left.to_le_bytes();
            let flight = flight.iter().take(usize::from(config.count));
            config.flight.iter_mut().zip(flight).for_each(|(slot, word)| *slot = *word);
        }
        (config, 3 + usize::from(config.count))
    }

    fn flight(&self) -> impl Iterator<Item = u32> {
        self.flight.iter().copied().take(usize::from(self.count))
    }

    /// The segments in flight.
    pub(super) fn in_flight(&self) -> impl Iterator<Item = Flight> {
        self.flight().map(Flight)
    }

    fn take(&mut self, at: usize) {
        self.flight.copy_within(at + 1.., at);
        self.flight[MOST_IN_FLIGHT - 1] = 0;
        self.count -= 1;
    }

    /// Puts a segment where the order has it; there must be room.
    fn put(&mut self, flight: Flight, overtakes: bool) {
        let behind = |known: Flight| match (known.is_copy(), flight.is_copy()) {
            _ if overtakes => known.0 > flight.0,
            (false, false) => known.to().index() > flight.to().index(),
            (true, true) => known.0 > flight.0,
            (known, _) => known,
        };
        let count = usize::from(self.count);
        let at = self.in_flight().position(behind).unwrap_or(count);
        self.flight.copy_within(at..count, at + 1);
        self.flight[at] = flight.0;
        self.count += 1;
    }
}

/// All configurations of two ends within bounds, as far as they have been met.
pub struct Space<'m> {
    pub(super) ends: Ends<'m>,
    test: Test,
    bounds: Bounds,
    pub(super) cut: Cut,
}

impl<'m> Space<'m> {
    /// The space of a machine.
    pub fn new(machine: &'m Machine, property: &Property, bounds: &Bounds) -> Space<'m> {
        let mut watched = Watched::default();
        let test = Test::new(&property.never, &mut watched);
        let bounds = Bounds {
            in_flight: bounds.in_flight.clamp(1, MOST_IN_FLIGHT as u8),
            connections: bounds.connections.clamp(1, 7),
            lifetime_ticks: bounds.lifetime_ticks.clamp(1, 60),
            ..bounds.clone()
        };
        let law = Law::new(machine, &bounds, watched);
        Space { ends: Ends::new(law), test, bounds, cut: Cut::default() }
    }

    /// The configuration in which every run begins.
    pub fn start(&mut self) -> Config {
        let ends = End::BOTH.map(|end| self.ends.start(end));
        Config { ends, losses: self.bounds.losses, duplicates: self.bounds.duplicates, ..Config::default() }
    }

    /// Whether a configuration is what must never happen, whatever led to it.
    pub fn violates(&self, config: &Config) -> bool {
        self.test.holds(&self.seen(config, 0))
    }

    /// The states of both ends.
    pub fn states(&self, config: &Config) -> [StateId; 2] {
        End::BOTH.map(|end| {
            self.ends.full(end, config.ends[end.index()]).map_or(StateId(0), |full| full.end.state)
        })
    }

    fn seen(&self, config: &Config, events: u64) -> Seen {
        let [first, second] = End::BOTH.map(|end| self.ends.facts(end, config.ends[end.index()]));
        let quiet = |facts: super::ends::Facts| facts.urgent == 0 && !facts.has_timer;
        let mut under_way = [false; 2];
        config.in_flight().for_each(|flight| under_way[flight.to().index()] = true);
        Seen {
            atoms: [first.atoms, second.atoms],
            events,
            at_rest: config.count == 0 && quiet(first) && quiet(second),
            under_way,
        }
    }

    /// Adds all steps from a configuration, always in the same order.
    pub fn steps(&mut self, config: &Config, nexts: &mut Vec<Next>) {
        let facts = End::BOTH.map(|end| self.ends.facts(end, config.ends[end.index()]));
        let owes = End::BOTH.into_iter().find(|end| facts[end.index()].urgent > 0);
        if let (Some(end), false) = (owes, self.bounds.lazy) {
            // What is owed is sent before anything else happens; which end is first makes no difference.
            return self.send(config, end, 0, nexts);
        }
        self.arrivals(config, nexts);
        for end in End::BOTH {
            let run_out = facts[end.index()].run_out;
            for timer in (0..u8::BITS as u8).filter(|timer| run_out & (1 << timer) != 0) {
                let becomes = self.ends.timer(end, config.ends[end.index()], timer);
                self.event(config, Step::Timer(end, timer), end, becomes, nexts);
            }
        }
        for slot in 0..self.ends.calls() {
            for end in End::BOTH {
                let becomes = self.ends.call(end, config.ends[end.index()], slot);
                self.event(config, Step::Call(end, slot), end, becomes, nexts);
            }
        }
        for end in End::BOTH {
            (0..facts[end.index()].debts).for_each(|debt| self.send(config, end, debt, nexts));
        }
        if owes.is_none() && facts.iter().all(|facts| facts.run_out == 0) {
            self.tick(config, nexts);
        }
    }

    /// A segment a tick later; `None` where it is dead by then.
    pub(super) fn aged(&self, flight: Flight) -> Option<Flight> {
        (flight.age() + 1 < self.bounds.lifetime_ticks).then_some(Flight(flight.0 + 1))
    }

    fn push(&mut self, step: Step, config: Config, events: u64, nexts: &mut Vec<Next>) {
        let violates = self.test.holds(&self.seen(&config, events));
        nexts.push(Next { step, config, violates });
    }

    /// An event at one end that changes nothing else.
    fn event(
        &mut self,
        config: &Config,
        step: Step,
        end: End,
        becomes: Result<Becomes, No>,
        nexts: &mut Vec<Next>,
    ) {
        match becomes {
            Ok(Becomes { end: id, events }) => {
                let mut next = *config;
                next.ends[end.index()] = id;
                self.push(step, next, events, nexts);
            }
            Err(No::Connections) => self.cut.connections += 1,
            Err(No::Impossible) => {}
        }
    }

    fn send(&mut self, config: &Config, end: End, debt: u8, nexts: &mut Vec<Next>) {
        let Some((packet, becomes)) = self.ends.send(end, config.ends[end.index()], debt) else { return };
        let mut next = *config;
        if next.losses > 0 {
            next.losses -= 1;
            self.event(&next, Step::Send(end, debt, true), end, becomes, nexts);
        }
        next = *config;
        if next.count >= self.bounds.in_flight {
            self.cut.crowded += 1;
            return;
        }
        next.put(Flight::sent(packet, end.peer()), self.bounds.reorder);
        self.event(&next, Step::Send(end, debt, false), end, becomes, nexts);
    }

    fn arrivals(&mut self, config: &Config, nexts: &mut Vec<Next>) {
        let mut before: Option<Flight> = None;
        for (at, flight) in config.in_flight().enumerate() {
            // Two that are equal are one; without overtaking only the first of each direction comes.
            let again = before == Some(flight);
            let waits = !self.bounds.reorder
                && !flight.is_copy()
                && before.is_some_and(|before| !before.is_copy() && before.to() == flight.to());
            before = Some(flight);
            if again || waits {
                continue;
            }
            let end = flight.to();
            let becomes = self.ends.arrive(end, config.ends[end.index()], flight.packet());
            let mut next = *config;
            next.take(at);
            self.event(&next, Step::Arrive(at as u8, false), end, becomes, nexts);
            if next.duplicates > 0 {
                next.duplicates -= 1;
                next.put(flight.copy(), self.bounds.reorder);
                self.event(&next, Step::Arrive(at as u8, true), end, becomes, nexts);
            }
        }
    }

    /// Time passes unless a segment would die by it: one that is not lost arrives in its lifetime. A
    /// copy may vanish.
    fn tick(&mut self, config: &Config, nexts: &mut Vec<Next>) {
        if config.in_flight().any(|flight| !flight.is_copy() && self.aged(flight).is_none()) {
            return;
        }
        let mut next = Config { count: 0, flight: [0; MOST_IN_FLIGHT], ..*config };
        for flight in config.in_flight().filter_map(|flight| self.aged(flight)) {
            next.put(flight, self.bounds.reorder);
        }
        for end in End::BOTH {
            next.ends[end.index()] = self.ends.tick(end, config.ends[end.index()]);
        }
        self.push(Step::Tick, next, 0, nexts);
    }
}
