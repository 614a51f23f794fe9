//! How the learner is scheduled, through the app: settings, fitting, a plan towards a date, reasons in words.

use crate::content::shipped;
use crate::screens::calendar;
use ackademy::app::learning::LearningCommand;
use ackademy::app::place::Place;
use ackademy::app::port::{Answer, Store};
use ackademy::app::record::{DeviceId, Entry, Fact, FactId, Review};
use ackademy::app::{App, Command, Effect};
use ackademy::schedule::{DEFAULT_RETENTION, Grade, LEAST_REVIEWS, Parameters};
use ackademy::store::MemoryStore;
use ackademy::text::Lang;
use jiff::{Timestamp, ToSpan};

struct Driver {
    app: App,
    store: MemoryStore,
}

impl Driver {
    fn new(entries: Vec<Entry>) -> Driver {
        let mut app = App::new(shipped(), Lang::En, &calendar());
        app.insist_on(Lang::En);
        let mut driver = Driver { app, store: MemoryStore::with(entries) };
        let effects = driver.app.begin();
        driver.carry_out(effects);
        driver
    }

    /// The app begins anew with what the store has.
    fn begin_anew(&mut self) {
        self.app = App::new(shipped(), Lang::En, &calendar());
        let effects = self.app.begin();
        self.carry_out(effects);
    }

    fn learn(&mut self, command: LearningCommand) {
        let effects = self.app.update(Command::Learn(command), now(), 1);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Store(request) => self.store.send(request),
                Effect::Work(work) => work.run(),
                Effect::Open(_) | Effect::Capture(_) | Effect::File(_) | Effect::Edit(_) => {}
                Effect::ChooseFolder => {}
            }
        }
        while let Some(answer) = self.store.receive() {
            let effects = self.app.answered(answer, now());
            self.carry_out(effects);
        }
    }
}

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn names() -> Vec<String> {
    let library = shipped();
    let decks = library.decks.iter().filter_map(|deck| deck.content.clone()).filter(|deck| deck.id != "tour");
    decks.flat_map(|deck| deck.questions.iter().map(|q| deck.full_name(q)).collect::<Vec<_>>()).collect()
}

fn review(counter: u64, question: &str, days_ago: i64, grade: Grade) -> Entry {
    let review = Review {
        question: question.to_owned(),
        fingerprint: String::new(),
        answer: serde_json::Value::Null,
        credit: 1.0,
        grade,
        hinted: false,
        practice: false,
        seed: 0,
        credited: Vec::new(),
        charged: None,
        seconds: 10.0,
    };
    Entry {
        id: FactId::new(format!("a-{counter:06}")),
        device: DeviceId::new("a"),
        counter,
        at: now() - (24 * days_ago).hours(),
        fact: Fact::Review(review),
    }
}

/// Forty days in which every second answer is a failure: nothing like what FSRS expects.
fn forgetful() -> Vec<Entry> {
    let mut entries = Vec::new();
    for (place, name) in names().iter().take(60).enumerate() {
        for (turn, days_ago) in [40, 37, 33, 28, 22, 15, 7, 2].into_iter().enumerate() {
            let grade = if (place + turn) % 2 == 0 { Grade::Good } else { Grade::Again };
            entries.push((days_ago, name.clone(), grade));
        }
    }
    entries.sort_by_key(|(days_ago, _, _)| -days_ago);
    let entry = |(at, (days_ago, name, grade)): (usize, (i64, String, Grade))| {
        review(at as u64 + 1, &name, days_ago, grade)
    };
    entries.into_iter().enumerate().map(entry).collect()
}

#[test]
fn settings_change_the_schedule() {
    let mut driver = Driver::new(vec![review(1, &names()[0], 0, Grade::Easy)]);
    let due = |driver: &Driver| driver.app.record().card(&names()[0]).unwrap().due;
    let usual = due(&driver);
    driver.learn(LearningCommand::Retention(97));
    let sooner = due(&driver);
    assert!(sooner < usual, "{sooner} {usual}");
    driver.learn(LearningCommand::Retention(90));
    driver.learn(LearningCommand::DayStarts(6));
    assert_eq!(due(&driver), usual + 2.hours());
    driver.learn(LearningCommand::Zone("Asia/Shanghai".to_owned()));
    let view = driver.app.learning_view(now());
    assert_eq!((view.retention, view.day_starts, view.zone_unknown), (90, 6, false));
    assert_eq!(driver.app.record().calendar().zone.iana_name(), Some("Asia/Shanghai"));
    // What isn't known here is the system's, and is kept for where it is known.
    driver.learn(LearningCommand::Zone("Moon/Tycho".to_owned()));
    let view = driver.app.learning_view(now());
    assert_eq!((view.zone.as_str(), view.zone_unknown), ("Moon/Tycho", true));
    assert_eq!(driver.app.record().calendar().zone, calendar().zone);
    // Settings travel: another start reads them again.
    driver.begin_anew();
    assert_eq!(driver.app.learning_view(now()).day_starts, 6);
}

#[test]
fn unusable_settings_are_as_if_unset() {
    let setting = |counter: u64, key: &str, value: &str| Entry {
        fact: Fact::Setting { key: key.to_owned(), value: value.to_owned() },
        ..review(counter, "", 0, Grade::Good)
    };
    let driver = Driver::new(vec![
        setting(1, "parameters", "1 2 NaN"),
        setting(2, "retention", "NaN"),
        setting(3, "day starts", "noon"),
        setting(4, "date", "tomorrow"),
    ]);
    let scheduler = driver.app.record().scheduler();
    assert_eq!(scheduler.parameters, Parameters::default());
    assert_eq!((scheduler.wanted(), scheduler.calendar.day_starts_hour), (DEFAULT_RETENTION, 4));
    assert_eq!(driver.app.learning_view(now()).date, None);
}

#[test]
fn fitted_parameters_are_taken_and_given_up() {
    let mut driver = Driver::new(forgetful());
    let fits = |driver: &Driver| driver.app.learning_view(now()).fit;
    assert_eq!(fits(&driver), None);
    driver.learn(LearningCommand::Adopt);
    driver.learn(LearningCommand::Fit);
    let fit = fits(&driver).unwrap();
    assert!(fit.can_adopt && !fit.running, "{:#?}", fit.said);
    assert!(!driver.app.learning_view(now()).fitted, "not before the learner says so");
    let card = driver.app.record().card(&names()[0]).copied().unwrap();
    driver.learn(LearningCommand::Adopt);
    assert!(driver.app.learning_view(now()).fitted);
    assert!(driver.app.record().card(&names()[0]).unwrap().memory != card.memory);
    driver.begin_anew();
    assert!(driver.app.learning_view(now()).fitted, "it travels");
    driver.learn(LearningCommand::Published);
    assert_eq!(driver.app.record().card(&names()[0]), Some(&card));
}

#[test]
fn too_few_answers_are_said() {
    let mut driver = Driver::new(vec![review(1, &names()[0], 3, Grade::Good)]);
    driver.learn(LearningCommand::Fit);
    let fit = driver.app.learning_view(now()).fit.unwrap();
    assert!(!fit.can_adopt && fit.said[0].contains(&LEAST_REVIEWS.to_string()), "{:?}", fit.said);
}

#[test]
fn a_date_makes_a_plan_and_todays_session() {
    let mut driver = Driver::new(forgetful());
    driver.learn(LearningCommand::Date(Some("2026-12-02".parse().unwrap())));
    let view = driver.app.learning_view(now());
    let plan = view.plan.unwrap();
    let share = |at: usize| plan.bars[at].1;
    assert!(share(3) > share(2) && share(2) > share(1), "{:?}", plan.bars);
    assert!(plan.said[1].contains("2 December 2026") && plan.said[3].contains("10 days"), "{:#?}", plan.said);
    let effects = driver.app.update(Command::StudyToday, now(), 1);
    assert!(!effects.is_empty(), "there is something to study");
    // Past dates plan nothing.
    driver.learn(LearningCommand::Date(Some("2026-11-22".parse().unwrap())));
    assert_eq!(driver.app.learning_view(now()).plan, None);
    driver.learn(LearningCommand::Date(None));
    assert_eq!(driver.app.learning_view(now()).date, None);
}

#[test]
fn a_plan_is_that_of_today_whenever_it_is_seen() {
    let mut driver = Driver::new(forgetful());
    driver.learn(LearningCommand::Date(Some("2026-12-02".parse().unwrap())));
    let mut at = now();
    let mut go = |driver: &mut Driver, place: Place, days: i64| {
        at += (24 * days).hours();
        let effects = driver.app.update(Command::Go(place), at, 1);
        let planned = effects.iter().any(|effect| matches!(effect, Effect::Work(_)));
        driver.carry_out(effects);
        (planned, driver.app.learning_view(at).plan.map(|plan| plan.said[3].clone()).unwrap_or_default())
    };
    let (planned, said) = go(&mut driver, Place::Settings, 0);
    assert!(!planned && said.contains("10 days"), "{said}");
    // Nothing is planned where it isn't seen.
    assert!(!go(&mut driver, Place::Decks, 1).0);
    let (planned, said) = go(&mut driver, Place::Settings, 1);
    assert!(planned && said.contains("8 days"), "{said}");
    assert!(!go(&mut driver, Place::Settings, 0).0, "once is enough");
    // The screen stays open overnight.
    let effects = driver.app.keep_up(now() + (24 * 3).hours());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Work(_))));
    driver.carry_out(effects);
    // Something was answered, and something was set.
    let entry = review(1000, &names()[0], 0, Grade::Good);
    driver.app.answered(Answer::Appended(entry), now());
    let effects = driver.app.keep_up(now() + (24 * 3).hours());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Work(_))), "an answer changes the plan");
    driver.carry_out(effects);
    let effects = driver.app.update(Command::Learn(LearningCommand::Minutes(45)), at, 1);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Work(_))), "so do other minutes");
}

#[test]
fn a_date_has_its_reasons() {
    let name = names()[0].clone();
    let due = Fact::Due { question: name.clone(), due: "2026-12-24T04:00:00Z".parse().unwrap() };
    let reviews = vec![review(1, &name, 20, Grade::Again), review(2, &name, 19, Grade::Good)];
    let set = Entry { fact: due, ..review(3, &name, 1, Grade::Good) };
    let said = |entries: Vec<Entry>| {
        let app = Driver::new(entries).app;
        let (english, chinese) = (app.why_view(&name, now()), {
            let mut app = app;
            app.update(Command::Speak(Lang::Zh), now(), 1);
            app.why_view(&name, now())
        });
        format!("{}\n{}\n", english.reasons.join("\n"), chinese.reasons.join("\n"))
    };
    let failed = vec![reviews[0].clone()];
    let all = [Vec::new(), failed, reviews.clone(), [reviews, vec![set]].concat()].map(said);
    insta::assert_snapshot!(all.join("\n"));
    let view = Driver::new(Vec::new()).app.why_view(&name, now());
    assert_eq!(view.outcomes.iter().map(|outcome| outcome.grade).collect::<Vec<_>>(), Grade::ALL);
    assert!(view.outcomes.iter().all(|outcome| !outcome.when.is_empty()));
}
