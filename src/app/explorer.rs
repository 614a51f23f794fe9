//! The explorer's screen: a machine, what must never happen, what the network may do; then the shortest run
//! in which it happens, or that it never does.

use super::App;
use super::ladder::Ladder;
use super::study_what_if::run_ladder;
use super::work::{Search, Work};
use crate::machine::{Bounds, Cut, GaveUp, Machine, Named, Outcome, StateId};
use crate::text::{Arg, Lang, say_with};
use crate::wire::{End, Trace};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Something on the explorer's screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExplorerCommand {
    /// Another machine, by its id.
    Machine(String),
    /// Another property, by its id.
    Never(String),
    /// How many segments may be lost.
    Losses(u8),
    /// How many may be doubled.
    Duplicates(u8),
    /// Whether they may overtake each other.
    Reorder(bool),
    /// Begin to search.
    Start,
    /// Stop the search.
    Stop,
}

/// What was chosen, and the search.
#[derive(Debug, Default)]
pub struct Explorer {
    machine: String,
    never: String,
    losses: Option<u8>,
    duplicates: Option<u8>,
    reorder: Option<bool>,
    search: Option<Arc<Search>>,
}

/// The screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplorerView {
    /// Machines to choose from: id and title.
    pub machines: Vec<(String, String)>,
    /// The one that is chosen.
    pub machine: String,
    /// What is altered in it.
    pub about: String,
    /// What may happen: id and words.
    pub properties: Vec<(String, String)>,
    /// The one that is chosen.
    pub never: String,
    /// Segments that may be lost.
    pub losses: u8,
    /// Segments that may be doubled.
    pub duplicates: u8,
    /// Whether they may overtake each other.
    pub reorder: bool,
    /// How far the search is.
    pub search: SearchView,
}

/// How far a search is.
#[derive(Clone, Debug, PartialEq)]
pub enum SearchView {
    /// It has not begun.
    Idle,
    /// It runs: words about how far it is.
    Running(String),
    /// It is over.
    Done {
        /// Whether it happens; `None` where nobody knows.
        happens: Option<bool>,
        /// What came of it.
        headline: String,
        /// Within which bounds, where it never happens.
        bounds: Vec<String>,
        /// The shortest run.
        run: Option<Box<Ladder>>,
    },
}

/// At most so many of each; more is beyond what a desk computer looks at.
pub const MOST_FAULTS: u8 = 3;

impl Explorer {
    /// Whether a search runs.
    pub(super) fn is_running(&self) -> bool {
        self.search.as_ref().is_some_and(|search| search.outcome().is_none())
    }

    /// Whoever leaves the screen needs no answer.
    pub(super) fn stop(&self) {
        self.search.iter().for_each(|search| search.stop());
    }
}

impl App {
    /// Some of the machines: those with most variants first, each before its variants.
    pub(super) fn families(&self, keep: impl Fn(&Machine) -> bool) -> Vec<&Arc<Machine>> {
        let machines = self.library.machines.iter().filter_map(|entry| entry.content.as_ref());
        let mut machines: Vec<_> = machines.filter(|machine| keep(machine)).collect();
        let family = |machine: &Machine| machine.of.clone().unwrap_or_else(|| machine.id.clone());
        let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
        machines.iter().for_each(|machine| *sizes.entry(family(machine)).or_default() += 1);
        machines.sort_by_cached_key(|machine| {
            let family = family(machine);
            (Reverse(sizes.get(&family).copied()), family, machine.of.is_some())
        });
        machines
    }

    /// Machines that have properties.
    pub(super) fn explorable(&self) -> Vec<&Arc<Machine>> {
        self.families(|machine| !machine.properties.is_empty())
    }

    fn explored(&self, explorer: &Explorer) -> Option<Arc<Machine>> {
        let machines = self.explorable();
        machines
            .iter()
            .find(|machine| machine.id == explorer.machine)
            .or(machines.first())
            .map(|m| (*m).clone())
    }

    fn wanted(explorer: &Explorer, machine: &Machine) -> Option<(usize, Bounds)> {
        let found = machine.properties.iter().position(|property| property.id == explorer.never).unwrap_or(0);
        let usual = &machine.properties.get(found)?.within;
        let bounds = Bounds {
            losses: explorer.losses.unwrap_or(usual.losses),
            duplicates: explorer.duplicates.unwrap_or(usual.duplicates),
            reorder: explorer.reorder.unwrap_or(usual.reorder),
            ..usual.clone()
        };
        Some((found, bounds))
    }

    /// Carries out a command; gives the search that is to be made.
    pub(super) fn explore(&self, explorer: &mut Explorer, command: ExplorerCommand) -> Option<Work> {
        explorer.stop();
        if !matches!(command, ExplorerCommand::Stop) {
            explorer.search = None;
        }
        match command {
            ExplorerCommand::Machine(id) => explorer.machine = id,
            ExplorerCommand::Never(id) => {
                *explorer = Explorer { machine: explorer.machine.clone(), never: id, ..Explorer::default() };
            }
            ExplorerCommand::Losses(count) => explorer.losses = Some(count.min(MOST_FAULTS)),
            ExplorerCommand::Duplicates(count) => explorer.duplicates = Some(count.min(MOST_FAULTS)),
            ExplorerCommand::Reorder(may) => explorer.reorder = Some(may),
            ExplorerCommand::Start => {
                let machine = self.explored(explorer)?;
                let (property, bounds) = App::wanted(explorer, &machine)?;
                let search = Arc::new(Search::new(machine, property, bounds));
                explorer.search = Some(search.clone());
                return Some(Work::Search(search));
            }
            ExplorerCommand::Stop => {}
        }
        None
    }

    pub(super) fn explorer_view(&self, explorer: &Explorer) -> ExplorerView {
        let lang = self.lang;
        let machines = self.explorable();
        let titles = machines.iter().map(|m| (m.id.clone(), m.title.get(lang).to_owned())).collect();
        let machine = self.explored(explorer);
        let wanted = machine.as_ref().and_then(|machine| App::wanted(explorer, machine));
        let (property, bounds) = wanted.unwrap_or_default();
        let properties = machine.iter().flat_map(|machine| &machine.properties);
        let properties: Vec<(String, String)> =
            properties.map(|p| (p.id.clone(), p.is.get(lang).to_owned())).collect();
        let about = machine.as_ref().and_then(|machine| machine.about.as_ref());
        ExplorerView {
            machines: titles,
            about: about.map(|about| about.get(lang).to_owned()).unwrap_or_default(),
            never: properties.get(property).map(|(id, _)| id.clone()).unwrap_or_default(),
            machine: machine.map(|machine| machine.id.clone()).unwrap_or_default(),
            properties,
            losses: bounds.losses,
            duplicates: bounds.duplicates,
            reorder: bounds.reorder,
            search: explorer.search.as_ref().map_or(SearchView::Idle, |search| search_view(search, lang)),
        }
    }
}

fn search_view(search: &Search, lang: Lang) -> SearchView {
    let count =
        |states: usize, depth: u32| [("states", Arg::from(states)), ("depth", Arg::from(i64::from(depth)))];
    let Some(outcome) = search.outcome() else {
        let (states, depth) = search.progress();
        return SearchView::Running(say_with(lang, "explore-progress", &count(states, depth)));
    };
    match outcome {
        Outcome::Violated { trace, states, .. } => SearchView::Done {
            happens: Some(true),
            headline: violated_words(trace, *states, lang),
            bounds: Vec::new(),
            run: Some(Box::new(run_ladder(&search.machine, trace, lang))),
        },
        Outcome::Holds { states, depth, cut, .. } => SearchView::Done {
            happens: Some(false),
            headline: say_with(lang, "explore-holds", &count(*states, *depth)),
            bounds: bounds_words(&search.machine, &search.bounds, *cut, lang),
            run: None,
        },
        Outcome::GaveUp { states, depth, why } => SearchView::Done {
            happens: None,
            headline: gave_up_words(*states, *depth, *why, lang),
            bounds: Vec::new(),
            run: None,
        },
    }
}

/// Why a search has no answer.
pub fn gave_up_words(states: usize, depth: u32, why: GaveUp, lang: Lang) -> String {
    let why = match why {
        GaveUp::Full => "full",
        GaveUp::Stopped => "stopped",
    };
    let args = [("why", why.into()), ("states", states.into()), ("depth", i64::from(depth).into())];
    say_with(lang, "explore-gave-up", &args)
}

/// That it happens, and in how many steps: those that the run has when it is shown. The search counts
/// otherwise, since for it a segment that arrives moves once more.
pub fn violated_words(trace: &Trace, states: usize, lang: Lang) -> String {
    let args = [("steps", trace.steps.len().into()), ("states", states.into())];
    say_with(lang, "explore-violated", &args)
}

/// The bounds within which something never happens, line by line: no such answer goes without them.
pub fn bounds_words(machine: &Machine, bounds: &Bounds, cut: Cut, lang: Lang) -> Vec<String> {
    let yes = |is: bool| Arg::from(if is { "yes" } else { "no" });
    let calls = bounds.calls.iter().filter_map(|allowed| {
        let call = machine.calls.get(usize::from(allowed.call))?;
        let states = (0..machine.states.len()).map(|state| StateId(state as u8));
        let (inside, outside): (Vec<_>, Vec<_>) = states.partition(|state| allowed.from.has(*state));
        let inside: Vec<&str> = inside.iter().map(|state| machine.state_name(*state)).collect();
        let only = if outside.is_empty() { String::new() } else { format!(" ({})", inside.join("/")) };
        Some(format!("{}: {} × {}{only}", machine.role(allowed.end), call.name, allowed.times))
    });
    let same = End::BOTH.into_iter().filter(|end| bounds.same_numbers[end.index()]);
    let same: Vec<&str> = same.map(|end| machine.role(end)).collect();
    let args = [
        ("calls", calls.collect::<Vec<String>>().into()),
        ("losses", i64::from(bounds.losses).into()),
        ("duplicates", i64::from(bounds.duplicates).into()),
        ("reorder", yes(bounds.reorder)),
        ("in-flight", i64::from(bounds.in_flight).into()),
        ("lifetime", i64::from(bounds.lifetime_ticks).into()),
        ("connections", i64::from(bounds.connections).into()),
        ("lazy", yes(bounds.lazy)),
        ("same", if same.is_empty() { "none".into() } else { same.as_slice().into() }),
    ];
    let keys = ["explore-bound-calls", "explore-bound-network", "explore-bound-ends"];
    let mut lines: Vec<String> = keys.iter().map(|key| say_with(lang, key, &args)).collect();
    let timers = timer_lengths(machine, bounds).into_iter().map(|(timer, ticks)| format!("{timer} {ticks}"));
    let timers: Vec<String> = timers.collect();
    lines.push(say_with(lang, "explore-bound-timers", &[("timers", timers.into())]));
    if cut != Cut::default() {
        let args = [
            ("crowded", cut.crowded.into()),
            ("connections", cut.connections.into()),
            ("deep", cut.deep.into()),
        ];
        lines.push(say_with(lang, "explore-cut", &args));
    }
    lines
}

/// The timers that run in a search, with their ticks.
pub fn timer_lengths<'m>(machine: &'m Machine, bounds: &Bounds) -> Vec<(&'m str, u8)> {
    let length = |at: usize, timer: &Named| {
        let own = bounds.ticks.iter().find(|(known, _)| usize::from(*known) == at);
        own.map(|(_, ticks)| *ticks).or(timer.ticks)
    };
    let timers = machine.timers.iter().enumerate();
    timers.filter_map(|(at, timer)| Some((timer.name.as_str(), length(at, timer)?))).collect()
}
