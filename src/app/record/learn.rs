//! What the scheduler learns from a record: answers to fit to, the learner's pace, the reasons of a date.

use super::{Fact, Record, Review};
use crate::schedule::plan::{Pace, Question, Studied};
use crate::schedule::{Answered, Grade, Why, why};
use jiff::Timestamp;

/// A question that takes longer was left open.
const LONGEST_SECONDS: f32 = 300.0;
/// The usual pace counts as so many answers would.
const USUAL_WEIGHS: f32 = 10.0;

impl Record {
    /// Why a question comes back when it does; `None` if it was never answered.
    pub fn why(&self, question: &str, now: Timestamp) -> Option<Why> {
        let card = self.card(question)?;
        let events = self.events(question);
        let graded =
            |entry: &&super::Entry| self.counted(entry).map(|review| self.grade_of(&entry.id, review));
        let grade = events.iter().rev().find_map(graded)?;
        let last = events.iter().rev().find(|entry| match &entry.fact {
            Fact::Review(review) => !review.practice,
            fact => matches!(fact, Fact::Due { .. }),
        });
        let set = last.is_some_and(|entry| matches!(entry.fact, Fact::Due { .. }));
        Some(why(&self.scheduler, card, grade, set, now))
    }

    /// The answers that count, one list for each beginning of a question, oldest first.
    pub fn answered(&self) -> Vec<Vec<Answered>> {
        let mut lists: Vec<Vec<Answered>> = Vec::new();
        for question in self.histories.keys() {
            let mut list = Vec::new();
            for entry in self.events(question) {
                if let Fact::Reset { .. } = entry.fact {
                    lists.push(std::mem::take(&mut list));
                } else if let Some(review) = self.counted(entry) {
                    let day = self.scheduler.calendar.day(entry.at);
                    list.push(Answered { day, grade: self.grade_of(&entry.id, review) });
                }
            }
            lists.push(list);
        }
        lists.retain(|list| !list.is_empty());
        lists
    }

    /// These questions as a plan sees them.
    pub fn studied(&self, questions: &[String], now: Timestamp) -> Vec<Question> {
        let studied = |name: &String| self.card(name).map(|card| Studied::new(&self.scheduler, card, now));
        questions.iter().map(studied).collect()
    }

    /// How long answers to these questions took and how they turned out; where little is known, the usual.
    pub fn pace(&self, questions: &[String]) -> Pace {
        let usual = Pace::default();
        let mut known = Mean::of(usual.known);
        let mut new = Mean::of(usual.new);
        let mut again = Mean::of(usual.again);
        let mut first_right = Mean::of(usual.first_right);
        let mut hard = Mean::of(usual.hard);
        for question in questions {
            let mut before: Option<i64> = None;
            for entry in self.events(question) {
                let Some(review) = self.counted(entry) else { continue };
                let grade = self.grade_of(&entry.id, review);
                let day = self.scheduler.calendar.day(entry.at);
                let seconds = review.seconds.clamp(0.0, LONGEST_SECONDS);
                match before {
                    None => {
                        new.add(seconds);
                        first_right.add(f32::from(u8::from(grade != Grade::Again)));
                    }
                    Some(last) if last == day => again.add(seconds),
                    Some(_) => known.add(seconds),
                }
                if grade != Grade::Again && before != Some(day) {
                    hard.add(f32::from(u8::from(grade == Grade::Hard)));
                }
                before = Some(day);
            }
        }
        Pace {
            known: known.value(),
            new: new.value(),
            again: again.value(),
            first_right: first_right.value(),
            hard: hard.value(),
        }
    }

    /// The review of an entry, if it counts for the schedule.
    fn counted<'a>(&self, entry: &'a super::Entry) -> Option<&'a Review> {
        match &entry.fact {
            Fact::Review(review) if !review.practice => Some(review),
            _ => None,
        }
    }
}

/// A mean that begins with what is usual.
struct Mean {
    sum: f32,
    count: f32,
}

impl Mean {
    fn of(usual: f32) -> Mean {
        Mean { sum: usual * USUAL_WEIGHS, count: USUAL_WEIGHS }
    }

    fn add(&mut self, value: f32) {
        self.sum += value;
        self.count += 1.0;
    }

    fn value(&self) -> f32 {
        self.sum / self.count
    }
}
