//! The screen in words: for each picture a sentence, what is drawn, and a table.

mod pictures;
mod topics;

use super::figures::{Figures, TIMED, TopicId};
use super::{App, Picture, Progress};
use crate::app::library::Library;
use crate::text::{Arg, Lang, say, say_with};
use jiff::Timestamp;

/// The screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgressView {
    /// Whether nothing was ever answered.
    pub empty: bool,
    /// The pictures in order.
    pub sections: Vec<SectionView>,
}

/// A picture with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionView {
    /// Which.
    pub picture: Picture,
    /// Its title.
    pub title: String,
    /// What it means, in a sentence or two.
    pub said: String,
    /// How it is to be read.
    pub note: String,
    /// What is drawn; nothing where the table is all.
    pub chart: Option<Chart>,
    /// The table, where it is shown.
    pub table: Option<TableView>,
    /// So many days are foretold, and how many could be.
    pub ahead: Option<(usize, [usize; 2])>,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// A bar for each day; places below it with their words; what the bars and those apart are called.
    Bars {
        /// The bars.
        bars: Vec<BarView>,
        /// Words below some days.
        ticks: Vec<(f64, String)>,
        /// What a bar and one that stands apart mean.
        legend: Vec<(bool, String)>,
    },
    /// A square for each day.
    Year(YearView),
    /// What was predicted beside what came.
    Bins {
        /// The bins with any answer.
        bins: Vec<BinView>,
        /// From where on each axis is drawn.
        from: [f64; 2],
        /// The words below the axis and beside it.
        axes: [String; 2],
        /// What the line and the points mean.
        legend: [String; 2],
    },
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct BarView {
    /// Its place.
    pub at: f64,
    /// Its height.
    pub value: f64,
    /// Whether it means something else than the others.
    pub apart: bool,
    /// What it says.
    pub said: String,
}

/// A year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearView {
    /// The days in order from a Monday on, up to today.
    pub days: Vec<DayView>,
    /// The names of months above the weeks in which they begin.
    pub months: Vec<(usize, String)>,
    /// The names of some weekdays, from Monday on; empty ones are left out.
    pub weekdays: [String; 7],
    /// What each level means, none first.
    pub levels: Vec<String>,
    /// What the ring means.
    pub today: String,
}

/// A day.
#[derive(Clone, Debug, PartialEq)]
pub struct DayView {
    /// From 0 (nothing) to 3.
    pub level: u8,
    /// What was done.
    pub said: String,
}

/// A bin.
#[derive(Clone, Debug, PartialEq)]
pub struct BinView {
    /// The mean prediction.
    pub predicted: f64,
    /// The share that was recalled.
    pub recalled: f64,
    /// Where the true share lies.
    pub spread: (f64, f64),
    /// What it says.
    pub said: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableView {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<TableRow>,
    /// Whether all rows are shown, where some may be left out.
    pub whole: Option<bool>,
    /// How many rows there are and how many are shown, where these differ.
    pub shown: Option<String>,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// What stands in the columns.
    pub cells: Vec<String>,
    /// A share that is drawn in the last column.
    pub strength: Option<f32>,
    /// All of it as one sentence.
    pub said: String,
    /// Where it leads.
    pub to: Option<TopicId>,
}

/// So many rows are shown at first.
const SHOWN: usize = 10;
/// No more than so many are ever shown; a saved file has all.
const MOST: usize = 400;
/// So many days can be foretold.
const AHEADS: [usize; 2] = [30, super::AHEAD];

/// Puts figures into words.
struct Teller<'a> {
    figures: &'a Figures,
    library: &'a Library,
    state: &'a Progress,
    lang: Lang,
}

impl App {
    pub(in crate::app) fn progress_view(&self, now: Timestamp) -> ProgressView {
        let fresh;
        let figures = match &self.progress.made {
            Some(made) => &made.figures,
            None => {
                fresh = Figures::of(self.shown_record(), &self.library, now);
                &fresh
            }
        };
        if figures.is_empty() {
            return ProgressView { empty: true, sections: Vec::new() };
        }
        let teller = Teller { figures, library: &self.library, state: &self.progress, lang: self.lang };
        let sections = Picture::ALL.into_iter().filter_map(|picture| teller.section(picture));
        ProgressView { empty: false, sections: sections.collect() }
    }
}

/// What every picture says in words: its title and its sentence.
pub fn said(figures: &Figures, library: &Library, lang: Lang) -> Vec<(String, String)> {
    let state = Progress::default();
    let teller = Teller { figures, library, state: &state, lang };
    let sections = Picture::ALL.into_iter().filter_map(|picture| teller.section(picture));
    sections.map(|section| (section.title, section.said)).collect()
}

/// The keys of a picture's title and of how it is read.
fn words(picture: Picture) -> (&'static str, &'static str) {
    match picture {
        Picture::Forecast => ("progress-forecast", "progress-forecast-note"),
        Picture::Year => ("progress-year", "progress-year-note"),
        Picture::Calibration => ("progress-calibration", "progress-calibration-note"),
        Picture::Decks => ("progress-decks", "progress-topics-note"),
        Picture::Tags => ("progress-tags", "progress-topics-note"),
        Picture::Rules => ("progress-rules", "progress-rules-note"),
        Picture::Times => ("progress-times", "progress-times-note"),
    }
}

impl Teller<'_> {
    fn section(&self, picture: Picture) -> Option<SectionView> {
        let as_table = picture.is_table() || self.state.tables.contains(&picture);
        let (said, chart, rows) = match picture {
            Picture::Forecast => (self.forecast_said(), self.forecast(), self.forecast_rows()),
            Picture::Year => (self.year_said(), self.year(), self.year_rows()),
            Picture::Times => (self.times_said(), self.times(), self.times_rows()),
            Picture::Calibration => (self.calibration_said(), self.calibration(), self.calibration_rows()),
            Picture::Decks | Picture::Tags | Picture::Rules => {
                (self.topics_said(picture)?, None, self.topic_rows(picture))
            }
        };
        let (title, note) = words(picture);
        let ahead = (picture == Picture::Forecast).then(|| (self.ahead(), AHEADS));
        Some(SectionView {
            picture,
            title: self.say(title),
            said,
            note: self.say(note),
            chart: chart.filter(|_| !as_table),
            table: as_table.then(|| self.table(picture, rows)),
            ahead,
        })
    }

    fn say(&self, key: &str) -> String {
        say(self.lang, key).into_owned()
    }

    fn with(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        say_with(self.lang, key, args)
    }

    fn ahead(&self) -> usize {
        self.state.ahead.unwrap_or(AHEADS[0])
    }
}
