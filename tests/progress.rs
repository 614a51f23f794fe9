//! Progress: what its tables lead to, what is saved, and that it follows the record and says when it is a sample.

use crate::access::{announced, nodes, show};
use crate::content::shipped;
use crate::gallery::scene;
use crate::screens::{calendar, noon, window};
use ackademy::app::place::Place;
use ackademy::app::port::{Request, Store};
use ackademy::app::progress::{Chart, Picture, ProgressCommand, ProgressView, TopicId};
use ackademy::app::save::port::Where;
use ackademy::app::{App, Command, Effect, StudyCommand, View};
use ackademy::store::MemoryStore;
use ackademy::text::{Lang, say};
use egui::{Key, Role};
use egui_kittest::kittest::NodeT;

struct Learner(App, MemoryStore);

impl Learner {
    fn new() -> Learner {
        let mut learner = Learner(App::new(shipped(), Lang::En, &calendar()), MemoryStore::new());
        learner.carry_out(vec![Effect::Store(Request::Load)]);
        learner
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let Effect::Store(request) = effect else { continue };
            self.1.send(request);
            while let Some(answer) = self.1.receive() {
                let more = self.0.answered(answer, noon());
                self.carry_out(more);
            }
        }
    }

    fn ask(&mut self, command: Command) {
        let effects = self.0.update(command, noon(), 7);
        self.carry_out(effects);
    }

    fn view(&mut self) -> ProgressView {
        self.ask(Command::Go(Place::Progress));
        let View::Progress(view) = self.0.view(noon()) else { panic!("not there") };
        *view
    }
}

#[test]
fn it_follows_the_record() {
    let mut learner = Learner::new();
    assert!(learner.view().empty);
    learner.ask(Command::Study { deck: "tour".to_owned() });
    learner.ask(Command::In(StudyCommand::Pick(0)));
    learner.ask(Command::In(StudyCommand::Check));
    let told = |view: &ProgressView| {
        let year = view.sections.iter().find(|section| section.picture == Picture::Year).expect("a year");
        year.said.clone()
    };
    let first = learner.view();
    assert!(told(&first).contains("one answer on one day"), "{}", told(&first));
    // What is practised is shown, and so is what comes of another record.
    learner.ask(Command::Sample(true));
    let sample = learner.view();
    assert_ne!(told(&sample), told(&first));
    let rules = sample.sections.iter().find(|section| section.picture == Picture::Rules).expect("rules");
    let rows = &rules.table.as_ref().expect("a table").rows;
    assert!(rows.len() == 10 && rows.iter().all(|row| row.strength.is_some()), "{rows:?}");
    assert!(rows.is_sorted_by(|a, b| a.strength <= b.strength), "the weakest first");
    learner.ask(Command::Sample(false));
    assert_eq!(learner.view(), first);
}

#[test]
fn the_pictures_say_what_their_files_say() {
    let mut learner = Learner::new();
    learner.ask(Command::Sample(true));
    let view = learner.view();
    for section in &view.sections {
        let effects =
            learner.0.update(Command::InProgress(ProgressCommand::Save(section.picture)), noon(), 7);
        let [Effect::File(request)] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!(request.to, Where::Chosen);
        let text = String::from_utf8(request.file.bytes.to_vec()).expect("text");
        assert!(text.lines().count() > 3, "{text}");
        let columns = |line: &str| line.matches(',').count();
        assert!(text.lines().all(|line| columns(line) == columns(text.lines().next().expect("a head"))));
        if let Some(Chart::Bars { bars, .. }) = &section.chart
            && section.picture == Picture::Forecast
        {
            let due = text.lines().skip(1).take(31).map(|line| line.rsplit(',').next().expect("a cell"));
            let due: f64 = due.map(|cell| cell.parse::<f64>().expect("a number")).sum();
            assert_eq!(bars.iter().map(|bar| bar.value).sum::<f64>(), due);
        }
    }
}

#[test]
fn topics_lead_to_questions_and_to_the_map() {
    let mut learner = Learner::new();
    let open = |topic| Command::InProgress(ProgressCommand::Open(topic));
    learner.view();
    learner.ask(open(TopicId::Deck("tour".to_owned())));
    let View::Browse(view) = learner.0.view(noon()) else { panic!("not in Browse") };
    assert_eq!(view.filter.deck.as_deref(), Some("tour"));
    learner.view();
    learner.ask(open(TopicId::Tag("loss".to_owned())));
    let View::Browse(view) = learner.0.view(noon()) else { panic!("not in Browse") };
    assert!(view.filter.tag.as_deref() == Some("loss") && view.rows > 0);
    let rule = TopicId::Rule { machine: "tcp".to_owned(), rule: "open/active".to_owned() };
    learner.view();
    learner.ask(open(rule));
    let View::Map(view) = learner.0.view(noon()) else { panic!("not on the map") };
    assert!(view.machine == "tcp" && view.detail.is_some());
}

#[test]
fn tables_and_the_year_are_gone_through_by_keys() {
    for lang in Lang::ALL {
        let mut harness = window(shipped(), lang, [1100.0, 900.0]);
        let go = vec![Command::Sample(true), Command::Go(Place::Progress)];
        show(&mut harness, &scene("progress", go));
        let said = say(lang, "sample-on");
        let is_said =
            nodes(&harness).iter().any(|node| node.accesskit_node().value().as_deref() == Some(&*said));
        assert!(is_said, "that it is a sample");
        let year = say(lang, "progress-year");
        let named = nodes(&harness).into_iter().find(|node| {
            let node = node.accesskit_node();
            node.role() == Role::Image && node.label().is_some_and(|label| label.starts_with(&*year))
        });
        named.expect("the year").focus();
        harness.run();
        harness.key_press(Key::ArrowUp);
        harness.run();
        let first = announced(&harness);
        harness.key_press(Key::ArrowLeft);
        harness.run();
        assert_ne!(first, announced(&harness));
        assert_eq!(first.len(), 1, "{first:?}");
        // The second row of the decks, by its name, and on to its questions.
        let decks = say(lang, "progress-decks");
        let table = nodes(&harness).into_iter().find(|node| {
            let node = node.accesskit_node();
            node.role() == Role::ListBox && node.label().as_deref() == Some(&*decks)
        });
        table.expect("the decks").focus();
        harness.run();
        harness.key_press(Key::ArrowDown);
        harness.run();
        let chosen = nodes(&harness).into_iter().find_map(|node| {
            let node = node.accesskit_node();
            node.is_selected().filter(|on| *on && node.role() == Role::ListBoxOption).and(node.label())
        });
        assert!(chosen.is_some_and(|said| said.contains(&*say(lang, "progress-column-strength"))));
        harness.key_press(Key::Enter);
        harness.run();
        let list = say(lang, "browse-list");
        let there =
            nodes(&harness).iter().any(|node| node.accesskit_node().label().as_deref() == Some(&*list));
        assert!(there, "not among the questions");
    }
}
