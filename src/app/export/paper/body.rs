//! What stands under a question on a printed paper, kind by kind: places to write, boxes to tick. Nothing of the
//! answer.

use super::markdown::{blocks, escape, line};
use crate::app::answer_words::goal_in_words;
use crate::app::export::Picture;
use crate::app::ladder_of::Shown;
use crate::app::study_view::kind_words;
use crate::app::study_what_if::network_words;
use crate::deck::{Cloze, Fault, Kind, Match, Piece, States, WhatIf};
use crate::exam::Asked;
use crate::machine::{BuildTask, Machine, Task};
use crate::text::{Lang, say};
use crate::wire::{End, Trace};
use std::sync::Arc;

/// A box to tick.
const BOX: &str = "<span class=\"box\"></span>";
/// A line to write on.
const RULE: &str = "<div class=\"rule\"></div>";
const BLANK: &str = "<span class=\"blank\"></span>";

/// The letter of a place in a list: A, B … Z, then numbers.
pub(super) fn letter(at: usize) -> String {
    let letter =
        u32::try_from(at).ok().filter(|at| *at < 26).and_then(|at| char::from_u32(u32::from('A') + at));
    letter.map_or_else(|| (at + 1).to_string(), String::from)
}

/// The place for the answer.
pub(super) fn body(asked: &Asked, lang: Lang) -> String {
    let machine = &asked.deck.machine;
    match &asked.question.kind {
        Kind::Choice { options, .. } => {
            let several = options.iter().filter(|option| option.right).count() > 1;
            let shown = asked.order.iter().filter_map(|at| options.get(*at));
            let list = lettered(shown.map(|option| option.text.get(lang)), BOX);
            hint(if several { "paper-several" } else { "paper-one" }, lang) + &list
        }
        Kind::TrueFalse { .. } => ticks(["true", "false"].map(|word| say(lang, word).into_owned())),
        Kind::Type { .. } | Kind::Value(_) => RULE.to_owned(),
        Kind::Cloze(cloze) => gaps(cloze, lang),
        Kind::Match(asked_pairs) => pairs(asked_pairs, &asked.order, lang),
        Kind::Order { items, .. } => {
            let shown = asked.order.iter().filter_map(|at| items.get(*at));
            hint("paper-order", lang)
                + &lettered(shown.map(|item| item.get(lang)), "")
                + &format!("<p class=\"order\">{}</p>", vec![BLANK; items.len()].join(" → "))
        }
        Kind::Build(build) => {
            let goal = format!("<p>{}</p>", escape(&goal_in_words(machine, &build.task, lang)));
            // Their number must not tell that of the steps.
            let lines = (build.answer.len() + SPARE_LINES).next_multiple_of(4);
            ladder(machine, &build.task, None, lang)
                + &goal
                + &hint("paper-build", lang)
                + &RULE.repeat(lines)
        }
        Kind::Next(next) => ladder(machine, &next.task(), None, lang) + &hint("paper-next", lang) + RULE,
        Kind::States(states) => named_states(machine, states, lang),
        Kind::Fault(fault) => found_fault(machine, fault, lang),
        Kind::WhatIf(what_if) => what_can_happen(what_if, &asked.order, lang),
        // Neither stands on a paper.
        Kind::Flip { .. } | Kind::Generate(_) => String::new(),
    }
}

/// So many lines more than the shortest answer has.
const SPARE_LINES: usize = 2;

fn hint(key: &str, lang: Lang) -> String {
    format!("<p class=\"hint\">{}</p>\n", escape(&say(lang, key)))
}

fn ticks(words: impl IntoIterator<Item = String>) -> String {
    let one = |word: String| format!("<span class=\"tick\">{BOX} {}</span> ", escape(&word));
    format!("<p>{}</p>\n", words.into_iter().map(one).collect::<String>())
}

fn lettered<'a>(texts: impl Iterator<Item = &'a str>, mark: &str) -> String {
    let item = |(at, text): (usize, &str)| format!("<li>{mark} <b>{}</b> {}</li>\n", letter(at), line(text));
    format!("<ul class=\"letters\">\n{}</ul>\n", texts.enumerate().map(item).collect::<String>())
}

/// Stands for a gap until the Markdown around it is HTML; of the private use area, so that no text has it.
const GAP: u32 = 0xe000;

fn gaps(cloze: &Cloze, lang: Lang) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Gap(at) => {
            let sign = u32::try_from(*at).ok().and_then(|at| char::from_u32(GAP + at));
            sign.unwrap_or(char::REPLACEMENT_CHARACTER).to_string()
        }
    };
    let text: String = cloze.pieces(lang).iter().map(piece).collect();
    let mut html = blocks(&text);
    for at in 0..cloze.gaps.len() {
        let sign = u32::try_from(at).ok().and_then(|at| char::from_u32(GAP + at));
        let blank = format!("{BLANK}<sup>{}</sup>", at + 1);
        html = sign.map_or_else(|| html.clone(), |sign| html.replace(sign, &blank));
    }
    html
}

fn pairs(asked: &Match, order: &[usize], lang: Lang) -> String {
    let left = |(at, (text, _, _)): (usize, &(crate::text::Text, usize, _))| {
        format!("<li>{BLANK} <b>{}</b> {}</li>\n", at + 1, line(text.get(lang)))
    };
    let left: String = asked.left.iter().enumerate().map(left).collect();
    let right = order.iter().filter_map(|at| asked.right.get(*at)).map(|text| text.get(lang));
    hint("paper-match", lang)
        + &format!("<div class=\"pairs\"><ul class=\"letters\">\n{left}</ul>{}</div>\n", lettered(right, ""))
}

fn named_states(machine: &Arc<Machine>, states: &States, lang: Lang) -> String {
    let trace = Trace { start: None, ..states.trace.clone() };
    let start = states.trace.start.as_deref().or(states.start.as_deref());
    let ends =
        End::BOTH.map(|end| format!("<p>{}: {BLANK}{BLANK}</p>\n", escape(machine.role_name(end, lang))));
    drawn(machine, trace, start, Some(0), lang) + &ends.concat()
}

fn found_fault(machine: &Arc<Machine>, fault: &Fault, lang: Lang) -> String {
    let trace = Trace { start: None, ..fault.trace.clone() };
    let start = fault.trace.start.as_deref().or(fault.start.as_deref());
    let kinds = fault.kinds.iter().map(|kind| kind_words(machine, kind, lang));
    drawn(machine, trace, start, Some(0), lang)
        + &format!("<p>{} {BLANK}</p>\n", escape(&say(lang, "paper-step")))
        + &hint("paper-mistake", lang)
        + &ticks(kinds)
}

fn what_can_happen(what_if: &WhatIf, order: &[usize], lang: Lang) -> String {
    let machine = &what_if.machine;
    let about = machine.about.as_ref().map(|about| blocks(about.get(lang))).unwrap_or_default();
    let network = what_if.cases.first().map(|case| network_words(&case.bounds, lang)).unwrap_or_default();
    let cases: Vec<&str> = what_if.properties().map(|(_, property)| property.is.get(lang)).collect();
    let none = say(lang, if cases.len() > 1 { "whatif-none" } else { "whatif-never" });
    let shown = order.iter().filter_map(|at| cases.get(*at).copied()).chain([none.as_ref()]);
    format!(
        "<p><strong>{}</strong></p>\n{about}<p>{}</p>\n",
        escape(machine.title.get(lang)),
        escape(&network)
    ) + &hint(if cases.len() > 1 { "paper-several" } else { "paper-one" }, lang)
        + &lettered(shown, BOX)
}

/// What was given of a task, with the states of its own steps.
fn ladder(machine: &Arc<Machine>, task: &BuildTask, until: Option<usize>, lang: Lang) -> String {
    let given = Trace { start: None, ..task.given.clone() };
    let until = until.or(Some(given.steps.len()));
    let start = task.given.start.as_deref().or(task.start.as_deref());
    drawn(machine, given, start, until, lang)
}

/// The picture of a trace as a question shows it: no verdict, and states only as far as is said.
fn drawn(
    machine: &Arc<Machine>,
    trace: Trace,
    start: Option<&str>,
    states_until: Option<usize>,
    lang: Lang,
) -> String {
    if trace.steps.is_empty() {
        return String::new();
    }
    let Ok((resolved, prefix)) = machine.resolve(&trace, start) else { return String::new() };
    let shown = Shown {
        machine: Arc::clone(machine),
        given: trace.steps.len(),
        trace: Arc::new(trace),
        first: 0,
        verdict: Arc::new(machine.run(&resolved, &Task::default())),
        prefix,
        states_until,
        judged: false,
        told: false,
        names: None,
        lang,
    };
    format!("<figure>{}</figure>\n", Picture::of(shown.ladder().asked_about(), lang).svg())
}
