//! A trace played to its end, whatever is wrong with it.
//!
//! The checker ends at the first illegal step. Here the network goes on in spite of it: an illegal segment
//! reaches the other end all the same, as a forged one would, and its sender stays as it was; an illegal
//! call, timer or claim does nothing. So each step is judged by what has really become of both ends.
//!
//! Each step is run once. What is wrong with an illegal one is found out when somebody asks.

use super::Machine;
use super::fault::{self, Fault};
use super::resolved::{Move, Resolved, UnknownName};
use super::run::{Runner, Task, Verdict, World};
use super::trail::Trail;
use crate::wire::{Fate, Trace};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A trace that was played.
#[derive(Debug)]
pub struct Played {
    /// What became of it. There is no fault in it: see [`Played::is_wrong`].
    pub verdict: Arc<Verdict>,
    /// How many steps of a named start come before the trace's own.
    pub prefix: usize,
    /// The illegal steps; their numbers count the steps of the start, too.
    wrong: BTreeSet<usize>,
    /// The moves as they were written,
    written: Vec<Move>,
    /// and with what became of the illegal ones.
    resolved: Resolved,
    /// The configurations before each step, and those behind the last.
    worlds: Vec<Vec<World>>,
}

impl Played {
    /// Whether a step of the trace, counted from 0, is illegal.
    pub fn is_wrong(&self, step: usize) -> bool {
        self.wrong.contains(&(self.prefix + step))
    }

    /// What is wrong with a step of the trace, counted from 0.
    pub fn fault(&self, machine: &Machine, step: usize) -> Option<Fault> {
        let at = self.prefix + step;
        let worlds = self.worlds.get(at).filter(|_| self.wrong.contains(&at))?;
        let mut trace = self.resolved.clone();
        let behind = trace.moves.iter_mut().zip(&self.written).skip(at);
        behind.for_each(|(now, written)| now.clone_from(written));
        let run = Runner::new(machine, &trace);
        Some(fault::diagnose(&run.fault_scene(at, worlds)).1)
    }

    /// The configurations after so many steps of the trace, and the moves that led there.
    pub fn after(&self, steps: usize) -> (Vec<World>, &[Move]) {
        let at = (self.prefix + steps).min(self.worlds.len().saturating_sub(1));
        let mut worlds = self.worlds.get(at).cloned().unwrap_or_default();
        // What comes later may show which of them it was.
        if let Some(known) = at.checked_sub(1).and_then(|before| self.verdict.after.get(before)) {
            let fits = |world: &World| [0, 1].iter().all(|end| known[*end].contains(&world.ends[*end].state));
            if worlds.iter().any(fits) {
                worlds.retain(fits);
            }
        }
        (worlds, self.resolved.moves.get(..at).unwrap_or_default())
    }
}

impl Machine {
    /// Plays a trace.
    ///
    /// # Errors
    /// The names that the machine does not know.
    pub fn play(&self, trace: &Trace) -> Result<Played, Vec<UnknownName>> {
        let (mut resolved, prefix) = self.resolve(trace, None)?;
        let written = resolved.moves.clone();
        let mut wrong = BTreeSet::new();
        // What an end picks is seen in a later step. Where that one turns out to be illegal, the steps before it
        // are played again without it; each time there is one such step less.
        loop {
            let before = wrong.len();
            let (verdict, worlds) = match self.play_once(&mut resolved, &written, &mut wrong) {
                Some(played) => played,
                None if wrong.len() > before => continue,
                None => (self.run(&resolved, &Task::default()), Vec::new()),
            };
            let verdict = Arc::new(verdict);
            return Ok(Played { verdict, prefix, wrong, written, resolved, worlds });
        }
    }

    /// One way through; `None` where an earlier step had seen what turned out to be illegal.
    fn play_once(
        &self,
        resolved: &mut Resolved,
        written: &[Move],
        wrong: &mut BTreeSet<usize>,
    ) -> Option<(Verdict, Vec<Vec<World>>)> {
        let task = Task::default();
        let mut verdict = self.begin(resolved, &task);
        let mut trail = Trail::default();
        let mut all = Vec::new();
        let mut seen = BTreeSet::new();
        for index in 0..resolved.moves.len() {
            let mut refused = Vec::new();
            let run = Runner::new(self, resolved);
            let mut branches = run.step(index, &verdict.worlds, &mut refused);
            seen.extend(run.seen());
            if branches.is_empty() {
                let slot = resolved.moves.get_mut(index)?;
                *slot = in_spite(written, index);
                if !wrong.insert(index) || seen.contains(&index) {
                    return None;
                }
                refused.clear();
                branches = Runner::new(self, resolved).step(index, &verdict.worlds, &mut refused);
            }
            verdict.refused.extend(refused.into_iter().map(|rule| (index, rule)));
            let worlds = trail.grow(branches, &verdict.worlds, |world| self.meets(world, &task));
            all.push(std::mem::replace(&mut verdict.worlds, worlds));
        }
        all.push(verdict.worlds.clone());
        trail.tell(&mut verdict, None);
        Some((verdict, all))
    }
}

/// What becomes of an illegal step.
fn in_spite(written: &[Move], at: usize) -> Move {
    match written.get(at) {
        Some(Move::Send { from, packet, fate: Fate::Delivered | Fate::Twice, label }) => {
            Move::Inject { at: from.peer(), packet: *packet, label: *label }
        }
        // Held back by the network although it should not have been sent.
        Some(Move::Arrive { label }) => written
            .get(..at)
            .unwrap_or_default()
            .iter()
            .rev()
            .find_map(|step| match step {
                Move::Send { from, packet, fate: Fate::Late, label: Some(known) } if known == label => {
                    Some(Move::Inject { at: from.peer(), packet: *packet, label: None })
                }
                _ => None,
            })
            .unwrap_or(Move::Wait),
        Some(Move::Send { .. } | Move::Call { .. } | Move::Timer { .. } | Move::Claim { .. }) => Move::Wait,
        Some(Move::Inject { .. } | Move::Wait) | None => Move::Wait,
    }
}
