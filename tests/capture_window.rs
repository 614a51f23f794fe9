//! Captures in the window: as the app without a screen sees them, read by the store, and on the screen.

use crate::content::shipped;
use ackademy::app::capture::port::{CaptureAnswer, CaptureRequest, Captures};
use ackademy::app::capture::{CaptureCommand, CaptureStage, FollowView, ListView, StepsView, Tally};
use ackademy::app::ladder::{Event, Known, Tone};
use ackademy::app::{App, Command, Effect, View};
use ackademy::capture::{Numbers, Vantage};
use ackademy::store::{CaptureReader, MemoryStore};
use ackademy::text::Lang;
use jiff::Timestamp;
use std::path::PathBuf;
use std::time::Duration;

const LOST: &str = "tests/fixtures/captures/fin_lost.pcap";
const TWICE: &str = "tests/fixtures/captures/tw_client_reuse.pcap";

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().expect("a time")
}

/// An app with somebody who reads captures for it.
struct Reading {
    app: App,
    reader: CaptureReader,
}

impl Reading {
    fn new(lang: Lang) -> Reading {
        use ackademy::app::port::{Request, Store};
        let calendar = ackademy::schedule::Calendar { zone: jiff::tz::TimeZone::UTC, day_starts_hour: 4 };
        let mut app = App::new(shipped(), lang, &calendar);
        let mut store = MemoryStore::new();
        store.send(Request::Load);
        app.answered(store.receive().expect("an answer"), now());
        Reading { app, reader: CaptureReader::start(|| {}).expect("a thread") }
    }

    fn ask(&mut self, command: CaptureCommand) {
        let effects = self.app.update(Command::Capture(command), now(), 7);
        self.run(effects);
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let Effect::Capture(request) = effect else { panic!("{effect:?}") };
            let waits = matches!(request, CaptureRequest::Read { .. } | CaptureRequest::Follow { .. });
            self.reader.send(request);
            if waits {
                self.wait();
            }
        }
    }

    /// Hands answers over until one is the end of what was asked.
    fn wait(&mut self) {
        for _ in 0..2000 {
            let Some(answer) = self.reader.receive() else {
                std::thread::sleep(Duration::from_millis(10));
                continue;
            };
            let more = matches!(answer, CaptureAnswer::Progress { .. });
            let effects = self.app.captured(answer);
            self.run(effects);
            if !more {
                return;
            }
        }
        panic!("no answer");
    }

    fn stage(&self) -> CaptureStage {
        match self.app.view(now()) {
            View::Capture(view) => view.stage,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn list(&self) -> ListView {
        match self.stage() {
            CaptureStage::List(list) => *list,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn follow(&self) -> FollowView {
        match self.stage() {
            CaptureStage::Follow(follow) => *follow,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn steps(&self) -> StepsView {
        self.follow().steps.expect("steps")
    }
}

#[test]
fn a_capture_is_opened_and_its_only_connection_followed_to_the_end() {
    let mut reading = Reading::new(Lang::En);
    reading.ask(CaptureCommand::Path(format!(" \"{LOST}\" ")));
    reading.ask(CaptureCommand::Open);
    let view = reading.follow();
    assert_eq!((view.title.as_str(), view.good), ("#1  10.77.0.1:40000 → 10.77.0.2:80", Some(true)));
    assert!(view.facts.iter().any(|fact| fact.contains("the server is in LAST-ACK")), "{:?}", view.facts);
    let steps = reading.steps();
    assert_eq!((steps.step, steps.count, steps.verdict.tally), (0, 8, Tally::Nothing));
    assert_eq!(steps.ladder.start, ["CLOSED", "CLOSED"]);
    assert!(steps.ladder.rows.iter().all(|row| row.tone == Tone::Ahead && row.states == ["", ""]));
    reading.ask(CaptureCommand::Step(4));
    let steps = reading.steps();
    let lost = &steps.ladder.rows[3];
    assert_eq!((lost.tone, lost.known), (Tone::Chosen, Known::Sent));
    assert_eq!(lost.note, "that it was lost is inferred");
    assert_eq!(lost.states, ["FIN-WAIT-1", "ESTABLISHED"]);
    assert_eq!(steps.ladder.rows[4].note, "sent again");
    assert_eq!(steps.verdict.tally, Tally::Legal);
    let detail = lost.detail.as_ref().expect("what is behind it");
    assert!(detail.rules.iter().any(|rule| !rule.why.is_empty() && rule.cite.is_some()), "{detail:?}");
    assert!(steps.known.starts_with("Frame 4, 0.239559 s after"), "{}", steps.known);
    reading.ask(CaptureCommand::Step(99));
    let steps = reading.steps();
    assert_eq!(steps.step, 8);
    assert_eq!(steps.ladder.rows[7].states, ["TIME-WAIT", "CLOSED"]);
}

#[test]
fn numbers_and_vantage_point_can_be_changed() {
    let mut reading = Reading::new(Lang::En);
    reading.ask(CaptureCommand::OpenFile(LOST.into()));
    let fields = |reading: &Reading| match &reading.steps().ladder.rows[0].event {
        Event::Segment { fields, .. } => fields.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(fields(&reading), "seq=x");
    reading.ask(CaptureCommand::Numbers(Numbers::Real));
    let real = fields(&reading);
    assert!(real.strip_prefix("seq=").is_some_and(|number| number.parse::<u32>().is_ok()), "{real}");
    for (vantage, words) in [(Vantage::Client, "at the client"), (Vantage::Server, "at the server")] {
        reading.ask(CaptureCommand::Vantage(Some(vantage)));
        let view = reading.follow();
        assert_eq!((view.vantage, view.numbers), (Some(vantage), Numbers::Real));
        assert!(view.facts.iter().any(|fact| fact.contains(words)), "{:?}", view.facts);
    }
}

#[test]
fn connections_are_found_and_chosen() {
    let mut reading = Reading::new(Lang::En);
    reading.ask(CaptureCommand::OpenFile(TWICE.into()));
    let list = reading.list();
    assert_eq!((list.lines, list.pointed), (2, 0));
    // The day is said once, and not with each of them.
    let day = list.count.strip_prefix("2 connections, all of ").and_then(|rest| rest.strip_suffix(" (UTC)"));
    let day = day.expect("a day").to_owned();
    let line = |reading: &Reading, at| reading.app.capture_line(at);
    let facts = line(&reading, 0).expect("a line").facts;
    assert!(facts.starts_with("7 segments in ") && !facts.contains(&day), "{facts}");
    assert_eq!(line(&reading, 2), None);
    reading.ask(CaptureCommand::Move(5));
    assert_eq!(reading.list().pointed, 1);
    for (filter, found) in [("#2", vec![1]), ("CLOSED 10.77", vec![0]), ("reset", vec![]), ("", vec![0, 1])] {
        reading.ask(CaptureCommand::Filter(filter.to_owned()));
        assert_eq!(reading.list().lines, found.len(), "{filter}");
        let lines: Vec<usize> = (0..9).map_while(|at| line(&reading, at)).map(|line| line.index).collect();
        assert_eq!(lines, found, "{filter}");
    }
    assert!(reading.list().nothing.is_none());
    reading.ask(CaptureCommand::Point(1));
    reading.ask(CaptureCommand::FollowPointed);
    assert_eq!(reading.follow().index, 1);
    // Back to the list as it was, then home, and to the list again.
    let back = reading.app.update(Command::Back, now(), 7);
    reading.run(back);
    assert_eq!(reading.list().pointed, 1);
    reading.app.update(Command::Back, now(), 7);
    assert!(matches!(reading.app.view(now()), View::Today(_)));
    reading.ask(CaptureCommand::Show);
    assert_eq!(reading.list().lines, 2);
    // The words of the filter are those of the language.
    reading.app.update(Command::Speak(Lang::Zh), now(), 7);
    reading.ask(CaptureCommand::Filter("正常关闭".to_owned()));
    assert_eq!(reading.list().lines, 1);
}

#[test]
fn a_damaged_file_is_told_and_used_as_far_as_it_goes() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = std::fs::read(TWICE).expect("a file");
    let path = folder.path().join("cut.pcap");
    std::fs::write(&path, &whole[..whole.len() - 5]).expect("it is written");
    let mut reading = Reading::new(Lang::En);
    reading.ask(CaptureCommand::OpenFile(path));
    let list = reading.list();
    let (message, _) = list.damage.expect("damage");
    assert!(message.starts_with("From byte 668 on cut.pcap is damaged: it ends within"), "{message}");
    assert_eq!(list.lines, 2);
    reading.ask(CaptureCommand::Follow(0));
    assert!(reading.follow().damage.is_some());
    // What is no capture, and what is not there.
    let path = folder.path().join("text.pcap");
    std::fs::write(&path, "no capture at all").expect("it is written");
    reading.ask(CaptureCommand::OpenFile(path));
    let list = reading.list();
    assert!(list.lines == 0 && list.damage.expect("damage").0.contains("does not begin like"));
    for missing in [folder.path().join("nothing"), folder.path().to_owned(), PathBuf::from("/dev/null")] {
        reading.ask(CaptureCommand::OpenFile(missing));
        assert!(matches!(reading.stage(), CaptureStage::Failed(..)), "{:?}", reading.stage());
    }
}

#[test]
fn reading_can_be_given_up() {
    let mut reading = Reading::new(Lang::En);
    let asked = reading.app.update(Command::Capture(CaptureCommand::OpenFile(TWICE.into())), now(), 7);
    let [Effect::Capture(CaptureRequest::Read { ticket, .. })] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    reading.app.captured(CaptureAnswer::Progress { ticket: *ticket, bytes: 1 << 20, total: 4 << 20 });
    let CaptureStage::Reading(progress) = reading.stage() else { panic!("{:?}", reading.stage()) };
    assert_eq!((progress.words.contains("1.0 of 4.0 MiB"), progress.share), (true, 0.25));
    let cancelled = reading.app.update(Command::Capture(CaptureCommand::Cancel), now(), 7);
    assert_eq!(cancelled, [Effect::Capture(CaptureRequest::Cancel)]);
    assert!(matches!(reading.stage(), CaptureStage::Nothing(None)));
    // What comes too late changes nothing.
    reading.run(asked);
    assert!(matches!(reading.stage(), CaptureStage::Nothing(None)));
    reading.app.captured(CaptureAnswer::Chosen(None));
    assert!(matches!(reading.stage(), CaptureStage::Nothing(Some(_))));
}

#[cfg(feature = "gui")]
mod screen {
    use super::*;
    use crate::screens::{spoken, window_reading};
    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    fn until<S>(harness: &mut Harness<'_, S>, words: &str) {
        for _ in 0..1000 {
            harness.run();
            if spoken(harness).contains(words) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("never said: {words}\n{}", spoken(harness));
    }

    #[test]
    fn a_connection_is_picked_and_stepped_through_with_the_keyboard() {
        for (lang, open, path, list, state) in [
            (Lang::En, "Captures", "Path of the capture", "2 connections", "Client: TIME-WAIT"),
            (Lang::Zh, "抓包", "抓包文件的路径", "共 2 条连接", "客户端：TIME-WAIT"),
        ] {
            let reader = CaptureReader::start(|| {}).expect("a thread");
            let mut harness = window_reading(shipped(), lang, [1100.0, 1400.0], Box::new(reader));
            harness.run();
            harness.get_by_role_and_label(egui::Role::Tab, open).click();
            harness.run();
            harness.get_by_label(path).type_text(TWICE);
            harness.run();
            harness.key_press(Key::Enter);
            until(&mut harness, list);
            // To the second line and back to the first.
            for key in [Key::ArrowDown, Key::ArrowUp, Key::Enter] {
                harness.key_press(key);
                harness.run();
            }
            until(&mut harness, "#1  10.77.0.1:40000 → 10.77.0.2:80");
            until(&mut harness, "0 ");
            assert!(!spoken(&harness).contains("ESTABLISHED"), "{}", spoken(&harness));
            for _ in 0..3 {
                harness.key_press(Key::ArrowRight);
                harness.run();
            }
            assert!(spoken(&harness).contains("ESTABLISHED"), "{}", spoken(&harness));
            harness.key_press(Key::End);
            harness.run();
            until(&mut harness, state);
            harness.key_press(Key::Escape);
            harness.run();
            until(&mut harness, list);
        }
    }

    #[derive(Debug)]
    struct Dropped(PathBuf);

    impl egui::DroppedFile for Dropped {
        fn path(&self) -> &std::path::Path {
            &self.0
        }

        fn bytes(&self) -> Result<Vec<u8>, String> {
            Err("nobody reads it here".to_owned())
        }
    }

    #[test]
    fn a_file_that_is_dropped_onto_the_window_is_opened() {
        let reader = CaptureReader::start(|| {}).expect("a thread");
        let mut harness = window_reading(shipped(), Lang::En, [600.0, 700.0], Box::new(reader));
        harness.run();
        harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(LOST.into())));
        until(&mut harness, "Step 0 of 8");
        // What is marked is said too.
        assert!(spoken(&harness).contains("that it was lost is inferred"), "{}", spoken(&harness));
    }
}
