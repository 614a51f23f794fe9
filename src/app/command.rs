//! What a learner can ask the app for.

use super::action::Action;
use super::browse::BrowseCommand;
use super::capture::CaptureCommand;
use super::data::DataCommand;
use super::exam::ExamCommand;
use super::explorer::ExplorerCommand;
use super::lab::LabCommand;
use super::learning::LearningCommand;
use super::map::MapCommand;
use super::place::Place;
use super::progress::ProgressCommand;
use super::save::SaveCommand;
use super::{Paint, StudyCommand};
use crate::text::Lang;

/// What a learner can ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// To a place.
    Go(Place),
    /// Something that can be done from anywhere.
    Do(Action),
    /// Other keys for an action; `None` takes them away.
    Bind(Action, Option<String>),
    /// The usual keys for everything.
    UsualKeys,
    /// What is sought in the palette.
    Seek(String),
    /// Closes what lies over the screen.
    CloseOverlay,
    /// Study a deck: what is due, then what is new.
    Study {
        /// The deck's id.
        deck: String,
    },
    /// Study a deck without touching the schedule.
    Practise {
        /// The deck's id.
        deck: String,
    },
    /// Study what is due today, of all decks.
    StudyToday,
    /// Practise these questions, by their full names.
    PractiseChosen(Vec<String>),
    /// Practise what is known least of this machine, or of all.
    PractiseWeak(Option<String>),
    /// Go on with the session that was left.
    Resume,
    /// What is wrong with a file.
    Findings {
        /// The file's name.
        file: String,
    },
    /// Something within a session.
    In(StudyCommand),
    /// Something on the explorer's screen.
    Explore(ExplorerCommand),
    /// Something in Browse.
    InBrowse(BrowseCommand),
    /// Something with exams.
    InExam(ExamCommand),
    /// Something in the Lab.
    InLab(LabCommand),
    /// Something on the map.
    InMap(MapCommand),
    /// Something with the pictures of progress.
    InProgress(ProgressCommand),
    /// Something about how the learner is scheduled.
    Learn(LearningCommand),
    /// Something with captures.
    Capture(CaptureCommand),
    /// Something about saving to a file.
    Save(SaveCommand),
    /// Something about the learner's data as such.
    Data(DataCommand),
    /// Shows sample progress, or puts it away.
    Sample(bool),
    /// To where the learner came from.
    Back,
    /// Another language of the interface.
    Speak(Lang),
    /// Light, dark, or as the system is.
    Paint(Paint),
    /// Whether colours differ more.
    Contrast(bool),
    /// Whether things may move.
    Motion(bool),
    /// Text size in percent, 80 to 200.
    Scale(u16),
    /// Opens a page in the browser.
    Open(String),
    /// Try again what the store could not do.
    Retry,
    /// Go on although the store can't keep anything.
    GoOnUnsaved,
    /// The folder in which this device meets the learner's others; `None` for no more meeting.
    SyncIn(Option<String>),
}
