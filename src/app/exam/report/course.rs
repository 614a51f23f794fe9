//! All sittings of the same exam, one after another.

use super::{Part, PartChart, PartView, Teller, share};
use crate::app::progress::TableRow;
use crate::exam::Sheet;

/// All sittings one after another.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseChart {
    /// The sittings, the earliest first.
    pub sat: Vec<SatView>,
    /// What is a pass.
    pub pass: f64,
    /// Words below some of them, counted from 1.
    pub ticks: Vec<(f64, String)>,
    /// What the points, the one that stands apart and the line mean.
    pub legend: [String; 3],
}

/// A sitting.
#[derive(Clone, Debug, PartialEq)]
pub struct SatView {
    /// The share of the points.
    pub share: f64,
    /// Whether it is the one that the report is about.
    pub here: bool,
    /// What it says.
    pub said: String,
}

/// A sitting with what it is worth.
struct Sat<'a> {
    sheet: &'a Sheet,
    share: f64,
    passed: bool,
    here: bool,
}

impl Teller<'_> {
    fn sittings(&self) -> Vec<Sat<'_>> {
        let same = self.app.record.exams().filter(|(_, sheet)| sheet.blueprint == self.sheet.blueprint);
        let sat = same.filter_map(|(other, sheet)| {
            let (share, passed) = self.app.exams.markings.worth(other)?;
            Some(Sat { sheet, share, passed, here: other == self.id })
        });
        let mut sat: Vec<Sat<'_>> = sat.collect();
        sat.sort_by_key(|sat| sat.sheet.ended);
        sat
    }

    pub(super) fn course(&self) -> Option<PartView> {
        let sat = self.sittings();
        let at = sat.iter().position(|sat| sat.here)?;
        let best = sat.iter().max_by(|a, b| a.share.total_cmp(&b.share))?;
        if sat.len() < 2 {
            return None;
        }
        let args = [
            ("number", (at + 1).into()),
            ("count", sat.len().into()),
            ("best", self.worth((best.share, best.passed)).into()),
            ("date", self.date(best.sheet.ended).into()),
        ];
        let rows = sat.iter().rev().map(|sat| self.sat_row(sat)).collect();
        let chart = PartChart::Course(self.course_chart(&sat));
        let said = self.with("report-course-said", &args);
        Some(self.part(Part::Course, said, Some(chart), self.table(&COLUMNS, rows)))
    }

    fn verdict_of(&self, sat: &Sat<'_>) -> String {
        let word = self.say(if sat.passed { "report-passed" } else { "report-failed" });
        format!("{} {word}", if sat.passed { "✓" } else { "✗" })
    }

    fn sat_row(&self, sat: &Sat<'_>) -> TableRow {
        let date = self.date(sat.sheet.ended);
        let name = if sat.here { self.with("report-this", &[("date", date.as_str().into())]) } else { date };
        let cells = vec![name.clone(), self.verdict_of(sat), self.worth((sat.share, sat.passed))];
        let said = self.row_said(&COLUMNS, &name, &cells);
        TableRow { cells, strength: Some(share(sat.share)), said, to: None }
    }

    fn course_chart(&self, sat: &[Sat<'_>]) -> CourseChart {
        let view = |sat: &Sat<'_>| SatView {
            share: if sat.share.is_finite() { sat.share.clamp(-1.0, 1.0) } else { 0.0 },
            here: sat.here,
            said: format!("{}: {}", self.date(sat.sheet.ended), self.worth((sat.share, sat.passed))),
        };
        let step = sat.len().div_ceil(8).max(1);
        let tick = |(number, sat): (usize, &Sat<'_>)| {
            let date = self.local(sat.sheet.ended).date();
            let args = [("day", i64::from(date.day()).into()), ("month", i64::from(date.month()).into())];
            (number as f64, self.with("progress-short-date", &args))
        };
        CourseChart {
            sat: sat.iter().map(view).collect(),
            pass: f64::from(self.pass_share()),
            ticks: (1..).zip(sat).step_by(step).map(tick).collect(),
            legend: ["report-legend-sat", "report-legend-here", "report-legend-pass"]
                .map(|key| self.say(key)),
        }
    }
}

const COLUMNS: [&str; 3] = ["report-column-date", "report-column-verdict", "report-column-share"];
