//! What answers are worth, and that no answer breaks anything.

use super::load_deck;
use crate::deck::{Built, Composed, Deck, Detail, Kind, LineFaultKind, Response, Summed, Typed, judge};
use crate::machine::Machine;
use crate::text::{Lang, Sum};

const DECK: &str = r#"(
    format: 1,
    id: "answers",
    title: "Answers",
    machine: Use(id: "tcp", start: "listening", goal: {"client": "ESTABLISHED", "server": "ESTABLISHED"}),
    questions: [
        Flip(id: "flip", front: "?", back: "!"),
        Choice(id: "one", ask: "?", options: [Right(text: "a"), Wrong(text: "b"), Wrong(text: "c")]),
        Choice(id: "two", ask: "?", options: [Right(text: "a"), Wrong(text: "b"), Right(text: "c"), Wrong(text: "d")]),
        TrueFalse(id: "false", statement: "?", is: false, because: "!"),
        Type(id: "call", ask: "?", accept: ["close", "CLOSE()"], slips: {"closed": "That is a state."}),
        Type(id: "sum", ask: "?", accept: ["x+1"], slips: {"x": "One more."}),
        Type(id: "state", ask: "?", state: (trace: ["client > SYN seq=x"], after: 1, end: "server"), slips: {"CLOSED": "No."}),
        Cloze(id: "cloze", text: (en: "The server answers {1} and is in {2}.", zh: "服务端处于{2}，它回复{1}。"), gaps: [
            (accept: ["SYN,ACK"], slips: {"ACK": "It must synchronise too."}),
            (accept: [(en: "half-open", zh: "半打开")]),
        ]),
        Value(id: "value", ask: "?", answer: "x+1", numbers: {"x": 1000}, unit: (en: "bytes", zh: "字节"), slips: {"x": "One more."}),
        Value(id: "forced", ask: "?", segment: (
            trace: ["client > SYN seq=x", "server > SYN ACK seq=y ack=x+1"], step: 2, field: "ack",
        ), numbers: {"x": 4294967295}),
        Match(id: "match", ask: "?", pairs: [(left: "1", right: "a"), (left: "2", right: "b"), (left: "3", right: "a")], extra: ["c"]),
        Order(id: "order", ask: "?", items: ["1", "2", "3", "4"]),
        Build(id: "build", ask: "?"),
        Build(id: "more", ask: "?", given: ["client > SYN seq=x"]),
        States(id: "states", trace: ["client > SYN seq=x", "server > SYN ACK seq=y ack=x+1"], after: 2),
        Fault(id: "fault", trace: ["client > SYN seq=x", "server > SYN ACK seq=y ack=x", "server > ACK seq=y ack=x"]),
        Next(id: "next", trace: ["client > SYN seq=x"]),
        Next(id: "third", trace: ["client > SYN seq=x", "server > SYN ACK seq=y ack=x+1"]),
        Next(id: "again", trace: ["client > SYN seq=x (lost)", "client: timeout retransmission"]),
        Next(id: "last", start: "established", trace: [
            "client > FIN ACK seq=u ack=v", "server > FIN ACK seq=v ack=u+1", "client > ACK seq=u+1 ack=v+1 (lost)",
            "server: timeout retransmission", "server > FIN ACK seq=v ack=u+1",
        ]),
        Next(id: "half", start: "established", trace: ["client > FIN ACK seq=u ack=v"]),
        WhatIf(id: "what-if", variant: "two-way", never: ["ghost", "needless-timeout", "waits-for-ever"]),
        WhatIf(id: "never", never: ["ghost", "needless-timeout"]),
        Generate(id: "drawn", kind: WhatIf, variants: ["tcp", "two-way"]),
        Next(id: "any", any: true, start: "established", trace: ["client > FIN ACK seq=u ack=v"]),
    ],
)"#;

fn deck() -> Deck {
    let (deck, findings) = load_deck("answers.ron", DECK);
    deck.unwrap_or_else(|| panic!("{findings:#?}"))
}

#[track_caller]
fn check(id: &str, response: Response, credit: f32) -> Detail {
    let deck = deck();
    let question = deck.question(id).expect("a question of the deck above");
    let judged = judge(&deck, question, &response);
    assert_eq!(judged.credit, credit, "{id} {response:?}: {judged:?}");
    assert_eq!(judged.is_right(), credit == 1.0);
    judged.detail
}

#[track_caller]
fn check_typed(id: &str, said: &str, expected: &str) {
    let right = if expected.starts_with('=') { 1.0 } else { 0.0 };
    let told = match check(id, Response::Type(said.to_owned()), right) {
        Detail::Type(Typed::Accepted { answer }) => format!("={answer}"),
        Detail::Type(Typed::Slip { text, answer }) => format!("{} ({answer})", text.en),
        Detail::Type(Typed::Wrong { nearest }) => format!("≠{nearest}"),
        other => format!("{other:?}"),
    };
    assert_eq!(told, expected, "{said}");
}

fn words(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn picks_and_judgements() {
    check("flip", Response::Flip { knew: true }, 1.0);
    check("flip", Response::Flip { knew: false }, 0.0);
    check("false", Response::TrueFalse(false), 1.0);
    check("false", Response::TrueFalse(true), 0.0);
    for (id, picked, credit) in [
        ("one", vec![0], 1.0),
        ("one", vec![0, 0], 1.0),
        ("one", vec![1], 0.0),
        ("one", vec![0, 1], 0.0),
        ("one", vec![], 0.0),
        ("two", vec![2, 0], 1.0),
        ("two", vec![0], 0.5),
        ("two", vec![0, 2, 1], 0.5),
        ("two", vec![0, 1], 0.0),
        ("two", vec![1, 3], 0.0),
        ("two", vec![0, 2, usize::MAX], 0.5),
    ] {
        check(id, Response::Choice(picked), credit);
    }
    check("order", Response::Order(vec![0, 1, 3, 2]), 0.75);
}

#[test]
fn fields_and_pairs() {
    let cloze = |one: &str, two: &str| Response::Cloze(words(&[one, two]));
    check("cloze", cloze("ack+syn", "半打开"), 1.0);
    let Detail::Cloze(gaps) = check("cloze", cloze("ACK", "half open"), 0.5) else { panic!() };
    assert!(gaps[0].slip.is_some() && !gaps[0].right && gaps[1].right);
    check("cloze", Response::Cloze(vec![]), 0.0);
    let value = |text: &str| Response::Value(text.to_owned());
    for (said, credit) in [
        ("x+1", 1.0),
        ("1 + x", 1.0),
        ("1001", 1.0),
        ("1001 字节", 1.0),
        ("1001bytes", 1.0),
        ("1002", 0.0),
        ("y+1", 0.0),
    ] {
        check("value", value(said), credit);
    }
    assert!(matches!(check("value", value("1000"), 0.0), Detail::Value(Summed::Slip(_))));
    assert!(matches!(check("value", value("many"), 0.0), Detail::Value(Summed::Other(_))));
    assert!(matches!(check("value", value("?"), 0.0), Detail::Value(Summed::NoSum)));
    check("forced", value("1 + X"), 1.0);
    check("forced", value("x + 1 + 4294967296"), 1.0);
    check("forced", value("x"), 0.0);
    check("forced", value("0"), 1.0);
    assert!(matches!(check("forced", value("4294967296"), 0.0), Detail::Value(Summed::TooLarge)));
    let deck = deck();
    let Some(Kind::Value(forced)) = deck.question("forced").map(|question| &question.kind) else { panic!() };
    let worth = |text: &str| Sum::parse(text).and_then(|sum| forced.worth(&sum)).map(|sum| sum.to_string());
    assert_eq!(worth("x+1").as_deref(), Some("0"), "numbers begin again behind the largest");
    assert_eq!(worth("y+1").as_deref(), Some("y+1"));
    check("match", Response::Match(vec![Some(0), Some(1), Some(0)]), 1.0);
    check("match", Response::Match(vec![Some(0), Some(2), None]), 1.0 / 3.0);
    check("match", Response::Match(vec![Some(9), None, None, Some(0)]), 0.0);
}

#[test]
fn typed_answers() {
    check_typed("call", "CLOSE", "=close");
    check_typed("call", "close ()", "=CLOSE()");
    check_typed("call", "Closed", "That is a state. (close)");
    check_typed("sum", "Ｘ + 1", "=x+1");
    check_typed("sum", "x", "One more. (x+1)");
    check_typed("sum", "x+2", "≠x+1");
    check_typed("state", "syn_rcvd", "=SYN-RECEIVED");
    check_typed("state", "UNCONN", "No. (SYN-RECEIVED)");
    check_typed("state", "SYN-RECIEVED", "The I and the E are swapped: SYN-RECEIVED. (SYN-RECEIVED)");
    check_typed("state", "  - ", "≠SYN-RECEIVED");
}

#[test]
fn states_count_by_the_end() {
    let named = |client: &str, server: &str| Response::States([client.to_owned(), server.to_owned()]);
    check("states", named("ESTABLISHED", "SYN-RECEIVED"), 1.0);
    check("states", named("estab", "syn rcvd"), 1.0);
    check("states", named("", "SYN_RECV"), 0.5);
    let Detail::States([_, server]) = check("states", named("ESTABLISHED", "SYN-RECIEVED"), 0.5) else {
        panic!()
    };
    assert!(server.slip.is_some() && !server.right);
}

#[test]
fn what_is_built_is_judged_by_the_machine() {
    let handshake =
        ["client > SYN seq=x", "", "server > SYN ACK seq=y ack=x+1", "client > ACK seq=x+1 ack=y+1"];
    check("build", Response::Build(words(&handshake)), 1.0);
    check("build", Response::Build(Vec::new()), 0.0);
    let Detail::Build(Built::Unreadable(faults)) =
        check("more", Response::Build(words(&["", "server SYN", "client >"])), 0.0)
    else {
        panic!()
    };
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 2]);
    let Detail::Build(Built::Unreadable(faults)) =
        check("more", Response::Build(words(&["", "server > SIN"])), 0.0)
    else {
        panic!()
    };
    assert!(
        matches!(&faults[..], [fault] if fault.line == 1 && matches!(fault.kind, LineFaultKind::Name(_))),
        "{faults:?}"
    );
}

fn fault(step: usize, kind: &str) -> Response {
    Response::Fault { step, kind: kind.to_owned() }
}

#[test]
fn a_fault_is_a_step_and_its_mistake() {
    let Detail::Fault(found) = check("fault", fault(2, "wrong-ack"), 1.0) else { panic!() };
    assert!(found.step_right && found.kind_right);
    let told = found.verdict.fault.expect("an illegal step");
    let words = deck().machine.explain(&told, &found.verdict.names, found.skipped, Lang::En);
    assert!(words.headline.starts_with("Step 2"), "{words:?}");
    check("fault", fault(2, "wrong-seq"), 0.6);
    let Detail::Fault(found) = check("fault", fault(3, "wrong-ack"), 0.0) else { panic!() };
    assert!(!found.step_right && !found.kind_right && found.step == 2);
    check("fault", fault(1, "wrong-ack"), 0.0);
}

/// Every kind can be chosen, and those of the machine's own mistakes too.
#[test]
fn the_choices_of_a_fault_are_those_of_the_machine() {
    let deck = deck();
    let Some(Kind::Fault(fault)) = deck.question("fault").map(|question| &question.kind) else { panic!() };
    let known =
        ["wrong-sender", "wrong-flags", "wrong-order", "wrong-seq", "wrong-ack", "early-fin", "double-fin"];
    assert_eq!(fault.kinds[..7], known);
    let named = |machine: &Machine| machine.faults.iter().all(|known| fault.kinds.contains(&known.kind));
    assert!(named(&deck.machine) && fault.kinds.contains(&fault.kind));
}

#[track_caller]
fn check_next(id: &str, line: &str, credit: f32, told: &str) {
    let found = match check(id, Response::Next(line.to_owned()), credit) {
        Detail::Next(Composed::Judged { verdict, is_due, .. }) => {
            match (verdict.verdict.fault.clone(), is_due) {
                (None, true) => "due".to_owned(),
                (None, false) => "legal".to_owned(),
                (Some(fault), _) => fault.kind,
            }
        }
        Detail::Next(Composed::NoSegment) => "no segment".to_owned(),
        Detail::Next(Composed::Unreadable(_)) => "unreadable".to_owned(),
        other => format!("{other:?}"),
    };
    assert_eq!(found, told, "{id}: {line}");
}

#[test]
fn what_comes_next_is_what_is_owed() {
    check_next("next", "server > SYN ACK seq=y ack=x+1", 1.0, "due");
    check_next("next", "B > ack,syn ack=x+1 (lost)", 1.0, "due");
    // The server may begin anywhere.
    check_next("next", "server > SYN ACK seq=77 ack=1001", 1.0, "due");
    check_next("next", "server > SYN ACK seq=y ack=x", 0.6, "wrong-ack");
    check_next("next", "client > SYN seq=x", 0.0, "legal");
    check_next("next", "server: listen", 0.0, "no segment");
    check_next("next", " ", 0.0, "no segment");
    check_next("next", "server SYN", 0.0, "unreadable");
    check_next("next", "server > SIN", 0.0, "unreadable");
    // The SYN,ACK stays due, but only the ACK is news.
    check_next("third", "client > ACK seq=x+1 ack=y+1", 1.0, "due");
    check_next("third", "server > SYN ACK seq=y ack=x+1", 0.0, "legal");
    check_next("third", "client > ACK seq=x+1 ack=y+1 len=100", 0.6, "legal");
    check_next("again", "client > SYN seq=x", 1.0, "due");
    check_next("last", "client > ACK seq=u+1 ack=v+1", 1.0, "due");
    check_next("last", "server > ACK seq=v+1 ack=u+1", 0.0, "legal");
}

#[test]
fn what_is_only_legal_is_right_where_any_will_do() {
    let fin = "server > FIN ACK seq=v ack=u+1";
    check_next("half", fin, 0.4, "legal");
    check_next("any", fin, 1.0, "legal");
    check_next("any", "server > FIN seq=v", 0.75, "wrong-flags");
    check_next("half", "server > ACK seq=v ack=u+1", 1.0, "due");
}

#[test]
fn credit_goes_to_the_rules_that_were_used_or_missed() {
    let deck = deck();
    let rules = |id: &str, response: Response| {
        let question = deck.question(id).expect("a question of the deck above");
        let judged = judge(&deck, question, &response);
        (judged.credited, judged.charged)
    };
    let wrong =
        rules("build", Response::Build(words(&["client > SYN seq=x", "server > SYN ACK seq=y ack=x"])));
    assert!(wrong.0.contains(&"open/active".to_owned()) && wrong.1.is_some(), "{wrong:?}");
    assert!(!wrong.0.contains(&"syn-sent/syn-ack".to_owned()), "{wrong:?}");
    let right = rules(
        "more",
        Response::Build(words(&["server > SYN ACK seq=y ack=x+1", "client > ACK seq=x+1 ack=y+1"])),
    );
    assert!(
        right.0.contains(&"syn-sent/syn-ack".to_owned()) && !right.0.contains(&"open/active".to_owned()),
        "{right:?}"
    );
    assert_eq!(right.1, None);
    let (none, charged) = rules("state", Response::Type("LISTEN".to_owned()));
    assert!(none.is_empty() && charged.is_some());
    assert_eq!(rules("one", Response::Choice(vec![0])), (Vec::new(), None));
}

#[test]
fn any_answer_to_any_question_is_judged() {
    let deck = deck();
    let answers = [
        r#"{"flip":{"knew":true}}"#,
        r#"{"choice":[0,99,18446744073709551615,0]}"#,
        r#"{"true-false":true}"#,
        r#"{"type":"🦀\u0000( ="}"#,
        r#"{"type":""}"#,
        r#"{"order":[3,3,18446744073709551615,0,1,2]}"#,
        r#"{"build":["client > SYN seq=x","a arrives","client < RST seq=z (as a)","🦀"]}"#,
        r#"{"build":["client > ACK len=-99999999999","client: send 4294967295","a arrives"]}"#,
        r#"{"build":["client: timeout keepalive","client is LISTEN"]}"#,
        r#"{"states":["","🦀"]}"#,
        r#"{"fault":{"step":18446744073709551615,"kind":"🦀"}}"#,
        r#"{"fault":{"step":0,"kind":""}}"#,
        r#"{"next":""}"#,
        r#"{"next":"🦀 > ACK"}"#,
        r#"{"next":"server < ACK (as a)"}"#,
        r#"{"next":"client > RST seq=z (late as a)"}"#,
        r#"{"next":"client > FIN SYN ACK PSH len=-99999999999"}"#,
    ];
    for answer in answers {
        let response: Response = serde_json::from_str(answer).expect("a stored answer");
        assert_eq!(
            serde_json::from_str::<Response>(&serde_json::to_string(&response).expect("JSON")).expect("JSON"),
            response
        );
        for question in &deck.questions {
            let credit = judge(&deck, question, &response).credit;
            assert!((0.0..=1.0).contains(&credit), "{} {answer}", question.id);
        }
    }
}

#[test]
fn what_the_explorer_finds_is_right() {
    let happens = |id: &str| {
        let deck = deck();
        let Some(Kind::WhatIf(what_if)) = deck.question(id).map(|q| q.kind.clone()) else { panic!("{id}") };
        what_if.happens()
    };
    assert_eq!(happens("what-if"), [true, false, true]);
    assert_eq!(happens("never"), [false, false]);
    for (id, picked, credit) in [
        ("what-if", vec!["ghost", "waits-for-ever"], 1.0),
        ("what-if", vec!["waits-for-ever"], 0.5),
        ("what-if", vec!["ghost", "waits-for-ever", "needless-timeout"], 0.5),
        ("what-if", vec!["needless-timeout"], 0.0),
        ("what-if", vec!["gone", "ghost"], 0.0),
        ("what-if", vec![], 0.0),
        ("never", vec![], 1.0),
        ("never", vec!["ghost"], 0.0),
    ] {
        let Detail::WhatIf(marks) = check(id, Response::WhatIf(words(&picked)), credit) else {
            panic!("{id}")
        };
        assert_eq!(marks.len(), happens(id).len());
    }
}

#[test]
fn a_drawn_what_if_is_the_same_for_the_same_seed() {
    let deck = deck();
    let question = deck.question("drawn").expect("a question of the deck above");
    let drawn = |seed| match deck.drawn(question, seed).map(|q| q.kind.clone()) {
        Some(Kind::WhatIf(what_if)) => format!("{} {:?}", what_if.machine.id, what_if.cases),
        other => panic!("{seed}: {other:?}"),
    };
    let all: std::collections::BTreeSet<String> = (0..40).map(drawn).collect();
    assert!(all.len() > 20, "{}", all.len());
    assert!((0..40).all(|seed| drawn(seed) == drawn(seed)));
}
