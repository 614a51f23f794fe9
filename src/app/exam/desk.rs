//! The item before the learner: answering it, going to others.

use super::ExamCommand;
use crate::app::place::Place;
use crate::app::{App, Effect, Study, StudyCommand};
use crate::deck::Question;
use crate::exam::Asked;
use jiff::Timestamp;

impl App {
    /// Puts the current item before the learner, as far as it was answered.
    pub(super) fn lay_on_desk(&mut self, now: Timestamp) {
        let decks = self.library.exam_decks();
        let Some(running) = &mut self.exams.running else { return };
        let answered = running.sitting.answers.get(running.sitting.current);
        running.desk = answered.and_then(|answered| {
            let asked = Asked::of(&decks, &answered.question, answered.seed)?;
            Study::desk(asked, answered.response.as_ref(), now)
        });
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
                sitting.flag(on);
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
