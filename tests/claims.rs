//! The claims: read without a fault left untold, each with its questions, and in a table of the command line.

use crate::cli::{check, here};
use crate::content::shipped;
use ackademy::app::claims::ClaimAsked;
use ackademy::app::content::{ContentFile, ContentKind};
use ackademy::app::library::Library;
use ackademy::deck::{self, Citation, JudgedBy, Truth};
use ackademy::diagnostic::has_errors;
use ackademy::text::Lang;
use std::fs;

/// Fixtures whose first lines say what is found, counted from the line behind them.
#[test]
fn every_fault_of_claims_is_told() {
    let folder = fs::read_dir(here().join("tests/fixtures/claims")).unwrap();
    for path in folder.map(|entry| entry.unwrap().path()) {
        let text = fs::read_to_string(&path).unwrap();
        let expected: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("// expect: ")).collect();
        let rest: String =
            text.split_inclusive('\n').filter(|line| !line.starts_with("// expect: ")).collect();
        let (claims, findings) = deck::load_claims("claims.ron", &rest);
        let told: Vec<String> =
            findings.iter().map(|f| format!("{}@{}:{}", f.code, f.place.line, f.place.column)).collect();
        assert_eq!(told, expected, "{}", path.display());
        assert_eq!(claims.is_none(), has_errors(&findings));
        for lang in Lang::ALL {
            assert!(findings.iter().all(|f| f.help(lang).is_some() && !f.message(lang).is_empty()));
        }
    }
}

/// Who judges the questions about a claim, the surest first.
fn judges(asked: &ClaimAsked<'_>) -> Vec<JudgedBy> {
    let mut judges: Vec<JudgedBy> =
        asked.questions.iter().map(|(_, question)| question.judged_by()).collect();
    judges.sort();
    judges
}

#[test]
fn every_claim_of_the_article_has_its_questions() {
    let library = shipped();
    let claims = library.claims_asked();
    let count = |truth: Truth| claims.iter().filter(|asked| asked.claim.truth == truth).count();
    assert_eq!(Truth::ALL.map(count), [30, 28, 8]);
    for (index, asked) in claims.iter().enumerate() {
        let (claim, judges) = (asked.claim, judges(asked));
        assert_eq!(claim.id, format!("s{:02}", index + 1), "none is left out");
        assert!(!judges.is_empty(), "{} has no question", claim.id);
        assert!(!claim.cite.is_empty() && claim.cite.iter().all(|cite| Citation::parse(cite).is_some()));
        if claim.truth != Truth::Right {
            assert!(claim.holds.is_some(), "{}: what holds instead?", claim.id);
            let taught = judges.first().is_some_and(|judge| *judge <= JudgedBy::Reasons);
            assert!(taught, "{}: no question is judged by the machine or gives its reasons", claim.id);
        }
    }
}

/// What stands in the article is not repeated letter by letter, and says something in either language.
#[test]
fn claims_are_short() {
    for asked in shipped().claims_asked() {
        let holds = asked.claim.holds.as_ref();
        for text in [Some(&asked.claim.says), holds].into_iter().flatten() {
            assert!(text.en.chars().count() <= 170 && text.zh.chars().count() <= 90, "{}", asked.claim.id);
            assert!(text.zh.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)), "{}", asked.claim.id);
        }
    }
}

fn file(name: &str, kind: ContentKind, text: &str) -> ContentFile {
    ContentFile { name: name.to_owned(), path: Some(name.into()), kind, bytes: Ok(text.as_bytes().to_vec()) }
}

const CLAIMS: &str = r#"(format: 1, claims: [
    (id: "s02", verdict: Wrong, says: "Ours", holds: "!", cite: ["RFC 9293 §3.5"]),
    (id: "new", verdict: Right, says: "New", cite: ["RFC 9293 §3.5"]),
])"#;

#[test]
fn an_own_claim_takes_the_place_of_a_built_in_one() {
    let mut files = ackademy::store::embedded();
    files.push(file("my/claims.ron", ContentKind::Claims, CLAIMS));
    let mut library = Library::load(&files, &|_| true);
    library.verify();
    let claims = library.claims_asked();
    assert_eq!(claims.len(), 67);
    let ours = claims.iter().find(|asked| asked.claim.id == "s02").expect("it is there");
    assert_eq!((ours.claim.says.en.as_str(), ours.path.is_some()), ("Ours", true));
    assert!(!ours.questions.is_empty());
    let told: Vec<_> = library.findings().filter(|finding| finding.code.starts_with("claims::")).collect();
    assert_eq!(told.iter().map(|f| (f.code, f.place.line)).collect::<Vec<_>>(), [("claims::no-question", 3)]);
}

#[test]
fn a_question_is_the_same_in_another_deck() {
    let deck = |id: &str, trace: &str| {
        let text = format!(
            "(format: 1, id: \"{id}\", title: \"T\", machine: Use(id: \"tcp\"), questions: [States(id: \"q\", \
             trace: [\"{trace}\"], after: 1, explain: \"!\", cite: [\"RFC 9293 §3.5\"])])"
        );
        file(&format!("my/{id}.ron"), ContentKind::Deck, &text)
    };
    let mut files = ackademy::store::embedded();
    files.extend([
        deck("mine", "client > SYN seq=x (twice)"),
        deck("other", "client > SYN seq=x (lost)"),
        deck("yours", "client > SYN seq=x (twice)"),
    ]);
    let library = Library::load(&files, &|_| true);
    let told: Vec<String> = library
        .findings()
        .filter(|finding| finding.code == "deck::same-question" && finding.place.file.starts_with("my/"))
        .map(|finding| format!("{}: {}", finding.place.file, finding.message(Lang::En)))
        .collect();
    assert_eq!(told, ["my/yours.ron: The question `q` is asked already: mine/q."]);
}

const DECK: &str = r#"(format: 1, id: "pings", title: "T", machine: Use(id: "tcp"), questions: [
    Flip(id: "q", front: "Q?", back: "!", explain: "!", cite: ["RFC 9293 §3.5"], tags: ["fact-new"]),
])"#;

#[test]
fn the_table_on_the_command_line() {
    let told = ["66 claims: 30 right, 28 imprecise, 8 wrong. Without a question: none.", "s64  wrong"];
    check(here(), &["claims"], "", 0, &told);
    check(
        here(),
        &["claims", "--lang", "zh"],
        "",
        0,
        &["共 66 条说法：30 条正确，28 条不严谨，8 条错误。每一条都有题目。"],
    );
    let json = check(here(), &["claims", "--format", "json"], "", 0, &[]);
    let lines: Vec<serde_json::Value> =
        json.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 66);
    assert!(lines.iter().all(|line| line["questions"].as_array().is_some_and(|list| !list.is_empty())));
    let csv =
        check(here(), &["claims", "--format", "csv"], "", 0, &["claim,verdict,says,question,kind,judged_by"]);
    let rows: usize = lines.iter().map(|line| line["questions"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(csv.out.lines().count(), rows + 1);
}

#[test]
fn the_table_of_ones_own_folder() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &["claims", "nothing"], "", 2, &["There is nothing at nothing."]);
    fs::write(folder.path().join("pings.ron"), DECK).unwrap();
    check(folder.path(), &["claims", "."], "", 2, &["There are no claims here."]);
    fs::write(folder.path().join("claims.ron"), CLAIMS).unwrap();
    // The built-in decks have questions about s02, the own one about the other.
    let words = ["s02  wrong", "pings/q (the learner judges)", "2 claims: 1 right, 0 imprecise, 1 wrong."];
    check(folder.path(), &["claims", "."], "", 0, &words);
    check(folder.path(), &["--content", ".", "claims"], "", 0, &["67 claims"]);
    let alone = CLAIMS.replace("\"new\"", "\"lonely\"");
    fs::write(folder.path().join("claims.ron"), &alone).unwrap();
    check(folder.path(), &["claims", "."], "", 1, &["no question", "Without a question: 1 (lonely)."]);
    check(folder.path(), &["claims", ".", "--format", "csv"], "", 1, &["lonely,right,New,,,"]);
    let told = ["warning[claims::no-question]", "claims.ron:3:11", "warning[deck::unknown-claim]"];
    check(folder.path(), &["check", "."], "", 1, &told);
    fs::write(folder.path().join("claims.ron"), alone.replace("Right", "Rite")).unwrap();
    check(folder.path(), &["claims", "."], "", 2, &["Allowed here: Right, Imprecise, Wrong."]);
}
