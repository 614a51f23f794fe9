//! The segments of a connection with plain numbers, cut where the other end's acknowledgments cut them.
//!
//! Numbers are counted on from the first one of each end, without wrapping around, so that they can be
//! compared. What a network card sent as several segments may be captured as one (segmentation offload):
//! where an acknowledgment or a repetition shows a boundary in it, it is taken apart there.

use super::connection::{Caught, Flags};
use crate::wire::{End, Seq};
use std::collections::{BTreeSet, VecDeque};

/// Where the capture was taken: this decides which arrivals are facts.
///
/// At an end, what arrives there arrived, in the order captured; what leaves there may still be lost, and
/// when it reached the other end is inferred. In the middle both are inferred. On the loopback interface
/// nothing is lost; the middle serves for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vantage {
    /// On the client's machine.
    Client,
    /// On the server's machine.
    Server,
    /// Between the two.
    Middle,
}

impl Vantage {
    /// All of them.
    pub const ALL: [Vantage; 3] = [Vantage::Client, Vantage::Server, Vantage::Middle];

    /// Whether the capture was taken at this end.
    pub fn is_at(self, end: End) -> bool {
        match self {
            Vantage::Client => end == End::First,
            Vantage::Server => end == End::Second,
            Vantage::Middle => false,
        }
    }

    /// Its short name, for other tools and for arguments.
    pub fn word(self) -> &'static str {
        match self {
            Vantage::Client => "client",
            Vantage::Server => "server",
            Vantage::Middle => "middle",
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Vantage::Client => "capture-vantage-client",
            Vantage::Server => "capture-vantage-server",
            Vantage::Middle => "capture-vantage-middle",
        }
    }
}

/// Segments of both ends cross for less than this, in nanoseconds; repetitions take longer. It is the least
/// retransmission timeout in wide use.
pub(super) const CROSSING: u64 = 200_000_000;
/// A segment may be cut into at most so many parts.
const MOST_PARTS: usize = 64;
/// A number so far from the others is no part of the stream.
const FAR: i64 = 1 << 30;

/// A segment, or a part of one, with plain numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    /// Index in the connection's segments.
    pub index: usize,
    /// Which part it is, from 0, and of how many.
    pub part: (usize, usize),
    pub from: End,
    pub flags: Flags,
    pub seq: i64,
    pub len: i64,
    /// In the other end's numbers.
    pub ack: Option<i64>,
    pub at: Option<u64>,
    pub id: Option<u16>,
    /// A SYN that is not the one with which its end's numbers begin.
    pub odd_syn: bool,
    /// A keep-alive probe: nothing new, one number back (RFC 9293 §3.8.4).
    pub probe: bool,
}

impl Unit {
    /// The number behind its last one.
    pub fn end(&self) -> i64 {
        self.seq + self.takes()
    }

    /// How many sequence numbers it takes.
    pub fn takes(&self) -> i64 {
        self.len + i64::from(self.flags.numbers())
    }

    /// Whether it belongs to its end's stream of numbers.
    pub fn counts(&self) -> bool {
        !self.flags.has(Flags::RST) && !self.odd_syn
    }

    pub fn is_rst(&self) -> bool {
        self.flags.has(Flags::RST)
    }

    pub fn is_syn(&self) -> bool {
        self.flags.has(Flags::SYN)
    }
}

/// One end's numbers: where they begin, and how far they have come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Space {
    base: Option<Seq>,
    furthest: i64,
}

impl Space {
    /// A number of this space, counted from its base; the first number that is asked for is the base.
    fn place(&mut self, seq: Seq) -> i64 {
        let base = *self.base.get_or_insert(seq);
        self.furthest + seq.distance_from(base.plus(self.furthest))
    }

    fn reach(&mut self, to: i64) {
        if to > self.furthest && to - self.furthest < FAR {
            self.furthest = to;
        }
    }

    /// The number as it stands on the wire.
    pub fn real(&self, number: i64) -> Seq {
        self.base.unwrap_or_default().plus(number)
    }
}

/// The units of a connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Units {
    /// In the order captured.
    pub all: Vec<Unit>,
    /// The numbers of each end.
    pub spaces: [Space; 2],
    /// Whether each end's SYN was captured; its base is the number of that.
    pub syn: [bool; 2],
    /// The highest acknowledgment so far of each end's numbers.
    acked: [Option<i64>; 2],
}

impl Units {
    /// Takes the segments of a connection apart. Copies are left out.
    pub fn of(caught: &[Caught]) -> Units {
        let mut units = Units::default();
        for end in End::BOTH {
            let isn = first_number(caught, end);
            units.syn[end.index()] = isn.is_some();
            units.spaces[end.index()].base = isn;
        }
        let mut whole: Vec<Unit> = Vec::new();
        for (index, segment) in caught.iter().enumerate().filter(|(_, segment)| !segment.copy) {
            whole.push(units.unit(index, segment));
        }
        let cuts = cuts(&whole);
        for unit in whole {
            cut(unit, &cuts[unit.from.index()], &mut units.all);
        }
        units
    }

    fn unit(&mut self, index: usize, caught: &Caught) -> Unit {
        let flags = caught.flags;
        let (own, other) = (caught.from.index(), caught.from.peer().index());
        let known = self.spaces[own].base.is_some();
        let before = self.spaces[own].furthest;
        let seq = self.spaces[own].place(caught.seq);
        let mut unit = Unit {
            index,
            part: (0, 1),
            from: caught.from,
            flags,
            seq,
            len: i64::from(caught.len),
            ack: None,
            at: caught.at,
            id: caught.id,
            odd_syn: flags.has(Flags::SYN) && seq != 0,
            probe: false,
        };
        let bare = !flags.has(Flags::SYN) && !flags.has(Flags::FIN) && !flags.has(Flags::RST);
        let nothing_new =
            unit.len == 0 || (unit.len == 1 && self.acked[own].is_some_and(|acked| acked >= before));
        if known && bare && nothing_new && seq == before - 1 {
            unit.probe = true;
            // Some systems send an octet with it, which is no text.
            unit.len = 0;
        }
        if unit.counts() {
            self.spaces[own].reach(unit.end());
        }
        if flags.has(Flags::ACK) {
            let ack = self.spaces[other].place(caught.ack);
            if unit.counts() {
                self.spaces[other].reach(ack);
                self.acked[other] = self.acked[other].max(Some(ack));
            }
            unit.ack = Some(ack);
        }
        unit
    }
}

/// The initial number of an end: that of the SYN which its later segments follow, else of its first SYN.
fn first_number(caught: &[Caught], end: End) -> Option<Seq> {
    let own = || caught.iter().filter(|segment| segment.from == end && !segment.copy);
    let is_syn = |segment: &&Caught| segment.flags.has(Flags::SYN) && !segment.flags.has(Flags::RST);
    let mut syns: Vec<Seq> = Vec::new();
    for syn in own().filter(is_syn) {
        if !syns.contains(&syn.seq) && syns.len() < 8 {
            syns.push(syn.seq);
        }
    }
    let followed = |syn: &&Seq| {
        let answered = |other: &Caught| {
            other.flags.has(Flags::ACK) && other.ack == syn.plus(1) && !other.flags.has(Flags::RST)
        };
        let follows =
            |own: &Caught| !own.flags.has(Flags::SYN) && !own.flags.has(Flags::RST) && own.seq == syn.plus(1);
        caught.iter().any(|c| if c.from == end { follows(c) } else { answered(c) })
    };
    let strongly = |syn: &&Seq| {
        own().any(|c| !c.flags.has(Flags::SYN) && !c.flags.has(Flags::RST) && c.seq == syn.plus(1))
    };
    syns.iter().find(strongly).or_else(|| syns.iter().find(followed)).or(syns.first()).copied()
}

/// The numbers of each end at which something begins or ends: acknowledgments, repetitions.
fn cuts(units: &[Unit]) -> [BTreeSet<i64>; 2] {
    let mut cuts = [BTreeSet::new(), BTreeSet::new()];
    let mut next = [i64::MIN; 2];
    for unit in units.iter().filter(|unit| unit.counts()) {
        let own = unit.from.index();
        if let Some(ack) = unit.ack {
            cuts[unit.from.peer().index()].insert(ack);
        }
        if unit.takes() > 0 && unit.seq < next[own] {
            cuts[own].extend([unit.seq, unit.end()]);
        }
        next[own] = next[own].max(unit.end());
    }
    cuts
}

/// Takes a unit apart. Its FIN stays with the last part.
fn cut(unit: Unit, cuts: &BTreeSet<i64>, into: &mut Vec<Unit>) {
    if unit.len < 2 || unit.is_syn() || unit.is_rst() {
        into.push(unit);
        return;
    }
    let text_end = unit.seq + unit.len;
    let mut places: VecDeque<i64> =
        cuts.range(unit.seq + 1..text_end).copied().take(MOST_PARTS - 1).collect();
    places.push_back(text_end);
    let (parts, mut from) = (places.len(), unit.seq);
    for (part, to) in places.into_iter().enumerate() {
        let last = part + 1 == parts;
        let flags = if last { unit.flags } else { unit.flags.without(Flags::FIN).without(Flags::PSH) };
        into.push(Unit { part: (part, parts), seq: from, len: to - from, flags, ..unit });
        from = to;
    }
}
