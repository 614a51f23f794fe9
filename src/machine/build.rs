//! Judging what a learner builds: is it legal, does it reach the goal, what is it worth.

use super::model::*;
use super::resolved::UnknownName;
use super::run::{Task, Verdict, World};
use super::step::Debt;
use crate::wire::{Calls, End, Fate, Segment, Step, Term, Trace};
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

/// What is to be built.
#[derive(Clone, Debug, Default)]
pub struct BuildTask {
    /// The named start.
    pub start: Option<String>,
    /// Steps that already happened; its `calls` says whether calls must be written.
    pub given: Trace,
    /// States to be reached.
    pub goal: [Option<StateId>; 2],
    /// Whether nothing may be owed at the end.
    pub quiet: bool,
    /// Whether a step that the goal does not need is a fault.
    pub exactly: bool,
}

/// What was built.
#[derive(Clone, Debug)]
pub struct BuildVerdict {
    /// The verdict on all steps, those of the start and the given ones included.
    pub verdict: Arc<Verdict>,
    /// How many of its steps come before the learner's first.
    pub skipped: usize,
    /// Whether the goal is reached (and nothing is owed, where that is asked for).
    pub complete: bool,
    /// What is still owed where the task is not complete.
    pub missing: Vec<(End, Debt)>,
    /// The learner's steps after the goal was reached, by index.
    pub superfluous: Vec<usize>,
    /// Whether it is fully right.
    pub right: bool,
}

/// A shortest solution is sought among at most this many configurations.
const MOST_SEARCHED: usize = 20_000;
/// And is at most this long.
const LONGEST: usize = 12;

impl BuildTask {
    fn task(&self) -> Task {
        Task { start: None, goal: self.goal, quiet: self.quiet }
    }

    fn with(&self, steps: &[Step]) -> Trace {
        let mut trace = self.given.clone();
        trace.steps.extend_from_slice(steps);
        trace
    }
}

impl Machine {
    /// Judges the steps that a learner adds to what is given.
    ///
    /// # Errors
    /// The names that the machine does not know.
    pub fn judge(&self, task: &BuildTask, steps: &[Step]) -> Result<BuildVerdict, Vec<UnknownName>> {
        let (resolved, prefix) = self.resolve(&task.with(steps), task.start.as_deref())?;
        let goal = task.task();
        let verdict = self.run(&resolved, &goal);
        let skipped = prefix + task.given.steps.len();
        let goal_at = goal_step(self, &verdict, skipped, task);
        let complete = verdict.is_legal() && verdict.worlds.iter().any(|world| self.meets(world, &goal));
        let mut built = BuildVerdict {
            verdict: Arc::new(verdict),
            skipped,
            complete,
            missing: Vec::new(),
            superfluous: Vec::new(),
            right: false,
        };
        if complete {
            built.superfluous = (goal_at.map_or(0, |at| at + 1)..steps.len()).collect();
        } else {
            built.missing = self.missing(&resolved.moves, &built.verdict.worlds);
        }
        built.right = complete && (!task.exactly || built.superfluous.is_empty());
        Ok(built)
    }

    /// A shortest list of steps that reaches the goal, or `None` where none is found.
    pub fn solution(&self, task: &BuildTask) -> Option<Vec<Step>> {
        self.completion(task, &[])
    }

    /// A shortest way to the goal from behind these steps, which must be legal.
    fn completion(&self, task: &BuildTask, steps: &[Step]) -> Option<Vec<Step>> {
        let (resolved, _) = self.resolve(&task.with(steps), task.start.as_deref()).ok()?;
        let goal = task.task();
        let verdict = self.run(&resolved, &goal);
        if !verdict.is_legal() {
            return None;
        }
        let mut queue: VecDeque<(World, Vec<Step>)> =
            verdict.worlds.iter().map(|w| (w.clone(), Vec::new())).collect();
        let mut seen: HashSet<World> = verdict.worlds.iter().cloned().collect();
        let explicit = task.given.calls == Calls::Explicit;
        while let Some((world, path)) = queue.pop_front() {
            // A call that is not written is understood only where a segment needs it: a way that rests on another
            // one does not count.
            if self.meets(&world, &goal) && self.reaches(task, &[steps, &path].concat()) {
                return Some(path);
            }
            if path.len() >= LONGEST {
                continue;
            }
            for (step, next) in self.moves_from(&world, &verdict, explicit) {
                if seen.len() < MOST_SEARCHED && seen.insert(next.clone()) {
                    let mut path = path.clone();
                    path.extend(step);
                    queue.push_back((next, path));
                }
            }
        }
        None
    }

    /// Whether these steps, as they are written, lead to the goal.
    fn reaches(&self, task: &BuildTask, steps: &[Step]) -> bool {
        let Ok((resolved, _)) = self.resolve(&task.with(steps), task.start.as_deref()) else { return false };
        let goal = task.task();
        let verdict = self.run(&resolved, &goal);
        verdict.is_legal() && verdict.worlds.iter().any(|world| self.meets(world, &goal))
    }

    /// Every step worth trying: what is due, what is on its way, and the calls that open and close.
    fn moves_from(&self, world: &World, verdict: &Verdict, explicit: bool) -> Vec<(Option<Step>, World)> {
        let mut moves = Vec::new();
        for end in End::BOTH {
            let role = self.role(end);
            for debt in self.debts(&world.ends[end.index()]) {
                let mut next = world.clone();
                let mut fired = Vec::new();
                let filled = self.with_defaults(&world.ends[end.index()], debt.packet);
                if self.leave(&mut next.ends[end.index()], &filled, &mut fired) {
                    let to = end.peer();
                    self.arrive(
                        &mut next.ends[to.index()],
                        &filled,
                        &mut |p| self.symbol_value(p, to),
                        &mut fired,
                    );
                    let segment = self.as_segment(&debt.packet, end, verdict);
                    moves.push((
                        Some(Step::Send {
                            from: role.to_owned(),
                            segment,
                            fate: Fate::Delivered,
                            label: None,
                        }),
                        next,
                    ));
                }
            }
        }
        for end in End::BOTH {
            let mut tried = HashSet::new();
            for implied in self.implied.iter().filter(|implied| tried.insert(implied.call)) {
                let at = &world.ends[end.index()];
                let argument = self.calls.get(usize::from(implied.call)).and_then(|c| c.argument);
                if !implied.from.has(at.state) || argument.is_some() {
                    continue;
                }
                let mut next = world.clone();
                let mut fired = Vec::new();
                let called = self.call(
                    &mut next.ends[end.index()],
                    implied.call,
                    None,
                    &mut |p| self.symbol_value(p, end),
                    &mut fired,
                );
                if called == super::step::Called::Done {
                    let name = self.calls.get(usize::from(implied.call)).map_or("", |c| &c.name).to_owned();
                    let step = Step::Call { end: self.role(end).to_owned(), call: name, argument: None };
                    moves.push((explicit.then_some(step), next));
                }
            }
        }
        let labels: HashSet<u16> = world.flight.iter().map(|(label, ..)| *label).collect();
        for label in labels {
            let Some((_, to, packet)) = world.flight.iter().rev().find(|(l, ..)| *l == label).copied() else {
                continue;
            };
            let mut next = world.clone();
            next.flight.retain(|(l, ..)| *l != label);
            self.arrive(
                &mut next.ends[to.index()],
                &packet,
                &mut |p| self.symbol_value(p, to),
                &mut Vec::new(),
            );
            let name = verdict.labels.get(usize::from(label)).cloned().unwrap_or_default();
            moves.push((Some(Step::Arrive { label: name }), next));
        }
        moves
    }

    pub(super) fn symbol_value(&self, pick: &Pick, end: End) -> i64 {
        let symbol = self.symbols.iter().find(|s| s.end == end && s.variable == pick.variable);
        symbol.map_or(0, |s| i64::from(s.value))
    }

    /// A segment as a learner would write it.
    pub fn as_segment(&self, packet: &Packet, from: End, verdict: &Verdict) -> Segment {
        let flags = self.flag_names(packet.flags & !self.ignored).into_iter().map(str::to_owned).collect();
        let mut fields = Vec::new();
        for (index, field) in self.fields.iter().enumerate() {
            let Some(value) = packet.fields.at(index as u8) else { continue };
            let shown = self.show_value(field, value, Some(from), &verdict.names);
            fields.push((field.name.clone(), crate::wire::parse_term(&shown).unwrap_or(Term::number(value))));
        }
        Segment { flags, fields }
    }

    /// What the steps are worth that were judged so, from 0 to 1: a wrong answer by the cheapest way from one of
    /// its legal beginnings to the goal. That is a search, so it is done only when it is asked for.
    pub fn credit(&self, task: &BuildTask, steps: &[Step], built: &BuildVerdict) -> f32 {
        if built.right {
            return 1.0;
        }
        let Some(best) = self.solution(task) else { return 0.0 };
        if steps.is_empty() || best.is_empty() {
            return 0.0;
        }
        let legal = built.verdict.after.len().saturating_sub(built.skipped).min(steps.len());
        let mut cost = edit_cost(steps, &best);
        for kept in (1..=legal).rev().take(6) {
            if let Some(rest) = self.completion(task, &steps[..kept]) {
                let mut whole = steps[..kept].to_vec();
                whole.extend(rest);
                cost = cost.min(edit_cost(steps, &whole));
            }
        }
        // A textbook slip of the machine's file costs little.
        let mild = built
            .verdict
            .fault
            .as_ref()
            .and_then(|f| self.faults.get(f.known?))
            .is_some_and(|known| known.mild);
        let cost = if mild { cost.min(MILD) } else { cost };
        let least = if built.complete { 1.0 / best.len() as f32 } else { 0.0 };
        (1.0 - cost / best.len() as f32).clamp(least.min(0.5), 0.99)
    }
}

/// What a known, harmless slip costs, in steps.
const MILD: f32 = 0.25;

/// The learner's step (from 0) after which the goal held; `None` where it held before the first.
fn goal_step(machine: &Machine, verdict: &Verdict, skipped: usize, task: &BuildTask) -> Option<usize> {
    if task.quiet {
        return Some(verdict.after.len().saturating_sub(skipped).saturating_sub(1));
    }
    let reached = |both: &[Vec<StateId>; 2]| {
        task.goal.iter().zip(both).all(|(goal, states)| goal.is_none_or(|g| states.contains(&g)))
    };
    let _ = machine;
    (skipped..verdict.after.len()).find(|at| reached(&verdict.after[*at])).map(|at| at - skipped)
}

/// Cheapest way to turn one list of steps into the other: a missing, extra or other step costs 1,
/// one that differs only in numbers or flags a part.
fn edit_cost(from: &[Step], to: &[Step]) -> f32 {
    let mut row: Vec<f32> = (0..=to.len()).map(|n| n as f32).collect();
    for (i, a) in from.iter().enumerate() {
        let mut next = vec![(i + 1) as f32];
        for (j, b) in to.iter().enumerate() {
            let replace = row[j] + step_cost(a, b);
            next.push(replace.min(row[j + 1] + 1.0).min(next[j] + 1.0));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0.0)
}

fn step_cost(a: &Step, b: &Step) -> f32 {
    let (Step::Send { from: end_a, segment: sa, .. }, Step::Send { from: end_b, segment: sb, .. }) = (a, b)
    else {
        return if a == b { 0.0 } else { 1.0 };
    };
    if end_a != end_b {
        return 1.0;
    }
    let names = |s: &Segment| s.flags.iter().map(|f| f.to_uppercase()).collect::<HashSet<_>>();
    let flags = names(sa) != names(sb);
    // A field that was left open is unknown and not wrong.
    let wrong = sa
        .fields
        .iter()
        .filter(|(name, value)| sb.fields.iter().any(|(n, v)| n == name && v != value))
        .count();
    (if flags { 0.6 } else { 0.0 } + 0.4 * wrong as f32).min(1.0)
}
