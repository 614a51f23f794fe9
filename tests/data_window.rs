//! The learner's data in the window, on a real store: backups, a shared folder, checking, taking answers out.

use crate::access::{announced, faults};
use crate::screens::{noon, spoken, window_on};
use ackademy::app::Command;
use ackademy::app::port::{Answer, Backup, Request, Store};
use ackademy::app::record::{Fact, Review};
use ackademy::app::save::SaveCommand;
use ackademy::schedule::Grade;
use ackademy::store::{SqliteStore, sqlite};
use ackademy::text::{Lang, say, say_with};
use ackademy::ui::Window;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::fs;
use std::path::Path;
use std::time::Duration;

fn ask(store: &mut SqliteStore, request: Request) -> Answer {
    store.send(request);
    store.receive().expect("an answer")
}

fn answers(store: &mut SqliteStore, questions: &[&str]) {
    for question in questions {
        let review = Review {
            question: format!("tour/{question}"),
            fingerprint: "f".to_owned(),
            answer: serde_json::Value::Null,
            credit: 1.0,
            grade: Grade::Good,
            hinted: false,
            practice: false,
            seed: 7,
            credited: Vec::new(),
            charged: None,
            seconds: 2.0,
        };
        let answer = ask(store, Request::Append { at: noon(), fact: Fact::Review(review) });
        assert!(matches!(answer, Answer::Appended(_)), "{answer:?}");
    }
}

fn backups(store: &mut SqliteStore) -> Vec<Backup> {
    match ask(store, Request::Backups) {
        Answer::Backups { list, .. } => list,
        other => panic!("{other:?}"),
    }
}

/// Three answers that are in a backup, and two that came later.
fn filled(folder: &Path) {
    let mut store = SqliteStore::new(folder);
    answers(&mut store, &["a", "b", "c"]);
    ask(&mut store, Request::Load);
    assert_eq!(backups(&mut store).len(), 1);
    answers(&mut store, &["d", "e"]);
}

/// A window at the learner's data, by the palette.
fn start(folder: &Path, lang: Lang, size: [f32; 2]) -> Harness<'static, Window> {
    let mut harness = window_on(Box::new(SqliteStore::new(folder)), lang, size);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.event(Event::Text(say(lang, "data-backups").into_owned().to_lowercase()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness
}

#[track_caller]
fn click(harness: &mut Harness<'static, Window>, label: &str) {
    harness.get_by_label(label).click_accesskit();
    harness.run();
    harness.run();
}

#[track_caller]
fn says(harness: &Harness<'static, Window>, words: &str) {
    assert!(spoken(harness).contains(words), "{words:?} is not in {}", spoken(harness));
}

fn held(lang: Lang, answers: i64) -> String {
    say_with(lang, "data-held", &[("answers", answers.into()), ("facts", answers.into())])
}

/// The labels of what goes back to each backup, in the order of the list.
fn ways_back(folder: &Path, lang: Lang) -> Vec<String> {
    let mut store = SqliteStore::new(folder);
    let zone = jiff::tz::TimeZone::UTC;
    let named = |backup: Backup| {
        let made = backup.made.expect("a time").to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        let when = if made.starts_with(&backup.date.to_string()) { made } else { backup.date.to_string() };
        say_with(lang, "data-restore-named", &[("when", when.into())])
    };
    backups(&mut store).into_iter().map(named).collect()
}

#[test]
fn one_goes_back_to_a_backup_and_returns() {
    for (lang, size) in [(Lang::En, [1280.0, 900.0]), (Lang::Zh, [640.0, 480.0])] {
        let folder = tempfile::tempdir().expect("a folder");
        filled(folder.path());
        let mut harness = start(folder.path(), lang, size);
        says(&harness, &held(lang, 5));
        assert_eq!(faults(&harness, lang), Vec::<String>::new());
        let [way] = &ways_back(folder.path(), lang)[..] else { panic!("one backup") };
        click(&mut harness, way);
        // It says what will happen, and where the present data will be.
        says(&harness, &folder.path().join("ackademy-before-restore-").display().to_string());
        let leave = say(lang, "data-restore-leave");
        assert!(harness.get_by_label(&leave).is_focused(), "Enter does no harm");
        harness.key_press(Key::Escape);
        harness.run();
        assert!(harness.query_by_label(&leave).is_none());
        says(&harness, &held(lang, 5));
        click(&mut harness, way);
        assert_eq!(faults(&harness, lang), Vec::<String>::new());
        harness.key_press(Key::Tab);
        harness.run();
        assert!(harness.get_by_label(&say(lang, "data-restore-do")).is_focused());
        harness.key_press(Key::Enter);
        harness.run();
        harness.run();
        says(&harness, &held(lang, 3));
        assert!(announced(&harness).iter().any(|said| said.contains("✓")), "{:?}", announced(&harness));
        // What was there stands in the list.
        says(&harness, &say(lang, "data-before-restore"));
        let ways = ways_back(folder.path(), lang);
        assert_eq!(ways.len(), 2);
        harness.get_all_by_label(&ways[0]).next().expect("the way back").click_accesskit();
        harness.run();
        click(&mut harness, &say(lang, "data-restore-do"));
        says(&harness, &held(lang, 5));
        assert_eq!(faults(&harness, lang), Vec::<String>::new());
        drop(harness);
        let mut store = SqliteStore::new(folder.path());
        let Answer::Loaded { facts, .. } = ask(&mut store, Request::Load) else { panic!("it loads") };
        assert_eq!((facts.len(), backups(&mut store).len()), (5, 3));
    }
}

#[test]
fn where_the_data_cannot_be_read_the_way_to_the_backups_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    filled(folder.path());
    fs::write(folder.path().join(sqlite::FILE_NAME), "damaged").expect("it is written");
    let mut harness = window_on(Box::new(SqliteStore::new(folder.path())), Lang::En, [900.0, 900.0]);
    harness.run();
    click(&mut harness, &say(Lang::En, "data-open"));
    click(&mut harness, &ways_back(folder.path(), Lang::En)[0]);
    click(&mut harness, &say(Lang::En, "data-restore-do"));
    says(&harness, &held(Lang::En, 3));
    assert!(harness.query_by_label(&say(Lang::En, "store-retry")).is_none());
}

#[test]
fn devices_meet_where_it_is_written() {
    let [one, two, shared] = [(); 3].map(|()| tempfile::tempdir().expect("a folder"));
    filled(one.path());
    let place = shared.path().join("new").display().to_string();
    for (folder, count) in [(one.path(), 5), (two.path(), 0)] {
        let mut harness = start(folder, Lang::En, [900.0, 1400.0]);
        says(&harness, &held(Lang::En, count));
        harness.get_by_label(&say(Lang::En, "data-sync-folder")).focus();
        harness.run();
        harness.event(Event::Text(format!("\"{place}\"")));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        harness.run();
        says(&harness, &place);
        says(&harness, "Last synced 2026-11-22 12:00");
        says(&harness, &held(Lang::En, 5));
        assert_eq!(faults(&harness, Lang::En), Vec::<String>::new());
    }
    // The disk with the folder is taken out: nothing is made in its place.
    fs::rename(shared.path().join("new"), shared.path().join("gone")).expect("it is moved");
    let mut harness = start(two.path(), Lang::En, [900.0, 1400.0]);
    says(&harness, &say(Lang::En, "data-not-synced"));
    says(&harness, "Connect the disk");
    says(&harness, "The last time that it worked: 2026-11-22 12:00");
    assert!(!Path::new(&place).exists());
    fs::rename(shared.path().join("gone"), &place).expect("it is back");
    fs::write(Path::new(&place).join("ackademy-x.jsonl"), "?").expect("it is written");
    click(&mut harness, &say(Lang::En, "data-sync-now"));
    says(&harness, "ackademy-x.jsonl in the shared folder is not a file of Ackademy’s");
    assert!(!spoken(&harness).contains(&*say(Lang::En, "data-not-synced")));
    click(&mut harness, &say(Lang::En, "data-sync-alone"));
    assert!(harness.query_by_label(&say(Lang::En, "data-sync-folder")).is_some());
}

#[test]
fn going_back_ends_the_meeting() {
    let [data, shared] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    filled(data.path());
    let mut harness = start(data.path(), Lang::En, [900.0, 1400.0]);
    let ctx = harness.ctx.clone();
    let there = Command::SyncIn(Some(shared.path().display().to_string()));
    harness.state_mut().command(there, &ctx);
    harness.run();
    click(&mut harness, &ways_back(data.path(), Lang::En)[0]);
    says(&harness, &say(Lang::En, "data-restore-alone"));
    click(&mut harness, &say(Lang::En, "data-restore-do"));
    says(&harness, &held(Lang::En, 3));
    assert!(harness.query_by_label(&say(Lang::En, "data-sync-now")).is_none());
    drop(harness);
    let harness = start(data.path(), Lang::En, [900.0, 1400.0]);
    says(&harness, &held(Lang::En, 3));
}

#[test]
fn the_data_are_checked_and_answers_taken_out() {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        filled(folder.path());
        let mut harness = start(folder.path(), lang, [900.0, 1400.0]);
        click(&mut harness, &say(lang, "data-check"));
        says(&harness, &say_with(lang, "doctor-sound", &[("count", 5_usize.into())]));
        assert_eq!(faults(&harness, lang), Vec::<String>::new());
        for (key, ending, lines) in [("data-export-csv", "csv", 6), ("data-export-jsonl", "jsonl", 5)] {
            click(&mut harness, &say(lang, key));
            let path = folder.path().join(format!("answers.{ending}"));
            let ctx = harness.ctx.clone();
            for command in [SaveCommand::Path(path.display().to_string()), SaveCommand::There] {
                harness.state_mut().command(Command::Save(command), &ctx);
            }
            let written = (0..3000).any(|_| {
                std::thread::sleep(Duration::from_millis(10));
                path.exists()
            });
            assert!(written);
            assert_eq!(fs::read_to_string(&path).expect("it is there").lines().count(), lines);
        }
    }
}
