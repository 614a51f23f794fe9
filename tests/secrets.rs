//! The view of an unanswered question contains nothing of its answer.

use crate::content::shipped;
use crate::screens::{calendar, noon};
use ackademy::app::exam::ExamCommand;
use ackademy::app::ladder::Tone;
use ackademy::app::port::Store;
use ackademy::app::{App, Command, Effect, KindView, NextHint, PieceView, StudyCommand, StudyView, View};
use ackademy::deck::{Deck, Gap, Kind, Question};
use ackademy::exam::Asked;
use ackademy::schedule::Grade;
use ackademy::store::MemoryStore;
use ackademy::text::Lang;
use ackademy::wire::Step;
use jiff::Timestamp;

/// An app with a store in memory; every effect is carried out at once.
struct Bench {
    app: App,
    store: MemoryStore,
    now: Timestamp,
}

impl Bench {
    fn new(lang: Lang) -> Bench {
        let mut app = App::new(shipped(), lang, &calendar());
        app.insist_on(lang);
        let effects = app.begin();
        let mut bench = Bench { app, store: MemoryStore::new(), now: noon() };
        bench.run(effects);
        bench
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Store(request) = effect {
                self.store.send(request);
            }
        }
        while let Some(answer) = self.store.receive() {
            let effects = self.app.answered(answer, self.now);
            self.run(effects);
        }
    }

    fn ask(&mut self, command: Command) {
        let effects = self.app.update(command, self.now, 5);
        self.run(effects);
    }

    fn exam(&mut self, command: ExamCommand) {
        self.ask(Command::InExam(command));
    }

    fn view(&self) -> View {
        self.app.view(self.now)
    }
}

/// Words that would give the answer away.
fn secrets(question: &Question, deck: &Deck, lang: Lang) -> Vec<String> {
    let mut secrets: Vec<String> = question.explain.iter().map(|text| text.get(lang).to_owned()).collect();
    secrets.extend(question.hint.iter().map(|text| text.get(lang).to_owned()));
    match &question.kind {
        Kind::Flip { back, .. } => secrets.push(back.get(lang).to_owned()),
        Kind::Choice { options, .. } => {
            secrets.extend(options.iter().filter_map(|o| o.because.as_ref()).map(|t| t.get(lang).to_owned()));
        }
        Kind::TrueFalse { because, .. } => secrets.push(because.get(lang).to_owned()),
        Kind::Type { accept, slips, .. } => {
            let ask = question.ask().map(|t| t.get(lang).to_owned()).unwrap_or_default();
            // An answer that the question itself names is no secret.
            secrets.extend(accept.iter().filter(|a| a.len() > 3 && !ask.contains(a.as_str())).cloned());
            secrets.extend(slips.iter().map(|(_, text)| text.get(lang).to_owned()));
        }
        Kind::Order { .. } => {}
        Kind::Cloze(cloze) => {
            let words =
                |gap: &Gap| gap.slips.iter().map(|(_, text)| text.get(lang).to_owned()).collect::<Vec<_>>();
            secrets.extend(cloze.gaps.iter().flat_map(words));
        }
        Kind::Value(value) => secrets.extend(value.slips.iter().map(|(_, text)| text.get(lang).to_owned())),
        Kind::Match(asked) => {
            secrets.extend(
                asked
                    .left
                    .iter()
                    .filter_map(|(.., because)| because.as_ref())
                    .map(|t| t.get(lang).to_owned()),
            );
        }
        Kind::Build(build) => {
            // Calls stand in the list to choose from.
            let segments = build.answer.iter().filter(|step| matches!(step, Step::Send { .. }));
            secrets.extend(segments.map(ToString::to_string));
        }
        // State names stand in the list to choose from; the ladder is looked at below.
        Kind::States(_) => {}
        Kind::Next(next) => secrets.push(next.answer.to_string()),
        // What can be wrong stands in the list to choose from; the ladder is looked at below.
        Kind::Fault(_) => {}
        // What may happen stands in the list to choose from; the runs are looked at below.
        Kind::WhatIf(what_if) => {
            secrets.extend(what_if.machine.about.as_ref().map(|about| about.get(lang).to_owned()));
        }
        // What was drawn is looked at below, as the kind that it has become.
        Kind::Generate(_) => {}
    }
    let _ = deck;
    secrets
}

fn check(view: &View, question: &Question, deck: &Deck, lang: Lang) {
    let View::Study(study) = view else { panic!("not a question") };
    check_within(view, study, question, deck, lang);
}

/// Nothing in the whole view says it.
fn check_within(whole: &View, view: &StudyView, question: &Question, deck: &Deck, lang: Lang) {
    assert_eq!(view.feedback, None);
    let all = format!("{whole:?}");
    for secret in secrets(question, deck, lang) {
        let quoted = format!("{secret:?}");
        assert!(!all.contains(quoted.trim_matches('"')), "{}/{}: {secret}", deck.id, question.id);
    }
    match (&view.kind, &question.kind) {
        (KindView::WhatIf { options, runs, .. }, _) => {
            assert!(runs.is_empty());
            assert!(options.iter().all(|o| o.mark.is_none() && o.because.is_none()));
        }
        (KindView::Choice { options, .. }, _) => {
            assert!(options.iter().all(|o| o.mark.is_none() && o.because.is_none()));
        }
        (KindView::TrueFalse { right, .. }, _) => assert_eq!(*right, None),
        (KindView::Type { right, .. }, _) => assert_eq!(*right, None),
        (KindView::Value { right, reads, .. }, _) => assert_eq!((right, reads), (&None, &None)),
        (KindView::Cloze(pieces), _) => {
            let told = |piece: &PieceView| matches!(piece, PieceView::Gap { right: Some(_), .. });
            assert!(!pieces.iter().any(told));
        }
        (KindView::Match { left, .. }, _) => {
            assert!(left.iter().all(|pair| pair.right.is_none() && pair.because.is_none()));
        }
        (KindView::Order(items), _) => {
            assert!(items.iter().all(|item| item.right.is_none()));
            let given_away = items.iter().enumerate().all(|(at, item)| at == item.index);
            assert!(!given_away, "{}: shown in the right order", question.id);
        }
        (KindView::Build { ladder, given, solution, .. }, _) => {
            assert_eq!(*solution, None);
            assert!(ladder.rows.iter().skip(*given).all(|row| row.states == ["", ""]));
        }
        (KindView::States { ladder, right, .. }, _) => {
            assert_eq!(*right, None);
            assert!(
                ladder.rows.iter().all(|row| row.states == ["", ""]),
                "{}: states are shown",
                question.id
            );
        }
        (KindView::Fault { ladder, right, .. }, _) => {
            assert_eq!(*right, None);
            assert!(ladder.rows.iter().all(|row| row.states == ["", ""] && row.tone != Tone::Wrong));
        }
        (KindView::Flip { back, .. }, _) => assert_eq!(*back, None),
    }
}

#[test]
fn an_unanswered_question_says_nothing_of_its_answer() {
    for lang in Lang::ALL {
        let mut seen = 0;
        let decks: Vec<_> = shipped().decks.iter().filter_map(|d| d.content.clone()).collect();
        for deck in decks {
            let mut bench = Bench::new(lang);
            bench.ask(Command::Practise { deck: deck.id.clone() });
            for question in &deck.questions {
                let View::Study(view) = bench.view() else { panic!("a question") };
                assert_eq!(view.id, question.id);
                check(&bench.view(), question, &deck, lang);
                seen += 1;
                answer(&mut bench, question);
            }
        }
        assert!(seen >= 40, "{seen}");
    }
}

/// Any answer; then on to the next question.
fn answer(bench: &mut Bench, question: &Question) {
    let within = |command| Command::In(command);
    let View::Study(asked) = bench.view() else { panic!("a question") };
    match &asked.kind {
        KindView::Flip { .. } => {
            bench.ask(within(StudyCommand::Turn));
            bench.ask(within(StudyCommand::Grade(Grade::Good)));
            return;
        }
        KindView::Choice { .. } | KindView::WhatIf { .. } => bench.ask(within(StudyCommand::Pick(0))),
        KindView::TrueFalse { .. } => bench.ask(within(StudyCommand::Say(true))),
        KindView::Type { .. } => bench.ask(within(StudyCommand::Text("CLOSED".to_owned()))),
        KindView::Value { .. } => bench.ask(within(StudyCommand::Text("x+1".to_owned()))),
        KindView::Cloze(_) => bench.ask(within(StudyCommand::Gap { at: 0, text: "SYN".to_owned() })),
        KindView::Match { left, .. } => {
            for left in 0..left.len() {
                bench.ask(within(StudyCommand::Pair { left, with: Some(0) }));
            }
        }
        KindView::Order(_) => {}
        KindView::Build { composer, .. } => {
            bench.ask(within(StudyCommand::Step(format!("{} > {}", composer.ends[0].0, composer.flags[0]))));
        }
        KindView::Fault { kinds, .. } => {
            bench.ask(within(StudyCommand::Accuse(0)));
            bench.ask(within(StudyCommand::Blame(kinds[0].0.clone())));
        }
        KindView::States { .. } => {
            for end in [0, 1] {
                bench.ask(within(StudyCommand::State { end, state: "LISTEN".to_owned() }));
            }
        }
    }
    bench.ask(within(StudyCommand::Check));
    let View::Study(view) = bench.view() else { panic!("a verdict") };
    assert!(view.feedback.is_some(), "{}", question.id);
    bench.ask(within(StudyCommand::Next));
}

/// The question of an exam, as it lies before the learner.
fn asked_in_exam(bench: &Bench) -> Option<(View, StudyView)> {
    let view = bench.view();
    let View::Sitting(sitting) = &view else { return None };
    let study = sitting.study.clone().expect("a question");
    Some((view, study))
}

#[test]
fn an_exam_says_nothing_of_its_answers_before_the_end() {
    for lang in Lang::ALL {
        let exams = shipped().blueprints();
        let mut seen = std::collections::BTreeSet::new();
        for (exam, seed) in exams.iter().flat_map(|exam| (0..3).map(move |seed| (exam, seed))) {
            let mut bench = Bench::new(lang);
            let (library, decks) = (shipped(), shipped().exam_decks());
            let drawn =
                ackademy::exam::Paper::draw(library.exam(&exam.id).expect("it is there"), &decks, seed);
            let paper = drawn.expect("there are enough");
            bench.exam(ExamCommand::Code(paper.code.to_string()));
            for command in [ExamCommand::OpenCode, ExamCommand::Begin] {
                bench.exam(command);
            }
            for item in &paper.items {
                let Asked { deck, question, order, .. } =
                    Asked::of(&decks, &item.question, item.seed).expect("it is there");
                // Before anything is put down, and after: the same says nothing.
                for answered in [false, true] {
                    if answered {
                        put_down(&mut bench, &question);
                    }
                    let (view, study) = asked_in_exam(&bench).expect("a question");
                    check_within(&view, &study, &question, &deck, lang);
                    assert_eq!((study.has_hint, &study.hint), (false, &None));
                    if let KindView::Build { next_hint, .. } = &study.kind {
                        assert_eq!(*next_hint, NextHint::None);
                    }
                    if let (KindView::Choice { options, .. }, false) = (&study.kind, answered) {
                        assert!(options.iter().map(|option| &option.index).eq(&order), "the paper's order");
                    }
                    if let (KindView::Order(items), false) = (&study.kind, answered) {
                        assert!(items.iter().map(|item| &item.index).eq(&order), "the paper's order");
                    }
                }
                // What would tell in a session does not here.
                for command in [StudyCommand::Hint, StudyCommand::HintNext, StudyCommand::Turn] {
                    bench.ask(Command::In(command));
                    let (view, study) = asked_in_exam(&bench).expect("a question");
                    check_within(&view, &study, &question, &deck, lang);
                }
                seen.insert(question.kind.name());
                bench.exam(ExamCommand::Next);
            }
        }
        assert!(seen.len() >= 10, "{seen:?}");
    }
}

/// Some answer.
fn put_down(bench: &mut Bench, question: &Question) {
    let Some((_, study)) = asked_in_exam(bench) else { panic!("a question") };
    let commands = match &study.kind {
        KindView::Flip { .. } => panic!("{}: nobody judges here", question.id),
        KindView::Choice { options, .. } | KindView::WhatIf { options, .. } => {
            vec![StudyCommand::Pick(options[0].index)]
        }
        KindView::TrueFalse { .. } => vec![StudyCommand::Say(true)],
        KindView::Type { .. } => vec![StudyCommand::Text("zzz".to_owned())],
        // What is understood of a sum may be the answer itself, by chance.
        KindView::Value { .. } => Vec::new(),
        KindView::Cloze(_) => vec![StudyCommand::Gap { at: 0, text: "zzz".to_owned() }],
        KindView::Match { .. } => vec![StudyCommand::Pair { left: 0, with: Some(0) }],
        // One that was moved may stand right, and may be seen so.
        KindView::Order(_) => Vec::new(),
        KindView::Build { composer, .. } => {
            let (end, flag) = (&composer.ends[0].0, composer.flags.last().expect("a flag"));
            vec![StudyCommand::Step(format!("{end} > {flag} seq=999"))]
        }
        KindView::Fault { kinds, .. } => {
            vec![StudyCommand::Accuse(0), StudyCommand::Blame(kinds[0].0.clone())]
        }
        KindView::States { .. } => vec![StudyCommand::State { end: 0, state: "CLOSED".to_owned() }],
    };
    commands.into_iter().for_each(|command| bench.ask(Command::In(command)));
}
