//! A step of a story: the step of the trace, and how it is known.

use super::connection::Flags;
use crate::wire::{End, Step};

/// How numbers are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    /// From the first number of each end: `x`, `x+1`; `u`, `u+1` where the opening is not in the capture.
    #[default]
    Relative,
    /// As they were on the wire.
    Real,
}

/// What is known of a segment's arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The capture was taken where it arrived.
    Seen,
    /// A later segment of its receiver shows it.
    Shown,
    /// Nothing speaks against it.
    Assumed,
    /// It never arrived: it was repeated, or its receiver went on without it.
    Lost,
}

impl Arrival {
    /// Its short name, for other tools.
    pub fn word(self) -> &'static str {
        match self {
            Arrival::Seen => "seen",
            Arrival::Shown => "shown",
            Arrival::Assumed => "assumed",
            Arrival::Lost => "lost",
        }
    }
}

/// Why a step stands here although no frame shows it, or not as it stands here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inferred {
    /// It was sent and arrived; only the capture does not have it.
    NotCaptured,
    /// It was sent and lost in front of the capture, for it was repeated.
    LostBefore,
    /// It was captured, but is one of those that were left out because the connection is long.
    LeftOut,
    /// An arrival: the capture shows that it came no earlier, and no later, than here.
    Arrival,
    /// A call: without it the next segment would make no sense.
    Call,
    /// A timer: without it the next segment would make no sense.
    Timer,
    /// The segment was captured, but the end whose address it bears had no reason to send it: it is an old
    /// one, a forged one, or a mistake.
    Stray,
}

impl Inferred {
    /// Its short name, for other tools.
    pub fn word(self) -> &'static str {
        match self {
            Inferred::NotCaptured => "unseen",
            Inferred::LostBefore => "lost-before",
            Inferred::LeftOut => "left-out",
            Inferred::Arrival => "arrival",
            Inferred::Call => "call",
            Inferred::Timer => "timer",
            Inferred::Stray => "stray",
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Inferred::NotCaptured => "capture-not-captured",
            Inferred::LostBefore => "capture-lost-before",
            Inferred::LeftOut => "capture-passed-by",
            Inferred::Arrival => "capture-arrival",
            Inferred::Call => "capture-call",
            Inferred::Timer => "capture-timer",
            Inferred::Stray => "capture-stray",
        }
    }
}

/// Something worth a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It brings what was sent before.
    Repeated,
    /// It asks whether the other end is still there.
    KeepAlive,
    /// It was overtaken on its way to the capture.
    Overtaken,
    /// It is one of several segments that were captured as one.
    Part {
        /// Which, from 1.
        part: usize,
        /// Of how many.
        of: usize,
    },
}

impl Mark {
    /// Its short name, for other tools.
    pub fn word(self) -> &'static str {
        match self {
            Mark::Repeated => "repeated",
            Mark::KeepAlive => "keep-alive",
            Mark::Overtaken => "overtaken",
            Mark::Part { .. } => "part",
        }
    }

    /// The key of its words; `$part` and `$of` in them are those of the mark.
    pub fn key(self) -> &'static str {
        match self {
            Mark::Repeated => "capture-repeated",
            Mark::KeepAlive => "capture-keep-alive",
            Mark::Overtaken => "capture-overtaken",
            Mark::Part { .. } => "capture-part",
        }
    }
}

/// How a step is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// The frame that shows it.
    pub frame: Option<u64>,
    /// When that was captured, in nanoseconds since 1970.
    pub at: Option<u64>,
    /// Why it stands here, where it was not simply seen.
    pub inferred: Option<Inferred>,
    /// Of a segment that is sent: what is known of its arrival.
    pub arrival: Option<Arrival>,
    /// Remarks.
    pub marks: Vec<Mark>,
}

/// The numbers of a segment, counted from the first of each end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sent {
    pub from: End,
    pub flags: Flags,
    pub seq: i64,
    pub ack: Option<i64>,
    pub len: i64,
}

/// A step with its note, and what repairs need of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// The step; numbers of segments are in `sent`.
    pub step: Step,
    pub note: Note,
    /// The segment of a `Send` or an `Inject`.
    pub sent: Option<Sent>,
    /// The end that something reaches by this step.
    pub reaches: Option<End>,
}
