//! Sample progress: shown like a month of study, practice only, and without a trace in the learner's data.

use crate::content::shipped;
use crate::screens::{calendar, noon};
use ackademy::app::place::Place;
use ackademy::app::port::{Answer, Request, Store};
use ackademy::app::{App, Command, Effect, StudyCommand, TodayView, View};
use ackademy::schedule::Grade;
use ackademy::store::SqliteStore;
use ackademy::text::Lang;
use std::path::Path;

/// An app on a database.
struct Learner {
    app: App,
    store: SqliteStore,
}

impl Learner {
    fn new(folder: &Path) -> Learner {
        let mut learner =
            Learner { app: App::new(shipped(), Lang::En, &calendar()), store: SqliteStore::new(folder) };
        learner.store(Request::Load);
        learner
    }

    fn store(&mut self, request: Request) {
        self.store.send(request);
        while let Some(answer) = self.store.receive() {
            for effect in self.app.answered(answer, noon()) {
                if let Effect::Store(request) = effect {
                    self.store.send(request);
                }
            }
        }
    }

    /// Gives the number of requests to the store.
    fn ask(&mut self, command: Command) -> usize {
        let mut requests = 0;
        for effect in self.app.update(command, noon(), 7) {
            if let Effect::Store(request) = effect {
                requests += 1;
                self.store(request);
            }
        }
        requests
    }

    fn today(&mut self) -> TodayView {
        self.ask(Command::Go(Place::Today));
        let View::Today(view) = self.app.view(noon()) else { panic!("not there") };
        *view
    }

    /// Everything that the store holds.
    fn held(&mut self) -> Answer {
        self.store.send(Request::Load);
        self.store.receive().expect("an answer")
    }
}

/// A learner who has answered one question and left the session in the middle of the next.
fn studied(folder: &Path) -> Learner {
    let mut learner = Learner::new(folder);
    learner.ask(Command::Study { deck: "tour".to_owned() });
    for command in [StudyCommand::Pick(0), StudyCommand::Check, StudyCommand::Next, StudyCommand::Leave] {
        learner.ask(Command::In(command));
    }
    learner
}

#[test]
fn the_learners_record_is_untouched_and_comes_back_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut learner = studied(folder.path());
    let (before, record) = (learner.held(), learner.app.record().clone());
    let own = learner.today();
    assert!(own.resume.is_some() && format!("{before:?}").contains("tour"), "{before:?}");
    assert_eq!(learner.ask(Command::Sample(true)), 0);
    let sample = learner.today();
    assert!(learner.app.frame().sample);
    assert_ne!(sample, own);
    assert_eq!((sample.resume.clone(), sample.tour.is_some()), (None, false));
    assert!(sample.then.first().is_some_and(|deck| deck.due > 0 && deck.done > 0.0), "{sample:?}");
    // A session of it is practice, and whatever is done in it is written nowhere.
    let deck = sample.then[0].id.clone();
    assert_eq!(learner.ask(Command::Study { deck }), 0);
    let mut answered = 0;
    for _ in 0..200 {
        let View::Study(view) = learner.app.view(noon()) else { break };
        assert!(view.practice);
        let tries = [
            StudyCommand::Pick(0),
            StudyCommand::Say(true),
            StudyCommand::Text("a".to_owned()),
            StudyCommand::Turn,
            StudyCommand::Grade(Grade::Good),
            StudyCommand::Step("client > SYN".to_owned()),
            StudyCommand::Accuse(0),
            StudyCommand::Blame("wrong-sender".to_owned()),
            StudyCommand::State { end: 0, state: "CLOSED".to_owned() },
            StudyCommand::State { end: 1, state: "CLOSED".to_owned() },
            StudyCommand::Check,
        ];
        for command in tries {
            assert_eq!(learner.ask(Command::In(command.clone())), 0, "{command:?}");
        }
        // A card that was turned and graded leads on by itself.
        let told = match learner.app.view(noon()) {
            View::Study(view) => view.feedback.is_some() && !view.saving,
            View::Summary(_) => true,
            other => panic!("{other:?}"),
        };
        answered += usize::from(told);
        assert_eq!(learner.ask(Command::In(StudyCommand::Next)), 0);
    }
    assert!(answered > 0);
    assert_eq!(learner.ask(Command::Resume), 0);
    // Away with one press.
    assert_eq!(learner.ask(Command::Sample(false)), 0);
    assert!(!learner.app.frame().sample);
    assert_eq!(learner.today(), own);
    assert_eq!((learner.held(), learner.app.record()), (before.clone(), &record));
    // And after a restart while it was shown.
    learner.ask(Command::Sample(true));
    drop(learner);
    let mut again = Learner::new(folder.path());
    assert!(!again.app.frame().sample);
    assert_eq!((again.held(), again.app.record()), (before, &record));
}

#[test]
fn it_is_a_month_of_study_and_always_the_same() {
    let sample = || {
        let folder = tempfile::tempdir().expect("a folder");
        let mut learner = Learner::new(folder.path());
        learner.ask(Command::Sample(true));
        (learner.today(), {
            learner.ask(Command::Go(Place::Decks));
            let View::Decks(decks) = learner.app.view(noon()) else { panic!("not there") };
            decks
        })
    };
    let (today, decks) = sample();
    assert_eq!(sample(), (today, decks.clone()));
    let due: usize = decks.decks.iter().map(|deck| deck.due).sum();
    assert!((5..120).contains(&due), "{due} due");
    // Some decks were gone through, some were begun, some are still to come.
    assert!(decks.decks.iter().any(|deck| deck.new == 0));
    assert!(decks.decks.iter().any(|deck| deck.new == deck.total));
}

#[test]
fn a_language_that_is_chosen_meanwhile_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut learner = Learner::new(folder.path());
    learner.ask(Command::Sample(true));
    assert_eq!(learner.ask(Command::Speak(Lang::Zh)), 1);
    drop(learner);
    assert_eq!(Learner::new(folder.path()).app.lang(), Lang::Zh);
}
