//! The map, driven through the accessibility tree.

use crate::content::shipped;
use crate::screens::{spoken, window};
use ackademy::text::{Lang, say, say_with};
use ackademy::ui::Window;
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn open(lang: Lang, size: [f32; 2]) -> Harness<'static, Window> {
    let mut harness = window(shipped(), lang, size);
    harness.run();
    harness.get_by_label(&say(lang, "rail-map")).click();
    harness.run();
    harness
}

/// What a state of TCP is called in the tree.
fn state(name: &str, lang: Lang) -> String {
    let machines = shipped();
    let machine = machines.machines.iter().filter_map(|m| m.content.as_ref()).find(|m| m.id == "tcp");
    let machine = machine.expect("TCP");
    let state = machine.states.iter().find(|state| state.name == name).expect("a state");
    let args = [("state", name.into()), ("is", state.is.get(lang).to_owned().into())];
    say_with(lang, "map-state-spoken", &args)
}

/// The name of an edge of TCP in the tree: all that begins like this.
fn edge(harness: &Harness<'_, Window>, from: &str, to: &str) -> String {
    let said = spoken(harness);
    let ways = [format!("From {from} to {to}: "), format!("从 {from} 到 {to}：")];
    let named = |line: &&str| ways.iter().any(|way| line.starts_with(way));
    said.lines().find(named).expect("an edge").to_owned()
}

/// What a call of TCP means.
fn shipped_call(name: &str, lang: Lang) -> String {
    let library = shipped();
    let tcp = library.machine("tcp").expect("the machine");
    tcp.calls.iter().find(|call| call.name == name).expect("the call").is.get(lang).to_owned()
}

#[test]
fn a_state_is_selected_by_keyboard_and_tells_its_meaning_and_rules() {
    for lang in Lang::ALL {
        let mut harness = open(lang, [1280.0, 1000.0]);
        let wanted = state("ESTABLISHED", lang);
        for _ in 0..60 {
            harness.key_press(Key::Tab);
            harness.run();
            let focused = harness.query_all_by_label(&wanted).any(|node| node.accesskit_node().is_focused());
            if focused {
                break;
            }
        }
        harness.key_press(Key::Enter);
        harness.run();
        let said = spoken(&harness);
        let meaning = wanted.split_once([':', '：']).expect("a meaning").1.trim().to_owned();
        assert!(said.lines().any(|line| line == meaning), "{said}");
        assert!(said.contains(say(lang, "map-fires").as_ref()), "{said}");
        let close = shipped_call("close", lang);
        let args = [("event", close.into()), ("condition", "not CLOSE.PENDING".into())];
        let args = [("rule", say_with(lang, "map-rule", &args).into()), ("to", "FIN-WAIT-1".into())];
        assert!(said.contains(&say_with(lang, "map-rule-to-said", &args)), "{said}");
        // A rule's line leads to its reason.
        harness
            .get_by_label(&say_with(
                lang,
                "map-leads-said",
                &[
                    ("events", say_with(lang, "map-arrives", &[("what", "FIN".into())]).into()),
                    ("state", "CLOSE-WAIT".into()),
                ],
            ))
            .click();
        harness.run();
        assert!(spoken(&harness).contains("fin/established"));
    }
}

#[test]
fn an_edge_tells_its_reason_and_its_source() {
    for lang in Lang::ALL {
        for size in [[1280.0, 1000.0], [640.0, 1400.0]] {
            let mut harness = open(lang, size);
            let name = edge(&harness, "ESTABLISHED", "CLOSE-WAIT");
            harness.get_by_label(&name).click();
            harness.run();
            let said = spoken(&harness);
            let (why, cite) = match lang {
                Lang::En => ("leaves its own FIN to the user’s CLOSE", "RFC 9293 §3.10.7.4 (eighth)"),
                Lang::Zh => ("自己的 FIN 等用户调用 CLOSE 再发", "RFC 9293 §3.10.7.4（第八步）"),
            };
            assert!(said.contains(why) && said.contains(cite), "{said}");
            harness.get_by_label_contains(&say(lang, "map-clear")).click();
            harness.run();
            assert!(spoken(&harness).contains(say(lang, "map-everywhere").as_ref()));
        }
    }
}

#[test]
fn other_machines_have_their_maps() {
    let machines = shipped();
    let machines = machines.machines.iter().filter_map(|m| m.content.as_ref());
    for machine in machines.filter(|machine| ["sctp", "tls13", "no-time-wait"].contains(&machine.id.as_str()))
    {
        let mut harness = open(Lang::En, [1280.0, 1000.0]);
        assert!(spoken(&harness).contains("The client is here. The server is here."));
        let list = say(Lang::En, "map-machine");
        harness.get_by_role_and_label(egui::Role::ComboBox, &list).click();
        harness.run();
        harness.get_by_label(machine.title.get(Lang::En)).click_accesskit();
        harness.run();
        let said = spoken(&harness);
        for state in &machine.states {
            assert!(said.contains(&format!("{}: {}", state.name, state.is.get(Lang::En))), "{said}");
        }
    }
}
