//! Facts and what was computed from them as bytes, so that a long life opens at once.
//!
//! Bytes that were damaged, cut off or written by another version give nothing, and everything is read
//! and computed again. Nothing is ever only here.

use super::facts::{Event, Facts, Stamp};
use super::ids::Ids;
use super::sets::NONE;
use super::texts::{Key, Texts};
use super::{Entry, Fact, FactId, Record};
use crate::schedule::{Card, Memory};
use jiff::Timestamp;
use std::collections::BTreeSet;

const MAGIC: &[u8; 8] = b"ackcache";
/// Changed whenever the bytes or what is computed mean something else; so is the program's version.
const FORMAT: u32 = 1;
/// An event in bytes.
const EVENT: usize = 48;
/// The number behind them.
const SUM: u64 = 8;
/// A card in bytes, with the number of its question.
const CARD: usize = 44;

/// The cards as they were when facts were last kept, and what has come in since.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// Of what the cards were computed with.
    fingerprint: u64,
    /// How many events there were.
    events: usize,
    cards: Vec<(u32, Card)>,
    /// The other facts since.
    pub since: Vec<FactId>,
}

impl Kept {
    /// Whether the cards were computed as this record would compute them.
    pub fn is_for(&self, record: &Record) -> bool {
        self.fingerprint == record.fingerprint()
    }

    /// The cards, and the questions that something has happened to since.
    pub fn into_cards(self, record: &Record) -> (Vec<Option<Card>>, BTreeSet<u32>) {
        let facts = &record.facts;
        let mut cards = vec![None; record.histories.len()];
        for (question, card) in self.cards {
            if let Some(place) = cards.get_mut(question as usize) {
                *place = Some(card);
            }
        }
        let new = facts.events.iter().skip(self.events).map(|event| event.question);
        let mut stale: BTreeSet<u32> = new.map(|question| record.present_number(question)).collect();
        for entry in self.since.iter().filter_map(|id| facts.others.get(id)) {
            let (Fact::Undo { fact } | Fact::Regrade { fact, .. }) = &entry.fact else { continue };
            let about = match facts.others.get(fact).map(|entry| &entry.fact) {
                Some(Fact::Regrade { fact, .. }) => fact,
                _ => fact,
            };
            let event = facts.event(about).and_then(|number| facts.events.get(number as usize));
            stale.extend(event.map(|event| record.present_number(event.question)));
        }
        (cards, stale)
    }
}

impl Record {
    /// Of everything beside the facts that the cards follow from.
    fn fingerprint(&self) -> u64 {
        let version = env!("CARGO_PKG_VERSION");
        sum(format!("{version} {:?} {:?}", self.scheduler, self.names).as_bytes())
    }

    /// How many cards had to be computed when the record was folded; the others had been kept.
    pub fn computed(&self) -> usize {
        self.computed
    }

    /// Facts and cards as bytes for [`Facts::from_bytes`] and [`Facts::from_reader`].
    pub fn to_bytes(&self) -> Vec<u8> {
        let facts = &self.facts;
        let mut out = Out(Vec::with_capacity(facts.events.len() * EVENT + (1 << 16)));
        out.0.extend_from_slice(MAGIC);
        out.word(FORMAT);
        out.text(env!("CARGO_PKG_VERSION"));
        out.long(facts.stamp.row as u64);
        out.text(&facts.stamp.id);
        out.long(facts.stamp.rows);
        out.long(facts.stamp.skipped);
        for texts in [&facts.questions, &facts.devices, &facts.rules, &facts.odd_ids] {
            out.count(texts.len());
            texts.iter().for_each(|text| out.text(text));
        }
        out.count(facts.sets.len());
        for (credited, charged) in facts.sets.iter() {
            out.count(credited.len());
            credited.iter().for_each(|rule| out.word(*rule));
            out.word(charged.unwrap_or(NONE));
        }
        out.count(facts.dates.len());
        facts.dates.iter().for_each(|date| out.long(*date as u64));
        out.count(facts.events.len());
        facts.events.iter().for_each(|event| out.event(event));
        let others: Vec<&Entry> = facts.others.values().collect();
        out.text(&serde_json::to_string(&others).unwrap_or_default());
        out.long(self.fingerprint());
        let cards = (0..).zip(&self.cards).filter_map(|(number, card)| Some((number, card.as_ref()?)));
        out.count(cards.clone().count());
        for (number, card) in cards {
            out.word(number);
            out.card(card);
        }
        let sum = sum(&out.0);
        out.long(sum);
        out.0
    }
}

impl Facts {
    /// What [`Record::to_bytes`] wrote; nothing if it was another version, or is damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Facts> {
        let mut bytes = bytes;
        let length = bytes.len() as u64;
        let next = |part: &mut [u8]| {
            let Some((now, later)) = bytes.split_at_checked(part.len()) else { return false };
            part.copy_from_slice(now);
            bytes = later;
            true
        };
        Facts::from_reader(next, length)
    }

    /// The same of so many bytes, which are never all in memory: `from` fills its argument with the next ones, or
    /// says that it can't.
    pub fn from_reader(from: impl FnMut(&mut [u8]) -> bool, length: u64) -> Option<Facts> {
        let body = length.checked_sub(SUM)?;
        let mut input = In { from, left: body, sum: Sum::new(body), part: Vec::new(), at: 0 };
        let facts = Facts::from_body(&mut input)?;
        let sum = input.sum.finish();
        let mut told = [0; 8];
        if !(input.from)(&mut told) {
            return None;
        }
        (input.rest() == 0 && sum == u64::from_le_bytes(told)).then_some(facts)
    }

    /// What the bytes say, whether or not they were damaged.
    fn from_body(input: &mut In<impl FnMut(&mut [u8]) -> bool>) -> Option<Facts> {
        let ours = input.array::<8>()? == *MAGIC && input.word()? == FORMAT;
        if !ours || input.text()? != env!("CARGO_PKG_VERSION") {
            return None;
        }
        let mut facts = Facts::default();
        let (row, id) = (input.long()? as i64, input.text()?);
        facts.stamp = Stamp { row, id, rows: input.long()?, skipped: input.long()? };
        facts.kept_rows = facts.stamp.rows;
        facts.questions = input.texts()?;
        facts.devices = input.texts()?;
        facts.rules = input.texts()?;
        facts.odd_ids = input.texts()?;
        let mut credited = Vec::new();
        for _ in 0..input.count(8)? {
            credited.clear();
            for _ in 0..input.count(4)? {
                credited.push(input.word()?);
            }
            let charged = Some(input.word()?).filter(|rule| *rule != NONE);
            facts.sets.add(&credited, charged)?;
        }
        facts.sets.shrink();
        let count = input.count(8)?;
        facts.dates = (0..count).map(|_| input.long().map(|date| date as i64)).collect::<Option<_>>()?;
        let count = input.count(EVENT)?;
        facts.events.reserve_exact(count);
        for _ in 0..count {
            facts.events.push(input.event()?);
        }
        facts.ids = Ids::of(&facts.events)?;
        let others: Vec<Entry> = serde_json::from_str(&input.text()?).ok()?;
        facts.others = others.into_iter().map(|entry| (entry.id.clone(), entry)).collect();
        let (fingerprint, events) = (input.long()?, facts.events.len());
        let count = input.count(CARD)?;
        let cards = (0..count).map(|_| Some((input.word()?, input.card()?))).collect::<Option<Vec<_>>>()?;
        facts.kept = Some(Kept { fingerprint, events, cards, since: Vec::new() });
        Some(facts)
    }
}

/// Bytes being written, the lowest first.
struct Out(Vec<u8>);

impl Out {
    fn word(&mut self, word: u32) {
        self.0.extend_from_slice(&word.to_le_bytes());
    }

    fn long(&mut self, long: u64) {
        self.0.extend_from_slice(&long.to_le_bytes());
    }

    fn count(&mut self, count: usize) {
        self.long(count as u64);
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn event(&mut self, event: &Event) {
        let Key([high, low]) = event.id;
        self.long(high);
        self.long(low);
        self.long(event.at as u64);
        self.long(event.counter);
        self.word(event.question);
        self.word(event.millis);
        self.word(event.rules);
        self.word(u32::from(event.device) << 16 | u32::from(event.bits) << 8 | u32::from(event.credit));
    }

    fn time(&mut self, at: Timestamp) {
        self.long(at.as_second() as u64);
        self.word(at.subsec_nanosecond() as u32);
    }

    fn card(&mut self, card: &Card) {
        self.word(card.memory.stability.to_bits());
        self.word(card.memory.difficulty.to_bits());
        self.time(card.last);
        self.time(card.due);
        self.word(card.reviews);
        self.word(card.lapses);
    }
}

/// Bytes being read, with their sum so far.
struct In<R> {
    from: R,
    /// How many there are still to be got.
    left: u64,
    /// Of all that were got.
    sum: Sum,
    /// Those that were got last, and how many of them were taken.
    part: Vec<u8>,
    at: usize,
}

/// So many bytes are got at once: whole words.
const PART: usize = 64 << 10;
const _: () = assert!(PART.is_multiple_of(8));

impl<R: FnMut(&mut [u8]) -> bool> In<R> {
    /// How many bytes were not taken yet.
    fn rest(&self) -> u64 {
        self.left + self.part.len().saturating_sub(self.at) as u64
    }

    fn fill(&mut self, mut bytes: &mut [u8]) -> Option<()> {
        while !bytes.is_empty() {
            let part = self.part.get(self.at..).filter(|part| !part.is_empty());
            let Some(part) = part else {
                self.get()?;
                continue;
            };
            let count = part.len().min(bytes.len());
            let (now, later) = bytes.split_at_mut_checked(count)?;
            now.copy_from_slice(part.get(..count)?);
            self.at += count;
            bytes = later;
        }
        Some(())
    }

    /// Gets the next ones, of which there must be some.
    fn get(&mut self) -> Option<()> {
        let count = usize::try_from(self.left).unwrap_or(PART).min(PART);
        self.part.resize(count, 0);
        let got = count > 0 && (self.from)(&mut self.part);
        self.sum.add(&self.part);
        (self.left, self.at) = (self.left - count as u64, 0);
        got.then_some(())
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Some(bytes)
    }

    fn word(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn long(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// A number of things of at least so many bytes each: never more than there can be.
    fn count(&mut self, least: usize) -> Option<usize> {
        let count = usize::try_from(self.long()?).ok()?;
        (count.checked_mul(least)? as u64 <= self.rest()).then_some(count)
    }

    fn text(&mut self) -> Option<String> {
        let mut bytes = vec![0; self.count(1)?];
        self.fill(&mut bytes)?;
        String::from_utf8(bytes).ok()
    }

    fn texts(&mut self) -> Option<Texts> {
        let mut texts = Texts::default();
        for _ in 0..self.count(8)? {
            texts.add(&self.text()?)?;
        }
        Some(texts)
    }

    fn event(&mut self) -> Option<Event> {
        // There may be a million: each is taken at once.
        let bytes = self.array::<EVENT>()?;
        let (words, _) = bytes.as_chunks::<4>();
        let words: [[u8; 4]; EVENT / 4] = words.try_into().ok()?;
        let [a, b, c, d, e, f, g, h, question, millis, rules, rest] = words.map(u32::from_le_bytes);
        let long = |low: u32, high: u32| u64::from(high) << 32 | u64::from(low);
        let (id, at, counter) = (Key([long(a, b), long(c, d)]), long(e, f) as i64, long(g, h));
        let [credit, bits, low, high] = rest.to_le_bytes();
        let device = u16::from_le_bytes([low, high]);
        Some(Event { id, at, counter, question, millis, rules, device, bits, credit })
    }

    fn time(&mut self) -> Option<Timestamp> {
        Timestamp::new(self.long()? as i64, self.word()? as i32).ok()
    }

    fn card(&mut self) -> Option<Card> {
        let (stability, difficulty) = (f32::from_bits(self.word()?), f32::from_bits(self.word()?));
        let memory = Memory { stability, difficulty };
        let (last, due) = (self.time()?, self.time()?);
        Some(Card { memory, last, due, reviews: self.word()?, lapses: self.word()? })
    }
}

/// A number that nearly always tells other bytes apart. Finds accidents, not forgers.
fn sum(bytes: &[u8]) -> u64 {
    let mut sum = Sum::new(bytes.len() as u64);
    sum.add(bytes);
    sum.finish()
}

/// Such a number in the making.
struct Sum {
    sum: u64,
    /// Bytes that are no whole word.
    rest: Vec<u8>,
}

impl Sum {
    /// Of so many bytes.
    fn new(length: u64) -> Sum {
        Sum { sum: length, rest: Vec::new() }
    }

    /// Whole words, but for the last time.
    fn add(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        self.sum = words.iter().fold(self.sum, |sum, word| mix(sum, u64::from_le_bytes(*word)));
        self.rest.extend_from_slice(rest);
    }

    fn finish(&self) -> u64 {
        let sum = self.rest.iter().fold(self.sum, |sum, byte| mix(sum, u64::from(*byte)));
        sum ^ sum >> 32
    }
}

fn mix(sum: u64, word: u64) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    (sum ^ word).wrapping_mul(FACTOR).rotate_left(29)
}
