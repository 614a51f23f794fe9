//! The checker: a trace is run on the set of all configurations that fit it so far.
//!
//! As with a nondeterministic automaton a step is legal if some configuration allows it. Only calls
//! that are not written branch, and only just before a segment that they explain.

use super::fault::{self, Fault};
use super::memory::Change;
use super::model::*;
use super::resolved::{Move, Names, Resolved};
use super::step::{Called, Endpoint};
use super::trail::{Branch, Trail};
use super::value::{Expr, Scene};
use crate::wire::{Calls, End, Fate};
use std::borrow::Cow;
use std::cell::RefCell;

/// Both ends and what is still on its way.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct World {
    /// The two ends.
    pub ends: [Endpoint; 2],
    /// Segments that a later step may deliver: name, receiver, segment.
    pub flight: Vec<(u16, End, Packet)>,
}

/// Where a run begins, what it shall reach.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Task {
    /// State of each end before the first step; the machine's own where not said.
    pub start: Option<[Endpoint; 2]>,
    /// States to be reached.
    pub goal: [Option<StateId>; 2],
    /// Whether nothing may be owed at the end.
    pub quiet: bool,
}

/// What a trace did.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// For each legal step the states that each end may be in after it.
    pub after: Vec<[Vec<StateId>; 2]>,
    /// For each legal step the rules that fired, and where (of the first configuration).
    pub fired: Vec<Vec<(End, RuleId)>>,
    /// For each legal step the segment with everything filled in that the step left open.
    pub packets: Vec<Option<Packet>>,
    /// The variables of both ends before the first step.
    pub begin: [Variables; 2],
    /// For each legal step what it changed in them (in the first configuration).
    pub changes: Vec<Vec<Change>>,
    /// Calls that failed, which is legal but worth a remark: step and rule.
    pub refused: Vec<(usize, RuleId)>,
    /// The first illegal step.
    pub fault: Option<Fault>,
    /// The first step after which the goal's states were reached.
    pub goal_at: Option<usize>,
    /// The configurations at the end.
    pub worlds: Vec<World>,
    /// Symbols and their numbers.
    pub names: Names,
    /// Names of segments that a later step may deliver.
    pub labels: Vec<String>,
}

impl Verdict {
    /// Whether every step is legal.
    pub fn is_legal(&self) -> bool {
        self.fault.is_none()
    }

    /// States after a step, or before the first one (`None`).
    pub fn states(&self, end: End, step: usize) -> &[StateId] {
        self.after.get(step).map_or(&[], |both| &both[end.index()])
    }
}

impl Machine {
    /// The configuration in which a run begins.
    pub fn world(&self, task: &Task) -> World {
        let ends = task.start.clone().unwrap_or_else(|| self.start.map(|state| self.endpoint(state)));
        World { ends, flight: Vec::new() }
    }

    /// Runs a trace.
    pub fn run(&self, trace: &Resolved, task: &Task) -> Verdict {
        let run = Runner::new(self, trace);
        let mut verdict = self.begin(trace, task);
        let mut trail = Trail::default();
        for index in 0..trace.moves.len() {
            let mut refused = Vec::new();
            let branches = run.step(index, &verdict.worlds, &mut refused);
            if branches.is_empty() {
                let (likely, fault) = fault::diagnose(&run.fault_scene(index, &verdict.worlds));
                verdict.fault = Some(fault);
                trail.tell(&mut verdict, Some(likely));
                return verdict;
            }
            verdict.refused.extend(refused.into_iter().map(|rule| (index, rule)));
            verdict.worlds = trail.grow(branches, &verdict.worlds, |world| self.meets(world, task));
        }
        trail.tell(&mut verdict, None);
        verdict
    }

    /// The verdict before the first step.
    pub(super) fn begin(&self, trace: &Resolved, task: &Task) -> Verdict {
        let world = self.world(task);
        Verdict {
            after: Vec::new(),
            fired: Vec::new(),
            packets: Vec::new(),
            begin: world.variables(),
            changes: Vec::new(),
            refused: Vec::new(),
            fault: None,
            goal_at: None,
            worlds: vec![world],
            names: trace.names.clone(),
            labels: trace.labels.clone(),
        }
    }

    /// Whether a configuration is what the task asks for.
    pub fn meets(&self, world: &World, task: &Task) -> bool {
        let reached =
            task.goal.iter().zip(&world.ends).all(|(goal, end)| goal.is_none_or(|state| state == end.state));
        reached && (!task.quiet || world.ends.iter().all(|end| self.debts(end).iter().all(|debt| !debt.must)))
    }
}

/// The sets of up to three out of four calls, the smaller ones first.
const FEWEST_FIRST: [u32; 15] = [0, 1, 2, 4, 8, 3, 5, 6, 9, 10, 12, 7, 11, 13, 14];

/// A trace being run.
pub(super) struct Runner<'a> {
    pub machine: &'a Machine,
    pub trace: &'a Resolved,
    /// The later steps in which a number was seen that an end picks.
    seen: RefCell<Vec<usize>>,
}

impl<'a> Runner<'a> {
    pub fn new(machine: &'a Machine, trace: &'a Resolved) -> Runner<'a> {
        Runner { machine, trace, seen: RefCell::default() }
    }

    /// The later steps that made a difference to those that were run.
    pub fn seen(self) -> Vec<usize> {
        self.seen.into_inner()
    }

    pub fn step(&self, index: usize, worlds: &[World], refused: &mut Vec<RuleId>) -> Vec<Branch> {
        let grown = |(parent, world)| {
            let mut branches = self.step_one(index, world, refused);
            branches.iter_mut().for_each(|branch: &mut Branch| branch.parent = parent);
            branches
        };
        worlds.iter().enumerate().flat_map(grown).collect()
    }

    fn step_one(&self, index: usize, world: &World, refused: &mut Vec<RuleId>) -> Vec<Branch> {
        let mut branch = Branch { world: world.clone(), parent: 0, fired: Vec::new(), packet: None };
        match &self.trace.moves[index] {
            Move::Call { end, call, argument } => {
                let before = self.before_call(branch, *end, *call, index);
                let made = before.into_iter().filter_map(|mut branch| {
                    let called = self.call(&mut branch, *end, *call, *argument, index);
                    if let Called::Refused(rule) = called {
                        refused.push(rule);
                    }
                    (called != Called::NoRule).then_some(branch)
                });
                made.collect()
            }
            Move::Timer { end, timer } => {
                let mut fired = Vec::new();
                let mut choose = |pick: &Pick| self.choose(pick, *end, index);
                let fits =
                    self.machine.timer(&mut branch.world.ends[end.index()], *timer, &mut choose, &mut fired);
                branch.fired.extend(fired.into_iter().map(|rule| (*end, rule)));
                if fits { vec![branch] } else { Vec::new() }
            }
            Move::Wait => vec![branch],
            Move::Claim { end, state } => {
                if world.ends[end.index()].state == *state {
                    vec![branch]
                } else {
                    Vec::new()
                }
            }
            Move::Send { from, packet, fate, label } => {
                let implied = self.trace.calls == Calls::Implied;
                let left = self.departures(&branch, *from, packet, index, implied);
                left.into_iter().flat_map(|b| self.carry(b, *from, fate, *label, index)).collect()
            }
            Move::Inject { at, packet, label } => {
                branch.packet = Some(*packet);
                if let Some(label) = label {
                    branch.world.flight.push((*label, *at, *packet));
                }
                self.arrivals(branch, *at, packet, index)
            }
            Move::Arrive { label } => {
                // The newest segment of that name.
                let Some((_, to, packet)) =
                    world.flight.iter().rev().find(|(known, ..)| known == label).copied()
                else {
                    return Vec::new();
                };
                branch.packet = Some(packet);
                self.arrivals(branch, to, &packet, index)
            }
        }
    }

    /// What the network does with a segment that has left.
    fn carry(
        &self,
        mut branch: Branch,
        from: End,
        fate: &Fate,
        label: Option<u16>,
        index: usize,
    ) -> Vec<Branch> {
        let Some(packet) = branch.packet else { return vec![branch] };
        let to = from.peer();
        if let (Some(label), Fate::Delivered | Fate::Twice | Fate::Late) = (label, fate) {
            branch.world.flight.push((label, to, packet));
        }
        match fate {
            Fate::Lost | Fate::Late => vec![branch],
            Fate::Delivered => self.arrivals(branch, to, &packet, index),
            Fate::Twice => {
                let once = self.arrivals(branch, to, &packet, index);
                once.into_iter().flat_map(|b| self.arrivals(b, to, &packet, index)).collect()
            }
        }
    }

    /// All ways in which a segment may leave: with as few implied calls as will do.
    fn departures(
        &self,
        from: &Branch,
        end: End,
        packet: &Packet,
        index: usize,
        implied: bool,
    ) -> Vec<Branch> {
        let machine = self.machine;
        let calls: Vec<&Implied> = machine
            .implied
            .iter()
            .filter(|i| matches!(i.on, On::Leaves(p) if p.fits(packet.flags)))
            .filter(|i| (implied || i.always) && i.from.has(from.world.ends[end.index()].state))
            .collect();
        let most = calls.len().min(4);
        // What is implied in any case costs nothing.
        let counted = (0..most).filter(|at| !calls[*at].always).fold(0, |bits, at| bits | 1 << at);
        let sets = FEWEST_FIRST.into_iter().filter(|set| *set < 1 << most);
        let mut enough = u32::MAX;
        let mut found = Vec::new();
        for set in sets {
            if (set & counted).count_ones() > enough {
                continue;
            }
            let mut with_calls = Cow::Borrowed(from);
            let chosen = calls.iter().enumerate().filter(|(i, _)| set & (1 << i) != 0);
            if !chosen
                .map(|(_, call)| call)
                .all(|call| self.imply(with_calls.to_mut(), end, call, Some(packet), index))
            {
                continue;
            }
            let branch: &Branch = &with_calls;
            for filled in machine.fill(&branch.world.ends[end.index()], packet) {
                // What may not leave changes nothing, so one end is enough to try it on.
                let mut left = branch.world.ends[end.index()].clone();
                let mut fired = Vec::new();
                if machine.leave(&mut left, &filled, &mut fired) {
                    let mut gone = branch.clone();
                    gone.world.ends[end.index()] = left;
                    gone.fired.extend(fired.into_iter().map(|rule| (end, rule)));
                    gone.packet = Some(filled);
                    enough = (set & counted).count_ones();
                    found.push(gone);
                }
            }
        }
        found
    }

    /// The calls that this trace need not write.
    fn implied(&self) -> impl Iterator<Item = &'a Implied> {
        let all = self.trace.calls == Calls::Implied;
        self.machine.implied.iter().filter(move |implied| all || implied.always)
    }

    /// The ways to come to a call: what goes before it by itself, such as reading, is never written.
    fn before_call(&self, branch: Branch, end: End, call: u8, index: usize) -> Vec<Branch> {
        let mut branches = vec![branch];
        for implied in self.implied().filter(|implied| implied.on == On::Call(call)) {
            // Without the implied call it stands last.
            let Some(mut with_call) = branches.last().cloned() else { continue };
            if self.imply(&mut with_call, end, implied, None, index) {
                branches.insert(0, with_call);
            }
        }
        branches
    }

    /// Makes an implied call; whether it applies here and is not refused.
    fn imply(
        &self,
        branch: &mut Branch,
        end: End,
        call: &Implied,
        packet: Option<&Packet>,
        index: usize,
    ) -> bool {
        let at = &branch.world.ends[end.index()];
        let scene = Scene { variables: &at.variables, packet, argument: None };
        if !call.from.has(at.state) || !call.when.as_ref().is_none_or(|when| when.holds(scene)) {
            return false;
        }
        let argument = call.argument.as_ref().and_then(|argument| argument.value(scene));
        self.call(branch, end, call.call, argument, index) == Called::Done
    }

    fn call(&self, branch: &mut Branch, end: End, call: u8, argument: Option<i64>, index: usize) -> Called {
        let mut fired = Vec::new();
        let mut choose = |pick: &Pick| self.choose(pick, end, index);
        let called =
            self.machine.call(&mut branch.world.ends[end.index()], call, argument, &mut choose, &mut fired);
        branch.fired.extend(fired.into_iter().map(|rule| (end, rule)));
        called
    }

    /// A segment arrives; an implied call (a listener that was not mentioned) may come before it.
    fn arrivals(&self, branch: Branch, to: End, packet: &Packet, index: usize) -> Vec<Branch> {
        let mut branches = vec![branch];
        let fits = |call: &&Implied| matches!(call.on, On::Arrives(p) if p.fits(packet.flags));
        for call in self.implied().filter(fits) {
            // Without the call it stands last.
            let Some(mut with_call) = branches.last().cloned() else { continue };
            if self.imply(&mut with_call, to, call, Some(packet), index) {
                branches.insert(0, with_call);
            }
        }
        for branch in &mut branches {
            let mut fired = Vec::new();
            let mut choose = |pick: &Pick| self.choose(pick, to, index);
            self.machine.arrive(&mut branch.world.ends[to.index()], packet, &mut choose, &mut fired);
            branch.fired.extend(fired.into_iter().map(|rule| (to, rule)));
        }
        branches
    }

    /// The number that an end picks is the one that its next such segment shows.
    fn choose(&self, pick: &Pick, end: End, index: usize) -> i64 {
        let mut rest = self.trace.moves.iter().enumerate().skip(index);
        let shown = rest.find_map(|(at, step)| match step {
            Move::Send { from, packet, .. } if *from == end && pick.on.fits(packet.flags) => {
                packet.fields.at(pick.field).map(|number| (at, number))
            }
            _ => None,
        });
        self.seen.borrow_mut().extend(shown.filter(|(at, _)| *at > index).map(|(at, _)| at));
        let shown = shown.map(|(_, number)| number);
        let symbol =
            self.machine.symbols.iter().find(|symbol| symbol.end == end && symbol.variable == pick.variable);
        shown.or(symbol.map(|symbol| i64::from(symbol.value))).unwrap_or(0)
    }

    pub fn fault_scene<'b>(&'b self, index: usize, worlds: &'b [World]) -> fault::Wrong<'b> {
        fault::Wrong {
            machine: self.machine,
            trace: self.trace,
            step: index,
            worlds,
            could: Box::new(move |end, packet, implied| {
                worlds.iter().any(|world| {
                    let branch = Branch { world: world.clone(), parent: 0, fired: Vec::new(), packet: None };
                    !self.departures(&branch, end, packet, index, implied).is_empty()
                })
            }),
        }
    }
}

impl Machine {
    /// The ways in which the open fields of a segment can be filled so that it may leave.
    fn fill(&self, end: &Endpoint, packet: &Packet) -> Vec<Packet> {
        let base = self.with_defaults(end, *packet);
        let open: Vec<u8> = (0..self.fields.len() as u8)
            .filter(|index| {
                let field = &self.fields[usize::from(*index)];
                base.fields.at(*index).is_none() && (field.with == 0 || base.flags & field.with != 0)
            })
            .collect();
        if open.is_empty() {
            return vec![base];
        }
        let mut filled: Vec<Packet> = Vec::new();
        let mut offer = |candidate: Packet| {
            if !filled.contains(&candidate) {
                filled.push(candidate);
            }
        };
        for debt in self.debts(end) {
            let mut candidate = base;
            for index in &open {
                candidate.fields.put(*index, debt.packet.fields.at(*index));
            }
            offer(candidate);
        }
        for rule in &self.rules {
            let On::Leaves(pattern) = rule.on else { continue };
            if rule.from.has(end.state) && pattern.fits(base.flags) {
                offer(self.solve(rule, end, base));
            }
        }
        offer(base);
        filled
    }

    /// Fills what the equations of a rule determine.
    pub(super) fn solve(&self, rule: &Rule, end: &Endpoint, mut packet: Packet) -> Packet {
        for clause in &rule.when {
            let Expr::Compare(terms, operators, _) = &clause.expr else { continue };
            let ([a, b], [super::expr::Comparison::Equal]) = (terms.as_slice(), operators.as_slice()) else {
                continue;
            };
            for (field, value) in [(a, b), (b, a)] {
                let Expr::Field(index) = field else { continue };
                let now = packet;
                let scene = Scene { variables: &end.variables, packet: Some(&now), argument: None };
                if let (None, Some(value)) = (packet.fields.at(*index), value.value(scene)) {
                    packet.fields.put(*index, Some(self.sent(*index, value)));
                }
            }
        }
        packet
    }
}
