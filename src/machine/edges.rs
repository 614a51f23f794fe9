//! The edges of the state diagram: which rules lead from where to where.
//!
//! Only rules that lead to another state count. All that lead from one state to another share an edge.
//! What leads to the same state from most others has no edge from each of them: the picture would be
//! nothing but edges.

use super::model::*;
use std::collections::BTreeMap;

/// What leads somewhere from at least so many states, and from more than half of them, is not drawn from
/// each.
const MANY: u32 = 4;

/// Where an edge begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// In one state.
    State(StateId),
    /// In nearly every state.
    Many(StateSet),
}

/// An edge of the state diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Where it begins.
    pub from: Origin,
    /// Where it ends.
    pub to: StateId,
    /// Its rules, in the order of the file.
    pub rules: Vec<RuleId>,
}

/// What several rules have in common whose states are counted together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    /// A call, or a timer: the same thing in whatever state it happens.
    Call(u8),
    Timer(u8),
    /// A segment may mean something else in each state, so a rule counts alone; but with one of nearly
    /// every state go those that wait for a special case of its segments.
    Rule(RuleId),
}

impl Machine {
    /// The edges, in the order of their states; those from many states are last.
    pub fn edges(&self) -> Vec<Edge> {
        let families: Vec<(RuleId, StateId, Family)> =
            self.leading().map(|(id, rule, to)| (id, to, self.family(id, rule, to))).collect();
        let mut origins: BTreeMap<(Family, StateId), StateSet> = BTreeMap::new();
        for (id, to, family) in &families {
            let set = origins.entry((*family, *to)).or_default();
            set.0 |= self.rule(*id).map_or(0, |rule| self.origins(rule, *to).0);
        }
        let mut edges: BTreeMap<(Origin, StateId), Vec<RuleId>> = BTreeMap::new();
        for (id, to, family) in families {
            let all = origins.get(&(family, to)).copied().unwrap_or_default();
            let own = self.rule(id).map(|rule| self.origins(rule, to)).unwrap_or_default();
            if self.is_most(all) {
                edges.entry((Origin::Many(all), to)).or_default().push(id);
                continue;
            }
            for (from, _) in self.members(own) {
                edges.entry((Origin::State(from), to)).or_default().push(id);
            }
        }
        edges.into_iter().map(|((from, to), rules)| Edge { from, to, rules }).collect()
    }

    /// The rules that lead to another state.
    fn leading(&self) -> impl Iterator<Item = (RuleId, &Rule, StateId)> {
        let rules = self.rules.iter().enumerate();
        rules.filter_map(|(index, rule)| Some((RuleId(index as u16), rule, rule.to?)))
    }

    /// The other states from which a rule leads to this one.
    fn origins(&self, rule: &Rule, to: StateId) -> StateSet {
        let others = self.members(rule.from).map(|(id, _)| id).filter(|id| *id != to);
        others.fold(StateSet::default(), StateSet::with)
    }

    fn is_most(&self, set: StateSet) -> bool {
        let count = set.0.count_ones();
        count >= MANY && count as usize * 2 > self.states.len()
    }

    fn family(&self, id: RuleId, rule: &Rule, to: StateId) -> Family {
        let (pattern, arrives) = match rule.on {
            On::Call(call) => return Family::Call(call),
            On::Timer(timer) => return Family::Timer(timer),
            On::Arrives(pattern) => (pattern, true),
            On::Leaves(pattern) => (pattern, false),
        };
        let wider = self.leading().filter_map(|(known, other, leads)| {
            let theirs = match other.on {
                On::Arrives(pattern) if arrives => pattern,
                On::Leaves(pattern) if !arrives => pattern,
                On::Arrives(_) | On::Leaves(_) | On::Call(_) | On::Timer(_) => return None,
            };
            let holds = theirs.set & !pattern.set == 0 && theirs.clear & !pattern.clear == 0;
            let fits = leads == to && holds && self.is_most(self.origins(other, to));
            fits.then_some((theirs.set.count_ones() + theirs.clear.count_ones(), known))
        });
        Family::Rule(wider.min().map_or(id, |(_, widest)| widest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edges: &[(&str, &str)], machine: &str) {
        let text = std::fs::read_to_string(format!("content/machines/{machine}.ron")).expect("a file");
        let (machine, _) = crate::machine::load(&format!("{machine}.ron"), &text);
        let machine = machine.expect("it loads");
        let into = |state: &str| {
            let state = machine.state(state).expect("a state");
            let edges = machine.edges().into_iter().filter(move |edge| edge.to == state);
            edges.map(|edge| match edge.from {
                Origin::State(from) => machine.state_name(from).to_owned(),
                Origin::Many(set) => format!("{} states", set.0.count_ones()),
            })
        };
        for (to, from) in edges {
            assert_eq!(into(to).collect::<Vec<_>>().join(", "), *from, "{to}");
        }
    }

    /// ABORT has two rules for half of the states each, but it is one thing. A RST that leads back to
    /// LISTEN or answers a SYN is told with the others.
    #[test]
    fn what_holds_nearly_everywhere_has_no_edges() {
        check(&[("CLOSED", "LISTEN, SYN-SENT, LAST-ACK, TIME-WAIT, 9 states, 10 states")], "tcp");
        check(&[("ESTABLISHED", "SYN-SENT, SYN-RECEIVED")], "tcp");
    }

    /// A cookie opens in many states, by many rules: those are not one thing.
    #[test]
    fn segments_are_not_counted_together() {
        let from = "CLOSED, COOKIE-WAIT, COOKIE-ECHOED, SHUTDOWN-PENDING, SHUTDOWN-RECEIVED, SHUTDOWN-SENT";
        check(&[("ESTABLISHED", from)], "sctp");
        check(&[("CLOSED", "COOKIE-WAIT, SHUTDOWN-SENT, SHUTDOWN-ACK-SENT, 7 states")], "sctp");
    }
}
