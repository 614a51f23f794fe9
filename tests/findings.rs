//! Findings: every fault of a file is told, at its place, in words.
//!
//! The fixtures are small machines with something wrong; their first line says what must be found.

use ackademy::app::content::{ContentError, ContentFile, ContentKind};
use ackademy::app::library::Library;
use ackademy::diagnostic::{Finding, print, to_json};
use ackademy::machine::{self, CaseOutcome, Machine};
use ackademy::store;
use ackademy::text::{Lang, keys, say_attribute};
use ackademy::wire::{self, Case};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixtures() -> Vec<PathBuf> {
    let folder = fs::read_dir(root().join("tests/fixtures/machines")).unwrap();
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// `code@line:column` of each finding.
fn told(findings: &[Finding]) -> BTreeSet<String> {
    findings.iter().map(|f| format!("{}@{}:{}", f.code, f.place.line, f.place.column)).collect()
}

/// A fixture has exactly the findings that its first line expects, and is a machine only without errors.
#[track_caller]
fn check(path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let (machine, findings) = machine::load(&name, &text);
    let expected =
        text.lines().next().and_then(|line| line.strip_prefix("// expect: ")).expect("an expectation");
    let expected: BTreeSet<String> =
        expected.split_whitespace().filter(|code| *code != "nothing").map(str::to_owned).collect();
    assert_eq!(told(&findings), expected, "{name}");
    assert_eq!(machine.is_some(), findings.is_empty(), "{name}");
    for lang in Lang::ALL {
        for finding in &findings {
            let message = finding.message(lang);
            assert!(!message.contains(['{', '$']) || message.contains("{ "), "{name}: {message}");
            assert!(
                print(finding, lang, false)
                    .contains(&format!(":{}:{}", finding.place.line, finding.place.column))
            );
            assert!(to_json(finding, lang)["message"].is_string());
        }
    }
}

#[test]
fn fixtures_have_their_findings() {
    fixtures().iter().for_each(|path| check(path));
}

/// All codes of this kind in the sources of a folder, as `machine::twice`.
fn codes(folder: &str, kinds: &[&str]) -> BTreeSet<String> {
    let mut waiting = vec![root().join("src").join(folder)];
    let mut found = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for word in text.split('"').skip(1).step_by(2) {
            let parts: Vec<&str> = word.split("::").collect();
            let is_code = |name: &&str| {
                !name.is_empty()
                    && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            };
            if let [kind, name] = parts.as_slice()
                && kinds.contains(kind)
                && is_code(name)
            {
                found.insert(word.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_code_of_a_machine_has_a_fixture() {
    let mut codes = codes("machine", &["machine"]);
    codes.extend(self::codes("diagnostic", &["ron"]));
    // No type of ours nests that deep; it is there for the day when one does.
    codes.remove("ron::too-deep");
    let texts: Vec<String> = fixtures().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let has =
        |code: &&String| texts.iter().any(|text| text.lines().next().unwrap().contains(&format!("{code}@")));
    assert_eq!(codes.iter().filter(|code| !has(code)).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(codes.len() > 20, "{codes:?}");
}

#[test]
fn every_code_has_words_in_both_languages() {
    let kinds = ["ron", "machine", "content", "deck", "claims", "terms", "trace", "cli", "blueprint"];
    let codes: BTreeSet<String> = ["diagnostic", "machine", "app", "deck", "exam", "cli"]
        .iter()
        .flat_map(|folder| codes(folder, &kinds))
        .collect();
    assert!(codes.len() > 60, "{codes:?}");
    for code in codes {
        let key = code.replace("::", "-");
        let help = Lang::ALL.map(|lang| say_attribute(lang, &key, "help", &[]).is_some());
        assert!(Lang::ALL.iter().all(|lang| keys(*lang).contains(&key)), "{code} has no words");
        assert_eq!(help[0], help[1], "{code} has help in one language only");
    }
}

#[test]
fn everything_wrong_is_told_at_once() {
    let text = fs::read_to_string(root().join("tests/fixtures/machines/ping-pong.ron")).unwrap();
    let text = text
        .replace("to: \"DONE\"", "to: \"DNE\"")
        .replace("on: \"PING\"", "on: \"PNG\"")
        .replace("of: \"ID\"", "of: \"IDD\"")
        .replace("when: \"not ASKED\"", "when: \"not ASKED and\"");
    let codes: BTreeSet<&str> = machine::load("m.ron", &text).1.iter().map(|f| f.code).collect();
    let expected = [
        "machine::condition",
        "machine::no-such-state",
        "machine::no-such-variable",
        "machine::unknown-name",
    ];
    assert_eq!(codes, BTreeSet::from(expected));
}

fn ping_pong() -> Machine {
    let text = fs::read_to_string(root().join("tests/fixtures/machines/ping-pong.ron")).unwrap();
    machine::load("ping-pong.ron", &text).0.expect("it loads")
}

fn run(machine: &Machine, trace: &str) -> CaseOutcome {
    let (trace, _, errors) = wire::parse(trace);
    assert_eq!(errors, []);
    machine.run_case(&Case { trace, ..Case::default() }).expect("known names")
}

/// A machine of a protocol that is nothing like TCP runs, with its own flags, fields and roles.
#[test]
fn another_protocol_needs_no_rust() {
    let machine = ping_pong();
    let legal = run(&machine, "asker > PING id=n\nanswerer > PONG id=n\n");
    let states: Vec<[&str; 2]> =
        legal.after.iter().map(|both| [0, 1].map(|end| machine.state_name(both[end][0]))).collect();
    assert_eq!(states, [["WAITING", "IDLE"], ["DONE", "IDLE"]]);
    assert_eq!(legal.kind, None);

    let late = run(&machine, "start: asked\nanswerer > PONG id=n (late as a)\nasker > PING id=n\na arrives");
    assert_eq!(late.kind, None);
    let wrong = run(&machine, "asker > PING id=n\nanswerer > PONG id=8\n");
    assert_eq!((wrong.first_bad, wrong.kind.as_deref()), (Some(1), Some("wrong-id")));
    let words = wrong.words(&machine, Lang::En);
    assert!(words.contains("id must be n = 7; you wrote n+1 = 8"), "{words}");
    let early = run(&machine, "answerer > PONG id=n");
    assert_eq!(early.kind.as_deref(), Some("early-pong"));
    let unknown =
        machine.run_case(&Case { trace: wire::parse("asker > SYN").0, ..Case::default() }).unwrap_err();
    assert!(unknown[0].words(Lang::Zh).contains("PONG、PING"));
}

/// The findings of one content file.
fn findings_of(file: ContentFile) -> Vec<Finding> {
    Library::load(&[file], &|_| true).findings().cloned().collect()
}

fn of_bytes(kind: ContentKind, bytes: &[u8]) -> ContentFile {
    ContentFile { name: "x.ron".to_owned(), path: None, kind, bytes: Ok(bytes.to_vec()) }
}

const KINDS: [ContentKind; 5] =
    [ContentKind::Machine, ContentKind::Deck, ContentKind::Terms, ContentKind::Claims, ContentKind::Exam];

#[track_caller]
fn check_bytes(bytes: &[u8], code: &str) {
    for kind in KINDS {
        let findings = findings_of(of_bytes(kind, bytes));
        assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), [code], "{kind:?}");
        for lang in Lang::ALL {
            assert!(print(&findings[0], lang, true).contains("x.ron"));
        }
    }
}

#[test]
fn what_is_no_text_is_told() {
    check_bytes(b"(format: 1, id: \"\xff\xfe\")", "content::not-utf8");
    check_bytes(b"", "content::empty");
    check_bytes("\u{feff} \n\t\n".as_bytes(), "content::empty");
    check_bytes(b"\0\0\0", "ron::syntax");
}

#[test]
fn deeply_nested_files_are_told() {
    for open in [
        "(",
        "[",
        "{",
        "Some(",
        "(a:",
        "/*",
        "(questions:[",
        "(rules:[(",
        "(sections:[(",
        "(claims:[(",
        "(id:\"x\",title:(",
    ] {
        let text = open.repeat(100_000);
        for kind in KINDS {
            let findings = findings_of(of_bytes(kind, text.as_bytes()));
            assert!(!findings.is_empty(), "{kind:?} {open}");
            assert!(print(&findings[0], Lang::Zh, false).chars().count() < 3_000, "{kind:?} {open}");
        }
    }
}

#[test]
fn what_can_not_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("decks/x.ron");
    fs::create_dir_all(&path).unwrap();
    let large = folder.path().join("large.ron");
    // All holes: nothing is written, and nothing may be read.
    fs::File::create(&large).unwrap().set_len(100 << 20).unwrap();
    let mut found: Vec<(String, &str)> = Vec::new();
    let library = Library::load(&store::read_folder(folder.path()), &|_| true);
    for finding in library.findings() {
        let name = Path::new(&finding.place.file).file_name().unwrap().to_string_lossy().into_owned();
        found.push((name, finding.code));
    }
    found.sort();
    let expected = [("large.ron", "content::too-large"), ("x.ron", "content::not-a-file")];
    assert_eq!(found, expected.map(|(name, code)| (name.to_owned(), code)));
    let missing = store::read_folder(&folder.path().join("nothing.ron")).remove(0);
    assert_eq!(findings_of(missing)[0].code, "content::unreadable");
}

#[test]
fn limits_of_folders_have_words() {
    let path = PathBuf::from("some/folder");
    let errors = [
        ContentError::TooDeep,
        ContentError::TooMany,
        ContentError::CannotWatch { path, detail: String::new() },
        ContentError::Unreadable { detail: "why".to_owned() },
    ];
    for error in errors {
        let file = ContentFile { bytes: Err(error), ..of_bytes(ContentKind::Deck, b"") };
        let findings = findings_of(file);
        for lang in Lang::ALL {
            let words = findings[0].message(lang);
            assert!(words.contains("x.ron") || words.contains("some/folder"), "{words}");
        }
    }
}
