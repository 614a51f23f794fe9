//! Properties: their names looked up, their bounds completed.

use super::Loader;
use crate::diagnostic::Finding;
use crate::machine::file::{OneOrMany, Pairs};
use crate::machine::model::{Machine, RuleId, StateSet};
use crate::machine::property::{
    Allowed, Bounds, BoundsFile, Event, EventFile, Predicate, PredicateFile, Property, PropertyFile,
};
use crate::wire::End;

/// Within `Either`: the end at hand, and the one on the other side.
const THIS: &str = "this";
const OTHER: &str = "other";

impl Loader<'_> {
    pub(super) fn properties(&mut self, properties: Pairs<PropertyFile>, machine: &mut Machine) {
        self.duplicates(&properties, "properties:");
        for (id, file) in properties.0 {
            let never = self.predicate(&file.never, None, &id, machine);
            let within = self.bounds(&file.within, &id, machine);
            if let Some(never) = never {
                machine.properties.push(Property { id, is: file.is, never, within });
            }
        }
    }

    fn predicate(
        &mut self,
        file: &PredicateFile,
        this: Option<End>,
        id: &str,
        machine: &Machine,
    ) -> Option<Predicate> {
        let all = |loader: &mut Self, parts: &[PredicateFile]| -> Option<Vec<Predicate>> {
            // Every part is looked at, so that all faults are told.
            let parts: Vec<_> = parts.iter().map(|part| loader.predicate(part, this, id, machine)).collect();
            parts.into_iter().collect()
        };
        Some(match file {
            PredicateFile::All(parts) => Predicate::All(all(self, parts)?),
            PredicateFile::Any(parts) => Predicate::Any(all(self, parts)?),
            PredicateFile::Not(part) => Predicate::Not(Box::new(self.predicate(part, this, id, machine)?)),
            PredicateFile::Either(part) => {
                let first = self.predicate(part, Some(End::First), id, machine);
                let before = self.findings.len();
                let second = self.predicate(part, Some(End::Second), id, machine);
                // What is wrong with it has been told for the first end.
                self.findings.truncate(before);
                Predicate::Any(vec![first?, second?])
            }
            PredicateFile::In(end, states) => {
                let states = self.set(states, &self.whole.clone(), "properties:");
                Predicate::In(self.whose(end, this, id, machine)?, states)
            }
            PredicateFile::Ever(end, states) => {
                let states = self.set(states, &self.whole.clone(), "properties:");
                Predicate::Ever(self.whose(end, this, id, machine)?, states)
            }
            PredicateFile::Holds(end, when) => {
                let at = ["properties:", id, when.as_str()];
                let when = self.check(&self.whole.clone(), &at, |l| l.names.condition(when));
                Predicate::Holds(self.whose(end, this, id, machine)?, when?)
            }
            PredicateFile::Fires(event) => Predicate::Fires(self.event(event, this, id, machine)?),
            PredicateFile::Fired(event) => Predicate::Fired(self.event(event, this, id, machine)?),
            PredicateFile::Again(event) => Predicate::Again(self.event(event, this, id, machine)?),
            PredicateFile::Old(event) => {
                let since = self.fired_by(&event.since, id, machine);
                Predicate::Old(self.event(event, this, id, machine)?, since?)
            }
            PredicateFile::AtRest => Predicate::AtRest,
            PredicateFile::UnderWay(end) => Predicate::UnderWay(self.whose(end, this, id, machine)?),
        })
    }

    fn event(&mut self, file: &EventFile, this: Option<End>, id: &str, machine: &Machine) -> Option<Event> {
        let end = self.whose(&file.end, this, id, machine);
        let rules = self.fired_by(&file.rules, id, machine);
        let when = match &file.when {
            None => None,
            Some(when) => {
                let at = ["properties:", id, when.as_str()];
                Some(self.check(&self.whole.clone(), &at, |l| l.names.condition(when))?)
            }
        };
        Some(Event { end: end?, rules: rules?, when })
    }

    fn fired_by(&mut self, names: &OneOrMany, id: &str, machine: &Machine) -> Option<Vec<RuleId>> {
        let find = |name: &String| match machine.rule_named(name) {
            Some((rule, _)) => Some(rule),
            None => {
                let place = self.ron.find(&self.whole, &["properties:", id, name]);
                let known = machine.rules.iter().map(|rule| rule.id.as_str());
                let finding = Finding::error("machine::no-such-rule", place).with("found", name.as_str());
                self.findings.push(finding.suggest(name, known));
                None
            }
        };
        let rules: Vec<_> = names.0.iter().map(find).collect();
        rules.into_iter().collect()
    }

    fn whose(&mut self, name: &str, this: Option<End>, id: &str, machine: &Machine) -> Option<End> {
        let end = match (this, name) {
            (Some(this), THIS) => Some(this),
            (Some(this), OTHER) => Some(this.peer()),
            (Some(_) | None, name) => machine.end(name),
        };
        if end.is_none() {
            self.tell("machine::no-such-role", &["properties:", id, name], |f| f.with("found", name));
        }
        end
    }

    fn bounds(&mut self, file: &BoundsFile, id: &str, machine: &Machine) -> Bounds {
        let usual = Bounds::default();
        let mut same_numbers = [false; 2];
        for name in &file.same_numbers {
            if let Some(end) = self.whose(name, None, id, machine) {
                same_numbers[end.index()] = true;
            }
        }
        let mut ticks = Vec::new();
        for (name, length) in &file.ticks.0 {
            let whole = self.whole.clone();
            let timer = self.named(&machine.timers, name, "machine::no-such-timer", &whole, "properties:");
            ticks.extend(timer.map(|timer| (timer, *length)));
        }
        Bounds {
            calls: self.allowed(file, id, machine),
            losses: file.losses.unwrap_or(usual.losses),
            duplicates: file.duplicates.unwrap_or(usual.duplicates),
            reorder: file.reorder.unwrap_or(usual.reorder),
            lifetime_ticks: file.lifetime_ticks.unwrap_or(usual.lifetime_ticks),
            in_flight: file.in_flight.unwrap_or(usual.in_flight),
            connections: file.connections.unwrap_or(usual.connections),
            same_numbers,
            lazy: file.lazy.unwrap_or(usual.lazy),
            depth: file.depth.unwrap_or(usual.depth),
            ticks,
            ..usual
        }
    }

    fn allowed(&mut self, file: &BoundsFile, id: &str, machine: &Machine) -> Vec<Allowed> {
        let whole = self.whole.clone();
        let mut calls = Vec::new();
        for allowed in &file.calls {
            let end = self.whose(&allowed.end, None, id, machine);
            let call =
                self.named(&machine.calls, &allowed.call, "machine::no-such-call", &whole, "properties:");
            let from = match allowed.from.0.is_empty() {
                true => StateSet(u64::MAX),
                false => self.set(&allowed.from, &whole, "properties:"),
            };
            if let (Some(end), Some(call)) = (end, call) {
                calls.push(Allowed { end, call, times: allowed.times, from });
            }
        }
        calls
    }
}
