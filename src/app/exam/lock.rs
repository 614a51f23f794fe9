//! What is off while an exam runs: everything that could tell an answer.

use super::ExamCommand;
use super::view::clock;
use crate::app::action::Action;
use crate::app::place::Place;
use crate::app::{App, Command};
use crate::text::say;

/// What stands around every screen while an exam runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamFrame {
    /// Its title.
    pub title: String,
    /// The time left, where it is shown.
    pub left: Option<String>,
    /// Whether the learner is elsewhere and can go back to it.
    pub elsewhere: bool,
    /// Why places are off.
    pub off: String,
    /// Whether something was asked for that is off.
    pub refused: bool,
}

impl Place {
    /// Whether one may be there while an exam runs.
    pub fn is_open_in_exam(&self) -> bool {
        match self {
            Place::Exam | Place::ExamSitting | Place::Settings => true,
            Place::Today
            | Place::Decks
            | Place::Browse
            | Place::Study
            | Place::Findings(_)
            | Place::Lab
            | Place::Explorer
            | Place::Map
            | Place::Capture
            | Place::Progress
            | Place::ExamStart
            | Place::ExamReport(_)
            | Place::Data => false,
        }
    }
}

impl Action {
    /// Whether it can be done while an exam runs.
    fn is_open_in_exam(self) -> bool {
        match self {
            Action::Continue
            | Action::Exam
            | Action::Settings
            | Action::Back
            | Action::Forward
            | Action::Palette
            | Action::Keys
            | Action::Language
            | Action::Paint
            | Action::Larger
            | Action::Smaller
            | Action::Flag => true,
            Action::Today
            | Action::Decks
            | Action::Browse
            | Action::Lab
            | Action::Explorer
            | Action::Map
            | Action::Capture
            | Action::Progress
            | Action::Data
            | Action::TakeBack
            | Action::CountRight
            | Action::Suspend
            | Action::Weak => false,
        }
    }
}

impl Command {
    /// Whether it can be carried out while an exam runs.
    fn is_open_in_exam(&self) -> bool {
        match self {
            Command::Go(place) => place.is_open_in_exam(),
            Command::Do(action) => action.is_open_in_exam(),
            // A new one takes the place of none that runs.
            Command::InExam(
                ExamCommand::Choose(_)
                | ExamCommand::OpenCode
                | ExamCommand::Begin
                | ExamCommand::TakeUp
                | ExamCommand::Report(_)
                | ExamCommand::InReport(_),
            ) => false,
            Command::Study { .. }
            | Command::Practise { .. }
            | Command::StudyToday
            | Command::PractiseChosen(_)
            | Command::PractiseWeak(_)
            | Command::Resume
            | Command::Findings { .. }
            | Command::Explore(_)
            | Command::InBrowse(_)
            | Command::InLab(_)
            | Command::InMap(_)
            | Command::InProgress(_)
            | Command::Capture(_)
            | Command::Data(_)
            | Command::Sample(_) => false,
            Command::Bind(..)
            | Command::UsualKeys
            | Command::Seek(_)
            | Command::CloseOverlay
            | Command::In(_)
            | Command::InExam(_)
            | Command::Learn(_)
            | Command::Save(_)
            | Command::Back
            | Command::Speak(_)
            | Command::Paint(_)
            | Command::Contrast(_)
            | Command::Motion(_)
            | Command::Scale(_)
            | Command::Open(_)
            | Command::Retry
            | Command::GoOnUnsaved
            | Command::SyncIn(_) => true,
        }
    }
}

impl App {
    /// Whether a command is off because an exam runs; that is told then.
    pub(in crate::app) fn refuses(&mut self, command: &Command) -> bool {
        let off = self.has_exam() && !command.is_open_in_exam();
        // Time that passes is no command of the learner's.
        if !matches!(command, Command::InExam(ExamCommand::Tick(_))) {
            self.exams.refused = off;
        }
        if off {
            self.overlay = None;
        }
        off
    }

    /// Going back must not lead to what is off.
    pub(in crate::app) fn stay_in_exam(&mut self) {
        if self.has_exam() && !self.trail.now().is_open_in_exam() {
            self.trail.go(Place::Exam);
        }
    }

    /// Whether an action is off because an exam runs.
    pub(in crate::app) fn is_off(&self, action: Action) -> bool {
        self.has_exam() && !action.is_open_in_exam()
    }

    /// Whether an exam is being sat, or was handed in and is not stored yet.
    pub(in crate::app) fn has_exam(&self) -> bool {
        self.exams.running.is_some()
    }

    pub(in crate::app) fn exam_frame(&self) -> Option<ExamFrame> {
        let running = self.exams.running.as_ref()?;
        Some(ExamFrame {
            title: running.sitting.rules.title.get(self.lang).to_owned(),
            left: running.timer.then(|| clock(running.sitting.left())),
            elsewhere: !matches!(self.trail.now(), Place::ExamSitting | Place::Exam),
            off: say(self.lang, "sitting-off").into_owned(),
            refused: self.exams.refused,
        })
    }
}
