//! Content that was checked before is the same as content that is checked now: decks, findings, what questions say.

use ackademy::app::content::{ContentFile, ContentFiles, ContentKind};
use ackademy::app::library::{Library, Reading, Shelf};
use ackademy::app::port::Store;
use ackademy::app::{App, Command, Effect, StudyCommand, View};
use ackademy::deck::{Again, Kind};
use ackademy::diagnostic::Finding;
use ackademy::schedule::Grade;
use ackademy::store::{self, MemoryStore, OnLost};
use ackademy::text::{Lang, say};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// What every start needs, and the rest.
type Both = (Vec<u8>, Vec<u8>);

/// A shelf in memory that counts what was found there.
#[derive(Default)]
struct Counting {
    all: Mutex<BTreeMap<u64, Both>>,
    found: AtomicUsize,
}

impl Shelf for Counting {
    fn take(&self, key: u64) -> Option<(Vec<u8>, Arc<dyn Again>)> {
        let (bytes, rest) = self.all.lock().unwrap().get(&key).cloned()?;
        self.found.fetch_add(1, Ordering::Relaxed);
        Some((bytes, Arc::new(Rest(rest))))
    }

    fn put(&self, key: u64, bytes: &[u8], rest: &[&[u8]]) -> Option<Arc<dyn Again>> {
        self.all.lock().unwrap().insert(key, (bytes.to_vec(), rest.concat()));
        Some(Arc::new(Rest(rest.concat())))
    }
}

#[derive(Debug)]
struct Rest(Vec<u8>);

impl Again for Rest {
    fn read(&self, range: Range<u64>, to: &mut Vec<u8>) -> bool {
        let part = self.0.get(range.start as usize..range.end as usize);
        to.extend_from_slice(part.unwrap_or_default());
        part.is_some()
    }

    fn lost(&self) {}
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
    for (at, (bytes, rest)) in shelf.all.lock().unwrap().values_mut().enumerate() {
        match at % 6 {
            0 => bytes.truncate(bytes.len() / 2),
            1 => bytes.iter_mut().take(40).for_each(|byte| *byte = 0xff),
            2 => bytes.clear(),
            3 => rest.truncate(rest.len() / 2),
            4 => rest.iter_mut().take(1).for_each(|byte| *byte ^= 1),
            _ => {}
        }
    }
    let again = load(&files, &shelf);
    assert_eq!(findings(&again), findings(&fresh));
    assert_eq!(again.search("握手", 999), fresh.search("握手", 999));
}

#[test]
fn a_folder_keeps_it_for_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir(&content).unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/decks/why-three.ron");
    fs::copy(&fixture, content.join("why-three.ron")).unwrap();
    let read = || {
        let own = std::slice::from_ref(&content);
        store::read_library(own, Some(folder.path()), &|_| true, &OnLost::default())
    };
    let (first, again) = (read(), read());
    assert_eq!((findings(&first), questions(&first)), (findings(&again), questions(&again)));
    let shelved = fs::read_dir(folder.path().join("decks.cache")).unwrap().count();
    assert_eq!(shelved, first.decks.len() + 1, "the shipped deck with the same name too");
    // Hot reload: the text that stands there now counts.
    let text = fs::read_to_string(&fixture).unwrap().replacen("minutes:", "minutes: 7, // ", 1);
    fs::write(content.join("why-three.ron"), text).unwrap();
    assert_eq!(read().deck("why-three").and_then(|deck| deck.minutes), Some(7));
    assert_eq!(fs::read_dir(folder.path().join("decks.cache")).unwrap().count(), shelved + 1);
}

/// A learner's own content that is too much to be kept in memory, and how often something of it was lost.
struct Much {
    folder: TempDir,
    lost: Arc<AtomicUsize>,
}

impl Much {
    /// A deck with a byte order mark and carriage returns, and so much beside it that it is not kept.
    fn new() -> Much {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        let much = Much { folder, lost: Arc::default() };
        let deck = much.text().replace('\n', "\r\n");
        fs::write(much.deck(), format!("\u{feff}{deck}")).unwrap();
        let pad = format!("// {}\n", "-".repeat(9 << 20));
        fs::write(much.folder.path().join("content/pad.ron"), much.text().replace("why-three", "pad") + &pad)
            .unwrap();
        much
    }

    fn text(&self) -> String {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/decks/why-three.ron");
        fs::read_to_string(shipped).unwrap()
    }

    fn deck(&self) -> PathBuf {
        self.folder.path().join("content/why-three.ron")
    }

    fn read(&self) -> Library {
        let lost = Arc::clone(&self.lost);
        let on_lost = OnLost::new(move || {
            lost.fetch_add(1, Ordering::Relaxed);
        });
        let content = self.folder.path().join("content");
        store::read_library(&[content], Some(self.folder.path()), &|_| true, &on_lost)
    }

    /// The files in which decks are kept.
    fn kept(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.folder.path().join("decks.cache")).unwrap();
        files.map(|file| file.unwrap().path()).collect()
    }

    fn lost(&self) -> usize {
        self.lost.swap(0, Ordering::Relaxed)
    }
}

#[test]
fn much_content_is_read_when_it_is_wanted() {
    let much = Much::new();
    let (first, again) = (much.read(), much.read());
    let small = {
        let mut files = store::embedded();
        files.extend(store::read_folder(&much.folder.path().join("content")));
        Library::load(&files, &|_| true)
    };
    for library in [&first, &again] {
        let decks = || library.decks.iter().filter_map(|entry| entry.content.as_ref());
        assert!(decks().flat_map(|deck| &deck.questions).all(|question| !question.is_made()));
        assert_eq!(questions(library), questions(&small));
        for query in ["握手", "s", "why-three", "没有"] {
            assert_eq!(library.search(query, 9999), small.search(query, 9999), "{query}");
        }
    }
    assert_eq!(much.lost(), 0);
}

/// Whatever becomes of the file, the questions are those of the text that was read.
#[test]
fn a_deck_that_is_edited_or_removed_says_what_it_said() {
    let much = Much::new();
    let (expected, edited, removed) = (questions(&much.read()), much.read(), much.read());
    fs::write(much.deck(), much.text().replace("id: \"", "id: \"x-")).unwrap();
    assert_eq!(questions(&edited), expected);
    fs::remove_file(much.deck()).unwrap();
    assert_eq!((questions(&removed), much.lost()), (expected, 0));
}

/// Only where what was kept of it is gone too.
#[test]
fn a_text_that_is_another_one_by_now_makes_no_question() {
    let much = Much::new();
    let (library, text) = (much.read(), fs::read(much.deck()).unwrap());
    much.kept().iter().for_each(|file| fs::remove_file(file).unwrap());
    // What is built in is always there.
    let built_in = &library.deck("open-1-syn").unwrap().questions;
    assert!(built_in.iter().all(|question| question.body().is_some()) && much.lost() == 0);
    let deck = library.deck("why-three").unwrap();
    let [first, second, third] = &deck.questions[..3] else { panic!("three") };
    assert!(first.body().is_some());
    for other in [None, Some(b"".to_vec()), Some(text[3..].to_vec()), Some(vec![b'x'; text.len()])] {
        match other {
            Some(other) => fs::write(much.deck(), other).unwrap(),
            None => fs::remove_file(much.deck()).unwrap(),
        }
        assert!(second.body().is_none() && second.ask().is_some_and(|ask| ask.is_blank()));
        assert!(much.lost() > 0 && !second.is_made());
    }
    // What was made stays, and what comes back is found again.
    assert!(first.body().is_some() && much.lost() == 0);
    fs::write(much.deck(), &text).unwrap();
    assert!(second.body().is_some() && third.body().is_some());
    // What was kept is made anew.
    assert!(much.lost() > 0);
    let library = much.read();
    fs::remove_file(much.deck()).unwrap();
    assert!(library.deck("why-three").unwrap().questions[2].body().is_some() && much.lost() == 0);
}

#[test]
fn a_session_passes_over_what_is_gone() {
    let much = Much::new();
    let now = "2026-11-03T10:00:00Z".parse().unwrap();
    let mut app = App::new(much.read(), Lang::En, &store::calendar());
    let mut memory = MemoryStore::default();
    let send = |app: &mut App, memory: &mut MemoryStore, effects: Vec<Effect>| {
        for effect in effects {
            if let Effect::Store(request) = effect {
                memory.send(request);
                let answered = app.answered(memory.receive().unwrap(), now);
                assert!(answered.iter().all(|effect| matches!(effect, Effect::Store(_))), "{answered:?}");
            }
        }
    };
    let effects = app.begin();
    send(&mut app, &mut memory, effects);
    let study = |app: &mut App, memory: &mut MemoryStore| {
        let effects = app.update(Command::Study { deck: "why-three".to_owned() }, now, 7);
        send(app, memory, effects);
    };
    study(&mut app, &mut memory);
    assert!(matches!(app.view(now), View::Study(_)) && much.lost() == 0);
    // The question that shows can be answered still; no other one comes.
    fs::remove_file(much.deck()).unwrap();
    much.kept().iter().for_each(|file| fs::remove_file(file).unwrap());
    for command in [StudyCommand::Turn, StudyCommand::Grade(Grade::Good)] {
        let effects = app.update(Command::In(command), now, 7);
        send(&mut app, &mut memory, effects);
    }
    assert!(matches!(app.view(now), View::Summary(_)), "{:?}", app.view(now));
    assert!(much.lost() > 0);
    study(&mut app, &mut memory);
    assert!(!matches!(app.view(now), View::Study(_)), "{:?}", app.view(now));
}

#[test]
fn what_is_searched_is_made_anew_where_it_was_harmed() {
    let much = Much::new();
    let found = much.read().search("握手", 9999);
    let harm = |how: &dyn Fn(&Path)| {
        let library = much.read();
        assert_eq!((library.search("握手", 9999), much.lost()), (found.clone(), 0));
        much.kept().iter().for_each(|file| how(file));
        assert!(library.search("握手", 9999).count < found.count);
        assert!(much.lost() > 0);
    };
    harm(&|file| fs::remove_file(file).unwrap());
    // What stands in the middle is searched; what every start needs is whole.
    harm(&|file| {
        let mut bytes = fs::read(file).unwrap();
        let seal = bytes.split_off(bytes.len() - 24);
        let head = u64::from_le_bytes(seal[..8].try_into().unwrap()) as usize;
        bytes.iter_mut().skip(head).take(1).for_each(|byte| *byte ^= 1);
        fs::write(file, [bytes, seal].concat()).unwrap();
    });
    harm(&|file| fs::write(file, b"torn").unwrap());
    assert_eq!(much.read().search("握手", 9999), found);
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
