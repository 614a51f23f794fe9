use super::*;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

fn utc() -> Calendar {
    Calendar { zone: TimeZone::UTC, day_starts_hour: 4 }
}

fn wanting(retention: f32) -> Scheduler {
    Scheduler { retention, ..Scheduler::new(&utc()) }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_new_question() {
    let now = at("2026-11-03T20:00:00Z");
    let new = wanting(0.9).outcomes(None, now);
    assert_eq!(new.again.due, at("2026-11-03T20:10:00Z"));
    assert_eq!(new.hard.due, at("2026-11-04T04:00:00Z"));
    assert_eq!(new.good.due, at("2026-11-05T04:00:00Z"));
    assert_eq!(new.easy.due, at("2026-11-11T04:00:00Z"));
    for grade in Grade::ALL {
        let card = new.get(grade);
        assert_eq!((card.reviews, card.lapses, card.last), (1, 0, now));
        assert_eq!(card, wanting(0.9).after(None, grade, now));
    }
}

#[test]
fn grades_are_monotone_on_every_path() {
    let scheduler = wanting(0.9);
    for path in 0..256_u32 {
        let (mut card, mut now) = (None, at("2026-01-01T12:00:00Z"));
        for turn in 0..4 {
            let next = scheduler.outcomes(card.as_ref(), now);
            assert!(next.again.due < next.hard.due && next.hard.due <= next.good.due);
            assert!(next.good.due < next.easy.due);
            assert!(next.again.memory.stability <= next.hard.memory.stability);
            assert!(next.hard.memory.stability <= next.good.memory.stability);
            assert!(next.good.memory.stability <= next.easy.memory.stability);
            let grade = Grade::ALL[(path >> (2 * turn)) as usize % 4];
            let chosen = next.get(grade);
            assert!((1.0..=10.0).contains(&chosen.memory.difficulty));
            now = chosen.due.max(now);
            card = Some(chosen);
        }
    }
}

#[test]
fn no_good_answer_comes_back_before_a_failed_one() {
    let now = at("2026-11-04T03:59:00Z");
    let next = wanting(0.9).outcomes(None, now);
    assert_eq!(next.hard.due, next.again.due);
    assert_eq!(next.good.due, at("2026-11-05T04:00:00Z"));
}

#[test]
fn less_retention_means_longer_intervals() {
    let now = at("2026-11-03T20:00:00Z");
    let days = |retention| utc().day(wanting(retention).after(None, Grade::Easy, now).due) - utc().day(now);
    assert!(days(0.98) < days(0.9) && days(0.9) < days(0.7));
    assert_eq!(days(f32::NAN), days(DEFAULT_RETENTION));
    assert_eq!(days(-3.0), days(0.7));
    assert_eq!(days(f32::INFINITY), days(DEFAULT_RETENTION));
    assert_eq!(days(17.0), days(0.98));
}

#[test]
fn good_answers_lengthen_and_a_lapse_shortens() {
    let (calendar, scheduler) = (utc(), wanting(0.9));
    let mut card = scheduler.after(None, Grade::Good, at("2026-01-01T12:00:00Z"));
    let mut before = 0;
    for _ in 0..6 {
        let now = card.due + 6.hours();
        card = scheduler.after(Some(&card), Grade::Good, now);
        let interval = calendar.days_between(now, card.due);
        assert!(interval > before, "{interval} after {before}");
        before = interval;
    }
    let firm = card.memory.stability;
    card = scheduler.after(Some(&card), Grade::Again, card.due);
    assert_eq!((card.reviews, card.lapses), (8, 1));
    assert!(card.memory.stability < firm / 2.0);
    // Failing again ten minutes later is the same lapse.
    card = scheduler.after(Some(&card), Grade::Again, card.due);
    assert_eq!(card.lapses, 1);
}

#[test]
fn a_clock_put_back_harms_nothing() {
    let scheduler = wanting(0.9);
    let card = scheduler.after(None, Grade::Good, at("2099-01-01T12:00:00Z"));
    let now = at("2026-11-03T12:00:00Z");
    let next = scheduler.after(Some(&card), Grade::Good, now);
    assert_eq!(next.last, now);
    assert!(next.due > now && next.due < now + 240.hours());
    assert!(next.memory.stability >= card.memory.stability);
    assert_eq!(wanting(0.9).recall(&card, now), 1.0);
}

#[test]
fn damaged_numbers_and_extreme_times_do_no_harm() {
    let mut card = wanting(0.9).after(None, Grade::Good, Timestamp::MIN);
    for bad in [f32::NAN, f32::INFINITY, 0.0, -1.0] {
        card.memory = Memory { stability: bad, difficulty: bad };
        let next = wanting(0.9).outcomes(Some(&card), Timestamp::MAX);
        assert!(next.good.memory.stability.is_finite() && next.good.memory.stability > 0.0);
        let chance = wanting(0.9).recall(&card, Timestamp::MAX);
        assert!((0.0..=1.0).contains(&chance), "{bad}: {chance}");
    }
    assert_eq!(wanting(0.9).after(None, Grade::Easy, Timestamp::MAX).due, Timestamp::MAX);
    assert_eq!(wanting(0.9).after(None, Grade::Again, Timestamp::MAX).due, Timestamp::MAX);
}

#[test]
fn recall_falls_with_time() {
    let card = wanting(0.9).after(None, Grade::Good, at("2026-01-01T12:00:00Z"));
    let chances: Vec<f32> =
        (0..50).map(|days| wanting(0.9).recall(&card, card.last + (24 * days).hours())).collect();
    assert_eq!(chances[0], 1.0);
    assert!(chances.windows(2).all(|pair| pair[0] > pair[1]));
    // Stability is the number of days until 90 %.
    let when_due = wanting(0.9).recall(&card, card.last + ((card.memory.stability * 24.0) as i64).hours());
    assert!((when_due - 0.9).abs() < 0.01, "{when_due}");
}

#[test]
fn days_begin_at_the_learners_hour() {
    let shanghai = Calendar { zone: TimeZone::get("Asia/Shanghai").unwrap(), day_starts_hour: 4 };
    // 03:59 and 04:00 on 4 November in Shanghai.
    assert_eq!(shanghai.day(at("2026-11-03T19:59:00Z")) + 1, shanghai.day(at("2026-11-03T20:00:00Z")));
    let day = shanghai.day(at("2026-11-03T20:00:00Z"));
    assert_eq!(shanghai.start(day), at("2026-11-03T20:00:00Z"));
    assert_eq!(shanghai.days_between(at("2026-11-03T20:00:00Z"), at("2026-11-01T20:00:00Z")), 0);
}

#[test]
fn days_and_their_starts_agree() {
    for zone in [
        "UTC",
        "America/New_York",
        "America/Santiago",
        "Africa/Cairo",
        "Australia/Lord_Howe",
        "Asia/Shanghai",
    ] {
        for day_starts_hour in [-5, 0, 1, 2, 3, 4, 23, 100] {
            let calendar = Calendar { zone: TimeZone::get(zone).unwrap(), day_starts_hour };
            for day in (-800..25_000).step_by(1) {
                assert_eq!(calendar.day(calendar.start(day)), day, "{zone} {day_starts_hour}");
            }
        }
    }
    assert_eq!(utc().start(i64::MAX), Timestamp::MAX);
    assert_eq!(utc().start(i64::MIN), Timestamp::MIN);
    utc().day(Timestamp::MIN);
    utc().day(Timestamp::MAX);
}

#[test]
fn grading() {
    assert_eq!(grade_for(1.0, false), Grade::Good);
    assert_eq!(grade_for(0.9995, false), Grade::Good);
    assert_eq!(grade_for(1.0, true), Grade::Hard);
    assert_eq!(grade_for(0.8, false), Grade::Hard);
    assert_eq!(grade_for(0.8, true), Grade::Hard);
    assert_eq!(grade_for(0.79, false), Grade::Again);
    assert_eq!(grade_for(f32::NAN, false), Grade::Again);
}
