use super::*;
use crate::chance::Chance;
use crate::schedule::{Calendar, Grade, Scheduler};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

fn calendar() -> Calendar {
    Calendar { zone: TimeZone::UTC, day_starts_hour: 4 }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn entry(device: &str, counter: u64, time: &str, fact: Fact) -> Entry {
    Entry {
        id: FactId::new(format!("{device}-{counter}")),
        device: DeviceId::new(device),
        counter,
        at: at(time),
        fact,
    }
}

fn review(question: &str, grade: Grade) -> Review {
    Review {
        question: question.to_owned(),
        fingerprint: "f".to_owned(),
        answer: serde_json::json!({"text": "x+1"}),
        credit: if grade == Grade::Again { 0.25 } else { 1.0 },
        grade,
        hinted: false,
        practice: false,
        seed: u64::MAX,
        credited: if grade == Grade::Again { Vec::new() } else { vec!["may/ack".to_owned()] },
        charged: (grade == Grade::Again).then(|| "may/ack".to_owned()),
        seconds: 1.5,
    }
}

fn answered(question: &str, grade: Grade) -> Fact {
    Fact::Review(review(question, grade))
}

fn undo(id: &str) -> Fact {
    Fact::Undo { fact: FactId::new(id) }
}

fn setting(value: &str) -> Fact {
    Fact::Setting { key: "text-size".to_owned(), value: value.to_owned() }
}

fn suspend(question: &str, on: bool) -> Fact {
    Fact::Suspend { question: question.to_owned(), on }
}

/// A life with two devices, a clock put back, practice, undo, contradictions and a rename.
fn life() -> Vec<Entry> {
    let practice = Fact::Review(Review { practice: true, ..review("d/q2", Grade::Easy) });
    vec![
        entry("a", 1, "2026-01-01T10:00:00Z", answered("d/q1", Grade::Good)),
        entry("a", 2, "2026-01-01T10:01:00Z", answered("d/q2", Grade::Again)),
        entry("b", 2, "2026-01-01T09:00:00Z", answered("d/q1", Grade::Hard)),
        entry("a", 3, "2026-01-04T10:00:00Z", answered("d/q1", Grade::Good)),
        entry("b", 4, "2026-01-03T10:00:00Z", answered("d/q1", Grade::Again)),
        entry("b", 5, "2026-01-03T10:10:00Z", answered("d/q1", Grade::Good)),
        entry("a", 4, "2026-01-04T10:02:00Z", setting("120")),
        entry("b", 6, "2020-01-01T00:00:00Z", setting("90")),
        entry("a", 5, "2026-01-04T10:03:00Z", suspend("d/q2", true)),
        entry("a", 6, "2099-01-04T10:03:00Z", answered("d/q2", Grade::Good)),
        entry("a", 7, "2026-01-05T10:03:00Z", answered("d/q2", Grade::Good)),
        entry("a", 8, "2026-01-05T10:04:00Z", undo("a-7")),
        entry("b", 8, "2026-01-05T10:05:00Z", practice),
        entry("b", 9, "2026-01-05T10:06:00Z", suspend("d/q2", false)),
        entry("a", 10, "2026-01-06T10:00:00Z", undo("b-9")),
        entry("a", 11, "2026-01-06T10:00:00Z", answered("old/q1", Grade::Good)),
        entry("a", 12, "2026-01-06T10:01:00Z", Fact::Flag { question: "old/q1".to_owned(), on: true }),
        entry("b", 12, "2026-01-06T10:00:00Z", answered("d/q3", Grade::Good)),
    ]
}

fn names() -> BTreeMap<String, String> {
    [("old/q1", "older/q1"), ("older/q1", "d/q1"), ("loop/a", "loop/b"), ("loop/b", "loop/a")]
        .into_iter()
        .map(|(was, is)| (was.to_owned(), is.to_owned()))
        .collect()
}

fn fold(entries: Vec<Entry>) -> Record {
    Record::fold(Facts::of(&entries), BTreeMap::new(), &Scheduler::new(&calendar()))
}

/// A generator good enough to shuffle with.
fn shuffle(entries: &mut [Entry], seed: u64) {
    let mut state = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
    for end in (1..entries.len()).rev() {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        entries.swap(end, (state >> 33) as usize % (end + 1));
    }
}

#[test]
fn the_order_in_which_facts_come_in_makes_no_difference() {
    let mut whole = fold(life());
    assert_eq!(whole.cards().len(), 4);
    for seed in 0..300 {
        let mut entries = life();
        shuffle(&mut entries, seed);
        assert_eq!(fold(entries.clone()), whole, "folded, seed {seed}");
        // One by one, each twice.
        let mut record = Record::new(&Scheduler::new(&calendar()));
        for entry in entries.iter().chain(entries.iter().rev()) {
            record.push(entry.clone());
        }
        assert_eq!(record, whole, "pushed, seed {seed}");
    }
    whole.rename(names());
    for seed in 0..100 {
        let mut entries = life();
        shuffle(&mut entries, seed);
        let mut record = Record::new(&Scheduler::new(&calendar()));
        for entry in entries.split_off(9) {
            record.push(entry);
        }
        record.rename(names());
        for entry in entries {
            record.push(entry);
        }
        assert_eq!(record, whole, "renamed, seed {seed}");
    }
}

/// Clocks are set back and devices meet or do not: the same facts are always in the same order, also where a look
/// at them as they came says that nothing is to be sorted.
#[test]
fn whichever_way_events_came_they_are_in_one_order() {
    let (mut as_they_came, mut sorted) = (0, 0);
    for seed in 0..2000 {
        let mut chance = Chance::new(seed);
        let mut entries: Vec<Entry> = (1..=7)
            .map(|counter| {
                let device = ["a", "b", "c"][chance.order(3)[0]];
                // Devices that have not met count alike.
                let counter = if seed % 3 == 0 { counter / 2 } else { counter };
                let day = 1 + chance.order(4)[0];
                let id = format!("{device}-{counter}-{day}");
                let fact = answered("d/q", Grade::Good);
                Entry {
                    id: FactId::new(id),
                    ..entry(device, counter, &format!("2026-01-0{day}T10:00:00Z"), fact)
                }
            })
            .collect();
        let order = |entries: &[Entry]| {
            let facts = Facts::of(entries);
            let all = 0..facts.events.len() as u32;
            let (order, came) = (facts.in_order(all.clone()), facts.are_in_order(all));
            let ids: Vec<FactId> =
                order.iter().map(|number| facts.id(&facts.events[*number as usize])).collect();
            (ids, came)
        };
        let (ids, came) = order(&entries);
        (as_they_came, sorted) = (as_they_came + u32::from(came), sorted + u32::from(!came));
        for again in 0..6 {
            shuffle(&mut entries, seed * 7 + again);
            assert_eq!(order(&entries).0, ids, "seed {seed}");
        }
    }
    assert!(as_they_came > 100 && sorted > 100, "{as_they_came} {sorted}");
}

#[test]
fn two_devices_interleave_by_time() {
    let record = fold(life());
    let reviews = record.review_ids("d/q1");
    assert_eq!(record.reviews("d/q1").len(), reviews.len());
    let order: Vec<&str> = reviews.iter().map(FactId::as_str).collect();
    assert_eq!(order, ["b-2", "a-1", "b-4", "b-5", "a-3"]);
    assert_eq!(record.card("d/q1").unwrap().reviews, 5);
    assert_eq!(record.card("d/q1").unwrap().lapses, 1);
}

#[test]
fn the_last_by_counter_wins_whatever_the_clock_says() {
    let record = fold(life());
    assert_eq!(record.setting("text-size"), Some("90"));
    assert_eq!(record.setting("no-such"), None);
    // b-9 took it back in; that was undone.
    assert!(record.is_suspended("d/q2"));
}

#[test]
fn undo_takes_a_review_back() {
    let start = vec![entry("a", 1, "2026-01-01T10:00:00Z", answered("d/q", Grade::Good))];
    let mut record = fold(start.clone());
    let before = record.clone();
    record.push(entry("a", 2, "2026-01-03T10:00:00Z", answered("d/q", Grade::Again)));
    assert_eq!(record.card("d/q").unwrap().reviews, 2);
    record.push(entry("a", 3, "2026-01-03T10:00:05Z", undo("a-2")));
    assert_eq!(record.cards(), before.cards());
    assert_eq!(record.days(), before.days());
    assert_eq!(record.rules(), before.rules());
    assert_eq!(record.last_review("d/q").unwrap().grade, Grade::Good);
    assert_eq!(record.len(), 3);
    record.push(entry("a", 4, "2026-01-03T10:00:06Z", undo("a-1")));
    assert_eq!(record.due("d/q", at("2026-01-03T10:00:06Z")), Due::New);
    assert!(record.days().is_empty());
}

#[test]
fn a_grade_a_date_and_a_new_beginning_are_facts_that_can_be_undone() {
    let first = vec![entry("a", 1, "2026-01-01T10:00:00Z", answered("d/q", Grade::Again))];
    let mut all = first.clone();
    let good = fold(vec![entry("a", 1, "2026-01-01T10:00:00Z", answered("d/q", Grade::Good))]);
    let mut record = fold(first.clone());
    let again = record.card("d/q").copied();
    let regrade = Fact::Regrade { fact: FactId::new("a-1"), grade: Grade::Good };
    let mut push = |record: &mut Record, entry: Entry| {
        all.push(entry.clone());
        record.push(entry);
    };
    push(&mut record, entry("a", 2, "2026-01-01T10:00:05Z", regrade.clone()));
    assert_eq!(record.cards(), good.cards());
    push(&mut record, entry("a", 3, "2026-01-01T10:00:06Z", undo("a-2")));
    assert_eq!(record.card("d/q").copied(), again);
    let due = at("2026-02-01T10:00:00Z");
    push(&mut record, entry("a", 4, "2026-01-02T10:00:00Z", Fact::Due { question: "d/q".to_owned(), due }));
    assert_eq!(record.due("d/q", at("2026-01-02T10:00:00Z")), Due::At(due));
    push(&mut record, entry("a", 5, "2026-01-03T10:00:00Z", Fact::Reset { question: "d/q".to_owned() }));
    assert_eq!(record.due("d/q", due), Due::New);
    push(&mut record, entry("a", 6, "2026-01-03T10:00:01Z", undo("a-5")));
    assert_eq!(record.due("d/q", due), Due::At(due));
    push(&mut record, entry("a", 7, "2026-01-04T10:00:00Z", answered("d/q", Grade::Good)));
    assert_ne!(record.due("d/q", due), Due::At(due));
    // In whatever order the facts come.
    all.reverse();
    let mut slow = Record::new(record.scheduler());
    for entry in all.clone() {
        slow.push(entry);
    }
    assert_eq!((&slow, &fold(all)), (&record, &record));
}

/// The facts that a record was folded from go into bytes and back, and the rest comes after.
#[test]
fn with_what_was_kept_it_is_the_same_as_without() {
    for (names, retention) in [(names(), 0.9), (BTreeMap::new(), 0.9), (names(), 0.8)] {
        let scheduler = Scheduler { retention, ..Scheduler::new(&calendar()) };
        let whole = Record::fold(Facts::of(&life()), names.clone(), &scheduler);
        for seed in 0..200_u64 {
            let mut entries = life();
            entries.push(entry("b", 13, "2026-01-07T10:00:00Z", undo("a-3")));
            let regrade = Fact::Regrade { fact: FactId::new("b-4"), grade: Grade::Hard };
            entries.push(entry("a", 14, "2026-01-07T10:00:00Z", regrade));
            if seed % 2 == 0 {
                entries.push(entry("a", 15, "2026-01-08T10:00:00Z", undo("a-14")));
            }
            let whole = entries.iter().cloned().fold(whole.clone(), |mut record, entry| {
                record.push(entry);
                record
            });
            shuffle(&mut entries, seed);
            let (first, rest) = entries.split_at(seed as usize % (entries.len() + 1));
            // Kept for the names and the retention that they are wanted with, or for others.
            let before = Record::fold(Facts::of(first), self::names(), &Scheduler::new(&calendar()));
            let mut facts = Facts::from_bytes(&before.to_bytes()).unwrap();
            assert_eq!(&facts, before.facts());
            let (by_row, by_push) = rest.split_at(rest.len() / 2);
            for entry in by_row {
                let body = serde_json::to_string(&entry.fact).unwrap();
                let (id, device, kind) = (entry.id.as_str(), entry.device.as_str(), entry.fact.kind());
                let (counter, at) = (entry.counter, entry.at.as_millisecond());
                assert!(facts.read(Row { id, device, counter, at, kind, body: &body }));
            }
            let mut record = Record::fold(facts, names.clone(), &scheduler);
            by_push.iter().cloned().for_each(|entry| record.push(entry));
            assert_eq!(record, whole, "seed {seed}");
            assert!(record.rules() == whole.rules() && record.days() == whole.days());
        }
    }
}

#[test]
fn kept_bytes_that_are_damaged_give_nothing() {
    let bytes = fold(life()).to_bytes();
    assert_eq!(Facts::from_bytes(&bytes), Some(Facts::of(&life())));
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << (at % 8);
        assert!(Facts::from_bytes(&damaged).is_none(), "byte {at}");
        assert!(Facts::from_bytes(&bytes[..at]).is_none(), "cut at {at}");
    }
    let kept =
        Record::fold(Facts::from_bytes(&bytes).unwrap(), BTreeMap::new(), &Scheduler::new(&calendar()));
    assert_eq!(kept.computed(), 0);
}

#[test]
fn kept_bytes_of_many_parts_are_read_whole_or_not_at_all() {
    let long = "问".repeat(30_000);
    let names = |counter: u64| if counter == 2000 { long.clone() } else { format!("d/q{}", counter % 700) };
    let entries: Vec<Entry> = (0..5000)
        .map(|counter| entry("a", counter, "2026-01-01T10:00:00Z", answered(&names(counter), Grade::Good)))
        .collect();
    let bytes = fold(entries.clone()).to_bytes();
    assert!(bytes.len() > 5 << 16);
    assert_eq!(Facts::from_bytes(&bytes), Some(Facts::of(&entries)));
    for part in 1..=bytes.len() >> 16 {
        for at in (part << 16) - 2..(part << 16) + 2 {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(Facts::from_bytes(&damaged).is_none(), "byte {at}");
            assert!(Facts::from_bytes(&bytes[..at]).is_none(), "cut at {at}");
        }
    }
    assert!(Facts::from_bytes(&[&bytes[..], &[0; 8]].concat()).is_none());
}

#[test]
fn a_setting_is_known_before_folding() {
    let facts = Facts::of(&life());
    assert_eq!(facts.setting("text-size"), fold(life()).setting("text-size"));
    assert_eq!(facts.setting("no-such"), None);
}

#[test]
fn practice_leaves_the_schedule_alone() {
    let fact = Fact::Review(Review { practice: true, ..review("d/q", Grade::Again) });
    let record = fold(vec![entry("a", 1, "2026-01-01T10:00:00Z", fact)]);
    let now = at("2026-01-01T11:00:00Z");
    assert_eq!(record.due("d/q", now), Due::New);
    assert_eq!(record.today(now), Day { answered: 0, practised: 1, millis: 1500 });
    assert!(record.rules().is_empty());
    assert_eq!(record.reviews("d/q").len(), 1);
}

#[test]
fn an_answer_from_the_future_is_asked_again_and_healed() {
    let mut record = fold(vec![entry("a", 1, "2099-01-01T10:00:00Z", answered("d/q", Grade::Good))]);
    let now = at("2026-01-01T10:00:00Z");
    assert_eq!(record.due("d/q", now), Due::At(now));
    record.push(entry("a", 2, "2026-01-01T10:00:00Z", answered("d/q", Grade::Good)));
    let Due::At(due) = record.due("d/q", now) else { panic!() };
    assert!(due > now && due < now + 240.hours());
}

#[test]
fn counts_and_queue() {
    let mut record = fold(life());
    record.rename(names());
    record.push(entry("a", 20, "2026-01-06T10:00:00Z", answered("d/q4", Grade::Again)));
    record.push(entry("a", 21, "2026-01-06T10:00:00Z", answered("d/q5", Grade::Hard)));
    let questions = ["d/new2", "d/q5", "d/q4", "d/q2", "d/q1", "d/new1"];
    let now = at("2026-01-08T10:00:00Z");
    let counts = record.counts(questions, now);
    assert_eq!((counts.new, counts.due, counts.later, counts.suspended), (2, 2, 1, 1));
    assert_eq!(counts.next, Some(record.card("d/q1").unwrap().due));
    let queue = record.queue(questions, now);
    assert_eq!(queue.due, ["d/q4", "d/q5"]);
    assert_eq!(queue.new, ["d/new2", "d/new1"]);
    assert_eq!(record.flagged(), ["d/q1"]);
    assert!(record.is_flagged("old/q1"));
    assert!(!record.is_flagged("loop/a"));
    assert_eq!(record.streak(at("2026-01-07T10:00:00Z")), 4);
    assert_eq!(record.streak(at("2026-01-09T10:00:00Z")), 0);
}

#[test]
fn a_changed_calendar_is_the_same_as_folding_for_it() {
    let shanghai = Calendar { zone: TimeZone::get("Asia/Shanghai").unwrap(), day_starts_hour: 0 };
    let mut record = fold(life());
    let shanghai = Scheduler { retention: 0.8, ..Scheduler::new(&shanghai) };
    record.recast(&shanghai);
    assert_eq!(record, Record::fold(Facts::of(&life()), BTreeMap::new(), &shanghai));
    assert_ne!(record, fold(life()));
}

#[test]
fn a_rule_is_remembered_like_a_question() {
    let mut record = fold(vec![entry("a", 1, "2026-01-01T10:00:00Z", answered("d/q", Grade::Again))]);
    let weak = record.rules()["may/ack"];
    assert_eq!((weak.credited, weak.charged), (0, 1));
    for day in 2..9 {
        let when = format!("2026-01-0{day}T10:00:00Z");
        record.push(entry("a", day, &when, answered("d/q", Grade::Good)));
    }
    let mark = record.rules()["may/ack"];
    assert_eq!((mark.credited, mark.charged), (7, 1));
    // The same model as for a question that was answered so.
    assert_eq!(Some(&mark.card), record.card("d/q"));
    let later = at("2026-02-01T10:00:00Z");
    assert!(
        record.scheduler().recall(&mark.card, later) > record.scheduler().recall(&weak.card, later) + 0.2
    );
}

#[test]
fn days_of_many_events_are_those_of_the_calendar() {
    for (zone, hour) in
        [("Europe/Berlin", 2), ("America/New_York", 0), ("Asia/Shanghai", 4), ("Pacific/Apia", 4)]
    {
        let calendar = Calendar { zone: TimeZone::get(zone).unwrap(), day_starts_hour: hour };
        let mut days = super::Days { calendar: &calendar, known: None };
        let start = at("2011-12-20T00:00:00Z");
        for quarter in 0..4 * 24 * 400_i64 {
            let time = start + (quarter * 15).minutes();
            assert_eq!(days.day(time), calendar.day(time), "{zone} {time}");
        }
    }
}

#[test]
fn a_tally_predicts_what_the_cards_predict() {
    let entries = [
        entry("a", 1, "2026-01-01T10:00:00Z", answered("d/q", Grade::Good)),
        entry("a", 2, "2026-01-01T10:09:00Z", answered("d/q", Grade::Good)),
        entry("b", 3, "2026-01-04T10:00:00Z", answered("d/q", Grade::Again)),
        entry("a", 4, "2026-01-09T10:00:00Z", answered("d/q", Grade::Hard)),
        entry("a", 5, "2026-01-10T10:00:00Z", answered("d/other", Grade::Hard)),
    ];
    let mut record = fold(Vec::new());
    let mut expected = Vec::new();
    for entry in entries {
        if let (Some(card), Fact::Review(review)) = (record.card("d/q"), &entry.fact)
            && review.question == "d/q"
            && record.calendar().days_between(card.last, entry.at) > 0
        {
            let days = record.calendar().days_between(card.last, entry.at);
            let chance = record.scheduler().parameters.recall(card.memory, days as f32);
            expected.push((chance, review.grade != Grade::Again));
        }
        record.push(entry);
    }
    let mut predicted = Vec::new();
    let since = record.calendar().day(at("2026-01-04T10:00:00Z"));
    let tally = record.tally(since, |chance, right| predicted.push((chance, right)));
    assert_eq!(predicted.len(), 2);
    for ((chance, right), (wanted, was)) in predicted.iter().zip(&expected) {
        assert!((chance - wanted).abs() < 1e-3 && right == was, "{predicted:?} {expected:?}");
    }
    assert_eq!(tally.times.values().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1]);
    assert_eq!(tally.rules["may/ack"], record.rules()["may/ack"]);
    assert_eq!((tally.rules["may/ack"].credited, tally.rules["may/ack"].charged), (4, 1));
}

#[test]
fn what_was_undone_begun_anew_or_practised_predicts_nothing() {
    let practice = Fact::Review(Review { practice: true, ..review("d/q", Grade::Again) });
    let mut entries = vec![
        entry("a", 1, "2026-01-01T10:00:00Z", answered("d/q", Grade::Good)),
        entry("a", 2, "2026-01-03T10:00:00Z", practice),
        entry("a", 3, "2026-01-04T10:00:00Z", answered("d/q", Grade::Good)),
        entry("a", 4, "2026-01-05T10:00:00Z", Fact::Reset { question: "d/q".to_owned() }),
        entry("a", 5, "2026-01-06T10:00:00Z", answered("d/q", Grade::Good)),
    ];
    let predicted = |entries: &[Entry]| {
        let mut count = 0;
        fold(entries.to_vec()).tally(0, |_, _| count += 1);
        count
    };
    assert_eq!(predicted(&entries), 1);
    let third = entries[2].id.clone();
    entries.push(entry("a", 6, "2026-01-07T10:00:00Z", Fact::Undo { fact: third }));
    assert_eq!(predicted(&entries), 0);
}

#[test]
fn json_goes_there_and_back() {
    for entry in life() {
        let text = serde_json::to_string(&entry).unwrap();
        assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), entry, "{text}");
    }
    let text = serde_json::to_string(&undo("x")).unwrap();
    assert_eq!(text, r#"{"kind":"undo","fact":"x"}"#);
    let slip = Review { credit: f32::NAN, seconds: f32::NAN, ..review("d/q", Grade::Good) };
    let back: Review = serde_json::from_str(&serde_json::to_string(&slip).unwrap()).unwrap();
    assert_eq!((back.credit, back.seconds, back.seed), (0.0, 0.0, u64::MAX));
    // A field that a newer version adds doesn't hurt; a kind does, and is skipped by the store.
    assert!(serde_json::from_str::<Fact>(r#"{"kind":"undo","fact":"x","why":1}"#).is_ok());
    assert!(serde_json::from_str::<Fact>(r#"{"kind":"exam","score":1}"#).is_err());
}

#[test]
fn a_hundred_thousand_reviews_fold_in_a_moment() {
    let start = at("2026-01-01T10:00:00Z");
    let entries = (0..100_000_u64).map(|counter| Entry {
        id: FactId::new(format!("{counter:08}")),
        device: DeviceId::new("a"),
        counter,
        at: start + (counter as i64 * 10).minutes(),
        fact: answered(&format!("d/q{}", counter % 5000), Grade::Good),
    });
    let entries: Vec<Entry> = entries.collect();
    let began = std::time::Instant::now();
    let record = fold(entries);
    let folded = began.elapsed();
    let rules = record.rules().len();
    eprintln!("fold {folded:?}, rules {:?}", began.elapsed() - folded);
    assert_eq!((record.cards().len(), rules), (5000, 1));
}
