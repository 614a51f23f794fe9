//! What the checking of decks has shown, one file a deck beside the database: the next start is quick.
//!
//! A file holds what every start needs, and behind it a rest that is read when somebody wants it. One that was damaged
//! or written by another program is as good as none, and the whole folder can be deleted at any time: then decks are
//! checked anew. Where nothing can be written, or nobody knows which program this is, each start takes as long as the
//! first one, that is all.

use super::later::{Later, OnLost};
use crate::app::library::Shelf;
use crate::deck::Again;
use std::collections::BTreeSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::hash::{DefaultHasher, Hasher};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The folder's name in the data folder.
const FOLDER: &str = "decks.cache";
/// What every file ends with: how long its beginning is, a number of that beginning, and one of the program.
const SEAL: usize = 24;
/// A larger one is nothing of ours.
const LARGEST: u64 = 256 << 20;

/// Another number for another form of what is kept.
const FORMAT: u8 = 3;

/// A file that no start and no change of content has asked for in so long a time is of a text that is not there any
/// more. Where another window wants it still, that window makes it anew.
const UNUSED: Duration = Duration::from_secs(600);

/// So many files show whose they are.
const LOOKED_AT: usize = 64;

/// The folder, and which of its files were asked for.
#[derive(Debug)]
pub(super) struct DeckShelf {
    folder: PathBuf,
    /// `None` where it can't be told from others.
    program: Option<u64>,
    used: Mutex<BTreeSet<u64>>,
    on_lost: OnLost,
}

impl DeckShelf {
    /// The shelf in this data folder. It is made when something is put there.
    pub fn new(data: &Path, on_lost: &OnLost) -> DeckShelf {
        let on_lost = on_lost.clone();
        DeckShelf { folder: data.join(FOLDER), program: program(), used: Mutex::default(), on_lost }
    }

    /// Whether this program seems to have put there what it will ask for. Looks at some files alone; there may be some
    /// of another program's.
    pub fn is_used(&self) -> bool {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let program = |path: PathBuf| {
            let seal = Open::new(&path)?.seal;
            Some(seal.program)
        };
        let mut programs =
            files.filter(|path| path.extension().is_none()).take(LOOKED_AT).filter_map(program);
        self.program.is_some_and(|own| programs.any(|program| program == own))
    }

    /// Takes away what was not asked for lately.
    pub fn tidy(&self) {
        self.tidy_at(SystemTime::now());
    }

    fn tidy_at(&self, now: SystemTime) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        // What was read before may be on the screen still.
        let before = self.on_lost.replace_used(used.clone());
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let key = name.to_str().and_then(|name| u64::from_str_radix(name, 16).ok());
            let is_used = key.is_some_and(|key| used.contains(&key) || before.contains(&key));
            if !is_used && entry.metadata().is_ok_and(|metadata| age(&metadata, now) > UNUSED) {
                // It does no harm if it stays.
                drop(fs::remove_file(entry.path()));
            }
        }
    }

    /// Two programs never have the same file.
    fn path(&self, key: u64) -> PathBuf {
        let key = key ^ self.program.unwrap_or_default();
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        self.folder.join(format!("{key:016x}"))
    }

    /// What stands behind bytes under a key, and a rest of so many: neither other bytes, nor another key, nor another
    /// program has it.
    fn seal(&self, key: u64, bytes: &[u8], rest: u64) -> Option<Seal> {
        let mut sum = DefaultHasher::new();
        sum.write_u64(key);
        sum.write_u64(rest);
        sum.write(bytes);
        Some(Seal { length: u64::try_from(bytes.len()).ok()?, program: self.program?, sum: sum.finish() })
    }

    fn write(&self, key: u64, bytes: &[u8], rest: &[&[u8]]) -> Option<()> {
        static WRITTEN: AtomicU64 = AtomicU64::new(0);
        let (path, length) = (self.path(key), rest.iter().map(|part| part.len() as u64).sum());
        let seal = self.seal(key, bytes, length)?.to_bytes();
        fs::create_dir_all(&self.folder).ok()?;
        // Another window, or this one for something else, may be writing the same.
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let beside = path.with_extension(format!("{}-{number}.new", std::process::id()));
        let mut parts = [bytes].into_iter().chain(rest.iter().copied()).chain([seal.as_slice()]);
        let write = |mut file: File| parts.try_for_each(|part| file.write_all(part));
        let written = File::create(&beside).and_then(write).and_then(|()| fs::rename(&beside, &path));
        if written.is_err() {
            drop(fs::remove_file(&beside));
        }
        written.ok()
    }

    fn rest(&self, key: u64, length: usize) -> Option<Arc<dyn Again>> {
        let (path, on_lost) = (self.path(key), self.on_lost.clone());
        Some(Arc::new(Later { path, start: u64::try_from(length).ok()?, is_made: true, on_lost }))
    }
}

impl Shelf for DeckShelf {
    fn take(&self, key: u64) -> Option<(Vec<u8>, Arc<dyn Again>)> {
        let Open { mut file, seal, rest, metadata } = Open::new(&self.path(key))?;
        let mut bytes = vec![0; usize::try_from(seal.length).ok()?];
        file.seek(SeekFrom::Start(0)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        if self.seal(key, &bytes, rest)? != seal {
            return None;
        }
        let now = SystemTime::now();
        if age(&metadata, now) > UNUSED / 2 {
            // Where that can't be noted it may be taken away, and is made anew.
            let noted = OpenOptions::new().append(true).open(self.path(key));
            drop(noted.and_then(|file| file.set_modified(now)));
        }
        let rest = self.rest(key, bytes.len())?;
        Some((bytes, rest))
    }

    fn put(&self, key: u64, bytes: &[u8], rest: &[&[u8]]) -> Option<Arc<dyn Again>> {
        // Where that fails the next start takes longer, that is all.
        self.write(key, bytes, rest)?;
        self.rest(key, bytes.len())
    }
}

/// How long ago it was written, or asked for; nothing where clocks disagree.
fn age(metadata: &Metadata, now: SystemTime) -> Duration {
    metadata.modified().ok().and_then(|then| now.duration_since(then).ok()).unwrap_or_default()
}

/// What a file ends with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Seal {
    /// How long the file's beginning is.
    length: u64,
    program: u64,
    sum: u64,
}

impl Seal {
    fn to_bytes(self) -> Vec<u8> {
        [self.length, self.program, self.sum].iter().flat_map(|number| number.to_le_bytes()).collect()
    }
}

/// A file on the shelf, with what it ends with.
struct Open {
    file: File,
    seal: Seal,
    /// How long the rest is.
    rest: u64,
    metadata: Metadata,
}

impl Open {
    fn new(path: &Path) -> Option<Open> {
        // Asked before opening: opening a pipe would wait for somebody to write into it.
        let metadata = fs::metadata(path).ok()?;
        if !metadata.is_file() || metadata.len() > LARGEST {
            return None;
        }
        let mut file = File::open(path).ok()?;
        let inside = metadata.len().checked_sub(SEAL as u64)?;
        file.seek(SeekFrom::Start(inside)).ok()?;
        let mut number = || {
            let mut bytes = [0; 8];
            file.read_exact(&mut bytes).ok()?;
            Some(u64::from_le_bytes(bytes))
        };
        let seal = Seal { length: number()?, program: number()?, sum: number()? };
        let rest = inside.checked_sub(seal.length)?;
        Some(Open { file, seal, rest, metadata })
    }
}

/// A number that is another for another program: what one finds the next may not. `None` where the system does not
/// show the program's file.
fn program() -> Option<u64> {
    let own = std::env::current_exe().and_then(fs::metadata).ok()?;
    let changed = own.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let mut sum = DefaultHasher::new();
    sum.write(env!("CARGO_PKG_VERSION").as_bytes());
    sum.write_u8(FORMAT);
    sum.write_u64(own.len());
    sum.write_u128(changed.as_nanos());
    Some(sum.finish())
}

#[cfg(test)]
mod tests;
