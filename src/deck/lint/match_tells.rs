//! `deck::match-tells`: in a Match both sides of most pairs share a word that no other pair has.
//!
//! “FIN-WAIT-2” beside “waits in FIN-WAIT-2 for …” is matched by the eye, and nothing needs to be known. It is told
//! where a whole left side stands within its right side alone (or the other way round) in half of the pairs or more.

use super::{Context, Lint, seen};
use crate::deck::model::{Deck, Kind, Match};
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;
use crate::text::{Lang, Text};

pub(super) const LINT: Lint = Lint { code: "deck::match-tells", check };

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for question in &deck.questions {
        let Kind::Match(asked) = &question.kind else { continue };
        for lang in Lang::ALL {
            let telling = telling(asked, lang);
            if let Some(first) = telling.first().filter(|_| telling.len() * 2 >= asked.left.len()) {
                let place = outline
                    .place(outline.question(question).field("pairs").item(*first).field("right").caret());
                findings.push(Finding::warning(LINT.code, place).with("count", telling.len()));
                break;
            }
        }
    }
    findings
}

/// The pairs that can be matched by the eye.
fn telling(asked: &Match, lang: Lang) -> Vec<usize> {
    let folded = |text: &Text| seen::folded(text.get(lang));
    let rights: Vec<String> = asked.right.iter().map(folded).collect();
    let holds = |one: &str, other: &str| {
        !one.is_empty() && !other.is_empty() && (one.contains(other) || other.contains(one))
    };
    let tells = |(left, right, _): &(Text, usize, Option<Text>)| {
        let left = folded(left);
        let fitting = rights.iter().enumerate().filter(|(_, text)| holds(text, &left));
        fitting.map(|(at, _)| at).eq([*right])
    };
    asked.left.iter().enumerate().filter(|(_, pair)| tells(pair)).map(|(at, _)| at).collect()
}
