//! The item before the learner: answering it, going to others.

use super::{ExamCommand, Running};
use crate::app::place::Place;
use crate::app::work::Work;
use crate::app::{App, Effect, Study, StudyCommand};
use crate::deck::{Kind, Question, Response};
use crate::exam::{Answered, Asked, Decks};
use jiff::Timestamp;
use std::sync::Arc;

impl Running {
    /// An item as it is put before the learner. It is drawn once: what is explored for it serves for its mark, too.
    pub(super) fn asked_at(&mut self, at: usize, decks: &Decks) -> Option<Asked> {
        if let Some(asked) = self.asked_items.get(&at) {
            return Some(asked.clone());
        }
        let answered = self.sitting.answers.get(at)?;
        let asked = Asked::of(decks, &answered.question, answered.seed)?;
        self.asked_items.insert(at, asked.clone());
        Some(asked)
    }
}

impl App {
    /// Puts the current item before the learner, as far as it was answered.
    pub(super) fn lay_on_desk(&mut self, now: Timestamp) {
        let decks = Arc::clone(self.exam_decks());
        let Some(running) = &mut self.exams.running else { return };
        let asked = running.asked_at(running.sitting.current, &decks);
        let answered = running.sitting.answers.get(running.sitting.current);
        running.desk = asked
            .zip(answered)
            .and_then(|(asked, answered)| Study::desk(asked, answered.response.as_ref(), now));
    }

    /// What marking the answers will need, where that takes long: after a start only the question before the learner
    /// would be prepared.
    pub(super) fn prepare_answered(&mut self) -> Vec<Effect> {
        let decks = Arc::clone(self.exam_decks());
        let Some(running) = &mut self.exams.running else { return Vec::new() };
        let answers = running.sitting.answers.iter().enumerate();
        let explored = |answer: &Answered| matches!(answer.response, Some(Response::WhatIf(_)));
        let at: Vec<usize> = answers.filter(|(_, answer)| explored(answer)).map(|(at, _)| at).collect();
        let asked = at.into_iter().filter_map(|at| running.asked_at(at, &decks));
        let work = asked.filter_map(|asked| match &asked.question.kind {
            Kind::WhatIf(what_if) => Some(Effect::Work(Work::Prepare(what_if.clone()))),
            _ => None,
        });
        work.collect()
    }

    /// The question of an exam, where the learner is looking at it.
    pub(in crate::app) fn examined(&self) -> Option<&Question> {
        let running = self.exams.running.as_ref().filter(|_| *self.trail.now() == Place::ExamSitting)?;
        running.desk.as_ref()?.question()
    }

    /// What is put down in answer.
    pub(in crate::app) fn write_in_exam(&mut self, command: StudyCommand, now: Timestamp) -> Vec<Effect> {
        // Where a session would judge, the next question comes.
        if command == StudyCommand::Check {
            return self.on_desk(ExamCommand::Next, now);
        }
        if command == StudyCommand::Flag {
            return self.on_desk(ExamCommand::Flag, now);
        }
        let Some(running) = self.exams.running.as_mut().filter(|running| !running.sitting.is_over()) else {
            return Vec::new();
        };
        let Some(desk) = &mut running.desk else { return Vec::new() };
        let Some(response) = desk.write(command, &self.record, now) else { return Vec::new() };
        running.sitting.answer(response);
        self.keep_exam().into_iter().collect()
    }

    pub(super) fn on_desk(&mut self, command: ExamCommand, now: Timestamp) -> Vec<Effect> {
        let Some(running) = self.exams.running.as_mut().filter(|running| !running.sitting.is_over()) else {
            return Vec::new();
        };
        let sitting = &mut running.sitting;
        let here = sitting.current;
        let answered = sitting.answers.get(here);
        match command {
            ExamCommand::Next if here + 1 >= sitting.answers.len() => running.asked = true,
            ExamCommand::Next | ExamCommand::Previous | ExamCommand::Go(_) => {
                let to = match command {
                    ExamCommand::Go(to) => to,
                    ExamCommand::Previous => here.saturating_sub(1),
                    _ => here + 1,
                };
                running.asked = false;
                if to != here && sitting.go(to) {
                    self.lay_on_desk(now);
                }
            }
            ExamCommand::Flag => {
                let on = answered.is_some_and(|answered| !answered.flagged);
                // Where one can't come back there is nothing to look at again.
                sitting.flag(on && sitting.rules.back);
            }
            ExamCommand::Certain(wanted) => {
                let same = answered.is_some_and(|answered| answered.certainty == Some(wanted));
                if sitting.rules.scoring.certainty {
                    sitting.certain(Some(wanted).filter(|_| !same));
                }
            }
            ExamCommand::Clear => {
                sitting.answer(None);
                sitting.certain(None);
                self.lay_on_desk(now);
            }
            ExamCommand::Timer(on) => running.timer = on,
            _ => return Vec::new(),
        }
        self.keep_exam().into_iter().collect()
    }

    pub(super) fn ask_to_hand_in(&mut self, asked: bool) {
        if let Some(running) = &mut self.exams.running {
            running.asked = asked;
        }
    }
}
