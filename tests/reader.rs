//! The window as a screen reader has it: everything is found by its role and its name, answers come from what
//! the tree says, and what changes by itself is announced.

use crate::access::{announced, is_control, nodes, show};
use crate::content::shipped;
use crate::gallery::{Scene, scene, usual_scenes};
use crate::screens::{calendar, noon, window};
use ackademy::app::capture::port::NoCaptures;
use ackademy::app::place::Place;
use ackademy::app::port::{Answer, Request, Store, StoreError, StoreFault};
use ackademy::app::{App, Command, StudyCommand};
use ackademy::store::{FileWriter, MemoryStore};
use ackademy::text::{Lang, say, say_with};
use ackademy::ui::{Outside, Window, install};
use egui::accesskit::Action;
use egui::{Key, Role};
use egui_kittest::kittest::NodeT;
use egui_kittest::{Harness, Node};

fn word(lang: Lang, key: &str) -> String {
    say(lang, key).into_owned()
}

/// The one control of this role and name.
#[track_caller]
fn control<'a>(harness: &'a Harness<'_, Window>, role: Role, name: &str) -> Node<'a> {
    let is = |node: &Node<'_>| {
        let node = node.accesskit_node();
        node.role() == role && node.label().as_deref() == Some(name)
    };
    let mut found: Vec<Node<'a>> = nodes(harness).into_iter().filter(is).collect();
    assert_eq!(found.len(), 1, "{role:?} {name:?}");
    found.remove(0)
}

#[track_caller]
fn choose(harness: &mut Harness<'_, Window>, role: Role, name: &str) {
    control(harness, role, name).click_accesskit();
    harness.run();
}

fn rows(harness: &Harness<'_, Window>) -> Vec<String> {
    let rows = nodes(harness).into_iter().filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    rows.filter_map(|node| node.accesskit_node().label()).collect()
}

/// The value of a field in what is said of a segment: `seq=x+1`.
fn field(row: &str, name: &str) -> Option<String> {
    let end = |c: char| !(c.is_ascii_alphanumeric() || c == '+');
    let (_, rest) = row.split_once(&format!("{name}="))?;
    rest.split(end).next().map(str::to_owned)
}

fn write(harness: &mut Harness<'_, Window>, lang: Lang, name: &str, text: &str) {
    let label = say_with(lang, "composer-field", &[("field", name.into())]);
    let field = control(harness, Role::TextInput, &label);
    field.focus();
    field.type_text(text);
    harness.run();
}

/// What a segment must acknowledge, and where it goes on: as one who heard the last one would say.
#[test]
fn a_run_is_built_from_what_the_rows_say() {
    for lang in Lang::ALL {
        let mut harness = window(shipped(), lang, [1100.0, 780.0]);
        harness.run();
        choose(&mut harness, Role::Tab, &word(lang, "rail-decks"));
        let library = shipped();
        let tour =
            library.decks.iter().filter_map(|deck| deck.content.as_ref()).find(|deck| deck.id == "tour");
        let title = tour.expect("the tour").title.get(lang).to_owned();
        choose(&mut harness, Role::Button, &say_with(lang, "deck-study-named", &[("deck", title.into())]));
        let first =
            nodes(&harness).into_iter().find(|node| node.accesskit_node().role() == Role::RadioButton);
        first.expect("an answer to choose").click_accesskit();
        harness.run();
        choose(&mut harness, Role::Button, &word(lang, "check"));
        choose(&mut harness, Role::Button, &word(lang, "next"));
        let heard = rows(&harness).last().cloned().expect("a row");
        assert!(heard.contains("SYN ACK"), "{heard}");
        let (seq, ack) = (field(&heard, "seq").expect("a number"), field(&heard, "ack").expect("a number"));
        choose(&mut harness, Role::Button, "ACK");
        write(&mut harness, lang, "seq", &ack);
        write(&mut harness, lang, "ack", &format!("{seq}+1"));
        choose(&mut harness, Role::Button, &word(lang, "composer-add"));
        choose(&mut harness, Role::Button, &word(lang, "check"));
        let told = announced(&harness).join("\n");
        assert!(told.contains(&word(lang, "score-right")), "{told}");
        let built = rows(&harness);
        let last = &built[2];
        assert!(last.contains("ACK seq=x+1 ack=y+1") && last.contains("ESTABLISHED"), "{last}");
        choose(&mut harness, Role::Button, &word(lang, "next"));
        // The next question is where the focus is, with what is asked as its name.
        let focused = nodes(&harness).into_iter().rev().find(|node| node.accesskit_node().is_focused());
        assert_eq!(focused.map(|node| node.accesskit_node().role()), Some(Role::Heading));
        // A segment that is lost is said to be lost.
        let lost = if lang == Lang::En { "lost" } else { "丢失" };
        assert!(rows(&harness).iter().any(|row| row.contains(lost)), "{:?}", rows(&harness));
    }
}

/// Where Tab goes, up to where it comes round.
fn tab_stops(harness: &mut Harness<'_, Window>) -> Vec<egui::accesskit::NodeId> {
    let mut stops = Vec::new();
    for _ in 0..300 {
        harness.key_press(Key::Tab);
        harness.run();
        let at = harness.ctx.memory(|memory| memory.focused()).map(|id| id.accesskit_id());
        let Some(at) = at else { continue };
        if stops.contains(&at) {
            return stops;
        }
        stops.push(at);
    }
    panic!("Tab never comes round");
}

#[test]
fn tab_reaches_everything_in_the_order_in_which_it_is_read() {
    let mut harness = window(shipped(), Lang::En, [1100.0, 1600.0]);
    // What lies over a screen keeps Tab to itself.
    let over = |scene: &Scene| scene.name.starts_with("palette") || scene.name == "keys";
    for scene in usual_scenes().filter(|scene| !over(scene)) {
        show(&mut harness, &scene);
        let stops = tab_stops(&mut harness);
        let wanted: Vec<_> = nodes(&harness)
            .into_iter()
            .filter(|node| {
                let node = node.accesskit_node();
                let data = node.data();
                data.supports_action(Action::Focus) && !node.is_disabled() && node.role() != Role::Window
            })
            .map(|node| (node.accesskit_node().locate().0, node.accesskit_node().label().unwrap_or_default()))
            .collect();
        let missed: Vec<_> = wanted.iter().filter(|(id, _)| !stops.contains(id)).collect();
        assert!(missed.is_empty(), "{}: Tab passes by {missed:?}", scene.name);
        // From wherever it began it goes through the tree from the top to the bottom, once.
        let places: Vec<usize> =
            stops.iter().filter_map(|stop| wanted.iter().position(|(id, _)| id == stop)).collect();
        let turns = places.windows(2).filter(|pair| pair[0] > pair[1]).count();
        assert!(turns <= 1, "{}: {places:?} of {wanted:?}", scene.name);
        let ladders =
            nodes(&harness).iter().filter(|node| node.accesskit_node().role() == Role::ListBox).count();
        let rows =
            nodes(&harness).into_iter().filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
        let stopped = rows.filter(|node| stops.contains(&node.accesskit_node().locate().0)).count();
        assert_eq!(stopped, 0, "{}: a row of {ladders} ladders is a stop", scene.name);
    }
}

#[test]
fn hints_verdicts_results_and_counts_are_announced() {
    for lang in Lang::ALL {
        let mut harness = window(shipped(), lang, [1100.0, 1600.0]);
        let wanted = [
            ("choice-told", Some(word(lang, "score-wrong"))),
            ("build-wrong", Some("ACK seq=x ack=y".to_owned())),
            ("explorer-run", None),
        ];
        for (name, words) in wanted {
            let scene = usual_scenes().find(|scene| scene.name == name).expect("a scene");
            show(&mut harness, &scene);
            let told = announced(&harness).join("\n");
            assert!(!told.trim().is_empty(), "{name}");
            assert!(words.is_none_or(|words| told.contains(&words)), "{name}: {told:?}");
        }
        hint_is_announced(&mut harness, lang);
        // The palette: so many commands, and fewer as one types.
        show(&mut harness, &usual_scenes().find(|scene| scene.name == "palette").expect("a scene"));
        let all = announced(&harness);
        harness.event(egui::Event::Text("zzzz".to_owned()));
        harness.run();
        let none = say_with(lang, "palette-count", &[("count", 0_usize.into())]);
        assert_ne!(all, announced(&harness));
        assert!(announced(&harness).contains(&none), "{:?}", announced(&harness));
        // Findings of a file.
        let findings = vec![Command::Findings { file: "decks/tour.ron".to_owned() }];
        show(&mut harness, &scene("findings", findings));
        let told = announced(&harness).join("\n");
        assert!(told.contains(&word(lang, "findings-none")), "{told}");
    }
}

/// Of some question that has one.
fn hint_is_announced(harness: &mut Harness<'_, Window>, lang: Lang) {
    let hint = word(lang, "hint");
    for deck in shipped().decks.iter().filter_map(|deck| deck.content.as_ref()) {
        show(harness, &scene("hint", vec![Command::Practise { deck: deck.id.clone() }]));
        let named = |node: &Node<'_>| node.accesskit_node().label().as_ref() == Some(&hint);
        let button = nodes(harness).into_iter().find(|node| is_control(node) && named(node));
        if let Some(button) = button {
            let before = announced(harness).len();
            button.click_accesskit();
            harness.run();
            assert_eq!(announced(harness).len(), before + 1, "{:?}", announced(harness));
            return;
        }
    }
    panic!("no question has a hint");
}

/// A store that can't keep anything.
struct Full(MemoryStore, Vec<Request>);

impl Store for Full {
    fn send(&mut self, request: Request) {
        match request {
            Request::Append { .. } => self.1.push(request),
            other => self.0.send(other),
        }
    }

    fn receive(&mut self) -> Option<Answer> {
        let Some(request) = self.1.pop() else { return self.0.receive() };
        let error =
            StoreError { kind: StoreFault::DiskFull, path: "reviews.db".into(), detail: String::new() };
        Some(Answer::Failed { request: Box::new(request), error })
    }
}

#[test]
fn that_saving_failed_is_announced() {
    for lang in Lang::ALL {
        let mut app = App::new(shipped(), lang, &calendar());
        app.insist_on(lang);
        let outside = Outside {
            store: Box::new(Full(MemoryStore::new(), Vec::new())),
            captures: Box::new(NoCaptures),
            files: Box::new(FileWriter::new(None, |_| {})),
            steady: Box::new(|| std::time::Duration::ZERO),
            now: Box::new(noon),
            seed: Box::new(|| 7),
            work: Box::new(|work| work.run()),
            changed: Box::new(|| None),
        };
        let builder = Harness::builder().with_size([1100.0, 900.0]).with_context_setup(install);
        let mut harness = builder.build_eframe(move |_| Window::new(app, outside));
        harness.run();
        assert_eq!(announced(&harness).len(), 0, "{:?}", announced(&harness));
        let answer = [StudyCommand::Pick(0), StudyCommand::Check].map(Command::In);
        let commands = [Command::Go(Place::Decks), Command::Study { deck: "tour".to_owned() }];
        let ctx = harness.ctx.clone();
        for command in commands.into_iter().chain(answer) {
            harness.state_mut().command(command, &ctx);
        }
        harness.run();
        let full = say_with(
            lang,
            StoreFault::DiskFull.key(),
            &[("path", "reviews.db".into()), ("detail", "".into()), ("version", 0_usize.into())],
        );
        assert!(announced(&harness).contains(&full), "{full:?} in {:?}", announced(&harness));
        assert!(nodes(&harness).iter().any(is_control));
    }
}
