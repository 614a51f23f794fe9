//! Reading decks: many at once where the caller has several cores, and each only once for the same text where the
//! caller has a shelf for what was found.

use super::{HasGlyph, Library, Loaded, loaded, text};
use crate::app::content::{ContentFile, ContentKind};
use crate::deck::{self, Alone, Checked, Deck, Terms};
use crate::diagnostic::{Finding, Place};
use crate::machine::Machine;
use hashbrown::HashMap;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};
use std::sync::{Arc, OnceLock};

/// Does something for every number below a count, in whatever order, and returns when all of it is done.
pub type Each<'a> = &'a dyn Fn(usize, &(dyn Fn(usize) + Sync));

/// Where is kept what the checking of a text has shown. What is not there is found out again.
pub trait Shelf: Sync {
    /// The bytes that were put there under this key.
    fn take(&self, key: u64) -> Option<Vec<u8>>;
    /// Puts bytes there.
    fn put(&self, key: u64, bytes: &[u8]);
}

/// How content is read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// Whether a character can be shown.
    pub has_glyph: HasGlyph<'a>,
    /// One after another, or several at once.
    pub each: Each<'a>,
    /// Where findings are kept.
    pub shelf: Option<&'a dyn Shelf>,
}

/// One after another.
pub(super) fn one_by_one(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).for_each(work);
}

/// Where decks are larger than this together, what their questions say is made when somebody asks for it.
const KEPT_WHOLE: usize = 8 << 20;

/// What of all content a deck's findings depend on.
pub(super) struct Around<'a> {
    pub files: &'a [ContentFile],
    pub kinds: &'a [ContentKind],
    pub machines: &'a BTreeMap<String, Arc<Machine>>,
    pub terms: Option<&'a Terms>,
    pub has_glyph: HasGlyph<'a>,
    pub shelf: Option<&'a dyn Shelf>,
    /// Whether what the questions say is kept from the start.
    pub whole: bool,
}

impl<'a> Around<'a> {
    /// What decks among these files depend on.
    pub fn new(
        files: &'a [ContentFile],
        kinds: &'a [ContentKind],
        machines: &'a BTreeMap<String, Arc<Machine>>,
        terms: Option<&'a Terms>,
        reading: &Reading<'a>,
    ) -> Around<'a> {
        let decks = files.iter().zip(kinds).filter(|(_, kind)| **kind == ContentKind::Deck);
        let size: usize = decks.filter_map(|(file, _)| Some(file.bytes.as_ref().ok()?.len())).sum();
        let Reading { has_glyph, shelf, .. } = *reading;
        Around { files, kinds, machines, terms, has_glyph, shelf, whole: size <= KEPT_WHOLE }
    }

    fn find(&self, id: &str) -> Option<Arc<Machine>> {
        self.machines.get(id).cloned()
    }

    /// A number that is another where findings may be others, whatever the deck.
    fn key(&self) -> DefaultHasher {
        // Made without chance: the same in every run of the same program.
        let mut key = DefaultHasher::new();
        key.write(env!("CARGO_PKG_VERSION").as_bytes());
        for (file, kind) in self.files.iter().zip(self.kinds) {
            if let (ContentKind::Machine | ContentKind::Terms, Ok(bytes)) = (kind, &file.bytes) {
                key.write(bytes);
                key.write_usize(bytes.len());
            }
        }
        key
    }

    fn check(&self, file: &ContentFile, key: &DefaultHasher) -> Checked {
        let text = match text(file) {
            Ok(text) => text,
            Err(finding) => return Checked { deck: None, findings: vec![finding], lints: Vec::new() },
        };
        let machines = |id: &str| self.find(id);
        let mut key = key.clone();
        key.write(file.name.as_bytes());
        key.write_usize(file.name.len());
        key.write(text.as_bytes());
        let key = key.finish();
        let known = self.shelf.and_then(|shelf| shelf.take(key));
        if let Some(known) = known.and_then(|bytes| Checked::from_bytes(&bytes, &file.name, &machines)) {
            return known;
        }
        let none = Terms::default();
        let alone = Alone { terms: self.terms.unwrap_or(&none), has_glyph: self.has_glyph };
        let mut checked = deck::check(&file.name, text, &machines, &alone);
        if let (Some(shelf), Some(bytes)) = (self.shelf, checked.to_bytes(&machines)) {
            shelf.put(key, &bytes);
        }
        if let Some(deck) = &mut checked.deck {
            deck.shelve(!self.whole);
        }
        checked
    }
}

impl Library {
    /// Reads all decks. Their order, and that of their findings, is that of the files.
    pub(super) fn load_decks(&mut self, around: &Around<'_>, each: Each<'_>) {
        let decks = around.files.iter().zip(around.kinds).filter(|(_, kind)| **kind == ContentKind::Deck);
        let files: Vec<&ContentFile> = decks.map(|(file, _)| file).collect();
        let key = around.key();
        let read: Vec<OnceLock<Checked>> = files.iter().map(|_| OnceLock::new()).collect();
        each(files.len(), &|at| {
            if let (Some(file), Some(place)) = (files.get(at), read.get(at)) {
                place.get_or_init(|| around.check(file, &key));
            }
        });
        let mut lints: Vec<Vec<Finding>> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for (file, checked) in files.into_iter().zip(read) {
            let Some(Checked { deck, findings, lints: own }) = checked.into_inner() else { continue };
            let id = deck.as_ref().map(|deck| deck.id.clone());
            let mut entry = loaded(file, deck.map(Arc::new), findings);
            match id.as_ref().and_then(|id| places.get(id)).copied() {
                Some(at) => {
                    if let (Some(earlier), Some(lints)) = (self.decks.get_mut(at), lints.get_mut(at)) {
                        entry.findings.extend(same_id(&entry, earlier));
                        (*earlier, *lints) = (entry, own);
                    }
                }
                None => {
                    places.extend(id.map(|id| (id, self.decks.len())));
                    self.decks.push(entry);
                    lints.push(own);
                }
            }
        }
        self.lint(lints);
    }

    fn lint(&mut self, lints: Vec<Vec<Finding>>) {
        let decks = self.decks.iter().filter_map(|entry| entry.content.as_ref());
        let ids: Vec<String> = decks.map(|deck| deck.id.clone()).collect();
        for (entry, mut lints) in self.decks.iter_mut().zip(lints) {
            if let Some(deck) = &entry.content {
                deck::among(deck, &ids, &mut lints);
                entry.findings.append(&mut lints);
            }
        }
    }
}

/// An own copy of a shipped deck is meant to take its place; two own ones are a slip.
fn same_id(later: &Loaded<Deck>, earlier: &Loaded<Deck>) -> Option<Finding> {
    let id = later.content.as_ref()?.id.as_str();
    let twice = earlier.path.is_some() && later.path.is_some();
    let finding = Finding::warning("content::same-id", Place::file(&later.file));
    twice.then(|| finding.with("id", id).with("other", earlier.file.as_str()))
}
