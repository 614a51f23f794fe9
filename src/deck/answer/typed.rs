//! Typed answers: accepted, a known slip, or something else.

use super::slip_text;
use crate::machine::{Machine, StateId};
use crate::text::{Text, normalise, same_answer};

/// What became of a typed answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// It is right.
    Accepted {
        /// The accepted answer that it is the same as.
        answer: String,
    },
    /// It is a mistake that has an explanation.
    Slip {
        /// The explanation.
        text: Text,
        /// The answer to show.
        answer: String,
    },
    /// It is wrong.
    Wrong {
        /// The accepted answer that is nearest to it.
        nearest: String,
    },
}

/// Longer answers are not compared letter by letter.
const LONGEST: usize = 100;

/// Judges a typed answer. Where the name of a state is accepted, its aliases are too, and the machine's
/// slips are known.
pub(super) fn judge(machine: &Machine, accept: &[String], slips: &[(String, Text)], said: &str) -> Typed {
    let blank = normalise(said).is_empty();
    let state = machine.state(said).filter(|_| !blank);
    let is = |known: &str| {
        !blank && (same_answer(known, said) || (state.is_some() && state_named(machine, known) == state))
    };
    if let Some(answer) = accept.iter().find(|answer| is(answer)) {
        return Typed::Accepted { answer: answer.clone() };
    }
    let asks_for_state = accept.iter().any(|answer| state_named(machine, answer).is_some());
    // A slip that is another state's name is meant with its aliases, but only where a state is asked for.
    let own =
        slip_text(slips, |slip| if asks_for_state { is(slip) } else { !blank && same_answer(slip, said) });
    let known = own.or_else(|| machine.slip(said).filter(|_| asks_for_state && !blank));
    let answer = accept.first().cloned().unwrap_or_default();
    match known {
        Some(text) => Typed::Slip { text: text.clone(), answer },
        None => Typed::Wrong { nearest: nearest(accept, said).unwrap_or(answer) },
    }
}

/// The state with exactly this name. Aliases don't count here: `close` is a call although `CLOSE` is
/// also another name of CLOSED.
fn state_named(machine: &Machine, name: &str) -> Option<StateId> {
    machine.state(name).filter(|state| same_answer(machine.state_name(*state), name))
}

fn nearest(accept: &[String], said: &str) -> Option<String> {
    let said: String = normalise(said).chars().take(LONGEST).collect();
    let distance = |answer: &&String| strsim::damerau_levenshtein(&normalise(answer), &said);
    accept.iter().min_by_key(distance).cloned()
}
