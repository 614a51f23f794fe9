//! Stories: what a capture shows and what it does not, from each vantage point.

use super::build::*;
use super::{last, lines, pair, run, scan};
use ackademy::capture::{Arrival, Capture, ClientBy, Fitted, Keep, Limits, Numbers, Pair, Scan, Vantage};
use ackademy::wire::Step;

fn captured(segments: &[Tcp]) -> Capture {
    scan(&pcap(false, false, 101, &packets(segments, Tcp::ipv4)))
}

/// A story from a vantage point: its lines, and the states at its end. Every step must be legal.
#[track_caller]
fn check(segments: &[Tcp], vantage: Vantage, expected: &[&str], states: [&str; 2]) -> Fitted {
    check_from(segments, vantage, &[], expected, states)
}

#[track_caller]
fn check_from(
    segments: &[Tcp],
    vantage: Vantage,
    pairs: &[Pair],
    expected: &[&str],
    states: [&str; 2],
) -> Fitted {
    let capture = captured(segments);
    let (fitted, outcomes) = run(&capture.connections[0], Some(vantage), pairs);
    assert_eq!(lines(&fitted), expected);
    assert_eq!(fitted.fault, None, "{:?}", outcomes.first().map(|o| &o.kind));
    assert_eq!(last(&outcomes), states);
    fitted
}

const OPEN: [&str; 3] =
    ["client > SYN seq=x", "server > SYN ACK seq=y ack=x+1", "client > ACK seq=x+1 ack=y+1"];

/// The opening and what comes after it.
fn with(segments: &[Tcp]) -> Vec<Tcp> {
    [&whole()[..3], segments].concat()
}

fn lines_with<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    OPEN.iter().chain(lines).copied().collect()
}

#[test]
fn a_whole_connection_is_legal_from_everywhere() {
    for vantage in Vantage::ALL {
        let capture = captured(&whole());
        let (fitted, outcomes) = run(&capture.connections[0], Some(vantage), &[]);
        assert_eq!((fitted.fault, fitted.story.strays()), (None, 0));
        assert_eq!(last(&outcomes), ["TIME-WAIT", "CLOSED"]);
    }
}

#[test]
fn closing_at_both_ends_at_once_crosses_as_seen_from_each() {
    let fins = [up(FIN | ACK, 1, 1, 0).at(50), down(FIN | ACK, 1, 1, 0).at(60)];
    let acks = [up(ACK, 2, 2, 0).at(61), down(ACK, 2, 2, 0).at(80)];
    let segments = with(&[fins[0], fins[1], acks[0], acks[1]]);
    let told = lines_with(&[
        "client > FIN ACK seq=x+1 ack=y+1 (late as f4)",
        "server > FIN ACK seq=y+1 ack=x+1",
        "f4 arrives # arrival",
        "client > ACK seq=x+2 ack=y+2",
        "server > ACK seq=y+2 ack=x+2",
    ]);
    check(&segments, Vantage::Client, &told, ["TIME-WAIT", "TIME-WAIT"]);
    check(&segments, Vantage::Middle, &told, ["TIME-WAIT", "TIME-WAIT"]);
    // At the server the client's FIN came first, and was worked on soon after.
    check(&segments, Vantage::Server, &told, ["TIME-WAIT", "TIME-WAIT"]);
}

#[test]
fn a_lost_segment_is_seen_to_be_lost_only_where_it_can_be() {
    let lost = with(&[
        up(ACK, 1, 1, 100).at(50).id(1),
        up(ACK, 1, 1, 100).at(350).id(2),
        down(ACK, 1, 101, 0).at(370),
    ]);
    let told = lines_with(&[
        "client > ACK seq=x+1 ack=y+1 len=100 (lost)",
        "client > ACK seq=x+1 ack=y+1 len=100 # repeated",
        "server > ACK seq=y+1 ack=x+101",
    ]);
    check(&lost, Vantage::Client, &told, ["ESTABLISHED", "ESTABLISHED"]);
    check(&lost, Vantage::Middle, &told, ["ESTABLISHED", "ESTABLISHED"]);
    // Captured at the server it arrived, and the server took its time.
    let told: Vec<String> = told.iter().map(|line| line.replace(" (lost)", "")).collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    let fitted = check(&lost, Vantage::Server, &told, ["ESTABLISHED", "ESTABLISHED"]);
    assert_eq!(fitted.story.notes().nth(3).and_then(|note| note.arrival), Some(Arrival::Seen));
}

#[test]
fn an_acknowledgment_is_lost_if_what_it_acknowledges_comes_again() {
    let segments = with(&[
        up(ACK, 1, 1, 100).at(50).id(1),
        down(ACK, 1, 101, 0).at(70),
        up(ACK, 1, 1, 100).at(350).id(2),
        down(ACK, 1, 101, 0).at(370),
    ]);
    let told = lines_with(&[
        "client > ACK seq=x+1 ack=y+1 len=100",
        "server > ACK seq=y+1 ack=x+101 (lost)",
        "client > ACK seq=x+1 ack=y+1 len=100 # repeated",
        "server > ACK seq=y+1 ack=x+101",
    ]);
    check(&segments, Vantage::Server, &told, ["ESTABLISHED", "ESTABLISHED"]);
    check(&segments, Vantage::Middle, &told, ["ESTABLISHED", "ESTABLISHED"]);
    // At the client the acknowledgment had come: then the repetition is a fault, and nothing explains it.
    let capture = captured(&segments);
    let (fitted, outcomes) = run(&capture.connections[0], Some(Vantage::Client), &[]);
    assert_eq!(fitted.fault, Some(5));
    assert_eq!(outcomes[0].kind.as_deref(), Some("wrong-seq"));
}

#[test]
fn what_the_capture_missed_is_no_fault() {
    // The first 100 octets were acknowledged, but are not there; the next are.
    let segments = with(&[up(ACK, 101, 1, 50).at(60), down(ACK, 1, 151, 0).at(70)]);
    let told = lines_with(&[
        "client > ACK seq=x+1 len=100 # unseen",
        "client > ACK seq=x+101 ack=y+1 len=50",
        "server > ACK seq=y+1 ack=x+151",
    ]);
    check(&segments, Vantage::Client, &told, ["ESTABLISHED", "ESTABLISHED"]);
    // Nothing of what was acknowledged is there.
    let segments = with(&[down(ACK, 1, 151, 0).at(70), up(ACK, 151, 1, 0).at(90)]);
    let told = lines_with(&[
        "client > ACK seq=x+1 len=150 # unseen",
        "server > ACK seq=y+1 ack=x+151",
        "client > ACK seq=x+151 ack=y+1",
    ]);
    check(&segments, Vantage::Middle, &told, ["ESTABLISHED", "ESTABLISHED"]);
}

#[test]
fn what_was_lost_in_front_of_the_capture_is_not_what_the_capture_missed() {
    let segments = with(&[
        up(ACK, 101, 1, 50).at(60).id(2),
        down(ACK, 1, 1, 0).at(61),
        up(ACK, 1, 1, 100).at(300).id(3),
        down(ACK, 1, 151, 0).at(301),
    ]);
    let told = lines_with(&[
        "client > ACK seq=x+1 len=100 (lost) # lost-before",
        "client > ACK seq=x+101 ack=y+1 len=50",
        "server > ACK seq=y+1 ack=x+1",
        "client > ACK seq=x+1 ack=y+1 len=100 # repeated",
        "server > ACK seq=y+1 ack=x+151",
    ]);
    check(&segments, Vantage::Server, &told, ["ESTABLISHED", "ESTABLISHED"]);
}

#[test]
fn what_was_overtaken_left_earlier() {
    let segments = with(&[
        up(ACK, 101, 1, 50).at(60).id(12),
        up(ACK, 1, 1, 100).at(61).id(11),
        down(ACK, 1, 151, 0).at(62),
    ]);
    let told = lines_with(&[
        "client > ACK seq=x+1 ack=y+1 len=100 (late as f5) # overtaken",
        "client > ACK seq=x+101 ack=y+1 len=50",
        "f5 arrives # arrival",
        "server > ACK seq=y+1 ack=x+151",
    ]);
    check(&segments, Vantage::Server, &told, ["ESTABLISHED", "ESTABLISHED"]);
    // An acknowledgment never goes back: an older one left before.
    let segments = with(&[
        down(ACK, 1, 1, 100).at(50),
        down(ACK, 101, 1, 100).at(51),
        up(ACK, 1, 201, 0).at(60),
        up(ACK, 1, 101, 0).at(61),
    ]);
    let told = lines_with(&[
        "server > ACK seq=y+1 ack=x+1 len=100",
        "server > ACK seq=y+101 ack=x+1 len=100 (late as f5)",
        "client > ACK seq=x+1 ack=y+101 (late as f7) # overtaken",
        "f5 arrives # arrival",
        "client > ACK seq=x+1 ack=y+201",
        "f7 arrives # arrival",
    ]);
    check(&segments, Vantage::Server, &told, ["ESTABLISHED", "ESTABLISHED"]);
}

#[test]
fn offloaded_segments_are_longer_than_any_real_one() {
    let segments = with(&[
        up(ACK, 1, 1, 60_000).at(50),
        down(ACK, 1, 20_001, 0).at(70),
        down(ACK, 1, 60_001, 0).at(71),
        down(FIN | ACK, 1, 60_001, 30_000).at(80),
        up(ACK, 60_001, 30_002, 0).at(81),
    ]);
    let told = lines_with(&[
        "client > ACK seq=x+1 ack=y+1 len=20000 # part",
        "client > ACK seq=x+20001 ack=y+1 len=40000 (late as f4-2) # part",
        "server > ACK seq=y+1 ack=x+20001",
        "f4-2 arrives # arrival",
        "server > ACK seq=y+1 ack=x+60001",
        "server > FIN ACK seq=y+1 ack=x+60001 len=30000",
        "client > ACK seq=x+60001 ack=y+30002",
    ]);
    check(&segments, Vantage::Client, &told, ["CLOSE-WAIT", "FIN-WAIT-2"]);
}

#[test]
fn a_probe_is_explained_by_its_timer() {
    let segments = with(&[
        up(ACK, 1, 1, 10).at(50),
        down(ACK, 1, 11, 0).at(60),
        up(ACK, 10, 1, 1).at(10_000),
        down(ACK, 1, 11, 0).at(10_020),
    ]);
    let told = lines_with(&[
        "client > ACK seq=x+1 ack=y+1 len=10",
        "server > ACK seq=y+1 ack=x+11",
        "client: timeout keepalive # timer",
        "client > ACK seq=x+10 ack=y+1 # keep-alive",
        "server > ACK seq=y+1 ack=x+11",
    ]);
    check(&segments, Vantage::Client, &told, ["ESTABLISHED", "ESTABLISHED"]);
}

#[test]
fn a_missing_opening_segment_is_inferred() {
    let whole = whole();
    let told = ["client > SYN seq=x # unseen", OPEN[1], OPEN[2]];
    check(&whole[1..3], Vantage::Client, &told, ["ESTABLISHED", "ESTABLISHED"]);
    let told = [OPEN[0], "server > SYN ACK seq=y ack=x+1 # unseen", OPEN[2]];
    check(&[whole[0], whole[2]], Vantage::Client, &told, ["ESTABLISHED", "ESTABLISHED"]);
}

#[test]
fn one_direction_alone_tells_the_other() {
    let own: Vec<Tcp> = whole().into_iter().filter(|tcp| tcp.up).collect();
    let capture = captured(&own);
    let (fitted, outcomes) = run(&capture.connections[0], Some(Vantage::Client), &[]);
    assert_eq!((fitted.fault, fitted.story.strays()), (None, 0), "{:#?}", lines(&fitted));
    let missing = fitted.story.notes().filter(|note| note.inferred.is_some()).count();
    assert!(missing >= 2, "{:#?}", lines(&fitted));
    assert!(
        last(&outcomes)[0].contains("FIN-WAIT") || last(&outcomes)[0] == "TIME-WAIT",
        "{:?}",
        last(&outcomes)
    );
}

fn pairs() -> Vec<Pair> {
    let states =
        ["ESTABLISHED", "CLOSE-WAIT", "FIN-WAIT-2", "LAST-ACK", "TIME-WAIT", "SYN-SENT", "SYN-RECEIVED"];
    states.iter().flat_map(|client| states.iter().map(|server| pair(client, server))).collect()
}

#[test]
fn a_connection_without_its_opening_begins_wherever_it_fits() {
    let segments = &whole()[3..];
    let told = [
        "client > ACK seq=u ack=v len=100",
        "server > ACK seq=v ack=u+100",
        "server > ACK seq=v ack=u+100 len=500",
        "client > ACK seq=u+100 ack=v+500",
        "client > FIN ACK seq=u+100 ack=v+500",
        "server > ACK seq=v+500 ack=u+101",
        "server > FIN ACK seq=v+500 ack=u+101",
        "client > ACK seq=u+101 ack=v+501",
    ];
    let fitted = check_from(segments, Vantage::Middle, &pairs(), &told, ["TIME-WAIT", "CLOSED"]);
    assert_eq!(fitted.cases.len(), 1, "both were ESTABLISHED");
    // Text in one direction alone fits a half-closed connection as well.
    let half = [up(ACK, 1, 1, 100).at(0), down(ACK, 1, 101, 0).at(20)];
    let capture = captured(&half);
    let (fitted, outcomes) = run(&capture.connections[0], None, &pairs());
    assert_eq!(capture.connections[0].client_by, ClientBy::Port);
    assert_eq!(fitted.fault, None);
    assert_eq!(last(&outcomes), ["CLOSE-WAIT|ESTABLISHED", "ESTABLISHED|FIN-WAIT-2"]);
}

#[test]
fn what_was_on_its_way_when_the_capture_began() {
    // The server acknowledges less than the client's first number: 100 octets were on their way.
    let segments = [up(ACK, 101, 1, 50).at(0).id(5), down(ACK, 1, 1, 0).at(1), down(ACK, 1, 151, 0).at(20)];
    let told = [
        "client > ACK seq=u len=100 # unseen",
        "client > ACK seq=u+100 ack=v len=50",
        "server > ACK seq=v ack=u",
        "server > ACK seq=v ack=u+150",
    ];
    let capture = captured(&segments);
    let (fitted, _) =
        run(&capture.connections[0], Some(Vantage::Client), &[pair("ESTABLISHED", "ESTABLISHED")]);
    assert_eq!(fitted.fault, None, "{:#?}", lines(&fitted));
    assert_eq!(lines(&fitted).first().map(String::as_str), Some(told[0]));
}

#[test]
fn a_reset_has_a_reason() {
    let aborted = with(&[up(RST | ACK, 1, 1, 0).at(50)]);
    let told = lines_with(&["client: abort # call", "client > RST ACK seq=x+1 ack=y+1"]);
    check(&aborted, Vantage::Middle, &told, ["CLOSED", "CLOSED"]);
    let crashed = with(&[up(ACK, 1, 1, 100).at(50), down(RST, 1, 0, 0).at(70)]);
    let told =
        lines_with(&["server: crash # call", "client > ACK seq=x+1 ack=y+1 len=100", "server > RST seq=y+1"]);
    check(&crashed, Vantage::Middle, &told, ["CLOSED", "CLOSED"]);
    let gave_up = [whole()[0], whole()[1], up(RST, 1, 0, 0).at(30)];
    let told = [OPEN[0], "client: close # call", OPEN[1], "client > RST seq=x+1"];
    check(&gave_up, Vantage::Middle, &told, ["CLOSED", "LISTEN"]);
}

#[test]
fn a_forged_segment_belongs_to_nobody() {
    let forged = with(&[down(RST, 101, 0, 0).at(50), up(ACK, 1, 1, 0).at(51)]);
    let told = lines_with(&["client < RST seq=y+101 # stray", "client > ACK seq=x+1 ack=y+1"]);
    check(&forged, Vantage::Client, &told, ["ESTABLISHED", "ESTABLISHED"]);
    // What nobody sends has no default: the machine is told that there is no text in it.
    let (fitted, _) = run(&captured(&forged).connections[0], Some(Vantage::Client), &[]);
    let case = &fitted.cases[0];
    let injected = case.trace.steps.iter().find(|step| matches!(step, Step::Inject { .. })).expect("a stray");
    assert!(injected.to_string().ends_with(" len=0"), "{injected}");
    assert!(!fitted.story.shown(3, Numbers::Real).expect("a step").to_string().contains("len"));
    // At the server's own place the server did send it, and had no reason.
    let capture = captured(&forged);
    let (fitted, _) = run(&capture.connections[0], Some(Vantage::Server), &[]);
    assert_eq!((fitted.fault, fitted.story.strays()), (Some(3), 0));
}

#[test]
fn whether_the_last_segment_arrived_is_left_open() {
    let capture = captured(&whole());
    let (fitted, _) = run(&capture.connections[0], Some(Vantage::Client), &[]);
    let machine = crate::cases::tcp();
    let ends: Vec<[String; 2]> =
        fitted.endings.iter().map(|case| last(&[machine.run_case(case).unwrap()])).collect();
    assert_eq!(ends, [["TIME-WAIT".to_owned(), "LAST-ACK".to_owned()]]);
}

#[test]
fn a_long_download_with_a_loss_goes_through() {
    let (mut segments, mut at) = (with(&[]), 100);
    let mut sent = 1;
    for round in 0..60 {
        let first = sent;
        let hole = first + 6 * 1400;
        // One segment of some rounds is lost in front of the capture and comes again.
        let has_hole = round % 7 == 3;
        for count in 0..40 {
            if !(has_hole && count == 6) {
                segments.push(down(ACK, sent, 1, 1400).at(at).id((sent / 1400 + 1) as u16));
            }
            sent += 1400;
            at += 1;
        }
        let last = if has_hole { hole } else { sent };
        for acked in (first + 2800..=last).step_by(2800) {
            segments.push(up(ACK, 1, acked, 0).at(at));
            at += 1;
        }
        if has_hole {
            at += 300;
            segments.push(down(ACK, hole, 1, 1400).at(at).id(60_000 + round as u16));
            segments.push(up(ACK, 1, sent, 0).at(at + 1));
        }
        at += 20;
    }
    for vantage in Vantage::ALL {
        let capture = captured(&segments);
        let (fitted, outcomes) = run(&capture.connections[0], Some(vantage), &[]);
        let at = fitted.fault.unwrap_or(0);
        let around: Vec<String> = lines(&fitted).into_iter().skip(at.saturating_sub(5)).take(8).collect();
        assert_eq!(fitted.fault, None, "{vantage:?} {:?} {around:#?}", outcomes[0].kind);
        assert_eq!(fitted.story.strays(), 0);
    }
}

#[test]
fn of_a_long_connection_the_first_and_the_last_segments_are_followed() {
    let mut scan = Scan::new(Keep::All, Limits { each: 8, ..Limits::default() });
    let mut segments = whole();
    let many = (0..200).map(|n| down(ACK, 1 + n * 1000, 101, 1000).at(61 + u64::from(n)));
    let later = |tcp: Tcp| match tcp.up {
        true => Tcp { ack: tcp.ack.wrapping_add(199_500), ..tcp.at(tcp.at + 1000) },
        false => Tcp { seq: tcp.seq.wrapping_add(199_500), ..tcp.at(tcp.at + 1000) },
    };
    let close: Vec<Tcp> = segments.split_off(6).into_iter().map(later).collect();
    segments.pop();
    scan.feed(&pcap(false, false, 101, &packets(&[segments, many.collect(), close].concat(), Tcp::ipv4)));
    let capture = scan.finish();
    let (fitted, outcomes) = run(&capture.connections[0], Some(Vantage::Middle), &[]);
    assert_eq!((fitted.fault, last(&outcomes)), (None, ["TIME-WAIT".to_owned(), "CLOSED".to_owned()]));
    // What was captured is not called missing.
    let bulk: Vec<String> = lines(&fitted).into_iter().filter(|line| line.contains(" # ")).collect();
    assert_eq!(bulk, ["server > ACK seq=y+1 len=200000 # left-out"]);
}
