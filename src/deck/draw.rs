//! A Generate question becomes a question of another kind, by a seed.

use super::load::{MOST_STATES, kinds_of_fault};
use super::model::{Build, Deck, Drawn, Fault, Generate, Kind, Next, Question, States};
use super::what_if::{Case, WhatIf};
use crate::chance::Chance;
use crate::machine::{Bounds, BuildTask, Drawable, Exercise, Machine, Property, Task};
use crate::wire::{Fate, Step};
use std::sync::Arc;

impl Question {
    /// What two drawn questions have in common if and only if they are the same exercise.
    pub fn exercise(&self) -> String {
        match &self.kind {
            Kind::States(states) => states.trace.to_string(),
            Kind::Fault(fault) => fault.trace.to_string(),
            Kind::Next(next) => next.trace.to_string(),
            Kind::Build(build) => format!("{}{:?}", build.task.given, build.task.goal),
            Kind::WhatIf(what_if) => format!("{}{:?}", what_if.machine.id, what_if.cases),
            _ => self.id.clone(),
        }
    }
}

impl Deck {
    /// The question as it is shown with this seed: the same seed gives the same question. `None` where
    /// the question is not drawn, or where the seed gives none.
    pub fn drawn(&self, question: &Question, seed: u64) -> Option<Question> {
        let Kind::Generate(generate) = &question.kind else { return None };
        let wanted = match &generate.kind {
            Drawn::Exercise(kind) => *kind,
            Drawn::WhatIf(family) => {
                let kind = drawn_what_if(generate, family, seed)?;
                return Some(question.with_kind(kind, Arc::clone(&question.rules)));
            }
        };
        let start = generate.start.as_deref();
        // A question that names a rule is about it.
        let exercise = match question.rules.last() {
            Some(rule) => self.machine.draw_about(wanted, start, self.machine.rule_named(rule)?.0, seed)?,
            None => self.machine.draw(wanted, start, seed)?,
        };
        let rules = exercise.rules.iter().filter_map(|id| self.machine.rule(*id)).map(|rule| rule.id.clone());
        let rules: Arc<[String]> = rules.collect();
        let kind = match wanted {
            Drawable::States => self.drawn_states(generate, exercise)?,
            Drawable::Next => self.drawn_next(generate, exercise)?,
            Drawable::Fault => self.drawn_fault(generate, exercise)?,
            Drawable::Build => self.drawn_build(generate, exercise)?,
        };
        Some(question.with_kind(kind, rules))
    }

    fn drawn_states(&self, generate: &Generate, exercise: Exercise) -> Option<Kind> {
        let Exercise { start, trace, .. } = exercise;
        let (resolved, _) = self.machine.resolve(&trace, start.as_deref()).ok()?;
        let answer = self.machine.run(&resolved, &Task::default()).after.last()?.clone();
        let after = trace.steps.len();
        Some(Kind::States(States { ask: generate.ask.clone(), start, trace, after, answer }))
    }

    fn drawn_next(&self, generate: &Generate, exercise: Exercise) -> Option<Kind> {
        let Exercise { start, trace, .. } = exercise;
        let task = BuildTask { start: start.clone(), given: trace.clone(), ..BuildTask::default() };
        let (end, debt, verdict) = self.machine.next_owed(&task)?;
        let segment = self.machine.as_segment(&debt.packet, end, &verdict);
        let from = self.machine.role(end).to_owned();
        let answer = Step::Send { from, segment, fate: Fate::Delivered, label: None };
        Some(Kind::Next(Next { ask: generate.ask.clone(), start, trace, answer, any: false }))
    }

    fn drawn_fault(&self, generate: &Generate, exercise: Exercise) -> Option<Kind> {
        let Exercise { start, trace, fault, .. } = exercise;
        let (step, kind) = fault?;
        let (resolved, skipped) = self.machine.resolve(&trace, start.as_deref()).ok()?;
        let verdict = Box::new(self.machine.run(&resolved, &Task::default()));
        let mut kinds = kinds_of_fault(&self.machine);
        if !kinds.contains(&kind) {
            kinds.push(kind.clone());
        }
        let ask = generate.ask.clone();
        Some(Kind::Fault(Fault { ask, start, trace, step, kind, kinds, verdict, skipped }))
    }

    fn drawn_build(&self, generate: &Generate, exercise: Exercise) -> Option<Kind> {
        let Exercise { start, trace, goal, .. } = exercise;
        let task = BuildTask { start, given: trace, goal, quiet: false, exactly: false };
        let answer = self.machine.solution(&task)?;
        Some(Kind::Build(Build { ask: generate.ask.clone().unwrap_or_default(), task, answer }))
    }
}

/// So many things that may happen are asked for at most.
const MOST_CASES: usize = 3;
/// Copies in the network cost most; what needs more than this takes too long for an exercise.
const MOST_DUPLICATES: u8 = 1;

/// One of the machines, some of its properties, and how much the network may lose: none, one, or what the
/// first of the properties says.
fn drawn_what_if(generate: &Generate, family: &[Arc<Machine>], seed: u64) -> Option<Kind> {
    let mut chance = Chance::new(seed);
    let machine = family.get(chance.below(family.len()))?;
    let quick = |(_, property): &(usize, &Property)| property.within.duplicates <= MOST_DUPLICATES;
    let known: Vec<(usize, &Property)> = machine.properties.iter().enumerate().filter(quick).collect();
    let order = chance.order(known.len());
    let losses = [None, Some(0), Some(1)].get(chance.below(3)).copied().flatten();
    let count = 1 + chance.below(MOST_CASES);
    let picked: Vec<(usize, &Property)> =
        order.into_iter().take(count).filter_map(|at| known.get(at).copied()).collect();
    let losses = losses.or(picked.first().map(|(_, property)| property.within.losses))?;
    let case = |(property, of): &(usize, &Property)| Case {
        property: *property,
        bounds: Bounds { losses, most_states: MOST_STATES, ..of.within.clone() },
    };
    let cases = picked.iter().map(case).collect();
    Some(Kind::WhatIf(Arc::new(WhatIf::new(generate.ask.clone(), machine.clone(), cases, None))))
}
