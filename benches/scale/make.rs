//! The life that is looked at: ten years of answers in a database, and decks as files.

use super::{CONTENT, QUESTIONS, names};
use ackademy::app::port::{Answer, Request, Store};
use ackademy::app::record::{Fact, Review};
use ackademy::chance::Chance;
use ackademy::schedule::Grade;
use ackademy::store::{SqliteStore, sqlite};
use jiff::Timestamp;
use std::fmt::Write as _;
use std::path::Path;

const REVIEWS: f64 = 1_000_000.0;
/// So many questions has a deck.
pub const PER_DECK: usize = 200;

pub fn review(question: &str, chance: &mut Chance) -> Review {
    let grade = [Grade::Again, Grade::Hard, Grade::Good, Grade::Good, Grade::Good][chance.below(5)];
    let rule = |chance: &mut Chance| format!("tcp/rule-{:02}", chance.below(60));
    Review {
        question: question.to_owned(),
        fingerprint: "0123456789abcdef".to_owned(),
        answer: serde_json::json!({"choice": {"picked": [1, 2]}, "note": "握手 SYN ACK seq=x ack=y+1"}),
        credit: if grade == Grade::Again { 0.25 } else { 1.0 },
        grade,
        hinted: grade == Grade::Hard,
        practice: chance.below(10) == 0,
        seed: chance.below(u32::MAX as usize) as u64,
        credited: (0..chance.below(4)).map(|_| rule(chance)).collect(),
        charged: (grade == Grade::Again).then(|| rule(chance)),
        seconds: chance.below(60_000) as f32 / 1000.0,
    }
}

/// Ten years of answers, with ids and bodies as the store writes them.
pub fn make(folder: &Path, scale: f64) {
    let mut store = SqliteStore::new(folder);
    store.send(Request::Load);
    let Some(Answer::Loaded { .. }) = store.receive() else { panic!("no store") };
    drop(store);
    let (names, total) = (names(scale), (REVIEWS * scale) as u64);
    let mut database = rusqlite::Connection::open(folder.join(sqlite::FILE_NAME)).expect("it opens");
    let transaction = database.transaction().expect("a transaction");
    let sql = "INSERT INTO facts (id, device, counter, at, kind, subject, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let mut insert = transaction.prepare(sql).expect("it is SQL");
    let mut chance = Chance::new(7);
    let start: Timestamp = "2016-01-01T00:00:00Z".parse().expect("a time");
    let step = 10 * 365 * 86_400_000 / total.max(1);
    for counter in 1..=total {
        let question = &names[chance.below(names.len())];
        let at = start.as_millisecond() + (counter * step) as i64;
        let fact = Fact::Review(review(question, &mut chance));
        let (a, b) = (chance.below(u32::MAX as usize) as u64, chance.below(1 << 28) as u64);
        let id =
            format!("{:08x}-{:04x}-7{:03x}-8{:03x}-{:012x}", at >> 16, at & 0xffff, b & 0xfff, b >> 16, a);
        let device = if counter % 10 == 0 { "device-b" } else { "device-a" };
        let body = serde_json::to_string(&fact).expect("JSON");
        insert.execute((id, device, counter as i64, at, fact.kind(), question, body)).expect("it goes in");
    }
    drop(insert);
    transaction.commit().expect("it is kept");
    write_content(folder, scale);
    let size = |name: &str| std::fs::metadata(folder.join(name)).map_or(0, |file| file.len() >> 20);
    println!("{} questions, {total} reviews, database {} MB", names.len(), size(sqlite::FILE_NAME));
}

/// Words that questions are made of.
const WORDS: [&str; 17] = [
    "三次握手",
    "四次挥手",
    "半关闭",
    "报文段",
    "确认号",
    "SYN-SENT",
    "ESTABLISHED",
    "TIME-WAIT",
    "the segment",
    "acknowledges",
    "sequence number",
    "为什么",
    "客户端",
    "服务器",
    "the peer",
    "retransmission",
    "最长报文段寿命",
];

fn said(chance: &mut Chance, count: u32) -> String {
    (0..count).map(|_| WORDS[chance.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
}

/// A deck as an author would write it: with the kinds that are quick to write, and explanations.
fn deck_text(number: usize, chance: &mut Chance) -> String {
    let mut text = format!(
        "(format: 1, id: \"deck-{number:03}\", title: (en: \"Deck {number}\", zh: \"题库 {number}\"), minutes: 40,
        machine: Use(id: \"tcp\"), tags: [\"open\"],"
    );
    if number > 0 {
        let _ = write!(text, " after: [\"deck-{:03}\"],", number - 1);
    }
    text.push_str(" questions: [\n");
    for question in number * PER_DECK..(number + 1) * PER_DECK {
        let id = format!("question-{question:06}");
        let mut part = 0;
        let mut both = |count| {
            // No two options say the same.
            part += 1;
            let rare = if question % 1000 == 7 { " 挥别" } else { "" };
            format!("(en: \"{part} {}\", zh: \"{part} {}{rare}\")", said(chance, count), said(chance, count))
        };
        let (asked, explained, rest) = (both(6), both(12), [both(4), both(4), both(4)]);
        let [one, two, three] = rest;
        let body = match question % 3 {
            0 => format!("Flip(id: \"{id}\", front: {asked}, back: {one},"),
            1 => format!("TrueFalse(id: \"{id}\", statement: {asked}, is: true, because: {one},"),
            _ => format!(
                "Choice(id: \"{id}\", ask: {asked}, options: [Right(text: {one}, because: {two}), Wrong(text: {two}, because: {three})],"
            ),
        };
        let _ = writeln!(
            text,
            "{body} explain: {explained}, tags: [\"t-{}\"], cite: [\"RFC 9293 §3.5\"]),",
            question % 40
        );
    }
    text.push_str("])\n");
    text
}

/// The decks as files, as learners have them.
fn write_content(folder: &Path, scale: f64) {
    let decks = folder.join(CONTENT).join("decks");
    std::fs::create_dir_all(&decks).expect("a folder");
    let mut chance = Chance::new(9);
    for number in 0..(QUESTIONS * scale) as usize / PER_DECK {
        let text = deck_text(number, &mut chance);
        std::fs::write(decks.join(format!("deck-{number:03}.ron")), text).expect("it is written");
    }
}
