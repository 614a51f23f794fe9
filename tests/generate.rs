//! Drawn exercises: the same seed gives the same one, and each has one right answer.

use crate::cases::tcp;
use ackademy::machine::{Drawable, Exercise, Machine, Task};
use ackademy::wire::Step;
use std::collections::BTreeSet;

const KINDS: [Drawable; 4] = [Drawable::States, Drawable::Next, Drawable::Fault, Drawable::Build];
const STARTS: [&str; 2] = ["listening", "established"];

fn drawn(machine: &Machine, kind: Drawable, start: &str, seeds: std::ops::Range<u64>) -> Vec<Exercise> {
    seeds.filter_map(|seed| machine.draw(kind, Some(start), seed)).collect()
}

#[test]
fn the_same_seed_gives_the_same_exercise() {
    let machine = tcp();
    for kind in KINDS {
        assert_eq!(drawn(&machine, kind, "listening", 0..5), drawn(&tcp(), kind, "listening", 0..5));
    }
    let text: String = KINDS
        .into_iter()
        .flat_map(|kind| STARTS.map(|start| (kind, start)))
        .filter_map(|(kind, start)| Some((kind, start, machine.draw(kind, Some(start), 42)?)))
        .map(|(kind, start, e)| {
            format!("{kind:?} from {start}, fault {:?}, goal {:?}\n{}\n", e.fault, e.goal, e.trace)
        })
        .collect();
    // Golden: what seed 42 means must not change with an update.
    insta::assert_snapshot!(text);
}

#[test]
fn there_is_variety() {
    let machine = tcp();
    for kind in KINDS {
        for start in STARTS {
            let traces: BTreeSet<String> =
                drawn(&machine, kind, start, 0..40).iter().map(|e| e.trace.to_string()).collect();
            assert!(traces.len() >= 4, "{kind:?} from {start}: {traces:?}");
        }
    }
}

#[test]
fn every_exercise_has_one_right_answer() {
    let machine = tcp();
    for start in STARTS {
        for e in KINDS.into_iter().flat_map(|kind| drawn(&machine, kind, start, 0..25)) {
            let (resolved, prefix) = machine.resolve(&e.trace, Some(start)).expect("known names");
            let verdict = machine.run(&resolved, &Task::default());
            let again = |two: &[Step]| matches!(two, [Step::Call { .. }, next] if *next == two[0]);
            assert!(!e.trace.steps.windows(2).any(again), "a call that does nothing: {}", e.trace);
            match &e.fault {
                Some((step, kind)) => {
                    let fault = verdict.fault.expect("a fault");
                    assert_eq!((fault.step + 1 - prefix, &fault.kind), (*step, kind), "{}", e.trace);
                }
                None => {
                    assert!(verdict.is_legal(), "{}", e.trace);
                    assert!(verdict.after.iter().skip(prefix).all(|both| both.iter().all(|s| s.len() == 1)));
                }
            }
        }
    }
}
