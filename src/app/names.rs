//! Full names of many questions in one piece of memory.

use crate::deck::{Deck, Question};

/// Names, numbered in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    all: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Names {
    /// The full names of these questions.
    pub fn of<'a>(questions: impl IntoIterator<Item = (&'a Deck, &'a Question)>) -> Names {
        let mut names = Names::default();
        for (deck, question) in questions {
            for part in [&deck.id, "/", &question.id] {
                names.all.push_str(part);
            }
            names.ends.push(names.all.len());
        }
        names
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, number: usize) -> Option<&str> {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.all.get(start..*self.ends.get(number)?)
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|number| self.get(number))
    }
}
