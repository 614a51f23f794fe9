//! Every finding has a fixture whose comments carry what is expected: `// expect: code@line:column`,
//! where the line counts from the first one that is not such a comment.

use super::{load_deck, places};
use crate::deck::{Asked, Context, LINTS, Term, Terms, lint, verify};
use crate::diagnostic::Finding;
use include_dir::{Dir, DirEntry, include_dir};
use std::collections::BTreeSet;

/// `include_str!` and not the whole folder: so a changed fixture is compiled again.
macro_rules! fixtures {
    ($($name:literal)*) => {
        [$((concat!($name, ".ron"), include_str!(concat!("../../../tests/fixtures/decks/", $name, ".ron"))),)*]
    };
}

const FIXTURES: &[(&str, &str)] = &fixtures![
    "broken"
    "broken-machine"
    "build"
    "choice"
    "common"
    "embed"
    "embed-escapes"
    "embed-faulty"
    "empty"
    "fault"
    "fault-last"
    "fields"
    "generate"
    "head"
    "lints"
    "longest"
    "longest-too-often"
    "longest-zh"
    "machine"
    "names"
    "next"
    "not-a-deck"
    "order"
    "proof"
    "same"
    "tells"
    "traces"
    "type"
    "what-if"
    "what-if-told"
];

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/fixtures/decks");
static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/deck");

const EXPECT: &str = "// expect: ";

/// What is found in a deck: by the loader, and where that finds no error by the lints.
fn findings(file: &str, text: &str) -> Vec<Finding> {
    let term = |en: &str, zh: &str, not: &[&str]| Term {
        en: en.to_owned(),
        zh: zh.to_owned(),
        not: not.iter().map(|word| (*word).to_owned()).collect(),
        note: None,
    };
    let terms = Terms {
        terms: vec![
            term("segment", "报文段", &["数据包"]),
            term("ISN", "初始序号（ISN）", &["初始化序列号"]),
            term("number", "序号", &["序列号"]),
            term("SYN queue", "半连接队列", &["半连接"]),
        ],
    };
    let (deck, mut findings) = load_deck(file, text);
    let context = Context {
        terms: &terms,
        deck_ids: &["known".to_owned()],
        claims: &BTreeSet::from(["known".to_owned()]),
        asked: &Asked::of(&deck),
        has_glyph: &|c| c != '☃',
    };
    findings.extend(deck.iter().flat_map(|deck| lint(deck, &context)));
    findings.extend(deck.iter().flat_map(verify));
    findings
}

#[track_caller]
fn check(file: &str, text: &str) -> BTreeSet<&'static str> {
    let is_expectation = |line: &&str| line.starts_with(EXPECT);
    let expected: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix(EXPECT)).collect();
    let rest: String = text.split_inclusive('\n').filter(|line| !is_expectation(line)).collect();
    let found = findings(file, &rest);
    let pictures: Vec<String> = found.iter().map(picture).collect();
    assert_eq!(places(&found), expected, "{file}\n{}", pictures.join("\n"));
    found.iter().map(|finding| finding.code).collect()
}

/// A finding with its line and a caret, to see that it points at the right word.
fn picture(finding: &Finding) -> String {
    let place = &finding.place;
    let word: String =
        place.text.chars().skip(place.column.saturating_sub(1 + place.cut)).take(place.width).collect();
    format!(
        "{EXPECT}{}@{}:{}  <{word}> {:?} {:?}",
        finding.code, place.line, place.column, finding.args, finding.suggestion
    )
}

#[test]
fn every_fixture_has_the_findings_of_its_comments() {
    let mut told = BTreeSet::new();
    for (file, text) in FIXTURES {
        told.extend(check(file, text));
    }
    let untold: Vec<String> =
        codes(&SOURCES).into_iter().filter(|code| !told.contains(code.as_str())).collect();
    assert_eq!(untold, [""; 0], "codes without a fixture");
    for lint in &LINTS {
        assert!(told.contains(lint.code), "{}", lint.code);
    }
    let listed = |file: &include_dir::File<'_>| FIXTURES.iter().any(|(name, _)| file.path().ends_with(name));
    let unlisted: Vec<_> = FOLDER.files().filter(|file| !listed(file)).map(|file| file.path()).collect();
    assert!(unlisted.is_empty(), "{unlisted:?}");
}

/// All codes in the sources, tests aside.
fn codes(dir: &Dir<'static>) -> BTreeSet<String> {
    let code = |part: &str| part.split('"').next().map(|code| format!("deck::{code}"));
    dir.entries()
        .iter()
        .flat_map(|entry| match entry {
            DirEntry::Dir(dir) if dir.path().ends_with("tests") => BTreeSet::new(),
            DirEntry::Dir(dir) => codes(dir),
            DirEntry::File(file) => {
                let text = file.contents_utf8().unwrap_or_default();
                text.split("\"deck::").skip(1).filter_map(code).collect()
            }
        })
        .collect()
}
