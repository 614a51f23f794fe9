//! A Generate question: the machine must have something of its kind to draw.

use super::super::file::{DrawFile, GenerateFile};
use super::super::model::{Generate, Kind};
use super::super::outline::Node;
use super::Loader;
use super::question::Made;
use crate::machine::Drawable;

/// With so many seeds it is tried whether anything comes of it.
const SEEDS: u64 = 4;

impl Loader<'_> {
    /// A Generate question.
    pub(super) fn generated(&mut self, file: GenerateFile, node: &Node) -> Option<Made> {
        let start = self.start_of(file.start.as_ref(), node)?;
        let kind = match file.kind {
            DrawFile::States => Drawable::States,
            DrawFile::Next => Drawable::Next,
            DrawFile::Fault => Drawable::Fault,
            DrawFile::Build => Drawable::Build,
        };
        let machine = self.machine.clone()?;
        if (0..SEEDS).all(|seed| machine.draw(kind, start.as_deref(), seed).is_none()) {
            self.error("deck::nothing-to-draw", node.key("kind"), |f| f);
            return None;
        }
        Some(Kind::Generate(Generate { ask: file.ask, kind, start }).into())
    }
}
