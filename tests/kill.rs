//! A process is killed while it saves answers: what it has told is there, and can be gone on with.
//!
//! The killed process is this test binary, run once more with nothing but [`child`] in it.

use crate::killed;
use ackademy::app::content::{ContentFile, ContentKind};
use ackademy::app::library::Library;
use ackademy::app::port::{Answer, Kept, Request, StoreFault};
use ackademy::app::record::{Entry, Fact, FactId};
use ackademy::app::{App, Command, Effect, KindView, StudyCommand, StudyView, View};
use ackademy::chance::Chance;
use ackademy::schedule::Calendar;
use ackademy::schedule::Grade;
use ackademy::store::{Background, SqliteStore, embedded, sqlite};
use ackademy::text::Lang;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::collections::{BTreeSet, VecDeque};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// Names the folder with the data for the process that is to be killed.
const DATA: &str = "ACKADEMY_TEST_DATA";

/// So many questions of one deck, then another: no session is ever ended, so there is always one to go
/// on with.
const PER_SESSION: usize = 7;
/// The length of a fact's id as it is told.
const ID: usize = "019ab2c4-5d6e-7f80-9a1b-2c3d4e5f6071".len();

/// The decks that are studied: some of the shipped ones, so that a process is soon at its first answer.
const DECKS: [&str; 4] = ["tour", "sequence-numbers", "open-1-syn", "close-1-fin"];

fn library() -> Library {
    static LOADED: OnceLock<Library> = OnceLock::new();
    let wanted = |file: &ContentFile| {
        file.kind != ContentKind::Deck
            || DECKS.iter().any(|deck| file.name.ends_with(&format!("/{deck}.ron")))
    };
    let load = || Library::load(&embedded().into_iter().filter(wanted).collect::<Vec<_>>(), &|_| true);
    LOADED.get_or_init(load).clone()
}

/// The app with a real store on its thread, as in the window, and somebody who answers.
struct Learner {
    app: App,
    store: Background,
    now: Timestamp,
    /// The reviews that the store has answered for, in this process.
    told: Vec<FactId>,
    /// Whether each of them is printed.
    aloud: bool,
    sessions: usize,
    /// It ends before it can say where the session stands.
    ends: bool,
}

impl Learner {
    fn new(folder: &Path, aloud: bool) -> Learner {
        let calendar = Calendar { zone: TimeZone::UTC, day_starts_hour: 4 };
        Learner::of(App::new(library(), Lang::En, &calendar), folder, aloud)
    }

    /// Whose app has begun with content of its own.
    fn of(app: App, folder: &Path, aloud: bool) -> Learner {
        let mut now = "2026-11-22T12:00:00Z".parse().expect("a time");
        let mut store = SqliteStore::new(folder);
        // Later than everything that was done before.
        let mut count = 0;
        let mut seen = |entry: Entry| {
            now = entry.at.max(now);
            count += 1;
        };
        // What can't be read is told when the app asks for it.
        drop(store.each_entry(&mut seen));
        let store = Background::start(store, || {}).expect("a thread");
        let sessions = count / PER_SESSION;
        let mut learner = Learner { app, store, now, told: Vec::new(), aloud, sessions, ends: false };
        learner.run(learner.app.begin());
        learner
    }

    fn run(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let Effect::Store(request) = effect else { continue };
            if self.ends && matches!(request, Request::Remember { .. } | Request::Forget { .. }) {
                continue;
            }
            let answer = killed::answer(&mut self.store, request);
            self.hear(&answer);
            waiting.extend(self.app.answered(answer, self.now));
        }
    }

    fn hear(&mut self, answer: &Answer) {
        let Answer::Appended(Entry { id, fact: Fact::Review(_), .. }) = answer else { return };
        self.told.push(id.clone());
        self.say(&format!("answered {} {id}", self.told.len()));
    }

    fn say(&self, words: &str) {
        if self.aloud {
            println!("{words}");
        }
    }

    fn command(&mut self, command: Command) {
        self.now += SignedDuration::from_secs(3);
        let effects = self.app.update(command, self.now, 7);
        self.run(effects);
    }

    fn question(&self) -> Option<Box<StudyView>> {
        match self.app.view(self.now) {
            View::Study(view) => Some(view),
            _ => None,
        }
    }

    /// Another deck: studied at first, practised once all were.
    fn begin_session(&mut self) {
        let decks: Vec<String> = self
            .app
            .library()
            .decks
            .iter()
            .filter_map(|d| d.content.as_ref())
            .map(|d| d.id.clone())
            .collect();
        let deck = decks[self.sessions % decks.len()].clone();
        let known = self.sessions >= decks.len();
        self.sessions += 1;
        self.command(if known { Command::Practise { deck } } else { Command::Study { deck } });
    }

    /// Answers the question on the screen somehow, and goes to the next.
    #[track_caller]
    fn answer(&mut self) {
        let before = self.told.len();
        let view = self.question().expect("a question");
        let mut commands = match &view.kind {
            // A card that was graded makes way for the next by itself.
            KindView::Flip { .. } => vec![
                StudyCommand::Turn,
                StudyCommand::Grade(if before.is_multiple_of(2) { Grade::Good } else { Grade::Again }),
            ],
            // Picked already, if the process was killed just then: another pick would take it back.
            KindView::Choice { options, .. } | KindView::WhatIf { options, .. }
                if options.iter().any(|option| option.picked) =>
            {
                Vec::new()
            }
            KindView::Choice { options, .. } | KindView::WhatIf { options, .. } => {
                vec![StudyCommand::Pick(options[before % options.len()].index)]
            }
            KindView::TrueFalse { .. } => vec![StudyCommand::Say(before.is_multiple_of(2))],
            KindView::Type { .. } => vec![StudyCommand::Text("SYN-SENT".to_owned())],
            KindView::Value { .. } => vec![StudyCommand::Text("x+1".to_owned())],
            KindView::Cloze(_) => vec![StudyCommand::Gap { at: 0, text: "SYN".to_owned() }],
            KindView::Match { left, .. } => {
                (0..left.len()).map(|left| StudyCommand::Pair { left, with: Some(0) }).collect()
            }
            KindView::Order(_) => vec![StudyCommand::Move { from: 0, to: 1 }],
            KindView::Build { composer, .. } => {
                vec![StudyCommand::Step(format!("{} > {}", composer.ends[0].0, composer.flags[0]))]
            }
            KindView::Fault { kinds, .. } => {
                vec![StudyCommand::Accuse(0), StudyCommand::Blame(kinds[0].0.clone())]
            }
            KindView::States { .. } => {
                let named = |end, state: &str| StudyCommand::State { end, state: state.to_owned() };
                vec![named(0, "SYN-SENT"), named(1, "LISTEN")]
            }
        };
        if !matches!(view.kind, KindView::Flip { .. }) {
            commands.extend([StudyCommand::Check, StudyCommand::Next]);
        }
        for command in commands {
            self.command(Command::In(command));
        }
        assert_eq!(self.told.len(), before + 1, "one answer, one review: {view:?}");
    }

    /// Goes on with the session, or begins another where it would soon be over.
    fn go_on(&mut self, answered: usize) {
        let left = |learner: &Learner| learner.question().map_or(0, |q| q.progress.1 - q.progress.0);
        let mut begin = answered.is_multiple_of(PER_SESSION) && answered > 0;
        while begin || left(self) < 3 {
            self.say("begins");
            self.begin_session();
            begin = false;
        }
        let at = self.question().expect("a question").id;
        self.say(&format!("asked {at}"));
        self.answer();
    }
}

/// Not a test: what the process does that the tests kill. Without its variable it does nothing.
#[test]
#[ignore = "the others run it, in a process of its own"]
fn child() {
    let Some(folder) = env::var_os(DATA) else { return };
    let mut learner = Learner::new(Path::new(&folder), true);
    for answered in 0.. {
        learner.go_on(answered);
    }
}

/// The process, and what it has said.
struct Victim {
    process: killed::Victim,
    told: Vec<String>,
    /// The question that it was asked last; nothing while it begins another session.
    asked: Option<String>,
    /// Whether it has not told yet that its answer is stored.
    open: bool,
}

/// What a process had told when it was killed.
struct Told {
    /// The answers that were stored.
    answers: Vec<String>,
    /// The question that it was asked last, where its answer is not among them.
    asked: Option<String>,
    /// The same where its answer is.
    done: Option<String>,
}

impl Victim {
    fn start(folder: &Path) -> Victim {
        let process = killed::Victim::start(module_path!(), DATA, folder);
        Victim { process, told: Vec::new(), asked: None, open: false }
    }

    /// Waits for the next answer that it tells; nothing more comes from one that is dead.
    fn hear(&mut self) -> Option<()> {
        while !self.hear_line()? {}
        Some(())
    }

    /// Waits until it says that it is asked something.
    fn hear_asked(&mut self) {
        self.open = false;
        while !self.open {
            self.hear_line().expect("it goes on");
        }
    }

    /// The next line; whether it tells of an answer.
    fn hear_line(&mut self) -> Option<bool> {
        let line = self.process.line()?;
        let (word, said) = line.split_once(' ').unwrap_or((&line, ""));
        match word {
            "asked" => (self.asked, self.open) = (Some(said.to_owned()), true),
            "begins" => self.asked = None,
            _ => {}
        }
        let Some((_, said)) = line.split_once("answered ") else { return Some(false) };
        // A line that was cut off told nothing.
        let (number, id) = said.split_once(' ').filter(|(_, id)| id.len() == ID)?;
        assert_eq!(number.parse(), Ok(self.told.len() + 1));
        self.told.push(id.to_owned());
        self.open = false;
        Some(true)
    }

    fn hear_until(&mut self, count: usize) {
        while self.told.len() < count {
            self.hear().expect("it goes on answering");
        }
    }

    /// SIGKILL; then the answers that it had told by then.
    fn kill(mut self) -> Told {
        self.process.kill();
        while self.hear().is_some() {}
        let (asked, done) = if self.open { (self.asked.take(), None) } else { (None, self.asked.take()) };
        Told { answers: std::mem::take(&mut self.told), asked, done }
    }
}

fn reviews(folder: &Path) -> Vec<String> {
    let mut store = SqliteStore::new(folder);
    let mut entries = Vec::new();
    let skipped = store.each_entry(&mut |entry| entries.push(entry)).expect("the data are sound");
    assert_eq!(skipped, 0);
    assert!(entries.windows(2).all(|pair| pair[0].counter < pair[1].counter), "in order");
    let reviews = entries.into_iter().filter(|entry| matches!(entry.fact, Fact::Review(_)));
    reviews.map(|entry| entry.id.to_string()).collect()
}

/// Everything told is there once, in order, behind what was there before; the data are sound; the session is
/// gone on with where it stopped. Returns all reviews.
#[track_caller]
fn check(folder: &Path, before: &[String], told: &Told) -> Vec<String> {
    let found = reviews(folder);
    let expected: Vec<String> = before.iter().chain(&told.answers).cloned().collect();
    assert!(found.starts_with(&expected), "{} told, {} found", expected.len(), found.len());
    assert!(found.len() <= expected.len() + 1, "at most the answer that was being saved comes on top");
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len(), "each is there once");
    let store = SqliteStore::new(folder);
    let calendar = Calendar { zone: TimeZone::UTC, day_starts_hour: 4 };
    let health =
        store.examine(&library().renames(), &calendar).expect("it can be read").expect("it is there");
    assert_eq!((health.faults.as_slice(), health.unread, health.strange), (&[] as &[String], 0, 0));
    assert_ne!(health.kept, Kept::Wrong);
    drop(store);
    let mut learner = Learner::new(folder, false);
    let question = learner.question().expect("the session is gone on with");
    if let Some(asked) = &told.asked {
        // An answer that was stored, but not told of, is not asked for once more.
        assert_eq!(question.id == *asked, found.len() == expected.len(), "it stopped there: {asked}");
    }
    if let Some(done) = &told.done {
        assert_ne!(question.id, *done, "that was answered");
    }
    learner.answer();
    drop(learner);
    let after = reviews(folder);
    assert_eq!(after.len(), found.len() + 1);
    after
}

#[test]
fn two_hundred_answers_are_there_after_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut victim = Victim::start(folder.path());
    victim.hear_until(200);
    let told = victim.kill();
    assert!(told.answers.len() >= 200);
    check(folder.path(), &[], &told);
}

#[test]
fn what_was_stored_last_is_not_asked_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut learner = Learner::new(folder.path(), false);
    for answered in 0..3 {
        learner.go_on(answered);
        let before = learner.question().expect("a question");
        learner.ends = true;
        learner.answer();
        learner = Learner::new(folder.path(), false);
        let after = learner.question().expect("the session is gone on with");
        assert_ne!(after.id, before.id);
        assert_eq!(after.progress.1, before.progress.1, "none is lost");
    }
    assert_eq!(reviews(folder.path()).len(), 6);
}

#[test]
fn what_was_left_waits_for_the_content_that_it_goes_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut learner = Learner::new(folder.path(), false);
    learner.go_on(0);
    let before = learner.question().expect("a question");
    drop(learner);
    let mut app =
        App::new(Library::default(), Lang::En, &Calendar { zone: TimeZone::UTC, day_starts_hour: 4 });
    app.expect_content();
    let mut learner = Learner::of(app, folder.path(), false);
    assert!(matches!(learner.app.view(learner.now), View::Today(view) if !view.is_whole));
    let effects = learner.app.reload(library(), learner.now);
    learner.run(effects);
    let after = learner.question().expect("the session is gone on with");
    assert_eq!((after.id, after.progress), (before.id, before.progress));
}

/// So often a process is killed.
const KILLS: usize = 50;

#[test]
fn kills_at_random_moments_lose_nothing_that_was_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Chance::new(20_261_122);
    let (mut all, mut resumed, mut stored) = (Vec::new(), 0, 0);
    for kill in 0..KILLS {
        let mut victim = Victim::start(folder.path());
        // The first one must have begun a session; any other may be killed while it reads its data.
        victim.hear_until(usize::from(kill == 0) + chance.below(4));
        // While it looks at a question; or somewhere between two answers, or in the middle of one.
        if kill % 2 == 1 {
            victim.hear_asked();
        } else {
            std::thread::sleep(Duration::from_micros(chance.below(12_000) as u64));
        }
        let told = victim.kill();
        resumed += usize::from(told.asked.is_some());
        stored += told.answers.len();
        all = check(folder.path(), &all, &told);
    }
    assert!(stored >= KILLS && resumed > 0, "{stored} answers, {resumed} killed at a question");
}

/// Data of some answers, all in the main file.
fn data() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut learner = Learner::new(folder.path(), false);
    (0..10).for_each(|answered| learner.go_on(answered));
    drop(learner);
    let path = folder.path().join(sqlite::FILE_NAME);
    (folder, path)
}

/// A file in this condition is reported with its path, in words, and nobody writes to it.
#[track_caller]
fn check_damaged(damage: impl Fn(&mut Vec<u8>)) {
    let (folder, path) = data();
    let mut bytes = fs::read(&path).expect("it is there");
    damage(&mut bytes);
    fs::write(&path, &bytes).expect("it can be written");
    let mut learner = Learner::new(folder.path(), false);
    for lang in Lang::ALL {
        learner.app.insist_on(lang);
        let trouble = learner.app.frame().trouble.expect("it is told");
        let expected = ackademy::text::say_with(
            lang,
            StoreFault::Damaged.key(),
            &[("path", path.display().to_string().into())],
        );
        assert_eq!(trouble.message, expected);
        assert!(trouble.message.contains(&path.display().to_string()));
        assert!(!trouble.help.is_empty());
    }
    learner.command(Command::Retry);
    assert!(learner.app.frame().trouble.is_some(), "it is still damaged");
    learner.command(Command::GoOnUnsaved);
    learner.begin_session();
    learner.command(Command::Speak(Lang::Zh));
    assert!(learner.question().is_some(), "one can study without saving");
    drop(learner);
    assert!(fs::read(&path).expect("it is there") == bytes, "not a byte was changed");
}

#[test]
fn damaged_data_are_reported_and_left_alone() {
    check_damaged(|bytes| {
        bytes.iter_mut().enumerate().for_each(|(at, byte)| *byte = (at * 7 + at / 251) as u8)
    });
    check_damaged(|bytes| bytes.truncate(bytes.len() / 2));
    check_damaged(|bytes| bytes.truncate(100));
    // A page in the middle of the facts.
    check_damaged(|bytes| bytes[8192..12_288].fill(0xA5));
}
