//! All facts in little room: reviews without their answers, in 48 bytes each.
//!
//! What learners answered stays on the disk and is asked for one question at a time. Facts are only
//! ever added; nothing here concludes anything from them.

use super::ids::Ids;
use super::sets::Sets;
use super::texts::{Key, Texts};
use super::{Answered, Entry, Fact, FactId, Review};
use crate::schedule::Grade;
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// All facts that are known, each once.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub(super) questions: Texts,
    pub(super) devices: Texts,
    pub(super) rules: Texts,
    /// Ids that are no UUIDs.
    pub(super) odd_ids: Texts,
    pub(super) sets: Sets,
    pub(super) events: Vec<Event>,
    /// The times that questions were set to.
    pub(super) dates: Vec<i64>,
    pub(super) ids: Ids,
    /// Everything but events.
    pub(super) others: BTreeMap<FactId, Entry>,
    /// What was computed from these facts when they were last kept together.
    pub(super) kept: Option<super::cache::Kept>,
    /// How many rows of the store were kept with that.
    pub(super) kept_rows: u64,
    /// How far into the store's data these facts go. Known to the store alone.
    pub stamp: Stamp,
}

/// Up to where a store has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The number of the last row.
    pub row: i64,
    /// The id of the fact there.
    pub id: String,
    /// How many rows there are up to there.
    pub rows: u64,
    /// How many of them can't be read by this version.
    pub skipped: u64,
}

/// What happened to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub id: Key,
    /// Milliseconds since 1970.
    pub at: i64,
    pub counter: u64,
    pub question: u32,
    /// How long a review took, in milliseconds; of a date its number.
    pub millis: u32,
    pub rules: u32,
    pub device: u16,
    /// See [`Happened`].
    pub bits: u8,
    /// In 255ths.
    pub credit: u8,
}

/// The kinds of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Happened {
    Review { grade: Grade, hinted: bool, practice: bool },
    Due,
    Reset,
}

impl Happened {
    pub fn bits(self) -> u8 {
        match self {
            Happened::Review { grade, hinted, practice } => {
                let grade = match grade {
                    Grade::Again => 0,
                    Grade::Hard => 1,
                    Grade::Good => 2,
                    Grade::Easy => 3,
                };
                grade | u8::from(hinted) << 2 | u8::from(practice) << 3
            }
            Happened::Due => 0x10,
            Happened::Reset => 0x20,
        }
    }
}

impl Event {
    pub fn happened(&self) -> Happened {
        match self.bits & 0x30 {
            0 => Happened::Review {
                grade: match self.bits & 3 {
                    0 => Grade::Again,
                    1 => Grade::Hard,
                    2 => Grade::Good,
                    _ => Grade::Easy,
                },
                hinted: self.bits & 4 != 0,
                practice: self.bits & 8 != 0,
            },
            0x10 => Happened::Due,
            _ => Happened::Reset,
        }
    }

    pub fn time(&self) -> Timestamp {
        Timestamp::from_millisecond(self.at).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// What became of a fact that was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noted {
    /// It was there already.
    Known,
    /// The event with this number.
    Event(u32),
    /// Another fact.
    Other,
    /// There is no room for so many different texts.
    Full,
}

/// A fact as the store keeps it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The fact's id.
    pub id: &'a str,
    /// Who wrote it.
    pub device: &'a str,
    /// Its place in the order.
    pub counter: u64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// [`Fact::kind`].
    pub kind: &'a str,
    /// The fact as JSON.
    pub body: &'a str,
}

/// A review without its answer. What isn't used is read past, and must be there all the same.
#[derive(Deserialize)]
struct Slim<'a> {
    #[serde(borrow)]
    question: Cow<'a, str>,
    #[serde(borrow, rename = "fingerprint")]
    _fingerprint: Cow<'a, str>,
    #[serde(rename = "answer")]
    _answer: IgnoredAny,
    credit: Option<f32>,
    grade: Grade,
    #[serde(default)]
    hinted: bool,
    #[serde(default)]
    practice: bool,
    #[serde(default, rename = "seed")]
    _seed: u64,
    #[serde(borrow, default)]
    credited: Vec<Text<'a>>,
    #[serde(borrow, default)]
    charged: Option<Text<'a>>,
    #[serde(default)]
    seconds: Option<f32>,
}

#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// The highest counter and the latest time that each device has shown.
#[derive(Default)]
struct Shown(Vec<(u16, u64, i64)>);

impl Shown {
    /// The latest time that the event's device has shown with it; nothing where its counter is not higher by `least`.
    fn by(&mut self, event: &Event, least: u64) -> Option<i64> {
        let Some((_, counter, latest)) = self.0.iter_mut().find(|(device, ..)| *device == event.device)
        else {
            self.0.push((event.device, event.counter, event.at));
            return Some(event.at);
        };
        if event.counter < counter.saturating_add(least) {
            return None;
        }
        (*counter, *latest) = (event.counter, event.at.max(*latest));
        Some(*latest)
    }
}

/// Who wrote an event, and when.
#[derive(Clone, Copy)]
struct Head<'a> {
    id: &'a str,
    device: &'a str,
    counter: u64,
    at: i64,
}

impl Facts {
    /// These facts, in whatever order they come.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Facts {
        let mut facts = Facts::default();
        for entry in entries {
            facts.note(entry);
        }
        facts
    }

    /// How many rows of the store were read one by one, because they had not been kept together.
    pub fn read_anew(&self) -> u64 {
        self.stamp.rows.saturating_sub(self.kept_rows)
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.events.len() + self.others.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a fact is there.
    pub fn has(&self, id: &FactId) -> bool {
        self.others.contains_key(id) || self.event(id).is_some()
    }

    /// The value that a setting has by these facts.
    pub fn setting(&self, key: &str) -> Option<&str> {
        let undone = |id: &FactId| {
            let is = |entry: &Entry| matches!(&entry.fact, Fact::Undo { fact } if fact == id);
            self.others.values().any(is)
        };
        let settings = self.others.values().filter_map(|entry| match &entry.fact {
            Fact::Setting { key: set, value } if set == key => Some((entry, value)),
            _ => None,
        });
        let values = settings.filter(|(entry, _)| !undone(&entry.id));
        let last = values.max_by_key(|(entry, _)| (entry.counter, &entry.device, &entry.id));
        last.map(|(_, value)| value.as_str())
    }

    /// Takes in a fact as the store keeps it. Says whether it can be read.
    pub fn read(&mut self, row: Row) -> bool {
        let Ok(at) = Timestamp::from_millisecond(row.at) else { return false };
        if row.kind == "review" {
            let Ok(review) = serde_json::from_str::<Slim>(row.body) else { return false };
            return self.note_slim(row, &review) != Noted::Full;
        }
        let Ok(fact) = serde_json::from_str::<Fact>(row.body) else { return false };
        let (id, device) = (FactId::new(row.id), super::DeviceId::new(row.device));
        self.note(&Entry { id, device, counter: row.counter, at, fact }) != Noted::Full
    }

    fn note_slim(&mut self, row: Row, review: &Slim) -> Noted {
        let head = Head { id: row.id, device: row.device, counter: row.counter, at: row.at };
        let credited: Vec<&str> = review.credited.iter().map(|Text(rule)| rule.as_ref()).collect();
        let charged = review.charged.as_ref().map(|Text(rule)| rule.as_ref());
        let Some(rules) = self.rule_set(&credited, charged) else { return Noted::Full };
        let (hinted, practice) = (review.hinted, review.practice);
        let happened = Happened::Review { grade: review.grade, hinted, practice };
        let (seconds, credit) = (review.seconds.unwrap_or(0.0), review.credit.unwrap_or(0.0));
        self.add(head, &review.question, happened, millis(seconds), rules, credit)
    }

    pub(super) fn note(&mut self, entry: &Entry) -> Noted {
        let at = entry.at.as_millisecond();
        let head = Head { id: entry.id.as_str(), device: entry.device.as_str(), counter: entry.counter, at };
        match &entry.fact {
            Fact::Review(review) => self.note_review(head, review),
            Fact::Due { question, due } => {
                let number = self.dates.len() as u32;
                let noted = self.add(head, question, Happened::Due, number, 0, 0.0);
                if matches!(noted, Noted::Event(_)) {
                    self.dates.push(due.as_millisecond());
                }
                noted
            }
            Fact::Reset { question } => self.add(head, question, Happened::Reset, 0, 0, 0.0),
            Fact::Setting { .. }
            | Fact::Suspend { .. }
            | Fact::Flag { .. }
            | Fact::Exam(_)
            | Fact::Regrade { .. }
            | Fact::Undo { .. } => {
                if self.has(&entry.id) {
                    return Noted::Known;
                }
                self.others.insert(entry.id.clone(), entry.clone());
                if let Some(kept) = &mut self.kept {
                    kept.since.push(entry.id.clone());
                }
                Noted::Other
            }
        }
    }

    fn note_review(&mut self, head: Head, review: &Review) -> Noted {
        let credited: Vec<&str> = review.credited.iter().map(String::as_str).collect();
        let Some(rules) = self.rule_set(&credited, review.charged.as_deref()) else { return Noted::Full };
        let (hinted, practice) = (review.hinted, review.practice);
        let happened = Happened::Review { grade: review.grade, hinted, practice };
        self.add(head, &review.question, happened, millis(review.seconds), rules, review.credit)
    }

    fn add(
        &mut self,
        head: Head,
        question: &str,
        happened: Happened,
        millis: u32,
        rules: u32,
        credit: f32,
    ) -> Noted {
        if !self.others.is_empty() && self.others.contains_key(head.id) {
            return Noted::Known;
        }
        let device = self.devices.add(head.device).and_then(|number| u16::try_from(number).ok());
        let id = Key::of_uuid(head.id).or_else(|| self.odd_ids.add(head.id).map(Key::of_number));
        let (Some(device), Some(id), Some(question)) = (device, id, self.questions.add(question)) else {
            return Noted::Full;
        };
        // `as` saturates and makes 0 of NaN.
        let (bits, credit) = (happened.bits(), (credit * 255.0).round() as u8);
        let Head { at, counter, .. } = head;
        self.add_event(Event { id, at, counter, question, millis, rules, device, bits, credit })
    }

    fn add_event(&mut self, event: Event) -> Noted {
        if self.ids.find(event.id, &self.events).is_some() {
            return Noted::Known;
        }
        let Ok(number) = u32::try_from(self.events.len()) else { return Noted::Full };
        self.events.push(event);
        self.ids.add(number, &self.events);
        Noted::Event(number)
    }

    fn rule_set(&mut self, credited: &[&str], charged: Option<&str>) -> Option<u32> {
        let credited = credited.iter().map(|rule| self.rules.add(rule)).collect::<Option<Vec<u32>>>()?;
        let charged = match charged {
            Some(rule) => Some(self.rules.add(rule)?),
            None => None,
        };
        self.sets.add(&credited, charged)
    }

    /// The number of the event with this id.
    pub(super) fn event(&self, id: &FactId) -> Option<u32> {
        let text = id.as_str();
        let key = Key::of_uuid(text).or_else(|| self.odd_ids.find(text).map(Key::of_number))?;
        self.ids.find(key, &self.events)
    }

    /// The id of an event as text.
    pub(super) fn id(&self, event: &Event) -> FactId {
        match event.id.number() {
            Some(number) => FactId::new(self.odd_ids.get(number)),
            None => event.id.uuid(),
        }
    }

    /// A review as others see it; nothing for other events.
    pub(super) fn answered(&self, event: &Event) -> Option<Answered> {
        let Happened::Review { grade, hinted, practice } = event.happened() else { return None };
        let (at, millis, credit) = (event.time(), event.millis, f32::from(event.credit) / 255.0);
        Some(Answered { at, grade, hinted, practice, millis, credit })
    }

    fn by_device(&self, a: &Event, b: &Event) -> Ordering {
        if a.device == b.device {
            return Ordering::Equal;
        }
        self.devices.get(a.device.into()).cmp(self.devices.get(b.device.into()))
    }

    fn by_id(&self, a: &Event, b: &Event) -> Ordering {
        match (a.id.number(), b.id.number()) {
            (None, None) => a.id.0.cmp(&b.id.0),
            _ => self.id(a).cmp(&self.id(b)),
        }
    }

    /// Whether these events came in the order in which they happened, see [`Facts::in_order`]. Most do: counters grow,
    /// and devices meet.
    pub(super) fn are_in_order(&self, mut numbers: impl Iterator<Item = u32>) -> bool {
        let (mut shown, mut last) = (Shown::default(), None);
        numbers.all(|number| {
            let Some(event) = self.events.get(number as usize) else { return true };
            let Some(at) = shown.by(event, 1) else { return false };
            let before = last.replace((at, event.counter));
            before.is_none_or(|(before, counter)| before <= at && counter < event.counter)
        })
    }

    /// Events in the order in which they happened. Within one device the counter decides, for a clock
    /// may be put back; between devices the clock does, for counters of devices that hadn't met say
    /// nothing. So each event is given the latest time that its device had shown by then.
    pub(super) fn in_order(&self, numbers: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut numbers: Vec<u32> = numbers.collect();
        let event = |number: &u32| self.events.get(*number as usize);
        if self.are_in_order(numbers.iter().copied()) {
            return numbers;
        }
        let mut timed = self.timed(&numbers, 1).unwrap_or_else(|| {
            let compare = |a: &u32, b: &u32| match (event(a), event(b)) {
                (Some(a), Some(b)) => self
                    .by_device(a, b)
                    .then_with(|| a.counter.cmp(&b.counter))
                    .then_with(|| self.by_id(a, b)),
                _ => Ordering::Equal,
            };
            numbers.sort_by(compare);
            self.timed(&numbers, 0).unwrap_or_default()
        });
        timed.sort_by(|(at, a), (bt, b)| {
            at.cmp(bt).then_with(|| {
                let (Some(a), Some(b)) = (event(a), event(b)) else { return Ordering::Equal };
                let equal = || self.by_device(a, b).then_with(|| self.by_id(a, b));
                a.counter.cmp(&b.counter).then_with(equal)
            })
        });
        timed.into_iter().map(|(_, number)| number).collect()
    }

    /// Events with the latest time that their device had shown by then; nothing where the counter of a device
    /// does not grow by `least` from each to the next.
    fn timed(&self, numbers: &[u32], least: u64) -> Option<Vec<(i64, u32)>> {
        let mut shown = Shown::default();
        let events = numbers.iter().filter_map(|n| Some((*n, self.events.get(*n as usize)?)));
        let mut timed = Vec::with_capacity(numbers.len());
        for (number, event) in events {
            timed.push((shown.by(event, least)?, number));
        }
        Some(timed)
    }

    /// An event with all its numbers resolved.
    #[expect(clippy::type_complexity, reason = "used to compare, never named")]
    fn told<'a>(
        &'a self,
        event: &'a Event,
    ) -> (FactId, &'a str, &'a str, i64, u64, Happened, i64, u8, Vec<&'a str>, Option<&'a str>) {
        let happened = event.happened();
        let date = || self.dates.get(event.millis as usize).copied().unwrap_or_default();
        let number = if happened == Happened::Due { date() } else { event.millis.into() };
        let is_review = matches!(happened, Happened::Review { .. });
        let (credited, charged) = if is_review { self.sets.get(event.rules) } else { (&[][..], None) };
        let credited = credited.iter().map(|rule| self.rules.get(*rule)).collect();
        let charged = charged.map(|rule| self.rules.get(rule));
        let (device, question) = (self.devices.get(event.device.into()), self.questions.get(event.question));
        let id = self.id(event);
        (id, device, question, event.at, event.counter, happened, number, event.credit, credited, charged)
    }
}

// The numbers depend on the order in which the facts came; what they stand for does not.
impl PartialEq for Facts {
    fn eq(&self, other: &Facts) -> bool {
        let same = |event: &Event| {
            let theirs = other.event(&self.id(event)).and_then(|number| other.events.get(number as usize));
            theirs.is_some_and(|theirs| self.told(event) == other.told(theirs))
        };
        self.events.len() == other.events.len() && self.others == other.others && self.events.iter().all(same)
    }
}

fn millis(seconds: f32) -> u32 {
    // `as` saturates and makes 0 of NaN.
    (seconds * 1000.0) as u32
}
