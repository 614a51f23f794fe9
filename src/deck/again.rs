//! What is wanted seldom and may be much: it need not lie in memory when it can be read again.

use std::fmt;
use std::ops::Range;

/// Bytes that can be read again: those of a deck's own file, or what was put beside what its check has shown.
pub trait Again: Send + Sync + fmt::Debug {
    /// Adds the bytes of this range. Says whether all of them could be read.
    fn read(&self, range: Range<u64>, to: &mut Vec<u8>) -> bool;

    /// They can't be read, or are others than they were: all content is to be read anew.
    fn lost(&self);
}
