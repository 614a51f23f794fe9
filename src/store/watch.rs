//! Tells when content files change. Says only that something changed, never what.

use super::content::is_content;
use crate::app::content::ContentError;
use notify_debouncer_full::notify::event::{CreateKind, EventKind, ModifyKind, RemoveKind};
use notify_debouncer_full::notify::{self, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Editors write a file in several steps; changes closer together than this are told once.
const SETTLED_AFTER: Duration = Duration::from_millis(150);

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Watcher {
    _debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

/// Watches these folders and all in them. `on_change` is called on a thread of the watcher's, a
/// moment after content files were written, made, renamed or removed. Folders are watched, not
/// files: editors that save by renaming would be missed otherwise.
pub fn watch(dirs: &[PathBuf], on_change: Box<dyn Fn() + Send>) -> Result<Watcher, ContentError> {
    let handler = move |result: DebounceEventResult| {
        let matters = match result {
            Ok(events) => events.iter().any(changes_content),
            // Something was missed; better to look once too often.
            Err(_) => true,
        };
        if matters {
            on_change();
        }
    };
    let mut debouncer =
        new_debouncer(SETTLED_AFTER, None, handler).map_err(|error| cannot_watch(Path::new(""), &error))?;
    for dir in dirs {
        debouncer.watch(dir, RecursiveMode::Recursive).map_err(|error| cannot_watch(dir, &error))?;
    }
    Ok(Watcher { _debouncer: debouncer })
}

fn changes_content(event: &DebouncedEvent) -> bool {
    if event.need_rescan() {
        return true;
    }
    let of_folder = match event.kind {
        // Reading is an event too: to answer it by reading would never end.
        EventKind::Access(_) => return false,
        EventKind::Create(kind) => kind == CreateKind::Folder,
        EventKind::Remove(kind) => kind == RemoveKind::Folder,
        // A renamed folder; what it was can't be asked any more.
        EventKind::Modify(ModifyKind::Name(_)) => event.paths.iter().any(|path| path.extension().is_none()),
        EventKind::Modify(_) | EventKind::Any | EventKind::Other => false,
    };
    of_folder || event.paths.iter().any(|path| is_content(path))
}

fn cannot_watch(path: &Path, error: &notify::Error) -> ContentError {
    ContentError::CannotWatch { path: path.to_owned(), detail: error.to_string() }
}
