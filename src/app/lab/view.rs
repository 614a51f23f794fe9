//! What the Lab shows: the ladder with every verdict, both ends, what could come next, the trace as text.

use super::offers::{Here, Offer, arrivals};
use super::question::{Made, QuestionView, question};
use super::{Lab, MOST_STEPS};
use crate::app::citation::{Cite, cite};
use crate::app::composer::ComposerView;
use crate::app::ladder::{Ladder, Tone};
use crate::app::ladder_of::{Shown, capitalised};
use crate::app::lazy::Lazy;
use crate::app::steps::StepLine;
use crate::app::study_view::step_error;
use crate::app::{App, lab::StepError};
use crate::machine::{Machine, Played, StateId, Type, World};
use crate::text::{Lang, say, say_with};
use crate::wire::{Calls, End, Step, Trace, parse};
use std::sync::Arc;

/// The Lab.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LabView {
    /// Machines to choose from: id and title.
    pub machines: Vec<(String, String)>,
    /// The one that is chosen.
    pub machine: String,
    /// What is altered in it.
    pub about: String,
    /// Beginnings to choose from: name and what it is.
    pub starts: Vec<(String, String)>,
    /// The one that is chosen.
    pub start: String,
    /// Whether calls that are not written are implied.
    pub calls: Calls,
    /// The steps with their verdicts.
    pub ladder: Ladder,
    /// The steps, to be moved and changed.
    pub own: Lazy<Vec<StepLine>>,
    /// So many steps lie before the point where the learner looks and goes on; `None` at the end.
    pub look: Option<usize>,
    /// What is said about all of it.
    pub said: SaidView,
    /// Both ends at the point that is looked at.
    pub ends: [EndView; 2],
    /// Segments that the network could deliver.
    pub arrivals: Vec<Offer>,
    /// What can be composed.
    pub composer: ComposerView,
    /// Why the last line was no step.
    pub line_error: Option<String>,
    /// The trace as text, or what is being written.
    pub text: Lazy<String>,
    /// What is wrong with what is being written.
    pub text_errors: Vec<LineError>,
    /// The question that was made of it.
    pub question: Option<QuestionView>,
}

/// What is said about the trace.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SaidView {
    /// In one sentence; empty where nothing has happened yet.
    pub headline: String,
    /// The illegal steps, from 0.
    pub wrong: Vec<usize>,
    /// What is wrong with the step that is looked at, or with the last one.
    pub fault: Option<WrongView>,
}

/// What is wrong with a step.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WrongView {
    /// In one sentence.
    pub headline: String,
    /// Which part of it.
    pub details: Vec<String>,
    /// What would have been legal.
    pub legal: Vec<String>,
    /// The reason of the rule.
    pub why: String,
    /// Where the standard says so.
    pub cite: Option<Cite>,
    /// What becomes of it if the learner goes on.
    pub in_spite: String,
}

/// One end.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EndView {
    /// Its name.
    pub role: String,
    /// Its state.
    pub state: String,
    /// What that state means.
    pub meaning: String,
    /// What it remembers.
    pub variables: Vec<VariableView>,
    /// What could come next from it.
    pub offers: Vec<Offer>,
}

/// A variable.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct VariableView {
    /// Its name in the standard.
    pub name: String,
    /// Its value as people write it, `x+1`; a dash where it has none.
    pub value: String,
    /// The number behind it, where that says more.
    pub number: String,
    /// Whether the step that is looked at has changed it.
    pub changed: bool,
}

/// A fault in what is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// Its line, from 1; 0 where it belongs to none.
    pub line: usize,
    /// What is wrong.
    pub words: String,
}

impl App {
    pub(in crate::app) fn lab_view(&self) -> LabView {
        let (lang, lab) = (self.lang, &self.lab);
        let machines = self.families(|_| true);
        let titles = machines.iter().map(|m| (m.id.clone(), m.title.get(lang).to_owned())).collect();
        let Some(machine) = self.lab_machine() else { return LabView::default() };
        let about = machine.about.as_ref().map(|about| about.get(lang).to_owned());
        let mut view = LabView {
            machines: titles,
            machine: machine.id.clone(),
            about: about.unwrap_or_default(),
            starts: starts(&machine, lang),
            start: lab.trace.start.clone().unwrap_or_default(),
            calls: lab.trace.calls,
            look: lab.look,
            line_error: lab.error.as_ref().map(|error| step_error(error, lang)),
            ..LabView::default()
        };
        // Where the machine has a beginning with nothing in it, that is its own.
        if lab.trace.start.is_none() && !view.starts.iter().any(|(name, _)| name.is_empty()) {
            let own = machine.starts.iter().find(|start| start.trace.steps.is_empty());
            view.start = own.map(|start| start.name.clone()).unwrap_or_default();
        }
        lab.put_text(&mut view, &machine, lang);
        if let Some(played) = lab.played(&machine) {
            lab.put_run(&mut view, &machine, &played, self.next_deck(), lang);
        }
        view
    }
}

impl Lab {
    fn put_text(&self, view: &mut LabView, machine: &Machine, lang: Lang) {
        let Some(draft) = &self.draft else {
            let trace = Arc::clone(&self.trace);
            view.text = Lazy::new(move || trace.to_string());
            return;
        };
        view.text = draft.clone().into();
        let (trace, places, errors) = parse(draft);
        let line = |at: usize| draft.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let told =
            |at: usize, error: StepError| LineError { line: line(at), words: step_error(&error, lang) };
        view.text_errors = errors.iter().map(|e| told(e.at.start, StepError::Text(e.kind))).collect();
        if view.text_errors.is_empty()
            && let Err(unknown) = machine.resolve(&trace, None)
        {
            let at = |step: usize| places.get(step).map_or(0, |place| place.start);
            view.text_errors = unknown.into_iter().map(|u| told(at(u.step), StepError::Name(u))).collect();
        }
        if trace.steps.len() > MOST_STEPS {
            let words = say_with(lang, "lab-too-many", &[("most", MOST_STEPS.into())]);
            view.text_errors.push(LineError { line: 0, words });
        }
    }

    fn put_run(
        &self,
        view: &mut LabView,
        machine: &Arc<Machine>,
        played: &Arc<Played>,
        number: usize,
        lang: Lang,
    ) {
        let steps = &self.trace.steps;
        let at = self.looked();
        view.ladder = ladder(machine, &self.trace, played, lang);
        let (own, run, by) = (Arc::clone(&self.trace), Arc::clone(played), Arc::clone(machine));
        view.own = Lazy::new(move || {
            let line = |(at, step)| StepLine { wrong: run.is_wrong(at), ..StepLine::of(step, at + 1, &by) };
            own.steps.iter().enumerate().map(line).collect()
        });
        view.said = said(machine, &self.trace, played, at, lang);
        let (worlds, moves) = played.after(at);
        let before = at.checked_sub(1).map(|at| played.after(at).0);
        let (verdict, calls) = (&played.verdict, self.trace.calls);
        let here = Here { machine, verdict, worlds: &worlds, moves, calls, lang };
        view.ends = End::BOTH.map(|end| EndView {
            offers: here.offers(end),
            ..end_view(machine, played, &worlds, before.as_deref(), end, lang)
        });
        let behind: Vec<&Step> = steps.iter().take(at).collect();
        for (_, offer) in arrivals(machine, &behind, lang) {
            if !view.arrivals.iter().any(|known| known.line == offer.line) {
                view.arrivals.push(offer);
            }
        }
        let undo = (!self.undo.is_empty(), !self.redo.is_empty());
        view.composer = ComposerView::of(machine, Some(verdict), steps.iter(), undo, lang);
        let goal = End::BOTH.map(|end| only_state(&verdict.worlds, end));
        let look = self.look.map(|_| at);
        let made = Made { machine, trace: &self.trace, look, goal, number };
        view.question = self.ask.map(|kind| question(kind, &made, lang));
    }
}

/// The beginnings: those of the file, and the machine's own where none of them is that.
fn starts(machine: &Machine, lang: Lang) -> Vec<(String, String)> {
    let named = machine.starts.iter().map(|start| (start.name.clone(), start.is.get(lang).to_owned()));
    let own = machine.starts.iter().any(|start| start.trace.steps.is_empty());
    let plain = (!own).then(|| {
        let [first, second] = machine.start.map(|state| machine.state_name(state));
        let args = [("first", first.into()), ("second", second.into())];
        (String::new(), say_with(lang, "lab-start-own", &args))
    });
    plain.into_iter().chain(named).collect()
}

fn ladder(machine: &Arc<Machine>, trace: &Arc<Trace>, played: &Played, lang: Lang) -> Ladder {
    let shown = Shown {
        machine: Arc::clone(machine),
        trace: Arc::clone(trace),
        first: 0,
        verdict: Arc::clone(&played.verdict),
        prefix: played.prefix,
        given: 0,
        states_until: Some(usize::MAX),
        judged: false,
        told: true,
        names: None,
        lang,
    };
    let mut ladder = shown.ladder().behind(&machine.id, trace);
    for (at, row) in ladder.rows.iter_mut().enumerate() {
        if played.is_wrong(at) {
            let row = Arc::make_mut(row);
            row.tone = Tone::Wrong;
            row.says_also(lang, "lab-row-wrong");
        }
    }
    ladder
}

fn said(machine: &Machine, trace: &Trace, played: &Played, at: usize, lang: Lang) -> SaidView {
    let count = trace.steps.len();
    let wrong: Vec<usize> = (0..count).filter(|step| played.is_wrong(*step)).collect();
    let headline = if count == 0 {
        String::new()
    } else if wrong.is_empty() {
        say_with(lang, "lab-said-legal", &[("count", count.into())])
    } else {
        say_with(lang, "lab-said-wrong", &[("wrong", wrong.len().into()), ("count", count.into())])
    };
    let fault =
        at.checked_sub(1).and_then(|step| Some((step, played.fault(machine, step)?))).map(|(step, fault)| {
            let told = machine.explain(&fault, &played.verdict.names, played.prefix, lang);
            let in_spite = match trace.steps.get(step) {
                Some(Step::Send { .. }) => "lab-in-spite-segment",
                Some(_) | None => "lab-in-spite-other",
            };
            WrongView {
                headline: told.headline,
                details: told.details,
                legal: told.legal,
                why: told.why,
                cite: (!told.cite.is_empty()).then(|| cite(&told.cite, lang)),
                in_spite: say(lang, in_spite).into_owned(),
            }
        });
    SaidView { headline, wrong, fault }
}

/// The state of an end, where all configurations agree.
fn only_state(worlds: &[World], end: End) -> Option<StateId> {
    let mut states = worlds.iter().map(|world| world.ends[end.index()].state);
    let first = states.next()?;
    states.all(|state| state == first).then_some(first)
}

fn end_view(
    machine: &Machine,
    played: &Played,
    worlds: &[World],
    before: Option<&[World]>,
    end: End,
    lang: Lang,
) -> EndView {
    let mut states: Vec<StateId> = worlds.iter().map(|world| world.ends[end.index()].state).collect();
    states.sort();
    states.dedup();
    let meaning = match states.as_slice() {
        [one] => machine.states.get(usize::from(one.0)).map(|state| state.is.get(lang).to_owned()),
        // A call that is not written may have been made or not.
        _ => Some(say(lang, "lab-either").into_owned()),
    };
    let variables = (0..machine.variables.len()).filter_map(|index| {
        let values = |worlds: &[World]| -> Vec<Option<i64>> {
            let mut values: Vec<Option<i64>> =
                worlds.iter().map(|world| world.ends[end.index()].variables.at(index as u8)).collect();
            values.sort();
            values.dedup();
            values
        };
        let now = values(worlds);
        let changed = before.is_some_and(|before| values(before) != now);
        variable(machine, played, index, &now, changed, lang)
    });
    EndView {
        role: capitalised(machine.role_name(end, lang)),
        state: machine.states_in_words(&states, lang),
        meaning: meaning.unwrap_or_default(),
        variables: variables.collect(),
        offers: Vec::new(),
    }
}

fn variable(
    machine: &Machine,
    played: &Played,
    index: usize,
    values: &[Option<i64>],
    changed: bool,
    lang: Lang,
) -> Option<VariableView> {
    let (name, kind) = machine.variables.get(index)?;
    let or = say(lang, "or");
    let shown = |value: &Option<i64>| match (value, kind) {
        (None, _) => "—".to_owned(),
        (Some(0), Type::Bool) => say(lang, "lab-no").into_owned(),
        (Some(_), Type::Bool) => say(lang, "lab-yes").into_owned(),
        (Some(value), Type::Seq | Type::Token) => played.verdict.names.show(*value, None),
        (Some(value), Type::Int) => value.to_string(),
    };
    let join = |parts: Vec<String>| parts.join(or.as_ref());
    let value = join(values.iter().map(shown).collect());
    let numbers = join(values.iter().flatten().map(ToString::to_string).collect());
    let number =
        if matches!(kind, Type::Seq | Type::Token) && numbers != value { numbers } else { String::new() };
    Some(VariableView { name: name.clone(), value, number, changed })
}
