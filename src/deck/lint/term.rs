//! `deck::term`: a Chinese word that `content/terms.ron` says not to use.
//!
//! One thing has one name: 报文段 is a segment and 数据包 is a packet of IP, and a text that mixes them
//! teaches that there is no difference. A question that quotes a wrong word to correct it is tagged
//! `quotes-slip` and left alone.

use super::{Context, Lint, texts};
use crate::deck::model::Deck;
use crate::deck::outline::{Node, Outline};
use crate::deck::terms::{Term, Terms};
use crate::diagnostic::Finding;
use std::ops::Range;

pub(super) const LINT: Lint = Lint { code: "deck::term", check };

/// The tag of questions that quote wrong words.
const QUOTES: &str = "quotes-slip";

fn check(deck: &Deck, outline: &Outline, context: &Context<'_>) -> Vec<Finding> {
    let quotes = |tags: &[String]| tags.iter().any(|tag| tag == QUOTES);
    let wrong = context.terms.terms.iter().flat_map(|term| &term.not);
    let mut wrong: Vec<(char, &str)> =
        wrong.filter_map(|word| Some((word.chars().next()?, word.as_str()))).collect();
    wrong.sort_unstable();
    let mut findings = Vec::new();
    for (_, passage) in
        texts(deck, outline).filter(|(question, _)| !question.is_some_and(|q| quotes(&q.tags)))
    {
        if has_any(&passage.zh.string(&outline.text), &wrong) {
            findings.extend(wrong_words(passage.zh, outline, context.terms));
        }
    }
    findings
}

/// Whether any of the words stands in a text. They are sorted by their first characters.
fn has_any(text: &str, words: &[(char, &str)]) -> bool {
    text.char_indices().any(|(at, c)| {
        let from = words.partition_point(|(first, _)| *first < c);
        let rest = text.get(at..).unwrap_or_default();
        words.iter().skip(from).take_while(|(first, _)| *first == c).any(|(_, word)| rest.starts_with(word))
    })
}

fn wrong_words(node: &Node, outline: &Outline, terms: &Terms) -> Vec<Finding> {
    let text = node.string(&outline.text);
    let at = |word: &str| -> Vec<Range<usize>> {
        text.match_indices(word).map(|(at, found)| at..at + found.len()).collect()
    };
    let right: Vec<Range<usize>> = terms.terms.iter().flat_map(|term| at(name(term))).collect();
    let mut wrong: Vec<(Range<usize>, &str, &Term)> = Vec::new();
    for term in &terms.terms {
        for word in &term.not {
            wrong.extend(at(word).into_iter().map(|range| (range, word.as_str(), term)));
        }
    }
    // A wrong word can be part of a longer wrong word, or of a right one; the longest counts.
    wrong.retain(|(range, ..)| !right.iter().any(|r| r.start <= range.start && range.end <= r.end));
    wrong.sort_by_key(|(range, ..)| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    wrong.retain(|(range, ..)| {
        let behind = range.start >= end;
        end = end.max(range.end);
        behind
    });
    let finding = |(range, word, term): (Range<usize>, &str, &Term)| {
        let place = outline.place(node.inside(&outline.text, range));
        Finding::warning(LINT.code, place)
            .with("found", word)
            .with("term", name(term))
            .with("en", term.en.as_str())
    };
    wrong.into_iter().map(finding).collect()
}

/// The term without its abbreviation in brackets.
fn name(term: &Term) -> &str {
    term.zh.split('（').next().map_or(term.zh.as_str(), str::trim)
}
