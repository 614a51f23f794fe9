//! Many sheets of one paper side by side: a table of learners, and what the answers say about the questions.

use super::results::{Results, Score};
use super::sheet::Sheet;

/// One learner of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Learner {
    /// The name or number that was entered.
    pub name: String,
    /// All together.
    pub total: Score,
    /// Whether it is a pass.
    pub passed: bool,
    /// What was reached section by section.
    pub sections: Vec<Score>,
    /// Points item by item.
    pub points: Vec<f64>,
    /// Extra time in percent.
    pub extra: u8,
    /// Running time used, in milliseconds.
    pub used_millis: u64,
    /// How often the program was away.
    pub interruptions: usize,
}

/// What the answers of a class say about one item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemStatistics {
    /// The question's full name.
    pub question: String,
    /// Its section.
    pub section: usize,
    /// The mean share of its points: how easy it was.
    pub facility: Option<f64>,
    /// How well it goes with the rest: the correlation of its points with those of all other items. `None` where one
    /// of them is the same for everybody, or fewer than three have sat the paper.
    pub discrimination: Option<f64>,
    /// How many left it open.
    pub open: usize,
    /// How many answered it fully right.
    pub right: usize,
}

/// A class that has sat one paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// The learners, in the order given.
    pub learners: Vec<Learner>,
    /// The items, in the order of the paper.
    pub items: Vec<ItemStatistics>,
    /// Cronbach's alpha: how far the items measure the same. `None` where it is not defined: fewer than two items
    /// or three learners, or everybody has the same points.
    pub alpha: Option<f64>,
}

/// With fewer learners correlations say nothing.
const FEWEST: usize = 3;

impl Class {
    /// Puts sheets of the same paper side by side.
    pub fn of(sheets: &[(Sheet, Results)]) -> Class {
        let learners: Vec<Learner> =
            sheets.iter().map(|(sheet, results)| Learner::of(sheet, results)).collect();
        let count = sheets.first().map_or(0, |(sheet, _)| sheet.items.len());
        let items = (0..count).filter_map(|at| statistics(sheets, &learners, at)).collect();
        let alpha = alpha(&learners, count);
        Class { learners, items, alpha }
    }
}

impl Learner {
    fn of(sheet: &Sheet, results: &Results) -> Learner {
        Learner {
            name: sheet.name.clone(),
            total: results.total,
            passed: results.passed,
            sections: results.sections.iter().map(|(_, score)| *score).collect(),
            points: results.items.iter().map(|item| f64::from(item.marked.points)).collect(),
            extra: sheet.extra,
            used_millis: sheet.used_millis,
            interruptions: sheet.interruptions.len(),
        }
    }

    fn item(&self, at: usize) -> f64 {
        self.points.get(at).copied().unwrap_or_default()
    }
}

fn statistics(sheets: &[(Sheet, Results)], learners: &[Learner], at: usize) -> Option<ItemStatistics> {
    let all: Vec<_> = sheets.iter().filter_map(|(_, results)| results.items.get(at)).collect();
    let item = &all.first()?.item;
    let most: f64 = all.iter().map(|item| f64::from(item.marked.most)).sum();
    let points: f64 = all.iter().map(|item| f64::from(item.marked.points)).sum();
    let own: Vec<f64> = learners.iter().map(|learner| learner.item(at)).collect();
    let rest: Vec<f64> = learners.iter().map(|learner| learner.total.points - learner.item(at)).collect();
    Some(ItemStatistics {
        question: item.question.clone(),
        section: item.section,
        facility: (most > 0.0).then(|| points / most),
        discrimination: correlation(&own, &rest),
        open: all.iter().filter(|item| item.is_open()).count(),
        right: all.iter().filter(|item| item.marked.right).count(),
    })
}

/// Pearson's correlation; `None` where it is not defined.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let (a, b) = (variance(one)?, variance(other)?);
    let (mean_a, mean_b) = (mean(one), mean(other));
    let products: f64 = one.iter().zip(other).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum();
    let covariance = products / (one.len() - 1) as f64;
    Some((covariance / (a * b).sqrt()).clamp(-1.0, 1.0))
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The variance of a sample; `None` where all are the same or there are too few.
fn variance(values: &[f64]) -> Option<f64> {
    if values.len() < FEWEST {
        return None;
    }
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let variance = squares / (values.len() - 1) as f64;
    (variance > 1e-9).then_some(variance)
}

fn alpha(learners: &[Learner], count: usize) -> Option<f64> {
    let totals: Vec<f64> = learners.iter().map(|learner| learner.total.points).collect();
    let whole = variance(&totals).filter(|_| count > 1)?;
    let column = |at: usize| learners.iter().map(|learner| learner.item(at)).collect::<Vec<f64>>();
    // An item that is the same for everybody varies by nothing.
    let parts: f64 = (0..count).filter_map(|at| variance(&column(at))).sum();
    let count = count as f64;
    Some(count / (count - 1.0) * (1.0 - parts / whole))
}
