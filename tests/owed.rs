//! What an end owes: every reply that a recorded connection shows is owed when it should be, and a RST
//! never makes anybody owe anything but the challenge that RFC 9293 itself asks for.

use crate::cases::tcp;
use crate::differential::play::{Play, Stage, field, settles, variable};
use ackademy::machine::{BuildTask, Debt, Endpoint, Machine, Packet};
use ackademy::wire::{self, Case, End, Fate, Step};

/// The cases that RFC 9293 alone explains; mutations and traps name no dialect.
pub fn open_cases() -> Vec<Case> {
    let cases = wire::cases_from_json(include_str!("fixtures/traces/open-cases.json")).expect("read");
    cases.into_iter().filter(|case| case.dialect.as_deref().is_none_or(|d| d == "rfc9293")).collect()
}

/// The segment of that name: who sends it and what it is.
fn sent(case: &Case, play: &Play, name: &str) -> (End, Packet) {
    let named = |step: &Step| matches!(step, Step::Send { label: Some(label), .. } if label == name);
    let index = case.trace.steps.iter().position(named).expect("a reply is a segment of its case");
    match &play.moves[index] {
        ackademy::machine::Move::Send { from, packet, .. } => (*from, *packet),
        other => panic!("{name} is {other:?}"),
    }
}

#[track_caller]
fn check_replies(machine: &Machine, case: &Case) -> (usize, Vec<String>) {
    let play = Play::of_case(machine, case);
    let stages = play.run(machine);
    let (mut tried, mut missing) = (0, Vec::new());
    for (index, (observed, stage)) in case.observed.iter().zip(&stages).enumerate() {
        for name in observed.must_reply.iter().flatten() {
            let (end, packet) = sent(case, &play, name);
            let at = &stage.ends[end.index()];
            let packet = machine.with_defaults(at, packet);
            tried += 1;
            if !machine.debts(at).iter().any(|debt| debt.must && settles(machine, debt, &packet)) {
                let show = |packet: &Packet| machine.show(packet, Some(end), &play.names);
                let owed: Vec<String> = machine.debts(at).iter().map(|debt| show(&debt.packet)).collect();
                missing.push(format!(
                    "{} step {index}: {} owes {owed:?}, not {} ({name})",
                    case.id,
                    machine.role(end),
                    show(&packet)
                ));
            }
        }
    }
    (tried, missing)
}

#[test]
fn every_reply_of_the_open_cases_is_owed() {
    let machine = tcp();
    let (mut tried, mut missing) = (0, Vec::new());
    for case in &open_cases() {
        let (of_case, not_owed) = check_replies(&machine, case);
        tried += of_case;
        missing.extend(not_owed);
    }
    assert_eq!(missing, Vec::<String>::new());
    assert!(tried >= 35, "only {tried} replies were looked for");
}

#[test]
fn playing_event_by_event_agrees_with_the_checker() {
    let machine = tcp();
    for case in &open_cases() {
        let outcome = machine.run_case(case).expect("known names");
        let stages = Play::of_case(&machine, case).run(&machine);
        let legal: Vec<&Stage> = stages.iter().filter(|stage| stage.legal).collect();
        // A wrong claim or an unmet goal is no illegal step.
        let checked = outcome.verdict.after.len();
        assert_eq!(legal.len(), checked, "{}: legal steps", case.id);
        for (index, (stage, after)) in legal.iter().zip(&outcome.verdict.after).enumerate() {
            for end in End::BOTH {
                let state = stage.ends[end.index()].state;
                assert!(after[end.index()].contains(&state), "{} step {index}", case.id);
            }
        }
    }
}

/// Debts behind a RST that were not there before it.
fn new_debts(machine: &Machine, before: &Endpoint, after: &Endpoint) -> Vec<Debt> {
    let old = machine.debts(before);
    machine.debts(after).into_iter().filter(|debt| !old.contains(debt)).collect()
}

/// RFC 9293 §3.10.7.4 (second), point 3: a RST inside the window whose number is not exactly RCV.NXT
/// "MUST send an acknowledgment (challenge ACK)": the only debt that a RST may make.
fn is_challenged(machine: &Machine, before: &Endpoint, rst: &Packet) -> bool {
    let (Some(next), Some(seq)) = (variable(machine, before, "RCV.NXT"), field(machine, rst, "seq")) else {
        return false;
    };
    let ahead = wire::Seq::wrap(seq).distance_from(wire::Seq::wrap(next));
    0 < ahead && ahead < 65_535
}

/// What is wrong at an end after a RST has arrived there; nothing where nothing is.
fn wrong_after_rst(machine: &Machine, before: &Endpoint, rst: &Packet, after: &Endpoint) -> Option<String> {
    let new = new_debts(machine, before, after);
    let ack = machine.flag("ACK").expect("a flag");
    if is_challenged(machine, before, rst) {
        let challenge = |debt: &Debt| {
            debt.packet.flags == ack
                && field(machine, &debt.packet, "seq") == variable(machine, before, "SND.NXT")
                && field(machine, &debt.packet, "ack") == variable(machine, before, "RCV.NXT")
        };
        let had_it = machine.debts(before).iter().any(challenge);
        let only_it = new.iter().all(challenge) && (had_it || new.len() == 1);
        return (!only_it || after.state != before.state).then(|| format!("challenged, owes {new:?}"));
    }
    let gone = machine.forgets.has(after.state) && !machine.forgets.has(before.state);
    let left = after.owed.len() < machine.debts(after).len();
    match (new.is_empty(), gone && left) {
        (false, _) => Some(format!("now owes {new:?}")),
        (true, true) => Some(format!("has forgotten, yet owes {:?}", machine.debts(after))),
        (true, false) => None,
    }
}

#[test]
fn after_a_rst_of_the_open_cases_its_receiver_owes_nothing_for_it() {
    let machine = tcp();
    let rst = machine.flag("RST").expect("a flag");
    let (mut seen, mut wrong) = (0, Vec::new());
    for case in &open_cases() {
        let play = Play::of_case(&machine, case);
        let stages = play.run(&machine);
        for (index, stage) in stages.iter().enumerate().filter(|(_, stage)| stage.legal) {
            for (to, packet) in stage.arrived.iter().filter(|(_, packet)| packet.flags & rst != 0) {
                let before = index.checked_sub(1).map_or(&play.start, |last| &stages[last].ends);
                let (before, after) = (&before[to.index()], &stage.ends[to.index()]);
                seen += 1;
                if let Some(told) = wrong_after_rst(&machine, before, packet, after) {
                    wrong.push(format!("{} step {index}: {} {told}", case.id, machine.role(*to)));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(seen >= 10, "only {seen} RSTs arrived");
}

/// RSTs with every number that means something to an end, with and without ACK.
fn resets(machine: &Machine, end: &Endpoint) -> Vec<Packet> {
    let flag = |name| machine.flag(name).expect("a flag");
    let next = variable(machine, end, "RCV.NXT").unwrap_or(0);
    let una = variable(machine, end, "SND.UNA").unwrap_or(0);
    let top = variable(machine, end, "SND.NXT").unwrap_or(0);
    let mut resets = Vec::new();
    for seq in [next, next + 1, next + 65_534, next + 65_535, next - 1, next - 70_000, 0] {
        for ack in [None, Some(una), Some(top), Some(top + 1), Some(una - 1)] {
            let mut packet = Packet { flags: flag("RST"), ..Packet::default() };
            packet
                .fields
                .put(machine.field("seq").expect("a field"), Some(i64::from(wire::Seq::wrap(seq).0)));
            if let Some(ack) = ack {
                packet.flags |= flag("ACK");
                let ack = i64::from(wire::Seq::wrap(ack).0);
                packet.fields.put(machine.field("ack").expect("a field"), Some(ack));
            }
            resets.push(machine.with_defaults(end, packet));
        }
    }
    resets
}

#[test]
fn no_rst_at_any_moment_of_the_open_cases_makes_its_receiver_owe() {
    let machine = tcp();
    let mut ends: Vec<Endpoint> = Vec::new();
    for case in &open_cases() {
        for stage in Play::of_case(&machine, case).run(&machine) {
            for end in stage.ends {
                if !ends.contains(&end) {
                    ends.push(end);
                }
            }
        }
    }
    let (mut tried, mut wrong) = (0, Vec::new());
    for before in &ends {
        for rst in resets(&machine, before) {
            let (mut after, mut fired) = (before.clone(), Vec::new());
            machine.arrive(&mut after, &rst, &mut |_| 0, &mut fired);
            tried += 1;
            if let Some(told) = wrong_after_rst(&machine, before, &rst, &after) {
                let rules: Vec<_> = fired.iter().filter_map(|id| machine.rule(*id)).map(|r| &r.id).collect();
                wrong.push(format!("{}, {rst:?}: {told} by {rules:?}", machine.state_name(before.state)));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(tried > 1000, "only {tried} RSTs were tried at {} ends", ends.len());
}

/// What comes next behind these steps, as the step that pays it; nothing where that is not one segment.
fn next(machine: &Machine, start: &str, steps: &str) -> Option<String> {
    let (given, _, errors) = wire::parse(steps);
    assert_eq!(errors, []);
    let task = BuildTask { start: Some(start.to_owned()), given, ..BuildTask::default() };
    let (end, debt, verdict) = machine.next_owed(&task)?;
    assert!(verdict.is_legal(), "{steps}");
    let segment = machine.as_segment(&debt.packet, end, &verdict);
    let from = machine.role(end).to_owned();
    Some(Step::Send { from, segment, fate: Fate::Delivered, label: None }.to_string())
}

#[test]
fn what_is_lost_comes_next_and_what_has_arrived_does_not() {
    let machine = tcp();
    let check = |start: &str, steps: &str, expected: &str| {
        assert_eq!(next(&machine, start, steps).as_deref(), Some(expected), "{steps}");
    };
    check("listening", "client > SYN seq=x (lost)", "client > SYN seq=x");
    let lost = "client > FIN ACK seq=u ack=v (lost)\n";
    check("established", lost, "client > FIN ACK seq=u ack=v");
    check("established", &format!("{lost}client: timeout retransmission\n"), "client > FIN ACK seq=u ack=v");
    let arrived = "client > FIN ACK seq=u ack=v\n";
    check("established", arrived, "server > ACK seq=v ack=u+1");
    let unheard = format!("{arrived}server > ACK seq=v ack=u+1 (lost)\n");
    check("established", &unheard, "client > FIN ACK seq=u ack=v");
    // In CLOSING the FIN is repeated with a new ack, and is no news for that.
    let crossed = "client > FIN ACK seq=u ack=v (late as a)\nserver > FIN ACK seq=v ack=u\n";
    check("established", crossed, "client > ACK seq=u+1 ack=v+1");
    let last =
        "client > FIN ACK seq=u ack=v\nserver > ACK seq=v ack=u+1\nserver > FIN ACK seq=v ack=u+1 (lost)\n";
    check("established", last, "server > FIN ACK seq=v ack=u+1");
}
