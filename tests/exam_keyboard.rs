//! A whole exam by keyboard alone: nothing here clicks, and no command is sent.

use crate::access::{announced, faults};
use crate::keyboard::Typist;
use crate::screens::spoken;
use ackademy::text::{Lang, say_with};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Begins the short exam from the first screen.
fn begin(typist: &mut Typist) {
    typist.press_with(Modifiers::COMMAND, Key::Num7);
    assert_eq!(typist.name(), typist.screen("rail-exam"));
    let quick =
        crate::content::shipped().exam("quick").expect("it is there").title.get(typist.lang).to_owned();
    let named = |key: &str| say_with(typist.lang, key, &[("exam", quick.as_str().into())]);
    let (prepare, begins) = (named("exams-begin-named"), named("exam-start-begin-named"));
    typist.tab_to_named(&prepare);
    typist.press(Key::Enter);
    // A name on the way.
    let name = typist.word("exam-start-name");
    typist.tab_to(|role, known| role == Role::TextInput && known == name);
    typist.write("li");
    typist.tab_to_named(&begins);
    typist.press(Key::Enter);
}

fn whole_exam(lang: Lang, size: [f32; 2]) {
    let mut typist = Typist::new(lang, size);
    begin(&mut typist);
    let of = |number: usize| {
        say_with(lang, "sitting-of", &[("number", number.into()), ("count", 11_usize.into())])
    };
    let mut kinds = std::collections::BTreeSet::new();
    for number in 1..=11 {
        let said = spoken(&typist.harness);
        assert!(said.contains(&of(number)), "{number}: {said}");
        assert_eq!(faults(&typist.harness, lang), Vec::<String>::new());
        let kind = typist.kind_in_exam().expect("a kind of question");
        kinds.insert(kind);
        if !matches!(kind, "type" | "value" | "cloze") {
            assert!(
                typist.name().starts_with(&of(number)),
                "what is asked has the focus: {:?}",
                typist.name()
            );
        }
        match kind {
            "choice" | "what-if" => typist.press(Key::Num1),
            "true-false" => typist.write("t"),
            "type" | "value" | "cloze" => typist.write("syn"),
            "states" => typist.write("aa"),
            "match" => typist.write("a"),
            "build" | "next" => {
                typist.write("s");
                typist.press(Key::Enter);
            }
            _ => {}
        }
        if number == 2 {
            typist.press_with(Modifiers::ALT, Key::F);
            assert!(spoken(&typist.harness).contains(&typist.word("sitting-flagged")));
            typist.press(Key::PageUp);
            assert!(spoken(&typist.harness).contains(&of(1)));
            typist.press(Key::PageDown);
        }
        if number == 3 {
            typist.press_with(Modifiers::ALT, Key::T);
            assert!(
                spoken(&typist.harness).contains(&typist.word("sitting-timer-show")),
                "the time is hidden"
            );
        }
        match number % 3 {
            0 => typist.press_with(Modifiers::COMMAND, Key::Enter),
            1 => typist.press(Key::PageDown),
            _ if matches!(kind, "choice" | "what-if" | "true-false" | "states") => typist.press(Key::Enter),
            _ => typist.press_with(Modifiers::COMMAND, Key::Enter),
        }
    }
    assert!(kinds.len() >= 3, "{kinds:?}");
    // The question whether to hand in: the harmless answer has the focus.
    assert_eq!(typist.name(), typist.word("hand-in-back"));
    let flagged = say_with(lang, "hand-in-flagged", &[("count", 1_usize.into())]);
    assert!(announced(&typist.harness).contains(&flagged), "{:?}", announced(&typist.harness));
    typist.press(Key::Escape);
    assert!(spoken(&typist.harness).contains(&of(11)), "Esc goes back to the questions");
    typist.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter);
    assert_eq!(typist.name(), typist.word("hand-in-back"));
    let jump = say_with(lang, "hand-in-jump", &[("number", 2_usize.into())]);
    typist.tab_to_named(&jump);
    typist.press(Key::Enter);
    assert!(spoken(&typist.harness).contains(&of(2)), "a flagged one is a key away");
    typist.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter);
    let hand_in = typist.word("hand-in-do");
    typist.tab_to_named(&hand_in);
    typist.press(Key::Enter);
    let said = spoken(&typist.harness);
    assert!(said.contains(&say_with(lang, "report-pass", &[("pass", 60_usize.into())])), "{said}");
    assert_eq!(faults(&typist.harness, lang), Vec::<String>::new());
}

#[test]
fn a_whole_exam_by_keyboard_alone() {
    whole_exam(Lang::En, [1100.0, 900.0]);
    whole_exam(Lang::Zh, [640.0, 480.0]);
}

#[test]
fn in_a_low_window_the_answer_is_a_button_away() {
    let mut typist = Typist::new(Lang::En, [640.0, 480.0]);
    begin(&mut typist);
    let answer = typist.word("sitting-answer");
    let shows = |typist: &Typist| {
        typist
            .harness
            .query_all_by_role(Role::Button)
            .any(|node| node.accesskit_node().label() == Some(answer.clone()))
    };
    let mut met = 0;
    for _ in 1..=11 {
        if shows(&typist) {
            met += 1;
            typist.harness.get_by_role_and_label(Role::Button, &answer).click_accesskit();
            typist.harness.run();
            assert!(!shows(&typist), "the end of the question is in the window");
        }
        typist.press(Key::PageDown);
    }
    assert!(met > 0, "no question is longer than the window");
}

#[test]
fn a_key_that_is_held_down_hands_nothing_in() {
    let mut typist = Typist::new(Lang::En, [1100.0, 900.0]);
    begin(&mut typist);
    let enter = |pressed, modifiers| egui::Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers,
    };
    // It goes down here and is not let go.
    typist.harness.event(enter(true, Modifiers::COMMAND | Modifiers::SHIFT));
    typist.harness.run();
    let hand_in = typist.word("hand-in-do");
    typist.tab_to_named(&hand_in);
    typist.harness.event(enter(true, Modifiers::NONE));
    typist.harness.run();
    assert!(spoken(&typist.harness).contains(&typist.word("hand-in-title")), "it is still asked");
    typist.harness.event(enter(false, Modifiers::NONE));
    typist.press(Key::Enter);
    assert!(!spoken(&typist.harness).contains(&typist.word("hand-in-title")));
}

#[test]
fn what_is_off_says_why_and_how_to_go_back() {
    let mut typist = Typist::new(Lang::En, [1100.0, 900.0]);
    begin(&mut typist);
    typist.press_with(Modifiers::COMMAND, Key::Num3);
    assert!(announced(&typist.harness).contains(&typist.word("sitting-off")));
    typist.press_with(Modifiers::COMMAND, Key::Comma);
    assert_eq!(typist.name(), typist.screen("rail-settings"));
    let back = typist.word("sitting-return");
    typist.tab_to_named(&back);
    typist.press(Key::Enter);
    assert!(spoken(&typist.harness).contains(&typist.word("sitting-hand-in")));
}
