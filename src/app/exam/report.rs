//! What came of an exam.

use super::list::percent;
use super::start::number;
use super::view::spoken;
use crate::app::App;
use crate::app::learning::date_in_words;
use crate::app::record::FactId;
use crate::exam::Results;
use crate::text::say_with;

/// What came of an exam.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportView {
    /// The exam's title.
    pub title: String,
    /// When it was handed in, and by whom.
    pub when: String,
    /// What was reached, in percent.
    pub score: String,
    /// What was reached, in points.
    pub points: String,
    /// Whether it is a pass.
    pub passed: bool,
    /// What would have been a pass.
    pub pass: String,
    /// How long it took, of what there was.
    pub took: String,
}

impl App {
    /// What came of an exam; nothing where there is none with this id.
    pub(in crate::app) fn report_view(&self, id: &FactId) -> Option<ReportView> {
        let (sheet, lang) = (self.sheet(id)?, self.lang);
        let results = Results::of(sheet, &self.library.exam_decks());
        let date = date_in_words(self.record.calendar().date(sheet.ended), lang);
        let total = results.total;
        let limit = spoken(sheet.rules.millis(sheet.extra), lang);
        let took = [("time", spoken(sheet.used_millis, lang).into()), ("limit", limit.into())];
        let points =
            [("points", number(total.points as f32).into()), ("most", number(total.most as f32).into())];
        Some(ReportView {
            title: sheet.rules.title.get(lang).to_owned(),
            when: if sheet.name.is_empty() { date } else { format!("{date} · {}", sheet.name) },
            score: percent(total.share(), lang),
            points: say_with(lang, "report-points", &points),
            passed: results.passed,
            pass: say_with(lang, "report-pass", &[("pass", i64::from(sheet.rules.pass).into())]),
            took: say_with(lang, "report-took", &took),
        })
    }
}
