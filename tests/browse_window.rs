//! Browse in the window, driven through the accessibility tree and by keys.

use crate::access::{faults, nodes};
use crate::browse::many;
use crate::content::shipped;
use crate::screens::{spoken, window};
use ackademy::app::Command;
use ackademy::app::browse::{Act, BrowseCommand, Pick};
use ackademy::app::place::Place;
use ackademy::text::{Lang, say, say_with};
use ackademy::ui::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::time::Instant;

fn start(lang: Lang, size: [f32; 2]) -> Harness<'static, Window> {
    let mut harness = window(shipped(), lang, size);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness
}

/// The rows that are there, and whether each is chosen.
fn rows(harness: &Harness<'_, Window>) -> Vec<(String, bool)> {
    let options =
        nodes(harness).into_iter().filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    let row = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        (node.label().unwrap_or_default(), node.is_selected() == Some(true))
    };
    options.map(row).collect()
}

fn write(harness: &mut Harness<'_, Window>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

#[test]
fn questions_are_sought_chosen_changed_and_changed_back() {
    for lang in Lang::ALL {
        for size in [[1280.0, 900.0], [640.0, 480.0]] {
            let mut harness = start(lang, size);
            let act = |act: &str| say_with(lang, "browse-act", &[("act", act.into())]);
            // The field for the text has the focus.
            write(&mut harness, "四次挥手");
            let found = rows(&harness);
            assert!(!found.is_empty() && found.iter().all(|(_, chosen)| !chosen), "{found:?}");
            assert_eq!(faults(&harness, lang), Vec::<String>::new());
            harness.get_by_role_and_label(Role::ListBoxOption, &found[0].0).click_accesskit();
            harness.run();
            assert!(rows(&harness)[0].1);
            harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
            harness.run();
            let chosen = rows(&harness).iter().filter(|(_, chosen)| *chosen).count();
            assert_eq!(chosen, 2);
            harness.get_by_label(&act("suspend")).click_accesskit();
            harness.run();
            let suspended = say_with(lang, "browse-state", &[("state", "suspended".into())]);
            assert_eq!(rows(&harness).iter().filter(|(row, _)| row.contains(&suspended)).count(), 2);
            assert_eq!(faults(&harness, lang), Vec::<String>::new());
            harness.get_by_label(&say(lang, "browse-undo")).click_accesskit();
            harness.run();
            assert!(rows(&harness).iter().all(|(row, _)| !row.contains(&suspended)));
        }
    }
}

/// Where the lists would take several rows they are behind one button, which tells how many are in use.
#[test]
fn filters_are_folded_where_there_is_little_room() {
    for lang in Lang::ALL {
        let button = |count: usize| say_with(lang, "browse-filters", &[("count", count.into())]);
        let kinds = format!("{}: {}", say(lang, "browse-filter-kind"), say(lang, "browse-any-kind"));
        let wide = start(lang, [1280.0, 900.0]);
        assert!(wide.query_by_label(&kinds).is_some() && wide.query_by_label(&button(0)).is_none());
        let mut harness = start(lang, [640.0, 480.0]);
        assert!(harness.query_by_label(&kinds).is_none());
        harness.get_by_label(&button(0)).click_accesskit();
        harness.run();
        harness.get_by_label(&kinds).click_accesskit();
        harness.run();
        let before = rows(&harness).len();
        harness.get_by_label(&say(lang, "kind-states")).click_accesskit();
        harness.run();
        assert!(before > 0 && harness.query_by_label(&button(1)).is_some());
        harness.get_by_label(&button(1)).click_accesskit();
        harness.run();
        assert!(harness.query_by_label_contains(&say(lang, "browse-filter-kind")).is_none(), "closed again");
        assert_eq!(faults(&harness, lang), Vec::<String>::new());
    }
}

#[test]
fn the_list_is_one_stop_of_tab_and_is_walked_with_the_arrows() {
    let mut harness = start(Lang::En, [1280.0, 900.0]);
    let list = say(Lang::En, "browse-list");
    let focused = |harness: &Harness<'_, Window>| {
        let nodes = nodes(harness);
        let at = nodes.into_iter().rev().find(|node| node.accesskit_node().is_focused());
        at.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    };
    for _ in 0..12 {
        harness.key_press(Key::Tab);
        harness.run();
        if focused(&harness) == list || rows(&harness).iter().any(|(row, _)| *row == focused(&harness)) {
            break;
        }
    }
    harness.key_press(Key::Home);
    harness.run();
    for _ in 0..3 {
        harness.key_press(Key::ArrowDown);
        harness.run();
    }
    let chosen: Vec<usize> =
        rows(&harness).iter().enumerate().filter(|(_, row)| row.1).map(|(at, _)| at).collect();
    assert_eq!(chosen, [3]);
    harness.key_press(Key::End);
    harness.run();
    let last = rows(&harness);
    assert!(last.last().is_some_and(|(_, chosen)| *chosen), "it was scrolled to: {last:?}");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    assert!(rows(&harness).iter().all(|(_, chosen)| *chosen));
    assert!(spoken(&harness).contains(&say(Lang::En, "browse-choose-none").into_owned()));
    harness.key_press(Key::Escape);
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(rows(&harness).is_empty(), "it is left");
}

#[test]
fn an_editor_that_is_not_there_is_told() {
    let mut library = shipped();
    let first = library.decks.iter_mut().find(|deck| deck.content.is_some()).unwrap();
    first.path = Some("own.ron".into());
    let mut harness = window(library, Lang::Zh, [1280.0, 900.0]);
    let ctx = harness.ctx.clone();
    let commands = [BrowseCommand::Row(0, Pick::Only), BrowseCommand::Editor("/no/such/editor".to_owned())];
    harness.state_mut().command(Command::Go(Place::Browse), &ctx);
    for command in commands {
        harness.state_mut().command(Command::InBrowse(command), &ctx);
    }
    harness.run();
    assert!(spoken(&harness).contains("own.ron:"), "the place is shown");
    harness.get_by_label(&say(Lang::Zh, "browse-edit")).click_accesskit();
    harness.run();
    let said = crate::access::announced(&harness);
    assert!(said.iter().any(|words| words.starts_with("无法运行这条命令：")), "{said:?}");
    // What the system's program is to open is told as well, without a command.
    harness.state_mut().command(Command::InBrowse(BrowseCommand::Editor(String::new())), &ctx);
    harness.run();
    harness.get_by_label(&say(Lang::Zh, "browse-edit")).click_accesskit();
    harness.run();
    let said = crate::access::announced(&harness);
    assert!(said.iter().any(|words| words.starts_with("正在打开 own.ron:")), "{said:?}");
}

/// Only what can be seen is drawn, however much there is.
#[test]
fn a_hundred_thousand_questions_are_no_more_than_a_screenful() {
    let mut harness = window(many(100_000), Lang::En, [1280.0, 900.0]);
    let ctx = harness.ctx.clone();
    harness.state_mut().command(Command::Go(Place::Browse), &ctx);
    harness.run();
    assert!((10..60).contains(&rows(&harness).len()), "{}", rows(&harness).len());
    let begun = Instant::now();
    for _ in 0..20 {
        harness.step();
    }
    println!("a frame: {:?}", begun.elapsed() / 20);
    for command in [BrowseCommand::All, BrowseCommand::Nothing, BrowseCommand::Move(90_000, Pick::Only)] {
        let begun = Instant::now();
        harness.state_mut().command(Command::InBrowse(command.clone()), &ctx);
        harness.step();
        println!("{command:?}: {:?}", begun.elapsed());
    }
    harness.run();
    assert!(rows(&harness).iter().any(|(_, chosen)| *chosen));
    let begun = Instant::now();
    harness.state_mut().command(Command::InBrowse(BrowseCommand::Act(Act::Flag(true))), &ctx);
    harness.run();
    println!("flagged: {:?}", begun.elapsed());
    assert_eq!(rows(&harness).iter().filter(|(row, _)| row.contains("Flagged")).count(), 1);
}
