//! What a variant changes: edges and rules that its base lacks, has otherwise, or has alone.

use super::{DetailView, Drawn, EdgeView, MapCommand, MapState, RuleLine};
use crate::machine::{Edge, Origin, Rule};
use crate::text::{say, say_with};

/// How something differs from the machine that a variant is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Only the variant has it.
    Added,
    /// Both have it, but not alike.
    Changed,
    /// Only the base has it.
    Removed,
}

impl Change {
    /// All of them, in the order in which they are told.
    pub const ALL: [Change; 3] = [Change::Added, Change::Changed, Change::Removed];

    /// The sign that stands for it.
    pub fn sign(self) -> &'static str {
        match self {
            Change::Added => "+",
            Change::Changed => "≠",
            Change::Removed => "−",
        }
    }

    /// The key of what it means.
    pub fn key(self) -> &'static str {
        match self {
            Change::Added => "map-change-added",
            Change::Changed => "map-change-changed",
            Change::Removed => "map-change-removed",
        }
    }
}

/// A variant and the machine that it is made from.
pub(super) struct Variant<'a> {
    pub own: &'a Drawn<'a>,
    pub base: &'a Drawn<'a>,
}

impl Variant<'_> {
    /// Marks what is added or changed, and adds what is removed behind all others.
    pub fn mark(&self, edges: &mut Vec<EdgeView>, state: &MapState) {
        for (view, (_, edge, _)) in edges.iter_mut().zip(self.own.drawn_edges()) {
            let change = match self.base.drawn_edges().find(|(_, other, _)| same_way(edge, other)) {
                None if covers(self.base, self.own, edge) => None,
                None => Some(Change::Added),
                Some((_, other, _)) if self.alike(edge, other) => None,
                Some(_) => Some(Change::Changed),
            };
            self.tell(view, change);
        }
        let views = self.base.edge_views(state);
        let drawn = edges.len();
        let gone =
            views.into_iter().zip(self.base.drawn_edges()).filter(|(_, (_, edge, _))| self.is_gone(edge));
        for (at, (mut view, _)) in gone.enumerate() {
            view.selected = match &state.selected {
                Some(MapCommand::Edge(number)) => *number == drawn + at,
                Some(MapCommand::Rule(id)) => view.rules.contains(id),
                _ => false,
            };
            self.tell(&mut view, Some(Change::Removed));
            edges.push(view);
        }
    }

    fn tell(&self, view: &mut EdgeView, change: Option<Change>) {
        view.change = change;
        let Some(change) = change else { return };
        if let Some(first) = view.label.first_mut() {
            first.text = format!("{} {}", change.sign(), first.text);
        }
        let args = [
            ("edge", view.spoken.as_str().into()),
            ("change", say(self.own.lang, change.key()).as_ref().into()),
        ];
        view.spoken = say_with(self.own.lang, "map-change-spoken", &args);
    }

    fn is_gone(&self, edge: &Edge) -> bool {
        !self.own.drawn_edges().any(|(_, own, _)| same_way(edge, own)) && !covers(self.own, self.base, edge)
    }

    /// Whether the same rules make both edges.
    fn alike(&self, own: &Edge, base: &Edge) -> bool {
        let mut pairs = self.own.rules(own).zip(self.base.rules(base));
        own.rules.len() == base.rules.len() && pairs.all(|(one, other)| self.same_rule(one, other))
    }

    /// Whether a rule does the same in both machines. Numbers of other rules may differ.
    fn same_rule(&self, one: &Rule, other: &Rule) -> bool {
        let does = |drawn: &Drawn<'_>, rule: &Rule| {
            let hold = rule.hold.and_then(|id| drawn.machine.rule(id)).map(|rule| rule.id.clone());
            let replies: Vec<String> =
                rule.reply.iter().map(|reply| drawn.machine.template_text(reply)).collect();
            let rest = format!("{:?} {:?} {:?} {:?}", rule.set, rule.pick, rule.restart, rule.then);
            let on = drawn.machine.event_in_words(rule.on, drawn.lang);
            (rule.id.clone(), rule.from, on, rule.condition(), replies, rule.to, hold, rest)
        };
        does(self.own, one) == does(self.base, other) && one.refuse.is_some() == other.refuse.is_some()
    }

    /// All rules that differ, also those that lead nowhere else.
    pub fn changes(&self) -> Vec<(Change, RuleLine)> {
        let mut changes: Vec<(Change, RuleLine)> = Vec::new();
        for rule in &self.own.machine.rules {
            let change = match self.base.machine.rule_named(&rule.id) {
                None => Change::Added,
                Some((_, before)) if self.same_rule(rule, before) => continue,
                Some(_) => Change::Changed,
            };
            changes.push((change, self.own.line(rule)));
        }
        let gone = |rule: &&Rule| self.own.machine.rule_named(&rule.id).is_none();
        let removed = self.base.machine.rules.iter().filter(gone);
        changes.extend(removed.map(|rule| (Change::Removed, self.base.line(rule))));
        changes.sort_by_key(|(change, _)| *change);
        changes
    }

    /// What is told of something selected that only the base has.
    pub fn detail(&self, state: &MapState, edges: usize) -> Option<DetailView> {
        match state.selected.as_ref()? {
            MapCommand::Edge(number) => {
                let gone: Vec<&Edge> = self
                    .base
                    .drawn_edges()
                    .map(|(_, edge, _)| edge)
                    .filter(|edge| self.is_gone(edge))
                    .collect();
                let at = number.checked_sub(edges.saturating_sub(gone.len()))?;
                let edge = gone.get(at)?;
                let rules = self.base.rules(edge).map(|rule| self.base.rule(rule)).collect();
                Some(DetailView::Rules { title: self.base.way(edge.from, edge.to), rules })
            }
            MapCommand::Rule(id) if self.own.machine.rule_named(id).is_none() => {
                let (_, rule) = self.base.machine.rule_named(id)?;
                Some(self.base.rule_alone(rule))
            }
            _ => None,
        }
    }
}

fn same_way(one: &Edge, other: &Edge) -> bool {
    (one.from, one.to) == (other.from, other.to)
}

/// Whether the rules of an edge are among those that lead there from nearly everywhere in the other machine,
/// where they are not drawn.
fn covers(other: &Drawn<'_>, own: &Drawn<'_>, edge: &Edge) -> bool {
    other.edges.iter().any(|many| {
        matches!(many.from, Origin::Many(_))
            && many.to == edge.to
            && own.rules(edge).all(|rule| other.rules(many).any(|known| known.id == rule.id))
    })
}
