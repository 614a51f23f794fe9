//! What the screen of captures shows: the file, and the list of its connections.

use super::follow::FollowView;
use super::{CaptureScreen, Opened, Stage, words};
use crate::capture::{Capture, Connection, Fate};
use crate::machine::Machine;
use crate::text::{Lang, say, say_attribute, say_with};
use std::path::Path;

/// So many connections are listed; a filter finds the others.
const MOST_LINES: usize = 2000;
const MEGA: u64 = 1 << 20;

/// The screen.
#[derive(Clone, Debug, PartialEq)]
pub struct CaptureView {
    /// What stands in the field for a path.
    pub path: String,
    /// How far the learner has come.
    pub stage: CaptureStage,
}

/// How far the learner has come.
#[derive(Clone, Debug, PartialEq)]
pub enum CaptureStage {
    /// A file is to be chosen; a word on the dialog that brought none.
    Nothing(Option<String>),
    /// It is being read.
    Reading(Progress),
    /// It could not be read: why, what to do, and what the system said.
    Failed(String, String, String),
    /// The connections.
    List(Box<ListView>),
    /// One of them.
    Follow(Box<FollowView>),
}

/// How far something has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// In words.
    pub words: String,
    /// From 0 to 1.
    pub share: f32,
}

/// The list of connections.
#[derive(Clone, Debug, PartialEq)]
pub struct ListView {
    /// The file.
    pub file: String,
    /// How many connections there are, and how many are shown.
    pub count: String,
    /// What is wrong with the file, and what to do.
    pub damage: Option<(String, String)>,
    /// What else is to be said about it.
    pub remarks: Vec<String>,
    /// The filter.
    pub filter: String,
    /// How many connections are listed; each is made when it is drawn, see
    /// [`App::capture_line`](crate::app::App::capture_line).
    pub lines: usize,
    /// The one that is pointed at.
    pub pointed: usize,
    /// Said where there is none.
    pub nothing: Option<(String, String)>,
}

/// A connection of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectionLine {
    /// Its index.
    pub index: usize,
    /// Its number.
    pub number: String,
    /// Client and server.
    pub ends: [String; 2],
    /// Segments, span of time, when it began.
    pub facts: String,
    /// What became of it.
    pub fate: String,
    /// Whether that was as it should be; nothing where the capture does not show its end.
    pub good: Option<bool>,
    /// All of it, for screen readers.
    pub spoken: String,
}

impl CaptureScreen {
    pub(in crate::app) fn view(&self, lang: Lang) -> CaptureView {
        let stage = match &self.stage {
            Stage::Nothing => CaptureStage::Nothing(
                self.unchosen.then(|| say(lang, "capture-window-unchosen").into_owned()),
            ),
            Stage::Reading { path, bytes, total } => {
                CaptureStage::Reading(progress("capture-window-reading", path, *bytes, *total, lang))
            }
            Stage::Failed { path, detail } => {
                let args = [("name", name(path).into())];
                let help = say_attribute(lang, "capture-window-failed", "help", &args).unwrap_or_default();
                CaptureStage::Failed(say_with(lang, "capture-window-failed", &args), help, detail.clone())
            }
            Stage::Read(opened) => match &opened.followed {
                Some(followed) => CaptureStage::Follow(Box::new(opened.follow_view(followed, lang))),
                None => CaptureStage::List(Box::new(opened.list_view(lang))),
            },
        };
        CaptureView { path: self.path.clone(), stage }
    }

    pub(in crate::app) fn line(
        &self,
        at: usize,
        machine: Option<&Machine>,
        lang: Lang,
    ) -> Option<ConnectionLine> {
        let Stage::Read(opened) = &self.stage else { return None };
        let index = opened.found.get(at).filter(|_| at < MOST_LINES)?;
        Some(line(opened.capture.connections.get(*index)?, opened.day.is_some(), machine, lang))
    }
}

/// The name of a file without its folders.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

pub(super) fn progress(key: &str, path: &Path, bytes: u64, total: u64, lang: Lang) -> Progress {
    let size = |bytes: u64| format!("{}.{}", bytes / MEGA, bytes % MEGA * 10 / MEGA);
    let args = [("name", name(path).into()), ("bytes", size(bytes).into()), ("total", size(total).into())];
    let share = if total == 0 { 0.0 } else { (bytes as f64 / total as f64) as f32 };
    Progress { words: say_with(lang, key, &args), share: share.clamp(0.0, 1.0) }
}

impl Opened {
    fn list_view(&self, lang: Lang) -> ListView {
        let (all, found) = (self.capture.connections.len(), self.found.len());
        let shown = found.min(MOST_LINES);
        let mut remarks = remarks(&self.capture, lang);
        if shown < found {
            remarks.push(say_with(lang, "capture-window-more", &[("count", (found - shown).into())]));
        }
        let args = [("count", all.into()), ("found", found.into())];
        let count = if found == all { "capture-window-count" } else { "capture-window-found" };
        let count = say_with(lang, count, &args);
        let dated = |day: &String| {
            let args = [("count", count.as_str().into()), ("day", day.as_str().into())];
            say_with(lang, "capture-window-day", &args)
        };
        ListView {
            file: name(&self.path),
            count: self.day.as_ref().map_or_else(|| count.clone(), dated),
            damage: self.damage(lang),
            remarks,
            filter: self.filter.clone(),
            lines: shown,
            pointed: self.pointed.min(shown.saturating_sub(1)),
            nothing: self.nothing(lang),
        }
    }

    /// What is wrong with the file.
    pub(super) fn damage(&self, lang: Lang) -> Option<(String, String)> {
        let args = words::damage(self.capture.damage.as_ref()?, &name(&self.path));
        let help = say_attribute(lang, "capture-damaged", "help", &args).unwrap_or_default();
        Some((say_with(lang, "capture-damaged", &args), help))
    }

    fn nothing(&self, lang: Lang) -> Option<(String, String)> {
        if !self.found.is_empty() || (self.capture.damage.is_some() && self.capture.frames == 0) {
            return None;
        }
        if !self.capture.connections.is_empty() {
            return Some((say(lang, "capture-window-none-found").into_owned(), String::new()));
        }
        let frames = self.capture.frames as usize;
        let args = [("name", name(&self.path).into()), ("frames", frames.into())];
        let help = say_attribute(lang, "capture-no-connection", "help", &args).unwrap_or_default();
        Some((say_with(lang, "capture-no-connection", &args), help))
    }
}

/// What was passed over.
fn remarks(capture: &Capture, lang: Lang) -> Vec<String> {
    let passed = &capture.passed;
    let mut remarks = Vec::new();
    if passed.unreadable + passed.fragments + passed.unknown_link > 0 {
        let args = [
            ("unreadable", (passed.unreadable as usize).into()),
            ("fragments", (passed.fragments as usize).into()),
            ("links", (passed.unknown_link as usize).into()),
        ];
        remarks.push(say_with(lang, "capture-passed", &args));
    }
    if passed.beyond_limit > 0 {
        let args = [("segments", (passed.beyond_limit as usize).into())];
        remarks.push(say_with(lang, "capture-beyond", &args));
    }
    remarks
}

/// The day on which all connections began, if it is the same.
pub(super) fn only_day(capture: &Capture) -> Option<String> {
    let begun = capture.connections.iter().filter_map(|connection| connection.time);
    let mut days = begun.filter_map(|(first, _)| Some(words::moment(first).split_once(' ')?.0.to_owned()));
    let day = days.next()?;
    days.all(|other| other == day).then_some(day)
}

/// A connection; where all began on `one_day`, that need not be said with each.
fn line(connection: &Connection, one_day: bool, machine: Option<&Machine>, lang: Lang) -> ConnectionLine {
    let ends = connection.ends.map(|end| end.to_string());
    let fate = machine.map(|machine| words::fate(connection, machine, lang)).unwrap_or_default();
    let segments: u64 = connection.segments.iter().sum();
    let span = connection.time.map_or(String::new(), |(first, last)| words::span(first, last));
    let begun = connection.time.map_or(String::new(), |(first, _)| words::moment(first));
    let begun = begun.split_once(' ').filter(|_| one_day).map_or(begun.as_str(), |(_, time)| time);
    let has_time = if connection.time.is_some() { "yes" } else { "no" };
    let facts = say_with(
        lang,
        "capture-window-facts",
        &[
            ("segments", (segments as usize).into()),
            ("span", span.into()),
            ("begun", begun.into()),
            ("timed", has_time.into()),
        ],
    );
    let number = connection.number.to_string();
    let [client, server] = &ends;
    let spoken = say_with(
        lang,
        "capture-window-spoken",
        &[
            ("number", number.as_str().into()),
            ("client", client.as_str().into()),
            ("server", server.as_str().into()),
            ("facts", facts.as_str().into()),
            ("fate", fate.as_str().into()),
        ],
    );
    let good = good(connection.fate);
    ConnectionLine { index: connection.number.saturating_sub(1), number, ends, facts, fate, good, spoken }
}

/// Whether a connection ended as it should.
pub(super) fn good(fate: Fate) -> Option<bool> {
    match fate {
        Fate::Closed => Some(true),
        Fate::Unanswered | Fate::Refused | Fate::Reset { .. } => Some(false),
        Fate::Opening | Fate::Open | Fate::HalfClosed { .. } | Fate::Closing => None,
    }
}
