//! The rules that answers show to be known or not, each set once: a million answers may have hundreds of thousands.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Stands for no rule.
pub(super) const NONE: u32 = u32::MAX;

/// Different sets of rules in one piece of memory, numbered in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Sets {
    /// Of each set the rules that are known, and behind them the one that is not, or [`NONE`].
    rules: Vec<u32>,
    /// Where each set ends.
    ends: Vec<u32>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Sets {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The rules of a set that an answer shows to be known, and the one that it shows not to be.
    pub fn get(&self, number: u32) -> (&[u32], Option<u32>) {
        match set_at(&self.rules, &self.ends, number).split_last() {
            Some((charged, credited)) => (credited, Some(*charged).filter(|rule| *rule != NONE)),
            None => (&[], None),
        }
    }

    /// All of them in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&[u32], Option<u32>)> {
        (0..self.ends.len() as u32).map(|number| self.get(number))
    }

    /// The number of a set, which is put in where it isn't there. `None` once there is no room for more.
    pub fn add(&mut self, credited: &[u32], charged: Option<u32>) -> Option<u32> {
        let Sets { rules, ends, table, hasher } = self;
        let start = rules.len();
        let (number, end) =
            (u32::try_from(ends.len()).ok()?, u32::try_from(start + credited.len() + 1).ok()?);
        rules.extend_from_slice(credited);
        rules.push(charged.unwrap_or(NONE));
        let new = rules.get(start..).unwrap_or_default();
        let hash = hasher.hash_one(new);
        if let Some(known) = table.find(hash, |number| set_at(rules, ends, *number) == new).copied() {
            rules.truncate(start);
            return Some(known);
        }
        ends.push(end);
        let again = |number: &u32| hasher.hash_one(set_at(rules, ends, *number));
        table.insert_unique(hash, number, again);
        Some(number)
    }

    /// Gives back what was taken for more to come.
    pub fn shrink(&mut self) {
        self.rules.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

fn set_at<'a>(rules: &'a [u32], ends: &[u32], number: u32) -> &'a [u32] {
    let number = number as usize;
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(number).copied().unwrap_or(start);
    rules.get(start as usize..end as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Sets;

    #[test]
    fn sets_keep_their_numbers() {
        let mut sets = Sets::default();
        let all: [(&[u32], Option<u32>); 5] =
            [(&[], None), (&[1], None), (&[1, 2], Some(3)), (&[], Some(3)), (&[2, 1], Some(3))];
        for (number, (credited, charged)) in (0..).zip(all) {
            assert_eq!(sets.add(credited, charged), Some(number));
        }
        for (number, (credited, charged)) in (0..).zip(all) {
            assert_eq!((sets.add(credited, charged), sets.get(number)), (Some(number), (credited, charged)));
        }
        assert_eq!((sets.len(), sets.get(9)), (5, (&[][..], None)));
        assert!(sets.iter().eq(all));
    }
}
