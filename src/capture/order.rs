//! The order in which segments left their ends.
//!
//! That is the order captured, except for what overtook something on its way to the capture: an end's
//! acknowledgments never go back, and the identifications of its packets count up.

use super::units::{Unit, Units};
use crate::wire::End;

/// What was overtaken by more than this many segments is not looked for.
const MOST_OVERTAKEN: usize = 256;
/// Identifications further apart than this tell nothing.
const NEAR_IDS: u16 = 1000;

/// Units in the order in which they left.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// Units by their position; a unit is known by its index in `Units::all`.
    pub units: Vec<usize>,
    /// Of a unit that was overtaken: the one captured before it. It arrives behind that one.
    pub behind: Vec<Option<usize>>,
    /// The position of each unit.
    pub position: Vec<usize>,
    /// The units of each end by position.
    pub of: [Vec<usize>; 2],
}

impl Order {
    pub fn of(units: &Units) -> Order {
        let mut order = Order { behind: vec![None; units.all.len()], ..Order::default() };
        let mut furthest: [Option<i64>; 2] = [None; 2];
        for (unit, now) in units.all.iter().enumerate() {
            let at = if now.counts() {
                overtaken(&units.all, &order.units, now, furthest[now.from.index()])
            } else {
                None
            };
            match at {
                Some(position) => {
                    order.behind[unit] = unit.checked_sub(1);
                    order.units.insert(position, unit);
                }
                None => order.units.push(unit),
            }
            if now.counts() {
                let mark = &mut furthest[now.from.index()];
                *mark = (*mark).max(Some(now.end()));
            }
        }
        order.position = vec![0; units.all.len()];
        for (position, unit) in order.units.iter().enumerate() {
            if let (Some(place), Some(found)) = (order.position.get_mut(*unit), units.all.get(*unit)) {
                *place = position;
                order.of[found.from.index()].push(*unit);
            }
        }
        order
    }

    /// Where in the list of its end the units behind this position begin.
    pub fn after(&self, end: End, position: usize) -> &[usize] {
        let list = &self.of[end.index()];
        let from = list.partition_point(|unit| self.position.get(*unit).is_some_and(|p| *p <= position));
        list.get(from..).unwrap_or_default()
    }

    /// The units of an end in front of this position.
    pub fn before(&self, end: End, position: usize) -> &[usize] {
        let list = &self.of[end.index()];
        let to = list.partition_point(|unit| self.position.get(*unit).is_some_and(|p| *p < position));
        list.get(..to).unwrap_or_default()
    }
}

/// The position of the first segment that left later but was captured earlier.
fn overtaken(all: &[Unit], order: &[usize], now: &Unit, furthest: Option<i64>) -> Option<usize> {
    let fills = now.takes() > 0 && furthest.is_some_and(|furthest| now.end() <= furthest);
    let later = |other: &Unit| {
        let by_ack = other.ack.zip(now.ack).is_some_and(|(other, now)| now < other);
        let by_id = other.id.zip(now.id).is_some_and(|(other, now)| {
            let ahead = other.wrapping_sub(now);
            ahead > 0 && ahead < NEAR_IDS
        });
        other.counts() && other.index != now.index && (by_ack || (fills && by_id && other.seq >= now.end()))
    };
    let mut found = None;
    for (position, unit) in order.iter().enumerate().rev().take(MOST_OVERTAKEN) {
        let Some(other) = all.get(*unit).filter(|other| other.from == now.from) else { continue };
        if !later(other) {
            break;
        }
        found = Some(position);
    }
    found
}
