//! A deck that no file has: exercises about single rules of a machine, each drawn anew whenever it is shown.
//!
//! Its questions say by their ids what they draw, so that a session can be gone on with and an answer shown again.

use super::Deck;
use super::form::Form;
use super::model::{Body, Drawn, Generate, Kind, Question};
use super::said::Said;
use crate::machine::{Drawable, Machine};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// What the ids of such decks begin with; behind it stands the machine's. No file's deck can have a dot.
pub const EXERCISES: &str = "weak-spots.";

/// The kinds that are drawn about a rule.
const KINDS: [(Drawable, &str); 3] =
    [(Drawable::States, "states"), (Drawable::Next, "next"), (Drawable::Fault, "fault")];

/// What an exercise is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// What is drawn.
    pub kind: Drawable,
    /// The machine's named start.
    pub start: Option<String>,
    /// The rule's id within its machine.
    pub rule: String,
}

impl Spot {
    /// The kinds that can be drawn about a rule.
    pub fn kinds() -> [Drawable; 3] {
        KINDS.map(|(kind, _)| kind)
    }

    /// What the id of a question says.
    pub fn read(id: &str) -> Option<Spot> {
        let (kind, rest) = id.split_once('.')?;
        let (start, rule) = rest.split_once('.')?;
        let (kind, _) = KINDS.into_iter().find(|(_, word)| *word == kind)?;
        let start = Some(start).filter(|start| !start.is_empty()).map(str::to_owned);
        Some(Spot { kind, start, rule: rule.to_owned() })
    }

    /// The full name of its question on this machine.
    pub fn full_name(&self, machine: &str) -> String {
        format!("{EXERCISES}{machine}/{self}")
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let word = KINDS.iter().find(|(kind, _)| *kind == self.kind).map_or("", |(_, word)| word);
        write!(f, "{word}.{}.{}", self.start.as_deref().unwrap_or_default(), self.rule)
    }
}

impl Deck {
    /// A deck of these exercises; what the machine has no rule for is left out.
    pub fn of_exercises<'a>(machine: &Arc<Machine>, ids: impl IntoIterator<Item = &'a str>) -> Deck {
        let question = |id: &str| {
            let Spot { kind, start, rule } = Spot::read(id)?;
            let (_, known) = machine.rule_named(&rule)?;
            let kind = Kind::Generate(Generate { ask: None, kind: Drawn::Exercise(kind), start });
            let body = Body {
                explain: Some(known.why.clone()),
                hint: None,
                image: None,
                cite: vec![known.cite.clone()],
                proves: Vec::new(),
                kind,
            };
            Some(Question {
                id: id.to_owned(),
                tags: Arc::default(),
                was: Box::default(),
                rules: [rule].into(),
                difficulty: 3,
                line: 0,
                print: 0,
                span: 0..0,
                form: Form::of(body.kind.name()),
                shown: Form::of(body.kind.shown()),
                source: None,
                body: OnceLock::from(Arc::new(body)),
            })
        };
        Deck {
            id: format!("{EXERCISES}{}", machine.id),
            title: machine.title.clone(),
            about: None,
            after: Vec::new(),
            minutes: None,
            tags: Vec::new(),
            machine: Arc::clone(machine),
            start: None,
            goal: [None; 2],
            questions: ids.into_iter().filter_map(question).collect(),
            said: Said::default(),
            source: Arc::default(),
            outline: None,
        }
    }
}
