//! A Generate question becomes a question of another kind, by a seed.

use super::load::kinds_of_fault;
use super::model::{Build, Deck, Fault, Generate, Kind, Next, Question, States};
use crate::machine::{BuildTask, Drawable, Exercise, Task};
use crate::wire::{Fate, Step};

impl Deck {
    /// The question as it is shown with this seed: the same seed gives the same question. `None` where
    /// the question is not drawn, or where the seed gives none.
    pub fn drawn(&self, question: &Question, seed: u64) -> Option<Question> {
        let Kind::Generate(generate) = &question.kind else { return None };
        let exercise = self.machine.draw(generate.kind, generate.start.as_deref(), seed)?;
        let rules = exercise.rules.iter().filter_map(|id| self.machine.rule(*id)).map(|rule| rule.id.clone());
        let rules = rules.collect();
        let kind = match generate.kind {
            Drawable::States => self.drawn_states(generate, exercise)?,
            Drawable::Next => self.drawn_next(generate, exercise)?,
            Drawable::Fault => self.drawn_fault(generate, exercise)?,
            Drawable::Build => self.drawn_build(generate, exercise)?,
        };
        Some(Question { kind, rules, ..question.clone() })
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
