//! A WhatIf question: an altered machine, and what may happen on it. Exploring comes later.

use super::super::file::{WhatIfFile, WithinFile};
use super::super::model::Kind;
use super::super::outline::Node;
use super::super::what_if::{Case, WhatIf};
use super::Loader;
use super::question::Made;
use crate::machine::{Bounds, Machine};
use std::ops::Range;
use std::sync::Arc;

/// A learner must not wait for more configurations than this.
pub(in crate::deck) const MOST_STATES: usize = 1_000_000;

impl Loader<'_> {
    /// A WhatIf question: the machine must be there, and know what may happen.
    pub(super) fn what_if(&mut self, file: WhatIfFile, node: &Node) -> Option<Made> {
        let machine = match &file.variant {
            Some(id) => self.other_machine(id, node.field("variant").caret())?,
            None => self.machine.clone()?,
        };
        if file.never.is_empty() {
            self.error("deck::what-if-empty", node.key("never"), |f| f);
            return None;
        }
        let list = node.field("never");
        let places: Vec<Option<usize>> = file
            .never
            .iter()
            .enumerate()
            .map(|(at, id)| self.property(&machine, id, list.item(at).caret()))
            .collect();
        let said = file.answer.as_ref().map(|answer| {
            for (at, id) in answer.iter().enumerate().filter(|(_, id)| !file.never.contains(id)) {
                self.error("deck::what-if-answer", node.field("answer").item(at).caret(), |f| {
                    f.with("found", id.as_str()).suggest(id, file.never.iter().map(String::as_str))
                });
            }
            file.never.iter().map(|id| answer.contains(id)).collect()
        });
        let places: Vec<usize> = places.into_iter().collect::<Option<_>>()?;
        let cases = places.into_iter().filter_map(|property| {
            let bounds = &machine.properties.get(property)?.within;
            Some(Case { property, bounds: within(bounds, &file.within) })
        });
        let cases = cases.collect();
        Some(Kind::WhatIf(Arc::new(WhatIf::new(file.ask, machine, cases, said))).into())
    }

    /// A machine of the library that is not the deck's own.
    pub(super) fn other_machine(&mut self, id: &str, at: Range<usize>) -> Option<Arc<Machine>> {
        let machine = (self.library)(id);
        if machine.is_none() {
            self.error("deck::no-such-machine", at, |f| f.with("found", id));
        }
        machine
    }

    fn property(&mut self, machine: &Machine, id: &str, at: Range<usize>) -> Option<usize> {
        let found = machine.properties.iter().position(|property| property.id == id);
        if found.is_none() {
            let known = machine.properties.iter().map(|property| property.id.as_str());
            self.error("deck::no-such-property", at, |f| f.with("found", id).suggest(id, known));
        }
        found
    }
}

/// The property's bounds with what the question says otherwise.
fn within(bounds: &Bounds, file: &WithinFile) -> Bounds {
    Bounds {
        losses: file.losses.unwrap_or(bounds.losses),
        duplicates: file.duplicates.unwrap_or(bounds.duplicates),
        reorder: file.reorder.unwrap_or(bounds.reorder),
        most_states: MOST_STATES,
        ..bounds.clone()
    }
}
