//! A connection of a capture, run through a machine.

use super::meet;
use crate::capture::{Connection, Fitted, Pair, Vantage, fit};
use crate::machine::{CaseOutcome, Machine, StateId, UnknownName};
use crate::wire::{Case, End, StartState};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A connection with what the machine says of it.
#[derive(Clone, Debug)]
pub struct Telling {
    /// The connection with its segments.
    pub connection: Connection,
    /// What happened, and how it is known.
    pub fitted: Fitted,
    /// What the cases did, taken together: each end may be in any of the states.
    pub outcome: CaseOutcome,
    /// The states that are possible besides if the last segments were lost behind the capture.
    pub endings: [Vec<StateId>; 2],
    /// The first of the cases, to be taken elsewhere.
    pub case: Arc<Case>,
}

/// Why a connection can't be told.
#[derive(Clone, Debug)]
pub enum Untold {
    /// Its opening was not captured, and the machine does not say how to begin in the middle.
    NoBeginning,
    /// The machine does not know these names; the case has them.
    Unknown(Vec<UnknownName>, Box<Case>),
    /// Nobody wants to know any more.
    Stopped,
}

/// The beginnings that a connection whose opening was not captured may have.
pub fn beginnings_of(machine: &Machine) -> Vec<Pair> {
    meet::pairs(machine)
}

impl Telling {
    /// Tells a connection. `pairs` are its possible beginnings where the opening was not captured; `stop`
    /// is asked from time to time.
    ///
    /// # Errors
    /// Where the machine can make nothing of it.
    pub fn of(
        connection: &Connection,
        vantage: Option<Vantage>,
        machine: &Machine,
        pairs: &[Pair],
        stop: &dyn Fn() -> bool,
    ) -> Result<Telling, Untold> {
        // A machine that does not know TCP's names can make nothing of any step. Whoever has been stopped
        // takes the first thing for an answer.
        let mut judge = |case: &Case| match stop() {
            true => None,
            false => machine.run_case(case).map_or(Some(0), |outcome| outcome.first_bad),
        };
        let fitted = fit(connection, vantage, pairs, &mut judge);
        if pairs.is_empty() && !fitted.story.has_opening() {
            return Err(Untold::NoBeginning);
        }
        let mut outcomes = Vec::new();
        for case in &fitted.cases {
            if stop() {
                return Err(Untold::Stopped);
            }
            match machine.run_case(case) {
                Ok(outcome) => outcomes.push(outcome),
                Err(unknown) => return Err(Untold::Unknown(unknown, Box::new(case.clone()))),
            }
        }
        let outcome = together(outcomes).ok_or(Untold::NoBeginning)?;
        let endings = endings(machine, &fitted, &outcome);
        if stop() {
            return Err(Untold::Stopped);
        }
        let case = Arc::new(fitted.cases.first().cloned().unwrap_or_default());
        Ok(Telling { connection: connection.clone(), fitted, outcome, endings, case })
    }

    /// The states in which an end may begin.
    pub fn beginnings(&self, machine: &Machine, end: End) -> Vec<StateId> {
        let own = machine.start.get(end.index()).copied();
        let states = self.fitted.cases.iter().map(|case| match begins(machine, case, end) {
            Some(state) => machine.state(state),
            None => own,
        });
        let states: BTreeSet<StateId> = states.flatten().collect();
        states.into_iter().collect()
    }

    /// The beginnings that fit, as pairs of states; none where the opening was captured.
    pub fn starts(&self, machine: &Machine) -> BTreeSet<[String; 2]> {
        if self.fitted.story.has_opening() {
            return BTreeSet::new();
        }
        let pair =
            |case: &Case| End::BOTH.map(|end| begins(machine, case, end).unwrap_or_default().to_owned());
        self.fitted.cases.iter().map(pair).collect()
    }
}

/// One outcome for several beginnings: each end may be in any of the states.
fn together(outcomes: Vec<CaseOutcome>) -> Option<CaseOutcome> {
    outcomes.into_iter().reduce(|mut all, one| {
        for (all, one) in all.after.iter_mut().zip(one.after) {
            for (all, one) in all.iter_mut().zip(one) {
                let states: BTreeSet<StateId> = all.iter().copied().chain(one).collect();
                *all = states.into_iter().collect();
            }
        }
        all
    })
}

/// The state in which an end begins in a case; nothing where the machine's own is meant.
fn begins<'a>(machine: &Machine, case: &'a Case, end: End) -> Option<&'a str> {
    case.start.get(machine.role(end)).map(|start| match start {
        StartState::With { state, .. } | StartState::State(state) => state.as_str(),
    })
}

fn endings(machine: &Machine, fitted: &Fitted, outcome: &CaseOutcome) -> [Vec<StateId>; 2] {
    if outcome.first_bad.is_some() {
        return Default::default();
    }
    let outcomes = fitted.endings.iter().filter_map(|case| machine.run_case(case).ok());
    let legal: Vec<_> = outcomes.filter(|outcome| outcome.first_bad.is_none()).collect();
    End::BOTH.map(|end| {
        let told = outcome.after.last().map_or(&[][..], |both| &both[end.index()]);
        let last = legal.iter().filter_map(|outcome| outcome.after.last());
        let other: BTreeSet<StateId> = last.flat_map(|both| &both[end.index()]).copied().collect();
        other.into_iter().filter(|state| !told.contains(state)).collect()
    })
}
