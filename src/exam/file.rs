//! A blueprint's file as written: loose, serde, in the words of the file. [`super::load`] makes the strict form of it.

use super::blueprint::WhileAway;
use crate::text::Text;
use serde::Deserialize;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlueprintFile {
    pub format: u32,
    pub id: String,
    pub title: Text,
    pub about: Text,
    pub minutes: u32,
    pub pass: u8,
    #[serde(default = "yes")]
    pub back: bool,
    #[serde(default)]
    pub away: AwayFile,
    #[serde(default)]
    pub scoring: ScoringFile,
    pub sections: Vec<SectionFile>,
}

fn yes() -> bool {
    true
}

fn one() -> f32 {
    1.0
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum AwayFile {
    #[default]
    Stops,
    Runs,
}

impl From<AwayFile> for WhileAway {
    fn from(file: AwayFile) -> WhileAway {
        match file {
            AwayFile::Stops => WhileAway::Stops,
            AwayFile::Runs => WhileAway::Runs,
        }
    }
}

/// What is not written is `None`, so that what contradicts certainty can be told.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScoringFile {
    pub partial: Option<bool>,
    pub below_zero: Option<bool>,
    pub negative: Option<f32>,
    pub certainty: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionFile {
    pub title: Text,
    #[serde(default)]
    pub from: PoolFile,
    pub count: usize,
    #[serde(default = "one")]
    pub points: f32,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PoolFile {
    pub decks: Vec<String>,
    pub tags: Vec<String>,
    pub kinds: Vec<KindFile>,
    pub difficulty: Option<(u8, u8)>,
    pub generated: Option<bool>,
}

/// Every kind that a deck's file knows; not all of them can be drawn.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum KindFile {
    Flip,
    Choice,
    TrueFalse,
    Type,
    Cloze,
    Value,
    Match,
    Order,
    Build,
    States,
    Fault,
    Next,
    WhatIf,
    Generate,
}
