//! Reading all content on all cores.

use super::content::{embedded, read_folder};
use super::shelf::DeckShelf;
use crate::app::content::ContentFile;
use crate::app::library::{HasGlyph, Library, Reading, Shelf};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// More threads than this would wait for each other.
const MOST_THREADS: usize = 8;

/// The content built into the program and that of these folders. `data` is where what was found in decks is kept
/// for the next time.
pub fn read_library(folders: &[PathBuf], data: Option<&Path>, has_glyph: HasGlyph<'_>) -> Library {
    let mut files = embedded();
    files.extend(folders.iter().flat_map(|folder| read_folder(folder)));
    let shelf = data.map(DeckShelf::new);
    let library = load(&files, has_glyph, shelf.as_ref().map(|shelf| shelf as &dyn Shelf));
    if let Some(shelf) = &shelf {
        shelf.tidy();
    }
    library
}

/// Reads these files on all cores. Nothing is taken from what was found before.
pub fn read_files(files: &[ContentFile], has_glyph: HasGlyph<'_>) -> Library {
    load(files, has_glyph, None)
}

fn load(files: &[ContentFile], has_glyph: HasGlyph<'_>, shelf: Option<&dyn Shelf>) -> Library {
    Library::load_with(files, &Reading { has_glyph, each: &on_all_cores, shelf })
}

/// Does the work for every number below the count.
fn on_all_cores(count: usize, work: &(dyn Fn(usize) + Sync)) {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(count);
    let next = AtomicUsize::new(0);
    let run = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return;
            }
            work(at);
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // Where the system has no thread to give, the others do it all.
            drop(thread::Builder::new().name("content".to_owned()).spawn_scoped(scope, run));
        }
        run();
    });
}
