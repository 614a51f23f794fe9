//! Questions and answers in words: what is asked, what was given, what is right.

use super::study_view::kind_words;
use crate::deck::{Deck, Kind, Match, Piece, Question, Response};
use crate::machine::{BuildTask, Machine};
use crate::text::{Lang, say, say_with};
use crate::wire::{Calls, End};

/// What a learner gave. Indices that the question has no more are left out: it may have been edited since.
pub(super) fn said_in_words(deck: &Deck, question: &Question, response: &Response, lang: Lang) -> String {
    match (response, &question.kind) {
        (Response::Flip { knew }, _) => {
            say(lang, if *knew { "said-known" } else { "said-unknown" }).into_owned()
        }
        (Response::Choice(picked), Kind::Choice { options, .. }) => {
            listed(picked.iter().filter_map(|at| options.get(*at)).map(|option| option.text.get(lang)), lang)
        }
        (Response::TrueFalse(said), _) => true_or_false(*said, lang),
        (Response::Type(text) | Response::Value(text) | Response::Next(text), _) => text.trim().to_owned(),
        (Response::Cloze(gaps), _) => {
            listed(gaps.iter().map(|gap| if gap.trim().is_empty() { "—" } else { gap.trim() }), lang)
        }
        (Response::Match(pairs), Kind::Match(asked)) => {
            wrong_pairs(asked, pairs, |at| pairs.get(at).copied().flatten(), lang)
        }
        (Response::Order(order), Kind::Order { items, .. }) => {
            arrows(order.iter().filter_map(|at| items.get(*at)).map(|item| item.get(lang)))
        }
        (Response::Build(lines), _) => lines.join("\n"),
        (Response::States(names), _) => {
            let ends = End::BOTH.into_iter().zip(names);
            listed_owned(ends.map(|(end, name)| end_state(deck, end, name, lang)), lang)
        }
        (Response::Fault { step, kind }, _) => fault(deck, *step, kind, lang),
        (Response::WhatIf(ids), Kind::WhatIf(what_if)) => {
            let named = what_if.properties().filter(|(_, property)| ids.contains(&property.id));
            what_ifs(named.map(|(_, property)| property.is.get(lang)), lang)
        }
        // It was a question of another kind then.
        (
            Response::Choice(_) | Response::Match(_) | Response::Order(_) | Response::WhatIf(_),
            Kind::Flip { .. }
            | Kind::Choice { .. }
            | Kind::TrueFalse { .. }
            | Kind::Type { .. }
            | Kind::Cloze(_)
            | Kind::Value(_)
            | Kind::Match(_)
            | Kind::Order { .. }
            | Kind::Build(_)
            | Kind::States(_)
            | Kind::Fault(_)
            | Kind::Next(_)
            | Kind::WhatIf(_)
            | Kind::Generate(_),
        ) => String::new(),
    }
}

/// What is right. Of pairs only those that were put together otherwise.
pub(super) fn right_in_words(
    deck: &Deck,
    question: &Question,
    response: Option<&Response>,
    lang: Lang,
) -> String {
    let machine = &*deck.machine;
    match &question.kind {
        Kind::Flip { back, .. } => back.get(lang).to_owned(),
        Kind::Choice { options, .. } => {
            listed(options.iter().filter(|option| option.right).map(|option| option.text.get(lang)), lang)
        }
        Kind::TrueFalse { is, .. } => true_or_false(*is, lang),
        Kind::Type { accept, .. } => accept.first().cloned().unwrap_or_default(),
        Kind::Cloze(cloze) => {
            let shown = cloze.gaps.iter().filter_map(|gap| gap.accept.first());
            listed(shown.map(|text| text.get(lang)), lang)
        }
        Kind::Value(value) => {
            let written = value.answer.to_string();
            let number = value.worth(&value.answer).map(|sum| sum.to_string());
            match number.filter(|number| *number != written) {
                Some(number) => format!("{written} = {number}"),
                None => written,
            }
        }
        Kind::Match(asked) => {
            let pairs = match response {
                Some(Response::Match(pairs)) => pairs.as_slice(),
                _ => &[],
            };
            wrong_pairs(asked, pairs, |at| asked.left.get(at).map(|(_, right, _)| *right), lang)
        }
        Kind::Order { items, .. } => arrows(items.iter().map(|item| item.get(lang))),
        Kind::Build(build) => build.answer.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        Kind::States(states) => {
            let ends = End::BOTH.map(|end| {
                let names = machine.states_in_words(&states.answer[end.index()], lang);
                end_state(deck, end, &names, lang)
            });
            listed_owned(ends.into_iter(), lang)
        }
        Kind::Fault(found) => fault(deck, found.step, &found.kind, lang),
        Kind::Next(next) => next.answer.to_string(),
        Kind::WhatIf(what_if) => {
            // Not sought here: that may take its time. A question that was judged has it.
            let happens = if what_if.is_explored() { what_if.happens() } else { Vec::new() };
            let named = what_if.properties().zip(happens).filter(|(_, happens)| *happens);
            what_ifs(named.map(|((_, property), _)| property.is.get(lang)), lang)
        }
        Kind::Generate(_) => String::new(),
    }
}

/// What is asked, as Markdown: the author's words, else those for the kind.
pub(super) fn asked_in_words(question: &Question, lang: Lang) -> String {
    match (question.ask(), &question.kind) {
        (Some(ask), _) => ask.get(lang).to_owned(),
        (None, Kind::States(states)) => say_with(lang, "ask-states", &[("step", states.after.into())]),
        (None, Kind::Fault(_)) => say(lang, "ask-fault").into_owned(),
        (None, Kind::Next(_)) => say(lang, "ask-next").into_owned(),
        (None, Kind::WhatIf(_)) => say(lang, "ask-what-if").into_owned(),
        (None, Kind::Cloze(_)) => say(lang, "ask-cloze").into_owned(),
        (None, Kind::Build(_)) => say(lang, "ask-build").into_owned(),
        (None, _) => String::new(),
    }
}

/// What is to be reached by building.
pub(super) fn goal_in_words(machine: &Machine, task: &BuildTask, lang: Lang) -> String {
    let ends = End::BOTH.into_iter().filter_map(|end| {
        let state = machine.state_name(task.goal[end.index()]?);
        Some(say_with(
            lang,
            "goal-end",
            &[("role", machine.role_name(end, lang).into()), ("state", state.into())],
        ))
    });
    let mut parts: Vec<String> = ends.collect();
    if task.quiet {
        parts.push(say(lang, "goal-quiet").into_owned());
    }
    if task.exactly {
        parts.push(say(lang, "goal-exactly").into_owned());
    }
    if task.given.calls == Calls::Explicit {
        parts.push(say(lang, "goal-calls").into_owned());
    }
    say_with(lang, "goal", &[("list", parts.join(&say(lang, "list-comma")).into())])
}

/// A question as a line of a list.
pub(super) fn in_list(question: &Question, asked: String, lang: Lang) -> String {
    let Kind::Cloze(cloze) = &question.kind else { return asked };
    let piece = |piece: &Piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Gap(_) => "____".to_owned(),
    };
    cloze.pieces(lang).iter().map(piece).collect()
}

fn true_or_false(is: bool, lang: Lang) -> String {
    say(lang, if is { "true" } else { "false" }).into_owned()
}

fn listed<'a>(parts: impl Iterator<Item = &'a str>, lang: Lang) -> String {
    listed_owned(parts.map(str::to_owned), lang)
}

fn listed_owned(parts: impl Iterator<Item = String>, lang: Lang) -> String {
    parts.collect::<Vec<_>>().join(&say(lang, "list-semicolon"))
}

fn arrows<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join(" → ")
}

fn end_state(deck: &Deck, end: End, state: &str, lang: Lang) -> String {
    let role = deck.machine.role_name(end, lang);
    say_with(lang, "goal-end", &[("role", role.into()), ("state", state.into())])
}

fn fault(deck: &Deck, step: usize, kind: &str, lang: Lang) -> String {
    let kind = kind_words(&deck.machine, kind, lang);
    say_with(lang, "said-fault", &[("step", step.into()), ("kind", kind.into())])
}

fn what_ifs<'a>(named: impl Iterator<Item = &'a str>, lang: Lang) -> String {
    let words = listed(named, lang);
    if words.is_empty() { say(lang, "whatif-none").into_owned() } else { words }
}

/// The pairs that were wrong, with what is to be named as belonging to each.
fn wrong_pairs(
    asked: &Match,
    pairs: &[Option<usize>],
    with: impl Fn(usize) -> Option<usize>,
    lang: Lang,
) -> String {
    let wrong = asked
        .left
        .iter()
        .enumerate()
        .filter(|(at, (_, right, _))| pairs.get(*at).copied().flatten() != Some(*right));
    let pair = |(at, (left, _, _)): (usize, &(crate::text::Text, usize, _))| {
        let right = with(at).and_then(|at| asked.right.get(at)).map_or("—", |text| text.get(lang));
        format!("{} → {right}", left.get(lang))
    };
    wrong.map(pair).collect::<Vec<_>>().join("\n")
}
