//! A property made ready: what it says of one end is a bit, and those bits are computed once for
//! each end that is met.

use crate::machine::model::{RuleId, StateSet};
use crate::machine::property::{Event, Predicate};
use crate::machine::value::Expr;

/// A predicate over bits.
pub(super) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// A statement about one end's state: its side, its bit.
    State(usize, u64),
    /// Something that the last step did.
    Event(u64),
    AtRest,
    UnderWay(usize),
}

/// A statement about one end.
pub(super) enum StateAtom {
    In(StateSet),
    Ever(StateSet),
    Holds(Expr),
    Fired(Event),
}

/// Something that a step does at an end.
pub(super) enum EventAtom {
    Fires,
    /// Where its two bytes of memory are: connections served before, and by this one.
    Again(usize),
    /// Where its byte of memory is, and the rules that write it.
    Old(usize, Vec<RuleId>),
}

/// What has to be watched.
#[derive(Default)]
pub(super) struct Watched {
    /// For each side the statements; the index is the bit.
    pub states: [Vec<StateAtom>; 2],
    /// For each side the events with their bits, which are the same for both sides.
    pub events: [Vec<(u64, Event, EventAtom)>; 2],
    /// For each side the bytes of memory.
    pub memory: [usize; 2],
    count: u32,
}

/// More statements than this about one end are not told apart; no property comes near.
const MOST_ATOMS: u32 = 63;

/// A configuration as far as tests look at it.
pub(super) struct Seen {
    pub atoms: [u64; 2],
    pub events: u64,
    pub at_rest: bool,
    pub under_way: [bool; 2],
}

impl Test {
    /// Compiles a predicate and notes what it needs.
    pub fn new(predicate: &Predicate, watched: &mut Watched) -> Test {
        match predicate {
            Predicate::All(parts) => Test::All(parts.iter().map(|part| Test::new(part, watched)).collect()),
            Predicate::Any(parts) => Test::Any(parts.iter().map(|part| Test::new(part, watched)).collect()),
            Predicate::Not(part) => Test::Not(Box::new(Test::new(part, watched))),
            Predicate::In(end, states) => watched.state(end.index(), StateAtom::In(*states)),
            Predicate::Ever(end, states) => watched.state(end.index(), StateAtom::Ever(*states)),
            Predicate::Holds(end, expr) => watched.state(end.index(), StateAtom::Holds(expr.clone())),
            Predicate::Fired(event) => watched.state(event.end.index(), StateAtom::Fired(event.clone())),
            Predicate::Fires(event) => watched.event(event, EventAtom::Fires, 0),
            Predicate::Again(event) => {
                let at = watched.memory[event.end.index()];
                watched.event(event, EventAtom::Again(at), 2)
            }
            Predicate::Old(event, since) => {
                let at = watched.memory[event.end.index()];
                watched.event(event, EventAtom::Old(at, since.clone()), 1)
            }
            Predicate::AtRest => Test::AtRest,
            Predicate::UnderWay(end) => Test::UnderWay(end.index()),
        }
    }

    /// Whether it is so.
    pub fn holds(&self, seen: &Seen) -> bool {
        match self {
            Test::All(parts) => parts.iter().all(|part| part.holds(seen)),
            Test::Any(parts) => parts.iter().any(|part| part.holds(seen)),
            Test::Not(part) => !part.holds(seen),
            Test::State(side, bit) => seen.atoms[*side] & bit != 0,
            Test::Event(bit) => seen.events & bit != 0,
            Test::AtRest => seen.at_rest,
            Test::UnderWay(side) => seen.under_way[*side],
        }
    }
}

impl Watched {
    fn state(&mut self, side: usize, atom: StateAtom) -> Test {
        let bit = self.states[side].len() as u32;
        self.states[side].push(atom);
        Test::State(side, 1 << bit.min(MOST_ATOMS))
    }

    fn event(&mut self, event: &Event, atom: EventAtom, bytes: usize) -> Test {
        let bit = 1 << self.count.min(MOST_ATOMS);
        self.count += 1;
        self.memory[event.end.index()] += bytes;
        self.events[event.end.index()].push((bit, event.clone(), atom));
        Test::Event(bit)
    }
}
