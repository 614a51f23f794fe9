//! Which event has an id. Ids of this program grow with time, so most come behind all others: then a list in their
//! order is all that is needed, of four bytes each.

use super::facts::Event;
use super::texts::Key;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// So many that came out of order are kept apart before they are put in.
const MOST_APART: usize = 1024;

/// The numbers of all events, found by their ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    /// In the order of their ids.
    sorted: Vec<u32>,
    /// Those that came later with ids that belong between.
    apart: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

fn id_of(events: &[Event], number: u32) -> [u64; 2] {
    events.get(number as usize).map_or([0; 2], |event| event.id.0)
}

impl Ids {
    /// Of all these events; `None` where two have the same id.
    pub fn of(events: &[Event]) -> Option<Ids> {
        let mut sorted: Vec<u32> = (0..u32::try_from(events.len()).ok()?).collect();
        sorted.sort_by_key(|number| id_of(events, *number));
        let differ =
            |pair: &[u32]| pair.iter().map(|number| id_of(events, *number)).is_sorted_by(|a, b| a < b);
        sorted.windows(2).all(differ).then(|| Ids { sorted, ..Ids::default() })
    }

    /// The number of the event with this id.
    pub fn find(&self, id: Key, events: &[Event]) -> Option<u32> {
        // All others are older than the newest of the sorted ones.
        if self.sorted.last().is_none_or(|last| id_of(events, *last) < id.0) {
            return None;
        }
        let place = self.sorted.binary_search_by_key(&id.0, |number| id_of(events, *number));
        let sorted = place.ok().and_then(|place| self.sorted.get(place));
        let is_it = |number: &u32| id_of(events, *number) == id.0;
        sorted.or_else(|| self.apart.find(self.hasher.hash_one(id.0), is_it)).copied()
    }

    /// Takes in the event with this number; its id must be new.
    pub fn add(&mut self, number: u32, events: &[Event]) {
        let Ids { sorted, apart, hasher } = self;
        let id = id_of(events, number);
        if sorted.last().is_none_or(|last| id_of(events, *last) < id) {
            sorted.push(number);
            return;
        }
        apart.insert_unique(hasher.hash_one(id), number, |number| hasher.hash_one(id_of(events, *number)));
        // The more there are the more are put in at once: all in all that stays in proportion.
        if apart.len() > MOST_APART.max(sorted.len() / 16) {
            sorted.extend(std::mem::take(apart));
            sorted.sort_by_key(|number| id_of(events, *number));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;

    fn event(id: u64) -> Event {
        let id = Key([id >> 8 | 1 << 60, id]);
        Event { id, at: 0, counter: 0, question: 0, millis: 0, rules: 0, device: 0, bits: 0, credit: 0 }
    }

    /// Events with these ids, taken in one by one; and all at once.
    #[track_caller]
    fn check(ids: &[u64]) {
        let (mut events, mut one_by_one) = (Vec::new(), Ids::default());
        for id in ids {
            let event = event(*id);
            assert_eq!(one_by_one.find(event.id, &events), None, "{id}");
            events.push(event);
            one_by_one.add(events.len() as u32 - 1, &events);
        }
        let at_once = Ids::of(&events).expect("all differ");
        for (number, event) in (0..).zip(&events) {
            for known in [&one_by_one, &at_once] {
                assert_eq!(known.find(event.id, &events), Some(number));
            }
        }
        for known in [&one_by_one, &at_once] {
            assert_eq!(known.find(event(u64::MAX).id, &events), None);
        }
        events.extend(events.first().copied());
        assert!(events.is_empty() || Ids::of(&events).is_none());
    }

    #[test]
    fn every_event_is_found_in_whatever_order_ids_come() {
        check(&[]);
        check(&[7]);
        check(&[0, 1, 2, 300]);
        check(&[300, 2, 1, 0]);
        let up: Vec<u64> = (0..5000).collect();
        check(&up);
        let down: Vec<u64> = up.iter().rev().copied().collect();
        check(&down);
        let mixed: Vec<u64> = Chance::new(3).order(5000).into_iter().map(|at| at as u64 * 977).collect();
        check(&mixed);
        // Two devices, one far behind the other.
        let two: Vec<u64> = (0..3000).flat_map(|at| [at, at + 1_000_000]).collect();
        check(&two);
    }

    #[test]
    fn ids_that_come_in_order_are_not_kept_apart() {
        let events: Vec<Event> = (0..5000).map(event).collect();
        let mut ids = Ids::default();
        (0..5000).for_each(|number| ids.add(number, &events));
        assert!(ids.apart.is_empty() && ids.sorted.len() == 5000);
    }
}
