//! A question of an exam on the desk: the same sheet as in a session, but nobody judges here, and half an answer
//! is one too.

use super::{Draft, Scope, Study, StudyCommand};
use crate::app::record::Record;
use crate::deck::{Kind, Question, Response};
use crate::exam::Asked;
use jiff::Timestamp;

impl Study {
    /// The sheet of an item of a paper, with what was answered to it so far.
    pub(in crate::app) fn desk(asked: Asked, response: Option<&Response>, now: Timestamp) -> Option<Study> {
        let name = asked.deck.full_name(&asked.question);
        let mut study = Study::blank(Scope::Chosen, vec![asked.deck], vec![name], true, now, 0)?;
        study.paper = Some(asked.seed);
        study.draft = response.map(|response| draft_of(&asked.question, response)).unwrap_or_default();
        if study.draft.order.is_empty() {
            study.draft.order = match asked.question.kind {
                Kind::Order { .. } => asked.order,
                _ => Vec::new(),
            };
        }
        study.drawn = Some((asked.seed, asked.question));
        Some(study)
    }

    /// Does what changes the answer, and nothing else; the answer then, or `None` where the command is about
    /// something else or was refused.
    pub(in crate::app) fn write(
        &mut self,
        command: StudyCommand,
        record: &Record,
        now: Timestamp,
    ) -> Option<Option<Response>> {
        let moves = matches!(command, StudyCommand::Move { .. });
        match command {
            StudyCommand::Pick(_)
            | StudyCommand::Say(_)
            | StudyCommand::Text(_)
            | StudyCommand::Gap { .. }
            | StudyCommand::Pair { .. }
            | StudyCommand::Move { .. }
            | StudyCommand::State { .. }
            | StudyCommand::Accuse(_)
            | StudyCommand::Blame(_)
            | StudyCommand::Step(_)
            | StudyCommand::Remove(_)
            | StudyCommand::Shift { .. }
            | StudyCommand::Fate { .. }
            | StudyCommand::Undo
            | StudyCommand::Redo => {}
            StudyCommand::HintNext
            | StudyCommand::Hint
            | StudyCommand::Turn
            | StudyCommand::Grade(_)
            | StudyCommand::Check
            | StudyCommand::Next
            | StudyCommand::TakeBack
            | StudyCommand::CountRight
            | StudyCommand::Suspend
            | StudyCommand::LeaveOut(_)
            | StudyCommand::Flag
            | StudyCommand::Leave
            | StudyCommand::RetryWrong => return None,
        }
        self.update(command, record, now);
        // An order stands there from the beginning; it is an answer once something was moved.
        let is_order = matches!(self.question().map(|q| &q.kind), Some(Kind::Order { .. }));
        (moves || !is_order).then(|| self.response().or_else(|| self.half()))
    }

    /// An answer that is not whole yet: when time is over it counts as it stands.
    fn half(&self) -> Option<Response> {
        let draft = &self.draft;
        Some(match &self.question()?.kind {
            Kind::Match(asked) if draft.pairs.iter().any(Option::is_some) => Response::Match(
                (0..asked.left.len()).map(|at| draft.pairs.get(at).copied().flatten()).collect(),
            ),
            Kind::States(_) if draft.states.iter().any(|state| !state.trim().is_empty()) => {
                Response::States(draft.states.clone())
            }
            // A step is worth something even where nothing is said of it; the other way round it is not.
            Kind::Fault(_) if draft.fault_step.is_some() || !draft.fault_kind.is_empty() => {
                Response::Fault { step: draft.fault_step.unwrap_or(0), kind: draft.fault_kind.clone() }
            }
            _ => return None,
        })
    }
}

/// What was put down, told by the answer that was made of it.
fn draft_of(question: &Question, response: &Response) -> Draft {
    let mut draft = Draft::default();
    match response {
        Response::Flip { .. } => {}
        Response::Choice(picked) => draft.picked.clone_from(picked),
        Response::TrueFalse(said) => draft.said = Some(*said),
        Response::Type(text) | Response::Value(text) => draft.text.clone_from(text),
        Response::Cloze(gaps) => draft.gaps.clone_from(gaps),
        Response::Match(pairs) => draft.pairs.clone_from(pairs),
        Response::Order(order) => draft.order.clone_from(order),
        Response::Build(steps) => draft.steps.clone_from(steps),
        Response::States(states) => draft.states.clone_from(states),
        Response::Fault { step, kind } => {
            draft.fault_step = Some(*step).filter(|step| *step > 0);
            draft.fault_kind.clone_from(kind);
        }
        Response::Next(step) => draft.steps = vec![step.clone()],
        Response::WhatIf(ids) => {
            let Kind::WhatIf(what_if) = &question.kind else { return draft };
            let cases = what_if.properties().enumerate();
            let picked = cases.filter(|(_, (_, property))| ids.contains(&property.id)).map(|(at, _)| at);
            draft.picked = picked.collect();
            if ids.is_empty() {
                draft.picked.push(what_if.cases.len());
            }
        }
    }
    draft
}
