//! The same traces through smoltcp: where it does something else, the difference is listed with its reason.
//!
//! Each end of a trace is played by one smoltcp socket; the other end is the trace. After each step the
//! state is compared, and what the end would send now with what our machine owes. Behind a different
//! state, or where smoltcp does not send what the trace sends, the two are no longer in the same place:
//! the comparison of that end stops there.

pub mod play;
mod smol;
mod wire;

use crate::cases::tcp;
use crate::owed::open_cases;
use crate::rules::traces;
use ackademy::machine::{Endpoint, Machine, Move, Packet, Source};
use ackademy::wire::{End, Seq, StartState};
use play::{Play, Stage, field};
use serde::{Deserialize, Serialize};
use smol::Peer;
use std::collections::{BTreeMap, BTreeSet};

const NOTHING: &str = "nothing";

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum What {
    /// The state after a step.
    State,
    /// What is to be sent after a step.
    Owes,
    /// What is sent in a step.
    Sends,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Difference {
    case: String,
    end: String,
    /// Counted from 1, as the app counts.
    step: usize,
    what: What,
    ours: String,
    smoltcp: String,
}

/// The file of the differences: by reason.
#[derive(Deserialize)]
struct Listed {
    reasons: BTreeMap<String, Reason>,
}

#[derive(Deserialize)]
struct Reason {
    cite: String,
    why: String,
    differences: Vec<Difference>,
}

/// A trace for both.
struct Subject {
    name: String,
    play: Play,
    /// Next numbers (sent, received) of an end that begins ESTABLISHED.
    begins: [Option<(i64, i64)>; 2],
}

fn subjects(machine: &Machine) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for case in open_cases() {
        let number = |end: End, name: &str| {
            case.start.iter().find_map(|(role, start)| match start {
                StartState::With { variables, .. } if machine.end(role) == Some(end) => {
                    variables.get(name).copied()
                }
                StartState::With { .. } | StartState::State(_) => None,
            })
        };
        let begins = End::BOTH.map(|end| number(end, "snd_nxt").zip(number(end, "rcv_nxt")));
        subjects.push(Subject { name: case.id.clone(), play: Play::of_case(machine, &case), begins });
    }
    for (name, trace) in traces() {
        subjects.push(Subject { name, play: Play::of_trace(machine, &trace), begins: [None; 2] });
    }
    subjects
}

/// What an end of ours would send now, in order: what it owes and has not sent before.
fn ours_to_send(machine: &Machine, end: &Endpoint, sent: &[Packet]) -> Vec<Packet> {
    let mut end = end.clone();
    let mut list: Vec<Packet> = Vec::new();
    while list.len() < 8 {
        let fresh = machine.debts(&end).into_iter().find(|debt| {
            let again = || sent.iter().chain(&list).any(|known| covers(machine, known, &debt.packet));
            debt.must && (matches!(debt.source, Source::Reply(_)) || !again())
        });
        let Some(debt) = fresh else { break };
        let packet = machine.with_defaults(&end, debt.packet);
        assert!(machine.leave(&mut end, &packet, &mut Vec::new()), "a debt may leave");
        list.push(packet);
    }
    list
}

/// The number behind the last one that a segment takes, where it takes any.
fn last_number(machine: &Machine, packet: &Packet) -> Option<Seq> {
    let flag = |name| i64::from(packet.flags & machine.flag(name).expect("a flag") != 0);
    let count = field(machine, packet, "len").unwrap_or(0) + flag("SYN") + flag("FIN");
    (count > 0).then(|| Seq::wrap(field(machine, packet, "seq").unwrap_or(0)).plus(count))
}

/// Whether a segment that was sent says all that another would, which takes numbers.
fn covers(machine: &Machine, sent: &Packet, packet: &Packet) -> bool {
    let numbers = last_number(machine, sent).zip(last_number(machine, packet));
    let alike = (sent.flags ^ packet.flags) & !machine.ignored == 0;
    alike && numbers.is_some_and(|(known, last)| known == last || last.before(known))
}

/// Data and FIN apart, pieces of data together: how it is cut into segments does not matter here.
fn shown(machine: &Machine, play: &Play, end: End, packets: Vec<Packet>) -> String {
    let fin = machine.flag("FIN").expect("a flag");
    let (len, seq) = (machine.field("len").expect("a field"), machine.field("seq").expect("a field"));
    let mut parts: Vec<Packet> = Vec::new();
    for packet in packets {
        let count = packet.fields.at(len).unwrap_or(0);
        let start = packet.fields.at(seq).unwrap_or(0);
        if count == 0 {
            parts.push(packet);
            continue;
        }
        let mut data = Packet { flags: packet.flags & !fin, ..packet };
        if let Some(last) = parts.last().copied().filter(|last| {
            last.flags & !machine.ignored == data.flags & !machine.ignored
                && last.fields.at(len).is_some_and(|n| n > 0 && last.fields.at(seq) == Some(start - n))
        }) {
            data.fields.put(seq, last.fields.at(seq));
            data.fields.put(len, last.fields.at(len).map(|n| n + count));
            parts.pop();
        }
        parts.push(data);
        if packet.flags & fin != 0 {
            let mut rest = packet;
            rest.fields.put(seq, Some(i64::from(Seq::wrap(start + count).0)));
            rest.fields.put(len, Some(0));
            parts.push(rest);
        }
    }
    let shown: Vec<String> = parts.iter().map(|p| machine.show(p, Some(end), &play.names)).collect();
    if shown.is_empty() { NOTHING.to_owned() } else { shown.join("; ") }
}

/// A smoltcp socket after the steps up to this one, and what it did not send as the trace does. Behind the
/// steps of `alone` it sends what it has to send although the trace does not, so that it is told once.
fn smoltcp_after<'a>(
    machine: &'a Machine,
    subject: &Subject,
    end: End,
    stages: &[Stage],
    alone: &[usize],
) -> (Peer<'a>, Option<Packet>, Result<(), Option<Packet>>) {
    let mut peer = match subject.begins[end.index()] {
        Some((sent, received)) => Peer::established(machine, sent, received),
        None => Peer::new(machine),
    };
    let (mut wanted, mut sends) = (None, Ok(()));
    for (index, (step, stage)) in subject.play.moves.iter().zip(stages).enumerate() {
        peer.before_event(subject.play.initial(machine, end, index));
        match step {
            Move::Call { end: at, call, argument } if *at == end => {
                peer.call(&machine.calls[usize::from(*call)].name, *argument);
            }
            Move::Timer { end: at, timer } if *at == end => {
                peer.timer(&machine.timers[usize::from(*timer)].name);
            }
            Move::Call { .. }
            | Move::Timer { .. }
            | Move::Send { .. }
            | Move::Arrive { .. }
            | Move::Inject { .. }
            | Move::Wait
            | Move::Claim { .. } => {}
        }
        if let Some((_, packet)) = stage.left.filter(|(from, _)| *from == end) {
            (wanted, sends) = (Some(packet), peer.send(&packet));
            // A capture need not write the timer that made an end repeat itself.
            let before = stages[..index].iter().filter_map(|stage| stage.left);
            let again =
                before.filter(|(from, _)| *from == end).any(|(_, old)| covers(machine, &old, &packet));
            if sends.is_err() && again {
                peer.timer("retransmission");
                sends = peer.send(&packet);
            }
        }
        stage.arrived.iter().filter(|(to, _)| *to == end).for_each(|(_, packet)| peer.arrive(packet));
        if alone.contains(&index) {
            peer.take();
        }
    }
    (peer, wanted, sends)
}

fn is_call(machine: &Machine, call: u8, name: &str) -> bool {
    machine.calls[usize::from(call)].name == name
}

fn differences(machine: &Machine, subject: &Subject, end: End) -> Vec<Difference> {
    let mut stages = subject.play.run(machine);
    if stages.last().is_some_and(|stage| !stage.legal) {
        stages.pop();
    }
    let mut list = Vec::new();
    let mut sent: Vec<Packet> = Vec::new();
    let (mut timer_ran_out, mut alone) = (false, Vec::new());
    for (index, stage) in stages.iter().enumerate() {
        let mut tell = |what, ours: String, smoltcp: String| {
            let (case, end) = (subject.name.clone(), machine.role(end).to_owned());
            list.push(Difference { case, end, step: index + 1, what, ours, smoltcp });
        };
        let (mut peer, wanted, sends) = smoltcp_after(machine, subject, end, &stages[..=index], &alone);
        let show = |packets: Vec<Packet>| shown(machine, &subject.play, end, packets);
        let leaves = stage.left.filter(|(from, _)| *from == end);
        if let (Some(_), Err(instead)) = (leaves, sends) {
            tell(What::Sends, show(wanted.into_iter().collect()), show(instead.into_iter().collect()));
            break;
        }
        if let Some((_, packet)) = leaves {
            timer_ran_out = false;
            sent.push(packet);
        }
        let (ours, theirs) = (machine.state_name(stage.ends[end.index()].state), peer.state());
        if ours != theirs {
            tell(What::State, ours.to_owned(), theirs.to_owned());
            break;
        }
        match &subject.play.moves[index] {
            // What a timer sends again is no debt; the trace shows it in a later step.
            Move::Timer { end: at, .. } if *at == end => timer_ran_out = true,
            Move::Call { end: at, call, .. }
                if *at == end && stage.refused.is_none() && is_call(machine, *call, "connect") =>
            {
                sent.clear();
            }
            _ if machine.forgets.has(stage.ends[end.index()].state) => sent.clear(),
            _ => {}
        }
        let ours = show(ours_to_send(machine, &stage.ends[end.index()], &sent));
        let theirs = show(peer.take());
        if ours != theirs && !timer_ran_out {
            if ours == NOTHING {
                alone.push(index);
            }
            tell(What::Owes, ours, theirs);
        }
    }
    list
}

#[test]
fn every_difference_from_smoltcp_is_listed_and_still_there() {
    let machine = tcp();
    let text = include_str!("fixtures/differential/differences.ron");
    let listed: Listed = ron::from_str(text).expect("the list is read");
    let sections = include_str!("fixtures/rfc-sections.txt");
    for (name, reason) in &listed.reasons {
        let cites = |line: &&str| {
            line.split_once(' ').is_some_and(|(rfc, section)| {
                reason.cite == format!("RFC {rfc} §{section}")
                    || reason.cite.starts_with(&format!("RFC {rfc} §{section} "))
            })
        };
        assert!(sections.lines().any(|line| cites(&line)), "{name}: no such section: {}", reason.cite);
        assert!(reason.why.len() > 40 && !reason.differences.is_empty(), "{name} says why, and of what");
    }
    let known: BTreeSet<Difference> =
        listed.reasons.into_values().flat_map(|reason| reason.differences).collect();
    let (mut found, mut steps) = (BTreeSet::new(), 0);
    for subject in subjects(&machine) {
        steps += subject.play.moves.len();
        for end in End::BOTH {
            found.extend(differences(&machine, &subject, end));
        }
    }
    let write = |list: Vec<&Difference>| -> String {
        list.iter().map(|d| format!("{},\n", ron::to_string(d).expect("written"))).collect()
    };
    let unlisted = write(found.difference(&known).collect());
    let gone = write(known.difference(&found).collect());
    assert!(unlisted.is_empty(), "not in fixtures/differential/differences.ron:\n{unlisted}");
    assert!(gone.is_empty(), "listed, but no longer so:\n{gone}");
    assert!(steps > 600, "only {steps} steps were compared");
}
