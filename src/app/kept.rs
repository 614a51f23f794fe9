//! What follows from record and content and takes long to work out: worked out once, and again only when
//! that has changed.
//!
//! `tests/kept.rs` holds it against what is worked out anew.

use super::App;
use super::record::{Counts, Mark};
use super::search::Found;
use super::sessions::{self, Budget, Session};
use crate::cores;
use crate::deck::Deck;
use hashbrown::HashMap;
use jiff::Timestamp;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// A value beside what it was worked out for.
struct Kept<K, V>(Cell<Option<(K, Arc<V>)>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Kept<K, V> {
        Kept(Cell::new(None))
    }
}

impl<K, V> fmt::Debug for Kept<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    /// The value for this key, if it still holds; else it is made.
    fn get(&self, key: K, holds: impl Fn(&V) -> bool, make: impl FnOnce() -> V) -> Arc<V> {
        let (key, value) = match self.0.take() {
            Some((known, value)) if known == key && holds(&value) => (known, value),
            Some(_) | None => (key, Arc::new(make())),
        };
        self.0.set(Some((key, Arc::clone(&value))));
        value
    }
}

/// From when until when something holds, if nothing is answered.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: Timestamp,
    until: Option<Timestamp>,
}

impl Span {
    fn holds(&self, now: Timestamp) -> bool {
        self.from <= now && self.until.is_none_or(|until| now < until)
    }
}

/// How every deck stands.
#[derive(Debug)]
pub(super) struct Standing {
    /// One for each of [`super::library::Library::decks`]; nothing is counted in those that can't be used.
    pub counts: Vec<Counts>,
    span: Span,
}

/// Which questions rest on which rule: deck and question by their places.
type Rests = HashMap<String, Vec<(u32, u32)>>;

/// All that is kept.
#[derive(Debug, Default)]
pub(super) struct Works {
    /// By the record's version.
    standing: Kept<u64, Standing>,
    /// By the record's version, the day, and how much is wanted.
    session: Kept<(u64, i64, Budget), (Session, Span)>,
    /// By the record's version.
    marks: Kept<u64, BTreeMap<String, Mark>>,
    /// By the query: of the palette, and of Browse.
    found: [Kept<String, Found>; 2],
    path: OnceLock<Vec<Arc<Deck>>>,
    rests: OnceLock<Rests>,
}

impl App {
    /// The decks in the order of the path.
    pub(super) fn path(&self) -> &[Arc<Deck>] {
        self.works.path.get_or_init(|| {
            let decks = self.library.decks.iter().filter_map(|entry| entry.content.clone());
            let decks: Vec<Arc<Deck>> = decks.filter(|deck| deck.id != super::home::TOUR).collect();
            sessions::path(&decks)
        })
    }

    /// How every deck stands.
    pub(super) fn standing(&self, now: Timestamp) -> Arc<Standing> {
        let record = self.shown_record();
        let make = || {
            let counts = |deck: &Arc<Deck>| {
                let names: Vec<String> = deck.questions.iter().map(|q| deck.full_name(q)).collect();
                record.counts(names.iter().map(String::as_str), now)
            };
            let counts: Vec<Counts> = cores::map(&self.library.decks, |entry| {
                entry.content.as_ref().map(counts).unwrap_or_default()
            });
            let until = counts.iter().filter_map(|counts| counts.until).min();
            Standing { counts, span: Span { from: now, until } }
        };
        self.works.standing.get(record.version(), |standing| standing.span.holds(now), make)
    }

    /// Today's session, of all decks but the one that shows around. It stays as it is until something is
    /// answered or falls due, so that what is told of it is what is begun.
    pub(super) fn session_today(&self, now: Timestamp) -> Session {
        let (record, budget) = (self.shown_record(), self.budget());
        let key = (record.version(), record.calendar().day(now), budget);
        let make = || {
            let until = self.standing(now).span.until;
            (sessions::today(self.path(), record, now, budget), Span { from: now, until })
        };
        self.works.session.get(key, |(_, span)| span.holds(now), make).0.clone()
    }

    /// How well each rule is known.
    pub(super) fn marks(&self) -> Arc<BTreeMap<String, Mark>> {
        let record = self.shown_record();
        let make = || record.rules().into_iter().map(|(rule, mark)| (rule.to_owned(), mark)).collect();
        self.works.marks.get(record.version(), |_| true, make)
    }

    /// The questions that the palette shows for a query, so many at most; it is asked for in every picture.
    pub(super) fn questions_found(&self, query: &str, most: usize) -> Arc<Found> {
        let [found, _] = &self.works.found;
        found.get(query.to_owned(), |found| !found.partial, || self.library.search(query, most))
    }

    /// The questions that Browse lists for a query; also the list that is sorted in another way.
    pub(super) fn all_found(&self, query: &str) -> Arc<Found> {
        let [_, found] = &self.works.found;
        found.get(query.to_owned(), |found| !found.partial, || self.library.search(query, usize::MAX))
    }

    /// The full names of the questions that rest on a rule, named with its machine, in the order of the path.
    pub(super) fn resting_on(&self, rule: &str) -> impl Iterator<Item = String> {
        let path = self.path();
        let rests = self.works.rests.get_or_init(|| {
            let mut rests = Rests::new();
            for (deck_at, deck) in (0..).zip(path) {
                for (at, question) in (0..).zip(&deck.questions) {
                    for rule in question.rules.iter() {
                        let places = rests.entry(deck.machine.full_rule(rule)).or_default();
                        if places.last() != Some(&(deck_at, at)) {
                            places.push((deck_at, at));
                        }
                    }
                }
            }
            rests
        });
        rests.get(rule).into_iter().flatten().filter_map(|(deck, question)| {
            let deck = path.get(*deck as usize)?;
            Some(deck.full_name(deck.questions.get(*question as usize)?))
        })
    }
}
