//! The map: a machine's state diagram, what is selected on it, and where both ends are.

mod changes;
mod detail;
mod lit;
mod mastery;
mod places;
mod words;

use super::App;
use super::citation::Cite;
use super::place::Place;
use crate::machine::{Edge, Machine, On, Origin, Rule};
use crate::text::{Arg, Lang, say, say_with};
use crate::wire::End;
use std::sync::Arc;

pub use changes::Change;
pub(in crate::app) use detail::{RuleName, rule_names};
pub use lit::Lit;
pub use mastery::{MasteryView, Strength};

/// Something on the map's screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapCommand {
    /// Another machine, by its id.
    Machine(String),
    /// A state, by its name.
    State(String),
    /// An edge, by its number.
    Edge(usize),
    /// A rule, by its id.
    Rule(String),
    /// Nothing is selected any more.
    Clear,
    /// Both ends where they are in a step of a ladder.
    Show(Lit),
}

/// What is shown and selected.
#[derive(Debug, Default)]
pub struct MapState {
    machine: String,
    selected: Option<MapCommand>,
    /// Where the ends are; at the beginning where nothing else is said.
    lit: Option<Lit>,
    /// The place whose step it is.
    origin: Option<Place>,
}

impl MapState {
    /// Carries out a command.
    pub(super) fn update(&mut self, command: MapCommand) {
        match command {
            MapCommand::Machine(id) => {
                (self.machine, self.selected) = (id, None);
            }
            MapCommand::Clear => self.selected = None,
            MapCommand::Show(lit) => {
                (self.machine, self.selected) = (lit.machine.clone(), None);
                self.lit = Some(lit);
            }
            MapCommand::State(_) | MapCommand::Edge(_) | MapCommand::Rule(_) => self.selected = Some(command),
        }
    }
}

/// The screen.
#[derive(Clone, Debug, PartialEq)]
pub struct MapView {
    /// Machines to choose from: id and title.
    pub machines: Vec<(String, String)>,
    /// The one that is shown.
    pub machine: String,
    /// What is altered in it.
    pub about: String,
    /// What the ends are called.
    pub roles: [String; 2],
    /// The states.
    pub nodes: Vec<NodeView>,
    /// What leads from one state to another.
    pub edges: Vec<EdgeView>,
    /// What leads somewhere from nearly every state.
    pub everywhere: Vec<EverywhereView>,
    /// What is to be told of what is selected.
    pub detail: Option<DetailView>,
    /// In which step the ends are there, in words.
    pub lit: Option<String>,
    /// The place whose step it is.
    pub origin: Option<Place>,
    /// What differs from the machine that this one is a variant of.
    pub changes: Vec<(Change, RuleLine)>,
    /// How well the learner knows the machine, where they have met any of it.
    pub mastery: Option<MasteryView>,
}

impl MapView {
    /// Whether another view has the same picture, whatever is selected and wherever the ends are.
    pub fn same_picture(&self, other: &MapView) -> bool {
        let node = |node: &NodeView| (node.name.clone(), node.at, node.note.clone());
        let edge = |edge: &EdgeView| (edge.from, edge.to, edge.label.clone(), edge.strength.clone());
        self.roles == other.roles
            && self.nodes.iter().map(node).eq(other.nodes.iter().map(node))
            && self.edges.iter().map(edge).eq(other.edges.iter().map(edge))
    }
}

/// A state.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeView {
    /// Its name.
    pub name: String,
    /// What it means.
    pub is: String,
    /// Its column and row.
    pub at: (f32, f32),
    /// Which ends are in it.
    pub lit: [bool; 2],
    /// What stands below its name: that it is reached from nearly everywhere.
    pub note: String,
    /// Whether it is selected.
    pub selected: bool,
    /// Everything about it in words.
    pub spoken: String,
}

/// What leads from one state to another.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeView {
    /// The number of the state where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What happens, a line an event.
    pub label: Vec<EventView>,
    /// The ids of its rules.
    pub rules: Vec<String>,
    /// Its strength, where it has one.
    pub strength: Option<Strength>,
    /// How it differs from the machine that this one is a variant of.
    pub change: Option<Change>,
    /// Whether it is selected, or the rule that is selected is one of its.
    pub selected: bool,
    /// Everything about it in words.
    pub spoken: String,
}

/// An event on an edge, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventView {
    /// What it says.
    pub text: String,
    /// What kind of event it is.
    pub kind: EventShape,
}

/// The kinds of events, which look different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventShape {
    /// A segment arrives or leaves.
    Segment,
    /// A call of the user.
    Call,
    /// A timer.
    Timer,
    /// A condition is met.
    Condition,
}

/// What leads to one state from nearly every other.
#[derive(Clone, Debug, PartialEq)]
pub struct EverywhereView {
    /// Where it leads.
    pub to: String,
    /// From where.
    pub from: String,
    /// Its rules.
    pub rules: Vec<RuleLine>,
}

/// A rule on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleLine {
    /// Its id.
    pub id: String,
    /// What happens.
    pub event: String,
    /// Its condition.
    pub condition: String,
    /// The flags of what is sent in reply.
    pub replies: Vec<String>,
    /// Where it leads, if anywhere else.
    pub to: Option<String>,
}

/// A rule with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleView {
    /// Its id.
    pub id: String,
    /// What happens.
    pub event: String,
    /// Its condition.
    pub condition: String,
    /// What is sent in reply.
    pub replies: Vec<String>,
    /// What a call is told that fails.
    pub refuse: String,
    /// The reason.
    pub why: String,
    /// Where the standard disagrees with itself.
    pub doubt: String,
    /// Where the standard says so.
    pub cite: Option<Cite>,
}

/// An edge as seen from a state.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeLine {
    /// Its number.
    pub edge: usize,
    /// What happens, and the other state: as it is written, and as it is said without signs.
    pub words: [String; 2],
}

/// What is told of what is selected.
#[derive(Clone, Debug, PartialEq)]
pub enum DetailView {
    /// A state.
    State {
        /// Its name.
        name: String,
        /// What it means.
        is: String,
        /// Other names for it, in one line.
        aliases: String,
        /// The edges that leave it.
        out: Vec<EdgeLine>,
        /// The edges that lead to it.
        into: Vec<EdgeLine>,
        /// The rules that fire in it, by kinds of events with their headings.
        fires: Vec<(String, Vec<RuleLine>)>,
    },
    /// An edge, or a rule alone.
    Rules {
        /// From where to where.
        title: String,
        /// The rules.
        rules: Vec<RuleView>,
    },
}

/// A condition on an edge is no longer, in characters.
const LONGEST: usize = 16;
/// So many lines on an edge.
const MOST_LINES: usize = 2;

/// A machine in a language.
struct Drawn<'a> {
    machine: &'a Machine,
    edges: Vec<Edge>,
    lang: Lang,
}

impl Drawn<'_> {
    fn of(machine: &Machine, lang: Lang) -> Drawn<'_> {
        Drawn { machine, edges: machine.edges(), lang }
    }
}

impl App {
    pub(super) fn map_view(&self, state: &MapState) -> MapView {
        let machines = self.families(|_| true);
        let titles = machines.iter().map(|m| (m.id.clone(), m.title.get(self.lang).to_owned())).collect();
        let machine = machines.iter().find(|m| m.id == state.machine).or(machines.first());
        match machine {
            Some(machine) => {
                let base = machine.of.as_ref().and_then(|id| self.library.machine(id));
                let view = map_of(machine, base.map(|base| &**base), state, titles, self.lang);
                let origin = view.origin.filter(|place| *place != Place::Study || self.study.is_some());
                MapView { origin, ..view }
            }
            None => MapView {
                machines: titles,
                machine: String::new(),
                about: String::new(),
                roles: Default::default(),
                nodes: Vec::new(),
                edges: Vec::new(),
                everywhere: Vec::new(),
                detail: None,
                lit: None,
                origin: None,
                changes: Vec::new(),
                mastery: None,
            },
        }
    }
}

fn map_of(
    machine: &Arc<Machine>,
    base: Option<&Machine>,
    state: &MapState,
    machines: Vec<(String, String)>,
    lang: Lang,
) -> MapView {
    // Those from nearly everywhere come last, so that the others are numbered from 0.
    let drawn = Drawn::of(machine, lang);
    let mut edges = drawn.edge_views(state);
    let mut changes = Vec::new();
    let mut detail = drawn.detail(state);
    if let Some(base) = base {
        let variant = changes::Variant { own: &drawn, base: &Drawn::of(base, lang) };
        variant.mark(&mut edges, state);
        changes = variant.changes();
        detail = variant.detail(state, edges.len()).or(detail);
    }
    let lit = state.lit.as_ref().filter(|lit| lit.machine == machine.id);
    MapView {
        mastery: None,
        machines,
        machine: machine.id.clone(),
        about: machine.about.as_ref().map(|about| about.get(lang).to_owned()).unwrap_or_default(),
        roles: End::BOTH.map(|end| machine.role_name(end, lang).to_owned()),
        nodes: drawn.nodes(lit, state),
        edges,
        everywhere: drawn.everywhere(),
        detail,
        lit: lit.map(|lit| lit.in_words(machine, lang)),
        origin: lit.and(state.origin.clone()),
        changes,
    }
}

impl Drawn<'_> {
    fn nodes(&self, lit: Option<&Lit>, state: &MapState) -> Vec<NodeView> {
        let many = |at: usize| {
            self.edges.iter().any(|edge| matches!(edge.from, Origin::Many(_)) && usize::from(edge.to.0) == at)
        };
        let states = self.machine.states.iter().zip(places::places(self.machine)).enumerate();
        let node = |(index, (known, at)): (usize, (&crate::machine::State, (f32, f32)))| {
            let here = match lit {
                Some(lit) => lit.ends.each_ref().map(|states| states.contains(&known.name)),
                None => self.machine.start.map(|start| usize::from(start.0) == index),
            };
            let is = known.is.get(self.lang).to_owned();
            NodeView {
                name: known.name.clone(),
                at,
                lit: here,
                note: if many(index) { say(self.lang, "map-from-many").into_owned() } else { String::new() },
                selected: state.selected == Some(MapCommand::State(known.name.clone())),
                spoken: self.node_in_words(&known.name, &is, here),
                is,
            }
        };
        states.map(node).collect()
    }

    fn node_in_words(&self, name: &str, is: &str, here: [bool; 2]) -> String {
        let mut words = say_with(self.lang, "map-state-spoken", &[("state", name.into()), ("is", is.into())]);
        for end in End::BOTH {
            if here.get(end.index()).copied().unwrap_or_default() {
                let role = self.machine.role_name(end, self.lang);
                words += &say_with(self.lang, "map-here", &[("role", role.into())]);
            }
        }
        words
    }

    /// The edges from one state to another, by their numbers.
    fn drawn_edges(&self) -> impl Iterator<Item = (usize, &Edge, usize)> {
        self.edges.iter().enumerate().filter_map(|(index, edge)| match edge.from {
            Origin::State(from) => Some((index, edge, usize::from(from.0))),
            Origin::Many(_) => None,
        })
    }

    fn rules<'e>(&'e self, edge: &'e Edge) -> impl Iterator<Item = &'e Rule> {
        edge.rules.iter().filter_map(|id| self.machine.rule(*id))
    }

    fn edge_views(&self, state: &MapState) -> Vec<EdgeView> {
        let edge = |(index, edge, from): (usize, &Edge, usize)| {
            let rules: Vec<String> = self.rules(edge).map(|rule| rule.id.clone()).collect();
            let selected = match &state.selected {
                Some(MapCommand::Edge(number)) => *number == index,
                Some(MapCommand::Rule(id)) => rules.contains(id),
                Some(
                    MapCommand::State(_) | MapCommand::Machine(_) | MapCommand::Clear | MapCommand::Show(_),
                )
                | None => false,
            };
            EdgeView {
                from,
                to: usize::from(edge.to.0),
                label: self.label(edge),
                spoken: self.edge_in_words(edge),
                rules,
                strength: None,
                change: None,
                selected,
            }
        };
        self.drawn_edges().map(edge).collect()
    }

    /// What happens, in short: each thing once, and no more than fits on an edge.
    fn label(&self, edge: &Edge) -> Vec<EventView> {
        let mut lines: Vec<EventView> = Vec::new();
        for rule in self.rules(edge) {
            let event = self.short(rule);
            if !lines.contains(&event) {
                lines.push(event);
            }
        }
        let more = lines.len().saturating_sub(MOST_LINES);
        if more > 0 {
            lines.truncate(MOST_LINES);
            if let Some(last) = lines.last_mut() {
                let args: [(&str, Arg); 2] = [("event", last.text.as_str().into()), ("more", more.into())];
                last.text = say_with(self.lang, "map-and-more", &args);
            }
        }
        lines
    }

    /// An event in short: the flags that must be set, a name, or else the condition.
    fn short(&self, rule: &Rule) -> EventView {
        let machine = self.machine;
        let named = |text: &str, kind| EventView { text: text.to_owned(), kind };
        let (pattern, key) = match rule.on {
            On::Call(index) => {
                let call = machine.calls.get(usize::from(index));
                return named(&words::short(call, self.lang), EventShape::Call);
            }
            On::Timer(index) => {
                let timer = machine.timers.get(usize::from(index));
                return named(&words::short(timer, self.lang), EventShape::Timer);
            }
            On::Arrives(pattern) => (pattern, "map-arrives"),
            On::Leaves(pattern) => (pattern, "map-leaves"),
        };
        let condition = rule.condition();
        let few = !condition.is_empty() && condition.chars().count() <= LONGEST;
        if pattern.set == 0 && few {
            let said = machine.said(&condition, self.lang).unwrap_or(&condition);
            return named(said, EventShape::Condition);
        }
        let mut what = machine.flag_names(pattern.set).join(" ");
        if what.is_empty() {
            what = say_with(self.lang, "map-any", &[("unit", machine.unit.get(self.lang).into())]);
        }
        EventView { text: say_with(self.lang, key, &[("what", what.into())]), kind: EventShape::Segment }
    }

    fn edge_in_words(&self, edge: &Edge) -> String {
        let mut events: Vec<String> = Vec::new();
        for rule in self.rules(edge) {
            let words = words::event_in_words(self.machine, rule.on, self.lang);
            if !events.contains(&words) {
                events.push(words);
            }
        }
        let args = [
            ("from", self.origin_in_words(edge.from).into()),
            ("to", self.machine.state_name(edge.to).into()),
            ("events", events.join(&say(self.lang, "map-or")).into()),
        ];
        say_with(self.lang, "map-edge-spoken", &args)
    }

    fn origin_in_words(&self, from: Origin) -> String {
        match from {
            Origin::State(state) => self.machine.state_name(state).to_owned(),
            Origin::Many(set) => self.machine.set_in_words(set, self.lang),
        }
    }

    fn everywhere(&self) -> Vec<EverywhereView> {
        let many = self.edges.iter().filter(|edge| matches!(edge.from, Origin::Many(_)));
        let view = |edge: &Edge| EverywhereView {
            to: self.machine.state_name(edge.to).to_owned(),
            from: match edge.from {
                // That a state is not left for itself need not be said.
                Origin::Many(set) => self.machine.set_in_words(set.with(edge.to), self.lang),
                Origin::State(_) => self.origin_in_words(edge.from),
            },
            rules: self.rules(edge).map(|rule| self.line(rule)).collect(),
        };
        many.map(view).collect()
    }
}

#[cfg(test)]
mod tests;
