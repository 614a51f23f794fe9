//! Who has the exam that is being sat: one program at a time. What another program left is taken up where it stopped.

use super::{ExamCommand, Kept, Running};
use crate::app::place::Place;
use crate::app::port::{Claim, Request, SAT};
use crate::app::{App, Effect};
use crate::exam::{PaperCode, Sitting};
use jiff::Timestamp;

/// Which exam a value of [`SAT`] is about: the code of its paper, and when it began.
pub fn sat(kept: &str) -> Option<(PaperCode, Timestamp)> {
    let Kept { sitting, .. } = serde_json::from_str::<Kept<Sitting>>(kept).ok()?;
    Some((sitting.code, sitting.started))
}

impl App {
    /// The data were read: asks for the exam that was being sat, if there is one.
    pub(in crate::app) fn claim_exam(&mut self) -> Option<Effect> {
        let there = self.exams.running.is_none() && self.local.contains_key(SAT);
        self.exams.claiming = there;
        there.then_some(Effect::Store(Request::Claim))
    }

    /// Asks for the exam that another program had.
    pub(super) fn ask_for_exam(&self) -> Option<Effect> {
        self.exams.elsewhere.then_some(Effect::Store(Request::Claim))
    }

    /// Whether it is not known yet whether an exam goes on here.
    pub(in crate::app) fn claims_exam(&self) -> bool {
        // Its questions may be among the content that is not there yet.
        self.exams.claiming || self.expects && self.local.contains_key(SAT)
    }

    /// It is known who has the exam.
    pub(in crate::app) fn claimed_exam(&mut self, claim: Claim, now: Timestamp) -> Vec<Effect> {
        let was_elsewhere = std::mem::take(&mut self.exams.elsewhere);
        self.exams.claiming = false;
        match claim {
            Claim::Ours(value) => {
                self.local.insert(SAT.to_owned(), value);
                let effects = self.take_up_exam(now);
                self.resume_today(now);
                effects
            }
            Claim::None => {
                self.local.remove(SAT);
                self.resume_today(now);
                // It was handed in there: what is known here is old.
                was_elsewhere.then_some(Effect::Store(Request::Load)).into_iter().collect()
            }
            Claim::Elsewhere => self.lose_exam(),
        }
    }

    /// It could not be found out who has the exam: it goes on here, as it was read.
    pub(in crate::app) fn exam_not_claimed(&mut self, now: Timestamp) -> Vec<Effect> {
        match self.local.get(SAT).cloned().filter(|_| self.exams.claiming) {
            Some(value) => self.claimed_exam(Claim::Ours(value), now),
            None => Vec::new(),
        }
    }

    /// Another program has the exam: here none goes on and none begins.
    pub(in crate::app) fn lose_exam(&mut self) -> Vec<Effect> {
        self.local.remove(SAT);
        (self.exams.running, self.exams.start) = (None, None);
        (self.exams.elsewhere, self.exams.claiming) = (true, false);
        self.trail.forget(&Place::ExamSitting);
        self.trail.forget(&Place::ExamStart);
        self.trail.go(Place::Exam);
        Vec::new()
    }

    /// Whether that can't be done because another program has an exam that is being sat.
    pub(super) fn is_elsewhere(&self, command: &ExamCommand) -> bool {
        self.exams.elsewhere
            && matches!(command, ExamCommand::Choose(_) | ExamCommand::OpenCode | ExamCommand::Begin)
    }

    /// An exam that was being sat goes on, or is handed in where that was not finished.
    fn take_up_exam(&mut self, now: Timestamp) -> Vec<Effect> {
        if self.exams.running.is_some() {
            return Vec::new();
        }
        let kept = self.local.get(SAT).map(|text| serde_json::from_str::<Kept<Sitting>>(text));
        let Some(Ok(Kept { mut sitting, reviews, timer })) = kept else { return Vec::new() };
        if sitting.answers.is_empty() || self.is_kept(sitting.code, sitting.started) {
            return vec![self.forget_exam()];
        }
        sitting.mend();
        self.exams.running = Some(Running::new(sitting, reviews, timer));
        self.trail.go(Place::ExamSitting);
        let Some(running) = &mut self.exams.running else { return Vec::new() };
        if running.sitting.submitted.is_some() {
            return self.submission().into_iter().collect();
        }
        running.sitting.resume(now.max(running.sitting.started));
        running.back = Some(running.sitting.used_millis);
        if running.sitting.left().is_zero() {
            return self.hand_in(now);
        }
        self.lay_on_desk(now);
        self.keep_exam().into_iter().chain(self.prepare_answered()).collect()
    }

    /// Whether an exam that was begun then is among those that were handed in.
    fn is_kept(&self, code: PaperCode, started: Timestamp) -> bool {
        let began = started.as_millisecond();
        self.record.exams().any(|(_, sheet)| sheet.code == code && sheet.started.as_millisecond() == began)
    }

    pub(super) fn forget_exam(&mut self) -> Effect {
        self.local.remove(SAT);
        Effect::Store(Request::Forget { key: SAT.to_owned() })
    }
}
