//! What a ladder shows, with every decision taken: pure data that `ui` lays out and paints.

use super::citation::Cite;
use super::lazy::Lazy;
use crate::text::{Lang, say};
use crate::wire::{Case, End, Fate, Trace};
use std::sync::Arc;

/// A ladder: two lifelines and what happens between them, from top to bottom.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Ladder {
    /// Names of the two ends in the language of the interface.
    pub roles: [String; 2],
    /// States before the first row; empty where they are not shown.
    pub start: [String; 2],
    /// The rows in order.
    pub rows: Vec<Arc<Row>>,
    /// What an exported picture is called.
    pub title: String,
    /// The lines that come before the steps where the rows are written as a trace.
    pub head: String,
    /// The whole trace that it shows, where that may be told.
    pub behind: Option<Behind>,
}

/// The trace behind a ladder.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind {
    /// The machine's id.
    pub machine: String,
    /// The trace, perhaps with what happens after the ladder's last row and before its first.
    pub case: Lazy<Case>,
    /// How many of its steps are shown.
    pub steps: usize,
}

impl Behind {
    /// A trace of a machine.
    pub fn of(machine: &str, trace: &Arc<Trace>) -> Behind {
        let (steps, trace) = (trace.steps.len(), Arc::clone(trace));
        let case = Lazy::new(move || Case { trace: Trace::clone(&trace), ..Case::default() });
        Behind { machine: machine.to_owned(), steps, case }
    }

    /// The name of a file that shows it.
    pub fn file_name(&self, ending: &str) -> String {
        file_name(&self.machine, ending)
    }
}

/// The name of a file that shows something of a machine.
fn file_name(machine: &str, ending: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    let stem: String = machine.chars().map(plain).collect();
    let stem = if stem.is_empty() { "ackademy" } else { &stem };
    format!("{stem}.{ending}")
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What happens.
    pub event: Event,
    /// State of each end after it; empty where it is not shown (not known, or asked for).
    pub states: [String; 2],
    /// Whether the state of this end changed here.
    pub changed: [bool; 2],
    /// How the row is to be seen.
    pub tone: Tone,
    /// Whether the learner may remove it or change it (given rows can't).
    pub editable: bool,
    /// The whole row in words, for screen readers and hovering.
    pub spoken: Lazy<String>,
    /// A remark that is written below what happens; mostly empty.
    pub note: String,
    /// How much of it is known.
    pub known: Known,
    /// The row with numbers for symbols, where that makes a difference. Never there while it could answer a
    /// question.
    pub real: Option<Lazy<Option<Real>>>,
    /// What is behind it; likewise.
    pub detail: Option<Lazy<Detail>>,
}

/// What is behind a row: its numbers, the rules that fired, and what both ends know.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Detail {
    /// The row as a line of a trace.
    pub line: String,
    /// The rules that fired, in order.
    pub rules: Vec<RuleView>,
    /// The states of both ends, each before and after; empty where they are not known.
    pub states: [[String; 2]; 2],
    /// The names of the states in which each end may be after it.
    pub after: [Vec<String>; 2],
    /// The variables that either end knows something of.
    pub variables: Vec<VariableView>,
}

impl Detail {
    /// Whether anything is different after it.
    pub fn changed(&self) -> bool {
        let differ = |[before, after]: &[NumberView; 2]| before != after;
        self.states.iter().any(|[before, after]| before != after)
            || self.variables.iter().any(|variable| variable.ends.iter().any(differ))
    }
}

/// A row with numbers for symbols.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Real {
    /// The fields of its segment.
    pub fields: String,
    /// The whole row in words.
    pub spoken: Lazy<String>,
    /// The row as a line of a trace.
    pub line: String,
}

/// A rule that fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleView {
    /// At which end.
    pub end: End,
    /// Its name.
    pub id: String,
    /// The reason.
    pub why: String,
    /// Where the standard says so.
    pub cite: Option<Cite>,
}

/// A variable of both ends, before and after a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableView {
    /// Its name.
    pub name: String,
    /// Its values at each end, before and after.
    pub ends: [[NumberView; 2]; 2],
}

/// A value in both spellings; both are empty where it is not known.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NumberView {
    /// With symbols: `x+1`.
    pub symbolic: String,
    /// As a number: `1001`.
    pub real: String,
}

impl NumberView {
    /// Both spellings where they differ: `x+1 = 1001`.
    pub fn both(&self) -> String {
        match &self.symbolic {
            symbolic if *symbolic == self.real => symbolic.clone(),
            symbolic => format!("{symbolic} = {}", self.real),
        }
    }

    /// The spelling that is wanted.
    pub fn get(&self, numbers: bool) -> &str {
        if numbers { &self.real } else { &self.symbolic }
    }
}

impl Ladder {
    /// The same where what was given is itself what is asked about: nothing of it stands back.
    pub fn asked_about(mut self) -> Ladder {
        for row in self.rows.iter_mut().filter(|row| row.tone == Tone::Given) {
            Arc::make_mut(row).tone = Tone::Plain;
        }
        self
    }

    /// The first rows as they are seen: with numbers for symbols where they are wanted.
    pub fn seen(&self, rows: usize, numbers: bool) -> Ladder {
        let mut seen = self.clone();
        seen.rows.truncate(rows);
        let left = seen.rows.len();
        for row in seen.rows.iter_mut().map(Arc::make_mut) {
            let (said, shown) = (row.words(numbers).clone(), row.fields(numbers).to_owned());
            row.spoken = said;
            row.event = row.event.clone().with_fields(shown);
            if let Event::Segment { arrives_in, .. } = &mut row.event {
                *arrives_in = arrives_in.filter(|at| *at < left);
            }
        }
        seen
    }

    /// The ladder of this trace of a machine.
    #[must_use]
    pub fn behind(mut self, machine: &str, trace: &Arc<Trace>) -> Ladder {
        let (start, calls) = (trace.start.clone(), trace.calls);
        self.head = Trace { start, calls, steps: Vec::new() }.to_string();
        self.behind = Some(Behind::of(machine, trace));
        self
    }

    /// The name of a file with a picture of it.
    pub fn file_name(&self, ending: &str) -> String {
        file_name(self.behind.as_ref().map_or("", |behind| &behind.machine), ending)
    }

    /// The first rows as a trace, or in words where they are not known as one.
    pub fn text(&self, rows: usize, numbers: bool) -> String {
        let line = |row: &Arc<Row>| format!("{}\n", row.line(numbers));
        std::iter::once(self.head.clone()).chain(self.rows.iter().take(rows).map(line)).collect()
    }

    /// Whether another one has the same to see. What is only told is not compared: it would have to be made.
    pub fn looks_like(&self, other: &Ladder, numbers: bool) -> bool {
        let same =
            |(one, other): (&Arc<Row>, &Arc<Row>)| Arc::ptr_eq(one, other) || one.looks_like(other, numbers);
        self.roles == other.roles
            && self.start == other.start
            && self.rows.len() == other.rows.len()
            && self.rows.iter().zip(&other.rows).all(same)
    }

    /// Whether symbols stand for numbers somewhere.
    pub fn has_numbers(&self) -> bool {
        self.rows.iter().any(|row| row.real().is_some())
    }
}

impl Row {
    fn looks_like(&self, other: &Row, numbers: bool) -> bool {
        self.event == other.event
            && self.states == other.states
            && self.changed == other.changed
            && (self.tone, self.editable, self.known) == (other.tone, other.editable, other.known)
            && self.note == other.note
            && (!numbers || self.fields(true) == other.fields(true))
    }

    /// Says this message too, behind what it says.
    pub fn says_also(&mut self, lang: Lang, key: &'static str) {
        self.spoken = self.spoken.map(move |said| format!("{said}{}", say(lang, key)));
    }

    /// The row with numbers for symbols, where it has any.
    fn real(&self) -> Option<&Real> {
        self.real.as_ref().and_then(|real| real.as_ref())
    }

    /// The fields of its segment; nothing where it has none.
    pub fn fields(&self, numbers: bool) -> &str {
        // Only where numbers are wanted are they looked for.
        let real = if numbers { self.real() } else { None };
        real.map_or(self.event.fields(), |real| &real.fields)
    }

    /// The whole row in words.
    pub fn said(&self, numbers: bool) -> &str {
        self.words(numbers)
    }

    fn words(&self, numbers: bool) -> &Lazy<String> {
        let real = if numbers { self.real() } else { None };
        real.map_or(&self.spoken, |real| &real.spoken)
    }

    fn line(&self, numbers: bool) -> &str {
        let real = if numbers { self.real() } else { None };
        match (real, &self.detail) {
            (Some(real), _) => &real.line,
            (None, Some(detail)) => &detail.line,
            (None, None) => &self.spoken,
        }
    }
}

/// How much of a row is known, and how much is inferred: what is inferred is drawn with dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Known {
    /// All of it.
    #[default]
    All,
    /// That the segment was sent; what became of it is inferred.
    Sent,
    /// Nothing: all of it is inferred.
    Nothing,
}

/// How a row is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// One of the learner's, or simply part of the picture.
    #[default]
    Plain,
    /// The learner has pointed at it.
    Chosen,
    /// It was there before the learner began.
    Given,
    /// The first illegal one.
    Wrong,
    /// After the first illegal one: not judged.
    Unjudged,
    /// Still to come.
    Ahead,
}

/// What happens in a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A segment leaves an end.
    Segment {
        /// The sender.
        from: End,
        /// Flags and fields: `SYN ACK`, `seq=y ack=x+1`.
        flags: String,
        /// The fields.
        fields: String,
        /// What becomes of it.
        fate: Fate,
        /// The row in which a held one arrives, if it does.
        arrives_in: Option<usize>,
    },
    /// A held segment, or another copy, arrives.
    Arrival {
        /// The receiver.
        to: End,
        /// Its flags.
        flags: String,
        /// Its fields.
        fields: String,
    },
    /// The network delivers what neither end has just sent.
    Injected {
        /// The receiver.
        to: End,
        /// Its flags.
        flags: String,
        /// Its fields.
        fields: String,
    },
    /// A user call.
    Call {
        /// At which end.
        at: End,
        /// In words.
        text: String,
    },
    /// A timer runs out.
    Timer {
        /// At which end.
        at: End,
        /// In words.
        text: String,
    },
}

impl Event {
    /// The fields of its segment; nothing where it has none.
    pub fn fields(&self) -> &str {
        match self {
            Event::Segment { fields, .. }
            | Event::Arrival { fields, .. }
            | Event::Injected { fields, .. } => fields,
            Event::Call { .. } | Event::Timer { .. } => "",
        }
    }

    /// The same with other fields, where it has any.
    #[must_use]
    pub fn with_fields(mut self, other: String) -> Event {
        match &mut self {
            Event::Segment { fields, .. }
            | Event::Arrival { fields, .. }
            | Event::Injected { fields, .. } => *fields = other,
            Event::Call { .. } | Event::Timer { .. } => {}
        }
        self
    }
}
