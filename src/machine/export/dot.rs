//! The state diagram for Graphviz.
//!
//! Only rules that lead to another state are drawn. All that lead from one state to another share an
//! edge; what holds in most states comes from one dashed node, or the picture would be nothing but edges.

use crate::machine::edges::Origin;
use crate::machine::model::{Machine, Rule, RuleId, StateSet};
use crate::text::{Lang, say_with};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Distance of neighbours on the diagram, in points.
const STEP: (f32, f32) = (300.0, 150.0);
/// A longer condition is left to the tooltip, in characters.
const LONGEST: usize = 32;

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

impl Graph<'_> {
    fn states(&self) -> String {
        let mut text = String::new();
        for state in &self.machine.states {
            let tooltip = quoted(state.is.get(self.lang));
            let pos = state.at.map(|(x, y)| format!("pos={}, ", place(x, y))).unwrap_or_default();
            // Writing to a string can't fail.
            let _ = writeln!(text, "  {} [{pos}tooltip={tooltip}];", quoted(&state.name));
        }
        text + "\n"
    }

    /// States of the same height stand side by side.
    fn levels(&self) -> String {
        let mut levels: BTreeMap<i64, Vec<(f32, String)>> = BTreeMap::new();
        for state in &self.machine.states {
            let Some((x, y)) = state.at else { continue };
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
        let edges = self.machine.edges();
        let mut text = String::new();
        let many: BTreeSet<StateSet> = edges
            .iter()
            .filter_map(|edge| match edge.from {
                Origin::Many(set) => Some(set),
                Origin::State(_) => None,
            })
            .collect();
        for (row, set) in many.iter().enumerate() {
            let pos = self.right_edge().map(|right| format!(", pos={}", place(right + 1.0, row as f32)));
            let words = quoted(&self.machine.set_in_words(*set, self.lang));
            let look = "shape=plaintext, style=\"\"";
            let _ = writeln!(text, "  \"in {}\" [label={words}{}, {look}];", set.0, pos.unwrap_or_default());
        }
        for edge in &edges {
            let (begin, look) = match edge.from {
                Origin::State(id) => (quoted(self.machine.state_name(id)), ""),
                Origin::Many(set) => (quoted(&format!("in {}", set.0)), ", style=dashed"),
            };
            let end = quoted(self.machine.state_name(edge.to));
            let (label, tooltip) = self.words(&edge.rules);
            let _ = writeln!(text, "  {begin} -> {end} [label={label}, tooltip={tooltip}{look}];");
        }
        text
    }

    /// The column of the last states, where their places are given.
    fn right_edge(&self) -> Option<f32> {
        self.machine.states.iter().filter_map(|state| state.at).map(|at| at.0).reduce(f32::max)
    }

    /// The label of an edge, a line a rule, and what is shown when it is pointed at.
    fn words(&self, rules: &[RuleId]) -> (String, String) {
        let rules: Vec<&Rule> = rules.iter().filter_map(|id| self.machine.rule(*id)).collect();
        let lines: Vec<String> = rules.iter().map(|rule| self.line(rule)).collect();
        let reasons: Vec<String> = rules.iter().map(|rule| self.reason(rule)).collect();
        (quoted(&lines.join("\n")), quoted(&reasons.join("\n")))
    }

    fn line(&self, rule: &Rule) -> String {
        let mut line = self.machine.event_in_words(rule.on, self.lang);
        let condition = rule.condition();
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
        let condition = rule.condition();
        let parts = [rule.id.as_str(), &condition, rule.why.get(self.lang), &rule.cite];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n")
    }
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
