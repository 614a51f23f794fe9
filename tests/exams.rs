//! Exams from their start page to their facts: what is kept, what counts, what is off, what time does.

mod facts;

use crate::content::shipped;
use ackademy::app::action::Action;
use ackademy::app::content::{ContentFile, ContentKind};
use ackademy::app::exam::{ExamCommand, SittingView};
use ackademy::app::lab::LabCommand;
use ackademy::app::library::Library;
use ackademy::app::palette::OverlayView;
use ackademy::app::place::Place;
use ackademy::app::port::{Request, Store};
use ackademy::app::record::{Entry, Fact, Review};
use ackademy::app::{App, Command, Effect, KindView, StudyCommand, View};
use ackademy::exam::{Certainty, Paper, Results, Sheet};
use ackademy::schedule::{Calendar, Grade};
use ackademy::store::{MemoryStore, embedded};
use ackademy::text::{Lang, say};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::time::Duration;

fn calendar() -> Calendar {
    Calendar { zone: TimeZone::UTC, day_starts_hour: 4 }
}

/// Somebody who sits exams; the store outlives the app, and may be unplugged at some request.
struct Learner {
    app: App,
    store: MemoryStore,
    now: Timestamp,
    /// Requests that are still carried out; then nothing is any more, as if the process had been killed.
    alive: usize,
    sent: Vec<Request>,
}

impl Learner {
    fn new(library: Library) -> Learner {
        let mut app = App::new(library, Lang::En, &calendar());
        app.insist_on(Lang::En);
        let now = "2026-11-22T12:00:00Z".parse().expect("a time");
        let mut learner =
            Learner { app, store: MemoryStore::new(), now, alive: usize::MAX, sent: Vec::new() };
        learner.run(learner.app.begin());
        learner
    }

    /// The program is killed and started again.
    fn again(self) -> Learner {
        let mut app = App::new(self.app.library().clone(), Lang::En, &calendar());
        app.insist_on(Lang::En);
        let mut learner = Learner { app, alive: usize::MAX, sent: Vec::new(), ..self };
        learner.run(learner.app.begin());
        learner
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let request = match effect {
                Effect::Store(request) => request,
                Effect::Work(work) => {
                    work.run();
                    continue;
                }
                _ => continue,
            };
            if self.alive == 0 {
                return;
            }
            self.alive -= 1;
            self.sent.push(request.clone());
            self.store.send(request);
        }
        while let Some(answer) = self.store.receive() {
            // The answer to the last one is never heard.
            if self.alive == 0 {
                continue;
            }
            let effects = self.app.answered(answer, self.now);
            self.run(effects);
        }
    }

    fn ask(&mut self, command: Command) {
        let effects = self.app.update(command, self.now, 7);
        self.run(effects);
    }

    fn exam(&mut self, command: ExamCommand) {
        self.ask(Command::InExam(command));
    }

    fn begin(&mut self, id: &str) {
        self.exam(ExamCommand::Choose(id.to_owned()));
        self.exam(ExamCommand::Begin);
    }

    /// Lets time pass, second by second.
    fn wait(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.now += SignedDuration::from_secs(1);
            self.exam(ExamCommand::Tick(Duration::from_secs(1)));
        }
    }

    #[track_caller]
    fn sitting(&self) -> Box<SittingView> {
        match self.app.view(self.now) {
            View::Sitting(view) => view,
            other => panic!("{other:?}"),
        }
    }

    fn is_sitting(&self) -> bool {
        matches!(self.app.view(self.now), View::Sitting(_))
    }

    fn exams(&self) -> Vec<Sheet> {
        let exam = |entry: &Entry| match &entry.fact {
            Fact::Exam(sheet) => Some(Sheet::clone(sheet)),
            _ => None,
        };
        self.store.entries().iter().filter_map(exam).collect()
    }

    fn reviews(&self) -> Vec<Review> {
        let review = |entry: &Entry| match &entry.fact {
            Fact::Review(review) => Some(review.clone()),
            _ => None,
        };
        self.store.entries().iter().filter_map(review).collect()
    }

    /// Puts something down, whatever is asked; whether that could be done.
    fn put_down(&mut self) -> bool {
        let view = self.sitting();
        let commands = match &view.study.as_ref().expect("a question").kind {
            KindView::Flip { .. } => panic!("nobody judges here"),
            KindView::Choice { options, .. } | KindView::WhatIf { options, .. } => {
                vec![StudyCommand::Pick(options.last().expect("an option").index)]
            }
            KindView::TrueFalse { .. } => vec![StudyCommand::Say(false)],
            KindView::Type { .. } => vec![StudyCommand::Text("SYN-SENT".to_owned())],
            KindView::Value { .. } => vec![StudyCommand::Text("x+1".to_owned())],
            KindView::Cloze(_) => vec![StudyCommand::Gap { at: 0, text: "SYN".to_owned() }],
            KindView::Match { .. } => vec![StudyCommand::Pair { left: 0, with: Some(1) }],
            KindView::Order(_) => vec![StudyCommand::Move { from: 0, to: 1 }],
            KindView::Build { composer, .. } => {
                vec![StudyCommand::Step(format!("{} > {}", composer.ends[0].0, composer.flags[0]))]
            }
            KindView::Fault { .. } => vec![StudyCommand::Accuse(0)],
            KindView::States { .. } => {
                vec![StudyCommand::State { end: 1, state: "SYN-RECEIVED".to_owned() }]
            }
        };
        commands.into_iter().for_each(|command| self.ask(Command::In(command)));
        self.sitting().answered
    }
}

#[test]
fn what_is_put_down_is_there_again_and_becomes_facts() {
    let mut learner = Learner::new(shipped());
    learner.begin("full");
    let count = learner.sitting().count;
    let mut shown = Vec::new();
    // Half an answer is one too, of every kind; the last question is seen and left open.
    for at in 0..count {
        assert_eq!(learner.sitting().number, at + 1);
        // The last one is looked at so long that it is kept for sure.
        learner.wait(if at + 1 < count { 3 } else { 6 });
        if at + 1 < count {
            assert!(learner.put_down(), "{:?}", learner.sitting());
            shown.push(learner.sitting().study.expect("a question").kind);
            learner.exam(ExamCommand::Next);
        }
    }
    let mut learner = learner.again();
    for (at, kind) in shown.iter().enumerate() {
        learner.exam(ExamCommand::Go(at));
        let again = learner.sitting().study.expect("a question").kind;
        match (&again, kind) {
            // What can be taken back is not kept.
            (KindView::Build { ladder: a, own: b, .. }, KindView::Build { ladder: c, own: d, .. }) => {
                assert_eq!((a, b), (c, d), "item {at}");
            }
            _ => assert_eq!(again, *kind, "item {at}"),
        }
    }
    learner.exam(ExamCommand::HandIn);
    let [sheet] = learner.exams().try_into().expect("one exam");
    assert_eq!(sheet.items.iter().filter(|item| item.response.is_some()).count(), count - 1);
    let decks = learner.app.library().exam_decks();
    let exam = learner.app.library().exam("full").expect("it is there");
    let paper = Paper::draw(exam, &decks, sheet.code.seed()).expect("it can be drawn");
    assert_eq!(sheet.unfit(&paper, &decks), [], "whoever grades it has no doubts");
    let results = Results::of(&sheet, &decks);
    let reviews = learner.reviews();
    assert_eq!(reviews.len(), count, "each question that was seen is a review");
    for (review, item) in reviews.iter().zip(&results.items) {
        assert_eq!((&review.question, review.seed), (&item.item.question, item.item.seed));
        let wanted = if item.marked.right { Grade::Good } else { Grade::Again };
        assert_eq!((review.grade, review.practice), (wanted, false), "{}", review.question);
        assert!(review.seconds >= 2.9, "{}", review.seconds);
    }
    assert!(matches!(learner.app.view(learner.now), View::ExamReport(_)));
    // Nothing is left to go on with.
    let learner = learner.again();
    assert!(!learner.is_sitting());
    assert_eq!(learner.exams().len(), 1);
    assert_eq!(learner.app.record().exams().count(), 1);
}

#[test]
fn questions_that_nobody_saw_say_nothing_and_reviews_can_be_off() {
    let mut learner = Learner::new(shipped());
    learner.begin("quick");
    learner.wait(2);
    assert!(learner.put_down());
    learner.exam(ExamCommand::HandIn);
    assert_eq!(learner.reviews().len(), 1);
    learner.exam(ExamCommand::Choose("quick".to_owned()));
    for command in
        [ExamCommand::Reviews(false), ExamCommand::Name(" 2026-017 ".to_owned()), ExamCommand::Begin]
    {
        learner.exam(command);
    }
    learner.wait(2);
    assert!(learner.put_down());
    learner.exam(ExamCommand::HandIn);
    assert_eq!((learner.exams().len(), learner.reviews().len()), (2, 1));
    assert_eq!(learner.exams()[1].name, "2026-017");
    // What was chosen is chosen the next time.
    learner.exam(ExamCommand::Choose("quick".to_owned()));
    let View::ExamStart(start) = learner.app.view(learner.now) else { panic!("the start page") };
    assert_eq!((start.name.as_str(), start.reviews), ("2026-017", false));
}

/// Killed at any request of handing in: the exam and its answers are there once.
#[test]
fn handing_in_is_done_once_wherever_it_is_cut() {
    for alive in 0..5 {
        let mut learner = Learner::new(shipped());
        learner.begin("quick");
        learner.wait(2);
        assert!(learner.put_down());
        learner.alive = alive;
        learner.exam(ExamCommand::HandIn);
        let mut learner = learner.again();
        if learner.is_sitting() {
            assert_eq!(alive, 0, "only where nothing of it was kept it is still being sat");
            learner.exam(ExamCommand::HandIn);
        }
        assert_eq!((learner.exams().len(), learner.reviews().len()), (1, 1), "cut after {alive}");
        let learner = learner.again();
        assert!(!learner.is_sitting());
        assert_eq!((learner.exams().len(), learner.reviews().len()), (1, 1), "cut after {alive}, and again");
    }
}

#[test]
fn every_change_is_kept_at_once_and_time_every_five_seconds() {
    let mut learner = Learner::new(shipped());
    learner.begin("quick");
    let kept = |learner: &Learner| learner.sent.iter().filter(|request| request.is_urgent()).count();
    let mut before = kept(&learner);
    for command in [
        ExamCommand::Flag,
        ExamCommand::Next,
        ExamCommand::Previous,
        ExamCommand::Go(3),
        ExamCommand::Timer(false),
        ExamCommand::Clear,
    ] {
        learner.exam(command.clone());
        assert_eq!(kept(&learner), before + 1, "{command:?}");
        before += 1;
    }
    learner.put_down();
    assert_eq!(kept(&learner), before + 1);
    let (left, before) = (learner.sitting().left, kept(&learner));
    assert_eq!(left, None, "it is hidden");
    learner.wait(60);
    assert!(kept(&learner) - before >= 12, "{}", kept(&learner) - before);
    learner.exam(ExamCommand::Timer(true));
    learner.wait(4);
    let mut learner = learner.again();
    let view = learner.sitting();
    let known: Vec<&str> = view.left.as_deref().expect("it is shown").split(':').collect();
    let seconds: u64 =
        known[0].parse::<u64>().expect("minutes") * 60 + known[1].parse::<u64>().expect("seconds");
    assert!((600 - 64..=600 - 64 + 5).contains(&seconds), "at most five seconds are lost: {known:?}");
    assert!(learner.sitting().said.iter().any(|said| said.contains("away")), "{:?}", view.said);
    learner.wait(21);
    assert_eq!(learner.sitting().said, Vec::<String>::new(), "it is not said for ever");
}

#[test]
fn time_left_is_told_at_steps_and_the_end_hands_in() {
    let mut learner = Learner::new(shipped());
    learner.exam(ExamCommand::Choose("full".to_owned()));
    learner.exam(ExamCommand::Extra(50));
    learner.exam(ExamCommand::Begin);
    learner.exam(ExamCommand::Flag);
    let whole = 45 * 60 * 3 / 2;
    let mut told = Vec::new();
    for second in 1..whole {
        learner.wait(1);
        for said in learner.sitting().said {
            if told.last().is_none_or(|(_, last)| *last != said) {
                told.push((whole - second, said));
            }
        }
    }
    let at: Vec<u64> = told.iter().map(|(left, _)| *left).collect();
    assert_eq!(at, [whole / 2, 600, 300, 60], "{told:?}");
    assert!(told[0].1.contains("33 min 45 s") || told[0].1.contains("34 min"), "{told:?}");
    learner.wait(1);
    let [sheet] = learner.exams().try_into().expect("it was handed in");
    assert_eq!((sheet.used_millis, sheet.extra), (whole * 1000, 50));
    assert!(matches!(learner.app.view(learner.now), View::ExamReport(_)));
}

/// The quick exam with another rule for the time away.
fn running_on() -> Library {
    let files = embedded().into_iter().map(|file| {
        if !file.name.ends_with("exams/quick.ron") {
            return file;
        }
        let text = String::from_utf8(file.bytes.expect("it can be read")).expect("UTF-8");
        let text = text.replacen("minutes: 10,", "minutes: 10,\n    away: Runs,", 1);
        ContentFile { kind: ContentKind::Exam, bytes: Ok(text.into_bytes()), ..file }
    });
    Library::load(&files.collect::<Vec<_>>(), &|_| true)
}

#[test]
fn time_away_stands_still_or_runs_as_the_exam_says() {
    let away = |library: Library, minutes: i64| {
        let mut learner = Learner::new(library);
        learner.begin("quick");
        learner.wait(30);
        learner.put_down();
        learner.now += SignedDuration::from_mins(minutes);
        learner.again()
    };
    let stopped = away(shipped(), 600);
    assert_eq!(stopped.sitting().left.as_deref(), Some("9:30"));
    let on = away(running_on(), 5);
    assert_eq!(on.sitting().left.as_deref(), Some("4:30"));
    // Too long: on coming back it is handed in.
    let late = away(running_on(), 600);
    let [sheet] = late.exams().try_into().expect("it was handed in");
    assert_eq!((sheet.used_millis, sheet.interruptions.len()), (600_000, 1));
    assert_eq!(sheet.interruptions[0].length(), Duration::from_secs(36_000));
}

#[test]
fn a_machine_that_slept_was_away_and_a_clock_set_back_harms_nothing() {
    let mut learner = Learner::new(shipped());
    learner.begin("quick");
    learner.wait(10);
    // The clock that only goes on stood still in sleep; the other one did not.
    learner.now += SignedDuration::from_hours(8);
    learner.wait(1);
    assert_eq!(learner.sitting().left.as_deref(), Some("9:50"));
    // An hour back, in the middle; then a kill, and two hours back.
    learner.now -= SignedDuration::from_hours(20);
    learner.wait(10);
    assert_eq!(learner.sitting().left.as_deref(), Some("9:40"));
    learner.now -= SignedDuration::from_hours(2);
    let mut learner = learner.again();
    learner.wait(5);
    learner.exam(ExamCommand::HandIn);
    let [sheet] = learner.exams().try_into().expect("one exam");
    let lengths: Vec<u64> = sheet.interruptions.iter().map(|away| away.length().as_secs()).collect();
    assert_eq!(lengths, [8 * 3600 + 1, 0]);
    assert!(sheet.interruptions.iter().all(|away| away.from <= away.to && away.to <= sheet.ended));
    let decks = learner.app.library().exam_decks();
    let exam = learner.app.library().exam("quick").expect("it is there");
    let paper = Paper::draw(exam, &decks, sheet.code.seed()).expect("it can be drawn");
    assert_eq!(sheet.unfit(&paper, &decks), []);
}

#[test]
fn what_could_tell_an_answer_is_off_until_the_end() {
    let mut learner = Learner::new(shipped());
    learner.ask(Command::Do(Action::Lab));
    learner.begin("quick");
    let off = [
        Command::Go(Place::Lab),
        Command::Go(Place::Map),
        Command::Go(Place::Explorer),
        Command::Go(Place::Capture),
        Command::Go(Place::Browse),
        Command::Go(Place::Decks),
        Command::Go(Place::Today),
        Command::Go(Place::Progress),
        Command::Do(Action::Weak),
        Command::StudyToday,
        Command::Study { deck: "tour".to_owned() },
        Command::InLab(LabCommand::Clear),
        Command::InExam(ExamCommand::Choose("full".to_owned())),
        Command::InExam(ExamCommand::Begin),
    ];
    for command in off.clone() {
        learner.ask(command.clone());
        assert!(learner.is_sitting(), "{command:?}");
        let frame = learner.app.frame().exam.expect("an exam runs");
        assert!(frame.refused && frame.off == say(Lang::En, "sitting-off"), "{command:?}: it says why");
    }
    learner.exam(ExamCommand::Flag);
    assert!(!learner.app.frame().exam.expect("an exam runs").refused);
    // Back leads to the list, never to the Lab.
    for _ in 0..5 {
        learner.ask(Command::Back);
    }
    let View::Exams(list) = learner.app.view(learner.now) else { panic!("the list") };
    assert!(list.running.is_some());
    learner.ask(Command::Go(Place::Settings));
    assert!(learner.app.frame().exam.expect("an exam runs").elsewhere);
    // The palette offers nothing that tells.
    learner.ask(Command::Seek(String::new()));
    let Some(OverlayView::Palette { items, .. }) = learner.app.frame().overlay else { panic!("the palette") };
    assert!(!items.is_empty());
    for item in items {
        assert!(matches!(item.command, Command::Do(_)), "{item:?}");
        assert!(!off.contains(&item.command), "{item:?}");
    }
    learner.ask(Command::Seek("SYN".to_owned()));
    let Some(OverlayView::Palette { items, notice, .. }) = learner.app.frame().overlay else { panic!("it") };
    assert_eq!((items, notice.as_deref()), (vec![], Some(&*say(Lang::En, "sitting-off"))));
    learner.ask(Command::Do(Action::Continue));
    assert!(learner.is_sitting());
    learner.exam(ExamCommand::HandIn);
    learner.ask(Command::Go(Place::Lab));
    assert!(matches!(learner.app.view(learner.now), View::Lab(_)));
}

#[test]
fn there_is_no_way_back_where_the_exam_says_so() {
    let mut learner = Learner::new(shipped());
    learner.begin("interview");
    learner.exam(ExamCommand::Certain(Certainty::High));
    learner.exam(ExamCommand::Certain(Certainty::High));
    assert!(learner.sitting().certainty.iter().all(|(.., on)| !on), "the same once more takes it away");
    learner.exam(ExamCommand::Certain(Certainty::Middle));
    for command in [ExamCommand::Go(2), ExamCommand::Previous] {
        learner.exam(command);
        assert_eq!(learner.sitting().number, 1);
    }
    learner.exam(ExamCommand::Next);
    for command in [ExamCommand::Previous, ExamCommand::Go(0)] {
        learner.exam(command);
        assert_eq!(learner.sitting().number, 2);
    }
    let view = learner.sitting();
    assert!(!view.back && view.items.iter().all(|item| item.open == (item.at == 2)));
    learner.exam(ExamCommand::Ask(true));
    let asked = learner.sitting().hand_in.expect("it is asked");
    assert_eq!(asked.open_items, [1, 2], "only where one can go");
    learner.ask(Command::Back);
    assert!(learner.sitting().hand_in.is_none(), "Esc leaves the question");
}

#[test]
fn a_code_gives_the_same_paper_and_says_what_is_wrong_with_it() {
    let mut learner = Learner::new(shipped());
    learner.exam(ExamCommand::Choose("quick".to_owned()));
    let View::ExamStart(start) = learner.app.view(learner.now) else { panic!("the start page") };
    let code = start.code.expect("a paper");
    let asked = |learner: &Learner| learner.sitting().study.expect("a question").ask;
    learner.exam(ExamCommand::Begin);
    let first = asked(&learner);
    learner.exam(ExamCommand::HandIn);
    let mut other = Learner::new(shipped());
    let typed = ExamCommand::Code(code.to_lowercase().replace('-', " "));
    [typed, ExamCommand::OpenCode, ExamCommand::Begin].into_iter().for_each(|command| other.exam(command));
    assert_eq!(asked(&other), first);
    // Other content: told before the start, with what to do.
    let mut third = Learner::new(running_on());
    third.exam(ExamCommand::Code(code.clone()));
    third.exam(ExamCommand::OpenCode);
    third.ask(Command::Go(Place::Exam));
    let View::Exams(list) = third.app.view(third.now) else { panic!("the list") };
    let (message, help) = list.code.problem.expect("a problem");
    assert!(message.contains("other content") && help.contains("same version"), "{message} {help}");
    let swapped: String = code.chars().rev().collect();
    third.exam(ExamCommand::Code(swapped));
    let View::Exams(list) = third.app.view(third.now) else { panic!("the list") };
    assert_eq!(list.code.problem, None, "a new code is a new try");
    third.exam(ExamCommand::OpenCode);
    let View::Exams(list) = third.app.view(third.now) else { panic!("the list") };
    assert!(list.code.problem.is_some());
}
