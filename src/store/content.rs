//! Content files: the ones built into the program, and the learner's own from folders.
//!
//! Only finds and reads; what is in a file is for others to judge. A file that can't be read is
//! listed with its error, so that the learner is told about it. Devices, pipes and sockets are
//! never opened, and no folder, however deep, large or circular, keeps it busy for long.

#[cfg(test)]
mod tests;

use super::later::{Later, OnLost};
use crate::app::content::{ContentError, ContentFile, ContentKind};
use include_dir::{Dir, include_dir};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// The largest file that is read, in bytes.
pub const MOST_BYTES: u64 = 16 << 20;
/// The most bytes that are read from one folder.
pub const MOST_BYTES_IN_ALL: u64 = 256 << 20;
/// The most content files that are read from one folder.
pub const MOST_FILES: usize = 10_000;
/// How many levels of folders below the one given are looked into.
pub const MOST_LEVELS: usize = 8;
/// The most names of any kind that are looked at: someone may point at the whole disk.
pub const MOST_NAMES: usize = 200_000;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/content");

/// The files built into the program, sorted by name.
pub fn embedded() -> Vec<ContentFile> {
    let mut files = Vec::new();
    let mut dirs = vec![&EMBEDDED];
    while let Some(dir) = dirs.pop() {
        dirs.extend(dir.dirs());
        for file in dir.files().filter(|file| is_content(file.path())) {
            let inside: Vec<_> = file.path().iter().map(OsStr::to_string_lossy).collect();
            let name = format!("content/{}", inside.join("/"));
            let bytes = Ok(file.contents().to_vec());
            files.push(ContentFile { kind: kind_of(Path::new(&name)), name, path: None, bytes });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// A content file that was found and can be read, or why it can't be.
#[derive(Clone, Debug)]
pub(super) struct Found {
    path: PathBuf,
    /// As shown to the user.
    name: String,
    /// Its size.
    bytes: Result<u64, ContentError>,
}

impl Found {
    /// In bytes; 0 of what can't be read.
    pub fn size(&self) -> u64 {
        *self.bytes.as_ref().unwrap_or(&0)
    }

    /// What is in it, a part at a time.
    pub fn again(&self, on_lost: &OnLost) -> Later {
        Later { path: self.path.clone(), start: 0, is_made: false, on_lost: on_lost.clone() }
    }

    /// Reads it.
    pub fn read(&self) -> ContentFile {
        let bytes = self.bytes.clone().and_then(|size| match size {
            // What has no size and yet gives bytes may give them without end.
            0 => Ok(Vec::new()),
            _ => read(&self.path),
        });
        let (name, path) = (self.name.clone(), Some(self.path.clone()));
        ContentFile { name, path, kind: kind_of(&self.path), bytes }
    }
}

/// All content files in a folder and the folders in it, sorted by name. Names that begin with a dot
/// are passed over. If the path is a file, that file alone.
pub fn read_folder(path: &Path) -> Vec<ContentFile> {
    find(path).iter().map(Found::read).collect()
}

/// The same, without reading them.
pub(super) fn find(path: &Path) -> Vec<Found> {
    let mut finder = Finder { files: Vec::new(), seen: BTreeSet::new(), names: 0, bytes: 0 };
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => finder.folder(path),
        Ok(_) => finder.file(path),
        Err(error) => finder.fail(path, unreadable(&error)),
    }
    finder.files.sort_by(|a, b| a.name.cmp(&b.name));
    finder.files
}

/// Whether a name is one of a content file.
pub(super) fn is_content(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
        && !is_hidden(path.file_name().unwrap_or_default())
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn kind_of(path: &Path) -> ContentKind {
    let named = [("terms.ron", ContentKind::Terms), ("claims.ron", ContentKind::Claims)];
    let is = |known: &str| path.file_name().is_some_and(|name| name.eq_ignore_ascii_case(known));
    if let Some((_, kind)) = named.into_iter().find(|(known, _)| is(known)) {
        return kind;
    }
    let folders = path.parent().map(Path::components).into_iter().flatten().rev();
    folders.filter_map(folder_kind).next().unwrap_or(ContentKind::Deck)
}

fn folder_kind(folder: Component) -> Option<ContentKind> {
    let known =
        [("machines", ContentKind::Machine), ("decks", ContentKind::Deck), ("exams", ContentKind::Exam)];
    let name = folder.as_os_str();
    known.into_iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, kind)| kind)
}

fn unreadable(error: &std::io::Error) -> ContentError {
    ContentError::Unreadable { detail: error.to_string() }
}

/// The size of a file of at most [`MOST_BYTES`].
fn size(path: &Path) -> Result<u64, ContentError> {
    let metadata = fs::metadata(path).map_err(|error| unreadable(&error))?;
    match metadata.len() {
        _ if !metadata.is_file() => Err(ContentError::NotAFile),
        bytes if bytes > MOST_BYTES => Err(ContentError::TooLarge { bytes }),
        bytes => Ok(bytes),
    }
}

/// Reads a file of at most [`MOST_BYTES`].
fn read(path: &Path) -> Result<Vec<u8>, ContentError> {
    // Asked before opening: opening a pipe would wait for somebody to write into it.
    let size = size(path)?;
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    // As much room as it needs: there may be thousands.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).saturating_add(1));
    // The file may have grown since it was asked.
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > MOST_BYTES { Err(ContentError::TooLarge { bytes: size }) } else { Ok(bytes) }
}

struct Finder {
    files: Vec<Found>,
    /// Folders that were looked into, by their real path: a link may lead back to one.
    seen: BTreeSet<PathBuf>,
    names: usize,
    bytes: u64,
}

/// A limit was reached; everything that follows is passed over.
struct Full;

impl Finder {
    fn folder(&mut self, root: &Path) {
        let mut waiting = vec![(root.to_owned(), 0_usize)];
        while let Some((folder, level)) = waiting.pop() {
            if level > MOST_LEVELS {
                self.fail(&folder, ContentError::TooDeep);
                continue;
            }
            match self.names_in(&folder, level, &mut waiting) {
                Ok(files) => {
                    for path in files {
                        if self.files.len() >= MOST_FILES || self.bytes > MOST_BYTES_IN_ALL {
                            return self.fail(root, ContentError::TooMany);
                        }
                        self.file(&path);
                    }
                }
                Err(Full) => return self.fail(root, ContentError::TooMany),
            }
        }
    }

    /// The content files of one folder; its folders are put with those that wait.
    fn names_in(
        &mut self,
        folder: &Path,
        level: usize,
        waiting: &mut Vec<(PathBuf, usize)>,
    ) -> Result<BTreeSet<PathBuf>, Full> {
        let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        if !self.seen.insert(real) {
            return Ok(files);
        }
        let names = match fs::read_dir(folder) {
            Ok(names) => names,
            Err(error) => {
                self.fail(folder, unreadable(&error));
                return Ok(files);
            }
        };
        for name in names {
            self.names += 1;
            if self.names > MOST_NAMES {
                return Err(Full);
            }
            match name {
                Ok(name) if is_content(&name.path()) => drop(files.insert(name.path())),
                Ok(name) if is_hidden(&name.file_name()) => {}
                Ok(name) if name.path().is_dir() => drop(folders.insert(name.path())),
                Ok(_) => {}
                Err(error) => self.fail(folder, unreadable(&error)),
            }
        }
        // Taken from the end: the first by name comes first, whatever limit is reached.
        waiting.extend(folders.into_iter().rev().map(|folder| (folder, level + 1)));
        Ok(files)
    }

    fn file(&mut self, path: &Path) {
        let bytes = size(path);
        self.bytes = self.bytes.saturating_add(*bytes.as_ref().unwrap_or(&0));
        self.add(path, bytes);
    }

    fn fail(&mut self, path: &Path, error: ContentError) {
        self.add(path, Err(error));
    }

    fn add(&mut self, path: &Path, bytes: Result<u64, ContentError>) {
        self.files.push(Found { path: path.to_owned(), name: path.display().to_string(), bytes });
    }
}
