//! What a record says in figures: one walk over all answers, quick enough for a million of them.

use super::facts::{Event, Happened};
use super::{Days, Record};
use crate::cores;
use crate::schedule::{AGAIN_AFTER, Card, Grade, Memory, Steps};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// An answer that took longer was left open: it counts with this many milliseconds.
const LONGEST_MILLIS: u32 = 300_000;

/// How well a rule of a machine is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Answers that showed it to be known; of practice only exercises about rules are counted.
    pub credited: u32,
    /// Answers that showed it not to be known.
    pub charged: u32,
    /// When the last of these was given.
    pub charged_at: Option<Timestamp>,
    /// What is remembered of it, by the same model as for questions: to be credited is to have known it.
    pub card: Card,
}

/// The figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// How well each rule is known, by its full name.
    pub rules: BTreeMap<String, Mark>,
    /// How long each answer of a day took, in milliseconds, practice too; the days from `since` on.
    pub times: BTreeMap<i64, Vec<u32>>,
}

/// A memory on its way through the answers, with the day of the last of them.
#[derive(Clone, Copy)]
struct Trace {
    memory: Memory,
    day: i32,
}

/// A rule on its way: what it was before its last answer, and that answer.
#[derive(Clone, Copy)]
struct RuleTrace {
    before: Option<(Memory, Last)>,
    now: Trace,
    last: Last,
    credited: u32,
    charged: u32,
    charged_at: Option<Timestamp>,
    lapses: u32,
}

#[derive(Clone, Copy)]
struct Last {
    /// In milliseconds, see [`Event::at`].
    at: i64,
    grade: Grade,
}

impl Last {
    fn time(self) -> Timestamp {
        Timestamp::from_millisecond(self.at).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

struct Walk<'a> {
    record: &'a Record,
    steps: Steps<'a>,
    questions: Vec<Option<Trace>>,
    rules: Vec<Option<RuleTrace>>,
}

impl Record {
    /// The figures; times of answers from this day on. `predicted` is told what was predicted of each answer that
    /// shows what was remembered (none that was practice, the first to its question, or a further one on the same
    /// day), and whether it was recalled.
    pub fn tally(&self, since: i64, mut predicted: impl FnMut(f32, bool) + Send) -> Tally {
        let order = self.order();
        let times = || {
            let mut times: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
            Walk::new(self, self.histories.len()).go(order.as_deref(), |walk, number, event, day| {
                if let Happened::Review { .. } = event.happened()
                    && day >= since
                {
                    times.entry(day).or_default().push(event.millis.min(LONGEST_MILLIS));
                }
                if let Some((chance, right)) = walk.question(number, event, day) {
                    predicted(chance, right);
                }
            });
            times
        };
        let (times, rules) = cores::both(times, || self.marks(order.as_deref()));
        Tally { rules: rules.into_iter().map(|(rule, mark)| (rule.to_owned(), mark)).collect(), times }
    }

    /// How well each rule is known. Walks all reviews: ask once per change, not once per picture.
    pub fn rules(&self) -> BTreeMap<&str, Mark> {
        self.marks(self.order().as_deref())
    }

    fn marks(&self, order: Option<&[u32]>) -> BTreeMap<&str, Mark> {
        let mut walk = Walk::new(self, 0);
        walk.go(order, |walk, _, event, day| walk.rules(event, day));
        walk.marks().collect()
    }

    /// The order of all that stands; `None` where it is that in which it came, and a list of it would only need room.
    fn order(&self) -> Option<Vec<u32>> {
        let order = || self.facts.in_order(self.standing());
        (!self.facts.are_in_order(self.standing())).then(order)
    }

    /// All that was not taken back.
    fn standing(&self) -> impl Iterator<Item = u32> {
        let all = 0..self.facts.events.len() as u32;
        all.filter(|number| self.taken_back.is_empty() || !self.taken_back.contains(number))
    }
}

impl<'a> Walk<'a> {
    /// A walk that looks at so many questions, and at all rules.
    fn new(record: &'a Record, questions: usize) -> Walk<'a> {
        Walk {
            record,
            steps: Steps::new(&record.scheduler.parameters),
            questions: vec![None; questions],
            rules: vec![None; record.facts.rules.len()],
        }
    }

    /// Goes through the events, in this order where they did not come in it.
    fn go(&mut self, order: Option<&[u32]>, mut each: impl FnMut(&mut Walk<'a>, u32, &Event, i64)) {
        let record = self.record;
        let as_they_came = order.is_none().then(|| record.standing()).into_iter().flatten();
        let mut days = Days { calendar: &record.scheduler.calendar, known: None };
        // Times of the day that was met last, in milliseconds.
        let (mut known, mut day) = (0..0, 0);
        for number in order.unwrap_or_default().iter().copied().chain(as_they_came) {
            let Some(event) = record.event(number) else { continue };
            if !known.contains(&event.at) {
                day = days.day(event.time());
                known = days.known.map_or(0..0, |(from, to, _)| from.as_millisecond()..to.as_millisecond());
            }
            each(self, number, event, day);
        }
    }

    /// What was predicted of an answer to a question, and whether it was recalled.
    fn question(&mut self, number: u32, event: &Event, day: i64) -> Option<(f32, bool)> {
        let question = self.record.present_number(event.question);
        let place = self.questions.get_mut(question as usize)?;
        let grade = match event.happened() {
            Happened::Review { practice: true, .. } | Happened::Due => return None,
            Happened::Reset => {
                *place = None;
                return None;
            }
            Happened::Review { grade, .. } => self.record.grade_of(number, event, grade),
        };
        let day = short(day);
        let days = place.map_or(0, |trace| apart(trace.day, day));
        let (chance, memory) = match place.filter(|_| days > 0) {
            Some(trace) => {
                let (chance, memory) = self.steps.met(trace.memory, grade, days);
                (Some(chance), memory)
            }
            None => (None, self.steps.after(place.map(|trace| trace.memory), grade, days)),
        };
        *place = Some(Trace { memory, day });
        chance.map(|chance| (chance, grade != Grade::Again))
    }

    fn rules(&mut self, event: &Event, day: i64) {
        if !self.record.shows_rules(event) {
            return;
        }
        let day = short(day);
        let Walk { record, rules, steps, .. } = self;
        let (credited, charged) = record.facts.sets.get(event.rules);
        let known = credited.iter().map(|rule| (*rule, Grade::Good));
        for (rule, grade) in known.chain(charged.map(|rule| (rule, Grade::Again))) {
            if let Some(place) = rules.get_mut(rule as usize) {
                step_rule(place, steps, Last { at: event.at, grade }, day);
            }
        }
    }

    /// The marks: the date that comes of the last answer is worked out here alone.
    fn marks(&self) -> impl Iterator<Item = (&'a str, Mark)> {
        let scheduler = &self.record.scheduler;
        let mark = |trace: &RuleTrace| {
            let before = trace.before.map(|(memory, last)| {
                let apart =
                    if last.grade == Grade::Again { AGAIN_AFTER } else { SignedDuration::from_hours(24) };
                let due = last.time().checked_add(apart).unwrap_or(last.time());
                Card { memory, last: last.time(), due, reviews: 0, lapses: 0 }
            });
            let card = scheduler.after(before.as_ref(), trace.last.grade, trace.last.time());
            let reviews = trace.credited.saturating_add(trace.charged);
            let card = Card { reviews, lapses: trace.lapses, ..card };
            Mark { credited: trace.credited, charged: trace.charged, charged_at: trace.charged_at, card }
        };
        let marks: Vec<Option<Mark>> = self.rules.iter().map(|trace| trace.as_ref().map(mark)).collect();
        self.record.facts.rules.iter().zip(marks).filter_map(|(rule, mark)| Some((rule, mark?)))
    }
}

/// One more answer about a rule.
fn step_rule(place: &mut Option<RuleTrace>, steps: &Steps<'_>, last: Last, day: i32) {
    let failed = last.grade == Grade::Again;
    let days = place.as_ref().map_or(0, |trace| apart(trace.now.day, day));
    let memory = steps.after(place.as_ref().map(|trace| trace.now.memory), last.grade, days);
    let now = Trace { memory, day };
    let Some(trace) = place else {
        *place = Some(RuleTrace {
            before: None,
            now,
            last,
            credited: u32::from(!failed),
            charged: u32::from(failed),
            charged_at: failed.then(|| last.time()),
            lapses: 0,
        });
        return;
    };
    trace.lapses = trace.lapses.saturating_add(u32::from(failed && trace.last.grade != Grade::Again));
    trace.before = Some((trace.now.memory, trace.last));
    (trace.now, trace.last) = (now, last);
    trace.credited = trace.credited.saturating_add(u32::from(!failed));
    trace.charged = trace.charged.saturating_add(u32::from(failed));
    if failed {
        trace.charged_at = Some(last.time());
    }
}

/// Days from one answer to the next; a clock that was put back makes none.
fn apart(from: i32, to: i32) -> u32 {
    u32::try_from(to.saturating_sub(from)).unwrap_or(0)
}

/// A day in little room: all that a calendar has find it.
fn short(day: i64) -> i32 {
    i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX })
}
