//! From the text of a machine file to a [`Machine`], with every finding.

use super::expr::{Expected, ExprError, ExprErrorKind, Wanted};
use super::file::{MachineFile, OnFile, OneOrMany, Pairs, RuleFile, SpaceFile, ThenFile, TypeFile};
use super::model::*;
use super::resolve::Names;
use crate::diagnostic::{Finding, List, Ron, Source, has_errors};
use crate::wire;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Reads a machine. It is `None` where any finding is an error.
pub fn load(file: &str, text: &str) -> (Option<Machine>, Vec<Finding>) {
    let source = Source { file, text };
    let ron = Ron::new(source);
    let (parsed, rules, mut findings) = parse(&ron, text);
    let Some(parsed) = parsed else { return (None, findings) };
    let mut loader = Loader {
        ron,
        whole: 0..text.len(),
        names: Names::default(),
        states: Vec::new(),
        groups: BTreeMap::new(),
        findings: Vec::new(),
    };
    let machine = loader.machine(parsed, rules);
    findings.append(&mut loader.findings);
    let machine = machine.filter(|_| !has_errors(&findings));
    (machine, findings)
}

type Rules = Vec<(RuleFile, Range<usize>)>;

/// The loose form; the rules one by one, so that each faulty one is told.
fn parse(ron: &Ron<'_>, text: &str) -> (Option<MachineFile>, Rules, Vec<Finding>) {
    let list = ron.list("rules").unwrap_or(List { inside: 0..0, items: Vec::new() });
    match ron.whole::<MachineFile>() {
        Ok(mut file) => {
            let rules = std::mem::take(&mut file.rules);
            let mut places = list.items;
            places.resize(rules.len(), 0..text.len());
            (Some(file), rules.into_iter().zip(places).collect(), Vec::new())
        }
        Err(first) => {
            let mut findings = Vec::new();
            for item in &list.items {
                if let Err(finding) = ron.part::<RuleFile>(item.clone()) {
                    findings.push(finding);
                }
            }
            if let Err(finding) = ron.without::<MachineFile>(&list) {
                findings.insert(0, finding);
            }
            if findings.is_empty() {
                findings.push(first);
            }
            (None, Vec::new(), findings)
        }
    }
}

struct Loader<'a> {
    ron: Ron<'a>,
    whole: Range<usize>,
    names: Names,
    states: Vec<String>,
    groups: BTreeMap<String, StateSet>,
    findings: Vec<Finding>,
}

impl Loader<'_> {
    fn machine(&mut self, file: MachineFile, rules: Rules) -> Option<Machine> {
        if file.format != 1 {
            self.tell("machine::format", &["format:"], |f| f.with("format", i64::from(file.format)));
        }
        self.names(&file);
        let roles = self.roles(&file)?;
        let calls = file
            .calls
            .0
            .into_iter()
            .map(|(name, c)| Named { name, aliases: c.aliases, is: c.is, argument: c.argument })
            .collect::<Vec<_>>();
        let timers = file
            .timers
            .0
            .into_iter()
            .map(|(name, t)| Named { name, aliases: t.aliases, is: t.is, argument: None })
            .collect::<Vec<_>>();
        let fields = self.names.fields.clone();
        let mut machine = Machine {
            id: file.id,
            title: file.title,
            unit: file.unit,
            roles,
            flags: file.flags,
            ignored: 0,
            fields,
            variables: self.names.variables.clone(),
            calls,
            timers,
            states: file
                .states
                .0
                .into_iter()
                .map(|(name, s)| State { name, at: s.at, is: s.is, aliases: s.aliases, slips: s.slips.0 })
                .collect(),
            start: [StateId(0); 2],
            starts: Vec::new(),
            assume: Vec::new(),
            symbols: Vec::new(),
            forgets: StateSet::default(),
            rules: Vec::new(),
            due: Vec::new(),
            faults: Vec::new(),
            implied: Vec::new(),
            index: Vec::new(),
        };
        let whole = self.whole.clone();
        for name in &file.ignored {
            machine.ignored |=
                self.check(&whole, &["ignored:", name], |l| l.names.pattern(name)).map_or(0, |p| p.set);
        }
        machine.forgets = self.set(&OneOrMany(file.forgets), &whole, "forgets:");
        for (role, state) in &file.start.0 {
            match (machine.end(role), self.state(state, &whole, &["start:", state])) {
                (Some(end), Some(state)) => machine.start[end.index()] = state,
                (None, _) => {
                    self.tell("machine::no-such-role", &["start:", role], |f| f.with("found", role.as_str()))
                }
                (_, None) => {}
            }
        }
        self.symbols(file.symbols, &mut machine);
        for (name, value) in file.assume.0 {
            if let Some((index, kind)) = self.variable(&name, &whole, "assume:") {
                let expr = self.check(&whole, &["assume:", &name, &value], |l| l.names.value(&value, kind));
                machine.assume.extend(expr.map(|expr| (index, expr)));
            }
        }
        self.rules(rules, &mut machine);
        for due in file.due {
            let at = ["due:", due.segment.as_str()];
            let segment = self.check(&whole, &at, |l| l.names.template(&due.segment));
            let when = self.check(&whole, &["due:", &due.when], |l| l.names.condition(&due.when));
            let from = self.set(&due.from, &whole, "due:");
            if let (Some(segment), Some(when)) = (segment, when) {
                let leaves = |rule: &Rule| match rule.on {
                    On::Leaves(pattern) => pattern.fits(segment.flags) && rule.from.0 & from.0 != 0,
                    On::Call(_) | On::Arrives(_) | On::Timer(_) => false,
                };
                if !machine.rules.is_empty() && !machine.rules.iter().any(leaves) {
                    self.tell("machine::due-cannot-leave", &at, |f| f.with("segment", due.segment.as_str()));
                }
                machine.due.push(Due { from, when, segment, must: due.must, why: due.why });
            }
        }
        for fault in file.faults {
            let sent =
                self.check(&whole, &["faults:", &fault.kind, &fault.sent], |l| l.names.pattern(&fault.sent));
            let when = fault
                .when
                .as_ref()
                .map(|when| self.check(&whole, &["faults:", when], |l| l.names.condition(when)));
            let from = self.set(&fault.from, &whole, "faults:");
            if let Some(sent) = sent {
                machine.faults.push(KnownFault {
                    kind: fault.kind,
                    from,
                    sent,
                    when: when.flatten(),
                    mild: fault.mild,
                    why: fault.why,
                    cite: fault.cite,
                });
            }
        }
        for implied in file.implied {
            let on = self.on(&implied.on, &machine, &whole, "implied:");
            let when = implied
                .when
                .as_ref()
                .map(|when| self.check(&whole, &["implied:", when], |l| l.names.condition(when)));
            let argument = implied
                .argument
                .as_ref()
                .map(|a| self.check(&whole, &["implied:", a], |l| l.names.value(a, Type::Int)));
            let from = if implied.from.0.is_empty() {
                StateSet(u64::MAX)
            } else {
                self.set(&implied.from, &whole, "implied:")
            };
            let call = self.named(&machine.calls, &implied.call, "machine::no-such-call", &whole, "implied:");
            if let (Some(on), Some(call)) = (on, call) {
                machine.implied.push(Implied {
                    call,
                    on,
                    from,
                    when: when.flatten(),
                    argument: argument.flatten(),
                });
            }
        }
        for (name, start) in file.starts.0 {
            let mut trace = wire::Trace::default();
            for line in &start.trace {
                match wire::parse_line(line) {
                    Ok(step) => trace.steps.push(step),
                    Err(_) => self.tell("machine::bad-step", &["starts:", &name, line], |f| {
                        f.with("found", line.as_str())
                    }),
                }
            }
            let names =
                start.names.0.into_iter().filter_map(|(name, term)| Some((name, wire::parse_term(&term)?)));
            machine.starts.push(Start { name, is: start.is, trace, names: names.collect() });
        }
        machine.index = index(&machine);
        Some(machine)
    }

    fn names(&mut self, file: &MachineFile) {
        let whole = self.whole.clone();
        self.limit(file.flags.len(), MOST_FLAGS, "flags");
        self.limit(file.fields.0.len(), MOST_FIELDS, "fields");
        self.limit(file.variables.0.len(), MOST_VARIABLES, "variables");
        self.limit(file.states.0.len(), MOST_STATES, "states");
        self.limit(file.rules.len(), usize::from(u16::MAX), "rules");
        self.duplicates(&file.states, "states:");
        self.duplicates(&file.define, "define:");
        self.duplicates(&file.variables, "variables:");
        self.names.flags = file.flags.iter().take(MOST_FLAGS).cloned().collect();
        self.names.variables =
            file.variables.0.iter().take(MOST_VARIABLES).map(|(n, t)| (n.clone(), kind_of(*t))).collect();
        self.names.constants = file.constants.0.iter().cloned().collect();
        self.states = file.states.0.iter().take(MOST_STATES).map(|(name, _)| name.clone()).collect();
        for (name, field) in file.fields.0.iter().take(MOST_FIELDS) {
            let with = field
                .with
                .as_ref()
                .and_then(|w| self.check(&whole, &["fields:", name, w], |l| l.names.pattern(w)));
            let own = field.space.map(|space| space == SpaceFile::Own);
            self.names.fields.push(Field {
                name: name.clone(),
                reads: field.reads.clone(),
                kind: kind_of(field.kind),
                with: with.map_or(0, |p| p.set),
                default: None,
                own,
            });
        }
        for (index, (_, field)) in file.fields.0.iter().take(MOST_FIELDS).enumerate() {
            if let Some(default) = &field.default {
                let expr = self
                    .check(&whole, &["fields:", default], |l| l.names.value(default, kind_of(field.kind)));
                self.names.fields[index].default = expr;
            }
        }
        for (name, text) in &file.define.0 {
            if let Some(definition) =
                self.check(&whole, &["define:", name, text], |l| l.names.definition(text))
            {
                self.names.definitions.insert(name.clone(), definition);
            }
        }
        let all = (0..self.states.len()).fold(StateSet::default(), |set, i| set.with(StateId(i as u8)));
        self.groups.insert("any".to_owned(), all);
        for (name, members) in &file.groups.0 {
            let set = self.set(&OneOrMany(members.clone()), &whole, "groups:");
            self.groups.insert(name.clone(), set);
        }
    }

    fn roles(&mut self, file: &MachineFile) -> Option<[Named; 2]> {
        let named: Vec<Named> = file
            .roles
            .iter()
            .map(|r| Named {
                name: r.id.clone(),
                aliases: r.aliases.clone(),
                is: r.name.clone(),
                argument: None,
            })
            .collect();
        let roles = <[Named; 2]>::try_from(named).ok();
        if roles.is_none() {
            self.tell("machine::two-roles", &["roles:"], |f| f.with("count", file.roles.len()));
        }
        roles
    }

    fn symbols(&mut self, symbols: Pairs<super::file::SymbolFile>, machine: &mut Machine) {
        let whole = self.whole.clone();
        for (name, symbol) in symbols.0 {
            let end = machine.end(&symbol.end);
            if end.is_none() {
                self.tell("machine::no-such-role", &["symbols:", &symbol.end], |f| {
                    f.with("found", symbol.end.as_str())
                });
            }
            if let (Some(end), Some((variable, _))) = (end, self.variable(&symbol.of, &whole, "symbols:")) {
                machine.symbols.push(Symbol { name, end, variable, value: symbol.value });
            }
        }
    }

    fn rules(&mut self, rules: Rules, machine: &mut Machine) {
        let ids: Vec<String> = rules.iter().map(|(rule, _)| rule.id.clone()).collect();
        let mut seen = BTreeSet::new();
        for (index, (rule, at)) in rules.into_iter().enumerate() {
            if !seen.insert(rule.id.clone()) {
                let place = self.ron.find(&at, &["id:", &rule.id]);
                self.findings
                    .push(Finding::error("machine::duplicate-rule", place).with("id", rule.id.as_str()));
            }
            let later = |id: &str, l: &mut Self, field: &str| {
                let found = ids.iter().position(|known| known == id);
                let place = l.ron.find(&at, &[field, id]);
                let finding = match found {
                    None => Finding::error("machine::no-such-rule", place)
                        .with("found", id)
                        .suggest(id, ids.iter().map(String::as_str)),
                    Some(target) if target <= index && field == "then:" => {
                        Finding::error("machine::jump-back", place).with("id", id)
                    }
                    Some(target) => return Some(RuleId(target as u16)),
                };
                l.findings.push(finding);
                None
            };
            let then = match &rule.then {
                ThenFile::Stop => Then::Stop,
                ThenFile::Continue => Then::Continue,
                ThenFile::Jump(id) => later(id, self, "then:").map_or(Then::Stop, Then::Jump),
            };
            let hold = rule.hold.as_ref().and_then(|id| later(id, self, "hold:"));
            if let Some(compiled) = self.rule(rule, &at, then, hold, machine) {
                machine.rules.push(compiled);
            }
        }
    }

    fn rule(
        &mut self,
        rule: RuleFile,
        at: &Range<usize>,
        then: Then,
        hold: Option<RuleId>,
        machine: &Machine,
    ) -> Option<Rule> {
        let from = self.set(&rule.from, at, "from:");
        let on = self.on(&rule.on, machine, at, "on:");
        let when =
            rule.when.as_ref().and_then(|when| self.check(at, &["when:", when], |l| l.names.clauses(when)));
        let mut pick = Vec::new();
        for (name, p) in &rule.pick.0 {
            let variable = self.variable(name, at, "pick:");
            let on = self.check(at, &["pick:", &p.on], |l| l.names.pattern(&p.on));
            let field = machine.field(&p.field);
            if field.is_none() {
                let place = self.ron.find(at, &["pick:", &p.field]);
                self.findings
                    .push(Finding::error("machine::no-such-field", place).with("found", p.field.as_str()));
            }
            if let (Some((variable, _)), Some(on), Some(field)) = (variable, on, field) {
                pick.push(Pick { variable, on, field });
            }
        }
        let mut set = Vec::new();
        for (name, value) in &rule.set.0 {
            if let Some((index, kind)) = self.variable(name, at, "set:") {
                let expr = self.check(at, &["set:", name, ":", value], |l| l.names.value(value, kind));
                set.extend(expr.map(|expr| (index, expr)));
            }
        }
        let reply = rule
            .reply
            .iter()
            .filter_map(|text| self.check(at, &["reply:", text], |l| l.names.template(text)))
            .collect();
        let to = rule.to.as_ref().and_then(|to| self.state(to, at, &["to:", to]));
        Some(Rule {
            id: rule.id,
            from,
            on: on?,
            when: when.unwrap_or_default(),
            pick,
            set,
            reply,
            refuse: rule.refuse,
            hold,
            to,
            then,
            cite: rule.cite,
            why: rule.why,
            doubt: rule.doubt,
        })
    }

    fn on(&mut self, on: &OnFile, machine: &Machine, at: &Range<usize>, field: &str) -> Option<On> {
        match on {
            OnFile::Call(name) => {
                self.named(&machine.calls, name, "machine::no-such-call", at, field).map(On::Call)
            }
            OnFile::Timer(name) => {
                self.named(&machine.timers, name, "machine::no-such-timer", at, field).map(On::Timer)
            }
            OnFile::Arrives(text) => {
                self.check(at, &[field, text], |l| l.names.pattern(text)).map(On::Arrives)
            }
            OnFile::Leaves(text) => self.check(at, &[field, text], |l| l.names.pattern(text)).map(On::Leaves),
        }
    }

    fn named(
        &mut self,
        known: &[Named],
        name: &str,
        code: &'static str,
        at: &Range<usize>,
        field: &str,
    ) -> Option<u8> {
        let found = known.iter().position(|k| k.name == name);
        if found.is_none() {
            let place = self.ron.find(at, &[field, name]);
            self.findings.push(
                Finding::error(code, place)
                    .with("found", name)
                    .suggest(name, known.iter().map(|k| k.name.as_str())),
            );
        }
        found.map(|index| index as u8)
    }

    fn variable(&mut self, name: &str, at: &Range<usize>, field: &str) -> Option<(u8, Type)> {
        let found = self.names.variables.iter().position(|(known, _)| known == name);
        if found.is_none() {
            let place = self.ron.find(at, &[field, name]);
            let known = self.names.variables.iter().map(|(known, _)| known.as_str());
            self.findings.push(
                Finding::error("machine::no-such-variable", place).with("found", name).suggest(name, known),
            );
        }
        found.map(|index| (index as u8, self.names.variables[index].1))
    }

    fn state(&mut self, name: &str, at: &Range<usize>, needles: &[&str]) -> Option<StateId> {
        let found = self.states.iter().position(|known| known == name);
        if found.is_none() {
            let place = self.ron.find(at, needles);
            let known = self.states.iter().map(String::as_str);
            self.findings.push(
                Finding::error("machine::no-such-state", place).with("found", name).suggest(name, known),
            );
        }
        found.map(|index| StateId(index as u8))
    }

    fn set(&mut self, names: &OneOrMany, at: &Range<usize>, field: &str) -> StateSet {
        let mut set = StateSet::default();
        for name in &names.0 {
            if let Some(group) = self.groups.get(name) {
                set.0 |= group.0;
            } else if let Some(state) = self.states.iter().position(|known| known == name) {
                set = set.with(StateId(state as u8));
            } else {
                let place = self.ron.find(at, &[field, name]);
                let known = self.states.iter().chain(self.groups.keys()).map(String::as_str);
                self.findings.push(
                    Finding::error("machine::no-such-state", place)
                        .with("found", name.as_str())
                        .suggest(name, known),
                );
            }
        }
        set
    }

    fn limit(&mut self, count: usize, most: usize, what: &'static str) {
        if count > most {
            self.tell("machine::too-many", &[what], |f| {
                f.with("what", what).with("count", count).with("most", most)
            });
        }
    }

    fn duplicates<T>(&mut self, pairs: &Pairs<T>, field: &str) {
        let mut seen = BTreeSet::new();
        for (name, _) in &pairs.0 {
            if !seen.insert(name) {
                self.tell("machine::twice", &[field, name, name], |f| f.with("name", name.as_str()));
            }
        }
    }

    fn tell(&mut self, code: &'static str, needles: &[&str], with: impl FnOnce(Finding) -> Finding) {
        let place = self.ron.find(&self.whole, needles);
        self.findings.push(with(Finding::error(code, place)));
    }

    /// Resolves something; a fault becomes a finding with the caret under the character.
    fn check<T>(
        &mut self,
        at: &Range<usize>,
        needles: &[&str],
        resolve: impl FnOnce(&Self) -> Result<T, ExprError>,
    ) -> Option<T> {
        match resolve(self) {
            Ok(value) => Some(value),
            Err(error) => {
                let base = self.ron.find_range(at, needles).start;
                let place = self.ron.place(base + error.at.start..base + error.at.end);
                self.findings.push(expr_finding(error.kind, place));
                None
            }
        }
    }
}

fn expr_finding(kind: ExprErrorKind, place: crate::diagnostic::Place) -> Finding {
    let expected =
        |what: &'static str| Finding::error("machine::condition", place.clone()).with("what", what);
    match kind {
        ExprErrorKind::Character(c) => expected("character").with("found", c.to_string()),
        ExprErrorKind::Number => expected("number"),
        ExprErrorKind::Expected(Expected::Value) => expected("value"),
        ExprErrorKind::Expected(Expected::Bracket) => expected("bracket"),
        ExprErrorKind::Expected(Expected::Operator) => expected("operator"),
        ExprErrorKind::TooDeep => expected("depth"),
        ExprErrorKind::Type(Wanted::Condition) => expected("wants-condition"),
        ExprErrorKind::Type(Wanted::Number) => expected("wants-number"),
        ExprErrorKind::Type(Wanted::Same) => expected("wants-same"),
        ExprErrorKind::TokenOrder => expected("no-order"),
        ExprErrorKind::UnknownName(name, known) => Finding::error("machine::unknown-name", place)
            .with("found", name.as_str())
            .suggest(&name, known.iter().map(String::as_str)),
    }
}

fn kind_of(kind: TypeFile) -> Type {
    match kind {
        TypeFile::Seq => Type::Seq,
        TypeFile::Int => Type::Int,
        TypeFile::Bool => Type::Bool,
        TypeFile::Token => Type::Token,
    }
}

fn index(machine: &Machine) -> Vec<[Vec<RuleId>; 4]> {
    let of_state = |state: u8| {
        let mut lists: [Vec<RuleId>; 4] = Default::default();
        for (index, rule) in machine.rules.iter().enumerate() {
            let kind = match rule.on {
                On::Call(_) => 0,
                On::Arrives(_) => 1,
                On::Leaves(_) => 2,
                On::Timer(_) => 3,
            };
            if rule.from.has(StateId(state)) {
                lists[kind].push(RuleId(index as u16));
            }
        }
        lists
    };
    (0..machine.states.len().min(MOST_STATES) as u8).map(of_state).collect()
}
