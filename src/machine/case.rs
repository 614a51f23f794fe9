//! A case of a trace file, run: its start, its claims, its goal.

use super::fault::Fault;
use super::model::*;
use super::resolved::{NameKind, UnknownName};
use super::run::{Task, Verdict};
use super::step::{Debt, Endpoint};
use super::value::Scene;
use crate::wire::{Case, End, StartState};
use std::sync::Arc;

/// What a case did.
#[derive(Clone, Debug)]
pub struct CaseOutcome {
    /// The run.
    pub verdict: Arc<Verdict>,
    /// States of both ends after each step up to the first illegal one.
    pub after: Vec<[Vec<StateId>; 2]>,
    /// Index of the first illegal step; the number of steps where the case is incomplete.
    pub first_bad: Option<usize>,
    /// The kind of the fault.
    pub kind: Option<String>,
    /// A wrong claim: step, end, claimed state.
    pub claim: Option<(usize, End, StateId)>,
    /// What is still owed where the goal is not reached.
    pub missing: Vec<(End, Debt)>,
    /// How many steps of a named start come before the case's own.
    pub skipped: usize,
}

impl CaseOutcome {
    /// The first illegal step, if it is one of the case's steps.
    pub fn fault(&self) -> Option<&Fault> {
        self.verdict.fault.as_ref()
    }
}

impl Machine {
    /// Runs a case.
    ///
    /// # Errors
    /// The names that the machine does not know.
    pub fn run_case(&self, case: &Case) -> Result<CaseOutcome, Vec<UnknownName>> {
        let (resolved, skipped) = self.resolve(&case.trace, None)?;
        let mut unknown = Vec::new();
        let start = self.case_start(case, &mut unknown);
        let goal = self.states_by_role(case.goal.iter().flatten(), case.trace.steps.len(), &mut unknown);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let task = Task { start, goal: goal.unwrap_or_default(), quiet: false };
        let verdict = self.run(&resolved, &task);
        let after: Vec<_> = verdict.after.iter().skip(skipped).cloned().collect();
        let fault_at = verdict.fault.as_ref().map(|fault| fault.step.saturating_sub(skipped));
        let mut outcome = CaseOutcome {
            kind: verdict.fault.as_ref().map(|fault| fault.kind.clone()),
            first_bad: fault_at,
            after,
            claim: None,
            missing: Vec::new(),
            skipped,
            verdict: Arc::new(verdict),
        };
        self.claims(case, &mut outcome)?;
        if outcome.first_bad.is_none()
            && case.goal.is_some()
            && !outcome.verdict.worlds.iter().any(|w| self.meets(w, &task))
        {
            outcome.first_bad = Some(case.trace.steps.len());
            outcome.kind = Some("incomplete".to_owned());
            outcome.missing = self.missing(&resolved.moves, &outcome.verdict.worlds);
        }
        Ok(outcome)
    }

    /// A wrong claim is a fault of its step, unless an earlier step is illegal.
    fn claims(&self, case: &Case, outcome: &mut CaseOutcome) -> Result<(), Vec<UnknownName>> {
        for (index, (observed, after)) in case.observed.iter().zip(&outcome.after).enumerate() {
            let mut unknown = Vec::new();
            let claimed = self.states_by_role(observed.claimed.iter(), index, &mut unknown);
            let Some(claimed) = claimed.filter(|_| unknown.is_empty()) else { return Err(unknown) };
            for end in End::BOTH {
                let Some(state) = claimed[end.index()] else { continue };
                if !after[end.index()].contains(&state) {
                    outcome.first_bad = Some(index);
                    outcome.kind = Some("wrong-state-claim".to_owned());
                    outcome.claim = Some((index, end, state));
                    outcome.after.truncate(index + 1);
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn states_by_role<'a>(
        &self,
        states: impl Iterator<Item = (&'a String, &'a String)>,
        step: usize,
        unknown: &mut Vec<UnknownName>,
    ) -> Option<[Option<StateId>; 2]> {
        let mut both = [None; 2];
        for (role, name) in states {
            let mut tell = |what, found: &str, known| {
                unknown.push(UnknownName { step, what, found: found.to_owned(), known })
            };
            let state = self.state(name);
            if state.is_none() {
                tell(NameKind::State, name, self.states.iter().map(|s| s.name.clone()).collect());
            }
            match self.end(role) {
                Some(end) => both[end.index()] = state,
                None => tell(NameKind::Role, role, self.roles.iter().map(|r| r.name.clone()).collect()),
            }
        }
        Some(both)
    }

    fn case_start(&self, case: &Case, unknown: &mut Vec<UnknownName>) -> Option<[Endpoint; 2]> {
        if case.start.is_empty() {
            return None;
        }
        let mut ends = self.start.map(|state| self.endpoint(state));
        for (role, start) in &case.start {
            let (name, variables) = match start {
                StartState::State(name) => (name, None),
                StartState::With { state, variables } => (state, Some(variables)),
            };
            let both = self.states_by_role(std::iter::once((role, name)), 0, unknown)?;
            for end in End::BOTH {
                let Some(state) = both[end.index()] else { continue };
                ends[end.index()] = self.endpoint(state);
                for (key, value) in variables.into_iter().flatten() {
                    let known =
                        self.variables.iter().position(|(v, _)| v.to_lowercase().replace('.', "_") == *key);
                    match known {
                        Some(index) => ends[end.index()].variables.put(index as u8, Some(*value)),
                        None => unknown.push(UnknownName {
                            step: 0,
                            what: NameKind::Field,
                            found: key.clone(),
                            known: self
                                .variables
                                .iter()
                                .map(|(v, _)| v.to_lowercase().replace('.', "_"))
                                .collect(),
                        }),
                    }
                }
                self.assume(&mut ends[end.index()]);
            }
        }
        Some(ends)
    }

    /// Completes the variables of an end that begins in the middle, where the file says how.
    fn assume(&self, end: &mut Endpoint) {
        for (index, expr) in &self.assume {
            let scene = Scene { variables: &end.variables, packet: None, argument: None };
            if let (None, Some(value)) = (end.variables.at(*index), expr.value(scene)) {
                end.variables.put(*index, Some(i64::from(crate::wire::Seq::wrap(value).0)));
            }
        }
    }
}

impl CaseOutcome {
    /// The fault in words, a line each; empty where the case is legal.
    pub fn words(&self, machine: &Machine, lang: crate::text::Lang) -> String {
        use crate::text::{say, say_with};
        let names = &self.verdict.names;
        if let Some((step, end, claimed)) = self.claim {
            let states = self.after.get(step).map(|both| machine.states_in_words(&both[end.index()], lang));
            let args = [
                ("step", (step + 1).into()),
                ("role", machine.role_name(end, lang).into()),
                ("state", states.unwrap_or_default().into()),
                ("claimed", machine.state_name(claimed).into()),
            ];
            return say_with(lang, "headline-claim", &args);
        }
        if let Some(fault) = self.fault() {
            return machine.explain(fault, names, self.skipped, lang).to_text(lang);
        }
        if self.kind.is_some() {
            let owed = machine.owed_lines(&self.missing, names, lang);
            return std::iter::once(say(lang, "headline-incomplete").into_owned())
                .chain(owed)
                .collect::<Vec<_>>()
                .join("\n");
        }
        String::new()
    }
}
