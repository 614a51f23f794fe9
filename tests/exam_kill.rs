//! A process is killed while an exam is being sat in it: the exam goes on, and at most five seconds are lost.
//!
//! The killed process is this test binary, run once more with nothing but [`child`] in it.

use crate::killed::{self, Victim};
use ackademy::app::content::{ContentFile, ContentKind};
use ackademy::app::exam::{ExamCommand, SittingView};
use ackademy::app::library::Library;
use ackademy::app::record::{Entry, Fact};
use ackademy::app::{App, Command, Effect, KindView, StudyCommand, View};
use ackademy::chance::Chance;
use ackademy::schedule::Calendar;
use ackademy::store::{Background, SqliteStore, embedded};
use ackademy::text::Lang;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::collections::VecDeque;
use std::env;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

/// Names the folder with the data for the process that is to be killed.
const DATA: &str = "ACKADEMY_TEST_EXAM";
/// So often one is killed.
const KILLS: usize = 20;

/// The decks that are drawn from: some of the shipped ones, so that a process has soon read them.
const DECKS: [&str; 3] = ["sequence-numbers", "open-1-syn", "close-1-fin"];
const EXAM: &str = r#"(
    format: 1,
    id: "some",
    title: (en: "Some questions", zh: "一些题目"),
    about: (en: "To be killed in.", zh: "用来中断的考试。"),
    minutes: 45,
    pass: 60,
    sections: [(title: (en: "All", zh: "全部"), from: (decks: ["sequence-numbers", "open-1-syn", "close-1-fin"]), count: 20)],
)"#;

fn library() -> Library {
    static LOADED: OnceLock<Library> = OnceLock::new();
    let wanted = |file: &ContentFile| match file.kind {
        ContentKind::Deck => DECKS.iter().any(|deck| file.name.ends_with(&format!("/{deck}.ron"))),
        ContentKind::Exam => false,
        ContentKind::Machine | ContentKind::Terms | ContentKind::Claims => true,
    };
    let exam = ContentFile {
        name: "content/exams/some.ron".to_owned(),
        path: None,
        kind: ContentKind::Exam,
        bytes: Ok(EXAM.as_bytes().to_vec()),
    };
    let files = || embedded().into_iter().filter(wanted).chain([exam]).collect::<Vec<_>>();
    LOADED.get_or_init(|| Library::load(&files(), &|_| true)).clone()
}

/// The app with a real store on its thread, as in the window.
struct Learner {
    app: App,
    store: Background,
    now: Timestamp,
}

impl Learner {
    fn new(folder: &Path, now: Timestamp) -> Learner {
        let calendar = Calendar { zone: TimeZone::UTC, day_starts_hour: 4 };
        let app = App::new(library(), Lang::En, &calendar);
        let store = Background::start(SqliteStore::new(folder), || {}).expect("a thread");
        let mut learner = Learner { app, store, now };
        learner.run(learner.app.begin());
        learner
    }

    fn run(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let Effect::Store(request) = effect else { continue };
            let answer = killed::answer(&mut self.store, request);
            waiting.extend(self.app.answered(answer, self.now));
        }
    }

    fn ask(&mut self, command: Command) {
        let effects = self.app.update(command, self.now, 7);
        self.run(effects);
    }

    fn exam(&mut self, command: ExamCommand) {
        self.ask(Command::InExam(command));
    }

    fn sitting(&self) -> Option<Box<SittingView>> {
        match self.app.view(self.now) {
            View::Sitting(view) => Some(view),
            _ => None,
        }
    }

    /// Seconds of running time that are left.
    fn left(&self) -> Option<u64> {
        let left = self.sitting()?.left?;
        let (minutes, seconds) = left.split_once(':')?;
        Some(minutes.parse::<u64>().ok()? * 60 + seconds.parse::<u64>().ok()?)
    }

    /// Answers and goes on, round and round.
    fn answer(&mut self) {
        let view = self.sitting().expect("an exam");
        let command = match &view.study.as_ref().expect("a question").kind {
            KindView::Choice { options, .. } | KindView::WhatIf { options, .. } => {
                Some(StudyCommand::Pick(options[0].index))
            }
            KindView::TrueFalse { said, .. } => Some(StudyCommand::Say(*said != Some(true))),
            KindView::States { .. } => Some(StudyCommand::State { end: 0, state: "LISTEN".to_owned() }),
            _ => None,
        };
        if let Some(command) = command {
            self.ask(Command::In(command));
        }
        self.exam(ExamCommand::Flag);
    }

    /// What stands on the sheet: answered and flagged, item by item.
    fn marks(&self) -> Option<String> {
        let sign = |(answered, flagged)| match (answered, flagged) {
            (true, true) => 'A',
            (true, false) => 'a',
            (false, true) => 'F',
            (false, false) => 'o',
        };
        Some(self.sitting()?.items.iter().map(|item| sign((item.answered, item.flagged))).collect())
    }
}

fn noon() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().expect("a time")
}

/// Not a test: what the process does that the test kills. Without its variable it does nothing.
#[test]
#[ignore = "the other runs it, in a process of its own"]
fn child() {
    let Some(folder) = env::var_os(DATA) else { return };
    let mut learner = Learner::new(Path::new(&folder), noon());
    if learner.sitting().is_none() {
        learner.exam(ExamCommand::Choose("some".to_owned()));
        learner.exam(ExamCommand::Begin);
    }
    loop {
        learner.answer();
        // What is told is on the disk.
        println!("marks {} {} s", learner.marks().expect("an exam"), learner.left().expect("it is shown"));
        let next = learner.sitting().is_some_and(|view| view.number < view.count);
        learner.exam(if next { ExamCommand::Next } else { ExamCommand::Go(0) });
        for _ in 0..3 {
            learner.now += SignedDuration::from_millis(100);
            learner.exam(ExamCommand::Tick(Duration::from_millis(100)));
            println!("time {} s", learner.left().expect("it is shown"));
        }
    }
}

/// Runs the process until it has told so many lines, and a moment longer; then kills it. The last marks and the
/// least time that it told.
fn killed(folder: &Path, lines: usize, moment: Duration) -> (Option<String>, Option<u64>) {
    let mut process = Victim::start(module_path!(), DATA, folder);
    let (mut marks, mut left, mut heard) = (None, None, 0);
    while let Some(line) = process.line() {
        // One that was cut off tells nothing. Before the first of its own lines stands what the tests say.
        let Some(line) = line.strip_suffix(" s") else { continue };
        if let Some((told, time)) = line.split_once("marks ").and_then(|(_, said)| said.split_once(' ')) {
            (marks, left) = (Some(told.to_owned()), time.parse().ok().or(left));
        } else if let Some((_, time)) = line.split_once("time ") {
            left = time.parse().ok().or(left);
        } else {
            continue;
        }
        heard += 1;
        if heard == lines {
            std::thread::sleep(moment);
            process.kill();
        }
    }
    (marks, left)
}

#[test]
fn an_exam_goes_on_after_kills_at_random_moments() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Chance::new(20_261_122);
    let mut last = u64::MAX;
    for kill in 0..KILLS {
        let moment = Duration::from_micros(chance.below(8000) as u64);
        let (marks, told) = killed(folder.path(), 1 + chance.below(20), moment);
        let (marks, told) = (marks.expect("it began"), told.expect("it told the time"));
        let learner = Learner::new(folder.path(), noon());
        let found = learner.marks().expect("the exam goes on");
        // Between two lines one more item may have been answered and flagged.
        let differ = marks.chars().zip(found.chars()).filter(|(a, b)| a != b).count();
        assert!(found.len() == marks.len() && differ <= 1, "kill {kill}: {marks} {found}");
        let left = learner.left().expect("it is shown");
        assert!(left <= told + 5 && left + 2 >= told, "kill {kill}: {told} s were left, now {left}");
        assert!(left <= last, "time never comes back");
        last = told.min(left).saturating_add(5);
        // The next process finds what this one left: nothing that runs.
        drop(learner);
    }
    let mut learner = Learner::new(folder.path(), noon() + SignedDuration::from_hours(1));
    learner.exam(ExamCommand::HandIn);
    drop(learner);
    let mut exams = Vec::new();
    let mut store = SqliteStore::new(folder.path());
    let mut keep = |entry: Entry| {
        if let Fact::Exam(sheet) = entry.fact {
            exams.push(sheet);
        }
    };
    assert_eq!(store.each_entry(&mut keep).expect("the data are sound"), 0);
    let [sheet] = exams.try_into().expect("one exam");
    assert!(sheet.interruptions.len() > KILLS, "each of them was one, and each look at it");
    assert!(sheet.interruptions.iter().all(|away| away.from <= away.to));
}
