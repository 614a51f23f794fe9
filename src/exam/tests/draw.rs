//! Drawing: the same for ever, no question twice, decks in turns, and never short while there is a way.

use super::{DECKS, decks_of, good, paper, with};
use crate::deck::Kind;
use crate::exam::{Asked, Paper, verify};
use std::collections::{BTreeMap, BTreeSet};

/// A paper with all that is seen of it.
fn printed(paper: &Paper) -> String {
    let mut text = format!("{}\n", paper.code);
    for (at, item) in paper.items.iter().enumerate() {
        let asked = paper.asked(at, &DECKS).expect("a question");
        let order: String = asked.order.iter().map(ToString::to_string).collect();
        let trace = if let Kind::States(states) = &asked.question.kind {
            format!(" {}", states.trace).replace('\n', " / ")
        } else {
            String::new()
        };
        let line = format!("{} {} {:016x} {order}{trace}", item.section, item.question, item.seed);
        text += &format!("{}\n", line.trim_end());
    }
    text
}

/// Golden: what a code means must not change, here or anywhere.
#[test]
fn the_same_three_give_the_same_paper() {
    insta::assert_snapshot!([1, 2, u32::MAX].map(|seed| printed(&paper(seed))).concat());
}

#[test]
fn no_question_twice_and_all_where_they_belong() {
    let blueprint = good();
    let mut seen = BTreeSet::new();
    for seed in 0..200 {
        let paper = paper(seed);
        let names: BTreeSet<&String> = paper.items.iter().map(|item| &item.question).collect();
        assert_eq!((paper.items.len(), names.len()), (7, 7), "{seed}");
        for item in &paper.items {
            let Asked { deck, .. } = Asked::of(&DECKS, &item.question, item.seed).expect("a question");
            let question = deck.question(&item.question[deck.id.len() + 1..]).expect("a question");
            assert!(blueprint.sections[item.section].from.holds(&deck, question), "{seed} {item:?}");
            assert!(item.seed < 1 << 53);
            seen.insert(item.question.clone());
        }
        let shuffled = paper.items.iter().filter_map(|item| Asked::of(&DECKS, &item.question, item.seed));
        let sorted = |order: &[usize]| order.len() > 1 && order.is_sorted();
        assert!(shuffled.into_iter().all(|asked| !sorted(&asked.order)), "{seed}");
    }
    assert_eq!(seen.len(), 9 + 5, "over many papers every question comes, and no flip");
}

#[test]
fn decks_take_turns_and_near_twins_stay_away() {
    let blueprint = with("(title: \"All\", count: 4)");
    for seed in 0..100 {
        let paper = Paper::draw(&blueprint, &DECKS, seed).expect("there is enough");
        let decks: Vec<&str> =
            paper.items.iter().map(|item| item.question.split('/').next().unwrap()).collect();
        let of_letters = decks.iter().filter(|deck| **deck == "letters").count();
        assert_eq!(of_letters, 2, "{seed}: {decks:?}");
        assert!(decks.windows(2).all(|pair| pair[0] != pair[1]), "{seed}: {decks:?}");
        let twins = ["letters/choice-1", "letters/true-1"];
        let twins = paper.items.iter().filter(|item| twins.contains(&item.question.as_str())).count();
        assert!(twins < 2, "{seed}: two questions about one claim although there are others");
    }
}

#[test]
fn sections_leave_each_other_what_they_need() {
    // The first could take the only two that the second may have.
    let blueprint = with(
        "(title: \"Any\", from: (decks: [\"letters\"]), count: 7), \
         (title: \"Two\", from: (decks: [\"letters\"], kinds: [Choice]), count: 2)",
    );
    let mut first = BTreeMap::<String, usize>::new();
    for seed in 0..50 {
        let paper = Paper::draw(&blueprint, &DECKS, seed).expect("there is a way");
        let second: BTreeSet<&str> =
            paper.items.iter().filter(|item| item.section == 1).map(|item| item.question.as_str()).collect();
        assert_eq!(second, ["letters/choice-1", "letters/choice-2"].into());
        *first.entry(paper.items[0].question.clone()).or_default() += 1;
    }
    assert!(first.len() > 3, "still drawn by chance: {first:?}");
}

#[test]
fn exercises_may_come_again_but_never_the_same() {
    let blueprint = with("(title: \"Drawn\", from: (generated: true), count: 2)");
    for seed in 0..20 {
        let paper = Paper::draw(&blueprint, &DECKS, seed).expect("there is a way");
        let asked = |at| paper.asked(at, &DECKS).expect("drawn").question;
        assert_eq!(paper.items[0].question, paper.items[1].question);
        assert_ne!(asked(0).exercise(), asked(1).exercise(), "{seed}");
    }
}

#[test]
fn what_can_not_be_drawn_is_told() {
    // A machine that knows one exercise only.
    let text = "(format: 1, id: \"one\", title: \"t\", machine: Embed(machine: r##\"(format: 1, id: \"one\", \
                title: \"t\", unit: \"u\", roles: [(id: \"left\", name: \"l\"), (id: \"right\", name: \"r\")], \
                flags: [\"A\"], fields: {}, variables: {}, start: {\"left\": \"OFF\", \"right\": \"ON\"}, \
                states: {\"OFF\": (at: (0, 0), is: \"i\"), \"ON\": (at: (1, 0), is: \"i\")}, \
                rules: [(id: \"go\", from: \"OFF\", on: Leaves(\"A\"), to: \"ON\", why: \"w\")], \
                due: [(from: \"OFF\", when: \"true\", segment: \"A\", must: true, why: \"w\")])\"##), \
                questions: [Generate(id: \"g\", kind: States)])";
    let decks = decks_of(&[text]);
    let load = |count: usize| {
        let text = format!(
            "(format: 1, id: \"x\", title: \"t\", about: \"a\", minutes: 5, pass: 50, \
             sections: [(title: \"Part\", count: {count})])"
        );
        let (blueprint, findings) = crate::exam::load("x.ron", &text, &decks, &|_| false);
        blueprint.unwrap_or_else(|| panic!("{findings:?}")).into()
    };
    let exercises: BTreeSet<String> =
        (0..200).filter_map(|seed| Some(Asked::of(&decks, "one/g", seed)?.question.exercise())).collect();
    assert!((1..4).contains(&exercises.len()), "{exercises:?}");
    let codes =
        |count| -> Vec<&str> { verify(&load(count), "x.ron", &decks).iter().map(|f| f.code).collect() };
    assert_eq!(codes(exercises.len()), [""; 0]);
    assert_eq!(codes(4), ["blueprint::cannot-draw"]);
}
