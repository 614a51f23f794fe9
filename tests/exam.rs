//! Exams of the shipped content, sat by a bot; and the command line: papers, prints, a class.

mod class;
mod paper;
mod print;

use crate::content::shipped;
use ackademy::app::content::{ContentFile, ContentKind};
use ackademy::app::library::Library;
use ackademy::chance::{Chance, derive};
use ackademy::deck::{Kind, Response, judge, right_answer};
use ackademy::exam::{
    Asked, Certainty, Decks, KindName, Paper, Results, Score, Scoring, Sheet, Sitting, mark,
};
use ackademy::text::Lang;
use jiff::{SignedDuration, Timestamp};
use std::sync::LazyLock;
use std::time::Duration;

static LIBRARY: LazyLock<Library> = LazyLock::new(shipped);
static DECKS: LazyLock<Decks> = LazyLock::new(|| LIBRARY.exam_decks());

/// An answer that is right.
pub fn right(asked: &Asked) -> Response {
    right_answer(&asked.deck, &asked.question, Lang::Zh).expect("it was drawn")
}

/// Something that somebody may put down.
pub fn anything(asked: &Asked, chance: &mut Chance) -> Response {
    let mut some = |count: usize| -> Vec<usize> { (0..count).filter(|_| chance.below(2) == 1).collect() };
    match &asked.question.kind {
        Kind::Choice { options, .. } => Response::Choice(some(options.len())),
        Kind::TrueFalse { .. } => Response::TrueFalse(chance.below(2) == 1),
        Kind::Order { items, .. } => Response::Order(chance.order(items.len())),
        Kind::Match(asked) => {
            let count = asked.right.len();
            Response::Match(asked.left.iter().map(|_| Some(chance.below(count))).collect())
        }
        Kind::States(_) => Response::States(["ESTABLISHED".to_owned(), "CLOSED".to_owned()]),
        Kind::Fault(fault) => Response::Fault {
            step: 1 + chance.below(4),
            kind: fault.kinds[chance.below(fault.kinds.len())].clone(),
        },
        Kind::Next(_) => Response::Next("client > ACK seq=x+1 ack=y+1".to_owned()),
        Kind::WhatIf(what_if) => {
            let ids: Vec<String> = what_if.properties().map(|(_, property)| property.id.clone()).collect();
            Response::WhatIf(some(ids.len()).into_iter().map(|at| ids[at].clone()).collect())
        }
        Kind::Build(_) => Response::Build(vec!["client > SYN seq=x".to_owned()]),
        Kind::Cloze(_) => Response::Cloze(vec!["y+1".to_owned()]),
        Kind::Type { .. } => Response::Type("LISTEN".to_owned()),
        Kind::Value(_) => Response::Value("x+1".to_owned()),
        Kind::Flip { .. } | Kind::Generate(_) => panic!("{}: it can't stand on a paper", asked.question.id),
    }
}

fn at(seconds: i64) -> Timestamp {
    let start: Timestamp = "2026-03-01T09:00:00Z".parse().expect("a time");
    start + SignedDuration::from_secs(seconds)
}

/// A sheet of somebody who answers as `answer` says, ten seconds a question.
fn sat(paper: &Paper, name: &str, mut answer: impl FnMut(usize, &Asked) -> Option<Response>) -> Sheet {
    let mut sitting = Sitting::begin(paper, &DECKS, name, 0, at(0));
    for item in 0..paper.items.len() {
        assert!(sitting.go(item));
        let asked = paper.asked(item, &DECKS).expect("it can be shown");
        if let Some(response) = answer(item, &asked) {
            assert!(sitting.answer(Some(response)) && sitting.certain(Some(Certainty::High)));
        }
        sitting.tick(Duration::from_secs(10), at(10 * (item as i64 + 1)));
    }
    sitting.submit(at(10 * paper.items.len() as i64));
    Sheet::of(&sitting).expect("it was handed in")
}

/// Every question that any exam may draw, and not only those that the bot happens to meet.
#[test]
fn right_answers_are_worth_everything() {
    let mut count = 0;
    for deck in DECKS.values() {
        for question in deck.questions.iter().filter(|question| KindName::of(question).is_some()) {
            let name = deck.full_name(question);
            let asked = (0..20).find_map(|seed| Asked::of(&DECKS, &name, seed));
            let asked = asked.unwrap_or_else(|| panic!("{name}: nothing can be drawn"));
            let judgement = judge(deck, &asked.question, &right(&asked));
            let plain = mark(&Scoring::default(), 2.0, Some(&judgement), None);
            assert_eq!((plain.points, plain.most, plain.right), (2.0, 2.0, true), "{name}");
            let by_certainty = Scoring { certainty: true, ..Scoring::default() };
            let sure = mark(&by_certainty, 2.0, Some(&judgement), Some(Certainty::High));
            assert_eq!((sure.points, sure.most), (6.0, 6.0), "{name}");
            let open = mark(&Scoring::default(), 2.0, None, None);
            assert_eq!((open.points, open.most, open.right), (0.0, 2.0, false));
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}

/// A content file of somebody's own.
fn own(name: &str, kind: ContentKind, text: &str) -> ContentFile {
    let bytes = Ok(text.as_bytes().to_vec());
    ContentFile { name: name.to_owned(), path: Some(name.into()), kind, bytes }
}

#[test]
fn own_exams_stand_beside_the_shipped_ones() {
    let quick = include_str!("../content/exams/quick.ron");
    let load = |own: Vec<ContentFile>| {
        let mut files = ackademy::store::embedded();
        files.extend(own);
        Library::load(&files, &|_| true)
    };
    let ids = |library: &Library| library.blueprints().iter().map(|exam| exam.id.clone()).collect::<Vec<_>>();
    let codes = |library: &Library| library.findings().map(|finding| finding.code).collect::<Vec<_>>();
    // One's own takes the place of the shipped one, wherever it lies.
    let library =
        load(vec![own("my/quick.ron", ContentKind::Deck, &quick.replace("minutes: 10", "minutes: 12"))]);
    assert_eq!((ids(&library).len(), library.exam("quick").map(|exam| exam.minutes)), (3, Some(12)));
    assert_eq!(codes(&library), [""; 0]);
    // A deck that breaks is told where it is named, and only the exams that name it fall out.
    let library = load(vec![
        own("my/decks/own.ron", ContentKind::Deck, "(format: 1, id: \"own\", questions: [])"),
        own(
            "my/exams/b.ron",
            ContentKind::Exam,
            &quick.replace("\"quick\"", "\"b\"").replace("open-1-syn", "own"),
        ),
    ]);
    assert_eq!(ids(&library), ["quick", "interview", "full"]);
    assert!(codes(&library).contains(&"blueprint::broken-deck"), "{:?}", codes(&library));
}

fn sum(scores: impl Iterator<Item = Score>) -> Score {
    scores.fold(Score::default(), |sum, score| Score {
        points: sum.points + score.points,
        most: sum.most + score.most,
        questions: sum.questions + score.questions,
        right: sum.right + score.right,
        open: sum.open + score.open,
    })
}

#[track_caller]
fn same(one: Score, other: Score) {
    let counts = |score: Score| (score.questions, score.right, score.open);
    assert_eq!(counts(one), counts(other));
    assert!(
        (one.points - other.points).abs() < 1e-4 && (one.most - other.most).abs() < 1e-4,
        "{one:?} {other:?}"
    );
}

/// Five hundred exams: all sums agree, every paper can be shown, and what is open is worth nothing.
#[test]
fn a_bot_sits_five_hundred_exams() {
    let exams = LIBRARY.blueprints();
    assert_eq!(exams.iter().map(|exam| exam.id.as_str()).collect::<Vec<_>>(), ["quick", "interview", "full"]);
    let mut full_marks = 0;
    for number in 0..500_u32 {
        let exam = &exams[match number % 5 {
            0..3 => 0,
            3 => 1,
            _ => 2,
        }];
        let paper = Paper::draw(exam, &DECKS, number).expect("there is enough");
        assert_eq!(paper.items.len(), exam.questions());
        let mut chance = Chance::new(derive(77, u64::from(number)));
        // Every tenth learner knows everything, every tenth nothing.
        let sheet = sat(&paper, "bot", |_, asked| match (number % 10, chance.below(4)) {
            (0, _) => Some(right(asked)),
            (1, _) | (_, 0) => None,
            (_, 1) => Some(right(asked)),
            _ => Some(anything(asked, &mut chance)),
        });
        let results = Results::of(&sheet, &DECKS);
        same(sum(results.sections.iter().map(|(_, score)| *score)), results.total);
        same(sum(results.topics.iter().map(|(_, _, score)| *score)), results.total);
        let points: f64 = results.items.iter().map(|item| f64::from(item.marked.points)).sum();
        assert!((points - results.total.points).abs() < 1e-4);
        for item in results.items.iter().filter(|item| item.is_open()) {
            assert_eq!((item.marked.points, item.marked.right), (0.0, false));
        }
        match number % 10 {
            0 => {
                full_marks += 1;
                assert!(results.passed && results.total.right == paper.items.len(), "{number}");
                assert!((results.total.share() - 1.0).abs() < 1e-9);
            }
            1 => assert!(!results.passed && results.total.points == 0.0),
            _ => {}
        }
        assert_eq!(sheet.unfit(&paper, &DECKS), [], "{number}");
    }
    assert_eq!(full_marks, 50);
}
