//! What holds for everything, tried on arbitrary input: numbers, texts, damaged files, wild traces.

mod wire_forms;

use crate::cases::tcp;
use ackademy::app::content::{ContentFile, ContentKind};
use ackademy::app::library::Library;
use ackademy::deck;
use ackademy::diagnostic::{Finding, print};
use ackademy::exam::{self, Decks};
use ackademy::machine::{self, Machine, Task};
use ackademy::store;
use ackademy::text::{Lang, normalise, same_answer};
use ackademy::wire::{self, Calls, Case, End, Fate, Segment, StartState, Step, Term, Trace};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use wire_forms::{HALF, open_cases};

/// So many cases; nothing is written beside the tests when one fails, the message has the input.
fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

/// Longer than this and it hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs on a thread of its own: a panic there is a failure here, and so is a hang.
#[track_caller]
fn ends<T: Send + 'static>(what: &str, run: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, wait) = channel();
    std::thread::spawn(move || drop(done.send(run())));
    match wait.recv_timeout(PATIENCE) {
        Ok(result) => result,
        Err(RecvTimeoutError::Disconnected) => panic!("panics on {what}"),
        Err(RecvTimeoutError::Timeout) => panic!("hangs on {what}"),
    }
}

// ---- Loaders

const KINDS: [ContentKind; 4] =
    [ContentKind::Machine, ContentKind::Deck, ContentKind::Terms, ContentKind::Exam];

static TCP: LazyLock<Arc<Machine>> = LazyLock::new(|| Arc::new(tcp()));
static DECKS: LazyLock<Decks> = LazyLock::new(|| crate::content::shipped().exam_decks());

/// Loads a text as whatever it may be, prints what is wrong with it, and sees to it that nothing
/// unusable passes for usable.
#[track_caller]
fn load(kind: ContentKind, text: String) {
    let what = text.chars().take(2_000).collect::<String>();
    ends(&what, move || {
        let find = |id: &str| (id == "tcp").then(|| Arc::clone(&TCP));
        let (usable, findings) = match kind {
            ContentKind::Machine => {
                let (machine, findings) = machine::load("x.ron", &text);
                (machine.is_some(), findings)
            }
            ContentKind::Terms => {
                let (terms, findings) = deck::load_terms("x.ron", &text);
                (terms.is_some(), findings)
            }
            ContentKind::Deck => {
                let (deck, findings) = deck::load("x.ron", &text, &find);
                (deck.is_some(), findings)
            }
            ContentKind::Exam => {
                let (exam, findings) = exam::load("x.ron", &text, &DECKS, &|_| false);
                (exam.is_some(), findings)
            }
        };
        assert_eq!(
            usable,
            !ackademy::diagnostic::has_errors(&findings),
            "usable just where no error is told"
        );
        tell(&findings, &text);
    });
}

/// Every finding can be printed, and its place is one in the text.
fn tell(findings: &[Finding], text: &str) {
    let lines = text.split('\n').count();
    for finding in findings {
        assert!((1..=lines).contains(&finding.place.line), "{finding:?}");
        for lang in Lang::ALL {
            assert!(print(finding, lang, false).contains("x.ron"));
        }
    }
}

fn shipped() -> Vec<(ContentKind, String)> {
    let text =
        |file: ContentFile| (file.kind, String::from_utf8(file.bytes.expect("embedded")).expect("UTF-8"));
    let mut files: Vec<(ContentKind, String)> = store::embedded().into_iter().map(text).collect();
    files.push((ContentKind::Deck, include_str!("../assets/templates/deck.ron").to_owned()));
    files.push((ContentKind::Machine, include_str!("fixtures/machines/ping-pong.ron").to_owned()));
    files
}

/// One change that an editor, a disk or a merge might make.
#[derive(Clone, Debug)]
enum Change {
    Cut(Index, usize),
    Copy(Index, Index, usize),
    Put(Index, &'static str),
    End(Index),
    SwapLines(Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let bits = vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "\\",
        ",",
        ":",
        "//",
        "/*",
        "*/",
        "r#\"",
        "\"#",
        "\0",
        "，",
        "：",
        "“",
        "字",
        "\u{1F600}",
        "\u{301}",
        "\r\n",
        "\t",
        " ",
        "Some(",
        "None",
        "9999999999999999999999",
        "-1",
        "1e9",
        "x+1",
        "ACK",
        "to: \"CLOSED\",",
        "then: Jump(\"may/fin\"),",
        "id: \"x\",",
        "not ",
        "((((((((",
        "((((((((((((((((a",
        "client > SYN seq=x",
        "Flip(",
        "machine: Use(\"tcp\"),",
    ];
    prop_oneof![
        2 => (any::<Index>(), 1usize..40).prop_map(|(at, count)| Change::Cut(at, count)),
        2 => (any::<Index>(), any::<Index>(), 1usize..200).prop_map(|(from, to, count)| Change::Copy(from, to, count)),
        4 => (any::<Index>(), select(bits)).prop_map(|(at, bit)| Change::Put(at, bit)),
        1 => any::<Index>().prop_map(Change::End),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Change::SwapLines(one, other)),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for change in changes {
        if text.is_empty() {
            return text;
        }
        let at = |index: &Index, text: &str| text.floor_char_boundary(index.index(text.len()));
        match change {
            Change::Cut(from, count) => {
                let from = at(from, &text);
                let end = text.ceil_char_boundary((from + count).min(text.len()));
                text.replace_range(from..end, "");
            }
            Change::Copy(from, to, count) => {
                let (from, to) = (at(from, &text), at(to, &text));
                let end = text.ceil_char_boundary((from + count).min(text.len()));
                let piece = text[from..end].to_owned();
                text.insert_str(to, &piece);
            }
            Change::Put(to, bit) => {
                let to = at(to, &text);
                text.insert_str(to, bit);
            }
            Change::End(at_end) => text.truncate(at(at_end, &text)),
            Change::SwapLines(one, other) => {
                let mut lines: Vec<&str> = text.split('\n').collect();
                let (one, other) = (one.index(lines.len()), other.index(lines.len()));
                lines.swap(one, other);
                text = lines.join("\n");
            }
        }
    }
    text
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn loaders_take_any_text(text in "\\PC{0,200}", kind in select(KINDS.to_vec())) {
        load(kind, text);
    }

    #[test]
    fn loaders_take_anything_that_looks_like_ron(
        words in vec(select(vec![
            "(", ")", "[", "]", "{", "}", "\"a\"", ":", ",", "id", "format", "1", "rules", "questions", "states",
            "Flip", "Use", "en", "zh", "字", "//", "\n", "Some", "true", "'x'", "r#\"", "-", ".", "title", "machine",
        ]), 0..60),
        kind in select(KINDS.to_vec()),
    ) {
        load(kind, words.join(""));
    }

    #[test]
    fn the_library_takes_any_bytes(bytes in vec(any::<u8>(), 0..300), kind in select(KINDS.to_vec())) {
        let what = format!("{bytes:?}");
        ends(&what, move || {
            let file = ContentFile { name: "x.ron".to_owned(), path: None, kind, bytes: Ok(bytes) };
            let library = Library::load(&[file], &|_| true);
            for finding in library.findings() {
                assert!(print(finding, Lang::Zh, false).contains("x.ron"));
            }
        });
    }

    #[test]
    fn traces_are_read_from_any_text(text in "\\PC{0,100}|[a-z>:<= ()+\\n#-]{0,100}") {
        ends(&text.clone(), move || {
            let (_, _, errors) = wire::parse(&text);
            for error in errors {
                assert!(text.get(error.at.clone()).is_some(), "{error:?} points into the text");
            }
            drop(wire::cases_from_json(&text));
            drop(wire::parse_term(&text));
        });
    }

    #[test]
    fn cases_are_read_from_damaged_json(changes in vec(change(), 1..4), skip in any::<Index>()) {
        let cases = open_cases();
        let case = wire::case_to_json(&cases[skip.index(cases.len())]).to_string();
        let text = changed(&case, &changes);
        ends(&text.clone(), move || drop(wire::cases_from_json(&text)));
    }
}

proptest! {
    // Each of these reads a file of up to 70 kB.
    #![proptest_config(cases(80))]

    #[test]
    fn damaged_files_are_told_about(file in select(shipped()), changes in vec(change(), 1..4)) {
        let (kind, text) = file;
        load(kind, changed(&text, &changes));
    }
}

// ---- The checker

/// A trace in the machine's own words, as wild as can be.
fn wild(machine: &Machine) -> impl Strategy<Value = Trace> + use<> {
    let of = |list: Vec<&str>| select(list.into_iter().map(str::to_owned).collect::<Vec<String>>());
    let end = || of(vec!["client", "server"]);
    let number = prop_oneof![
        4 => (select(vec!["x", "y", "z"]), -2i64..12).prop_map(|(symbol, offset)| Term::symbol(symbol, offset)),
        1 => select(vec![0, 1, HALF, HALF - 1, 4_294_967_295, -1, i64::MAX, i64::MIN]).prop_map(Term::number),
    ];
    let flags = vec(of(vec!["SYN", "ACK", "FIN", "RST", "PSH", "URG"]), 0..4);
    let fields = vec((of(vec!["seq", "ack", "len", "wnd"]), number.clone()), 0..4);
    let segment = (flags, fields).prop_map(|(flags, fields)| Segment { flags, fields });
    let calls = of(machine.calls.iter().map(|call| call.name.as_str()).collect());
    let timers = of(machine.timers.iter().map(|timer| timer.name.as_str()).collect());
    let states = of(machine.states.iter().map(|state| state.name.as_str()).collect());
    let fates = select(vec![Fate::Delivered, Fate::Delivered, Fate::Lost, Fate::Twice, Fate::Late]);
    let usual = select(vec![
        "client > SYN seq=x",
        "server > SYN ACK seq=y ack=x+1",
        "client > ACK seq=x+1 ack=y+1",
        "client > SYN",
        "server > SYN ACK",
        "client > ACK",
        "server > ACK",
        "client > FIN ACK",
        "server > FIN ACK",
        "client > ACK len=5",
        "server > ACK len=5",
    ]);
    let step = prop_oneof![
        8 => usual.prop_map(|line| wire::parse_line(line).expect("a step")),
        3 => (end(), segment.clone(), fates, option::of(of(vec!["a", "b"])))
            .prop_map(|(from, segment, fate, label)| Step::Send { from, segment, fate, label }),
        2 => (end(), calls, option::of(number)).prop_map(|(end, call, argument)| Step::Call { end, call, argument }),
        1 => of(vec!["a", "b"]).prop_map(|label| Step::Arrive { label }),
        1 => (end(), segment, option::of(of(vec!["a", "b"])))
            .prop_map(|(at, segment, label)| Step::Inject { at, segment, label }),
        1 => (end(), timers).prop_map(|(end, timer)| Step::Timer { end, timer }),
        1 => Just(Step::Wait),
        1 => (end(), states).prop_map(|(end, state)| Step::Claim { end, state }),
    ];
    let start = select(vec![None, Some("closed"), Some("listening"), Some("established")]);
    let calls = select(vec![Calls::Implied, Calls::Explicit]);
    (calls, start, vec(step, 0..14)).prop_map(|(calls, start, steps)| Trace {
        calls,
        start: start.map(str::to_owned),
        steps,
    })
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn the_checker_takes_any_trace(trace in wild(&TCP)) {
        ends(&trace.to_string(), move || {
            let machine = &*TCP;
            let Ok((resolved, prefix)) = machine.resolve(&trace, None) else { return };
            let verdict = machine.run(&resolved, &Task::default());
            let legal = verdict.after.len();
            assert_eq!(legal == resolved.moves.len(), verdict.is_legal());
            assert!(legal == 0 || !verdict.worlds.is_empty());
            for end in End::BOTH {
                assert!(verdict.after.iter().all(|both| !both[end.index()].is_empty()));
            }
            let Some(fault) = &verdict.fault else { return };
            assert_eq!(fault.step, legal, "the first step that is not legal");
            for lang in Lang::ALL {
                let told = machine.explain(fault, &verdict.names, prefix, lang).to_text(lang);
                assert!(!told.trim().is_empty());
            }
        });
    }

    #[test]
    fn the_checker_takes_any_start(
        trace in wild(&TCP),
        state in select(TCP.states.iter().map(|state| state.name.clone()).collect::<Vec<String>>()),
        numbers in btree_map(select(vec!["snd_nxt", "snd_una", "rcv_nxt", "iss", "fin_queued"]), any::<i64>(), 0..4),
    ) {
        let variables = numbers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let start = [("client".to_owned(), StartState::With { state: state.clone(), variables })];
        let goal = Some([("client".to_owned(), state)].into());
        let case = Case { trace, start: start.into(), goal, ..Case::default() };
        ends(&format!("{case:?}"), move || {
            if let Ok(outcome) = TCP.run_case(&case) {
                assert_eq!(outcome.first_bad.is_some(), outcome.kind.is_some());
                for lang in Lang::ALL {
                    assert_eq!(outcome.words(&TCP, lang).is_empty(), outcome.kind.is_none());
                }
            }
        });
    }
}

// ---- Typed answers

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn normalising_twice_is_normalising_once(answer in "\\PC{0,20}|[A-Za-z0-9+,/、＋，．＿－ _.-]{0,20}|[ΣσςİıßK&]{0,6}") {
        let once = normalise(&answer);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn the_writing_of_a_name_does_not_matter(
        parts in vec("[A-Za-z]{2,5}", 1..4), sign in select(vec!["-", "_", " ", ""]), list in select(vec!["+", ", ", "/", "、", "，"]),
    ) {
        let plain = parts.join("+");
        prop_assert!(same_answer(&plain, &parts.join(list).to_uppercase()));
        let reversed: Vec<&str> = parts.iter().rev().map(String::as_str).collect();
        prop_assert!(same_answer(&plain, &reversed.join(list)));
        prop_assert!(same_answer(&parts.join(""), &parts.join(sign)));
    }

    #[test]
    fn another_number_is_another_answer(symbol in "[a-z]", one in 0u32..5000, other in 0u32..5000) {
        let same = same_answer(&format!("{symbol}+{one}"), &format!("{symbol} + {other}"));
        prop_assert_eq!(same, one == other);
    }
}
