//! Every finding has a fixture whose comments carry what is expected: `// expect: code@line:column`, where the line
//! counts from the first one that is not such a comment.

use super::findings;
use crate::diagnostic::Finding;
use include_dir::{Dir, DirEntry, include_dir};
use std::collections::BTreeSet;

/// `include_str!` and not the whole folder: so a changed fixture is compiled again.
macro_rules! fixtures {
    ($($name:literal)*) => {
        [$((concat!($name, ".ron"), include_str!(concat!("../../../tests/fixtures/exams/", $name, ".ron"))),)*]
    };
}

const FIXTURES: &[(&str, &str)] =
    &fixtures!["certainty" "good" "head" "many-sections" "not-a-blueprint" "section" "too-few"];

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/fixtures/exams");
static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/exam");

const EXPECT: &str = "// expect: ";

#[track_caller]
fn check(file: &str, text: &str) -> BTreeSet<&'static str> {
    let expected: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix(EXPECT)).collect();
    let expected: Vec<&str> = expected.into_iter().filter(|line| *line != "nothing").collect();
    let rest: String = text.split_inclusive('\n').filter(|line| !line.starts_with(EXPECT)).collect();
    let (blueprint, found) = findings(file, &rest);
    let told: Vec<String> =
        found.iter().map(|f| format!("{}@{}:{}", f.code, f.place.line, f.place.column)).collect();
    let pictures: Vec<String> = found.iter().map(picture).collect();
    assert_eq!(told, expected, "{file}\n{}", pictures.join("\n"));
    assert_eq!(blueprint.is_some(), found.is_empty(), "{file}");
    found.iter().map(|finding| finding.code).collect()
}

/// A finding with the word that it points at, to see that it is the right one.
fn picture(finding: &Finding) -> String {
    let place = &finding.place;
    let word: String = place.text.chars().skip(place.column.saturating_sub(1)).take(place.width).collect();
    format!("{EXPECT}{}@{}:{}  <{word}> {:?}", finding.code, place.line, place.column, finding.args)
}

#[test]
fn every_fixture_has_the_findings_of_its_comments() {
    let mut told = BTreeSet::new();
    for (file, text) in FIXTURES {
        told.extend(check(file, text));
    }
    // Told by `verify`, which has a test of its own.
    told.insert("blueprint::cannot-draw");
    let untold: Vec<String> =
        codes(&SOURCES).into_iter().filter(|code| !told.contains(code.as_str())).collect();
    assert_eq!(untold, [""; 0], "codes without a fixture");
    let listed = |file: &include_dir::File<'_>| FIXTURES.iter().any(|(name, _)| file.path().ends_with(name));
    let unlisted: Vec<_> = FOLDER.files().filter(|file| !listed(file)).map(|file| file.path()).collect();
    assert!(unlisted.is_empty(), "{unlisted:?}");
}

/// All codes in the sources, tests aside.
fn codes(dir: &Dir<'static>) -> BTreeSet<String> {
    let code = |part: &str| part.split('"').next().map(|code| format!("blueprint::{code}"));
    let of = |entry: &DirEntry<'static>| match entry {
        DirEntry::File(file) => {
            let text = file.contents_utf8().unwrap_or_default();
            text.split("\"blueprint::").skip(1).filter_map(code).collect()
        }
        DirEntry::Dir(_) => BTreeSet::new(),
    };
    dir.entries().iter().flat_map(of).collect()
}
