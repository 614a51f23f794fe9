//! From the text of a machine file to a [`Machine`], with every finding.

mod names;
mod properties;
mod tables;

use super::file::{CallFile, MachineFile, OneOrMany, Pairs, RuleFile, SpaceFile, ThenFile, TimerFile};
use super::model::*;
use super::resolve::{Kind, Names};
use super::run::Task;
use crate::diagnostic::{Finding, List, Ron, Source, has_errors};
use crate::text::{FNV_EMPTY, Text, fingerprint};
use names::kind_of;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Reads a machine. It is `None` where any finding is an error.
pub fn load(file: &str, text: &str) -> (Option<Machine>, Vec<Finding>) {
    let source = Source { file, text };
    let ron = Ron::new(source);
    let (parsed, rules, findings) = parse(&ron, text);
    let Some(parsed) = parsed else { return (None, findings) };
    let (machine, findings) = finish(ron, 0..text.len(), parsed, rules, findings, false);
    (machine.map(|machine| Machine { fingerprint: fingerprint(FNV_EMPTY, text), ..machine }), findings)
}

/// From the loose form to the strict one. Places are those of `ron`'s file.
pub(super) fn finish(
    ron: Ron<'_>,
    whole: Range<usize>,
    parsed: MachineFile,
    rules: Rules,
    findings: Vec<Finding>,
    is_variant: bool,
) -> (Option<Machine>, Vec<Finding>) {
    let names = Names::default();
    let mut loader =
        Loader { ron, whole, names, states: Vec::new(), groups: BTreeMap::new(), findings, is_variant };
    let machine = loader.machine(parsed, rules);
    let machine = machine.filter(|_| !has_errors(&loader.findings));
    (machine, loader.findings)
}

/// Rules with their places.
pub(super) type Rules = Vec<(RuleFile, Range<usize>)>;

/// The loose form; the rules one by one, so that each faulty one is told.
pub(super) fn parse(ron: &Ron<'_>, text: &str) -> (Option<MachineFile>, Rules, Vec<Finding>) {
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

fn named_call((name, call): (String, CallFile)) -> Named {
    let CallFile { is, argument, counts, aliases } = call;
    Named { name, aliases, is, argument, counts: counts.map(|counts| [counts.one, counts.many]), ticks: None }
}

fn named_timer((name, timer): (String, TimerFile)) -> Named {
    let TimerFile { is, aliases, ticks } = timer;
    Named { name, aliases, is, argument: None, counts: None, ticks }
}

struct Loader<'a> {
    ron: Ron<'a>,
    whole: Range<usize>,
    names: Names,
    states: Vec<String>,
    groups: BTreeMap<String, StateSet>,
    findings: Vec<Finding>,
    is_variant: bool,
}

impl Loader<'_> {
    fn machine(&mut self, file: MachineFile, rules: Rules) -> Option<Machine> {
        if file.format != 1 {
            self.tell("machine::format", &["format:"], |f| f.with("format", i64::from(file.format)));
        }
        self.names(&file);
        let roles = self.roles(&file)?;
        let fields = self.names.fields.clone();
        let said = self.said(&file);
        let mut machine = Machine {
            id: file.id,
            of: None,
            about: None,
            title: file.title,
            unit: file.unit,
            roles,
            flags: file.flags,
            ignored: 0,
            fields,
            variables: self.names.variables.clone(),
            calls: file.calls.0.into_iter().map(named_call).collect(),
            timers: file.timers.0.into_iter().map(named_timer).collect(),
            states: file
                .states
                .0
                .into_iter()
                .map(|(name, s)| State { name, at: s.at, is: s.is, aliases: s.aliases, slips: s.slips.0 })
                .collect(),
            groups: self.named_groups(&file.groups),
            definitions: self.named_definitions(&file.define),
            said,
            start: [StateId(0); 2],
            starts: Vec::new(),
            assume: Vec::new(),
            symbols: Vec::new(),
            forgets: StateSet::default(),
            rules: Vec::new(),
            due: Vec::new(),
            again: Vec::new(),
            faults: Vec::new(),
            kinds: file.kinds.0.clone(),
            implied: Vec::new(),
            properties: Vec::new(),
            fingerprint: 0,
            index: Vec::new(),
        };
        self.ignored_and_states(&file.ignored, file.forgets, &file.start, &mut machine);
        self.symbols(file.symbols, &mut machine);
        self.assume(file.assume, &mut machine);
        self.rules(rules, &mut machine);
        self.due(file.due, &mut machine);
        self.faults(file.faults, &mut machine);
        self.implied(file.implied, &mut machine);
        self.starts(file.starts, &mut machine);
        self.properties(file.properties, &mut machine);
        machine.index = index(&machine);
        self.run_starts(&mut machine);
        Some(machine)
    }

    fn ignored_and_states(
        &mut self,
        ignored: &[String],
        forgets: Vec<String>,
        start: &Pairs<String>,
        machine: &mut Machine,
    ) {
        let whole = self.whole.clone();
        for name in ignored {
            machine.ignored |=
                self.check(&whole, &["ignored:", name], |l| l.names.pattern(name)).map_or(0, |p| p.set);
        }
        machine.forgets = self.set(&OneOrMany(forgets), &whole, "forgets:");
        for (role, state) in &start.0 {
            match (machine.end(role), self.state(state, &whole, &["start:", state])) {
                (Some(end), Some(state)) => machine.start[end.index()] = state,
                (None, _) => {
                    self.tell("machine::no-such-role", &["start:", role], |f| f.with("found", role.as_str()))
                }
                (_, None) => {}
            }
        }
    }

    fn assume(&mut self, assume: Pairs<String>, machine: &mut Machine) {
        let whole = self.whole.clone();
        for (name, value) in assume.0 {
            if let Some((index, kind)) = self.variable(&name, &whole, "assume:") {
                let expr = self.check(&whole, &["assume:", &name, &value], |l| l.names.value(&value, kind));
                machine.assume.extend(expr.map(|expr| (index, expr)));
            }
        }
    }

    /// A start whose steps the machine does not know or allow would only be noticed by its user.
    fn run_starts(&mut self, machine: &mut Machine) {
        if has_errors(&self.findings) {
            return;
        }
        let bad_step = |machine: &Machine, start: &Start| {
            let bad = match machine.resolve(&start.trace, None) {
                Ok((resolved, _)) => machine.run(&resolved, &Task::default()).fault.map(|fault| fault.step),
                Err(unknown) => unknown.first().map(|name| name.step),
            };
            bad.and_then(|step| Some((start.name.clone(), start.trace.steps.get(step)?.to_string())))
        };
        let bad: Vec<(String, String)> = machine.starts.iter().filter_map(|s| bad_step(machine, s)).collect();
        // A variant may make a start of its base impossible: then it has no such start.
        machine.starts.retain(|start| !bad.iter().any(|(name, _)| *name == start.name));
        let told = if self.is_variant { Vec::new() } else { bad };
        for (name, line) in told {
            self.tell("machine::bad-step", &["starts:", &name, &line], |f| f.with("found", line.as_str()));
        }
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

    /// The groups of the file that could be read.
    fn named_groups(&self, groups: &Pairs<Vec<String>>) -> Vec<Group> {
        let group =
            |(name, _): &(String, _)| Some(Group { name: name.clone(), states: *self.groups.get(name)? });
        groups.0.iter().filter_map(group).collect()
    }

    /// The definitions of the file that could be read.
    fn named_definitions(&self, define: &Pairs<String>) -> Vec<Definition> {
        let definition = |(name, text): &(String, String)| {
            let (expr, kind) = self.names.definitions.get(name)?.clone();
            let kind = match kind {
                Kind::Value(kind) => kind,
                Kind::Flag => Type::Bool,
            };
            Some(Definition { name: name.clone(), text: text.clone(), expr, kind })
        };
        define.0.iter().filter_map(definition).collect()
    }

    /// The words for names; each must be that of a variable or a definition.
    fn said(&mut self, file: &MachineFile) -> Vec<(String, Text)> {
        let defined = file.define.0.iter().map(|(name, _)| name);
        let known: Vec<&String> = file.variables.0.iter().map(|(name, _)| name).chain(defined).collect();
        for (name, _) in file.said.0.iter().filter(|(name, _)| !known.contains(&name)) {
            self.tell("machine::unknown-name", &["said:", name], |finding| {
                finding.with("found", name.as_str()).suggest(name, known.iter().map(|name| name.as_str()))
            });
        }
        file.said.0.clone()
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
                counts: None,
                ticks: None,
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
        let restart = rule.restart.iter();
        let restart = restart
            .filter_map(|t| self.named(&machine.timers, t, "machine::no-such-timer", at, "restart:"))
            .collect();
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
            restart,
            then,
            cite: rule.cite,
            why: rule.why,
            doubt: rule.doubt,
        })
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
