//! What is wanted seldom and may be much: it need not lie in memory when it can be read again.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Bytes that can be read again: those of a deck's own file, or what was put beside what its check has shown.
pub trait Again: Send + Sync + fmt::Debug {
    /// Adds the bytes of this range. Says whether all of them could be read.
    fn read(&self, range: Range<u64>, to: &mut Vec<u8>) -> bool;

    /// They can't be read, or are others than they were: all content is to be read anew.
    fn lost(&self);
}

/// By which bytes are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Mark {
    pub length: u32,
    sum: u32,
}

impl Mark {
    pub fn of(bytes: &[u8]) -> Mark {
        Mark { length: u32::try_from(bytes.len()).unwrap_or(u32::MAX), sum: crc32fast::hash(bytes) }
    }
}

/// A text outside of memory.
#[derive(Clone, Debug)]
pub(super) struct Elsewhere {
    /// Where it is, and at which byte it begins there: first a copy that nobody changes, then what it was copied from.
    places: Vec<(Arc<dyn Again>, u64)>,
    mark: Mark,
}

impl Elsewhere {
    pub fn new(mark: Mark, places: impl IntoIterator<Item = (Arc<dyn Again>, u64)>) -> Elsewhere {
        Elsewhere { places: places.into_iter().collect(), mark }
    }

    /// Puts all of it into the room, in the place of what is there. Says whether it could be found.
    pub fn read(&self, room: &mut Vec<u8>) -> bool {
        self.read_part(0..u64::from(self.mark.length), room, |bytes| Mark::of(bytes) == self.mark)
    }

    /// Likewise the bytes of this range, where they are right.
    pub fn read_part(&self, part: Range<u64>, room: &mut Vec<u8>, is_right: impl Fn(&[u8]) -> bool) -> bool {
        self.places.iter().any(|(place, start)| {
            room.clear();
            let range = part.start.saturating_add(*start)..part.end.saturating_add(*start);
            let found = place.read(range, room) && is_right(room);
            if !found {
                place.lost();
            }
            found
        })
    }
}
