//! The key to a printed paper: what is right, why, and where it is written.

use super::body::letter;
use super::markdown::{blocks, escape, line};
use crate::app::answer_words::right_in_words;
use crate::app::citation::cite;
use crate::deck::{Kind, Match};
use crate::exam::Asked;
use crate::text::{Lang, Text, say};

/// The right answer to a question, with why and source.
pub(super) fn key(asked: &Asked, lang: Lang) -> String {
    let mut html = format!("<div class=\"right\">{}</div>\n", right(asked, lang));
    html += &reasons(asked, lang);
    if let Some(why) = &asked.question.explain {
        html += &format!("<div class=\"why\">{}</div>\n", blocks(why.get(lang)));
    }
    let cites: Vec<String> = asked.question.cite.iter().map(|text| source(text, lang)).collect();
    if !cites.is_empty() {
        html += &format!("<p class=\"source\">{}</p>\n", cites.join(", "));
    }
    html
}

fn source(text: &str, lang: Lang) -> String {
    let cite = cite(text, lang);
    match cite.url {
        Some(url) => format!("<a href=\"{}\">{}</a>", escape(&url), escape(&cite.text)),
        None => escape(&cite.text),
    }
}

/// What is right, with the letters of the paper.
fn right(asked: &Asked, lang: Lang) -> String {
    let shown = |at: usize| asked.order.iter().position(|place| *place == at).map(letter);
    let gap = say(lang, "list-comma");
    match &asked.question.kind {
        Kind::Choice { options, .. } => {
            let right = asked.order.iter().filter_map(|at| Some((*at, options.get(*at)?)));
            let right = right.filter(|(_, option)| option.right);
            let named = |(at, option): (usize, &crate::deck::ChoiceOption)| {
                Some(named(&shown(at)?, &option.text, lang))
            };
            right.filter_map(named).collect::<Vec<_>>().join("<br>\n")
        }
        Kind::Order { items, .. } => {
            let letters: Vec<String> = (0..items.len()).filter_map(shown).collect();
            format!("<b>{}</b>", letters.join(" → "))
        }
        Kind::Match(pairs) => matched(pairs, shown).join(&gap),
        Kind::WhatIf(what_if) => {
            // What can happen is found now, if nobody has asked before.
            let happens = what_if.happens();
            let cases = what_if.properties().zip(happens).enumerate().filter(|(_, (_, happens))| *happens);
            let named = |(at, ((_, property), _)): (usize, ((_, &crate::machine::Property), bool))| {
                Some(named(&shown(at)?, &property.is, lang))
            };
            let named: Vec<String> = cases.filter_map(named).collect();
            match named.is_empty() {
                true => {
                    let word = if asked.order.len() > 1 { "whatif-none" } else { "whatif-never" };
                    format!("<b>{}</b> {}", letter(asked.order.len()), escape(&say(lang, word)))
                }
                false => named.join("<br>\n"),
            }
        }
        Kind::Build(_) | Kind::Next(_) => {
            let steps = right_in_words(&asked.deck, &asked.question, None, lang);
            let other = match asked.question.kind {
                Kind::Build(_) => format!("<p class=\"hint\">{}</p>", escape(&say(lang, "paper-any-legal"))),
                _ => String::new(),
            };
            format!("<pre>{}</pre>{other}", escape(&steps))
        }
        Kind::Cloze(_)
        | Kind::Flip { .. }
        | Kind::TrueFalse { .. }
        | Kind::Type { .. }
        | Kind::Value(_)
        | Kind::States(_)
        | Kind::Fault(_)
        | Kind::Generate(_) => line(&right_in_words(&asked.deck, &asked.question, None, lang)),
    }
}

fn named(letter: &str, text: &Text, lang: Lang) -> String {
    format!("<b>{letter}</b> {}", line(text.get(lang)))
}

fn matched(pairs: &Match, shown: impl Fn(usize) -> Option<String>) -> Vec<String> {
    let pair = |(at, (_, right, _)): (usize, &(Text, usize, Option<Text>))| {
        Some(format!("{} – <b>{}</b>", at + 1, shown(*right)?))
    };
    pairs.left.iter().enumerate().filter_map(pair).collect()
}

/// Why each option or pair is right or wrong, where the author says so.
fn reasons(asked: &Asked, lang: Lang) -> String {
    let item =
        |(letter, text): (String, &Text)| format!("<li><b>{letter}</b> {}</li>\n", line(text.get(lang)));
    let items: String = match &asked.question.kind {
        Kind::Choice { options, .. } => {
            let options =
                asked.order.iter().enumerate().filter_map(|(at, place)| Some((at, options.get(*place)?)));
            let said = options.filter_map(|(at, option)| Some((letter(at), option.because.as_ref()?)));
            said.map(item).collect()
        }
        Kind::Match(pairs) => {
            let said = pairs.left.iter().enumerate();
            let said =
                said.filter_map(|(at, (_, _, because))| Some(((at + 1).to_string(), because.as_ref()?)));
            said.map(item).collect()
        }
        Kind::TrueFalse { because, .. } => return blocks(because.get(lang)),
        _ => String::new(),
    };
    if items.is_empty() { items } else { format!("<ul class=\"letters\">\n{items}</ul>\n") }
}
