//! The screen of captures: a file is chosen, a connection picked, and followed step by step.
//!
//! Reading and telling take their time and are asked for as [`CaptureRequest`]s; what is here only
//! remembers where the learner is.

mod find;
mod follow;
mod meet;
pub mod port;
mod telling;
mod view;
pub mod words;

pub use follow::{FollowView, StepsView, Tally, VerdictView};
pub use telling::{Telling, Untold, beginnings_of};
pub use view::{CaptureStage, CaptureView, ConnectionLine, ListView, Progress};

use self::find::found;
use self::port::{CaptureAnswer, CaptureRequest, Shared, Ticket};
use super::place::Place;
use super::save::unquoted;
use super::{App, Effect};
use crate::capture::{Capture, Numbers, Vantage};
use crate::machine::Machine;
use crate::text::Lang;
use std::path::PathBuf;
use std::sync::Arc;

/// The machine that judges captures: they are TCP's.
const MACHINE: &str = "tcp";

/// What a learner can ask for on this screen.
#[derive(Clone, Debug, PartialEq)]
pub enum CaptureCommand {
    /// To the screen as it was left.
    Show,
    /// A dialog of the system in which a file is chosen.
    Choose,
    /// The text in the field for a path.
    Path(String),
    /// Reads the file whose path is in the field.
    Open,
    /// Reads this file.
    OpenFile(PathBuf),
    /// Gives up reading.
    Cancel,
    /// Only connections with these words.
    Filter(String),
    /// So many lines further down the list.
    Move(isize),
    /// Points at a line of the list.
    Point(usize),
    /// Follows the connection with this index.
    Follow(usize),
    /// Follows the connection that is pointed at.
    FollowPointed,
    /// Takes the capture to be made there; finds it out without.
    Vantage(Option<Vantage>),
    /// How numbers are shown.
    Numbers(Numbers),
    /// To a step, from 1; 0 is before the first one.
    Step(usize),
    /// From the connection to the list; from there to another file.
    Back,
}

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct CaptureScreen {
    /// What stands in the field for a path.
    path: String,
    stage: Stage,
    ticket: Ticket,
    /// A dialog was asked for and brought no file.
    unchosen: bool,
}

#[derive(Debug, Default)]
enum Stage {
    #[default]
    Nothing,
    Reading {
        path: PathBuf,
        bytes: u64,
        total: u64,
    },
    Failed {
        path: PathBuf,
        detail: String,
    },
    Read(Box<Opened>),
}

/// A capture that was read.
#[derive(Debug)]
struct Opened {
    path: PathBuf,
    capture: Arc<Capture>,
    /// The day on which all connections began, where that is one.
    day: Option<String>,
    filter: String,
    /// Indices of the connections that fit the filter.
    found: Vec<usize>,
    /// Which of those is pointed at.
    pointed: usize,
    followed: Option<Followed>,
}

/// The connection that is followed.
#[derive(Debug)]
struct Followed {
    /// The machine that told it, even if another one has taken its place by now.
    machine: Arc<Machine>,
    index: usize,
    vantage: Option<Vantage>,
    numbers: Numbers,
    step: usize,
    told: Told,
}

#[derive(Debug)]
enum Told {
    Waiting { bytes: u64, total: u64 },
    Steps(Arc<Telling>),
    Untold(Untold),
    Failed(String),
    Changed,
}

impl CaptureScreen {
    /// Carries out a command.
    pub(super) fn update(
        &mut self,
        command: CaptureCommand,
        machine: Option<&Arc<Machine>>,
        lang: Lang,
    ) -> Vec<CaptureRequest> {
        match command {
            CaptureCommand::Show => {}
            CaptureCommand::Choose => return vec![CaptureRequest::Choose],
            CaptureCommand::Path(path) => self.path = path,
            CaptureCommand::Open => return self.open(PathBuf::from(unquoted(&self.path))),
            CaptureCommand::OpenFile(path) => return self.open(path),
            CaptureCommand::Cancel => return self.cancel(),
            CaptureCommand::Filter(filter) => {
                if let Stage::Read(opened) = &mut self.stage {
                    opened.filter = filter;
                    opened.search(machine.map(|machine| &**machine), lang);
                }
            }
            CaptureCommand::Move(by) => {
                if let Stage::Read(opened) = &mut self.stage {
                    let last = opened.found.len().saturating_sub(1);
                    opened.pointed = opened.pointed.saturating_add_signed(by).min(last);
                }
            }
            CaptureCommand::Point(line) => {
                if let Stage::Read(opened) = &mut self.stage {
                    opened.pointed = line.min(opened.found.len().saturating_sub(1));
                }
            }
            CaptureCommand::Follow(index) => return self.follow(index, None, machine),
            CaptureCommand::FollowPointed => {
                let Stage::Read(opened) = &self.stage else { return Vec::new() };
                let Some(index) = opened.found.get(opened.pointed).copied() else { return Vec::new() };
                return self.follow(index, None, machine);
            }
            CaptureCommand::Vantage(vantage) => {
                let Some(index) = self.followed().map(|followed| followed.index) else { return Vec::new() };
                return self.follow(index, vantage, machine);
            }
            CaptureCommand::Numbers(numbers) => {
                if let Some(followed) = self.followed_mut() {
                    followed.numbers = numbers;
                }
            }
            CaptureCommand::Step(step) => {
                if let Some(followed) = self.followed_mut() {
                    followed.step = step.min(followed.steps());
                }
            }
            CaptureCommand::Back => return self.back(),
        }
        Vec::new()
    }

    /// Whether there is something on this screen to go back to.
    pub(super) fn has_back(&self) -> bool {
        matches!(&self.stage, Stage::Read(opened) if opened.followed.is_some())
    }

    fn back(&mut self) -> Vec<CaptureRequest> {
        match &mut self.stage {
            Stage::Read(opened) if opened.followed.is_some() => {
                opened.followed = None;
                self.next_ticket();
                vec![CaptureRequest::Cancel]
            }
            Stage::Nothing | Stage::Reading { .. } | Stage::Failed { .. } | Stage::Read(_) => self.cancel(),
        }
    }

    fn cancel(&mut self) -> Vec<CaptureRequest> {
        if self.has_back() {
            return self.back();
        }
        self.next_ticket();
        self.stage = Stage::Nothing;
        vec![CaptureRequest::Cancel]
    }

    fn open(&mut self, path: PathBuf) -> Vec<CaptureRequest> {
        if path.as_os_str().is_empty() {
            return Vec::new();
        }
        self.unchosen = false;
        self.path = path.display().to_string();
        self.stage = Stage::Reading { path: path.clone(), bytes: 0, total: 0 };
        vec![CaptureRequest::Read { ticket: self.next_ticket(), path }]
    }

    fn follow(
        &mut self,
        index: usize,
        vantage: Option<Vantage>,
        machine: Option<&Arc<Machine>>,
    ) -> Vec<CaptureRequest> {
        let ticket = self.next_ticket();
        let Stage::Read(opened) = &mut self.stage else { return Vec::new() };
        let Some(machine) = machine.filter(|_| index < opened.capture.connections.len()) else {
            return Vec::new();
        };
        if let Some(line) = opened.found.iter().position(|found| *found == index) {
            opened.pointed = line;
        }
        let numbers = opened.followed.as_ref().map(|followed| followed.numbers).unwrap_or_default();
        let told = Told::Waiting { bytes: 0, total: 0 };
        let machine = Arc::clone(machine);
        opened.followed =
            Some(Followed { machine: Arc::clone(&machine), index, vantage, numbers, step: 0, told });
        vec![CaptureRequest::Follow {
            ticket,
            path: opened.path.clone(),
            capture: Shared(Arc::clone(&opened.capture)),
            index,
            vantage,
            machine: Shared(machine),
        }]
    }

    fn next_ticket(&mut self) -> Ticket {
        self.ticket += 1;
        self.ticket
    }

    fn followed(&self) -> Option<&Followed> {
        match &self.stage {
            Stage::Read(opened) => opened.followed.as_ref(),
            Stage::Nothing | Stage::Reading { .. } | Stage::Failed { .. } => None,
        }
    }

    fn followed_mut(&mut self) -> Option<&mut Followed> {
        match &mut self.stage {
            Stage::Read(opened) => opened.followed.as_mut(),
            Stage::Nothing | Stage::Reading { .. } | Stage::Failed { .. } => None,
        }
    }

    /// An answer has come.
    pub(super) fn answered(
        &mut self,
        answer: CaptureAnswer,
        machine: Option<&Arc<Machine>>,
        lang: Lang,
    ) -> Vec<CaptureRequest> {
        let current = self.ticket;
        match answer {
            CaptureAnswer::Chosen(Some(path)) => return self.open(path),
            CaptureAnswer::Chosen(None) => self.unchosen = true,
            CaptureAnswer::Progress { ticket, bytes: now, total: all } if ticket == current => {
                match &mut self.stage {
                    Stage::Reading { bytes, total, .. } => (*bytes, *total) = (now, all),
                    Stage::Nothing | Stage::Failed { .. } | Stage::Read(_) => {
                        self.tell(Told::Waiting { bytes: now, total: all });
                    }
                }
            }
            CaptureAnswer::Read { ticket, capture } if ticket == current => {
                return self.read(capture, machine, lang);
            }
            CaptureAnswer::Followed { ticket, told } if ticket == current => {
                self.tell(told.map_or_else(Told::Untold, Told::Steps));
            }
            CaptureAnswer::Failed { ticket, detail } if ticket == current => match &self.stage {
                Stage::Reading { path, .. } => self.stage = Stage::Failed { path: path.clone(), detail },
                Stage::Nothing | Stage::Failed { .. } | Stage::Read(_) => self.tell(Told::Failed(detail)),
            },
            CaptureAnswer::Changed { ticket } if ticket == current => self.tell(Told::Changed),
            // Answers to what nobody wants to know any more.
            CaptureAnswer::Progress { .. }
            | CaptureAnswer::Read { .. }
            | CaptureAnswer::Followed { .. }
            | CaptureAnswer::Failed { .. }
            | CaptureAnswer::Changed { .. } => {}
        }
        Vec::new()
    }

    fn tell(&mut self, told: Told) {
        if let Some(followed) = self.followed_mut() {
            followed.told = told;
            followed.step = followed.step.min(followed.steps());
        }
    }

    fn read(
        &mut self,
        capture: Arc<Capture>,
        machine: Option<&Arc<Machine>>,
        lang: Lang,
    ) -> Vec<CaptureRequest> {
        let Stage::Reading { path, .. } = &self.stage else { return Vec::new() };
        let alone = capture.connections.len() == 1;
        let (path, filter) = (path.clone(), String::new());
        let day = view::only_day(&capture);
        let mut opened = Opened { path, capture, day, filter, found: Vec::new(), pointed: 0, followed: None };
        opened.search(machine.map(|machine| &**machine), lang);
        self.stage = Stage::Read(Box::new(opened));
        // There is nothing to choose from.
        if alone { self.follow(0, None, machine) } else { Vec::new() }
    }

    /// The language has changed: the filter looks at words too.
    pub(super) fn speak(&mut self, machine: Option<&Arc<Machine>>, lang: Lang) {
        if let Stage::Read(opened) = &mut self.stage {
            opened.search(machine.map(|machine| &**machine), lang);
        }
    }
}

impl Opened {
    fn search(&mut self, machine: Option<&Machine>, lang: Lang) {
        let pointed = self.found.get(self.pointed).copied();
        self.found = found(&self.capture.connections, &self.filter, machine, lang);
        let again = self.found.iter().position(|index| Some(*index) == pointed);
        self.pointed = again.unwrap_or(0);
    }
}

impl Followed {
    fn steps(&self) -> usize {
        match &self.told {
            Told::Steps(telling) => telling.fitted.story.len(),
            Told::Waiting { .. } | Told::Untold(_) | Told::Failed(_) | Told::Changed => 0,
        }
    }
}

impl App {
    pub(super) fn in_capture(&mut self, command: CaptureCommand) -> Vec<Effect> {
        // Whatever is asked of captures is asked from their screen, or leads to it.
        self.trail.go(Place::Capture);
        let machine = self.library.machine(MACHINE).cloned();
        let requests = self.capture.update(command, machine.as_ref(), self.lang);
        requests.into_iter().map(Effect::Capture).collect()
    }

    /// Whoever reads captures has answered.
    pub fn captured(&mut self, answer: CaptureAnswer) -> Vec<Effect> {
        let machine = self.library.machine(MACHINE).cloned();
        let requests = self.capture.answered(answer, machine.as_ref(), self.lang);
        requests.into_iter().map(Effect::Capture).collect()
    }

    pub(super) fn capture_speaks(&mut self, lang: Lang) {
        let machine = self.library.machine(MACHINE).cloned();
        self.capture.speak(machine.as_ref(), lang);
    }

    pub(super) fn capture_view(&self) -> CaptureView {
        self.capture.view(self.lang)
    }

    /// A line of the list of connections, by its place in the list: there may be thousands of them, and few are
    /// seen.
    pub fn capture_line(&self, at: usize) -> Option<ConnectionLine> {
        self.capture.line(at, self.library.machine(MACHINE).map(|machine| &**machine), self.lang)
    }
}
