//! One exam, two programs with the same data; and a backup that was made while it was being sat.

use crate::content::shipped;
use ackademy::app::exam::ExamCommand;
use ackademy::app::library::Library;
use ackademy::app::place::Place;
use ackademy::app::port::{Answer, Request, Store};
use ackademy::app::{App, Command, Effect, View};
use ackademy::schedule::Calendar;
use ackademy::store::SqliteStore;
use ackademy::text::Lang;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::path::Path;
use std::time::Duration;

fn calendar() -> Calendar {
    Calendar { zone: TimeZone::UTC, day_starts_hour: 4 }
}

/// A program with its store.
struct Program {
    app: App,
    store: SqliteStore,
    now: Timestamp,
    /// What the store answered last.
    answers: Vec<Answer>,
}

impl Program {
    fn start(folder: &Path) -> Program {
        Program::of(App::new(shipped(), Lang::En, &calendar()), folder)
    }

    fn of(mut app: App, folder: &Path) -> Program {
        app.insist_on(Lang::En);
        let now = "2026-11-22T12:00:00Z".parse().expect("a time");
        let mut program = Program { app, store: SqliteStore::new(folder), now, answers: Vec::new() };
        program.run(program.app.begin());
        program
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Store(request) => self.send(request),
                Effect::Work(work) => work.run(),
                _ => {}
            }
        }
    }

    fn send(&mut self, request: Request) {
        self.store.send(request);
        while let Some(answer) = self.store.receive() {
            self.answers.push(answer.clone());
            let effects = self.app.answered(answer, self.now);
            self.run(effects);
        }
    }

    fn exam(&mut self, command: ExamCommand) {
        self.ask(Command::InExam(command));
    }

    fn ask(&mut self, command: Command) {
        let effects = self.app.update(command, self.now, 7);
        self.run(effects);
    }

    fn begin(&mut self) {
        self.exam(ExamCommand::Choose("quick".to_owned()));
        self.exam(ExamCommand::Begin);
    }

    /// The number of the question before the learner, where an exam is being sat here.
    fn at(&self) -> Option<usize> {
        match self.app.view(self.now) {
            View::Sitting(view) => Some(view.number),
            _ => None,
        }
    }

    /// Whether it is said that an exam is being sat elsewhere.
    fn is_elsewhere(&self) -> bool {
        matches!(self.app.view(self.now), View::Exams(view) if view.elsewhere.is_some() && view.running.is_none())
    }

    fn exams(&self) -> usize {
        self.app.record().exams().count()
    }
}

#[test]
fn an_exam_is_sat_in_one_window_and_taken_up_when_that_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = Program::start(folder.path());
    first.begin();
    first.exam(ExamCommand::Next);
    assert_eq!(first.at(), Some(2));
    let mut second = Program::start(folder.path());
    assert!(second.is_elsewhere(), "{:?}", second.app.view(second.now));
    // Whatever is tried there, nothing of the first one's is written over.
    second.begin();
    second.exam(ExamCommand::TakeUp);
    second.exam(ExamCommand::HandIn);
    second.exam(ExamCommand::Tick(Duration::from_secs(1)));
    assert!(second.is_elsewhere() && second.exams() == 0);
    first.exam(ExamCommand::Next);
    assert_eq!(first.at(), Some(3), "it is not disturbed");
    // As when it is killed: the system lets go of what it held.
    drop(first);
    second.now += SignedDuration::from_mins(2);
    second.exam(ExamCommand::TakeUp);
    assert_eq!(second.at(), Some(3), "as it stands now, not as it stood at the start");
    second.exam(ExamCommand::HandIn);
    assert_eq!((second.at(), second.exams()), (None, 1));
    let (_, sheet) = second.app.record().exams().next().expect("it was handed in");
    assert_eq!(sheet.interruptions.len(), 1);
}

/// Its questions may be among content that takes long to read.
#[test]
fn an_exam_that_was_left_waits_for_its_content() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = Program::start(folder.path());
    first.begin();
    first.exam(ExamCommand::Next);
    drop(first);
    let mut app = App::new(Library::default(), Lang::En, &calendar());
    app.expect_content();
    let mut second = Program::of(app, folder.path());
    second.begin();
    second.exam(ExamCommand::HandIn);
    assert_eq!((second.at(), second.exams()), (None, 0), "neither handed in nor another one begun");
    let effects = second.app.reload(shipped(), second.now);
    second.run(effects);
    assert_eq!(second.at(), Some(2));
    second.exam(ExamCommand::HandIn);
    assert_eq!(second.exams(), 1);
}

#[test]
fn an_exam_that_was_handed_in_elsewhere_is_over_here_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = Program::start(folder.path());
    first.begin();
    let mut second = Program::start(folder.path());
    first.exam(ExamCommand::HandIn);
    assert!(second.is_elsewhere());
    second.exam(ExamCommand::TakeUp);
    assert_eq!((second.at(), second.exams(), second.is_elsewhere()), (None, 1, false));
    // Nobody has one now: the other may begin one.
    second.now += SignedDuration::from_hours(1);
    second.begin();
    assert_eq!(second.at(), Some(1));
    first.begin();
    assert!(first.is_elsewhere() && first.app.frame().exam.is_none(), "where one has begun, no other does");
    assert!(first.app.frame().trouble.is_none());
    second.exam(ExamCommand::Next);
    assert_eq!(second.at(), Some(2));
    drop(second);
    assert_eq!(Program::start(folder.path()).at(), Some(2), "it is the second one's that was kept");
}

/// A backup from the middle of an exam: its name.
fn backed_up(folder: &Path) -> String {
    let mut program = Program::start(folder);
    program.begin();
    program.exam(ExamCommand::Next);
    drop(program);
    // That of the first start has no exam.
    std::fs::remove_dir_all(folder.join("backups")).expect("there was one");
    let mut program = Program::start(folder);
    program.send(Request::Backups);
    let Some(Answer::Backups { list, .. }) = program.answers.pop() else { panic!("{:?}", program.answers) };
    list[0].name.clone()
}

fn restore(program: &mut Program, name: &str) {
    program.send(Request::Restore { name: name.to_owned(), forget: None });
    assert!(matches!(
        program.app.view(program.now),
        View::Sitting(_) | View::Today(_) | View::Exams(_) | View::ExamReport(_)
    ));
}

#[test]
fn a_backup_brings_no_exam_back_that_was_handed_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = backed_up(folder.path());
    let mut program = Program::start(folder.path());
    assert_eq!(program.at(), Some(2));
    program.exam(ExamCommand::HandIn);
    assert_eq!(program.exams(), 1);
    program.ask(Command::Go(Place::Today));
    restore(&mut program, &name);
    assert_eq!((program.at(), program.exams()), (None, 0));
    assert!(!program.app.is_exam_running());
    drop(program);
    assert_eq!(Program::start(folder.path()).at(), None);
}

#[test]
fn a_backup_brings_an_interrupted_exam_back_where_the_data_are_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = backed_up(folder.path());
    let database = folder.path().join("ackademy.db");
    std::fs::write(&database, b"a disk that failed").expect("it can be written");
    for end in ["-wal", "-shm"] {
        drop(std::fs::remove_file(folder.path().join(format!("ackademy.db{end}"))));
    }
    let mut program = Program::start(folder.path());
    assert_eq!(program.at(), None);
    program.now += SignedDuration::from_hours(30);
    restore(&mut program, &name);
    assert_eq!(program.at(), Some(2));
    let View::Sitting(view) = program.app.view(program.now) else { panic!("it goes on") };
    assert!(view.said.iter().any(|said| said.contains("30 h")), "it is told: {:?}", view.said);
}
