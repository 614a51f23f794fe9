//! `ackademy exam`.

use crate::cli::{check, here};
use std::fs;

#[test]
fn exams_are_listed() {
    check(
        here(),
        &["exam"],
        "",
        0,
        &["quick  Ten-minute check: 10 minutes", "interview", "full  Full exam: 45 minutes"],
    );
    check(here(), &["exam", "--lang", "zh"], "", 0, &["quick  十分钟小测：10 分钟，11 题，及格线 60%"]);
    check(here(), &["exam", "nothing"], "", 2, &["There is no exam `nothing`."]);
}

/// The code that a run says.
fn code(out: &str) -> String {
    out.lines().next().and_then(|line| line.split("paper ").nth(1)).expect("a code").to_owned()
}

#[test]
fn a_paper_by_its_number_and_by_its_code() {
    let one = check(
        here(),
        &["exam", "full", "--seed", "7"],
        "",
        0,
        &["Full exam: paper ", "Opening: 9 questions"],
    );
    let again = check(here(), &["exam", "full", "--seed", "7"], "", 0, &[]);
    assert_eq!(one.out, again.out);
    let code = code(&one.out);
    let typed = code.to_lowercase().replace('-', " ");
    let by_code = check(here(), &["exam", "--code", &typed], "", 0, &[&code]);
    assert_eq!(by_code.out, one.out);
    check(here(), &["exam", "quick", "--code", &code], "", 2, &["is of the exam `full`, not of `quick`"]);
    let mut wrong = code.clone();
    let last = if wrong.pop() == Some('0') { '1' } else { '0' };
    wrong.push(last);
    check(here(), &["exam", "--code", &wrong], "", 2, &["This is not the code of a paper"]);
    check(here(), &["exam", "--code", "K7QM"], "", 2, &["A code has 16 signs; this one has 4."]);
    check(here(), &["exam", "--code", "U"], "", 2, &["`U` is in no code."]);
    // The first group and a half says the content: a code of a blueprint that nobody has.
    check(here(), &["exam", "--code", "0000-0000-0000-03ZZ"], "", 2, &["The exam of this code is not here."]);
    check(here(), &["exam", "--seed", "1"], "", 2, &["BLUEPRINT"]);
    let folder = tempfile::tempdir().unwrap();
    let deck = fs::read_to_string(here().join("content/decks/why-three.ron")).unwrap();
    fs::write(folder.path().join("why-three.ron"), deck.replace("difficulty: 2", "difficulty: 1")).unwrap();
    let content = folder.path().display().to_string();
    let words = ["The exam `full` is here, but it or its questions are not those of this code."];
    check(here(), &["exam", "--code", &code, "--content", &content], "", 2, &words);
}

#[test]
fn a_paper_is_printed_with_its_key() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, word) in [("en", "Ten-minute check"), ("zh", "十分钟小测")] {
        let arguments = ["exam", "quick", "--seed", "3", "--print", "paper.html", "--lang", lang];
        check(folder.path(), &arguments, "", 0, &["paper.html", "paper-key.html"]);
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        let (paper, key) = (read("paper.html"), read("paper-key.html"));
        assert!(paper.contains(word) && key.contains(word));
        assert!(paper.contains("class=\"rule\"") || paper.contains("class=\"box\""));
        assert!(key.contains("class=\"right\"") && !paper.contains("class=\"right\""));
        assert_eq!(paper.matches("<section").count(), 11);
    }
    let nowhere = ["exam", "quick", "--print", "nowhere/paper.html"];
    check(folder.path(), &nowhere, "", 2, &["can’t be written"]);
}
