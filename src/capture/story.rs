//! A connection told as a trace: what left each end, what became of it, and how each of this is known.

use super::arrivals;
use super::connection::{Connection, Flags};
use super::entry::{Arrival, Entry, Inferred, Note, Numbers, Sent};
use super::fit::Pair;
use super::gaps::{self, Gaps};
use super::order::Order;
use super::telling::{Told, tell};
use super::units::{Space, Unit, Units, Vantage};
use crate::wire::{Calls, Case, End, Fate, Segment, StartState, Step, Term, Trace};
use std::collections::BTreeMap;

/// What the two ends are called in traces.
pub(super) const ROLES: [&str; 2] = ["client", "server"];
/// The field that tells how many octets of text a segment has.
const LENGTH: &str = "len";
/// With more arrivals apart from their departures than this, the trace for the machine names none: each
/// name costs at every later step.
const MOST_NAMES: usize = 64;

/// A connection as a trace with notes.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    pub(super) entries: Vec<Entry>,
    pub(super) vantage: Vantage,
    number: usize,
    spaces: [Space; 2],
    /// The first number of each end; that of its SYN, if there is one.
    zero: [i64; 2],
    /// Whether the opening, or a part of it, is in the capture.
    opening: bool,
    /// How many numbers the first segment of each end takes.
    ahead: [i64; 2],
}

impl Story {
    /// Tells a connection, seen from a vantage point.
    pub fn of(connection: &Connection, vantage: Vantage) -> Story {
        let units = Units::of(&connection.caught);
        let order = Order::of(&units);
        let gaps = gaps::find(&units, &order);
        let decisions = arrivals::decide(&units, &order, vantage);
        let opening = units.syn.contains(&true);
        let zero = End::BOTH.map(|end| zero(&units, &gaps, end, opening));
        let ahead = End::BOTH.map(|end| {
            let own = units.all.iter().find(|unit| unit.from == end && unit.counts());
            own.map_or(0, Unit::takes)
        });
        let [first, second] = zero;
        let told = Told { connection, units: &units, order: &order, decisions: &decisions };
        let entries = tell(told, &gaps, [second, first]);
        Story { entries, vantage, number: connection.number, spaces: units.spaces, zero, opening, ahead }
    }

    /// What the first number of each end is called, and that number.
    pub fn symbols(&self) -> [(&'static str, i64); 2] {
        End::BOTH.map(|end| {
            let real = self.spaces[end.index()].real(self.zero[end.index()]);
            (self.symbol(end), i64::from(real.0))
        })
    }

    fn symbol(&self, end: End) -> &'static str {
        match (end, self.opening) {
            (End::First, true) => "x",
            (End::Second, true) => "y",
            (End::First, false) => "u",
            (End::Second, false) => "v",
        }
    }

    /// How many steps it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no step.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether the opening, or a part of it, is in the capture. If not, the first states are unknown.
    pub fn has_opening(&self) -> bool {
        self.opening
    }

    /// Where the capture is taken to have been made.
    pub fn vantage(&self) -> Vantage {
        self.vantage
    }

    /// The notes, one a step.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.entries.iter().map(|entry| &entry.note)
    }

    /// The note of a step.
    pub fn note(&self, step: usize) -> Option<&Note> {
        self.entries.get(step).map(|entry| &entry.note)
    }

    /// How many segments neither end had a reason to send.
    pub fn strays(&self) -> usize {
        self.notes().filter(|note| note.inferred == Some(Inferred::Stray)).count()
    }

    /// A step as it is shown.
    pub fn shown(&self, step: usize, numbers: Numbers) -> Option<Step> {
        let entry = self.entries.get(step)?;
        let mut shown = entry.step.clone();
        if let (Step::Send { segment, .. } | Step::Inject { segment, .. }, Some(sent)) =
            (&mut shown, &entry.sent)
        {
            *segment = self.segment(sent, numbers);
        }
        Some(shown)
    }

    /// The case for a machine, in real numbers. `start` is where it begins, if not at the beginning;
    /// `ahead` tells for each end whether its first segment is a repetition.
    pub fn case(&self, start: Option<(&Pair, [bool; 2])>) -> Case {
        let late = |entry: &&Entry| matches!(&entry.step, Step::Arrive { .. });
        let plain = self.entries.iter().filter(late).count() > MOST_NAMES;
        let mut sent = BTreeMap::new();
        let mut steps = Vec::with_capacity(self.entries.len());
        for index in 0..self.entries.len() {
            let Some(mut step) = self.shown(index, Numbers::Real) else { continue };
            if plain {
                unnamed(&mut step, &mut sent);
            }
            with_length(&mut step);
            steps.push(step);
        }
        let trace = Trace { calls: Calls::Implied, start: None, steps };
        let start = start.map(|(pair, ahead)| self.start(pair, ahead)).unwrap_or_default();
        Case { id: self.number.to_string(), start, trace, ..Case::default() }
    }

    /// The case of the first steps alone.
    pub(super) fn first_steps(&self, count: usize, start: (&Pair, [bool; 2])) -> Case {
        let entries = self.entries.iter().take(count).cloned().collect();
        Story { entries, ..*self }.case(Some(start))
    }

    fn start(&self, pair: &Pair, ahead: [bool; 2]) -> BTreeMap<String, StartState> {
        let number = |end: End| {
            let first = self.zero[end.index()] + if ahead[end.index()] { self.ahead[end.index()] } else { 0 };
            (
                i64::from(self.spaces[end.index()].real(first).0),
                i64::from(self.spaces[end.index()].real(self.zero[end.index()]).0),
            )
        };
        let state = |end: End| {
            let standing = &pair.ends[end.index()];
            let ((own, _), (_, other)) = (number(end), number(end.peer()));
            let wrap = |value: i64| i64::from(crate::wire::Seq::wrap(value).0);
            let own = standing.own.iter().map(|(name, offset)| (name.clone(), wrap(own + offset)));
            let other = standing.other.iter().map(|(name, offset)| (name.clone(), wrap(other + offset)));
            let plain = standing.plain.iter().map(|(name, value)| (name.clone(), *value));
            let variables = own.chain(other).chain(plain).collect();
            (ROLES[end.index()].to_owned(), StartState::With { state: standing.state.clone(), variables })
        };
        End::BOTH.into_iter().map(state).collect()
    }

    fn segment(&self, sent: &Sent, numbers: Numbers) -> Segment {
        let term = |end: End, number: i64| match numbers {
            Numbers::Real => Term::number(i64::from(self.spaces[end.index()].real(number).0)),
            Numbers::Relative => Term::symbol(self.symbol(end), number - self.zero[end.index()]),
        };
        // A RST that answers a segment without ACK has the number 0 itself.
        let plain_zero = sent.flags.has(Flags::RST)
            && sent.flags.has(Flags::ACK)
            && self.spaces[sent.from.index()].real(sent.seq).0 == 0;
        let seq = if plain_zero { Term::number(0) } else { term(sent.from, sent.seq) };
        let mut fields = vec![("seq".to_owned(), seq)];
        if let Some(ack) = sent.ack {
            fields.push(("ack".to_owned(), term(sent.from.peer(), ack)));
        }
        if sent.len > 0 {
            fields.push((LENGTH.to_owned(), Term::number(sent.len)));
        }
        Segment { flags: sent.flags.names().map(str::to_owned).collect(), fields }
    }

    /// The same story if the last segments, of whose arrival nothing is known, did not all arrive: every
    /// way in which it may have ended, apart from the one told.
    pub fn endings(&self) -> Vec<Story> {
        let last =
            |end: End| self.entries.iter().rposition(|entry| entry.sent.is_some_and(|sent| sent.from == end));
        let [to_first, to_second] = End::BOTH.map(|end| self.unproven(end, last(end)));
        let mut stories = Vec::new();
        for first in 0..=to_first.len() {
            for second in 0..=to_second.len() {
                let gone = to_first.iter().take(first).chain(to_second.iter().take(second));
                let mut story = self.clone();
                for index in gone {
                    let Some(entry) = story.entries.get_mut(*index) else { continue };
                    entry.note.arrival = Some(Arrival::Lost);
                    if let Step::Send { fate, .. } = &mut entry.step {
                        *fate = Fate::Lost;
                    }
                }
                stories.push(story);
            }
        }
        stories.split_off(1.min(stories.len()))
    }

    /// The last deliveries to an end behind its own last segment, the newest first; at most three.
    fn unproven(&self, end: End, last: Option<usize>) -> Vec<usize> {
        let assumed = |index: &usize| {
            self.entries.get(*index).is_some_and(|entry| {
                let delivered = matches!(&entry.step, Step::Send { fate: Fate::Delivered, .. });
                delivered && entry.reaches == Some(end) && entry.note.arrival == Some(Arrival::Assumed)
            })
        };
        let from = last.map_or(0, |last| last + 1);
        (from..self.entries.len()).rev().filter(assumed).take(3).collect()
    }
}

/// Where the numbers of an end begin.
fn zero(units: &Units, gaps: &Gaps, end: End, opening: bool) -> i64 {
    let missed = gaps.before.values().flatten().find(|missed| missed.syn && missed.from == end);
    match missed {
        Some(missed) if opening => missed.seq,
        Some(_) | None if opening || units.syn[end.index()] => 0,
        Some(_) | None => gaps.first[end.index()].unwrap_or(0),
    }
}

/// What nobody sends has no length unless it is written.
fn with_length(step: &mut Step) {
    let Step::Inject { segment, .. } = step else { return };
    if !segment.fields.iter().any(|(name, _)| name == LENGTH) {
        segment.fields.push((LENGTH.to_owned(), Term::number(0)));
    }
}

/// Says the same without names: what arrives later is lost and then brought by the network.
fn unnamed(step: &mut Step, sent: &mut BTreeMap<String, (String, Segment)>) {
    match step {
        Step::Send { from, segment, fate, label } => {
            if let (Fate::Late, Some(label)) = (&fate, label.take()) {
                let at = if from == ROLES[0] { ROLES[1] } else { ROLES[0] };
                sent.insert(label, (at.to_owned(), segment.clone()));
                *fate = Fate::Lost;
            }
        }
        Step::Arrive { label } => {
            if let Some((at, segment)) = sent.remove(label) {
                *step = Step::Inject { at, segment, label: None };
            }
        }
        Step::Call { .. } | Step::Inject { .. } | Step::Timer { .. } | Step::Wait | Step::Claim { .. } => {}
    }
}
