//! The Lab: free play, judged at once; by commands and by keyboard; and what becomes of it.

use crate::content::shipped;
use crate::screens::{calendar, noon, spoken, window};
use ackademy::app::lab::{Ask, LabCommand, LabView};
use ackademy::app::ladder::Tone;
use ackademy::app::port::{Answer, Store};
use ackademy::app::{App, Command, KindView, NextHint, StudyCommand, View};
use ackademy::chance::Chance;
use ackademy::deck;
use ackademy::store::MemoryStore;
use ackademy::text::{Lang, say, say_with};
use ackademy::ui::Window;
use ackademy::wire::{Calls, Fate};
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::collections::BTreeMap;

fn app(lang: Lang) -> App {
    let mut app = App::new(shipped(), lang, &calendar());
    app.insist_on(lang);
    let loaded = Answer::Loaded { facts: Default::default(), local: BTreeMap::new(), skipped: 0 };
    app.answered(loaded, noon());
    app.update(Command::Go(ackademy::app::place::Place::Lab), noon(), 1);
    app
}

#[track_caller]
fn ask(app: &mut App, command: LabCommand) -> LabView {
    app.update(Command::InLab(command), noon(), 1);
    let View::Lab(view) = app.view(noon()) else { panic!("not in the Lab") };
    *view
}

fn play(app: &mut App, lines: &[&str]) -> LabView {
    let add = |line: &&str| {
        let view = ask(app, LabCommand::Step((*line).to_owned()));
        assert_eq!(view.line_error, None, "{line}");
        view
    };
    lines.iter().map(add).last().expect("a step")
}

const HANDSHAKE: [&str; 3] =
    ["client > SYN seq=x", "server > SYN ACK seq=y ack=x+1", "client > ACK seq=x+1 ack=y+1"];

#[test]
fn both_ends_are_seen_as_they_change() {
    let mut app = app(Lang::En);
    let view = play(&mut app, &HANDSHAKE);
    assert_eq!(view.ends.each_ref().map(|end| end.state.as_str()), ["ESTABLISHED", "ESTABLISHED"]);
    assert_eq!(view.said.headline, "All 3 steps are legal.");
    let variable = |view: &LabView, end: usize, name: &str| {
        let found = view.ends[end].variables.iter().find(|variable| variable.name == name);
        found.map(|variable| (variable.value.clone(), variable.number.clone(), variable.changed))
    };
    assert_eq!(variable(&view, 1, "RCV.NXT"), Some(("x+1".into(), "1001".into(), false)));
    assert_eq!(variable(&view, 1, "SND.UNA"), Some(("y+1".into(), "5001".into(), true)));
    // Looking back: as it was behind the first step, and a step goes in there.
    let view = ask(&mut app, LabCommand::Look(Some(1)));
    assert_eq!(view.ends.each_ref().map(|end| end.state.as_str()), ["SYN-SENT", "SYN-RECEIVED"]);
    let view = ask(&mut app, LabCommand::Step("client > SYN seq=x".into()));
    assert_eq!((view.look, view.own.len()), (Some(2), 4));
    assert_eq!(view.said.headline, "All 4 steps are legal.");
    // Before the first step.
    let view = ask(&mut app, LabCommand::Look(Some(0)));
    assert_eq!(view.ends.each_ref().map(|end| end.state.as_str()), ["CLOSED", "LISTEN"]);
    // A real number where the trace has one.
    let view = ask(&mut app, LabCommand::Write("client > SYN seq=77".into()));
    assert_eq!(variable(&view, 0, "SND.NXT"), Some(("x+1".into(), "78".into(), true)));
}

#[test]
fn a_wrong_step_is_explained_and_the_play_goes_on() {
    let mut app = app(Lang::En);
    let view = play(&mut app, &["client > SYN seq=x", "server > SYN ACK seq=y ack=x"]);
    let fault = view.said.fault.clone().expect("a fault");
    assert!(fault.headline.contains("Step 2") && fault.details[0].contains("x+1 = 1001"), "{fault:?}");
    assert_eq!(view.ladder.rows[1].tone, Tone::Wrong);
    // It arrives all the same: the client refuses it, and owes a reset.
    let due = |view: &LabView, end: usize| view.ends[end].offers.first().map(|offer| offer.line.clone());
    assert_eq!(due(&view, 0).as_deref(), Some("client > RST seq=x"));
    assert_eq!(view.ends[1].state, "SYN-RECEIVED");
    // What follows is judged, too: legal, and wrong once more.
    let view = play(&mut app, &["client > RST seq=x", "client: timeout time-wait", "server > FIN"]);
    assert_eq!(view.said.wrong, [1, 3, 4]);
    assert_eq!(view.said.headline, "3 of 5 steps are not legal.");
    let view = ask(&mut app, LabCommand::Look(Some(2)));
    assert!(view.said.fault.expect("a fault").headline.contains("Step 2"));
    let view = (0..4).map(|_| ask(&mut app, LabCommand::Undo)).last().expect("a view");
    assert_eq!((view.own.len(), view.said.wrong.len()), (1, 0));
    let view = ask(&mut app, LabCommand::Redo);
    assert_eq!((view.own.len(), view.said.wrong), (2, vec![1]));
}

/// Whatever is offered is legal, on every machine, wherever one comes by following the offers.
/// The lines of segments that are offered, of both ends.
fn offered(view: &LabView) -> Vec<String> {
    let segments = view.ends.iter().flat_map(|end| &end.offers).filter(|offer| offer.line.contains(" > "));
    segments.map(|offer| offer.text.clone()).collect()
}

#[test]
fn an_offer_has_the_symbols_of_the_ladder_however_far_it_has_counted() {
    let mut app = app(Lang::En);
    let mut text = HANDSHAKE.join("\n");
    for at in 0..60 {
        let (x, y) = (1 + at * 100, 1 + at * 20);
        text += &format!(
            "\nclient > ACK seq=x+{x} ack=y+{y} len=100\nserver > ACK seq=y+{y} ack=x+{} len=20",
            x + 100
        );
    }
    let view = ask(&mut app, LabCommand::Write(text));
    let offers = offered(&view);
    assert!(offers.iter().any(|text| text == "ACK seq=x+6001 ack=y+1201"), "{offers:?}");
    assert!(offers.iter().all(|text| !text.contains("=7001") && !text.contains("=6201")), "{offers:?}");
    // So far at once that nothing leads up to it step by step.
    let mut lines = HANDSHAKE.map(str::to_owned).to_vec();
    lines.push("client > ACK seq=x+1 ack=y+1 len=9000".to_owned());
    let view = ask(&mut app, LabCommand::Write(lines.join("\n")));
    assert!(offered(&view).iter().any(|text| text == "ACK seq=y+1 ack=x+9001"), "{:?}", offered(&view));
    // A stranger's number is nobody's symbol.
    let stranger = LabCommand::Write("calls: explicit\nserver: listen\nserver < SYN seq=900000".into());
    let view = ask(&mut app, stranger);
    assert!(offered(&view).iter().any(|text| text.contains("ack=900001")), "{:?}", offered(&view));
}

#[test]
fn what_a_call_counts_is_said() {
    for (lang, words) in [(Lang::En, "Send data (SEND): 1 byte"), (Lang::Zh, "发送数据（SEND）：1 字节")]
    {
        let mut app = app(lang);
        let view = play(&mut app, &HANDSHAKE);
        let offer = view.ends[0].offers.iter().find(|offer| offer.line == "client: send 1").expect("a call");
        assert_eq!(offer.text, words);
        let view = ask(&mut app, LabCommand::Step("client: send 20".into()));
        let said = view.ladder.rows[3].said(false).to_owned();
        assert!(said.contains("20 bytes") || said.contains("20 字节"), "{said}");
    }
}

#[test]
fn every_offer_is_legal() {
    let mut app = app(Lang::Zh);
    let machines = ask(&mut app, LabCommand::Clear).machines;
    assert!(machines.len() > 10);
    for (at, (id, _)) in machines.iter().enumerate() {
        ask(&mut app, LabCommand::Machine(id.clone()));
        for calls in [Calls::Implied, Calls::Explicit] {
            let mut chance = Chance::new(at as u64);
            ask(&mut app, LabCommand::Clear);
            let mut view = ask(&mut app, LabCommand::Calls(calls));
            for _ in 0..14 {
                let offers: Vec<_> = view.ends.iter().flat_map(|end| &end.offers).collect();
                if offers.is_empty() {
                    break;
                }
                let line = offers[chance.below(offers.len())].line.clone();
                view = ask(&mut app, LabCommand::Step(line.clone()));
                assert_eq!(view.line_error, None, "{id}: {line}");
                assert_eq!(view.said.wrong, [0; 0], "{id}: {line}:\n{}", *view.text);
            }
        }
    }
}

#[test]
fn what_is_held_back_arrives_when_it_is_delivered() {
    let mut app = app(Lang::En);
    play(&mut app, &HANDSHAKE);
    let view = ask(&mut app, LabCommand::Fate { at: 2, fate: Fate::Late });
    assert_eq!(view.ends[1].state, "SYN-RECEIVED");
    assert_eq!(view.arrivals[0].line, "a arrives");
    let view = play(&mut app, &["a arrives"]);
    assert_eq!(view.ends[1].state, "ESTABLISHED");
    let view = ask(&mut app, LabCommand::Shift { from: 3, to: 0 });
    assert_eq!(view.own[3].line, "a arrives", "nothing arrives before it is sent");
    let view = ask(&mut app, LabCommand::Fate { at: 2, fate: Fate::Lost });
    assert_eq!(view.own.len(), 3);
    assert_eq!(view.ends[1].state, "SYN-RECEIVED");
}

#[test]
fn a_trace_is_written_and_its_errors_are_told_by_line() {
    let mut app = app(Lang::En);
    let view = ask(&mut app, LabCommand::Write("client > SYN seq=x\nserver sends\n".into()));
    let lines: Vec<usize> = view.text_errors.iter().map(|error| error.line).collect();
    assert_eq!((lines, view.own.len()), (vec![2], 0));
    let view = ask(&mut app, LabCommand::Write("start: established\n\nnobody > FIN".into()));
    assert_eq!(view.text_errors[0].line, 3);
    assert!(view.text_errors[0].words.contains("nobody"), "{:?}", view.text_errors);
    let text = "calls: explicit\nstart: established\nclient: close\nclient > FIN ACK seq=u ack=v\n";
    let view = ask(&mut app, LabCommand::Write(text.into()));
    assert_eq!((view.text_errors.len(), view.own.len(), view.calls), (0, 2, Calls::Explicit));
    assert_eq!((view.start.as_str(), view.ends[0].state.as_str()), ("established", "FIN-WAIT-1"));
    assert_eq!(*view.text, text);
    // All of the writing is one edit.
    let view = ask(&mut app, LabCommand::Undo);
    assert_eq!((view.text.as_str(), view.composer.undo), ("start: listening\n", (false, true)));
}

/// Each question that is said to be one is read by the loader of decks, within a deck.
#[test]
fn a_trace_becomes_a_question_that_loads() {
    let library = shipped();
    let mut app = app(Lang::En);
    let loads = |ron: &str| {
        let text = format!(
            "(format: 1, id: \"mine\", title: \"Mine\", machine: Use(id: \"tcp\"), questions: [{ron}])"
        );
        let (deck, findings) = deck::load("mine", &text, &|id| library.machine(id).cloned());
        (deck.map(|deck| deck.questions[0].kind.name()), findings)
    };
    play(&mut app, &HANDSHAKE[..2]);
    for (kind, name) in [(Ask::Build, "build"), (Ask::States, "states"), (Ask::Next, "next")] {
        let question = ask(&mut app, LabCommand::Ask(Some(kind))).question.expect("a question");
        assert_eq!(question.problems, [""; 0], "{}", question.ron);
        let (loaded, findings) = loads(&question.ron);
        assert_eq!(loaded, Some(name), "{findings:?}");
    }
    // Behind a point that is looked at: what comes before is given.
    ask(&mut app, LabCommand::Look(Some(1)));
    let question = ask(&mut app, LabCommand::Ask(Some(Ask::Build))).question.expect("a question");
    assert!(question.ron.contains("given: [") && loads(&question.ron).0.is_some(), "{}", question.ron);
    let question = ask(&mut app, LabCommand::Ask(Some(Ask::Fault))).question.expect("a question");
    assert_eq!(question.problems.len(), 1, "a legal trace has no fault");
    ask(&mut app, LabCommand::Look(None));
    play(&mut app, &["client > ACK seq=x+1 ack=y"]);
    let question = ask(&mut app, LabCommand::Ask(Some(Ask::Fault))).question.expect("a question");
    assert_eq!((question.problems.len(), loads(&question.ron).0), (0, Some("fault")), "{}", question.ron);
}

#[test]
fn another_machine_keeps_the_steps_that_it_knows() {
    let mut app = app(Lang::En);
    let before = play(&mut app, &HANDSHAKE);
    let view = ask(&mut app, LabCommand::Machine("two-way".into()));
    assert_eq!(view.own, before.own);
    assert!(!view.about.is_empty());
    let view = ask(&mut app, LabCommand::Machine("tls13".into()));
    assert_eq!((view.own.len(), view.machine.as_str(), view.composer.undo), (0, "tls13", (false, false)));
    let group = view.composer.fields.iter().find(|(name, _)| name == "group").expect("a field");
    assert_eq!(group.1.len(), 3, "{group:?}");
}

fn click(harness: &mut Harness<'_, Window>, label: &str) {
    harness.get_by_label(label).click_accesskit();
    harness.run();
}

fn press(harness: &mut Harness<'_, Window>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

fn write(harness: &mut Harness<'_, Window>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

/// A handshake by keyboard alone; the number of keys is the measure of the composer.
#[test]
fn a_handshake_is_built_by_keyboard_in_both_languages() {
    for lang in Lang::ALL {
        let mut harness = window(shipped(), lang, [1100.0, 2400.0]);
        harness.run();
        click(&mut harness, &say(lang, "rail-lab"));
        // S = x Enter: four keys.
        press(&mut harness, &[Key::S, Key::Equals]);
        write(&mut harness, "x");
        press(&mut harness, &[Key::Enter]);
        // → S A = y Tab x + 1 Enter: ten keys.
        press(&mut harness, &[Key::ArrowRight, Key::S, Key::A, Key::Equals]);
        write(&mut harness, "y");
        press(&mut harness, &[Key::Tab]);
        write(&mut harness, "x+1");
        press(&mut harness, &[Key::Enter]);
        // A wrong one, lost by an arrow; its explanation; taken back.
        press(&mut harness, &[Key::ArrowLeft, Key::A, Key::ArrowDown, Key::Equals]);
        write(&mut harness, "x+1");
        press(&mut harness, &[Key::Tab]);
        write(&mut harness, "y");
        press(&mut harness, &[Key::Enter]);
        let said = spoken(&harness);
        assert!(said.contains("y+1 = 5001"), "{said}");
        assert!(said.contains(say(lang, "lab-in-spite-segment").as_ref()), "{said}");
        press(&mut harness, &[Key::Backspace]);
        assert!(!spoken(&harness).contains(say(lang, "lab-in-spite-segment").as_ref()));
        press(&mut harness, &[Key::A, Key::Enter]);
        let legal = say_with(lang, "lab-said-legal", &[("count", 3usize.into())]);
        let said = spoken(&harness);
        assert!(said.contains(&legal) && said.contains("ESTABLISHED"), "{said}");
        // As a question.
        click(&mut harness, &say(lang, "lab-question"));
        click(&mut harness, &say(lang, "kind-build"));
        let said = spoken(&harness);
        assert!(said.contains(say(lang, "lab-question-ready").as_ref()), "{said}");
        assert!(said.contains("\"client > SYN seq=x\","), "{said}");
    }
}

#[test]
fn steps_are_moved_and_changed_by_keyboard() {
    let lang = Lang::En;
    let mut harness = window(shipped(), lang, [1100.0, 2400.0]);
    harness.run();
    click(&mut harness, "Lab");
    press(&mut harness, &[Key::S, Key::Enter, Key::F, Key::Enter]);
    click(&mut harness, &say(lang, "lab-steps"));
    harness.get_by_label("Step 2, can be moved: client > FIN").focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::ALT, Key::ArrowUp);
    harness.run();
    harness.get_by_label("Step 1, can be moved: client > FIN");
    // The focus went along.
    harness.key_press_modifiers(egui::Modifiers::ALT, Key::ArrowRight);
    harness.run();
    harness.get_by_label("What the network does with client > FIN: Loses");
    harness.key_press(Key::Delete);
    harness.run();
    let said = spoken(&harness);
    assert!(said.contains("Step 1, can be moved: client > SYN") && !said.contains("client > FIN"), "{said}");
}

/// The hint about the next step shows it only when it is asked for, and costs.
#[test]
fn what_could_come_next_is_a_hint_that_costs() {
    let library = shipped();
    let mut app = App::new(library, Lang::En, &calendar());
    let mut store = MemoryStore::new();
    for effect in app.begin() {
        let ackademy::app::Effect::Store(request) = effect else { continue };
        store.send(request);
    }
    while let Some(answer) = store.receive() {
        app.answered(answer, noon());
    }
    let hint = |app: &App| {
        let View::Study(view) = app.view(noon()) else { panic!("no question") };
        let KindView::Build { next_hint, own, .. } = view.kind else { panic!("not to be built") };
        (next_hint, own.len())
    };
    let text = "(format: 1, id: \"mine\", title: \"Mine\", machine: Use(id: \"tcp\"), questions: [\n    \
                Build(id: \"open\", ask: \"Open.\", goal: {\"client\": \"ESTABLISHED\", \"server\": \"ESTABLISHED\"}),\n])";
    let own = ackademy::app::content::ContentFile {
        name: "mine.ron".to_owned(),
        path: Some("mine.ron".into()),
        kind: ackademy::app::content::ContentKind::Deck,
        bytes: Ok(text.as_bytes().to_vec()),
    };
    let files: Vec<_> = ackademy::store::embedded().into_iter().chain([own]).collect();
    app.reload(ackademy::app::library::Library::load(&files, &|_| true), noon());
    app.update(Command::Study { deck: "mine".into() }, noon(), 1);
    let within = |app: &mut App, command| {
        app.update(Command::In(command), noon(), 1);
        hint(app)
    };
    assert_eq!(within(&mut app, StudyCommand::Undo), (NextHint::Offered, 0));
    let given = |words: &str| NextHint::Given(words.to_owned());
    assert_eq!(within(&mut app, StudyCommand::HintNext).0, given("This could come next: client > SYN seq=x"));
    assert_eq!(within(&mut app, StudyCommand::Step("client > SYN seq=x".into())), (NextHint::Offered, 1));
    within(&mut app, StudyCommand::Step("server > SYN ACK seq=y ack=x".into()));
    let told = within(&mut app, StudyCommand::HintNext).0;
    assert_eq!(told, given("First correct your step 2: it is not legal as it stands."));
    assert_eq!(within(&mut app, StudyCommand::Fate { at: 0, fate: Fate::Late }).1, 2);
    within(&mut app, StudyCommand::Shift { from: 1, to: 0 });
    let effects = app.update(Command::In(StudyCommand::Check), noon(), 1);
    assert!(format!("{effects:?}").contains("hinted: true"), "{effects:?}");
}

/// The states in which both ends are lit, and what is said about it.
fn lit(app: &App) -> ([Vec<String>; 2], Option<String>) {
    let View::Map(view) = app.view(noon()) else { panic!("not on the map") };
    let of = |end: usize| {
        view.nodes.iter().filter(|node| node.lit[end]).map(|node| node.name.clone()).collect::<Vec<_>>()
    };
    ([of(0), of(1)], view.lit)
}

#[test]
fn the_map_shows_where_both_ends_are_and_leads_back() {
    use ackademy::app::map::{Lit, MapCommand};
    use ackademy::app::place::Place;
    let mut app = app(Lang::En);
    play(&mut app, &HANDSHAKE);
    ask(&mut app, LabCommand::Look(Some(1)));
    app.update(Command::Go(Place::Map), noon(), 1);
    let (states, said) = lit(&app);
    assert_eq!(states, [["SYN-SENT"], ["SYN-RECEIVED"]]);
    assert!(said.is_some_and(|said| said.starts_with("After step 1:")));
    // A step of a ladder is asked for; its place is gone back to, and the Lab is as it was left.
    app.update(Command::Go(Place::Lab), noon(), 1);
    let View::Lab(view) = app.view(noon()) else { panic!("not in the Lab") };
    let ends = view.ladder.rows[2].detail.as_ref().expect("what is behind it").after.clone();
    let show = MapCommand::Show(Lit { machine: view.machine.clone(), ends, step: Some(3) });
    app.update(Command::InMap(show), noon(), 1);
    assert_eq!(lit(&app).0, [["ESTABLISHED"], ["ESTABLISHED"]]);
    let View::Map(map) = app.view(noon()) else { panic!("not on the map") };
    assert_eq!(map.origin, Some(Place::Lab));
    app.update(Command::Back, noon(), 1);
    assert_eq!(ask(&mut app, LabCommand::Look(Some(1))).look, Some(1));
}

/// Before it is judged no question is answered by the map.
#[test]
fn the_map_tells_nothing_of_a_question_that_is_not_answered() {
    use ackademy::app::place::Place;
    let mut app = app(Lang::En);
    app.update(Command::Practise { deck: "tour".to_owned() }, noon(), 1);
    app.update(Command::Go(Place::Map), noon(), 1);
    assert_eq!(lit(&app), ([vec!["CLOSED".to_owned()], vec!["CLOSED".to_owned()]], None));
}
