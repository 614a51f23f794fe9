//! What is worked out once and kept is what would be worked out anew, whatever has happened.

use crate::content::shipped;
use crate::screens::{calendar, noon};
use ackademy::app::action::Action;
use ackademy::app::browse::{Act, BrowseCommand, Filter, Pick};
use ackademy::app::learning::LearningCommand;
use ackademy::app::library::Library;
use ackademy::app::palette::OverlayView;
use ackademy::app::place::Place;
use ackademy::app::port::{Answer, Store, Synced};
use ackademy::app::record::{DeviceId, Entry, Fact, FactId, Review};
use ackademy::app::{App, Command, Effect, View};
use ackademy::schedule::Grade;
use ackademy::store::MemoryStore;
use ackademy::text::Lang;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::sync::OnceLock;

/// Few decks, so that much happens to the same questions.
fn library(without: Option<usize>) -> Library {
    static LOADED: OnceLock<Library> = OnceLock::new();
    let mut library = LOADED.get_or_init(shipped).clone();
    library.decks.truncate(5);
    without.map(|at| library.decks.remove(at % 5));
    library
}

/// Something that happens.
#[derive(Clone, Debug)]
enum Step {
    /// An answer of this device, or some of another, dated so many hours from now.
    Answers {
        questions: Vec<(usize, bool)>,
        hours: i64,
        other: bool,
    },
    /// Something is done with a row of Browse.
    Act(usize, usize),
    TakeBack,
    Learn(usize),
    Sample(bool),
    Speak(bool),
    /// A deck is taken away, or comes back.
    Reload(Option<usize>),
    Days(i64),
    Begin,
    /// What is sought in the palette from then on.
    Seek(usize),
}

const QUERIES: [&str; 5] = ["syn", "握手", "fin time-wait", "没有的词", ""];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let answers = (prop::collection::vec((0..60_usize, any::<bool>()), 1..6), -80..80_i64, any::<bool>());
    let step = prop_oneof![
        6 => answers.prop_map(|(questions, hours, other)| Step::Answers { questions, hours, other }),
        2 => (0..60_usize, 0..8_usize).prop_map(|(row, act)| Step::Act(row, act)),
        1 => Just(Step::TakeBack),
        1 => (0..6_usize).prop_map(Step::Learn),
        1 => any::<bool>().prop_map(Step::Sample),
        1 => any::<bool>().prop_map(Step::Speak),
        1 => prop::option::of(0..5_usize).prop_map(Step::Reload),
        2 => (1..9_i64).prop_map(Step::Days),
        1 => Just(Step::Begin),
        1 => (0..QUERIES.len()).prop_map(Step::Seek),
    ];
    prop::collection::vec(step, 1..12)
}

struct Learner {
    app: App,
    store: MemoryStore,
    now: Timestamp,
    count: u64,
    query: &'static str,
}

impl Learner {
    fn new() -> Learner {
        let app = App::new(library(None), Lang::En, &calendar());
        let mut learner =
            Learner { app, store: MemoryStore::new(), now: noon(), count: 0, query: QUERIES[0] };
        learner.run(learner.app.begin());
        // What is asked for then does not hang on the order in which it is due.
        learner.ask(Command::Learn(LearningCommand::Minutes(600)));
        learner
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let Effect::Store(request) = effect else { continue };
            self.store.send(request);
            while let Some(answer) = self.store.receive() {
                let next = self.app.answered(answer, self.now);
                self.run(next);
            }
        }
    }

    fn ask(&mut self, command: Command) {
        let effects = self.app.update(command, self.now, 7);
        self.run(effects);
    }

    fn review(&mut self, (question, right): (usize, bool), at: Timestamp) -> Entry {
        self.count += 1;
        let decks = self.app.library().decks.iter().filter_map(|deck| deck.content.as_ref());
        let names: Vec<(String, Option<String>)> = decks
            .flat_map(|deck| deck.questions.iter().map(|q| (deck.full_name(q), q.rules.first().cloned())))
            .collect();
        let (question, rule) = names[question % names.len()].clone();
        let review = Review {
            question,
            fingerprint: String::new(),
            answer: serde_json::Value::Null,
            credit: f32::from(right),
            grade: if right { Grade::Good } else { Grade::Again },
            hinted: false,
            practice: false,
            seed: 0,
            credited: rule.clone().filter(|_| right).into_iter().collect(),
            charged: rule.filter(|_| !right),
            seconds: 5.0,
        };
        Entry {
            id: FactId::new(format!("review-{}", self.count)),
            device: DeviceId::new("other"),
            counter: self.count,
            at,
            fact: Fact::Review(review),
        }
    }

    fn step(&mut self, step: &Step) {
        let browse = |command| Command::InBrowse(command);
        match step {
            Step::Answers { questions, hours, other } => {
                let at = self.now + SignedDuration::from_hours(*hours);
                let entries: Vec<Entry> = questions.iter().map(|asked| self.review(*asked, at)).collect();
                let answers = match other {
                    true => {
                        vec![Answer::Synced(Synced { taken: entries.len(), entries, ..Synced::default() })]
                    }
                    false => entries.into_iter().map(Answer::Appended).collect(),
                };
                for answer in answers {
                    let effects = self.app.answered(answer, self.now);
                    self.run(effects);
                }
            }
            Step::Act(row, act) => {
                let acts = [
                    Act::Suspend(true),
                    Act::Suspend(false),
                    Act::Flag(true),
                    Act::Due(0),
                    Act::Due(1),
                    Act::Due(9),
                    Act::Reset,
                    Act::Flag(false),
                ];
                self.ask(Command::Go(Place::Browse));
                self.ask(browse(BrowseCommand::Row(*row, Pick::Only)));
                self.ask(browse(BrowseCommand::Act(acts[*act])));
            }
            Step::TakeBack => self.ask(browse(BrowseCommand::Undo)),
            Step::Learn(what) => self.ask(Command::Learn(match what {
                0 => LearningCommand::New(3),
                1 => LearningCommand::New(40),
                2 => LearningCommand::Retention(80),
                3 => LearningCommand::Retention(95),
                4 => LearningCommand::DayStarts(0),
                _ => LearningCommand::Zone("Asia/Shanghai".to_owned()),
            })),
            Step::Sample(on) => self.ask(Command::Sample(*on)),
            Step::Speak(zh) => self.ask(Command::Speak(if *zh { Lang::Zh } else { Lang::En })),
            Step::Reload(without) => drop(self.app.reload(library(*without), self.now)),
            Step::Days(days) => self.now += SignedDuration::from_hours(24 * days),
            Step::Begin => self.ask(Command::StudyToday),
            Step::Seek(query) => self.query = QUERIES[*query],
        }
    }

    /// What the screens show that rest on what is kept; `anew` has everything forgotten before each.
    fn views(&mut self, anew: bool) -> Vec<View> {
        let places = [Place::Today, Place::Decks, Place::Map, Place::Study];
        let view = |place| {
            self.ask(Command::Go(place));
            if anew {
                let library = self.app.library().clone();
                self.app.reload(library, self.now);
            }
            self.app.view(self.now)
        };
        places.into_iter().map(view).collect()
    }

    /// What the palette finds, likewise.
    fn palette(&mut self, anew: bool) -> Option<OverlayView> {
        if anew {
            let library = self.app.library().clone();
            self.app.reload(library, self.now);
        }
        self.ask(Command::Do(Action::Palette));
        self.ask(Command::Seek(self.query.to_owned()));
        let overlay = self.app.frame().overlay;
        self.ask(Command::CloseOverlay);
        overlay
    }

    /// How many questions Browse lists for it, likewise.
    fn listed(&mut self, anew: bool) -> usize {
        if anew {
            let library = self.app.library().clone();
            self.app.reload(library, self.now);
        }
        self.ask(Command::Go(Place::Browse));
        let filter = Filter { text: self.query.to_owned(), ..Filter::default() };
        self.ask(Command::InBrowse(BrowseCommand::Filter(filter)));
        let View::Browse(view) = self.app.view(self.now) else { return usize::MAX };
        self.ask(Command::InBrowse(BrowseCommand::Filter(Filter::default())));
        view.rows
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_what_would_be_worked_out_anew(steps in steps()) {
        let (mut one, mut other) = (Learner::new(), Learner::new());
        prop_assert_eq!(one.views(false), other.views(true));
        for step in &steps {
            one.step(step);
            other.step(step);
            prop_assert_eq!(one.views(false), other.views(true), "after {:?}", step);
            prop_assert_eq!(one.listed(false), other.listed(true), "after {:?}", step);
            let (kept, anew) = (one.palette(false), other.palette(true));
            prop_assert!(kept.is_some() && kept == anew, "after {:?}: {:?} and {:?}", step, kept, anew);
        }
    }
}

/// Nobody has done anything, but the time has come.
#[test]
fn what_falls_due_meanwhile_is_told() {
    let mut learner = Learner::new();
    let entry = learner.review((7, false), noon());
    let effects = learner.app.answered(Answer::Appended(entry), noon());
    learner.run(effects);
    let mut today = |minutes: i64| {
        learner.now = noon() + SignedDuration::from_mins(minutes);
        match &learner.views(false)[0] {
            View::Today(view) => view.today.clone(),
            other => panic!("{other:?}"),
        }
    };
    let before = today(0);
    assert_eq!(today(0), before);
    let after = today(24 * 60 - 481);
    assert_ne!(after, before, "it is due by then");
    // The clock is put back.
    assert_eq!(today(0), before);
}
