//! Reading decks: many at once where the caller has several cores, and each only once for the same text where the
//! caller has a shelf for what was found.

use super::files::Files;
use super::{HasGlyph, Library, Loaded, loaded, same_id, text};
use crate::app::content::{ContentFile, ContentKind};
use crate::cores::{self, Each};
use crate::deck::{self, Again, Alone, Asked, Asks, Checked, Deck, Others, Parts, Terms};
use crate::diagnostic::Finding;
use crate::machine::Machine;
use hashbrown::HashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

/// Where is kept what the checking of a text has shown. What is not there is found out again.
pub trait Shelf: Sync {
    /// The bytes that were put there under this key, and where the rest is.
    fn take(&self, key: u64) -> Option<(Vec<u8>, Arc<dyn Again>)>;
    /// Puts bytes there, and a rest that is wanted seldom. Tells where that is, if it is there now.
    fn put(&self, key: u64, bytes: &[u8], rest: &[&[u8]]) -> Option<Arc<dyn Again>>;
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

/// What a text may begin with that is none of it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What of all content a deck's findings depend on.
pub(super) struct Around<'a> {
    files: &'a Files<'a>,
    machines: &'a BTreeMap<String, Arc<Machine>>,
    terms: Option<&'a Terms>,
    has_glyph: HasGlyph<'a>,
    shelf: Option<&'a dyn Shelf>,
    /// Whether what the questions say lies in memory; else it is read when somebody asks for it.
    whole: bool,
}

impl<'a> Around<'a> {
    /// What decks among these files depend on.
    pub fn new(
        files: &'a Files<'a>,
        machines: &'a BTreeMap<String, Arc<Machine>>,
        terms: Option<&'a Terms>,
        reading: &Reading<'a>,
    ) -> Around<'a> {
        let Reading { has_glyph, shelf, .. } = *reading;
        Around { files, machines, terms, has_glyph, shelf, whole: files.are_small }
    }

    fn find(&self, id: &str) -> Option<Arc<Machine>> {
        self.machines.get(id).cloned()
    }

    /// A number that is another where findings may be others, whatever the deck.
    fn key(&self) -> DefaultHasher {
        // Made without chance: the same in every run of the same program.
        let mut key = DefaultHasher::new();
        key.write(env!("CARGO_PKG_VERSION").as_bytes());
        for file in self.files.of(ContentKind::Machine).chain(self.files.of(ContentKind::Terms)) {
            let bytes = file.bytes.as_deref().unwrap_or_default();
            key.write(bytes);
            key.write_usize(bytes.len());
        }
        key
    }

    /// The deck with this number among the files.
    fn read(&self, number: usize, key: &DefaultHasher) -> Option<(Loaded<Deck>, Found)> {
        let file = self.files.get(number)?;
        let Checked { deck, findings, lints, asks } = self.check(&file, self.files.again(number), key);
        Some((loaded(&file, deck.map(Arc::new), findings), Found { lints, asks }))
    }

    fn check(&self, file: &ContentFile, again: Option<Arc<dyn Again>>, key: &DefaultHasher) -> Checked {
        let machines = |id: &str| self.find(id);
        let mut key = key.clone();
        key.write(file.name.as_bytes());
        key.write_usize(file.name.len());
        // What was put on the shelf was a text: whether these bytes are one need not be asked again.
        let bytes = file.bytes.as_deref().unwrap_or_default();
        let written = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        key.write(written);
        key.write_u8(u8::from(self.whole));
        let key = key.finish();
        let parts = |rest| {
            let own = again.clone().map(|own| (own, (bytes.len() - written.len()) as u64));
            Parts { file: &file.name, text: written, whole: self.whole, rest, own }
        };
        let shelf = self.shelf.filter(|_| file.bytes.is_ok());
        let known = shelf.and_then(|shelf| shelf.take(key));
        if let Some(known) =
            known.and_then(|(known, rest)| Checked::from_bytes(&known, parts(rest), &machines))
        {
            return known;
        }
        let text = match text(file) {
            Ok(text) => text,
            Err(finding) => return Checked { findings: vec![finding], ..Checked::default() },
        };
        let none = Terms::default();
        let alone = Alone { terms: self.terms.unwrap_or(&none), has_glyph: self.has_glyph };
        let mut checked = deck::check(&file.name, text, &machines, &alone);
        let put = |shelf: &dyn Shelf| {
            let [said, text] = checked.rest();
            // A text that lies in memory is never read from there.
            let rest: &[&[u8]] = if self.whole { &[said] } else { &[said, text] };
            shelf.put(key, &checked.to_bytes(&machines)?, rest)
        };
        let rest = self.shelf.and_then(put).filter(|_| !self.whole);
        rest.into_iter().for_each(|rest| checked.put_away(parts(rest)));
        if let Some(deck) = &mut checked.deck {
            deck.shelve(!self.whole);
        }
        checked
    }
}

impl Library {
    /// Reads all decks. Their order, and that of their findings, is that of the files.
    pub(super) fn load_decks(&mut self, around: &Around<'_>, each: Each<'_>) {
        let key = around.key();
        let read = cores::map_by(each, &around.files.decks(), |number| around.read(*number, &key));
        let mut found: Vec<Found> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for (mut entry, own) in read.into_iter().flatten() {
            let id = entry.content.as_ref().map(|deck| deck.id.clone());
            match id.as_ref().and_then(|id| places.get(id)).copied() {
                Some(at) => {
                    if let (Some(earlier), Some(found)) = (self.decks.get_mut(at), found.get_mut(at)) {
                        entry.findings.extend(same_id(&entry, earlier, id.as_deref()));
                        (*earlier, *found) = (entry, own);
                    }
                }
                None => {
                    places.extend(id.map(|id| (id, self.decks.len())));
                    self.decks.push(entry);
                    found.push(own);
                }
            }
        }
        self.lint(found);
    }

    fn lint(&mut self, found: Vec<Found>) {
        let decks: Vec<Option<Arc<Deck>>> = self.decks.iter().map(|entry| entry.content.clone()).collect();
        let ids: Vec<String> = decks.iter().flatten().map(|deck| deck.id.clone()).collect();
        let claims = self.claims.iter().filter_map(|file| file.content.as_ref());
        let claims: BTreeSet<String> =
            claims.flat_map(|file| &file.claims).map(|claim| claim.id.clone()).collect();
        let (lints, asks): (Vec<_>, Vec<_>) =
            found.into_iter().map(|found| (found.lints, found.asks)).unzip();
        // A deck of one's own may ask what a built-in one asks; it is the own ones that are kept together.
        let [own, built_in] = [true, false].map(|own| {
            let entries = self.decks.iter().zip(&decks).zip(&asks);
            let entries = entries.filter(|((entry, _), _)| entry.path.is_some() == own);
            Asked::known(entries.filter_map(|((_, deck), asks)| Some((deck.as_deref()?, asks))))
        });
        for (((entry, deck), mut lints), asks) in self.decks.iter_mut().zip(&decks).zip(lints).zip(&asks) {
            let Some(deck) = deck else { continue };
            let asked = if entry.path.is_some() { &own } else { &built_in };
            deck::among(deck, asks, &Others { deck_ids: &ids, claims: &claims, asked }, &mut lints);
            entry.findings.append(&mut lints);
        }
    }
}

/// What was found beside a deck and its faults.
struct Found {
    lints: Vec<Finding>,
    asks: Asks,
}
