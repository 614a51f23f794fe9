//! Captures on the command line.

use super::build::*;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs `ackademy trace` on a file in English; what it says on both outputs, and its status.
#[track_caller]
fn trace(arguments: &[&str], input: &[u8], status: i32, lines: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ackademy"));
    command.args(["--lang", "en", "trace"]).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdin.take().expect("an input").write_all(input));
    let done = child.wait_with_output().expect("it ends");
    let told = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat();
    assert_eq!(done.status.code(), Some(status), "{arguments:?}: {told}");
    for line in lines {
        assert!(told.contains(line), "{arguments:?} does not say {line:?}: {told}");
    }
    told
}

const LOST: &str = "tests/fixtures/captures/fin_lost.pcap";
const TWICE: &str = "tests/fixtures/captures/tw_client_reuse.pcap";

fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

#[test]
fn one_connection_step_by_step() {
    let words = [
        "1: 10.77.0.1:40000 → 10.77.0.2:80, 8 segments, 0 bytes. Closed in order",
        "The client is the end that sent the first SYN.",
        "client > FIN ACK seq=x+1 ack=y+1 (lost)  FIN-WAIT-1   ESTABLISHED   that it was lost is inferred",
        "Every step is legal.",
        "If not, the server is in LAST-ACK.",
    ];
    trace(&[LOST], b"", 0, &words);
    trace(&["-"], &fs::read(LOST).unwrap(), 0, &words);
    let inferred = ["~   9                   f7 arrives", "~   2      2  0.046226  server < SYN seq=x-10"];
    trace(&["tests/fixtures/captures/old_dup_syn.pcap"], b"", 0, &inferred);
}

#[test]
fn several_connections_are_listed() {
    let words = ["10.77.0.1:40000  10.77.0.2:80", "Closed in order", "2 connections.", "--case"];
    let list = trace(&[TWICE], b"", 0, &words);
    assert!(!list.contains("SYN-SENT"), "{list}");
    trace(&[TWICE, "--case", "2"], b"", 0, &["2: 10.77.0.1:40000", "ESTABLISHED"]);
    trace(&[TWICE, "--case", "3"], b"", 2, &["There is no connection “3”; there are 2."]);
}

#[test]
fn connections_as_json() {
    let told = trace(&[TWICE, "--format", "json"], b"", 0, &[]);
    let lines: Vec<serde_json::Value> =
        told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    let [first, second] = [&lines[0], &lines[1]];
    assert_eq!((&first["id"], &second["id"], &second["valid"]), (&"1".into(), &"2".into(), &true.into()));
    assert_eq!((&first["fate"], &second["fate"]), (&"closed".into(), &"open".into()));
    assert_eq!((&second["client"], &second["vantage"]), (&"10.77.0.1:40000".into(), &"middle".into()));
    assert_eq!(
        (&second["steps"][0]["step"], &second["steps"][0]["frame"]),
        (&"client > SYN seq=x".into(), &8.into())
    );
    assert_eq!(second["states"][2]["server"], "ESTABLISHED");
    let lost = trace(&[LOST, "--format", "json"], b"", 0, &[]);
    let line: serde_json::Value = serde_json::from_str(&lost).unwrap();
    assert_eq!(
        (&line["steps"][3]["arrival"], &line["steps"][4]["marks"][0]),
        (&"lost".into(), &"repeated".into())
    );
}

#[test]
fn a_connection_that_began_before_the_capture() {
    let folder = tempfile::tempdir().unwrap();
    let file = pcap(false, false, 101, &packets(&whole()[4..], Tcp::ipv4));
    let file = write(folder.path(), "late.pcap", &file);
    let words = [
        "Closed in order; begun before the capture",
        "the end with the higher port is taken for the client",
        "The steps fit these beginnings (client, server): (ESTABLISHED, ESTABLISHED)",
        "server > ACK seq=v ack=u",
        "TIME-WAIT",
        "Every step is legal.",
    ];
    trace(&[&file], b"", 0, &words);
    trace(
        &[&file, "--machine", "tests/fixtures/machines/ping-pong.ron"],
        b"",
        2,
        &["does not say how to begin"],
    );
    trace(&[LOST, "--machine", "tests/fixtures/machines/ping-pong.ron"], b"", 2, &["trace::unknown-name"]);
}

#[test]
fn damaged_files_are_used_as_far_as_they_go() {
    let folder = tempfile::tempdir().unwrap();
    let whole = fs::read(LOST).unwrap();
    let cut = write(folder.path(), "cut.pcap", &whole[..whole.len() - 5]);
    let words = [
        "warning[capture::damaged]: From byte 516 on",
        "ends within a record, of which 63 bytes",
        "7 segments",
    ];
    trace(&[&cut], b"", 1, &words);
    let head = write(folder.path(), "head.pcap", &whole[..10]);
    trace(&[&head], b"", 2, &["From byte 0 on", "of which 10 bytes are there"]);
    let empty = write(folder.path(), "empty.pcap", &whole[..24]);
    trace(&[&empty], b"", 2, &["There is no TCP connection in"]);
    let other =
        write(folder.path(), "udp.pcap", &pcap(false, false, 147, &packets(&self::whole(), Tcp::ipv4)));
    trace(&[&other], b"", 2, &["It has 11 frames", "There is no TCP connection in"]);
}

#[test]
fn the_vantage_point_and_real_numbers() {
    let refused = "tests/fixtures/captures/open_ack_lost_idle.pcap";
    trace(&[refused, "--vantage", "client"], b"", 0, &["Read as captured at the client"]);
    trace(&[refused, "--vantage", "server"], b"", 1, &["Read as captured at the server", "✗"]);
    trace(&[refused, "--vantage", "moon"], b"", 2, &["client, server, middle"]);
    trace(&[refused, "--real"], b"", 0, &["client > SYN seq=2588984518"]);
}
