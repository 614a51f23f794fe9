//! The screen with the findings of a file.

use super::App;
use crate::diagnostic::{Finding, Level, print};

/// The findings of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingsView {
    /// The file.
    pub file: String,
    /// Its findings, errors first.
    pub findings: Vec<FindingView>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingView {
    /// Whether it is an error.
    pub error: bool,
    /// Its code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Line and column, `None` where it is about the whole file.
    pub place: Option<(usize, usize)>,
    /// The line before the caret's text, the marked text, and the rest.
    pub line: (String, String, String),
    /// All of it as text, to copy.
    pub plain: String,
}

impl App {
    pub(super) fn findings_view(&self, file: &str) -> FindingsView {
        let mut findings: Vec<&Finding> = self.library.findings().filter(|f| f.place.file == file).collect();
        findings.sort_by_key(|f| (f.level, f.place.line, f.place.column));
        let findings = findings.into_iter().map(|finding| self.finding_view(finding)).collect();
        FindingsView { file: file.to_owned(), findings }
    }

    fn finding_view(&self, finding: &Finding) -> FindingView {
        let place = &finding.place;
        let from = place.column.saturating_sub(1).saturating_sub(place.cut);
        let before: String = place.text.chars().take(from).collect();
        let marked: String = place.text.chars().skip(from).take(place.width).collect();
        let behind: String = place.text.chars().skip(from + place.width).collect();
        FindingView {
            error: finding.level == Level::Error,
            code: finding.code.to_owned(),
            message: finding.message(self.lang),
            help: finding.help(self.lang),
            place: (place.line > 0).then_some((place.line, place.column)),
            line: (before.trim_start().to_owned(), marked, behind),
            plain: print(finding, self.lang, false),
        }
    }
}
