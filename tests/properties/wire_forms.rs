//! Sequence numbers, and traces there and back.

use super::cases;
use ackademy::wire::{
    self, Calls, Case, ExpectedVerdict, Fate, Observed, Segment, Seq, StartState, Step, Term, Trace,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub const HALF: i64 = 1 << 31;

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_sequence_number_is_its_lowest_32_bits(value in any::<i64>(), turns in -1000i64..1000) {
        let seq = Seq::wrap(value);
        prop_assert_eq!(seq, Seq::wrap(value.wrapping_add(turns << 32)));
        prop_assert_eq!(i64::from(seq.0), value.rem_euclid(1 << 32));
    }

    #[test]
    fn going_on_and_back_leads_home(a in any::<u32>(), count in any::<i64>()) {
        prop_assert_eq!(Seq(a).plus(count).plus(count.wrapping_neg()), Seq(a));
    }

    #[test]
    fn the_distance_leads_from_one_to_the_other(a in any::<u32>(), b in any::<u32>()) {
        let distance = Seq(a).distance_from(Seq(b));
        prop_assert_eq!(Seq(b).plus(distance), Seq(a));
        prop_assert!((-HALF..HALF).contains(&distance));
    }

    #[test]
    fn of_two_numbers_one_comes_first_unless_they_are_equal_or_opposite(a in any::<u32>(), b in any::<u32>()) {
        let (one, other) = (Seq(a), Seq(b));
        prop_assert!(!one.before(one));
        let undecided = one == other || one.distance_from(other) == -HALF;
        prop_assert_eq!(one.before(other) ^ other.before(one), !undecided);
    }

    #[test]
    fn opposite_numbers_have_no_order(a in any::<u32>()) {
        let opposite = Seq(a).plus(HALF);
        prop_assert!(!Seq(a).before(opposite) && !opposite.before(Seq(a)));
        prop_assert!(Seq(a).before(opposite.plus(-1)) && opposite.plus(1).before(Seq(a)));
    }

    #[test]
    fn the_order_does_not_depend_on_where_numbering_begins(
        a in any::<u32>(), b in any::<u32>(), shift in any::<i64>(),
    ) {
        let (one, other) = (Seq(a), Seq(b));
        prop_assert_eq!(one.before(other), one.plus(shift).before(other.plus(shift)));
        prop_assert_eq!(one.distance_from(other), one.plus(shift).distance_from(other.plus(shift)));
    }
}

// ---- Traces as text and as JSON

/// A word that a trace can hold: letters of any script, digits, `-`, `_`, `.`.
fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z客服器é][a-zA-Z0-9_.-]{0,6}".prop_filter("these words begin a header or a timer", |word| {
        !["calls", "start", "timeout"].contains(&word.as_str())
    })
}

fn number() -> impl Strategy<Value = i64> {
    prop_oneof![0i64..10, -4_294_967_295i64..=4_294_967_295, select(vec![HALF, HALF - 1, 4_294_967_295, -1])]
}

fn term() -> impl Strategy<Value = Term> {
    let symbol = option::of("[a-z]{1,3}");
    (symbol, number()).prop_map(|(symbol, offset)| Term { symbol, offset })
}

/// Fields in the order in which the JSON form writes them.
fn segment() -> impl Strategy<Value = Segment> {
    let usual = (option::of(term()), option::of(term()), option::of(term()));
    let others = btree_map("[a-k][a-z0-9]{0,4}".prop_filter("usual", |n| n != "ack"), term(), 0..2);
    (vec(name(), 0..3), usual, others).prop_filter_map(
        "an empty segment",
        |(flags, (seq, ack, len), others)| {
            let usual = [("seq", seq), ("ack", ack), ("len", len)];
            let usual = usual.into_iter().filter_map(|(name, term)| Some((name.to_owned(), term?)));
            let fields: Vec<(String, Term)> = usual.chain(others).collect();
            (!flags.is_empty() || !fields.is_empty()).then_some(Segment { flags, fields })
        },
    )
}

fn sent() -> impl Strategy<Value = Step> {
    let fate = select(vec![Fate::Delivered, Fate::Lost, Fate::Twice, Fate::Late]);
    (name(), segment(), fate, option::of(name()), name()).prop_map(|(from, segment, fate, label, other)| {
        // A held segment needs a name, or nothing could deliver it.
        let label = if fate == Fate::Late { Some(other) } else { label };
        Step::Send { from, segment, fate, label }
    })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => sent(),
        2 => (name(), name(), option::of(term())).prop_map(|(end, call, argument)| Step::Call { end, call, argument }),
        1 => name().prop_map(|label| Step::Arrive { label }),
        1 => (name(), segment(), option::of(name())).prop_map(|(at, segment, label)| Step::Inject { at, segment, label }),
        1 => (name(), name()).prop_map(|(end, timer)| Step::Timer { end, timer }),
        1 => Just(Step::Wait),
        1 => (name(), name()).prop_map(|(end, state)| Step::Claim { end, state }),
    ]
}

fn trace() -> impl Strategy<Value = Trace> {
    let calls = select(vec![Calls::Implied, Calls::Explicit]);
    (calls, option::of(name()), vec(step(), 0..6)).prop_map(|(calls, start, steps)| Trace {
        calls,
        start,
        steps,
    })
}

fn case() -> impl Strategy<Value = Case> {
    let states = || btree_map(name(), name(), 0..3);
    let start = prop_oneof![
        name().prop_map(StartState::State),
        (name(), btree_map("snd_[a-z]{1,3}", any::<i64>(), 0..3))
            .prop_map(|(state, variables)| StartState::With { state, variables }),
    ];
    let observed = (states(), states(), option::of(vec(name(), 0..2)))
        .prop_map(|(states, claimed, must_reply)| Observed { states, claimed, must_reply });
    let verdict = (any::<bool>(), option::of(0usize..9), option::of(name()))
        .prop_map(|(valid, first_bad, kind)| ExpectedVerdict { valid, first_bad, kind });
    let facts = ("[a-zA-Z0-9]{0,4}", option::of(name()), vec(name(), 0..2), option::of(states()));
    let rest = (btree_map(name(), start, 0..2), option::of(verdict));
    (facts, rest, trace(), vec(observed, 6)).prop_map(|(facts, (start, verdict), trace, mut observed)| {
        let (id, dialect, listener_stays, goal) = facts;
        observed.truncate(trace.steps.len());
        Case { id, dialect, start, listener_stays, goal, trace, observed, verdict }
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_trace_goes_into_text_and_back(trace in trace()) {
        let text = trace.to_string();
        let (read, places, errors) = wire::parse(&text);
        prop_assert_eq!(errors, vec![], "{}", text);
        for (step, place) in trace.steps.iter().zip(places) {
            prop_assert_eq!(step.to_string(), &text[place]);
        }
        prop_assert_eq!(read, trace, "{}", text);
    }

    #[test]
    fn a_case_goes_into_json_and_back(case in case()) {
        let text = wire::case_to_json(&case).to_string();
        let read = wire::cases_from_json(&text);
        prop_assert_eq!(read, Ok(vec![case]), "{}", text);
    }
}

pub fn open_cases() -> Vec<Case> {
    wire::cases_from_json(include_str!("../fixtures/traces/open-cases.json")).expect("the cases are read")
}

#[test]
fn the_open_cases_go_into_text_and_back() {
    for case in open_cases() {
        let text = case.trace.to_string();
        let (read, _, errors) = wire::parse(&text);
        assert_eq!(errors, [], "{}: {text}", case.id);
        assert_eq!(read, case.trace, "{}: {text}", case.id);
    }
}

#[test]
fn the_open_cases_go_into_json_and_back() {
    let cases = open_cases();
    assert!(cases.len() >= 63, "{}", cases.len());
    for case in cases {
        let text = wire::case_to_json(&case).to_string();
        assert_eq!(wire::cases_from_json(&text), Ok(vec![case.clone()]), "{}", case.id);
    }
}
