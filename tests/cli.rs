//! The command line as it is used: arguments, exit status, the lines that matter.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a command gave.
pub struct Done {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program in a folder, in English unless the arguments say otherwise.
fn run_in(folder: &Path, arguments: &[&str], input: &str) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ackademy"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR");
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"] {
        command.env(name, "en_GB.UTF-8");
    }
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // A program that does not read its input has closed it by now; that is its right.
    drop(child.stdin.take().expect("an input").write_all(input.as_bytes()));
    let done = child.wait_with_output().expect("it ends");
    Done {
        status: done.status.code().unwrap_or(-1),
        out: String::from_utf8(done.stdout).expect("UTF-8"),
        err: String::from_utf8(done.stderr).expect("UTF-8"),
    }
}

/// Runs the program; it must end with this status and say all of this, on one output or the other.
#[track_caller]
pub fn check(folder: &Path, arguments: &[&str], input: &str, status: i32, lines: &[&str]) -> Done {
    let done = run_in(folder, arguments, input);
    let told = format!("{}{}", done.out, done.err);
    assert_eq!(done.status, status, "{arguments:?}: {told}");
    for line in lines {
        assert!(told.contains(line), "{arguments:?} does not say {line:?}: {told}");
    }
    assert!(!told.contains('\u{1b}'), "{arguments:?}: colours without a terminal");
    done
}

pub fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

const LEGAL: &str = "client > SYN seq=x\nserver > SYN ACK seq=y ack=x+1\nclient > ACK seq=x+1 ack=y+1\n";
const ILLEGAL: &str = "client > SYN seq=x\nserver > SYN ACK seq=y ack=x\n";

#[test]
fn help_tells_what_there_is() {
    let done = check(here(), &["--help"], "", 0, &["check", "trace", "new", "--content", "--lang"]);
    assert!(done.err.is_empty());
    check(
        here(),
        &["trace", "--help"],
        "",
        0,
        &["--machine", "--case", "Exit status: 0 every trace is legal"],
    );
    check(here(), &["--version"], "", 0, &[env!("CARGO_PKG_VERSION")]);
    check(here(), &["chekc"], "", 2, &["check"]);
    check(here(), &["check", "--lang", "fr"], "", 2, &["en, zh"]);
}

#[test]
fn the_shipped_content_is_clean() {
    let done = check(here(), &["check"], "", 0, &[": 0 errors, 0 warnings"]);
    assert_eq!(done.out.lines().count(), 1);
    check(here(), &["check", "content"], "", 0, &[": 0 errors, 0 warnings"]);
    check(here(), &["check", "--lang", "zh"], "", 0, &["0 个错误，0 个警告"]);
    let json = check(here(), &["check", "--format", "json"], "", 0, &[]);
    assert!(json.out.is_empty() && json.err.is_empty());
}

#[test]
fn findings_are_shown_with_their_place() {
    let fixture = "tests/fixtures/machines/ron-full-width-in-rule.ron";
    let words = [
        "error[ron::full-width]",
        "ron-full-width-in-rule.ron:38:41",
        "0 decks, 0 questions, 1 machine: 2 errors",
    ];
    check(here(), &["check", fixture], "", 1, &words);
    check(here(), &["check", "--lang", "zh", fixture], "", 1, &["错误[ron::full-width]", "2 个错误"]);
    let json = check(here(), &["check", "--format", "json", fixture], "", 1, &[]);
    let lines: Vec<serde_json::Value> =
        json.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0]["line"], &lines[1]["line"]), (&38.into(), &45.into()), "in the order of the file");
    assert_eq!(lines[0]["file"], fixture);
    // What a file holds is told by its whole path, also where only its name is given.
    let folder = here().join("tests/fixtures/machines");
    check(&folder, &["check", "ping-pong.ron"], "", 0, &["1 machine: 0 errors"]);
}

#[test]
fn what_can_not_be_checked_is_said() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &["check", "nothing"], "", 2, &["error: There is nothing at nothing."]);
    check(folder.path(), &["check", "."], "", 2, &["There is no content in ."]);
    check(folder.path(), &["check", "--content", "nothing"], "", 2, &["There is nothing at nothing."]);
}

#[test]
fn a_legal_trace() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("open.txt"), LEGAL).unwrap();
    let words = ["SYN-SENT", "SYN-RECEIVED", "Every step is legal."];
    check(folder.path(), &["trace", "open.txt"], "", 0, &words);
    check(folder.path(), &["trace", "-"], LEGAL, 0, &words);
    check(folder.path(), &["--lang", "zh", "trace", "-"], LEGAL, 0, &["每一步都合法。", "客户端"]);
    let json = check(folder.path(), &["trace", "open.txt", "--format", "json"], "", 0, &[]);
    let line: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(
        (&line["id"], &line["valid"], &line["first_bad"]),
        (&"open".into(), &true.into(), &serde_json::Value::Null)
    );
    assert_eq!(line["states"][1]["client"], "ESTABLISHED");
    assert_eq!(line["states"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_first_illegal_step_is_explained() {
    let words = [
        "✗  2  server > SYN ACK seq=y ack=x",
        "ack must be x+1 = 1001; you wrote x = 1000.",
        "RFC 9293 §3.10.7.2",
    ];
    check(here(), &["trace", "-"], ILLEGAL, 1, &words);
    let json = check(here(), &["trace", "-", "--format", "json"], ILLEGAL, 1, &[]);
    let line: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&line["valid"], &line["first_bad"]), (&false.into(), &1.into()));
    assert_eq!(line["expected"][0], "server > SYN ACK seq=y ack=x+1");
    assert_eq!(line["because"]["rule"], "may/syn-ack");
    assert!(line["because"]["why"]["zh"].as_str().is_some_and(|why| !why.is_empty()));
}

#[test]
fn files_with_many_cases() {
    let file = "tests/fixtures/traces/open-cases.json";
    let all = check(here(), &["trace", file], "", 1, &["63 traces: "]);
    assert!(all.out.contains("A (") && all.out.contains("B ("), "the file's own names");
    let json = check(here(), &["trace", file, "--format", "json"], "", 1, &[]);
    let lines: Vec<serde_json::Value> =
        json.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 63);
    let keys: Vec<&str> = lines[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys.len(), 7);
    let one = check(here(), &["trace", file, "--case", "M01", "--format", "json"], "", 1, &[]);
    let line: serde_json::Value = serde_json::from_str(&one.out).unwrap();
    assert_eq!((&line["kind"], &line["first_bad"]), (&"wrong-ack".into(), &3.into()));
    assert_eq!(line["expected"][0], "B > SYN ACK seq=300 ack=101", "in the file's own numbers");
    check(here(), &["trace", file, "--case", "M0"], "", 2, &["There is no case “M0”"]);
}

#[test]
fn other_machines() {
    let file = "tests/fixtures/machines/ping-pong.ron";
    check(
        here(),
        &["trace", "-", "--machine", file],
        "asker > PING id=n\nanswerer > PONG id=n\n",
        0,
        &["DONE"],
    );
    check(here(), &["trace", "-", "--machine", "tpc"], LEGAL, 2, &["There is no machine “tpc”", "tcp"]);
    let broken = "tests/fixtures/machines/machine-format.ron";
    check(here(), &["trace", "-", "--machine", broken], LEGAL, 2, &["machine::format"]);
    let content = ["trace", "-", "--machine", "ping-pong", "--content", "tests/fixtures"];
    check(here(), &content, "asker > PING id=n\n", 0, &["WAITING"]);
}

#[test]
fn traces_that_can_not_be_read() {
    let words = ["error[trace::error]", "-:2:1", "^^^^^^^^^^", "This is not a step."];
    check(here(), &["trace", "-"], "client > SYN seq=x\nclient SYN\n", 2, &words);
    check(here(), &["trace", "-"], "client > SIN seq=x\n", 2, &["-:1:10", "There is no flag called “SIN”"]);
    check(here(), &["trace", "-"], "start: nowhere\nclient > SYN\n", 2, &["-:1:8", "nowhere"]);
    check(here(), &["trace", "-"], "# nothing\n", 2, &["There are no steps in it."]);
    check(here(), &["trace", "-"], "{\"steps\": [\n 1,,]}", 2, &["error[trace::json]", "-:2:4"]);
    check(here(), &["trace", "-"], "{\"a\": 1}", 2, &["error[trace::json]"]);
    check(here(), &["trace", "-"], "[]", 2, &["There are no steps in it."]);
    let unknown =
        "[{\"id\": \"k\", \"steps\": [{\"t\": 0, \"ev\": \"app\", \"at\": \"A\", \"call\": \"dance\"}]}]";
    check(here(), &["trace", "-"], unknown, 2, &["Case k, step 1:", "dance"]);
    check(here(), &["trace", "nothing.txt"], "", 2, &["content::unreadable"]);
    check(here(), &["trace", "content"], "", 2, &["content::not-a-file"]);
}

#[test]
fn a_new_deck_is_complete() {
    let folder = tempfile::tempdir().unwrap();
    let told = ["Written: my-deck.ron", "ackademy check my-deck.ron", "ackademy --content ."];
    check(folder.path(), &["new", "deck", "my-deck"], "", 0, &told);
    check(
        folder.path(),
        &["check", "my-deck.ron"],
        "",
        0,
        &["1 deck, 9 questions, 0 machines: 0 errors, 0 warnings"],
    );
    let text = fs::read_to_string(folder.path().join("my-deck.ron")).unwrap();
    assert!(text.contains("id: \"my-deck\""));

    fs::write(folder.path().join("my-deck.ron"), "mine").unwrap();
    check(folder.path(), &["new", "deck", "my-deck"], "", 2, &["my-deck.ron already exists"]);
    assert_eq!(fs::read_to_string(folder.path().join("my-deck.ron")).unwrap(), "mine");

    check(
        folder.path(),
        &["new", "deck", "My Deck"],
        "",
        2,
        &["error[cli::bad-name]", "Did you mean “my-deck”?"],
    );
    check(folder.path(), &["new", "deck", "../up"], "", 2, &["cli::bad-name"]);
    check(
        folder.path(),
        &["new", "deck", "third", "--to", "nowhere"],
        "",
        2,
        &["third.ron can’t be written"],
    );
    fs::create_dir(folder.path().join("decks")).unwrap();
    check(folder.path(), &["new", "deck", "third", "--to", "decks", "--lang", "zh"], "", 0, &["已写入"]);
    assert!(folder.path().join("decks/third.ron").is_file());
}
