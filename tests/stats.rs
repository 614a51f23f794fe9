//! `ackademy stats`: the sentences and tables of a small record, from the program itself.

use ackademy::app::port::{Answer, Request, Store};
use ackademy::app::record::{Fact, Review};
use ackademy::schedule::Grade;
use ackademy::store::{SqliteStore, now};
use jiff::{SignedDuration, Timestamp};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Two questions of a deck that is not there any more, answered years ago (once as practice) and, at these times,
/// once more.
fn studied(lately: &[Timestamp]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = SqliteStore::new(folder.path());
    store.send(Request::Load);
    assert!(matches!(store.receive(), Some(Answer::Loaded { .. })));
    let answers = [
        ("2020-01-05T10:00:00Z", "why-three/one", Grade::Good, false, 30.0),
        ("2020-01-05T10:01:00Z", "why-three/two", Grade::Again, false, 60.0),
        ("2020-01-08T10:00:00Z", "why-three/one", Grade::Good, false, 12.0),
        ("2020-01-08T10:01:00Z", "why-three/two", Grade::Good, true, 24.0),
    ];
    let answers = answers.map(|(at, question, grade, practice, seconds)| {
        (at.parse().expect("a time"), question, grade, practice, seconds)
    });
    let names = ["why-three/one", "why-three/two"];
    let again = lately.iter().zip(names).zip([40.0, 20.0]);
    let again = again.map(|((at, question), seconds)| (*at, question, Grade::Good, false, seconds));
    for (at, question, grade, practice, seconds) in answers.into_iter().chain(again) {
        let fact = Fact::Review(Review {
            question: question.to_owned(),
            fingerprint: "f".to_owned(),
            answer: serde_json::Value::Null,
            credit: 1.0,
            grade,
            hinted: false,
            practice,
            seed: 1,
            credited: Vec::new(),
            charged: None,
            seconds,
        });
        store.send(Request::Append { at, fact });
        assert!(matches!(store.receive(), Some(Answer::Appended(_))));
    }
    folder
}

fn run(data: &Path, lang: &str, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ackademy"));
    command.arg("--data").arg(data).args(["--lang", lang, "stats"]).args(arguments);
    let done = command.env("TZ", "UTC").output().expect("it runs");
    let told = if done.status.success() { done.stdout } else { done.stderr };
    (done.status.success(), String::from_utf8(told).expect("UTF-8"))
}

#[track_caller]
fn stats(data: &Path, lang: &str, arguments: &[&str]) -> String {
    let (well, told) = run(data, lang, arguments);
    assert!(well, "{told}");
    told
}

#[test]
fn tables_are_exact() {
    let folder = studied(&[]);
    let table = |name: &str| stats(folder.path(), "en", &[name]);
    let days = "date,answers,practice,minutes\n2020-01-05,2,0,1.5\n2020-01-08,1,1,0.6\n";
    assert_eq!(table("days"), days);
    assert_eq!(stats(folder.path(), "zh", &["days"]), days, "tables speak no language");
    // None of it is of the last ninety days, and nobody is credited with a rule.
    assert_eq!(table("times"), "date,answers,minutes,median_seconds\n");
    assert_eq!(table("rules"), "rule,answers,known,recall_now\n");
    let calibration = table("calibration");
    let lines: Vec<&str> = calibration.lines().collect();
    // One answer tells something of memory: it was no practice, and not the first to its question.
    assert_eq!(lines.len(), 3, "{calibration}");
    assert!(lines.iter().skip(1).all(|line| line.split(',').nth(2) == Some("1")), "{calibration}");
    assert!(lines.last().is_some_and(|line| line.starts_with("0.00,1.00,1,1,")), "{calibration}");
}

#[test]
fn sentences_are_exact() {
    let yesterday = now().checked_sub(SignedDuration::from_hours(24)).expect("a time");
    let folder = studied(&[yesterday, yesterday]);
    let said = stats(folder.path(), "en", &[]);
    let expected = [
        "What comes due",
        "  No question comes due in the next seven days.",
        "Your year",
        "  In the last year you gave 2 answers on one day; in the last thirty days you studied on 1.",
        "Time spent",
        "  In the last thirty days you studied 1 min on a day of study; half of the answers took 20 s or less.",
    ];
    assert_eq!(said.lines().take(6).collect::<Vec<_>>(), expected, "{said}");
    let said = stats(folder.path(), "zh", &[]);
    assert_eq!(
        said.lines().nth(3),
        Some("  过去一年里你在 1 天答了 2 题；最近 30 天学习了 1 天。"),
        "{said}"
    );
    let day = yesterday.to_zoned(jiff::tz::TimeZone::UTC);
    let times = stats(folder.path(), "en", &["times"]);
    let lines: Vec<&str> = times.lines().collect();
    assert_eq!(lines.len(), 2, "{times}");
    // A day of study begins at four.
    let date = day.checked_sub(SignedDuration::from_hours(4)).expect("a time").date();
    assert_eq!(lines.last(), Some(&format!("{date},2,1.0,20.0").as_str()));
}

#[test]
fn without_data_it_says_so() {
    let empty = tempfile::tempdir().expect("a folder");
    let (well, told) = run(empty.path(), "en", &[]);
    assert!(!well && told.contains("There is no learning data"), "{told}");
    assert_eq!(std::fs::read_dir(empty.path()).expect("a folder").count(), 0, "nothing is made by looking");
}
