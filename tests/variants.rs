//! Variants: patches of a machine, and what they say when they no longer fit.

use ackademy::diagnostic::Source;
use ackademy::machine::{self, Machine, Task};
use ackademy::wire;

const BASE: &str = include_str!("../content/machines/tcp.ron");

fn load(patch: &str) -> (Option<Machine>, Vec<String>) {
    let text = format!("(format: 1, id: \"v\", of: \"tcp\", title: \"v\", about: \"v\",\n{patch})");
    let (machine, findings) = machine::load_variant("v.ron", &text, Source { file: "tcp.ron", text: BASE });
    (machine, findings.iter().map(|f| format!("{}@{}:{}", f.code, f.place.line, f.place.column)).collect())
}

#[track_caller]
fn check(patch: &str, expected: &[&str]) {
    let (machine, told) = load(patch);
    assert_eq!(told, expected);
    assert_eq!(machine.is_some(), expected.is_empty());
}

#[test]
fn a_patch_that_does_not_fit_is_told_where_it_stands() {
    check("drop: [\"listen/syn\"]", &[]);
    check("drop: [\"listen/sny\"]", &["machine::no-such-rule@2:9"]);
    check("drop_due: [\"due/akc\"]", &["machine::no-such-due@2:13"]);
    check("timers: {\"tea\": (ticks: 3)}", &["machine::no-such-timer@2:11"]);
    check("define: {\"ACKED\": \"true\"}", &["machine::unknown-name@2:11"]);
    check(
        "change: [(id: \"x\", from: \"any\", on: Call(\"close\"), why: \"w\")]",
        &["machine::no-such-rule@2:16"],
    );
    check(
        "change: [(id: \"listen/syn\", from: \"LISTEN\", on: Arrives(\"SYN\"), when: \"SEG.SQE == 1\", why: \"w\")]",
        &["machine::unknown-name@2:72"],
    );
}

#[test]
fn a_jump_to_a_dropped_rule_is_a_finding() {
    let (machine, told) = load("drop: [\"text/none\"]");
    assert!(machine.is_none());
    assert!(told.iter().any(|code| code.starts_with("machine::no-such-rule")), "{told:?}");
}

#[test]
fn a_variant_runs_by_its_own_rules() {
    let patch = "change: [(id: \"listen/syn\", from: \"LISTEN\", on: Arrives(\"SYN\"), to: \"ESTABLISHED\", why: \"w\")]";
    let (machine, _) = load(patch);
    let machine = machine.expect("it fits");
    let (trace, _, errors) = wire::parse("start: listening\nclient > SYN seq=x\n");
    assert_eq!(errors, []);
    let (resolved, _) = machine.resolve(&trace, None).expect("known names");
    let verdict = machine.run(&resolved, &Task::default());
    let server = machine.state_name(verdict.worlds[0].ends[1].state);
    assert_eq!((machine.of.as_deref(), server), (Some("tcp"), "ESTABLISHED"));
}
