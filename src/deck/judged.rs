//! Who judges the answer to a question.

use super::model::{Kind, Question};

/// Who judges an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JudgedBy {
    /// The machine or the explorer.
    Machine,
    /// The author, who says of each choice why it is right or wrong.
    Reasons,
    /// The author, who says what is right.
    Author,
    /// The learner.
    Learner,
}

impl JudgedBy {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            JudgedBy::Machine => "machine",
            JudgedBy::Reasons => "reasons",
            JudgedBy::Author => "author",
            JudgedBy::Learner => "learner",
        }
    }
}

impl Question {
    /// Who judges an answer to it.
    pub fn judged_by(&self) -> JudgedBy {
        let all_because = match &self.kind {
            Kind::Build(_)
            | Kind::States(_)
            | Kind::Fault(_)
            | Kind::Next(_)
            | Kind::WhatIf(_)
            | Kind::Generate(_) => return JudgedBy::Machine,
            Kind::Flip { .. } => return JudgedBy::Learner,
            Kind::Type { .. } | Kind::Value(_) if !self.rules.is_empty() => return JudgedBy::Machine,
            Kind::Type { .. } | Kind::Value(_) | Kind::Cloze(_) | Kind::Order { .. } => false,
            Kind::TrueFalse { .. } => true,
            Kind::Choice { options, .. } => options.iter().all(|option| option.because.is_some()),
            Kind::Match(asked) => asked.left.iter().all(|(_, _, because)| because.is_some()),
        };
        if all_because { JudgedBy::Reasons } else { JudgedBy::Author }
    }
}
