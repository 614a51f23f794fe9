//! The configurations of a run, step by step, and which of them explain the whole trace.

use super::memory::{Change, changes};
use super::model::{Packet, RuleId, StateId};
use super::run::{Verdict, World};
use crate::wire::End;
use std::collections::HashSet;

/// One possible continuation of a configuration.
#[derive(Clone)]
pub(super) struct Branch {
    pub world: World,
    /// The configuration that it comes from, by index.
    pub parent: usize,
    pub fired: Vec<(End, RuleId)>,
    pub packet: Option<Packet>,
}

/// More configurations than this are not followed; real traces stay below ten.
const MOST_WORLDS: usize = 256;

/// How each configuration came about, so that those which a later step rules out are not told.
#[derive(Default)]
pub(super) struct Trail {
    steps: Vec<Vec<Node>>,
}

struct Node {
    states: [StateId; 2],
    parent: usize,
    fired: Vec<(End, RuleId)>,
    changes: Vec<Change>,
    packet: Option<Packet>,
    meets: bool,
}

impl Trail {
    /// Notes the configurations after a step and gives each of them once; `before` are those before it.
    pub fn grow(
        &mut self,
        branches: Vec<Branch>,
        before: &[World],
        meets: impl Fn(&World) -> bool,
    ) -> Vec<World> {
        let mut seen = HashSet::new();
        let (mut nodes, mut worlds) = (Vec::new(), Vec::new());
        let alone = branches.len() == 1;
        for branch in branches {
            if alone || worlds.len() < MOST_WORLDS && seen.insert(branch.world.clone()) {
                let Branch { world, parent, fired, packet } = branch;
                let states = [world.ends[0].state, world.ends[1].state];
                let changes = before.get(parent).map(|before| changes(before, &world)).unwrap_or_default();
                nodes.push(Node { states, parent, fired, changes, packet, meets: meets(&world) });
                worlds.push(world);
            }
        }
        self.steps.push(nodes);
        worlds
    }

    /// Tells what happened, by those configurations that explain all steps; behind a fault by the
    /// one that makes most sense of it.
    pub fn tell(self, verdict: &mut Verdict, likely: Option<usize>) {
        let mut alive: Vec<usize> = match (likely, self.steps.last()) {
            (Some(likely), _) => vec![likely],
            (None, last) => (0..last.map_or(0, Vec::len)).collect(),
        };
        for (index, nodes) in self.steps.iter().enumerate().rev() {
            let living = || alive.iter().filter_map(|at| nodes.get(*at));
            let of = |end: usize| {
                let mut states: Vec<StateId> = living().map(|node| node.states[end]).collect();
                states.sort();
                states.dedup();
                states
            };
            verdict.after.push([of(0), of(1)]);
            let first = living().next();
            verdict.fired.push(first.map(|node| node.fired.clone()).unwrap_or_default());
            verdict.packets.push(first.and_then(|node| node.packet));
            verdict.changes.push(first.map(|node| node.changes.clone()).unwrap_or_default());
            if living().any(|node| node.meets) {
                verdict.goal_at = Some(index);
            }
            alive = living().map(|node| node.parent).collect();
            alive.sort_unstable();
            alive.dedup();
        }
        verdict.after.reverse();
        verdict.fired.reverse();
        verdict.packets.reverse();
        verdict.changes.reverse();
    }
}
