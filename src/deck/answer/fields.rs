//! Gaps, sums, and what was put together.

use super::super::model::{Cloze, Match, Value};
use super::slip_text;
use crate::text::{Sum, Text, normalise, same_answer};

/// What became of a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Whether it is right.
    pub right: bool,
    /// What was written there.
    pub said: String,
    /// What to say about a known mistake.
    pub slip: Option<Text>,
    /// The answer to show.
    pub answer: Text,
}

/// What became of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Summed {
    /// It is right.
    Right,
    /// It is a mistake that has an explanation.
    Slip(Text),
    /// It is another sum; as it was understood.
    Other(Sum),
    /// It is a number that fits in no field: beyond the last one they begin again at 0.
    TooLarge,
    /// It is no sum.
    NoSum,
}

/// What became of an item of the left side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paired {
    /// What it was put together with, if with anything that exists.
    pub with: Option<usize>,
    /// Whether that is right.
    pub right: bool,
}

/// Judges gaps: each counts the same.
pub(super) fn cloze(cloze: &Cloze, said: &[String]) -> (f32, Vec<Filled>) {
    let filled: Vec<Filled> = cloze
        .gaps
        .iter()
        .enumerate()
        .map(|(at, gap)| {
            let said = said.get(at).map(String::as_str).unwrap_or_default();
            let blank = normalise(said).is_empty();
            let is = |text: &Text| same_answer(&text.en, said) || same_answer(&text.zh, said);
            Filled {
                right: !blank && gap.accept.iter().any(is),
                said: said.to_owned(),
                slip: slip_text(&gap.slips, |slip| !blank && same_answer(slip, said)).cloned(),
                answer: gap.accept.first().cloned().unwrap_or_default(),
            }
        })
        .collect();
    (share(filled.iter().map(|gap| gap.right)), filled)
}

/// Judges a sum: it counts as a whole.
pub(super) fn value(value: &Value, said: &str) -> (bool, Summed) {
    let Some(sum) = value.read(said) else { return (false, Summed::NoSum) };
    let is_number = said.trim().parse::<i64>().is_ok();
    if value.wraps && is_number && sum.as_number().is_some_and(|number| !(0..MODULUS).contains(&number)) {
        return (false, Summed::TooLarge);
    }
    let same = |other: &Sum| value.same(&sum, other);
    if same(&value.answer) {
        return (true, Summed::Right);
    }
    match value.slips.iter().find(|(slip, _)| same(slip)) {
        Some((_, text)) => (false, Summed::Slip(text.clone())),
        None => (false, Summed::Other(sum)),
    }
}

/// Judges what was put together: each of the left side counts the same.
pub(super) fn matching(asked: &Match, said: &[Option<usize>]) -> (f32, Vec<Paired>) {
    let paired: Vec<Paired> = asked
        .left
        .iter()
        .enumerate()
        .map(|(at, (_, right, _))| {
            let with = said.get(at).copied().flatten().filter(|with| *with < asked.right.len());
            Paired { with, right: with == Some(*right) }
        })
        .collect();
    (share(paired.iter().map(|pair| pair.right)), paired)
}

/// The part that is right.
fn share(right: impl ExactSizeIterator<Item = bool>) -> f32 {
    let count = right.len();
    let right = right.filter(|right| *right).count();
    if right == count && count > 0 { 1.0 } else { right as f32 / count.max(1) as f32 }
}

/// Numbers of segments have 32 bits.
const MODULUS: i64 = 1 << 32;

impl Value {
    /// What was typed as a sum, without the unit; `None` where it is none.
    pub fn read(&self, said: &str) -> Option<Sum> {
        let said = said.trim();
        let units = self.unit.iter().flat_map(|unit| [unit.en.trim(), unit.zh.trim()]);
        let without = units.filter(|unit| !unit.is_empty()).find_map(|unit| said.strip_suffix(unit));
        without.and_then(Sum::parse).or_else(|| Sum::parse(said))
    }

    /// A sum with the question's numbers in it. Where numbers begin again at 0, so does what is left of it.
    pub fn worth(&self, sum: &Sum) -> Option<Sum> {
        let sum = sum.with(&self.numbers)?;
        Some(match sum.as_number().filter(|_| self.wraps) {
            Some(number) => Sum::number(number.rem_euclid(MODULUS)),
            None => sum,
        })
    }

    fn same(&self, one: &Sum, other: &Sum) -> bool {
        let (Some(one), Some(other)) = (self.worth(one), self.worth(other)) else { return one.equals(other) };
        if self.wraps { one.equals_modulo(&other, MODULUS) } else { one.equals(&other) }
    }
}
