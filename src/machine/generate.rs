//! Exercises drawn from the machine: random legal runs, and runs that are wrong for one reason.
//!
//! The same machine and seed give the same exercise on every platform. What is drawn is checked by
//! running it: a question that has two right answers where one is asked never comes out.

mod about;

use super::build::BuildTask;
use super::model::*;
use super::resolved::Move;
use super::run::{Task, Verdict, World};
use crate::chance::Chance;
use crate::wire::{End, Fate, Segment, Step, Term, Trace};
use std::collections::BTreeMap;

/// The kinds of exercise that can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Drawable {
    /// Name both ends' states.
    States,
    /// Send the one segment that must come next.
    Next,
    /// Find the first illegal segment.
    Fault,
    /// Build the way to a goal.
    Build,
}

/// An exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    /// What is asked.
    pub kind: Drawable,
    /// The named start.
    pub start: Option<String>,
    /// What is given.
    pub trace: Trace,
    /// Of a fault: the step, from 1, and what is wrong.
    pub fault: Option<(usize, String)>,
    /// Of a way to build: the states to be reached.
    pub goal: [Option<StateId>; 2],
    /// The rules that it is about.
    pub rules: Vec<RuleId>,
}

/// How many runs are tried before an exercise is given up.
const MOST_TRIES: usize = 60;
/// Of so many runs that would do, the one with the rarest rules is taken.
const CHOSEN_FROM: usize = 6;
/// A run has so many steps at most.
const MOST_STEPS: usize = 9;
/// One of so many segments is lost.
const LOST_ONE_IN: usize = 6;

/// A run: its steps and what the machine says to them.
struct Drawn {
    trace: Trace,
    moves: Vec<Move>,
    verdict: Verdict,
    prefix: usize,
}

impl Machine {
    /// Draws an exercise; `None` where the machine has none of this kind from this start.
    pub fn draw(&self, kind: Drawable, start: Option<&str>, seed: u64) -> Option<Exercise> {
        let mut chance = Chance::new(seed);
        let mut found: Vec<Exercise> = Vec::new();
        for _ in 0..MOST_TRIES {
            let length = 2 + chance.below(MOST_STEPS - 1);
            let Some(run) = self.random_run(start, length, &mut chance) else { continue };
            let exercise = match kind {
                Drawable::States => self.states_exercise(&run),
                Drawable::Next => self.next_exercise(&run),
                Drawable::Fault => self.fault_exercise(&run, start, &mut chance),
                Drawable::Build => self.build_exercise(&run, start),
            };
            found.extend(exercise.map(|exercise| Exercise { start: start.map(str::to_owned), ..exercise }));
            if found.len() >= CHOSEN_FROM {
                break;
            }
        }
        rarest(found)
    }

    /// A legal run of some steps, each chosen from what could come.
    fn random_run(&self, start: Option<&str>, length: usize, chance: &mut Chance) -> Option<Drawn> {
        let mut run = self.checked(Trace::default(), start)?;
        let mut idle = 0;
        while run.trace.steps.len() < length {
            let world = run.verdict.worlds.first()?.clone();
            let mut options = self.options(&run, &world);
            if options.is_empty() {
                break;
            }
            let mut step = options.swap_remove(chance.below(options.len()));
            if let Step::Send { fate, .. } = &mut step
                && chance.below(LOST_ONE_IN) == 0
            {
                *fate = Fate::Lost;
            }
            let is_call = matches!(step, Step::Call { .. });
            let mut longer = run.trace.clone();
            longer.steps.push(step);
            match self.checked(longer, start) {
                // A call that does nothing, as a second CLOSE, would only make the ladder longer.
                Some(next) if is_call && next.verdict.worlds == run.verdict.worlds => idle += 1,
                Some(next) => run = next,
                None => break,
            }
            if idle > MOST_STEPS {
                break;
            }
        }
        (!run.trace.steps.is_empty()).then_some(run)
    }

    /// A trace that is legal and after which only one configuration is possible.
    fn checked(&self, trace: Trace, start: Option<&str>) -> Option<Drawn> {
        let (resolved, prefix) = self.resolve(&trace, start).ok()?;
        let verdict = self.run(&resolved, &Task::default());
        let certain =
            verdict.is_legal() && verdict.after.last().is_none_or(|both| both.iter().all(|s| s.len() == 1));
        certain.then_some(Drawn { trace, moves: resolved.moves, verdict, prefix })
    }

    /// What could come next: what is owed, and calls that open or close. What was sent already is sent
    /// again only where nothing else is owed.
    fn options(&self, run: &Drawn, world: &World) -> Vec<Step> {
        let owed = self.owed(world, &run.moves).into_iter().map(|(end, debt)| {
            let segment = self.as_segment(&debt.packet, end, &run.verdict);
            Step::Send { from: self.role(end).to_owned(), segment, fate: Fate::Delivered, label: None }
        });
        let mut options: Vec<Step> = owed.collect();
        for end in End::BOTH {
            let now = &world.ends[end.index()];
            for implied in self.implied.iter().filter(|implied| implied.from.has(now.state)) {
                let Some(call) = self.calls.get(usize::from(implied.call)) else { continue };
                let step =
                    Step::Call { end: self.role(end).to_owned(), call: call.name.clone(), argument: None };
                if call.argument.is_none() && matches!(implied.on, On::Leaves(_)) && !options.contains(&step)
                {
                    options.push(step);
                }
            }
        }
        options
    }

    fn exercise(&self, kind: Drawable, run: &Drawn, trace: Trace) -> Exercise {
        let fired = run.verdict.fired.iter().skip(run.prefix).flatten();
        let mut rules: Vec<RuleId> = fired.map(|(_, rule)| *rule).collect();
        rules.sort();
        rules.dedup();
        Exercise { kind, start: None, trace, fault: None, goal: [None; 2], rules }
    }

    fn states_exercise(&self, run: &Drawn) -> Option<Exercise> {
        let sends = run.trace.steps.iter().any(|step| matches!(step, Step::Send { .. }));
        sends.then(|| self.exercise(Drawable::States, run, run.trace.clone()))
    }

    /// A run after which exactly one end owes exactly one segment that it has not sent yet.
    fn next_exercise(&self, run: &Drawn) -> Option<Exercise> {
        let missing = self.missing(&run.moves, &run.verdict.worlds);
        let fresh = missing.iter().filter(|(_, debt)| debt.must).count();
        let last_is_send = matches!(run.trace.steps.last(), Some(Step::Send { .. } | Step::Call { .. }));
        (fresh == 1 && last_is_send).then(|| self.exercise(Drawable::Next, run, run.trace.clone()))
    }

    fn build_exercise(&self, run: &Drawn, start: Option<&str>) -> Option<Exercise> {
        let world = run.verdict.worlds.first()?;
        let goal = world.ends.each_ref().map(|end| Some(end.state));
        let kept = run.trace.steps.len().saturating_sub(2) / 2;
        let given =
            Trace { steps: run.trace.steps.iter().take(kept).cloned().collect(), ..run.trace.clone() };
        let task = BuildTask {
            start: start.map(str::to_owned),
            given: given.clone(),
            goal,
            quiet: false,
            exactly: false,
        };
        let steps = self.solution(&task)?.len();
        (2..=6).contains(&steps).then(|| Exercise { goal, ..self.exercise(Drawable::Build, run, given) })
    }

    /// The run with one of its segments spoilt.
    fn fault_exercise(&self, run: &Drawn, start: Option<&str>, chance: &mut Chance) -> Option<Exercise> {
        let sends: Vec<usize> = (0..run.trace.steps.len())
            .filter(|at| matches!(run.trace.steps[*at], Step::Send { .. }))
            .collect();
        let at = *sends.get(chance.below(sends.len().max(1)))?;
        let mut trace = run.trace.clone();
        spoil(&mut trace.steps[at], self, chance)?;
        self.spoilt(run, trace, at, start)
    }

    /// The run with one segment spoilt, where that is the first illegal one and for one reason only.
    fn spoilt(&self, run: &Drawn, trace: Trace, at: usize, start: Option<&str>) -> Option<Exercise> {
        let (resolved, prefix) = self.resolve(&trace, start).ok()?;
        let verdict = self.run(&resolved, &Task::default());
        let fault = verdict.fault.as_ref()?;
        let reasons = fault.nearest.as_ref().map_or(0, |near| near.failed.len());
        let here = fault.step == prefix + at && (reasons <= 1 || fault.known.is_some());
        let fault = (at + 1, fault.kind.clone());
        here.then(|| Exercise { fault: Some(fault), ..self.exercise(Drawable::Fault, run, trace) })
    }
}

/// The exercise with the rules that the others have least.
fn rarest(found: Vec<Exercise>) -> Option<Exercise> {
    let mut times: BTreeMap<RuleId, u32> = BTreeMap::new();
    for rule in found.iter().flat_map(|exercise| &exercise.rules) {
        *times.entry(*rule).or_default() += 1;
    }
    // Whole numbers: a sum of fractions could differ between platforms.
    let rarity = |exercise: &Exercise| -> u32 {
        exercise.rules.iter().map(|rule| 1000 / times.get(rule).copied().unwrap_or(1).max(1)).sum()
    };
    let best = found.iter().map(rarity).max()?;
    found.into_iter().find(|exercise| rarity(exercise) == best)
}

/// Changes one thing about a segment.
fn spoil(step: &mut Step, machine: &Machine, chance: &mut Chance) -> Option<()> {
    let Step::Send { from, segment, fate, .. } = step else { return None };
    *fate = Fate::Delivered;
    let fields = segment.fields.len();
    match chance.below(fields + 2) {
        at if at < fields => {
            let by = if chance.below(2) == 0 { 1 } else { -1 };
            let (_, term) = segment.fields.get_mut(at)?;
            *term = Term { offset: term.offset + by, ..term.clone() };
        }
        at if at == fields => other_flags(segment, machine, chance)?,
        _ => {
            let end = machine.end(from)?;
            *from = machine.role(end.peer()).to_owned();
        }
    }
    Some(())
}

/// Takes a flag away or puts one in.
fn other_flags(segment: &mut Segment, machine: &Machine, chance: &mut Chance) -> Option<()> {
    if segment.flags.len() > 1 && chance.below(2) == 0 {
        segment.flags.remove(chance.below(segment.flags.len()));
        return Some(());
    }
    let names = machine.flag_names(!machine.ignored);
    let others: Vec<&str> =
        names.into_iter().filter(|name| !segment.flags.iter().any(|f| f == name)).collect();
    let other = *others.get(chance.below(others.len().max(1)))?;
    segment.flags = vec![other.to_owned()];
    Some(())
}
