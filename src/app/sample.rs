//! Sample progress: what the app looks like after a month of study, for who shows it or wants to know.
//!
//! The facts are generated and folded into a record of their own that lives in memory alone. While it is
//! shown every view of progress is made from it, every answer is practice, and nothing at all is written:
//! neither the learner's facts nor the session that they have left. It is gone when it is put away or the
//! window is closed.

use super::library::Library;
use super::place::Place;
use super::record::{DeviceId, Entry, Fact, FactId, Record, Review};
use super::{App, Study};
use crate::chance::Chance;
use crate::schedule::{Calendar, Scheduler, grade_for};
use jiff::{SignedDuration, Timestamp};

/// So many days were studied, today not among them.
const DAYS: i64 = 30;
/// One day in so many was left out.
const IDLE_DAYS: usize = 6;
/// So many questions are new on a day.
const NEW_A_DAY: usize = 8;
/// No more than so many are repeated.
const MOST_A_DAY: usize = 60;
/// Of a hundred answers so many are right: of first ones, and of later ones.
const RIGHT: [usize; 2] = [72, 90];
/// A day's study begins so many hours into it.
const BEGINS_HOURS: i64 = 14;
/// An answer takes between so many seconds, and that many more.
const SECONDS: (usize, usize) = (12, 40);
/// Wrong answers go round the rules of a question in steps of no more than this.
const WRONG_WAYS: usize = 7;
/// Who seems to have written it.
const DEVICE: &str = "sample";
/// The sample is always the same.
const SEED: u64 = 0x5A3B_1E00;

impl App {
    /// Shows sample progress, or puts it away.
    pub(super) fn show_sample(&mut self, on: bool, now: Timestamp) {
        if on == self.sample.is_some() {
            return;
        }
        self.forget_lists();
        self.sample = on.then(|| Box::new(sample(&self.library, self.record.calendar(), now)));
        // A session belongs to the record that it was begun with. The learner's own is remembered.
        self.study = None;
        self.trail.forget(&Place::Study);
    }

    /// Whether sample progress is shown.
    pub fn is_sample(&self) -> bool {
        self.sample.is_some()
    }

    /// The record that views show: the learner's, or the sample.
    pub(super) fn shown_record(&self) -> &Record {
        self.sample.as_deref().unwrap_or(&self.record)
    }

    /// A session on the sample: what would be due comes, but all of it is practice.
    pub(super) fn sample_session(&self, mut study: Study) -> Study {
        study.practice |= self.is_sample();
        study
    }
}

/// A month of study up to yesterday.
pub(super) fn sample(library: &Library, calendar: &Calendar, now: Timestamp) -> Record {
    let mut record = Record::new(&Scheduler::new(calendar));
    let mut chance = Chance::new(SEED);
    let decks = library.decks.iter().filter_map(|deck| deck.content.as_ref());
    let questions: Vec<Asked> = decks
        .flat_map(|deck| {
            deck.questions.iter().map(|question| Asked {
                name: deck.full_name(question),
                fingerprint: question.fingerprint(),
                rules: question.rules.iter().map(|rule| deck.machine.full_rule(rule)).collect(),
            })
        })
        .collect();
    let mut counter = 0;
    let today = calendar.day(now);
    for day in (1..=DAYS).rev().map(|ago| today - ago) {
        let idle = chance.below(IDLE_DAYS) == 0 && day + DAYS != today;
        let Ok(mut at) = calendar.start(day).checked_add(SignedDuration::from_hours(BEGINS_HOURS)) else {
            continue;
        };
        if idle {
            continue;
        }
        let queue = record.queue(questions.iter().map(|asked| asked.name.as_str()), at);
        let due = queue.due.into_iter().take(MOST_A_DAY).map(|name| (name, false));
        let new = queue.new.into_iter().take(NEW_A_DAY).map(|name| (name, true));
        for (question, first) in due.chain(new) {
            let seconds = SECONDS.0 + chance.below(SECONDS.1);
            let right = chance.below(100) < if first { RIGHT[0] } else { RIGHT[1] };
            at = at.checked_add(SignedDuration::from_secs(seconds as i64)).unwrap_or(at);
            counter += 1;
            let Some(asked) = questions.iter().find(|asked| asked.name == question) else { continue };
            record.push(answer(asked, right, seconds, at, counter));
        }
    }
    record.rename(library.renames());
    record
}

/// A question as far as an answer needs it.
struct Asked {
    name: String,
    fingerprint: String,
    /// The full names of the rules that its answer rests on.
    rules: Vec<String>,
}

/// An answer: a right one shows all rules of its question to be known, a wrong one one of them not to be.
fn answer(asked: &Asked, right: bool, seconds: usize, at: Timestamp, counter: u64) -> Entry {
    let credit = if right { 1.0 } else { 0.0 };
    let review = Review {
        question: asked.name.clone(),
        fingerprint: asked.fingerprint.clone(),
        answer: serde_json::Value::Null,
        credit,
        grade: grade_for(credit, false),
        hinted: false,
        practice: false,
        seed: counter,
        credited: if right { asked.rules.clone() } else { Vec::new() },
        charged: asked.rules.iter().cycle().nth(counter as usize % WRONG_WAYS).filter(|_| !right).cloned(),
        seconds: seconds as f32,
    };
    let (id, device) = (FactId::new(format!("{DEVICE}/{counter:06}")), DeviceId::new(DEVICE));
    Entry { id, device, counter, at, fact: Fact::Review(review) }
}
