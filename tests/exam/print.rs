//! Printed papers: nothing of the answers on the paper, all of them in the key, nothing that a deck writes gets through.

use super::{DECKS, LIBRARY};
use ackademy::app::export::{paper_html, paper_key_html};
use ackademy::deck::Kind;
use ackademy::exam::{Blueprint, Decks, KindName, Paper, Pool, Scoring, Section};
use ackademy::text::{Lang, Text};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A paper with every question of these decks that can be drawn.
fn all_of(decks: &Decks, from: Pool) -> Paper {
    let questions =
        decks.values().flat_map(|deck| deck.questions.iter().map(move |question| (deck, question)));
    let count = questions.filter(|(deck, question)| from.holds(deck, question)).count();
    let section = Section { title: Text::plain("A <b> & \"c\""), from, count, points: 1.5 };
    let blueprint = Blueprint {
        id: "all".to_owned(),
        title: Text::plain("All <i>"),
        about: Text::plain("a"),
        minutes: 5,
        pass: 50,
        back: false,
        away: Default::default(),
        scoring: Scoring { certainty: true, ..Scoring::default() },
        sections: vec![section],
        fingerprint: 0,
    };
    Paper::draw(&Arc::new(blueprint), decks, 1).expect("there is enough")
}

/// The parts of a page, a question each.
fn parts(page: &str) -> Vec<&str> {
    page.split("<section ").skip(1).collect()
}

#[test]
fn every_kind_is_printed_without_its_answer() {
    let named = |id: &String| id == "sequence-numbers" || id == "open-3-ack" || id == "close-3-fin";
    let decks: Decks = LIBRARY.exam_decks().into_iter().filter(|(id, _)| named(id)).collect();
    let paper = all_of(&decks, Pool::default());
    let asked = || (0..paper.items.len()).map(|at| paper.asked(at, &decks).expect("a question"));
    assert_eq!(asked().map(|asked| asked.question.kind.name()).collect::<BTreeSet<_>>().len(), 12);
    for lang in Lang::ALL {
        let (html, key) = (paper_html(&paper, &decks, lang), paper_key_html(&paper, &decks, lang));
        for page in [&html, &key] {
            assert!(page.contains("All &lt;i&gt;") && page.contains("A &lt;b&gt; &amp; &quot;c&quot;"));
            assert!(page.contains(&paper.code.to_string()));
            for bad in ["<script", "<link", "<img", "url(", "@import", "<i>"] {
                assert!(!page.contains(bad), "{bad}");
            }
            for tag in ["section", "ul", "li", "p", "div", "figure", "svg", "pre", "span", "table", "b"] {
                let opened = [format!("<{tag}>"), format!("<{tag} ")].map(|open| page.matches(&open).count());
                let closed = page.matches(&format!("</{tag}>")).count();
                assert_eq!(opened[0] + opened[1], closed, "{tag}");
            }
        }
        let (parts, keys) = (parts(&html), parts(&key));
        assert_eq!((parts.len(), keys.len()), (paper.items.len(), paper.items.len()));
        for ((asked, part), key) in asked().zip(parts).zip(keys) {
            let id = &asked.question.id;
            // As far as no Markdown changes it.
            let words = |text: &Text| {
                text.get(lang).split(['`', '*', '\n', '\'', '"']).next().unwrap_or_default().to_owned()
            };
            if let Some(why) = asked.question.explain.as_ref().map(words).filter(|why| why.len() > 20) {
                assert!(key.contains(&why) && !part.contains(&why), "{id}: {why}");
            }
            if let Kind::Choice { options, .. } = &asked.question.kind {
                let said = || options.iter().filter_map(|option| option.because.as_ref()).map(words);
                let said = || said().filter(|text| text.len() > 20);
                assert!(said().all(|text| key.contains(&text) && !part.contains(&text)), "{id}");
                assert_eq!(part.matches("class=\"box\"").count(), options.len() + 3, "{id}: and how sure");
            }
            assert!(asked.question.cite.iter().all(|cite| key.contains(cite.as_str())), "{id}");
            assert_eq!(key.matches("class=\"right\"").count(), 1, "{id}");
        }
        assert!(html.matches("<figure><svg").count() > 10 && !key.contains("<svg"));
    }
}

/// The picture of a question that asks for states shows none but those of the beginning.
#[test]
fn pictures_tell_nothing() {
    let paper =
        all_of(&DECKS, Pool { kinds: vec![KindName::States], generated: Some(false), ..Pool::default() });
    let html = paper_html(&paper, &DECKS, Lang::En);
    for (at, part) in parts(&html).into_iter().enumerate() {
        let asked = paper.asked(at, &DECKS).expect("a question");
        let Kind::States(states) = &asked.question.kind else { panic!("{at}") };
        let machine = &asked.deck.machine;
        let start = states.trace.start.as_deref().or(states.start.as_deref());
        let (resolved, prefix) = machine.resolve(&states.trace, start).expect("it is legal");
        let run = machine.run(&resolved, &Default::default());
        let before = match prefix.checked_sub(1) {
            Some(last) => run.after[last].clone(),
            None => machine.start.map(|state| vec![state]),
        };
        let asks = asked.question.ask().map_or("", |ask| ask.get(Lang::En));
        for state in states.answer.iter().flatten() {
            let name = machine.state_name(*state);
            let known = before.iter().flatten().any(|at| at == state) || asks.contains(name);
            let others =
                || machine.states.iter().any(|other| other.name != name && other.name.contains(name));
            assert!(known || others() || !part.contains(name), "{}: {name}", asked.question.id);
        }
    }
    assert!(paper.items.len() > 20);
}
