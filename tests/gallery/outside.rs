//! What stands outside the window of a scene: content of one's own, a store that fails, captures read at once.

use super::painter::Painter;
use crate::content::shipped;
use crate::screens::{calendar, noon};
use ackademy::app::App;
use ackademy::app::capture::port::{CaptureAnswer, CaptureRequest, Captures};
use ackademy::app::content::{ContentFile, ContentKind};
use ackademy::app::library::Library;
use ackademy::app::port::{
    Answer, Backup, BackupKind, Held, Request, SAT, Store, StoreError, StoreFault, SyncFault, SyncTrouble,
    Synced,
};
use ackademy::app::record::{DeviceId, Entry, Fact, FactId, Review};
use ackademy::deck::Response;
use ackademy::schedule::Grade;
use ackademy::store::{CaptureReader, FileWriter, MemoryStore, embedded};
use ackademy::text::Lang;
use ackademy::ui::{Outside, Window, install};
use egui_kittest::Harness;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

/// The faulty deck, as its author has it.
pub const BROKEN: &str = "my-decks/broken.ron";
/// A deck in which everything is long.
pub const LONG: &str = "long";

/// What is the matter outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Health {
    /// Nothing.
    #[default]
    Well,
    /// The disk is full.
    Full,
    /// The data can't be read at all.
    Shut,
    /// Nothing either, but a question is forgotten again and again: [`LEECH`].
    Forgotten,
    /// Nothing either, and some exams were sat: [`crate::exam_report::every_kind`].
    Examined,
    /// The same, and what is to be done beside the window is never done.
    Marking,
    /// Another program has an exam that is being sat.
    Elsewhere,
    /// There are backups and another device, not all of them sound.
    Rich,
    /// Likewise, but what is asked of them fails.
    RichFull,
}

/// The question that is forgotten again and again.
pub const LEECH: &str = "open-2-syn-ack/ack-of-the-syn";

/// A week in which it was forgotten on every day, and known a moment later.
fn forgotten() -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for day in (1..=8).rev() {
        for (minutes, right) in [(0, day == 8), (15, true)] {
            let grade = if right { Grade::Good } else { Grade::Again };
            let answer =
                Response::Type(if right { "x+1" } else { ["x", "y+1", "x+2"][day as usize % 3] }.to_owned());
            let review = Review {
                question: LEECH.to_owned(),
                fingerprint: String::new(),
                answer: serde_json::to_value(answer).expect("JSON"),
                credit: if right { 1.0 } else { 0.0 },
                grade,
                hinted: false,
                practice: false,
                seed: 0,
                credited: Vec::new(),
                charged: None,
                seconds: 12.0,
            };
            let counter = entries.len() as u64 + 1;
            entries.push(Entry {
                id: FactId::new(format!("forgotten-{counter}")),
                device: DeviceId::new("desk"),
                counter,
                at: noon() - SignedDuration::from_hours(24 * day) + SignedDuration::from_mins(minutes),
                fact: Fact::Review(review),
            });
        }
    }
    entries
}

/// The shipped content beside a faulty deck and one with long words.
fn library() -> Library {
    static LOADED: OnceLock<Library> = OnceLock::new();
    let load = || {
        let own = [(BROKEN, include_str!("../fixtures/decks/broken.ron")), ("my-decks/long.ron", LONG_DECK)];
        let own = own.map(|(name, text)| ContentFile {
            name: name.to_owned(),
            path: Some(name.into()),
            kind: ContentKind::Deck,
            bytes: Ok(text.as_bytes().to_vec()),
        });
        Library::load(&embedded().into_iter().chain(own).collect::<Vec<_>>(), &|_| true)
    };
    LOADED.get_or_init(load).clone()
}

/// The window of a scene, with or without faulty and long decks.
pub fn window(lang: Lang, own: bool, health: Health) -> Window {
    let mut app = App::new(if own { library() } else { plain() }, lang, &calendar());
    app.insist_on(lang);
    let facts = match health {
        Health::Forgotten => forgotten(),
        Health::Examined | Health::Marking => crate::exam_report::every_kind(),
        _ => Vec::new(),
    };
    let store = MemoryStore::with(facts);
    let outside = Outside {
        store: Box::new(SickStore { store, health, failed: None }),
        captures: Box::new(AtOnce { reader: CaptureReader::start(|| {}).expect("a thread"), waiting: false }),
        steady: Box::new(|| std::time::Duration::ZERO),
        now: Box::new(|| noon() + SignedDuration::from_secs(1)),
        seed: Box::new(|| 7),
        files: Box::new(FileWriter::new(None, |_| {})),
        work: Box::new(move |work| {
            if health != Health::Marking {
                work.run();
            }
        }),
        changed: Box::new(|| None),
    };
    Window::new(app, outside)
}

/// Something that shows a window; painted if there is a painter.
pub fn harness(window: Window, size: [f32; 2], painter: Option<Painter>) -> Harness<'static, Window> {
    let builder = Harness::builder().with_size(size).with_context_setup(install).with_max_steps(40);
    match painter {
        Some(painter) => builder.renderer(painter).build_eframe(move |_| window),
        None => builder.build_eframe(move |_| window),
    }
}

fn plain() -> Library {
    static LOADED: OnceLock<Library> = OnceLock::new();
    LOADED.get_or_init(shipped).clone()
}

/// A store in memory that may fail.
struct SickStore {
    store: MemoryStore,
    health: Health,
    failed: Option<Answer>,
}

impl Store for SickStore {
    fn send(&mut self, request: Request) {
        let kind = match (self.health, &request) {
            (Health::Full, Request::Append { .. } | Request::AppendAll(_)) => StoreFault::DiskFull,
            (Health::Shut, _) => StoreFault::Damaged,
            (Health::Rich | Health::RichFull, Request::Backups) => {
                self.failed = Some(backups());
                return;
            }
            (Health::RichFull, Request::Restore { .. } | Request::Check { .. }) => StoreFault::DiskFull,
            (Health::RichFull, Request::Sync { .. }) => StoreFault::CannotOpen,
            (Health::Rich, Request::Restore { .. }) => {
                self.failed = Some(Answer::Restored { kept: aside() });
                return;
            }
            (Health::Rich, Request::Sync { .. }) => {
                self.failed = Some(Answer::Synced(synced()));
                return;
            }

            (Health::Elsewhere, Request::Remember { key, .. }) if key == SAT => StoreFault::Elsewhere,
            _ => return self.store.send(request),
        };
        let (path, detail) = match &request {
            Request::Sync { folder, .. } => (folder.clone(), "No such file or directory (os error 2)"),
            _ if kind == StoreFault::Damaged => {
                (format!("{DATA}ackademy.db").into(), "database disk image is malformed (code 11)")
            }
            _ => (format!("{DATA}ackademy.db").into(), "database or disk is full (code 13)"),
        };
        let error = StoreError { kind, path, detail: detail.to_owned() };
        self.failed = Some(Answer::Failed { request: Box::new(request), error });
    }

    fn receive(&mut self) -> Option<Answer> {
        self.failed.take().or_else(|| self.store.receive())
    }
}

const DATA: &str = "/home/li/.local/share/ackademy/";

fn aside() -> PathBuf {
    format!("{DATA}ackademy-before-restore-2026-11-22.db").into()
}

/// Backups of some days, an unreadable one among them.
fn backups() -> Answer {
    let backup = |name: &str, made: &str, kind, held: Option<(u64, u64)>| {
        let made: Timestamp = made.parse().expect("a time");
        Backup {
            name: name.to_owned(),
            date: made.to_zoned(TimeZone::UTC).date(),
            made: Some(made),
            kind,
            held: held.map(|(facts, answers)| Held { facts, answers: Some(answers) }),
            bytes: held.map_or(4096, |(facts, _)| facts * 512),
        }
    };
    let list = vec![
        backup("a", "2026-11-22T08:14:00Z", BackupKind::Daily, Some((1312, 1240))),
        backup("b", "2026-11-21T19:02:00Z", BackupKind::BeforeRestore, Some((1290, 1221))),
        backup("c", "2026-11-21T07:55:00Z", BackupKind::Daily, None),
        backup("d", "2026-11-20T21:30:00Z", BackupKind::BeforeChange, Some((1104, 1040))),
        backup("e", "2026-11-13T09:12:00Z", BackupKind::Daily, Some((640, 602))),
    ];
    let file = format!("{DATA}ackademy.db").into();
    Answer::Backups { file, aside: aside(), list, failed: None }
}

fn synced() -> Synced {
    let trouble = |file: &str, fault| SyncTrouble { file: file.to_owned(), fault };
    Synced {
        written: 12,
        taken: 37,
        entries: Vec::new(),
        troubles: vec![
            trouble("ackademy-019a-000002.jsonl", SyncFault::Damaged { line: 118, lines: 3 }),
            trouble("ackademy-notes.jsonl", SyncFault::Foreign),
        ],
    }
}

/// Reads captures while one waits, so that the next picture is that of the outcome.
struct AtOnce {
    reader: CaptureReader,
    waiting: bool,
}

impl Captures for AtOnce {
    fn send(&mut self, request: CaptureRequest) {
        self.waiting = matches!(request, CaptureRequest::Read { .. } | CaptureRequest::Follow { .. });
        self.reader.send(request);
    }

    fn receive(&mut self) -> Option<CaptureAnswer> {
        for _ in 0..5000 {
            let answer = self.reader.receive();
            if answer.is_some() || !self.waiting {
                self.waiting &= matches!(answer, Some(CaptureAnswer::Progress { .. }));
                return answer;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("no answer");
    }
}

const LONG_DECK: &str = r#"(
    format: 1,
    id: "long",
    title: (
        en: "A deck whose title is a good deal longer than any author of good taste would ever want it to be",
        zh: "一个标题长得任何有品味的作者都不愿意写出来的题库：连接的建立、数据的传送、双方各自的释放与等待时间",
    ),
    machine: Use(id: "tcp"),
    questions: [
        Choice(
            id: "one",
            ask: (
                en: "A server in SYN-RECEIVED gets a segment whose acknowledgment number lies outside of what it has sent so far, though everything else about it looks right. What does it do with `SEG.ACK > SND.NXT`, and in which state is it afterwards?",
                zh: "服务器处于 SYN-RECEIVED 状态，此时收到一个报文段：其他字段都看似正常，唯独确认号超出了服务器已经发送的范围，也就是 `SEG.ACK > SND.NXT`。服务器会怎样处理这个报文段？处理之后它又处于哪个状态？",
            ),
            options: [
                Right(
                    text: (en: "It answers with a RST whose sequence number is the acknowledgment number of what arrived, and stays where it was.", zh: "它回复一个 RST，其序号取自所收到报文段的确认号；它自己的状态保持不变，继续等待正确的确认。"),
                    because: (en: "Nothing of its own was acknowledged.", zh: "这个确认号并没有确认它发出的任何内容。"),
                ),
                Wrong(
                    text: (en: "ESTABLISHED.", zh: "进入 ESTABLISHED 状态。"),
                    because: (en: "The acknowledgment is not acceptable.", zh: "这个确认不可接受。"),
                ),
                Wrong(
                    text: (en: "It drops the segment without a word, since nothing about it can be trusted any longer, and waits for the retransmission timer.", zh: "它不作任何回应就丢弃该报文段，因为其中的任何内容都不再可信，然后等待重传计时器到时。"),
                    because: (en: "An answer is due.", zh: "它应当回应。"),
                ),
            ],
            explain: (en: "See the rule.", zh: "见该规则。"),
            cite: ["RFC 9293 §3.10.7.4"],
        ),
    ],
)"#;
