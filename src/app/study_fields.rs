//! Gaps, sums and pairs on the screen, and what is said of them.

use super::study::Study;
use super::study_view::{KindView, PairView, PieceView};
use crate::deck::{Cloze, Detail, Filled, Match, Piece, Summed, Value};
use crate::machine::Explanation;
use crate::text::{Lang, say, say_with};

impl Study {
    pub(super) fn cloze_view(&self, cloze: &Cloze, told: bool, lang: Lang) -> KindView {
        let filled: &[Filled] = match self.detail() {
            Some(Detail::Cloze(filled)) if told => filled,
            _ => &[],
        };
        let view = |piece: &Piece| match piece {
            Piece::Words(words) => PieceView::Words(words.clone()),
            Piece::Gap(index) => PieceView::Gap {
                index: *index,
                text: self.draft.gaps.get(*index).cloned().unwrap_or_default(),
                right: filled.get(*index).map(|gap| (gap.right, gap.answer.get(lang).to_owned())),
            },
        };
        KindView::Cloze(cloze.pieces(lang).iter().map(view).collect())
    }

    pub(super) fn value_view(&self, value: &Value, told: bool, lang: Lang) -> KindView {
        let typed = self.draft.text.trim();
        let sum = value.read(typed).and_then(|sum| value.worth(&sum)).map(|sum| sum.to_string());
        KindView::Value {
            text: self.draft.text.clone(),
            reads: sum.filter(|sum| sum != typed),
            unit: value.unit.as_ref().map(|unit| unit.get(lang).to_owned()),
            right: told.then_some(matches!(self.detail(), Some(Detail::Value(Summed::Right)))),
        }
    }

    pub(super) fn match_view(&self, asked: &Match, told: bool, lang: Lang) -> KindView {
        let left = asked.left.iter().enumerate().map(|(at, (text, right, because))| {
            let with = self.draft.pairs.get(at).copied().flatten();
            PairView {
                text: text.get(lang).to_owned(),
                with,
                right: told.then_some((with == Some(*right), *right)),
                because: because.as_ref().filter(|_| told).map(|text| text.get(lang).to_owned()),
            }
        });
        let right = self.shuffled(asked.right.len()).into_iter();
        KindView::Match {
            left: left.collect(),
            right: right.filter_map(|at| Some((at, asked.right.get(at)?.get(lang).to_owned()))).collect(),
        }
    }

    /// What there is to say about gaps.
    pub(super) fn told_cloze(&self, told: &mut Explanation, lang: Lang) {
        let Some(Detail::Cloze(filled)) = self.detail() else { return };
        for (at, gap) in filled.iter().enumerate().filter(|(_, gap)| !gap.right) {
            // What was written is shown beside the answer.
            if gap.said.trim().is_empty() {
                let args = [("gap", (at + 1).into()), ("answer", gap.answer.get(lang).into())];
                told.details.push(say_with(lang, "told-gap", &args));
            }
            told.details.extend(gap.slip.as_ref().map(|slip| slip.get(lang).to_owned()));
        }
    }

    /// What there is to say about a sum.
    pub(super) fn told_value(&self, value: &Value, told: &mut Explanation, lang: Lang) {
        let Some(Detail::Value(summed)) = self.detail() else { return };
        match summed {
            Summed::Right => {}
            Summed::Slip(text) => told.details.push(text.get(lang).to_owned()),
            Summed::Other(sum) => {
                let found = value.worth(sum).unwrap_or_else(|| sum.clone()).to_string();
                told.details.push(say_with(lang, "told-other-sum", &[("found", found.into())]));
            }
            Summed::TooLarge => told.details.push(say(lang, "told-too-large").into_owned()),
            Summed::NoSum => told.details.push(say(lang, "told-no-sum").into_owned()),
        }
    }
}
