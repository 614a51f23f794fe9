//! Files: every form, every link type, truncated, damaged, arbitrary.

use super::build::*;
use super::{scan, scan_in};
use ackademy::capture::{
    Capture, Damage, DamageKind, Fate, Keep, Limits, Passed, Scan, Vantage, fit, is_capture,
};
use ackademy::wire::End;
use proptest::prelude::*;

/// What must come out of [`whole`], however it is packed.
#[track_caller]
fn check_whole(file: &[u8], what: &str) -> Capture {
    assert!(is_capture(file), "{what}");
    let capture = scan(file);
    assert_eq!((capture.damage.clone(), capture.passed), (None, Passed::default()), "{what}");
    assert_eq!(capture.connections.len(), 1, "{what}");
    let found = &capture.connections[0];
    assert_eq!((found.segments, found.bytes), ([6, 5], [100, 500]), "{what}");
    assert_eq!((found.fate, found.begun_before), (Fate::Closed, false), "{what}");
    assert_eq!((found.ends[0].port, found.ends[1].port), (40_000, 80), "{what}");
    let numbers = |index: usize| (found.caught[index].seq.0, found.caught[index].len);
    assert_eq!((numbers(0), numbers(5)), ((X, 0), (Y.wrapping_add(1), 500)), "{what}");
    capture
}

#[test]
fn every_form_and_byte_order() {
    let packets = packets(&whole(), |tcp| ethernet(&[], tcp));
    for big in [false, true] {
        for nanos in [false, true] {
            let capture = check_whole(&pcap(big, nanos, 1, &packets), "pcap");
            let first = 1_700_000_000_000_000_000;
            assert_eq!(capture.connections[0].time, Some((first, first + 131_000_000)));
        }
        let capture = check_whole(&pcapng(big, 1, &packets), "pcapng");
        assert_eq!(capture.connections[0].time.map(|(_, last)| last), Some(1_700_000_000_131_000_000));
        let blocks = packets.iter().flat_map(|packet| simple(big, packet));
        let bare: Vec<u8> = section(big).into_iter().chain(interface(big, 1)).chain(blocks).collect();
        assert_eq!(check_whole(&bare, "simple packets").connections[0].time, None);
    }
}

#[test]
fn sections_and_blocks_of_other_kinds() {
    let packets = packets(&whole(), |tcp| ethernet(&[], tcp));
    // A second section with another byte order, and its own interfaces.
    let mut file = pcapng(true, 1, &packets[..4]);
    file.extend(block(true, 5, &[0; 12]));
    file.extend(block(true, 0x0bad, &[1; 1000]));
    file.extend(section(false));
    file.extend(interface(false, 147));
    file.extend(interface(false, 1));
    packets[4..].iter().for_each(|packet| file.extend(enhanced(false, 1, packet)));
    check_whole(&file, "two sections");
}

#[test]
fn every_link_type() {
    type Link = Box<dyn Fn(&Tcp) -> Vec<u8>>;
    let links: Vec<(&str, u32, Link)> = vec![
        ("Ethernet", 1, Box::new(|tcp| ethernet(&[], tcp))),
        ("with checksum length", 0x1400_0001, Box::new(|tcp| ethernet(&[], tcp))),
        ("VLAN", 1, Box::new(|tcp| ethernet(&[0x8100], tcp))),
        ("QinQ", 1, Box::new(|tcp| ethernet(&[0x88a8, 0x8100], tcp))),
        ("Linux cooked, IPv6", 113, Box::new(cooked)),
        ("Linux cooked v2", 276, Box::new(cooked_2)),
        ("BSD loopback, little", 0, Box::new(|tcp| null([2, 0, 0, 0], tcp.ipv4()))),
        ("BSD loopback, big, IPv6", 0, Box::new(|tcp| null([0, 0, 0, 30], tcp.ipv6()))),
        ("OpenBSD loopback", 108, Box::new(|tcp| null([0, 0, 0, 2], tcp.ipv4()))),
        ("raw IPv4", 101, Box::new(Tcp::ipv4)),
        ("raw IPv6", 101, Box::new(Tcp::ipv6)),
        ("raw, BSD", 12, Box::new(Tcp::ipv4)),
        ("raw, OpenBSD", 14, Box::new(Tcp::ipv4)),
        ("IPv4", 228, Box::new(Tcp::ipv4)),
        ("IPv6", 229, Box::new(Tcp::ipv6)),
    ];
    for (what, link, bytes) in links {
        check_whole(&pcap(false, false, link, &packets(&whole(), bytes)), what);
    }
    let other = scan(&pcap(false, false, 147, &packets(&whole(), Tcp::ipv4)));
    assert_eq!((other.passed.unknown_link, other.connections.len()), (11, 0));
}

#[test]
fn lengths_come_from_headers_not_from_what_was_kept() {
    // As with a snap length of 68 and less: the options are cut.
    for kept in [14 + 20 + 32, 14 + 20 + 20, 14 + 20 + 14] {
        let mut cut = packets(&whole(), |tcp| ethernet(&[], tcp));
        cut.iter_mut().for_each(|(_, bytes, _)| bytes.truncate(kept));
        check_whole(&pcap(false, false, 1, &cut), &format!("{kept} bytes"));
        check_whole(&pcapng(true, 1, &cut), &format!("{kept} bytes"));
    }
    let mut cut = packets(&whole(), |tcp| ethernet(&[], tcp));
    cut.iter_mut().for_each(|(_, bytes, _)| bytes.truncate(14 + 20 + 13));
    let capture = scan(&pcap(false, false, 1, &cut));
    assert_eq!((capture.connections.len(), capture.passed.unreadable), (0, 11));
    // A packet too long for its length field has none: the length of the frame counts.
    let offloaded = packets(&whole(), |tcp| {
        let mut bytes = tcp.ipv4();
        bytes[2..4].fill(0);
        bytes
    });
    check_whole(&pcap(false, false, 101, &offloaded), "offloaded");
}

#[test]
fn what_is_no_segment_is_passed_over() {
    let [fragment, udp, arp, senseless, _] = [0; 5].map(|_| ethernet(&[], &up(ACK, 1, 1, 10)));
    let change = |mut bytes: Vec<u8>, at: usize, to: u8| {
        bytes[at] = to;
        (0, bytes.clone(), bytes.len())
    };
    let mut packets = packets(&whole(), |tcp| ethernet(&[], tcp));
    packets.extend([
        change(fragment, 20, 0x20),
        change(udp, 23, 17),
        change(arp, 13, 6),
        change(senseless, 14 + 20 + 12, 0x40),
        (0, Vec::new(), 0),
    ]);
    let capture = scan(&pcap(false, false, 1, &packets));
    let passed = Passed { other: 3, fragments: 1, unreadable: 1, ..Passed::default() };
    assert_eq!((capture.passed, capture.frames), (passed, 16));
    assert_eq!(capture.connections[0].segments, [6, 5]);
}

/// Where each packet's record ends.
fn ends(head: usize, records: &[usize]) -> Vec<usize> {
    records
        .iter()
        .scan(head, |at, length| {
            *at += length;
            Some(*at)
        })
        .collect()
}

#[test]
fn a_file_cut_off_anywhere_is_used_up_to_there() {
    let packets = packets(&whole(), |tcp| ethernet(&[], tcp));
    let plain = pcap(true, false, 1, &packets);
    let next_generation = pcapng(false, 1, &packets);
    let lengths: Vec<usize> = packets.iter().map(|(_, bytes, _)| bytes.len()).collect();
    let pcap_ends = ends(24, &lengths.iter().map(|length| length + 16).collect::<Vec<_>>());
    let blocks: Vec<usize> = lengths.iter().map(|length| length.next_multiple_of(4) + 32).collect();
    let head = section(false).len() + interface(false, 1).len();
    for (file, ends, heads) in [
        (plain, pcap_ends, vec![24]),
        (next_generation, ends(head, &blocks), vec![section(false).len(), head]),
    ] {
        assert_eq!(ends.last(), Some(&file.len()));
        for cut in 4..file.len() {
            let capture = scan_in(&file[..cut], 64);
            let whole = ends.iter().filter(|end| **end <= cut).count();
            let there: u64 = capture.connections.iter().flat_map(|c| c.segments).sum();
            assert_eq!((there, capture.frames), (whole as u64, whole as u64), "cut at {cut}");
            let last = ends.iter().chain(&heads).filter(|end| **end <= cut).max().copied().unwrap_or(0);
            let expected = (last < cut)
                .then(|| Damage { at: last as u64, kind: DamageKind::CutOff { there: (cut - last) as u64 } });
            assert_eq!(capture.damage, expected, "cut at {cut}");
        }
    }
}

#[test]
fn faults_are_told_with_their_byte() {
    let packets = packets(&whole(), |tcp| ethernet(&[], tcp));
    let plain = pcap(false, false, 1, &packets);
    let third = 24 + 16 * 2 + packets[0].1.len() + packets[1].1.len();
    let check = |file: &[u8], frames: u64, at: usize, kind: DamageKind| {
        let capture = scan(file);
        assert_eq!(capture.damage, Some(Damage { at: at as u64, kind }));
        assert_eq!(capture.frames, frames);
        assert_eq!(capture.connections.iter().flat_map(|c| c.segments).sum::<u64>(), frames);
    };
    let mut file = plain.clone();
    file[third + 8..third + 12].fill(0xff);
    check(&file, 2, third, DamageKind::BadLength { length: u64::from(u32::MAX) });
    let next_generation = pcapng(false, 1, &packets);
    let head = section(false).len() + interface(false, 1).len();
    let second = head + packets[0].1.len().next_multiple_of(4) + 32;
    let changed = |at: usize, to: u8| {
        let mut file = next_generation.clone();
        file[at] = to;
        file
    };
    let length = (packets[1].1.len().next_multiple_of(4) + 32) as u64;
    check(&changed(second + 4, 3), 1, second, DamageKind::BadLength { length: length / 256 * 256 + 3 });
    check(&changed(second + 20, 0xff), 1, second, DamageKind::BadRecord);
    check(&changed(second + 8, 9), 1, second, DamageKind::NoInterface { interface: 9 });
    check(&changed(second + length as usize - 4, 0), 1, second, DamageKind::BadRecord);
    check(b"no capture at all", 0, 0, DamageKind::NotACapture);
    check(b"", 0, 0, DamageKind::NotACapture);
    check(&[0xd4, 0xc3], 0, 0, DamageKind::NotACapture);
}

#[test]
fn many_connections() {
    let mut segments = Vec::new();
    for port in 0..20 {
        segments.extend(whole().into_iter().map(|tcp| Tcp { ports: (50_000 + port, 443), ..tcp }));
    }
    let file = pcap(false, false, 101, &packets(&segments, Tcp::ipv4));
    let read = |keep: Keep, limits: Limits| {
        let mut scan = Scan::new(keep, limits);
        scan.feed(&file);
        scan.finish()
    };
    let all = read(Keep::All, Limits::default());
    let ports: Vec<u16> = all.connections.iter().map(|c| c.ends[0].port).collect();
    assert_eq!(ports, (50_000..50_020).collect::<Vec<u16>>());
    assert!(all.connections.iter().all(|c| c.caught.len() == 11 && c.left_out == 0));
    let one = read(Keep::One(7), Limits::default());
    let kept: Vec<usize> =
        one.connections.iter().map(|c| c.caught.len()).filter(|count| *count > 0).collect();
    assert_eq!((kept, one.connections[6].left_out), (vec![11], 0));
    let few = read(Keep::All, Limits { connections: 5, segments: 15, ..Limits::default() });
    assert_eq!((few.connections.len(), few.passed.beyond_limit), (5, 15 * 11));
    let left: Vec<u64> = few.connections.iter().map(|c| c.left_out).collect();
    assert_eq!(left, [0, 7, 11, 11, 11]);
    assert_eq!(few.connections[4].segments, [6, 5], "counted all the same");
    assert_eq!(read(Keep::None, Limits::default()).connections[0].caught, []);
    let ends = read(Keep::All, Limits { each: 6, ..Limits::default() });
    let found = &ends.connections[3];
    let frames: Vec<u64> = found.caught.iter().map(|c| c.frame - 33).collect();
    assert_eq!((frames, found.left_at, found.left_out), (vec![1, 2, 3, 9, 10, 11], 3, 5));
}

#[track_caller]
fn check_fate(segments: &[Tcp], fate: Fate, begun_before: bool) {
    let capture = scan(&pcap(false, false, 101, &packets(segments, Tcp::ipv4)));
    assert_eq!(capture.connections.len(), 1);
    let found = &capture.connections[0];
    assert_eq!((found.fate, found.begun_before), (fate, begun_before));
    assert_eq!((found.ends[0].port, found.ends[1].port), (40_000, 80), "client and server");
}

#[test]
fn what_became_of_a_connection() {
    let whole = whole();
    check_fate(&whole[..1], Fate::Unanswered, false);
    check_fate(&[whole[0], whole[0].at(1000)], Fate::Unanswered, false);
    check_fate(&[whole[0], Tcp { seq: 0, ..down(RST | ACK, 0, 1, 0) }], Fate::Refused, false);
    check_fate(&whole[..2], Fate::Opening, false);
    check_fate(&whole[..3], Fate::Open, false);
    check_fate(&whole[..8], Fate::HalfClosed { by: End::First }, false);
    check_fate(&whole[..10], Fate::Closing, false);
    check_fate(&whole, Fate::Closed, false);
    check_fate(&whole[1..], Fate::Closed, false);
    check_fate(&whole[3..], Fate::Closed, true);
    check_fate(&whole[4..5], Fate::Open, true);
    let reset = [&whole[..4], &[down(RST, 1, 0, 0)]].concat();
    check_fate(&reset, Fate::Reset { by: End::Second }, false);
    check_fate(&[reset, vec![whole[4]]].concat(), Fate::Reset { by: End::Second }, false);
    let challenged = [&whole[..3], &[down(RST, 100, 0, 0), up(ACK, 1, 1, 0).at(1)]].concat();
    check_fate(&challenged, Fate::Open, false);
}

#[test]
fn the_same_sockets_again_are_another_connection() {
    let later = |tcp: &Tcp| Tcp {
        seq: tcp.seq.wrapping_add(77_777),
        ack: tcp.ack.wrapping_add(77_777),
        ..tcp.at(tcp.at + 5000)
    };
    let again: Vec<Tcp> = whole()
        .iter()
        .map(later)
        .map(|tcp| if tcp.flags & ACK == 0 { Tcp { ack: 0, ..tcp } } else { tcp })
        .collect();
    let count =
        |segments: &[Tcp]| scan(&pcap(false, false, 101, &packets(segments, Tcp::ipv4))).connections.len();
    assert_eq!(count(&[whole(), again.clone()].concat()), 2);
    assert_eq!(count(&[whole()[..6].to_vec(), again[..1].to_vec()].concat()), 1, "still open: an odd SYN");
    let quiet = again[0].at(300_000);
    assert_eq!(count(&[whole()[..6].to_vec(), vec![quiet]].concat()), 2, "long after");
}

#[test]
fn segments_that_were_captured_twice_count_once() {
    let numbered = |(id, tcp): (u16, Tcp)| tcp.id(id + 1);
    let twice: Vec<Tcp> = (0..).zip(whole()).map(numbered).flat_map(|tcp| [tcp, tcp]).collect();
    let capture = scan(&pcap(false, false, 101, &packets(&twice, Tcp::ipv4)));
    let found = &capture.connections[0];
    assert_eq!((found.copies, found.repeated, found.bytes), (11, 0, [100, 500]));
    let fitted = fit(found, None, &[], &mut |_| None);
    assert_eq!(fitted.story.len(), 11);
}

#[test]
fn the_place_of_the_capture_is_guessed() {
    let guess = |up: u8, down: u8, answer: u64| {
        let ttl = |tcp: Tcp| Tcp { ttl: if tcp.up { up } else { down }, ..tcp };
        let mut segments: Vec<Tcp> = whole().into_iter().map(ttl).collect();
        segments[2].at = segments[1].at + answer;
        scan(&pcap(false, false, 101, &packets(&segments, Tcp::ipv4))).connections[0].vantage
    };
    assert_eq!(guess(64, 52, 20), Vantage::Client);
    assert_eq!(guess(113, 64, 20), Vantage::Server);
    assert_eq!(guess(60, 118, 20), Vantage::Middle);
    assert_eq!(guess(64, 64, 1), Vantage::Client);
    assert_eq!(guess(64, 64, 300), Vantage::Server);
    assert_eq!(guess(64, 128, 20), Vantage::Middle);
}

/// Bytes that begin like a capture and go on somehow, or a whole file with some bytes changed.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let magic = prop::sample::select(vec![
        vec![0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0],
        vec![0xa1, 0xb2, 0x3c, 0x4d],
        vec![0x34, 0xcd, 0xb2, 0xa1],
        vec![0x0a, 0x0d, 0x0d, 0x0a],
        section(false),
        [section(true), interface(true, 101)].concat(),
        Vec::new(),
    ]);
    let noise =
        (magic, prop::collection::vec(any::<u8>(), 0..600)).prop_map(|(magic, rest)| [magic, rest].concat());
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12);
    let changed = (any::<bool>(), any::<bool>(), changes).prop_map(|(big, old, changes)| {
        let packets = packets(&whole(), |tcp| ethernet(&[0x8100], tcp));
        let mut file = if old { pcap(big, false, 1, &packets) } else { pcapng(big, 1, &packets) };
        changes.iter().for_each(|(at, to)| *at.get_mut(&mut file) = *to);
        file
    });
    prop_oneof![noise, changed]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn no_bytes_are_too_strange(file in damaged(), piece in 1_usize..200) {
        let capture = scan_in(&file, piece);
        prop_assert_eq!(&scan_in(&file, file.len()), &capture);
        for connection in &capture.connections {
            for vantage in Vantage::ALL {
                let mut asked = 0;
                let fitted = fit(connection, Some(vantage), &[], &mut |case| {
                    asked += 1;
                    (asked % 3 == 0).then_some(asked % case.trace.steps.len().max(1))
                });
                prop_assert_eq!(fitted.story.len(), fitted.story.notes().count());
            }
        }
    }
}

/// Half a gigabyte, made while it is read: however long the capture, the memory stays the same.
#[test]
#[ignore = "it takes a while; run with --ignored --nocapture in a release build for the figures"]
fn a_long_capture_takes_little_memory() {
    let memory = || -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
    };
    let mut scan = Scan::new(Keep::All, Limits::default());
    scan.feed(&pcap(false, false, 1, &[]));
    let head = 24;
    let (before, started) = (memory(), std::time::Instant::now());
    let mut port = 0_u16;
    while scan.bytes() < 500_000_000 {
        port = port.wrapping_add(1);
        let text = (0..100).map(|n| Tcp { ports: (port, 443), ..down(ACK, 1 + n * 1400, 1, 1400) });
        let open = whole()[..3].iter().map(|tcp| Tcp { ports: (port, 443), ..*tcp }).collect::<Vec<_>>();
        let file =
            pcap(false, false, 1, &packets(&[open, text.collect()].concat(), |tcp| ethernet(&[], tcp)));
        scan.feed(&file[head..]);
    }
    let (bytes, seconds) = (scan.bytes(), started.elapsed().as_secs_f64());
    let capture = scan.finish();
    let grown = memory().saturating_sub(before) / 1024;
    println!(
        "{} MB, {} connections, {grown} MiB, {seconds:.1} s",
        bytes / 1_000_000,
        capture.connections.len()
    );
    assert_eq!(capture.damage, None);
    assert!(grown < 200, "{grown} MiB");
}
