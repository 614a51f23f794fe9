//! A study session by keyboard alone: nothing here clicks, and no command is sent. What is on the screen is read
//! from the accessibility tree.

use crate::access::{faults, nodes};
use crate::content::shipped;
use crate::screens::{KINDS, spoken, window};
use ackademy::app::Command;
use ackademy::text::{Lang, say, say_with};
use ackademy::ui::Window;
use egui::accesskit::Live;
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::NodeT;
use egui_kittest::{Harness, Node};
use std::collections::BTreeSet;

/// A window, and hands on the keys.
pub struct Typist {
    pub harness: Harness<'static, Window>,
    pub lang: Lang,
    /// How often a key was pressed.
    pressed: usize,
    /// Whether what has the focus must be seen.
    watches: bool,
}

impl Typist {
    pub fn new(lang: Lang, size: [f32; 2]) -> Typist {
        let mut harness = window(shipped(), lang, size);
        harness.run();
        Typist { harness, lang, pressed: 0, watches: true }
    }

    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Keys with their text, as a keyboard gives them.
    pub fn write(&mut self, text: &str) {
        for c in text.chars() {
            let key = Key::from_name(&c.to_uppercase().to_string());
            let key = key.or(match c {
                '=' => Some(Key::Equals),
                '+' => Some(Key::Plus),
                '-' => Some(Key::Minus),
                _ => None,
            });
            let strike = |pressed| Event::Key {
                key: key.expect("a key"),
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: Modifiers::NONE,
            };
            self.harness.event(strike(true));
            self.harness.event(Event::Text(c.to_string()));
            self.harness.event(strike(false));
            self.settle();
        }
    }

    fn settle(&mut self) {
        self.pressed += 1;
        self.harness.run();
        if self.watches {
            self.see_focus();
        }
    }

    pub fn word(&self, key: &str) -> String {
        say(self.lang, key).into_owned()
    }

    pub fn screen(&self, place: &str) -> String {
        say_with(self.lang, "screen-named", &[("place", self.word(place).into())])
    }

    fn focused(&self) -> Option<Node<'_>> {
        nodes(&self.harness).into_iter().rev().find(|node| node.accesskit_node().is_focused())
    }

    pub fn name(&self) -> String {
        self.focused().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// What has the focus can be seen, at least where it begins.
    #[track_caller]
    fn see_focus(&self) {
        let Some(node) = self.focused().filter(|node| node.accesskit_node().role() != Role::Window) else {
            return;
        };
        let screen = self.harness.ctx.content_rect();
        let rect = node.rect();
        assert!(
            screen.intersects(rect) && rect.top() >= screen.top() - 1.0 && rect.left() < screen.right(),
            "{:?} at {rect:?} is out of sight in {screen:?}",
            self.name()
        );
    }

    /// Presses Tab until a control is reached.
    #[track_caller]
    pub fn tab_to(&mut self, wanted: impl Fn(Role, &str) -> bool) {
        let mut passed = Vec::new();
        for _ in 0..150 {
            let at = self.focused().map(|node| (node.accesskit_node().role(), self.name()));
            if at.as_ref().is_some_and(|(role, name)| wanted(*role, name)) {
                return;
            }
            passed.push(at);
            self.press(Key::Tab);
        }
        panic!("never reached: {passed:#?}");
    }

    pub fn tab_to_named(&mut self, name: &str) {
        self.tab_to(|_, known| known == name);
    }

    /// The kind of question of an exam, if one is asked: it stands between the section and the answers so far.
    pub fn kind_in_exam(&self) -> Option<&'static str> {
        let said = spoken(&self.harness);
        KINDS.into_iter().find(|kind| {
            let part = format!(" · {} · ", self.word(&format!("kind-{kind}")));
            said.lines().any(|known| known.contains(&part))
        })
    }

    /// The kind of question that is asked, if one is.
    fn kind(&self) -> Option<&'static str> {
        let said = spoken(&self.harness);
        KINDS.into_iter().find(|kind| {
            let line = format!("{} · ", self.word(&format!("kind-{kind}")));
            said.lines().any(|known| known.starts_with(&line))
        })
    }

    /// The bar lies at the bottom and is no higher than what is in it, whatever was asked before.
    #[track_caller]
    fn see_bar(&self) {
        let screen = self.harness.ctx.content_rect();
        let known = nodes(&self.harness);
        let mut forward = known.iter().filter(|node| {
            let label = node.accesskit_node().label();
            label.is_some_and(|label| ["check", "turn"].iter().any(|key| label.starts_with(&self.word(key))))
        });
        let rect = forward.next_back().expect("a way forward").rect();
        assert!(screen.bottom() - rect.bottom() < rect.height(), "{rect:?} floats in {screen:?}");
    }

    /// The focus is where reading or writing begins, and Enter does not take it away before there is an answer.
    #[track_caller]
    fn see_beginning(&mut self, kind: &str) {
        let role = |typist: &Typist| typist.focused().map(|node| node.accesskit_node().role());
        if ["type", "value", "cloze"].contains(&kind) {
            self.press(Key::Enter);
            assert_eq!(role(self), Some(Role::TextInput), "{kind}");
        } else {
            assert_eq!(role(self), Some(Role::Heading), "{kind}");
        }
    }

    /// Answers whatever is asked, rightly or not, up to the verdict.
    fn answer(&mut self, kind: &str) {
        self.see_bar();
        self.see_beginning(kind);
        match kind {
            "flip" => {
                self.press(Key::Space);
                self.press(Key::Num2);
                return;
            }
            "choice" | "what-if" => self.press(Key::Num1),
            "true-false" => self.write("t"),
            "type" => self.write("syn"),
            "cloze" => {
                self.write("fin");
                self.press(Key::Tab);
                self.write("0");
            }
            "value" => self.write("x+1"),
            "match" => self.match_all(),
            "order" => {
                self.tab_to(|role, _| role == Role::ListItem);
                let first = self.name();
                self.press_with(Modifiers::ALT, Key::ArrowDown);
                let moved = self.name();
                assert!(first.starts_with("1. ") && moved.starts_with("2. "), "{first} {moved}");
                assert_eq!(first[3..], moved[3..], "the focus goes along");
                self.check_by_tab();
            }
            "build" | "next" => {
                self.write("s");
                self.press(Key::Enter);
                self.press_with(Modifiers::COMMAND, Key::Enter);
                return;
            }
            "states" => self.write("aa"),
            "fault" => {
                self.tab_to(is_ladder);
                self.press(Key::ArrowDown);
                self.press(Key::Enter);
                let sender = [("kind", "wrong-sender".into()), ("field", "".into())];
                let sender = say_with(self.lang, "fault-kind", &sender);
                self.tab_to_named(&sender);
                self.press(Key::Space);
                self.check_by_tab();
            }
            other => panic!("{other}"),
        }
        if !matches!(kind, "order" | "fault") {
            self.press(Key::Enter);
        }
    }

    /// What stands on the left, with what it was put together with.
    fn pairs(&self) -> Vec<String> {
        let names =
            nodes(&self.harness).into_iter().filter(|node| node.accesskit_node().role() == Role::RadioButton);
        let names = names.filter_map(|node| node.accesskit_node().label());
        names.filter(|name| name.starts_with(char::is_numeric)).collect()
    }

    /// Letters put together, the arrows go to a line, Backspace takes it apart.
    #[track_caller]
    fn match_all(&mut self) {
        let open = self.word("match-open");
        let is_open = |pairs: &[String]| pairs.iter().map(|pair| pair.ends_with(&open)).collect::<Vec<_>>();
        self.press(Key::ArrowDown);
        self.write("b");
        let pairs = self.pairs();
        assert_eq!(is_open(&pairs), [true, false, true, true], "{pairs:?}");
        assert!(pairs[1].contains(": B, "), "{pairs:?}");
        for _ in 0..3 {
            self.press(Key::ArrowUp);
        }
        self.press(Key::ArrowDown);
        self.press(Key::Backspace);
        assert_eq!(is_open(&self.pairs()), [true; 4], "{:?}", self.pairs());
        self.write("bcda");
        assert_eq!(is_open(&self.pairs()), [false; 4], "{:?}", self.pairs());
    }

    fn check_by_tab(&mut self) {
        let check = self.word("check");
        self.tab_to_named(&check);
        self.press(Key::Space);
    }

    /// The focus is at the verdict, which is announced.
    #[track_caller]
    fn at_verdict(&self) -> String {
        let node = self.focused().expect("something has the focus");
        assert_eq!(node.accesskit_node().live(), Live::Polite, "{:?}", self.name());
        let name = self.name();
        assert!(!name.is_empty());
        name
    }

    /// From the first screen into a deck.
    fn study(&mut self, index: usize) {
        self.press_with(Modifiers::COMMAND, Key::Num2);
        let title = shipped().decks[index].content.as_ref().expect("a deck").title.get(self.lang).to_owned();
        let name = say_with(self.lang, "deck-study-named", &[("deck", title.into())]);
        self.tab_to_named(&name);
        self.press(Key::Enter);
    }

    /// To the summary; returns the kinds that were met.
    fn session(&mut self) -> BTreeSet<&'static str> {
        let mut kinds = BTreeSet::new();
        for number in 0..100 {
            let Some(kind) = self.kind() else { break };
            kinds.insert(kind);
            assert_eq!(faults(&self.harness, self.lang), Vec::<String>::new());
            self.answer(kind);
            if kind == "flip" {
                continue;
            }
            self.at_verdict();
            assert_eq!(faults(&self.harness, self.lang), Vec::<String>::new());
            if number % 2 == 0 {
                self.press(Key::Enter);
            } else {
                let next = self.word("next");
                self.tab_to_named(&next);
                self.press(Key::Space);
            }
        }
        kinds
    }
}

/// Of a ladder the focus tells the row that the arrows are at.
fn is_ladder(role: Role, _: &str) -> bool {
    matches!(role, Role::ListBox | Role::ListBoxOption)
}

fn deck(id: &str) -> usize {
    let id_of = |deck: &ackademy::app::library::Loaded<ackademy::deck::Deck>| {
        deck.content.as_ref().is_some_and(|deck| deck.id == id)
    };
    shipped().decks.iter().position(id_of).expect("a deck")
}

/// From Today into decks with every kind of question, to their summaries, and back.
fn whole_session(mut typist: Typist) {
    typist.study(deck("sequence-numbers"));
    let mut kinds = typist.session();
    typist.study(deck("why-three"));
    kinds.extend(typist.session());
    assert_eq!(kinds.len(), KINDS.len(), "{kinds:?}");
    let said = spoken(&typist.harness);
    assert!(said.contains(&typist.word("summary-title")), "{said}");
    let home = typist.word("home");
    typist.tab_to_named(&home);
    typist.press(Key::Enter);
    // Back where the deck was chosen; from there to Today.
    assert_eq!(typist.name(), typist.screen("rail-decks"));
    typist.press_with(Modifiers::COMMAND, Key::Num1);
    assert_eq!(typist.name(), typist.screen("rail-today"), "the focus is where Today begins");
}

#[test]
fn a_session_with_every_kind_of_question_by_keyboard_alone() {
    for lang in Lang::ALL {
        whole_session(Typist::new(lang, [1100.0, 780.0]));
    }
}

#[test]
fn a_session_in_a_small_window_with_text_of_twice_the_size() {
    let mut typist = Typist::new(Lang::Zh, [640.0, 480.0]);
    let ctx = typist.harness.ctx.clone();
    typist.harness.state_mut().command(Command::Scale(200), &ctx);
    typist.harness.state_mut().command(Command::Motion(false), &ctx);
    typist.harness.run();
    whole_session(typist);
}

/// The rows of the ladder, as they are read.
fn rows(typist: &Typist) -> Vec<String> {
    let rows =
        nodes(&typist.harness).into_iter().filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    rows.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn a_run_is_built_read_taken_back_and_built_again() {
    for lang in Lang::ALL {
        let mut typist = Typist::new(lang, [1100.0, 780.0]);
        typist.study(deck("tour"));
        typist.answer("choice");
        typist.press(Key::Enter);
        assert_eq!(typist.kind(), Some("build"));
        let given = rows(&typist).len();
        typist.write("a=x");
        typist.press(Key::Tab);
        typist.write("y");
        typist.press(Key::Enter);
        let built = rows(&typist);
        assert_eq!(built.len(), given + 1, "{built:?}");
        assert!(built[given].contains("ACK seq=x ack=y"), "{built:?}");
        // Read with the arrows: the ladder is one stop of Tab.
        typist.tab_to(is_ladder);
        typist.press(Key::End);
        let at = nodes(&typist.harness).into_iter().find(|node| {
            node.accesskit_node().is_selected() == Some(true)
                && node.accesskit_node().role() == Role::ListBoxOption
        });
        assert_eq!(at.and_then(|node| node.accesskit_node().label()).as_ref(), built.last());
        typist.press_with(Modifiers::COMMAND, Key::Z);
        assert_eq!(rows(&typist).len(), given);
        typist.pressed = 0;
        typist.write("a=x1");
        typist.press(Key::Tab);
        typist.write("y1");
        typist.press(Key::Enter);
        println!("the third segment: {} keys", typist.pressed);
        assert!(typist.pressed <= 8, "{} keys", typist.pressed);
        let built = rows(&typist);
        assert!(built.last().is_some_and(|row| row.contains("ACK seq=x+1 ack=y+1")), "{built:?}");
        typist.press_with(Modifiers::COMMAND, Key::Enter);
        let verdict = typist.at_verdict();
        let right = nodes(&typist.harness)
            .into_iter()
            .filter_map(|node| node.accesskit_node().value())
            .any(|said| said.starts_with('✓'));
        assert!(right, "{verdict}");
    }
}

#[test]
fn what_is_too_long_is_scrolled_by_keys_and_escape_leaves() {
    let mut typist = Typist::new(Lang::En, [640.0, 480.0]);
    typist.study(deck("why-three"));
    let ctx = typist.harness.ctx.clone();
    typist.harness.state_mut().command(Command::Scale(200), &ctx);
    typist.harness.run();
    typist.watches = false;
    let top = |typist: &Typist| typist.focused().map_or(0.0, |node| node.rect().top());
    let first = top(&typist);
    typist.press(Key::End);
    assert!(top(&typist) < first - 10.0, "{} {first}", top(&typist));
    typist.press(Key::PageUp);
    typist.press(Key::Home);
    assert!(top(&typist) >= first);
    typist.press(Key::Escape);
    assert_eq!((typist.kind(), typist.name()), (None, typist.screen("rail-decks")));
}

#[test]
fn light_and_dark_are_switched_at_the_first_press() {
    let mut typist = Typist::new(Lang::En, [900.0, 640.0]);
    typist.watches = false;
    // To begin with it is as the system has it.
    let mut before = typist.harness.ctx.theme();
    for _ in 0..3 {
        typist.press_with(Modifiers::COMMAND, Key::K);
        typist.write("switch between light");
        typist.press(Key::Enter);
        let after = typist.harness.ctx.theme();
        assert_ne!(after, before);
        before = after;
    }
}
