//! What the screen shows of one connection: the ladder, the step, and what the machine says of it.

use super::view::{Progress, good, name, progress};
use super::{Followed, Opened, Telling, Told, Untold, words};
use crate::app::citation::{Cite, cite};
use crate::app::ladder::{Behind, Known, Ladder, Row, Tone};
use crate::app::ladder_of::Shown;
use crate::app::lazy::Lazy;
use crate::capture::{Arrival, Connection, Inferred, Note, Numbers, Vantage};
use crate::machine::{Machine, Names};
use crate::text::{Lang, say, say_attribute, say_with};
use crate::wire::{Case, End, Step, Trace};
use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;
use std::sync::Arc;

/// So many steps are drawn at once: a connection may have ten thousands.
const PAGE: usize = 50;
/// So many beginnings are named.
const MOST_STARTS: usize = 10;

/// A connection step by step.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowView {
    /// Which connection it is.
    pub index: usize,
    /// The file.
    pub file: String,
    /// Number and ends.
    pub title: String,
    /// What became of it.
    pub fate: String,
    /// Whether that was as it should be.
    pub good: Option<bool>,
    /// Where the learner says that the capture was taken; found out where not said.
    pub vantage: Option<Vantage>,
    /// How numbers are shown.
    pub numbers: Numbers,
    /// What is known of the whole, a sentence each.
    pub facts: Vec<String>,
    /// What is wrong with the file, and what to do.
    pub damage: Option<(String, String)>,
    /// It is still being told.
    pub waits: Option<Progress>,
    /// Why it can't be told, and what to do.
    pub trouble: Option<(String, String)>,
    /// The steps.
    pub steps: Option<StepsView>,
}

/// The steps of a connection, and where the learner stands.
#[derive(Clone, Debug, PartialEq)]
pub struct StepsView {
    /// Steps taken so far.
    pub step: usize,
    /// Steps in all.
    pub count: usize,
    /// The steps around it.
    pub ladder: Ladder,
    /// How many steps come before the ladder.
    pub first: usize,
    /// The row of the ladder that was stepped to last.
    pub row: Option<usize>,
    /// Said above and below the ladder where it does not show all steps.
    pub rest: [Option<String>; 2],
    /// What happens in the step.
    pub event: String,
    /// How it is known.
    pub known: String,
    /// What the machine says.
    pub verdict: VerdictView,
}

/// What the machine says of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct VerdictView {
    /// In short.
    pub tally: Tally,
    /// In one sentence.
    pub headline: String,
    /// What is wrong with it; that of a legal step is told by its row.
    pub details: Vec<String>,
    /// What would have been legal.
    pub legal: Vec<String>,
    /// Where the standard says so.
    pub cite: Option<Cite>,
}

/// A verdict in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// No step yet.
    Nothing,
    /// The step is legal.
    Legal,
    /// It is the first illegal one.
    Wrong,
    /// It stands behind an illegal one.
    Unjudged,
}

impl Opened {
    pub(super) fn follow_view(&self, followed: &Followed, lang: Lang) -> FollowView {
        let machine = &followed.machine;
        let connection = self.capture.connections.get(followed.index);
        let (mut facts, mut waits, mut trouble, mut steps) = (Vec::new(), None, None, None);
        match &followed.told {
            Told::Waiting { bytes, total } => {
                // Where all segments are at hand, or all have been read, only the machine is at work.
                let reads = bytes < total;
                let key = if reads { "capture-window-telling" } else { "capture-window-working" };
                waits = Some(progress(key, &self.path, *bytes, *total, lang));
            }
            Told::Steps(telling) => {
                let page = Page { telling, followed, machine, lang };
                facts = page.facts();
                steps = Some(page.steps());
            }
            Told::Untold(untold) => trouble = Some(in_words(untold, machine, lang)),
            Told::Failed(detail) => {
                let args = [("name", name(&self.path).into())];
                trouble = Some((say_with(lang, "capture-window-failed", &args), detail.clone()));
            }
            Told::Changed => {
                let help = say_attribute(lang, "capture-window-changed", "help", &[]).unwrap_or_default();
                trouble = Some((say(lang, "capture-window-changed").into_owned(), help));
            }
        }
        FollowView {
            index: followed.index,
            file: name(&self.path),
            title: connection.map(title).unwrap_or_default(),
            fate: connection.map(|c| words::fate(c, machine, lang)).unwrap_or_default(),
            good: connection.and_then(|c| good(c.fate)),
            vantage: followed.vantage,
            numbers: followed.numbers,
            facts,
            damage: self.damage(lang),
            waits,
            trouble,
            steps,
        }
    }
}

fn title(connection: &Connection) -> String {
    let [client, server] = connection.ends;
    format!("#{}  {client} → {server}", connection.number)
}

fn in_words(untold: &Untold, machine: &Machine, lang: Lang) -> (String, String) {
    match untold {
        Untold::Unknown(unknown, _) => {
            (unknown.iter().map(|name| name.words(lang)).collect::<Vec<_>>().join("\n"), String::new())
        }
        Untold::NoBeginning | Untold::Stopped => {
            let args = [("machine", machine.id.as_str().into())];
            let help = say_attribute(lang, "capture-no-beginning", "help", &args).unwrap_or_default();
            (say_with(lang, "capture-no-beginning", &args), help)
        }
    }
}

/// A telling, and what of it is shown.
struct Page<'a> {
    telling: &'a Telling,
    followed: &'a Followed,
    machine: &'a Arc<Machine>,
    lang: Lang,
}

impl Page<'_> {
    fn role(&self, end: End) -> String {
        self.machine.role_name(end, self.lang).to_owned()
    }

    fn facts(&self) -> Vec<String> {
        let (connection, lang) = (&self.telling.connection, self.lang);
        let mut facts = vec![
            say(lang, words::client_by(connection.client_by)).into_owned(),
            say(lang, self.telling.fitted.story.vantage().key()).into_owned(),
        ];
        let starts = self.telling.starts(self.machine);
        if !starts.is_empty() {
            let more = if starts.len() > MOST_STARTS { " …" } else { "" };
            let pair = |[client, server]: [String; 2]| format!("({client}, {server})");
            let list = starts.into_iter().take(MOST_STARTS).map(pair).collect::<Vec<_>>().join(" ") + more;
            let [client, server] = End::BOTH.map(|end| self.role(end));
            let args = [("client", client.into()), ("server", server.into()), ("pairs", list.into())];
            facts.push(say_with(lang, "capture-starts", &args));
        }
        facts.extend(words::copies(connection, lang));
        facts.extend(words::left_out(connection, lang));
        for (end, states) in End::BOTH.into_iter().zip(&self.telling.endings).filter(|(_, s)| !s.is_empty()) {
            let states = self.machine.states_in_words(states, lang);
            let args = [("role", self.role(end).into()), ("states", states.into())];
            facts.push(say_with(lang, "capture-ending", &args));
        }
        facts
    }

    fn steps(&self) -> StepsView {
        let (story, lang) = (&self.telling.fitted.story, self.lang);
        let (step, count) = (self.followed.step.min(story.len()), story.len());
        let last = step.checked_sub(1);
        let first = last.unwrap_or(0) / PAGE * PAGE;
        let until = (first + PAGE).min(count);
        let ladder = self.ladder(first, until, step);
        let row = last.map(|last| last - first);
        let event = row.and_then(|row| ladder.rows.get(row)).map(|row| row.spoken.to_string());
        let above = (first > 0).then(|| say_with(lang, "capture-window-above", &[("count", first.into())]));
        let below = count - until;
        let below = (below > 0).then(|| say_with(lang, "capture-window-below", &[("count", below.into())]));
        StepsView {
            step,
            count,
            ladder,
            first,
            row,
            rest: [above, below],
            event: event.unwrap_or_else(|| say(lang, "capture-window-before").into_owned()),
            known: last.and_then(|last| story.note(last)).map(|note| self.known(note)).unwrap_or_default(),
            verdict: self.verdict(last),
        }
    }

    /// The states after a step, or before the first one.
    fn states(&self, after: Option<usize>, end: End) -> String {
        match after {
            None => words::states(self.machine, &self.telling.beginnings(self.machine, end), self.lang),
            Some(after) => self.telling.outcome.after.get(after).map_or(String::new(), |both| {
                both.get(end.index()).map_or(String::new(), |s| words::states(self.machine, s, self.lang))
            }),
        }
    }

    /// The steps from the first one on that is needed for a page: it may show the arrival of what was sent long
    /// before.
    fn needed(&self, page: Range<usize>) -> (usize, Vec<Step>) {
        let step = |at| self.telling.fitted.story.shown(at, self.followed.numbers);
        let mut steps: VecDeque<Step> = page.clone().filter_map(step).collect();
        let (mut sent, mut sought) = (BTreeSet::new(), BTreeSet::new());
        for step in &steps {
            sent.extend(step.label().map(str::to_owned));
            if let Step::Arrive { label } = step
                && !sent.contains(label)
            {
                sought.insert(label.clone());
            }
        }
        let mut from = page.start;
        while let Some(before) = from.checked_sub(1).filter(|_| !sought.is_empty()).and_then(step) {
            before.label().map(|label| sought.remove(label));
            steps.push_front(before);
            from -= 1;
        }
        (from, steps.into())
    }

    fn ladder(&self, first: usize, until: usize, step: usize) -> Ladder {
        let story = &self.telling.fitted.story;
        let (from, steps) = self.needed(first..until);
        let shown = Shown {
            machine: Arc::clone(self.machine),
            trace: Arc::new(Trace { steps, ..Trace::default() }),
            first: from,
            verdict: Arc::clone(&self.telling.outcome.verdict),
            prefix: self.telling.outcome.skipped + from,
            given: 0,
            states_until: Some(0),
            judged: true,
            told: true,
            names: Some(self.names()),
            lang: self.lang,
        };
        let mut ladder = shown.window(first - from..until - from);
        ladder.start = End::BOTH.map(|end| self.states(first.checked_sub(1), end));
        let (machine, told) = (self.machine.id.clone(), Arc::clone(&self.telling.case));
        let case = Lazy::new(move || Case::clone(&told));
        ladder.behind = Some(Behind { machine, case, steps: until });
        let mut before = ladder.start.clone();
        for (at, row) in (first..until).zip(ladder.rows.iter_mut().map(Arc::make_mut)) {
            let after = End::BOTH.map(|end| self.states(Some(at), end));
            if at < step {
                row.changed = [0, 1].map(|end| !after[end].is_empty() && after[end] != before[end]);
                row.states.clone_from(&after);
            }
            (row.tone, row.editable) = (self.tone(at, step), false);
            if let Some(note) = story.note(at) {
                self.remark(note, row);
            }
            if at >= step {
                (row.real, row.detail) = (None, None);
            }
            before = after;
        }
        ladder
    }

    fn tone(&self, at: usize, step: usize) -> Tone {
        let bad = self.telling.outcome.first_bad;
        match () {
            () if bad == Some(at) => Tone::Wrong,
            () if at >= step => Tone::Ahead,
            () if bad.is_some_and(|bad| at > bad) => Tone::Unjudged,
            () if at + 1 == step => Tone::Chosen,
            () => Tone::Plain,
        }
    }

    /// Says and shows how a row is known.
    fn remark(&self, note: &Note, row: &mut Row) {
        row.note = words::remark(note, self.lang);
        row.known = match (note.inferred, note.arrival) {
            // A stray segment was seen; only its sender is in doubt.
            (Some(Inferred::Stray), _) => Known::All,
            (Some(_), _) => Known::Nothing,
            (None, Some(Arrival::Lost | Arrival::Assumed)) => Known::Sent,
            (None, Some(Arrival::Seen | Arrival::Shown) | None) => Known::All,
        };
        if !row.note.is_empty() {
            let (note, lang) = (row.note.clone(), self.lang);
            row.spoken = row.spoken.map(move |said| {
                said.clone() + &say_with(lang, "capture-window-note", &[("note", note.into())])
            });
        }
    }

    /// How a step is known, in sentences.
    fn known(&self, note: &Note) -> String {
        let lang = self.lang;
        let mut known = Vec::new();
        match note.frame {
            Some(frame) => {
                let first = self.telling.connection.time.map_or(0, |(first, _)| first);
                let at = note.at.map_or(String::new(), |at| words::since(first, at));
                let timed = if note.at.is_some() { "yes" } else { "no" };
                let args =
                    [("frame", (frame as usize).into()), ("seconds", at.into()), ("timed", timed.into())];
                known.push(say_with(lang, "capture-window-frame", &args));
            }
            // The row's note says it.
            None if note.inferred == Some(Inferred::LeftOut) => {}
            None => known.push(say(lang, "capture-window-no-frame").into_owned()),
        }
        if note.inferred.is_none() {
            let key = note.arrival.map(|arrival| match arrival {
                Arrival::Seen => "capture-window-seen",
                Arrival::Shown => "capture-window-shown",
                Arrival::Assumed => "capture-window-assumed",
                Arrival::Lost => "capture-window-lost",
            });
            known.extend(key.map(|key| say(lang, key).into_owned()));
        }
        let between = match lang {
            Lang::En => " ",
            Lang::Zh => "",
        };
        known.join(between)
    }

    fn verdict(&self, last: Option<usize>) -> VerdictView {
        let (outcome, lang) = (&self.telling.outcome, self.lang);
        let said = |tally: Tally, key: &str| VerdictView {
            tally,
            headline: say(lang, key).into_owned(),
            details: Vec::new(),
            legal: Vec::new(),
            cite: None,
        };
        let Some(last) = last else { return said(Tally::Nothing, "capture-window-begin") };
        let bad = outcome.first_bad;
        if bad.is_some_and(|bad| last > bad) {
            return said(Tally::Unjudged, "capture-window-unjudged");
        }
        if let Some(fault) = outcome.fault().filter(|_| bad == Some(last)) {
            let names = self.names();
            let told = self.machine.explain(fault, &names, outcome.skipped, lang);
            let why = (!told.why.is_empty()).then_some(told.why);
            return VerdictView {
                headline: told.headline,
                details: told.details.into_iter().chain(why).collect(),
                legal: told.legal,
                cite: (!told.cite.is_empty()).then(|| cite(&told.cite, lang)),
                ..said(Tally::Wrong, "capture-window-legal")
            };
        }
        said(Tally::Legal, "capture-window-legal")
    }

    /// The names of numbers, as the ladder shows them.
    fn names(&self) -> Names {
        match self.followed.numbers {
            Numbers::Real => Names::default(),
            Numbers::Relative => {
                let symbols = self.telling.fitted.story.symbols().into_iter().zip(End::BOTH);
                Names::of(symbols.map(|((name, value), end)| (name.to_owned(), value, end)))
            }
        }
    }
}
