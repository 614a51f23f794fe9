//! The home screen: the decks and what is due.

use super::App;
use super::when::in_words;
use crate::deck::Deck;
use crate::diagnostic::Level;
use crate::text::{say, say_with};
use jiff::Timestamp;

/// The home screen.
#[derive(Clone, Debug, PartialEq)]
pub struct HomeView {
    /// One sentence: how much is due today.
    pub today: String,
    /// What the record can't show, if anything.
    pub notice: Option<String>,
    /// The session that was left: the deck's title and how many questions are still to come.
    pub resume: Option<(String, usize)>,
    /// The deck to go on with: its id.
    pub next: Option<String>,
    /// The decks in order.
    pub decks: Vec<DeckView>,
    /// Files that can't be used.
    pub broken: Vec<BrokenView>,
}

/// One deck.
#[derive(Clone, Debug, PartialEq)]
pub struct DeckView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What one can do after it.
    pub about: String,
    /// How many questions, how many minutes.
    pub size: String,
    /// Questions that are due now.
    pub due: usize,
    /// Questions never seen.
    pub new: usize,
    /// Questions in all.
    pub total: usize,
    /// What is to come: `3 due · 8 new`, or when the next is due.
    pub state: String,
    /// Share of the questions that were met and are not due, 0 to 1.
    pub done: f32,
    /// How many warnings its file has.
    pub warnings: usize,
    /// Its file.
    pub file: String,
}

/// A file that can't be used.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokenView {
    /// The file.
    pub file: String,
    /// How many errors it has, in words.
    pub errors: String,
}

impl App {
    pub(super) fn home(&self, now: Timestamp) -> HomeView {
        let decks: Vec<DeckView> = self
            .library
            .decks
            .iter()
            .filter_map(|entry| Some((entry, entry.content.as_ref()?)))
            .map(|(entry, deck)| {
                let warnings = entry.findings.iter().filter(|f| f.level == Level::Warning).count();
                self.deck_view(deck, &entry.file, warnings, now)
            })
            .collect();
        let broken =
            self.library.decks.iter().filter(|d| d.content.is_none()).map(|d| (&d.file, &d.findings));
        let machines =
            self.library.machines.iter().filter(|m| m.content.is_none()).map(|m| (&m.file, &m.findings));
        let others = self.library.others.iter().filter(|o| o.is_broken()).map(|o| (&o.file, &o.findings));
        let broken = broken.chain(machines).chain(others).map(|(file, findings)| {
            let errors = findings.iter().filter(|f| f.level == Level::Error).count();
            BrokenView {
                file: file.clone(),
                errors: say_with(self.lang, "count-errors", &[("count", errors.into())]),
            }
        });
        let due: usize = decks.iter().map(|deck| deck.due).sum();
        let resume = self.left_session().map(|(id, rest)| {
            let title = self.library.deck(&id).map(|deck| deck.title.get(self.lang).to_owned());
            (title.unwrap_or(id), rest)
        });
        let next = decks
            .iter()
            .find(|d| d.due > 0)
            .or_else(|| decks.iter().find(|d| d.new > 0))
            .map(|d| d.id.clone());
        HomeView {
            today: say_with(self.lang, "home-today", &[("count", due.into())]),
            notice: (self.skipped > 0)
                .then(|| say_with(self.lang, "store-skipped", &[("count", self.skipped.into())])),
            resume,
            next,
            broken: broken.collect(),
            decks,
        }
    }

    fn deck_view(&self, deck: &Deck, file: &str, warnings: usize, now: Timestamp) -> DeckView {
        let names: Vec<String> = deck.questions.iter().map(|q| deck.full_name(q)).collect();
        let counts = self.record.counts(names.iter().map(String::as_str), now);
        let total = names.len();
        let mut parts = Vec::new();
        if counts.due > 0 {
            parts.push(say_with(self.lang, "count-due", &[("count", counts.due.into())]));
        }
        if counts.new > 0 {
            parts.push(say_with(self.lang, "count-new", &[("count", counts.new.into())]));
        }
        if parts.is_empty() {
            parts.push(match counts.next {
                Some(at) => {
                    let when = in_words(at, now, self.record.calendar(), self.lang);
                    say_with(self.lang, "deck-next", &[("when", when.into())])
                }
                None => say(self.lang, "deck-empty").into_owned(),
            });
        }
        let size = match deck.minutes {
            Some(minutes) => say_with(
                self.lang,
                "deck-size-minutes",
                &[("count", total.into()), ("minutes", i64::from(minutes).into())],
            ),
            None => say_with(self.lang, "deck-size", &[("count", total.into())]),
        };
        DeckView {
            id: deck.id.clone(),
            title: deck.title.get(self.lang).to_owned(),
            about: deck.about.as_ref().map(|text| text.get(self.lang).to_owned()).unwrap_or_default(),
            size,
            due: counts.due,
            new: counts.new,
            total,
            state: parts.join(" · "),
            done: if total == 0 { 0.0 } else { counts.later as f32 / total as f32 },
            warnings,
            file: file.to_owned(),
        }
    }
}
