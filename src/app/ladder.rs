//! What a ladder shows, with every decision taken: pure data that `ui` lays out and paints.

use crate::wire::{End, Fate};

/// A ladder: two lifelines and what happens between them, from top to bottom.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Ladder {
    /// Names of the two ends in the language of the interface.
    pub roles: [String; 2],
    /// States before the first row; empty where they are not shown.
    pub start: [String; 2],
    /// The rows in order.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What happens.
    pub event: Event,
    /// State of each end after it; empty where it is not shown (not known, or asked for).
    pub states: [String; 2],
    /// Whether the state of this end changed here.
    pub changed: [bool; 2],
    /// How the row is to be seen.
    pub tone: Tone,
    /// Whether the learner may remove it or change it (given rows can't).
    pub editable: bool,
    /// The whole row in words, for screen readers and hovering.
    pub spoken: String,
    /// A remark that is written below what happens; mostly empty.
    pub note: String,
    /// How much of it is known.
    pub known: Known,
}

/// How much of a row is known, and how much is inferred: what is inferred is drawn with dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Known {
    /// All of it.
    #[default]
    All,
    /// That the segment was sent; what became of it is inferred.
    Sent,
    /// Nothing: all of it is inferred.
    Nothing,
}

/// How a row is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// One of the learner's, or simply part of the picture.
    #[default]
    Plain,
    /// The learner has pointed at it.
    Chosen,
    /// It was there before the learner began.
    Given,
    /// The first illegal one.
    Wrong,
    /// After the first illegal one: not judged.
    Unjudged,
    /// Still to come.
    Ahead,
}

/// What happens in a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A segment leaves an end.
    Segment {
        /// The sender.
        from: End,
        /// Flags and fields: `SYN ACK`, `seq=y ack=x+1`.
        flags: String,
        /// The fields.
        fields: String,
        /// What becomes of it.
        fate: Fate,
        /// The row in which a held one arrives, if it does.
        arrives_in: Option<usize>,
    },
    /// A held segment, or another copy, arrives.
    Arrival {
        /// The receiver.
        to: End,
        /// Its flags.
        flags: String,
        /// Its fields.
        fields: String,
    },
    /// The network delivers what neither end has just sent.
    Injected {
        /// The receiver.
        to: End,
        /// Its flags.
        flags: String,
        /// Its fields.
        fields: String,
    },
    /// A user call.
    Call {
        /// At which end.
        at: End,
        /// In words.
        text: String,
    },
    /// A timer runs out.
    Timer {
        /// At which end.
        at: End,
        /// In words.
        text: String,
    },
}
