//! Weak spots: the rules that would be recalled least, and exercises about them.
//!
//! Exercises are drawn by the machine, each for the rule that it is about. Where the machine comes to a rule by no
//! run of its own, questions that rest on it are asked instead, as practice. Neither changes any question's date;
//! exercises count for the rules that they show to be known or not, practice with questions does not: what was asked
//! a moment before it was due says little.

use super::record::Mark;
use super::{App, Effect, Scope, Study};
use crate::chance::derive;
use crate::deck::Spot;
use crate::machine::Machine;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// A rule that would be recalled with a smaller chance is weak.
pub(super) const WEAK: f32 = 0.8;
/// So is one that was not known within this time.
const LATELY: SignedDuration = SignedDuration::from_hours(24 * 7);
/// And it counts as if it were recalled with so much of its chance.
const CHARGED: f32 = 0.7;
/// So many rules are practised at once,
const MOST_RULES: usize = 8;
/// each so often.
const EACH: usize = 2;
/// A rule that cannot be drawn with so many seeds is left to questions.
const SEEDS: u64 = 2;

impl App {
    /// The chance that a rule is recalled, as it counts here.
    pub(super) fn strength(&self, mark: &Mark, now: Timestamp) -> f32 {
        let lately = mark.charged_at.is_some_and(|at| now.duration_since(at) < LATELY);
        self.shown_record().scheduler().recall(&mark.card, now) * if lately { CHARGED } else { 1.0 }
    }

    /// The rules (full names) that were met, the weakest first.
    fn weakest(&self, now: Timestamp) -> Vec<(String, f32)> {
        let marks = self.shown_record().rules().into_iter();
        let mut rules: Vec<(String, f32)> =
            marks.map(|(rule, mark)| (rule.to_owned(), self.strength(&mark, now))).collect();
        rules.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
        rules
    }

    /// Practises what is weak, of one machine or of all; where nothing is, what is weakest.
    pub(super) fn start_weak(&mut self, machine: Option<&str>, now: Timestamp, seed: u64) -> Vec<Effect> {
        let mut rules = self.weakest(now);
        if let Some(machine) = machine.and_then(|id| self.library.machine(id)) {
            rules.retain(|(rule, _)| {
                rule.split_once('/').is_some_and(|(_, own)| machine.full_rule(own) == *rule)
            });
        }
        let weak = rules.iter().filter(|(_, strength)| *strength < WEAK).count();
        rules.truncate(if weak > 0 { weak.min(MOST_RULES) } else { MOST_RULES });
        let rules: Vec<String> = rules.into_iter().map(|(rule, _)| rule).collect();
        let names = self.exercises(&rules, seed);
        let decks = Study::decks_for(&self.library, &names);
        self.begin_session(Study::over(Scope::Weak, decks, names, true, now, seed))
    }

    /// Full names of exercises about these rules, the first of each before the second of any.
    fn exercises(&self, rules: &[String], seed: u64) -> Vec<String> {
        let mut reached = Reached::default();
        let of_rule = |(at, rule): (usize, &String)| {
            let drawn = self.drawn_about(rule, at, derive(seed, at as u64), &mut reached);
            if !drawn.is_empty() {
                return drawn;
            }
            let rest = self.resting_on(rule).filter(|name| !self.shown_record().is_suspended(name));
            rest.take(EACH).collect()
        };
        let lists: Vec<Vec<String>> = rules.iter().enumerate().map(of_rule).collect();
        let mut names: Vec<String> = Vec::new();
        for round in 0..EACH {
            for name in lists.iter().filter_map(|list| list.get(round)) {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        names
    }

    /// Exercises of different kinds about a rule.
    fn drawn_about(&self, full: &str, turn: usize, seed: u64, reached: &mut Reached) -> Vec<String> {
        let known = full.split_once('/').and_then(|(id, rule)| Some((self.library.machine(id)?, rule)));
        let Some((machine, rule)) = known else { return Vec::new() };
        let Some((id, _)) = machine.rule_named(rule) else { return Vec::new() };
        let Some(start) = reached.start(machine, rule) else { return Vec::new() };
        let mut kinds = Spot::kinds();
        let count = kinds.len();
        kinds.rotate_left(turn % count);
        let can = |kind: &_| {
            (0..SEEDS).any(|at| machine.draw_about(*kind, start.as_deref(), id, derive(seed, at)).is_some())
        };
        let spot = |kind| Spot { kind, start: start.clone(), rule: rule.to_owned() };
        kinds.into_iter().filter(can).take(EACH).map(|kind| spot(kind).full_name(&machine.id)).collect()
    }
}

/// From where random runs come to which rules, by machine.
#[derive(Default)]
struct Reached(BTreeMap<String, Vec<Reach>>);

/// A start, and the rules that are come to from there.
type Reach = (Option<String>, BTreeSet<String>);

impl Reached {
    /// A named start (or the usual one) from where a rule is come to.
    fn start(&mut self, machine: &Machine, rule: &str) -> Option<Option<String>> {
        let starts = self.0.entry(machine.id.clone()).or_insert_with(|| {
            let named = machine.starts.iter().map(|start| Some(start.name.clone()));
            let met = |start: Option<String>| {
                let rules = machine.rules_met(start.as_deref(), 0);
                let ids = rules.into_iter().filter_map(|rule| Some(machine.rule(rule)?.id.clone()));
                (start, ids.collect())
            };
            std::iter::once(None).chain(named).map(met).collect()
        });
        starts.iter().find(|(_, rules)| rules.contains(rule)).map(|(start, _)| start.clone())
    }
}
