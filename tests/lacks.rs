//! Why an answer can't be checked yet: said for every kind of question, beside the button and with it.

use crate::access::nodes;
use crate::content::shipped;
use crate::screens::{calendar, noon, spoken, window};
use ackademy::app::port::Answer;
use ackademy::app::{App, Command, KindView, StudyCommand, View};
use ackademy::text::{Lang, say, say_with};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use std::collections::BTreeSet;

/// Every question of every deck, when nothing is put down yet.
#[test]
fn whatever_cannot_be_checked_says_what_it_lacks() {
    let library = shipped();
    let decks = library.decks.iter().filter_map(|deck| deck.content.clone());
    let names: Vec<String> =
        decks.flat_map(|deck| deck.questions.iter().map(|q| deck.full_name(q)).collect::<Vec<_>>()).collect();
    let mut app = App::new(library, Lang::Zh, &calendar());
    app.insist_on(Lang::Zh);
    let loaded = Answer::Loaded { facts: Default::default(), local: Default::default(), skipped: 0 };
    app.answered(loaded, noon());
    let mut said = BTreeSet::new();
    for name in names {
        app.update(Command::PractiseChosen(vec![name.clone()]), noon(), 3);
        let View::Study(view) = app.view(noon()) else { panic!("{name}") };
        let answers_itself = matches!(view.kind, KindView::Flip { .. });
        assert_eq!(view.lacks.is_some(), !view.can_check && !answers_itself, "{name}: {:?}", view.lacks);
        // How many are missing is another matter.
        said.extend(view.lacks.map(|words| words.replace(|c: char| c.is_ascii_digit(), "")));
    }
    assert_eq!(said.len(), 8, "a word for each kind: {said:?}");
}

fn description(harness: &Harness<'_, ackademy::ui::Window>, name: &str) -> Option<String> {
    let check =
        nodes(harness).into_iter().find(|node| node.accesskit_node().label().as_deref() == Some(name));
    check.expect("the button").accesskit_node().data().description().map(str::to_owned)
}

#[test]
fn what_is_lacking_stands_beside_the_button_and_changes_as_one_answers() {
    for lang in Lang::ALL {
        let mut harness = window(shipped(), lang, [900.0, 900.0]);
        let ctx = harness.ctx.clone();
        harness.run();
        let begin = Command::Practise { deck: "sequence-numbers".to_owned() };
        harness.state_mut().command(begin, &ctx);
        harness.run();
        let check = say(lang, "check");
        for left in (1..=4_u8).rev() {
            let args = [("what", "pairs".into()), ("count", i64::from(left).into()), ("role", "".into())];
            let words = say_with(lang, "lacks", &args);
            assert!(spoken(&harness).lines().any(|line| line == words), "{words}");
            assert_eq!(description(&harness, &check).as_deref(), Some(words.as_str()));
            let pair = StudyCommand::Pair { left: 4 - usize::from(left), with: Some(0) };
            harness.state_mut().command(Command::In(pair), &ctx);
            harness.run();
        }
        assert_eq!(description(&harness, &check), None);
    }
}
