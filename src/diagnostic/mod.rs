//! A finding: what is wrong, where, and what to do. Findings are data; Fluent turns them into words.

mod place;
mod print;
mod ron;

use crate::text::{Arg, Lang, say, say_attribute, say_with};

pub use place::{Place, Source};
pub use print::{print, to_json};
pub use ron::{List, Ron, did_you_mean, kind_of_item};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The file (or the part) can't be used.
    Error,
    /// It can be used, but somebody should look.
    Warning,
}

/// One fault of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// Stable name such as `deck::no-such-state`; its words are the Fluent message `deck-no-such-state`.
    pub code: &'static str,
    /// What is put into the words.
    pub args: Vec<(&'static str, Arg)>,
    /// A word close to the faulty one.
    pub suggestion: Option<String>,
    /// Where it is.
    pub place: Place,
}

impl Finding {
    /// An error at a place.
    pub fn error(code: &'static str, place: Place) -> Finding {
        Finding { level: Level::Error, code, args: Vec::new(), suggestion: None, place }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, place: Place) -> Finding {
        Finding { level: Level::Warning, ..Finding::error(code, place) }
    }

    /// The finding with a value for its words.
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Finding {
        self.args.push((name, value.into()));
        self
    }

    /// The finding with the nearest of the known words, where one is near.
    pub fn suggest<'a>(mut self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Finding {
        self.suggestion = did_you_mean(word, known);
        self
    }

    /// The fault in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        say_with(lang, &self.key(), &self.args)
    }

    /// What to do about it: a near word first, then the advice of the code.
    pub fn help(&self, lang: Lang) -> Option<String> {
        let advice = say_attribute(lang, &self.key(), "help", &self.args);
        let near = self
            .suggestion
            .as_ref()
            .map(|word| say_with(lang, "did-you-mean", &[("word", Arg::Words(word.clone()))]));
        match (near, advice) {
            (Some(near), Some(advice)) => Some(format!("{near}{}{advice}", say(lang, "sentence-gap"))),
            (near, advice) => near.or(advice),
        }
    }

    fn key(&self) -> String {
        self.code.replace("::", "-")
    }
}

/// Whether any of the findings is an error.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.level == Level::Error)
}
