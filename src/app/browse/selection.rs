//! Which rows are chosen, and at which one the learner is. Rows are remembered by the numbers of their
//! questions: another order or another filter leaves the choice as it is.

use std::collections::BTreeSet;

/// What going to a row does to the choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// This row alone is chosen.
    Only,
    /// This row is added, or taken away.
    Toggle,
    /// All rows up to this one are chosen, from where the choice began.
    Range,
    /// Nothing: the learner only looks.
    Look,
}

/// The choice.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    numbers: BTreeSet<u32>,
    /// At which one the learner is.
    at: Option<u32>,
    /// On which row that was.
    row: usize,
    /// Where a range begins.
    from: Option<u32>,
}

impl Selection {
    pub fn at(&self) -> Option<u32> {
        self.at
    }

    /// The row at which the learner is.
    pub fn row(&self, listed: &[u32]) -> Option<usize> {
        let at = self.at?;
        listed.iter().position(|number| *number == at)
    }

    pub fn has(&self, number: u32) -> bool {
        self.numbers.contains(&number)
    }

    /// What is chosen of what is listed, in the order of the list.
    pub fn chosen<'a>(&'a self, listed: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        listed.iter().copied().filter(|number| self.has(*number))
    }

    pub fn count(&self) -> usize {
        self.numbers.len()
    }

    pub fn pick(&mut self, listed: &[u32], row: usize, pick: Pick) {
        let Some(last) = listed.len().checked_sub(1) else { return };
        let row = row.min(last);
        let Some(number) = listed.get(row).copied() else { return };
        match pick {
            Pick::Only => {
                self.numbers = BTreeSet::from([number]);
                self.from = Some(number);
            }
            Pick::Toggle => {
                if !self.numbers.remove(&number) {
                    self.numbers.insert(number);
                }
                self.from = Some(number);
            }
            Pick::Range => {
                let from = self.from.or(self.at).and_then(|n| listed.iter().position(|known| *known == n));
                let from = from.unwrap_or(row);
                let range = listed.get(from.min(row)..=from.max(row)).unwrap_or_default();
                self.numbers = range.iter().copied().collect();
                self.from = listed.get(from).copied();
            }
            Pick::Look => {}
        }
        (self.at, self.row) = (Some(number), row);
    }

    pub fn all(&mut self, listed: &[u32]) {
        self.numbers = listed.iter().copied().collect();
    }

    pub fn clear(&mut self) {
        self.numbers.clear();
    }

    /// Another list: nothing is chosen that can't be seen. What comes to stand where the learner was is where
    /// they are now.
    pub fn fit(&mut self, listed: &[u32]) {
        let there: BTreeSet<u32> = listed.iter().copied().collect();
        self.numbers.retain(|number| there.contains(number));
        if self.at.is_some_and(|number| !there.contains(&number)) {
            self.at = listed.get(self.row.min(listed.len().saturating_sub(1))).copied();
        }
        self.from = self.from.filter(|number| there.contains(number));
    }
}
