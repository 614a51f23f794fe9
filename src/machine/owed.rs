//! What is owed behind a trace: the debts of both ends, without those that only wait for an answer.
//!
//! A debt that sending does not pay (a SYN stays due until it is acknowledged) is news only once: after
//! that it is repeated when a timer says so. Where nothing is news, what waits to be repeated is next.

use super::build::BuildTask;
use super::model::*;
use super::resolved::Move;
use super::run::{Task, Verdict, World};
use super::step::{Debt, Endpoint};
use crate::wire::End;

impl Machine {
    /// What both ends owe in a configuration that these steps have led to.
    pub fn owed(&self, world: &World, moves: &[Move]) -> Vec<(End, Debt)> {
        let of = |end: End| self.debts(&world.ends[end.index()]).into_iter().map(move |debt| (end, debt));
        let (fresh, old): (Vec<_>, Vec<_>) = End::BOTH
            .into_iter()
            .flat_map(of)
            .partition(|(end, debt)| self.is_news(moves, &world.ends[end.index()], *end, debt));
        if fresh.is_empty() { old } else { fresh }
    }

    /// What both ends should still send at the end of a trace.
    pub(super) fn missing(&self, moves: &[Move], worlds: &[World]) -> Vec<(End, Debt)> {
        worlds.first().map(|world| self.owed(world, moves)).unwrap_or_default()
    }

    /// The one thing that is owed behind what is given, if there is just one.
    pub fn next_owed(&self, task: &BuildTask) -> Option<(End, Debt, Verdict)> {
        let (resolved, _) = self.resolve(&task.given, task.start.as_deref()).ok()?;
        let verdict = self.run(&resolved, &Task::default());
        let mut owed = self.missing(&resolved.moves, &verdict.worlds).into_iter();
        let (end, debt) = owed.next()?;
        owed.next().is_none().then_some((end, debt, verdict))
    }

    /// Whether a debt is not just the repetition of what an end has sent in these steps: it is still there
    /// after it was paid, and it was sent with these numbers, or sending it once more changes nothing.
    pub(super) fn is_news(&self, moves: &[Move], at: &Endpoint, end: End, debt: &Debt) -> bool {
        // Nothing like it was sent: mostly there is no need to look at what would become of the end.
        let alike = |step: &Move| {
            matches!(step, Move::Send { from, packet, .. }
                if *from == end && (packet.flags ^ debt.packet.flags) & !self.ignored == 0)
        };
        if !moves.iter().any(alike) {
            return true;
        }
        let mut after = at.clone();
        self.leave(&mut after, &self.with_defaults(at, debt.packet), &mut Vec::new());
        let stands = self.debts(&after).contains(debt);
        let is_sent = |step: &Move| match step {
            Move::Send { from, packet, .. } if *from == end => {
                self.repeats(packet, &debt.packet)
                    || (after == *at && (packet.flags ^ debt.packet.flags) & !self.ignored == 0)
            }
            Move::Send { .. }
            | Move::Call { .. }
            | Move::Arrive { .. }
            | Move::Inject { .. }
            | Move::Timer { .. }
            | Move::Wait
            | Move::Claim { .. } => false,
        };
        !stands || !moves.iter().any(is_sent)
    }

    /// Whether flags and numbers are the same; what is unknown on either side does not count.
    pub fn is_same(&self, a: &Packet, b: &Packet) -> bool {
        self.agree(a, b, |_| true)
    }

    /// Whether one segment is the other once more. What it says of the other end's numbers is brought up
    /// to date in a repetition.
    pub fn repeats(&self, a: &Packet, b: &Packet) -> bool {
        self.agree(a, b, |field| field.own != Some(false))
    }

    fn agree(&self, a: &Packet, b: &Packet, counts: impl Fn(&Field) -> bool) -> bool {
        let same = |index: u8| a.fields.at(index).zip(b.fields.at(index)).is_none_or(|(a, b)| a == b);
        let mut fields = self.fields.iter().enumerate().filter(|(_, field)| counts(field));
        (a.flags ^ b.flags) & !self.ignored == 0 && fields.all(|(index, _)| same(index as u8))
    }
}
