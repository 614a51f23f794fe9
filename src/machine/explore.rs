//! The explorer: every run of two ends and a network within bounds, the shortest ones first.
//!
//! A configuration is both ends, what is in flight, which timers run, and how much of each bound is
//! left. Both ends run by the machine's own rules ([`crate::machine::Endpoint`]); what is added here is
//! time, the network and the users. Time is discrete: it passes only when nobody owes anything that
//! must be sent at once, no timer has run out, and no segment would die by it that was not lost.
//! A search is breadth-first, keeps at most so many configurations, tells its progress, can be
//! stopped, and gives the same answer every time.

mod ends;
mod retell;
mod settle;
mod space;
mod store;
mod watch;

use super::model::Machine;
use super::property::{Bounds, Property};
use crate::wire::Trace;
use store::Store;

pub use space::{Config, Next, Space, Step};

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Configurations found so far.
    pub states: usize,
    /// Configurations that wait for being looked at.
    pub waiting: usize,
    /// Steps of the runs that are being looked at.
    pub depth: u32,
}

/// Whether a search shall go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continue {
    /// Yes.
    On,
    /// No.
    Stop,
}

/// What came of a search.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The shortest run that violates the property.
    Violated {
        /// The run, with every call written.
        trace: Trace,
        /// Steps of the run: calls, segments sent, segments arriving, timers, ticks.
        steps: usize,
        /// Configurations that were found.
        states: usize,
    },
    /// No run within the bounds violates it.
    Holds {
        /// Configurations that there are.
        states: usize,
        /// Steps of the longest way to a configuration.
        depth: u32,
        /// The bounds.
        bounds: Box<Bounds>,
        /// What the bounds have kept from being looked at.
        cut: Cut,
    },
    /// The search ended early; nothing is known.
    GaveUp {
        /// Configurations that were found.
        states: usize,
        /// Steps of the runs that were looked at to the end.
        depth: u32,
        /// Why.
        why: GaveUp,
    },
}

/// Steps that were possible, but not within the bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// Segments that found the network full.
    pub crowded: usize,
    /// Connections more than an end may begin.
    pub connections: usize,
    /// Configurations at the greatest depth, whose steps were not taken.
    pub deep: usize,
}

/// Why a search ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GaveUp {
    /// It was stopped.
    Stopped,
    /// More configurations than may be kept.
    Full,
}

/// So many configurations are looked at between two tellings.
const TELL_EVERY: usize = 1 << 14;

/// A record's place is a `u32`; so many records find room whatever their length.
const MOST_STATES: usize = 200_000_000;

/// Searches for the shortest run of a machine that violates a property.
pub fn explore(
    machine: &Machine,
    property: &Property,
    bounds: &Bounds,
    progress: &mut dyn FnMut(Progress) -> Continue,
) -> Outcome {
    let mut space = Space::new(machine, property, bounds);
    let mut store = Store::default();
    let start = space.start();
    store.insert(&start, None);
    if space.violates(&start) {
        return Outcome::Violated { trace: retell::retell(&mut space, &[]), steps: 0, states: 1 };
    }
    let (mut at, mut depth, mut level_end, mut nexts) = (0, 0, store.end(), Vec::new());
    let mut looked_at = 0;
    while at < store.end() {
        if at == level_end {
            depth += 1;
            level_end = store.end();
        }
        if depth >= bounds.depth {
            space.cut.deep = store.len() - looked_at;
            break;
        }
        if looked_at % TELL_EVERY == 0 {
            let told = Progress { states: store.len(), waiting: store.len() - looked_at, depth };
            if progress(told) == Continue::Stop {
                return Outcome::GaveUp { states: store.len(), depth, why: GaveUp::Stopped };
            }
        }
        let (config, following) = store.config(at);
        nexts.clear();
        space.steps(&config, &mut nexts);
        for next in &nexts {
            if next.violates {
                let mut run = store.way_to(at);
                run.push(next.step);
                let trace = retell::retell(&mut space, &run);
                return Outcome::Violated { trace, steps: run.len(), states: store.len() };
            }
            store.insert(&next.config, Some((at, next.step)));
        }
        if store.len() > bounds.most_states.min(MOST_STATES) {
            return Outcome::GaveUp { states: store.len(), depth, why: GaveUp::Full };
        }
        (at, looked_at) = (following, looked_at + 1);
    }
    Outcome::Holds { states: store.len(), depth, bounds: Box::new(bounds.clone()), cut: space.cut }
}
