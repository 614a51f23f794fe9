//! What came of an exam: how much was reached and where, and every question with its answer.
//!
//! Everything is worked out from the sheet and the content of today. What the content has lost or changed since is
//! told, and never passed off as what was asked.

mod certainty;
mod course;
mod csv;
mod head;
mod html;
mod items;
mod parts;

use super::marking::Worth;
use crate::app::browse::{BrowseCommand, Filter};
use crate::app::map::MapCommand;
use crate::app::progress::{BarView, TableView, TopicId};
use crate::app::record::FactId;
use crate::app::save::SaveCommand;
use crate::app::save::port::NewFile;
use crate::app::study::exactly;
use crate::app::{App, Effect, View};
use crate::exam::{ItemResult, Results, Sheet, whole_percent};
use crate::text::{Arg, Lang, say, say_with};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

pub use certainty::{CertaintyChart, LevelView};
pub use course::{CourseChart, SatView};
pub use head::MarkingView;
pub use items::{ItemMark, ReportItem, Shown, ToldItem};

/// Something in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportCommand {
    /// Which questions are shown.
    Show(Shown),
    /// Opens a question, from 0, or closes it.
    Turn(usize),
    /// Opens all questions that are shown, or closes them.
    TurnAll(bool),
    /// All rows of a table, or the first ones alone.
    Whole(Part, bool),
    /// To a topic: a deck among the questions, a rule on the map.
    Open(TopicId),
    /// A practice session over those that were not answered rightly.
    Practise,
    /// Saves it as a file.
    Save(ReportFile),
}

/// What a report can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFile {
    /// A page for any browser.
    Html,
    /// A table with a row for each question.
    Csv,
    /// The answers, for a teacher.
    Answers,
}

impl ReportFile {
    /// All, in the order in which they are offered.
    pub const ALL: [ReportFile; 3] = [ReportFile::Html, ReportFile::Csv, ReportFile::Answers];

    /// The key of its button.
    pub fn key(self) -> &'static str {
        match self {
            ReportFile::Html => "report-save-html",
            ReportFile::Csv => "report-save-csv",
            ReportFile::Answers => "report-save-answers",
        }
    }
}

/// The parts of a report, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// By section of the exam.
    Sections,
    /// By deck.
    Topics,
    /// By rule of the machines.
    Rules,
    /// How sure the learner was, and how often that was right.
    Certainty,
    /// How long each question took.
    Times,
    /// All sittings of the same exam.
    Course,
}

/// What came of an exam.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportView {
    /// The exam's title.
    pub title: String,
    /// When it was handed in, and by whom.
    pub when: String,
    /// What was reached, in percent.
    pub score: String,
    /// The same as a part of what there was, 0 to 1.
    pub share: f32,
    /// What was reached, in points.
    pub points: String,
    /// Whether it is a pass.
    pub passed: bool,
    /// That in a word.
    pub verdict: String,
    /// What would have been a pass.
    pub pass: String,
    /// The same as a part of what there was, 0 to 1.
    pub pass_share: f32,
    /// How many questions were right, wrong and left open.
    pub counts: String,
    /// What else is to be known: what it is, and its words.
    pub facts: Vec<(String, String)>,
    /// What has changed in the content since.
    pub notices: Vec<String>,
    /// Pictures and tables.
    pub parts: Vec<PartView>,
    /// Which questions can be shown: in words, and whether they are.
    pub filters: Vec<(Shown, String, bool)>,
    /// The questions that are shown.
    pub items: Vec<ReportItem>,
    /// Why there are none.
    pub nothing: Option<String>,
    /// Whether all that are shown are open.
    pub all_open: bool,
    /// How many questions can be practised.
    pub wrong: usize,
}

/// A picture with its table.
#[derive(Clone, Debug, PartialEq)]
pub struct PartView {
    /// Which.
    pub part: Part,
    /// Its title.
    pub title: String,
    /// What it means, in a sentence or two.
    pub said: String,
    /// What is drawn; nothing where the bars of the table are all.
    pub chart: Option<PartChart>,
    /// The table.
    pub table: TableView,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum PartChart {
    /// A bar for each question.
    Bars {
        /// The bars.
        bars: Vec<BarView>,
        /// Words below some of them.
        ticks: Vec<(f64, String)>,
        /// What a bar and one that stands apart mean.
        legend: Vec<(bool, String)>,
    },
    /// How often an answer of each certainty was right.
    Certainty(CertaintyChart),
    /// All sittings one after another.
    Course(CourseChart),
}

/// The state of the place.
#[derive(Debug, Default)]
pub(super) struct Reports {
    /// The report that the rest is about.
    of: Option<FactId>,
    shown: Shown,
    open: BTreeSet<usize>,
    whole: BTreeSet<Part>,
}

/// So many rows are shown at first.
const ROWS: usize = 8;

/// Puts a sheet into words.
#[derive(Clone)]
pub(super) struct Teller<'a> {
    app: &'a App,
    id: &'a FactId,
    sheet: &'a Sheet,
    results: Arc<Results>,
    /// The state of the place, where it is about this sheet.
    state: Option<&'a Reports>,
    /// Whether tables are told with all their rows.
    whole: bool,
    lang: Lang,
}

impl App {
    /// What came of an exam, or that it is being marked; nothing where there is none with this id.
    pub(super) fn report_place(&self, id: &FactId) -> Option<View> {
        if let Some(teller) = self.teller(id) {
            return Some(View::ExamReport(Box::new(teller.view())));
        }
        let sheet = self.sheet(id)?;
        let (results, state, lang) = (Arc::default(), None, self.lang);
        let teller = Teller { app: self, id, sheet, results, state, whole: false, lang };
        Some(View::ExamMarking(Box::new(teller.marking())))
    }

    /// Who tells an exam; nobody as long as it is being marked, or one that it is compared with.
    fn teller<'a>(&'a self, id: &'a FactId) -> Option<Teller<'a>> {
        let sheet = self.sheet(id)?;
        let results = Arc::clone(self.exams.markings.results(id)?);
        let mut beside = self.record.exams().filter(|(_, other)| other.blueprint == sheet.blueprint);
        if !beside.all(|(other, _)| self.exams.markings.worth(other).is_some()) {
            return None;
        }
        let state = Some(&self.exams.report).filter(|state| state.of.as_ref() == Some(id));
        Some(Teller { app: self, id, sheet, results, state, whole: false, lang: self.lang })
    }

    pub(super) fn in_report(
        &mut self,
        id: &FactId,
        command: ReportCommand,
        now: Timestamp,
        seed: u64,
    ) -> Vec<Effect> {
        if self.exams.report.of.as_ref() != Some(id) {
            let state = &mut self.exams.report;
            (state.of, state.shown) = (Some(id.clone()), Shown::default());
            state.open.clear();
            state.whole.clear();
        }
        match command {
            ReportCommand::Show(shown) => self.exams.report.shown = shown,
            ReportCommand::Turn(at) => {
                let open = &mut self.exams.report.open;
                if !open.remove(&at) {
                    open.insert(at);
                }
            }
            ReportCommand::TurnAll(on) => {
                let shown: Vec<usize> = self.teller(id).map(|teller| teller.shown()).unwrap_or_default();
                let open = &mut self.exams.report.open;
                open.retain(|at| !shown.contains(at));
                open.extend(shown.into_iter().filter(|_| on));
            }
            ReportCommand::Whole(part, on) => {
                let whole = &mut self.exams.report.whole;
                whole.remove(&part);
                whole.extend(on.then_some(part));
            }
            ReportCommand::Open(topic) => return self.open_topic(topic, now, seed),
            ReportCommand::Practise => {
                let names = self.teller(id).map(|teller| teller.wrong()).unwrap_or_default();
                return self.start_chosen(names, now, seed);
            }
            ReportCommand::Save(file) => {
                let Some(file) = self.teller(id).map(|teller| teller.file(file)) else { return Vec::new() };
                return self.in_saving(SaveCommand::File(file));
            }
        }
        Vec::new()
    }

    fn open_topic(&mut self, topic: TopicId, now: Timestamp, seed: u64) -> Vec<Effect> {
        let filter = match topic {
            TopicId::Rule { machine, rule } => {
                self.in_map(MapCommand::Machine(machine));
                self.in_map(MapCommand::Rule(rule));
                return Vec::new();
            }
            TopicId::Deck(deck) => Filter { deck: Some(deck), ..Filter::default() },
            TopicId::Tag(tag) => Filter { tag: Some(tag), ..Filter::default() },
        };
        self.go_browsing();
        self.in_browse(BrowseCommand::Filter(filter), now, seed)
    }
}

impl Teller<'_> {
    fn view(&self) -> ReportView {
        let shown = self.shown();
        let items: Vec<ReportItem> =
            shown.iter().filter_map(|at| self.item(*at, self.is_open(*at))).collect();
        let total = self.results.total;
        ReportView {
            title: self.title(),
            when: self.when(),
            score: self.worth((total.share(), self.results.passed)),
            share: share(total.share()),
            points: self.total(),
            passed: self.results.passed,
            verdict: self.verdict(),
            pass: self.pass(),
            pass_share: self.pass_share(),
            counts: self.counts(),
            facts: self.facts(),
            notices: self.notices(),
            parts: self.parts(),
            filters: self.filters(),
            nothing: shown.is_empty().then(|| self.say("report-none-such")),
            all_open: !items.is_empty() && items.iter().all(|item| item.told.is_some()),
            items,
            wrong: self.wrong().len(),
        }
    }

    fn file(&self, file: ReportFile) -> NewFile {
        let name = |ending: &str| self.file_name(ending);
        match file {
            ReportFile::Html => NewFile::new(name("html"), self.html()),
            // The mark tells spreadsheets that it is UTF-8.
            ReportFile::Csv => NewFile::new(name("csv"), format!("\u{feff}{}", self.csv())),
            ReportFile::Answers => NewFile::new(name("json"), self.sheet.write()),
        }
    }

    /// A name that any system takes: the exam, who sat it, when.
    fn file_name(&self, ending: &str) -> String {
        let kept = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let short = |text: &str| text.trim().chars().take(40).map(kept).collect::<String>();
        let date = self.local(self.sheet.ended).date().to_string();
        let parts = [short(&self.sheet.blueprint), short(&self.sheet.name), date];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}.{ending}", parts.join("-"))
    }

    /// The questions to be practised, each as it was asked, and each once.
    fn wrong(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let names = self.results.wrong().map(|item| exactly(&item.item.question, item.item.seed));
        names.filter(|name| seen.insert(name.clone())).collect()
    }

    pub(super) fn all_items(&self) -> Vec<ReportItem> {
        (0..self.results.items.len()).filter_map(|at| self.item(at, true)).collect()
    }

    pub(super) fn result(&self, at: usize) -> Option<&ItemResult> {
        self.results.items.get(at)
    }

    pub(super) fn say(&self, key: &str) -> String {
        say(self.lang, key).into_owned()
    }

    pub(super) fn with(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        say_with(self.lang, key, args)
    }

    /// What is behind the whole of an exam's points.
    fn total(&self) -> String {
        let total = self.results.total;
        let points = self.points(total.points, total.most);
        if total.points < 0.0 { format!("{points} · {}", self.say("report-below-zero")) } else { points }
    }

    fn percent(&self, share: f64) -> String {
        self.with("percent", &[("percent", signed((share * 100.0).round()).into())])
    }

    /// What a sitting of this exam is worth, in percent.
    fn worth(&self, (share, passed): Worth) -> String {
        let percent = whole_percent(share, self.sheet.rules.pass, passed);
        self.with("percent", &[("percent", signed(percent as f64).into())])
    }

    fn points(&self, points: f64, most: f64) -> String {
        let (key, counted) =
            if points < 0.0 { ("report-points-lost", points) } else { ("report-points", most) };
        let args = [
            ("points", signed(points).into()),
            ("most", signed(most).into()),
            ("count", plural(counted).into()),
        ];
        self.with(key, &args)
    }
}

/// A number with as many decimals as it needs, at most two, and a minus that is no hyphen.
pub(super) fn signed(value: f64) -> String {
    super::start::number(value as f32).replace('-', "−")
}

/// For words that are others for one: only one whole point is one.
pub(super) fn plural(points: f64) -> usize {
    // As it is written: to two decimals.
    if (points.abs() * 100.0).round() == 100.0 { 1 } else { 2 }
}

/// A share that can be drawn.
fn share(share: f64) -> f32 {
    if share.is_finite() { share.clamp(0.0, 1.0) as f32 } else { 0.0 }
}
