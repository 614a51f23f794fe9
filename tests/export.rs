//! The exports: a trace as Mermaid, packetdrill, SVG, text and JSON; a machine as dot, Markdown, JSON.

use ackademy::app::export::{Story, trace_json, trace_text};
use ackademy::machine::{self, Machine};
use ackademy::text::Lang;
use ackademy::wire::{self, Case, End};
use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;

const PLAIN: &str = "client > SYN seq=x\nserver > SYN ACK seq=y ack=x+1\nclient > ACK seq=x+1 ack=y+1\n";
const LOST: &str = "server: listen\nclient: connect\nclient > SYN seq=x\nserver > SYN ACK seq=y ack=x+1\n\
    client > ACK seq=x+1 ack=y+1 (lost)\nserver: timeout retransmission\nserver > SYN ACK seq=y ack=x+1\n\
    client > ACK seq=x+1 ack=y+1\n";
const WRONG: &str = "client > SYN seq=x\nserver > SYN ACK seq=y ack=x\nclient > ACK seq=x+1 ack=y+1\n";
const LATE: &str = "client > SYN seq=x (late as a)\nclient: timeout retransmission\nclient > SYN seq=x (twice)\n\
    server > SYN ACK seq=y ack=x+1\nclient > ACK seq=x+1 ack=y+1\na arrives\nserver > ACK seq=y+1 ack=x+1\n\
    client > ACK seq=x+1 ack=y+1 len=100\nserver > ACK seq=y+1 ack=x+101 (late as b)\nserver < SYN seq=90\n";
const CLOSE: &str = "start: established\nclient > FIN ACK seq=u ack=v\nserver > ACK seq=v ack=u+1\n\
    server > ACK seq=v ack=u+1 len=200\nclient > ACK seq=u+1 ack=v+200\nclient: receive\n\
    server > FIN ACK seq=v+200 ack=u+1\nclient > ACK seq=u+1 ack=v+201\nclient: timeout time-wait\n";

fn machine(file: &str, text: &str) -> Arc<Machine> {
    Arc::new(machine::load(file, text).0.expect("it loads"))
}

fn tcp() -> Arc<Machine> {
    machine("tcp.ron", include_str!("../content/machines/tcp.ron"))
}

fn ping_pong() -> Arc<Machine> {
    machine("ping-pong.ron", include_str!("fixtures/machines/ping-pong.ron"))
}

#[track_caller]
fn case(id: &str, text: &str) -> Case {
    let (trace, _, errors) = wire::parse(text);
    assert_eq!(errors, []);
    Case { id: id.to_owned(), trace, ..Case::default() }
}

fn open_cases() -> Vec<Case> {
    wire::cases_from_json(include_str!("fixtures/traces/open-cases.json")).expect("the cases are read")
}

/// What `write` makes of a trace.
#[track_caller]
fn told(id: &str, text: &str, lang: Lang, write: impl Fn(&Story<'_>) -> String) -> String {
    let (machine, case) = (tcp(), case(id, text));
    write(&Story::of(&machine, &case, lang).expect("known names"))
}

fn mermaid(story: &Story<'_>) -> String {
    story.mermaid()
}

fn svg(story: &Story<'_>) -> String {
    story.svg()
}

fn script(kernel: End) -> impl Fn(&Story<'_>) -> String {
    move |story| story.packetdrill(kernel).expect("TCP")
}

#[test]
fn mermaid_of_a_plain_handshake() {
    insta::assert_snapshot!(told("plain", PLAIN, Lang::En, mermaid));
}

#[test]
fn mermaid_of_a_lost_ack_in_chinese() {
    insta::assert_snapshot!(told("lost", LOST, Lang::Zh, mermaid));
}

#[test]
fn mermaid_of_a_wrong_step() {
    insta::assert_snapshot!(told("wrong", WRONG, Lang::En, mermaid));
}

#[test]
fn mermaid_of_late_and_doubled_segments() {
    insta::assert_snapshot!(told("late", LATE, Lang::En, mermaid));
}

#[test]
fn packetdrill_of_a_plain_handshake() {
    insta::assert_snapshot!(told("plain", PLAIN, Lang::En, script(End::First)));
}

#[test]
fn packetdrill_of_a_lost_ack_in_chinese() {
    insta::assert_snapshot!(told("lost", LOST, Lang::Zh, script(End::Second)));
}

#[test]
fn packetdrill_of_a_wrong_step() {
    insta::assert_snapshot!(told("wrong", WRONG, Lang::En, script(End::Second)));
}

#[test]
fn packetdrill_of_late_and_doubled_segments() {
    insta::assert_snapshot!(told("late", LATE, Lang::En, script(End::First)));
}

#[test]
fn packetdrill_of_a_half_close() {
    insta::assert_snapshot!(told("close", CLOSE, Lang::En, script(End::First)));
}

#[test]
fn svg_of_a_plain_handshake() {
    insta::assert_snapshot!(told("plain", PLAIN, Lang::En, svg));
}

#[test]
fn svg_of_a_lost_ack_in_chinese() {
    insta::assert_snapshot!(told("lost", LOST, Lang::Zh, svg));
}

#[test]
fn svg_of_a_wrong_step() {
    insta::assert_snapshot!(told("wrong", WRONG, Lang::En, svg));
}

#[test]
fn svg_of_late_and_doubled_segments() {
    insta::assert_snapshot!(told("late", LATE, Lang::En, svg));
}

/// A line of a sequence diagram is of one of these forms; everything else would not render.
fn is_mermaid(line: &str) -> bool {
    let starts = ["sequenceDiagram", "accTitle: ", "participant ", "Note left of A: ", "Note right of B: "];
    let text = |text: &str| text.replace("<br/>", "").chars().all(|c| !"<>{}[]|`\"&%~^*\\:\n\t".contains(c));
    let references = line.split('#').skip(1).all(|rest| {
        rest.split_once(';').is_some_and(|(n, _)| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
    });
    let semicolons = line.matches(';').count() == line.matches('#').count();
    let arrow = ["->>", "-->>", "-x"].iter().any(|arrow| {
        line.split_once(arrow).is_some_and(|(from, rest)| {
            ["A", "B", "N"].contains(&from) && rest.starts_with(['A', 'B']) && rest.get(1..3) == Some(": ")
        })
    });
    let known = starts.iter().find_map(|start| line.strip_prefix(start));
    let body =
        known.or(line.strip_prefix("Note over A,B: ")).or_else(|| line.split_once(": ").map(|(_, t)| t));
    let special = line == "end" || line.starts_with("rect rgb(");
    special
        || ((known.is_some() || arrow || line.starts_with("Note over A,B: "))
            && references
            && semicolons
            && body.is_some_and(text))
}

#[test]
fn every_case_can_be_exported() {
    let machine = tcp();
    for case in open_cases() {
        for lang in Lang::ALL {
            let story = Story::of(&machine, &case, lang).expect("known names");
            let mermaid = story.mermaid();
            let strange: Vec<&str> =
                mermaid.lines().map(str::trim).filter(|line| !is_mermaid(line)).collect();
            assert_eq!(strange, Vec::<&str>::new(), "{}", case.id);
            assert_eq!(mermaid.matches("rect ").count(), mermaid.matches("    end\n").count());
            let svg = story.svg();
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{}", case.id);
            for end in End::BOTH {
                let script = story.packetdrill(end).expect("TCP");
                let strange: Vec<&str> = script.lines().filter(|line| !is_packetdrill(line)).collect();
                assert_eq!(strange, Vec::<&str>::new(), "{}", case.id);
            }
        }
    }
}

/// A line of a script: nothing, a remark, or a time with a packet or a call.
fn is_packetdrill(line: &str) -> bool {
    if line.is_empty() || line.starts_with("// ") {
        return true;
    }
    let mut words = line.split_whitespace();
    let time = words.next().is_some_and(|t| ["0", "+0", "+0~+.5", "+.1~+130", "+0~+130"].contains(&t));
    let rest: Vec<&str> = words.collect();
    let packet = || {
        let flags = rest.get(1).is_some_and(|f| f.chars().all(|c| "SFRPUEW.-".contains(c)));
        let numbers = rest.get(2).is_some_and(|n| {
            let parts: Vec<&str> = n.trim_end_matches(')').split([':', '(']).collect();
            let numbers: Vec<u64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
            matches!(numbers[..], [first, behind, length] if first + length == behind && behind <= u64::from(u32::MAX))
        });
        flags && numbers && (rest[0] == ">" || rest.contains(&"win"))
    };
    let call = || line.contains('(') && line.contains(") = ") || line.contains("`true`");
    time && (if matches!(rest.first(), Some(&"<" | &">")) { packet() } else { call() })
}

#[test]
fn only_tcp_can_be_said_in_packetdrill() {
    let (machine, case) = (ping_pong(), case("ping", "asker > PING id=n\nanswerer > PONG id=n\n"));
    let story = Story::of(&machine, &case, Lang::En).expect("known names");
    assert_eq!(story.packetdrill(End::First).expect_err("no TCP").word, "PONG");
    assert!(story.mermaid().contains("A->>B: PING id=n"));
    assert!(story.svg().contains(">PING<"));
}

#[test]
fn traces_come_back_as_they_were() {
    for case in open_cases() {
        let (trace, _, errors) = wire::parse(&trace_text(&case));
        assert_eq!((&trace.steps, &errors[..]), (&case.trace.steps, &[][..]), "{}", case.id);
        let again = wire::cases_from_json(&trace_json(&[&case])).expect("JSON");
        assert_eq!(again, [case]);
    }
}

#[test]
fn a_machine_as_dot() {
    insta::assert_snapshot!(ping_pong().to_dot(Lang::En));
}

#[test]
fn a_machine_as_markdown() {
    insta::assert_snapshot!(ping_pong().to_markdown(Lang::Zh));
}

#[test]
fn a_machine_as_json() {
    insta::assert_snapshot!(ping_pong().to_json());
}

#[test]
fn all_of_tcp_is_in_every_form() {
    let machine = tcp();
    let json: serde_json::Value = serde_json::from_str(&machine.to_json()).expect("JSON");
    for lang in Lang::ALL {
        let (dot, markdown) = (machine.to_dot(lang), machine.to_markdown(lang));
        for (index, rule) in machine.rules.iter().enumerate() {
            assert!(markdown.contains(&format!("| {} | `{}` |", index + 1, rule.id)), "{}", rule.id);
            assert_eq!(dot.contains(&format!("[{}]", rule.id)), rule.to.is_some(), "{}", rule.id);
            assert_eq!(json["rules"][index]["id"], rule.id);
        }
        for state in &machine.states {
            assert!(dot.contains(&format!("  \"{}\" [pos=", state.name)), "{}", state.name);
        }
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        let tables = markdown.split("\n\n").filter(|block| block.starts_with('|'));
        for table in tables {
            let widths: BTreeSet<usize> = table.lines().map(bars).collect();
            assert_eq!(widths.len(), 1, "{table}");
        }
    }
}

/// The picture has the colours of the app, although it can't ask the app for them.
#[test]
fn pictures_have_the_colours_of_the_app() {
    let look = include_str!("../src/app/export/svg/look.rs");
    let palette = include_str!("../src/ui/theme/palette.rs");
    let (_, light) = palette.split_once("LIGHT").expect("a light palette");
    let (light, _) = light.split_once("DARK").expect("a dark one");
    let colors: Vec<&str> = look.split("\"#").skip(1).filter_map(|rest| rest.get(..6)).collect();
    assert!(colors.len() > 10);
    for color in colors {
        assert!(light.contains(&format!("0x{}", color.to_uppercase())), "#{color}");
    }
}

/// Runs the program on a trace; its status and what it says.
fn run(arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ackademy"));
    command.args(arguments).arg("--lang=en").current_dir(env!("CARGO_MANIFEST_DIR"));
    let done = command.output().expect("it runs");
    let told = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    (done.status.code().unwrap_or(-1), told.concat())
}

#[track_caller]
fn check(arguments: &[&str], status: i32, words: &[&str]) {
    let (found, told) = run(arguments);
    assert_eq!(found, status, "{arguments:?}: {told}");
    for word in words {
        assert!(told.contains(word), "{arguments:?} does not say {word:?}: {told}");
    }
}

#[test]
fn the_commands() {
    let cases = "tests/fixtures/traces/open-cases.json";
    let one = ["export", cases, "--case", "L05", "--as"];
    let with = |more: &[&'static str]| [&one[..], more].concat();
    check(&with(&["mermaid"]), 0, &["sequenceDiagram"]);
    check(&with(&["svg"]), 0, &["<svg "]);
    check(&with(&["text"]), 0, &["calls: explicit"]);
    check(&with(&["json"]), 0, &["\"id\": \"L05\""]);
    check(&with(&["packetdrill"]), 0, &["The kernel under test is the client."]);
    check(&with(&["packetdrill", "--end", "server"]), 0, &["The kernel under test is the server."]);
    check(&with(&["packetdrill", "--end", "sever"]), 2, &["no end called “sever”; it has client, server"]);
    check(&["export", cases, "--as", "svg"], 2, &["63 cases", "--case", "L05"]);
    check(&["export", cases, "--as", "json"], 0, &["\"id\": \"T01\""]);
    check(&["export", cases, "--as", "svg", "--case", "L"], 2, &["no case “L”"]);
    check(&["export", "nothing", "--as", "svg"], 2, &["nothing"]);
    check(&["export", cases, "--as", "gif"], 2, &["possible values"]);
    check(&with(&["svg", "--machine", "tpc"]), 2, &["no machine “tpc”"]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("picture.svg").display().to_string();
    let inside = folder.path().join("no/picture.svg").display().to_string();
    check(&[&one[..], &["svg", "-o", &file]].concat(), 0, &[]);
    assert!(std::fs::read_to_string(&file).expect("written").starts_with("<svg "));
    check(&[&one[..], &["svg", "-o", &inside]].concat(), 2, &["can’t be written"]);

    check(&["machine"], 0, &["# TCP connection", "| `open/passive` |"]);
    check(&["machine", "tcp", "--format", "dot"], 0, &["digraph \"tcp\" {"]);
    check(&["machine", "tests/fixtures/machines/ping-pong.ron", "--format", "json"], 0, &["\"ping-pong\""]);
    check(&["machine", "tpc"], 2, &["no machine “tpc”"]);
}
