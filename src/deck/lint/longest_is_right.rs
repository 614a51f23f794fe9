//! `deck::longest-is-right`: in most Choice questions the right option is by far the longest.
//!
//! Authors put the conditions into the right option and leave the wrong ones short; learners notice that
//! before they notice the subject. One such question is harmless, so the lint speaks once a deck, when in
//! more than half of the questions with one right option (and in two at least) that option is longer in
//! English than every wrong one by more than 25 %. Move conditions to `because`, or lengthen distractors.

use super::{Context, Lint};
use crate::deck::model::{ChoiceOption, Deck, Kind, Question};
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;

pub(super) const LINT: Lint = Lint { code: "deck::longest-is-right", check };

const LEAST: usize = 2;

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let choices: Vec<(&Question, &[ChoiceOption], usize)> =
        deck.questions.iter().filter_map(only_right).collect();
    let telling: Vec<_> = choices.iter().filter(|(_, options, right)| is_longest(options, *right)).collect();
    let Some((question, _, right)) = telling.first() else { return Vec::new() };
    if telling.len() < LEAST || telling.len() * 2 <= choices.len() {
        return Vec::new();
    }
    let place = outline.place(outline.question(question).field("options").item(*right).caret());
    vec![Finding::warning(LINT.code, place).with("count", telling.len()).with("total", choices.len())]
}

/// A Choice with exactly one right option, and which one that is.
fn only_right(question: &Question) -> Option<(&Question, &[ChoiceOption], usize)> {
    let Kind::Choice { options, .. } = &question.kind else { return None };
    let mut right = options.iter().enumerate().filter(|(_, option)| option.right).map(|(index, _)| index);
    let first = right.next()?;
    right.next().is_none().then_some((question, options.as_slice(), first))
}

fn is_longest(options: &[ChoiceOption], right: usize) -> bool {
    let length = |option: &ChoiceOption| option.text.en.chars().count();
    let longest = options.iter().filter(|option| !option.right).map(length).max();
    let own = options.get(right).map_or(0, length);
    longest.is_some_and(|longest| own * 4 > longest * 5)
}
