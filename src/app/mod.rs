//! The app without a screen: one file a screen, each with state, commands, view and update.
//!
//! Commands come in, effects go out; views have every decision taken. Nothing here draws, reads a
//! file, asks a clock or draws chance: time and seeds come in as values.

pub mod action;
mod answer_words;
pub mod browse;
pub mod capture;
mod citation;
pub mod claims;
mod command;
pub mod composer;
pub mod content;
pub mod data;
pub mod exam;
pub mod explorer;
pub mod export;
mod findings;
mod frame;
mod home;
mod kept;
pub mod keys;
pub mod lab;
pub mod ladder;
mod ladder_of;
pub mod lazy;
pub mod learning;
mod leech;
pub mod library;
pub mod map;
mod memo;
mod names;
pub mod palette;
pub mod place;
pub mod port;
pub mod progress;
pub mod record;
mod reload;
mod sample;
pub mod save;
pub mod search;
mod session;
pub mod sessions;
pub mod settings;
pub mod steps;
mod study;
mod study_difference;
mod study_fields;
mod study_kinds;
mod study_told;
mod study_view;
mod study_what_if;
mod summary;
mod weak;
mod when;
pub mod work;

use self::action::Overlay;
use self::browse::{Browse, BrowseView};
use self::capture::port::CaptureRequest;
use self::capture::{CaptureCommand, CaptureScreen, CaptureView};
use self::data::{Data, DataView};
use self::exam::{Exams, ExamsView, MarkingView, ReportView, SittingView, StartView};
use self::explorer::{Explorer, ExplorerView};
use self::kept::Works;
use self::keys::Keys;
use self::lab::{Lab, LabView};
use self::learning::Learning;
use self::library::Library;
use self::map::{MapState, MapView};
use self::place::{Place, Trail};
use self::port::{Request, StoreError, Synced};
use self::progress::{Progress, ProgressView};
use self::record::{Fact, Record};
use self::save::{Saving, port::Edit, port::FileRequest};
use self::settings::SettingsView;
use self::work::Work;
use crate::deck::Kind;
use crate::schedule::{Calendar, Scheduler};
use crate::text::Lang;
use jiff::Timestamp;
use std::collections::BTreeMap;

pub use citation::{Cite, cite};
pub use command::Command;
pub use findings::{FindingView, FindingsView};
pub use frame::{Frame, Trouble};
pub use home::{BrokenView, DeckView, DecksView, SessionCard, TodayView};
pub use leech::LeechView;
pub use settings::{Paint, SCALES};
pub use study::{Draft, NextHint, Phase, Scope, Study, StudyCommand};
pub use study_difference::DifferenceView;
pub use study_view::{
    FeedbackView, KindView, Mark, OptionView, OrderItemView, PairView, PieceView, RunView, Score, StudyView,
};
pub use summary::{SummaryView, WrongView};
pub use when::{in_words, span_in_words};

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
    /// A file to be written.
    File(FileRequest),
    /// A file to be opened in the learner's editor.
    Edit(Edit),
    /// A folder to be asked for with the system's dialog.
    ChooseFolder,
}

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// The data are being read.
    Loading,
    /// What is to be done now.
    Today(Box<TodayView>),
    /// The list of decks.
    Decks(DecksView),
    /// All questions.
    Browse(Box<BrowseView>),
    /// The settings.
    Settings(SettingsView),
    /// The learner's data.
    Data(Box<DataView>),
    /// A question.
    Study(Box<StudyView>),
    /// The end of a session.
    Summary(Box<SummaryView>),
    /// The findings of a file.
    Findings(FindingsView),
    /// The explorer.
    Explorer(ExplorerView),
    /// The Lab.
    Lab(Box<LabView>),
    /// Captures.
    Capture(Box<CaptureView>),
    /// The map.
    Map(Box<MapView>),
    /// Progress.
    Progress(Box<ProgressView>),
    /// The exams.
    Exams(Box<ExamsView>),
    /// The page before an exam.
    ExamStart(Box<StartView>),
    /// An exam that is being sat.
    Sitting(Box<SittingView>),
    /// An exam that is being marked.
    ExamMarking(Box<MarkingView>),
    /// What came of an exam.
    ExamReport(Box<ReportView>),
}

/// The app.
#[derive(Debug)]
pub struct App {
    lang: Lang,
    library: Library,
    record: Record,
    /// Shown in its place; never stored.
    sample: Option<Box<Record>>,
    /// The learner's days where no setting says otherwise.
    home: Calendar,
    learning: Learning,
    trail: Trail,
    /// The session, also while the learner is elsewhere.
    study: Option<Box<Study>>,
    browse: Browse,
    progress: Progress,
    exams: Exams,
    explorer: Explorer,
    map: MapState,
    /// What lies over the screen.
    overlay: Option<Overlay>,
    /// Stays as it is while the learner is elsewhere.
    capture: CaptureScreen,
    /// So does this.
    lab: Lab,
    /// What is being saved to a file.
    saving: Saving,
    local: BTreeMap<String, String>,
    loaded: bool,
    /// Content is still being read.
    expects: bool,
    trouble: Option<(StoreError, Option<Request>)>,
    unsaved: bool,
    skipped: usize,
    /// What came of the last meeting with other devices,
    synced: Option<Synced>,
    /// or why there was none.
    unsynced: Option<StoreError>,
    data: Data,
    /// What is worked out once; begun again with other content.
    works: Works,
    /// A language asked for at the start goes before the one in the settings.
    insists: bool,
    /// Whether the system's choice of colours is a dark one.
    system_is_dark: bool,
}

const SETTING_LANG: &str = "language";
const SETTING_PAINT: &str = "theme";
const SETTING_SCALE: &str = "text-size";
const SETTING_CONTRAST: &str = "contrast";
const SETTING_MOTION: &str = "motion";
const SETTING_KEYS: &str = "keys";
const SETTING_GRADES: &str = "four grades";
const SETTING_MINUTES: &str = "minutes a day";
const SETTING_NEW: &str = "questions a day";
const SETTING_RETENTION: &str = "retention";
const SETTING_PARAMETERS: &str = "parameters";
const SETTING_DAY: &str = "day starts";
const SETTING_ZONE: &str = "time zone";
const SETTING_DATE: &str = "date";
const LOCAL_SESSION: &str = "session";
const LOCAL_SYNC: &str = "sync folder";

impl App {
    /// An app whose data are still to come: hand over the first effect with [`App::begin`].
    pub fn new(library: Library, lang: Lang, calendar: &Calendar) -> App {
        let mut app = App {
            lang,
            library,
            sample: None,
            record: Record::new(&Scheduler::new(calendar)),
            home: calendar.clone(),
            learning: Learning::default(),
            trail: Trail::default(),
            study: None,
            browse: Browse::default(),
            progress: Progress::default(),
            exams: Exams::default(),
            explorer: Explorer::default(),
            map: MapState::default(),
            overlay: None,
            capture: CaptureScreen::default(),
            lab: Lab::default(),
            saving: Saving::default(),
            local: BTreeMap::new(),
            loaded: false,
            expects: false,
            trouble: None,
            unsaved: false,
            skipped: 0,
            synced: None,
            unsynced: None,
            data: Data::default(),
            works: Works::default(),
            insists: false,
            system_is_dark: false,
        };
        app.prepare_lab();
        app
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
        let (from, asked) = (self.trail.now().clone(), command.clone());
        let mut effects = self.carry_out(command, now, seed);
        self.stay_in_exam();
        self.light_map(&from, &asked, now);
        if *self.trail.now() != Place::Explorer {
            self.explorer.stop();
        }
        effects.extend(self.preparation());
        effects.extend(self.keep_up(now));
        effects.extend(self.look_at_data(&from));
        self.settle(now);
        effects
    }

    /// Time has passed: brings up to date what follows from it, where it is seen.
    pub fn keep_up(&mut self, now: Timestamp) -> Vec<Effect> {
        self.settle(now);
        let marking = self.mark_exams().map(Effect::Work);
        self.renew_plan(now).into_iter().chain(marking).collect()
    }

    /// What the verdict on the present question will need, computed while the question is being read.
    fn preparation(&self) -> Option<Effect> {
        let question = self.examined().or_else(|| self.studied()?.question())?;
        match &question.kind {
            Kind::WhatIf(what_if) if !what_if.is_explored() => {
                Some(Effect::Work(Work::Prepare(what_if.clone())))
            }
            _ => None,
        }
    }

    /// The session, where the learner is in it.
    fn studied(&self) -> Option<&Study> {
        self.study.as_deref().filter(|_| *self.trail.now() == Place::Study)
    }

    fn carry_out(&mut self, command: Command, now: Timestamp, seed: u64) -> Vec<Effect> {
        match command {
            _ if self.refuses(&command) => Vec::new(),
            Command::Go(place) => {
                self.trail.go(place);
                Vec::new()
            }
            Command::Do(action) => self.act(action, now, seed),
            Command::Bind(action, keys) => {
                let keys = self.keys().with(action, keys.as_deref());
                vec![self.set(SETTING_KEYS, &keys.write(), now)]
            }
            Command::UsualKeys => vec![self.set(SETTING_KEYS, &Keys::default().write(), now)],
            Command::Seek(query) => {
                self.overlay = Some(Overlay::Palette(query));
                Vec::new()
            }
            Command::CloseOverlay => {
                self.overlay = None;
                Vec::new()
            }
            Command::Back if *self.trail.now() == Place::Capture && self.capture.has_back() => {
                self.in_capture(CaptureCommand::Back)
            }
            Command::Back if self.leaves_question() || self.leaves_handing_in() => Vec::new(),
            Command::Back => {
                if !self.trail.back() {
                    self.trail.go(Place::Today);
                }
                Vec::new()
            }
            Command::Study { deck } => self.start(&deck, false, now, seed),
            Command::Practise { deck } => self.start(&deck, true, now, seed),
            Command::StudyToday => self.start_today(now, seed),
            Command::PractiseChosen(names) => self.start_chosen(names, now, seed),
            Command::PractiseWeak(machine) => self.start_weak(machine.as_deref(), now, seed),
            Command::Resume => {
                self.resume(now);
                Vec::new()
            }
            Command::Findings { file } => {
                self.trail.go(Place::Findings(file));
                Vec::new()
            }
            Command::In(command) => self.in_study(command, now),
            Command::InExam(command) => self.in_exam(command, now, seed),
            Command::Explore(command) => {
                self.overlay = None;
                self.trail.go(Place::Explorer);
                let mut explorer = std::mem::take(&mut self.explorer);
                let work = self.explore(&mut explorer, command);
                self.explorer = explorer;
                work.map(Effect::Work).into_iter().collect()
            }
            Command::InBrowse(command) => self.in_browse(command, now, seed),
            Command::InProgress(command) => self.in_progress(command, now, seed),
            Command::InLab(command) => {
                self.overlay = None;
                self.in_lab(command)
            }
            Command::InMap(command) => {
                self.overlay = None;
                self.in_map(command);
                Vec::new()
            }
            Command::Learn(command) => self.learn(command, now),
            Command::Capture(command) => self.in_capture(command),
            Command::Save(command) => self.in_saving(command),
            Command::Data(command) => self.in_data(command),
            Command::Sample(on) => {
                self.show_sample(on, now);
                Vec::new()
            }
            Command::Speak(lang) => {
                self.lang = lang;
                self.capture_speaks(lang);
                vec![self.set(SETTING_LANG, lang.code(), now)]
            }
            Command::Paint(paint) => vec![self.set(SETTING_PAINT, paint.word(), now)],
            Command::Contrast(on) => vec![self.set(SETTING_CONTRAST, yes_or_no(on), now)],
            Command::Motion(on) => vec![self.set(SETTING_MOTION, yes_or_no(on), now)],
            Command::Scale(percent) => {
                vec![self.set(SETTING_SCALE, &percent.clamp(80, 200).to_string(), now)]
            }
            Command::Open(url) => vec![Effect::Open(url)],
            Command::Retry => {
                let again = self.trouble.take().and_then(|(_, request)| request).unwrap_or(Request::Load);
                vec![Effect::Store(self.renewed(again))]
            }
            Command::GoOnUnsaved => self.go_on_unsaved(),
            Command::SyncIn(folder) => self.set_sync_folder(folder),
        }
    }

    /// Settings show at once; the store catches up.
    fn set(&mut self, key: &str, value: &str, now: Timestamp) -> Effect {
        self.local.insert(format!("setting/{key}"), value.to_owned());
        self.reschedule();
        Effect::Store(Request::Append {
            at: now,
            fact: Fact::Setting { key: key.to_owned(), value: value.to_owned() },
        })
    }

    fn setting(&self, key: &str) -> Option<&str> {
        self.local.get(&format!("setting/{key}")).map(String::as_str).or_else(|| self.record.setting(key))
    }

    /// What is to be drawn.
    pub fn view(&self, now: Timestamp) -> View {
        // Where the data can't be read a backup may help.
        if (!self.loaded || self.claims_exam()) && *self.trail.now() != Place::Data {
            return View::Loading;
        }
        match self.trail.now() {
            Place::Today => View::Today(Box::new(self.today(now))),
            Place::Decks => View::Decks(self.decks(now)),
            Place::Browse => View::Browse(Box::new(self.browse_view(now))),
            Place::Settings => View::Settings(self.settings_view(now)),
            Place::Data => View::Data(Box::new(self.data_view(now))),
            Place::Findings(file) => View::Findings(self.findings_view(file)),
            Place::Explorer => View::Explorer(self.explorer_view(&self.explorer)),
            Place::Lab => View::Lab(Box::new(self.lab_view())),
            Place::Map => View::Map(Box::new(self.with_mastery(self.map_view(&self.map), now))),
            Place::Progress => View::Progress(Box::new(self.progress_view(now))),
            Place::Capture => View::Capture(Box::new(self.capture_view())),
            Place::Exam | Place::ExamStart | Place::ExamSitting | Place::ExamReport(_) => {
                self.exam_place(now)
            }
            Place::Study => match &self.study {
                None => View::Today(Box::new(self.today(now))),
                Some(study) if study.is_over() => View::Summary(Box::new(self.summary_view(study, now))),
                Some(study) => {
                    let view = study.view(self.shown_record(), now, self.lang);
                    View::Study(Box::new(self.with_leech(study, view)))
                }
            },
        }
    }
}

fn yes_or_no(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}
