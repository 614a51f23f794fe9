//! A trace with its run: what every export is made from.

use super::picture::Picture;
use crate::app::ladder::Ladder;
use crate::app::ladder_of::Shown;
use crate::machine::{CaseOutcome, Machine, Resolved, UnknownName};
use crate::text::{Lang, say_with};
use crate::wire::{Case, End, Step, Trace};
use std::sync::Arc;

/// A trace, its run, and the ladder that shows both.
pub struct Story<'a> {
    /// The machine.
    pub(super) machine: &'a Arc<Machine>,
    /// What of it can be drawn.
    pub(super) picture: Picture,
    /// The run.
    pub(super) outcome: CaseOutcome,
    /// The trace in the machine's terms, behind the steps of a named start.
    pub(super) resolved: Resolved,
}

/// Runs a case and lays out what it shows.
pub(super) fn tell<'a>(
    machine: &'a Arc<Machine>,
    case: &'a Case,
    lang: Lang,
) -> Result<Story<'a>, Vec<UnknownName>> {
    let outcome = machine.run_case(case)?;
    let (resolved, skipped) = machine.resolve(&case.trace, None)?;
    let moves = resolved.moves.get(skipped..).unwrap_or_default();
    let steps = machine.with_symbols(&case.trace.steps, moves, &outcome.verdict.names);
    let shown = Shown {
        machine: Arc::clone(machine),
        states_until: Some(steps.len()),
        trace: Arc::new(Trace { steps, ..Trace::default() }),
        first: 0,
        verdict: Arc::clone(&outcome.verdict),
        prefix: skipped,
        given: 0,
        judged: true,
        told: false,
        names: None,
        lang,
    };
    let mut ladder = shown.ladder();
    begin(machine, case, lang, &mut ladder);
    let fault = outcome.first_bad.map(|row| {
        let words = outcome.words(machine, lang);
        (row, words.lines().map(str::to_owned).collect())
    });
    let remarks = remarks(machine, &outcome, skipped, lang);
    let picture = Picture { lang, ladder, title: title(machine, case, lang), fault, remarks };
    Ok(Story { machine, picture, outcome, resolved })
}

fn title(machine: &Machine, case: &Case, lang: Lang) -> String {
    let machine_title = machine.title.get(lang);
    match case.id.as_str() {
        "" | "-" => machine_title.to_owned(),
        id => say_with(lang, "export-title", &[("id", id.into()), ("machine", machine_title.into())]),
    }
}

/// The states before the first step, where the case itself says them: those after a step in which
/// nothing happens.
fn begin(machine: &Machine, case: &Case, lang: Lang, ladder: &mut Ladder) {
    if case.start.is_empty() {
        return;
    }
    let trace = Trace { steps: vec![Step::Wait], ..case.trace.clone() };
    let alone = Case { trace, observed: Vec::new(), goal: None, ..case.clone() };
    let both = machine.run_case(&alone).ok().and_then(|outcome| outcome.after.into_iter().next());
    let Some(both) = both else { return };
    ladder.start = both.map(|states| machine.states_in_words(&states, lang));
    if let Some(row) = ladder.rows.first_mut().map(Arc::make_mut) {
        for end in End::BOTH.map(End::index) {
            row.changed[end] = !row.states[end].is_empty() && row.states[end] != ladder.start[end];
        }
    }
}

/// Calls that failed, which is legal.
fn remarks(machine: &Machine, outcome: &CaseOutcome, skipped: usize, lang: Lang) -> Vec<(usize, String)> {
    let told = outcome.verdict.refused.iter().filter_map(|(step, rule)| {
        let reason = machine.rule(*rule)?.refuse.as_ref()?.get(lang);
        let row = step.checked_sub(skipped)?;
        let args = [("step", (row + 1).into()), ("reason", reason.into())];
        Some((row, say_with(lang, "trace-refused", &args)))
    });
    told.collect()
}
