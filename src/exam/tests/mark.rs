//! The tables: what each kind of answer is worth under each rule.

use super::DECKS;
use crate::deck::{Detail, Judgement, Kind, Mark, Response, judge};
use crate::exam::{Certainty, Scoring, mark};

const USUAL: Scoring = Scoring { partial: true, below_zero: false, negative: 0.0, certainty: false };
const BY_CERTAINTY: Scoring = Scoring { certainty: true, ..USUAL };

/// What an answer to a question of two points is worth.
fn points(scoring: Scoring, question: &str, response: Response) -> f32 {
    worth(scoring, question, Some(response), None)
}

fn worth(scoring: Scoring, name: &str, response: Option<Response>, certainty: Option<Certainty>) -> f32 {
    let (deck, id) = name.split_once('/').expect("a full name");
    let deck = &DECKS[deck];
    let question = deck.question(id).expect("a question");
    let judgement = response.map(|response| judge(deck, question, &response));
    mark(&scoring, 2.0, judgement.as_ref(), certainty).points
}

/// Published by Gardner-Medwin: sure 1, 2, 3 gives +1, +2, +3 where right and 0, −2, −6 where wrong.
#[test]
fn certainty() {
    let table = [(None, 1.0, 0.0), (Some(1), 1.0, 0.0), (Some(2), 2.0, -2.0), (Some(3), 3.0, -6.0)];
    for (level, right, wrong) in table {
        let sure = level.map(|level| Certainty::try_from(level).expect("a level"));
        let of = |picked: &[usize]| {
            worth(BY_CERTAINTY, "letters/choice-1", Some(Response::Choice(picked.to_vec())), sure) / 2.0
        };
        assert_eq!((of(&[0, 2]), of(&[1, 3])), (right, wrong), "{level:?}");
        // Half right is wrong: no partial credit, and no floor at zero.
        assert_eq!(of(&[0]), wrong, "{level:?}");
        assert_eq!(worth(BY_CERTAINTY, "letters/choice-1", None, sure), 0.0, "left open");
    }
    let open = mark(&BY_CERTAINTY, 2.0, None, None);
    assert_eq!((open.most, open.right), (6.0, false));
    assert!(Certainty::try_from(0).is_err() && Certainty::try_from(4).is_err());
    let json = serde_json::to_string(&Certainty::ALL).expect("JSON");
    assert_eq!(json, "[1,2,3]");
    assert_eq!(serde_json::from_str::<[Certainty; 3]>(&json).expect("JSON"), Certainty::ALL);
}

#[test]
fn choices_with_wrong_picks_subtracted() {
    let below = Scoring { below_zero: true, ..USUAL };
    let whole = Scoring { partial: false, ..USUAL };
    // Options 0 and 2 of four are right; of two points.
    for (picked, usual, below_zero, all_or_nothing) in [
        (vec![0, 2], 2.0, 2.0, 2.0),
        (vec![0], 1.0, 1.0, 0.0),
        (vec![0, 1, 2], 1.0, 1.0, 0.0),
        (vec![0, 1], 0.0, 0.0, 0.0),
        (vec![0, 1, 2, 3], 0.0, 0.0, 0.0),
        (vec![1], 0.0, -1.0, 0.0),
        (vec![0, 1, 3], 0.0, -1.0, 0.0),
        (vec![1, 3], 0.0, -2.0, 0.0),
        (vec![], 0.0, 0.0, 0.0),
    ] {
        let of = |scoring| points(scoring, "letters/choice-1", Response::Choice(picked.clone()));
        assert_eq!((of(USUAL), of(below), of(whole)), (usual, below_zero, all_or_nothing), "{picked:?}");
    }
    // One right option of three: never more than the whole question is lost.
    let of =
        |scoring, picked: &[usize]| points(scoring, "letters/choice-2", Response::Choice(picked.to_vec()));
    assert_eq!((of(below, &[1, 2]), of(below, &[1]), of(USUAL, &[1, 2])), (-2.0, -2.0, 0.0));
}

#[test]
fn wrong_answers_may_cost() {
    let quarter = Scoring { negative: 0.25, ..USUAL };
    let of = |scoring, said| points(scoring, "letters/true-1", Response::TrueFalse(said));
    assert_eq!((of(USUAL, true), of(USUAL, false)), (2.0, 0.0));
    assert_eq!((of(quarter, true), of(quarter, false)), (2.0, -0.5));
    assert_eq!(worth(quarter, "letters/true-1", None, None), 0.0, "left open costs nothing");
    assert_eq!(points(quarter, "letters/choice-1", Response::Choice(vec![0])), 1.0, "right in part");
    let whole = Scoring { partial: false, ..quarter };
    assert_eq!(points(whole, "letters/choice-1", Response::Choice(vec![0])), -0.5, "no parts: it is wrong");
    let both = Scoring { below_zero: true, ..quarter };
    let of = |picked: &[usize]| points(both, "letters/choice-1", Response::Choice(picked.to_vec()));
    assert_eq!((of(&[1, 3]), of(&[0, 1])), (-2.0, -0.5), "whichever costs more");
    // Never "-0".
    assert!(points(USUAL, "letters/true-1", Response::TrueFalse(false)).is_sign_positive());
}

/// By the longest part that is in order.
#[test]
fn orders() {
    for (order, credit) in [
        (vec![0, 1, 2, 3], 2.0),
        (vec![1, 0, 2, 3], 1.5),
        (vec![3, 0, 1, 2], 1.5),
        (vec![1, 0, 3, 2], 1.0),
        (vec![3, 2, 1, 0], 0.5),
        (vec![], 0.0),
    ] {
        assert_eq!(points(USUAL, "letters/order", Response::Order(order.clone())), credit, "{order:?}");
    }
}

#[test]
fn gaps_pairs_states_and_faults() {
    let gaps =
        |gaps: [&str; 2]| points(USUAL, "letters/cloze", Response::Cloze(gaps.map(str::to_owned).to_vec()));
    assert_eq!((gaps(["a", "b"]), gaps(["a", "a"]), gaps(["b", "a"])), (2.0, 1.0, 0.0));
    let pairs = |pairs: [Option<usize>; 2]| points(USUAL, "letters/match", Response::Match(pairs.to_vec()));
    assert_eq!((pairs([Some(0), Some(1)]), pairs([Some(0), Some(2)]), pairs([None, None])), (2.0, 1.0, 0.0));
    let states =
        |states: [&str; 2]| points(USUAL, "pings/states", Response::States(states.map(str::to_owned)));
    assert_eq!((states(["WAITING", "IDLE"]), states(["WAITING", "DONE"])), (2.0, 1.0));
    let fault =
        |step, kind: &str| points(USUAL, "pings/fault", Response::Fault { step, kind: kind.to_owned() });
    let deck = &DECKS["pings"];
    let Kind::Fault(is) = &deck.question("fault").expect("a question").kind else { panic!() };
    assert_eq!((fault(2, &is.kind), fault(2, "nothing"), fault(1, &is.kind)), (2.0, 1.2, 0.0));
}

/// By the edit distance to the nearest legal run: of two steps a missing one costs half, a wrong field less.
#[test]
fn builds() {
    let build = |lines: &[&str]| {
        points(USUAL, "pings/build", Response::Build(lines.iter().map(|line| (*line).to_owned()).collect()))
    };
    assert_eq!(build(&["asker > PING id=n", "answerer > PONG id=n"]), 2.0);
    assert_eq!(build(&["asker > PING id=n"]), 1.0, "a step is missing");
    assert_eq!(build(&["answerer > PONG id=n"]), 1.0, "the first is missing");
    let field = build(&["asker > PING id=n", "answerer > PONG id=n+1"]);
    assert!(field > 1.0 && field < 2.0, "a wrong number costs less than a missing step: {field}");
    assert_eq!(build(&[]), 0.0);
    assert_eq!(build(&["nonsense"]), 0.0);
}

#[test]
fn what_if_is_a_choice() {
    // The marks of a WhatIf are those of a choice; the deck's own tests hold its judging.
    let marks = |picked: [bool; 2]| {
        let pick = |(right, picked)| Mark { right, picked };
        let detail = Detail::WhatIf([true, false].into_iter().zip(picked).map(pick).collect());
        let credit = if picked == [true, false] { 1.0 } else { 0.0 };
        let judgement = Judgement { credit, credited: Vec::new(), charged: None, detail };
        mark(&Scoring { below_zero: true, ..USUAL }, 1.0, Some(&judgement), None).points
    };
    assert_eq!((marks([true, false]), marks([true, true]), marks([false, true])), (1.0, 0.0, -1.0));
}

#[test]
fn an_answer_of_another_kind_is_wrong() {
    assert_eq!(points(USUAL, "letters/true-1", Response::Type("a".to_owned())), 0.0);
}
