//! A trace played event by event on two ends, without the checker: calls are written, every number is.
//!
//! The checker keeps the worlds of a run to itself. Tests that ask what an end owes between two steps
//! need the ends themselves, and a second way to run a trace is worth having: it must agree.

use ackademy::machine::{Called, Debt, Endpoint, Machine, Move, Packet, Pick, RuleId, Scene};
use ackademy::wire::{Calls, Case, End, Fate, Seq, StartState, Trace};

/// What one step did.
#[derive(Clone)]
pub struct Stage {
    /// Both ends after the step.
    pub ends: [Endpoint; 2],
    /// The rules that fired, and where.
    pub fired: Vec<(End, RuleId)>,
    /// What arrived in this step, and where, in this order.
    pub arrived: Vec<(End, Packet)>,
    /// What left an end in this step.
    pub left: Option<(End, Packet)>,
    /// Whether the step was legal.
    pub legal: bool,
    /// The call failed; the rule has the words.
    pub refused: Option<RuleId>,
}

/// A trace in the machine's terms with the ends at which it starts.
pub struct Play {
    pub moves: Vec<Move>,
    pub start: [Endpoint; 2],
    pub names: ackademy::machine::Names,
}

impl Play {
    /// A trace whose calls are written.
    #[track_caller]
    pub fn of_trace(machine: &Machine, trace: &Trace) -> Play {
        assert_eq!(trace.calls, Calls::Explicit, "calls are written: `calls: explicit`");
        let (resolved, skipped) = machine.resolve(trace, None).expect("known names");
        assert_eq!(skipped, 0, "the start is written out");
        let start = machine.start.map(|state| machine.endpoint(state));
        Play { moves: resolved.moves, start, names: resolved.names }
    }

    /// A case of a trace file.
    #[track_caller]
    pub fn of_case(machine: &Machine, case: &Case) -> Play {
        let mut play = Play::of_trace(machine, &case.trace);
        for (role, start) in &case.start {
            let end = machine.end(role).expect("a role");
            play.start[end.index()] = start_of(machine, start);
        }
        play
    }

    /// All steps up to and with the first illegal one.
    pub fn run(&self, machine: &Machine) -> Vec<Stage> {
        let mut ends = self.start.clone();
        let mut flight: Vec<(u16, End, Packet)> = Vec::new();
        let mut stages = Vec::new();
        for index in 0..self.moves.len() {
            let stage = self.step(machine, index, ends.clone(), &mut flight);
            ends.clone_from(&stage.ends);
            let legal = stage.legal;
            stages.push(stage);
            if !legal {
                break;
            }
        }
        stages
    }

    fn step(
        &self,
        machine: &Machine,
        index: usize,
        ends: [Endpoint; 2],
        flight: &mut Vec<(u16, End, Packet)>,
    ) -> Stage {
        let mut stage =
            Stage { ends, fired: Vec::new(), arrived: Vec::new(), left: None, legal: true, refused: None };
        let mut fired = Vec::new();
        match &self.moves[index] {
            Move::Call { end, call, argument } => {
                let mut choose = |pick: &Pick| self.choose(machine, pick, *end, index);
                let at = &mut stage.ends[end.index()];
                let called = machine.call(at, *call, *argument, &mut choose, &mut fired);
                stage.refused = match called {
                    Called::Refused(rule) => Some(rule),
                    Called::Done | Called::NoRule => None,
                };
                stage.legal = called != Called::NoRule;
                stage.note(*end, fired);
            }
            Move::Timer { end, timer } => {
                let mut choose = |pick: &Pick| self.choose(machine, pick, *end, index);
                stage.legal = machine.timer(&mut stage.ends[end.index()], *timer, &mut choose, &mut fired);
                stage.note(*end, fired);
            }
            Move::Wait => {}
            Move::Claim { end, state } => stage.legal = stage.ends[end.index()].state == *state,
            Move::Send { from, packet, fate, label } => {
                let packet = machine.with_defaults(&stage.ends[from.index()], *packet);
                stage.legal = machine.leave(&mut stage.ends[from.index()], &packet, &mut fired);
                stage.left = Some((*from, packet));
                stage.note(*from, fired);
                flight.extend(label.map(|label| (label, from.peer(), packet)));
                let copies = match fate {
                    Fate::Lost | Fate::Late => 0,
                    Fate::Delivered => 1,
                    Fate::Twice => 2,
                };
                for _ in 0..if stage.legal { copies } else { 0 } {
                    self.arrive(machine, index, &mut stage, from.peer(), packet);
                }
            }
            Move::Arrive { label } => {
                let sent = flight.iter().rev().find(|(known, ..)| known == label).copied();
                match sent {
                    Some((_, to, packet)) => self.arrive(machine, index, &mut stage, to, packet),
                    None => stage.legal = false,
                }
            }
            Move::Inject { at, packet, label } => {
                let packet = machine.with_defaults(&stage.ends[at.index()], *packet);
                flight.extend(label.map(|label| (label, *at, packet)));
                self.arrive(machine, index, &mut stage, *at, packet);
            }
        }
        stage
    }

    fn arrive(&self, machine: &Machine, index: usize, stage: &mut Stage, to: End, packet: Packet) {
        let mut fired = Vec::new();
        let mut choose = |pick: &Pick| self.choose(machine, pick, to, index);
        machine.arrive(&mut stage.ends[to.index()], &packet, &mut choose, &mut fired);
        stage.arrived.push((to, packet));
        stage.note(to, fired);
    }

    /// The number with which an end would open a connection at this step.
    pub fn initial(&self, machine: &Machine, end: End, index: usize) -> u32 {
        let pick = machine.rules.iter().flat_map(|rule| &rule.pick).next().expect("a rule picks a number");
        Seq::wrap(self.choose(machine, pick, end, index)).0
    }

    /// The number that an end picks is the one that its next such segment shows.
    fn choose(&self, machine: &Machine, pick: &Pick, end: End, index: usize) -> i64 {
        let shown = self.moves[index..].iter().find_map(|step| match step {
            Move::Send { from, packet, .. } if *from == end && pick.on.fits(packet.flags) => {
                packet.fields.at(pick.field)
            }
            _ => None,
        });
        let symbol = |s: &&ackademy::machine::Symbol| s.end == end && s.variable == pick.variable;
        shown.or(machine.symbols.iter().find(symbol).map(|s| i64::from(s.value))).unwrap_or(0)
    }
}

impl Stage {
    fn note(&mut self, end: End, fired: Vec<RuleId>) {
        self.fired.extend(fired.into_iter().map(|rule| (end, rule)));
    }
}

fn start_of(machine: &Machine, start: &StartState) -> Endpoint {
    let (name, variables) = match start {
        StartState::State(name) => (name, None),
        StartState::With { state, variables } => (state, Some(variables)),
    };
    let mut end = machine.endpoint(machine.state(name).expect("a state"));
    for (key, value) in variables.into_iter().flatten() {
        let index = machine.variables.iter().position(|(v, _)| v.to_lowercase().replace('.', "_") == *key);
        end.variables.put(index.expect("a variable") as u8, Some(*value));
    }
    if variables.is_some() {
        for (index, expr) in &machine.assume {
            let scene = Scene { variables: &end.variables, packet: None, argument: None };
            if let (None, Some(value)) = (end.variables.at(*index), expr.value(scene)) {
                end.variables.put(*index, Some(i64::from(Seq::wrap(value).0)));
            }
        }
    }
    end
}

/// The number of a variable, where it is known.
pub fn variable(machine: &Machine, end: &Endpoint, name: &str) -> Option<i64> {
    let index = machine.variables.iter().position(|(known, _)| known == name).expect("a variable");
    end.variables.at(index as u8)
}

/// The number of a field, where it is known.
pub fn field(machine: &Machine, packet: &Packet, name: &str) -> Option<i64> {
    packet.fields.at(machine.field(name).expect("a field"))
}

/// Whether a segment is what an end owes: the flags that count, and every number that the debt fixes.
pub fn settles(machine: &Machine, debt: &Debt, packet: &Packet) -> bool {
    let counted = !machine.ignored;
    let numbers = (0..machine.fields.len() as u8)
        .all(|field| debt.packet.fields.at(field).is_none_or(|value| packet.fields.at(field) == Some(value)));
    debt.packet.flags & counted == packet.flags & counted && numbers
}
