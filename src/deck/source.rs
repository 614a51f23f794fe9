//! The text that a deck was read from, in little room: what most questions say is asked for seldom, and is made
//! from it when somebody asks.

use super::load::body_of;
use super::model::Body;
use crate::machine::{Machine, StateId};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// What the bodies of a deck's questions are made from.
#[derive(Clone, Default)]
pub(super) struct Source {
    /// The file's name as shown.
    pub file: String,
    /// Its text, compressed.
    pub packed: Box<[u8]>,
    pub machine: Option<Arc<Machine>>,
    pub start: Option<String>,
    pub goal: [Option<StateId>; 2],
    /// The machines that questions name beside the deck's own.
    pub others: Vec<Arc<Machine>>,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("file", &self.file).finish_non_exhaustive()
    }
}

/// A text, compressed.
pub(super) fn pack(text: &str) -> Box<[u8]> {
    lz4_flex::block::compress_prepend_size(text.as_bytes()).into()
}

impl Source {
    /// The whole text.
    pub fn text(&self) -> String {
        // What was packed here can be unpacked; what was read from outside is compared with its text first.
        let bytes = lz4_flex::block::decompress_size_prepended(&self.packed).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// What the question in these bytes of the text says.
    pub fn body(&self, span: Range<usize>) -> Option<Body> {
        body_of(self, &self.text(), span)
    }
}
