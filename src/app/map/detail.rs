//! What is told of a state, an edge or a rule that is selected.

use super::words::event_in_words;
use super::{DetailView, Drawn, EdgeLine, MapCommand, MapState, RuleLine, RuleView};
use crate::app::citation::cite;
use crate::machine::{Machine, On, Origin, Rule, StateId};
use crate::text::{Lang, say, say_with};

/// The heading of a kind of event, and whether an event is of it.
type Kind = (&'static str, fn(On) -> bool);

/// What a rule is called.
pub(in crate::app) struct RuleName {
    /// Where it fires and leads, on what and on which condition; as it is written, and as it is said without signs.
    pub whole: [String; 2],
    /// The same without its condition, as it is written.
    pub short: String,
    /// Its condition as the file has it; may be empty.
    pub condition: String,
}

/// The rules of a machine with their names.
pub(in crate::app) fn rule_names(machine: &Machine, lang: Lang) -> Vec<(String, RuleName)> {
    let drawn = Drawn { machine, edges: Vec::new(), lang };
    let name = |rule: &Rule| {
        let origin = drawn.origin_in_words(Origin::Many(rule.from));
        let (event, condition) = (event_in_words(machine, rule.on, lang), rule.condition());
        let args = [("event", event.clone().into()), ("condition", condition.clone().into())];
        let on = if condition.is_empty() { event.clone() } else { say_with(lang, "map-rule", &args) };
        let named = |way: &str, on: &str| {
            let way = match rule.to {
                Some(to) => {
                    let to = machine.state_name(to);
                    say_with(lang, way, &[("from", origin.as_str().into()), ("to", to.into())])
                }
                None => origin.clone(),
            };
            say_with(lang, "map-rule-named", &[("way", way.into()), ("on", on.into())])
        };
        let whole = ["map-way", "map-way-said"].map(|way| named(way, &on));
        (rule.id.clone(), RuleName { whole, short: named("map-way", &event), condition })
    };
    machine.rules.iter().map(name).collect()
}

impl Drawn<'_> {
    pub(super) fn detail(&self, state: &MapState) -> Option<DetailView> {
        match state.selected.as_ref()? {
            MapCommand::State(name) => self.state(name),
            MapCommand::Edge(number) => {
                let (_, edge, _) = self.drawn_edges().find(|(index, ..)| index == number)?;
                let rules = self.rules(edge).map(|rule| self.rule(rule)).collect();
                Some(DetailView::Rules { title: self.way(edge.from, edge.to), rules })
            }
            MapCommand::Rule(id) => {
                let (_, rule) = self.machine.rule_named(id)?;
                Some(self.rule_alone(rule))
            }
            MapCommand::Machine(_) | MapCommand::Clear | MapCommand::Show(_) => None,
        }
    }

    pub(super) fn rule_alone(&self, rule: &Rule) -> DetailView {
        let from = Origin::Many(rule.from);
        let title = match rule.to {
            Some(to) => self.way(from, to),
            None => self.origin_in_words(from),
        };
        DetailView::Rules { title, rules: vec![self.rule(rule)] }
    }

    pub(super) fn way(&self, from: Origin, to: StateId) -> String {
        let args = [("from", self.origin_in_words(from).into()), ("to", self.machine.state_name(to).into())];
        say_with(self.lang, "map-way", &args)
    }

    fn state(&self, name: &str) -> Option<DetailView> {
        let id = self.machine.state(name)?;
        let index = usize::from(id.0);
        let state = self.machine.states.get(index)?;
        let lines = |out: bool| {
            let edges = self.drawn_edges().filter(
                move |(_, edge, from)| {
                    if out { *from == index } else { edge.to == id }
                },
            );
            let line = |number: usize, other: &str, events: String| {
                let args = [("events", events.into()), ("state", other.into())];
                let words = say_with(self.lang, if out { "map-leads" } else { "map-comes" }, &args);
                let said = if out { say_with(self.lang, "map-leads-said", &args) } else { words.clone() };
                EdgeLine { edge: number, words: [words, said] }
            };
            edges
                .map(|(number, edge, from)| {
                    let events: Vec<String> = self.label(edge).into_iter().map(|event| event.text).collect();
                    let other = if out { edge.to } else { StateId(from as u8) };
                    let or = say(self.lang, "map-or");
                    line(number, self.machine.state_name(other), events.join(&or))
                })
                .collect()
        };
        Some(DetailView::State {
            name: state.name.clone(),
            is: state.is.get(self.lang).to_owned(),
            aliases: state.aliases.join(&say(self.lang, "export-comma")),
            out: lines(true),
            into: lines(false),
            fires: self.fires(id),
        })
    }

    /// The rules that can fire in a state, by kinds of events.
    fn fires(&self, id: StateId) -> Vec<(String, Vec<RuleLine>)> {
        let kinds: [Kind; 4] = [
            ("map-fires-calls", |on| matches!(on, On::Call(_))),
            ("map-fires-arrives", |on| matches!(on, On::Arrives(_))),
            ("map-fires-leaves", |on| matches!(on, On::Leaves(_))),
            ("map-fires-timers", |on| matches!(on, On::Timer(_))),
        ];
        let of_kind = |(key, is): Kind| {
            let rules = self.machine.rules.iter().filter(|rule| rule.from.has(id) && is(rule.on));
            let lines: Vec<RuleLine> = rules.map(|rule| self.line(rule)).collect();
            let unit = self.machine.unit.get(self.lang);
            (say_with(self.lang, key, &[("unit", unit.into())]), lines)
        };
        kinds.into_iter().map(of_kind).filter(|(_, lines)| !lines.is_empty()).collect()
    }

    pub(super) fn line(&self, rule: &Rule) -> RuleLine {
        RuleLine {
            id: rule.id.clone(),
            event: event_in_words(self.machine, rule.on, self.lang),
            condition: rule.condition(),
            replies: rule.reply.iter().map(|reply| self.machine.flag_names(reply.flags).join(" ")).collect(),
            to: rule.to.map(|to| self.machine.state_name(to).to_owned()),
        }
    }

    pub(super) fn rule(&self, rule: &Rule) -> RuleView {
        RuleView {
            id: rule.id.clone(),
            event: event_in_words(self.machine, rule.on, self.lang),
            condition: rule.condition(),
            replies: rule.reply.iter().map(|reply| self.machine.template_text(reply)).collect(),
            refuse: rule.refuse.as_ref().map(|words| words.get(self.lang).to_owned()).unwrap_or_default(),
            why: rule.why.get(self.lang).to_owned(),
            doubt: rule.doubt.as_ref().map(|words| words.get(self.lang).to_owned()).unwrap_or_default(),
            cite: (!rule.cite.is_empty()).then(|| cite(&rule.cite, self.lang)),
        }
    }
}
