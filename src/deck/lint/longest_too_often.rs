//! `deck::longest-too-often`: whoever always takes the longest option is right too often for chance.
//!
//! `deck::longest-is-right` looks for options that are longer by far; here every letter counts, but only where
//! the whole deck speaks clearly: where guessing would find as many right ones in one deck of a hundred at most.
//! Questions whose two longest options are equally long are not counted. Lengths are those of what is seen, in
//! each language by itself.

use super::{Context, Lint, seen};
use crate::deck::model::{ChoiceOption, Deck, Kind, Question};
use crate::deck::outline::Outline;
use crate::diagnostic::Finding;
use crate::text::Lang;

pub(super) const LINT: Lint = Lint { code: "deck::longest-too-often", check };

/// Rarer than this is not taken for chance.
const RARE: f64 = 0.01;

/// A question with one longest option.
struct Trial<'a> {
    question: &'a Question,
    /// Which option is the longest.
    longest: usize,
    /// Whether it is right.
    right: bool,
    /// The chance that one taken blindly is right.
    chance: f64,
}

fn check(deck: &Deck, outline: &Outline, _: &Context<'_>) -> Vec<Finding> {
    let found = Lang::ALL.into_iter().filter_map(|lang| {
        let trials: Vec<Trial<'_>> =
            deck.questions.iter().filter_map(|question| trial(question, lang)).collect();
        let right = trials.iter().filter(|trial| trial.right).count();
        let chances: Vec<f64> = trials.iter().map(|trial| trial.chance).collect();
        (at_least(right, &chances) <= RARE).then_some((lang, trials, right))
    });
    let finding = |(lang, trials, right): (Lang, Vec<Trial<'_>>, usize)| {
        let first = trials.iter().find(|trial| trial.right)?;
        let options = outline.question(first.question).field("options");
        let place = outline.place(options.item(first.longest).field("text").field(lang.code()).caret());
        let expected = trials.iter().map(|trial| trial.chance).sum::<f64>();
        let finding = Finding::warning(LINT.code, place).with("language", lang.code()).with("count", right);
        Some(finding.with("total", trials.len()).with("expected", format!("{expected:.1}")))
    };
    found.filter_map(finding).take(1).collect()
}

fn trial(question: &Question, lang: Lang) -> Option<Trial<'_>> {
    let Kind::Choice { options, .. } = &question.kind else { return None };
    let width = |option: &ChoiceOption| seen::width(option.text.get(lang));
    let most = options.iter().map(width).max()?;
    let mut longest = options.iter().enumerate().filter(|(_, option)| width(option) == most);
    let (index, option) = longest.next()?;
    if longest.next().is_some() {
        return None;
    }
    let right = options.iter().filter(|option| option.right).count();
    let chance = right as f64 / options.len() as f64;
    Some(Trial { question, longest: index, right: option.right, chance })
}

/// The chance that at least so many of these trials succeed.
fn at_least(wanted: usize, chances: &[f64]) -> f64 {
    // How likely it is that exactly so many of the trials so far have succeeded.
    let mut exactly = vec![1.0];
    for chance in chances {
        let lost = exactly.iter().map(|part| part * (1.0 - chance)).chain([0.0]);
        let won = [0.0].into_iter().chain(exactly.iter().map(|part| part * chance));
        exactly = lost.zip(won).map(|(lost, won)| lost + won).collect();
    }
    exactly.iter().skip(wanted).sum()
}

#[cfg(test)]
mod tests {
    use super::at_least;

    #[test]
    fn chances_of_many_trials() {
        for (wanted, chances, chance) in [
            (0, [].as_slice(), 1.0),
            (1, &[], 0.0),
            (2, &[0.25, 0.25], 0.0625),
            (1, &[0.5, 0.5], 0.75),
            (2, &[1.0, 0.25, 0.5], 0.625),
        ] {
            assert!((at_least(wanted, chances) - chance).abs() < 1e-12, "{wanted} {chances:?}");
        }
    }
}
