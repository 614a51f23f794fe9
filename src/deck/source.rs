//! The text that a deck was read from. What most questions say is asked for seldom, and is made from it when somebody
//! asks.

use super::again::Again;
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
    pub fn body(&self, span: Range<usize>, print: u64) -> Option<Body> {
        body_of(self, &self.words.part(span, |text| fingerprint(text) == print)?)
    }
}

/// A deck's text: in memory, or in its file.
#[derive(Clone, Debug)]
pub enum Words {
    /// The text.
    Here(Arc<str>),
    /// A file with the text.
    Again {
        /// The file.
        file: Arc<dyn Again>,
        /// Where the text begins in it: behind a byte order mark.
        start: u64,
        /// How long the text is, in bytes.
        length: usize,
    },
}

impl Default for Words {
    fn default() -> Words {
        Words::Here(Arc::default())
    }
}

impl Words {
    /// All of it; none where it can't be read.
    pub(super) fn whole(&self) -> String {
        let length = match self {
            Words::Here(text) => text.len(),
            Words::Again { length, .. } => *length,
        };
        self.part(0..length, |_| true).unwrap_or_default()
    }

    /// These bytes of it, where they are what they were.
    fn part(&self, span: Range<usize>, is_right: impl Fn(&str) -> bool) -> Option<String> {
        match self {
            Words::Here(text) => text.get(span).map(str::to_owned),
            Words::Again { file, start, .. } => {
                let place = |at: usize| u64::try_from(at).ok()?.checked_add(*start);
                let mut bytes = Vec::new();
                let text = match file.read(place(span.start)?..place(span.end)?, &mut bytes) {
                    true => String::from_utf8(bytes).ok().filter(|text| is_right(text)),
                    false => None,
                };
                if text.is_none() {
                    file.lost();
                }
                text
            }
        }
    }
}
