//! A long life: 100,000 questions, a million answers. Prints what takes how long.
//!
//! The data are made in one process and opened in others, so that each shows its own memory. A number as
//! argument makes smaller lives: `cargo bench --bench scale -- 0.1`.

#![expect(clippy::expect_used, clippy::panic, reason = "a benchmark may fail loudly")]

use ackademy::app::browse::{BrowseCommand, Filter};
use ackademy::app::library::Library;
use ackademy::app::place::Place;
use ackademy::app::port::{Answer, Request, Store};
use ackademy::app::progress::{Asked, Figures};
use ackademy::app::record::{Due, Fact, Record};
use ackademy::app::{App, Command, Effect, KindView, StudyCommand, View};
use ackademy::chance::Chance;
use ackademy::deck::Deck;
use ackademy::schedule::{Calendar, Grade, Scheduler};
use ackademy::store::{self, OnLost, SqliteStore};
use ackademy::text::Lang;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::process::Command as Program;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[path = "scale/make.rs"]
mod make;

use make::{PER_DECK, make, review};

const QUESTIONS: f64 = 100_000.0;
/// Where the decks lie.
const CONTENT: &str = "content";

/// What others take, measured on the machine that these figures were first made on.
const PEERS: &str = "
others
  Anki 26.9, 100,000 cards, 1,000,000 reviews: opens in 0.1 s after 0.2 s of imports, first queue 22 ms,
    answer committed 3.7 ms, search 34-64 ms, 805 MB
  hashcards 0.5, 100,000 cards: checked in 1.5 s";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", folder, scale] => make(Path::new(folder), scale.parse().expect("a number")),
        ["open", folder, scale] => open(Path::new(folder), scale.parse().expect("a number")),
        ["check", folder] => check(Path::new(folder)),
        ["window", folder] => window(Path::new(folder)),
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
    println!("\nchecked by the command line");
    run(&["check", place]);
    for what in ["for the first time", "again"] {
        println!("\nas the window has it, {what}");
        run(&["window", place]);
    }
    println!("{PEERS}");
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
    statistics(&record, &names, now);
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

fn statistics(record: &Record, names: &[String], now: Timestamp) {
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
    let tags = ["a topic".to_owned(), "another".to_owned()];
    let (deck_tags, tags) = tags.split_at(1);
    let asked = names.iter().map(|name| {
        let (deck, _) = name.split_once('/').expect("a deck");
        Asked { name: name.clone(), deck, deck_tags, tags }
    });
    let (began, busy) = (Instant::now(), on_all_processors());
    let (figures, marks) = Figures::of_questions(record, asked, now);
    told("progress: all figures", began.elapsed());
    told("  of it on the processors", on_all_processors().saturating_sub(busy));
    assert!(figures.calibration.all.answers > 0 && figures.forecast.overdue > 0 && marks.len() == rules);
    let began = Instant::now();
    let known: f32 = record.cards().values().map(|card| card.memory.stability).sum();
    told("every card", began.elapsed());
    assert!(rules > 0 && known > 0.0 && !by_day.is_empty());
}

/// What `ackademy check` does: everything anew.
fn check(folder: &Path) {
    let began = Instant::now();
    let mut files = store::embedded();
    files.extend(store::read_folder(&folder.join(CONTENT)));
    let bytes: usize = files.iter().filter_map(|file| Some(file.bytes.as_ref().ok()?.len())).sum();
    told("files read", began.elapsed());
    println!("  {:<28}{:>7} MB", "  of them", bytes >> 20);
    let mut library = store::read_files(&files, &|_| true);
    library.verify();
    told("all checked", began.elapsed());
    told("  of it on the processors", on_all_processors());
    let questions: usize = decks(&library).map(|deck| deck.questions.len()).sum();
    println!("  {:<28}{:>10}", "  questions", questions);
    println!("  {:<28}{:>10}", "  findings", library.findings().count());
    println!("  {:<28}{:>7} MB, at most {} MB", "memory", memory("VmRSS:"), memory("VmHWM:"));
}

fn decks(library: &Library) -> impl Iterator<Item = &Arc<Deck>> {
    library.decks.iter().filter_map(|deck| deck.content.as_ref())
}

/// What the window does, with everything loaded from files: content and record at once, each on its threads.
fn window(folder: &Path) {
    let began = Instant::now();
    let content = folder.join(CONTENT);
    let read = || {
        let library =
            store::read_library(std::slice::from_ref(&content), Some(folder), &|_| true, &OnLost::default());
        (library, began.elapsed())
    };
    let (facts, (library, read_for)) = std::thread::scope(|scope| {
        let reading = scope.spawn(read);
        let mut store = SqliteStore::new(folder);
        store.send(Request::Load);
        let facts = store.receive().expect("an answer");
        told("record read", began.elapsed());
        (facts, reading.join().expect("it is read"))
    });
    told("content read", read_for);
    let broken: Vec<_> = library.decks.iter().filter(|deck| deck.content.is_none()).collect();
    assert!(broken.is_empty(), "{:?}", broken.first().map(|deck| &deck.findings));
    let mut learner = Learner::new(library, folder);
    let effects = learner.app.answered(facts, learner.now);
    told("record folded", began.elapsed());
    assert!(matches!(learner.app.view(learner.now), View::Today(_)));
    told("usable, all in all", began.elapsed());
    told("  of it on the processors", on_all_processors());
    println!("  {:<28}{:>7} MB, at most {} MB", "memory", memory("VmRSS:"), memory("VmHWM:"));
    learner.run(effects);
    look_around(&mut learner);
    learner.session();
    println!("  {:<28}{:>7} MB, at most {} MB", "memory", memory("VmRSS:"), memory("VmHWM:"));
    // A deck is saved: all content is read again, beside the window.
    let file = content.join("decks").join("deck-000.ron");
    let text = std::fs::read_to_string(&file).expect("it is there");
    std::fs::write(&file, text.replace("minutes: 40", "minutes: 41")).expect("it is written");
    let began = Instant::now();
    let (library, _) = read();
    told("read again when one is saved", began.elapsed());
    let now = learner.now;
    told("  of it in the window", timed(|| drop(learner.app.reload(library, now))));
    std::fs::write(&file, text).expect("it is written");
}

/// Every place, and every kind of search.
fn look_around(learner: &mut Learner) {
    for (name, place) in [
        ("Today", Place::Today),
        ("Decks", Place::Decks),
        ("Map", Place::Map),
        ("Progress", Place::Progress),
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
        let times = (0..7).map(|again| {
            let filter = Filter { text: typed(query, again), ..Filter::default() };
            timed(|| {
                learner.ask(Command::InBrowse(BrowseCommand::Filter(filter)));
                learner.look();
            })
        });
        spread(&format!("Browse: {query}"), times.collect());
    }
    for query in ["s", "deck", "deck 123", "题库"] {
        let times = (0..7).map(|again| {
            let query = typed(query, again);
            timed(|| {
                learner.ask(Command::Seek(query));
                drop(learner.app.frame());
            })
        });
        spread(&format!("palette: {query}"), times.collect());
    }
    learner.ask(Command::CloseOverlay);
}

/// A query that finds the same and is another than the one before: what was found for that is kept.
fn typed(query: &str, again: usize) -> String {
    query.to_owned() + &" ".repeat(again % 2)
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

/// For how long all threads of this process have had a processor, also those that have ended, where the
/// system says so: other programs don't count.
fn on_all_processors() -> Duration {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let told = told.rsplit(')').next().unwrap_or_default();
    // In hundredths of a second, for itself and for what the system does for it.
    let ticks = told.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * 10)
}

/// Megabytes by the system's word; 0 where it has none.
fn memory(word: &str) -> u64 {
    let status = std::fs::read_to_string(PathBuf::from("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(word));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes >> 10)
}
