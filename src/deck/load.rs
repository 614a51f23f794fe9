//! From the text of a deck file to a [`Deck`], with every finding.
//!
//! This file reads the file and its head; `load/question.rs` reads a question, `load/trace.rs`,
//! `load/fault.rs` and `load/next.rs` ask the machine.

mod fault;
mod fields;
mod generate;
mod next;
mod question;
mod trace;
mod what_if;

use self::question::Read;
use super::file::{DeckFile, MachineFile, Pairs, QuestionFile};
use super::form::Form;
use super::model::{Body, Deck, Question};
use super::outline::{Node, Outline, Shape};
use super::parts::{self, Items, whole_or_parts};
use super::said::Said;
use super::source::{Source as Kept, Words};
use crate::diagnostic::{Finding, Place, Ron, Source, has_errors};
use crate::machine::{self, Machine, StateId};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub(super) use fault::kinds as kinds_of_fault;
pub(super) use question::fingerprint;
pub(super) use trace::fired;
pub(super) use what_if::MOST_STATES;

/// Reads a deck; `library` gives a machine by its id. The deck is `None` where any finding is an error.
/// Findings come in the order of the file.
pub fn load(
    file: &str,
    text: &str,
    library: &dyn Fn(&str) -> Option<Arc<Machine>>,
) -> (Option<Deck>, Vec<Finding>) {
    let ron = Ron::new(Source { file, text });
    let outline = Outline::of(file, text.to_owned());
    let take = |head: &mut DeckFile| std::mem::take(&mut head.questions);
    let (head, questions, findings): (_, Items<'_, QuestionFile>, _) =
        whole_or_parts(&ron, text, &outline.root, "questions", take);
    let others: RefCell<BTreeMap<String, Arc<Machine>>> = RefCell::default();
    let noting = |id: &str| {
        let machine = library(id)?;
        others.borrow_mut().insert(id.to_owned(), Arc::clone(&machine));
        Some(machine)
    };
    let mut loader = Loader { findings, ..Loader::new(file, text, &noting) };
    let head = head.inspect(|head| loader.head(head, &outline.root));
    let read: Vec<Read> =
        questions.into_iter().filter_map(|(question, node)| loader.question(question, &node)).collect();
    let Loader { machine, start, goal, mut findings, .. } = loader;
    findings.sort_by_key(|finding| (finding.place.line, finding.place.column));
    if has_errors(&findings) {
        return (None, findings);
    }
    let Some((head, machine)) = head.zip(machine) else { return (None, findings) };
    let others = others.into_inner().into_values().collect();
    let (file, words, own) = (file.to_owned(), Words::Here(text.into()), Some(Arc::clone(&machine)));
    let source = Arc::new(Kept { file, words, machine: own, start, goal, others });
    let said = Said::of(&outline, &head.id, &head.title);
    let deck = Deck {
        id: head.id,
        title: head.title,
        about: head.about,
        after: head.after,
        minutes: head.minutes,
        tags: head.tags,
        machine,
        start: source.start.clone(),
        goal,
        questions: with_source(read, &source),
        said,
        source,
        outline: Some(Box::new(outline)),
    };
    (Some(deck), findings)
}

/// The questions as a deck has them; equal lists are kept once.
fn with_source(read: Vec<Read>, source: &Arc<Kept>) -> Vec<Question> {
    let mut lists = Lists::default();
    let question = |Read { id, tags, was, rules, difficulty, line, print, span, body }: Read| Question {
        id,
        tags: lists.shared(tags),
        was: was.into(),
        rules: lists.shared(rules),
        difficulty,
        line,
        print,
        span,
        form: Form::of(body.kind.name()),
        shown: Form::of(body.kind.shown()),
        source: Some(Arc::clone(source)),
        body: OnceLock::from(Arc::new(body)),
    };
    read.into_iter().map(question).collect()
}

/// Equal lists, each once.
#[derive(Default)]
pub(super) struct Lists(BTreeSet<Arc<[String]>>);

impl Lists {
    /// The list that is equal to this one.
    pub fn shared(&mut self, list: Vec<String>) -> Arc<[String]> {
        if let Some(known) = self.0.get(list.as_slice()) {
            return Arc::clone(known);
        }
        let list: Arc<[String]> = list.into();
        self.0.insert(Arc::clone(&list));
        list
    }
}

/// What a question says, by its own text alone. What is wrong with it was told when the deck was loaded.
pub(super) fn body_of(source: &Kept, text: &str) -> Option<Body> {
    let question = Ron::new(Source { file: &source.file, text }).part::<QuestionFile>(0..text.len()).ok()?;
    let find = |id: &str| source.others.iter().find(|machine| machine.id == id).cloned();
    let (machine, start, goal) = (source.machine.clone(), source.start.clone(), source.goal);
    let mut loader = Loader { machine, start, goal, ..Loader::new(&source.file, text, &find) };
    Some(loader.question(question, &Node::parse(text, 0..text.len()))?.body)
}

struct Loader<'a> {
    file: &'a str,
    text: &'a str,
    library: &'a dyn Fn(&str) -> Option<Arc<Machine>>,
    /// `None` where the deck names no usable one: then only what needs no machine is checked.
    machine: Option<Arc<Machine>>,
    start: Option<String>,
    goal: [Option<StateId>; 2],
    /// Ids of the questions so far, with their lines.
    ids: BTreeMap<String, usize>,
    /// How far lines are counted: a byte, and its line.
    counted: (usize, usize),
    findings: Vec<Finding>,
}

impl<'a> Loader<'a> {
    fn new(file: &'a str, text: &'a str, library: &'a dyn Fn(&str) -> Option<Arc<Machine>>) -> Loader<'a> {
        Loader {
            file,
            text,
            library,
            machine: None,
            start: None,
            goal: [None; 2],
            ids: BTreeMap::new(),
            counted: (0, 1),
            findings: Vec::new(),
        }
    }
}

impl Loader<'_> {
    /// The line of a byte, from 1. Questions come one after another, so no line is counted twice.
    fn line(&mut self, at: usize) -> usize {
        let (from, line) = if self.counted.0 <= at { self.counted } else { (0, 1) };
        let between = self.text.as_bytes().get(from..at).unwrap_or_default();
        self.counted = (at, line + memchr::memchr_iter(b'\n', between).count());
        self.counted.1
    }

    fn head(&mut self, head: &DeckFile, root: &Node) {
        if head.format != 1 {
            self.error("deck::format", root.field("format").caret(), |f| {
                f.with("format", i64::from(head.format))
            });
        }
        self.id(&head.id, root);
        if let Some(stem) = stem(self.file).filter(|stem| *stem != head.id) {
            let finding = Finding::warning("deck::id-not-file", self.place(root.field("id").caret()));
            self.findings.push(finding.with("id", head.id.as_str()).with("stem", stem));
        }
        for kid in root.kids.iter().filter(|kid| kid.key.as_deref() != Some("questions")) {
            self.blank_texts(&kid.node, kid.key.as_deref());
        }
        if head.questions.is_empty() && root.field("questions").kids.is_empty() {
            let place = self.place(root.key("questions"));
            self.findings.push(Finding::warning("deck::no-questions", place));
        }
        let node = root.field("machine");
        let (start, goal) = match &head.machine {
            MachineFile::Use(file) => {
                self.machine = (self.library)(&file.id);
                if self.machine.is_none() {
                    self.error("deck::no-such-machine", node.field("id").caret(), |f| {
                        f.with("found", file.id.as_str())
                    });
                }
                (&file.start, &file.goal)
            }
            MachineFile::Embed(file) => {
                self.machine = self.embedded(&file.machine, node.field("machine"));
                (&file.start, &file.goal)
            }
        };
        self.start = start.clone();
        if let Some(name) = start {
            self.start_exists(name, node.field("start").caret());
        }
        self.goal = self.states(goal, node.field("goal"));
    }

    /// A machine that is written into the deck. It is loaded from a copy of the text with everything
    /// else blanked out, so that its findings have the places of the deck's file.
    fn embedded(&mut self, meant: &str, node: &Node) -> Option<Arc<Machine>> {
        let Shape::Text { inside, .. } = &node.shape else { return None };
        let written = self.text.get(inside.clone()).unwrap_or_default();
        if written != meant {
            self.error("deck::embed-escapes", node.caret(), |f| f);
            return None;
        }
        let blank = |part: Option<&str>| -> String {
            let bytes = part.unwrap_or_default().bytes();
            bytes.map(|b| if b == b'\n' { '\n' } else { ' ' }).collect()
        };
        let text = blank(self.text.get(..inside.start)) + written + &blank(self.text.get(inside.end..));
        let (machine, findings) = machine::load(self.file, &text);
        self.findings.extend(findings);
        machine.map(Arc::new)
    }

    /// Whether the machine knows this named start; told where not.
    fn start_exists(&mut self, name: &str, at: Range<usize>) -> bool {
        let Some(machine) = self.machine.clone() else { return false };
        let known = machine.starts.iter().map(|start| start.name.as_str());
        let found = known.clone().any(|start| start == name);
        if !found {
            self.error("deck::no-such-start", at, |f| f.with("found", name).suggest(name, known));
        }
        found
    }

    /// States by role.
    fn states(&mut self, pairs: &Pairs<String>, node: &Node) -> [Option<StateId>; 2] {
        let mut states = [None; 2];
        self.twice(pairs, node);
        let Some(machine) = self.machine.clone() else { return states };
        for (role, state) in &pairs.0 {
            let end = self.role(role, node.key(role));
            let state = self.state(&machine, state, node.field(role).caret());
            if let Some(end) = end {
                states[end.index()] = state;
            }
        }
        states
    }

    fn role(&mut self, role: &str, at: Range<usize>) -> Option<crate::wire::End> {
        let machine = self.machine.clone()?;
        let end = machine.end(role);
        if end.is_none() {
            let known = machine.roles.iter().map(|role| role.name.as_str());
            self.error("deck::no-such-role", at, |f| f.with("found", role).suggest(role, known));
        }
        end
    }

    fn state(&mut self, machine: &Machine, name: &str, at: Range<usize>) -> Option<StateId> {
        let state = machine.state(name);
        if state.is_none() {
            let known = machine.states.iter().map(|state| state.name.as_str());
            self.error("deck::no-such-state", at, |f| f.with("found", name).suggest(name, known));
        }
        state
    }

    /// Tells keys that a map has twice.
    fn twice<T>(&mut self, pairs: &Pairs<T>, node: &Node) {
        for (index, (key, _)) in pairs.0.iter().enumerate() {
            if pairs.0.iter().take(index).any(|(before, _)| before == key) {
                let at = node.kids.get(index).map_or_else(|| node.caret(), |kid| kid.key_span.clone());
                self.error("deck::duplicate-key", at, |f| f.with("key", key.as_str()));
            }
        }
    }

    /// Tells texts without words, in one language or both.
    fn blank_texts(&mut self, node: &Node, key: Option<&str>) {
        for (at, language) in parts::blank_texts(self.text, node, key) {
            self.error("deck::blank-text", at, |f| f.with("language", language));
        }
    }

    /// Tells an id that is not kebab-case.
    fn id(&mut self, id: &str, node: &Node) {
        if !is_kebab(id) {
            self.error("deck::bad-id", node.field("id").caret(), |f| f.with("found", id));
        }
    }

    fn error(&mut self, code: &'static str, at: Range<usize>, with: impl FnOnce(Finding) -> Finding) {
        let place = self.place(at);
        self.findings.push(with(Finding::error(code, place)));
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place::of(Source { file: self.file, text: self.text }, range)
    }
}

/// Whether a word is like `open-2-syn-ack`.
pub(crate) fn is_kebab(word: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    word.split('-').all(is_part)
}

/// The name of a file without folders and `.ron`; `None` where it is no such file (standard input).
pub(crate) fn stem(file: &str) -> Option<&str> {
    file.rsplit(['/', '\\']).next()?.strip_suffix(".ron")
}
