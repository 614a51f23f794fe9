//! Fitting FSRS to one learner, and the proof that it predicts this learner better.
//!
//! The parameters are trained on what was answered first and tried on what was answered last; they are
//! adopted only where they predict that last stretch better than the present ones do, by more than chance.

use super::{DEFAULT_RETENTION, Grade, Parameters};
use fsrs::{ComputeParametersInput, FSRSItem, FSRSReview, compute_parameters};

/// So many answers that show what was remembered must lie before the stretch that is held out: with fewer,
/// the crate trains nothing but the first four parameters.
const LEAST_TRAINED: usize = 64;
/// The share of the time span that is held out: its last fifth.
const HELD_OUT: f64 = 0.2;
/// So many answers there must be in all: with a fifth of them held out, enough are left to train on.
pub const LEAST_REVIEWS: usize = LEAST_TRAINED * 5 / 4;
/// So many of them must lie in the stretch that is held out: the average of fewer is chance.
const LEAST_HELD_OUT: usize = LEAST_REVIEWS - LEAST_TRAINED;
/// No prediction is taken to be surer than this, so that one surprise does not weigh without end.
const SUREST: f64 = 0.999;

/// One answer to a question, as far as it says something of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The learner's day.
    pub day: i64,
    /// How well it was recalled.
    pub grade: Grade,
}

/// How well parameters predict answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Mean surprise (natural logarithm) at what was and was not recalled: less is better.
    pub log_loss: f64,
    /// The share of answers that were expected to be right.
    pub expected: f64,
    /// The share that was.
    pub recalled: f64,
}

/// What came of fitting.
#[derive(Clone, Debug, PartialEq)]
pub enum Fit {
    /// There is too little to learn from.
    TooFew {
        /// Answers that say something: not the first to a question, nor further ones on the same day.
        reviews: usize,
    },
    /// Parameters were fitted and tried.
    Tried(Box<Fitting>),
}

/// Fitted parameters beside the present ones, both tried on the stretch that was held out.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitting {
    /// The parameters that predict better, where the fitted ones do.
    pub adopted: Option<Parameters>,
    /// The present parameters.
    pub before: Figures,
    /// The fitted ones.
    pub after: Figures,
    /// How many answers they were fitted to.
    pub trained: usize,
    /// How many they were tried on.
    pub held_out: usize,
}

/// Fits parameters to answers (one list a question, oldest first). Takes up to seconds: nothing for the
/// thread of the window.
pub fn fit(questions: &[Vec<Answered>], present: &Parameters) -> Fit {
    let mut items: Vec<(i64, FSRSItem)> = questions.iter().flat_map(|answers| items(answers)).collect();
    items.sort_by_key(|(day, _)| *day);
    let few = Fit::TooFew { reviews: items.len() };
    let (Some((first, _)), Some((last, _))) = (items.first(), items.last()) else { return few };
    let span = last.saturating_sub(*first) as f64;
    let cut = *last - (span * HELD_OUT) as i64;
    let held_out = items.split_off(items.partition_point(|(day, _)| *day < cut));
    if items.len() < LEAST_TRAINED || held_out.len() < LEAST_HELD_OUT {
        return few;
    }
    let trained = items.len();
    let input = ComputeParametersInput {
        train_set: items.into_iter().map(|(_, item)| item).collect(),
        ..ComputeParametersInput::default()
    };
    let fitted = compute_parameters(input).ok().and_then(|values| Parameters::new(&values));
    // What the crate refuses to fit is no better than what there is.
    let fitted = fitted.unwrap_or_else(|| present.clone());
    let held: Vec<FSRSItem> = held_out.into_iter().map(|(_, item)| item).collect();
    let [chances, fitted_chances] = [present, &fitted].map(|parameters| predict(parameters, &held));
    let (before, after) = (figures(&chances), figures(&fitted_chances));
    let adopted = is_better(&chances, &fitted_chances).then_some(fitted);
    Fit::Tried(Box::new(Fitting { adopted, before, after, trained, held_out: held.len() }))
}

/// One item for each answer that came at least a day after the one before, with all that led to it.
fn items(answers: &[Answered]) -> Vec<(i64, FSRSItem)> {
    let mut reviews: Vec<FSRSReview> = Vec::with_capacity(answers.len());
    let mut items = Vec::new();
    let mut before: Option<i64> = None;
    for answer in answers {
        let days = before.map_or(0, |day| answer.day.saturating_sub(day));
        let delta_t = u32::try_from(days).unwrap_or(0);
        reviews.push(FSRSReview { rating: answer.grade.rating(), delta_t });
        if delta_t > 0 {
            items.push((answer.day, FSRSItem { reviews: reviews.clone() }));
        }
        before = Some(before.map_or(answer.day, |day| day.max(answer.day)));
    }
    items
}

/// What was predicted of an answer, and what came.
#[derive(Clone, Copy)]
struct Prediction {
    chance: f64,
    right: bool,
}

impl Prediction {
    fn surprise(self) -> f64 {
        -if self.right { self.chance.ln() } else { (1.0 - self.chance).ln() }
    }
}

fn predict(parameters: &Parameters, items: &[FSRSItem]) -> Vec<Prediction> {
    let reviews = items.iter().filter_map(|item| item.reviews.split_last());
    let prediction = |(review, history): (&FSRSReview, &[FSRSReview])| Prediction {
        chance: predicted(parameters, history, review.delta_t).clamp(1.0 - SUREST, SUREST),
        right: review.rating > Grade::Again.rating(),
    };
    reviews.map(prediction).collect()
}

fn figures(predictions: &[Prediction]) -> Figures {
    let mean = |value: fn(&Prediction) -> f64| mean(predictions.iter().map(value));
    Figures {
        log_loss: mean(|prediction| prediction.surprise()),
        expected: mean(|prediction| prediction.chance),
        recalled: mean(|prediction| f64::from(u8::from(prediction.right))),
    }
}

/// Whether the second are surprised less, by more than the standard error of the difference: without that
/// every third learner who is as FSRS expects would be given parameters that are a little worse.
fn is_better(before: &[Prediction], after: &[Prediction]) -> bool {
    let gains = || before.iter().zip(after).map(|(before, after)| before.surprise() - after.surprise());
    let gain = mean(gains());
    let spread = mean(gains().map(|one| (one - gain).powi(2)));
    gain > (spread / before.len().max(1) as f64).sqrt()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

fn predicted(parameters: &Parameters, history: &[FSRSReview], days: u32) -> f64 {
    let item = FSRSItem { reviews: history.to_vec() };
    let memory = parameters.model().memory_state(item, None);
    memory.map_or(f64::from(DEFAULT_RETENTION), |memory| {
        f64::from(parameters.recall(memory.into(), days as f32))
    })
}
