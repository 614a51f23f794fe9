//! What was wrong in an exam, practised as it was asked.

use super::{app, ask, known, noon, own, report, sheet};
use ackademy::app::exam::ReportCommand;
use ackademy::app::port::Request;
use ackademy::app::{Command, Effect, KindView, StudyCommand, View};
use ackademy::deck::Kind;
use ackademy::exam::Asked;
use ackademy::text::Lang;

/// What was drawn is asked exactly again: each draw of the same question, and options in the same order.
#[test]
fn what_was_drawn_is_practised_exactly_again() {
    let library = own();
    let decks = library.exam_decks();
    let drawn = decks.values().flat_map(|deck| deck.questions.iter().map(move |q| (deck, q)));
    let (deck, question) = drawn
        .filter(|(_, question)| matches!(question.kind, Kind::Generate(_)))
        .find(|(deck, question)| [5, 6].iter().all(|seed| deck.drawn(question, *seed).is_some()))
        .expect("some are drawn");
    let name = deck.full_name(question);
    let mut sheet = sheet(&library, &[]);
    for (name, seed) in [(name.as_str(), 5), (name.as_str(), 6), (name.as_str(), 5), ("own/one", 77)] {
        let mut item = known(&library).items[3].clone();
        (item.question, item.seed) = (name.to_owned(), seed);
        sheet.items.push(item);
    }
    let mut app = app(library, Lang::En, vec![sheet]);
    assert_eq!(report(&app).wrong, 3, "each once");
    let session = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::Store(Request::Remember { key, value }) if key == "session" => {
                Some(serde_json::from_str::<serde_json::Value>(value).expect("JSON"))
            }
            _ => None,
        })
    };
    let session = session(&ask(&mut app, ReportCommand::Practise)).expect("a session");
    assert_eq!(session["drawn"], 5);
    let queue = [format!("{name}#5"), format!("{name}#6"), "own/one#77".to_owned()];
    assert_eq!(session["queue"], serde_json::json!(queue));
    // Left out with all its draws.
    app.update(Command::In(StudyCommand::Suspend), noon(), 3);
    let View::Study(view) = app.view(noon()) else { panic!("a session") };
    let KindView::Choice { options, .. } = view.kind else { panic!("a choice") };
    let shown: Vec<usize> = options.iter().map(|option| option.index).collect();
    assert_eq!(shown, Asked::of(&decks, "own/one", 77).expect("it is there").order);
}
