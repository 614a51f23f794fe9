//! What an exam is made from, in its strict form.

use crate::deck::Question;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// How an exam is made: its time, its sections, what answers are worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Blueprint {
    /// Its id, the same as the file's name without `.ron`.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What it is for.
    pub about: Text,
    /// How long it takes, without extra time.
    pub minutes: u32,
    /// So many percent of the points are a pass.
    pub pass: u8,
    /// Whether one may go back to a question that was left.
    pub back: bool,
    /// What time does while the program is away.
    pub away: WhileAway,
    /// What answers are worth.
    pub scoring: Scoring,
    /// The sections, one at least, each of one question at least.
    pub sections: Vec<Section>,
    /// That of the file's text.
    pub fingerprint: u64,
}

impl Blueprint {
    /// How many questions a paper has.
    pub fn questions(&self) -> usize {
        self.sections.iter().map(|section| section.count).sum()
    }

    /// What holds for a sitting; kept with it, so that a later change of the file changes no exam that was sat.
    pub fn rules(&self) -> Rules {
        let section =
            |section: &Section| SectionRules { title: section.title.clone(), points: section.points };
        Rules {
            title: self.title.clone(),
            minutes: self.minutes,
            pass: self.pass,
            back: self.back,
            away: self.away,
            scoring: self.scoring,
            sections: self.sections.iter().map(section).collect(),
        }
    }
}

/// Extra time that can be had, in percent.
pub const EXTRA_PERCENT: [u8; 3] = [0, 25, 50];

/// What time does while the program is away: closed, killed, the machine asleep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhileAway {
    /// It stands still; every interruption is told in the report.
    #[default]
    Stops,
    /// It runs on.
    Runs,
}

/// What answers are worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scoring {
    /// Whether an answer that is right in part is worth a part.
    pub partial: bool,
    /// Whether wrong picks of a multiple choice may cost more than the right ones bring.
    pub below_zero: bool,
    /// The share of a question's points that a wrong answer costs, 0 to 1. One that is right in part costs nothing.
    pub negative: f32,
    /// Whether learners say how sure they are, and are marked by it.
    pub certainty: bool,
}

impl Default for Scoring {
    fn default() -> Scoring {
        Scoring { partial: true, below_zero: false, negative: 0.0, certainty: false }
    }
}

/// A part of an exam.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its title.
    pub title: Text,
    /// Where its questions come from.
    pub from: Pool,
    /// How many there are.
    pub count: usize,
    /// What each of them is worth.
    pub points: f32,
}

/// Which questions a section may draw. What is empty asks for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Ids of decks; none are all there are.
    pub decks: Vec<String>,
    /// A question has one of these tags, or its deck has.
    pub tags: Vec<String>,
    /// It is of one of these kinds. One that the machine draws is of the kind that is drawn.
    pub kinds: Vec<KindName>,
    /// From and to, 1 to 5.
    pub difficulty: (u8, u8),
    /// Whether the machine draws it anew each time; `None` where both will do.
    pub generated: Option<bool>,
}

impl Default for Pool {
    fn default() -> Pool {
        Pool { decks: Vec::new(), tags: Vec::new(), kinds: Vec::new(), difficulty: (1, 5), generated: None }
    }
}

/// A kind of question that can be marked: all but those that learners judge themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KindName {
    /// One or several options.
    Choice,
    /// A statement.
    TrueFalse,
    /// A typed answer.
    Type,
    /// Gaps.
    Cloze,
    /// A number or a sum.
    Value,
    /// Pairs.
    Match,
    /// An order.
    Order,
    /// Segments on the ladder.
    Build,
    /// The states of both ends.
    States,
    /// The first illegal segment.
    Fault,
    /// The segment that comes next.
    Next,
    /// What can happen on an altered machine.
    WhatIf,
}

impl KindName {
    /// The kind that a question is, or that it draws; `None` where learners judge themselves.
    pub fn of(question: &Question) -> Option<KindName> {
        Some(match question.shown_form() {
            "choice" => KindName::Choice,
            "true-false" => KindName::TrueFalse,
            "type" => KindName::Type,
            "cloze" => KindName::Cloze,
            "value" => KindName::Value,
            "match" => KindName::Match,
            "order" => KindName::Order,
            "build" => KindName::Build,
            "states" => KindName::States,
            "fault" => KindName::Fault,
            "next" => KindName::Next,
            "what-if" => KindName::WhatIf,
            // A Flip.
            _ => return None,
        })
    }
}

/// What holds for a sitting: all of a blueprint but where the questions come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// The exam's title.
    pub title: Text,
    /// How long it takes, without extra time.
    pub minutes: u32,
    /// So many percent of the points are a pass.
    pub pass: u8,
    /// Whether one may go back to a question that was left.
    pub back: bool,
    /// What time does while the program is away.
    pub away: WhileAway,
    /// What answers are worth.
    pub scoring: Scoring,
    /// The sections.
    pub sections: Vec<SectionRules>,
}

impl Rules {
    /// What a question of this section is worth; 0 where there is no such section.
    pub fn points(&self, section: usize) -> f32 {
        self.sections.get(section).map_or(0.0, |section| section.points)
    }

    /// How long it takes with so many percent of extra time, in milliseconds.
    pub fn millis(&self, extra: u8) -> u64 {
        u64::from(self.minutes) * 600 * (100 + u64::from(extra))
    }
}

/// What holds for a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SectionRules {
    /// Its title.
    pub title: Text,
    /// What each of its questions is worth.
    pub points: f32,
}
