//! The Lab: free play with any machine. Whatever can be written can be played; each step is judged at once,
//! and the learner may go on in spite of a wrong one.

mod offers;
mod question;
mod view;

use super::map::Lit;
use super::memo::Memo;
use super::place::Place;
use super::study::StepError;
use super::{App, Effect, steps};
use crate::machine::{Machine, Played, Start, StateId};
use crate::wire::{Calls, End, Fate, Step, Trace, parse, parse_line};
use std::collections::BTreeSet;
use std::sync::Arc;

pub use offers::{Offer, OfferKind};
pub use question::{Ask, QuestionView};
pub use view::{EndView, LabView, LineError, SaidView, VariableView, WrongView};

/// Something in the Lab.
#[derive(Clone, Debug, PartialEq)]
pub enum LabCommand {
    /// Another machine, by its id.
    Machine(String),
    /// Another beginning, by its name; the machine's own where that is empty.
    Start(String),
    /// Whether calls that are not written are implied.
    Calls(Calls),
    /// Adds a step behind the point that is looked at, as a line of a trace.
    Step(String),
    /// Takes a step out.
    Remove(usize),
    /// Moves a step.
    Shift {
        /// From.
        from: usize,
        /// To.
        to: usize,
    },
    /// Changes what the network does with a segment.
    Fate {
        /// Which step.
        at: usize,
        /// What it does.
        fate: Fate,
    },
    /// Looks at the point behind so many steps; at the end where nothing is said.
    Look(Option<usize>),
    /// Adds the question to the learner's content, where it is one.
    Keep,
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,
    /// Takes all steps out.
    Clear,
    /// The whole trace, as it is being written.
    Write(String),
    /// The question that the trace is to become, or none.
    Ask(Option<Ask>),
}

/// What was played last, by its machine and its steps.
type Plays = Memo<(Arc<Machine>, Arc<Trace>), Option<Arc<Played>>>;

/// What was chosen and built. It stays while the learner is elsewhere.
#[derive(Debug, Default)]
pub struct Lab {
    machine: String,
    trace: Arc<Trace>,
    undo: Vec<Arc<Trace>>,
    redo: Vec<Arc<Trace>>,
    /// So many steps lie before the point that is looked at; all of them where nothing is said.
    look: Option<usize>,
    /// What is being written, where it is no trace yet or was only just written.
    draft: Option<String>,
    /// Whether what is being written can already be taken back.
    merges: bool,
    error: Option<StepError>,
    ask: Option<Ask>,
    /// The last run.
    played: Plays,
}

/// At most so many steps: each is judged anew with every change.
pub const MOST_STEPS: usize = 200;
/// How many earlier versions of the trace are kept.
const MOST_UNDO: usize = 200;

impl Lab {
    /// A fresh sheet: where users have already asked but nothing was sent yet, if there is such a beginning.
    fn fresh(machine: &Machine) -> Lab {
        let sends = |step: &Step| matches!(step, Step::Send { .. } | Step::Inject { .. });
        let asked = |start: &&Start| !start.trace.steps.is_empty() && !start.trace.steps.iter().any(sends);
        let start = machine.starts.iter().find(asked).map(|start| start.name.clone());
        let trace = Arc::new(Trace { start, ..Trace::default() });
        Lab { machine: machine.id.clone(), trace, ..Lab::default() }
    }

    /// Changes the trace so that it can be taken back.
    fn change(&mut self, change: impl FnOnce(&mut Trace)) {
        let mut next = Trace::clone(&self.trace);
        change(&mut next);
        self.put(next);
    }

    /// Another trace in its place, so that it can be taken back.
    fn put(&mut self, next: Trace) {
        if next == *self.trace {
            return;
        }
        self.undo.push(std::mem::replace(&mut self.trace, Arc::new(next)));
        self.redo.clear();
        if self.undo.len() > MOST_UNDO {
            self.undo.remove(0);
        }
    }

    /// The run of the trace on a machine that knows its names.
    fn played(&self, machine: &Arc<Machine>) -> Option<Arc<Played>> {
        self.played.get(
            |(by, trace)| Arc::ptr_eq(by, machine) && Arc::ptr_eq(trace, &self.trace),
            || {
                let played = machine.play(&self.trace).ok().map(Arc::new);
                ((Arc::clone(machine), Arc::clone(&self.trace)), played)
            },
        )
    }

    /// The trace up to the point that is looked at.
    fn looked(&self) -> usize {
        self.look.unwrap_or(self.trace.steps.len()).min(self.trace.steps.len())
    }

    fn add(&mut self, line: &str, machine: &Machine) {
        let step = match parse_line(line.trim()) {
            Ok(step) => step,
            Err(error) => {
                self.error = Some(StepError::Text(error.kind));
                return;
            }
        };
        let at = self.looked();
        let mut next = Trace::clone(&self.trace);
        next.steps.insert(at, step);
        next.steps.truncate(MOST_STEPS);
        if let Err(unknown) = machine.resolve(&next, None) {
            self.error = unknown.into_iter().next().map(StepError::Name);
            return;
        }
        self.put(next);
        self.look = self.look.map(|_| at + 1).filter(|at| *at < self.trace.steps.len());
    }

    /// Takes over what is being written as soon as it is a trace that the machine knows.
    fn write(&mut self, text: String, machine: &Machine) {
        let (mut trace, _, errors) = parse(&text);
        trace.steps.truncate(MOST_STEPS);
        if errors.is_empty() && machine.resolve(&trace, None).is_ok() {
            // One edit, however long it is written.
            if self.merges {
                self.trace = Arc::new(trace);
            } else {
                self.merges = *self.trace != trace;
                self.put(trace);
            }
            self.look = None;
        }
        self.draft = Some(text);
    }

    fn carry_out(&mut self, command: LabCommand, machine: &Machine) {
        let lab = self;
        if !matches!(command, LabCommand::Write(_)) {
            lab.draft = None;
            lab.merges = false;
        }
        lab.error = None;
        match command {
            LabCommand::Start(name) => lab.change(|trace| trace.start = Some(name).filter(|n| !n.is_empty())),
            LabCommand::Calls(calls) => lab.change(|trace| trace.calls = calls),
            LabCommand::Step(line) => lab.add(&line, machine),
            LabCommand::Remove(at) => {
                lab.change(|trace| steps::remove(&mut trace.steps, at));
                lab.look = None;
            }
            LabCommand::Shift { from, to } => {
                lab.change(|trace| steps::shift(&mut trace.steps, from, to));
                lab.look = None;
            }
            LabCommand::Fate { at, fate } => {
                let free = steps::free_label(lab.trace.steps.iter());
                lab.change(|trace| steps::set_fate(&mut trace.steps, at, fate, free));
            }
            LabCommand::Look(step) => lab.look = step,
            LabCommand::Undo => {
                if let Some(before) = lab.undo.pop() {
                    lab.redo.push(std::mem::replace(&mut lab.trace, before));
                }
            }
            LabCommand::Redo => {
                if let Some(after) = lab.redo.pop() {
                    lab.undo.push(std::mem::replace(&mut lab.trace, after));
                }
            }
            LabCommand::Clear => lab.change(|trace| trace.steps.clear()),
            LabCommand::Write(text) => lab.write(text, machine),
            LabCommand::Ask(kind) => lab.ask = kind,
            LabCommand::Machine(_) | LabCommand::Keep => {}
        }
        lab.look = lab.look.filter(|at| *at < lab.trace.steps.len());
    }
}

impl App {
    /// The machine of the Lab; the first where none was chosen or the chosen one is gone.
    pub(super) fn lab_machine(&self) -> Option<Arc<Machine>> {
        let machines = self.families(|_| true);
        let chosen = machines.iter().find(|machine| machine.id == self.lab.machine).or(machines.first());
        chosen.map(|machine| (*machine).clone())
    }

    /// A fresh sheet for who has not been in the Lab.
    pub(super) fn prepare_lab(&mut self) {
        if let Some(machine) = self.lab_machine().filter(|_| self.lab.machine.is_empty()) {
            self.lab = Lab::fresh(&machine);
        }
    }

    /// Carries out a command of the Lab.
    pub(super) fn in_lab(&mut self, command: LabCommand) -> Vec<Effect> {
        self.trail.go(Place::Lab);
        let Some(machine) = self.lab_machine() else { return Vec::new() };
        let mut effects = Vec::new();
        match command {
            LabCommand::Machine(id) => {
                (self.lab.machine, self.lab.draft) = (id, None);
            }
            LabCommand::Keep => effects.extend(self.question_file().map(|file| self.add_content(file))),
            command => self.lab.carry_out(command, &machine),
        }
        // A trace of another machine, or one taken back to names that this machine does not know.
        self.keep_what_fits();
        effects
    }

    /// Where both ends are at the point that is looked at.
    pub(super) fn lab_states(&self) -> Option<Lit> {
        let machine = self.lab_machine()?;
        let played = self.lab.played(&machine)?;
        let at = self.lab.looked();
        let (worlds, _) = played.after(at);
        let ends = End::BOTH.map(|end| {
            let states: BTreeSet<StateId> =
                worlds.iter().map(|world| world.ends[end.index()].state).collect();
            states.into_iter().map(|state| machine.state_name(state).to_owned()).collect()
        });
        Some(Lit { machine: machine.id.clone(), ends, step: Some(at) })
    }

    /// The same steps on another machine, where it knows them; else a fresh sheet.
    pub(super) fn keep_what_fits(&mut self) {
        let Some(machine) = self.lab_machine() else { return };
        if self.lab.played(&machine).is_none() {
            self.lab = Lab { ask: self.lab.ask, ..Lab::fresh(&machine) };
        }
    }
}
