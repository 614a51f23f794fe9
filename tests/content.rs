//! The shipped content: it loads, it is clean, every citation exists.

use ackademy::app::library::Library;
use ackademy::diagnostic::print;
use ackademy::store;
use ackademy::text::Lang;

pub fn shipped() -> Library {
    Library::load(&store::embedded(), &|_| true)
}

#[test]
fn shipped_content_has_no_findings() {
    let mut library = shipped();
    library.verify();
    let told: Vec<String> = library.findings().map(|finding| print(finding, Lang::En, false)).collect();
    assert!(told.is_empty(), "{}", told.join("\n\n"));
    assert_eq!(library.decks.len(), 19);
    for deck in library.decks.iter().filter_map(|d| d.content.as_ref()) {
        let kinds: std::collections::BTreeSet<&str> = deck.questions.iter().map(|q| q.kind.name()).collect();
        assert!(
            deck.id == "tour" || (deck.questions.len() >= 10 && kinds.len() >= 4),
            "{}: {} questions, {kinds:?}",
            deck.id,
            deck.questions.len()
        );
    }
}
