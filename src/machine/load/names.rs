//! Names of a machine file looked up, with a finding for each that is unknown.

use super::Loader;
use crate::diagnostic::{Finding, Place};
use crate::machine::expr::{Expected, ExprError, ExprErrorKind, Wanted};
use crate::machine::file::{OnFile, OneOrMany, Pairs, TypeFile};
use crate::machine::model::{Machine, Named, On, StateId, StateSet, Type};
use std::collections::BTreeSet;
use std::ops::Range;

impl Loader<'_> {
    pub(super) fn on(
        &mut self,
        on: &OnFile,
        machine: &Machine,
        at: &Range<usize>,
        field: &str,
    ) -> Option<On> {
        match on {
            OnFile::Call(name) => {
                self.named(&machine.calls, name, "machine::no-such-call", at, field).map(On::Call)
            }
            OnFile::Timer(name) => {
                self.named(&machine.timers, name, "machine::no-such-timer", at, field).map(On::Timer)
            }
            OnFile::Arrives(text) => {
                self.check(at, &[field, text], |l| l.names.pattern(text)).map(On::Arrives)
            }
            OnFile::Leaves(text) => self.check(at, &[field, text], |l| l.names.pattern(text)).map(On::Leaves),
        }
    }

    pub(super) fn named(
        &mut self,
        known: &[Named],
        name: &str,
        code: &'static str,
        at: &Range<usize>,
        field: &str,
    ) -> Option<u8> {
        let found = known.iter().position(|k| k.name == name);
        if found.is_none() {
            let place = self.ron.find(at, &[field, name]);
            self.findings.push(
                Finding::error(code, place)
                    .with("found", name)
                    .suggest(name, known.iter().map(|k| k.name.as_str())),
            );
        }
        found.map(|index| index as u8)
    }

    pub(super) fn variable(&mut self, name: &str, at: &Range<usize>, field: &str) -> Option<(u8, Type)> {
        let found = self.names.variables.iter().position(|(known, _)| known == name);
        if found.is_none() {
            let place = self.ron.find(at, &[field, name]);
            let known = self.names.variables.iter().map(|(known, _)| known.as_str());
            self.findings.push(
                Finding::error("machine::no-such-variable", place).with("found", name).suggest(name, known),
            );
        }
        found.map(|index| (index as u8, self.names.variables[index].1))
    }

    pub(super) fn state(&mut self, name: &str, at: &Range<usize>, needles: &[&str]) -> Option<StateId> {
        let found = self.states.iter().position(|known| known == name);
        if found.is_none() {
            let place = self.ron.find(at, needles);
            let known = self.states.iter().map(String::as_str);
            self.findings.push(
                Finding::error("machine::no-such-state", place).with("found", name).suggest(name, known),
            );
        }
        found.map(|index| StateId(index as u8))
    }

    pub(super) fn set(&mut self, names: &OneOrMany, at: &Range<usize>, field: &str) -> StateSet {
        let mut set = StateSet::default();
        for name in &names.0 {
            if let Some(group) = self.groups.get(name) {
                set.0 |= group.0;
            } else if let Some(state) = self.states.iter().position(|known| known == name) {
                set = set.with(StateId(state as u8));
            } else {
                let place = self.ron.find(at, &[field, name]);
                let known = self.states.iter().chain(self.groups.keys()).map(String::as_str);
                self.findings.push(
                    Finding::error("machine::no-such-state", place)
                        .with("found", name.as_str())
                        .suggest(name, known),
                );
            }
        }
        set
    }

    pub(super) fn limit(&mut self, count: usize, most: usize, what: &'static str) {
        if count > most {
            self.tell("machine::too-many", &[what], |f| {
                f.with("what", what).with("count", count).with("most", most)
            });
        }
    }

    pub(super) fn duplicates<T>(&mut self, pairs: &Pairs<T>, field: &str) {
        let mut seen = BTreeSet::new();
        for (name, _) in &pairs.0 {
            if !seen.insert(name) {
                self.tell("machine::twice", &[field, name, name], |f| f.with("name", name.as_str()));
            }
        }
    }

    pub(super) fn tell(
        &mut self,
        code: &'static str,
        needles: &[&str],
        with: impl FnOnce(Finding) -> Finding,
    ) {
        let place = self.ron.find(&self.whole, needles);
        self.findings.push(with(Finding::error(code, place)));
    }

    /// Resolves something; a fault becomes a finding with the caret under the character.
    pub(super) fn check<T>(
        &mut self,
        at: &Range<usize>,
        needles: &[&str],
        resolve: impl FnOnce(&Self) -> Result<T, ExprError>,
    ) -> Option<T> {
        match resolve(self) {
            Ok(value) => Some(value),
            Err(error) => {
                let base = self.ron.find_range(at, needles).start;
                let place = self.ron.place(base + error.at.start..base + error.at.end);
                self.findings.push(expr_finding(error.kind, place));
                None
            }
        }
    }
}

fn expr_finding(kind: ExprErrorKind, place: Place) -> Finding {
    let expected =
        |what: &'static str| Finding::error("machine::condition", place.clone()).with("what", what);
    match kind {
        ExprErrorKind::Character(c) => expected("character").with("found", c.to_string()),
        ExprErrorKind::Number => expected("number"),
        ExprErrorKind::Expected(Expected::Value) => expected("value"),
        ExprErrorKind::Expected(Expected::Bracket) => expected("bracket"),
        ExprErrorKind::Expected(Expected::Operator) => expected("operator"),
        ExprErrorKind::TooDeep => expected("depth"),
        ExprErrorKind::Type(Wanted::Condition) => expected("wants-condition"),
        ExprErrorKind::Type(Wanted::Number) => expected("wants-number"),
        ExprErrorKind::Type(Wanted::Same) => expected("wants-same"),
        ExprErrorKind::TokenOrder => expected("no-order"),
        ExprErrorKind::UnknownName(name, known) => Finding::error("machine::unknown-name", place)
            .with("found", name.as_str())
            .suggest(&name, known.iter().map(String::as_str)),
    }
}

pub(super) fn kind_of(kind: TypeFile) -> Type {
    match kind {
        TypeFile::Seq => Type::Seq,
        TypeFile::Int => Type::Int,
        TypeFile::Bool => Type::Bool,
        TypeFile::Token => Type::Token,
    }
}
