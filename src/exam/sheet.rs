//! What is left of an exam: kept for ever in the record, and handed to a teacher as a file.
//!
//! A sheet says what was asked, answered and measured, and never what that is worth.

use super::Paper;
use super::blueprint::{EXTRA_PERCENT, Rules};
use super::code::PaperCode;
use super::mark::Certainty;
use super::sitting::{Interruption, Sitting};
use crate::deck::Response;
use crate::text::fnv1a;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::time::Duration;

/// A finished exam.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The paper's code.
    pub code: PaperCode,
    /// The blueprint's id.
    pub blueprint: String,
    /// What held.
    pub rules: Rules,
    /// The name or number that the learner entered.
    pub name: String,
    /// Extra time in percent.
    pub extra: u8,
    /// When it began, by the wall clock.
    pub started: Timestamp,
    /// When it was handed in, by the wall clock.
    pub ended: Timestamp,
    /// Running time used, in milliseconds.
    pub used_millis: u64,
    /// When the program was away.
    pub interruptions: Vec<Interruption>,
    /// The items in the order of the paper.
    pub items: Vec<SheetItem>,
}

/// An item of a finished exam.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetItem {
    /// Its section.
    pub section: usize,
    /// The question's full name.
    pub question: String,
    /// The question's fingerprint when it was asked.
    pub fingerprint: String,
    /// The seed that drew and shuffled it.
    pub seed: u64,
    /// The answer; `None` where it was left open.
    pub response: Option<Response>,
    /// How sure the learner was.
    pub certainty: Option<Certainty>,
    /// Whether the learner had marked it to look at it again.
    #[serde(default)]
    pub flagged: bool,
    /// How long it was before the learner.
    pub seconds: f32,
}

/// Why a text is no sheet that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetFault {
    /// It is no sheet at all.
    NotASheet {
        /// What the reader of JSON said.
        detail: String,
    },
    /// It was written by a newer version of the program.
    Newer {
        /// Its format.
        format: u32,
    },
    /// Its checksum is not that of what is in it: it was changed or damaged.
    Damaged,
}

/// What does not fit between a sheet and its paper, or within a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is of another paper.
    OtherPaper,
    /// Its questions are not those of the paper that its code stands for.
    OtherQuestions,
    /// A question reads otherwise here.
    OtherContent {
        /// Its full name.
        question: String,
    },
    /// It says other rules than the blueprint, or extra time that nobody can have.
    OtherRules,
    /// Its times can't be: it ends before it begins, or took longer than there was time or than was allowed.
    Times,
}

/// The format that is written.
const FORMAT: u32 = 1;
/// Times are rounded, and clocks are set.
const SLACK: Duration = Duration::from_secs(90);

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    checksum: String,
    exam: &'a RawValue,
}

#[derive(Deserialize)]
struct Read {
    format: u32,
    checksum: String,
    exam: Box<RawValue>,
}

impl Sheet {
    /// The sheet of an exam that was handed in.
    pub fn of(sitting: &Sitting) -> Option<Sheet> {
        let item = |answered: &super::Answered| SheetItem {
            section: answered.section,
            question: answered.question.clone(),
            fingerprint: answered.fingerprint.clone(),
            seed: answered.seed,
            response: answered.response.clone(),
            certainty: answered.certainty,
            flagged: answered.flagged,
            seconds: answered.seconds,
        };
        Some(Sheet {
            code: sitting.code,
            blueprint: sitting.blueprint.clone(),
            rules: sitting.rules.clone(),
            name: sitting.name.clone(),
            extra: sitting.extra,
            started: sitting.started,
            ended: sitting.submitted?,
            used_millis: sitting.used_millis,
            interruptions: sitting.interruptions.clone(),
            items: sitting.answers.iter().map(item).collect(),
        })
    }

    /// The answer file: JSON with its format and a checksum over the bytes of `exam`.
    pub fn write(&self) -> String {
        let body = serde_json::to_string(self).unwrap_or_default();
        let checksum = checksum(&body);
        let whole = RawValue::from_string(body)
            .and_then(|exam| serde_json::to_string(&Written { format: FORMAT, checksum, exam: &exam }));
        whole.unwrap_or_default() + "\n"
    }

    /// Reads an answer file.
    ///
    /// # Errors
    /// Why it can't be used.
    pub fn read(text: &str) -> Result<Sheet, SheetFault> {
        let no_sheet = |error: serde_json::Error| SheetFault::NotASheet { detail: error.to_string() };
        let text = text.trim_start_matches('\u{feff}').trim();
        let read: Read = serde_json::from_str(text).map_err(no_sheet)?;
        if read.format > FORMAT {
            return Err(SheetFault::Newer { format: read.format });
        }
        if read.checksum != checksum(read.exam.get()) {
            return Err(SheetFault::Damaged);
        }
        serde_json::from_str(read.exam.get()).map_err(no_sheet)
    }

    /// What does not fit between this sheet and the paper that it should be of.
    pub fn unfit(&self, paper: &Paper, decks: &super::Decks) -> Vec<Unfit> {
        if self.code != paper.code {
            return vec![Unfit::OtherPaper];
        }
        let mut unfit = Vec::new();
        let same = |(mine, item): (&SheetItem, &super::Item)| {
            (mine.section, &mine.question, mine.seed) == (item.section, &item.question, item.seed)
        };
        if self.items.len() != paper.items.len() || !self.items.iter().zip(&paper.items).all(same) {
            unfit.push(Unfit::OtherQuestions);
        }
        let extra = EXTRA_PERCENT.contains(&self.extra);
        if self.blueprint != paper.blueprint.id || self.rules != paper.blueprint.rules() || !extra {
            unfit.push(Unfit::OtherRules);
        }
        unfit.extend(self.items.iter().filter_map(|item| {
            let (deck, id) = item.question.split_once('/')?;
            let question = decks.get(deck)?.question(id)?;
            let other = question.fingerprint() != item.fingerprint;
            other.then(|| Unfit::OtherContent { question: item.question.clone() })
        }));
        if !self.times_can_be() {
            unfit.push(Unfit::Times);
        }
        unfit
    }

    fn times_can_be(&self) -> bool {
        let between = |from: Timestamp, to: Timestamp| Duration::try_from(to.duration_since(from)).ok();
        let Some(whole) = between(self.started, self.ended) else { return false };
        let used = Duration::from_millis(self.used_millis);
        let answering: f64 = self.items.iter().map(|item| f64::from(item.seconds)).sum();
        let whole_items = self.items.iter().all(|item| item.seconds.is_finite() && item.seconds >= 0.0);
        let away =
            |away: &Interruption| self.started <= away.from && away.from <= away.to && away.to <= self.ended;
        let away = self.interruptions.iter().all(away);
        whole_items
            && away
            && used <= whole.saturating_add(SLACK)
            && self.used_millis <= self.rules.millis(self.extra)
            && answering <= (used + SLACK).as_secs_f64()
    }
}

fn checksum(body: &str) -> String {
    format!("{:016x}", fnv1a(body.as_bytes()))
}
