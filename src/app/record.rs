//! The learner's record: everything that follows from the stored facts.
//!
//! A [`Record`] can be thrown away and folded again at any time. The order in which facts come in
//! makes no difference, nor does repetition, so records of two devices merge by union. Nothing here
//! reads a clock or a file, and nothing is ever left out of the facts themselves.

mod ask;
mod cache;
mod days;
mod fact;
mod facts;
mod ids;
mod learn;
mod sets;
mod tally;
#[cfg(test)]
mod tests;
mod texts;

use self::days::{Change, Days};
use self::facts::{Event, Happened, Noted};
use crate::schedule::{Card, Grade, Scheduler};
use hashbrown::HashSet;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{self, AtomicU64};

pub use ask::{Counts, Due, Queue};
pub use days::Day;
pub use fact::{Answered, DeviceId, Entry, Fact, FactId, Review};
pub use facts::{Facts, Row, Stamp};
pub use tally::{Mark, Tally};

/// Renames that lead on to further renames are followed this far; a circle ends somewhere in it.
const MOST_RENAMES: usize = 32;

/// What follows from the facts. [`ask`] holds the questions that can be put to it.
#[derive(Clone, Debug)]
pub struct Record {
    scheduler: Scheduler,
    /// Former full name of a question → the name that it has now, or had next.
    names: BTreeMap<String, String>,
    facts: Facts,
    /// Facts that shall not count. May name facts that haven't arrived yet.
    undone: BTreeSet<FactId>,
    /// The numbers of those of them that are events.
    taken_back: HashSet<u32>,
    /// The number of each question's name → the number of the name that it has today.
    present: Vec<u32>,
    /// By the number of today's name of the question.
    histories: Vec<History>,
    /// Likewise.
    cards: Vec<Option<Card>>,
    settings: Latest<String>,
    suspended: Latest<bool>,
    flagged: Latest<bool>,
    /// By the id of the review.
    regrades: Latest<Grade>,
    /// The numbers of the reviews that `regrades` knows.
    regraded: HashSet<u32>,
    days: BTreeMap<i64, Day>,
    /// How many cards had to be computed when the record was folded.
    computed: usize,
    /// No two records that differ have the same.
    version: u64,
}

/// A number that was never given before.
fn fresh_version() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, atomic::Ordering::Relaxed)
}

// Numbers depend on the order in which facts came; what they stand for does not.
impl PartialEq for Record {
    fn eq(&self, other: &Record) -> bool {
        self.scheduler == other.scheduler
            && self.names == other.names
            && self.facts == other.facts
            && self.undone == other.undone
            && self.cards() == other.cards()
            && self.settings == other.settings
            && self.suspended == other.suspended
            && self.flagged == other.flagged
            && self.regrades == other.regrades
            && self.days == other.days
    }
}

impl Record {
    /// The record without any fact, for a learner who is scheduled like this.
    pub fn new(scheduler: &Scheduler) -> Record {
        Record {
            scheduler: scheduler.clone(),
            names: BTreeMap::new(),
            facts: Facts::default(),
            undone: BTreeSet::new(),
            taken_back: HashSet::new(),
            present: Vec::new(),
            histories: Vec::new(),
            cards: Vec::new(),
            settings: Latest::default(),
            suspended: Latest::default(),
            flagged: Latest::default(),
            regrades: Latest::default(),
            regraded: HashSet::new(),
            days: BTreeMap::new(),
            computed: 0,
            version: fresh_version(),
        }
    }

    /// What follows from these facts, in whatever order they came. Cards that were kept with them are used
    /// where they still hold. `names` are those of [`Record::rename`].
    pub fn fold(facts: Facts, names: BTreeMap<String, String>, scheduler: &Scheduler) -> Record {
        let mut record = Record { facts, names, ..Record::new(scheduler) };
        record.note_others();
        record.note_events();
        record.schedule_all();
        record
    }

    /// Takes in one more fact. A fact that is known already changes nothing.
    pub fn push(&mut self, entry: Entry) {
        self.version = fresh_version();
        match self.facts.note(&entry) {
            Noted::Known | Noted::Full => {}
            Noted::Event(number) => self.push_event(number, &entry.id),
            Noted::Other => self.push_other(&entry),
        }
    }

    /// The same facts, scheduled in another way.
    pub fn recast(&mut self, scheduler: &Scheduler) {
        if *scheduler != self.scheduler {
            let (facts, names) = (std::mem::take(&mut self.facts), std::mem::take(&mut self.names));
            *self = Record::fold(facts, names, scheduler);
        }
    }

    /// Tells which questions were called otherwise before (former full name → later full name), as
    /// the decks declare it with `was`. Facts about former names count for the present one.
    pub fn rename(&mut self, names: BTreeMap<String, String>) {
        if names != self.names {
            let facts = std::mem::take(&mut self.facts);
            let scheduler = self.scheduler.clone();
            *self = Record::fold(facts, names, &scheduler);
        }
    }

    fn note_others(&mut self) {
        let others = std::mem::take(&mut self.facts.others);
        for entry in others.values() {
            self.note_other(entry);
        }
        self.facts.others = others;
        self.taken_back = self.undone.iter().filter_map(|id| self.facts.event(id)).collect();
        let regraded = self.regrades.0.keys().filter_map(|id| self.facts.event(&FactId::new(id.as_str())));
        self.regraded = regraded.collect();
    }

    /// Notes a fact that is no event.
    fn note_other(&mut self, entry: &Entry) {
        let order = Order::of(entry);
        match &entry.fact {
            Fact::Review(_) | Fact::Due { .. } | Fact::Reset { .. } | Fact::Exam(_) => {}
            Fact::Regrade { fact, grade } => self.regrades.note(fact.as_str(), order, *grade),
            Fact::Setting { key, value } => self.settings.note(key, order, value.clone()),
            Fact::Suspend { question, on } => {
                self.suspended.note(present_name(&self.names, question), order, *on);
            }
            Fact::Flag { question, on } => {
                self.flagged.note(present_name(&self.names, question), order, *on);
            }
            Fact::Undo { fact } => drop(self.undone.insert(fact.clone())),
        }
    }

    /// Notes all events: whose they are, and what was done on which day.
    fn note_events(&mut self) {
        self.know_questions();
        self.make_room();
        let mut calendar_days = Days { calendar: &self.scheduler.calendar, known: None };
        // The day that was met last: most events are of the same day as the one before.
        let mut open = (0, Day::default());
        for (number, event) in (0..).zip(&self.facts.events) {
            let question = self.present.get(event.question as usize).copied().unwrap_or(event.question);
            if let Some(history) = self.histories.get_mut(question as usize) {
                history.note(number, event);
            }
            if self.taken_back.contains(&number) {
                continue;
            }
            let day = calendar_days.day(event.time());
            if day != open.0 {
                days::add(&mut self.days, std::mem::replace(&mut open, (day, Day::default())));
            }
            open.1.count(event, Change::Add);
        }
        days::add(&mut self.days, open);
    }

    /// Makes room in every history for the events that are its.
    fn make_room(&mut self) {
        let mut counts = vec![0_usize; self.histories.len()];
        for event in &self.facts.events {
            let question = self.present.get(event.question as usize).copied().unwrap_or(event.question);
            counts.iter_mut().skip(question as usize).take(1).for_each(|count| *count += 1);
        }
        for (history, count) in self.histories.iter_mut().zip(counts) {
            history.events.reserve_exact(count);
        }
    }

    /// Makes room for every question that the facts name.
    fn know_questions(&mut self) {
        while self.present.len() < self.facts.questions.len() {
            let number = self.present.len() as u32;
            let name = self.facts.questions.get(number);
            let today = present_name(&self.names, name);
            let other = (today != name).then(|| today.to_owned());
            let other = other.and_then(|today| self.facts.questions.add(&today));
            self.present.push(other.unwrap_or(number));
        }
        self.histories.resize_with(self.present.len(), History::default);
        self.cards.resize(self.present.len(), None);
    }

    fn schedule_all(&mut self) {
        // Cards that were computed for other parameters may be asked for yet.
        let fits = self.facts.kept.as_ref().is_some_and(|kept| kept.is_for(self));
        let kept = if fits { self.facts.kept.take() } else { None };
        let stale: Option<BTreeSet<u32>> = kept.map(|kept| {
            let (cards, stale) = kept.into_cards(self);
            self.cards = cards;
            stale
        });
        self.cards.resize(self.histories.len(), None);
        let questions: Vec<u32> = match stale {
            Some(stale) => stale.into_iter().collect(),
            None => (0..self.histories.len() as u32).collect(),
        };
        self.computed = questions.len();
        for question in questions {
            self.schedule(question);
        }
    }

    fn push_event(&mut self, number: u32, id: &FactId) {
        self.know_questions();
        let Some(event) = self.facts.events.get(number as usize).copied() else { return };
        let undone = self.undone.contains(id);
        if undone {
            self.taken_back.insert(number);
        } else {
            days::count(&mut self.days, self.scheduler.calendar.day(event.time()), &event, Change::Add);
        }
        if self.regrades.0.contains_key(id.as_str()) {
            self.regraded.insert(number);
        }
        let question = self.present_number(event.question);
        let Some(history) = self.histories.get_mut(question as usize) else { return };
        match history.note(number, &event) {
            true if undone => {}
            true => {
                let before = self.cards.get(question as usize).copied().flatten();
                let card = self.step(before, number);
                self.keep(question, card);
            }
            false => self.schedule(question),
        }
    }

    fn push_other(&mut self, entry: &Entry) {
        match &entry.fact {
            Fact::Undo { fact } if self.undone.contains(fact) => {}
            Fact::Undo { fact } => {
                self.note_other(entry);
                self.undo(fact);
            }
            Fact::Regrade { fact, .. } => {
                self.note_other(entry);
                if let Some(number) = self.facts.event(fact) {
                    self.regraded.insert(number);
                    self.schedule_again(number);
                }
            }
            Fact::Review(_)
            | Fact::Due { .. }
            | Fact::Reset { .. }
            | Fact::Setting { .. }
            | Fact::Suspend { .. }
            | Fact::Exam(_)
            | Fact::Flag { .. } => self.note_other(entry),
        }
    }

    fn undo(&mut self, fact: &FactId) {
        if let Some(number) = self.facts.event(fact) {
            self.taken_back.insert(number);
            if let Some(event) = self.facts.events.get(number as usize) {
                days::count(&mut self.days, self.scheduler.calendar.day(event.time()), event, Change::Take);
            }
            self.schedule_again(number);
        } else if let Some(Fact::Regrade { fact, .. }) = self.facts.others.get(fact).map(|entry| &entry.fact)
            && let Some(number) = self.facts.event(fact)
        {
            self.schedule_again(number);
        }
    }

    /// Computes the card again of the question that an event is about.
    fn schedule_again(&mut self, event: u32) {
        if let Some(event) = self.facts.events.get(event as usize) {
            self.schedule(self.present_number(event.question));
        }
    }

    /// Computes one question's card from its whole history.
    fn schedule(&mut self, question: u32) {
        let card = self.events(question).into_iter().fold(None, |card, event| self.step(card, event));
        self.keep(question, card);
    }

    fn keep(&mut self, question: u32, card: Option<Card>) {
        if let Some(place) = self.cards.get_mut(question as usize) {
            *place = card;
        }
    }

    /// The card after one more event.
    fn step(&self, card: Option<Card>, number: u32) -> Option<Card> {
        let Some(event) = self.facts.events.get(number as usize) else { return card };
        match event.happened() {
            Happened::Review { practice: true, .. } => card,
            Happened::Review { grade, .. } => {
                let grade = self.grade_of(number, event, grade);
                Some(self.scheduler.after(card.as_ref(), grade, event.time()))
            }
            Happened::Due => {
                let due = self.facts.dates.get(event.millis as usize).copied().unwrap_or_default();
                let due = Timestamp::from_millisecond(due).unwrap_or(Timestamp::UNIX_EPOCH);
                card.map(|card| Card { due, ..card })
            }
            Happened::Reset => None,
        }
    }

    /// The grade that a review counts with.
    fn grade_of(&self, number: u32, event: &Event, given: Grade) -> Grade {
        if !self.regraded.contains(&number) {
            return given;
        }
        self.regrades.get(self.facts.id(event).as_str(), &self.undone).copied().unwrap_or(given)
    }

    fn present_name<'a>(&'a self, question: &'a str) -> &'a str {
        present_name(&self.names, question)
    }

    fn present_number(&self, question: u32) -> u32 {
        self.present.get(question as usize).copied().unwrap_or(question)
    }

    /// The number of a question's name of today, if any fact names it.
    fn number(&self, question: &str) -> Option<u32> {
        self.facts.questions.find(self.present_name(question))
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
#[derive(Clone, Debug)]
struct History {
    events: Vec<u32>,
    /// Whether each came after all before it by time and counter alike: then that is their order.
    in_order: bool,
    /// The latest time and the highest counter among them.
    latest: (i64, u64),
}

impl History {
    /// Adds an event; says whether it comes after all the others by time and counter alike, so that
    /// the card can go on from where it was.
    fn note(&mut self, number: u32, event: &Event) -> bool {
        let (at, counter) = self.latest;
        let follows = self.events.is_empty() || (event.at >= at && event.counter > counter);
        self.latest = if self.events.is_empty() {
            (event.at, event.counter)
        } else {
            (event.at.max(at), event.counter.max(counter))
        };
        self.events.push(number);
        self.in_order &= follows;
        follows
    }
}

impl Default for History {
    fn default() -> History {
        History { events: Vec::new(), in_order: true, latest: (0, 0) }
    }
}
