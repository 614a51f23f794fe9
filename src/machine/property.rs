//! Properties: what must never happen, as data of a machine's file, and within which bounds it is
//! explored.
//!
//! A property looks at a configuration (both ends, the network), at what the last event did, and at
//! the little history that it names itself. Nothing here knows a protocol.

mod file;

pub(super) use file::{BoundsFile, EventFile, PredicateFile, PropertyFile};

use super::model::{RuleId, StateSet};
use super::value::Expr;
use crate::text::Text;
use crate::wire::End;

/// Something that must never happen.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name.
    pub id: String,
    /// What is meant, as a sentence about what must not happen.
    pub is: Text,
    /// The configurations that must not be.
    pub never: Predicate,
    /// Within which bounds it is explored where nothing else is asked for.
    pub within: Bounds,
}

/// A statement about a configuration and about the event that led to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Predicate {
    /// All of them.
    All(Vec<Predicate>),
    /// One of them at least.
    Any(Vec<Predicate>),
    /// Not this.
    Not(Box<Predicate>),
    /// The end is in one of these states.
    In(End, StateSet),
    /// The end has been in one of these states since its present or latest connection began.
    Ever(End, StateSet),
    /// The condition holds for the end's variables.
    Holds(End, Expr),
    /// This has just happened.
    Fires(Event),
    /// This has happened since the end's present or latest connection began.
    Fired(Event),
    /// This has just happened on a segment of a connection of the other end of which the same was
    /// done before, in an earlier connection of this end.
    Again(Event),
    /// This has just happened on a segment of an earlier connection of the other end than the one
    /// whose segment last fired the rules `since`.
    Old(Event, Vec<RuleId>),
    /// Nothing is in flight, nothing is owed, no timer runs: without a call nothing will ever happen.
    AtRest,
    /// Something is on its way to this end.
    UnderWay(End),
}

/// A rule that fires at an end.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Where.
    pub end: End,
    /// One of these.
    pub rules: Vec<RuleId>,
    /// A condition on the segment at hand and the end's variables before it.
    pub when: Option<Expr>,
}

/// A call that users make in an exploration.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowed {
    /// At which end.
    pub end: End,
    /// Which call.
    pub call: u8,
    /// How often at most.
    pub times: u8,
    /// In which states.
    pub from: StateSet,
}

/// What an exploration looks at. "It holds" is only true within these.
#[derive(Clone, Debug, PartialEq)]
pub struct Bounds {
    /// The calls that users may make, at any moment and in any order, or leave out.
    pub calls: Vec<Allowed>,
    /// Segments that the network may lose.
    pub losses: u8,
    /// Copies that the network may make; a copy arrives at any time while it lives, or never.
    pub duplicates: u8,
    /// Whether segments may overtake each other.
    pub reorder: bool,
    /// Ticks after which no segment is alive any more (MSL).
    pub lifetime_ticks: u8,
    /// Segments that may be in flight at once.
    pub in_flight: u8,
    /// Connections that each end may begin.
    pub connections: u8,
    /// Ends whose every connection begins with the same numbers, where they choose them.
    pub same_numbers: [bool; 2],
    /// Whether an end may let something else happen before it sends what it owes.
    pub lazy: bool,
    /// Steps of the longest run that is looked at.
    pub depth: u32,
    /// Lengths of timers that are other than the machine says: timer, ticks.
    pub ticks: Vec<(u8, u8)>,
    /// Configurations that are kept at most; a search that needs more gives up.
    pub most_states: usize,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds {
            calls: Vec::new(),
            losses: 0,
            duplicates: 0,
            reorder: false,
            lifetime_ticks: 2,
            in_flight: 8,
            connections: 2,
            same_numbers: [false; 2],
            lazy: false,
            depth: 1000,
            ticks: Vec::new(),
            most_states: 10_000_000,
        }
    }
}
