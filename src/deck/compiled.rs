//! What checking a deck has shown, as bytes, so that the same text need not be checked again.
//!
//! What questions say is not among them: that is made from the text. The text, and what is searched of it, are apart:
//! much, and wanted seldom. Bytes that were damaged or written by another version give nothing, and the deck is checked
//! again.

use super::again::{Again, Elsewhere, Mark};
use super::form::Form;
use super::lint::{self, Alone, Asks};
use super::load::{Lists, load};
use super::model::{Deck, Question};
use super::said::{Folded, Said};
use super::source::{Source as Kept, Words};
use crate::diagnostic::{Finding, Level, Place};
use crate::machine::{Machine, StateId};
use crate::text::{Arg, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A deck that was checked by itself, without looking at others.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The deck; `None` where any finding is an error.
    pub deck: Option<Deck>,
    /// What the loader found, in the order of the file.
    pub findings: Vec<Finding>,
    /// What the lints found, likewise.
    pub lints: Vec<Finding>,
    /// What the deck's questions ask, for [`super::among`].
    pub asks: Asks,
}

/// Gives a machine by its id.
pub type Machines<'a> = &'a dyn Fn(&str) -> Option<Arc<Machine>>;

/// What bytes do not hold of a deck.
#[derive(Debug)]
pub struct Parts<'a> {
    /// The file's name as shown.
    pub file: &'a str,
    /// Its text, without what may stand before it.
    pub text: &'a [u8],
    /// Whether that is to be in memory.
    pub whole: bool,
    /// What [`Checked::rest`] gave.
    pub rest: Arc<dyn Again>,
    /// The file itself, and where the text begins in it.
    pub own: Option<(Arc<dyn Again>, u64)>,
}

/// Reads and checks a deck.
pub fn check(file: &str, text: &str, machines: Machines<'_>, alone: &Alone<'_>) -> Checked {
    let (deck, findings) = load(file, text, machines);
    let (lints, asks) = deck.as_ref().map(|deck| lint::alone(deck, alone)).unwrap_or_default();
    Checked { deck, findings, lints, asks }
}

impl Checked {
    /// What was found, for [`Checked::from_bytes`]. `None` for a deck that brings its own machine along, or that was put
    /// away.
    pub fn to_bytes(&self, machines: Machines<'_>) -> Option<Vec<u8>> {
        let known =
            |deck: &Deck| machines(&deck.machine.id).is_some_and(|known| Arc::ptr_eq(&known, &deck.machine));
        if !self.deck.as_ref().is_none_or(known) {
            return None;
        }
        let deck = match &self.deck {
            Some(deck) => Some(DeckForm::of(deck)?),
            None => None,
        };
        let form = CheckedForm {
            deck,
            findings: self.findings.iter().map(FindingForm::of).collect(),
            lints: self.lints.iter().map(FindingForm::of).collect(),
            asks: AsksForm::of(&self.asks),
        };
        postcard::to_allocvec(&form).ok()
    }

    /// What belongs behind that: what is searched, and the text.
    pub fn rest(&self) -> [&[u8]; 2] {
        let both = self.deck.as_ref().and_then(Deck::in_memory);
        both.map_or([&[], &[]], |(said, text)| [said, text.as_bytes()])
    }

    /// Lets go of what is in the parts.
    pub fn put_away(&mut self, parts: Parts<'_>) {
        let Some(deck) = &mut self.deck else { return };
        let marks = deck.in_memory().map(|(said, text)| (Mark::of(said), Mark::of(text.as_bytes())));
        if let Some((said, words)) = marks.and_then(|(said, text)| parts.elsewhere(said, text)) {
            deck.put_away(said, words);
        }
    }

    /// What [`Checked::to_bytes`] made of the same text, under the same name and with the same machines.
    pub fn from_bytes(bytes: &[u8], parts: Parts<'_>, machines: Machines<'_>) -> Option<Checked> {
        let file = parts.file;
        let form: CheckedForm<'_> = postcard::from_bytes(bytes).ok()?;
        let findings =
            |forms: &[FindingForm<'_>]| forms.iter().map(|form| form.finding(file)).collect::<Option<_>>();
        let (findings, lints) = (findings(&form.findings)?, findings(&form.lints)?);
        let deck = match form.deck {
            Some(deck) => Some(deck.deck(parts, machines)?),
            None => None,
        };
        Some(Checked { deck, findings, lints, asks: form.asks.asks() })
    }
}

impl Parts<'_> {
    /// What is searched, and the text; that stays in memory where it can be read nowhere else.
    fn elsewhere(self, said: Mark, text: Mark) -> Option<(Elsewhere, Words)> {
        let copy = (Arc::clone(&self.rest), u64::from(said.length));
        let words = match self.own {
            Some(own) => Words::Elsewhere(Elsewhere::new(text, [copy, own])),
            None => Words::Here(std::str::from_utf8(self.text).ok()?.into()),
        };
        Some((Elsewhere::new(said, [(self.rest, 0)]), words))
    }
}

impl Deck {
    /// What is searched, and the text, where they are in memory.
    fn in_memory(&self) -> Option<(&[u8], &str)> {
        match (&self.said.text, &self.source.words) {
            (Folded::Here(said), Words::Here(text)) => Some((said, text)),
            _ => None,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct CheckedForm<'a> {
    #[serde(borrow)]
    deck: Option<DeckForm<'a>>,
    #[serde(borrow)]
    findings: Vec<FindingForm<'a>>,
    #[serde(borrow)]
    lints: Vec<FindingForm<'a>>,
    asks: AsksForm,
}

#[derive(Serialize, Deserialize)]
struct AsksForm {
    keys: Vec<u64>,
    parts: Vec<u32>,
    ends: Vec<(u32, u32)>,
}

#[derive(Serialize, Deserialize)]
struct DeckForm<'a> {
    id: &'a str,
    title: (&'a str, &'a str),
    about: Option<(&'a str, &'a str)>,
    #[serde(borrow)]
    after: Vec<&'a str>,
    minutes: Option<u32>,
    #[serde(borrow)]
    tags: Vec<&'a str>,
    machine: &'a str,
    start: Option<&'a str>,
    goal: [Option<u8>; 2],
    #[serde(borrow)]
    others: Vec<&'a str>,
    #[serde(borrow)]
    questions: Vec<QuestionForm<'a>>,
    said: Mark,
    text: Mark,
    ends: Vec<(u32, u32)>,
}

#[derive(Serialize, Deserialize)]
struct QuestionForm<'a> {
    id: &'a str,
    form: u8,
    shown: u8,
    #[serde(borrow)]
    tags: Vec<&'a str>,
    #[serde(borrow)]
    was: Vec<&'a str>,
    #[serde(borrow)]
    rules: Vec<&'a str>,
    difficulty: u8,
    line: usize,
    print: u64,
    span: (u32, u32),
}

#[derive(Serialize, Deserialize)]
struct FindingForm<'a> {
    error: bool,
    code: &'a str,
    #[serde(borrow)]
    args: Vec<(&'a str, ArgForm<'a>)>,
    suggestion: Option<&'a str>,
    place: [usize; 4],
    text: &'a str,
}

#[derive(Serialize, Deserialize)]
enum ArgForm<'a> {
    Number(i64),
    Words(&'a str),
    #[serde(borrow)]
    List(Vec<&'a str>),
}

impl AsksForm {
    fn of(Asks { keys, parts, ends }: &Asks) -> AsksForm {
        AsksForm { keys: keys.to_vec(), parts: parts.to_vec(), ends: ends.to_vec() }
    }

    fn asks(self) -> Asks {
        Asks { keys: self.keys.into(), parts: self.parts.into(), ends: self.ends.into() }
    }
}

fn borrowed(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

fn owned(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

fn both(pair: (&str, &str)) -> Text {
    Text { en: pair.0.to_owned(), zh: pair.1.to_owned() }
}

fn pair(text: &Text) -> (&str, &str) {
    (&text.en, &text.zh)
}

impl<'a> DeckForm<'a> {
    fn of(deck: &'a Deck) -> Option<DeckForm<'a>> {
        let (said, text) = deck.in_memory()?;
        Some(DeckForm {
            id: &deck.id,
            title: pair(&deck.title),
            about: deck.about.as_ref().map(pair),
            after: borrowed(&deck.after),
            minutes: deck.minutes,
            tags: borrowed(&deck.tags),
            machine: &deck.machine.id,
            start: deck.start.as_deref(),
            goal: deck.goal.map(|state| state.map(|StateId(state)| state)),
            others: deck.source.others.iter().map(|machine| machine.id.as_str()).collect(),
            questions: deck.questions.iter().map(QuestionForm::of).collect(),
            said: Mark::of(said),
            text: Mark::of(text.as_bytes()),
            ends: deck.said.ends.to_vec(),
        })
    }

    fn deck(self, parts: Parts<'_>, machines: Machines<'_>) -> Option<Deck> {
        let machine = machines(self.machine)?;
        let (file, own) = (parts.file.to_owned(), parts.text);
        let (text, words) = if parts.whole {
            let mut said = Vec::new();
            let there = parts.rest.read(0..u64::from(self.said.length), &mut said);
            // Where it is no good it is made anew at once: nobody need be told.
            let said = Some(said).filter(|said| there && Mark::of(said) == self.said)?;
            (Folded::Here(said.into()), Words::Here(std::str::from_utf8(own).ok()?.into()))
        } else {
            let (said, words) = parts.elsewhere(self.said, self.text)?;
            (Folded::Elsewhere(said), words)
        };
        let start = self.start.map(str::to_owned);
        let state = |state: u8| machine.states.get(usize::from(state)).map(|_| StateId(state));
        let goal = self.goal.map(|goal| goal.and_then(state));
        let source = Arc::new(Kept {
            file,
            words,
            machine: Some(Arc::clone(&machine)),
            start: start.clone(),
            goal,
            others: self.others.iter().map(|id| machines(id)).collect::<Option<_>>()?,
        });
        let mut lists = Lists::default();
        // As much room as they need: there may be a hundred thousand.
        let mut questions = Vec::with_capacity(self.questions.len());
        for form in &self.questions {
            questions.push(form.question(&source, &mut lists)?);
        }
        Some(Deck {
            id: self.id.to_owned(),
            title: both(self.title),
            about: self.about.map(both),
            after: owned(&self.after),
            minutes: self.minutes,
            tags: owned(&self.tags),
            start,
            goal,
            questions,
            said: Said { text, ends: self.ends.into() },
            outline: None,
            source,
            machine,
        })
    }
}

impl<'a> QuestionForm<'a> {
    fn of(question: &'a Question) -> QuestionForm<'a> {
        QuestionForm {
            id: &question.id,
            form: question.form.number(),
            shown: question.shown.number(),
            tags: borrowed(&question.tags),
            was: borrowed(&question.was),
            rules: borrowed(&question.rules),
            difficulty: question.difficulty,
            line: question.line,
            print: question.print,
            span: (question.span.start, question.span.end),
        }
    }

    fn question(&self, source: &Arc<Kept>, lists: &mut Lists) -> Option<Question> {
        Some(Question {
            id: self.id.to_owned(),
            tags: lists.shared(owned(&self.tags)),
            was: owned(&self.was).into(),
            rules: lists.shared(owned(&self.rules)),
            difficulty: self.difficulty,
            line: self.line,
            print: self.print,
            span: self.span.0..self.span.1,
            form: Form::new(self.form)?,
            shown: Form::new(self.shown)?,
            source: Some(Arc::clone(source)),
            body: OnceLock::new(),
        })
    }
}

impl<'a> FindingForm<'a> {
    fn of(finding: &'a Finding) -> FindingForm<'a> {
        let Place { file: _, line, column, width, text, cut } = &finding.place;
        let arg = |(name, arg): &'a (&'static str, Arg)| match arg {
            Arg::Number(number) => (*name, ArgForm::Number(*number)),
            Arg::Words(words) => (*name, ArgForm::Words(words)),
            Arg::List(names) => (*name, ArgForm::List(borrowed(names))),
        };
        FindingForm {
            error: finding.level == Level::Error,
            code: finding.code,
            args: finding.args.iter().map(arg).collect(),
            suggestion: finding.suggestion.as_deref(),
            place: [*line, *column, *width, *cut],
            text,
        }
    }

    fn finding(&self, file: &str) -> Option<Finding> {
        let arg = |(name, arg): &(&str, ArgForm<'_>)| {
            let arg = match arg {
                ArgForm::Number(number) => Arg::Number(*number),
                ArgForm::Words(words) => Arg::Words((*words).to_owned()),
                ArgForm::List(names) => Arg::List(owned(names)),
            };
            Some((known(name)?, arg))
        };
        let [line, column, width, cut] = self.place;
        let (file, text) = (file.to_owned(), self.text.to_owned());
        Some(Finding {
            level: if self.error { Level::Error } else { Level::Warning },
            code: known(self.code)?,
            args: self.args.iter().map(arg).collect::<Option<_>>()?,
            suggestion: self.suggestion.map(str::to_owned),
            place: Place { file, line, column, width, text, cut },
        })
    }
}

/// There are not so many codes and names of arguments, and none is so long.
const MOST_KNOWN: usize = 500;
const LONGEST_KNOWN: usize = 60;

/// The code or name for ever: each is kept once, however often it is read.
fn known(word: &str) -> Option<&'static str> {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut all = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = all.get(word) {
        return Some(known);
    }
    if all.len() >= MOST_KNOWN || word.len() > LONGEST_KNOWN {
        return None;
    }
    let word: &'static str = Box::leak(word.to_owned().into_boxed_str());
    all.insert(word);
    Some(word)
}
