//! A trace played to its end, whatever is wrong with it.
//!
//! The checker ends at the first illegal step. Here the network goes on in spite of it: an illegal segment
//! reaches the other end all the same, as a forged one would, and its sender stays as it was; an illegal
//! call, timer or claim does nothing. So each step is judged by what has really become of both ends.

use crate::machine::{Fault, Machine, Move, Resolved, Task, UnknownName, Verdict, World};
use crate::wire::{Fate, Trace};

/// A trace that was played.
#[derive(Debug)]
pub struct Played {
    /// What became of it. There is no fault in it: those are beside it.
    pub verdict: Verdict,
    /// The illegal steps, in their order; their numbers count the steps of the start, too.
    pub faults: Vec<Fault>,
    /// How many steps of a named start come before the trace's own.
    pub prefix: usize,
    /// The moves, with what became of the illegal ones.
    resolved: Resolved,
}

impl Played {
    /// What is wrong with a step of the trace, counted from 0.
    pub fn fault(&self, step: usize) -> Option<&Fault> {
        self.faults.iter().find(|fault| fault.step == self.prefix + step)
    }

    /// The configurations after so many steps of the trace, and the moves that led there.
    pub fn after(&self, machine: &Machine, steps: usize) -> (Vec<World>, Vec<Move>) {
        let mut resolved = self.resolved.clone();
        resolved.moves.truncate(self.prefix + steps);
        if resolved.moves.len() == self.resolved.moves.len() {
            return (self.verdict.worlds.clone(), resolved.moves);
        }
        let mut worlds = machine.run(&resolved, &Task::default()).worlds;
        // What comes later may show which of them it was.
        let before = (self.prefix + steps).checked_sub(1);
        if let Some(known) = before.and_then(|before| self.verdict.after.get(before)) {
            let fits = |world: &World| [0, 1].iter().all(|end| known[*end].contains(&world.ends[*end].state));
            if worlds.iter().any(fits) {
                worlds.retain(fits);
            }
        }
        (worlds, resolved.moves)
    }
}

/// Plays a trace.
///
/// # Errors
/// The names that the machine does not know.
pub fn play(machine: &Machine, trace: &Trace) -> Result<Played, Vec<UnknownName>> {
    let (mut resolved, prefix) = machine.resolve(trace, None)?;
    let written = resolved.moves.clone();
    let mut faults: Vec<Fault> = Vec::new();
    loop {
        let mut verdict = machine.run(&resolved, &Task::default());
        let Some(fault) = verdict.fault.take() else {
            return Ok(Played { verdict, faults, prefix, resolved });
        };
        let (at, last) = (fault.step, faults.last().map(|fault| fault.step));
        let in_spite = in_spite(&written, at);
        // Each turn mends a later step, so there is an end to it.
        match resolved.moves.get_mut(at).filter(|_| last.is_none_or(|last| at > last)) {
            Some(slot) => *slot = in_spite,
            None => return Ok(Played { verdict, faults, prefix, resolved }),
        }
        faults.push(fault);
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
