//! Marking beside the window. What an exam is worth follows from its answers and the content of today, and finding
//! that out may take seconds: an answer about what can happen is explored.

use crate::app::App;
use crate::app::place::Place;
use crate::app::record::FactId;
use crate::app::work::Work;
use crate::deck::Kind;
use crate::exam::{Decks, Results, Sheet};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// What an exam is worth: the share of the points, and whether that is a pass.
pub(super) type Worth = (f64, bool);

/// What is there once somebody has worked it out.
type Later<T> = Arc<OnceLock<T>>;

/// Sheets to be marked.
#[derive(Debug)]
pub struct Marking {
    decks: Arc<Decks>,
    /// The one whose report is open.
    report: Option<(Sheet, Later<Arc<Results>>)>,
    sheets: Vec<(Sheet, Later<Worth>)>,
}

impl Marking {
    /// Marks them.
    pub(in crate::app) fn run(&self) {
        if let Some((sheet, results)) = &self.report {
            results.get_or_init(|| Arc::new(whole(sheet, &self.decks)));
        }
        for (sheet, worth) in &self.sheets {
            worth.get_or_init(|| worth_of(&Results::of(sheet, &self.decks)));
        }
    }
}

/// The results with all that telling them will need: what is right is told of those that were left open, too.
fn whole(sheet: &Sheet, decks: &Decks) -> Results {
    let results = Results::of(sheet, decks);
    for asked in results.items.iter().filter_map(|item| item.asked.as_ref()) {
        if let Kind::WhatIf(what_if) = &asked.question.kind {
            what_if.outcomes();
        }
    }
    results
}

fn worth_of(results: &Results) -> Worth {
    (results.total.share(), results.passed)
}

/// What was marked, and what is being marked; begun again with other content.
#[derive(Debug, Default)]
pub(super) struct Markings {
    decks: OnceCell<Arc<Decks>>,
    report: Option<(FactId, Later<Arc<Results>>)>,
    sheets: BTreeMap<FactId, Later<Worth>>,
}

impl Markings {
    /// Whether something is still being marked.
    pub(super) fn is_running(&self) -> bool {
        let report = self.report.as_ref().is_some_and(|(_, results)| results.get().is_none());
        report || self.sheets.values().any(|worth| worth.get().is_none())
    }

    /// What an exam is worth, where that is known.
    pub(super) fn worth(&self, id: &FactId) -> Option<Worth> {
        self.sheets.get(id)?.get().copied()
    }

    /// All that came of the exam whose report is open, where that is known.
    pub(super) fn results(&self, id: &FactId) -> Option<&Arc<Results>> {
        self.report.as_ref().filter(|(known, _)| known == id)?.1.get()
    }
}

impl App {
    /// What exams draw from.
    pub(super) fn exam_decks(&self) -> &Arc<Decks> {
        self.exams.markings.decks.get_or_init(|| Arc::new(self.library.exam_decks()))
    }

    /// Whether exams are being marked that are seen here.
    pub(in crate::app) fn is_marking(&self) -> bool {
        self.exams.markings.is_running()
    }

    /// What is seen here and was not marked yet, to be marked.
    pub(in crate::app) fn mark_exams(&mut self) -> Option<Work> {
        let open = match self.trail.now() {
            Place::Exam => None,
            Place::ExamReport(id) => Some((id, self.sheet(id)?)),
            _ => return None,
        };
        let beside = |sheet: &Sheet| open.is_none_or(|(_, open)| open.blueprint == sheet.blueprint);
        let known = &self.exams.markings;
        let is_new = |id: &FactId, sheet: &Sheet| beside(sheet) && !known.sheets.contains_key(id);
        let new = self.record.exams().filter(|(id, sheet)| is_new(id, sheet));
        let mut new: Vec<(FactId, Sheet)> = new.map(|(id, sheet)| (id.clone(), sheet.clone())).collect();
        // The latest stands first in the list.
        new.sort_by_key(|(_, sheet)| Reverse(sheet.ended));
        let report = open.filter(|(id, _)| known.report.as_ref().is_none_or(|(known, _)| known != *id));
        let report = report.map(|(id, sheet)| (id.clone(), sheet.clone()));
        if new.is_empty() && report.is_none() {
            return None;
        }
        let decks = Arc::clone(self.exam_decks());
        let markings = &mut self.exams.markings;
        let report = report.map(|(id, sheet)| {
            let results = Later::default();
            markings.report = Some((id, Arc::clone(&results)));
            (sheet, results)
        });
        let sheets = new.into_iter().map(|(id, sheet)| {
            let worth = Later::default();
            markings.sheets.insert(id, Arc::clone(&worth));
            (sheet, worth)
        });
        Some(Work::Mark(Arc::new(Marking { decks, report, sheets: sheets.collect() })))
    }
}
