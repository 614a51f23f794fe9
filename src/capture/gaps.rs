//! What was sent and is not in the capture.
//!
//! Two things show it: a number that jumps, and an acknowledgment of what was never seen. What is filled
//! later by a repetition was lost in front of the capture; what was acknowledged without one arrived, and
//! only the capture missed it.

use super::order::Order;
use super::units::Units;
use crate::wire::End;
use std::collections::BTreeMap;

/// A jump over more numbers than this, in octets, is no gap: such a number does not belong to the stream.
const MOST_MISSED: i64 = 1 << 30;

/// A segment that was sent and not captured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Missed {
    pub from: End,
    pub seq: i64,
    /// Text; SYN and FIN not counted.
    pub len: i64,
    pub syn: bool,
    pub fin: bool,
    /// Of a SYN: what it acknowledges.
    pub ack: Option<i64>,
    pub lost: bool,
}

/// The missing segments, by the position in front of which they were sent.
pub(super) struct Gaps {
    pub before: BTreeMap<usize, Vec<Missed>>,
    /// Where each end's numbers begin: the first number that it will send.
    pub first: [Option<i64>; 2],
}

/// Looks for what is missing.
pub(super) fn find(units: &Units, order: &Order) -> Gaps {
    let mut finder = Finder {
        units,
        next: End::BOTH.map(|end| first(units, order, end)),
        last: End::BOTH.map(|end| last(units, end)),
        before: BTreeMap::new(),
    };
    let first = finder.next;
    for (position, unit) in order.units.iter().enumerate() {
        let Some(unit) = units.all.get(*unit).filter(|unit| unit.counts()) else { continue };
        if let Some(ack) = unit.ack {
            finder.acknowledged(position, unit.from.peer(), ack);
        }
        if !unit.is_syn() && !unit.probe {
            finder.sent(position, unit.from, unit.seq);
        }
        let next = &mut finder.next[unit.from.index()];
        *next = (*next).max(Some(unit.end()));
    }
    Gaps { before: finder.before, first }
}

/// The first number of an end that is spoken of. With a SYN that is its SYN's; the SYN itself counts.
fn first(units: &Units, order: &Order, end: End) -> Option<i64> {
    let mut counting =
        order.units.iter().filter_map(|unit| units.all.get(*unit)).filter(|unit| unit.counts());
    let opening = units.syn[End::First.index()] || units.syn[End::Second.index()];
    if opening {
        return units.syn[end.index()].then_some(0);
    }
    let own = counting
        .clone()
        .find(|unit| unit.from == end)
        .map(|unit| if unit.probe { unit.seq + 1 } else { unit.seq });
    let acked = counting.find(|unit| unit.from != end).and_then(|unit| unit.ack);
    match (own, acked) {
        (Some(own), Some(acked)) => Some(own.min(acked)),
        (own, acked) => own.or(acked),
    }
}

/// The number behind everything that an end is seen to send, with whether a FIN of it was captured.
fn last(units: &Units, end: End) -> (i64, bool) {
    let own = units.all.iter().filter(|unit| unit.from == end && unit.counts());
    own.fold((i64::MIN, false), |(most, fin), unit| {
        (most.max(unit.end()), fin || unit.flags.has(super::connection::Flags::FIN))
    })
}

struct Finder<'a> {
    units: &'a Units,
    next: [Option<i64>; 2],
    last: [(i64, bool); 2],
    before: BTreeMap<usize, Vec<Missed>>,
}

impl Finder<'_> {
    /// An end's number stands at `seq`: what lies between was sent before.
    fn sent(&mut self, position: usize, from: End, seq: i64) {
        self.missing(position, from, seq, false);
    }

    /// The other end acknowledges numbers up to `ack`: what was not seen of them arrived.
    fn acknowledged(&mut self, position: usize, from: End, ack: i64) {
        let opening = self.units.syn[from.peer().index()];
        if self.next[from.index()].is_none() && opening {
            // The SYN of this end is not in the capture. It was sent before its acknowledgment; that of
            // the server answers the client's, whose numbers begin at 0.
            let answer = (from == End::Second).then_some(1);
            let (seq, len) = (ack - 1, 0);
            self.push(position, Missed { from, seq, len, syn: true, fin: false, ack: answer, lost: false });
            self.next[from.index()] = Some(ack);
        }
        self.missing(position, from, ack, true);
    }

    fn missing(&mut self, position: usize, from: End, to: i64, arrived: bool) {
        let Some(next) = self.next[from.index()] else {
            self.next[from.index()] = Some(to);
            return;
        };
        if to <= next || to - next > MOST_MISSED {
            return;
        }
        for (seq, end) in self.pieces(from, next, to) {
            let filled = self.is_filled(from, seq, end);
            let fin = self.ends_stream(from, end) && !filled;
            let lost = filled || (!arrived && !self.is_acknowledged(from, end));
            let len = end - seq - i64::from(fin);
            self.push(position, Missed { from, seq, len, syn: false, fin, ack: None, lost });
        }
        self.next[from.index()] = Some(to);
    }

    fn push(&mut self, position: usize, missed: Missed) {
        self.before.entry(position).or_default().push(missed);
    }

    /// Cuts a gap where something that fills it later begins or ends.
    fn pieces(&self, from: End, seq: i64, to: i64) -> Vec<(i64, i64)> {
        let own = self.units.all.iter().filter(|unit| unit.from == from && unit.counts() && unit.takes() > 0);
        let inside = own.flat_map(|unit| [unit.seq, unit.end()]).filter(|at| *at > seq && *at < to);
        let mut places: Vec<i64> = inside.chain([seq, to]).collect();
        places.sort_unstable();
        places.dedup();
        places.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect()
    }

    /// Whether a segment that leaves later brings these numbers.
    fn is_filled(&self, from: End, seq: i64, end: i64) -> bool {
        let own = self.units.all.iter().filter(|unit| unit.from == from && unit.counts());
        own.filter(|unit| unit.takes() > 0).any(|unit| unit.seq <= seq && unit.end() >= end)
    }

    fn is_acknowledged(&self, from: End, end: i64) -> bool {
        let peer = self.units.all.iter().filter(|unit| unit.from == from.peer() && unit.counts());
        peer.filter_map(|unit| unit.ack).any(|ack| ack >= end)
    }

    /// Whether the last of these numbers is most likely a FIN: nothing follows it, no FIN of this end was
    /// captured, and the other end has closed too.
    fn ends_stream(&self, from: End, end: i64) -> bool {
        let (last, fin) = self.last[from.index()];
        let (_, peer_fin) = self.last[from.peer().index()];
        let acked =
            self.units.all.iter().filter(|unit| unit.from == from.peer()).filter_map(|unit| unit.ack).max();
        end >= last && !fin && peer_fin && acked.is_none_or(|acked| acked <= end)
    }
}
