//! What was typed beside what is right, letter by letter.

use super::study::Study;
use crate::deck::{Cloze, Detail, Summed, Typed, Value};
use crate::text::{Lang, Stretch, difference, normalise, say_with};

/// A typed answer and the nearest right one, laid beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceView {
    /// Which gap it stood in.
    pub name: Option<String>,
    /// What was typed; what is too much of it is marked.
    pub said: Vec<(String, bool)>,
    /// What is right; what was missing of it is marked.
    pub wanted: Vec<(String, bool)>,
    /// What else there is to say about what is right: its number, its unit.
    pub rest: String,
    /// The difference in words; nothing where the two have little in common.
    pub words: Vec<String>,
}

impl DifferenceView {
    fn new(said: &str, wanted: &str, lang: Lang) -> DifferenceView {
        let stretches = difference(said, wanted);
        let marked = |stretches: Vec<Stretch>| -> Vec<(String, bool)> {
            let kept = stretches.into_iter().filter_map(|stretch| match stretch {
                Stretch::Same(text) => Some((text, false)),
                Stretch::Extra(text) => Some((text, true)),
                Stretch::Missing(_) => None,
            });
            kept.collect()
        };
        let words = in_words(&stretches, lang);
        let wanted = marked(difference(wanted, said));
        DifferenceView { name: None, said: marked(stretches), wanted, rest: String::new(), words }
    }
}

/// What would have to be changed.
fn in_words(stretches: &[Stretch], lang: Lang) -> Vec<String> {
    if !stretches.iter().any(|stretch| matches!(stretch, Stretch::Same(_))) {
        return Vec::new();
    }
    let mut words = Vec::new();
    let mut rest = stretches.iter().peekable();
    while let Some(stretch) = rest.next() {
        match (stretch, rest.peek()) {
            (Stretch::Extra(extra), Some(Stretch::Missing(missing))) => {
                let args = [("extra", extra.trim().into()), ("missing", missing.trim().into())];
                words.push(say_with(lang, "differs-instead", &args));
                rest.next();
            }
            (Stretch::Extra(extra), _) => {
                words.push(say_with(lang, "differs-extra", &[("extra", extra.trim().into())]));
            }
            (Stretch::Missing(missing), _) => {
                words.push(say_with(lang, "differs-missing", &[("missing", missing.trim().into())]));
            }
            (Stretch::Same(_), _) => {}
        }
    }
    words
}

impl Study {
    /// What was typed and is not right, each beside what is.
    pub(super) fn differences(&self, lang: Lang) -> Vec<DifferenceView> {
        match self.detail() {
            Some(Detail::Type(Typed::Slip { answer, .. } | Typed::Wrong { nearest: answer })) => {
                vec![DifferenceView::new(&self.draft.text, answer, lang)]
            }
            Some(Detail::Cloze(filled)) => {
                let wrong = filled.iter().enumerate().filter(|(_, gap)| !gap.right);
                let typed = wrong.filter(|(_, gap)| !gap.said.trim().is_empty());
                let view = |(at, gap): (usize, &crate::deck::Filled)| DifferenceView {
                    name: Some(say_with(lang, "gap-name", &[("gap", (at + 1).into())])),
                    ..DifferenceView::new(&gap.said, self.nearest_in_gap(at, &gap.said, lang), lang)
                };
                typed.map(view).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Of what may stand in a gap what is nearest to what does.
    fn nearest_in_gap(&self, at: usize, said: &str, lang: Lang) -> &str {
        let Some(crate::deck::Kind::Cloze(Cloze { gaps, .. })) = self.question().map(|q| &q.kind) else {
            return "";
        };
        let accepted = gaps.get(at).map(|gap| gap.accept.as_slice()).unwrap_or_default();
        let (said, first) = (normalise(said), accepted.first().map_or("", |text| text.get(lang)));
        let all = accepted.iter().flat_map(|text| [text.get(lang), &text.en, &text.zh]);
        let far = |text: &&str| strsim::damerau_levenshtein(&normalise(text), &said);
        // Where none is near, the one that the author shows.
        let nearest = all.min_by_key(far).filter(|text| far(text) * 2 <= text.chars().count());
        nearest.unwrap_or(first)
    }

    /// A sum beside the right one, in that of its forms that is nearer.
    pub(super) fn value_difference(&self, value: &Value, lang: Lang) -> Option<DifferenceView> {
        if matches!(self.detail()?, Detail::Value(Summed::Right)) {
            return None;
        }
        let said = self.draft.text.trim();
        let written = value.answer.to_string();
        let number = value.worth(&value.answer).map(|sum| sum.to_string()).filter(|sum| *sum != written);
        let far = |form: &str| strsim::damerau_levenshtein(form, said);
        let near = number.as_deref().filter(|number| far(number) < far(&written)).unwrap_or(&written);
        let other = number.iter().chain([&written]).find(|form| *form != near);
        let mut rest = other.map_or_else(String::new, |other| format!(" = {other}"));
        if let Some(unit) = &value.unit {
            rest.push(' ');
            rest.push_str(unit.get(lang));
        }
        Some(DifferenceView { rest, ..DifferenceView::new(said, near, lang) })
    }
}
