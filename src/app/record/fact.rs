//! The facts that are stored: what was answered, set, suspended, flagged, sat, undone.
//!
//! A fact is written once and never changed. Nothing here concludes anything from facts; that is
//! [`super::Record`]'s task. Identifiers and times come in from the store.

use crate::exam::Sheet;
use crate::schedule::Grade;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Which installation wrote a fact. Made once by the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(String);

/// The unique name of a fact: a UUID (version 7) as text, made by the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FactId(String);

impl std::borrow::Borrow<str> for FactId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl DeviceId {
    /// The id with this text.
    pub fn new(text: impl Into<String>) -> DeviceId {
        DeviceId(text.into())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FactId {
    /// The id with this text.
    pub fn new(text: impl Into<String>) -> FactId {
        FactId(text.into())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A fact with who wrote it, when, and its place in the order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its unique name.
    pub id: FactId,
    /// Who wrote it.
    pub device: DeviceId,
    /// A logical clock: larger than every counter that the device had seen when it wrote this, so
    /// that (counter, device) orders what happened even where wall clocks were wrong.
    pub counter: u64,
    /// When, by the device's clock, to the millisecond.
    #[serde(serialize_with = "write_time", deserialize_with = "read_time")]
    pub at: Timestamp,
    /// What happened.
    pub fact: Fact,
}

/// What happened. A kind that a newer version adds can't be read here; the store keeps it and
/// skips it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Fact {
    /// A question was answered.
    Review(Review),
    /// A setting that travels between the learner's devices.
    Setting {
        /// Its name.
        key: String,
        /// Its value as text; an empty one is a value too.
        value: String,
    },
    /// A question is left out of the sessions, or taken back in.
    Suspend {
        /// The question's full name.
        question: String,
        /// Left out?
        on: bool,
    },
    /// A question is marked to be looked at, or the mark is taken away.
    Flag {
        /// The question's full name.
        question: String,
        /// Marked?
        on: bool,
    },
    /// An earlier review counts with another grade than the one that its credit gave: "count it right", or
    /// the learner's own. The last such fact about a review counts.
    Regrade {
        /// The review.
        fact: FactId,
        /// What it means for the schedule now.
        grade: Grade,
    },
    /// A question that was answered before shall be asked at this time, whatever its schedule says, until it is
    /// answered again.
    Due {
        /// The question's full name.
        question: String,
        /// When.
        #[serde(serialize_with = "write_time", deserialize_with = "read_time")]
        due: Timestamp,
    },
    /// A question begins again: what was answered before doesn't count for its schedule.
    Reset {
        /// The question's full name.
        question: String,
    },
    /// An exam was handed in. Its answers are reviews too, where the learner wants them to be.
    Exam(Box<Sheet>),
    /// An earlier fact shall not count. An undo can't be undone.
    Undo {
        /// The fact that shall not count.
        fact: FactId,
    },
}

impl Fact {
    /// The kind's name, as stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Fact::Review(_) => "review",
            Fact::Setting { .. } => "setting",
            Fact::Suspend { .. } => "suspend",
            Fact::Flag { .. } => "flag",
            Fact::Regrade { .. } => "regrade",
            Fact::Due { .. } => "due",
            Fact::Reset { .. } => "reset",
            Fact::Exam(_) => "exam",
            Fact::Undo { .. } => "undo",
        }
    }

    /// What it is about: a question's name, a setting's key, an exam's id or a fact's.
    pub fn subject(&self) -> &str {
        match self {
            Fact::Review(review) => &review.question,
            Fact::Setting { key, .. } => key,
            Fact::Exam(sheet) => &sheet.blueprint,
            Fact::Suspend { question, .. }
            | Fact::Flag { question, .. }
            | Fact::Due { question, .. }
            | Fact::Reset { question } => question,
            Fact::Undo { fact } | Fact::Regrade { fact, .. } => fact.as_str(),
        }
    }
}

/// One answered question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// The question's full name, `deck-id/question-id`, as it was when it was answered.
    pub question: String,
    /// The fingerprint of the question as it was answered.
    pub fingerprint: String,
    /// What the learner gave, in the form that the kind of question stores.
    pub answer: serde_json::Value,
    /// What the answer was worth, 0 to 1.
    #[serde(deserialize_with = "number_or_zero")]
    pub credit: f32,
    /// What it means for the schedule.
    pub grade: Grade,
    /// Whether a hint was shown before the answer.
    #[serde(default)]
    pub hinted: bool,
    /// Practice doesn't touch the schedule.
    #[serde(default)]
    pub practice: bool,
    /// The seed that drew this showing of the question, so that it can be shown again exactly.
    #[serde(default)]
    pub seed: u64,
    /// The machine's rules that the answer shows to be known, as `machine/rule`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credited: Vec<String>,
    /// The one rule that it shows not to be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charged: Option<String>,
    /// How long it took, in seconds.
    #[serde(default, deserialize_with = "number_or_zero")]
    pub seconds: f32,
}

/// One answered question as the record keeps it: without what was answered, which stays in the store.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answered {
    /// When, to the millisecond.
    pub at: Timestamp,
    /// What it meant for the schedule when it was given. It may count with another grade by now.
    pub grade: Grade,
    /// Whether a hint was shown before the answer.
    pub hinted: bool,
    /// Practice doesn't touch the schedule.
    pub practice: bool,
    /// How long it took, in milliseconds.
    pub millis: u32,
    /// What the answer was worth, 0 to 1, to half a percent.
    pub credit: f32,
}

/// JSON has no NaN and writes `null` for it: a slip in a figure must not make a review unreadable.
fn number_or_zero<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    Ok(Option::<f32>::deserialize(deserializer)?.unwrap_or(0.0))
}

// Times are written as text (RFC 3339), so that exports can be read without the app.
fn write_time<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(at)
}

fn read_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
}
