//! Where the states of a diagram stand, by column and row.
//!
//! A machine's file may say it. Where it does not, the states are set in layers, from those in which the
//! ends begin downwards.

use crate::machine::{Machine, Origin, StateId};
use rust_sugiyama::configure::Config;
use std::collections::{BTreeMap, BTreeSet};

/// Between neighbours in the layers' own measure; a state is as wide as it.
const STEP: f64 = 2.0;
/// A place farther away than this is taken for a mistake, like one that is no number.
const FAR: f32 = 64.0;
/// States closer than this in both directions would lie on each other.
const CLOSE: f32 = 0.4;

/// The place of each state.
pub(super) fn places(machine: &Machine) -> Vec<(f32, f32)> {
    let near = |at: &(f32, f32)| at.0.abs() <= FAR && at.1.abs() <= FAR;
    let given: Option<Vec<(f32, f32)>> = machine.states.iter().map(|state| state.at.filter(near)).collect();
    apart(given.unwrap_or_else(|| layers(machine)))
}

/// Moves a state to the right that would lie on one before it.
fn apart(places: Vec<(f32, f32)>) -> Vec<(f32, f32)> {
    let mut free: Vec<(f32, f32)> = Vec::with_capacity(places.len());
    for (mut x, y) in places {
        let taken = |x: f32| free.iter().any(|at| (at.0 - x).abs() < CLOSE && (at.1 - y).abs() < CLOSE);
        while taken(x) {
            x += 1.0;
        }
        free.push((x, y));
    }
    free
}

fn layers(machine: &Machine) -> Vec<(f32, f32)> {
    let count = machine.states.len();
    let edges = without_circles(machine);
    let vertices: Vec<(u32, (f64, f64))> = (0..count as u32).map(|state| (state, (1.0, 1.0))).collect();
    let config = Config { vertex_spacing: STEP - 1.0, ..Config::default() };
    let mut places = vec![(0.0, 0.0); count];
    let mut right = 0.0f32;
    // What hangs together comes as one part; parts stand beside each other, in the order of their states.
    let mut parts = rust_sugiyama::from_vertices_and_edges(&vertices, &edges, &config);
    parts.sort_by_key(|(part, ..)| part.iter().map(|(state, _)| *state).min());
    for (part, ..) in parts {
        let x = |at: f64| (at / STEP) as f32;
        let left = part.iter().map(|(_, at)| x(at.0)).fold(f32::INFINITY, f32::min);
        let width = part.iter().map(|(_, at)| x(at.0) - left).fold(0.0, f32::max);
        let rows: BTreeSet<i64> = part.iter().map(|(_, at)| at.1.round() as i64).collect();
        let rows: BTreeMap<i64, usize> = rows.into_iter().zip(0..).collect();
        for (state, at) in part {
            let row = rows.get(&(at.1.round() as i64)).copied().unwrap_or_default();
            if let Some(place) = places.get_mut(state) {
                *place = (right + x(at.0) - left, row as f32);
            }
        }
        right += width + 1.0;
    }
    places
}

/// The pairs of states with an edge; one that leads back where the walk came from is turned round.
fn without_circles(machine: &Machine) -> Vec<(u32, u32)> {
    let pairs: BTreeSet<(u8, u8)> = machine
        .edges()
        .iter()
        .filter_map(|edge| match edge.from {
            Origin::State(from) if from != edge.to => Some((from.0, edge.to.0)),
            Origin::State(_) | Origin::Many(_) => None,
        })
        .collect();
    let begin = machine.start.into_iter().map(|StateId(state)| state);
    let mut order: Vec<u8> = Vec::new();
    for state in begin.chain(0..machine.states.len() as u8) {
        walk(state, &pairs, &mut BTreeSet::new(), &mut order);
    }
    // Whoever is left first by the walk comes last.
    let rank = |state: u8| order.iter().rev().position(|known| *known == state);
    let forward = pairs.into_iter().map(|(a, b)| if rank(a) < rank(b) { (a, b) } else { (b, a) });
    let forward: BTreeSet<(u8, u8)> = forward.collect();
    forward.into_iter().map(|(a, b)| (u32::from(a), u32::from(b))).collect()
}

/// Goes on from a state in all ways and then leaves it. At most 64 states: the depth is no matter.
fn walk(state: u8, pairs: &BTreeSet<(u8, u8)>, open: &mut BTreeSet<u8>, order: &mut Vec<u8>) {
    if order.contains(&state) || !open.insert(state) {
        return;
    }
    for (_, next) in pairs.range((state, 0)..=(state, u8::MAX)) {
        walk(*next, pairs, open, order);
    }
    order.push(state);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped(machine: &str) -> Machine {
        let text = std::fs::read_to_string(format!("content/machines/{machine}.ron")).expect("a file");
        let (machine, _) = crate::machine::load(&format!("{machine}.ron"), &text);
        machine.expect("it loads")
    }

    #[test]
    fn layers_begin_where_the_ends_begin_and_never_change() {
        for id in ["tcp", "sctp", "tls13"] {
            let mut machine = shipped(id);
            machine.states.iter_mut().for_each(|state| state.at = None);
            let found = places(&machine);
            let start = machine.start.map(|state| found.get(usize::from(state.0)).copied());
            assert!(start.iter().all(|at| at.is_some_and(|at| at.1 == 0.0)), "{id}: {found:?}");
            for _ in 0..20 {
                assert_eq!(places(&machine), found, "{id}");
            }
            let rows: BTreeSet<i32> = found.iter().map(|at| at.1 as i32).collect();
            assert!(rows.len() >= 4, "{id}: {found:?}");
        }
    }

    #[test]
    fn states_that_lie_on_each_other_are_moved() {
        assert_eq!(apart(vec![(0.0, 0.0), (0.0, 0.0), (0.1, 0.0)]), [(0.0, 0.0), (1.0, 0.0), (2.1, 0.0)]);
    }

    /// Whatever a machine's edges are.
    #[test]
    fn any_diagram_has_layers() {
        let mut machine = shipped("tcp");
        machine.states.iter_mut().for_each(|state| state.at = None);
        let count = machine.states.len() as u64;
        let mut chance = 7u64;
        let mut next = move |below: u64| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (chance >> 33) % below
        };
        for _ in 0..200 {
            let used = next(machine.rules.len() as u64);
            for (index, rule) in (0..).zip(&mut machine.rules) {
                rule.from = crate::machine::StateSet(1 << next(count));
                rule.to = (index < used).then(|| StateId(next(count) as u8));
            }
            assert_eq!(places(&machine).len(), machine.states.len());
        }
    }
}
