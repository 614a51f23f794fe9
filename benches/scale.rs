//! A long life: 100,000 questions, a million answers. Prints what takes how long.
//!
//! The data are made in one process and opened in others, so that each shows its own memory. A number as
//! argument makes smaller lives: `cargo bench --bench scale -- 0.1`.

#![expect(clippy::expect_used, clippy::panic, reason = "a benchmark may fail loudly")]

use ackademy::app::browse::{BrowseCommand, Filter};
use ackademy::app::content::{ContentFile, ContentKind};
use ackademy::app::library::Library;
use ackademy::app::place::Place;
use ackademy::app::port::{Answer, Request, Store};
use ackademy::app::record::{Due, Fact, Record, Review};
use ackademy::app::{App, Command, Effect, KindView, StudyCommand, View};
use ackademy::chance::Chance;
use ackademy::schedule::{Calendar, Grade, Scheduler};
use ackademy::store::{self, SqliteStore, sqlite};
use ackademy::text::Lang;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command as Program;
use std::time::{Duration, Instant};

const QUESTIONS: f64 = 100_000.0;
const REVIEWS: f64 = 1_000_000.0;
/// So many questions has a deck.
const PER_DECK: usize = 200;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", folder, scale] => make(Path::new(folder), scale.parse().expect("a number")),
        ["open", folder, scale] => open(Path::new(folder), scale.parse().expect("a number")),
        ["window", folder, scale] => window(Path::new(folder), scale.parse().expect("a number")),
        rest => all(rest.first().unwrap_or(&"1")),
    }
}

fn all(scale: &str) {
    let folder = std::env::temp_dir().join(format!("ackademy-scale-{}", std::process::id()));
    let place = folder.to_str().expect("UTF-8");
    run(&["make", place, scale]);
    for what in ["without the cache", "with the cache", "with the cache, again"] {
        println!("\nopened {what}");
        run(&["open", place, scale]);
    }
    println!("\nas the window has it");
    run(&["window", place, scale]);
    drop(std::fs::remove_dir_all(folder));
}

fn run(arguments: &[&str]) {
    let own = std::env::current_exe().expect("a path");
    assert!(Program::new(own).args(arguments).status().expect("it starts").success());
}

fn calendar() -> Calendar {
    Calendar { zone: TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC), day_starts_hour: 4 }
}

fn names(scale: f64) -> Vec<String> {
    (0..(QUESTIONS * scale) as usize)
        .map(|number| format!("deck-{:03}/question-{number:06}", number / PER_DECK))
        .collect()
}

fn review(question: &str, chance: &mut Chance) -> Review {
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
fn make(folder: &Path, scale: f64) {
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
    let size = |name: &str| std::fs::metadata(folder.join(name)).map_or(0, |file| file.len() >> 20);
    println!("{} questions, {total} reviews, database {} MB", names.len(), size(sqlite::FILE_NAME));
}

fn open(folder: &Path, scale: f64) {
    let names = names(scale);
    let began = Instant::now();
    let mut store = SqliteStore::new(folder);
    store.send(Request::Load);
    let Some(Answer::Loaded { facts, .. }) = store.receive() else { panic!("it doesn't load") };
    told("facts read", began.elapsed());
    let folding = Instant::now();
    let mut record = Record::fold(*facts, BTreeMap::new(), &Scheduler::new(&calendar()));
    told("cards known", folding.elapsed());
    println!("  {:<28}{:>10}", "  of them computed", record.computed());
    let now: Timestamp = "2026-01-01T12:00:00Z".parse().expect("a time");
    let asking = Instant::now();
    let queue = record.queue(names.iter().map(String::as_str), now);
    told("first queue", asking.elapsed());
    told("open, all in all", began.elapsed());
    println!("  {:<28}{:>7} MB, at most {} MB", "memory", memory("VmRSS:"), memory("VmHWM:"));
    if record.computed() > 0 {
        let keeping = Instant::now();
        let bytes = record.to_bytes();
        told("bytes for the cache", keeping.elapsed());
        store.send(Request::Keep(bytes.into()));
        assert_eq!(store.receive(), Some(Answer::Kept));
        told("cache written", keeping.elapsed());
    }
    study(&mut store, &mut record, &queue.due, now);
    statistics(&record);
}

/// The next question and the answer to it, many times.
fn study(store: &mut SqliteStore, record: &mut Record, due: &[String], now: Timestamp) {
    let (mut next, mut commit, mut taken, mut history) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut chance = Chance::new(8);
    for (number, question) in (0..).zip(due.iter().take(300)) {
        let now = now + SignedDuration::from_secs(number * 20);
        let began = Instant::now();
        let known =
            (record.outcomes(question, now), record.is_flagged(question), record.last_review(question));
        next.push(began.elapsed());
        assert!(known.2.is_some() && record.due(question, now) != Due::New);
        let began = Instant::now();
        store.send(Request::Append { at: now, fact: Fact::Review(review(question, &mut chance)) });
        let Some(Answer::Appended(entry)) = store.receive() else { panic!("it isn't kept") };
        commit.push(began.elapsed());
        let began = Instant::now();
        record.push(entry);
        taken.push(began.elapsed());
        let began = Instant::now();
        store.send(Request::History { names: vec![question.clone()] });
        assert!(matches!(store.receive(), Some(Answer::History { entries, .. }) if entries.len() > 1));
        history.push(began.elapsed());
    }
    for (what, times) in [
        ("next question", next),
        ("answer committed", commit),
        ("answer taken in", taken),
        ("history read", history),
    ] {
        spread(what, times);
    }
}

fn statistics(record: &Record) {
    let began = Instant::now();
    let busiest = record.days().values().map(|day| day.answered + day.practised).max();
    let days = record.days().len();
    told("days", began.elapsed());
    assert!(busiest.is_some() && days > 0);
    let began = Instant::now();
    let mut by_day: BTreeMap<i64, (u32, u32)> = BTreeMap::new();
    for (_, answered) in record.answers().filter(|(_, answered)| !answered.practice) {
        let (right, all) = by_day.entry(answered.at.as_second() / 86_400).or_default();
        *right += u32::from(answered.grade != Grade::Again);
        *all += 1;
    }
    told("every answer, by day", began.elapsed());
    let began = Instant::now();
    let rules = record.rules().len();
    told("rules", began.elapsed());
    let began = Instant::now();
    let known: f32 = record.cards().values().map(|card| card.memory.stability).sum();
    told("every card", began.elapsed());
    assert!(rules > 0 && known > 0.0 && !by_day.is_empty());
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

fn content(scale: f64) -> Vec<ContentFile> {
    let mut chance = Chance::new(9);
    let mut files = store::embedded();
    files.retain(|file| file.kind != ContentKind::Deck);
    let decks = (QUESTIONS * scale) as usize / PER_DECK;
    files.extend((0..decks).map(|number| {
        let name = format!("content/decks/deck-{number:03}.ron");
        let bytes = Ok(deck_text(number, &mut chance).into_bytes());
        ContentFile { path: Some(name.clone().into()), name, kind: ContentKind::Deck, bytes }
    }));
    files
}

/// What the window does, with everything loaded from files.
fn window(folder: &Path, scale: f64) {
    let files = content(scale);
    let bytes: usize = files.iter().filter_map(|file| Some(file.bytes.as_ref().ok()?.len())).sum();
    println!("  {:<28}{:>7} MB, memory {} MB", "content", bytes >> 20, memory("VmRSS:"));
    let began = Instant::now();
    let library = Library::load(&files, &|_| true);
    told("content read", began.elapsed());
    drop(files);
    let broken: Vec<_> = library.decks.iter().filter(|deck| deck.content.is_none()).collect();
    assert!(broken.is_empty(), "{:?}", broken.first().map(|deck| &deck.findings));
    println!("  {:<28}{:>7} MB, at most {} MB", "memory", memory("VmRSS:"), memory("VmHWM:"));
    let mut learner = Learner::new(library, folder);
    let began = Instant::now();
    learner.run(learner.app.begin());
    told("record loaded", began.elapsed());
    let began = Instant::now();
    assert!(matches!(learner.app.view(learner.now), View::Today(_)));
    told("first view", began.elapsed());
    println!("  {:<28}{:>7} MB, at most {} MB", "memory", memory("VmRSS:"), memory("VmHWM:"));
    for (name, place) in [
        ("Today", Place::Today),
        ("Decks", Place::Decks),
        ("Map", Place::Map),
        ("Settings", Place::Settings),
        ("Browse", Place::Browse),
    ] {
        let began = Instant::now();
        learner.ask(Command::Go(place));
        learner.look();
        told(&format!("{name}, first"), began.elapsed());
        let times = (0..20).map(|_| timed(|| learner.look())).collect();
        spread(&format!("{name}, again"), times);
    }
    learner.ask(Command::InBrowse(BrowseCommand::Nothing));
    for query in ["握", "握手", "挥手", "挥别", "半关闭", "SYN_SENT", "s", "syn 握手 time", "没有"]
    {
        let filter = || Filter { text: query.to_owned(), ..Filter::default() };
        let times = (0..7).map(|_| {
            timed(|| {
                learner.ask(Command::InBrowse(BrowseCommand::Filter(filter())));
                learner.look();
            })
        });
        spread(&format!("Browse: {query}"), times.collect());
    }
    for query in ["s", "deck", "deck 123", "题库"] {
        let times = (0..7).map(|_| {
            timed(|| {
                learner.ask(Command::Seek(query.to_owned()));
                drop(learner.app.frame());
            })
        });
        spread(&format!("palette: {query}"), times.collect());
    }
    learner.ask(Command::CloseOverlay);
    learner.session();
    println!("  {:<28}{:>7} MB, at most {} MB", "memory", memory("VmRSS:"), memory("VmHWM:"));
}

fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// The app on a store, as the window has it.
struct Learner {
    app: App,
    store: SqliteStore,
    now: Timestamp,
    committed: Vec<Duration>,
    /// All the time that the store has taken: in the window it has a thread of its own.
    stored: Duration,
}

impl Learner {
    fn new(library: Library, folder: &Path) -> Learner {
        let now = "2026-01-01T12:00:00Z".parse().expect("a time");
        let began = Instant::now();
        let app = App::new(library, Lang::Zh, &calendar());
        told("app made", began.elapsed());
        Learner { app, store: SqliteStore::new(folder), now, committed: Vec::new(), stored: Duration::ZERO }
    }

    fn run(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let Effect::Store(request) = effect else { continue };
            let appends = matches!(request, Request::Append { .. });
            let took = timed(|| self.store.send(request));
            self.stored += took;
            if appends {
                self.committed.push(took);
            }
            while let Some(answer) = self.store.receive() {
                waiting.extend(self.app.answered(answer, self.now));
            }
        }
    }

    fn ask(&mut self, command: Command) {
        let effects = self.app.update(command, self.now, 7);
        self.run(effects);
    }

    fn look(&mut self) {
        self.app.settle(self.now);
        drop((self.app.view(self.now), self.app.frame()));
    }

    /// How long something takes, but for what the store does beside it.
    fn without_store(&mut self, work: impl FnOnce(&mut Learner)) -> Duration {
        let before = self.stored;
        let took = timed(|| work(self));
        took.saturating_sub(self.stored.saturating_sub(before))
    }

    /// Today's session: the way to each question, and each answer.
    fn session(&mut self) {
        told("session begun", timed(|| self.ask(Command::StudyToday)));
        let (mut answers, mut next) = (Vec::new(), Vec::new());
        for _ in 0..200 {
            let View::Study(view) = self.app.view(self.now) else { break };
            self.now += SignedDuration::from_secs(10);
            let answer = match &view.kind {
                KindView::Flip { .. } => vec![StudyCommand::Turn, StudyCommand::Grade(Grade::Good)],
                KindView::TrueFalse { .. } => vec![StudyCommand::Say(true), StudyCommand::Check],
                KindView::Choice { options, .. } => {
                    vec![StudyCommand::Pick(options[0].index), StudyCommand::Check]
                }
                other => panic!("{other:?}"),
            };
            answers.push(self.without_store(|learner| {
                answer.into_iter().for_each(|command| learner.ask(Command::In(command)));
            }));
            next.push(self.without_store(|learner| {
                learner.ask(Command::In(StudyCommand::Next));
                learner.look();
            }));
        }
        println!("  {:<28}{:>10}", "questions", next.len());
        spread("answer judged", answers);
        spread("next question", next);
        spread("answer committed", std::mem::take(&mut self.committed));
        told(
            "back on Today",
            timed(|| {
                self.ask(Command::Go(Place::Today));
                self.look();
            }),
        );
    }
}

fn told(what: &str, took: Duration) {
    println!("  {what:<28}{:>10.2} ms", took.as_secs_f64() * 1000.0);
}

fn spread(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at =
        |share: usize| times.get(times.len() * share / 100).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    println!("  {what:<28}{:>10.3} ms, 95 % below {:.3} ms", at(50), at(95));
}

/// Megabytes by the system's word; 0 where it has none.
fn memory(word: &str) -> u64 {
    let status = std::fs::read_to_string(PathBuf::from("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(word));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes >> 10)
}
