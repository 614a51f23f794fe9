//! The run of a question's trace: made once, however often the question is looked at.

use super::Study;
use crate::app::memo::Memo;
use crate::machine::{Machine, Task, Verdict};
use crate::wire::Trace;
use std::sync::Arc;

/// A run, and how many of its steps come before the trace's own.
type Run = (Arc<Verdict>, usize);

/// The last run, by machine, trace and start.
pub(super) type Runs = Memo<(Arc<Machine>, Trace, Option<String>), Option<Run>>;

impl Study {
    /// The run of a trace on the machine of the deck; `None` where it does not know a name.
    pub(in crate::app) fn run_of(&self, trace: &Trace, start: Option<&str>) -> Option<Run> {
        let machine = &self.deck.machine;
        self.runs.get(
            |(by, known, from)| Arc::ptr_eq(by, machine) && known == trace && from.as_deref() == start,
            || {
                let run = machine
                    .resolve(trace, start)
                    .ok()
                    .map(|(resolved, prefix)| (Arc::new(machine.run(&resolved, &Task::default())), prefix));
                ((Arc::clone(machine), trace.clone(), start.map(str::to_owned)), run)
            },
        )
    }
}
