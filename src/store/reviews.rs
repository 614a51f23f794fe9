//! All answers as a table or as JSON lines, for other programs.

use crate::app::port::{ReviewFormat, StoreError};
use crate::app::record::{Entry, Fact, FactId, Review};
use crate::schedule::Grade;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

/// Hands over every fact in order; gives the number of those that can't be read.
pub type Each<'a> = &'a mut dyn FnMut(&mut dyn FnMut(Entry)) -> Result<usize, StoreError>;

/// One answer as it is exported.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    device: &'a str,
    counter: u64,
    at: String,
    /// Taken back by the learner.
    undone: bool,
    /// The grade that counts, where it isn't the one that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_as: Option<Grade>,
    #[serde(flatten)]
    review: &'a Review,
}

/// Which answers were taken back, and which count with another grade.
#[derive(Default)]
struct Later {
    undone: BTreeSet<FactId>,
    regrades: BTreeMap<FactId, Vec<(u64, String, FactId, Grade)>>,
}

impl Later {
    fn note(&mut self, entry: Entry) {
        match entry.fact {
            Fact::Undo { fact } => drop(self.undone.insert(fact)),
            Fact::Regrade { fact, grade } => {
                let regrade = (entry.counter, entry.device.to_string(), entry.id, grade);
                self.regrades.entry(fact).or_default().push(regrade);
            }
            Fact::Review(_)
            | Fact::Setting { .. }
            | Fact::Suspend { .. }
            | Fact::Flag { .. }
            | Fact::Exam(_)
            | Fact::Due { .. }
            | Fact::Reset { .. } => {}
        }
    }

    fn row<'a>(&self, entry: &'a Entry, review: &'a Review) -> Row<'a> {
        let regrades = self.regrades.get(&entry.id).into_iter().flatten();
        let last = regrades.filter(|(.., id, _)| !self.undone.contains(id)).max();
        Row {
            id: entry.id.as_str(),
            device: entry.device.as_str(),
            counter: entry.counter,
            at: entry.at.to_string(),
            undone: self.undone.contains(&entry.id),
            counts_as: last.map(|(.., grade)| *grade),
            review,
        }
    }
}

const COLUMNS: &str = "id,device,counter,at,question,grade,counts_as,credit,hinted,practice,undone,seconds,seed,credited,charged,fingerprint,answer";

/// All answers as they are in a file.
pub(super) fn bytes(each: Each<'_>, format: ReviewFormat) -> Result<Arc<[u8]>, StoreError> {
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    write(each, format, &mut bytes).unwrap_or(Ok(()))?;
    Ok(bytes.into())
}

/// Writes all answers.
///
/// # Errors
/// The outer one when they can't be written, the inner one when they can't be read.
pub fn write(
    each: Each<'_>,
    format: ReviewFormat,
    out: &mut dyn Write,
) -> io::Result<Result<(), StoreError>> {
    // What was taken back is known only when everything was seen.
    let mut later = Later::default();
    if let Err(error) = each(&mut |entry| later.note(entry)) {
        return Ok(Err(error));
    }
    let mut done = match format {
        ReviewFormat::Csv => writeln!(out, "{COLUMNS}"),
        ReviewFormat::Jsonl => Ok(()),
    };
    let mut line = |entry: Entry| {
        let Fact::Review(review) = &entry.fact else { return };
        if done.is_ok() {
            let row = later.row(&entry, review);
            done = match format {
                ReviewFormat::Csv => writeln!(out, "{}", in_columns(&row)),
                ReviewFormat::Jsonl => writeln!(out, "{}", serde_json::to_string(&row).unwrap_or_default()),
            };
        }
    };
    let read = each(&mut line).map(|_| ());
    done.map(|()| read)
}

fn in_columns(row: &Row<'_>) -> String {
    let review = row.review;
    let grade = |grade: Grade| serde_json::to_value(grade).ok().and_then(|v| v.as_str().map(str::to_owned));
    let cells = [
        row.id.to_owned(),
        row.device.to_owned(),
        row.counter.to_string(),
        row.at.clone(),
        review.question.clone(),
        grade(review.grade).unwrap_or_default(),
        row.counts_as.and_then(grade).unwrap_or_default(),
        review.credit.to_string(),
        review.hinted.to_string(),
        review.practice.to_string(),
        row.undone.to_string(),
        review.seconds.to_string(),
        review.seed.to_string(),
        review.credited.join(" "),
        review.charged.clone().unwrap_or_default(),
        review.fingerprint.clone(),
        review.answer.to_string(),
    ];
    cells.iter().map(|cell| crate::app::progress::cell(cell)).collect::<Vec<String>>().join(",")
}
