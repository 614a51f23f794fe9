//! What is behind the rows of a ladder: real numbers, the rules that fired, what both ends know, and which
//! segments were sent before.

use super::{Shown, parts};
use crate::app::citation::cite;
use crate::app::ladder::{Detail, NumberView, Real, Row, RuleView, VariableView};
use crate::app::lazy::Lazy;
use crate::machine::{Packet, Type, Variables, apply};
use crate::text::{say, say_with};
use crate::wire::{End, Segment, Step, Term};
use std::sync::Arc;

impl Shown {
    /// Notes which segments were sent before.
    pub(super) fn note_repeats(&self, rows: &mut [Row]) {
        let mut sent = Sent::default();
        for (at, row) in rows.iter_mut().enumerate() {
            if let Some(earlier) = self.sent_before(at, &mut sent) {
                let args = [("step", (earlier + 1).into())];
                row.note = say_with(self.lang, "ladder-again", &args);
            }
        }
    }

    /// What is behind a row.
    pub(super) fn detail(&self, at: usize) -> Detail {
        let step = self.prefix + at;
        let before = self.verdict.known_before(step);
        let mut known = before;
        self.verdict.changes.get(step).into_iter().for_each(|changes| apply(changes, &mut known));
        let states = [self.states_before(at), self.states_after(Some(at))].map(Option::unwrap_or_default);
        Detail {
            line: self.trace.steps.get(at).map(ToString::to_string).unwrap_or_default(),
            rules: self.rules(at),
            states: End::BOTH.map(|end| states.each_ref().map(|both| both[end.index()].clone())),
            after: self.verdict.after.get(step).map_or_else(Default::default, |both| {
                both.each_ref().map(|states| {
                    states.iter().map(|state| self.machine.state_name(*state).to_owned()).collect()
                })
            }),
            variables: self.variables([before, known]),
        }
    }

    /// The row with numbers for symbols, where it has any.
    pub(super) fn real(self: &Arc<Self>, at: usize) -> Option<Real> {
        let (step, event) = (self.trace.steps.get(at)?, self.event(at)?);
        let real = |segment: &Segment| Segment {
            flags: segment.flags.clone(),
            fields: segment
                .fields
                .iter()
                .map(|(name, term)| (name.clone(), self.number(name, term)))
                .collect(),
        };
        let written = step.to_string();
        let (step, segment) = match step {
            Step::Send { from, segment, fate, label } => {
                let segment = real(segment);
                let (from, fate, label) = (from.clone(), fate.clone(), label.clone());
                (Step::Send { from, segment: segment.clone(), fate, label }, segment)
            }
            Step::Inject { at, segment, label } => {
                let segment = real(segment);
                (Step::Inject { at: at.clone(), segment: segment.clone(), label: label.clone() }, segment)
            }
            Step::Arrive { label } => (step.clone(), real(self.labelled(at, label)?.1)),
            Step::Call { .. } | Step::Timer { .. } | Step::Wait | Step::Claim { .. } => return None,
        };
        let (_, shown) = parts(&segment);
        if shown == event.fields() && step.to_string() == written {
            return None;
        }
        let event = event.with_fields(shown.clone());
        let told = Arc::clone(self);
        let spoken = Lazy::new(move || told.in_words(at, &event));
        Some(Real { fields: shown, spoken, line: step.to_string() })
    }

    fn number(&self, field: &str, term: &Term) -> Term {
        let machine = &self.machine;
        let value = self.verdict.names.value(term).zip(machine.field(field));
        match value {
            Some((value, field)) => Term { symbol: None, offset: machine.sent(field, value) },
            None => term.clone(),
        }
    }

    fn rules(&self, at: usize) -> Vec<RuleView> {
        let fired = self.verdict.fired.get(self.prefix + at).into_iter().flatten();
        let mut rules: Vec<RuleView> = Vec::new();
        for (end, id) in fired {
            let Some(rule) = self.machine.rule(*id) else { continue };
            let why = rule.why.get(self.lang).to_owned();
            let cite = (!rule.cite.is_empty()).then(|| cite(&rule.cite, self.lang));
            let view = RuleView { end: *end, id: rule.id.clone(), why, cite };
            if !rules.contains(&view) {
                rules.push(view);
            }
        }
        rules
    }

    /// The variables that either end knows something of.
    fn variables(&self, known: [[Variables; 2]; 2]) -> Vec<VariableView> {
        let view = |(index, (name, kind)): (usize, &(String, Type))| {
            let values = End::BOTH.map(|end| {
                known.map(|both| both.get(end.index()).and_then(|variables| variables.at(index as u8)))
            });
            // That something is not the case says little.
            let says = |value: &Option<i64>| value.is_some_and(|value| *kind != Type::Bool || value != 0);
            values.iter().flatten().any(says).then(|| VariableView {
                name: name.clone(),
                ends: values.map(|values| values.map(|value| self.value(value, *kind))),
            })
        };
        self.machine.variables.iter().enumerate().filter_map(view).collect()
    }

    fn value(&self, value: Option<i64>, kind: Type) -> NumberView {
        let Some(value) = value else { return NumberView::default() };
        let (symbolic, real) = match kind {
            Type::Seq | Type::Token => {
                (self.names.as_ref().unwrap_or(&self.verdict.names).show(value, None), value.to_string())
            }
            Type::Int => (value.to_string(), value.to_string()),
            Type::Bool => {
                let word = say(self.lang, if value == 0 { "ladder-no" } else { "ladder-yes" }).into_owned();
                (word.clone(), word)
            }
        };
        NumberView { symbolic, real }
    }

    /// The earlier step in which the segment of this one was sent for the first time. Only what took up
    /// numbers then can be sent again: an acknowledgment alone is simply another one.
    fn sent_before(&self, at: usize, sent: &mut Sent) -> Option<usize> {
        let Some(Step::Send { from, .. }) = self.trace.steps.get(at) else { return None };
        let end = self.machine.end(from)?;
        let packet = self.verdict.packets.get(self.prefix + at).copied().flatten()?;
        let is = |(_, by, known): &&(usize, End, Packet)| *by == end && self.machine.repeats(&packet, known);
        if let Some((earlier, ..)) = sent.first.iter().find(is) {
            return Some(*earlier);
        }
        if self.machine.moved_on(&self.verdict, self.prefix + at, end) {
            sent.first.push((at, end, packet));
        }
        None
    }
}

/// Segments that took up numbers: step, sender, segment.
#[derive(Default)]
struct Sent {
    first: Vec<(usize, End, Packet)>,
}
