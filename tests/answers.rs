//! What a learner who knows does in the window, question by question.

use ackademy::app::StudyCommand;
use ackademy::deck::{Deck, Kind, Question, Response, right_answer};
use ackademy::schedule::Grade;
use ackademy::text::Lang;
use serde_json::Value;

/// The commands that answer a question right and ask for the verdict; `saved` is the session as it was remembered.
pub fn right(deck: &Deck, question: &Question, saved: &Value) -> Vec<StudyCommand> {
    let response = right_answer(deck, question, Lang::En).expect("ask about what was drawn");
    let pick = |at: usize| StudyCommand::Pick(at);
    let mut commands = match response {
        Response::Flip { .. } => return vec![StudyCommand::Turn, StudyCommand::Grade(Grade::Good)],
        Response::Choice(picked) => picked.into_iter().map(pick).collect(),
        Response::TrueFalse(said) => vec![StudyCommand::Say(said)],
        Response::Type(text) | Response::Value(text) => vec![StudyCommand::Text(text)],
        Response::Cloze(gaps) => {
            gaps.into_iter().enumerate().map(|(at, text)| StudyCommand::Gap { at, text }).collect()
        }
        Response::Match(pairs) => {
            pairs.into_iter().enumerate().map(|(left, with)| StudyCommand::Pair { left, with }).collect()
        }
        Response::Order(order) => moves(&order, saved),
        Response::Build(steps) => steps.into_iter().map(StudyCommand::Step).collect(),
        Response::Next(step) => vec![StudyCommand::Step(step)],
        Response::States(states) => {
            states.into_iter().enumerate().map(|(end, state)| StudyCommand::State { end, state }).collect()
        }
        Response::Fault { step, kind } => vec![StudyCommand::Accuse(step - 1), StudyCommand::Blame(kind)],
        Response::WhatIf(ids) => {
            let Kind::WhatIf(what_if) = &question.kind else { panic!("{ids:?} of another kind") };
            let may = |property: &str| ids.iter().any(|id| id == property);
            let known = what_if.properties().enumerate();
            let picked: Vec<usize> =
                known.filter(|(_, (_, property))| may(&property.id)).map(|(at, _)| at).collect();
            let none = what_if.cases.len();
            if picked.is_empty() { vec![pick(none)] } else { picked.into_iter().map(pick).collect() }
        }
    };
    commands.push(StudyCommand::Check);
    commands
}

/// Brings the items from the order in which they are shown into this one.
fn moves(wanted: &[usize], saved: &Value) -> Vec<StudyCommand> {
    let order = saved["draft"]["order"].as_array().expect("an order").iter();
    let mut order: Vec<usize> = order.map(|item| item.as_u64().expect("a number") as usize).collect();
    let mut moves = Vec::new();
    for (to, wanted) in wanted.iter().enumerate() {
        let from = order.iter().position(|item| item == wanted).expect("an item");
        let item = order.remove(from);
        order.insert(to, item);
        moves.push(StudyCommand::Move { from, to });
    }
    moves
}
