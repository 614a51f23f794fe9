//! Which rows are chosen, and at which one the learner is. Rows are remembered by the numbers of their
//! questions: another order or another filter leaves the choice as it is.

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
    /// By the number of the question; what lies beyond is not chosen.
    numbers: Vec<bool>,
    count: usize,
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
        self.numbers.get(number as usize).copied().unwrap_or(false)
    }

    /// What is chosen of what is listed, in the order of the list.
    pub fn chosen<'a>(&'a self, listed: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        listed.iter().copied().filter(|number| self.has(*number))
    }

    pub fn count(&self) -> usize {
        self.count
    }

    pub fn pick(&mut self, listed: &[u32], row: usize, pick: Pick) {
        let Some(last) = listed.len().checked_sub(1) else { return };
        let row = row.min(last);
        let Some(number) = listed.get(row).copied() else { return };
        match pick {
            Pick::Only => {
                self.set(&[number]);
                self.from = Some(number);
            }
            Pick::Toggle => {
                self.put(number, !self.has(number));
                self.from = Some(number);
            }
            Pick::Range => {
                let from = self.from.or(self.at).and_then(|n| listed.iter().position(|known| *known == n));
                let from = from.unwrap_or(row);
                let range = listed.get(from.min(row)..=from.max(row)).unwrap_or_default();
                self.set(range);
                self.from = listed.get(from).copied();
            }
            Pick::Look => {}
        }
        (self.at, self.row) = (Some(number), row);
    }

    pub fn all(&mut self, listed: &[u32]) {
        self.set(listed);
    }

    pub fn clear(&mut self) {
        self.set(&[]);
    }

    fn set(&mut self, numbers: &[u32]) {
        self.numbers.clear();
        self.count = 0;
        numbers.iter().for_each(|number| self.put(*number, true));
    }

    fn put(&mut self, number: u32, on: bool) {
        let at = number as usize;
        if self.numbers.len() <= at {
            self.numbers.resize(at + 1, false);
        }
        if let Some(place) = self.numbers.get_mut(at) {
            let before = std::mem::replace(place, on);
            self.count = (self.count + usize::from(on)).saturating_sub(usize::from(before));
        }
    }

    /// Another list: nothing is chosen that can't be seen. What comes to stand where the learner was is where
    /// they are now.
    pub fn fit(&mut self, listed: &[u32]) {
        let chosen: Vec<u32> = self.chosen(listed).collect();
        self.set(&chosen);
        let is_there = |number: &u32| listed.contains(number);
        self.from = self.from.filter(is_there);
        if self.at.is_some_and(|number| !is_there(&number)) {
            self.at = listed.get(self.row.min(listed.len().saturating_sub(1))).copied();
        }
    }
}
