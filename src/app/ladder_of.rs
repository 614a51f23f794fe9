//! From a trace to the ladder that shows it. What can be seen of a row is made at once; its words and what is
//! behind it are made when they are wanted, see [`Lazy`].

mod detail;

use super::ladder::{Event, Known, Ladder, Row, Tone};
use super::lazy::Lazy;
use crate::machine::{Machine, Names, StateId, Verdict};
use crate::text::{Lang, say, say_with};
use crate::wire::{End, Fate, Segment, Step, Trace};
use std::ops::Range;
use std::sync::Arc;

/// What of a trace is shown, and how.
pub struct Shown {
    /// The machine.
    pub machine: Arc<Machine>,
    /// The trace; the steps of a named start are not in it.
    pub trace: Arc<Trace>,
    /// How many steps come before these, where they are a part of a longer trace.
    pub first: usize,
    /// The run of start and steps.
    pub verdict: Arc<Verdict>,
    /// How many moves of the verdict come before the first step.
    pub prefix: usize,
    /// How many of the steps were given; those behind are the learner's.
    pub given: usize,
    /// States are shown up to and including this step (0 = only the beginning); `None` shows none.
    pub states_until: Option<usize>,
    /// Whether the first illegal step is marked.
    pub judged: bool,
    /// Whether everything may be told: the rules that fired, and what both ends know. Not while a question
    /// is unanswered.
    pub told: bool,
    /// Other names of numbers than those of the run.
    pub names: Option<Names>,
    /// The language.
    pub lang: Lang,
}

impl Shown {
    /// The ladder.
    pub fn ladder(self) -> Ladder {
        let all = 0..self.trace.steps.len();
        Arc::new(self).part(all, |shown, rows| {
            if shown.told {
                shown.note_repeats(rows);
            }
        })
    }

    /// The ladder of some of the steps. Which of them were sent before is left to the caller.
    pub fn window(self, range: Range<usize>) -> Ladder {
        Arc::new(self).part(range, |_, _| {})
    }

    fn part(self: Arc<Self>, range: Range<usize>, note: impl FnOnce(&Shown, &mut [Row])) -> Ladder {
        let first = range.start;
        let mut states = self.states_before(first);
        let mut rows: Vec<Row> = range.filter_map(|at| self.row(at, &mut states)).collect();
        self.link_late(&mut rows, first);
        note(&self, &mut rows);
        Ladder {
            roles: End::BOTH.map(|end| capitalised(self.machine.role_name(end, self.lang))),
            start: if self.states_until.is_some() { self.start() } else { Default::default() },
            rows: rows.into_iter().map(Arc::new).collect(),
            title: self.machine.title.get(self.lang).to_owned(),
            head: String::new(),
            behind: None,
        }
    }

    fn start(&self) -> [String; 2] {
        match self.prefix.checked_sub(1).and_then(|last| self.verdict.after.get(last)) {
            Some(both) => self.names(both),
            None => self.machine.start.map(|state| self.machine.state_name(state).to_owned()),
        }
    }

    fn names(&self, both: &[Vec<StateId>; 2]) -> [String; 2] {
        [0, 1].map(|end| self.machine.states_in_words(&both[end], self.lang))
    }

    /// The states after a step, or before the first one.
    fn states_after(&self, at: Option<usize>) -> Option<[String; 2]> {
        match at {
            None => Some(self.start()),
            Some(at) => self.verdict.after.get(self.prefix + at).map(|both| self.names(both)),
        }
    }

    /// The states before a step.
    fn states_before(&self, at: usize) -> Option<[String; 2]> {
        self.states_after(at.checked_sub(1))
    }

    /// Whether the states after a step are shown.
    fn shows(&self, at: usize) -> bool {
        self.states_until.is_some_and(|until| at < until)
    }

    fn tone(&self, at: usize) -> Tone {
        let bad = self.verdict.fault.as_ref().and_then(|fault| fault.step.checked_sub(self.prefix));
        match bad {
            Some(bad) if self.judged && at == bad => Tone::Wrong,
            Some(bad) if self.judged && at > bad => Tone::Unjudged,
            _ if at < self.given => Tone::Given,
            _ => Tone::Plain,
        }
    }

    /// A row; `before` are the states before it, and then those after it.
    fn row(self: &Arc<Self>, at: usize, before: &mut Option<[String; 2]>) -> Option<Row> {
        let event = self.event(at)?;
        let after = self.states_again(at, before);
        let shown = after.as_ref().filter(|_| self.shows(at));
        let differs = |end: usize| {
            let now = shown.map(|after| &after[end]);
            now.is_some() && before.as_ref().is_none_or(|before| Some(&before[end]) != now)
        };
        let changed = [0, 1].map(differs);
        let states = shown.cloned().unwrap_or_default();
        *before = after;
        let told = self.told.then(|| Arc::clone(self));
        let shown = Arc::clone(self);
        Some(Row {
            event,
            states,
            changed,
            tone: self.tone(at),
            editable: at >= self.given,
            spoken: Lazy::new(move || shown.spoken(at)),
            note: String::new(),
            known: Known::All,
            real: told.clone().map(|shown| Lazy::new(move || shown.real(at))),
            detail: told.map(|shown| Lazy::new(move || shown.detail(at))),
        })
    }

    /// The states after a step. Mostly they are those before it, which need not be put into words again.
    fn states_again(&self, at: usize, before: &Option<[String; 2]>) -> Option<[String; 2]> {
        let of = |at: usize| self.verdict.after.get(self.prefix + at);
        match at.checked_sub(1) {
            Some(last) if of(last) == of(at) => before.clone(),
            Some(_) | None => self.states_after(Some(at)),
        }
    }

    /// A row in words.
    fn spoken(&self, at: usize) -> String {
        self.event(at).map_or(String::new(), |event| self.in_words(at, &event))
    }

    fn in_words(&self, at: usize, event: &Event) -> String {
        let states = self.states_after(Some(at)).filter(|_| self.shows(at)).unwrap_or_default();
        let role = |end: End| self.machine.role_name(end, self.lang).to_owned();
        let segment = |flags: &String, fields: &String| format!("{flags} {fields}").trim().to_owned();
        let what = match event {
            Event::Segment { from, flags, fields, fate, .. } => {
                let fate = match fate {
                    Fate::Delivered => "delivered",
                    Fate::Lost => "lost",
                    Fate::Twice => "twice",
                    Fate::Late => "late",
                };
                let args = [
                    ("role", role(*from).into()),
                    ("segment", segment(flags, fields).into()),
                    ("fate", fate.into()),
                ];
                say_with(self.lang, "row-sends", &args)
            }
            Event::Arrival { to, flags, fields } => say_with(
                self.lang,
                "row-arrives",
                &[("role", role(*to).into()), ("segment", segment(flags, fields).into())],
            ),
            Event::Injected { to, flags, fields } => say_with(
                self.lang,
                "row-injected",
                &[("role", role(*to).into()), ("segment", segment(flags, fields).into())],
            ),
            Event::Call { at, text } | Event::Timer { at, text } => {
                say_with(self.lang, "row-call", &[("role", role(*at).into()), ("text", text.as_str().into())])
            }
        };
        let mut spoken = say_with(
            self.lang,
            "row-number",
            &[("number", (self.first + at + 1).into()), ("what", what.into())],
        );
        if !states[0].is_empty() {
            let args = End::BOTH.map(|end| (role(end), states[end.index()].clone()));
            let [(a, sa), (b, sb)] = args;
            spoken += &say_with(
                self.lang,
                "row-states",
                &[
                    ("first", a.into()),
                    ("first-state", sa.into()),
                    ("second", b.into()),
                    ("second-state", sb.into()),
                ],
            );
        }
        match self.tone(at) {
            Tone::Wrong => spoken + say(self.lang, "row-wrong").as_ref(),
            Tone::Given => spoken + say(self.lang, "row-given").as_ref(),
            Tone::Chosen => spoken + say(self.lang, "row-chosen").as_ref(),
            Tone::Unjudged | Tone::Ahead | Tone::Plain => spoken,
        }
    }

    fn event(&self, at: usize) -> Option<Event> {
        let machine = &self.machine;
        Some(match self.trace.steps.get(at)? {
            Step::Send { from, segment, fate, .. } => {
                let (flags, fields) = parts(segment);
                Event::Segment {
                    from: machine.end(from)?,
                    flags,
                    fields,
                    fate: fate.clone(),
                    arrives_in: None,
                }
            }
            Step::Arrive { label } => {
                let (to, segment) = self.labelled(at, label)?;
                let (flags, fields) = parts(segment);
                Event::Arrival { to, flags, fields }
            }
            Step::Inject { at, segment, .. } => {
                let (flags, fields) = parts(segment);
                Event::Injected { to: machine.end(at)?, flags, fields }
            }
            Step::Call { end, call, argument } => {
                let named = machine.calls.iter().find(|c| c.name == *call || c.aliases.contains(call))?;
                let argument = argument.as_ref().map(ToString::to_string);
                let text = machine.call_in_words(named, argument.as_deref(), self.lang);
                Event::Call { at: machine.end(end)?, text }
            }
            Step::Timer { end, timer } => {
                let named = machine.timers.iter().find(|t| t.name == *timer || t.aliases.contains(timer))?;
                Event::Timer { at: machine.end(end)?, text: named.is.get(self.lang).to_owned() }
            }
            Step::Wait => Event::Timer { at: End::First, text: say(self.lang, "time-passes").into_owned() },
            Step::Claim { end, state } => Event::Call { at: machine.end(end)?, text: state.clone() },
        })
    }

    /// The segment of that name that was sent last before a step, and to whom.
    fn labelled(&self, at: usize, label: &str) -> Option<(End, &Segment)> {
        self.trace.steps.get(..at)?.iter().rev().find_map(|step| match step {
            Step::Send { from, segment, label: Some(l), .. } if l == label => {
                Some((self.machine.end(from)?.peer(), segment))
            }
            Step::Inject { at, segment, label: Some(l) } if l == label => {
                Some((self.machine.end(at)?, segment))
            }
            _ => None,
        })
    }

    /// Links each held segment with the row in which it arrives.
    fn link_late(&self, rows: &mut [Row], first: usize) {
        let shown = rows.len();
        for (at, row) in rows.iter_mut().enumerate() {
            let rest = || self.trace.steps.iter().skip(first + at);
            let Some(Step::Send { fate: Fate::Late, label: Some(label), .. }) = rest().next() else {
                continue;
            };
            let is = |step: &Step| matches!(step, Step::Arrive { label: l } if l == label);
            let arrives = rest().take(shown - at).position(is);
            if let Event::Segment { arrives_in, .. } = &mut row.event {
                *arrives_in = arrives.map(|offset| at + offset);
            }
        }
    }
}

fn parts(segment: &Segment) -> (String, String) {
    let fields = segment.fields.iter().map(|(name, term)| format!("{name}={term}"));
    (segment.flags.join(" "), fields.collect::<Vec<_>>().join(" "))
}

/// The word with a capital first letter, where the script has such.
pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
