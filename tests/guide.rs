//! The authoring guide: every example in it works.

use ackademy::deck;
use ackademy::diagnostic::{Finding, Source, print};
use ackademy::exam;
use ackademy::machine::{self, Machine};
use ackademy::text::Lang;
use ackademy::wire::{self, Case};
use std::collections::BTreeSet;
use std::sync::Arc;

const GUIDE: &str = include_str!("../content/README.md");
const TEMPLATE: &str = include_str!("../assets/templates/deck.ron");

/// A fenced block of the guide: the words behind its fence, its line, its text.
struct Block {
    marks: Vec<&'static str>,
    line: usize,
    text: String,
}

impl Block {
    fn is(&self, language: &str, mark: &str) -> bool {
        self.marks.first() == Some(&language) && self.marks.get(1).copied().unwrap_or_default() == mark
    }
}

fn blocks() -> Vec<Block> {
    let (mut blocks, mut open): (Vec<Block>, bool) = (Vec::new(), false);
    for (index, line) in GUIDE.lines().enumerate() {
        match line.trim_start().strip_prefix("```") {
            Some(marks) if !open => {
                let marks = marks.split_whitespace().collect();
                blocks.push(Block { marks, line: index + 1, text: String::new() });
                open = true;
            }
            Some(_) => open = false,
            None if open => {
                if let Some(block) = blocks.last_mut() {
                    block.text += line;
                    block.text += "\n";
                }
            }
            None => {}
        }
    }
    assert!(!open, "a block is not closed");
    blocks
}

fn of<'a>(blocks: &'a [Block], language: &'a str, mark: &'a str) -> impl Iterator<Item = &'a Block> {
    blocks.iter().filter(move |block| block.is(language, mark))
}

#[track_caller]
fn no_findings(findings: &[Finding], what: &str) {
    let told: Vec<String> = findings.iter().map(|finding| print(finding, Lang::En, false)).collect();
    assert!(told.is_empty(), "{what}:\n{}", told.join("\n\n"));
}

#[track_caller]
fn load_machine(text: &str) -> Arc<Machine> {
    let (machine, findings) = machine::load("ping-pong.ron", text);
    no_findings(&findings, text);
    Arc::new(machine.expect("no findings, so a machine"))
}

fn ping_pong() -> String {
    let blocks = blocks();
    of(&blocks, "ron", "machine").map(|block| block.text.clone()).next().expect("the guide has a machine")
}

#[track_caller]
fn check_deck(file: &str, text: &str) -> deck::Deck {
    let shipped = super::content::shipped();
    let find = |id: &str| match id {
        "ping-pong" => Some(load_machine(&ping_pong())),
        _ => shipped.machines.iter().filter_map(|m| m.content.clone()).find(|machine| machine.id == id),
    };
    let (deck, findings) = deck::load(file, text, &find);
    no_findings(&findings, text);
    deck.expect("no findings, so a deck")
}

/// A single question in the smallest deck.
fn wrapped(question: &str) -> String {
    format!(
        "(format: 1, id: \"guide\", title: \"Guide\", machine: Use(id: \"tcp\", start: \"listening\", \
         goal: {{\"client\": \"ESTABLISHED\", \"server\": \"ESTABLISHED\"}}), questions: [\n{question}\n])"
    )
}

#[test]
fn every_block_is_of_a_known_kind() {
    for block in blocks() {
        let known = match block.marks.as_slice() {
            ["ron", mark] => {
                ["deck", "exam", "machine", "question", "machine-part", "rule", "variant", "claims"]
                    .contains(mark)
            }
            ["trace"] | ["trace", "ping-pong"] | ["console"] | ["text"] => true,
            _ => false,
        };
        assert!(known, "line {}: {:?} is loaded by no test", block.line, block.marks);
    }
}

#[test]
fn decks_and_questions_load() {
    let blocks = blocks();
    for block in of(&blocks, "ron", "deck") {
        check_deck("why-syn.ron", &block.text);
    }
    let mut kinds: Vec<&str> = Vec::new();
    for block in of(&blocks, "ron", "question") {
        let deck = check_deck("guide.ron", &wrapped(&block.text));
        kinds.extend(deck.questions.iter().map(|question| question.kind.name()));
    }
    kinds.sort();
    kinds.dedup();
    assert_eq!(
        kinds,
        [
            "build",
            "choice",
            "cloze",
            "fault",
            "flip",
            "generate",
            "match",
            "next",
            "order",
            "states",
            "true-false",
            "type",
            "value",
            "what-if"
        ]
    );
}

#[test]
fn claims_load() {
    let blocks = blocks();
    let claims: Vec<&Block> = of(&blocks, "ron", "claims").collect();
    assert_eq!(claims.len(), 1);
    for block in claims {
        let (claims, findings) = deck::load_claims("claims.ron", &block.text);
        no_findings(&findings, &block.text);
        assert_eq!(claims.map(|file| file.claims.len()), Some(1));
    }
}

#[test]
fn exams_load() {
    let blocks = blocks();
    let decks = super::content::shipped().exam_decks();
    assert_eq!(of(&blocks, "ron", "exam").count(), 1);
    for block in of(&blocks, "ron", "exam") {
        let (exam, findings) = exam::load("mid-term.ron", &block.text, &decks, &|_| false);
        no_findings(&findings, &block.text);
        let exam = Arc::new(exam.expect("no findings, so an exam"));
        assert_eq!(exam::Paper::draw(&exam, &decks, 1).map(|paper| paper.items.len()), Ok(9));
    }
}

#[test]
fn variants_load() {
    let base = Source { file: "tcp.ron", text: include_str!("../content/machines/tcp.ron") };
    let blocks = blocks();
    assert_eq!(of(&blocks, "ron", "variant").count(), 1);
    for block in of(&blocks, "ron", "variant") {
        no_findings(&machine::load_variant("msl-wait.ron", &block.text, base).1, &block.text);
    }
}

/// The guide's machine with the parts that are added to it further down.
fn grown() -> String {
    let blocks = blocks();
    let mut text = ping_pong();
    for part in of(&blocks, "ron", "machine-part") {
        text = text.replacen("    states: {", &format!("{}    states: {{", part.text), 1);
    }
    for rule in of(&blocks, "ron", "rule") {
        text = text.replacen("    rules: [\n", &format!("    rules: [\n{}", rule.text), 1);
    }
    text
}

#[test]
fn machines_and_their_parts_load() {
    assert_eq!(load_machine(&ping_pong()).rules.len(), 3);
    let grown = load_machine(&grown());
    assert_eq!((grown.rules.len(), grown.calls.len()), (4, 1));
    let told = "calls: explicit\nasker: ask\nasker > PING id=n\nanswerer > PONG id=n";
    for trace in [told, "asker > PING id=n\nanswerer > PONG id=n"] {
        check_trace(&grown, trace, 0);
    }
}

#[track_caller]
fn check_trace(machine: &Machine, text: &str, line: usize) {
    let (trace, _, errors) = wire::parse(text);
    assert_eq!(errors, [], "line {line}");
    let outcome = machine.run_case(&Case { trace, ..Case::default() }).expect("known names");
    assert_eq!(outcome.kind, None, "line {line}: {}", outcome.words(machine, Lang::En));
}

#[test]
fn traces_are_legal() {
    let blocks = blocks();
    let tcp = super::cases::tcp();
    for block in of(&blocks, "trace", "") {
        check_trace(&tcp, &block.text, block.line);
    }
    for block in of(&blocks, "trace", "ping-pong") {
        check_trace(&load_machine(&ping_pong()), &block.text, block.line);
    }
}

/// A deck may bring its machine along.
#[test]
fn a_machine_can_be_embedded() {
    let text = format!(
        "(format: 1, id: \"pings\", title: \"Pings\", machine: Embed(machine: r#\"{}\"#), questions: [\n\
         States(id: \"after\", trace: [\"asker > PING id=n\"], after: 1, answer: {{\"asker\": \"WAITING\"}}),\n\
         Build(id: \"ask\", ask: \"Ask.\", goal: {{\"asker\": \"DONE\"}}),\n])",
        grown()
    );
    assert_eq!(check_deck("pings.ron", &text).questions.len(), 2);
}

/// What `ackademy new deck` writes is a deck without a fault, even for the lints.
#[test]
fn the_template_is_clean() {
    let deck = check_deck("my-first-deck.ron", TEMPLATE);
    assert_eq!(deck.questions.len(), 9);
    let (terms, _) = deck::load_terms("terms.ron", include_str!("../content/terms.ron"));
    let (terms, claims, asked) = (terms.expect("terms"), BTreeSet::new(), deck::Asked::of([&deck]));
    let context =
        deck::Context { terms: &terms, deck_ids: &[], claims: &claims, asked: &asked, has_glyph: &|_| true };
    no_findings(&deck::lint(&deck, &context), "the template");
}
