//! `deck::longest-is-right`: in most Choice questions the right option is by far the longest.
//!
//! Authors put the conditions into the right option and leave the wrong ones short; learners notice that
//! before they notice the subject. One such question is harmless, so the lint speaks once a deck, when in
//! more than half of the questions with one right option (and in two at least) that option is longer than every
//! wrong one by more than 25 % and four columns, in English or in Chinese. What counts is what is seen: marks of
//! Markdown, addresses of links and comments take no room. Move conditions to `because`, or lengthen distractors.

use super::{Context, Lint, seen};
use crate::deck::model::{ChoiceOption, Deck, Kind, Question};
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;
use crate::text::Lang;

pub(super) const LINT: Lint = Lint { code: "deck::longest-is-right", check };

const LEAST: usize = 2;
/// Two Chinese characters, four letters: less is not noticed.
const NOTICED: usize = 4;

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let choices: Vec<(&Question, &[ChoiceOption], usize)> =
        deck.questions.iter().filter_map(only_right).collect();
    let telling = |lang: Lang| -> Vec<_> {
        choices.iter().filter(|(_, options, right)| is_longest(options, *right, lang)).collect()
    };
    let most =
        Lang::ALL.into_iter().map(|lang| (lang, telling(lang))).rev().max_by_key(|(_, list)| list.len());
    let Some((lang, telling)) = most else { return Vec::new() };
    let Some((question, _, right)) = telling.first() else { return Vec::new() };
    if telling.len() < LEAST || telling.len() * 2 <= choices.len() {
        return Vec::new();
    }
    let place = outline.place(outline.question(question).field("options").item(*right).caret());
    let finding =
        Finding::warning(LINT.code, place).with("count", telling.len()).with("total", choices.len());
    vec![finding.with("language", lang.code())]
}

/// A Choice with exactly one right option, and which one that is.
fn only_right(question: &Question) -> Option<(&Question, &[ChoiceOption], usize)> {
    let Kind::Choice { options, .. } = &question.kind else { return None };
    let mut right = options.iter().enumerate().filter(|(_, option)| option.right).map(|(index, _)| index);
    let first = right.next()?;
    right.next().is_none().then_some((question, options.as_slice(), first))
}

fn is_longest(options: &[ChoiceOption], right: usize, lang: Lang) -> bool {
    let width = |option: &ChoiceOption| seen::width(option.text.get(lang));
    let longest = options.iter().filter(|option| !option.right).map(width).max();
    let own = options.get(right).map_or(0, width);
    longest.is_some_and(|longest| own * 4 > longest * 5 && own >= longest + NOTICED)
}
