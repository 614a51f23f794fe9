//! The explorer on TCP, and beside it `stateright` on the same model: the same configurations, made by
//! the same code, found by its search instead of ours.

#![expect(clippy::expect_used, clippy::panic, reason = "a benchmark may fail loudly")]

use ackademy::diagnostic::Source;
use ackademy::machine::{self, Bounds, Config, Continue, Machine, Next, Outcome, Property, Space, explore};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use stateright::{Checker, Model};
use std::sync::Mutex;

const TCP: &str = include_str!("../content/machines/tcp.ron");
const MSL_WAIT: &str = include_str!("../content/machines/variants/msl-wait.ron");

fn tcp() -> &'static Machine {
    let (machine, findings) = machine::load("tcp.ron", TCP);
    Box::leak(Box::new(machine.unwrap_or_else(|| panic!("{findings:?}"))))
}

/// The property and bounds with 800,000 configurations.
fn model(machine: &'static Machine) -> (&'static Property, Bounds) {
    let property = machine.properties.iter().find(|p| p.id == "waits-for-ever").expect("it is there");
    let bounds = Bounds { losses: 2, duplicates: 1, in_flight: 4, reorder: true, ..property.within.clone() };
    (property, bounds)
}

fn ours(machine: &Machine, property: &Property, bounds: &Bounds) -> usize {
    match explore(machine, property, bounds, &mut |_| Continue::On) {
        Outcome::Holds { states, .. } => states,
        other => panic!("{other:?}"),
    }
}

/// Our configurations as a model of `stateright`. Its states are ours; which of them violates the
/// property is known from the step.
struct Theirs {
    space: Mutex<Space<'static>>,
}

impl Model for Theirs {
    type State = (Config, bool);
    type Action = Next;

    fn init_states(&self) -> Vec<(Config, bool)> {
        vec![(self.space.lock().expect("one thread").start(), false)]
    }

    fn actions(&self, state: &(Config, bool), actions: &mut Vec<Next>) {
        self.space.lock().expect("one thread").steps(&state.0, actions);
    }

    fn next_state(&self, _: &(Config, bool), next: Next) -> Option<(Config, bool)> {
        Some((next.config, next.violates))
    }

    fn properties(&self) -> Vec<stateright::Property<Theirs>> {
        vec![stateright::Property::always("never", |_, state: &(Config, bool)| !state.1)]
    }
}

fn theirs(machine: &'static Machine, property: &Property, bounds: &Bounds) -> usize {
    let space = Mutex::new(Space::new(machine, property, bounds));
    let checker = Theirs { space }.checker().spawn_bfs().join();
    checker.assert_properties();
    checker.unique_state_count()
}

fn searches(c: &mut Criterion) {
    let machine = tcp();
    let (property, bounds) = model(machine);
    let states = ours(machine, property, &bounds);
    assert_eq!(states, theirs(machine, property, &bounds), "both see the same configurations");
    let mut group = c.benchmark_group("explore");
    group.sample_size(10).throughput(Throughput::Elements(states as u64));
    group.bench_function("ackademy", |b| b.iter(|| ours(machine, property, &bounds)));
    group.bench_function("stateright", |b| b.iter(|| theirs(machine, property, &bounds)));
    group.finish();
}

/// How long a learner waits for a run.
fn shortest_run(c: &mut Criterion) {
    let (machine, _) = machine::load_variant("msl-wait.ron", MSL_WAIT, Source { file: "tcp.ron", text: TCP });
    let machine = machine.expect("it loads");
    let property = machine.properties.iter().find(|p| p.id == "late-arrival").expect("it is there");
    c.bench_function("explore/shortest run", |b| {
        b.iter(|| explore(&machine, property, &property.within, &mut |_| Continue::On));
    });
}

criterion_group!(benches, searches, shortest_run);
criterion_main!(benches);
