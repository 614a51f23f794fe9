//! What is written about the project, and every path that is written anywhere.

use super::{files, nothing, root};

/// What is written about the project.
const DOCUMENTS: [&str; 5] =
    ["ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "README.md", "content/README.md"];

#[test]
fn no_path_leads_out_of_the_project() {
    let strange = ["/work/", "/tmp/", "/home/", "/root/", "../shared", "../facts", "/Users/", "C:\\\\Users"];
    let names = [
        "src",
        "content",
        "assets/words",
        "assets/templates",
        "Cargo.toml",
        "justfile",
        "clippy.toml",
        "deny.toml",
    ];
    let mut wrong = Vec::new();
    for (path, text) in files(&names).into_iter().chain(files(&DOCUMENTS)) {
        wrong.extend(
            strange.iter().filter(|part| text.contains(**part)).map(|part| format!("{path}: {part}")),
        );
    }
    nothing("paths of one machine", wrong);
}

#[test]
fn files_that_are_named_are_there() {
    let mut wrong = Vec::new();
    for (path, text) in files(&DOCUMENTS).into_iter().chain(files(&["src"])) {
        for word in text.split(|c: char| c.is_whitespace() || "`()[]\"',;<>".contains(c)) {
            let word = word.trim_end_matches(['.', ':']);
            let ours = ["src/", "tests/", "content/", "assets/", "traces/", ".ci/", "docs/", "facts/"];
            let named = ours.iter().any(|folder| word.starts_with(folder));
            let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
            let whole = word.ends_with('/') || word.contains('.');
            // Examples: `content/decks/x.ron`, `content/decks/NAME.ron`.
            if named
                && plain
                && whole
                && !word.ends_with("/x.ron")
                && !word.contains("NAME")
                && !root().join(word).exists()
            {
                wrong.push(format!("{path}: {word}"));
            }
        }
    }
    nothing("not there", wrong);
}
