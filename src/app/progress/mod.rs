//! Progress: what was done, what is known, what is to come, and how well the schedule foretells it.
//!
//! The figures are made once for each state of the record and each day, never for each picture: a million
//! answers take a while. Every picture has a sentence that says what it means and a table with its figures.

mod csv;
mod figures;
#[cfg(test)]
mod tests;
mod view;

use super::browse::{BrowseCommand, Filter};
use super::map::MapCommand;
use super::save::SaveCommand;
use super::save::port::NewFile;
use super::{App, Effect};
use jiff::Timestamp;
use std::collections::BTreeSet;

pub use csv::{cell, csv};
pub use figures::{
    AHEAD, Asked, Bin, Calibration, Figures, Forecast, Lately, Topic, TopicId, first_of_year, wilson,
};
pub use view::{
    BarView, BinView, Chart, DayView, ProgressView, SectionView, TableRow, TableView, YearView, said,
};

/// The pictures, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Picture {
    /// What comes due on each of the next days.
    Forecast,
    /// How much was answered on each day of a year.
    Year,
    /// How well the chance of recall is foretold.
    Calibration,
    /// How well each deck is known.
    Decks,
    /// How well each tag is known.
    Tags,
    /// How well each rule of the machines is known.
    Rules,
    /// How long studying takes.
    Times,
}

impl Picture {
    /// All of them.
    pub const ALL: [Picture; 7] = [
        Picture::Forecast,
        Picture::Year,
        Picture::Times,
        Picture::Decks,
        Picture::Tags,
        Picture::Rules,
        Picture::Calibration,
    ];

    /// The word in file names and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Picture::Forecast => "forecast",
            Picture::Year => "days",
            Picture::Calibration => "calibration",
            Picture::Decks => "decks",
            Picture::Tags => "tags",
            Picture::Rules => "rules",
            Picture::Times => "times",
        }
    }

    fn of(topic: &TopicId) -> Picture {
        match topic {
            TopicId::Deck(_) => Picture::Decks,
            TopicId::Tag(_) => Picture::Tags,
            TopicId::Rule { .. } => Picture::Rules,
        }
    }

    /// Whether it is nothing but a table.
    fn is_table(self) -> bool {
        matches!(self, Picture::Decks | Picture::Tags | Picture::Rules)
    }
}

/// Something on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProgressCommand {
    /// So many days are foretold, at most [`AHEAD`].
    Ahead(usize),
    /// A picture as a table, or as a picture again.
    Table(Picture, bool),
    /// All rows of a table, or the first ones alone.
    Whole(Picture, bool),
    /// Saves a table as a file.
    Save(Picture),
    /// To a topic: a deck or a tag among the questions, a rule on the map.
    Open(TopicId),
}

/// The state of the place.
#[derive(Debug, Default)]
pub(super) struct Progress {
    ahead: Option<usize>,
    tables: BTreeSet<Picture>,
    whole: BTreeSet<Picture>,
    /// Made when they are wanted; gone when they are out of date.
    made: Option<Made>,
}

#[derive(Debug)]
struct Made {
    /// How many facts there were, and on which day.
    of: (usize, i64),
    figures: Figures,
}

impl Progress {
    /// Everything may be another.
    pub(super) fn forget(&mut self) {
        self.made = None;
    }
}

impl App {
    /// Brings the figures up to date.
    pub(super) fn settle_progress(&mut self, now: Timestamp) {
        let record = self.shown_record();
        let of = (record.len(), record.calendar().day(now));
        if self.progress.made.as_ref().is_some_and(|made| made.of == of) {
            return;
        }
        let figures = Figures::of(record, &self.library, now);
        self.progress.made = Some(Made { of, figures });
    }

    pub(super) fn in_progress(&mut self, command: ProgressCommand, now: Timestamp, seed: u64) -> Vec<Effect> {
        let flip = |set: &mut BTreeSet<Picture>, picture, on| {
            if on {
                set.insert(picture)
            } else {
                set.remove(&picture)
            };
        };
        match command {
            ProgressCommand::Ahead(days) => self.progress.ahead = Some(days.clamp(1, AHEAD)),
            ProgressCommand::Table(picture, on) => flip(&mut self.progress.tables, picture, on),
            ProgressCommand::Whole(picture, on) => flip(&mut self.progress.whole, picture, on),
            ProgressCommand::Save(picture) => {
                self.settle_progress(now);
                let Some(made) = &self.progress.made else { return Vec::new() };
                // The mark tells spreadsheets that it is UTF-8.
                let text = format!("\u{feff}{}", csv(&made.figures, picture));
                let name = format!("ackademy-{}.csv", picture.word());
                return self.in_saving(SaveCommand::File(NewFile::new(name, text)));
            }
            ProgressCommand::Open(TopicId::Rule { machine, rule }) => {
                self.in_map(MapCommand::Machine(machine));
                self.in_map(MapCommand::Rule(rule));
            }
            ProgressCommand::Open(TopicId::Deck(deck)) => {
                let filter = Filter { deck: Some(deck), ..Filter::default() };
                return self.open_in_browse(filter, now, seed);
            }
            ProgressCommand::Open(TopicId::Tag(tag)) => {
                let filter = Filter { tag: Some(tag), ..Filter::default() };
                return self.open_in_browse(filter, now, seed);
            }
        }
        Vec::new()
    }

    fn open_in_browse(&mut self, filter: Filter, now: Timestamp, seed: u64) -> Vec<Effect> {
        self.go_browsing();
        self.in_browse(BrowseCommand::Filter(filter), now, seed)
    }
}
