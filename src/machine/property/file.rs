//! Properties as a machine's file writes them.

use crate::machine::file::{OneOrMany, Pairs};
use crate::text::Text;
use serde::Deserialize;

/// A property.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PropertyFile {
    /// What must not happen, in words.
    pub is: Text,
    /// What must not happen.
    pub never: PredicateFile,
    /// Bounds that differ from the usual ones.
    #[serde(default)]
    pub within: BoundsFile,
}

/// A statement. An end is named by its role; within `Either` also by `this` and `other`.
#[derive(Clone, Debug, Deserialize)]
pub enum PredicateFile {
    /// All of them.
    All(Vec<PredicateFile>),
    /// One of them at least.
    Any(Vec<PredicateFile>),
    /// Not this.
    Not(Box<PredicateFile>),
    /// With one of the two ends as `this`.
    Either(Box<PredicateFile>),
    /// The end is in one of these states.
    In(String, OneOrMany),
    /// The end has been in one of these states.
    Ever(String, OneOrMany),
    /// A condition holds at the end.
    Holds(String, String),
    /// A rule has just fired.
    Fires(EventFile),
    /// A rule has fired.
    Fired(EventFile),
    /// A rule has just fired on a segment of a connection that was served before.
    Again(EventFile),
    /// A rule has just fired on a segment of an earlier connection.
    Old(EventFile),
    /// Nothing will happen any more.
    AtRest,
    /// A segment is on its way to the end.
    UnderWay(String),
}

/// A rule that fires at an end.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventFile {
    /// The end.
    pub end: String,
    /// One of these rules.
    pub rules: OneOrMany,
    /// A condition.
    #[serde(default)]
    pub when: Option<String>,
    /// For `Old`: the rules that tell whose connection it is.
    #[serde(default)]
    pub since: OneOrMany,
}

/// Bounds that differ from the usual ones.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BoundsFile {
    pub calls: Vec<AllowedFile>,
    pub losses: Option<u8>,
    pub duplicates: Option<u8>,
    pub reorder: Option<bool>,
    pub lifetime_ticks: Option<u8>,
    pub in_flight: Option<u8>,
    pub connections: Option<u8>,
    pub same_numbers: Vec<String>,
    pub lazy: Option<bool>,
    pub depth: Option<u32>,
    pub ticks: Pairs<u8>,
}

/// A call that users may make.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllowedFile {
    pub end: String,
    pub call: String,
    #[serde(default = "once")]
    pub times: u8,
    #[serde(default)]
    pub from: OneOrMany,
}

fn once() -> u8 {
    1
}

impl PredicateFile {
    /// Takes a rule out that a variant does not have: what can't fire never fires.
    pub fn forget(&mut self, rule: &str) {
        match self {
            PredicateFile::All(parts) | PredicateFile::Any(parts) => {
                parts.iter_mut().for_each(|part| part.forget(rule));
            }
            PredicateFile::Not(part) | PredicateFile::Either(part) => part.forget(rule),
            PredicateFile::Fires(event)
            | PredicateFile::Fired(event)
            | PredicateFile::Again(event)
            | PredicateFile::Old(event) => {
                event.rules.0.retain(|known| known != rule);
                event.since.0.retain(|known| known != rule);
            }
            PredicateFile::In(..)
            | PredicateFile::Ever(..)
            | PredicateFile::Holds(..)
            | PredicateFile::AtRest
            | PredicateFile::UnderWay(_) => {}
        }
    }
}
