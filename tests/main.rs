//! All tests that need more than one module: one binary, so that it links once.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod capture_window;
mod captures;
mod cases;
mod cli;
mod content;
mod data;
mod differential;
mod explore;
mod export;
mod findings;
#[cfg(feature = "gui")]
mod gallery;
mod generate;
mod guide;
mod house;
mod kill;
mod lab;
#[cfg(feature = "gui")]
mod ladder;
mod linux;
#[cfg(feature = "gui")]
mod map;
mod owed;
mod properties;
mod rules;
#[cfg(feature = "gui")]
mod screens;
#[cfg(feature = "gui")]
mod secrets;
mod table;
mod variants;
