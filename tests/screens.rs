//! Each screen driven through the accessibility tree, without a display.

use crate::content::shipped;
use ackademy::app::App;
use ackademy::app::capture::port::{Captures, NoCaptures};
use ackademy::app::library::Library;
use ackademy::app::port::Store;
use ackademy::schedule::Calendar;
use ackademy::store::{FileWriter, MemoryStore};
use ackademy::text::{Lang, say};
use ackademy::ui::{Outside, Window, install};
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, HarnessBuilder};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

pub fn noon() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().expect("a time")
}

pub fn calendar() -> Calendar {
    Calendar { zone: TimeZone::UTC, day_starts_hour: 4 }
}

/// A window on a store in memory. Time stands still, chance is always the same.
pub fn window(library: Library, lang: Lang, size: [f32; 2]) -> Harness<'static, Window> {
    window_reading(library, lang, size, Box::new(NoCaptures))
}

/// The same with somebody who reads captures.
pub fn window_reading(
    library: Library,
    lang: Lang,
    size: [f32; 2],
    captures: Box<dyn Captures>,
) -> Harness<'static, Window> {
    builder(size).build_eframe(window_of(library, lang, captures, Box::new(MemoryStore::new())))
}

/// The same on another store.
pub fn window_on(store: Box<dyn Store>, lang: Lang, size: [f32; 2]) -> Harness<'static, Window> {
    builder(size).build_eframe(window_of(shipped(), lang, Box::new(NoCaptures), store))
}

fn builder(size: [f32; 2]) -> HarnessBuilder<Window> {
    Harness::builder().with_size(size).with_context_setup(install).with_max_steps(40)
}

fn window_of(
    library: Library,
    lang: Lang,
    captures: Box<dyn Captures>,
    store: Box<dyn Store>,
) -> impl FnOnce(&mut eframe::CreationContext<'_>) -> Window {
    let mut app = App::new(library, lang, &calendar());
    app.insist_on(lang);
    let outside = Outside {
        store,
        captures,
        files: Box::new(FileWriter::new(None, |_| {})),
        steady: Box::new(|| std::time::Duration::ZERO),
        now: Box::new(|| noon() + SignedDuration::from_secs(1)),
        seed: Box::new(|| 7),
        work: Box::new(|work| work.run()),
        changed: Box::new(|| None),
    };
    move |_| Window::new(app, outside)
}

fn start(lang: Lang) -> Harness<'static, Window> {
    let mut harness = window(shipped(), lang, [1100.0, 2400.0]);
    harness.run();
    harness
}

/// Everything that the tree says.
pub fn spoken<S>(harness: &Harness<'_, S>) -> String {
    fn walk(node: &impl NodeText, out: &mut String) {
        node.put(out);
    }
    let mut out = String::new();
    walk(&harness.root(), &mut out);
    out
}

trait NodeText {
    fn put(&self, out: &mut String);
}

impl NodeText for egui_kittest::Node<'_> {
    fn put(&self, out: &mut String) {
        let node = self.accesskit_node();
        for text in [node.label(), node.value()].into_iter().flatten() {
            out.push_str(&text);
            out.push('\n');
        }
        for child in self.children() {
            child.put(out);
        }
    }
}

fn click(harness: &mut Harness<'_, Window>, label: &str) {
    // By the tree and not by the mouse: what is scrolled out of sight can be reached.
    harness.get_by_label(label).click_accesskit();
    harness.run();
}

/// Answers whatever is asked, badly, until the session is over or so many are answered; returns the
/// kinds that were met.
fn go_through(
    harness: &mut Harness<'_, Window>,
    lang: Lang,
    most: usize,
) -> std::collections::BTreeSet<String> {
    let word = |key: &str| ackademy::text::say(lang, key).into_owned();
    let mut kinds = std::collections::BTreeSet::new();
    for answered in 0..200 {
        if answered == most {
            return kinds;
        }
        let said = spoken(harness);
        if said.contains(&word("summary-title")) {
            return kinds;
        }
        for kind in KINDS {
            let name = word(&format!("kind-{kind}"));
            if said.lines().any(|line| line.starts_with(&format!("{name} · "))) {
                kinds.insert(kind.to_owned());
                answer(harness, kind, lang);
                break;
            }
        }
    }
    panic!("the session never ends:\n{}", spoken(harness));
}

/// The kinds of question that have a screen of their own.
pub const KINDS: [&str; 13] = [
    "flip",
    "choice",
    "true-false",
    "cloze",
    "type",
    "value",
    "order",
    "match",
    "build",
    "states",
    "fault",
    "next",
    "what-if",
];

fn answer(harness: &mut Harness<'_, Window>, kind: &str, lang: Lang) {
    let word = |key: &str| ackademy::text::say(lang, key).into_owned();
    match kind {
        "flip" => {
            click(harness, &word("turn"));
            click(harness, &format!("{}  (2)", word("grade-good")));
            return;
        }
        "choice" | "what-if" => {
            harness.key_press(Key::Num1);
            harness.run();
        }
        "true-false" => click(harness, &word("true")),
        "match" => {
            // A letter belongs to the line that is next.
            for _ in 0..10 {
                harness.key_press(Key::A);
                harness.run();
            }
        }
        "cloze" => {
            let name = ackademy::text::say_with(lang, "gap-name", &[("gap", 1_usize.into())]);
            harness.get_by_label(&name).type_text("SYN");
            harness.run();
        }
        "type" | "value" => {
            harness.get_by_role(egui::accesskit::Role::TextInput).type_text("SYN-SENT");
            harness.run();
        }
        "order" => {}
        "fault" => {
            let row = spoken(harness).lines().find(|line| line.starts_with("1. ")).expect("a row").to_owned();
            click(harness, &row);
            let sender = ackademy::text::say_with(
                lang,
                "fault-kind",
                &[("kind", "wrong-sender".into()), ("field", "".into())],
            );
            click(harness, &sender);
        }
        "build" | "next" => {
            harness.key_press(Key::S);
            harness.run();
            harness.key_press(Key::Enter);
            harness.run();
        }
        "states" => {
            for role in ["client", "server"] {
                let role = shipped().decks[0].content.as_ref().map(|d| {
                    let end = d.machine.end(role).expect("a role");
                    d.machine.role_name(end, lang).to_owned()
                });
                let role = role.expect("a deck");
                let mut chars = role.chars();
                let role: String =
                    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default();
                let name = ackademy::text::say_with(lang, "state-of", &[("role", role.into())]);
                click(harness, &format!("{name}: CLOSED"));
            }
        }
        other => panic!("{other}"),
    }
    click(harness, &word("check"));
    click(harness, &word("next"));
}

#[test]
fn a_deck_is_studied_to_its_end_in_both_languages() {
    for lang in Lang::ALL {
        let mut harness = start(lang);
        study(&mut harness, 0, lang);
        go_through(&mut harness, lang, usize::MAX);
        assert!(spoken(&harness).contains(ackademy::text::say(lang, "summary-title").as_ref()));
    }
}

#[test]
fn every_kind_of_question_has_its_screen() {
    let decks = shipped().decks.len();
    let mut met = std::collections::BTreeSet::new();
    for index in 1..decks {
        // Half of the decks in each language; the first deck is studied in both above.
        let lang = Lang::ALL[index % 2];
        let mut harness = start(lang);
        study(&mut harness, index, lang);
        met.extend(go_through(&mut harness, lang, 12));
    }
    assert_eq!(met.len(), KINDS.len(), "{met:?}");
}

/// Begins to study a deck.
fn study(harness: &mut Harness<'_, Window>, index: usize, lang: Lang) {
    click(harness, &say(lang, "rail-decks"));
    let library = shipped();
    let title = library.decks[index].content.as_ref().expect("a deck").title.get(lang).to_owned();
    click(harness, &ackademy::text::say_with(lang, "deck-study-named", &[("deck", title.into())]));
}

/// A deck that its author is writing, as the file is saved again and again.
#[test]
fn a_deck_saved_by_an_editor_is_read_at_once_with_its_findings() {
    use ackademy::app::content::{ContentFile, ContentKind};
    use std::cell::RefCell;
    use std::rc::Rc;
    let library = |text: &str| {
        let own = ContentFile {
            name: "mine.ron".to_owned(),
            path: Some("mine.ron".into()),
            kind: ContentKind::Deck,
            bytes: Ok(text.as_bytes().to_vec()),
        };
        let files: Vec<ContentFile> = ackademy::store::embedded().into_iter().chain([own]).collect();
        Library::load(&files, &|_| true)
    };
    let good = "(format: 1, id: \"mine\", title: \"Mine\", machine: Use(id: \"tcp\"), questions: [\n    \
                Flip(id: \"one\", front: \"a\", back: \"b\", explain: \"c\", cite: [\"RFC 9293 §3.5\"]),\n])";
    let bad = good.replace("Flip", "Flop");
    let saved: Rc<RefCell<Option<Library>>> = Rc::default();
    let (mut app, next) = (App::new(library(good), Lang::En, &calendar()), Rc::clone(&saved));
    app.insist_on(Lang::En);
    let outside = Outside {
        store: Box::new(MemoryStore::new()),
        captures: Box::new(NoCaptures),
        files: Box::new(FileWriter::new(None, |_| {})),
        steady: Box::new(|| std::time::Duration::ZERO),
        now: Box::new(noon),
        seed: Box::new(|| 7),
        work: Box::new(|work| work.run()),
        changed: Box::new(move || next.borrow_mut().take()),
    };
    let mut harness = Harness::builder()
        .with_size([1100.0, 2400.0])
        .with_context_setup(install)
        .build_eframe(move |_| Window::new(app, outside));
    harness.run();
    click(&mut harness, "Decks");
    click(&mut harness, "Study: Mine");
    assert!(spoken(&harness).contains("Show the answer"));
    // Broken in the middle of a session: its findings take its place.
    *saved.borrow_mut() = Some(library(&bad));
    harness.run();
    let said = spoken(&harness);
    assert!(said.contains("There is no “Flop” here.") && said.contains("Did you mean “Flip”?"), "{said}");
    assert!(said.contains("line 2, column 5"), "{said}");
    // Mended: the findings are gone, and the deck can be studied again.
    *saved.borrow_mut() = Some(library(good));
    harness.run();
    assert!(spoken(&harness).contains("Nothing is wrong with this file any more."), "{}", spoken(&harness));
    click(&mut harness, "Decks");
    click(&mut harness, "Study: Mine");
    assert!(spoken(&harness).contains("Show the answer"));
}

#[test]
fn the_explorer_shows_the_run_in_which_a_rule_is_missed() {
    for lang in Lang::ALL {
        let mut harness = start(lang);
        click(&mut harness, &say(lang, "rail-explorer"));
        let machine = shipped().machines.iter().filter_map(|m| m.content.clone()).find(|m| m.id == "two-way");
        let title = machine.expect("a variant").title.get(lang).to_owned();
        let list = say(lang, "explorer-machine");
        harness.get_by_role_and_label(egui::Role::ComboBox, &list).click();
        harness.run();
        click(&mut harness, &title);
        click(&mut harness, &say(lang, "explorer-start"));
        harness.run();
        let said = spoken(&harness);
        assert!(said.contains("ESTABLISHED") && said.contains("SYN ACK seq=y ack=x+1"), "{said}");
        // Without a loss the client's RST clears the server's connection away.
        click(&mut harness, &format!("{} 0", say(lang, "explorer-losses")));
        click(&mut harness, &say(lang, "explorer-start"));
        harness.run();
        let said = spoken(&harness);
        assert!(!said.contains("SYN ACK seq=y ack=x+1") && said.contains("retransmission 2"), "{said}");
    }
}
