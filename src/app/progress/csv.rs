//! The tables as files for spreadsheets: the same columns in every language, dates as ISO 8601 has them.

use super::Picture;
use super::figures::{BINS, Bin, Figures, TopicId};
use crate::schedule::Calendar;
use std::fmt::Write as _;

/// The table behind a picture.
pub fn csv(figures: &Figures, picture: Picture) -> String {
    let mut out = Out(String::new());
    match picture {
        Picture::Forecast => forecast(figures, &mut out),
        Picture::Year => days(figures, &mut out),
        Picture::Calibration => calibration(figures, &mut out),
        Picture::Decks | Picture::Tags => {
            out.row(["topic", "questions", "met", "recall_now"].map(str::to_owned));
            topics(figures, picture, &mut out);
        }
        Picture::Rules => {
            out.row(["rule", "answers", "known", "recall_now"].map(str::to_owned));
            topics(figures, picture, &mut out);
        }
        Picture::Times => times(figures, &mut out),
    }
    out.0
}

struct Out(String);

impl Out {
    fn row<const N: usize>(&mut self, cells: [String; N]) {
        let _ = writeln!(self.0, "{}", cells.map(|text| cell(&text)).join(","));
    }
}

/// What a formula begins with; also as it is written where signs are wide.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A cell of a table (RFC 4180). What a spreadsheet would take for a formula is made text.
pub fn cell(text: &str) -> String {
    let begins_formula = text.starts_with(FORMULA) && text.parse::<f64>().is_err();
    let text = if begins_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn date(day: i64) -> String {
    Calendar::date_of(day).to_string()
}

fn forecast(figures: &Figures, out: &mut Out) {
    out.row(["date", "due"].map(str::to_owned));
    out.row(["overdue".to_owned(), figures.forecast.overdue.to_string()]);
    for (day, count) in (figures.today..).zip(&figures.forecast.days) {
        out.row([date(day), count.to_string()]);
    }
    out.row(["later".to_owned(), figures.forecast.later.to_string()]);
}

fn minutes(millis: u64) -> String {
    format!("{:.1}", millis as f64 / 60_000.0)
}

fn days(figures: &Figures, out: &mut Out) {
    out.row(["date", "answers", "practice", "minutes"].map(str::to_owned));
    for (day, done) in &figures.days {
        let (answered, practised) = (done.answered.to_string(), done.practised.to_string());
        out.row([date(*day), answered, practised, minutes(done.millis)]);
    }
}

fn calibration(figures: &Figures, out: &mut Out) {
    let columns =
        ["from", "to", "answers", "recalled", "predicted", "share_recalled", "share_low", "share_high"];
    out.row(columns.map(str::to_owned));
    let share = |share: f64| format!("{share:.4}");
    let edge = |at: usize| format!("{:.2}", at as f64 / BINS as f64);
    let mut row = |from: String, to: String, bin: &Bin| {
        let (low, high) = bin.spread();
        let (answers, recalled) = (bin.answers.to_string(), bin.recalled.to_string());
        let shares = [bin.mean(), bin.share(), low, high].map(share);
        let [mean, actual, low, high] = shares;
        out.row([from, to, answers, recalled, mean, actual, low, high]);
    };
    for (at, bin) in figures.calibration.bins.iter().enumerate().filter(|(_, bin)| bin.answers > 0) {
        row(edge(at), edge(at + 1), bin);
    }
    row(edge(0), edge(BINS), &figures.calibration.all);
}

fn topics(figures: &Figures, picture: Picture, out: &mut Out) {
    for topic in figures.topics.iter().filter(|topic| Picture::of(&topic.id) == picture) {
        let name = match &topic.id {
            TopicId::Deck(name) | TopicId::Tag(name) => name.clone(),
            TopicId::Rule { machine, rule } => format!("{machine}/{rule}"),
        };
        let strength = topic.strength.map(|share| format!("{share:.4}")).unwrap_or_default();
        out.row([name, topic.all.to_string(), topic.met.to_string(), strength]);
    }
}

fn times(figures: &Figures, out: &mut Out) {
    out.row(["date", "answers", "minutes", "median_seconds"].map(str::to_owned));
    for (day, median) in &figures.medians {
        let done = figures.days.get(day).copied().unwrap_or_default();
        let answers = u64::from(done.answered) + u64::from(done.practised);
        let seconds = format!("{:.1}", f64::from(*median) / 1000.0);
        out.row([date(*day), answers.to_string(), minutes(done.millis), seconds]);
    }
}
