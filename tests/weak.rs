//! Practising weak spots: exercises about the rules that are known least.

use crate::content::shipped;
use crate::month::Bot;
use ackademy::app::action::Action;
use ackademy::app::record::Fact;
use ackademy::app::{Command, StudyCommand};
use ackademy::deck::{Deck, EXERCISES, Kind, Spot};
use jiff::SignedDuration;
use std::collections::BTreeSet;

/// Somebody who has answered a deck five days ago, every third question wrong.
fn learner() -> Bot {
    let mut bot = Bot::new("2026-11-01T08:00:00Z");
    bot.ask(Command::Study { deck: "open-3-ack".to_owned() });
    while bot.study().is_some() {
        let right = !bot.facts.len().is_multiple_of(3);
        bot.answer(right);
        bot.within(StudyCommand::Next);
        bot.now += SignedDuration::from_secs(60);
    }
    bot.within(StudyCommand::Leave);
    bot.now += SignedDuration::from_hours(24 * 5);
    bot
}

#[test]
fn every_exercise_is_about_its_rule_and_the_same_seed_gives_it_again() {
    let library = shipped();
    let mut drawn = 0;
    for machine in ["tcp", "sctp"].map(|id| library.machine(id).expect("a machine")) {
        for start in [None, Some(machine.starts[1].name.clone())] {
            for id in machine.rules_met(start.as_deref(), 3) {
                let rule = machine.rule(id).expect("a rule").id.clone();
                for kind in Spot::kinds() {
                    let spot = Spot { kind, start: start.clone(), rule: rule.clone() };
                    assert_eq!(Spot::read(&spot.to_string()), Some(spot.clone()));
                    let deck = Deck::of_exercises(machine, [spot.to_string().as_str()]);
                    let Some(question) = deck.drawn(&deck.questions[0], 7) else { continue };
                    drawn += 1;
                    assert_eq!(question.rules.last(), Some(&rule), "{spot}");
                    let again = deck.drawn(&deck.questions[0], 7).expect("drawn again");
                    let trace = |kind: &Kind| match kind {
                        Kind::States(states) => states.trace.to_string(),
                        Kind::Next(next) => next.trace.to_string(),
                        Kind::Fault(fault) => fault.trace.to_string(),
                        other => panic!("{other:?}"),
                    };
                    assert_eq!(trace(&question.kind), trace(&again.kind));
                }
            }
        }
    }
    assert!(drawn > 100, "{drawn}");
}

#[test]
fn weak_spots_are_drawn_and_count_for_rules_but_move_no_date() {
    let mut bot = learner();
    let cards = |bot: &Bot| -> Vec<_> {
        bot.app.record().cards().into_iter().map(|(name, card)| (name.to_owned(), *card)).collect()
    };
    let before = cards(&bot);
    let marks =
        |bot: &Bot| bot.app.record().rules().values().map(|mark| mark.credited + mark.charged).sum::<u32>();
    let counted = marks(&bot);
    bot.ask(Command::Do(Action::Weak));
    let view = bot.study().expect("a session");
    assert!(view.practice && !view.can_mark, "{view:?}");
    assert!(bot.name().starts_with(EXERCISES), "{}", bot.name());
    let mut asked = BTreeSet::new();
    let mut wrong = 0;
    while let Some(view) = bot.study() {
        assert!(view.progress.1 <= 16, "{view:?}");
        let name = bot.name();
        let right = wrong >= 2 || !name.starts_with(EXERCISES);
        wrong += usize::from(!right);
        bot.answer(right);
        let told = bot.study().and_then(|view| view.feedback).expect("a verdict");
        assert!(told.again.contains("Practice"), "{told:?}");
        let Some(Fact::Review(review)) = bot.facts.last() else { panic!("no review") };
        assert!(review.practice, "{name}");
        if name.starts_with(EXERCISES) {
            assert_eq!(right, review.charged.is_none(), "{name} {review:?}");
            let rule = name.rsplit_once('.').expect("a rule").1;
            let known = if right {
                review.credited.contains(&format!("tcp/{rule}"))
            } else {
                review.charged.is_some()
            };
            assert!(known, "{name}: {review:?}");
        }
        asked.insert(name);
        bot.within(StudyCommand::Next);
        bot.now += SignedDuration::from_secs(30);
    }
    assert!(asked.iter().filter(|name| name.starts_with(EXERCISES)).count() >= 4, "{asked:?}");
    assert_eq!(wrong, 2);
    assert!(bot.summary().is_some());
    assert_eq!(cards(&bot), before, "a date was moved");
    assert!(marks(&bot) > counted, "no rule was credited");
}

#[test]
fn nothing_met_is_nothing_weak() {
    let mut bot = Bot::new("2026-11-01T08:00:00Z");
    bot.ask(Command::Do(Action::Weak));
    assert!(bot.study().is_none() && bot.summary().is_none());
}
