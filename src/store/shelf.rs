//! What the checking of decks has shown, one small file a deck beside the database: the next start is quick.
//!
//! A file that was damaged or written by another program is as good as none, and the whole folder can be deleted at
//! any time.

use crate::app::library::Shelf;
use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

/// The folder's name in the data folder.
const FOLDER: &str = "decks.cache";
/// What every file ends with, behind what it holds: a number of that, and one of the program.
const SEAL: usize = 16;
/// A larger one is nothing of ours.
const LARGEST: u64 = 256 << 20;

/// The folder, and which of its files were asked for.
#[derive(Debug)]
pub struct DeckShelf {
    folder: PathBuf,
    program: u64,
    used: Mutex<BTreeSet<u64>>,
}

impl DeckShelf {
    /// The shelf in this data folder. It is made when something is put there.
    pub fn new(data: &Path) -> DeckShelf {
        DeckShelf { folder: data.join(FOLDER), program: program(), used: Mutex::default() }
    }

    /// Takes away what nobody has asked for: texts that are not there any more.
    pub fn tidy(&self) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let key = name.to_str().and_then(|name| u64::from_str_radix(name, 16).ok());
            if !key.is_some_and(|key| used.contains(&key)) {
                // It does no harm if it stays.
                drop(fs::remove_file(entry.path()));
            }
        }
    }

    fn path(&self, key: u64) -> PathBuf {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        self.folder.join(format!("{key:016x}"))
    }

    fn seal(&self, bytes: &[u8]) -> [u8; SEAL] {
        let mut sum = DefaultHasher::new();
        sum.write(bytes);
        (u128::from(sum.finish()) << 64 | u128::from(self.program)).to_le_bytes()
    }

    fn write(&self, key: u64, bytes: &[u8]) -> std::io::Result<()> {
        let path = self.path(key);
        fs::create_dir_all(&self.folder)?;
        let beside = path.with_extension("new");
        fs::write(&beside, [bytes, &self.seal(bytes)].concat())?;
        fs::rename(&beside, &path)
    }
}

impl Shelf for DeckShelf {
    fn take(&self, key: u64) -> Option<Vec<u8>> {
        let path = self.path(key);
        let metadata = fs::metadata(&path).ok()?;
        if !metadata.is_file() || metadata.len() > LARGEST {
            return None;
        }
        let mut bytes = fs::read(&path).ok()?;
        let seal = bytes.split_off(bytes.len().checked_sub(SEAL)?);
        (self.seal(&bytes) == *seal).then_some(bytes)
    }

    fn put(&self, key: u64, bytes: &[u8]) {
        // Where that fails the next start takes longer, that is all.
        drop(self.write(key, bytes));
    }
}

/// A number that is another for another program: what one finds the next may not.
fn program() -> u64 {
    let mut sum = DefaultHasher::new();
    let own = std::env::current_exe().and_then(fs::metadata);
    if let Ok(metadata) = own {
        sum.write_u64(metadata.len());
        let changed = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        sum.write_u128(changed.map_or(0, |since| since.as_nanos()));
    }
    sum.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_there_is_found_unless_it_was_harmed() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = DeckShelf::new(folder.path());
        assert_eq!(shelf.take(7), None);
        shelf.put(7, b"seven");
        shelf.put(8, b"");
        let again = DeckShelf::new(folder.path());
        assert_eq!((again.take(7), again.take(8)), (Some(b"seven".to_vec()), Some(Vec::new())));
        let other = DeckShelf { program: 1, ..DeckShelf::new(folder.path()) };
        assert_eq!(other.take(7), None);
        let path = folder.path().join(FOLDER).join(format!("{:016x}", 7));
        for harmed in [&b""[..], b"se", b"seven", &[0; 40]] {
            fs::write(&path, harmed).expect("written");
            assert_eq!(again.take(7), None);
        }
        // Nobody has asked this one for the eighth.
        let last = DeckShelf::new(folder.path());
        last.put(9, b"nine");
        last.tidy();
        assert_eq!((last.take(8), last.take(9)), (None, Some(b"nine".to_vec())));
    }
}
