//! What a learner who knows does in the window, question by question.

use ackademy::app::StudyCommand;
use ackademy::deck::{Kind, Question};
use ackademy::machine::Machine;
use ackademy::schedule::Grade;
use serde_json::Value;

/// The commands that answer a question right and ask for the verdict; `saved` is the session as it was remembered.
pub fn right(question: &Question, machine: &Machine, saved: &Value) -> Vec<StudyCommand> {
    let mut commands = match &question.kind {
        Kind::Flip { .. } => return vec![StudyCommand::Turn, StudyCommand::Grade(Grade::Good)],
        Kind::Choice { options, .. } => {
            let picked = options.iter().enumerate().filter(|(_, option)| option.right);
            picked.map(|(at, _)| StudyCommand::Pick(at)).collect()
        }
        Kind::TrueFalse { is, .. } => vec![StudyCommand::Say(*is)],
        Kind::Type { accept, .. } => vec![StudyCommand::Text(accept[0].clone())],
        Kind::Value(value) => vec![StudyCommand::Text(value.answer.to_string())],
        Kind::Cloze(cloze) => {
            let gap = |(at, gap): (usize, &ackademy::deck::Gap)| StudyCommand::Gap {
                at,
                text: gap.accept[0].en.clone(),
            };
            cloze.gaps.iter().enumerate().map(gap).collect()
        }
        Kind::Match(asked) => {
            let pair = |(left, (_, with, _)): (usize, &(_, usize, _))| StudyCommand::Pair {
                left,
                with: Some(*with),
            };
            asked.left.iter().enumerate().map(pair).collect()
        }
        Kind::Build(build) => build.answer.iter().map(|step| StudyCommand::Step(step.to_string())).collect(),
        Kind::Next(next) => vec![StudyCommand::Step(next.answer.to_string())],
        Kind::States(states) => {
            let named = |end: usize| machine.state_name(states.answer[end][0]).to_owned();
            [0, 1].map(|end| StudyCommand::State { end, state: named(end) }).to_vec()
        }
        Kind::Fault(fault) => {
            vec![StudyCommand::Accuse(fault.step - 1), StudyCommand::Blame(fault.kind.clone())]
        }
        Kind::WhatIf(what_if) => {
            let happens = what_if.happens();
            let may = |at: &usize| happens[*at];
            let picked: Vec<usize> = (0..what_if.cases.len()).filter(may).collect();
            let picked = if picked.is_empty() { vec![what_if.cases.len()] } else { picked };
            picked.into_iter().map(StudyCommand::Pick).collect()
        }
        Kind::Order { items, .. } => moves(items.len(), saved),
        Kind::Generate(_) => panic!("ask about what was drawn"),
    };
    commands.push(StudyCommand::Check);
    commands
}

/// Brings the items from the order in which they are shown into the right one.
fn moves(count: usize, saved: &Value) -> Vec<StudyCommand> {
    let order = saved["draft"]["order"].as_array().expect("an order").iter();
    let mut order: Vec<usize> = order.map(|item| item.as_u64().expect("a number") as usize).collect();
    let mut moves = Vec::new();
    for to in 0..count {
        let from = order.iter().position(|item| *item == to).expect("an item");
        let item = order.remove(from);
        order.insert(to, item);
        moves.push(StudyCommand::Move { from, to });
    }
    moves
}
