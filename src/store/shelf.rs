//! What the checking of decks has shown, one small file a deck beside the database: the next start is quick.
//!
//! A file that was damaged or written by another program is as good as none, and the whole folder can be deleted at
//! any time. Where nothing can be written, or nobody knows which program this is, each start takes as long as the
//! first one, that is all.

use crate::app::library::Shelf;
use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

/// The folder's name in the data folder.
const FOLDER: &str = "decks.cache";
/// What every file ends with, behind what it holds: a number of that, and one of the program.
const SEAL: usize = 16;
/// A larger one is nothing of ours.
const LARGEST: u64 = 256 << 20;

/// Another number for another form of what is kept.
const FORMAT: u8 = 1;

/// The folder, and which of its files were asked for.
#[derive(Debug)]
pub struct DeckShelf {
    folder: PathBuf,
    /// `None` where it can't be told from others.
    program: Option<u64>,
    used: Mutex<BTreeSet<u64>>,
}

impl DeckShelf {
    /// The shelf in this data folder. It is made when something is put there.
    pub fn new(data: &Path) -> DeckShelf {
        DeckShelf { folder: data.join(FOLDER), program: program(), used: Mutex::default() }
    }

    /// Whether this program seems to have put there what it will ask for. Looks at one file alone: a start that was
    /// cut short may have left some of another program's.
    pub fn is_used(&self) -> bool {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let program = |path: PathBuf| {
            let metadata = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
            let mut file = fs::File::open(&path).ok()?;
            file.seek(SeekFrom::Start(metadata.len().checked_sub(SEAL as u64)?)).ok()?;
            let mut program = [0; 8];
            file.read_exact(&mut program).ok()?;
            Some(u64::from_le_bytes(program))
        };
        let mut programs = files.filter(|path| path.extension().is_none()).filter_map(program);
        self.program.is_some() && programs.next() == self.program
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

    /// What stands behind bytes under a key: neither other bytes, nor another key, nor another program has it.
    fn seal(&self, key: u64, bytes: &[u8]) -> Option<[u8; SEAL]> {
        let mut sum = DefaultHasher::new();
        sum.write_u64(key);
        sum.write(bytes);
        Some((u128::from(sum.finish()) << 64 | u128::from(self.program?)).to_le_bytes())
    }

    fn write(&self, key: u64, bytes: &[u8]) -> std::io::Result<()> {
        let path = self.path(key);
        let Some(seal) = self.seal(key, bytes) else { return Ok(()) };
        fs::create_dir_all(&self.folder)?;
        // Another window may be writing the same.
        let beside = path.with_extension(format!("{}.new", std::process::id()));
        let written = fs::write(&beside, [bytes, &seal].concat()).and_then(|()| fs::rename(&beside, &path));
        if written.is_err() {
            drop(fs::remove_file(&beside));
        }
        written
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
        (self.seal(key, &bytes)?.as_slice() == seal).then_some(bytes)
    }

    fn put(&self, key: u64, bytes: &[u8]) {
        // Where that fails the next start takes longer, that is all.
        drop(self.write(key, bytes));
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
mod tests {
    use super::*;

    fn shelf() -> (tempfile::TempDir, DeckShelf) {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = DeckShelf::new(folder.path());
        (folder, shelf)
    }

    fn files(shelf: &DeckShelf) -> Vec<String> {
        let entries = fs::read_dir(&shelf.folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn what_was_put_there_is_found_unless_it_was_harmed() {
        let (folder, shelf) = shelf();
        assert_eq!((shelf.take(7), shelf.is_used()), (None, false));
        shelf.put(7, b"seven");
        shelf.put(8, b"");
        let again = DeckShelf::new(folder.path());
        assert_eq!((again.take(7), again.take(8)), (Some(b"seven".to_vec()), Some(Vec::new())));
        let path = again.path(7);
        let whole = fs::read(&path).expect("it is there");
        // Torn anywhere, or with any byte changed, or longer.
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).expect("written");
            assert_eq!(again.take(7), None, "{length}");
            let mut changed = whole.clone();
            changed[length] ^= 1;
            fs::write(&path, changed).expect("written");
            assert_eq!(again.take(7), None, "{length}");
        }
        fs::write(&path, [&whole[..], b"x"].concat()).expect("written");
        assert_eq!(again.take(7), None);
        // Whole, but of another text.
        fs::write(again.path(9), &whole).expect("written");
        assert_eq!(again.take(9), None);
        again.put(7, b"new");
        assert_eq!(again.take(7), Some(b"new".to_vec()));
    }

    #[test]
    fn another_program_finds_nothing() {
        let (folder, shelf) = shelf();
        shelf.put(7, b"seven");
        for program in [Some(1), None] {
            let other = DeckShelf { program, ..DeckShelf::new(folder.path()) };
            assert_eq!(other.take(7), None);
        }
        fs::create_dir(shelf.folder.join("0")).expect("a folder where a file should be");
        assert!(shelf.is_used());
        assert!(!DeckShelf { program: Some(1), ..DeckShelf::new(folder.path()) }.is_used());
        assert!(!DeckShelf { program: None, ..DeckShelf::new(folder.path()) }.is_used());
        let unknown = DeckShelf { program: None, ..DeckShelf::new(folder.path()) };
        unknown.put(8, b"eight");
        assert_eq!(files(&shelf).len(), 2);
        assert_eq!(shelf.take(7), Some(b"seven".to_vec()));
    }

    #[test]
    fn what_nobody_asks_for_is_taken_away() {
        let (folder, shelf) = shelf();
        shelf.put(8, b"eight");
        // A program was killed while it wrote.
        fs::write(shelf.folder.join("0000000000000009.77.new"), b"ni").expect("written");
        let last = DeckShelf::new(folder.path());
        last.put(9, b"nine");
        last.tidy();
        assert_eq!((last.take(8), last.take(9)), (None, Some(b"nine".to_vec())));
        assert_eq!(files(&last), ["0000000000000009"]);
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_said() {
        let (folder, shelf) = shelf();
        fs::write(folder.path().join(FOLDER), b"a file where the folder should be").expect("written");
        shelf.put(7, b"seven");
        assert_eq!(shelf.take(7), None);
        shelf.tidy();
        // A folder where the file should be: it can't be replaced, and nothing is left beside it.
        let (_folder, shelf) = self::shelf();
        fs::create_dir_all(shelf.path(7).join("x")).expect("made");
        shelf.put(7, b"seven");
        assert_eq!(shelf.take(7), None);
        assert_eq!(files(&shelf), ["0000000000000007"]);
    }

    #[test]
    fn two_windows_at_once_find_whole_bytes_or_none() {
        let (folder, _) = shelf();
        let bytes = [vec![1; 90_000], vec![2; 50_000]];
        std::thread::scope(|scope| {
            for bytes in &bytes {
                let own = DeckShelf::new(folder.path());
                scope.spawn(move || {
                    for _ in 0..200 {
                        own.put(7, bytes);
                        own.tidy();
                    }
                });
            }
            let reader = DeckShelf::new(folder.path());
            for _ in 0..400 {
                let found = reader.take(7);
                assert!(found.is_none_or(|found| bytes.contains(&found)));
            }
        });
    }
}
