//! The report in the window: what it is called, how it is gone through by keys.

use super::every_kind;
use crate::access::{faults, nodes, show};
use crate::gallery::scene;
use crate::screens::{spoken, window_on};
use ackademy::app::Command;
use ackademy::app::exam::ExamCommand;
use ackademy::app::record::FactId;
use ackademy::store::MemoryStore;
use ackademy::text::{Lang, say, say_with};
use ackademy::ui::Window;
use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;

fn shown(lang: Lang) -> Harness<'static, Window> {
    let mut harness = window_on(Box::new(MemoryStore::with(every_kind())), lang, [1100.0, 900.0]);
    harness.run();
    let report = Command::InExam(ExamCommand::Report(FactId::new("exam-3")));
    show(&mut harness, &scene("report", vec![report]));
    harness
}

/// The buttons that open a question: role, name, whether it is open.
fn rows(harness: &Harness<'_, Window>) -> Vec<(String, Option<bool>)> {
    let all = nodes(harness);
    let rows = all.iter().map(|node| node.accesskit_node()).filter(|node| node.role() == Role::Button);
    let rows = rows.filter_map(|node| Some((node.label()?, Some(node.data().is_expanded()?))));
    rows.collect()
}

fn press(harness: &mut Harness<'_, Window>, name: &str, key: Key) {
    let all = nodes(harness);
    let node = all.into_iter().find(|node| node.accesskit_node().label().as_deref() == Some(name));
    node.unwrap_or_else(|| panic!("{name} is not there")).focus();
    harness.run();
    harness.key_press(key);
    harness.run();
}

#[test]
fn it_is_read_and_gone_through_by_keys() {
    for lang in Lang::ALL {
        let mut harness = shown(lang);
        assert_eq!(faults(&harness, lang), Vec::<String>::new());
        let words = spoken(&harness);
        for key in [
            "report-sections",
            "report-topics",
            "report-rules",
            "report-certainty",
            "report-times",
            "report-course",
        ] {
            assert!(words.contains(&*say(lang, key)), "{key}");
        }
        assert!(words.contains(&format!("✗ {}", say(lang, "report-failed"))), "the verdict is a word");
        let closed = rows(&harness);
        assert_eq!(closed.len(), 14);
        assert!(closed.iter().all(|(_, open)| *open == Some(false)), "{closed:?}");
        assert!(closed[0].0.contains(&*say(lang, "report-item-right")), "{}", closed[0].0);
        press(&mut harness, &closed[3].0, Key::Enter);
        let open = rows(&harness);
        assert_eq!(open.iter().filter(|(_, open)| *open == Some(true)).count(), 1);
        let more = spoken(&harness);
        for key in ["differs-yours", "differs-right"] {
            assert!(more.contains(&*say(lang, key)), "{key}");
        }
        press(&mut harness, &closed[3].0, Key::Space);
        assert_eq!(rows(&harness), closed);
        let flagged = say_with(lang, "report-show-flagged", &[("count", 3_usize.into())]);
        press(&mut harness, &format!("{}: {flagged}", say(lang, "report-show")), Key::Enter);
        assert_eq!(rows(&harness).len(), 3);
        press(&mut harness, &say(lang, "report-open-all"), Key::Enter);
        assert!(rows(&harness).iter().all(|(_, open)| *open == Some(true)));
        assert_eq!(faults(&harness, lang), Vec::<String>::new());
    }
}
