//! A Fault question: the machine finds the first illegal segment and says what is wrong with it.

use super::super::file::{FaultAnswerFile, FaultFile};
use super::super::model::{Fault, Kind};
use super::super::outline::Node;
use super::Loader;
use super::question::Made;
use crate::machine::{self, Machine, Type};
use std::collections::BTreeSet;

impl Loader<'_> {
    /// A Fault question: there must be an illegal step, a segment, wrong in one way.
    pub(super) fn fault_in(&mut self, file: FaultFile, node: &Node) -> Option<Made> {
        let list = node.field("trace");
        let steps = self.steps(&file.trace, list);
        let start = self.start_of(file.start.as_ref(), node)?;
        let ran = self.run(steps?, list, start.as_deref())?;
        let machine = self.machine.clone()?;
        let Some((index, fault)) = ran.fault().zip(ran.verdict.fault.as_ref()) else {
            self.error("deck::fault-legal", node.key("trace"), |f| f);
            return None;
        };
        let (step, kind, at) = (index + 1, fault.kind.clone(), list.item(index).caret());
        if fault.sent.is_none() {
            self.error("deck::fault-no-segment", at, |f| f.with("step", step));
            return None;
        }
        let mut kinds = kinds(&machine);
        if !kinds.contains(&kind) {
            kinds.push(kind.clone());
        }
        let wrong = wrong_fields(&machine, fault);
        if wrong.len() > 1 {
            let fields: Vec<String> = wrong.into_iter().collect();
            self.error("deck::fault-not-unique", at, |f| f.with("step", step).with("fields", fields));
        }
        if let Some(said) = &file.answer {
            self.same_fault(said, step, &kind, node.field("answer"));
        }
        let mut rules = ran.rules(&machine);
        let broken = fault.nearest.as_ref().and_then(|nearest| machine.rule(nearest.source.rule()?));
        rules.extend(broken.map(|rule| rule.id.clone()).filter(|id| !rules.contains(id)));
        let (trace, verdict, skipped) = (ran.trace, Box::new(ran.verdict), ran.skipped);
        let fault = Fault { ask: file.ask, start, trace, step, kind, kinds, verdict, skipped };
        Some(Made { kind: Kind::Fault(fault), rules })
    }

    /// Tells an author's answer that is not the machine's.
    fn same_fault(&mut self, said: &FaultAnswerFile, step: usize, kind: &str, node: &Node) {
        if said.step != step {
            self.error("deck::wrong-fault-step", node.field("step").caret(), |f| {
                f.with("found", said.step).with("is", step)
            });
        }
        if let Some(found) = said.kind.as_deref().filter(|found| *found != kind) {
            self.error("deck::wrong-fault-kind", node.field("kind").caret(), |f| {
                f.with("found", found).with("is", kind)
            });
        }
    }
}

/// What can be wrong with a segment of this machine: the general kinds, a wrong number for each field that
/// is not a plain quantity, and the mistakes that have a name; each once.
pub(in crate::deck) fn kinds(machine: &Machine) -> Vec<String> {
    let general = ["wrong-sender", "wrong-flags", "wrong-order"].map(str::to_owned);
    let fields = machine.fields.iter().filter(|field| matches!(field.kind, Type::Seq | Type::Token));
    let fields = fields.map(|field| format!("wrong-{}", field.name));
    let named = machine.faults.iter().map(|known| known.kind.clone());
    let mut kinds: Vec<String> = Vec::new();
    for kind in general.into_iter().chain(fields).chain(named) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// The fields whose numbers are wrong, where a wrong number is the fault.
fn wrong_fields(machine: &Machine, fault: &machine::Fault) -> BTreeSet<String> {
    let names =
        fault.nearest.iter().flat_map(|nearest| &nearest.failed).filter_map(|failed| {
            machine.fields.get(usize::from(failed.field?)).map(|field| field.name.clone())
        });
    let names: BTreeSet<String> = names.collect();
    let is_number = fault.known.is_none() && names.iter().any(|name| fault.kind == format!("wrong-{name}"));
    if is_number { names } else { BTreeSet::new() }
}
