//! Figures of small records that were computed by hand, and what holds for all.

use super::figures::{AHEAD, Asked, Figures, TIMED, TopicId, first_of_year, wilson};
use super::{Picture, cell, csv};
use crate::app::record::{DeviceId, Entry, Fact, FactId, Facts, Record, Review};
use crate::schedule::{Calendar, Grade, Scheduler};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A Wednesday.
const NOW: &str = "2026-07-15T12:00:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn calendar() -> Calendar {
    Calendar { zone: TimeZone::UTC, day_starts_hour: 4 }
}

fn entry(number: u64, at: Timestamp, fact: Fact) -> Entry {
    let (id, device) = (FactId::new(format!("f{number}")), DeviceId::new("a"));
    Entry { id, device, counter: number, at, fact }
}

/// An answer so many hours ago.
fn answer(question: &str, grade: Grade, practice: bool, seconds: f32) -> Fact {
    Fact::Review(Review {
        question: question.to_owned(),
        fingerprint: String::new(),
        answer: serde_json::Value::Null,
        credit: if grade == Grade::Again { 0.0 } else { 1.0 },
        grade,
        hinted: false,
        practice,
        seed: 0,
        credited: Vec::new(),
        charged: None,
        seconds,
    })
}

fn figures(entries: &[Entry], questions: &[&str]) -> Figures {
    let record = Record::fold(Facts::of(entries), BTreeMap::new(), &Scheduler::new(&calendar()));
    let tags = ["tag".to_owned(), "fact-s01".to_owned()];
    let asked = questions.iter().map(|name| Asked {
        name: (*name).to_owned(),
        deck: name.split('/').next().unwrap(),
        deck_tags: &[],
        tags: &tags,
    });
    Figures::of_questions(&record, asked, now()).0
}

fn ago(hours: i64) -> Timestamp {
    now() - SignedDuration::from_hours(hours)
}

#[test]
fn what_comes_due_is_told_by_days_and_overdue_apart() {
    let due = |number, question: &str, at: &str| {
        let due = at.parse().unwrap();
        entry(number, ago(1), Fact::Due { question: question.to_owned(), due })
    };
    let mut entries: Vec<Entry> = (1..=6)
        .map(|number| entry(number, ago(40), answer(&format!("d/{number}"), Grade::Good, false, 9.0)))
        .collect();
    entries.extend([
        // The day begins at four: this is still yesterday, overdue.
        due(11, "d/1", "2026-07-15T03:59:00Z"),
        due(12, "d/2", "2026-07-15T04:00:00Z"),
        due(13, "d/3", "2026-07-16T03:00:00Z"),
        due(14, "d/4", "2026-07-17T12:00:00Z"),
        due(15, "d/5", "2027-07-17T12:00:00Z"),
        due(16, "d/6", "2026-07-16T12:00:00Z"),
        entry(17, ago(1), Fact::Suspend { question: "d/6".to_owned(), on: true }),
    ]);
    let forecast = figures(&entries, &["d/1", "d/2", "d/3", "d/4", "d/5", "d/6", "d/new"]).forecast;
    assert_eq!((forecast.overdue, forecast.later, forecast.new), (1, 1, 1));
    assert_eq!((forecast.days[..4].to_vec(), forecast.days.len()), (vec![2, 0, 1, 0], AHEAD));
}

#[test]
fn days_streaks_and_times_are_those_of_the_learners_days() {
    let entries = [
        // Before four at night: the day before yesterday.
        entry(1, ago(33), answer("d/1", Grade::Good, false, 10.0)),
        entry(2, ago(26), answer("d/2", Grade::Again, false, 30.0)),
        entry(3, ago(25), answer("d/2", Grade::Good, true, 900.0)),
        entry(4, ago(2), answer("d/3", Grade::Good, false, 20.0)),
    ];
    let figures = figures(&entries, &["d/1", "d/2", "d/3"]);
    let counts: Vec<(i64, u32, u32)> =
        figures.days.iter().map(|(day, done)| (figures.today - day, done.answered, done.practised)).collect();
    assert_eq!(counts, [(2, 1, 0), (1, 1, 1), (0, 1, 0)]);
    assert_eq!(figures.streak, 3);
    let lately = figures.lately(2);
    assert_eq!((lately.days, lately.answers, lately.millis), (2, 3, 950_000));
    // Of two the lower; what was left open counts as five minutes.
    let medians: Vec<u32> = figures.medians.values().copied().collect();
    assert_eq!((medians, figures.median), (vec![10_000, 30_000, 20_000], Some(20_000)));
}

#[test]
fn topics_stand_weakest_first_and_what_was_never_met_last() {
    let entries = [
        entry(1, ago(24 * 40), answer("old/1", Grade::Good, false, 9.0)),
        entry(2, ago(1), answer("fresh/1", Grade::Good, false, 9.0)),
    ];
    let figures = figures(&entries, &["never/1", "fresh/1", "fresh/2", "old/1"]);
    let told: Vec<(TopicId, u32, u32, bool)> =
        figures.topics.iter().map(|t| (t.id.clone(), t.met, t.all, t.strength.is_some())).collect();
    let deck = |id: &str| TopicId::Deck(id.to_owned());
    assert_eq!(
        told,
        [
            (deck("old"), 1, 1, true),
            (deck("fresh"), 1, 2, true),
            (deck("never"), 0, 1, false),
            (TopicId::Tag("tag".to_owned()), 2, 4, true),
        ]
    );
    assert!(figures.topics[0].strength < Some(0.7) && figures.topics[1].strength > Some(0.95));
}

#[test]
fn the_interval_is_wilsons() {
    // 8 of 10: 0.4902 to 0.9433, as published tables have it.
    let (low, high) = wilson(8, 10);
    assert!((low - 0.4902).abs() < 5e-5 && (high - 0.9433).abs() < 5e-5, "{low} {high}");
    assert_eq!(wilson(0, 0), (0.0, 1.0));
    assert!(wilson(0, 5).0 < 1e-9 && wilson(5, 5).1 > 1.0 - 1e-9);
}

#[test]
fn predictions_are_compared_with_what_came() {
    let entries = [
        entry(1, ago(24 * 9), answer("d/1", Grade::Good, false, 9.0)),
        entry(2, ago(24 * 9), answer("d/2", Grade::Good, false, 9.0)),
        entry(3, ago(24 * 7), answer("d/1", Grade::Good, false, 9.0)),
        entry(4, ago(24 * 7), answer("d/2", Grade::Again, false, 9.0)),
    ];
    let calibration = figures(&entries, &["d/1", "d/2"]).calibration;
    // Two days after a first good answer, whose stability is the third parameter.
    let scheduler = Scheduler::new(&calendar());
    let first = scheduler.after(None, Grade::Good, ago(24 * 9));
    let chance = f64::from(scheduler.parameters.recall(first.memory, 2.0));
    assert_eq!((calibration.all.answers, calibration.all.recalled), (2, 1));
    assert!((calibration.all.mean() - chance).abs() < 1e-4);
    let loss = -(chance.ln() + (1.0 - chance).ln()) / 2.0;
    assert!((calibration.log_loss - loss).abs() < 1e-3, "{} {loss}", calibration.log_loss);
    assert!((calibration.log_loss_of_mean - 2_f64.ln()).abs() < 1e-9);
}

#[test]
fn a_year_begins_on_a_monday_and_ends_with_this_week() {
    let today = calendar().day(now());
    let first = first_of_year(today);
    assert_eq!(Calendar::date_of(first).to_string(), "2025-07-14");
    assert_eq!(first_of_year(first + 52 * 7 + 6), first);
}

#[test]
fn files_have_dates_and_figures_that_any_program_reads() {
    let entries = [entry(1, ago(2), answer("d/1", Grade::Good, false, 90.0))];
    let figures = figures(&entries, &["d/1", "d/2"]);
    assert_eq!(csv(&figures, Picture::Year), "date,answers,practice,minutes\n2026-07-15,1,0,1.5\n");
    assert_eq!(csv(&figures, Picture::Times), "date,answers,minutes,median_seconds\n2026-07-15,1,1.5,90.0\n");
    let forecast = csv(&figures, Picture::Forecast);
    assert!(forecast.starts_with("date,due\noverdue,0\n2026-07-15,0\n2026-07-16,0\n"), "{forecast}");
    let decks = csv(&figures, Picture::Decks);
    assert!(
        decks.starts_with("topic,questions,met,recall_now\nd,2,1,") && decks.lines().count() == 2,
        "{decks}"
    );
    assert_eq!(csv(&figures, Picture::Rules), "rule,answers,known,recall_now\n");
    let calibration = csv(&figures, Picture::Calibration);
    assert!(calibration.ends_with("\n0.00,1.00,0,0,0.0000,0.0000,0.0000,1.0000\n"), "{calibration}");
    assert_eq!([cell("=1+2"), cell("-1"), cell("a,\"b\"")], ["'=1+2", "-1", "\"a,\"\"b\"\"\""]);
}

proptest! {
    #[test]
    fn sums_agree(
        given in proptest::collection::vec((0_usize..12, 0_usize..4, any::<bool>(), 0_i64..9000), 0..80),
    ) {
        let questions: Vec<String> = (0..12).map(|number| format!("d{}/{number}", number % 3)).collect();
        let mut given = given;
        given.sort_by_key(|(.., hours)| std::cmp::Reverse(*hours));
        let entries: Vec<Entry> = (1..)
            .zip(&given)
            .map(|(number, (question, grade, practice, hours))| {
                entry(number, ago(*hours), answer(&questions[*question], Grade::ALL[*grade], *practice, 9.0))
            })
            .collect();
        let names: Vec<&str> = questions.iter().map(String::as_str).collect();
        let figures = figures(&entries, &names);
        let answered: u64 = figures.days.values().map(|d| u64::from(d.answered) + u64::from(d.practised)).sum();
        prop_assert_eq!(answered, entries.len() as u64);
        prop_assert_eq!(figures.lately(10_000).answers, answered);
        let forecast = &figures.forecast;
        let scheduled = forecast.overdue + forecast.days.iter().sum::<usize>() + forecast.later;
        prop_assert_eq!(scheduled + forecast.new, questions.len());
        let met: u32 = figures.topics.iter().filter(|t| matches!(t.id, TopicId::Deck(_))).map(|t| t.met).sum();
        prop_assert_eq!(met as usize, scheduled);
        let binned: u32 = figures.calibration.bins.iter().map(|bin| bin.answers).sum();
        prop_assert_eq!(binned, figures.calibration.all.answers);
        let first = figures.today - (TIMED - 1);
        prop_assert_eq!(figures.medians.len(), figures.days.range(first..).count());
    }
}
