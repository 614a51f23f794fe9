//! The ladder with its tools, driven through the accessibility tree.

use crate::content::shipped;
use crate::screens::{spoken, window};
use ackademy::text::{Lang, say, say_with};
use ackademy::ui::Window;
use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const SYN_ACK: &str = "SYN ACK seq=y ack=x+1";

/// The explorer with the shortest run of the opening with two messages.
fn explored(lang: Lang, size: [f32; 2]) -> Harness<'static, Window> {
    let mut harness = window(shipped(), lang, size);
    harness.run();
    press(&mut harness, &say(lang, "rail-explorer"));
    let machine = shipped().machines.iter().filter_map(|m| m.content.clone()).find(|m| m.id == "two-way");
    let title = machine.expect("a variant").title.get(lang).to_owned();
    let list = say(lang, "explorer-machine");
    harness.get_by_role_and_label(Role::ComboBox, &list).click();
    harness.run();
    press(&mut harness, &title);
    press(&mut harness, &say(lang, "explorer-start"));
    assert!(spoken(&harness).contains(SYN_ACK), "{}", spoken(&harness));
    harness
}

fn press(harness: &mut Harness<'_, Window>, label: &str) {
    harness.get_by_label(label).click_accesskit();
    harness.run();
}

fn key(harness: &mut Harness<'_, Window>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn ladder<'a>(harness: &'a Harness<'_, Window>) -> egui_kittest::Node<'a> {
    let named = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().is_some();
    harness.get_all_by_role(Role::ListBox).find(named).expect("a ladder")
}

/// The rows in their order: what they say, and whether the keys are at them.
fn rows(harness: &Harness<'_, Window>) -> Vec<(String, bool)> {
    let row = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        (node.label().unwrap_or_default(), node.is_selected() == Some(true))
    };
    ladder(harness).children().map(row).collect()
}

fn at(harness: &Harness<'_, Window>) -> Option<usize> {
    rows(harness).iter().position(|(_, selected)| *selected)
}

fn position(lang: Lang, step: usize, count: usize) -> String {
    say_with(lang, "ladder-position", &[("step", step.into()), ("count", count.into())])
}

#[test]
fn it_is_gone_through_step_by_step() {
    for lang in Lang::ALL {
        let mut harness = explored(lang, [1100.0, 1800.0]);
        let count = rows(&harness).len();
        assert!(count > 4, "{count} rows");
        assert!(spoken(&harness).contains(&position(lang, count, count)));
        press(&mut harness, &say(lang, "ladder-first"));
        assert!(spoken(&harness).contains(&position(lang, 0, count)));
        for step in 1..=3 {
            press(&mut harness, &say(lang, "ladder-next"));
            assert!(spoken(&harness).contains(&position(lang, step, count)));
        }
        press(&mut harness, &say(lang, "ladder-previous"));
        assert!(spoken(&harness).contains(&position(lang, 2, count)));
        press(&mut harness, &say(lang, "ladder-last"));
        assert!(spoken(&harness).contains(&position(lang, count, count)));
    }
}

#[test]
fn it_plays_by_itself_and_stops_at_the_end() {
    let mut harness = explored(Lang::En, [1100.0, 1800.0]);
    let count = rows(&harness).len();
    press(&mut harness, "Play");
    assert!(spoken(&harness).contains(&position(Lang::En, 0, count)));
    assert!(harness.query_by_label("Pause").is_some());
    // A frame of the test is a quarter of a second.
    for _ in 0..count * 5 {
        harness.step();
    }
    assert!(spoken(&harness).contains(&position(Lang::En, count, count)), "{}", spoken(&harness));
    assert!(harness.query_by_label("Pause").is_none());
}

#[test]
fn the_keyboard_walks_through_it_and_opens_the_reason() {
    for lang in Lang::ALL {
        let mut harness = explored(lang, [1100.0, 1800.0]);
        let count = rows(&harness).len();
        ladder(&harness).focus();
        harness.run();
        assert_eq!(at(&harness), Some(0));
        key(&mut harness, Key::End);
        assert_eq!(at(&harness), Some(count - 1));
        key(&mut harness, Key::Home);
        key(&mut harness, Key::ArrowDown);
        assert_eq!(at(&harness), Some(1));
        // To the answer of the server.
        let wanted = rows(&harness).iter().position(|(said, _)| said.contains(SYN_ACK)).expect("its row");
        for _ in 1..wanted {
            key(&mut harness, Key::ArrowDown);
        }
        assert_eq!(at(&harness), Some(wanted));
        let title = say_with(lang, "ladder-why-title", &[("step", (wanted + 1).into())]);
        assert!(!spoken(&harness).contains(&title));
        key(&mut harness, Key::Enter);
        let said = spoken(&harness);
        assert!(said.contains(&title) && said.contains("RFC 9293"), "{said}");
        assert!(said.contains("SND.NXT") && said.contains("y+1 = 5001"), "{said}");
        assert!(harness.query_all_by_role(Role::Link).next().is_some(), "a citation can be opened");
        key(&mut harness, Key::Escape);
        assert!(!spoken(&harness).contains(&title));
        // The arrows to the sides go step by step.
        key(&mut harness, Key::ArrowLeft);
        assert!(spoken(&harness).contains(&position(lang, count - 1, count)));
        key(&mut harness, Key::ArrowRight);
        assert!(spoken(&harness).contains(&position(lang, count, count)));
    }
}

#[test]
fn it_is_one_tab_stop() {
    let mut harness = explored(Lang::En, [1100.0, 1800.0]);
    ladder(&harness).focus();
    harness.run();
    assert!(at(&harness).is_some());
    key(&mut harness, Key::Tab);
    assert_eq!(at(&harness), None, "the next Tab leaves it");
    harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::Tab);
    harness.run();
    assert!(at(&harness).is_some(), "and the one back finds it again");
}

#[test]
fn numbers_take_the_place_of_symbols() {
    for lang in Lang::ALL {
        let mut harness = explored(lang, [1100.0, 1800.0]);
        let name = |key| say_with(lang, "ladder-spelling", &[("how", say(lang, key).as_ref().into())]);
        press(&mut harness, &name("ladder-numbers"));
        let said = spoken(&harness);
        assert!(said.contains("SYN ACK seq=5000 ack=1001") && !said.contains(SYN_ACK), "{said}");
        press(&mut harness, &name("ladder-symbols"));
        assert!(spoken(&harness).contains(SYN_ACK));
    }
}

#[test]
fn a_click_opens_the_reason_and_another_closes_it() {
    let mut harness = explored(Lang::En, [1100.0, 1800.0]);
    let row = rows(&harness).into_iter().map(|(said, _)| said).find(|said| said.contains(SYN_ACK));
    let row = row.expect("its row");
    press(&mut harness, &row);
    assert!(spoken(&harness).contains("What both ends remember"));
    let link = harness.query_all_by_role(Role::Link).next().expect("a citation");
    link.click_accesskit();
    harness.step();
    let commands = &harness.output().platform_output.commands;
    let opened = commands.iter().find_map(|command| match command {
        egui::OutputCommand::OpenUrl(page) => Some(page.url.clone()),
        _ => None,
    });
    assert!(opened.is_some_and(|url| url.contains("rfc9293.html#section-")), "{commands:?}");
    harness.run();
    press(&mut harness, "Close");
    assert!(!spoken(&harness).contains("What both ends remember"));
}

#[test]
fn what_is_seen_is_copied() {
    let mut harness = explored(Lang::En, [1100.0, 1800.0]);
    press(&mut harness, "Sequence numbers: Numbers");
    let copied = |harness: &mut Harness<'_, Window>, what: &str| {
        press(harness, "Export");
        harness.get_by_label(what).click_accesskit();
        harness.step();
        let commands = harness.output().platform_output.commands.clone();
        harness.run();
        commands.into_iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text),
            _ => None,
        })
    };
    let text = copied(&mut harness, "Copy as text").expect("a text");
    assert!(text.starts_with("calls: explicit\n"), "{text}");
    assert!(text.contains("server > SYN ACK seq=5000 ack=1001"), "{text}");
    let (trace, _, errors) = ackademy::wire::parse(&text);
    assert!(errors.is_empty(), "it can be read again: {text}");
    assert_eq!(trace.to_string(), text);
    let diagram = copied(&mut harness, "Copy as Mermaid").expect("a diagram");
    assert!(diagram.starts_with("sequenceDiagram") && diagram.contains("seq=5000"), "{diagram}");
    press(&mut harness, "To the start");
    let text = copied(&mut harness, "Copy as text").expect("a text");
    assert_eq!(text, "calls: explicit\n", "only what is seen");
}

#[test]
fn it_can_be_made_larger_and_smaller() {
    let mut harness = explored(Lang::En, [1100.0, 1800.0]);
    let height = |harness: &Harness<'_, Window>| ladder(harness).rect().height();
    let usual = height(&harness);
    press(&mut harness, "Smaller");
    assert!(spoken(&harness).contains("80%") && height(&harness) < usual);
    press(&mut harness, "Larger");
    press(&mut harness, "Larger");
    assert!(spoken(&harness).contains("125%") && height(&harness) > usual);
}
