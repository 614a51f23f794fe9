//! In which states the two ends of a machine can be together, with the variables that they then have.
//!
//! Found by running both ends on a network that loses nothing, through every order of calls that a trace
//! need not write. A capture that begins in the middle begins in one of these.

use crate::capture::{Pair, Standing};
use crate::machine::{Called, Debt, Endpoint, Machine, Packet, Pick, Type};
use crate::wire::{End, Seq};
use std::collections::{BTreeSet, HashSet, VecDeque};

/// More worlds than this are not looked at; TCP has some hundred.
const MOST_WORLDS: usize = 20_000;
/// So many segments may be on their way to one end.
const MOST_FLIGHT: usize = 2;
/// First numbers of the two ends, far apart so that it can be told whose a number is.
const FIRST: [i64; 2] = [100_000, 900_000];
const NEAR: i64 = 1000;
/// The numbers that tell where an end stands.
const NEXT_SENT: &str = "SND.NXT";
const NEXT_EXPECTED: &str = "RCV.NXT";

#[derive(Clone, PartialEq, Eq, Hash)]
struct World {
    ends: [Endpoint; 2],
    /// On their way to each end.
    flight: [VecDeque<Packet>; 2],
    /// What each end sent last: nothing is lost, so nothing is sent again.
    sent: [Option<Packet>; 2],
}

/// All pairs of ends; none where the machine has no such numbers.
pub(super) fn pairs(machine: &Machine) -> Vec<Pair> {
    let start = World {
        ends: machine.start.map(|state| machine.endpoint(state)),
        flight: Default::default(),
        sent: [None; 2],
    };
    let (mut seen, mut waiting) = (HashSet::from([start.clone()]), VecDeque::from([start]));
    let (mut quiet, mut busy) = (BTreeSet::new(), BTreeSet::new());
    while let Some(world) = waiting.pop_front() {
        if let [Some(first), Some(second)] = [0, 1].map(|end| standing(machine, world.ends.get(end)?)) {
            let into = if world.flight.iter().all(VecDeque::is_empty) { &mut quiet } else { &mut busy };
            into.insert([first, second]);
        }
        for next in nexts(machine, &world) {
            if seen.len() < MOST_WORLDS && seen.insert(next.clone()) {
                waiting.push_back(next);
            }
        }
    }
    let is_placed = |ends: &[Standing; 2]| ends.iter().any(|standing| !standing.own.is_empty());
    let busy: Vec<_> = busy.difference(&quiet).cloned().map(|ends| (ends, true)).collect();
    let all = quiet.into_iter().map(|ends| (ends, false)).chain(busy);
    all.filter(|(ends, _)| is_placed(ends)).map(|(ends, busy)| Pair { ends, busy }).collect()
}

fn nexts(machine: &Machine, world: &World) -> Vec<World> {
    let mut nexts = Vec::new();
    for end in End::BOTH {
        let mut choose = |_: &Pick| FIRST[end.index()];
        // Each end opens once: what comes after that would be another connection.
        let own = &world.ends[end.index()];
        let over = machine.forgets.has(own.state) && world.sent[end.index()].is_some();
        for implied in machine.implied.iter().filter(|_| !over) {
            let mut next = world.clone();
            let takes =
                machine.calls.get(usize::from(implied.call)).is_some_and(|call| call.argument.is_some());
            let mut fired = Vec::new();
            let own = &mut next.ends[end.index()];
            let before = machine.debts(own);
            if takes || machine.call(own, implied.call, None, &mut choose, &mut fired) != Called::Done {
                continue;
            }
            // What the call has to send leaves with it: until then nothing can be told from before the call.
            let debts = machine.debts(own);
            match debts.into_iter().find(|debt| !before.contains(debt)) {
                Some(debt) => nexts.extend(sent(machine, next, end, debt)),
                None => nexts.push(next),
            }
        }
        for debt in machine.debts(&world.ends[end.index()]) {
            nexts.extend(sent(machine, world.clone(), end, debt));
        }
        let mut next = world.clone();
        if let Some(packet) = next.flight[end.index()].pop_front() {
            machine.arrive(&mut next.ends[end.index()], &packet, &mut choose, &mut Vec::new());
            nexts.push(next);
        }
    }
    nexts
}

/// The world when an end has sent what it owes; none if it may not, or if too much is on its way.
fn sent(machine: &Machine, mut world: World, end: End, debt: Debt) -> Option<World> {
    let own = &mut world.ends[end.index()];
    let packet = machine.with_defaults(own, debt.packet);
    let flight = &mut world.flight[end.peer().index()];
    let again = world.sent[end.index()] == Some(packet);
    if again || flight.len() >= MOST_FLIGHT || !machine.leave(own, &packet, &mut Vec::new()) {
        return None;
    }
    flight.push_back(packet);
    world.sent[end.index()] = Some(packet);
    Some(world)
}

/// An end with its numbers counted from where it stands. An end that remembers nothing has none.
fn standing(machine: &Machine, end: &Endpoint) -> Option<Standing> {
    let place = |name: &str| machine.variables.iter().position(|(known, _)| known == name);
    let own = end.variables.at(place(NEXT_SENT)? as u8);
    let other = end.variables.at(place(NEXT_EXPECTED)? as u8);
    let mut standing = Standing { state: machine.state_name(end.state).to_owned(), ..Standing::default() };
    for (index, (name, kind)) in machine.variables.iter().enumerate() {
        let Some(value) = end.variables.at(index as u8) else { continue };
        let name = name.to_lowercase().replace('.', "_");
        let from = |base: Option<i64>| {
            let distance = Seq::wrap(value).distance_from(Seq::wrap(base?));
            (distance.abs() < NEAR).then_some(distance)
        };
        match (kind, from(own), from(other)) {
            (Type::Seq, Some(offset), _) => drop(standing.own.insert(name, offset)),
            (Type::Seq, None, Some(offset)) => drop(standing.other.insert(name, offset)),
            (Type::Seq, None, None) => return None,
            (Type::Int | Type::Bool | Type::Token, _, _) => drop(standing.plain.insert(name, value)),
        }
    }
    Some(standing)
}
