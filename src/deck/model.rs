//! A deck in its strict form: everything the machine can verify is verified.

use super::again::Elsewhere;
use super::form::Form;
use super::outline::Outline;
use super::said::{Folded, Said};
use super::source::{Source, Words};
use super::what_if::WhatIf;
use crate::machine::{BuildTask, Drawable, Machine, StateId, Verdict};
use crate::text::{Lang, Sum, Text};
use crate::wire::{Step, Trace};
use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::sync::{Arc, LazyLock, OnceLock};

/// A question set.
#[derive(Clone, Debug)]
pub struct Deck {
    /// Its id, the same as the file's name without `.ron`.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What one can do after it.
    pub about: Option<Text>,
    /// Ids of decks to study before.
    pub after: Vec<String>,
    /// How long it takes, where the author says so.
    pub minutes: Option<u32>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The machine that answers and verifies.
    pub machine: Arc<Machine>,
    /// The machine's named start where a question names none.
    pub start: Option<String>,
    /// The goal of a Build question that names none; `None` for an end whose state does not matter.
    pub goal: [Option<StateId>; 2],
    /// The questions in the order of the file.
    pub questions: Vec<Question>,
    /// What they say, as it is searched.
    pub said: Said,
    pub(super) source: Arc<Source>,
    /// Where everything stands in the file, until the deck is shelved.
    pub(super) outline: Option<Box<Outline>>,
}

impl Deck {
    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The name of a question for ever: `deck-id/question-id`.
    pub fn full_name(&self, question: &Question) -> String {
        format!("{}/{}", self.id, question.id)
    }

    /// Lets go of where everything stands in the text, which lints need; with `bodies` also of what the questions
    /// say, until it is wanted. All of it can be made again from the text.
    pub fn shelve(&mut self, bodies: bool) {
        self.outline = None;
        self.questions.shrink_to_fit();
        for question in self.questions.iter_mut().filter(|question| bodies && question.source.is_some()) {
            question.body = OnceLock::new();
        }
    }

    /// What is searched, and the text, are read from there from now on.
    pub(super) fn put_away(&mut self, said: Elsewhere, words: Words) {
        self.said.text = Folded::Elsewhere(said);
        let source = Source { words, ..(*self.source).clone() };
        self.source = Arc::new(source);
        for question in self.questions.iter_mut().filter(|question| question.source.is_some()) {
            question.source = Some(Arc::clone(&self.source));
        }
    }

    /// Where everything stands in the file, so that lints can point into it.
    pub(super) fn outline(&self) -> Cow<'_, Outline> {
        match &self.outline {
            Some(outline) => Cow::Borrowed(&**outline),
            None => Cow::Owned(Outline::of(&self.source.file, self.source.words.whole())),
        }
    }
}

/// One question: how it is found and how it stands to others, and (by dereference) its [`Body`].
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id, unique in the deck; it never changes.
    pub id: String,
    /// Its tags.
    pub tags: Arc<[String]>,
    /// Full names that it had before.
    pub was: Box<[String]>,
    /// Ids of the machine's rules that its answer rests on (of the trace of States and Fault, the answer of
    /// Build and Next, the state of Type), each once; empty where the machine does not answer.
    pub rules: Arc<[String]>,
    /// 1 (easy) to 5 (hard); 3 where the author says nothing.
    pub difficulty: u8,
    /// Its line in the file, from 1.
    pub line: usize,
    /// [`Question::fingerprint`]; 0 of what no file has.
    pub(super) print: u64,
    /// Its bytes in the file.
    pub(super) span: Range<u32>,
    pub(super) form: Form,
    /// The kind of what the machine draws for it, the same as `form` where nothing is drawn.
    pub(super) shown: Form,
    /// `None` for what no file has: then the body is there.
    pub(super) source: Option<Arc<Source>>,
    pub(super) body: OnceLock<Arc<Body>>,
}

/// What a question says. Made from the text of its deck when it is first wanted.
#[derive(Clone, Debug)]
pub struct Body {
    /// What is asked and what is right.
    pub kind: Kind,
    /// Why, shown after the answer.
    pub explain: Option<Text>,
    /// A help that gives nothing away.
    pub hint: Option<Text>,
    /// Path of a picture beside the deck.
    pub image: Option<String>,
    /// Where the standard says so.
    pub cite: Vec<String>,
    /// Ids of the rules that its proof uses, each once.
    pub proves: Vec<String>,
}

impl Deref for Question {
    type Target = Body;

    fn deref(&self) -> &Body {
        self.body().unwrap_or(&BLANK)
    }
}

/// For a text that is gone, or another one by now: content that is being read anew has the question as it is.
static BLANK: LazyLock<Body> = LazyLock::new(|| {
    let kind = Kind::Flip { front: Text::default(), back: Text::default() };
    Body { kind, explain: None, hint: None, image: None, cite: Vec::new(), proves: Vec::new() }
});

impl Question {
    /// The stable name of its kind; known without the body.
    pub fn form(&self) -> &'static str {
        self.form.name()
    }

    /// The same of what is asked of the learner: of an exercise that the machine draws it is the kind that is drawn.
    pub fn shown_form(&self) -> &'static str {
        self.shown.name()
    }

    /// FNV-1a (64 bit, hexadecimal) of the question's bytes in the file, from its kind to its closing
    /// bracket and without carriage returns: any edit changes it, moving the question does not. Empty for
    /// what no file has.
    pub fn fingerprint(&self) -> String {
        if self.source.is_none() { String::new() } else { format!("{:016x}", self.print) }
    }

    /// What it says; `None` where its text can't be read any more, or is another one. Asking again may help.
    pub fn body(&self) -> Option<&Body> {
        if let Some(body) = self.body.get() {
            return Some(body);
        }
        let body = self.source.as_ref()?.body(self.span.clone(), self.print)?;
        Some(self.body.get_or_init(|| Arc::new(body)))
    }

    /// Whether what it says has been made from the text.
    pub fn is_made(&self) -> bool {
        self.body.get().is_some()
    }

    /// The same question with another body, as it is drawn.
    pub(super) fn with_kind(&self, kind: Kind, rules: Arc<[String]>) -> Question {
        let body = Arc::new(Body { kind, ..(**self).clone() });
        let (form, shown) = (Form::of(body.kind.name()), Form::of(body.kind.shown()));
        Question { form, shown, rules, body: OnceLock::from(body), ..self.clone() }
    }

    /// What is asked. `None` for a Cloze, whose text is the question, and for a States, Fault, Next or WhatIf
    /// question that leaves the words to the interface.
    pub fn ask(&self) -> Option<&Text> {
        match &self.kind {
            Kind::Flip { front, .. } => Some(front),
            Kind::TrueFalse { statement, .. } => Some(statement),
            Kind::Choice { ask, .. } | Kind::Type { ask, .. } | Kind::Order { ask, .. } => Some(ask),
            Kind::Value(Value { ask, .. }) | Kind::Match(Match { ask, .. }) => Some(ask),
            Kind::Cloze(_) => None,
            Kind::Build(build) => Some(&build.ask).filter(|ask| !ask.is_blank()),
            Kind::Generate(generate) => generate.ask.as_ref(),
            Kind::States(states) => states.ask.as_ref(),
            Kind::Fault(fault) => fault.ask.as_ref(),
            Kind::Next(next) => next.ask.as_ref(),
            Kind::WhatIf(what_if) => what_if.ask.as_ref(),
        }
    }
}

/// What is asked and what is right.
#[derive(Clone, Debug)]
pub enum Kind {
    /// The learner recalls, turns, and says whether it was known.
    Flip {
        /// The question.
        front: Text,
        /// The answer.
        back: Text,
    },
    /// One or several options are right.
    Choice {
        /// The question.
        ask: Text,
        /// Two or more, at least one right.
        options: Vec<ChoiceOption>,
    },
    /// A statement is judged.
    TrueFalse {
        /// The statement.
        statement: Text,
        /// Whether it is true.
        is: bool,
        /// Why.
        because: Text,
    },
    /// A short answer is typed.
    Type {
        /// The question.
        ask: Text,
        /// Right answers, at least one; the first is shown.
        accept: Vec<String>,
        /// Known wrong answers with what to say.
        slips: Vec<(String, Text)>,
    },
    /// Gaps in a text are filled.
    Cloze(Cloze),
    /// A number or a sum is given.
    Value(Value),
    /// What belongs together is put together.
    Match(Match),
    /// Items are put into order.
    Order {
        /// The question.
        ask: Text,
        /// Three or more, in the right order.
        items: Vec<Text>,
    },
    /// Segments are built on the ladder.
    Build(Build),
    /// The states of both ends are named.
    States(States),
    /// The first illegal segment of a trace is found, and what is wrong with it.
    Fault(Fault),
    /// The one segment that must come next is composed.
    Next(Next),
    /// What can happen on an altered machine.
    WhatIf(Arc<WhatIf>),
    /// Another exercise at each showing.
    Generate(Generate),
}

impl Kind {
    /// The stable name of the kind, for words, statistics and filters.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Flip { .. } => "flip",
            Kind::Choice { .. } => "choice",
            Kind::TrueFalse { .. } => "true-false",
            Kind::Cloze(_) => "cloze",
            Kind::Type { .. } => "type",
            Kind::Value(_) => "value",
            Kind::Match(_) => "match",
            Kind::Order { .. } => "order",
            Kind::Build(_) => "build",
            Kind::States(_) => "states",
            Kind::Fault(_) => "fault",
            Kind::Next(_) => "next",
            Kind::WhatIf(_) => "what-if",
            Kind::Generate(_) => "generate",
        }
    }

    /// The name of the kind that a learner sees.
    pub(super) fn shown(&self) -> &'static str {
        let Kind::Generate(generate) = self else { return self.name() };
        match &generate.kind {
            Drawn::Exercise(Drawable::States) => "states",
            Drawn::Exercise(Drawable::Next) => "next",
            Drawn::Exercise(Drawable::Fault) => "fault",
            Drawn::Exercise(Drawable::Build) => "build",
            Drawn::WhatIf(_) => "what-if",
        }
    }
}

/// An option of a Choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// Its words.
    pub text: Text,
    /// Why it is right or wrong; a lint asks for it.
    pub because: Option<Text>,
    /// Whether it is right.
    pub right: bool,
}

/// A Cloze: a text with gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Cloze {
    /// The text in pieces, in both languages.
    pub text: [Vec<Piece>; 2],
    /// The gaps, in the order of the file.
    pub gaps: Vec<Gap>,
}

impl Cloze {
    /// The text in a language.
    pub fn pieces(&self, lang: Lang) -> &[Piece] {
        match lang {
            Lang::En => &self.text[0],
            Lang::Zh => &self.text[1],
        }
    }
}

/// A piece of a Cloze's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// The gap with this index.
    Gap(usize),
}

/// A gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// What is right, in either language; the first is shown.
    pub accept: Vec<Text>,
    /// Known wrong answers with what to say.
    pub slips: Vec<(String, Text)>,
}

/// A Value question.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The question.
    pub ask: Text,
    /// The right sum.
    pub answer: Sum,
    /// What the names in it stand for, where the question says so.
    pub numbers: Vec<(String, i64)>,
    /// What is counted; a learner may write it behind the number.
    pub unit: Option<Text>,
    /// Known wrong sums with what to say.
    pub slips: Vec<(Sum, Text)>,
    /// Whether it is a number of a segment, which begins again at 0 behind 2³² − 1.
    pub wraps: bool,
}

/// A Match: each of the left side belongs to one of the right side.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The question.
    pub ask: Text,
    /// The left side, each with the index of what belongs to it and why.
    pub left: Vec<(Text, usize, Option<Text>)>,
    /// The right side; those that belong to none come last.
    pub right: Vec<Text>,
}

/// A Build question.
#[derive(Clone, Debug)]
pub struct Build {
    /// The question.
    pub ask: Text,
    /// What is to be built; start and goal of the deck are filled in.
    pub task: BuildTask,
    /// A model answer, judged right: the author's, else the machine's.
    pub answer: Vec<Step>,
}

/// A States question.
#[derive(Clone, Debug)]
pub struct States {
    /// The question, where the author has words of his own.
    pub ask: Option<Text>,
    /// The machine's named start; that of the deck where the question names none.
    pub start: Option<String>,
    /// A legal trace behind the start.
    pub trace: Trace,
    /// The states behind this step are asked for, counted from 1 in `trace`.
    pub after: usize,
    /// The states that each end may be in, by the machine.
    pub answer: [Vec<StateId>; 2],
}

/// A Fault question.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The question, where the author has words of his own.
    pub ask: Option<Text>,
    /// The machine's named start; that of the deck where the question names none.
    pub start: Option<String>,
    /// A trace with an illegal segment behind the start. What comes after that segment is not judged.
    pub trace: Trace,
    /// The first illegal step, counted from 1 in `trace`; it is a segment that an end sends.
    pub step: usize,
    /// What is wrong with it: one of `kinds`.
    pub kind: String,
    /// What the learner chooses from: the same list for every such question of the machine.
    pub kinds: Vec<String>,
    /// The run up to the illegal segment, with the machine's fault.
    pub verdict: Box<Verdict>,
    /// How many of the run's steps belong to the named start.
    pub skipped: usize,
}

/// What a Generate question draws.
#[derive(Clone, Debug)]
pub enum Drawn {
    /// An exercise of the deck's machine.
    Exercise(Drawable),
    /// What can happen on one of these machines.
    WhatIf(Vec<Arc<Machine>>),
}

/// A question that the machine draws anew each time it is shown.
#[derive(Clone, Debug)]
pub struct Generate {
    /// The question, where the author has words of his own.
    pub ask: Option<Text>,
    /// What is drawn.
    pub kind: Drawn,
    /// The machine's named start; that of the deck where the question names none.
    pub start: Option<String>,
}

/// A Next question.
#[derive(Clone, Debug)]
pub struct Next {
    /// The question, where the author has words of his own.
    pub ask: Option<Text>,
    /// The machine's named start; that of the deck where the question names none.
    pub start: Option<String>,
    /// A legal trace behind the start.
    pub trace: Trace,
    /// The segment to show as the answer: the author's, else the one that is owed.
    pub answer: Step,
    /// Whether every legal segment is right, and not only what is owed.
    pub any: bool,
}

impl Next {
    /// What is judged: any legal step behind the trace.
    pub fn task(&self) -> BuildTask {
        BuildTask { start: self.start.clone(), given: self.trace.clone(), ..BuildTask::default() }
    }
}
