//! House rules: what a reviewer should never have to say twice.
//!
//! Everything is read as text, so that a rule holds in every feature and on every platform. Exceptions
//! stand beside their rule with their reason, and one that is no longer needed is a fault too.

mod citations;
mod documents;
mod layers;
mod rust;
mod words;

use rust::{Rust, in_word};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the project, or the file itself, as (path from the root, text). What is
/// no text is left out.
fn files(names: &[&str]) -> Vec<(String, String)> {
    let mut waiting: Vec<PathBuf> = names.iter().map(|name| root().join(name)).collect();
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        assert!(path.exists(), "{} is missing", path.display());
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(root()).unwrap().display().to_string().replace('\\', "/");
            files.push((name, text));
        }
    }
    files.sort();
    files
}

#[track_caller]
fn nothing(what: &str, found: impl IntoIterator<Item = impl std::fmt::Display>) {
    let found: Vec<String> = found.into_iter().map(|line| line.to_string()).collect();
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

fn sources() -> Vec<Rust> {
    files(&["src"]).into_iter().map(Rust::new).collect()
}

/// Words of code that only some files may hold.
#[track_caller]
fn only_in(words: &[&str], may: impl Fn(&str) -> bool) {
    let mut wrong = Vec::new();
    for rust in sources().iter().filter(|rust| !rust.is_test() && !may(&rust.path)) {
        for (index, line) in rust.shipped().lines().enumerate() {
            let held = |word: &&&str| line.match_indices(**word).any(|(at, _)| !in_word(&line[..at]));
            wrong.extend(words.iter().find(held).map(|word| format!("{}:{}: {word}", rust.path, index + 1)));
        }
    }
    nothing("not here", wrong);
}

#[test]
fn no_file_is_too_long() {
    let long = files(&["src", "tests"]).into_iter().filter(|(path, _)| path.ends_with(".rs")).map(Rust::new);
    nothing(
        "over 500 lines",
        long.filter(|rust| rust.lines > 500).map(|rust| format!("{}: {}", rust.path, rust.lines)),
    );
}

#[test]
fn nothing_unfinished_is_left() {
    only_in(
        &["todo!", "dbg!", "unimplemented!", "FIXME", "#[allow", "#![allow", "static mut", "unsafe"],
        |_| false,
    );
    let mut wrong = Vec::new();
    for (path, text) in files(&["src", "content", "assets/words", "assets/templates"]) {
        let marks = ["TODO", "FIXME", "XXX", "\t"];
        wrong.extend(
            marks.iter().filter(|mark| text.contains(**mark)).map(|mark| format!("{path}: {mark:?}")),
        );
        if path.starts_with("src/")
            && path.ends_with(".rs")
            && !path.ends_with("tests.rs")
            && !text.starts_with("//!")
        {
            wrong.push(format!("{path}: does not say at its top what it is"));
        }
    }
    nothing("unfinished", wrong);
}

#[test]
fn code_has_half_width_signs() {
    let full = |c: &char| {
        matches!(c, '，' | '；' | '：' | '（' | '）' | '“' | '”' | '。' | '\u{3000}' | '\u{a0}' | '\u{200b}')
    };
    let mut wrong = Vec::new();
    for rust in sources() {
        let signs =
            rust.code.lines().enumerate().filter_map(|(at, line)| Some((at + 1, line.chars().find(full)?)));
        wrong.extend(signs.map(|(line, c)| format!("{}:{line}: {c}", rust.path)));
    }
    nothing("full-width signs in code", wrong);
}
