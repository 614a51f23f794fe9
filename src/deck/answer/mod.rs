//! What an answer is worth, and what the review screen has to show of it.
//!
//! A [`Response`] is stored for ever and may meet a question that was edited since: whatever it holds,
//! judging never fails. Indices in it are those of the file, however the options were shuffled.

mod build;
mod fault;
mod fields;
mod next;
mod order;
mod right;
mod states;
mod typed;
mod what_if;

use super::model::{ChoiceOption, Deck, Kind, Question};
use crate::text::Text;
use serde::{Deserialize, Serialize};

pub use build::{Built, LineFault, LineFaultKind};
pub use fault::FaultFound;
pub use fields::{Filled, Paired, Summed};
pub use next::Composed;
pub use order::Ordered;
pub use right::right_answer;
pub use states::EndNamed;
pub use typed::Typed;

/// An answer as it is given and stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Response {
    /// Of a Flip: whether the learner says to have known it. How well is the scheduler's affair.
    Flip {
        /// Whether it was known.
        knew: bool,
    },
    /// Of a Choice: the options picked, by their index in the file.
    Choice(Vec<usize>),
    /// Of a TrueFalse.
    TrueFalse(bool),
    /// Of a Type: the words.
    Type(String),
    /// Of a Cloze: what stands in each gap, in the order of the file.
    Cloze(Vec<String>),
    /// Of a Value: what was typed.
    Value(String),
    /// Of a Match: for each of the left side what it was put together with, by its index in the file.
    Match(Vec<Option<usize>>),
    /// Of an Order: for each position the item put there, by its index in the file.
    Order(Vec<usize>),
    /// Of a Build: the steps that the learner added, one a line.
    Build(Vec<String>),
    /// Of a States: the names written for the first and the second end.
    States([String; 2]),
    /// Of a Fault.
    Fault {
        /// The step that was clicked, counted from 1.
        step: usize,
        /// What is said to be wrong with it: one of [`super::Fault::kinds`].
        kind: String,
    },
    /// Of a Next: the segment as one line of a trace.
    Next(String),
    /// Of a WhatIf: the ids of the properties that are said to be breakable; none where nothing can happen.
    WhatIf(Vec<String>),
}

/// What an answer is worth.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// 0 to 1; exactly 1 if and only if the answer is right.
    pub credit: f32,
    /// Ids of the machine's rules that the answer shows to be known. Of a right answer those that it rests on:
    /// [`Question::rules`], or of a Build or Next those that the learner's own steps used; of a wrong one
    /// those that the learner's steps used before the fault. Empty where the machine does not judge.
    pub credited: Vec<String>,
    /// The one rule that a wrong answer shows not to be known: the one that the verdict names, else the
    /// first that the model answer uses and the learner did not. Never one of `credited`.
    pub charged: Option<String>,
    /// What the review shows.
    pub detail: Detail,
}

impl Judgement {
    /// A judgement where the machine's answer rests on the question's rules: right, all of them are known;
    /// wrong, the one that fired last is not.
    fn of_question(question: &Question, credit: f32, detail: Detail) -> Judgement {
        let (credited, charged) = match credit >= 1.0 {
            true => (question.rules.to_vec(), None),
            false => (Vec::new(), question.rules.last().cloned()),
        };
        Judgement { credit, credited, charged, detail }
    }

    /// Whether the answer is right.
    pub fn is_right(&self) -> bool {
        self.credit >= 1.0
    }
}

/// What the review shows.
#[derive(Clone, Debug)]
pub enum Detail {
    /// Of a Flip.
    Flip {
        /// Whether it was known.
        knew: bool,
    },
    /// Of a Choice: a mark an option, in the order of the file.
    Choice(Vec<Mark>),
    /// Of a TrueFalse.
    TrueFalse {
        /// Whether the statement is true.
        is: bool,
        /// What the learner said.
        said: bool,
    },
    /// Of a Type.
    Type(Typed),
    /// Of a Cloze: each gap.
    Cloze(Vec<Filled>),
    /// Of a Value.
    Value(Summed),
    /// Of a Match: each of the left side.
    Match(Vec<Paired>),
    /// Of an Order.
    Order(Ordered),
    /// Of a Build.
    Build(Built),
    /// Of a States: both ends.
    States([EndNamed; 2]),
    /// Of a Fault.
    Fault(FaultFound),
    /// Of a Next.
    Next(Composed),
    /// Of a WhatIf: a mark a case.
    WhatIf(Vec<Mark>),
    /// The answer is one to a question of another kind: the question was changed since.
    OtherKind,
}

/// An option after the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Whether it is right.
    pub right: bool,
    /// Whether it was picked.
    pub picked: bool,
}

/// Judges an answer to a question of this deck.
pub fn judge(deck: &Deck, question: &Question, response: &Response) -> Judgement {
    let of_question = |credit, detail| Judgement::of_question(question, credit, detail);
    match (&question.kind, response) {
        (Kind::Flip { .. }, Response::Flip { knew }) => {
            of_question(whole(*knew), Detail::Flip { knew: *knew })
        }
        (Kind::Choice { options, .. }, Response::Choice(picked)) => {
            let (credit, marks) = choice(options, picked);
            of_question(credit, Detail::Choice(marks))
        }
        (Kind::TrueFalse { is, .. }, Response::TrueFalse(said)) => {
            of_question(whole(is == said), Detail::TrueFalse { is: *is, said: *said })
        }
        (Kind::Type { accept, slips, .. }, Response::Type(said)) => {
            let typed = typed::judge(&deck.machine, accept, slips, said);
            of_question(whole(matches!(typed, Typed::Accepted { .. })), Detail::Type(typed))
        }
        (Kind::Cloze(cloze), Response::Cloze(said)) => {
            let (credit, gaps) = fields::cloze(cloze, said);
            of_question(credit, Detail::Cloze(gaps))
        }
        (Kind::Value(value), Response::Value(said)) => {
            let (right, summed) = fields::value(value, said);
            of_question(whole(right), Detail::Value(summed))
        }
        (Kind::Match(asked), Response::Match(said)) => {
            let (credit, pairs) = fields::matching(asked, said);
            of_question(credit, Detail::Match(pairs))
        }
        (Kind::Order { items, .. }, Response::Order(given)) => {
            let (credit, ordered) = order::judge(items.len(), given);
            of_question(credit, Detail::Order(ordered))
        }
        (Kind::Build(build), Response::Build(lines)) => build::judge(deck, question, build, lines),
        (Kind::States(states), Response::States(said)) => {
            let (credit, ends) = states::judge(&deck.machine, states, said);
            of_question(credit, Detail::States(ends))
        }
        (Kind::Fault(fault), Response::Fault { step, kind }) => {
            let (credit, found) = fault::judge(fault, *step, kind);
            of_question(credit, Detail::Fault(found))
        }
        (Kind::Next(next), Response::Next(line)) => next::judge(deck, question, next, line),
        (Kind::WhatIf(what_if), Response::WhatIf(picked)) => {
            let (credit, marks) = what_if::judge(what_if, picked);
            of_question(credit, Detail::WhatIf(marks))
        }
        (
            Kind::Flip { .. }
            | Kind::Choice { .. }
            | Kind::TrueFalse { .. }
            | Kind::Type { .. }
            | Kind::Cloze(_)
            | Kind::Value(_)
            | Kind::Match(_)
            | Kind::Order { .. }
            | Kind::Build(_)
            | Kind::States(_)
            | Kind::Fault(_)
            | Kind::Next(_)
            | Kind::WhatIf(_)
            | Kind::Generate(_),
            _,
        ) => Judgement { credit: 0.0, credited: Vec::new(), charged: None, detail: Detail::OtherKind },
    }
}

/// All or nothing.
fn whole(right: bool) -> f32 {
    if right { 1.0 } else { 0.0 }
}

/// (Right picks − wrong picks) ÷ right options, not below 0. A pick that is no option is a wrong one.
fn choice(options: &[ChoiceOption], picked: &[usize]) -> (f32, Vec<Mark>) {
    let mark = |(index, option): (usize, &ChoiceOption)| Mark {
        right: option.right,
        picked: picked.contains(&index),
    };
    let marks: Vec<Mark> = options.iter().enumerate().map(mark).collect();
    let count = |right, picked| marks.iter().filter(|mark| **mark == Mark { right, picked }).count();
    let strays = usize::from(picked.iter().any(|index| *index >= options.len()));
    let (good, bad, missed) = (count(true, true), count(false, true) + strays, count(true, false));
    let credit = if good == 0 { 0.0 } else { good.saturating_sub(bad) as f32 / (good + missed) as f32 };
    (credit, marks)
}

/// The text of the first slip that fits.
fn slip_text(slips: &[(String, Text)], fits: impl Fn(&str) -> bool) -> Option<&Text> {
    slips.iter().find(|(slip, _)| fits(slip)).map(|(_, text)| text)
}
