//! A fault in words, in either language: the one file that turns the checker's data into sentences.

use super::build::{BuildTask, BuildVerdict};
use super::fault::{Failed, Fault, Legal};
use super::model::*;
use super::resolved::{Names, UnknownName};
use super::step::{Debt, Source};
use crate::text::{Arg, Lang, cited, say, say_with};
use crate::wire::End;

/// A fault explained.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Explanation {
    /// What is wrong, in one sentence.
    pub headline: String,
    /// Which part, with its numbers, and the reason of a known mistake.
    pub details: Vec<String>,
    /// What would have been legal, a line each.
    pub legal: Vec<String>,
    /// The reason of the rule.
    pub why: String,
    /// Where the standard says so.
    pub cite: String,
}

/// At most this many legal segments are listed.
const MOST_LEGAL: usize = 5;

impl Machine {
    /// The role's name in a language.
    pub fn role_name(&self, end: End, lang: Lang) -> &str {
        self.roles[end.index()].is.get(lang)
    }

    /// A call as it is said, with its argument and what that counts.
    pub fn call_in_words(&self, call: &Named, argument: Option<&str>, lang: Lang) -> String {
        let is = call.is.get(lang);
        match (argument, &call.counts) {
            (None, _) => is.to_owned(),
            (Some(argument), None) => format!("{is} {argument}"),
            (Some(argument), Some([one, many])) => {
                let unit = if argument == "1" { one } else { many };
                let args = [("call", is.into()), ("count", argument.into()), ("unit", unit.get(lang).into())];
                say_with(lang, "call-counted", &args)
            }
        }
    }

    /// What a variable or a definition is called, where the file says it.
    pub fn said(&self, name: &str, lang: Lang) -> Option<&str> {
        self.said.iter().find(|(known, _)| known == name).map(|(_, words)| words.get(lang))
    }

    /// Explains an illegal step. `skipped` steps come before the one that is called step 1.
    pub fn explain(&self, fault: &Fault, names: &Names, skipped: usize, lang: Lang) -> Explanation {
        let mut told =
            Explanation { headline: self.headline(fault, names, skipped, lang), ..Explanation::default() };
        let own = fault.end.unwrap_or(End::First);
        match fault.kind.as_str() {
            "missing-step" => {
                let call = fault.missing_call.and_then(|call| self.calls.get(usize::from(call)));
                let call = call.map_or(String::new(), |call| call.is.get(lang).to_owned());
                let args = [("role", self.role_name(own, lang).into()), ("call", call.into())];
                told.details.push(say_with(lang, "fault-missing-step", &args));
            }
            "wrong-sender" => {
                let args = [
                    ("role", self.role_name(own, lang).into()),
                    ("peer", self.role_name(own.peer(), lang).into()),
                ];
                told.details.push(say_with(lang, "fault-wrong-sender", &args));
            }
            "wrong-flags" if fault.known.is_none() => self.flags_detail(fault, lang, &mut told),
            _ => {}
        }
        if let Some(known) = fault.known.and_then(|index| self.faults.get(index)) {
            told.details.push(known.why.get(lang).to_owned());
            told.cite.clone_from(&known.cite);
        }
        // Behind a mistake with a name the numbers are no news, unless they are the mistake.
        if fault.known.is_none() && !matches!(fault.kind.as_str(), "wrong-sender" | "missing-step") {
            for failed in fault.nearest.iter().flat_map(|nearest| &nearest.failed) {
                told.details.extend(self.failed(failed, fault, own, names, lang));
            }
        }
        if let (None, Some(nearest)) = (fault.known, &fault.nearest) {
            self.because(nearest.source, lang, &mut told);
        }
        told.legal =
            fault.legal.iter().take(MOST_LEGAL).map(|legal| self.legal_line(legal, names, lang)).collect();
        if told.legal.is_empty() && fault.sent.is_some() {
            told.legal.push(say(lang, "legal-nothing").into_owned());
        }
        if told.details.is_empty() {
            told.details.push(say_with(lang, "fault-other", &[("kind", fault.kind.as_str().into())]));
        }
        told
    }

    fn headline(&self, fault: &Fault, names: &Names, skipped: usize, lang: Lang) -> String {
        let end = fault.end.unwrap_or(End::First);
        let args = [
            ("step", Arg::from((fault.step + 1).saturating_sub(skipped))),
            ("role", self.role_name(end, lang).into()),
            ("state", self.states_in_words(&fault.states[end.index()], lang).into()),
            (
                "segment",
                fault.sent.map(|packet| self.show(&packet, fault.end, names)).unwrap_or_default().into(),
            ),
            ("claimed", fault.claimed.map(|state| self.state_name(state)).unwrap_or_default().into()),
        ];
        let key = match (&fault.sent, fault.kind.as_str()) {
            (Some(_), _) => "headline-sent",
            (None, "wrong-timer") => "headline-timer",
            (None, "wrong-state-claim") => "headline-claim",
            (None, _) => "headline-other",
        };
        say_with(lang, key, &args)
    }

    /// `SYN-SENT`, or `CLOSED or LISTEN` where both are possible.
    pub fn states_in_words(&self, states: &[StateId], lang: Lang) -> String {
        let names: Vec<&str> = states.iter().map(|state| self.state_name(*state)).collect();
        names.join(&say(lang, "or"))
    }

    fn flags_detail(&self, fault: &Fault, lang: Lang, told: &mut Explanation) {
        let wanted =
            fault.legal.iter().find(|legal| Some(legal.from) == fault.end).map(|legal| legal.packet.flags);
        let (Some(wanted), Some(sent)) = (wanted, fault.sent) else { return };
        let names = |flags: u32| {
            let names = self.flag_names(flags & !self.ignored).join(" ");
            if names.is_empty() { say(lang, "no-flags").into_owned() } else { names }
        };
        let args = [("wanted", names(wanted).into()), ("found", names(sent.flags).into())];
        told.details.push(say_with(lang, "fault-flags", &args));
    }

    fn failed(&self, failed: &Failed, fault: &Fault, own: End, names: &Names, lang: Lang) -> Option<String> {
        let number = |field: &Field, value: i64| {
            let shown = self.show_value(field, value, Some(own), names);
            let real = value.to_string();
            if shown == real { shown } else { format!("{shown} = {real}") }
        };
        if let (Some(field), Some(wanted)) =
            (failed.field.and_then(|f| self.fields.get(usize::from(f))), failed.wanted)
        {
            let args = |found: String| {
                [
                    ("field", Arg::from(field.name.as_str())),
                    ("wanted", number(field, wanted).into()),
                    ("found", found.into()),
                ]
            };
            return Some(match failed.found {
                Some(found) => say_with(lang, "fault-number", &args(number(field, found))),
                None => say_with(lang, "fault-number-missing", &args(String::new())),
            });
        }
        // A condition about the end's own memory says little to a learner when flags are the matter.
        let about_numbers =
            failed.field.is_some() || fault.nearest.as_ref().is_some_and(|n| n.failed.len() == 1);
        about_numbers
            .then(|| say_with(lang, "fault-condition", &[("condition", failed.text.as_str().into())]))
    }

    fn because(&self, source: Source, lang: Lang, told: &mut Explanation) {
        match source {
            Source::Rule(id) | Source::Reply(id) => {
                if let Some(rule) = self.rule(id) {
                    told.why = rule.why.get(lang).to_owned();
                    told.cite.clone_from(&rule.cite);
                }
            }
            Source::Due(index) => {
                if let Some(due) = self.due.get(index) {
                    told.why = due.why.get(lang).to_owned();
                    let leaves = |rule: &&Rule| matches!(rule.on, On::Leaves(p) if p.fits(due.segment.flags) && rule.from.0 & due.from.0 != 0);
                    told.cite =
                        self.rules.iter().find(leaves).map(|rule| rule.cite.clone()).unwrap_or_default();
                }
            }
        }
    }

    fn legal_line(&self, legal: &Legal, names: &Names, lang: Lang) -> String {
        let args = [
            ("role", self.role_name(legal.from, lang).into()),
            ("segment", self.show(&legal.packet, Some(legal.from), names).into()),
        ];
        say_with(lang, "legal-line", &args)
    }

    /// What is still owed, a line each.
    pub fn owed_lines(&self, missing: &[(End, Debt)], names: &Names, lang: Lang) -> Vec<String> {
        let line = |(end, debt): &(End, Debt)| {
            let segment = self.show(&debt.packet, Some(*end), names);
            let mut told = Explanation::default();
            self.because(debt.source, lang, &mut told);
            say_with(
                lang,
                "owed-line",
                &[
                    ("role", self.role_name(*end, lang).into()),
                    ("segment", segment.into()),
                    ("why", told.why.into()),
                ],
            )
        };
        missing.iter().map(line).collect()
    }

    /// Explains what a learner built: its fault, what is missing, or what was not needed.
    /// Steps are counted with those that were given, as they stand in the picture.
    pub fn explain_build(&self, built: &BuildVerdict, task: &BuildTask, lang: Lang) -> Explanation {
        let (given, goal) = (task.given.steps.len(), task.goal);
        if let Some(fault) = &built.verdict.fault {
            let before = built.skipped.saturating_sub(given);
            return self.explain(fault, &built.verdict.names, before, lang);
        }
        let mut told = Explanation::default();
        if !built.complete {
            let wanted = End::BOTH.into_iter().filter_map(|end| {
                let state = self.state_name(goal[end.index()]?);
                let last = built
                    .verdict
                    .worlds
                    .first()
                    .map(|world| self.state_name(world.ends[end.index()].state))
                    .unwrap_or_default();
                (state != last).then(|| {
                    let args = [
                        ("role", self.role_name(end, lang).into()),
                        ("state", last.into()),
                        ("goal", state.into()),
                    ];
                    say_with(lang, "goal-line", &args)
                })
            });
            told.headline = say(lang, "headline-incomplete").into_owned();
            told.details = wanted.collect();
            told.details.extend(self.owed_lines(&built.missing, &built.verdict.names, lang));
        } else if !built.superfluous.is_empty() {
            told.headline = say(lang, "headline-superfluous").into_owned();
            let numbers: Vec<String> =
                built.superfluous.iter().map(|at| (given + at + 1).to_string()).collect();
            told.details.push(say_with(lang, "superfluous-line", &[("steps", numbers.into())]));
        }
        told
    }
}

impl UnknownName {
    /// What is unknown, in one sentence.
    pub fn words(&self, lang: Lang) -> String {
        let args = [
            ("what", Arg::from(self.what.word())),
            ("found", self.found.as_str().into()),
            ("known", self.known.clone().into()),
        ];
        say_with(lang, "unknown-name", &args)
    }
}

impl Explanation {
    /// All of it as lines of plain text.
    pub fn to_text(&self, lang: Lang) -> String {
        let mut lines = vec![self.headline.clone()];
        lines.extend(self.details.iter().cloned());
        if !self.legal.is_empty() {
            lines.push(say_with(
                lang,
                "legal-here",
                &[("list", self.legal.join(say(lang, "list-gap").as_ref()).into())],
            ));
        }
        if !self.why.is_empty() {
            lines.push(say_with(lang, "because", &[("why", self.why.as_str().into())]));
        }
        if !self.cite.is_empty() {
            lines.push(cited(&self.cite, lang));
        }
        lines.join("\n")
    }
}
