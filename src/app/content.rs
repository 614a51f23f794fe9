//! Content files as they come in from outside: read by the store, judged by the library.

use crate::deck::Again;
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

/// Content files, each brought when it is wanted: all of them at once may need much room.
pub trait ContentFiles: Sync {
    /// How many there are.
    fn count(&self) -> usize;
    /// The one with this number, as it is now; below the count there is always one.
    fn get(&self, number: usize) -> Option<Cow<'_, ContentFile>>;
    /// Where its bytes can be read later, a part at a time; `None` for what is to be kept.
    fn again(&self, _number: usize) -> Option<Arc<dyn Again>> {
        None
    }
}

impl ContentFiles for &[ContentFile] {
    fn count(&self) -> usize {
        self.len()
    }

    fn get(&self, number: usize) -> Option<Cow<'_, ContentFile>> {
        <[ContentFile]>::get(self, number).map(Cow::Borrowed)
    }
}

/// A content file, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentFile {
    /// As shown to the user: `content/decks/x.ron` for a built-in file, else its path.
    pub name: String,
    /// Where it is; `None` for a built-in file.
    pub path: Option<PathBuf>,
    /// What it should hold, judged by where it lies.
    pub kind: ContentKind,
    /// What it holds.
    pub bytes: Result<Vec<u8>, ContentError>,
}

/// What a content file should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContentKind {
    /// A machine: in a folder `machines`.
    Machine,
    /// A deck: in a folder `decks`, or anywhere else.
    Deck,
    /// An exam's blueprint: in a folder `exams`.
    Exam,
    /// Terms of the language: `terms.ron`.
    Terms,
    /// Claims that questions are about: `claims.ron`.
    Claims,
}

/// Why content can't be read or watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentError {
    /// The system refused.
    Unreadable {
        /// What the system said.
        detail: String,
    },
    /// There is a folder, a pipe or a device where a file should be.
    NotAFile,
    /// The file is larger than what is read (16 MiB).
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// The folder lies too deep and wasn't looked into; at most 8 levels are read.
    TooDeep,
    /// The folder holds too much, and the rest wasn't read; at most 10,000 files and 256 MiB are.
    TooMany,
    /// Changes of a folder can't be watched.
    CannotWatch {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
}

impl ContentError {
    /// The Fluent message with its words. Variables: `name` (of the file) always, and the fields.
    pub fn key(&self) -> &'static str {
        match self {
            ContentError::Unreadable { .. } => "content-unreadable",
            ContentError::NotAFile => "content-not-a-file",
            ContentError::TooLarge { .. } => "content-too-large",
            ContentError::TooDeep => "content-too-deep",
            ContentError::TooMany => "content-too-many",
            ContentError::CannotWatch { .. } => "content-cannot-watch",
        }
    }
}
