//! What a screen reader is given: every control of every screen has a role and a name in the language of the
//! window, and what changes by itself is announced.

use crate::content::shipped;
use crate::gallery::{Scene, scene, usual_scenes};
use crate::screens::window;
use ackademy::app::Command;
use ackademy::app::capture::CaptureCommand;
use ackademy::app::exam::ExamCommand;
use ackademy::app::lab::LabCommand;
use ackademy::app::place::Place;
use ackademy::text::Lang;
use ackademy::ui::Window;
use egui::Role;
use egui::accesskit::{Action, Live};
use egui_kittest::Harness;
use egui_kittest::Node;
use egui_kittest::kittest::NodeT;
use std::collections::BTreeSet;
use std::time::Duration;

/// Every node of the tree, in the order in which it is read.
pub fn nodes<'a, S>(harness: &'a Harness<'_, S>) -> Vec<Node<'a>> {
    fn walk<'a>(node: Node<'a>, out: &mut Vec<Node<'a>>) {
        let children: Vec<Node<'a>> = node.children().collect();
        out.push(node);
        children.into_iter().for_each(|child| walk(child, out));
    }
    let mut out = Vec::new();
    walk(harness.root(), &mut out);
    out
}

/// Whether something can be done with a node.
pub fn is_control(node: &Node<'_>) -> bool {
    let data = node.accesskit_node();
    let data = data.data();
    data.supports_action(Action::Focus) || data.supports_action(Action::Click)
}

/// Labels are clicked to mark their text; that is not a control.
const TEXT: [Role; 2] = [Role::Label, Role::TextRun];
/// Roles that say nothing.
const NO_ROLE: [Role; 2] = [Role::Unknown, Role::GenericContainer];

/// What is wrong with the names and roles of the controls that are there.
pub fn faults<S>(harness: &Harness<'_, S>, lang: Lang) -> Vec<String> {
    let mut faults = Vec::new();
    for node in nodes(harness).into_iter().filter(is_control) {
        let role = node.accesskit_node().role();
        // Scroll bars are for the pointer; they are no place for the focus.
        let bar = role == Role::ScrollBar && !node.accesskit_node().data().supports_action(Action::Focus);
        if TEXT.contains(&role) || bar {
            continue;
        }
        // Each further row of a label in a row of controls is a node that says nothing; it takes no focus.
        let focusable = node.accesskit_node().data().supports_action(Action::Focus);
        if NO_ROLE.contains(&role) && !focusable {
            continue;
        }
        let name = node.accesskit_node().label().unwrap_or_default();
        if NO_ROLE.contains(&role) {
            faults.push(format!("no role: {name:?} at {:?}", node.rect()));
        } else if !name.chars().any(char::is_alphanumeric) {
            faults.push(format!("no name: {role:?} {name:?} at {:?}", node.rect()));
        } else if let Some(sign) = name.chars().find(|c| is_sign(*c)) {
            faults.push(format!("the sign {sign} in the name of a {role:?}: {name:?}"));
        } else if is_in_another_language(&name, lang) {
            faults.push(format!("not in {}: {role:?} {name:?}", lang.code()));
        }
    }
    faults
}

/// Icons, arrows, boxes and ticks: nobody can say them.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{e000}'..='\u{f8ff}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// Languages are named in themselves, and what is read from the wire has none.
fn is_in_another_language(name: &str, lang: Lang) -> bool {
    match lang {
        Lang::En => name.replace("中文", "").chars().any(is_han) && !name.contains("切换到中文"),
        Lang::Zh => {
            !name.chars().any(is_han) && !name.contains("English") && name.split_whitespace().any(is_word)
        }
    }
}

/// A word of a language, unlike a name on the wire, a field, or a file.
fn is_word(word: &str) -> bool {
    const WIRE: [&str; 6] = ["seq", "ack", "len", "wnd", "client", "server"];
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
    plain.len() > 2
        && plain.chars().all(|c| c.is_ascii_alphabetic())
        && plain.chars().skip(1).any(|c| c.is_ascii_lowercase())
        && !WIRE.contains(&plain)
}

/// Scenes that have no picture of their own.
fn more() -> Vec<Scene> {
    let trace = "client > SYN seq=x\nserver > SYN ACK seq=y ack=x+1\nclient > ACK seq=x+1 ack=y";
    vec![
        scene("Lab", vec![Command::Go(Place::Lab)]),
        scene(
            "Lab, wrong",
            vec![Command::Go(Place::Lab), Command::InLab(LabCommand::Write(trace.to_owned()))],
        ),
        scene("findings", vec![Command::Findings { file: "decks/tour.ron".to_owned() }]),
        scene(
            "captures, no file",
            vec![
                Command::Capture(CaptureCommand::Path("nowhere".to_owned())),
                Command::Capture(CaptureCommand::Open),
            ],
        ),
    ]
}

/// The first question of every deck.
fn questions() -> Vec<Scene> {
    let library = shipped();
    let ids = library.decks.iter().filter_map(|deck| deck.content.as_ref()).map(|deck| deck.id.clone());
    ids.map(|deck| scene("a question", vec![Command::Practise { deck }])).collect()
}

#[test]
fn every_control_has_a_role_and_a_name_in_the_language_of_the_window() {
    let mut met = BTreeSet::new();
    for lang in Lang::ALL {
        for size in [[1100.0, 2400.0], [640.0, 480.0]] {
            let mut harness = window(shipped(), lang, size);
            for scene in usual_scenes().chain(more()).chain(questions()) {
                show(&mut harness, &scene);
                let controls = nodes(&harness).iter().filter(|node| is_control(node)).count();
                assert!(controls > 5, "{}: the tree is empty", scene.name);
                met.extend(
                    faults(&harness, lang).into_iter().map(|fault| format!("{}: {fault}", scene.name)),
                );
            }
        }
    }
    let all: Vec<String> = met.into_iter().collect();
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
}

/// Leads a window to a scene, from wherever it is.
pub fn show(harness: &mut Harness<'_, Window>, scene: &Scene) {
    let hand_in = Command::InExam(ExamCommand::HandIn);
    let away = [Command::CloseOverlay, hand_in, Command::Go(Place::Today), Command::Motion(false)];
    let ctx = harness.ctx.clone();
    for command in away.into_iter().chain(scene.commands.iter().cloned()) {
        harness.state_mut().command(command, &ctx);
    }
    harness.run();
}

/// A window in which nothing happens asks for no picture: it would heat the machine.
#[test]
fn an_idle_window_asks_for_no_further_picture() {
    let mut harness = window(shipped(), Lang::En, [1100.0, 900.0]);
    for scene in usual_scenes().chain(more()) {
        show(&mut harness, &scene);
        let delay = idle_delay(&mut harness);
        // Where time runs it is seen to.
        let least =
            if scene.name.starts_with("sitting") { Duration::from_millis(900) } else { Duration::MAX };
        assert!(delay >= least, "{}: {delay:?}", scene.name);
    }
}

/// After how long the next picture is wanted, once what was to be remembered is.
fn idle_delay(harness: &mut Harness<'_, Window>) -> Duration {
    for _ in 0..8 {
        harness.step();
    }
    harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay
}

#[test]
fn names_that_cannot_be_said_are_faults() {
    for (name, lang, is) in
        [("Study", Lang::Zh, true), ("学习", Lang::En, true), ("学习 TCP", Lang::Zh, false)]
    {
        assert_eq!(is_in_another_language(name, lang), is, "{name}");
    }
    assert!(!is_in_another_language("SYN ACK seq=y ack=x+1", Lang::Zh));
    assert!(is_sign('→') && is_sign('✗') && is_sign('\u{e88a}') && !is_sign('+'));
}

/// What is announced by itself at this moment.
pub fn announced(harness: &Harness<'_, Window>) -> Vec<String> {
    let live = nodes(harness).into_iter().filter(|node| node.accesskit_node().live() != Live::Off);
    live.filter_map(|node| node.accesskit_node().label().or_else(|| node.accesskit_node().value())).collect()
}
