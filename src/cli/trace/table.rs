//! A run as a table: number, step, the states of both ends after it.

use super::Run;
use crate::machine::StateId;
use crate::text::{Lang, say};
use crate::wire::{Case, End, Step, Trace};
use unicode_width::UnicodeWidthStr;

/// Stands before the first illegal step.
pub(super) const WRONG: &str = "✗";
const GAP: &str = "  ";

type Row = Vec<String>;

/// The table, a line each.
pub(super) fn lines(run: &Run<'_>, lang: Lang) -> Vec<String> {
    let mut rows = vec![head(run, lang), start(run, lang)];
    let shown = steps(run);
    for (index, step) in shown.iter().enumerate() {
        let after = run.outcome.after.get(index);
        let states = |end: End| after.map_or(String::new(), |both| states(run, &both[end.index()], lang));
        let wrong = run.outcome.first_bad == Some(index);
        let mark = if wrong { WRONG } else { "" };
        rows.push(vec![
            mark.to_owned(),
            (index + 1).to_string(),
            step.to_string(),
            states(End::First),
            states(End::Second),
        ]);
    }
    align(&rows)
}

/// Calls that failed, which is legal: number of the step and why.
pub(super) fn refusals<'a>(run: &'a Run<'_>, lang: Lang) -> Vec<(usize, &'a str)> {
    let refused = run.outcome.verdict.refused.iter();
    let told = refused.filter_map(|(step, rule)| {
        let reason = run.machine.rule(*rule)?.refuse.as_ref()?;
        Some((step.checked_sub(run.outcome.skipped)? + 1, reason.get(lang)))
    });
    told.collect()
}

fn head(run: &Run<'_>, lang: Lang) -> Row {
    let name = |end: End| {
        let (name, role) = (run.name(end), run.machine.role_name(end, lang));
        if name == run.machine.role(end) { role.to_owned() } else { format!("{name} ({role})") }
    };
    let step = say(lang, "trace-step").into_owned();
    vec![String::new(), String::new(), step, name(End::First), name(End::Second)]
}

/// The states before the first step: those after a step in which nothing happens.
fn start(run: &Run<'_>, lang: Lang) -> Row {
    let trace = Trace { steps: vec![Step::Wait], ..run.case.trace.clone() };
    let case = Case { trace, observed: Vec::new(), goal: None, ..run.case.clone() };
    let both = run.machine.run_case(&case).ok().and_then(|outcome| outcome.after.into_iter().next());
    let [first, second] = both.map_or_else(Default::default, |both| both.map(|s| states(run, &s, lang)));
    vec![String::new(), String::new(), say(lang, "trace-start").into_owned(), first, second]
}

fn states(run: &Run<'_>, states: &[StateId], lang: Lang) -> String {
    run.machine.states_in_words(states, lang)
}

/// The steps as they are shown: with symbols for numbers, and without labels that nobody uses.
fn steps(run: &Run<'_>) -> Vec<Step> {
    let trace = &run.case.trace;
    let resolved = run.machine.resolve(trace, None);
    let moves = resolved
        .as_ref()
        .map_or(&[][..], |(resolved, skipped)| resolved.moves.get(*skipped..).unwrap_or_default());
    run.machine.with_symbols(&trace.steps, moves, &run.outcome.verdict.names)
}

/// Every column as wide as its widest cell; Chinese characters are two columns wide. A column that is empty
/// in every row is left out.
pub(super) fn align(rows: &[Row]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let line = |row: &Row| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            // Numbers stand to the right.
            let is_number = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || c == '.');
            if is_number { format!("{space}{cell}") } else { format!("{cell}{space}") }
        });
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
