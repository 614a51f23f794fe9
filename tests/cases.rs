//! The open trace cases: real captures, figures of the RFCs, mutations, legal traps.

use crate::linux::linux;
use ackademy::machine::{self, Machine, Task};
use ackademy::text::Lang;
use ackademy::wire::{self, Case};

pub fn tcp() -> Machine {
    let text = include_str!("../content/machines/tcp.ron");
    let (machine, findings) = machine::load("tcp.ron", text);
    for finding in &findings {
        eprintln!("{}", ackademy::diagnostic::print(finding, Lang::En, false));
    }
    machine.expect("the shipped machine loads")
}

fn cases() -> Vec<Case> {
    wire::cases_from_json(include_str!("fixtures/traces/open-cases.json")).expect("the cases are read")
}

/// What is wrong with a case, or nothing.
fn differences(machine: &Machine, case: &Case) -> Vec<String> {
    let outcome = match machine.run_case(case) {
        Ok(outcome) => outcome,
        Err(unknown) => return vec![format!("unknown names: {unknown:?}")],
    };
    let mut differences = Vec::new();
    let expected = case.verdict.as_ref().expect("a verdict");
    if outcome.first_bad != expected.first_bad || outcome.kind.as_deref() != expected.kind.as_deref() {
        differences.push(format!(
            "verdict {:?} {:?}, expected {:?} {:?}",
            outcome.first_bad, outcome.kind, expected.first_bad, expected.kind
        ));
    }
    for (index, (observed, after)) in case.observed.iter().zip(&outcome.after).enumerate() {
        for (role, state) in &observed.states {
            let end = machine.end(role).expect("a role");
            let states: Vec<&str> = after[end.index()].iter().map(|s| machine.state_name(*s)).collect();
            let listener =
                case.listener_stays.contains(role) && ["CLOSED", "LISTEN"].contains(&state.as_str());
            let fits = states == [state.as_str()]
                || (listener && states.iter().all(|s| ["CLOSED", "LISTEN"].contains(s)));
            if !fits {
                differences.push(format!("step {index}: {role} is {states:?}, observed {state}"));
            }
        }
    }
    differences
}

#[test]
fn open_cases_of_opening_and_normal_closing_pass() {
    let machine = tcp();
    let mut failed = Vec::new();
    let all = cases();
    for case in &all {
        let linux = case.dialect.as_deref().is_some_and(|dialect| dialect != "rfc9293");
        if linux {
            continue;
        }
        for difference in differences(&machine, case) {
            failed.push(format!("{}: {difference}", case.id));
        }
    }
    assert_eq!(failed, Vec::<String>::new());
}

/// Cases of RFC 9293 that Linux sees in another way, with the reason. All others hold for both.
const NOT_LINUX: [(&str, &str); 0] = [];

#[test]
fn cases_of_linux_pass_with_the_rules_of_linux() {
    let machine = linux();
    let mut failed = Vec::new();
    let all = cases();
    assert!(all.iter().filter(|case| case.dialect.as_deref() == Some("linux")).count() >= 3);
    for case in &all {
        let differences = differences(&machine, case);
        let listed = NOT_LINUX.iter().any(|(id, _)| *id == case.id);
        if listed && differences.is_empty() {
            failed.push(format!("{}: is listed, but no longer so", case.id));
        }
        if !listed {
            failed.extend(differences.into_iter().map(|difference| format!("{}: {difference}", case.id)));
        }
    }
    assert_eq!(failed, Vec::<String>::new());
}

/// What the checker says to every mutation, in both languages: read by people, kept as a snapshot.
#[test]
fn explanations_of_all_mutations() {
    let machine = tcp();
    let mut told = String::new();
    for case in cases().iter().filter(|case| case.verdict.as_ref().is_some_and(|v| !v.valid)) {
        let outcome = machine.run_case(case).expect("known names");
        told += &format!("## {} {}\n", case.id, outcome.kind.as_deref().unwrap_or_default());
        for lang in Lang::ALL {
            told +=
                &outcome.words(&machine, lang).lines().map(|line| format!("{line}\n")).collect::<String>();
        }
    }
    insta::assert_snapshot!(told);
}

/// The kind of the first fault in a trace with implied calls, and the parts that do not fit.
#[track_caller]
fn check_fault(start: &str, steps: &str, expected: &str) {
    let machine = tcp();
    let (trace, _, errors) = wire::parse(steps);
    assert_eq!(errors, []);
    let (resolved, skipped) = machine.resolve(&trace, Some(start)).expect("known names");
    let verdict = machine.run(&resolved, &Task::default());
    let fault = verdict.fault.expect("a fault");
    let told = machine.explain(&fault, &verdict.names, skipped, Lang::En).to_text(Lang::En);
    let line = told.lines().nth(1).unwrap_or_default();
    assert_eq!(format!("{}: {line}", fault.kind), expected, "{told}");
}

#[test]
fn a_segment_before_which_a_call_is_implied_is_told_by_what_is_wrong_with_it() {
    let open = "established";
    check_fault(
        open,
        "client > FIN ACK seq=u-1 ack=v",
        "wrong-seq: seq must be u = 1001; you wrote x = 1000.",
    );
    check_fault(
        open,
        "client > FIN ACK seq=u+3 ack=v",
        "wrong-seq: seq must be u = 1001; you wrote u+3 = 1004.",
    );
    check_fault(
        open,
        "client > FIN ACK seq=u ack=v+1",
        "wrong-ack: ack must be v = 5001; you wrote v+1 = 5002.",
    );
    check_fault(
        open,
        "client > FIN ACK seq=u ack=v\nserver > FIN ACK seq=v ack=u",
        "wrong-ack: ack must be u+1 = 1002; you wrote u = 1001.",
    );
}

#[test]
fn a_known_mistake_is_known_behind_an_implied_call_too() {
    let machine = tcp();
    let (trace, _, _) = wire::parse("server: listen\nclient > SYN seq=7 len=5");
    let (resolved, _) = machine.resolve(&trace, None).expect("known names");
    let fault = machine.run(&resolved, &Task::default()).fault.expect("a fault");
    assert_eq!((fault.kind.as_str(), fault.known.is_some()), ("early-data", true));
}

#[test]
fn what_a_program_has_read_is_decided_by_what_its_end_sends() {
    let machine = linux();
    let legal = |steps: &str| {
        let (trace, _, errors) = wire::parse(steps);
        assert_eq!(errors, []);
        let (resolved, _) = machine.resolve(&trace, Some("established")).expect("known names");
        machine.run(&resolved, &Task::default()).is_legal()
    };
    let data = "client > ACK seq=u ack=v len=5\nserver > ACK seq=v ack=u+5\n";
    assert!(legal(&format!("{data}server: close\nserver > RST ACK seq=v ack=u+5")));
    assert!(legal(&format!("{data}server: close\nserver > FIN ACK seq=v ack=u+5")));
    let closed = format!("{data}server > FIN ACK seq=v ack=u+5\nclient > ACK seq=u+5 ack=v+1 len=3\n");
    assert!(legal(&format!("{closed}server > RST seq=v+1")), "after close()");
    assert!(legal(&format!("{closed}server > ACK seq=v+1 ack=u+8")), "after shutdown()");
}
