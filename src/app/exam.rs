//! Exams in the window: which there are, the one that is about to begin, the one that is being sat.
//!
//! What is answered is kept on the device at every change, and the time used every few seconds: whatever happens,
//! the exam goes on where it stopped. Time comes in as [`ExamCommand::Tick`] from a clock that is never set back.
//! What is handed in becomes one fact for the exam and one for each answer, committed together.

mod claim;
mod desk;
mod hand_in;
mod list;
mod lock;
mod marking;
mod report;
mod start;
mod view;

use super::place::Place;
use super::port::{Request, SAT};
use super::record::FactId;
use super::{App, Effect, Study, View};
use crate::exam::{Asked, Certainty, CodeError, EXTRA_PERCENT, Sheet, Sitting};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

pub use claim::sat;
pub use list::{CodeView, ExamCard, ExamsView, PastView, RunningView};
pub use lock::ExamFrame;
pub use marking::Marking;
pub use report::{
    CertaintyChart, CourseChart, ItemMark, LevelView, MarkingView, Part, PartChart, PartView, ReportCommand,
    ReportFile, ReportItem, ReportView, SatView, Shown, ToldItem,
};
pub(in crate::app) use start::certainty_words;
pub use start::{CertaintyRow, StartView};
pub use view::{HandInView, ItemView, SittingView};

use self::marking::Markings;
use self::start::Start;

/// Something with exams.
#[derive(Clone, Debug, PartialEq)]
pub enum ExamCommand {
    /// To the start page of this blueprint, with a new paper.
    Choose(String),
    /// What is typed as a code.
    Code(String),
    /// To the start page of the paper with that code.
    OpenCode,
    /// The name or number of who sits it.
    Name(String),
    /// Extra time in percent.
    Extra(u8),
    /// Whether answers count for the schedule.
    Reviews(bool),
    /// Begins it.
    Begin,
    /// Back to the one that is running.
    Resume,
    /// Takes up the one that another program had, if it has it no more.
    TakeUp,
    /// To an item, from 0.
    Go(usize),
    /// To the next item; behind the last one to handing in.
    Next,
    /// To the item before.
    Previous,
    /// Marks the item to be looked at again, or takes the mark away.
    Flag,
    /// How sure the learner is; the same once more takes it away.
    Certain(Certainty),
    /// Takes the answer away.
    Clear,
    /// Shows the time left, or hides it.
    Timer(bool),
    /// Asks whether it shall be handed in, or leaves that question.
    Ask(bool),
    /// Hands it in.
    HandIn,
    /// So much time has passed since the last time, by a clock that only goes on.
    Tick(Duration),
    /// To the report of one that was handed in.
    Report(FactId),
    /// Something in the report that is shown.
    InReport(ReportCommand),
}

/// All about exams.
#[derive(Debug, Default)]
pub struct Exams {
    /// What is typed as a code, and why it gave no paper.
    code: String,
    code_error: Option<CodeError>,
    start: Option<Start>,
    running: Option<Box<Running>>,
    /// Another program has one that is running.
    elsewhere: bool,
    /// Whether it was asked who has one.
    claiming: bool,
    /// What was asked for last is off while one is running.
    refused: bool,
    markings: Markings,
    report: report::Reports,
}

/// An exam that is being sat.
#[derive(Debug)]
struct Running {
    sitting: Sitting,
    /// Whether its answers count for the schedule.
    reviews: bool,
    /// Whether the time left is shown.
    timer: bool,
    /// The item before the learner; `None` where the content has lost it.
    desk: Option<Study>,
    /// Items that were before the learner, as they were drawn.
    asked_items: BTreeMap<usize, Asked>,
    /// Whether handing in is being asked about.
    asked: bool,
    /// The running time when it was last kept.
    kept_millis: u64,
    /// The step of time that was reached last, and the running time then.
    reached: Option<(Duration, u64)>,
    /// The running time when the learner came back.
    back: Option<u64>,
}

/// What is kept on the device while an exam runs.
#[derive(Serialize, Deserialize)]
struct Kept<S> {
    sitting: S,
    reviews: bool,
    timer: bool,
}

/// It is kept after so much running time at the latest, in milliseconds.
const KEEP_EVERY: u64 = 4000;

const SETTING_NAME: &str = "exam name";
const SETTING_REVIEWS: &str = "exam reviews";

impl Request {
    /// Whether it must be sent at once: nobody knows when the program will be gone.
    pub fn is_urgent(&self) -> bool {
        matches!(self, Request::Remember { key, .. } if key == SAT)
    }
}

impl Running {
    fn new(sitting: Sitting, reviews: bool, timer: bool) -> Box<Running> {
        let kept_millis = sitting.used_millis;
        let (desk, asked_items, asked, reached, back) = (None, BTreeMap::new(), false, None, None);
        Box::new(Running { sitting, reviews, timer, desk, asked_items, asked, kept_millis, reached, back })
    }
}

impl App {
    pub(super) fn in_exam(&mut self, command: ExamCommand, now: Timestamp, seed: u64) -> Vec<Effect> {
        match command {
            command if self.is_elsewhere(&command) => {}
            ExamCommand::Choose(id) => self.choose_exam(&id, seed),
            ExamCommand::Code(text) => (self.exams.code, self.exams.code_error) = (text, None),
            ExamCommand::OpenCode => self.open_code(),
            ExamCommand::Name(name) => self.with_start(|start| start.name = name),
            ExamCommand::Extra(extra) if !EXTRA_PERCENT.contains(&extra) => {}
            ExamCommand::Extra(extra) => self.with_start(|start| start.extra = extra),
            ExamCommand::Reviews(on) => self.with_start(|start| start.reviews = on),
            ExamCommand::Begin => return self.begin_exam(now),
            ExamCommand::Resume => {
                if self.exams.running.is_some() {
                    self.trail.go(Place::ExamSitting);
                }
            }
            ExamCommand::TakeUp => return self.ask_for_exam().into_iter().collect(),
            ExamCommand::Report(id) => self.trail.go(Place::ExamReport(id)),
            ExamCommand::InReport(command) => {
                if let Place::ExamReport(id) = self.trail.now().clone() {
                    return self.in_report(&id, command, now, seed);
                }
            }
            ExamCommand::Tick(elapsed) => return self.tick_exam(elapsed, now),
            ExamCommand::HandIn => return self.hand_in(now),
            ExamCommand::Ask(asked) => self.ask_to_hand_in(asked),
            ExamCommand::Go(_)
            | ExamCommand::Next
            | ExamCommand::Previous
            | ExamCommand::Flag
            | ExamCommand::Certain(_)
            | ExamCommand::Clear
            | ExamCommand::Timer(_) => return self.on_desk(command, now),
        }
        Vec::new()
    }

    fn with_start(&mut self, change: impl FnOnce(&mut Start)) {
        if let Some(start) = &mut self.exams.start {
            change(start);
        }
    }

    /// Whether an exam is being sat, so that its time must be told.
    pub fn is_exam_running(&self) -> bool {
        self.exams.running.as_ref().is_some_and(|running| running.sitting.submitted.is_none())
    }

    /// Keeps the running exam on the device as it is now.
    fn keep_exam(&mut self) -> Option<Effect> {
        let Running { sitting, reviews, timer, kept_millis, .. } = &mut **self.exams.running.as_mut()?;
        *kept_millis = sitting.used_millis;
        let kept = Kept { sitting: &*sitting, reviews: *reviews, timer: *timer };
        let value = serde_json::to_string(&kept).ok()?;
        self.local.insert(SAT.to_owned(), value.clone());
        Some(Effect::Store(Request::Remember { key: SAT.to_owned(), value }))
    }

    /// Time has passed.
    fn tick_exam(&mut self, elapsed: Duration, now: Timestamp) -> Vec<Effect> {
        let Some(running) = self.exams.running.as_mut().filter(|r| r.sitting.submitted.is_none()) else {
            return Vec::new();
        };
        let sitting = &mut running.sitting;
        let (before, interruptions) = (sitting.left(), sitting.interruptions.len());
        sitting.tick(elapsed, now.max(sitting.started));
        if let Some(step) = sitting.reached(before) {
            running.reached = Some((step, sitting.used_millis));
        }
        let was_away = sitting.interruptions.len() > interruptions;
        if was_away {
            running.back = Some(sitting.used_millis);
        }
        if sitting.left().is_zero() {
            return self.hand_in(now);
        }
        let late = sitting.used_millis >= running.kept_millis.saturating_add(KEEP_EVERY);
        if was_away || late { self.keep_exam().into_iter().collect() } else { Vec::new() }
    }

    /// The sheet of an exam that was handed in.
    pub fn sheet(&self, id: &FactId) -> Option<&Sheet> {
        self.record.exams().find(|(known, _)| *known == id).map(|(_, sheet)| sheet)
    }

    /// What is drawn at the places of exams.
    pub(super) fn exam_place(&self, now: Timestamp) -> View {
        let shown = match self.trail.now() {
            Place::ExamStart => self.start_view().map(|view| View::ExamStart(Box::new(view))),
            Place::ExamSitting => self.sitting_view(now).map(|view| View::Sitting(Box::new(view))),
            Place::ExamReport(id) => self.report_place(id),
            _ => None,
        };
        shown.unwrap_or_else(|| View::Exams(Box::new(self.exams_view())))
    }

    /// Back to the exam that is running; in it, to the next question.
    pub(super) fn go_on_in_exam(&mut self, now: Timestamp) -> Vec<Effect> {
        if *self.trail.now() == Place::ExamSitting {
            return self.on_desk(ExamCommand::Next, now);
        }
        self.trail.go(Place::ExamSitting);
        Vec::new()
    }

    /// Takes back that it shall be handed in; whether that was asked.
    pub(super) fn leaves_handing_in(&mut self) -> bool {
        let here = *self.trail.now() == Place::ExamSitting;
        let running = self.exams.running.as_mut().filter(|_| here);
        running.is_some_and(|running| std::mem::take(&mut running.asked))
    }

    /// Content files have changed: papers and scores are made anew.
    pub(super) fn exams_reload(&mut self, now: Timestamp) {
        self.exams.markings = Markings::default();
        self.draw_again();
        if let Some(running) = &mut self.exams.running {
            running.asked_items.clear();
        }
        self.lay_on_desk(now);
    }
}
