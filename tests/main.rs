//! All tests that need more than one module: one binary, so that it links once.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

#[cfg(feature = "gui")]
mod access;
#[cfg(feature = "gui")]
mod answers;
#[cfg(feature = "gui")]
mod browse;
#[cfg(feature = "gui")]
mod browse_window;
mod capture_window;
mod captures;
mod cases;
mod claims;
mod cli;
mod content;
mod data;
#[cfg(feature = "gui")]
mod data_window;
mod differential;
mod exam;
#[cfg(feature = "gui")]
mod exam_keyboard;
mod exam_kill;
mod exam_report;
mod exam_twice;
mod exams;
mod explore;
mod export;
mod findings;
#[cfg(feature = "gui")]
mod fresh;
#[cfg(feature = "gui")]
mod gallery;
mod generate;
mod guide;
mod house;
#[cfg(feature = "gui")]
mod kept;
#[cfg(feature = "gui")]
mod keyboard;
mod kill;
mod killed;
mod lab;
#[cfg(feature = "gui")]
mod lacks;
#[cfg(feature = "gui")]
mod ladder;
mod learners;
#[cfg(feature = "gui")]
mod learning;
mod linux;
#[cfg(feature = "gui")]
mod map;
#[cfg(feature = "gui")]
mod month;
mod owed;
#[cfg(feature = "gui")]
mod progress;
mod properties;
#[cfg(feature = "gui")]
mod reader;
mod retention;
mod rules;
#[cfg(feature = "gui")]
mod sample;
#[cfg(feature = "gui")]
mod saving;
#[cfg(feature = "gui")]
mod screens;
#[cfg(feature = "gui")]
mod secrets;
mod shelf;
mod stats;
mod table;
mod variants;
#[cfg(feature = "gui")]
mod verdict;
#[cfg(feature = "gui")]
mod weak;
