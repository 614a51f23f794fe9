//! A WhatIf question on the screen: what may happen, and once judged the runs in which it does.

use super::ladder_of::Shown;
use super::study::Study;
use super::study_view::{KindView, Mark, OptionView, RunView};
use crate::deck::WhatIf;
use crate::machine::{Bounds, Machine, Outcome, Property, Task};
use crate::text::{Lang, say, say_with};
use crate::wire::Trace;
use std::sync::Arc;

impl Study {
    pub(super) fn what_if_view(&self, what_if: &WhatIf, told: bool, lang: Lang) -> KindView {
        let machine = &what_if.machine;
        let outcomes = if told { what_if.outcomes() } else { &[] };
        let happens = if told { what_if.happens() } else { Vec::new() };
        let cases: Vec<&Property> = what_if.properties().map(|(_, property)| property).collect();
        let none = cases.len();
        let texts = cases.iter().map(|property| property.is.get(lang).to_owned());
        let nothing = say(lang, if none > 1 { "whatif-none" } else { "whatif-never" }).into_owned();
        let option = |(index, text): (usize, String)| {
            let picked = self.draft.picked.contains(&index);
            let right = match happens.get(index) {
                Some(happens) => *happens,
                None => happens.iter().all(|happens| !happens),
            };
            let mark = match (right, picked) {
                (true, true) => Mark::Right,
                (false, true) => Mark::Wrong,
                (true, false) => Mark::Missed,
                (false, false) => Mark::Other,
            };
            let because = outcomes.get(index).map(|outcome| outcome_words(outcome, lang));
            OptionView { index, text, picked, mark: told.then_some(mark), because }
        };
        let mut options: Vec<OptionView> = texts.chain([nothing]).enumerate().map(option).collect();
        if none > 1 {
            let order = self.shuffled(none);
            let last = options.split_off(none);
            options = order.into_iter().filter_map(|at| options.get(at).cloned()).chain(last).collect();
        }
        let run = |(property, outcome): (&&Property, &Outcome)| match outcome {
            Outcome::Violated { trace, .. } => Some(RunView {
                title: property.is.get(lang).to_owned(),
                ladder: run_ladder(machine, trace, lang),
            }),
            Outcome::Holds { .. } | Outcome::GaveUp { .. } => None,
        };
        KindView::WhatIf {
            change: machine.title.get(lang).to_owned(),
            network: what_if.cases.first().map(|case| network_words(&case.bounds, lang)).unwrap_or_default(),
            several: none > 1,
            options,
            runs: cases.iter().zip(outcomes).filter_map(run).collect(),
        }
    }
}

/// What came of a search, in one sentence.
pub(super) fn outcome_words(outcome: &Outcome, lang: Lang) -> String {
    match outcome {
        Outcome::Violated { trace, states, .. } => {
            let args = [("steps", trace.steps.len().into()), ("states", (*states).into())];
            say_with(lang, "whatif-happens", &args)
        }
        Outcome::Holds { states, depth, .. } => say_with(
            lang,
            "whatif-holds",
            &[("states", (*states).into()), ("depth", i64::from(*depth).into())],
        ),
        Outcome::GaveUp { states, .. } => say_with(lang, "whatif-unknown", &[("states", (*states).into())]),
    }
}

/// What the network may do.
pub(super) fn network_words(bounds: &Bounds, lang: Lang) -> String {
    let order = if bounds.reorder { "yes" } else { "no" };
    say_with(
        lang,
        "whatif-network",
        &[
            ("losses", usize::from(bounds.losses).into()),
            ("duplicates", usize::from(bounds.duplicates).into()),
            ("reorder", order.into()),
        ],
    )
}

/// A run that the explorer found, with the states of both ends.
pub(super) fn run_ladder(machine: &Arc<Machine>, trace: &Trace, lang: Lang) -> super::ladder::Ladder {
    let Ok((resolved, prefix)) = machine.resolve(trace, None) else { return Default::default() };
    let trace = Arc::new(trace.clone());
    let shown = Shown {
        machine: Arc::clone(machine),
        trace: Arc::clone(&trace),
        first: 0,
        verdict: Arc::new(machine.run(&resolved, &Task::default())),
        prefix,
        // Nobody gave them: they were found.
        given: 0,
        states_until: Some(usize::MAX),
        judged: true,
        told: true,
        names: None,
        lang,
    };
    let mut ladder = shown.ladder().behind(&machine.id, &trace);
    ladder.rows.iter_mut().for_each(|row| Arc::make_mut(row).editable = false);
    ladder
}
