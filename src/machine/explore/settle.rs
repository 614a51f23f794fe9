//! What a single event makes of an end: the machine's rules, then timers, debts and history.

use super::watch::{EventAtom, StateAtom, Watched};
use crate::machine::model::{Due, Machine, On, Packet, Pick, RuleId, StateId};
use crate::machine::property::{Bounds, Event};
use crate::machine::step::{Called, Endpoint};
use crate::machine::value::Scene;
use crate::wire::End;

/// At most this many timers run at an end.
pub(super) const MOST_TIMERS: usize = 8;
/// A timer that does not run.
const OFF: u8 = u8::MAX;
/// No connection of the other end.
const NOBODY: u8 = u8::MAX;
/// So far apart are the numbers with which an end's connections begin. Old numbers then lie before
/// the new ones, as with a clock.
const GAP: i64 = 10_000;

/// All that an end is.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Full {
    pub end: Endpoint,
    /// The debts that were sent and need not be sent now, a bit each.
    pub sent: u32,
    /// Ticks until each timer runs out.
    pub timers: [u8; MOST_TIMERS],
    /// How often each call may still be made.
    pub left: Vec<u8>,
    /// Which connection this is, from 1.
    pub connection: u8,
    /// Statements that have become true and stay so, a bit each.
    pub ever: u64,
    /// What the events of the property remember.
    pub memory: Vec<u8>,
}

/// What the rules are and what has to be watched.
pub(super) struct Law<'m> {
    pub machine: &'m Machine,
    pub bounds: Bounds,
    pub watched: Watched,
    /// The debts, those that follow a timer last; with that timer.
    pub debts: Vec<(Option<u8>, &'m Due)>,
    /// For each timer how long it runs.
    pub ticks: Vec<Option<u8>>,
}

/// What has just happened to an end.
#[derive(Default)]
pub(super) struct Happened<'a> {
    pub fired: &'a [RuleId],
    /// The segment, and which connection of its sender it belongs to.
    pub packet: Option<(&'a Packet, u8)>,
    pub timer: Option<u8>,
}

/// Why there is no next end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum No {
    /// It can't happen.
    Impossible,
    /// The end would begin one connection too many.
    Connections,
}

impl Full {
    /// Timers that have run out, a bit each.
    pub fn run_out(&self) -> u8 {
        let out = self.timers.iter().enumerate().filter(|(_, ticks)| **ticks == 0);
        out.fold(0, |bits, (timer, _)| bits | 1 << timer)
    }

    /// Whether any timer runs.
    pub fn has_timer(&self) -> bool {
        self.timers.iter().any(|ticks| *ticks != OFF)
    }
}

impl<'m> Law<'m> {
    pub fn new(machine: &'m Machine, bounds: &Bounds, watched: Watched) -> Law<'m> {
        let due = machine.due.iter().map(|due| (None, due));
        let again = machine.again.iter().map(|(timer, due)| (Some(*timer), due));
        let length = |timer: usize| {
            let own =
                bounds.ticks.iter().find(|(known, _)| usize::from(*known) == timer).map(|(_, ticks)| *ticks);
            let ticks = own.or(machine.timers.get(timer)?.ticks)?;
            Some(ticks.clamp(1, OFF - 1))
        };
        Law {
            machine,
            bounds: bounds.clone(),
            watched,
            debts: due.chain(again).take(u32::BITS as usize).collect(),
            ticks: (0..machine.timers.len().min(MOST_TIMERS)).map(length).collect(),
        }
    }

    /// An end at the beginning.
    pub fn start(&self, side: End) -> Full {
        let end = self.machine.endpoint(self.machine.start[side.index()]);
        let mut memory = vec![0; self.watched.memory[side.index()]];
        for (_, _, atom) in &self.watched.events[side.index()] {
            if let EventAtom::Old(at, _) = atom {
                memory[*at] = NOBODY;
            }
        }
        let left =
            self.bounds.calls.iter().map(|call| if call.end == side { call.times } else { 0 }).collect();
        let timers = [OFF; MOST_TIMERS];
        let mut full = Full { end, sent: 0, timers, left, connection: 0, ever: 0, memory };
        // A debt that follows a timer is not owed before that.
        self.owe(&mut full, None);
        self.run_timers(&mut full, &[]);
        self.history(side, &full.clone(), &mut full, &Happened::default());
        full
    }

    pub fn call(&self, side: End, before: &Full, slot: usize) -> Result<(Full, u64), No> {
        let (Some(call), Some(left)) = (self.bounds.calls.get(slot), before.left.get(slot)) else {
            return Err(No::Impossible);
        };
        if *left == 0 || call.end != side || !call.from.has(before.end.state) {
            return Err(No::Impossible);
        }
        let argument = self.machine.calls.get(usize::from(call.call)).and_then(|call| call.argument);
        let (mut after, mut fired) = (before.clone(), Vec::new());
        let mut choose = |pick: &Pick| self.number(side, before, pick);
        if self.machine.call(&mut after.end, call.call, argument, &mut choose, &mut fired) != Called::Done
            || after.end == before.end
        {
            return Err(No::Impossible);
        }
        after.left[slot] -= 1;
        self.settle(side, before, after, &Happened { fired: &fired, ..Happened::default() })
    }

    pub fn arrive(&self, side: End, before: &Full, packet: &Packet, tag: u8) -> Result<(Full, u64), No> {
        let (mut after, mut fired) = (before.clone(), Vec::new());
        let mut choose = |pick: &Pick| self.number(side, before, pick);
        self.machine.arrive(&mut after.end, packet, &mut choose, &mut fired);
        self.settle(
            side,
            before,
            after,
            &Happened { fired: &fired, packet: Some((packet, tag)), timer: None },
        )
    }

    pub fn timer(&self, side: End, before: &Full, timer: u8) -> Result<(Full, u64), No> {
        let (mut after, mut fired) = (before.clone(), Vec::new());
        let mut choose = |pick: &Pick| self.number(side, before, pick);
        if !self.machine.timer(&mut after.end, timer, &mut choose, &mut fired) {
            return Err(No::Impossible);
        }
        let happened = Happened { fired: &fired, packet: None, timer: Some(timer) };
        self.settle(side, before, after, &happened)
    }

    /// Sends a debt: one of the table, or a reply that is owed (`None`).
    pub fn send(
        &self,
        side: End,
        before: &Full,
        debt: Option<u8>,
        packet: &Packet,
    ) -> Result<(Full, u64), No> {
        let (mut after, mut fired) = (before.clone(), Vec::new());
        if !self.machine.leave(&mut after.end, packet, &mut fired) {
            return Err(No::Impossible);
        }
        match debt {
            Some(debt) => after.sent |= 1 << debt,
            // The rule that asked for the reply has fired when it asked.
            None => fired.clear(),
        }
        self.settle(side, before, after, &Happened { fired: &fired, packet: None, timer: None })
    }

    pub fn tick(&self, before: &Full) -> Full {
        let mut after = before.clone();
        for ticks in after.timers.iter_mut().filter(|ticks| **ticks != OFF) {
            *ticks = ticks.saturating_sub(1);
        }
        after
    }

    /// The number with which a connection begins.
    pub fn first_number(&self, side: End, variable: u8, connection: u8) -> i64 {
        let symbols = self.machine.symbols.iter();
        let symbol = symbols
            .filter(|symbol| symbol.end == side && symbol.variable == variable)
            .map(|s| s.value)
            .next();
        let base = symbol.map_or_else(|| 1000 + 4000 * side.index() as i64, i64::from);
        let moved = if self.bounds.same_numbers[side.index()] { 0 } else { i64::from(connection) - 1 };
        base + moved * GAP
    }

    fn number(&self, side: End, before: &Full, pick: &Pick) -> i64 {
        let begins = self.machine.forgets.has(before.end.state);
        self.first_number(side, pick.variable, before.connection + u8::from(begins))
    }

    fn settle(
        &self,
        side: End,
        before: &Full,
        mut after: Full,
        happened: &Happened<'_>,
    ) -> Result<(Full, u64), No> {
        let forgets = self.machine.forgets;
        if forgets.has(before.end.state) && !forgets.has(after.end.state) {
            after.connection += 1;
            if after.connection > self.bounds.connections {
                return Err(No::Connections);
            }
            self.begin(side, &mut after);
        }
        let events = self.history(side, before, &mut after, happened);
        after.end.owed.sort_by_key(|owed| (owed.flags, owed.free, owed.fields, owed.rule));
        after.end.owed.dedup_by_key(|owed| (owed.flags, owed.free, owed.fields));
        after.end.held.sort();
        self.owe(&mut after, happened.timer);
        if let Some(ticks) = happened.timer.and_then(|timer| after.timers.get_mut(usize::from(timer))) {
            *ticks = OFF;
        }
        self.run_timers(&mut after, happened.fired);
        Ok((after, events))
    }

    /// History belongs to one connection, but for what earlier ones have served.
    fn begin(&self, side: End, full: &mut Full) {
        full.ever = 0;
        for (_, _, atom) in &self.watched.events[side.index()] {
            match atom {
                EventAtom::Fires => {}
                EventAtom::Again(at) => {
                    full.memory[*at] |= full.memory[at + 1];
                    full.memory[at + 1] = 0;
                }
                EventAtom::Old(at, _) => full.memory[*at] = NOBODY,
            }
        }
    }

    /// Notes what stays true, and gives the events.
    fn history(&self, side: End, before: &Full, after: &mut Full, happened: &Happened<'_>) -> u64 {
        let rules = || happened.fired.iter().filter_map(|id| self.machine.rule(*id));
        let scene = Scene {
            variables: &before.end.variables,
            packet: happened.packet.map(|(packet, _)| packet),
            argument: None,
        };
        let fires = |event: &Event, rule: &RuleId| {
            event.rules.contains(rule) && event.when.as_ref().is_none_or(|when| when.holds(scene))
        };
        for (bit, atom) in self.watched.states[side.index()].iter().enumerate() {
            let now = match atom {
                StateAtom::In(_) | StateAtom::Holds(_) => false,
                // A segment can lead through several states at once.
                StateAtom::Ever(states) => {
                    states.has(after.end.state)
                        || rules().any(|rule| rule.to.is_some_and(|to| states.has(to)))
                }
                StateAtom::Fired(event) => happened.fired.iter().any(|rule| fires(event, rule)),
            };
            after.ever |= u64::from(now) << bit;
        }
        let mut events = 0;
        for (bit, event, atom) in &self.watched.events[side.index()] {
            for rule in happened.fired {
                let (fires, tag) = (fires(event, rule), happened.packet.map(|(_, tag)| tag));
                let happens = match (atom, tag) {
                    (EventAtom::Fires, _) => fires,
                    (EventAtom::Again(_) | EventAtom::Old(..), None) => false,
                    (EventAtom::Again(at), Some(tag)) => {
                        after.memory[at + 1] |= u8::from(fires) << tag;
                        fires && after.memory[*at] & (1 << tag) != 0
                    }
                    (EventAtom::Old(at, since), Some(tag)) => {
                        if since.contains(rule) {
                            after.memory[*at] = tag;
                        }
                        fires && after.memory[*at] != NOBODY && tag < after.memory[*at]
                    }
                };
                events |= if happens { *bit } else { 0 };
            }
        }
        events
    }

    /// What need not be sent: debts that were sent and still stand. When a timer has run out, they are
    /// due anew, and with them those that follow this timer.
    fn owe(&self, full: &mut Full, timer: Option<u8>) {
        let scene = Scene { variables: &full.end.variables, packet: None, argument: None };
        for (index, (after, due)) in self.debts.iter().enumerate() {
            let bit = 1 << index;
            let stands = due.from.has(full.end.state) && due.when.holds(scene);
            match (after, stands) {
                (None, false) => full.sent &= !bit,
                (None, true) if timer.is_some() => full.sent &= !bit,
                (Some(_), false) => full.sent |= bit,
                (Some(after), true) if timer == Some(*after) => full.sent &= !bit,
                (None | Some(_), true) => {}
            }
        }
    }

    fn run_timers(&self, full: &mut Full, fired: &[RuleId]) {
        for restarted in fired.iter().filter_map(|id| self.machine.rule(*id)).flat_map(|rule| &rule.restart) {
            if let Some(ticks) = full.timers.get_mut(usize::from(*restarted)) {
                *ticks = OFF;
            }
        }
        for (timer, length) in self.ticks.iter().enumerate() {
            let runs = length.filter(|_| self.fits(full, timer as u8));
            full.timers[timer] = match (runs, full.timers[timer]) {
                (None, _) => OFF,
                (Some(length), OFF) => length,
                (Some(_), left) => left,
            };
        }
    }

    /// A timer runs exactly where a rule for it fits.
    fn fits(&self, full: &Full, timer: u8) -> bool {
        let scene = Scene { variables: &full.end.variables, packet: None, argument: None };
        self.rules_for_timers(full.end.state).any(|id| {
            self.machine.rule(*id).is_some_and(|rule| rule.on == On::Timer(timer) && rule.holds(scene))
        })
    }

    fn rules_for_timers(&self, state: StateId) -> impl Iterator<Item = &RuleId> {
        self.machine.index.get(usize::from(state.0)).into_iter().flat_map(|lists| &lists[3])
    }
}
