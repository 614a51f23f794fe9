//! How sure the learner was, and how often that was right.
//!
//! Each certainty is the best choice for some chances of being right: between two of them is the chance at which
//! both bring the same in the long run.

use super::{Part, PartChart, PartView, Teller};
use crate::app::exam::start::certainty_words;
use crate::app::progress::{TableRow, wilson};
use crate::exam::Certainty;

/// Certainty beside correctness.
#[derive(Clone, Debug, PartialEq)]
pub struct CertaintyChart {
    /// The certainties, from low to high.
    pub levels: Vec<LevelView>,
    /// The words beside the upward axis.
    pub axis: String,
    /// What the bands and the points mean.
    pub legend: [String; 2],
}

/// A certainty.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelView {
    /// What it is called.
    pub name: String,
    /// The shares of right answers for which it is the best choice.
    pub fits: (f64, f64),
    /// The share that was right; `None` where it was never chosen.
    pub right: Option<f64>,
    /// Where the true share lies.
    pub spread: (f64, f64),
    /// What it says.
    pub said: String,
}

/// With fewer answers nothing is said about a certainty.
const LEAST: usize = 3;

/// The chance of being right from which a certainty brings more than the one before it.
pub(super) fn from(certainty: Certainty) -> f64 {
    let before = Certainty::ALL.into_iter().rfind(|other| *other < certainty);
    let Some(before) = before else { return 0.0 };
    let worth = |of: Certainty| (f64::from(of.right()), f64::from(of.wrong()));
    let ((right, wrong), (less, lost)) = (worth(certainty), worth(before));
    (lost - wrong) / ((right - wrong) - (less - lost))
}

/// The shares of right answers for which a certainty is the best choice.
fn fits(certainty: Certainty) -> (f64, f64) {
    let next = Certainty::ALL.into_iter().find(|other| *other > certainty);
    (from(certainty), next.map_or(1.0, from))
}

impl Teller<'_> {
    fn levels(&self) -> impl Iterator<Item = (Certainty, usize, usize)> {
        let counts = Certainty::ALL.into_iter().zip(self.results.certainty);
        counts.map(|(certainty, [wrong, right])| (certainty, right, wrong + right))
    }

    fn band(&self, certainty: Certainty) -> String {
        let (low, high) = fits(certainty);
        let args = [("low", self.percent(low).into()), ("high", self.percent(high).into())];
        self.with("report-band", &args)
    }

    pub(super) fn certainty(&self) -> Option<PartView> {
        let asked: usize = self.levels().map(|(_, _, asked)| asked).sum();
        if !self.sheet.rules.scoring.certainty || asked == 0 {
            return None;
        }
        let levels =
            self.levels().map(|(certainty, right, asked)| self.level(certainty, right, asked)).collect();
        let chart = CertaintyChart {
            levels,
            axis: self.say("report-axis-right"),
            legend: ["report-legend-band", "report-legend-share"].map(|key| self.say(key)),
        };
        let rows = self.levels().map(|(certainty, right, asked)| self.level_row(certainty, right, asked));
        let table = self.table(&COLUMNS, rows.collect());
        let said = self.certainty_said();
        Some(self.part(Part::Certainty, said, Some(PartChart::Certainty(chart)), table))
    }

    fn level(&self, certainty: Certainty, right: usize, asked: usize) -> LevelView {
        let share = right as f64 / asked.max(1) as f64;
        let name = certainty_words(certainty, self.lang);
        let args = [
            ("sure", name.as_str().into()),
            ("right", right.into()),
            ("count", asked.into()),
            ("percent", self.percent(share).into()),
        ];
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        LevelView {
            said: self.with(if asked > 0 { "report-level" } else { "report-level-never" }, &args),
            fits: fits(certainty),
            right: (asked > 0).then_some(share),
            spread: wilson(count(right), count(asked)),
            name,
        }
    }

    fn level_row(&self, certainty: Certainty, right: usize, asked: usize) -> TableRow {
        let name = certainty_words(certainty, self.lang);
        let share = match asked {
            0 => "–".to_owned(),
            _ => self.percent(right as f64 / asked as f64),
        };
        let cells = vec![name.clone(), asked.to_string(), right.to_string(), share, self.band(certainty)];
        let said = self.row_said(&COLUMNS, &name, &cells);
        TableRow { cells, strength: None, said, to: None }
    }

    /// The certainty that fits worst, or that all of them fit.
    fn certainty_said(&self) -> String {
        let off = |(certainty, right, asked): &(Certainty, usize, usize)| {
            let share = *right as f64 / (*asked).max(1) as f64;
            let (low, high) = fits(*certainty);
            (low - share).max(share - high)
        };
        let judged: Vec<_> = self.levels().filter(|(_, _, asked)| *asked >= LEAST).collect();
        let Some(worst) = judged.iter().max_by(|a, b| off(a).total_cmp(&off(b))) else {
            return self.say("report-certainty-few");
        };
        let (certainty, right, asked) = *worst;
        let share = right as f64 / asked as f64;
        let args = [
            ("sure", certainty_words(certainty, self.lang).into()),
            ("right", right.into()),
            ("count", asked.into()),
            ("percent", self.percent(share).into()),
            ("band", self.band(certainty).into()),
        ];
        let (low, high) = fits(certainty);
        let key = match share {
            _ if off(worst) <= 1e-9 => "report-certainty-fits",
            share if share < low => "report-certainty-too-sure",
            share if share > high => "report-certainty-too-unsure",
            _ => "report-certainty-fits",
        };
        self.with(key, &args)
    }
}

const COLUMNS: [&str; 5] = [
    "report-column-certainty",
    "report-column-answers",
    "report-column-right",
    "report-column-rate",
    "report-column-band",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_certainty_begins_to_pay() {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(close(from(Certainty::Low), 0.0));
        assert!(close(from(Certainty::Middle), 2.0 / 3.0));
        assert!(close(from(Certainty::High), 0.8));
        assert!(close(fits(Certainty::High).1, 1.0));
    }
}
