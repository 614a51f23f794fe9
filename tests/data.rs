//! The learner's data from outside: exported, looked over, shared with other devices.

use crate::content::shipped;
use ackademy::app::browse::{Act, BrowseCommand};
use ackademy::app::data::DataCommand;
use ackademy::app::learning::LearningCommand;
use ackademy::app::place::Place;
use ackademy::app::port::{Answer, Request, Store};
use ackademy::app::record::{DeviceId, Entry, Fact, FactId, Record, Review};
use ackademy::app::{App, Command, Effect};
use ackademy::schedule::{Calendar, Grade};
use ackademy::store::{SqliteStore, calendar, sqlite};
use ackademy::text::Lang;
use jiff::{Timestamp, tz::TimeZone};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command as Program;
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn at() -> Timestamp {
    "2026-11-03T10:00:00Z".parse().expect("a time")
}

fn answered(question: &str) -> Fact {
    Fact::Review(Review {
        question: question.to_owned(),
        fingerprint: "f".to_owned(),
        answer: serde_json::json!({"text": "x+1, \"y\""}),
        credit: 0.5,
        grade: Grade::Again,
        hinted: false,
        practice: false,
        seed: 7,
        credited: vec!["tcp/a".to_owned(), "tcp/b".to_owned()],
        charged: None,
        seconds: 1.5,
    })
}

fn ask(store: &mut SqliteStore, request: Request) -> Answer {
    store.send(request);
    store.receive().expect("an answer")
}

#[track_caller]
fn append(store: &mut SqliteStore, fact: Fact) -> Entry {
    match ask(store, Request::Append { at: at(), fact }) {
        Answer::Appended(entry) => entry,
        other => panic!("{other:?}"),
    }
}

/// Three answers: one as it is, one taken back, one counted right; and what is no answer.
fn filled(folder: &Path) -> Vec<Entry> {
    let mut store = SqliteStore::new(folder);
    let [a, b, c] = ["d/one", "d/two", "=d/three"].map(|question| append(&mut store, answered(question)));
    append(&mut store, Fact::Undo { fact: b.id.clone() });
    append(&mut store, Fact::Regrade { fact: c.id.clone(), grade: Grade::Good });
    append(&mut store, Fact::Setting { key: "k".to_owned(), value: "v".to_owned() });
    vec![a, b, c]
}

/// Runs the program with these data; it must end with this status and say all of this. Gives its output.
#[track_caller]
fn check(data: &Path, arguments: &[&str], status: i32, lines: &[&str]) -> String {
    let mut command = Program::new(env!("CARGO_BIN_EXE_ackademy"));
    let done =
        command.arg("--data").arg(data).args(["--lang", "en"]).args(arguments).output().expect("it runs");
    let out = String::from_utf8(done.stdout).expect("UTF-8");
    let told = format!("{out}{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(done.status.code(), Some(status), "{arguments:?}: {told}");
    for line in lines {
        assert!(told.contains(line), "{arguments:?} does not say {line:?}: {told}");
    }
    out
}

#[test]
fn answers_are_exported_for_spreadsheets_and_programs() {
    let folder = folder();
    let [a, b, c] = &filled(folder.path())[..] else { panic!("three") };
    let csv = check(folder.path(), &["export", "--reviews"], 0, &[]);
    let device = &a.device;
    let row = |entry: &Entry, question: &str, counts_as: &str, undone: bool| {
        format!(
            "{},{device},{},2026-11-03T10:00:00Z,{question},again,{counts_as},0.5,false,false,{undone},1.5,7,tcp/a tcp/b,,f,\"{{\"\"text\"\":\"\"x+1, \\\"\"y\\\"\"\"\"}}\"",
            entry.id, entry.counter
        )
    };
    let expected =
        [row(a, "d/one", "", false), row(b, "d/two", "", true), row(c, "'=d/three", "good", false)];
    assert_eq!(csv.lines().skip(1).collect::<Vec<_>>(), expected);
    let file = folder.path().join("answers.jsonl");
    let to = file.to_str().expect("UTF-8");
    check(folder.path(), &["export", "--reviews", "--format", "jsonl", "--out", to], 0, &[]);
    let text = fs::read_to_string(&file).expect("it is written");
    let rows: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2]["counts_as"], "good");
    assert_eq!(rows[1]["undone"], true);
    assert_eq!(rows[0]["answer"]["text"], "x+1, \"y\"");
    let nowhere = file.join("below");
    check(
        folder.path(),
        &["export", "--reviews", "-o", nowhere.to_str().expect("UTF-8")],
        2,
        &["can’t be written"],
    );
    check(folder.path(), &["export", "--format", "csv"], 2, &["--reviews"]);
    check(&folder.path().join("empty"), &["export", "--reviews"], 2, &["no learning data"]);
    assert!(!folder.path().join("empty").exists());
}

#[test]
fn the_doctor_finds_what_is_wrong() {
    let folder = folder();
    check(folder.path(), &["doctor"], 2, &["no learning data"]);
    filled(folder.path());
    check(folder.path(), &["doctor"], 0, &["sound: 6 facts", "no backup yet", "There is no cache"]);
    let mut store = SqliteStore::new(folder.path());
    let Answer::Loaded { facts, .. } = ask(&mut store, Request::Load) else { panic!("not loaded") };
    let names = shipped().renames();
    let record = Record::fold(*facts, names, &ackademy::schedule::Scheduler::new(&calendar()));
    ask(&mut store, Request::Keep(record.to_bytes().into()));
    drop(store);
    check(folder.path(), &["doctor"], 0, &["agrees with the facts: 2 schedules", "Backups: 1"]);
    // A fact is changed behind the store's back: what was kept is wrong now.
    let database = rusqlite::Connection::open(folder.path().join(sqlite::FILE_NAME)).expect("it opens");
    let sql = "UPDATE facts SET body = replace(body, 'again', 'easy') WHERE subject = 'd/one'";
    assert_eq!(database.execute(sql, []).expect("it is SQL"), 1);
    check(folder.path(), &["doctor"], 1, &["did not agree with the facts and was removed"]);
    check(folder.path(), &["doctor"], 0, &["There is no cache"]);
    let sql = "INSERT INTO facts (id, device, counter, at, kind, subject, body) VALUES (?1, 'd', 90, 0, 'exam', 's', ?2)";
    database.execute(sql, ("x", r#"{"kind":"exam"}"#)).expect("it is SQL");
    database.execute(sql, ("y", r#"{"kind":"reset","question":"q"}"#)).expect("it is SQL");
    check(folder.path(), &["doctor"], 1, &["1 fact can’t be read", "1 row was not written by Ackademy"]);
    drop(database);
    fs::write(folder.path().join(sqlite::FILE_NAME), "no database").expect("it is written");
    check(folder.path(), &["doctor"], 2, &["is damaged"]);
    assert_eq!(fs::read(folder.path().join(sqlite::FILE_NAME)).expect("it is there"), b"no database");
}

#[test]
fn two_machines_meet_by_the_command_line() {
    let [one, two, shared] = [folder(), folder(), folder()];
    filled(one.path());
    let place = shared.path().to_str().expect("UTF-8");
    check(one.path(), &["sync", place], 0, &["Written: 6, taken: 0."]);
    check(two.path(), &["sync", place], 0, &["Written: 0, taken: 6."]);
    let same = |folder: &Path| check(folder, &["export", "--reviews"], 0, &[]);
    assert_eq!(same(one.path()), same(two.path()));
    fs::write(shared.path().join("ackademy-x.jsonl"), "?").expect("it is written");
    check(two.path(), &["sync", place], 1, &["is not a file of Ackademy’s"]);
    let file = one.path().join(sqlite::FILE_NAME);
    check(one.path(), &["sync", file.to_str().expect("UTF-8")], 2, &[]);
}

/// Runs the app's effects with a store, and what follows from the answers.
fn run(app: &mut App, store: &mut SqliteStore, effects: Vec<Effect>) {
    let mut waiting = effects;
    while let Some(effect) = waiting.pop() {
        if let Effect::Store(request) = effect {
            let answer = ask(store, request);
            waiting.extend(app.answered(answer, at()));
        }
    }
}

#[test]
fn the_app_meets_other_devices_by_itself_once_it_is_told_where() {
    let [one, two, shared] = [folder(), folder(), folder()];
    let calendar = Calendar { zone: TimeZone::UTC, day_starts_hour: 4 };
    let place = shared.path().to_str().expect("UTF-8").to_owned();
    let begin = |folder: &Path| {
        let (mut app, mut store) = (App::new(shipped(), Lang::En, &calendar), SqliteStore::new(folder));
        let effects = app.begin();
        run(&mut app, &mut store, effects);
        (app, store)
    };
    filled(one.path());
    for folder in [one.path(), two.path()] {
        let (mut app, mut store) = begin(folder);
        assert_eq!((app.sync_folder(), app.synced()), (None, Ok(None)));
        let effects = app.update(Command::SyncIn(Some(place.clone())), at(), 1);
        run(&mut app, &mut store, effects);
        assert!(matches!(app.synced(), Ok(Some(_))));
    }
    let (app, mut store) = begin(two.path());
    assert_eq!((app.record().len(), app.sync_folder()), (6, Some(place.as_str())));
    append(&mut store, answered("d/four"));
    drop((app, store));
    drop(begin(two.path()));
    let (mut app, mut store) = begin(one.path());
    assert_eq!(app.record().reviews("d/four").len(), 1);
    fs::remove_dir_all(shared.path()).expect("it is gone");
    fs::write(shared.path(), "in the way").expect("it is written");
    drop(store);
    (app, store) = begin(one.path());
    assert!(app.synced().is_err());
    assert_eq!(app.record().len(), 7);
    let effects = app.update(Command::SyncIn(None), at(), 1);
    run(&mut app, &mut store, effects);
    assert_eq!((app.sync_folder(), app.synced()), (None, Ok(None)));
    fs::remove_file(shared.path()).expect("it is gone");
}

/// Sessions, what is due, lists, what was left: all of it as if the app had begun with the backup.
#[test]
fn after_going_back_everything_is_that_of_the_backup() {
    let folder = folder();
    let calendar = Calendar { zone: TimeZone::UTC, day_starts_hour: 4 };
    let begin = || {
        let (mut app, mut store) =
            (App::new(shipped(), Lang::En, &calendar), SqliteStore::new(folder.path()));
        let effects = app.begin();
        run(&mut app, &mut store, effects);
        (app, store)
    };
    let ask_app = |app: &mut App, store: &mut SqliteStore, command| {
        let effects = app.update(command, at(), 1);
        run(app, store, effects);
    };
    let names: Vec<String> = shipped().decks[0].content.as_ref().map_or_else(Vec::new, |deck| {
        deck.questions.iter().map(|question| deck.full_name(question)).collect()
    });
    let mut store = SqliteStore::new(folder.path());
    names.iter().take(3).for_each(|name| drop(append(&mut store, answered(name))));
    append(&mut store, Fact::Setting { key: "questions a day".to_owned(), value: "4".to_owned() });
    drop(store);
    let (mut app, mut store) = begin();
    ask_app(&mut app, &mut store, Command::Go(Place::Data));
    // Later: more answers, another pace, questions left out, and a session that is under way.
    names.iter().skip(3).take(4).for_each(|name| {
        let entry = append(&mut store, answered(name));
        drop(app.answered(Answer::Appended(entry), at()));
    });
    ask_app(&mut app, &mut store, Command::Learn(LearningCommand::New(40)));
    ask_app(&mut app, &mut store, Command::Go(Place::Browse));
    for command in [BrowseCommand::All, BrowseCommand::Act(Act::Suspend(true))] {
        ask_app(&mut app, &mut store, Command::InBrowse(command));
    }
    let deck = shipped().decks[1].content.as_ref().expect("a deck").id.clone();
    ask_app(&mut app, &mut store, Command::Practise { deck });
    let [backup] = &backups(&mut store)[..] else { panic!("one backup") };
    let steps = [
        Command::Go(Place::Data),
        Command::Data(DataCommand::Ask(backup.clone())),
        Command::Data(DataCommand::Restore),
    ];
    steps.into_iter().for_each(|command| ask_app(&mut app, &mut store, command));
    drop(store);
    let (mut fresh, mut store) = begin();
    assert_eq!(app.record().len(), 4);
    assert!(app.record() == fresh.record());
    for place in [Place::Today, Place::Decks, Place::Browse, Place::Settings, Place::Map, Place::Study] {
        for app in [&mut app, &mut fresh] {
            ask_app(app, &mut store, Command::Go(place.clone()));
        }
        assert_eq!(app.view(at()), fresh.view(at()), "{place:?}");
    }
    for app in [&mut app, &mut fresh] {
        ask_app(app, &mut store, Command::StudyToday);
    }
    assert_eq!(app.view(at()), fresh.view(at()));
    // All that came later is in the file that was kept.
    let kept =
        backups(&mut store).into_iter().find(|name| name.contains("before-restore")).expect("it is listed");
    drop(store);
    let (mut app, mut store) = begin();
    let steps = [
        Command::Go(Place::Data),
        Command::Data(DataCommand::Ask(kept)),
        Command::Data(DataCommand::Restore),
    ];
    steps.into_iter().for_each(|command| ask_app(&mut app, &mut store, command));
    assert_eq!(app.record().reviews(&names[6]).len(), 1);
    assert!(app.record().is_suspended(&names[0]));
}

fn backups(store: &mut SqliteStore) -> Vec<String> {
    match ask(store, Request::Backups) {
        Answer::Backups { list, .. } => list.into_iter().map(|backup| backup.name).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_odd_id_does_no_harm() {
    let entry = |id: &str, counter| Entry {
        id: FactId::new(id),
        device: DeviceId::new("d"),
        counter,
        at: at(),
        fact: answered("d/q"),
    };
    let calendar = Calendar { zone: TimeZone::UTC, day_starts_hour: 4 };
    let entries = [entry("", 1), entry("x", 2), entry("00000000-0000-0000-0000-000000000000", 3)];
    let mut record =
        Record::fold(Default::default(), BTreeMap::new(), &ackademy::schedule::Scheduler::new(&calendar));
    entries.iter().chain(&entries).cloned().for_each(|entry| record.push(entry));
    assert_eq!((record.len(), record.reviews("d/q").len()), (3, 3));
}
