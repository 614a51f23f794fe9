//! The state diagram for Graphviz.
//!
//! Only rules that lead to another state are drawn. All that lead from one state to another share an
//! edge; what holds in most states comes from one dashed node, or the picture would be nothing but edges.

use super::markdown::event_words;
use crate::machine::model::{Machine, Rule, RuleId, StateId, StateSet};
use crate::text::{Lang, say, say_with};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Distance of neighbours on the diagram, in points.
const STEP: (f32, f32) = (300.0, 150.0);
/// A longer condition is left to the tooltip, in characters.
const LONGEST: usize = 32;
/// A rule of at least so many states comes from a node of its own.
const MANY: usize = 4;

/// How everything looks; the defaults of Graphviz are for print.
const LOOK: &str = r##"  graph [fontname="Helvetica,Arial,sans-serif", labelloc=t, nodesep=0.6, ranksep=0.7, newrank=true];
  node [fontname="Helvetica,Arial,sans-serif", shape=box, style="rounded,filled", fillcolor="#E7F0FC", color="#1F6FD1", fontcolor="#1E1F22"];
  edge [fontname="Helvetica,Arial,sans-serif", fontsize=10, color="#5B5D63", fontcolor="#1E1F22"];
"##;

/// Writes the diagram.
pub(super) fn write(machine: &Machine, lang: Lang) -> String {
    let graph = Graph { machine, lang };
    let title = machine.title.get(lang);
    let mut text = format!("digraph {} {{\n{LOOK}", quoted(&machine.id));
    text += &format!("  label={};\n\n", quoted(title));
    text += &graph.states();
    text += &graph.levels();
    text += &graph.edges();
    text + "}\n"
}

struct Graph<'a> {
    machine: &'a Machine,
    lang: Lang,
}

/// Where an edge begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum From {
    State(u8),
    Many(u64),
}

impl Graph<'_> {
    fn states(&self) -> String {
        let mut text = String::new();
        for state in &self.machine.states {
            let tooltip = quoted(state.is.get(self.lang));
            let place = place(state.at.0, state.at.1);
            // Writing to a string can't fail.
            let _ = writeln!(text, "  {} [pos={place}, tooltip={tooltip}];", quoted(&state.name));
        }
        text + "\n"
    }

    /// States of the same height stand side by side.
    fn levels(&self) -> String {
        let mut levels: BTreeMap<i64, Vec<(f32, String)>> = BTreeMap::new();
        for state in &self.machine.states {
            let (x, y) = state.at;
            levels.entry((y * 100.0) as i64).or_default().push((x, quoted(&state.name)));
        }
        let mut text = String::new();
        for mut level in levels.into_values().filter(|level| level.len() > 1) {
            level.sort_by(|a, b| a.0.total_cmp(&b.0));
            let names: Vec<String> = level.into_iter().map(|(_, name)| name).collect();
            text += &format!("  {{ rank=same; {}; }}\n", names.join("; "));
        }
        text + "\n"
    }

    fn edges(&self) -> String {
        let mut edges: BTreeMap<(From, StateId), Vec<RuleId>> = BTreeMap::new();
        for (index, rule) in self.machine.rules.iter().enumerate() {
            let Some(to) = rule.to else { continue };
            for from in self.begins(rule, to) {
                edges.entry((from, to)).or_default().push(RuleId(index as u16));
            }
        }
        let mut text = String::new();
        let many: BTreeSet<u64> = edges
            .keys()
            .filter_map(|(from, _)| match from {
                From::Many(set) => Some(*set),
                From::State(_) => None,
            })
            .collect();
        for (row, set) in many.iter().enumerate() {
            let at = place(self.right_edge() + 1.0, row as f32);
            let words = quoted(&self.many_in_words(StateSet(*set)));
            let look = "shape=plaintext, style=\"\"";
            let _ = writeln!(text, "  \"in {set}\" [label={words}, pos={at}, {look}];");
        }
        for ((from, to), rules) in &edges {
            let (begin, look) = match from {
                From::State(id) => (quoted(self.machine.state_name(StateId(*id))), ""),
                From::Many(set) => (quoted(&format!("in {set}")), ", style=dashed"),
            };
            let end = quoted(self.machine.state_name(*to));
            let (label, tooltip) = self.words(rules);
            let _ = writeln!(text, "  {begin} -> {end} [label={label}, tooltip={tooltip}{look}];");
        }
        text
    }

    fn begins(&self, rule: &Rule, to: StateId) -> Vec<From> {
        let members: Vec<StateId> =
            self.machine.members(rule.from).map(|(id, _)| id).filter(|id| *id != to).collect();
        let many = members.len() >= MANY && members.len() * 2 > self.machine.states.len();
        if many {
            let set = members.into_iter().fold(StateSet::default(), StateSet::with);
            return vec![From::Many(set.0)];
        }
        members.into_iter().map(|id| From::State(id.0)).collect()
    }

    fn many_in_words(&self, set: StateSet) -> String {
        let comma = say(self.lang, "export-comma");
        let others = self.machine.others(set);
        let names: Vec<&str> = self.machine.members(set).map(|(_, name)| name).collect();
        match others.len() {
            0 => say(self.lang, "export-any-state").into_owned(),
            few if few < names.len() => {
                say_with(self.lang, "export-all-but", &[("states", others.join(&comma).into())])
            }
            _ => names.join(&comma),
        }
    }

    fn right_edge(&self) -> f32 {
        self.machine.states.iter().map(|state| state.at.0).fold(0.0, f32::max)
    }

    /// The label of an edge, a line a rule, and what is shown when it is pointed at.
    fn words(&self, rules: &[RuleId]) -> (String, String) {
        let rules: Vec<&Rule> = rules.iter().filter_map(|id| self.machine.rule(*id)).collect();
        let lines: Vec<String> = rules.iter().map(|rule| self.line(rule)).collect();
        let reasons: Vec<String> = rules.iter().map(|rule| self.reason(rule)).collect();
        (quoted(&lines.join("\n")), quoted(&reasons.join("\n")))
    }

    fn line(&self, rule: &Rule) -> String {
        let (kind, what) = self.machine.event_parts(rule.on);
        let mut line = event_words(self.machine, self.lang, kind, &what, str::to_owned);
        let condition = condition(rule);
        if !condition.is_empty() && condition.chars().count() <= LONGEST {
            line += &say_with(self.lang, "export-if", &[("condition", condition.into())]);
        }
        for reply in &rule.reply {
            let segment = self.machine.flag_names(reply.flags).join(" ");
            line += &say_with(self.lang, "export-replies", &[("segment", segment.into())]);
        }
        format!("{line} [{}]", rule.id)
    }

    fn reason(&self, rule: &Rule) -> String {
        let condition = condition(rule);
        let parts = [rule.id.as_str(), &condition, rule.why.get(self.lang), &rule.cite];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n")
    }
}

fn condition(rule: &Rule) -> String {
    rule.when.iter().map(|clause| clause.text.as_str()).collect::<Vec<_>>().join(" and ")
}

/// A place that an engine may take as a hint; the diagram's rows go down, Graphviz counts upwards.
fn place(x: f32, y: f32) -> String {
    format!("\"{},{}!\"", x * STEP.0, 0.0 - y * STEP.1)
}

/// A string in quotation marks. Graphviz knows `\"`, and escapes such as `\n` in labels.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
