//! Reading all content on all cores.

use super::content::{Found, embedded, find};
use super::later::OnLost;
use super::shelf::DeckShelf;
use crate::app::content::{ContentFile, ContentFiles};
use crate::app::library::{HasGlyph, Library, Reading, Shelf};
use crate::cores;
use crate::deck::Again;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// In bytes; what is built in has about a tenth of it.
const MUCH: u64 = 8 << 20;

/// The content built into the program and that of these folders. `data` is where what was found in decks is kept
/// for the next time. Of much content what is wanted seldom is read when it is wanted: `on_lost` is told where that
/// fails.
pub fn read_library(
    folders: &[PathBuf],
    data: Option<&Path>,
    has_glyph: HasGlyph<'_>,
    on_lost: &OnLost,
) -> Library {
    let found = folders.iter().flat_map(|folder| find(folder)).collect();
    let (library, shelf) = load_all(found, data, has_glyph, on_lost);
    if let Some(shelf) = &shelf {
        shelf.tidy();
    }
    library
}

/// The content built into the program alone, before all of it is read.
pub fn read_embedded(data: Option<&Path>, has_glyph: HasGlyph<'_>) -> Library {
    load_all(Vec::new(), data, has_glyph, &OnLost::default()).0
}

/// Whether these folders hold so much that nobody wants to wait for it: nothing was found in it before.
pub fn takes_long(folders: &[PathBuf], data: Option<&Path>) -> bool {
    // Folders are walked for this only where it may be so.
    let is_new = !data.is_some_and(|data| DeckShelf::new(data, &OnLost::default()).is_used());
    let sizes = folders.iter().flat_map(|folder| find(folder)).map(|found| found.size());
    is_new && sizes.sum::<u64>() > MUCH
}

fn load_all(
    found: Vec<Found>,
    data: Option<&Path>,
    has_glyph: HasGlyph<'_>,
    on_lost: &OnLost,
) -> (Library, Option<DeckShelf>) {
    let shelf = data.map(|data| DeckShelf::new(data, on_lost));
    let files = All { embedded: embedded(), found, on_lost };
    let library = load(&files, has_glyph, shelf.as_ref().map(|shelf| shelf as &dyn Shelf));
    (library, shelf)
}

/// Reads these files on all cores. Nothing is taken from what was found before.
pub fn read_files(files: &[ContentFile], has_glyph: HasGlyph<'_>) -> Library {
    load(&files, has_glyph, None)
}

/// What is built in, and what lies in folders: that is read when it is wanted.
struct All<'a> {
    embedded: Vec<ContentFile>,
    found: Vec<Found>,
    on_lost: &'a OnLost,
}

impl ContentFiles for All<'_> {
    fn count(&self) -> usize {
        self.embedded.len() + self.found.len()
    }

    fn get(&self, number: usize) -> Option<Cow<'_, ContentFile>> {
        match number.checked_sub(self.embedded.len()) {
            None => self.embedded.get(number).map(Cow::Borrowed),
            Some(number) => self.found.get(number).map(|found| Cow::Owned(found.read())),
        }
    }

    fn again(&self, number: usize) -> Option<Arc<dyn Again>> {
        let found = self.found.get(number.checked_sub(self.embedded.len())?)?;
        Some(Arc::new(found.again(self.on_lost)))
    }
}

fn load(files: &dyn ContentFiles, has_glyph: HasGlyph<'_>, shelf: Option<&dyn Shelf>) -> Library {
    Library::load_with(files, &Reading { has_glyph, each: &cores::each, shelf })
}
