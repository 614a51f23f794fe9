//! The steps of a story, one after the other.

use super::arrivals::Decision;
use super::connection::{Connection, Flags};
use super::entry::{Arrival, Entry, Inferred, Mark, Note, Sent};
use super::gaps::{Gaps, Missed};
use super::order::Order;
use super::story::ROLES;
use super::units::{Unit, Units};
use crate::wire::{End, Fate, Segment, Step};
use std::collections::BTreeMap;

/// The timer behind a keep-alive probe.
const KEEPALIVE: &str = "keepalive";
/// A machine keeps few segments behind a gap, and within a window that it knows; what would go beyond
/// this is delivered when the gap has closed.
const MOST_HELD: usize = 48;
const MOST_AHEAD: i64 = 60_000;

/// What an end has received, as far as the machine's memory is concerned.
struct Receiver {
    next: i64,
    held: Vec<(i64, i64)>,
    waiting: Vec<usize>,
}

impl Receiver {
    fn has_room(&self, unit: &Unit) -> bool {
        let in_order = unit.takes() == 0 || unit.seq <= self.next || !unit.counts();
        in_order || (unit.end() - self.next <= MOST_AHEAD && self.held.len() < MOST_HELD)
    }

    fn take(&mut self, seq: i64, end: i64) {
        if seq > self.next {
            self.held.push((seq, end));
            return;
        }
        self.next = self.next.max(end);
        while let Some(at) = self.held.iter().position(|(seq, _)| *seq <= self.next) {
            let (_, end) = self.held.swap_remove(at);
            self.next = self.next.max(end);
        }
    }
}

/// What there is to tell.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub connection: &'a Connection,
    pub units: &'a Units,
    pub order: &'a Order,
    pub decisions: &'a [Decision],
}

/// Tells it, step by step. `expected` is the first number that each end is to receive.
pub(super) fn tell(told: Told<'_>, gaps: &Gaps, expected: [i64; 2]) -> Vec<Entry> {
    let receiver = |next| Receiver { next, held: Vec::new(), waiting: Vec::new() };
    let (entries, due) = (Vec::new(), BTreeMap::new());
    let mut teller = Teller { told, entries, due, receivers: expected.map(receiver), behind: [false; 2] };
    teller.tell(gaps);
    teller.entries
}

struct Teller<'a> {
    told: Told<'a>,
    entries: Vec<Entry>,
    /// Units that arrive when this one has left.
    due: BTreeMap<usize, Vec<usize>>,
    /// By the end that receives.
    receivers: [Receiver; 2],
    /// Whether a segment behind those that were left out was told of each end.
    behind: [bool; 2],
}

impl Teller<'_> {
    fn tell(&mut self, gaps: &Gaps) {
        for (position, unit) in self.told.order.units.iter().enumerate() {
            let behind = self.is_behind(*unit);
            for missed in gaps.before.get(&position).into_iter().flatten() {
                self.missed(missed, behind && !self.behind[missed.from.index()]);
            }
            self.unit(*unit);
            if let Some(told) = self.told.units.all.get(*unit).filter(|_| behind) {
                self.behind[told.from.index()] = true;
            }
            for late in self.due.remove(unit).into_iter().flatten() {
                self.reach(late, None);
            }
        }
        for end in End::BOTH {
            for late in std::mem::take(&mut self.receivers[end.index()].waiting) {
                self.arrive(late);
            }
        }
    }

    /// Whether a unit was captured behind those that were left out.
    fn is_behind(&self, unit: usize) -> bool {
        let Connection { left_at, left_out, .. } = self.told.connection;
        *left_out > 0 && self.told.units.all.get(unit).is_some_and(|unit| unit.index >= *left_at)
    }

    fn missed(&mut self, missed: &Missed, left_out: bool) {
        let mut flags = Flags::default();
        let answers = !missed.syn || missed.ack.is_some();
        for (flag, set) in [(Flags::SYN, missed.syn), (Flags::FIN, missed.fin), (Flags::ACK, answers)] {
            flags.0 |= if set { flag.0 } else { 0 };
        }
        let sent = Sent { from: missed.from, flags, seq: missed.seq, ack: missed.ack, len: missed.len };
        let fate = if missed.lost { Fate::Lost } else { Fate::Delivered };
        let why = match (left_out, missed.lost) {
            (true, _) => Inferred::LeftOut,
            (false, true) => Inferred::LostBefore,
            (false, false) => Inferred::NotCaptured,
        };
        let arrival = if missed.lost { Arrival::Lost } else { Arrival::Shown };
        let note = Note { inferred: Some(why), arrival: Some(arrival), ..Note::default() };
        let reaches = (!missed.lost).then_some(missed.from.peer());
        self.entries.push(Entry { step: send(missed.from, fate, None), note, sent: Some(sent), reaches });
        if let Some(to) = reaches {
            let end = missed.seq + missed.len + i64::from(flags.numbers());
            self.receivers[to.index()].take(missed.seq, end);
            self.release(to);
        }
    }

    fn unit(&mut self, unit: usize) {
        let (Some(now), Some(decision)) = (self.told.units.all.get(unit), self.told.decisions.get(unit))
        else {
            return;
        };
        let note = self.note(unit, now, decision);
        let from = now.from;
        if now.probe {
            let step = Step::Timer { end: ROLES[from.index()].to_owned(), timer: KEEPALIVE.to_owned() };
            let why = Note { inferred: Some(Inferred::Timer), ..Note::default() };
            self.entries.push(Entry { step, note: why, sent: None, reaches: None });
        }
        let sent = Sent { from, flags: now.flags, seq: now.seq, ack: now.ack, len: now.len };
        let overtaken = self.told.order.behind.get(unit).copied().flatten();
        let later = |a: usize, b: usize| {
            if self.told.order.position.get(a) > self.told.order.position.get(b) { a } else { b }
        };
        let after = match (decision.after, overtaken) {
            (Some(a), Some(b)) => Some(later(a, b)),
            (a, b) => a.or(b),
        };
        let entry = Entry { step: send(from, Fate::Lost, None), note, sent: Some(sent), reaches: None };
        self.entries.push(entry);
        if decision.arrival == Arrival::Lost {
            return;
        }
        let at = self.entries.len() - 1;
        match after {
            None => self.reach(unit, Some(at)),
            Some(after) => {
                self.due.entry(after).or_default().push(unit);
                self.make_late(at, unit);
            }
        }
    }

    fn note(&self, unit: usize, now: &Unit, decision: &Decision) -> Note {
        let caught = self.told.connection.caught.get(now.index);
        let mut marks = Vec::new();
        if decision.again {
            marks.push(Mark::Repeated);
        }
        if now.probe {
            marks.push(Mark::KeepAlive);
        }
        if self.told.order.behind.get(unit).copied().flatten().is_some() {
            marks.push(Mark::Overtaken);
        }
        if let (part, of @ 2..) = now.part {
            marks.push(Mark::Part { part: part + 1, of });
        }
        let frame = caught.map(|caught| caught.frame);
        Note { frame, at: now.at, inferred: None, arrival: Some(decision.arrival), marks }
    }

    fn label(&self, unit: usize) -> String {
        let Some(now) = self.told.units.all.get(unit) else { return String::new() };
        let frame = self.told.connection.caught.get(now.index).map_or(0, |caught| caught.frame);
        match now.part {
            (_, 1) => format!("f{frame}"),
            (part, _) => format!("f{frame}-{}", part + 1),
        }
    }

    fn make_late(&mut self, at: usize, unit: usize) {
        let name = self.label(unit);
        if let Some(Entry { step: Step::Send { fate, label, .. }, .. }) = self.entries.get_mut(at) {
            *fate = Fate::Late;
            *label = Some(name);
        }
    }

    /// A unit reaches the other end: at once, if `sent` is its entry and nothing has come in between.
    fn reach(&mut self, unit: usize, sent: Option<usize>) {
        let Some(now) = self.told.units.all.get(unit) else { return };
        let to = now.from.peer();
        if !self.receivers[to.index()].has_room(now) {
            if let Some(at) = sent {
                self.make_late(at, unit);
            }
            self.receivers[to.index()].waiting.push(unit);
            return;
        }
        match sent.and_then(|at| self.entries.get_mut(at)) {
            Some(entry) => {
                entry.reaches = Some(to);
                if let Step::Send { fate, .. } = &mut entry.step {
                    *fate = Fate::Delivered;
                }
            }
            None => self.arrive(unit),
        }
        if now.counts() && now.takes() > 0 {
            self.receivers[to.index()].take(now.seq, now.end());
            self.release(to);
        }
    }

    fn arrive(&mut self, unit: usize) {
        let Some(now) = self.told.units.all.get(unit) else { return };
        let step = Step::Arrive { label: self.label(unit) };
        let note = Note { inferred: Some(Inferred::Arrival), ..Note::default() };
        self.entries.push(Entry { step, note, sent: None, reaches: Some(now.from.peer()) });
    }

    /// Delivers what had to wait for a gap to close.
    fn release(&mut self, to: End) {
        loop {
            let receiver = &self.receivers[to.index()];
            let fits =
                |unit: &usize| self.told.units.all.get(*unit).is_some_and(|unit| unit.seq <= receiver.next);
            let Some(at) = receiver.waiting.iter().position(fits) else { return };
            let unit = self.receivers[to.index()].waiting.remove(at);
            self.arrive(unit);
            if let Some(now) = self.told.units.all.get(unit) {
                self.receivers[to.index()].take(now.seq, now.end());
            }
        }
    }
}

fn send(from: End, fate: Fate, label: Option<String>) -> Step {
    Step::Send { from: ROLES[from.index()].to_owned(), segment: Segment::default(), fate, label }
}
