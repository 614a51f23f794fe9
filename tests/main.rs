//! All tests that need more than one module: one binary, so that it links once.

mod cases;
mod content;
#[cfg(feature = "gui")]
mod screens;
