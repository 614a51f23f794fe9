//! A Generate question: the machine must have something of its kind to draw.

use super::super::file::{DrawFile, GenerateFile};
use super::super::model::{Drawn, Generate, Kind};
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
        let exercise = match file.kind {
            DrawFile::States => Drawable::States,
            DrawFile::Next => Drawable::Next,
            DrawFile::Fault => Drawable::Fault,
            DrawFile::Build => Drawable::Build,
            DrawFile::WhatIf => return self.generated_what_if(file, start, node),
        };
        let machine = self.machine.clone()?;
        if (0..SEEDS).all(|seed| machine.draw(exercise, start.as_deref(), seed).is_none()) {
            self.error("deck::nothing-to-draw", node.key("kind"), |f| f);
            return None;
        }
        Some(Kind::Generate(Generate { ask: file.ask, kind: Drawn::Exercise(exercise), start }).into())
    }

    /// What can happen on the variants that are named.
    fn generated_what_if(&mut self, file: GenerateFile, start: Option<String>, node: &Node) -> Option<Made> {
        let list = node.field("variants");
        let variants = file.variants.iter().enumerate();
        let family: Vec<_> = variants.map(|(at, id)| self.other_machine(id, list.item(at).caret())).collect();
        let family: Vec<_> = family.into_iter().collect::<Option<_>>()?;
        if family.iter().all(|machine| machine.properties.is_empty()) {
            self.error("deck::nothing-to-draw", node.key("kind"), |f| f);
            return None;
        }
        Some(Kind::Generate(Generate { ask: file.ask, kind: Drawn::WhatIf(family), start }).into())
    }
}
