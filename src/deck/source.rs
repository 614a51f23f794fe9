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
    /// Its text.
    pub packed: Packed,
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

impl Source {
    /// The whole text.
    pub fn text(&self) -> String {
        self.packed.part(0..self.packed.length).unwrap_or_default()
    }

    /// What the question in these bytes of the text says.
    pub fn body(&self, span: Range<usize>) -> Option<Body> {
        body_of(self, &self.packed.part(span)?)
    }
}

/// So many bytes are packed together. Who wants a question unpacks one or two of these, however long the text is.
const BLOCK: usize = 64 << 10;

/// A text, compressed.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub(super) struct Packed {
    length: usize,
    /// Each holds [`BLOCK`] bytes of the text, the last one what is left.
    blocks: Box<[Box<[u8]>]>,
}

impl Packed {
    pub fn new(text: &str) -> Packed {
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| lz4_flex::block::compress(block).into());
        Packed { length: text.len(), blocks: blocks.collect() }
    }

    /// These blocks, where they are the text's.
    pub fn of(text: &[u8], blocks: &[&[u8]]) -> Option<Packed> {
        let parts = text.chunks(BLOCK);
        let mut room = vec![0; BLOCK.min(text.len())];
        let is = |(block, part): (&&[u8], &[u8])| {
            let room = room.get_mut(..part.len()).unwrap_or_default();
            let size = lz4_flex::block::decompress_into(block, room);
            size.is_ok_and(|size| size == part.len()) && room == part
        };
        let same = blocks.len() == parts.len() && blocks.iter().zip(parts).all(is);
        let own = |block: &&[u8]| Box::from(*block);
        same.then(|| Packed { length: text.len(), blocks: blocks.iter().map(own).collect() })
    }

    /// All of it as it is kept.
    pub fn blocks(&self) -> impl Iterator<Item = &[u8]> {
        self.blocks.iter().map(|block| &**block)
    }

    /// These bytes of the text; `None` where it has no such.
    fn part(&self, span: Range<usize>) -> Option<String> {
        let first = span.start / BLOCK;
        let mut bytes = Vec::new();
        for (at, block) in self.blocks.iter().enumerate().skip(first).take(span.end.div_ceil(BLOCK) - first) {
            let size = BLOCK.min(self.length.saturating_sub(at * BLOCK));
            bytes.extend(lz4_flex::block::decompress(block, size).ok()?);
        }
        let start = first * BLOCK;
        let inside = bytes.get(span.start.checked_sub(start)?..span.end.checked_sub(start)?)?;
        Some(std::str::from_utf8(inside).ok()?.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Packed};

    #[test]
    fn every_part_is_what_stands_in_the_text() {
        let text: String = (0..40_000).map(|number| format!("{number}挥")).collect();
        let packed = Packed::new(&text);
        assert!(packed.blocks.len() > 3 && text.len() > 3 * BLOCK);
        let mut ends: Vec<usize> =
            text.char_indices().map(|(at, _)| at).step_by(40_009).chain([text.len()]).collect();
        let near = (1..4).flat_map(|block| (0..8).map(move |off| block * BLOCK + off - 4));
        ends.extend(near.filter(|at| text.is_char_boundary(*at)));
        ends.sort_unstable();
        for (at, start) in ends.iter().enumerate() {
            for end in ends.iter().skip(at).take(9) {
                assert_eq!(packed.part(*start..*end).as_deref(), text.get(*start..*end), "{start} {end}");
            }
        }
        assert_eq!(packed.part(0..text.len()).as_deref(), Some(text.as_str()));
        assert_eq!(packed.part(0..text.len() + 1), None);
        let blocks: Vec<&[u8]> = packed.blocks().collect();
        assert_eq!(Packed::of(text.as_bytes(), &blocks), Some(packed.clone()));
        let other = text.replacen("777挥", "778挥", 1);
        for (text, blocks) in
            [(&other, &blocks[..]), (&text, &blocks[1..]), (&text, &[]), (&String::new(), &blocks)]
        {
            assert_eq!(Packed::of(text.as_bytes(), blocks), None);
        }
        assert_eq!(Packed::new("").part(0..0).as_deref(), Some(""));
        assert_eq!(Packed::new("挥").part(1..3), None);
    }
}
