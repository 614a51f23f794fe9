//! Every deck studied in the window from its first question to its summary, in both languages, every question
//! answered right. `GALLERY` names a folder for pictures of each, asked and told.

use super::fit::{faults, movable, written};
use super::outside;
use super::painter::Painter;
use crate::answers;
use crate::content::shipped;
use crate::screens::{calendar, noon, spoken};
use ackademy::app::capture::port::NoCaptures;
use ackademy::app::library::Library;
use ackademy::app::port::{Answer, Request, Store};
use ackademy::app::{App, Command, StudyCommand};
use ackademy::deck::Question;
use ackademy::store::{FileWriter, MemoryStore};
use ackademy::text::{Lang, say, say_with};
use ackademy::ui::{Outside, Window};
use egui_kittest::Harness;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// The session as it was remembered last.
type Session = Arc<Mutex<String>>;

/// A store that shows what session it was told to remember.
struct Spy {
    store: MemoryStore,
    session: Session,
}

impl Store for Spy {
    fn send(&mut self, request: Request) {
        if let Request::Remember { key, value } = &request
            && key == "session"
        {
            self.session.lock().expect("one thread").clone_from(value);
        }
        self.store.send(request);
    }

    fn receive(&mut self) -> Option<Answer> {
        self.store.receive()
    }
}

fn window(library: Library, lang: Lang) -> (Window, Session) {
    let mut app = App::new(library, lang, &calendar());
    app.insist_on(lang);
    let session = Session::default();
    let outside = Outside {
        store: Box::new(Spy { store: MemoryStore::new(), session: Arc::clone(&session) }),
        captures: Box::new(NoCaptures),
        steady: Box::new(|| std::time::Duration::ZERO),
        now: Box::new(noon),
        seed: Box::new(|| 7),
        files: Box::new(FileWriter::new(None, |_| {})),
        work: Box::new(|work| work.run()),
        changed: Box::new(|| None),
    };
    (Window::new(app, outside), session)
}

/// Somebody who studies one deck.
struct Learner {
    harness: Harness<'static, Window>,
    session: Session,
    library: Library,
    lang: Lang,
    pictures: Option<PathBuf>,
    faults: Vec<String>,
}

impl Learner {
    fn new(library: Library, lang: Lang, size: [f32; 2]) -> Learner {
        let (window, session) = window(library.clone(), lang);
        let pictures = std::env::var_os("GALLERY").map(PathBuf::from);
        let harness = outside::harness(window, size, pictures.is_some().then(Painter::default));
        Learner { harness, session, library, lang, pictures, faults: Vec::new() }
    }

    /// What the store answers, it answers between two frames.
    fn settle(&mut self) {
        for _ in 0..4 {
            self.harness.run();
        }
    }

    fn ask(&mut self, command: Command) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().command(command, &ctx);
    }

    /// The question on the screen, as it was drawn if it is drawn.
    fn question(&self, deck: &str) -> (Question, serde_json::Value) {
        let saved = self.session.lock().expect("one thread").clone();
        let saved: serde_json::Value = serde_json::from_str(&saved).expect("a session");
        let name = saved["queue"][0].as_str().expect("a question");
        let (home, id) = name.split_once('/').expect("a full name");
        assert_eq!(home, deck, "a deck is studied with its own questions");
        let deck = self.library.deck(deck).expect("a deck");
        let question = deck.question(id).expect("a question");
        let drawn = saved["drawn"].as_u64().and_then(|seed| deck.drawn(question, seed));
        (drawn.unwrap_or_else(|| question.clone()), saved)
    }

    /// What is wrong with the picture; it is kept where that is asked for.
    fn look(&mut self, deck: &str, question: &str, moment: &str) {
        let found = faults(&written(&self.harness), movable(&self.harness));
        let named = |fault| format!("{} {deck}/{question} {moment}: {fault}", self.lang.code());
        self.faults.extend(found.into_iter().map(named));
        if let Some(folder) = &self.pictures {
            let image = self.harness.render().expect("a picture");
            let name = format!("{}-{deck}-{question}-{moment}.png", self.lang.code());
            image.save(folder.join(name)).expect("written");
        }
    }

    /// From the first question to the summary.
    fn study(&mut self, deck: &str) {
        self.ask(Command::Practise { deck: deck.to_owned() });
        let count = self.library.deck(deck).expect("a deck").questions.len();
        for at in 0..count {
            self.settle();
            let (question, saved) = self.question(deck);
            self.look(deck, &question.id, "asked");
            let progress = say_with(self.lang, "progress", &[("done", at.into()), ("total", count.into())]);
            assert!(spoken(&self.harness).contains(&progress), "{deck} at {at}: {}", spoken(&self.harness));
            let home = Arc::clone(self.library.deck(deck).expect("a deck"));
            for command in answers::right(&home, &question, &saved) {
                self.ask(Command::In(command));
            }
            if self.is_told() {
                self.look(deck, &question.id, "told");
                let (said, right) = (spoken(&self.harness), say(self.lang, "score-right"));
                assert!(said.lines().any(|line| line.contains(&*right)), "{deck}/{}: {said}", question.id);
                self.ask(Command::In(StudyCommand::Next));
            }
        }
        self.harness.run();
        let title = say(self.lang, "summary-title");
        assert!(spoken(&self.harness).contains(&*title), "{deck} has no end");
        let all = say_with(self.lang, "summary-right", &[("count", count.into())]);
        assert!(spoken(&self.harness).contains(&all), "{deck}: {}", spoken(&self.harness));
    }

    /// Whether the verdict is on the screen: a card that one grades for oneself is gone at once.
    fn is_told(&mut self) -> bool {
        self.settle();
        spoken(&self.harness).lines().any(|line| line == say(self.lang, "next"))
    }
}

fn every_deck(lang: Lang, size: [f32; 2]) {
    let library = shipped();
    let decks: Vec<String> =
        library.decks.iter().filter_map(|entry| Some(entry.content.as_ref()?.id.clone())).collect();
    let only = std::env::var("GALLERY_ONLY").unwrap_or_default();
    let mut faults = Vec::new();
    for deck in decks.iter().filter(|deck| only.split(',').any(|word| deck.contains(word))) {
        let mut learner = Learner::new(library.clone(), lang, size);
        learner.study(deck);
        faults.append(&mut learner.faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_deck_is_studied_to_its_end_in_english() {
    every_deck(Lang::En, [900.0, 1000.0]);
}

#[test]
fn every_deck_is_studied_to_its_end_in_chinese() {
    every_deck(Lang::Zh, [900.0, 1000.0]);
}
