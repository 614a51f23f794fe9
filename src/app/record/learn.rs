//! What the scheduler learns from a record: answers to fit to, the learner's pace, the reasons of a date.

use super::Record;
use super::facts::Happened;
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
        let events = self.events(self.number(question)?);
        let grade =
            events.iter().rev().find_map(|number| self.counted(*number)).map(|counted| counted.grade)?;
        let shapes = |number: &u32| self.event(*number).map(|event| event.happened());
        let last = events.iter().rev().filter_map(shapes).find(|happened| match happened {
            Happened::Review { practice, .. } => !practice,
            Happened::Due => true,
            Happened::Reset => false,
        });
        let set = matches!(last, Some(Happened::Due));
        Some(why(&self.scheduler, card, grade, set, now))
    }

    /// The answers that count, one list for each beginning of a question, oldest first.
    pub fn answered(&self) -> Vec<Vec<Answered>> {
        let mut lists: Vec<Vec<Answered>> = Vec::new();
        for question in (0..).take(self.histories.len()) {
            let mut list = Vec::new();
            for number in self.events(question) {
                if self.event(number).is_some_and(|event| matches!(event.happened(), Happened::Reset)) {
                    lists.push(std::mem::take(&mut list));
                } else if let Some(counted) = self.counted(number) {
                    let day = self.scheduler.calendar.day(counted.at);
                    list.push(Answered { day, grade: counted.grade });
                }
            }
            lists.push(list);
        }
        lists.retain(|list| !list.is_empty());
        lists
    }

    /// These questions as a plan sees them.
    pub fn studied<'a>(&self, questions: impl Iterator<Item = &'a str>, now: Timestamp) -> Vec<Question> {
        let studied = |name: &str| self.card(name).map(|card| Studied::new(&self.scheduler, card, now));
        questions.map(studied).collect()
    }

    /// How long answers to these questions took and how they turned out; where little is known, the usual.
    pub fn pace<'a>(&self, questions: impl Iterator<Item = &'a str>) -> Pace {
        let usual = Pace::default();
        let mut known = Mean::of(usual.known);
        let mut new = Mean::of(usual.new);
        let mut again = Mean::of(usual.again);
        let mut first_right = Mean::of(usual.first_right);
        let mut hard = Mean::of(usual.hard);
        for question in questions {
            let mut before: Option<i64> = None;
            let events = self.number(question).map(|number| self.events(number)).unwrap_or_default();
            for counted in events.into_iter().filter_map(|number| self.counted(number)) {
                let grade = counted.grade;
                let day = self.scheduler.calendar.day(counted.at);
                let seconds = (counted.millis as f32 / 1000.0).min(LONGEST_SECONDS);
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

    /// An event, if it is a review that counts for the schedule, with the grade that counts.
    fn counted(&self, number: u32) -> Option<super::Answered> {
        let event = self.event(number)?;
        let answered = self.facts.answered(event).filter(|answered| !answered.practice)?;
        let grade = self.grade_of(number, event, answered.grade);
        Some(super::Answered { grade, ..answered })
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
