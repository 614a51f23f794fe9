//! The decks that the app brings along. (That they have no warning is tested with the whole library.)

use super::{load_deck, places};
use crate::deck::{Question, citations, judge, load_terms, right_answer};
use crate::text::Lang;
use include_dir::{Dir, include_dir};

static DECKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content/decks");

fn decks() -> Vec<(String, &'static str)> {
    let files = DECKS.files().filter(|file| file.path().extension().is_some_and(|e| e == "ron"));
    files
        .map(|file| (file.path().display().to_string(), file.contents_utf8().expect("decks are UTF-8")))
        .collect()
}

#[test]
fn the_terms_load() {
    let (terms, findings) = load_terms("terms.ron", include_str!("../../../content/terms.ron"));
    assert_eq!(places(&findings), [""; 0]);
    assert!(terms.is_some());
}

#[test]
fn every_deck_loads_and_its_own_answers_are_right() {
    let mut told = Vec::new();
    for (file, text) in decks() {
        let (deck, findings) = load_deck(&file, text);
        told.extend(findings.iter().map(|f| format!("{file} {f:?}")));
        let Some(deck) = deck else { continue };
        assert!(!citations(&deck).is_empty(), "{file}");
        // A question that is drawn is looked at as it comes out with several seeds.
        let drawn = |q: &Question| -> Vec<Question> {
            let drawn: Vec<Question> = (0..6).filter_map(|seed| deck.drawn(q, seed)).collect();
            if drawn.is_empty() { vec![q.clone()] } else { drawn }
        };
        for question in &deck.questions.iter().flat_map(drawn).collect::<Vec<_>>() {
            assert!(
                question.ask().is_some()
                    || ["states", "fault", "next", "build", "what-if", "cloze"]
                        .contains(&question.kind.name())
            );
            for lang in Lang::ALL {
                let right = right_answer(&deck, question, lang);
                let right = right.unwrap_or_else(|| panic!("{file} {}: nothing is drawn", question.id));
                let judged = judge(&deck, question, &right);
                assert!(judged.is_right(), "{file} {} {lang:?}: {judged:?}", question.id);
            }
        }
    }
    assert_eq!(told, [""; 0], "{}", told.join("\n"));
}
