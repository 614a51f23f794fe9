//! Reading all content on all cores.

use super::content::{Found, embedded, find};
use super::shelf::DeckShelf;
use crate::app::content::{ContentFile, ContentFiles};
use crate::app::library::{HasGlyph, Library, Reading, Shelf};
use crate::cores;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// The content built into the program and that of these folders. `data` is where what was found in decks is kept
/// for the next time.
pub fn read_library(folders: &[PathBuf], data: Option<&Path>, has_glyph: HasGlyph<'_>) -> Library {
    let found = folders.iter().flat_map(|folder| find(folder)).collect();
    let files = All { embedded: embedded(), found };
    let shelf = data.map(DeckShelf::new);
    let library = load(&files, has_glyph, shelf.as_ref().map(|shelf| shelf as &dyn Shelf));
    if let Some(shelf) = &shelf {
        shelf.tidy();
    }
    library
}

/// Reads these files on all cores. Nothing is taken from what was found before.
pub fn read_files(files: &[ContentFile], has_glyph: HasGlyph<'_>) -> Library {
    load(&files, has_glyph, None)
}

/// What is built in, and what lies in folders: that is read when it is wanted.
struct All {
    embedded: Vec<ContentFile>,
    found: Vec<Found>,
}

impl ContentFiles for All {
    fn count(&self) -> usize {
        self.embedded.len() + self.found.len()
    }

    fn get(&self, number: usize) -> Option<Cow<'_, ContentFile>> {
        match number.checked_sub(self.embedded.len()) {
            None => self.embedded.get(number).map(Cow::Borrowed),
            Some(number) => self.found.get(number).map(|found| Cow::Owned(found.read())),
        }
    }
}

fn load(files: &dyn ContentFiles, has_glyph: HasGlyph<'_>, shelf: Option<&dyn Shelf>) -> Library {
    Library::load_with(files, &Reading { has_glyph, each: &cores::each, shelf })
}
