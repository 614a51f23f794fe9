//! The steps that a learner builds: which lines can be one, and taking changes back.

use super::{Phase, Study};
use crate::app::steps;
use crate::deck::Kind;
use crate::machine::UnknownName;
use crate::text::{Lang, say, say_with};
use crate::wire::{Fate, Step, TraceErrorKind, parse_line};

/// How many earlier versions of the steps are kept.
const MOST_UNDO: usize = 200;

/// Why a line is no step.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum StepError {
    /// It can't be read.
    Text(TraceErrorKind),
    /// It names something that the machine does not know.
    Name(UnknownName),
}

/// The hint about the next step.
#[derive(Clone, Debug, PartialEq)]
pub enum NextHint {
    /// There is none for this question.
    None,
    /// It can be asked for; that costs.
    Offered,
    /// It was given, in words.
    Given(String),
}

/// What could come next behind the steps that stand.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum NextStep {
    /// This step of a shortest way to the goal.
    Step(Step),
    /// Nothing: the goal is reached, or no way is known.
    Nothing,
    /// Before that, this one of all steps (from 1) must be put right.
    Wrong(usize),
}

impl Study {
    /// Looks for the step that a shortest way to the goal goes on with. The answer counts as hinted then.
    pub(super) fn hint_next(&mut self) {
        let Some(Kind::Build(build)) = self.question().map(|q| &q.kind) else { return };
        let mut task = build.task.clone();
        let Some(built) = self.judged(&task) else { return };
        let before = built.skipped.saturating_sub(task.given.steps.len());
        let wrong = built.verdict.fault.as_ref().map(|fault| (fault.step + 1).saturating_sub(before));
        task.given.steps.extend(self.steps());
        let next = match wrong {
            Some(wrong) => NextStep::Wrong(wrong),
            None => match self.deck.machine.solution(&task).and_then(|steps| steps.into_iter().next()) {
                Some(step) => NextStep::Step(step),
                None => NextStep::Nothing,
            },
        };
        self.next_step = Some(next);
        self.hinted = true;
    }

    /// The hint in words, as far as it is offered and given.
    pub(in crate::app) fn next_hint(&self, lang: Lang) -> NextHint {
        let building = matches!(self.question().map(|q| &q.kind), Some(Kind::Build(_)));
        if !building || self.phase != Phase::Asking {
            return NextHint::None;
        }
        let Some(next) = &self.next_step else { return NextHint::Offered };
        NextHint::Given(match next {
            NextStep::Step(step) => say_with(lang, "hint-next-step", &[("step", step.to_string().into())]),
            NextStep::Nothing => say(lang, "hint-next-nothing").into_owned(),
            NextStep::Wrong(step) => say_with(lang, "hint-next-wrong", &[("step", (*step).into())]),
        })
    }

    /// Changes the learner's steps as steps and not as lines.
    pub(super) fn change_own(&mut self, change: impl FnOnce(&mut Vec<Step>)) {
        let mut own = self.steps();
        change(&mut own);
        self.change_steps(|lines| *lines = own.iter().map(ToString::to_string).collect());
    }

    /// Changes what the network does with one of the learner's segments.
    pub(super) fn set_fate(&mut self, at: usize, fate: Fate) {
        let own = self.steps();
        let given = match self.question().map(|q| &q.kind) {
            Some(Kind::Build(build)) => build.task.given.steps.as_slice(),
            Some(_) | None => [].as_slice(),
        };
        let free = steps::free_label(given.iter().chain(&own));
        self.change_own(|own| steps::set_fate(own, at, fate, free));
    }

    /// Why a line can't be a step here, if it can't.
    pub(super) fn refused(&self, line: &str) -> Option<StepError> {
        let (task, earlier) = match &self.question()?.kind {
            Kind::Build(build) => (build.task.clone(), self.draft.steps.as_slice()),
            Kind::Next(next) => (next.task(), [].as_slice()),
            _ => return None,
        };
        let mut trace = task.given.clone();
        let lines = earlier.iter().map(String::as_str).chain([line]);
        for line in lines {
            match parse_line(line.trim()) {
                Ok(step) => trace.steps.push(step),
                Err(error) => return Some(StepError::Text(error.kind)),
            }
        }
        let unknown = self.deck.machine.resolve(&trace, task.start.as_deref()).err()?;
        unknown.into_iter().next().map(StepError::Name)
    }

    pub(super) fn undo(&mut self) {
        self.next_step = None;
        if let Some(before) = self.draft.undo.pop() {
            self.draft.redo.push(std::mem::replace(&mut self.draft.steps, before));
        }
    }

    pub(super) fn redo(&mut self) {
        self.next_step = None;
        if let Some(after) = self.draft.redo.pop() {
            self.draft.undo.push(std::mem::replace(&mut self.draft.steps, after));
        }
    }

    pub(super) fn change_steps(&mut self, change: impl FnOnce(&mut Vec<String>)) {
        let before = self.draft.steps.clone();
        change(&mut self.draft.steps);
        self.next_step = None;
        if before != self.draft.steps {
            self.draft.undo.push(before);
            self.draft.redo.clear();
            if self.draft.undo.len() > MOST_UNDO {
                self.draft.undo.remove(0);
            }
        }
    }
}
