//! What must come next: which segments the two ends owe behind a trace, and whether one is among them.
//! Which debts are news and which only wait to be repeated, the machine knows.

use crate::machine::{BuildTask, Debt, Endpoint, Machine, Move, Packet, Task, UnknownName, Verdict};
use crate::wire::{End, Fate, Step};

/// Where a trace has led to, and the segment that is sent there.
pub(super) struct Point {
    /// The run of the trace.
    pub verdict: Verdict,
    /// Its steps, those of the start included.
    moves: Vec<Move>,
    /// The segment that is sent now.
    sent: Option<(End, Packet)>,
}

impl Point {
    /// The point behind what is given.
    pub fn behind(machine: &Machine, task: &BuildTask) -> Result<Point, Vec<UnknownName>> {
        let (resolved, _) = machine.resolve(&task.given, task.start.as_deref())?;
        let verdict = machine.run(&resolved, &Task::default());
        Ok(Point { verdict, moves: resolved.moves, sent: None })
    }

    /// The same point, just before the step is made. An end that still has to choose a number has chosen
    /// the one that the step shows.
    pub fn before(machine: &Machine, task: &BuildTask, step: &Step) -> Result<Point, Vec<UnknownName>> {
        let mut trace = task.given.clone();
        trace.steps.push(step.clone());
        let (mut resolved, _) = machine.resolve(&trace, task.start.as_deref())?;
        let last = resolved.moves.pop();
        let moves = resolved.moves.clone();
        // Nothing of this name is on its way, so the run ends here; behind it the step still stands, where
        // an end that chooses a number looks for it.
        resolved.moves.push(Move::Arrive { label: u16::MAX });
        resolved.moves.extend(last.clone());
        let verdict = machine.run(&resolved, &Task::default());
        let sent = match last {
            Some(Move::Send { from, packet, .. }) => Some((from, packet)),
            Some(_) | None => None,
        };
        Ok(Point { verdict, moves, sent })
    }

    /// What is owed here, in any of the configurations; each once.
    pub fn owed(&self, machine: &Machine) -> Vec<(End, Debt)> {
        let mut all: Vec<(End, Debt)> = Vec::new();
        for debt in self.verdict.worlds.iter().flat_map(|world| machine.owed(world, &self.moves)) {
            if !all.contains(&debt) {
                all.push(debt);
            }
        }
        all
    }

    /// A debt as the step that pays it.
    pub fn step(&self, machine: &Machine, end: End, debt: &Debt) -> Step {
        let segment = machine.as_segment(&debt.packet, end, &self.verdict);
        Step::Send { from: machine.role(end).to_owned(), segment, fate: Fate::Delivered, label: None }
    }

    /// Whether the segment pays, or is, something that is owed here. No call is implied: what a user has
    /// not asked for is not owed.
    pub fn is_due(&self, machine: &Machine) -> bool {
        let Some((from, packet)) = &self.sent else { return false };
        self.verdict.worlds.iter().any(|world| {
            let end = &world.ends[from.index()];
            let owed = machine.owed(world, &self.moves);
            let own: Vec<&Debt> =
                owed.iter().filter(|(side, _)| side == from).map(|(_, debt)| debt).collect();
            filled(machine, end, packet).iter().any(|packet| pays(machine, end, packet, &own))
        })
    }
}

/// Whether an end may send a segment and one of these debts is gone then, or is this very segment.
fn pays(machine: &Machine, end: &Endpoint, packet: &Packet, debts: &[&Debt]) -> bool {
    let mut after = end.clone();
    if !machine.leave(&mut after, packet, &mut Vec::new()) {
        return false;
    }
    let left = machine.debts(&after);
    debts.iter().any(|debt| !left.contains(debt) || machine.is_same(packet, &debt.packet))
}

/// The segment with the fields that it leaves open: as in each thing that the end owes.
fn filled(machine: &Machine, end: &Endpoint, packet: &Packet) -> Vec<Packet> {
    let base = machine.with_defaults(end, *packet);
    let is_open = |index: u8| {
        let with = machine.fields.get(usize::from(index)).map_or(0, |field| field.with);
        base.fields.at(index).is_none() && (with == 0 || base.flags & with != 0)
    };
    let open: Vec<u8> = (0..machine.fields.len() as u8).filter(|index| is_open(*index)).collect();
    if open.is_empty() {
        return vec![base];
    }
    let with = |debt: Debt| {
        let mut packet = base;
        open.iter().for_each(|index| packet.fields.put(*index, debt.packet.fields.at(*index)));
        packet
    };
    machine.debts(end).into_iter().map(with).collect()
}
