//! Segments, sequence numbers and traces as a learner can write them, legal or not.
//!
//! Nothing here knows a protocol: which flags, fields, calls and timers exist is the machine's affair.

mod json;
mod seq;
mod trace;
mod trace_text;

pub use json::{Case, Claim, ExpectedVerdict, Observed, StartState, case_to_json, cases_from_json};
pub use seq::Seq;
pub use trace::{Calls, End, Fate, Segment, Step, Term, Trace};
pub use trace_text::{TraceError, TraceErrorKind, parse, parse_line, parse_segment, parse_term};
