//! The explorer: for each reason why TCP is as it is, the altered machine in which it breaks, with the
//! shortest run, and TCP itself, which holds within the same bounds.

use crate::content::shipped;
use ackademy::diagnostic::Source;
use ackademy::machine::{
    self, Bounds, Continue, Cut, GaveUp, Machine, Outcome, Property, StateId, Task, explore,
};
use ackademy::wire::{self, End, Trace};
use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// What must come out.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    /// A run of so many steps.
    Violated(usize),
    /// None.
    Holds,
}
use Expected::{Holds, Violated};

/// A change of the bounds that the property brings along.
type Within = fn(&mut Bounds);

fn as_it_is(_: &mut Bounds) {}

fn without_loss(bounds: &mut Bounds) {
    bounds.losses = 0;
}

fn one_loss(bounds: &mut Bounds) {
    bounds.losses = 1;
}

fn overtaking(bounds: &mut Bounds) {
    bounds.reorder = true;
}

/// The retransmission timer runs for three ticks, or for two.
fn slow_timer(bounds: &mut Bounds) {
    bounds.losses = 1;
    bounds.ticks.push((0, 3));
}

fn quick_timer(bounds: &mut Bounds) {
    bounds.ticks = vec![(0, 2)];
}

/// Variant, property, bounds, what comes out.
const REASONS: [(&str, &str, Within, Expected); 15] = [
    // Why three messages and not two. Without a loss the client's RST clears the ghost away.
    ("two-way", "ghost", as_it_is, Violated(6)),
    ("two-way", "ghost", without_loss, Holds),
    ("two-way", "data-twice", as_it_is, Violated(25)),
    // Why the first number is not fixed.
    ("fixed-isn", "data-twice", as_it_is, Violated(27)),
    // Why ACK and FIN are two segments.
    ("withheld-ack", "needless-timeout", as_it_is, Violated(14)),
    ("merged-close", "data-thrown-away", as_it_is, Violated(21)),
    // What if the second message is lost.
    ("no-retransmit", "waits-for-ever", as_it_is, Violated(10)),
    // Why there is a fourth message, and why it is awaited.
    ("no-fourth", "unclean-close", without_loss, Violated(23)),
    ("no-last-ack", "waits-for-ever", as_it_is, Violated(15)),
    // Why TIME-WAIT.
    ("no-time-wait", "unclean-close", as_it_is, Violated(24)),
    ("no-time-wait", "old-data", as_it_is, Violated(32)),
    // Why 2 MSL.
    ("msl-wait", "late-arrival", as_it_is, Violated(24)),
    ("msl-wait", "late-arrival", overtaking, Violated(22)),
    // Why SYN and FIN take a number.
    ("fin-without-seq", "waits-for-ever", as_it_is, Violated(15)),
    ("fin-without-seq", "waits-for-ever", without_loss, Holds),
];

/// Where TCP itself is not safe, as RFC 1337 and a late retransmission show.
const LIMITS: [(&str, Within, Expected); 3] = [
    ("late-arrival", one_loss, Holds),
    ("late-arrival", slow_timer, Violated(24)),
    ("old-data", quick_timer, Violated(51)),
];

fn machine(id: &str) -> Arc<Machine> {
    let machines = shipped().machines;
    let found = machines.iter().filter_map(|machine| machine.content.clone()).find(|m| m.id == id);
    found.unwrap_or_else(|| panic!("no machine {id}"))
}

fn property<'m>(machine: &'m Machine, id: &str) -> &'m Property {
    machine.properties.iter().find(|p| p.id == id).unwrap_or_else(|| panic!("no property {id}"))
}

fn search(machine: &Machine, id: &str, within: Within) -> Outcome {
    let property = property(machine, id);
    let mut bounds = property.within.clone();
    within(&mut bounds);
    explore(machine, property, &bounds, &mut |_| Continue::On)
}

/// The run of a search that must end as expected.
#[track_caller]
fn check(machine: &Machine, id: &str, within: Within, expected: Expected) -> Option<Trace> {
    let (found, trace) = match search(machine, id, within) {
        Outcome::Violated { steps, trace, .. } => (Violated(steps), Some(trace)),
        Outcome::Holds { .. } => (Holds, None),
        Outcome::GaveUp { why, .. } => panic!("{} {id}: gave up, {why:?}", machine.id),
    };
    assert_eq!(found, expected, "{} {id}:\n{}", machine.id, trace.map_or(String::new(), |t| t.to_string()));
    trace
}

/// The run as its machine's checker sees it, with the states behind each step.
#[track_caller]
fn checked(machine: &Machine, trace: &Trace) -> String {
    let text = trace.to_string();
    let (again, _, errors) = wire::parse(&text);
    assert_eq!((&again, errors.as_slice()), (trace, &[][..]), "{text}");
    let (resolved, skipped) = machine.resolve(&again, None).unwrap();
    let verdict = machine.run(&resolved, &Task::default());
    assert!(verdict.fault.is_none(), "{} step {:?}:\n{text}", machine.id, verdict.fault.map(|f| f.step));
    let names = |states: &[StateId]| {
        states.iter().map(|state| machine.state_name(*state)).collect::<Vec<_>>().join("/")
    };
    let mut shown = String::new();
    for (index, step) in trace.steps.iter().enumerate() {
        let states = End::BOTH.map(|end| names(verdict.states(end, index + skipped)));
        writeln!(shown, "{:<48}{:<14}{}", step.to_string(), states[0], states[1]).unwrap();
    }
    shown
}

#[test]
fn every_reason_has_its_shortest_run_and_tcp_holds_within_the_same_bounds() {
    let tcp = machine("tcp");
    let mut runs = String::new();
    for (variant, id, within, expected) in REASONS {
        let altered = machine(variant);
        check(&tcp, id, within, Holds);
        if let Some(trace) = check(&altered, id, within, expected) {
            write!(runs, "{variant}, {id}:\n{}\n", checked(&altered, &trace)).unwrap();
        }
    }
    insta::assert_snapshot!("the_shortest_runs", runs);
}

#[test]
fn where_tcp_itself_is_not_safe() {
    let tcp = machine("tcp");
    let mut runs = String::new();
    for (id, within, expected) in LIMITS {
        if let Some(trace) = check(&tcp, id, within, expected) {
            write!(runs, "tcp, {id}:\n{}\n", checked(&tcp, &trace)).unwrap();
        }
    }
    insta::assert_snapshot!("the_limits_of_tcp", runs);
}

#[test]
fn every_variant_breaks_something() {
    let library = shipped();
    let machines = library.machines.iter().filter_map(|machine| machine.content.as_ref());
    for variant in machines.filter(|machine| machine.of.as_deref() == Some("tcp") && machine.id != "linux") {
        assert!(REASONS.iter().any(|(id, ..)| *id == variant.id), "{} has no reason", variant.id);
    }
}

#[test]
fn a_search_can_be_stopped_and_is_bounded() {
    let tcp = machine("tcp");
    let ghost = property(&tcp, "data-twice");
    let mut told = 0;
    let stopped = explore(&tcp, ghost, &ghost.within, &mut |progress| {
        told += 1;
        if progress.states > 20_000 { Continue::Stop } else { Continue::On }
    });
    assert!(matches!(stopped, Outcome::GaveUp { why: GaveUp::Stopped, .. }), "{stopped:?}");
    assert!(told > 1);
    let few = Bounds { most_states: 1000, ..ghost.within.clone() };
    let full = explore(&tcp, ghost, &few, &mut |_| Continue::On);
    let Outcome::GaveUp { why: GaveUp::Full, states, .. } = full else { panic!("{full:?}") };
    assert!(states < 1100, "{states}");
    let shallow = Bounds { depth: 9, ..ghost.within.clone() };
    let cut = explore(&tcp, ghost, &shallow, &mut |_| Continue::On);
    let Outcome::Holds { depth: 9, cut: Cut { deep, .. }, .. } = cut else { panic!("{cut:?}") };
    assert!(deep > 0);
}

#[test]
fn the_same_search_gives_the_same_answer() {
    let altered = machine("msl-wait");
    let told = || format!("{:?}", search(&altered, "late-arrival", as_it_is));
    assert_eq!(told(), told());
}

#[test]
fn names_that_a_property_does_not_find_are_told() {
    let base = include_str!("../content/machines/tcp.ron");
    let told = |never: &str| {
        let text = format!(
            "(format: 1, id: \"v\", of: \"tcp\", title: \"v\", about: \"v\",\nproperties: {{\"p\": (is: \"p\", never: {never})}})"
        );
        let source = Source { file: "tcp.ron", text: base };
        let (_, findings) = machine::load_variant("v.ron", &text, source);
        findings.iter().map(|f| format!("{}@{}:{}", f.code, f.place.line, f.place.column)).collect::<Vec<_>>()
    };
    assert_eq!(told("AtRest"), Vec::<String>::new());
    assert_eq!(told("In(\"sever\", \"CLOSED\")"), ["machine::no-such-role@2:40"]);
    assert_eq!(told("In(\"server\", \"CLOZED\")"), ["machine::no-such-state@2:50"]);
    assert_eq!(told("Fires(end: \"server\", rules: \"rst/rset\")"), ["machine::no-such-rule@2:65"]);
    assert_eq!(told("Either(In(\"that\", \"CLOSED\"))"), ["machine::no-such-role@2:47"]);
    assert_eq!(told("Holds(\"server\", \"SND.UNX == ISS\")"), ["machine::unknown-name@2:53"]);
}

/// Runs the program; exit status, output, complaints.
fn ackademy(arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ackademy"))
        .args(arguments)
        .env("LC_ALL", "en_GB.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads nothing may be gone already.
    let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes());
    let done = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

#[test]
fn the_command_prints_a_run_that_can_be_traced() {
    let (status, out, err) = ackademy(&["explore", "two-way", "--never", "ghost"], "");
    assert_eq!((status, err.as_str()), (1, ""));
    assert!(out.contains("server > SYN ACK seq=y ack=x+1 (lost)"), "{out}");
    let (status, traced, err) = ackademy(&["trace", "-", "--machine", "two-way"], &out);
    assert_eq!((status, err.as_str()), (0, ""), "{traced}");
    let (status, out, _) = ackademy(&["explore", "two-way", "--never", "ghost", "--losses", "0"], "");
    assert_eq!(status, 0);
    assert!(out.contains("never happens within these bounds") && out.contains("0 lost"), "{out}");
    let (status, out, _) =
        ackademy(&["--lang", "zh", "explore", "tcp", "--never", "late-arrival", "--losses", "1"], "");
    assert_eq!(status, 0);
    assert!(out.contains("在以下范围内不会发生"), "{out}");
    let slow = ["explore", "tcp", "--never", "late-arrival", "--losses", "1", "--ticks", "retransmission=3"];
    assert_eq!(ackademy(&slow, "").0, 1);
}

#[test]
fn the_command_speaks_json_and_says_what_it_does_not_know() {
    let (status, out, _) =
        ackademy(&["explore", "msl-wait", "--never", "late-arrival", "--format", "json"], "");
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, &json["outcome"], &json["steps"]), (1, &"violated".into(), &24.into()));
    assert_eq!(json["trace"].as_array().map(Vec::len), json["after"].as_array().map(Vec::len));
    let (status, _, err) = ackademy(&["explore", "tcp", "--never", "gost"], "");
    assert_eq!(status, 2);
    assert!(err.contains("gost") && err.contains("late-arrival"), "{err}");
    let (status, _, err) = ackademy(&["explore", "tcp", "--never", "ghost", "--ticks", "tea=3"], "");
    assert_eq!(status, 2);
    assert!(err.contains("tea=3") && err.contains("retransmission"), "{err}");
}
