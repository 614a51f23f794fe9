//! `ackademy grade`.

use super::{DECKS, LIBRARY, right, sat};
use crate::cli::{check, here};
use ackademy::deck::Response;
use ackademy::exam::{Paper, Sheet};
use std::fs;
use std::path::Path;

fn paper(seed: u32) -> Paper {
    Paper::draw(LIBRARY.exam("quick").expect("shipped"), &DECKS, seed).expect("there is enough")
}

/// Somebody who knows the first so many questions.
fn knows(paper: &Paper, name: &str, first: usize) -> Sheet {
    sat(paper, name, |at, asked| match at < first {
        true => Some(right(asked)),
        false => (at % 2 == 0).then(|| Response::Type("nothing".to_owned())),
    })
}

fn put(folder: &Path, name: &str, sheet: &Sheet) {
    fs::write(folder.join(name), sheet.write()).unwrap();
}

/// Four learners who know 11, 8, 4 and 0 questions.
fn class(folder: &Path) {
    let paper = paper(1);
    for (file, name, first) in
        [("a.json", "Li Lei", 11), ("b.json", "韩梅梅", 8), ("c.json", "=2+3", 4), ("d.json", "D", 0)]
    {
        put(folder, file, &knows(&paper, name, first));
    }
}

const FILES: [&str; 4] = ["a.json", "b.json", "c.json", "d.json"];

#[test]
fn a_class_is_graded() {
    let folder = tempfile::tempdir().unwrap();
    class(folder.path());
    let arguments = [&["grade"][..], &FILES].concat();
    let words =
        ["4 learners, pass from 60%", "Li Lei", "14/14", "100", "韩梅梅", "Facility", "Cronbach’s alpha: "];
    let done = check(folder.path(), &arguments, "", 0, &words);
    assert!(done.err.is_empty(), "{}", done.err);
    assert!(done.out.contains("forged on purpose is not"));
    check(
        folder.path(),
        &[&arguments[..], &["--lang", "zh"]].concat(),
        "",
        0,
        &["4 人，及格线 60%", "区分度", "蓄意伪造"],
    );

    let json = check(folder.path(), &[&arguments[..], &["--format", "json"]].concat(), "", 0, &[]);
    let class: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let points: Vec<f64> =
        class["learners"].as_array().unwrap().iter().map(|one| one["points"].as_f64().unwrap()).collect();
    assert_eq!(points, [14.0, 8.0, 4.0, 0.0]);
    let facility = |at: usize| class["items"][at]["facility"].as_f64().unwrap();
    assert_eq!((facility(0), facility(4), facility(8)), (0.75, 0.5, 0.25));
    assert!(class["items"][0]["discrimination"].as_f64().is_some_and(|d| d > 0.5));
    assert_eq!(
        (class["learners"][0]["passed"].as_bool(), class["learners"][1]["passed"].as_bool()),
        (Some(true), Some(false))
    );
}

#[test]
fn the_table_as_csv() {
    let folder = tempfile::tempdir().unwrap();
    class(folder.path());
    let arguments = [&["grade"][..], &FILES, &["--csv", "class.csv"]].concat();
    check(folder.path(), &arguments, "", 0, &["Written: class.csv"]);
    let text = fs::read_to_string(folder.path().join("class.csv")).unwrap();
    let rows: Vec<&str> = text.trim_start_matches('\u{feff}').split_terminator("\r\n").collect();
    assert!(rows[0].starts_with("Name,Points,%,Pass,Minutes,Extra time,Away,File,"), "{}", rows[0]);
    assert_eq!(rows.len(), 1 + 4 + 2);
    assert!(rows.iter().all(|row| row.split(',').count() == 8 + 11), "{rows:#?}");
    assert!(rows[1].starts_with("Li Lei,14,100,yes,1.8,0,0,a.json,1,1,1,1,1,1,1,1,2,2,2"), "{}", rows[1]);
    assert!(rows[3].starts_with("'=2+3,4,"), "no formula: {}", rows[3]);
    assert!(rows[5].starts_with("Facility,,,,,,,,0.75,0.75,0.75,0.75,0.5,"), "{}", rows[5]);
}

#[test]
fn files_that_do_not_count_are_told() {
    let folder = tempfile::tempdir().unwrap();
    class(folder.path());
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let good = fs::read_to_string(folder.path().join("a.json")).unwrap();
    write("twice.json", &good);
    write("damaged.json", &good.replace("Li Lei", "Li Mei"));
    write("newer.json", &good.replace("\"format\":1", "\"format\":9"));
    write("none.json", "hello");
    put(folder.path(), "other.json", &knows(&paper(2), "E", 3));
    put(folder.path(), "same.json", &knows(&paper(1), "Li Lei", 5));
    let changed = |name: &str, change: fn(&mut Sheet)| {
        let mut sheet = Sheet::read(&good).unwrap();
        change(&mut sheet);
        put(folder.path(), name, &sheet);
    };
    changed("times.json", |sheet| sheet.used_millis = 900_000_000);
    changed("rules.json", |sheet| sheet.rules.pass = 1);
    changed("questions.json", |sheet| sheet.items[0].question = "open-1-syn/nothing".to_owned());
    changed("content.json", |sheet| sheet.items[0].fingerprint = "0".to_owned());
    let bad = [
        ("twice.json", "twice.json is the same as a.json"),
        ("damaged.json", "damaged.json was changed or damaged"),
        ("newer.json", "newer.json was written by a newer Ackademy (format 9)"),
        ("none.json", "none.json is no answer file"),
        ("missing.json", "missing.json can’t be read"),
        ("other.json", "other.json is of paper "),
        ("times.json", "times.json: its times can’t be"),
        ("rules.json", "rules.json says other rules"),
        ("questions.json", "questions.json says other questions"),
        ("content.json", "content.json: the question "),
    ];
    let arguments = [&["grade"][..], &FILES, &bad.map(|(file, _)| file)].concat();
    let words = [&bad.map(|(_, words)| words)[..], &["10 files were not counted", "4 learners"]].concat();
    check(folder.path(), &arguments, "", 1, &words);
    let arguments = [&["grade"][..], &FILES, &["same.json"]].concat();
    check(folder.path(), &arguments, "", 0, &["both of “Li Lei”; both are counted", "5 learners"]);
    check(folder.path(), &["grade", "none.json"], "", 2, &["None of the files could be counted."]);
    check(folder.path(), &["grade", "a.json"], "", 0, &["1 learner, ", "With fewer than three learners"]);
    // Content that is not that of the exam.
    let deck = fs::read_to_string(here().join("content/decks/open-1-syn.ron")).unwrap();
    write("open-1-syn.ron", &deck.replace("difficulty: 2", "difficulty: 1"));
    let arguments = ["grade", "a.json", "--content", "."];
    check(folder.path(), &arguments, "", 2, &["a.json: The exam `quick` is here, but"]);
    check(folder.path(), &["grade"], "", 2, &["ANSWERS"]);
}

/// Whatever somebody hands in as an answer file: it is told, and the others count.
#[test]
fn hostile_files_are_told_and_end() {
    let folder = tempfile::tempdir().unwrap();
    let paper = paper(1);
    let good = knows(&paper, "Li Lei", 5);
    put(folder.path(), "good.json", &good);
    let mut named = knows(&paper, "x", 3);
    named.name = "＝cmd()\n<b>\u{1b}[2J,\"".to_owned();
    put(folder.path(), "named.json", &named);
    // Steps without end, in answer to every question.
    let mut long = knows(&paper, "long", 0);
    for item in &mut long.items {
        item.response = Some(Response::Build(vec!["client > ACK seq=x+1 ack=y+1".to_owned(); 8000]));
    }
    put(folder.path(), "long.json", &long);
    let mut strange = good.clone();
    strange.name = "strange".to_owned();
    for item in &mut strange.items {
        item.response = Some(Response::Choice(vec![usize::MAX; 2000]));
    }
    put(folder.path(), "strange.json", &strange);
    fs::write(folder.path().join("latin.json"), b"{\"format\":1,\"name\":\"\xe9\"}").unwrap();
    fs::write(folder.path().join("large.json"), vec![b' '; 9 << 20]).unwrap();
    fs::write(folder.path().join("deep.json"), "[".repeat(1 << 20)).unwrap();
    let files = [
        "good.json",
        "named.json",
        "long.json",
        "strange.json",
        "latin.json",
        "large.json",
        "deep.json",
        ".",
    ];
    let mut arguments = vec!["grade", "--csv", "class.csv"];
    arguments.extend(files);
    if cfg!(unix) {
        arguments.push("/dev/zero");
    }
    let begun = std::time::Instant::now();
    let done = check(folder.path(), &arguments, "", 1, &["4 learners", "Li Lei", "strange"]);
    assert!(begun.elapsed().as_secs() < 120, "{:?}", begun.elapsed());
    assert_eq!(done.err.matches(".json").count(), 3, "{}", done.err);
    assert!(!done.out.contains('\u{1b}') && !done.err.contains('\u{1b}'));
    let csv = fs::read_to_string(folder.path().join("class.csv")).unwrap();
    assert!(csv.contains("\"'＝cmd()"), "no formula: {csv}");
}
