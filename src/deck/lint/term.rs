//! `deck::term`: a Chinese word that `content/terms.ron` says not to use.
//!
//! One thing has one name: 报文段 is a segment and 数据包 is a packet of IP, and a text that mixes them
//! teaches that there is no difference. A question that quotes a wrong word to correct it is tagged
//! `quotes-slip` and left alone.

use super::{Context, Lint, texts};
use crate::deck::model::Deck;
use crate::deck::outline::Node;
use crate::deck::terms::{Term, Terms};
use crate::diagnostic::Finding;
use std::ops::Range;

pub(super) const LINT: Lint = Lint { code: "deck::term", check };

/// The tag of questions that quote wrong words.
const QUOTES: &str = "quotes-slip";

fn check(deck: &Deck, context: &Context<'_>) -> Vec<Finding> {
    let quotes = |tags: &[String]| tags.iter().any(|tag| tag == QUOTES);
    let mut findings = Vec::new();
    for (_, passage) in texts(deck).filter(|(question, _)| !question.is_some_and(|q| quotes(&q.tags))) {
        findings.extend(wrong_words(passage.zh, deck, context.terms));
    }
    findings
}

fn wrong_words(node: &Node, deck: &Deck, terms: &Terms) -> Vec<Finding> {
    let text = node.string(&deck.kept.text);
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
        let place = deck.place(node.inside(&deck.kept.text, range));
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
