//! The configurations that a search has found, packed, each with the step that first led to it.

use super::space::{Config, Step};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Where a configuration's record begins; the records stand in the order in which they were found.
pub(super) type Place = u32;

/// What stands before a configuration in its record: the record of the one before it in its run, and
/// the step from there.
const BEFORE: usize = 2;
/// Of the first configuration.
const NO_PARENT: Place = Place::MAX;

/// Found configurations.
#[derive(Default)]
pub(super) struct Store {
    words: Vec<u32>,
    count: usize,
    /// The place of each record, below half of the hash of its configuration, so that most of what
    /// differs is told apart without looking there.
    table: HashTable<u64>,
    hasher: DefaultHashBuilder,
}

impl Store {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Where the next record will begin.
    pub fn end(&self) -> Place {
        self.words.len() as Place
    }

    /// Adds a configuration unless it is known.
    pub fn insert(&mut self, config: &Config, from: Option<(Place, Step)>) {
        let mut buffer = [0; Config::MOST_WORDS];
        let packed = config.pack(&mut buffer);
        let half = self.hasher.hash_one(packed) >> 32;
        let is = |entry: &u64| {
            entry >> 32 == half && {
                let start = (*entry as Place) as usize + BEFORE;
                self.words.get(start..start + packed.len()) == Some(packed)
            }
        };
        if self.table.find(spread(half), is).is_some() {
            return;
        }
        let place = self.end();
        self.table.insert_unique(spread(half), half << 32 | u64::from(place), |entry| spread(entry >> 32));
        let (parent, step) = from.map_or((NO_PARENT, 0), |(parent, step)| (parent, step.pack()));
        self.words.extend_from_slice(&[parent, u32::from(step)]);
        self.words.extend_from_slice(packed);
        self.count += 1;
    }

    /// The configuration at a place, and the place of the next one.
    pub fn config(&self, place: Place) -> (Config, Place) {
        let words = self.words.get(place as usize + BEFORE..).unwrap_or_default();
        let (config, length) = Config::unpack(words);
        (config, place + (BEFORE + length) as Place)
    }

    /// The steps that lead to a configuration.
    pub fn way_to(&self, place: Place) -> Vec<Step> {
        let (mut at, mut steps) = (place as usize, Vec::new());
        while let Some([parent, step]) = self.words.get(at..at + BEFORE)
            && *parent != NO_PARENT
        {
            steps.push(Step::unpack(*step as u16));
            at = *parent as usize;
        }
        steps.reverse();
        steps
    }
}

/// A whole hash from half of one: the table looks at its upper and its lower bits.
fn spread(half: u64) -> u64 {
    half.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
