//! A trace of the Lab as a question of a deck.
//!
//! Whether it makes a question of a kind is for the deck's own loader to say: it reads the question as it
//! would in a file, and what it finds wrong is shown.

use crate::app::App;
use crate::app::save::port::NewFile;
use crate::deck;
use crate::diagnostic::Level;
use crate::machine::{Machine, StateId};
use crate::text::{Lang, say, say_with};
use crate::wire::{Calls, End, Step, Trace};
use std::fmt::Write;
use std::sync::Arc;

/// The kinds of question that a trace can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Build what comes behind the point that is looked at.
    Build,
    /// Name the states.
    States,
    /// Find the fault.
    Fault,
    /// The next segment.
    Next,
}

impl Ask {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Ask; 4] = [Ask::Build, Ask::States, Ask::Fault, Ask::Next];

    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Ask::Build => "kind-build",
            Ask::States => "kind-states",
            Ask::Fault => "kind-fault",
            Ask::Next => "kind-next",
        }
    }
}

/// A question made from a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    /// Its kind.
    pub kind: Ask,
    /// The text, to be put into a deck.
    pub ron: String,
    /// Why it is not one, in words; empty where it is.
    pub problems: Vec<String>,
    /// What remains to be done with it.
    pub help: String,
    /// A deck of its own with nothing else in it.
    pub file: NewFile,
}

/// What a question is made from.
pub struct Made<'a> {
    /// The machine.
    pub machine: &'a Arc<Machine>,
    /// The trace.
    pub trace: &'a Trace,
    /// How many steps lie behind the point that is looked at, where it is not the end.
    pub look: Option<usize>,
    /// The states at the end.
    pub goal: [Option<StateId>; 2],
    /// The number of the deck that it would become.
    pub number: usize,
}

/// Makes the question.
pub fn question(kind: Ask, made: &Made<'_>, lang: Lang) -> QuestionView {
    let machine = made.machine;
    let ron = write(kind, machine, made.trace, made.look, made.goal);
    let [en, zh] = Lang::ALL.map(|lang| {
        let args = [("title", machine.title.get(lang).into()), ("number", made.number.into())];
        quoted(&say_with(lang, "lab-deck-title", &args))
    });
    let (id, uses) = (deck_id(made.number), quoted(&machine.id));
    let indented: String = ron.lines().map(|line| format!("        {line}\n")).collect();
    let deck = format!(
        "(\n    format: 1,\n    id: \"{id}\",\n    title: (en: {en}, zh: {zh}),\n    \
         machine: Use(id: {uses}),\n    questions: [\n{indented}    ],\n)\n"
    );
    let find = |id: &str| (id == machine.id).then(|| machine.clone());
    let (_, findings) = deck::load("lab", &deck, &find);
    let errors = findings.iter().filter(|finding| finding.level == Level::Error);
    let problems = errors.map(|finding| finding.message(lang)).collect();
    let help = say_with(lang, "lab-question-help", &[("machine", machine.id.as_str().into())]);
    QuestionView { kind, problems, ron, help, file: NewFile::new(format!("{id}.ron"), deck) }
}

fn deck_id(number: usize) -> String {
    ["lab", &number.to_string()].join("-")
}

impl App {
    /// The number of the next deck that is made from a question of the Lab.
    pub(super) fn next_deck(&self) -> usize {
        let taken = |number: &usize| {
            let id = deck_id(*number);
            self.library.deck(&id).is_some() || self.library.decks.iter().any(|deck| deck.file.contains(&id))
        };
        (1..).find(|number| !taken(number)).unwrap_or(1)
    }

    /// The question as a deck of its own, where it is one.
    pub(super) fn question_file(&self) -> Option<NewFile> {
        let question = self.lab_view().question?;
        question.problems.is_empty().then_some(question.file)
    }
}

fn write(
    kind: Ask,
    machine: &Machine,
    trace: &Trace,
    look: Option<usize>,
    goal: [Option<StateId>; 2],
) -> String {
    let count = trace.steps.len();
    let at = look.unwrap_or(if kind == Ask::Build { 0 } else { count }).min(count);
    let (given, rest) = trace.steps.split_at(at);
    let mut out = String::new();
    let name = match kind {
        Ask::Build => "Build",
        Ask::States => "States",
        Ask::Fault => "Fault",
        Ask::Next => "Next",
    };
    put(&mut out, &format!("{name}(\n    id: \"my-question\","));
    if kind == Ask::Build {
        let [en, zh] = Lang::ALL.map(|lang| quoted(&say(lang, "ask-build")));
        put(&mut out, &format!("    ask: (en: {en}, zh: {zh}),"));
    }
    if let Some(start) = &trace.start {
        put(&mut out, &format!("    start: {},", quoted(start)));
    }
    match kind {
        Ask::Build => build(&mut out, machine, trace.calls, given, rest, goal),
        Ask::States => {
            put(&mut out, &lines("trace", &trace.steps));
            put(&mut out, &format!("    after: {at},"));
        }
        Ask::Fault => put(&mut out, &lines("trace", &trace.steps)),
        Ask::Next => put(&mut out, &lines("trace", given)),
    }
    put(&mut out, "),");
    out
}

fn build(
    out: &mut String,
    machine: &Machine,
    calls: Calls,
    given: &[Step],
    answer: &[Step],
    goal: [Option<StateId>; 2],
) {
    if calls == Calls::Explicit {
        put(out, "    calls: Explicit,");
    }
    if !given.is_empty() {
        put(out, &lines("given", given));
    }
    let goals = End::BOTH.into_iter().filter_map(|end| {
        let state = machine.state_name(goal[end.index()]?);
        Some(format!("{}: {}", quoted(machine.role(end)), quoted(state)))
    });
    put(out, &format!("    goal: {{{}}},", goals.collect::<Vec<_>>().join(", ")));
    put(out, &lines("answer", answer));
}

/// A list of steps, a line each.
fn lines(name: &str, steps: &[Step]) -> String {
    let steps = steps.iter().map(|step| format!("        {},\n", quoted(&step.to_string())));
    format!("    {name}: [\n{}    ],", steps.collect::<String>())
}

fn put(out: &mut String, line: &str) {
    // Writing into a string does not fail.
    let _ = writeln!(out, "{line}");
}

/// A text as RON writes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
