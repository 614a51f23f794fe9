//! What a learner does in a session, and what they have put down so far.

use crate::schedule::Grade;
use crate::wire::Fate;
use serde::{Deserialize, Serialize};

/// Something within a session.
#[derive(Clone, Debug, PartialEq)]
pub enum StudyCommand {
    /// Picks or unpicks an option; the number is that of the file.
    Pick(usize),
    /// True or false.
    Say(bool),
    /// What is typed.
    Text(String),
    /// What is written into a gap.
    Gap {
        /// The gap, by its index in the file.
        at: usize,
        /// What.
        text: String,
    },
    /// Puts one of the left side together with one of the right side, or with none.
    Pair {
        /// The left one, by its index in the file.
        left: usize,
        /// The right one, likewise.
        with: Option<usize>,
    },
    /// Moves an item to another position.
    Move {
        /// From.
        from: usize,
        /// To.
        to: usize,
    },
    /// The state named for an end (0, 1).
    State {
        /// The end.
        end: usize,
        /// The state.
        state: String,
    },
    /// Says that a row of the ladder (from 0) is the first illegal one.
    Accuse(usize),
    /// Says what is wrong with it.
    Blame(String),
    /// Adds a step, as a line of a trace.
    Step(String),
    /// Takes a step out.
    Remove(usize),
    /// Moves a step to another place among the learner's own.
    Shift {
        /// From.
        from: usize,
        /// To.
        to: usize,
    },
    /// Changes what the network does with a segment of the learner's own.
    Fate {
        /// Which.
        at: usize,
        /// What it does.
        fate: Fate,
    },
    /// Shows what could come next; that is a hint.
    HintNext,
    /// Takes the last change of the steps back.
    Undo,
    /// Makes it again.
    Redo,
    /// Shows the hint.
    Hint,
    /// Turns the card.
    Turn,
    /// Says how well it was known.
    Grade(Grade),
    /// Asks for the verdict.
    Check,
    /// To the next question.
    Next,
    /// Takes the last answer back.
    TakeBack,
    /// Counts the answer that is shown as right.
    CountRight,
    /// Leaves the question out, now and later.
    Suspend,
    /// Leaves a question that was answered before out of all sessions to come.
    LeaveOut(String),
    /// Marks the question to be looked at, or takes the mark away.
    Flag,
    /// Leaves the session; it can be gone on with.
    Leave,
    /// Starts again with those that went wrong, without touching the schedule.
    RetryWrong,
}

/// What the learner has put down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Picked options, by their number in the file.
    pub picked: Vec<usize>,
    /// True or false.
    pub said: Option<bool>,
    /// The typed text.
    pub text: String,
    /// What was written into the gaps.
    pub gaps: Vec<String>,
    /// For each of the left side the right one that it was put together with.
    pub pairs: Vec<Option<usize>>,
    /// Items by their number in the file, in the learner's order.
    pub order: Vec<usize>,
    /// States named.
    pub states: [String; 2],
    /// Steps built, as lines.
    pub steps: Vec<String>,
    /// Earlier versions of the steps.
    pub undo: Vec<Vec<String>>,
    /// Later versions of the steps.
    pub redo: Vec<Vec<String>>,
    /// Whether the card was turned.
    pub turned: bool,
    /// The step that is said to be illegal, from 1.
    pub fault_step: Option<usize>,
    /// What is said to be wrong with it.
    pub fault_kind: String,
}
