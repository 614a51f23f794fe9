//! The text that a deck was read from. What most questions say is asked for seldom, and is made from it when somebody
//! asks.

use super::again::Elsewhere;
use super::load::{body_of, fingerprint};
use super::model::Body;
use crate::machine::{Machine, StateId};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// What the bodies of a deck's questions are made from.
#[derive(Clone, Default)]
pub(super) struct Source {
    /// The file's name as shown.
    pub file: String,
    /// Its text.
    pub words: Words,
    pub machine: Option<Arc<Machine>>,
    pub start: Option<String>,
    pub goal: [Option<StateId>; 2],
    /// The machines that questions name beside the deck's own.
    pub others: Vec<Arc<Machine>>,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("file", &self.file).finish_non_exhaustive()
    }
}

impl Source {
    /// What the question in these bytes of the text says. `None` where the text is gone or another one.
    pub fn body(&self, span: Range<u32>, print: u64) -> Option<Body> {
        body_of(self, &self.words.part(span, print)?)
    }
}

/// A deck's text.
#[derive(Clone, Debug)]
pub(super) enum Words {
    Here(Arc<str>),
    Elsewhere(Elsewhere),
}

impl Default for Words {
    fn default() -> Words {
        Words::Here(Arc::default())
    }
}

impl Words {
    /// All of it; none where it can't be read.
    pub fn whole(&self) -> String {
        match self {
            Words::Here(text) => text.as_ref().to_owned(),
            Words::Elsewhere(text) => {
                let mut room = Vec::new();
                if text.read(&mut room) { String::from_utf8(room).unwrap_or_default() } else { String::new() }
            }
        }
    }

    /// These bytes of it, where they have this fingerprint.
    fn part(&self, span: Range<u32>, print: u64) -> Option<String> {
        match self {
            Words::Here(text) => text.get(span.start as usize..span.end as usize).map(str::to_owned),
            Words::Elsewhere(text) => {
                let is_right =
                    |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(|text| fingerprint(text) == print);
                let mut room = Vec::new();
                let found = text.read_part(u64::from(span.start)..u64::from(span.end), &mut room, is_right);
                found.then(|| String::from_utf8(room).ok()).flatten()
            }
        }
    }
}
