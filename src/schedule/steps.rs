//! Going through many answers quickly: what FSRS makes of a memory for the one grade that was given.
//!
//! The crate works out all four grades with their intervals for each answer, and statistics over a million
//! answers have no use for the other three. The formulas are those of FSRS 6, kept in the crate's order of
//! operations; they are tried against the crate when they are made ready, and where the crate says something
//! else (it brings strange parameters into its own ranges) the crate does the work.

use super::{Grade, Memory, Parameters};

/// The ranges that FSRS keeps memories in.
const STABILITY: (f32, f32) = (0.001, 36_500.0);
const DIFFICULTY: (f32, f32) = (1.0, 10.0);
/// What is told apart from the crate's figures is less than this part of them.
const SAME: f32 = 1e-4;

/// FSRS for one learner, ready for many answers.
#[derive(Clone, Debug)]
pub struct Steps<'a> {
    parameters: &'a Parameters,
    /// Whether the formulas here are those of the crate for these parameters.
    own: bool,
    factor: f32,
    growth: f32,
    easiest: f32,
    least: f32,
    /// For each grade, on the same day.
    short: [f32; 4],
}

impl<'a> Steps<'a> {
    /// Ready for these parameters.
    pub fn new(parameters: &'a Parameters) -> Steps<'a> {
        let w = parameters.values();
        let mut steps = Steps {
            parameters,
            own: true,
            factor: (0.9_f32.ln() / -w[20]).exp() - 1.0,
            growth: w[8].exp(),
            easiest: first_difficulty(w, Grade::Easy),
            least: (w[17] * w[18]).exp(),
            short: Grade::ALL.map(|grade| (w[17] * (grade.rating() as f32 - 3.0 + w[18])).exp()),
        };
        steps.own = steps.are_the_crates();
        steps
    }

    fn are_the_crates(&self) -> bool {
        let known = |stability, difficulty| Some(Memory { stability, difficulty });
        let memories = [None, known(0.4, 9.0), known(8.0, 5.5), known(300.0, 1.5)];
        let close = |a: f32, b: f32| (a - b).abs() <= SAME * b.abs();
        memories.into_iter().all(|memory| {
            [0, 1, 30].into_iter().all(|days| {
                Grade::ALL.into_iter().all(|grade| {
                    let (own, theirs) = (self.own(memory, grade, days), self.theirs(memory, grade, days));
                    close(own.stability, theirs.stability) && close(own.difficulty, theirs.difficulty)
                })
            })
        })
    }

    /// The chance of recall so many days after the last answer.
    pub fn recall(&self, memory: Memory, days: u32) -> f32 {
        let chance = self.curve(days, memory.stability.clamp(STABILITY.0, STABILITY.1));
        if chance.is_finite() { chance.clamp(0.0, 1.0) } else { 0.0 }
    }

    fn curve(&self, days: u32, stability: f32) -> f32 {
        (days as f32 / stability * self.factor + 1.0).powf(-self.parameters.values()[20])
    }

    /// What is remembered after an answer so many days after the one before.
    pub fn after(&self, memory: Option<Memory>, grade: Grade, days: u32) -> Memory {
        let sound = memory.is_none_or(|m| m.stability.is_finite() && m.difficulty.is_finite());
        if self.own && sound { self.own(memory, grade, days) } else { self.theirs(memory, grade, days) }
    }

    /// The chance of recall so many days after the last answer, and what is remembered after one more.
    pub fn met(&self, memory: Memory, grade: Grade, days: u32) -> (f32, Memory) {
        let recall = self.recall(memory, days);
        let sound = self.own && memory.stability.is_finite() && memory.difficulty.is_finite();
        let after = if sound {
            self.own_after(memory, grade, days, recall)
        } else {
            self.theirs(Some(memory), grade, days)
        };
        (recall, after)
    }

    fn theirs(&self, memory: Option<Memory>, grade: Grade, days: u32) -> Memory {
        let next = self.parameters.next(memory, super::DEFAULT_RETENTION, days);
        let state = match grade {
            Grade::Again => next.again,
            Grade::Hard => next.hard,
            Grade::Good => next.good,
            Grade::Easy => next.easy,
        };
        state.memory.into()
    }

    fn own(&self, memory: Option<Memory>, grade: Grade, days: u32) -> Memory {
        let w = self.parameters.values();
        let number = grade.rating() as usize - 1;
        let Some(memory) = memory else {
            let stability = w.get(number).copied().unwrap_or(STABILITY.0);
            return Memory {
                stability: stability.clamp(STABILITY.0, STABILITY.1),
                difficulty: first_difficulty(w, grade).clamp(DIFFICULTY.0, DIFFICULTY.1),
            };
        };
        let recall = if days == 0 { 1.0 } else { self.recall(memory, days) };
        self.own_after(memory, grade, days, recall)
    }

    /// With the chance of recall, which is not asked for on the same day.
    fn own_after(&self, memory: Memory, grade: Grade, days: u32, recall: f32) -> Memory {
        let w = self.parameters.values();
        let number = grade.rating() as usize - 1;
        let stability = memory.stability.clamp(STABILITY.0, STABILITY.1);
        let difficulty = memory.difficulty.clamp(DIFFICULTY.0, DIFFICULTY.1);
        let next = match (days, grade) {
            (0, _) => {
                let change = self.short.get(number).copied().unwrap_or(1.0) * stability.powf(-w[19]);
                stability * if grade == Grade::Again { change } else { change.max(1.0) }
            }
            (_, Grade::Again) => {
                let failed = w[11]
                    * difficulty.powf(-w[12])
                    * ((stability + 1.0).powf(w[13]) - 1.0)
                    * ((1.0 - recall) * w[14]).exp();
                failed.min(stability / self.least)
            }
            (_, Grade::Hard | Grade::Good | Grade::Easy) => {
                let (penalty, bonus) = match grade {
                    Grade::Hard => (w[15], 1.0),
                    Grade::Easy => (1.0, w[16]),
                    Grade::Again | Grade::Good => (1.0, 1.0),
                };
                let gain = self.growth
                    * (11.0 - difficulty)
                    * stability.powf(-w[9])
                    * (((1.0 - recall) * w[10]).exp() - 1.0)
                    * penalty
                    * bonus;
                stability * (gain + 1.0)
            }
        };
        let change = -w[6] * (grade.rating() as f32 - 3.0);
        let harder = difficulty + (10.0 - difficulty) * change / 9.0;
        let settled = w[7] * (self.easiest - harder) + harder;
        Memory {
            stability: next.clamp(STABILITY.0, STABILITY.1),
            difficulty: settled.clamp(DIFFICULTY.0, DIFFICULTY.1),
        }
    }
}

fn first_difficulty(w: &[f32; super::PARAMETERS], grade: Grade) -> f32 {
    w[4] - (w[5] * (grade.rating() as f32 - 1.0)).exp() + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_history_comes_to_what_the_crate_makes_of_it(
            answers in proptest::collection::vec((0_usize..4, 0_u32..400), 1..30),
        ) {
            let parameters = Parameters::default();
            let steps = Steps::new(&parameters);
            prop_assert!(steps.own);
            let (mut own, mut theirs) = (None, None);
            for (grade, days) in answers {
                let grade = Grade::ALL[grade];
                if let (Some(own), Some(theirs)) = (own, theirs) {
                    let chances = (steps.recall(own, days), parameters.recall(theirs, days as f32));
                    prop_assert!((chances.0 - chances.1).abs() < 1e-3, "{chances:?}");
                }
                let (a, b) = (steps.after(own, grade, days), steps.theirs(theirs, grade, days));
                prop_assert!((a.stability - b.stability).abs() <= 1e-3 * b.stability, "{a:?} {b:?}");
                prop_assert!((a.difficulty - b.difficulty).abs() <= 1e-3, "{a:?} {b:?}");
                (own, theirs) = (Some(a), Some(b));
            }
        }
    }

    #[test]
    fn strange_parameters_are_left_to_the_crate() {
        let mut values = *Parameters::default().values();
        values[0] = 1e9;
        let parameters = Parameters::new(&values).unwrap();
        let steps = Steps::new(&parameters);
        assert!(!steps.own);
        assert_eq!(steps.after(None, Grade::Again, 0), steps.theirs(None, Grade::Again, 0));
    }
}
