//! One end of a connection, and what a single event does to it.

use super::model::*;
use super::value::{Scene, Slots};
use crate::wire::Seq;

/// One running endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    /// Its state.
    pub state: StateId,
    /// Its variables.
    pub variables: Variables,
    /// Exact replies that it owes; they outlive the connection.
    pub owed: Vec<Owed>,
    /// Segments kept until a gap closes, with the rule that sees them again.
    pub held: Vec<(RuleId, Packet)>,
}

/// An exact reply that is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Owed {
    /// Flags that it has.
    pub flags: u32,
    /// Flags that it may have.
    pub free: u32,
    /// Fields that are fixed.
    pub fields: Slots<MOST_FIELDS>,
    /// The rule that asks for it.
    pub rule: RuleId,
}

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Called {
    /// It was carried out.
    Done,
    /// It failed; the rule has the words.
    Refused(RuleId),
    /// No rule speaks of it.
    NoRule,
}

/// Chooses the numbers that an end picks.
pub type Choose<'a> = &'a mut dyn FnMut(&Pick) -> i64;

/// At most this many segments are held back at one end; more are forgotten, as a real end would.
const MOST_HELD: usize = 64;

impl Machine {
    /// An end that remembers nothing, in a state.
    pub fn endpoint(&self, state: StateId) -> Endpoint {
        let mut end = Endpoint { state, variables: Variables::default(), owed: Vec::new(), held: Vec::new() };
        self.forget(&mut end);
        end
    }

    fn forget(&self, end: &mut Endpoint) {
        for (index, (_, kind)) in self.variables.iter().enumerate() {
            end.variables.put(index as u8, (*kind == Type::Bool).then_some(0));
        }
        end.held.clear();
    }

    fn of(&self, state: StateId, kind: usize) -> &[RuleId] {
        self.index.get(usize::from(state.0)).map_or(&[], |lists| &lists[kind])
    }

    /// A user call.
    pub fn call(
        &self,
        end: &mut Endpoint,
        call: u8,
        argument: Option<i64>,
        choose: Choose<'_>,
        fired: &mut Vec<RuleId>,
    ) -> Called {
        for id in self.of(end.state, 0) {
            let Some(rule) = self.rule(*id) else { continue };
            let scene = Scene { variables: &end.variables, packet: None, argument };
            if rule.on != On::Call(call) || !rule.holds(scene) {
                continue;
            }
            fired.push(*id);
            if rule.refuse.is_some() {
                return Called::Refused(*id);
            }
            self.fire(end, *id, rule, None, argument, choose);
            return Called::Done;
        }
        Called::NoRule
    }

    /// A timer that runs out; whether any rule speaks of it.
    pub fn timer(&self, end: &mut Endpoint, timer: u8, choose: Choose<'_>, fired: &mut Vec<RuleId>) -> bool {
        for id in self.of(end.state, 3) {
            let Some(rule) = self.rule(*id) else { continue };
            let scene = Scene { variables: &end.variables, packet: None, argument: None };
            if rule.on == On::Timer(timer) && rule.holds(scene) {
                fired.push(*id);
                self.fire(end, *id, rule, None, None, choose);
                return true;
            }
        }
        false
    }

    /// A segment that arrives.
    pub fn arrive(&self, end: &mut Endpoint, packet: &Packet, choose: Choose<'_>, fired: &mut Vec<RuleId>) {
        let before = (end.variables, end.state);
        self.arrive_from(end, packet, RuleId(0), choose, fired);
        let mut moved = before != (end.variables, end.state);
        // What was held back is offered again until nothing moves any more. One that is only held
        // back once more leaves no trace: it was answered when it came.
        while moved && !end.held.is_empty() {
            moved = false;
            for (rule, held) in std::mem::take(&mut end.held) {
                let mut tried = end.clone();
                let mut told = Vec::new();
                self.arrive_from(&mut tried, &held, rule, choose, &mut told);
                if tried.held.contains(&(rule, held)) {
                    end.held.push((rule, held));
                } else {
                    moved |= (tried.variables, tried.state) != (end.variables, end.state);
                    *end = tried;
                    fired.extend(told);
                }
            }
        }
    }

    fn arrive_from(
        &self,
        end: &mut Endpoint,
        packet: &Packet,
        first: RuleId,
        choose: Choose<'_>,
        fired: &mut Vec<RuleId>,
    ) {
        let mut next = first;
        loop {
            let list = self.of(end.state, 1);
            let from = list.partition_point(|id| *id < next);
            let fitting = list[from..].iter().find_map(|id| {
                let rule = self.rule(*id)?;
                let On::Arrives(pattern) = rule.on else { return None };
                let scene = Scene { variables: &end.variables, packet: Some(packet), argument: None };
                (pattern.fits(packet.flags) && rule.holds(scene)).then_some((*id, rule))
            });
            let Some((id, rule)) = fitting else { return };
            fired.push(id);
            if let Some(again) = rule.hold
                && end.held.len() < MOST_HELD
                && !end.held.contains(&(again, *packet))
            {
                end.held.push((again, *packet));
            }
            self.fire(end, id, rule, Some(packet), None, choose);
            next = match rule.then {
                Then::Stop => return,
                Then::Continue => RuleId(id.0.saturating_add(1)),
                Then::Jump(target) => target,
            };
        }
    }

    /// A segment that leaves: whether it may, as a reply owed or by a rule.
    pub fn leave(&self, end: &mut Endpoint, packet: &Packet, fired: &mut Vec<RuleId>) -> bool {
        if let Some(at) = end.owed.iter().position(|owed| self.pays(owed, packet)) {
            fired.push(end.owed.remove(at).rule);
            return true;
        }
        for id in self.of(end.state, 2) {
            let Some(rule) = self.rule(*id) else { continue };
            let On::Leaves(pattern) = rule.on else { continue };
            let scene = Scene { variables: &end.variables, packet: Some(packet), argument: None };
            if pattern.fits(packet.flags) && rule.holds(scene) {
                fired.push(*id);
                self.fire(end, *id, rule, Some(packet), None, &mut |_| 0);
                return true;
            }
        }
        false
    }

    /// Whether a segment is this reply.
    pub fn pays(&self, owed: &Owed, packet: &Packet) -> bool {
        let counted = !(owed.free | self.ignored);
        let numbers = (0..self.fields.len() as u8).all(|field| match owed.fields.at(field) {
            None => true,
            wanted => packet.fields.at(field) == wanted,
        });
        owed.flags & counted == packet.flags & counted && numbers
    }

    fn fire(
        &self,
        end: &mut Endpoint,
        id: RuleId,
        rule: &Rule,
        packet: Option<&Packet>,
        argument: Option<i64>,
        choose: Choose<'_>,
    ) {
        for pick in &rule.pick {
            end.variables.put(pick.variable, Some(choose(pick)));
        }
        if !rule.set.is_empty() {
            let before = end.variables;
            let scene = Scene { variables: &before, packet, argument };
            for (index, expr) in &rule.set {
                let value = expr.value(scene);
                end.variables.put(*index, value.map(|v| self.stored(*index, v)));
            }
        }
        for template in &rule.reply {
            let scene = Scene { variables: &end.variables, packet, argument };
            let Packet { flags, fields } = self.filled(template, scene);
            end.owed.push(Owed { flags, free: template.free, fields, rule: id });
        }
        if let Some(state) = rule.to {
            end.state = state;
            if self.forgets.has(state) {
                self.forget(end);
            }
        }
    }

    fn stored(&self, index: u8, value: i64) -> i64 {
        match self.variables.get(usize::from(index)) {
            Some((_, Type::Seq)) => i64::from(Seq::wrap(value).0),
            Some((_, Type::Int | Type::Bool | Type::Token)) | None => value,
        }
    }

    /// A template with its numbers.
    pub fn filled(&self, template: &Template, scene: Scene<'_>) -> Packet {
        let mut packet = Packet { flags: template.flags, fields: Slots::default() };
        for (field, expr) in &template.fields {
            packet.fields.put(*field, expr.value(scene).map(|value| self.sent(*field, value)));
        }
        packet
    }

    /// A segment with the fields filled in that have a default and were not written.
    pub fn with_defaults(&self, end: &Endpoint, mut packet: Packet) -> Packet {
        for (index, field) in self.fields.iter().enumerate() {
            let now = packet;
            let scene = Scene { variables: &end.variables, packet: Some(&now), argument: None };
            if let (None, Some(default)) = (packet.fields.at(index as u8), &field.default) {
                packet.fields.put(index as u8, default.value(scene));
            }
        }
        packet
    }

    /// A value as the field carries it.
    pub fn sent(&self, field: u8, value: i64) -> i64 {
        match self.fields.get(usize::from(field)).map(|f| f.kind) {
            Some(Type::Seq) => i64::from(Seq::wrap(value).0),
            Some(Type::Int | Type::Bool | Type::Token) | None => value,
        }
    }

    /// What an end should send now: exact replies first, then debts in the order of the file.
    pub fn debts(&self, end: &Endpoint) -> Vec<Debt> {
        let owed = end.owed.iter().map(|owed| Debt {
            packet: Packet { flags: owed.flags, fields: owed.fields },
            must: true,
            source: Source::Reply(owed.rule),
        });
        let scene = Scene { variables: &end.variables, packet: None, argument: None };
        let due =
            self.due.iter().enumerate().filter(|(_, due)| due.from.has(end.state) && due.when.holds(scene));
        let due = due.map(|(index, due)| Debt {
            packet: self.filled(&due.segment, scene),
            must: due.must,
            source: Source::Due(index),
        });
        owed.chain(due).collect()
    }
}

/// Something that an end should send.
#[derive(Clone, Debug, PartialEq)]
pub struct Debt {
    /// The segment; fields that do not matter are unknown.
    pub packet: Packet,
    /// Whether the end is not quiet without it.
    pub must: bool,
    /// Where the debt comes from.
    pub source: Source,
}

/// Why a segment is, or would be, legal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// It is the exact reply that this rule asks for.
    Reply(RuleId),
    /// It is a debt of the table `due`.
    Due(usize),
    /// This rule lets it leave.
    Rule(RuleId),
}

impl Source {
    /// The rule; a debt has none.
    pub fn rule(self) -> Option<RuleId> {
        match self {
            Source::Rule(rule) | Source::Reply(rule) => Some(rule),
            Source::Due(_) => None,
        }
    }
}

impl Rule {
    /// Whether its condition certainly holds.
    pub fn holds(&self, scene: Scene<'_>) -> bool {
        self.when.iter().all(|clause| clause.expr.holds(scene))
    }
}
