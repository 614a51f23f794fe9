//! A sitting: time, interruptions, going back and forth, what can be changed when.

use super::{DECKS, good, paper};
use crate::deck::Response;
use crate::exam::{Blueprint, Certainty, Interruption, Paper, Sitting, WhileAway};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;

fn at(seconds: i64) -> Timestamp {
    let start: Timestamp = "2026-03-01T09:00:00Z".parse().expect("a time");
    start + SignedDuration::from_secs(seconds)
}

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn begin(extra: u8) -> Sitting {
    Sitting::begin(&paper(1), &DECKS, "  Li Lei ", extra, at(0))
}

fn begin_with(change: impl FnOnce(&mut Blueprint)) -> Sitting {
    let mut blueprint = Blueprint::clone(&good());
    change(&mut blueprint);
    let paper = Paper::draw(&Arc::new(blueprint), &DECKS, 1).expect("there is enough");
    Sitting::begin(&paper, &DECKS, "", 0, at(0))
}

#[test]
fn time_runs_and_ends() {
    let mut sitting = begin(0);
    assert_eq!((sitting.name.as_str(), sitting.limit(), sitting.left()), ("Li Lei", secs(600), secs(600)));
    sitting.tick(secs(5), at(5));
    sitting.go(2);
    sitting.tick(Duration::from_millis(2_500), at(8));
    assert_eq!(sitting.left(), Duration::from_millis(592_500));
    assert_eq!((sitting.answers[0].seconds, sitting.answers[2].seconds), (5.0, 2.5));
    for second in 9..700 {
        sitting.tick(secs(1), at(second));
    }
    assert!(sitting.is_over() && sitting.left().is_zero() && sitting.submitted.is_none());
    assert_eq!(sitting.used_millis, 600_000, "never more than there was");
    assert!(!sitting.answer(Some(Response::TrueFalse(true))), "nothing can be changed any more");
    assert!(!sitting.go(0) && !sitting.flag(true) && !sitting.certain(Some(Certainty::High)));
    sitting.submit(at(700));
    sitting.submit(at(900));
    assert_eq!(sitting.submitted, Some(at(700)));
    assert!(sitting.interruptions.is_empty());
}

#[test]
fn extra_time() {
    assert_eq!([0, 25, 50].map(|extra| begin(extra).limit()), [secs(600), secs(750), secs(900)]);
}

#[test]
fn away_the_clock_stops_or_runs() {
    for (away, left) in [(WhileAway::Stops, 570), (WhileAway::Runs, 450)] {
        let mut sitting = begin_with(|blueprint| blueprint.away = away);
        sitting.tick(secs(30), at(30));
        sitting.resume(at(150));
        assert_eq!(sitting.left(), secs(left), "{away:?}");
        assert_eq!(sitting.interruptions, [Interruption { from: at(30), to: at(150) }]);
        assert_eq!(sitting.interruptions[0].length(), secs(120));
        // The clock was set back: told as it is, and no time is lost or won.
        sitting.resume(at(100));
        assert_eq!((sitting.left(), sitting.interruptions[1].length()), (secs(left), secs(0)));
    }
    let mut sitting = begin_with(|blueprint| blueprint.away = WhileAway::Runs);
    sitting.resume(at(100_000));
    assert!(sitting.is_over());
    assert_eq!(sitting.used_millis, 600_000);
}

#[test]
fn sleep_is_an_interruption() {
    // The clock that only goes on stood still (Linux), or went on (Windows), while the machine slept.
    for elapsed in [1, 3600] {
        let mut sitting = begin(0);
        sitting.tick(secs(1), at(1));
        sitting.tick(secs(elapsed), at(3601));
        assert_eq!(sitting.left(), secs(599), "{elapsed}");
        assert_eq!(sitting.interruptions, [Interruption { from: at(1), to: at(3601) }]);
        sitting.tick(secs(1), at(3602));
        assert_eq!((sitting.left(), sitting.interruptions.len()), (secs(598), 1));
    }
    let mut sitting = begin(0);
    sitting.tick(secs(55), at(55));
    assert_eq!((sitting.left(), sitting.interruptions.len()), (secs(545), 0), "a slow machine is none");
}

#[test]
fn back_and_forth() {
    let mut sitting = begin(0);
    assert!(sitting.go(6) && sitting.go(0) && !sitting.go(7));
    assert_eq!(sitting.open().len(), 7);
    assert!(sitting.answer(Some(Response::TrueFalse(true))) && sitting.certain(Some(Certainty::Low)));
    assert!(sitting.answer(Some(Response::TrueFalse(false))) && sitting.flag(true));
    assert_eq!(sitting.answers[0].response, Some(Response::TrueFalse(false)));
    assert_eq!(sitting.open(), [1, 2, 3, 4, 5, 6]);
    assert!(sitting.answer(None));
    assert_eq!(sitting.open().len(), 7);

    let mut forward = begin_with(|blueprint| blueprint.back = false);
    assert!(!forward.go(2) && forward.go(0) && forward.go(1));
    assert!(!forward.go(0) && !forward.go(3) && forward.go(2));
    assert_eq!(forward.current, 2);
}

#[test]
fn time_left_is_announced_at_steps() {
    let mut sitting = begin(0);
    let mut told = Vec::new();
    for second in 1..=600 {
        let before = sitting.left();
        sitting.tick(secs(1), at(second));
        told.extend(sitting.reached(before).map(|step| (second, step.as_secs())));
    }
    assert_eq!(told, [(300, 300), (540, 60)], "half and five minutes are one here");
    // A leap over two steps tells the lower one.
    let mut sitting = begin_with(|blueprint| blueprint.away = WhileAway::Runs);
    let before = sitting.left();
    sitting.resume(at(550));
    assert_eq!(sitting.reached(before), Some(secs(60)));
}

#[test]
fn it_is_remembered_as_json() {
    let mut sitting = begin(25);
    sitting.answer(Some(Response::Order(vec![1, 0])));
    sitting.certain(Some(Certainty::Middle));
    sitting.tick(Duration::from_millis(1_234), at(1));
    sitting.resume(at(500));
    let json = serde_json::to_string(&sitting).expect("JSON");
    assert_eq!(serde_json::from_str::<Sitting>(&json).expect("the same"), sitting);
}

#[test]
fn a_name_is_one_short_line() {
    let name = |typed: &str| Sitting::begin(&paper(1), &DECKS, typed, 0, at(0)).name;
    assert_eq!(name(" Li\nLei\u{1b}[2J "), "Li Lei [2J");
    assert_eq!(name(&"韩".repeat(10_000)), "韩".repeat(100));
    assert_eq!(name("=cmd()"), "=cmd()", "tables see to that themselves");
}

#[test]
fn what_was_read_back_has_an_item_before_the_learner() {
    let mut sitting = begin(0);
    (sitting.current, sitting.furthest) = (usize::MAX, usize::MAX);
    sitting.mend();
    assert_eq!((sitting.current, sitting.furthest), (6, 6));
    assert!(sitting.answer(Some(Response::TrueFalse(true))));
}
