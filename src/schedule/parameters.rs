//! The numbers that FSRS knows a learner by.

use super::Memory;
use fsrs::{DEFAULT_PARAMETERS, FSRS, ItemState, MemoryState, NextStates, current_retrievability};
use std::fmt;

/// How many there are in FSRS 6.
pub const PARAMETERS: usize = 21;
/// Where the one stands that says how steeply the curve of forgetting falls.
const DECAY: usize = 20;
/// FSRS brings the decay into this range; what lies outside was not made by it.
const DECAYS: std::ops::RangeInclusive<f32> = 0.1..=0.8;

/// The parameters of FSRS for one learner, ready to be computed with.
#[derive(Clone)]
pub struct Parameters {
    values: [f32; PARAMETERS],
    model: FSRS,
}

impl Default for Parameters {
    /// Those that were published with FSRS, fitted to many learners.
    fn default() -> Parameters {
        Parameters { values: DEFAULT_PARAMETERS, model: FSRS::default() }
    }
}

impl PartialEq for Parameters {
    fn eq(&self, other: &Parameters) -> bool {
        self.values == other.values
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_tuple("Parameters").field(&self.values).finish()
    }
}

impl Parameters {
    /// These parameters, if FSRS can work with them.
    pub fn new(values: &[f32]) -> Option<Parameters> {
        let values = <[f32; PARAMETERS]>::try_from(values).ok()?;
        let usable = values.iter().all(|value| value.is_finite()) && DECAYS.contains(&values[DECAY]);
        let model = FSRS::new(&values).ok().filter(|_| usable)?;
        Some(Parameters { values, model })
    }

    /// The parameters as [`Parameters::write`] has written them.
    pub fn read(text: &str) -> Option<Parameters> {
        let values: Vec<f32> =
            text.split_whitespace().map(|word| word.parse().ok()).collect::<Option<_>>()?;
        Parameters::new(&values)
    }

    /// As text, so that they can travel as a setting.
    pub fn write(&self) -> String {
        self.values.map(|value| value.to_string()).join(" ")
    }

    /// The numbers.
    pub fn values(&self) -> &[f32; PARAMETERS] {
        &self.values
    }

    /// The chance of recall (0 to 1) so many days after the last answer. Damaged numbers give 0.
    pub fn recall(&self, memory: Memory, days: f32) -> f32 {
        let chance = current_retrievability(state(memory), days.max(0.0), self.values[DECAY]);
        if chance.is_finite() { chance.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Days until the chance of recall has fallen so far.
    pub(super) fn interval(&self, memory: Memory, retention: f32) -> f32 {
        self.model.next_interval(Some(memory.stability), retention, 0)
    }

    /// What each grade makes of a memory after so many days. A memory that FSRS refuses (damaged
    /// numbers) is begun anew.
    pub(super) fn next(&self, memory: Option<Memory>, retention: f32, days: u32) -> NextStates {
        self.model
            .next_states(memory.map(state), retention, days)
            .or_else(|_| self.model.next_states(None, retention, 0))
            .unwrap_or_else(|_| {
                let plain =
                    || ItemState { memory: MemoryState { stability: 1.0, difficulty: 5.0 }, interval: 1.0 };
                NextStates { again: plain(), hard: plain(), good: plain(), easy: plain() }
            })
    }

    pub(super) fn model(&self) -> &FSRS {
        &self.model
    }
}

fn state(memory: Memory) -> MemoryState {
    MemoryState { stability: memory.stability, difficulty: memory.difficulty }
}

impl From<MemoryState> for Memory {
    fn from(state: MemoryState) -> Memory {
        Memory { stability: state.stability, difficulty: state.difficulty }
    }
}
