//! Ackademy (握手学堂): a study app for how protocol connections open and close.
//!
//! The modules in reading order, from the bottom up; ARCHITECTURE.md says who may use whom.

pub mod text;
pub mod diagnostic;
pub mod wire;
pub mod machine;
