//! What became of each segment behind the place of the capture.
//!
//! A segment is taken as delivered at once unless something else shows:
//! - its receiver sends something later that it would not send if the segment had arrived: then it arrived
//!   after that, or, if that was long after, never;
//! - its sender repeats it before anything acknowledged it: then it was lost.
//!
//! Where the capture was taken at the receiver, it arrived; there only the moment may be a little later, as
//! a system takes time between capturing a segment and working on it.

use super::connection::Flags;
use super::entry::Arrival;
use super::order::Order;
use super::units::{CROSSING, Unit, Units, Vantage};
use crate::wire::End;

/// So many segments are looked at for a sign at most.
const MOST_LOOKED: usize = 4096;
/// So many segments of the other end may be on their way when one is repeated.
const MOST_CROSSING: usize = 256;
/// So many segments behind a RST or a strange SYN are looked at.
const FEW: usize = 64;

/// What became of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Decision {
    pub arrival: Arrival,
    /// It arrives when this unit has left the other end; at once without.
    pub after: Option<usize>,
    /// It brings what its end had sent before.
    pub again: bool,
}

/// Decides for all units, in the order of `Units::all`.
pub(super) fn decide(units: &Units, order: &Order, vantage: Vantage) -> Vec<Decision> {
    let count = units.all.len();
    let mut signs = Signs {
        units,
        order,
        vantage,
        acked: [Vec::new(), Vec::new()],
        again: vec![false; count],
        resent: vec![false; count],
        absent: vec![None; count],
        repeated: vec![None; count],
    };
    signs.prepare();
    for unit in 0..count {
        signs.replies(unit);
        signs.repetition(unit);
    }
    (0..count).map(|unit| signs.decision(unit)).collect()
}

struct Signs<'a> {
    units: &'a Units,
    order: &'a Order,
    vantage: Vantage,
    /// For each end, behind each of its units, the highest acknowledgment that it has sent.
    acked: [Vec<i64>; 2],
    /// Brings what its end had sent before.
    again: Vec<bool>,
    /// The same, or the SYN,ACK behind a bare SYN: it brings more, but the same number.
    resent: Vec<bool>,
    /// The last unit of its receiver that shows that a unit had not arrived.
    absent: Vec<Option<usize>>,
    /// The first unit that brings all of a unit once more.
    repeated: Vec<Option<usize>>,
}

impl Signs<'_> {
    fn get(&self, unit: usize) -> Option<&Unit> {
        self.units.all.get(unit)
    }

    fn position(&self, unit: usize) -> usize {
        self.order.position.get(unit).copied().unwrap_or(0)
    }

    fn prepare(&mut self) {
        for end in End::BOTH {
            let (mut next, mut acked, mut answered) = (i64::MIN, i64::MIN, false);
            for unit in &self.order.of[end.index()] {
                let Some(now) = self.units.all.get(*unit) else { continue };
                if now.counts() {
                    let resent = now.takes() > 0 && now.end() <= next;
                    let answers = now.is_syn() && now.flags.has(Flags::ACK);
                    if let (Some(slot), Some(again)) = (self.resent.get_mut(*unit), self.again.get_mut(*unit))
                    {
                        (*slot, *again) = (resent, resent && (answered || !answers));
                    }
                    answered |= answers;
                    next = next.max(now.end());
                    acked = acked.max(now.ack.unwrap_or(i64::MIN));
                }
                self.acked[end.index()].push(acked);
            }
        }
    }

    /// The highest acknowledgment that an end has sent in front of a position.
    fn acked_before(&self, end: End, position: usize) -> i64 {
        let count = self.order.before(end, position).len();
        let last = count.checked_sub(1).and_then(|index| self.acked[end.index()].get(index));
        last.copied().unwrap_or(i64::MIN)
    }

    /// Whether its receiver acknowledges a unit behind it and in front of a position.
    fn is_answered(&self, unit: usize, q: &Unit, position: usize) -> bool {
        let to = q.from.peer();
        let answers = self.order.after(to, self.position(unit)).first();
        let answers = answers.is_some_and(|first| self.position(*first) < position);
        answers && self.acked_before(to, position) >= q.end()
    }

    /// What the receiver of a unit sends after it.
    fn replies(&mut self, unit: usize) {
        let Some(q) = self.get(unit).copied() else { return };
        if q.takes() == 0 && !q.is_rst() {
            return;
        }
        let most = if q.is_rst() || q.odd_syn { FEW } else { MOST_LOOKED };
        let mut found = None;
        for later in self.order.after(q.from.peer(), self.position(unit)).iter().take(most) {
            let Some(s) = self.get(*later) else { continue };
            if shows_presence(&q, s) {
                break;
            }
            if shows_absence(&q, s) && self.may_be_late(&q, s) {
                found = Some(*later);
            }
        }
        self.absent_until(unit, found);
    }

    /// A repetition shows that its sender had no acknowledgment yet; and that what it repeats may be lost.
    fn repetition(&mut self, unit: usize) {
        let Some(r) = self.get(unit).copied().filter(|_| self.resent.get(unit) == Some(&true)) else {
            return;
        };
        let (position, peer) = (self.position(unit), r.from.peer());
        let mut crossing = Vec::new();
        for other in self.order.before(peer, position).iter().rev().take(MOST_CROSSING) {
            let Some(q) = self.get(*other).filter(|q| !q.is_rst()) else { continue };
            let has = q.takes() > 0 && self.acked_before(r.from, position) >= q.end();
            if has || q.ack.is_none_or(|ack| ack < r.end()) {
                break;
            }
            if self.may_be_late(q, &r) {
                crossing.push(*other);
            }
        }
        for other in crossing {
            self.absent_until(other, Some(unit));
        }
        let mut originals = Vec::new();
        for other in self.order.before(r.from, position).iter().rev().take(MOST_LOOKED) {
            let Some(q) = self.get(*other).filter(|q| q.counts() && q.takes() > 0) else { continue };
            let again = self.again.get(*other) == Some(&true);
            if q.end() <= r.seq && !again {
                break;
            }
            let alike = q.is_syn() == r.is_syn()
                && (!q.is_syn() || q.flags.has(Flags::ACK) == r.flags.has(Flags::ACK));
            if alike && q.seq >= r.seq && q.end() <= r.end() {
                originals.push(*other);
            }
        }
        for other in originals {
            if let Some(repeated) = self.repeated.get_mut(other) {
                repeated.get_or_insert(unit);
            }
        }
    }

    fn absent_until(&mut self, unit: usize, sign: Option<usize>) {
        let Some(sign) = sign else { return };
        let place = self.position(sign);
        let older = self.absent.get(unit).copied().flatten().is_some_and(|old| self.position(old) > place);
        if let Some(slot) = self.absent.get_mut(unit)
            && !older
        {
            *slot = Some(sign);
        }
    }

    /// At the place of the capture a segment is worked on soon after it was captured.
    fn may_be_late(&self, q: &Unit, s: &Unit) -> bool {
        let near = self.vantage.is_at(q.from.peer());
        !near || apart(q, s).is_some_and(|apart| apart < CROSSING)
    }

    fn decision(&self, unit: usize) -> Decision {
        let again = self.again.get(unit) == Some(&true);
        let sign = self.absent.get(unit).copied().flatten();
        let delivered = |arrival, after| Decision { arrival, after, again };
        let lost = Decision { arrival: Arrival::Lost, after: None, again };
        let Some(q) = self.get(unit) else { return delivered(Arrival::Assumed, None) };
        let to = q.from.peer();
        if self.vantage.is_at(to) {
            return delivered(Arrival::Seen, sign);
        }
        if q.takes() == 0 || q.is_rst() {
            let long =
                sign.and_then(|s| self.get(s)).is_some_and(|s| apart(q, s).is_none_or(|a| a >= CROSSING));
            return if long { lost } else { delivered(Arrival::Assumed, sign) };
        }
        let repeated = self.repeated.get(unit).copied().flatten();
        if repeated.is_some_and(|r| !self.is_answered(unit, q, self.position(r))) {
            return lost;
        }
        let in_all = self.acked[to.index()].last().copied().unwrap_or(i64::MIN);
        let arrival = if in_all >= q.end() && q.counts() { Arrival::Shown } else { Arrival::Assumed };
        delivered(arrival, sign)
    }
}

/// Whether an end that sends `s` has had `q`.
fn shows_presence(q: &Unit, s: &Unit) -> bool {
    let answers = q.is_syn() && s.is_syn() && s.ack == Some(q.end());
    let further = s.counts() && q.counts() && s.ack.is_some_and(|ack| ack >= q.end());
    q.takes() > 0 && (answers || further)
}

/// Whether an end that sends `s` can't have had `q`.
fn shows_absence(q: &Unit, s: &Unit) -> bool {
    if !s.counts() {
        return false;
    }
    // Whoever knows the other end's numbers acknowledges them.
    let opens = s.is_syn() && !s.flags.has(Flags::ACK);
    if q.is_rst() {
        return s.ack == Some(q.seq);
    }
    if q.is_syn() && opens {
        // A SYN,ACK that does not fit changes nothing at an end that opens.
        return !q.flags.has(Flags::ACK) || q.ack == Some(s.end());
    }
    if q.is_syn() && s.is_syn() {
        return s.ack != Some(q.end());
    }
    opens || (!q.odd_syn && s.ack.is_some_and(|ack| q.seq <= ack && ack < q.end()))
}

fn apart(q: &Unit, s: &Unit) -> Option<u64> {
    q.at.zip(s.at).map(|(q, s)| s.saturating_sub(q))
}
