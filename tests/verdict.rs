//! What a verdict and a summary show, by the accessibility tree: the difference to a typed answer, what may help with
//! a question that is often forgotten, what comes next; and questions in the palette.

use crate::content::shipped;
use crate::gallery::outside::{self, Health, LEECH};
use crate::month::Bot;
use crate::screens::spoken;
use ackademy::app::{Command, StudyCommand};
use ackademy::text::{Lang, say, say_with};
use ackademy::ui::Window;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn window(lang: Lang) -> Harness<'static, Window> {
    let mut harness =
        outside::harness(outside::window(lang, false, Health::Forgotten), [1100.0, 1800.0], None);
    harness.run();
    harness
}

fn ask(harness: &mut Harness<'static, Window>, command: Command) {
    let ctx = harness.ctx.clone();
    harness.state_mut().command(command, &ctx);
    harness.run();
    harness.run();
}

/// Types an answer and checks it.
fn answer(harness: &mut Harness<'static, Window>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.run();
}

fn click(harness: &mut Harness<'static, Window>, label: &str) {
    harness.get_by_label(label).click_accesskit();
    harness.run();
    harness.run();
}

#[test]
fn a_typed_answer_is_compared_letter_by_letter() {
    for lang in Lang::ALL {
        let mut harness = window(lang);
        ask(&mut harness, Command::PractiseChosen(vec![LEECH.to_owned()]));
        answer(&mut harness, "x+12");
        let said = spoken(&harness);
        let extra = say_with(lang, "differs-extra", &[("extra", "2".into())]);
        assert!(said.contains(&extra), "{extra} in {said}");
        let yours = format!("{}: x+12", say(lang, "differs-yours"));
        let right = format!("{}: x+1", say(lang, "differs-right"));
        assert!(said.contains(&yours) && said.contains(&right), "{said}");
    }
}

#[test]
fn what_is_often_forgotten_shows_its_history_and_what_may_help() {
    for lang in Lang::ALL {
        let mut harness = window(lang);
        let deck = LEECH.split_once('/').expect("a full name").0.to_owned();
        ask(&mut harness, Command::Study { deck });
        answer(&mut harness, "x");
        let said = spoken(&harness);
        assert!(said.contains(say(lang, "leech-title").as_ref()), "{said}");
        // What was answered yesterday, and the day before.
        assert!(said.contains("2026-11-21") && said.contains("y+1") && said.contains("x+2"), "{said}");
        click(&mut harness, &say(lang, "leech-map"));
        assert!(spoken(&harness).contains(say(lang, "map-title").as_ref()));
        ask(&mut harness, Command::Back);
        assert!(spoken(&harness).contains(say(lang, "leech-title").as_ref()), "back at the verdict");
        click(&mut harness, &say(lang, "leech-suspend"));
        let said = spoken(&harness);
        assert!(!said.contains(say(lang, "leech-title").as_ref()), "{said}");
    }
}

#[test]
fn a_summary_shows_answers_and_lets_one_leave_out_what_never_stays() {
    for lang in Lang::ALL {
        let mut harness = window(lang);
        ask(&mut harness, Command::PractiseChosen(vec![LEECH.to_owned()]));
        answer(&mut harness, "y+1");
        ask(&mut harness, Command::In(StudyCommand::Next));
        answer(&mut harness, "x+1");
        ask(&mut harness, Command::In(StudyCommand::Next));
        let said = spoken(&harness);
        assert!(said.contains(say(lang, "summary-title").as_ref()), "{said}");
        assert!(said.contains("y+1") && said.contains("x+1"), "{said}");
        assert!(said.contains(say(lang, "practice-only").as_ref()), "{said}");
        assert!(said.contains(say(lang, "summary-back").as_ref()), "{said}");
        click(&mut harness, &say(lang, "summary-leave-out"));
        assert!(spoken(&harness).contains(say(lang, "summary-left-out").as_ref()));
        click(&mut harness, &say(lang, "summary-retry"));
        assert!(spoken(&harness).contains(say(lang, "check").as_ref()), "only those come again");
    }
}

#[test]
fn no_summary_is_a_dead_end() {
    let begin = || {
        let mut bot = Bot::new("2026-11-22T08:00:00Z");
        bot.ask(Command::Practise { deck: "tour".to_owned() });
        let mut first = true;
        while bot.study().is_some() {
            bot.answer(!std::mem::take(&mut first));
            bot.within(StudyCommand::Next);
        }
        bot
    };
    let view = begin().summary().expect("a summary");
    assert_eq!((view.counts.1, view.wrong.len()), (1, 1));
    assert!(!view.wrong[0].said.is_empty() && view.wrong[0].said != view.wrong[0].right, "{:?}", view.wrong);
    assert!(view.then.len() >= 5, "{:?}", view.then);
    for (words, command) in view.then {
        let mut bot = begin();
        bot.ask(command);
        assert!(bot.summary().is_none(), "{words} leads nowhere");
    }
}

#[test]
fn the_palette_finds_questions_in_either_language() {
    for (lang, query) in [(Lang::En, "挥"), (Lang::Zh, "握手"), (Lang::Zh, "half-close"), (Lang::En, "MSL")]
    {
        let mut harness = window(lang);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run();
        harness.event(Event::Text(query.to_owned()));
        harness.run();
        harness.run();
        let said = spoken(&harness);
        let library = shipped();
        let found = library.search(query, 8);
        assert!(found.count > 0, "{query}");
        let args = [("shown", found.hits.len().into()), ("count", found.count.into())];
        let title = say_with(lang, "palette-questions", &args);
        assert!(said.contains(&title), "{title} in {said}");
        // Enter opens the first line; commands and decks stand before questions.
        for _ in 0..30 {
            harness.key_press(Key::ArrowDown);
            harness.run();
        }
        harness.key_press(Key::Enter);
        harness.run();
        harness.run();
        let last = found.hits.last().expect("a question");
        let deck = library.decks[last.deck as usize].content.as_ref().expect("a deck");
        let last = &deck.full_name(&deck.questions[last.question as usize]);
        let said = spoken(&harness);
        assert!(
            said.contains(say(lang, "browse-detail").as_ref()) && said.contains(last),
            "{last} in {said}"
        );
    }
}
