//! A ladder as it is seen, with what there is to say about it: what every drawn export is made from.

use crate::app::ladder::Ladder;
use crate::text::Lang;
use std::cmp::Ordering;

/// A ladder to be drawn elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The language.
    pub(super) lang: Lang,
    /// The ladder.
    pub(super) ladder: Ladder,
    /// What the picture is called.
    pub(super) title: String,
    /// What is wrong, a line each, and the row that it is about; behind the last row where a step is
    /// missing.
    pub(super) fault: Option<(usize, Vec<String>)>,
    /// Calls that failed, which is legal: row and words.
    pub(super) remarks: Vec<(usize, String)>,
}

/// How a row is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is legal.
    Plain,
    /// It is the first illegal one.
    Wrong,
    /// It comes after that one.
    Unjudged,
}

impl Picture {
    /// A ladder as it is seen.
    pub fn of(ladder: Ladder, lang: Lang) -> Picture {
        Picture { lang, title: ladder.title.clone(), ladder, fault: None, remarks: Vec::new() }
    }

    /// A Mermaid sequence diagram.
    pub fn mermaid(&self) -> String {
        super::mermaid::write(self)
    }

    /// A picture that stands by itself.
    pub fn svg(&self) -> String {
        super::svg::write(self)
    }

    /// How a row is to be seen.
    pub(super) fn mark(&self, row: usize) -> Mark {
        match self.fault.as_ref().map(|(bad, _)| row.cmp(bad)) {
            None | Some(Ordering::Less) => Mark::Plain,
            Some(Ordering::Equal) => Mark::Wrong,
            Some(Ordering::Greater) => Mark::Unjudged,
        }
    }

    /// The whole in words, a line each, for those who don't see the picture.
    pub(super) fn spoken(&self) -> Vec<String> {
        let rows = self.ladder.rows.iter().map(|row| row.spoken.to_string());
        let fault = self.fault.iter().flat_map(|(_, lines)| lines.iter().cloned());
        rows.chain(self.remarks.iter().map(|(_, words)| words.clone())).chain(fault).collect()
    }

    /// The remark on a row, where there is one.
    pub(super) fn remark(&self, row: usize) -> Option<&str> {
        self.remarks.iter().find(|(at, _)| *at == row).map(|(_, words)| words.as_str())
    }
}
