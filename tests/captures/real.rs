//! The real captures of the open cases.

use super::{judge, lines, run, scan, states};
use crate::cases::tcp;
use ackademy::capture::{Capture, Vantage, fit};
use ackademy::wire::{self, Case, End};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Captures by name, and the recorded case of each.
fn all() -> BTreeMap<String, (Capture, Case)> {
    let text = include_str!("../fixtures/traces/open-cases.json");
    let names: serde_json::Value = serde_json::from_str(text).unwrap();
    let pcap = |index: usize| names["cases"][index]["source"]["pcap"].as_str().map(str::to_owned);
    let cases = wire::cases_from_json(text).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/captures");
    let found = cases.into_iter().enumerate().filter_map(|(index, case)| {
        let name = pcap(index)?;
        let bytes = fs::read(folder.join(&name)).unwrap();
        Some((name.trim_end_matches(".pcap").to_owned(), (scan(&bytes), case)))
    });
    found.collect()
}

/// The captures in which one end is a script that forges segments. It has no state, and a capture can't
/// show that; what the other end does is real.
const FORGED: [(&str, End); 2] = [("bad_final_ack", End::First), ("bad_synack_ack_x", End::Second)];
/// The captures that hold segments which neither end sent: forged, or from another time.
const STRAYS: [(&str, usize); 5] = [
    ("bad_final_ack", 1),
    ("bad_synack_ack_x", 1),
    ("old_dup_syn", 1),
    ("rst_in_window", 1),
    ("syn_in_established", 1),
];
/// The captures whose last segment was lost behind the capture: nothing in them shows it.
const LAST_LOST: [&str; 2] = ["bad_synack_ack_x", "tw_timer_restart"];

#[test]
fn all_are_read_to_the_end() {
    let all = all();
    assert_eq!(all.len(), 30);
    for (name, (capture, _)) in &all {
        assert_eq!(capture.damage, None, "{name}");
        assert_eq!(capture.passed, Default::default(), "{name}");
        let two = if name == "tw_client_reuse" { 2 } else { 1 };
        assert_eq!(capture.connections.len(), two, "{name}");
        let caught: usize = capture.connections.iter().map(|c| c.caught.len()).sum();
        assert_eq!(capture.frames, caught as u64, "{name}");
    }
}

#[test]
fn the_machine_takes_every_step_and_ends_in_the_recorded_states() {
    let machine = tcp();
    let mut wrong = Vec::new();
    for (name, (capture, case)) in &all() {
        let connection = capture.connections.last().unwrap();
        let (fitted, outcomes) = run(connection, Some(Vantage::Middle), &[]);
        let told = lines(&fitted).join("\n  ");
        if fitted.fault.is_some() {
            wrong.push(format!("{name}: illegal step {:?}\n  {told}", fitted.fault));
        }
        let strays = STRAYS.iter().find(|(of, _)| of == name).map_or(0, |(_, count)| *count);
        if fitted.story.strays() != strays {
            wrong.push(format!("{name}: {} strays\n  {told}", fitted.story.strays()));
        }
        let recorded = &case.observed.last().unwrap().states;
        let endings: Vec<_> = fitted.endings.iter().map(|case| machine.run_case(case).unwrap()).collect();
        for (role, state) in recorded {
            let end = machine.end(role).unwrap();
            if FORGED.contains(&(name.as_str(), end)) {
                continue;
            }
            let listener = |found: &str| {
                let stays =
                    case.listener_stays.contains(role) && ["CLOSED", "LISTEN"].contains(&state.as_str());
                found == state || (stays && ["CLOSED", "LISTEN"].contains(&found))
            };
            let mut found = states(&machine, &outcomes, end);
            if LAST_LOST.contains(&name.as_str()) {
                found.extend(states(&machine, &endings, end));
                found.retain(|found| listener(found));
            }
            if found.is_empty() || !found.iter().all(|found| listener(found)) {
                wrong.push(format!("{name}: {role} is {found:?}, recorded {state}\n  {told}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every capture was taken between the ends. Most are also legal when they are taken as captured at one of
/// them; where one is not, its order of events shows where it was not captured.
#[test]
fn the_vantage_point_matters() {
    let machine = tcp();
    let mut illegal: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let all = all();
    for (name, (capture, _)) in &all {
        let connection = capture.connections.last().unwrap();
        for vantage in Vantage::ALL {
            let fitted = fit(connection, Some(vantage), &[], &mut judge(&machine));
            if fitted.fault.is_some() {
                illegal.entry(vantage.key()).or_default().push(name.clone());
            }
        }
    }
    insta::assert_debug_snapshot!(illegal);
}

#[test]
fn stories_of_the_real_captures() {
    let mut told = String::new();
    for (name, (capture, _)) in &all() {
        for connection in &capture.connections {
            let (fitted, _) = run(connection, None, &[]);
            let (fate, vantage) = (connection.fate, connection.vantage);
            told += &format!(
                "## {name} {} {fate:?} {vantage:?}\n{}\n",
                connection.number,
                lines(&fitted).join("\n")
            );
        }
    }
    insta::assert_snapshot!(told);
}
