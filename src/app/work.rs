//! What takes too long for a frame and is done beside the window.

use super::App;
use super::exam::Marking;
use super::learning::{Fitter, Planner};
use super::place::Place;
use crate::deck::WhatIf;
use crate::machine::{Bounds, Continue, Machine, Outcome, explore};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// A piece of work; whoever runs the app calls [`Work::run`] on another thread and repaints when it is done.
#[derive(Clone, Debug)]
pub enum Work {
    /// What a question's verdict will need.
    Prepare(Arc<WhatIf>),
    /// What the learner explores.
    Search(Arc<Search>),
    /// Parameters fitted to the learner.
    Fit(Arc<Fitter>),
    /// A plan towards a date.
    Plan(Arc<Planner>),
    /// What exams are worth.
    Mark(Arc<Marking>),
}

impl PartialEq for Work {
    /// Whether it is the very same work.
    fn eq(&self, other: &Work) -> bool {
        match (self, other) {
            (Work::Prepare(one), Work::Prepare(other)) => Arc::ptr_eq(one, other),
            (Work::Search(one), Work::Search(other)) => Arc::ptr_eq(one, other),
            (Work::Fit(one), Work::Fit(other)) => Arc::ptr_eq(one, other),
            (Work::Plan(one), Work::Plan(other)) => Arc::ptr_eq(one, other),
            (Work::Mark(one), Work::Mark(other)) => Arc::ptr_eq(one, other),
            (Work::Prepare(_) | Work::Search(_) | Work::Fit(_) | Work::Plan(_) | Work::Mark(_), _) => false,
        }
    }
}

impl Work {
    /// Does it. Doing it again costs nothing.
    pub fn run(&self) {
        match self {
            Work::Prepare(what_if) => drop(what_if.outcomes()),
            Work::Search(search) => search.run(),
            Work::Fit(fitter) => fitter.run(),
            Work::Plan(planner) => planner.run(),
            Work::Mark(marking) => marking.run(),
        }
    }
}

impl App {
    /// Whether something that is shown changes by itself, so that it must be drawn again soon.
    pub fn is_working(&self) -> bool {
        match self.trail.now() {
            Place::Explorer => self.explorer.is_running(),
            Place::Settings => self.learning.is_running(),
            Place::Exam | Place::ExamReport(_) => self.is_marking(),
            _ => false,
        }
    }
}

/// A search of the explorer that can be watched and stopped.
#[derive(Debug)]
pub struct Search {
    /// The machine.
    pub machine: Arc<Machine>,
    /// Which of its properties.
    pub property: usize,
    /// Within which bounds.
    pub bounds: Bounds,
    stop: AtomicBool,
    states: AtomicUsize,
    depth: AtomicU32,
    outcome: OnceLock<Outcome>,
}

impl Search {
    /// A search that has not begun.
    pub fn new(machine: Arc<Machine>, property: usize, bounds: Bounds) -> Search {
        Search {
            machine,
            property,
            bounds,
            stop: AtomicBool::new(false),
            states: AtomicUsize::new(0),
            depth: AtomicU32::new(0),
            outcome: OnceLock::new(),
        }
    }

    /// Ends it soon.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Situations seen so far, and steps of the runs that are looked at.
    pub fn progress(&self) -> (usize, u32) {
        (self.states.load(Ordering::Relaxed), self.depth.load(Ordering::Relaxed))
    }

    /// What came of it, once it is over.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.outcome.get()
    }

    fn run(&self) {
        let Some(property) = self.machine.properties.get(self.property) else { return };
        self.outcome.get_or_init(|| {
            explore(&self.machine, property, &self.bounds, &mut |progress| {
                self.states.store(progress.states, Ordering::Relaxed);
                self.depth.store(progress.depth, Ordering::Relaxed);
                if self.stop.load(Ordering::Relaxed) { Continue::Stop } else { Continue::On }
            })
        });
    }
}
