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

#[test]
fn parameters_travel_as_text() {
    let usual = Parameters::default();
    assert_eq!(Parameters::read(&usual.write()), Some(usual.clone()));
    let mut values = *usual.values();
    values[2] = 7.25;
    let own = Parameters::new(&values).unwrap();
    assert_ne!(own, usual);
    assert_eq!(Parameters::read(&own.write()), Some(own.clone()));
    let now = at("2026-11-03T20:00:00Z");
    let scheduler = Scheduler { parameters: own, ..Scheduler::new(&utc()) };
    assert_eq!(scheduler.after(None, Grade::Good, now).memory.stability, 7.25);
    for (place, bad) in [(0, f32::NAN), (20, 0.0), (20, 7.0), (5, f32::INFINITY)] {
        let mut values = *usual.values();
        values[place] = bad;
        assert_eq!(Parameters::new(&values), None, "{place} {bad}");
    }
    assert_eq!(Parameters::read(""), None);
    assert_eq!(Parameters::read("1 2 3"), None);
}

#[test]
fn reasons_agree_with_the_date() {
    let now = at("2026-11-03T20:00:00Z");
    let scheduler = wanting(0.85);
    let card = scheduler.after(None, Grade::Easy, now);
    let reasons = why(&scheduler, &card, Grade::Easy, false, now);
    assert_eq!((reasons.cause, reasons.due, reasons.wanted), (Cause::Wanted, card.due, 0.85));
    assert_eq!(utc().day(card.due) - utc().day(now), reasons.days);
    assert!(reasons.now == 1.0 && (reasons.then - 0.85).abs() < 0.02, "{reasons:?}");
    assert_eq!(why(&scheduler, &card, Grade::Again, false, now).cause, Cause::Failed);
    assert_eq!(why(&scheduler, &card, Grade::Again, true, now).cause, Cause::Set);
}

mod plans {
    use super::super::plan::*;
    use super::super::{Memory, Parameters};

    fn goal(days: u32, minutes: f32) -> Goal {
        Goal { days, minutes, minutes_today: minutes, pace: Pace::default() }
    }

    fn studied(stability: f32, since: u32) -> Question {
        Some(Studied { memory: Memory { stability, difficulty: 5.0 }, since, due: 0 })
    }

    fn plan_of(questions: &[Question], goal: &Goal) -> Plan {
        plan(questions, goal, &Parameters::default(), 0.9)
    }

    #[test]
    fn nothing_to_do_is_no_plan_but_no_trouble() {
        assert_eq!(plan_of(&[], &goal(10, 20.0)).planned, 0.0);
        let made = plan_of(&[studied(3.0, 2), None], &goal(0, 20.0));
        assert_eq!((made.planned, made.today.len(), made.unmet), (made.now, 0, 1));
        let idle = plan_of(&[studied(3.0, 2), None], &goal(5, 0.0));
        assert_eq!((idle.planned, idle.answers, idle.today.len()), (idle.idle, 0, 0));
        assert!(idle.idle < idle.now);
        for bad in [f32::NAN, -1.0, f32::INFINITY] {
            let odd = Pace { known: bad, new: bad, again: bad, first_right: bad, hard: bad };
            let odd = Goal { pace: odd, minutes_today: bad, ..goal(3, 1.0) };
            assert!(plan_of(&[studied(bad, 2), None, studied(2.0, u32::MAX)], &odd).today.len() <= 3);
        }
    }

    #[test]
    fn today_is_the_first_day_of_the_plan() {
        let questions: Vec<Question> =
            (0..60).map(|n| if n % 3 == 0 { None } else { studied(1.0 + n as f32, n % 7) }).collect();
        let goal = goal(14, 8.0);
        let made = plan_of(&questions, &goal);
        assert_eq!(made, plan_of(&questions, &goal), "the same facts, the same plan");
        assert_eq!(made.today, today(&questions, &goal, &Parameters::default()));
        assert!(!made.today.is_empty() && made.today.len() < 60);
        // What was answered today is not asked again.
        assert!(made.today.iter().all(|at| questions[*at].is_none_or(|studied| studied.since > 0)));
        assert!(made.planned > made.plain && made.plain > made.idle, "{made:?}");
    }

    #[test]
    fn near_the_date_what_gains_most_comes_first() {
        // Firmly known, about to be forgotten, and long gone: the last gains most.
        let questions = [studied(400.0, 3), studied(4.0, 6), studied(0.5, 30)];
        assert_eq!(today(&questions, &goal(1, 20.0), &Parameters::default()), [2, 1, 0]);
    }

    #[test]
    fn more_minutes_and_more_days_make_more_known() {
        let questions = vec![None; 120];
        let known = |days, minutes| plan_of(&questions, &goal(days, minutes)).planned;
        assert!(known(10, 5.0) < known(10, 10.0) && known(10, 10.0) < known(10, 20.0));
        assert!(known(5, 10.0) < known(10, 10.0) && known(10, 10.0) < known(30, 10.0));
    }
}
