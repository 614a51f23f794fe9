//! Browse: what is listed, what is done with many questions at once, and that all of it is taken back.

use crate::content::shipped;
use crate::screens::{calendar, noon};
use ackademy::app::browse::{
    Act, BrowseCommand, BrowseView, Filter, OFTEN_FORGOTTEN, Pick, Sort, StateFilter,
};
use ackademy::app::library::Library;
use ackademy::app::place::Place;
use ackademy::app::port::{Answer, Request, Store, StoreError, StoreFault};
use ackademy::app::record::{Fact, Review};
use ackademy::app::save::port::{Edit, Files};
use ackademy::app::{App, Command, Effect, View};
use ackademy::schedule::Grade;
use ackademy::store::{FileWriter, MemoryStore};
use ackademy::text::Lang;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

/// An app on a store in memory that may be full.
struct Learner {
    app: App,
    store: MemoryStore,
    full: bool,
    /// The facts that were stored.
    stored: Vec<Fact>,
    now: Timestamp,
}

impl Learner {
    fn new(library: Library) -> Learner {
        let app = App::new(library, Lang::En, &calendar());
        let mut learner =
            Learner { app, store: MemoryStore::new(), full: false, stored: Vec::new(), now: noon() };
        learner.send(vec![Effect::Store(Request::Load)]);
        learner.ask(Command::Go(Place::Browse));
        learner
    }

    /// All requests first and then all answers, as with a store on a thread of its own.
    fn send(&mut self, effects: Vec<Effect>) {
        let mut requests = VecDeque::new();
        let add = |requests: &mut VecDeque<Request>, effects: Vec<Effect>| {
            requests.extend(effects.into_iter().filter_map(|effect| match effect {
                Effect::Store(request) => Some(request),
                _ => None,
            }));
        };
        add(&mut requests, effects);
        while !requests.is_empty() {
            let mut answers = Vec::new();
            for request in requests.drain(..) {
                answers.push(self.answer(request));
            }
            for answer in answers {
                add(&mut requests, self.app.answered(answer, self.now));
            }
        }
    }

    fn answer(&mut self, request: Request) -> Answer {
        if let (Request::Append { fact, .. }, full) = (&request, self.full) {
            if full {
                let error =
                    StoreError { kind: StoreFault::DiskFull, path: "x".into(), detail: String::new() };
                return Answer::Failed { request: Box::new(request), error };
            }
            self.stored.push(fact.clone());
        }
        self.store.send(request);
        self.store.receive().expect("an answer")
    }

    fn ask(&mut self, command: Command) {
        let effects = self.app.update(command, self.now, 7);
        self.send(effects);
    }

    fn browse(&mut self, command: BrowseCommand) {
        self.ask(Command::InBrowse(command));
    }

    fn filter(&mut self, filter: Filter) -> usize {
        self.browse(BrowseCommand::Filter(filter));
        self.view().rows
    }

    fn state(&mut self, state: StateFilter) -> usize {
        self.filter(Filter { state: Some(state), ..Filter::default() })
    }

    fn view(&self) -> BrowseView {
        let View::Browse(view) = self.app.view(self.now) else { panic!("not there") };
        *view
    }

    /// Chooses the first so many rows.
    fn choose(&mut self, count: usize) {
        self.browse(BrowseCommand::Row(0, Pick::Only));
        self.browse(BrowseCommand::Row(count - 1, Pick::Range));
    }

    fn review(&mut self, question: &str, grade: Grade) {
        let review = Review {
            question: question.to_owned(),
            fingerprint: String::new(),
            answer: serde_json::Value::Null,
            credit: if grade == Grade::Again { 0.0 } else { 1.0 },
            grade,
            hinted: false,
            practice: false,
            seed: 0,
            credited: Vec::new(),
            charged: None,
            seconds: 5.0,
        };
        self.send(vec![Effect::Store(Request::Append { at: self.now, fact: Fact::Review(review) })]);
    }

    fn days(&mut self, days: i64) {
        self.now = self.now.checked_add(SignedDuration::from_hours(24 * days)).expect("a time");
    }
}

fn all_questions(library: &Library) -> Vec<(String, String)> {
    let decks = library.decks.iter().filter_map(|deck| deck.content.as_ref());
    decks.flat_map(|d| d.questions.iter().map(|q| (d.full_name(q), q.kind.name().to_owned()))).collect()
}

#[test]
fn filters_find_what_they_say() {
    let library = shipped();
    let all = all_questions(&library);
    let mut learner = Learner::new(library);
    assert_eq!(learner.view().rows, all.len());
    let (deck, kind) = (Some("why-three".to_owned()), Some("choice".to_owned()));
    let of_deck = all.iter().filter(|(name, _)| name.starts_with("why-three/")).count();
    let of_both = all.iter().filter(|(n, k)| n.starts_with("why-three/") && k == "choice").count();
    assert!(of_both > 0 && of_both < of_deck);
    assert_eq!(learner.filter(Filter { deck: deck.clone(), ..Filter::default() }), of_deck);
    assert_eq!(learner.filter(Filter { deck, kind, ..Filter::default() }), of_both);
    let mut found = |text: &str| learner.filter(Filter { text: text.to_owned(), ..Filter::default() });
    // Both languages, whichever is shown; every word counts.
    let (one, both) = (found("握手"), found("握手 SYN"));
    assert!(both > 0 && both < one && one < all.len(), "{both} {one}");
    assert!(found("handshake") > 0);
    assert_eq!(found("no such word anywhere"), 0);
    assert!(learner.view().nothing.is_some());
}

#[test]
fn tags_are_those_of_questions_and_decks() {
    let mut learner = Learner::new(shipped());
    let tags = learner.view().tags;
    assert!(tags.len() > 1, "{tags:?}");
    let all = learner.view().rows;
    for (tag, _) in tags.into_iter().filter(|(tag, _)| tag.is_some()) {
        let found = learner.filter(Filter { tag: tag.clone(), ..Filter::default() });
        assert!(found > 0 && found <= all, "{tag:?}: {found}");
    }
}

#[test]
fn what_is_done_with_many_is_facts_and_is_taken_back() {
    let mut learner = Learner::new(shipped());
    let all = learner.view().rows;
    learner.choose(3);
    learner.browse(BrowseCommand::Act(Act::Suspend(true)));
    assert_eq!(learner.stored.len(), 3);
    assert!(learner.stored.iter().all(|fact| matches!(fact, Fact::Suspend { on: true, .. })));
    assert_eq!(learner.state(StateFilter::Suspended), 3);
    assert_eq!(learner.state(StateFilter::New), all - 3);
    assert!(learner.view().change.expect("a change").can_undo);
    learner.browse(BrowseCommand::Undo);
    assert_eq!(learner.state(StateFilter::Suspended), 0);
    assert!(learner.stored[3..].iter().all(|fact| matches!(fact, Fact::Undo { .. })));
    assert_eq!(learner.stored.len(), 6);
    // An undo can't be undone.
    assert!(!learner.view().change.expect("a change").can_undo);
    learner.browse(BrowseCommand::Undo);
    assert_eq!(learner.stored.len(), 6);
    // What is so already makes no fact.
    learner.filter(Filter::default());
    learner.choose(2);
    learner.browse(BrowseCommand::Act(Act::Flag(true)));
    learner.choose(4);
    learner.browse(BrowseCommand::Act(Act::Flag(true)));
    assert_eq!(learner.stored.len(), 10);
    assert_eq!(learner.filter(Filter { flag: Some(true), ..Filter::default() }), 4);
}

#[test]
fn dates_are_set_for_what_was_answered() {
    let mut learner = Learner::new(shipped());
    let names: Vec<String> =
        all_questions(learner.app.library()).into_iter().map(|(n, _)| n).take(3).collect();
    for name in &names[..2] {
        learner.review(name, Grade::Easy);
    }
    learner.choose(3);
    assert_eq!(learner.state(StateFilter::Later), 2);
    learner.filter(Filter::default());
    learner.choose(3);
    learner.browse(BrowseCommand::Act(Act::Due(0)));
    assert_eq!(learner.stored.len(), 4, "the third was never answered");
    assert_eq!(learner.state(StateFilter::Due), 2);
    learner.choose(2);
    learner.browse(BrowseCommand::Days("12".to_owned()));
    assert_eq!(learner.view().days.1, Some(Act::Due(12)));
    learner.browse(BrowseCommand::Act(Act::Due(12)));
    assert_eq!(learner.state(StateFilter::Due), 0);
    learner.days(11);
    assert_eq!(learner.state(StateFilter::Due), 0);
    learner.days(1);
    assert_eq!(learner.state(StateFilter::Due), 2);
    for wrong in ["", "0", "-1", "x", "3651"] {
        learner.browse(BrowseCommand::Days(wrong.to_owned()));
        assert_eq!(learner.view().days.1, None, "{wrong}");
    }
    learner.choose(1);
    learner.browse(BrowseCommand::Act(Act::Reset));
    let all = all_questions(learner.app.library()).len();
    assert_eq!(learner.state(StateFilter::New), all - 1);
    learner.browse(BrowseCommand::Undo);
    assert_eq!(learner.state(StateFilter::New), all - 2);
}

#[test]
fn time_alone_makes_another_list() {
    let mut learner = Learner::new(shipped());
    let name = all_questions(learner.app.library())[0].0.clone();
    learner.review(&name, Grade::Again);
    assert_eq!(learner.state(StateFilter::Learning), 1);
    learner.now = learner.now.checked_add(SignedDuration::from_mins(11)).unwrap();
    learner.app.settle(learner.now);
    assert_eq!(learner.view().rows, 0);
    assert_eq!(learner.state(StateFilter::Due), 1);
}

#[test]
fn what_is_forgotten_often_is_marked_with_its_history() {
    let mut learner = Learner::new(shipped());
    let name = all_questions(learner.app.library())[5].0.clone();
    learner.review(&name, Grade::Good);
    for lapse in 0..OFTEN_FORGOTTEN {
        assert_eq!(learner.state(StateFilter::OftenForgotten), 0, "after {lapse}");
        learner.days(9);
        learner.review(&name, Grade::Again);
        learner.days(1);
        learner.review(&name, Grade::Good);
    }
    assert_eq!(learner.state(StateFilter::OftenForgotten), 1);
    learner.browse(BrowseCommand::Row(0, Pick::Only));
    let row = learner.app.browse_row(0, learner.now).expect("a row");
    assert!(row.often_forgotten && row.spoken.contains("often forgotten"), "{}", row.spoken);
    let detail = learner.view().detail.expect("it is shown");
    assert_eq!((detail.name.as_str(), detail.history.len()), (name.as_str(), 13));
    // The latest first.
    assert_eq!(detail.history[0].grade, Grade::Good);
    assert_eq!(detail.history[12].date, "2026-11-22");
    assert!(detail.often_forgotten.is_some());
    learner.browse(BrowseCommand::Filter(Filter::default()));
    learner.browse(BrowseCommand::Sort(Sort::Lapses));
    assert!(learner.app.browse_row(0, learner.now).unwrap().often_forgotten);
}

#[test]
fn a_full_disk_loses_nothing_of_a_change() {
    let mut learner = Learner::new(shipped());
    learner.choose(40);
    learner.full = true;
    learner.browse(BrowseCommand::Act(Act::Suspend(true)));
    assert_eq!(learner.stored.len(), 0);
    assert!(learner.app.frame().trouble.is_some());
    assert!(!learner.view().change.expect("a change").can_undo);
    // Nothing else can be begun meanwhile.
    learner.browse(BrowseCommand::Act(Act::Flag(true)));
    learner.full = false;
    learner.ask(Command::Retry);
    assert_eq!(learner.state(StateFilter::Suspended), 40);
    assert_eq!(learner.stored.len(), 40, "each once");
    learner.browse(BrowseCommand::Undo);
    assert_eq!(learner.state(StateFilter::Suspended), 0);
}

#[test]
fn a_choice_is_made_like_everywhere() {
    let mut learner = Learner::new(shipped());
    let chosen = |learner: &Learner| -> Vec<usize> {
        (0..30).filter(|at| learner.app.browse_row(*at, learner.now).unwrap().chosen).collect()
    };
    learner.browse(BrowseCommand::Row(4, Pick::Only));
    learner.browse(BrowseCommand::Move(3, Pick::Range));
    assert_eq!(chosen(&learner), [4, 5, 6, 7]);
    learner.browse(BrowseCommand::Move(-5, Pick::Range));
    assert_eq!(chosen(&learner), [2, 3, 4]);
    learner.browse(BrowseCommand::Row(9, Pick::Toggle));
    learner.browse(BrowseCommand::Row(3, Pick::Toggle));
    assert_eq!(chosen(&learner), [2, 4, 9]);
    learner.browse(BrowseCommand::Move(2, Pick::Look));
    assert_eq!((chosen(&learner), learner.view().at), (vec![2, 4, 9], Some(5)));
    learner.browse(BrowseCommand::All);
    assert_eq!(chosen(&learner).len(), 30);
    // Another list: nothing is chosen that can't be seen.
    let few = learner.filter(Filter { deck: Some("why-three".to_owned()), ..Filter::default() });
    learner.filter(Filter::default());
    assert_eq!(learner.view().chosen, Some(format!("{few} selected")));
}

#[test]
fn chosen_questions_are_practised() {
    let mut learner = Learner::new(shipped());
    learner.choose(2);
    learner.browse(BrowseCommand::Practise);
    let View::Study(study) = learner.app.view(noon()) else { panic!("no session") };
    assert!(study.practice);
    assert_eq!(study.progress, (0, 2));
}

#[test]
fn nothing_is_changed_in_a_sample() {
    let mut learner = Learner::new(shipped());
    learner.ask(Command::Sample(true));
    learner.choose(3);
    let view = learner.view();
    assert!(view.fixed.is_some() && view.acts.iter().all(|act| !act.enabled));
    learner.browse(BrowseCommand::Act(Act::Flag(true)));
    assert!(learner.stored.is_empty());
    // It is shown, though.
    assert!(learner.state(StateFilter::Later) > 10);
    learner.ask(Command::Sample(false));
    assert_eq!(learner.state(StateFilter::Later), 0);
}

fn words(command: &str, path: &str) -> Vec<String> {
    Edit { path: path.into(), line: 12, command: command.to_owned() }.words()
}

#[test]
fn an_editor_is_called_with_file_and_line() {
    assert_eq!(words("code --goto {file}:{line}", "/a b.ron"), ["code", "--goto", "/a b.ron:12"]);
    assert_eq!(words("\"/my editor\" +{line}", "/a.ron"), ["/my editor", "+12", "/a.ron"]);
    assert_eq!(words(" edit {file} ", "/{line}.ron"), ["edit", "/{line}.ron"]);
    assert_eq!(words("  ", "/a.ron"), Vec::<String>::new());
    let edit = Edit { path: "/内容/a b.ron".into(), line: 1, command: String::new() };
    assert_eq!(edit.url(), "file:///%E5%86%85%E5%AE%B9/a%20b.ron");
}

#[test]
fn without_a_command_the_systems_program_opens_the_file() {
    let mut files = FileWriter::new(None, |_| {});
    let edit = |command: &str| Edit { path: "a.ron".into(), line: 3, command: command.to_owned() };
    let url = files.edit(&edit("")).expect("an address").expect("an address");
    assert!(url.starts_with("file:///") && url.ends_with("/a.ron"), "{url}");
    assert!(files.edit(&edit("/there/is/no/such-editor {file}")).is_err());
}

#[cfg(unix)]
#[test]
fn the_learners_command_is_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("my deck.ron");
    let mut files = FileWriter::new(None, |_| {});
    let edit = Edit { path, line: 3, command: "touch {file}.{line}".to_owned() };
    assert_eq!(files.edit(&edit), Ok(None));
    let made = folder.path().join("my deck.ron.3");
    let there = (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        made.exists()
    });
    assert!(there, "{}", made.display());
}

#[test]
fn a_question_of_ones_own_is_opened_at_its_line() {
    let mut library = shipped();
    library.decks[1].path = Some("/decks/own.ron".into());
    let line = library.decks[1].content.as_ref().unwrap().questions[0].line;
    let id = library.decks[1].content.as_ref().unwrap().id.clone();
    let mut learner = Learner::new(library);
    learner.browse(BrowseCommand::Row(0, Pick::Only));
    let shipped = learner.view().detail.unwrap();
    assert!(!shipped.can_edit);
    assert_eq!(learner.app.update(Command::InBrowse(BrowseCommand::Edit), noon(), 7), []);
    learner.filter(Filter { deck: Some(id), ..Filter::default() });
    learner.browse(BrowseCommand::Row(0, Pick::Only));
    learner.browse(BrowseCommand::Editor("ed {file}".to_owned()));
    let detail = learner.view().detail.unwrap();
    assert_eq!((detail.can_edit, detail.place), (true, format!("/decks/own.ron:{line}")));
    let effects = learner.app.update(Command::InBrowse(BrowseCommand::Edit), noon(), 7);
    let edit = Edit { path: "/decks/own.ron".into(), line, command: "ed {file}".to_owned() };
    assert_eq!(effects, [Effect::Edit(edit)]);
    learner.browse(BrowseCommand::NotOpened("not found".to_owned()));
    assert!(!learner.view().detail.unwrap().opened.unwrap().0);
}

/// The shipped questions under so many names.
pub fn many(count: usize) -> Library {
    let mut library = shipped();
    let model = library.decks.iter().find(|deck| deck.content.is_some()).expect("a deck").clone();
    let deck = model.content.clone().expect("a deck");
    library.decks.clear();
    for at in 0..count.div_ceil(1000) {
        let mut deck = (*deck).clone();
        deck.id = format!("many-{at}");
        let question = |n: usize| {
            let mut question = deck.questions[n % deck.questions.len()].clone();
            question.id = format!("q{n}");
            question
        };
        let questions = (0..1000).map(question).collect();
        deck.questions = questions;
        library.decks.push(ackademy::app::library::Loaded { content: Some(Arc::new(deck)), ..model.clone() });
    }
    library
}

#[test]
fn names_are_those_of_all_questions_each_once() {
    let learner = Learner::new(shipped());
    let spoken: BTreeSet<String> = (0..learner.view().rows)
        .map(|at| learner.app.browse_row(at, noon()).expect("a row"))
        .inspect(|row| assert!(!row.ask.is_empty() && !row.ask.contains(['`', '\n']), "{row:?}"))
        .map(|row| row.spoken)
        .collect();
    assert!(spoken.len() > 100, "{}", spoken.len());
    assert_eq!(learner.app.browse_row(learner.view().rows, noon()), None);
}
