//! All tests that need more than one module: one binary, so that it links once.

mod cases;
mod cli;
mod content;
mod findings;
mod guide;
#[cfg(feature = "gui")]
mod screens;
