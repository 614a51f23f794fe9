//! Sheets: written, read, told where damaged or not of this paper; and the sums of their results.

use super::{DECKS, LETTERS, PINGS, decks_of, good, paper, right};
use crate::chance::Chance;
use crate::deck::Response;
use crate::exam::{
    Asked, Blueprint, Certainty, Interruption, Known, Paper, Results, Score, Scoring, Sheet, SheetFault,
    Sitting, Standing, Unfit, whole_percent,
};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;

fn at(seconds: i64) -> Timestamp {
    let start: Timestamp = "2026-03-01T09:00:00Z".parse().expect("a time");
    start + SignedDuration::from_secs(seconds)
}

/// A sheet on which each item is answered as `answer` says.
pub fn sat(
    paper: &Paper,
    name: &str,
    answer: impl Fn(usize, &Asked) -> Option<(Response, Certainty)>,
) -> Sheet {
    let mut sitting = Sitting::begin(paper, &DECKS, name, 0, at(0));
    for item in 0..paper.items.len() {
        sitting.go(item);
        if let Some((response, certainty)) = answer(item, &paper.asked(item, &DECKS).expect("a question")) {
            sitting.answer(Some(response));
            sitting.certain(Some(certainty));
        }
        sitting.tick(Duration::from_secs(9), at(9 * (item as i64 + 1)));
    }
    sitting.submit(at(100));
    Sheet::of(&sitting).expect("it was handed in")
}

fn all_right(paper: &Paper) -> Sheet {
    sat(paper, "Han Meimei", |_, asked| Some((right(asked), Certainty::High)))
}

#[test]
fn only_what_was_handed_in_has_a_sheet() {
    let sitting = Sitting::begin(&paper(1), &DECKS, "", 0, at(0));
    assert_eq!(Sheet::of(&sitting), None);
}

#[test]
fn written_and_read() {
    let sheet = all_right(&paper(3));
    let text = sheet.write();
    assert!(text.starts_with("{\"format\":1,\"checksum\":\"") && text.ends_with("}\n"));
    assert_eq!(Sheet::read(&text), Ok(sheet.clone()));
    assert_eq!(Sheet::read(&format!("\u{feff}{}\r\n", text.trim())), Ok(sheet));
}

#[test]
fn damage_is_told() {
    let text = all_right(&paper(3)).write();
    assert_eq!(Sheet::read(&text.replace("Han", "Hon")), Err(SheetFault::Damaged));
    assert_eq!(
        Sheet::read(&text.replace("\"format\":1", "\"format\":2")),
        Err(SheetFault::Newer { format: 2 })
    );
    for wrong in
        ["", "[]", "{}", "hello", &text[..text.len() / 2], "{\"format\":1,\"checksum\":\"\",\"exam\":}"]
    {
        assert!(matches!(Sheet::read(wrong), Err(SheetFault::NotASheet { .. })), "{wrong}");
    }
    let other = "{\"format\":1,\"checksum\":\"08326807b4eb5a19\",\"exam\":{}}";
    assert_eq!(Sheet::read(other).err(), Some(SheetFault::Damaged));
    // Any one byte of what counts.
    let body = text.find("\"exam\"").expect("a body") + "\"exam\":".len();
    for place in (body..text.len() - 2).step_by(7).filter(|at| text.is_char_boundary(*at)) {
        let mut bytes = text.clone().into_bytes();
        bytes[place] ^= 1;
        assert!(String::from_utf8(bytes).is_ok_and(|text| Sheet::read(&text).is_err()), "{place}");
    }
}

#[test]
fn what_does_not_fit_is_told() {
    let paper = paper(3);
    let sheet = all_right(&paper);
    let unfit = |change: fn(&mut Sheet)| {
        let mut sheet = sheet.clone();
        change(&mut sheet);
        sheet.unfit(&paper, &DECKS)
    };
    assert_eq!(unfit(|_| ()), []);
    assert_eq!(sheet.unfit(&super::paper(4), &DECKS), [Unfit::OtherPaper]);
    assert_eq!(unfit(|sheet| sheet.items[0].seed += 1), [Unfit::OtherQuestions]);
    assert_eq!(unfit(|sheet| drop(sheet.items.pop())), [Unfit::OtherQuestions]);
    assert_eq!(unfit(|sheet| sheet.rules.pass = 1), [Unfit::OtherRules]);
    assert_eq!(unfit(|sheet| sheet.rules.minutes = 999), [Unfit::OtherRules]);
    for times in [
        |sheet: &mut Sheet| sheet.ended = at(-1),
        |sheet: &mut Sheet| sheet.used_millis = 10_000_000,
        |sheet: &mut Sheet| sheet.ended = at(0),
        |sheet: &mut Sheet| sheet.items[0].seconds = 5_000.0,
        |sheet: &mut Sheet| sheet.items[0].seconds = -1.0,
        |sheet: &mut Sheet| sheet.used_millis = 601_000,
    ] {
        let mut sheet = sheet.clone();
        sheet.used_millis = 500_000;
        sheet.ended = at(500);
        times(&mut sheet);
        assert_eq!(sheet.unfit(&paper, &DECKS), [Unfit::Times]);
    }
    let question = sheet.items[0].question.clone();
    let other = |sheet: &mut Sheet| sheet.items[0].fingerprint = "0".to_owned();
    assert_eq!(unfit(other), [Unfit::OtherContent { question }]);
}

#[test]
fn everything_right_is_everything() {
    for seed in 0..100 {
        let results = Results::of(&all_right(&paper(seed)), &DECKS);
        assert_eq!(
            results.total,
            Score { points: 10.0, most: 10.0, questions: 7, right: 7, open: 0 },
            "{seed}"
        );
        assert!(results.passed && results.wrong().next().is_none());
        assert_eq!(results.certainty, [[0, 0], [0, 0], [0, 7]]);
        assert!(results.rules.values().all(|known| known.known == known.asked));
    }
    let open = Results::of(&sat(&paper(1), "", |_, _| None), &DECKS);
    assert_eq!(open.total, Score { points: 0.0, most: 10.0, questions: 7, right: 0, open: 7 });
    assert!(!open.passed && open.certainty == [[0; 2]; 3] && open.wrong().count() == 7);
    assert!(open.rules.values().all(|known| known.known == 0 && known.asked > 0) && !open.rules.is_empty());
}

#[test]
fn sums_agree() {
    let certainty = Scoring { certainty: true, ..Scoring::default() };
    let costly = Scoring { negative: 0.5, below_zero: true, ..Scoring::default() };
    for (number, scoring) in [Scoring::default(), certainty, costly].into_iter().enumerate() {
        let blueprint = Arc::new(Blueprint { scoring, ..Blueprint::clone(&good()) });
        for seed in 0..60 {
            let paper = Paper::draw(&blueprint, &DECKS, seed).expect("there is enough");
            let chances: Vec<usize> = {
                let mut chance = Chance::new(u64::from(seed) << 8 | number as u64);
                (0..paper.items.len()).map(|_| chance.below(9)).collect()
            };
            let sheet = sat(&paper, "x", |item, asked| {
                let sure = Certainty::ALL[chances[item] % 3];
                match chances[item] {
                    0..3 => Some((right(asked), sure)),
                    3..6 => Some((Response::Choice(vec![chances[item] % 4]), sure)),
                    _ => None,
                }
            });
            let results = Results::of(&sheet, &DECKS);
            let sum = |scores: &mut dyn Iterator<Item = Score>| {
                scores.fold(Score::default(), |sum, score| Score {
                    points: sum.points + score.points,
                    most: sum.most + score.most,
                    questions: sum.questions + score.questions,
                    right: sum.right + score.right,
                    open: sum.open + score.open,
                })
            };
            let same = |one: Score| {
                let counts = |score: Score| (score.questions, score.right, score.open);
                assert_eq!(counts(one), counts(results.total));
                assert!((one.points - results.total.points).abs() < 1e-6, "{one:?} {:?}", results.total);
                assert!((one.most - results.total.most).abs() < 1e-6);
            };
            same(sum(&mut results.sections.iter().map(|(_, score)| *score)));
            same(sum(&mut results.topics.iter().map(|(_, _, score)| *score)));
            let points: f64 = results.items.iter().map(|item| f64::from(item.marked.points)).sum();
            assert!((points - results.total.points).abs() < 1e-6);
            let sure: usize = results.certainty.iter().flatten().sum();
            assert_eq!(sure, results.total.questions - results.total.open);
        }
    }
}

#[test]
fn the_pass_mark() {
    let mut sheet = all_right(&paper(1));
    for item in sheet.items.iter_mut().filter(|item| item.section == 0) {
        item.response = None;
    }
    // Six of ten points.
    let passed = |pass| {
        let mut sheet = sheet.clone();
        sheet.rules.pass = pass;
        Results::of(&sheet, &DECKS).passed
    };
    assert!(passed(60) && !passed(61));
}

#[test]
fn questions_that_changed_or_are_gone() {
    let paper = paper(1);
    let sheet = all_right(&paper);
    let edited = decks_of(&[
        &LETTERS.replace("title: \"Letters\"", "title: \"X\""),
        &PINGS.replace("id: \"next\"", "id: \"nxt\""),
    ]);
    let results = Results::of(&sheet, &edited);
    let gone: Vec<bool> = results.items.iter().map(|item| item.standing == Standing::Gone).collect();
    let is_next: Vec<bool> = sheet.items.iter().map(|item| item.question == "pings/next").collect();
    assert_eq!(gone, is_next);
    let all = Results::of(&sheet, &decks_of(&[LETTERS]));
    assert_eq!((all.total.most, all.total.points), (4.0, 4.0), "what is gone counts for nothing");
    let changed = decks_of(&[&LETTERS.replace("because: \"b\"", "because: \"c\""), PINGS]);
    let results = Results::of(&sheet, &changed);
    let marked = results.items.iter().filter(|item| item.standing == Standing::Changed);
    assert!(marked.clone().all(|item| item.item.question.starts_with("letters/true-")) && marked.count() > 0);
}

#[test]
fn rules_are_credited_and_charged() {
    let paper = paper(1);
    let wrong = sat(&paper, "", |_, asked| {
        let states = asked.question.kind.name() == "states";
        states.then(|| (Response::States(["x".to_owned(), "y".to_owned()]), Certainty::Low))
    });
    let results = Results::of(&wrong, &DECKS);
    let known: Vec<(&String, &Known)> = results.rules.iter().filter(|(_, known)| known.known > 0).collect();
    assert_eq!(known, []);
    assert!(results.rules.keys().all(|rule| rule.starts_with("ping-pong/")), "{:?}", results.rules);
}

#[test]
fn a_pass_mark_that_was_missed_is_never_shown_as_reached() {
    for (share, pass, passed, shown) in [
        (0.596, 60, false, 59),
        (0.6, 60, true, 60),
        (0.999, 100, false, 99),
        (0.3, 60, false, 30),
        (-0.17, 50, false, -17),
        (f64::NAN, 50, false, 0),
        (f64::INFINITY, 50, false, 49),
    ] {
        assert_eq!(whole_percent(share, pass, passed), shown, "{share} of {pass}");
    }
}

#[test]
fn little_points_are_no_free_pass() {
    let paper = paper(1);
    let mut sheet = sat(&paper, "", |_, _| None);
    sheet.rules.sections.iter_mut().for_each(|section| section.points = 1e-9);
    assert!(!Results::of(&sheet, &DECKS).passed);
    let mut sheet = all_right(&paper);
    sheet.rules.sections.iter_mut().for_each(|section| section.points = 0.1);
    sheet.rules.pass = 100;
    assert!(Results::of(&sheet, &DECKS).passed, "sums of tenths are no whole numbers");
}

#[test]
fn extra_time_and_interruptions_that_nobody_had_are_told() {
    let paper = paper(1);
    let fits = all_right(&paper);
    let unfit = |change: &dyn Fn(&mut Sheet)| {
        let mut sheet = fits.clone();
        change(&mut sheet);
        sheet.unfit(&paper, &DECKS)
    };
    assert_eq!(unfit(&|sheet| sheet.extra = 50), []);
    assert_eq!(unfit(&|sheet| sheet.extra = 255), [Unfit::OtherRules]);
    let away = |from, to| Interruption { from: at(from), to: at(to) };
    assert_eq!(unfit(&|sheet| sheet.interruptions = vec![away(10, 20)]), []);
    for (from, to) in [(20, 10), (-5, 10), (10, 1_000_000)] {
        assert_eq!(unfit(&|sheet| sheet.interruptions = vec![away(from, to)]), [Unfit::Times], "{from} {to}");
    }
}
