//! What is written into fields or put together: Cloze, Value and Match.

use super::super::file::{ClozeFile, FieldOfFile, MatchFile, ValueFile};
use super::super::model::{Cloze, Gap, Kind, Match, Piece, Value};
use super::super::outline::Node;
use super::Loader;
use super::question::Made;
use crate::text::{Sum, Text, normalise, same_answer};
use crate::wire::{Step, Term};
use std::ops::Range;

impl Loader<'_> {
    /// A Cloze: every gap stands exactly once in each language and has an answer.
    pub(super) fn cloze(&mut self, file: ClozeFile, node: &Node) -> Option<Kind> {
        let text = [("en", &file.text.en), ("zh", &file.text.zh)].map(|(language, text)| {
            let pieces = pieces(text);
            let at = node.field("text");
            let at = at.get(language).unwrap_or(at).caret();
            // A plain text serves both languages and is looked at once.
            if language == "zh" && file.text.en == file.text.zh {
                return pieces;
            }
            for gap in 0..file.gaps.len() {
                let count = pieces.iter().filter(|piece| **piece == Piece::Gap(gap)).count();
                if count != 1 {
                    self.error("deck::cloze-gap", at.clone(), |f| {
                        f.with("gap", gap + 1).with("count", count)
                    });
                }
            }
            let beyond = pieces.iter().find_map(|piece| match piece {
                Piece::Gap(gap) if *gap >= file.gaps.len() => Some(*gap),
                Piece::Gap(_) | Piece::Words(_) => None,
            });
            if let Some(gap) = beyond {
                let count = file.gaps.len();
                self.error("deck::cloze-beyond", at, |f| f.with("gap", gap + 1).with("count", count));
            }
            pieces
        });
        let list = node.field("gaps");
        if file.gaps.is_empty() {
            self.error("deck::cloze-no-gap", node.key("gaps"), |f| f);
            return None;
        }
        let mut gaps = Vec::new();
        for (index, gap) in file.gaps.into_iter().enumerate() {
            let node = list.item(index);
            self.twice(&gap.slips, node.field("slips"));
            if gap.accept.is_empty() {
                self.error("deck::no-answer", node.key("accept"), |f| f);
            }
            let words = node.field("accept");
            for (at, word) in gap.accept.iter().enumerate() {
                let at = words.item(at);
                let blank = |text: &str| normalise(text).is_empty();
                let slip = |text: &str| gap.slips.0.iter().any(|(slip, _)| same_answer(slip, text));
                if blank(&word.en) || blank(&word.zh) {
                    self.error("deck::blank-word", at.caret(), |f| f);
                } else if slip(&word.en) || slip(&word.zh) {
                    self.error("deck::accepts-slip", at.caret(), |f| f.with("found", word.en.as_str()));
                }
            }
            gaps.push(Gap { accept: gap.accept, slips: gap.slips.0 });
        }
        Some(Kind::Cloze(Cloze { text, gaps }))
    }

    /// A Value: the author's sum, or a number of a segment that the machine allows and no other.
    pub(super) fn value(&mut self, file: ValueFile, node: &Node) -> Option<Made> {
        self.twice(&file.numbers, node.field("numbers"));
        self.twice(&file.slips, node.field("slips"));
        let wraps = file.segment.is_some();
        let (answer, rules) = match (&file.answer, &file.segment) {
            (Some(answer), None) => (self.sum(answer, node.field("answer").caret()), Vec::new()),
            (None, Some(segment)) => self.field_of(segment, node.field("segment"))?,
            (Some(_), Some(_)) | (None, None) => {
                self.error("deck::value-answer", node.caret(), |f| f);
                (None, Vec::new())
            }
        };
        let (numbers, list) = (file.numbers.0, node.field("slips"));
        let mut slips = Vec::new();
        for (written, text) in file.slips.0 {
            let Some(slip) = self.sum(&written, list.key(&written)) else { continue };
            if answer.as_ref().is_some_and(|answer| same(answer, &slip, &numbers)) {
                self.error("deck::accepts-slip", list.key(&written), |f| f.with("found", written.as_str()));
            }
            slips.push((slip, text));
        }
        let answer = answer?;
        let value = Value { ask: file.ask, answer, numbers, unit: file.unit, slips, wraps };
        Some(Made { kind: Kind::Value(value), rules })
    }

    fn sum(&mut self, written: &str, at: Range<usize>) -> Option<Sum> {
        let sum = Sum::parse(written);
        if sum.is_none() {
            self.error("deck::no-sum", at, |f| f.with("found", written));
        }
        sum
    }

    /// The number that a field of a legal segment has, if the machine allows no other there.
    fn field_of(&mut self, file: &FieldOfFile, node: &Node) -> Option<(Option<Sum>, Vec<String>)> {
        let ran = self.legal(&file.trace, file.start.as_ref(), node)?;
        let machine = self.machine.clone()?;
        let (count, at) = (ran.trace.steps.len(), node.field("step").caret());
        if !self.is_step(file.step, count, at) {
            return None;
        }
        let index = file.step.saturating_sub(1);
        let field = machine.field(&file.field);
        let Some(Step::Send { segment, .. }) = ran.trace.steps.get(index) else {
            self.error("deck::no-such-field", node.field("step").caret(), |f| {
                f.with("found", file.field.as_str())
            });
            return None;
        };
        let named = |name: &str| field.is_some() && machine.field(name) == field;
        let Some(term) = segment.fields.iter().find(|(name, _)| named(name)).map(|(_, term)| term.clone())
        else {
            let known = segment.fields.iter().map(|(name, _)| name.as_str());
            self.error("deck::no-such-field", node.field("field").caret(), |f| {
                f.with("found", file.field.as_str()).suggest(&file.field, known)
            });
            return None;
        };
        // The number is an answer only where the machine would take no other one.
        let mut steps = ran.trace.steps.clone();
        steps.truncate(file.step);
        if let Some(Step::Send { segment, .. }) = steps.get_mut(index) {
            for (_, value) in segment.fields.iter_mut().filter(|(name, _)| named(name)) {
                *value = Term { offset: value.offset.saturating_add(1), ..value.clone() };
            }
        }
        let start = self.start_of(file.start.as_ref(), node)?;
        let other = self.run(steps, node.field("trace"), start.as_deref())?;
        if other.fault().is_none() {
            self.error("deck::value-free", node.field("field").caret(), |f| {
                f.with("found", file.field.as_str())
            });
        }
        let rules = super::trace::fired(&machine, &ran.verdict, ran.skipped, file.step);
        Some((Sum::parse(&term.to_string()), rules))
    }

    /// A Match: two pairs or more; nothing stands twice on the left.
    pub(super) fn matching(&mut self, file: MatchFile, node: &Node) -> Kind {
        let list = node.field("pairs");
        if file.pairs.len() < 2 {
            self.error("deck::too-few-pairs", node.key("pairs"), |f| f.with("count", file.pairs.len()));
        }
        let lefts: Vec<&Text> = file.pairs.iter().map(|pair| &pair.left).collect();
        self.duplicates("deck::duplicate-item", &lefts, |index| list.item(index).field("left"));
        let extra = node.field("extra");
        let mut right: Vec<Text> = Vec::new();
        let mut left = Vec::new();
        for pair in file.pairs {
            let at = right.iter().position(|text| *text == pair.right).unwrap_or_else(|| {
                right.push(pair.right);
                right.len() - 1
            });
            left.push((pair.left, at, pair.because));
        }
        for (index, text) in file.extra.into_iter().enumerate() {
            if right
                .iter()
                .any(|known| known.en.trim() == text.en.trim() || known.zh.trim() == text.zh.trim())
            {
                self.error("deck::duplicate-item", extra.item(index).caret(), |f| {
                    f.with("found", text.en.as_str())
                });
            }
            right.push(text);
        }
        Kind::Match(Match { ask: file.ask, left, right })
    }
}

/// Whether two sums are the same for these numbers.
fn same(one: &Sum, other: &Sum, numbers: &[(String, i64)]) -> bool {
    match (one.with(numbers), other.with(numbers)) {
        (Some(one), Some(other)) => one.equals(&other),
        _ => one.equals(other),
    }
}

/// A text with its gaps: `{1}`, `{2}`, … Other brackets are words.
fn pieces(text: &str) -> Vec<Piece> {
    let (mut pieces, mut words, mut rest) = (Vec::new(), String::new(), text);
    while let Some((before, behind)) = rest.split_once('{') {
        words.push_str(before);
        let gap = behind.split_once('}').and_then(|(number, after)| {
            let number: usize = number.trim().parse().ok()?;
            Some((number.checked_sub(1)?, after))
        });
        match gap {
            Some((gap, after)) => {
                if !words.is_empty() {
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                }
                pieces.push(Piece::Gap(gap));
                rest = after;
            }
            None => {
                words.push('{');
                rest = behind;
            }
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    pieces
}
