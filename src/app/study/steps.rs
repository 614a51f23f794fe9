//! The steps that a learner builds: which lines can be one, and taking changes back.

use super::Study;
use crate::deck::Kind;
use crate::machine::UnknownName;
use crate::wire::{TraceErrorKind, parse_line};

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

impl Study {
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

    pub(super) fn change_steps(&mut self, change: impl FnOnce(&mut Vec<String>)) {
        let before = self.draft.steps.clone();
        change(&mut self.draft.steps);
        if before != self.draft.steps {
            self.draft.undo.push(before);
            self.draft.redo.clear();
            if self.draft.undo.len() > MOST_UNDO {
                self.draft.undo.remove(0);
            }
        }
    }
}
