//! The learner's record: everything that follows from the stored facts.
//!
//! A [`Record`] can be thrown away and folded again at any time. The order in which facts come in
//! makes no difference, nor does repetition, so records of two devices merge by union. Nothing here
//! reads a clock or a file, and nothing is ever left out of the facts themselves.

mod ask;
mod fact;
mod learn;
#[cfg(test)]
mod tests;

use crate::schedule::{Card, Grade, Scheduler};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

pub use ask::{Counts, Due, Mark, Queue};
pub use fact::{DeviceId, Entry, Fact, FactId, Review};

/// Renames that lead on to further renames are followed this far; a circle ends somewhere in it.
const MOST_RENAMES: usize = 32;

/// What follows from the facts. [`ask`] holds the questions that can be put to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    scheduler: Scheduler,
    /// Former full name of a question → the name that it has now, or had next.
    names: BTreeMap<String, String>,
    entries: BTreeMap<FactId, Entry>,
    /// Facts that shall not count. May name facts that haven't arrived yet.
    undone: BTreeSet<FactId>,
    /// By today's name of the question.
    histories: BTreeMap<String, History>,
    cards: BTreeMap<String, Card>,
    settings: Latest<String>,
    suspended: Latest<bool>,
    flagged: Latest<bool>,
    /// By the id of the review.
    regrades: Latest<Grade>,
    days: BTreeMap<i64, Day>,
}

/// What was done on one of the learner's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Day {
    /// Answers that count for the schedule.
    pub answered: u32,
    /// Answers given as practice.
    pub practised: u32,
    /// Time spent on both, in milliseconds.
    pub millis: u64,
}

impl Record {
    /// The record without any fact, for a learner who is scheduled like this.
    pub fn new(scheduler: &Scheduler) -> Record {
        Record {
            scheduler: scheduler.clone(),
            names: BTreeMap::new(),
            entries: BTreeMap::new(),
            undone: BTreeSet::new(),
            histories: BTreeMap::new(),
            cards: BTreeMap::new(),
            settings: Latest::default(),
            suspended: Latest::default(),
            flagged: Latest::default(),
            regrades: Latest::default(),
            days: BTreeMap::new(),
        }
    }

    /// What follows from these facts, in whatever order they come.
    pub fn fold(entries: impl IntoIterator<Item = Entry>, scheduler: &Scheduler) -> Record {
        let mut record = Record::new(scheduler);
        for entry in entries {
            record.note(entry, When::AtTheEnd);
        }
        record.schedule_all();
        record
    }

    /// Takes in one more fact. A fact that is known already changes nothing.
    pub fn push(&mut self, entry: Entry) {
        self.note(entry, When::AtOnce);
    }

    /// The same facts, scheduled in another way.
    pub fn recast(&mut self, scheduler: &Scheduler) {
        if *scheduler != self.scheduler {
            let names = std::mem::take(&mut self.names);
            self.rebuild(scheduler.clone(), names);
        }
    }

    /// Tells which questions were called otherwise before (former full name → later full name), as
    /// the decks declare it with `was`. Facts about former names count for the present one.
    pub fn rename(&mut self, names: BTreeMap<String, String>) {
        if names != self.names {
            self.rebuild(self.scheduler.clone(), names);
        }
    }

    fn rebuild(&mut self, scheduler: Scheduler, names: BTreeMap<String, String>) {
        let entries = std::mem::take(&mut self.entries);
        *self = Record { names, ..Record::new(&scheduler) };
        for entry in entries.into_values() {
            self.note(entry, When::AtTheEnd);
        }
        self.schedule_all();
    }

    fn note(&mut self, entry: Entry, when: When) {
        if self.entries.contains_key(&entry.id) {
            return;
        }
        let order = Order::of(&entry);
        let id = entry.id.clone();
        match &entry.fact {
            Fact::Review(Review { question, .. }) | Fact::Due { question, .. } | Fact::Reset { question } => {
                let question = self.present_name(question).to_owned();
                self.note_event(entry, question, when);
                return;
            }
            Fact::Regrade { fact, grade } => {
                let (review, grade) = (fact.clone(), *grade);
                self.regrades.note(review.as_str(), order, grade);
                self.entries.insert(id, entry);
                self.schedule_again(&review, when);
                return;
            }
            Fact::Setting { key, value } => self.settings.note(key, order, value.clone()),
            Fact::Suspend { question, on } => {
                self.suspended.note(present_name(&self.names, question), order, *on);
            }
            Fact::Flag { question, on } => {
                self.flagged.note(present_name(&self.names, question), order, *on);
            }
            Fact::Undo { fact } => self.note_undo(&fact.clone(), when),
        }
        self.entries.insert(id, entry);
    }

    fn note_event(&mut self, entry: Entry, question: String, when: When) {
        let undone = self.undone.contains(&entry.id);
        if !undone {
            self.count(&entry, Change::Add);
        }
        let history = self.histories.entry(question.clone()).or_default();
        let follows = history.note(&entry);
        match when {
            When::AtTheEnd => {}
            When::AtOnce if follows => {
                if !undone {
                    let card = self.step(self.cards.get(&question).copied(), &entry);
                    self.keep(&question, card);
                }
            }
            When::AtOnce => {
                self.entries.insert(entry.id.clone(), entry);
                self.schedule(&question);
                return;
            }
        }
        self.entries.insert(entry.id.clone(), entry);
    }

    fn note_undo(&mut self, fact: &FactId, when: When) {
        if !self.undone.insert(fact.clone()) {
            return;
        }
        let Some(entry) = self.entries.get(fact).cloned() else { return };
        self.count(&entry, Change::Take);
        let event = if let Fact::Regrade { fact, .. } = &entry.fact { fact } else { fact };
        self.schedule_again(event, when);
    }

    /// Computes the card again of the question that an event is about.
    fn schedule_again(&mut self, event: &FactId, when: When) {
        let Some(entry) = self.entries.get(event).filter(|_| when == When::AtOnce) else { return };
        if let Fact::Review(Review { question, .. }) | Fact::Due { question, .. } | Fact::Reset { question } =
            &entry.fact
        {
            let question = self.present_name(question).to_owned();
            self.schedule(&question);
        }
    }

    fn schedule_all(&mut self) {
        let questions: Vec<String> = self.histories.keys().cloned().collect();
        for question in questions {
            self.schedule(&question);
        }
    }

    /// Computes one question's card from its whole history.
    fn schedule(&mut self, question: &str) {
        let card = self.events(question).into_iter().fold(None, |card, entry| self.step(card, entry));
        self.keep(question, card);
    }

    fn keep(&mut self, question: &str, card: Option<Card>) {
        match card {
            Some(card) => drop(self.cards.insert(question.to_owned(), card)),
            None => drop(self.cards.remove(question)),
        }
    }

    /// The card after one more event.
    fn step(&self, card: Option<Card>, entry: &Entry) -> Option<Card> {
        match &entry.fact {
            Fact::Review(review) if !review.practice => {
                let grade = self.grade_of(&entry.id, review);
                Some(self.scheduler.after(card.as_ref(), grade, entry.at))
            }
            Fact::Due { due, .. } => card.map(|card| Card { due: *due, ..card }),
            Fact::Reset { .. } => None,
            Fact::Review(_)
            | Fact::Setting { .. }
            | Fact::Suspend { .. }
            | Fact::Flag { .. }
            | Fact::Regrade { .. }
            | Fact::Undo { .. } => card,
        }
    }

    /// The grade that a review counts with.
    fn grade_of(&self, id: &FactId, review: &Review) -> Grade {
        self.regrades.get(id.as_str(), &self.undone).copied().unwrap_or(review.grade)
    }

    fn count(&mut self, entry: &Entry, change: Change) {
        let Fact::Review(review) = &entry.fact else { return };
        let number = self.scheduler.calendar.day(entry.at);
        let day = self.days.entry(number).or_default();
        let count = if review.practice { &mut day.practised } else { &mut day.answered };
        // `as` saturates and makes 0 of NaN. Whole milliseconds add up to the same in any order.
        let millis = u64::from((review.seconds * 1000.0) as u32);
        match change {
            Change::Add => {
                *count = count.saturating_add(1);
                day.millis = day.millis.saturating_add(millis);
            }
            Change::Take => {
                *count = count.saturating_sub(1);
                day.millis = day.millis.saturating_sub(millis);
            }
        }
        if *day == Day::default() {
            self.days.remove(&number);
        }
    }

    fn present_name<'a>(&'a self, question: &'a str) -> &'a str {
        present_name(&self.names, question)
    }
}

fn present_name<'a>(names: &'a BTreeMap<String, String>, question: &'a str) -> &'a str {
    let mut name = question;
    for _ in 0..MOST_RENAMES {
        match names.get(name) {
            Some(next) => name = next,
            None => break,
        }
    }
    name
}

/// When a new fact's consequences for the schedule are worked out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    AtOnce,
    /// By the caller, after many facts.
    AtTheEnd,
}

#[derive(Clone, Copy)]
enum Change {
    Add,
    Take,
}

/// A fact's place among those that contradict it: the last by (counter, device) wins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    counter: u64,
    device: DeviceId,
    id: FactId,
}

impl Order {
    fn of(entry: &Entry) -> Order {
        Order { counter: entry.counter, device: entry.device.clone(), id: entry.id.clone() }
    }
}

/// Values of which the last counts. The earlier ones are kept: the last may be undone.
#[derive(Clone, Debug, PartialEq)]
struct Latest<T>(BTreeMap<String, BTreeMap<Order, T>>);

impl<T> Default for Latest<T> {
    fn default() -> Latest<T> {
        Latest(BTreeMap::new())
    }
}

impl<T> Latest<T> {
    fn note(&mut self, key: &str, order: Order, value: T) {
        self.0.entry(key.to_owned()).or_default().insert(order, value);
    }

    fn get(&self, key: &str, undone: &BTreeSet<FactId>) -> Option<&T> {
        let values = self.0.get(key)?;
        values.iter().rev().find(|(order, _)| !undone.contains(&order.id)).map(|(_, value)| value)
    }
}

/// What happened to one question: its reviews, and when it was set due or begun again.
#[derive(Clone, Debug, Default)]
struct History {
    facts: BTreeSet<FactId>,
    /// The latest time and the highest counter among them.
    latest: Option<(Timestamp, u64)>,
}

// `latest` follows from `facts`.
impl PartialEq for History {
    fn eq(&self, other: &History) -> bool {
        self.facts == other.facts
    }
}

impl History {
    /// Adds an event; says whether it comes after all the others by time and counter alike, so that
    /// the card can go on from where it was.
    fn note(&mut self, entry: &Entry) -> bool {
        self.facts.insert(entry.id.clone());
        let (at, counter) = self.latest.unwrap_or((Timestamp::MIN, 0));
        let follows = self.latest.is_none() || (entry.at >= at && entry.counter > counter);
        self.latest = Some((entry.at.max(at), entry.counter.max(counter)));
        follows
    }
}

/// Events in the order in which they happened. Within one device the counter decides, for a clock
/// may be put back; between devices the clock does, for counters of devices that hadn't met say
/// nothing. So each review is given the latest time that its device had shown by then.
fn in_order(mut reviews: Vec<&Entry>) -> Vec<&Entry> {
    reviews.sort_by(|a, b| (&a.device, a.counter, &a.id).cmp(&(&b.device, b.counter, &b.id)));
    let mut shown: Option<(&DeviceId, Timestamp)> = None;
    let mut timed: Vec<(Timestamp, &Entry)> = Vec::with_capacity(reviews.len());
    for entry in reviews {
        let at = match shown {
            Some((device, before)) if *device == entry.device => entry.at.max(before),
            Some(_) | None => entry.at,
        };
        shown = Some((&entry.device, at));
        timed.push((at, entry));
    }
    timed.sort_by(|(at, a), (bt, b)| {
        (at, a.counter, &a.device, &a.id).cmp(&(bt, b.counter, &b.device, &b.id))
    });
    timed.into_iter().map(|(_, entry)| entry).collect()
}
