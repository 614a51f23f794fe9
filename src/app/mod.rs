//! The app without a screen: one file a screen, each with state, commands, view and update.
//!
//! Commands come in, effects go out; views have every decision taken. Nothing here draws, reads a
//! file, asks a clock or draws chance: time and seeds come in as values.

pub mod capture;
mod citation;
pub mod composer;
pub mod content;
pub mod explorer;
pub mod export;
mod findings;
mod frame;
mod home;
pub mod lab;
pub mod ladder;
mod ladder_of;
pub mod library;
pub mod port;
pub mod record;
pub mod steps;
mod study;
mod study_kinds;
mod study_told;
mod study_view;
mod study_what_if;
mod when;
pub mod work;

use self::capture::port::CaptureRequest;
use self::capture::{CaptureCommand, CaptureScreen, CaptureView};
use self::explorer::{Explorer, ExplorerCommand, ExplorerView};
use self::lab::{Lab, LabCommand, LabView};
use self::library::Library;
use self::port::{Answer, Request, StoreError};
use self::record::{Fact, Record};
use self::work::Work;
use crate::deck::Kind;
use crate::schedule::{Calendar, DEFAULT_RETENTION};
use crate::text::Lang;
use jiff::Timestamp;
use std::collections::BTreeMap;

pub use citation::{Cite, cite};
pub use findings::{FindingView, FindingsView};
pub use frame::{Frame, Trouble};
pub use home::{BrokenView, DeckView, HomeView};
pub use study::{Draft, NextHint, Phase, Study, StudyCommand};
pub use study_view::{
    FeedbackView, KindView, Mark, OptionView, OrderItemView, RunView, Score, StudyView, SummaryView,
};
pub use when::{in_words, span_in_words};

/// What a learner can ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// To the list of decks.
    Home,
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
    /// Go on with the session that was left.
    Resume,
    /// What is wrong with a file.
    Findings {
        /// The file's name.
        file: String,
    },
    /// Something within a session.
    In(StudyCommand),
    /// To the explorer.
    Explorer,
    /// Something on the explorer's screen.
    Explore(ExplorerCommand),
    /// To the Lab.
    Lab,
    /// Something in the Lab.
    InLab(LabCommand),
    /// Something with captures.
    Capture(CaptureCommand),
    /// To where the learner came from.
    Back,
    /// Another language of the interface.
    Speak(Lang),
    /// Light, dark, or as the system is.
    Paint(Paint),
    /// Text size in percent, 80 to 200.
    Scale(u16),
    /// Opens a page in the browser.
    Open(String),
    /// Try again what the store could not do.
    Retry,
    /// Go on although the store can't keep anything.
    GoOnUnsaved,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Paint {
    /// As the system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Paint {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Paint; 3] = [Paint::System, Paint::Light, Paint::Dark];

    /// The word used in settings; also the key of its name.
    pub fn word(self) -> &'static str {
        match self {
            Paint::System => "system",
            Paint::Light => "light",
            Paint::Dark => "dark",
        }
    }
}

/// What the outside is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A request to the store.
    Store(Request),
    /// A page to be opened in the browser.
    Open(String),
    /// Work to be done on another thread.
    Work(Work),
    /// A request to whoever reads captures.
    Capture(CaptureRequest),
}

/// Where the learner is.
#[derive(Debug)]
enum Screen {
    Home,
    Study(Box<Study>),
    Findings(String),
    Explorer(Explorer),
    Lab,
    Capture,
}

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// The data are being read.
    Loading,
    /// The list of decks.
    Home(HomeView),
    /// A question.
    Study(Box<StudyView>),
    /// The end of a session.
    Summary(SummaryView),
    /// The findings of a file.
    Findings(FindingsView),
    /// The explorer.
    Explorer(ExplorerView),
    /// The Lab.
    Lab(Box<LabView>),
    /// Captures.
    Capture(Box<CaptureView>),
}

/// The app.
#[derive(Debug)]
pub struct App {
    lang: Lang,
    library: Library,
    record: Record,
    screen: Screen,
    /// Stays as it is while the learner is elsewhere.
    capture: CaptureScreen,
    /// So does this.
    lab: Lab,
    local: BTreeMap<String, String>,
    loaded: bool,
    trouble: Option<(StoreError, Option<Request>)>,
    unsaved: bool,
    skipped: usize,
    /// A language asked for at the start goes before the one in the settings.
    insists: bool,
}

/// Text sizes that are offered, in percent.
pub const SCALES: [u16; 6] = [80, 100, 125, 150, 175, 200];

const SETTING_LANG: &str = "language";
const SETTING_PAINT: &str = "theme";
const SETTING_SCALE: &str = "text-size";
const LOCAL_SESSION: &str = "session";

impl App {
    /// An app whose data are still to come: hand over the first effect with [`App::begin`].
    pub fn new(library: Library, lang: Lang, calendar: &Calendar) -> App {
        App {
            lang,
            library,
            record: Record::new(calendar, DEFAULT_RETENTION),
            screen: Screen::Home,
            capture: CaptureScreen::default(),
            lab: Lab::default(),
            local: BTreeMap::new(),
            loaded: false,
            trouble: None,
            unsaved: false,
            skipped: 0,
            insists: false,
        }
    }

    /// The language was asked for at the start: the settings do not change it.
    pub fn insist_on(&mut self, lang: Lang) {
        self.lang = lang;
        self.insists = true;
    }

    /// What is to be done first.
    pub fn begin(&self) -> Vec<Effect> {
        vec![Effect::Store(Request::Load)]
    }

    /// Content files have changed.
    pub fn reload(&mut self, library: Library, now: Timestamp) {
        self.record.rename(library.renames());
        self.library = library;
        self.keep_what_fits();
        if let Screen::Study(study) = &mut self.screen {
            match self.library.deck(&study.deck.id) {
                Some(deck) => study.replace_deck(deck.clone(), now),
                // The deck is broken now: its findings are what helps.
                None => {
                    let id = study.deck.id.clone();
                    let file =
                        self.library.decks.iter().find(|d| d.content.is_none() && d.file.contains(&id));
                    self.screen = file.map_or(Screen::Home, |d| Screen::Findings(d.file.clone()));
                }
            }
        }
    }

    /// The language of the interface.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// All content.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The learner's record.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Carries out a command.
    pub fn update(&mut self, command: Command, now: Timestamp, seed: u64) -> Vec<Effect> {
        if let (Screen::Explorer(explorer), false) = (&self.screen, matches!(command, Command::Explore(_))) {
            explorer.stop();
        }
        let mut effects = self.carry_out(command, now, seed);
        effects.extend(self.preparation());
        effects
    }

    /// What the verdict on the present question will need, computed while the question is being read.
    fn preparation(&self) -> Option<Effect> {
        let Screen::Study(study) = &self.screen else { return None };
        match &study.question()?.kind {
            Kind::WhatIf(what_if) if !what_if.is_explored() => {
                Some(Effect::Work(Work::Prepare(what_if.clone())))
            }
            _ => None,
        }
    }

    /// Whether something that is shown changes by itself, so that it must be drawn again soon.
    pub fn is_working(&self) -> bool {
        matches!(&self.screen, Screen::Explorer(explorer) if explorer.is_running())
    }

    fn carry_out(&mut self, command: Command, now: Timestamp, seed: u64) -> Vec<Effect> {
        match command {
            Command::Back if matches!(self.screen, Screen::Capture) && self.capture.has_back() => {
                self.in_capture(CaptureCommand::Back)
            }
            Command::Home | Command::Back => {
                self.screen = Screen::Home;
                Vec::new()
            }
            Command::Study { deck } => self.start(&deck, false, now, seed),
            Command::Practise { deck } => self.start(&deck, true, now, seed),
            Command::Resume => {
                self.resume(now);
                Vec::new()
            }
            Command::Findings { file } => {
                self.screen = Screen::Findings(file);
                Vec::new()
            }
            Command::In(command) => self.in_study(command, now),
            Command::Explorer => {
                self.screen = Screen::Explorer(Explorer::default());
                Vec::new()
            }
            Command::Explore(command) => {
                let Screen::Explorer(mut explorer) = std::mem::replace(&mut self.screen, Screen::Home) else {
                    return Vec::new();
                };
                let work = self.explore(&mut explorer, command);
                self.screen = Screen::Explorer(explorer);
                work.map(Effect::Work).into_iter().collect()
            }
            Command::Lab => self.enter_lab(),
            Command::InLab(command) => self.in_lab(command),
            Command::Capture(command) => self.in_capture(command),
            Command::Speak(lang) => {
                self.lang = lang;
                self.capture_speaks(lang);
                vec![self.set(SETTING_LANG, lang.code(), now)]
            }
            Command::Paint(paint) => vec![self.set(SETTING_PAINT, paint.word(), now)],
            Command::Scale(percent) => {
                vec![self.set(SETTING_SCALE, &percent.clamp(80, 200).to_string(), now)]
            }
            Command::Open(url) => vec![Effect::Open(url)],
            Command::Retry => {
                let again = self.trouble.take().and_then(|(_, request)| request).unwrap_or(Request::Load);
                vec![Effect::Store(again)]
            }
            Command::GoOnUnsaved => self.go_on_unsaved(),
        }
    }

    /// Settings show at once; the store catches up.
    fn set(&mut self, key: &str, value: &str, now: Timestamp) -> Effect {
        self.local.insert(format!("setting/{key}"), value.to_owned());
        Effect::Store(Request::Append {
            at: now,
            fact: Fact::Setting { key: key.to_owned(), value: value.to_owned() },
        })
    }

    fn setting(&self, key: &str) -> Option<&str> {
        self.local.get(&format!("setting/{key}")).map(String::as_str).or_else(|| self.record.setting(key))
    }

    fn start(&mut self, id: &str, practice: bool, now: Timestamp, seed: u64) -> Vec<Effect> {
        let Some(deck) = self.library.deck(id).cloned() else { return Vec::new() };
        let study = Study::start(deck, practice, &self.record, now, seed);
        let effect = self.remember(&study);
        self.screen = Screen::Study(Box::new(study));
        vec![effect]
    }

    fn remember(&mut self, study: &Study) -> Effect {
        let value = study.to_json();
        self.local.insert(LOCAL_SESSION.to_owned(), value.clone());
        Effect::Store(Request::Remember { key: LOCAL_SESSION.to_owned(), value })
    }

    fn forget_session(&mut self) -> Effect {
        self.local.remove(LOCAL_SESSION);
        Effect::Store(Request::Forget { key: LOCAL_SESSION.to_owned() })
    }

    fn resume(&mut self, now: Timestamp) {
        let saved = self.local.get(LOCAL_SESSION).map(String::as_str).unwrap_or_default();
        if let Some(study) = Study::from_json(saved, &self.library, now) {
            self.screen = Screen::Study(Box::new(study));
        }
    }

    /// The deck of the session that was left, if it can be gone on with.
    fn left_session(&self) -> Option<(String, usize)> {
        let saved = self.local.get(LOCAL_SESSION)?;
        Study::left(saved, &self.library)
    }

    fn in_study(&mut self, command: StudyCommand, now: Timestamp) -> Vec<Effect> {
        let Screen::Study(study) = &mut self.screen else { return Vec::new() };
        let changed = study.update(command, &self.record, now);
        let mut effects = Vec::new();
        if let Some(review) = changed.review {
            effects.push(Effect::Store(Request::Append { at: now, fact: Fact::Review(review) }));
        }
        if changed.over {
            effects.push(self.forget_session());
        } else if changed.keep {
            let Screen::Study(study) = &self.screen else { return effects };
            let value = study.to_json();
            self.local.insert(LOCAL_SESSION.to_owned(), value.clone());
            effects.push(Effect::Store(Request::Remember { key: LOCAL_SESSION.to_owned(), value }));
        }
        if changed.leave {
            self.screen = Screen::Home;
        }
        effects
    }

    /// The store has answered.
    pub fn answered(&mut self, answer: Answer, now: Timestamp) -> Vec<Effect> {
        match answer {
            Answer::Loaded { entries, local, skipped } => {
                let calendar = self.record.calendar().clone();
                self.record = Record::fold(entries, &calendar, DEFAULT_RETENTION);
                self.record.rename(self.library.renames());
                self.local = local;
                self.loaded = true;
                self.skipped = skipped;
                self.trouble = None;
                if let Some(code) = self.record.setting(SETTING_LANG).filter(|_| !self.insists) {
                    self.lang = Lang::from_locale(code);
                }
                if matches!(self.screen, Screen::Home) {
                    self.resume(now);
                }
                Vec::new()
            }
            Answer::Appended(entry) => {
                let is_review = matches!(entry.fact, Fact::Review(_));
                self.record.push(entry);
                self.trouble = None;
                let Screen::Study(study) = &mut self.screen else { return Vec::new() };
                if !is_review || !study.saved(&self.record, now) {
                    return Vec::new();
                }
                if study.is_over() {
                    return vec![self.forget_session()];
                }
                let value = study.to_json();
                self.local.insert(LOCAL_SESSION.to_owned(), value.clone());
                vec![Effect::Store(Request::Remember { key: LOCAL_SESSION.to_owned(), value })]
            }
            Answer::Remembered | Answer::Forgotten => Vec::new(),
            Answer::Failed { request, error } => {
                if self.unsaved {
                    self.skip_saving(&request, now);
                } else if !matches!(*request, Request::Remember { .. } | Request::Forget { .. })
                    || self.trouble.is_none()
                {
                    self.trouble = Some((error, Some(*request)));
                }
                Vec::new()
            }
        }
    }

    /// The learner goes on although nothing can be kept.
    fn go_on_unsaved(&mut self) -> Vec<Effect> {
        self.unsaved = true;
        self.loaded = true;
        if let Some((_, Some(request))) = self.trouble.take() {
            let now = match &request {
                Request::Append { at, .. } => *at,
                Request::Load | Request::Remember { .. } | Request::Forget { .. } => Timestamp::UNIX_EPOCH,
            };
            self.skip_saving(&request, now);
        }
        Vec::new()
    }

    fn skip_saving(&mut self, request: &Request, now: Timestamp) {
        if let (Request::Append { fact: Fact::Review(_), .. }, Screen::Study(study)) =
            (request, &mut self.screen)
        {
            study.saved(&self.record, now);
        }
    }

    /// What is to be drawn.
    pub fn view(&self, now: Timestamp) -> View {
        if !self.loaded {
            return View::Loading;
        }
        match &self.screen {
            Screen::Home => View::Home(self.home(now)),
            Screen::Findings(file) => View::Findings(self.findings_view(file)),
            Screen::Explorer(explorer) => View::Explorer(self.explorer_view(explorer)),
            Screen::Lab => View::Lab(Box::new(self.lab_view())),
            Screen::Capture => View::Capture(Box::new(self.capture_view())),
            Screen::Study(study) if study.is_over() => {
                View::Summary(study.summary(&self.record, now, self.lang))
            }
            Screen::Study(study) => View::Study(Box::new(study.view(&self.record, now, self.lang))),
        }
    }
}
