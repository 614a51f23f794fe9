//! Content that was checked before is the same as content that is checked now: decks, findings, what questions say.

use ackademy::app::content::{ContentFile, ContentFiles, ContentKind};
use ackademy::app::library::{Library, Reading, Shelf};
use ackademy::app::port::Store;
use ackademy::app::{App, Effect, View};
use ackademy::deck::Kind;
use ackademy::diagnostic::Finding;
use ackademy::store::{self, MemoryStore};
use ackademy::text::{Lang, say};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A shelf in memory that counts what was found there.
#[derive(Default)]
struct Counting {
    all: Mutex<BTreeMap<u64, Vec<u8>>>,
    found: AtomicUsize,
}

impl Shelf for Counting {
    fn take(&self, key: u64) -> Option<Vec<u8>> {
        let bytes = self.all.lock().unwrap().get(&key).cloned();
        self.found.fetch_add(usize::from(bytes.is_some()), Ordering::Relaxed);
        bytes
    }

    fn put(&self, key: u64, bytes: &[u8]) {
        self.all.lock().unwrap().insert(key, bytes.to_vec());
    }
}

fn one_by_one(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).for_each(work);
}

fn load(files: &[ContentFile], shelf: &dyn Shelf) -> Library {
    let reading = Reading { has_glyph: &|c| c != '☃', each: &one_by_one, shelf: Some(shelf) };
    Library::load_with(&files, &reading)
}

fn findings(library: &Library) -> Vec<Finding> {
    library.findings().cloned().collect()
}

/// All that can be seen of the questions; of what has a machine in it only the words.
fn questions(library: &Library) -> Vec<String> {
    let decks = library.decks.iter().filter_map(|entry| entry.content.as_ref());
    let told = decks.flat_map(|deck| {
        deck.questions.iter().map(move |q| {
            let kind = match &q.kind {
                Kind::WhatIf(what_if) => format!("{:?} {:?}", what_if.cases, what_if.said),
                Kind::Generate(generate) => format!("{:?} {:?}", generate.ask, generate.start),
                other => format!("{other:?}"),
            };
            let head = (q.form(), &q.tags, &q.was, &q.rules, q.line, q.fingerprint());
            let rest = (&q.explain, &q.hint, &q.image, q.difficulty, &q.cite, &q.proves);
            format!("{} {head:?} {rest:?} {kind}", deck.full_name(q))
        })
    });
    told.collect()
}

/// The shipped content and the decks of the tests, most of which have findings.
fn all_files() -> Vec<ContentFile> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/decks");
    store::embedded().into_iter().chain(store::read_folder(&fixtures)).collect()
}

#[test]
fn what_was_checked_before_is_what_would_be_found_now() {
    let (files, shelf) = (all_files(), Counting::default());
    let fresh = Library::load(&files, &|c| c != '☃');
    let (first, again) = (load(&files, &shelf), load(&files, &shelf));
    assert!(shelf.found.load(Ordering::Relaxed) * 10 > fresh.decks.len() * 9);
    assert!(findings(&fresh).len() > 50);
    for library in [&first, &again] {
        assert_eq!(findings(library), findings(&fresh));
        assert_eq!(questions(library), questions(&fresh));
        for query in ["握手", "s", "RFC 9293", "why-three", "没有"] {
            assert_eq!(library.search(query, 9999), fresh.search(query, 9999), "{query}");
        }
        for (one, other) in library.decks.iter().zip(&fresh.decks) {
            let head = |deck: &ackademy::deck::Deck| {
                let (title, about) = (deck.title.clone(), deck.about.clone());
                (
                    deck.id.clone(),
                    title,
                    about,
                    deck.after.clone(),
                    deck.minutes,
                    deck.tags.clone(),
                    deck.goal,
                )
            };
            assert_eq!(one.content.as_deref().map(head), other.content.as_deref().map(head), "{}", one.file);
        }
    }
}

#[test]
fn another_text_is_checked_anew() {
    let (mut files, shelf) = (all_files(), Counting::default());
    load(&files, &shelf);
    let found = |files: &[ContentFile]| {
        shelf.found.store(0, Ordering::Relaxed);
        let library = load(files, &shelf);
        (shelf.found.load(Ordering::Relaxed), library)
    };
    let (all, _) = found(&files);
    let at = files.iter().position(|file| file.name.ends_with("why-three.ron")).unwrap();
    files[at].bytes.as_mut().unwrap().extend_from_slice(b"\n(");
    let (less, library) = found(&files);
    assert_eq!(less, all - 1);
    assert!(library.decks.iter().any(|entry| entry.file.ends_with("why-three.ron") && entry.is_broken()));
    // Bytes that are no text are not looked for as one; a mark before the text is none of it.
    files[at].bytes = Ok(b"(format: 1, \xff".to_vec());
    let broken = |library: &Library| {
        let mut codes =
            library.findings().filter(|f| f.place.file.ends_with("why-three.ron")).map(|f| f.code);
        codes.any(|code| code == "content::not-utf8")
    };
    assert!(broken(&found(&files).1) && broken(&found(&files).1));
    let whole = all_files().swap_remove(at).bytes.unwrap();
    files[at].bytes = Ok([b"\xef\xbb\xbf", whole.as_slice()].concat());
    let (with_mark, library) = found(&files);
    assert_eq!(
        (with_mark, questions(&library)),
        (all, questions(&Library::load(&all_files(), &|c| c != '☃')))
    );
    // Every deck depends on machines and terms.
    let terms = files.iter().position(|file| file.name.ends_with("terms.ron")).unwrap();
    files[terms].bytes.as_mut().unwrap().push(b'\n');
    assert_eq!(found(&files).0, 0);
}

/// Files that are brought when they are wanted, and how often they were.
struct Brought<'a>(&'a [ContentFile], AtomicUsize);

impl ContentFiles for Brought<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn get(&self, number: usize) -> Option<Cow<'_, ContentFile>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.get(number).cloned().map(Cow::Owned)
    }
}

/// Of much content each deck is brought a second time, and the library is the same.
#[test]
fn much_content_is_not_kept_while_it_is_read() {
    let mut files = all_files();
    let pad = format!("// {}\n", "-".repeat(3 << 20));
    let decks = files.iter_mut().filter(|file| file.name.starts_with("content/decks/"));
    for bytes in decks.take(5).filter_map(|file| file.bytes.as_mut().ok()) {
        bytes.extend_from_slice(pad.as_bytes());
    }
    let shelf = Counting::default();
    let (whole, brought) = (load(&files, &shelf), Brought(&files, AtomicUsize::new(0)));
    for shelf in [None, Some(&shelf as &dyn Shelf)] {
        let reading = Reading { has_glyph: &|c| c != '☃', each: &one_by_one, shelf };
        let library = Library::load_with(&brought, &reading);
        assert_eq!((findings(&library), questions(&library)), (findings(&whole), questions(&whole)));
    }
    let often = brought.1.into_inner();
    assert!(often > files.len() * 2 && often < files.len() * 4, "{often}");
}

/// What a deck's findings owe to other files is looked for at every start.
#[test]
fn what_depends_on_other_files_is_never_taken_from_the_shelf() {
    let own = |name: &str, kind: ContentKind, text: &str| ContentFile {
        name: name.to_owned(),
        path: Some(name.into()),
        kind,
        bytes: Ok(text.as_bytes().to_vec()),
    };
    let deck = |id: &str, after: &str, claim: &str| {
        let text = format!(
            "(format: 1, id: \"{id}\", title: \"{id}\", after: [{after}], machine: Use(id: \"tcp\"), questions: [\n\
             TrueFalse(id: \"one\", statement: \"Is {id} it?\", is: true, because: \"So.\", explain: \"So.\",\n\
             tags: [\"{claim}\"], cite: [\"RFC 9293 §3.5\"]),\n\
             Flip(id: \"two\", front: \"Who asks this twice?\", back: \"Both.\", explain: \"So.\",\n\
             cite: [\"RFC 9293 §3.5\"])])"
        );
        own(&format!("{id}.ron"), ContentKind::Deck, &text)
    };
    let claims = "(format: 1, claims: [(id: \"known\", verdict: Right, says: (en: \"It is.\", zh: \"是。\"), \
                  cite: [\"RFC 9293 §3.5\"])])";
    let decks = [deck("first", "\"second\"", "fact-unknown"), deck("second", "", "fact-known")];
    let claims = own("claims.ron", ContentKind::Claims, claims);
    let shelf = Counting::default();
    let codes = |of_own: &[&ContentFile]| {
        let machines = store::embedded().into_iter().filter(|file| file.kind == ContentKind::Machine);
        let files: Vec<ContentFile> = machines.chain(of_own.iter().map(|file| (*file).clone())).collect();
        let (kept, fresh) = (load(&files, &shelf), Library::load(&files, &|c| c != '☃'));
        assert_eq!(findings(&kept), findings(&fresh));
        findings(&kept).into_iter().map(|finding| (finding.place.file, finding.code)).collect::<Vec<_>>()
    };
    let [first, second] = &decks;
    let told = |codes: &[(String, &'static str)], file: &str, code: &str| {
        codes.iter().any(|(place, found)| place == file && *found == code)
    };
    let both = codes(&[first, second]);
    assert!(told(&both, "second.ron", "deck::same-question") && both.len() == 1, "{both:?}");
    let alone = codes(&[first]);
    assert!(told(&alone, "first.ron", "deck::unknown-after") && alone.len() == 1, "{alone:?}");
    let all = codes(&[first, second, &claims]);
    assert!(told(&all, "first.ron", "deck::unknown-claim") && all.len() == 2, "{all:?}");
    assert_eq!(codes(&[first, second]), both);
    let found = shelf.found.load(Ordering::Relaxed);
    assert_eq!(found, 5, "each deck was checked once");
}

/// However much there is, no question is made from its text before it is wanted: exams look at heads alone.
#[test]
fn a_start_makes_no_question() {
    let (files, shelf) = (store::embedded(), Counting::default());
    load(&files, &shelf);
    let library = load(&files, &shelf);
    assert!(library.exams.iter().filter(|exam| exam.content.is_some()).count() > 2);
    let questions =
        || library.decks.iter().filter_map(|entry| entry.content.as_ref()).flat_map(|d| &d.questions);
    let made: Vec<&str> = questions().filter(|question| question.is_made()).map(|q| q.id.as_str()).collect();
    assert!(made.is_empty(), "{made:?}");
    // A kind that the kept bytes had no number for would have had its decks checked anew.
    let kinds: BTreeSet<&str> = questions().flat_map(|q| [q.form(), q.shown_form()]).collect();
    assert_eq!(kinds.len(), 14, "{kinds:?}");
    assert!(questions().next().is_some_and(|question| !question.cite.is_empty() && question.is_made()));
}

#[test]
fn harmed_bytes_are_as_good_as_none() {
    let (files, shelf) = (all_files(), Counting::default());
    let fresh = load(&files, &shelf);
    for (at, bytes) in shelf.all.lock().unwrap().values_mut().enumerate() {
        match at % 4 {
            0 => bytes.truncate(bytes.len() / 2),
            1 => bytes.iter_mut().take(40).for_each(|byte| *byte = 0xff),
            2 => bytes.clear(),
            _ => {}
        }
    }
    assert_eq!(findings(&load(&files, &shelf)), findings(&fresh));
}

#[test]
fn a_folder_keeps_it_for_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir(&content).unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/decks/why-three.ron");
    fs::copy(&fixture, content.join("why-three.ron")).unwrap();
    let read = || store::read_library(std::slice::from_ref(&content), Some(folder.path()), &|_| true);
    let (first, again) = (read(), read());
    assert_eq!((findings(&first), questions(&first)), (findings(&again), questions(&again)));
    let shelved = fs::read_dir(folder.path().join("decks.cache")).unwrap().count();
    assert_eq!(shelved, first.decks.len() + 1, "the shipped deck with the same name too");
    // Hot reload: the text that stands there now counts.
    let text = fs::read_to_string(&fixture).unwrap().replacen("minutes:", "minutes: 7, // ", 1);
    fs::write(content.join("why-three.ron"), text).unwrap();
    assert_eq!(read().deck("why-three").and_then(|deck| deck.minutes), Some(7));
    assert_eq!(fs::read_dir(folder.path().join("decks.cache")).unwrap().count(), shelved);
}

#[test]
fn what_takes_longer_joins_and_that_is_told() {
    let shipped = || Library::load(&store::embedded(), &|_| true);
    let now = "2026-11-03T10:00:00Z".parse().unwrap();
    let mut app = App::new(Library::default(), Lang::Zh, &store::calendar());
    app.expect_content();
    let (mut memory, effects) = (MemoryStore::default(), app.begin());
    let [Effect::Store(request)] = effects.as_slice() else { panic!("{effects:?}") };
    memory.send(request.clone());
    app.answered(memory.receive().unwrap(), now);
    let notice = |app: &App| match app.view(now) {
        View::Today(view) => (view.today == say(Lang::Zh, "content-expected"), view.session.is_some()),
        other => panic!("{other:?}"),
    };
    assert_eq!(notice(&app), (true, false));
    app.reload(shipped(), now);
    assert_eq!(notice(&app), (false, true));
}
