//! How fast the TCP machine is: one segment through one end, a whole trace through the checker, the file
//! through the loader; beside them the same traffic through smoltcp, and the ratio.
//!
//! `cargo bench --bench machine` takes less than a minute. The table at the end is measured apart from
//! Criterion, so that ratios can be printed: the best of several rounds, as the rest is noise.

#![expect(clippy::expect_used, reason = "a benchmark may fail loudly")]

mod peer;

use ackademy::machine::{Endpoint, Machine, Move, Packet, Resolved, Task, load};
use ackademy::wire::{Calls, End, parse};
use criterion::{BatchSize, Criterion, Throughput};
use peer::Link;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The exchanges of data and ACK in the long trace: with opening and closing it has 1,000 steps.
const EXCHANGES: usize = 495;
const OCTETS: usize = 100;

fn tcp() -> Machine {
    load("tcp.ron", include_str!("../content/machines/tcp.ron")).0.expect("the shipped machine loads")
}

/// An opening, data one way with an ACK each, a close in four segments, the end of TIME-WAIT.
fn long_trace() -> String {
    let mut text = "server: listen\nclient: connect\nclient > SYN seq=x\nserver > SYN ACK seq=y ack=x+1\n\
                    client > ACK seq=x+1 ack=y+1\n"
        .to_owned();
    for index in 0..EXCHANGES {
        let (from, to) = (1 + index * OCTETS, 1 + (index + 1) * OCTETS);
        text += &format!("client > ACK seq=x+{from} ack=y+1 len={OCTETS}\nserver > ACK seq=y+1 ack=x+{to}\n");
    }
    let last = 1 + EXCHANGES * OCTETS;
    let behind = last + 1;
    text += &format!("client > FIN ACK seq=x+{last} ack=y+1\nserver > ACK seq=y+1 ack=x+{behind}\n");
    text += &format!("server > FIN ACK seq=y+1 ack=x+{behind}\nclient > ACK seq=x+{behind} ack=y+2\n");
    text + "client: timeout time-wait\n"
}

fn resolved(machine: &Machine, calls: Calls) -> Resolved {
    let (mut trace, _, errors) = parse(&long_trace());
    assert!(errors.is_empty(), "{errors:?}");
    if calls == Calls::Explicit {
        let (explicit, _, errors) = parse(&with_calls(&long_trace()));
        assert!(errors.is_empty(), "{errors:?}");
        trace = explicit;
    }
    trace.calls = calls;
    machine.resolve(&trace, None).expect("known names").0
}

/// The trace with every call written.
fn with_calls(text: &str) -> String {
    let call = |line: &str| match line {
        _ if line.contains("len=") => format!("client: send {OCTETS}\n{line}\n"),
        _ if line.contains("client > FIN") => format!("client: close\n{line}\n"),
        _ if line.contains("server > FIN") => format!("server: close\n{line}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(call).collect()
}

/// A server that is ESTABLISHED, and the segments that then arrive and leave in turn.
struct OneEnd<'a> {
    machine: &'a Machine,
    start: Endpoint,
    turns: Vec<(Packet, Packet)>,
}

impl OneEnd<'_> {
    fn new(machine: &Machine) -> OneEnd<'_> {
        let trace = resolved(machine, Calls::Implied);
        let opening = Resolved { moves: trace.moves[..5].to_vec(), ..trace.clone() };
        let verdict = machine.run(&opening, &Task::default());
        let start = verdict.worlds.first().expect("a configuration").ends[1].clone();
        let packet = |step: &Move| match step {
            Move::Send { packet, .. } => machine.with_defaults(&start, *packet),
            other => unreachable!("{other:?}"),
        };
        let data = &trace.moves[5..5 + 2 * EXCHANGES];
        let turns = data.chunks(2).map(|pair| (packet(&pair[0]), packet(&pair[1]))).collect();
        OneEnd { machine, start, turns }
    }

    /// All segments through the end; how many.
    fn run(&self, end: &mut Endpoint) -> usize {
        let mut fired = Vec::with_capacity(8);
        for (data, ack) in &self.turns {
            fired.clear();
            self.machine.arrive(end, black_box(data), &mut |_| 0, &mut fired);
            assert!(self.machine.leave(end, black_box(ack), &mut fired), "the ACK may leave");
        }
        2 * self.turns.len()
    }
}

fn criterion(criterion: &mut Criterion, machine: &Machine) {
    let one = OneEnd::new(machine);
    let mut group = criterion.benchmark_group("one segment through one end");
    group.throughput(Throughput::Elements(2 * EXCHANGES as u64));
    group.bench_function("ackademy, 990 segments", |b| {
        b.iter_batched_ref(|| one.start.clone(), |end| one.run(end), BatchSize::SmallInput);
    });
    group.bench_function("smoltcp, 990 segments", |b| {
        b.iter_batched_ref(
            || Link::established(EXCHANGES, OCTETS),
            |link| link.server_alone(),
            BatchSize::LargeInput,
        );
    });
    group.finish();

    let mut group = criterion.benchmark_group("a trace of 1,000 steps");
    let (implied, explicit) = (resolved(machine, Calls::Implied), resolved(machine, Calls::Explicit));
    group.bench_function("ackademy, calls implied", |b| b.iter(|| machine.run(&implied, &Task::default())));
    group.bench_function("ackademy, calls written", |b| b.iter(|| machine.run(&explicit, &Task::default())));
    group.bench_function("smoltcp, both ends", |b| {
        b.iter_batched_ref(Link::new, |link| link.whole(EXCHANGES, OCTETS), BatchSize::LargeInput);
    });
    group.finish();

    let text = include_str!("../content/machines/tcp.ron");
    criterion.bench_function("tcp.ron is loaded", |b| b.iter(|| load("tcp.ron", black_box(text))));
}

/// The least time that one round takes, and what it is per thing.
fn least(rounds: usize, mut round: impl FnMut() -> (Duration, usize)) -> (Duration, f64) {
    let best = (0..rounds).map(|_| round()).min_by_key(|(time, _)| *time).expect("a round");
    (best.0, best.0.as_nanos() as f64 / best.1 as f64)
}

fn timed<S>(mut state: S, run: impl FnOnce(&mut S) -> usize) -> (Duration, usize) {
    let started = Instant::now();
    let count = run(&mut state);
    (started.elapsed(), black_box(count))
}

fn table(machine: &Machine) {
    let one = OneEnd::new(machine);
    let implied = resolved(machine, Calls::Implied);
    let end_of = |verdict: &ackademy::machine::Verdict| {
        assert!(verdict.fault.is_none() && verdict.after.len() == 1000, "every step is legal");
        verdict.after.len()
    };
    let (_, ours) = least(200, || timed(one.start.clone(), |end| one.run(end)));
    let (_, theirs) = least(50, || timed(Link::established(EXCHANGES, OCTETS), Link::server_alone));
    let (checked, _) = least(50, || timed((), |()| end_of(&machine.run(&implied, &Task::default()))));
    let (carried, _) = least(50, || timed(Link::new(), |link| link.whole(EXCHANGES, OCTETS)));
    let text = include_str!("../content/machines/tcp.ron");
    let (loaded, _) = least(10, || timed((), |()| load("tcp.ron", text).1.len()));
    let (checked, carried) = (checked.as_secs_f64() * 1e6, carried.as_secs_f64() * 1e6);
    println!("\n{:34}{:>14}{:>14}{:>10}{:>12}", "", "ackademy", "smoltcp", "ratio", "target");
    println!(
        "{:34}{ours:>11.0} ns{theirs:>11.0} ns{:>10.2}{:>9} ns",
        "one segment through one end",
        ours / theirs,
        200
    );
    println!(
        "{:34}{checked:>11.0} µs{carried:>11.0} µs{:>10.2}{:>9} µs",
        "1,000 steps, all configurations",
        checked / carried,
        2000
    );
    println!("{:34}{:>11.1} ms", "tcp.ron is loaded", loaded.as_secs_f64() * 1e3);
}

fn main() {
    let machine = tcp();
    assert_eq!(machine.role(End::First), "client", "the traces name the ends so");
    let mut runner = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    criterion(&mut runner, &machine);
    runner.final_summary();
    table(&machine);
}
