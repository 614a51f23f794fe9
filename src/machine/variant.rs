//! Variants: a machine made from another by rules that are dropped, changed, added.
//!
//! A patch names what it patches; what it no longer finds in its base is a finding, so that a
//! variant never silently becomes its base.

use super::file::{DueFile, Pairs, RuleFile, VariantFile};
use super::load::{Rules, finish, parse};
use super::model::Machine;
use crate::diagnostic::{Finding, Ron, Source};
use crate::text::{self, FNV_EMPTY};
use std::ops::Range;

/// The id of the machine that a file's variant is made from; `None` where the file is no variant.
pub fn base_of(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim_start).find(|line| line.starts_with("of:"))?;
    let id = line.trim_start_matches("of:").trim().trim_end_matches(',').trim_matches('"');
    Some(id.to_owned())
}

/// Reads a variant of a machine whose file is given. It is `None` where any finding is an error.
pub fn load_variant(file: &str, text: &str, base: Source<'_>) -> (Option<Machine>, Vec<Finding>) {
    let ron = Ron::new(Source { file, text });
    let variant = match ron.whole::<VariantFile>() {
        Ok(variant) => variant,
        Err(finding) => return (None, vec![finding]),
    };
    let whole = 0..text.len();
    let (Some(mut machine), rules, _) = parse(&Ron::new(base), base.text) else {
        let finding = Finding::error("machine::base-broken", ron.find(&whole, &["of:", &variant.of]));
        return (None, vec![finding.with("base", variant.of)]);
    };
    let mut patch = Patch { ron, whole, findings: Vec::new() };
    // Faults of the base are told there; here its rules have no place of their own.
    let mut rules: Rules = rules.into_iter().map(|(rule, _)| (rule, patch.whole.clone())).collect();
    patch.rules(&variant.drop, variant.change, &mut rules);
    for add in variant.add {
        let at = patch.place(&["add:", &add.rule.id]);
        match rules.iter().position(|(rule, _)| rule.id == add.before) {
            Some(index) => rules.insert(index, (add.rule, at)),
            None => patch.missing("machine::no-such-rule", &["add:", &add.before], &add.before, &ids(&rules)),
        }
    }
    patch.due(&variant.drop_due, variant.change_due, &mut machine.due);
    machine.due.extend(variant.add_due);
    machine.variables.0.extend(variant.variables.0);
    replace_or_add(&mut machine.calls, variant.calls);
    if !variant.implied.is_empty() {
        machine.implied = variant.implied;
    }
    for (name, value) in variant.define.0 {
        match machine.define.0.iter_mut().find(|(known, _)| *known == name) {
            Some(entry) => entry.1 = value,
            None => {
                let known: Vec<String> = machine.define.0.iter().map(|(known, _)| known.clone()).collect();
                patch.missing("machine::unknown-name", &["define:", &name], &name, &known);
            }
        }
    }
    for (name, timer) in variant.timers.0 {
        match machine.timers.0.iter_mut().find(|(known, _)| *known == name) {
            Some(entry) => entry.1.ticks = Some(timer.ticks),
            None => {
                let known: Vec<String> = machine.timers.0.iter().map(|(known, _)| known.clone()).collect();
                patch.missing("machine::no-such-timer", &["timers:", &name], &name, &known);
            }
        }
    }
    replace_or_add(&mut machine.properties, variant.properties);
    for (_, property) in &mut machine.properties.0 {
        variant.drop.iter().for_each(|rule| property.never.forget(rule));
    }
    machine.format = variant.format;
    machine.id = variant.id;
    machine.title = variant.title;
    let (machine, mut findings) = finish(patch.ron, patch.whole, machine, rules, patch.findings, true);
    let fingerprint = text::fingerprint(text::fingerprint(FNV_EMPTY, base.text), text);
    let machine = machine.map(|machine| Machine {
        of: Some(variant.of),
        about: Some(variant.about),
        fingerprint,
        ..machine
    });
    findings.sort_by_key(|finding| (finding.place.line, finding.place.column));
    (machine, findings)
}

fn replace_or_add<T>(base: &mut Pairs<T>, patch: Pairs<T>) {
    for (name, value) in patch.0 {
        match base.0.iter_mut().find(|(known, _)| *known == name) {
            Some(entry) => entry.1 = value,
            None => base.0.push((name, value)),
        }
    }
}

struct Patch<'a> {
    ron: Ron<'a>,
    whole: Range<usize>,
    findings: Vec<Finding>,
}

impl Patch<'_> {
    fn place(&self, needles: &[&str]) -> Range<usize> {
        let found = self.ron.find_range(&self.whole, needles);
        found.start..self.whole.end
    }

    fn missing(&mut self, code: &'static str, needles: &[&str], name: &str, known: &[String]) {
        let finding = Finding::error(code, self.ron.find(&self.whole, needles)).with("found", name);
        self.findings.push(finding.suggest(name, known.iter().map(String::as_str)));
    }

    fn rules(&mut self, drop: &[String], change: Vec<RuleFile>, rules: &mut Rules) {
        for id in drop {
            match rules.iter().position(|(rule, _)| rule.id == *id) {
                Some(index) => std::mem::drop(rules.remove(index)),
                None => self.missing("machine::no-such-rule", &["drop:", id], id, &ids(rules)),
            }
        }
        for rule in change {
            let at = self.place(&["change:", &rule.id]);
            match rules.iter().position(|(known, _)| known.id == rule.id) {
                Some(index) => rules[index] = (rule, at),
                None => self.missing("machine::no-such-rule", &["change:", &rule.id], &rule.id, &ids(rules)),
            }
        }
    }

    fn due(&mut self, drop: &[String], change: Vec<DueFile>, due: &mut Vec<DueFile>) {
        let known: Vec<String> = due.iter().map(|due| due.id.clone()).collect();
        for id in drop {
            match due.iter().position(|due| due.id == *id) {
                Some(index) => std::mem::drop(due.remove(index)),
                None => self.missing("machine::no-such-due", &["drop_due:", id], id, &known),
            }
        }
        for changed in change {
            match due.iter().position(|due| due.id == changed.id) {
                Some(index) => due[index] = changed,
                None => {
                    self.missing("machine::no-such-due", &["change_due:", &changed.id], &changed.id, &known)
                }
            }
        }
    }
}

fn ids(rules: &Rules) -> Vec<String> {
    rules.iter().map(|(rule, _)| rule.id.clone()).collect()
}
