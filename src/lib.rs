//! Ackademy (握手学堂): a study app for how protocol connections open and close.
//!
//! The modules in reading order, from the bottom up; ARCHITECTURE.md says who may use whom.

pub mod text;

pub mod diagnostic;

pub mod chance;

pub mod cores;

pub mod wire;

pub mod machine;

pub mod capture;

pub mod deck;

pub mod exam;

pub mod schedule;

pub mod app;

pub mod store;

pub mod cli;

#[cfg(feature = "gui")]
pub mod ui;
