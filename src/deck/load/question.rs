//! One question: what can be said without the machine, and the hand-over to it.

use super::super::file::{ChoiceFile, Common, OptionFile, OrderFile, QuestionFile, TypeFile};
use super::super::model::{Body, ChoiceOption, Kind};
use super::super::outline::Node;
use super::{Loader, is_kebab};
use crate::diagnostic::did_you_mean;
use crate::machine::Machine;
use crate::text::{FNV_EMPTY, Text, fnv1a_on, normalise, same_answer};
use std::ops::Range;

/// Difficulty where the author says nothing: the middle.
const MIDDLE: u8 = 3;

/// A kind with the rules of the machine that its own trace uses.
pub(super) struct Made {
    pub kind: Kind,
    pub rules: Vec<String>,
}

/// A question as it was read.
pub(super) struct Read {
    pub id: String,
    pub tags: Vec<String>,
    pub was: Vec<String>,
    pub rules: Vec<String>,
    pub difficulty: u8,
    pub line: usize,
    pub print: u64,
    pub span: Range<u32>,
    pub body: Body,
}

impl From<Kind> for Made {
    fn from(kind: Kind) -> Made {
        Made { kind, rules: Vec::new() }
    }
}

impl Loader<'_> {
    /// A question; `None` where a fault keeps it from having a strict form (the fault is told).
    pub(super) fn question(&mut self, mut file: QuestionFile, node: &Node) -> Option<Read> {
        let common = file.common();
        let line = self.line(node.span.start);
        self.common(&common, node, line);
        self.blank_texts(node, None);
        let made = match file {
            QuestionFile::Flip(file) => Some(Kind::Flip { front: file.front, back: file.back }.into()),
            QuestionFile::Choice(file) => Some(self.choice(file, node).into()),
            QuestionFile::TrueFalse(file) => {
                Some(Kind::TrueFalse { statement: file.statement, is: file.is, because: file.because }.into())
            }
            QuestionFile::Cloze(file) => self.cloze(file, node).map(Made::from),
            QuestionFile::Type(file) => self.typed(file, node),
            QuestionFile::Value(file) => self.value(file, node),
            QuestionFile::Match(file) => Some(self.matching(file, node).into()),
            QuestionFile::Order(file) => Some(self.order(file, node).into()),
            QuestionFile::Build(file) => self.build_question(file, node),
            QuestionFile::States(file) => self.states_after(file, node),
            QuestionFile::Fault(file) => self.fault_in(file, node),
            QuestionFile::Next(file) => self.next_behind(file, node),
            QuestionFile::WhatIf(file) => self.what_if(file, node),
            QuestionFile::Generate(file) => self.generated(file, node),
        };
        let proves =
            common.proof.as_ref().map(|proof| self.proof(proof, node.field("proof"))).unwrap_or_default();
        let Made { kind, rules } = made?;
        let bytes = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let Common { id, explain, hint, image, difficulty, tags, cite, was, proof: _ } = common;
        let difficulty = difficulty.unwrap_or(MIDDLE);
        let body = Body { kind, explain, hint, image, cite, proves };
        let (span, text) = (node.span.clone(), self.text.get(node.span.clone()).unwrap_or_default());
        let span = bytes(span.start)..bytes(span.end);
        Some(Read { id, tags, was, rules, difficulty, line, print: fingerprint(text), span, body })
    }

    fn common(&mut self, common: &Common, node: &Node, line: usize) {
        self.id(&common.id, node);
        if let Some(first) = self.ids.insert(common.id.clone(), line) {
            self.error("deck::duplicate-id", node.field("id").caret(), |f| {
                f.with("id", common.id.as_str()).with("line", first)
            });
        }
        if let Some(difficulty) = common.difficulty.filter(|difficulty| !(1..=5).contains(difficulty)) {
            self.error("deck::difficulty", node.field("difficulty").caret(), |f| {
                f.with("found", usize::from(difficulty))
            });
        }
        for (index, was) in common.was.iter().enumerate() {
            let fits =
                was.split_once('/').is_some_and(|(deck, question)| is_kebab(deck) && is_kebab(question));
            if !fits {
                self.error("deck::bad-was", node.field("was").item(index).caret(), |f| {
                    f.with("found", was.as_str())
                });
            }
        }
    }

    fn choice(&mut self, file: ChoiceFile, node: &Node) -> Kind {
        let list = node.field("options");
        let option = |option| match option {
            OptionFile::Right(o) => ChoiceOption { text: o.text, because: o.because, right: true },
            OptionFile::Wrong(o) => ChoiceOption { text: o.text, because: o.because, right: false },
        };
        let options: Vec<ChoiceOption> = file.options.into_iter().map(option).collect();
        if options.len() < 2 {
            self.error("deck::too-few-options", node.key("options"), |f| f.with("count", options.len()));
        }
        if !options.iter().any(|option| option.right) {
            self.error("deck::no-right-option", node.key("options"), |f| f);
        }
        let texts: Vec<&Text> = options.iter().map(|option| &option.text).collect();
        self.duplicates("deck::duplicate-option", &texts, |index| list.item(index).field("text"));
        Kind::Choice { ask: file.ask, options }
    }

    fn order(&mut self, file: OrderFile, node: &Node) -> Kind {
        let list = node.field("items");
        if file.items.len() < 3 {
            self.error("deck::too-few-items", node.key("items"), |f| f.with("count", file.items.len()));
        }
        let texts: Vec<&Text> = file.items.iter().collect();
        self.duplicates("deck::duplicate-item", &texts, |index| list.item(index));
        Kind::Order { ask: file.ask, items: file.items }
    }

    /// Tells texts that read the same as an earlier one, in either language.
    pub(super) fn duplicates<'n>(
        &mut self,
        code: &'static str,
        texts: &[&Text],
        node: impl Fn(usize) -> &'n Node,
    ) {
        for (index, text) in texts.iter().enumerate() {
            let before = || texts.iter().take(index);
            let same = |a: &str, b: &str| !a.trim().is_empty() && a.trim() == b.trim();
            let key = if before().any(|other| same(&text.en, &other.en)) {
                "en"
            } else if before().any(|other| same(&text.zh, &other.zh)) {
                "zh"
            } else {
                continue;
            };
            let found = if key == "en" { &text.en } else { &text.zh };
            self.error(code, node(index).field(key).caret(), |f| f.with("found", found.as_str()));
        }
    }

    fn typed(&mut self, file: TypeFile, node: &Node) -> Option<Made> {
        let slips = node.field("slips");
        self.twice(&file.slips, slips);
        if file.accept.is_empty() && file.state.is_none() {
            self.error("deck::no-answer", node.caret(), |f| f);
        }
        let words = node.field("accept");
        for (index, word) in file.accept.iter().enumerate() {
            self.accepted(word, words.item(index).caret(), &file);
        }
        for (slip, _) in file.slips.0.iter().filter(|(slip, _)| normalise(slip).is_empty()) {
            self.error("deck::blank-word", slips.key(slip), |f| f);
        }
        let mut rules = Vec::new();
        let mut accept = Vec::new();
        if let Some(state) = &file.state {
            (accept, rules) = self.state_of(state, node.field("state"))?;
        }
        accept.extend(file.accept);
        Some(Made { kind: Kind::Type { ask: file.ask, accept, slips: file.slips.0 }, rules })
    }

    /// Checks a word that is accepted.
    fn accepted(&mut self, word: &str, at: Range<usize>, file: &TypeFile) {
        if normalise(word).is_empty() {
            self.error("deck::blank-word", at, |f| f);
        } else if file.slips.0.iter().any(|(slip, _)| same_answer(slip, word))
            || self.machine.as_ref().is_some_and(|machine| is_slip_of_state(machine, word, file))
        {
            let machine = self.machine.clone();
            let known = machine.iter().flat_map(|machine| &machine.states).map(|state| state.name.as_str());
            self.error("deck::accepts-slip", at, |f| f.with("found", word).suggest(word, known));
        }
    }
}

/// Whether a word is a known slip of a state's name, in a question that asks for a state. `OPEN` is a
/// slip of ESTABLISHED and still the right name of a call: so the question must ask for a state
/// anyway, or the word be so close to a state's name that nothing else can be meant.
fn is_slip_of_state(machine: &Machine, word: &str, file: &TypeFile) -> bool {
    let slip = machine.state(word).is_none() && machine.slip(word).is_some();
    let asks_for_state =
        file.state.is_some() || file.accept.iter().any(|other| machine.state(other).is_some());
    let names = machine.states.iter().map(|state| state.name.as_str());
    slip && (asks_for_state || did_you_mean(word, names).is_some())
}

/// FNV-1a, 64 bit, without carriage returns: the same on every platform and in every version.
pub(in crate::deck) fn fingerprint(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte != b'\r').fold(FNV_EMPTY, fnv1a_on)
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn fingerprints_are_fnv_1a() {
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(fingerprint("foo\r\nbar"), fingerprint("foo\nbar"));
    }
}
