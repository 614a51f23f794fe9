//! Exercises about one rule: runs that are cut where it has fired.

use super::{Drawable, Drawn, Exercise, MOST_STEPS, spoil};
use crate::chance::Chance;
use crate::machine::build::BuildTask;
use crate::machine::model::{Machine, RuleId};
use crate::wire::{Step, Trace};

/// So many runs are tried for an exercise about a rule.
const MOST_TRIES: usize = 24;

impl Machine {
    /// Draws an exercise that asks for this rule: it comes last among the exercise's rules. `None` where so many
    /// runs as are tried don't come to it, as where it needs a segment that nobody owes, and for all of Build.
    pub fn draw_about(
        &self,
        kind: Drawable,
        start: Option<&str>,
        rule: RuleId,
        seed: u64,
    ) -> Option<Exercise> {
        let mut chance = Chance::new(seed);
        for _ in 0..MOST_TRIES {
            let Some(run) = self.random_run(start, MOST_STEPS, &mut chance) else { continue };
            let Some(at) = run.fires(rule) else { continue };
            let Some(cut) = self.cut(&run, at + 1, start) else { continue };
            let exercise = match kind {
                Drawable::States => self.states_exercise(&cut),
                Drawable::Next => self.next_about(&cut, at, start),
                Drawable::Fault => self.fault_about(cut, at, start, &mut chance),
                // The shortest way would have to be sought for every run: that takes seconds.
                Drawable::Build => None,
            };
            if let Some(mut exercise) = exercise {
                exercise.rules.retain(|known| *known != rule);
                exercise.rules.push(rule);
                return Some(Exercise { start: start.map(str::to_owned), ..exercise });
            }
        }
        None
    }

    /// The rules that random runs come to, so that something can be drawn about them.
    pub fn rules_met(&self, start: Option<&str>, seed: u64) -> Vec<RuleId> {
        let mut chance = Chance::new(seed);
        let runs = (0..MOST_TRIES).filter_map(|_| self.random_run(start, MOST_STEPS, &mut chance));
        let fired = runs.flat_map(|run| run.fired().flatten().map(|(_, rule)| *rule).collect::<Vec<_>>());
        let mut rules: Vec<RuleId> = fired.collect();
        rules.sort();
        rules.dedup();
        rules
    }

    /// The first steps of a run.
    fn cut(&self, run: &Drawn, steps: usize, start: Option<&str>) -> Option<Drawn> {
        let steps = run.trace.steps.iter().take(steps).cloned().collect();
        self.checked(Trace { steps, ..run.trace.clone() }, start)
    }

    /// The segment at the run's end is the one that must come next.
    fn next_about(&self, run: &Drawn, at: usize, start: Option<&str>) -> Option<Exercise> {
        let Step::Send { from, .. } = run.trace.steps.get(at)? else { return None };
        let before = self.cut(run, at, start)?;
        let exercise = self.next_exercise(&before)?;
        let task = BuildTask {
            start: start.map(str::to_owned),
            given: exercise.trace.clone(),
            ..BuildTask::default()
        };
        let (end, _, _) = self.next_owed(&task)?;
        let all = self.exercise(Drawable::Next, run, exercise.trace);
        (self.role(end) == from).then_some(all)
    }

    /// The segment at the run's end is spoilt.
    fn fault_about(
        &self,
        run: Drawn,
        at: usize,
        start: Option<&str>,
        chance: &mut Chance,
    ) -> Option<Exercise> {
        let mut trace = run.trace.clone();
        spoil(trace.steps.get_mut(at)?, self, chance)?;
        self.spoilt(&run, trace, at, start)
    }
}

impl Drawn {
    /// What fired in each step, without those of the start.
    fn fired(&self) -> impl Iterator<Item = &Vec<(crate::wire::End, RuleId)>> {
        self.verdict.fired.iter().skip(self.prefix)
    }

    /// The first step (from 0) in which the rule fires.
    fn fires(&self, rule: RuleId) -> Option<usize> {
        self.fired().position(|fired| fired.iter().any(|(_, known)| *known == rule))
    }
}
