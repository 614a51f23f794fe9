//! Handing in: the exam and its answers become facts, all in one commit.
//!
//! A sitting that was handed in stays on the device until that commit is known to be done; whoever finds it there
//! looks whether the exam is among the facts already, and else hands in the same once more.

use super::App;
use crate::app::Effect;
use crate::app::place::Place;
use crate::app::port::Request;
use crate::app::record::{DeviceId, Entry, Fact, FactId, Review};
use crate::deck::judge;
use crate::exam::{Answered, Asked, Sheet};
use crate::schedule::Grade;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

impl App {
    /// Hands the running exam in.
    pub(super) fn hand_in(&mut self, now: Timestamp) -> Vec<Effect> {
        let Some(running) = &mut self.exams.running else { return Vec::new() };
        let sitting = &mut running.sitting;
        if sitting.submitted.is_some() {
            return Vec::new();
        }
        // A clock that was set back must not make it end before it began.
        let used = SignedDuration::from_millis(i64::try_from(sitting.used_millis).unwrap_or(i64::MAX));
        let least = sitting.started.checked_add(used).unwrap_or(sitting.started);
        let last = sitting.interruptions.iter().map(|away| away.to).max();
        sitting.submit(now.max(least).max(last.unwrap_or(least)));
        running.asked = false;
        self.keep_exam().into_iter().chain(self.submission()).collect()
    }

    /// The commit with the exam and its answers.
    pub(super) fn submission(&mut self) -> Option<Effect> {
        let decks = Arc::clone(self.exam_decks());
        let running = self.exams.running.as_mut()?;
        let sheet = Sheet::of(&running.sitting)?;
        let ended = sheet.ended;
        let mut facts = vec![(ended, Fact::Exam(Box::new(sheet)))];
        if running.reviews {
            for at in 0..running.sitting.answers.len() {
                let asked = running.asked_at(at, &decks);
                let review =
                    running.sitting.answers.get(at).zip(asked).and_then(|(said, asked)| review(said, &asked));
                facts.extend(review.map(|review| (ended, Fact::Review(review))));
            }
        }
        Some(Effect::Store(Request::AppendAll(facts)))
    }

    /// Several facts are stored.
    pub(in crate::app) fn appended_all(&mut self, entries: Vec<Entry>) -> Vec<Effect> {
        let exam = entries.iter().find(|entry| matches!(entry.fact, Fact::Exam(_))).map(|e| e.id.clone());
        entries.into_iter().for_each(|entry| self.record.push(entry));
        self.reschedule();
        self.forget_lists();
        exam.map(|id| self.finish_exam(id)).unwrap_or_default()
    }

    /// What can't be stored is shown all the same, as long as the window is open.
    pub(in crate::app) fn exam_not_stored(&mut self, facts: &[(Timestamp, Fact)]) -> Vec<Effect> {
        let exam = facts.iter().find(|(_, fact)| matches!(fact, Fact::Exam(_)));
        let Some((at, fact)) = exam else { return Vec::new() };
        let id = FactId::new(format!("unsaved-{}", at.as_millisecond()));
        let device = DeviceId::new("unsaved");
        self.record.push(Entry { id: id.clone(), device, counter: 0, at: *at, fact: fact.clone() });
        self.finish_exam(id)
    }

    fn finish_exam(&mut self, id: FactId) -> Vec<Effect> {
        self.exams.running = None;
        self.trail.forget(&Place::ExamSitting);
        self.trail.go(Place::ExamReport(id));
        let mut effects = vec![self.forget_exam()];
        effects.extend(self.mark_exams().map(Effect::Work));
        effects.extend(self.sync());
        effects
    }

    /// What is sent again when the learner asks for it: of the running exam as it is by now.
    pub(in crate::app) fn renewed(&mut self, request: Request) -> Request {
        if !request.is_urgent() {
            return request;
        }
        match self.keep_exam() {
            Some(Effect::Store(now)) => now,
            _ => request,
        }
    }

    /// The running exam was kept: it can be written again.
    pub(in crate::app) fn exam_remembered(&mut self) {
        let about_it = |request: &Option<Request>| request.as_ref().is_some_and(Request::is_urgent);
        if self.trouble.as_ref().is_some_and(|(_, request)| about_it(request)) {
            self.trouble = None;
        }
    }
}

/// What an answer says to the schedule. A question that was seen and left open was not known; one that was never
/// seen says nothing.
fn review(answered: &Answered, asked: &Asked) -> Option<Review> {
    if answered.response.is_none() && answered.seconds <= 0.0 {
        return None;
    }
    let machine = &asked.deck.machine;
    let judgement = answered.response.as_ref().map(|response| judge(&asked.deck, &asked.question, response));
    let right = judgement.as_ref().is_some_and(|judgement| judgement.is_right());
    let (credited, charged) = match &judgement {
        Some(judgement) => (judgement.credited.as_slice(), judgement.charged.as_ref()),
        None => (&[][..], asked.question.rules.last()),
    };
    Some(Review {
        question: answered.question.clone(),
        fingerprint: answered.fingerprint.clone(),
        answer: serde_json::to_value(&answered.response).unwrap_or_default(),
        credit: judgement.as_ref().map_or(0.0, |judgement| judgement.credit),
        grade: if right { Grade::Good } else { Grade::Again },
        hinted: false,
        practice: false,
        seed: answered.seed,
        credited: credited.iter().map(|rule| machine.full_rule(rule)).collect(),
        charged: charged.map(|rule| machine.full_rule(rule)),
        seconds: answered.seconds,
    })
}
