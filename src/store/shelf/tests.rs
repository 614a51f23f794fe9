use super::*;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

const LATER: Duration = Duration::from_secs(UNUSED.as_secs() + 60);

fn open(data: &Path) -> DeckShelf {
    DeckShelf::new(data, &OnLost::default())
}

fn shelf() -> (tempfile::TempDir, DeckShelf) {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = open(folder.path());
    (folder, shelf)
}

fn files(shelf: &DeckShelf) -> Vec<String> {
    let entries = fs::read_dir(&shelf.folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn bytes(shelf: &DeckShelf, key: u64) -> Option<Vec<u8>> {
    shelf.take(key).map(|(bytes, _)| bytes)
}

/// What is in this range of the rest.
fn rest(place: &dyn Again, range: Range<u64>) -> Option<Vec<u8>> {
    let mut rest = Vec::new();
    place.read(range, &mut rest).then_some(rest)
}

#[test]
fn what_was_put_there_is_found_unless_it_was_harmed() {
    let (folder, shelf) = shelf();
    assert_eq!((bytes(&shelf, 7), shelf.is_used()), (None, false));
    shelf.put(7, b"seven", &[b""]);
    shelf.put(8, b"", &[b""]);
    let again = open(folder.path());
    assert_eq!((bytes(&again, 7), bytes(&again, 8)), (Some(b"seven".to_vec()), Some(Vec::new())));
    let path = again.path(7);
    let whole = fs::read(&path).expect("it is there");
    // Torn anywhere, or with any byte changed, or longer.
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).expect("written");
        assert_eq!(bytes(&again, 7), None, "{length}");
        let mut changed = whole.clone();
        changed[length] ^= 1;
        fs::write(&path, changed).expect("written");
        assert_eq!(bytes(&again, 7), None, "{length}");
    }
    fs::write(&path, [&whole[..], b"x"].concat()).expect("written");
    assert_eq!(bytes(&again, 7), None);
    // Whole, but of another text.
    fs::write(again.path(9), &whole).expect("written");
    assert_eq!(bytes(&again, 9), None);
    again.put(7, b"new", &[b""]);
    assert_eq!(bytes(&again, 7), Some(b"new".to_vec()));
}

#[test]
fn the_rest_is_read_when_it_is_wanted() {
    let (_folder, shelf) = shelf();
    let put = shelf.put(7, b"seven", &[b"and the rest"]).expect("it is there");
    let (head, taken) = shelf.take(7).expect("it is there");
    assert_eq!(head, b"seven");
    for place in [&put, &taken] {
        assert_eq!(rest(&**place, 0..12), Some(b"and the rest".to_vec()));
        assert_eq!(rest(&**place, 4..7), Some(b"the".to_vec()));
        assert_eq!(rest(&**place, 12..12), Some(Vec::new()));
        for beyond in [0..12 + SEAL as u64 + 1, 100..101, u64::MAX - 1..u64::MAX] {
            assert_eq!(rest(&**place, beyond), None);
        }
    }
    // A torn file is none, wherever it was torn.
    let whole = fs::read(shelf.path(7)).expect("it is there");
    for length in 0..whole.len() {
        fs::write(shelf.path(7), &whole[..length]).expect("written");
        assert_eq!(bytes(&shelf, 7), None, "{length}");
    }
    fs::remove_file(shelf.path(7)).expect("removed");
    assert_eq!(rest(&*taken, 0..1), None);
    fs::create_dir(shelf.path(7)).expect("a folder where the file was");
    assert_eq!(rest(&*taken, 0..1), None);
}

#[test]
fn what_is_lost_is_told_and_made_anew() {
    let (folder, _) = shelf();
    let told = Arc::new(AtomicUsize::new(0));
    let telling = Arc::clone(&told);
    let tell = OnLost::new(move || {
        telling.fetch_add(1, Ordering::Relaxed);
    });
    let shelf = DeckShelf::new(folder.path(), &tell);
    let place = shelf.put(7, b"seven", &[b"rest"]).expect("it is there");
    assert_eq!((told.load(Ordering::Relaxed), bytes(&shelf, 7).is_some()), (0, true));
    place.lost();
    assert_eq!((told.load(Ordering::Relaxed), bytes(&shelf, 7)), (1, None));
    place.lost();
    assert_eq!(told.load(Ordering::Relaxed), 2, "somebody else has removed it");
    // What can't be removed would be found again, and lost again, for ever.
    fs::create_dir_all(shelf.path(7).join("x")).expect("a folder where the file was");
    place.lost();
    assert_eq!(told.load(Ordering::Relaxed), 2);
}

#[test]
fn another_program_finds_nothing() {
    let (folder, shelf) = shelf();
    shelf.put(7, b"seven", &[b""]);
    for program in [Some(1), None] {
        let other = DeckShelf { program, ..open(folder.path()) };
        assert_eq!(bytes(&other, 7), None);
        // Nor does a file under the name that its own would have.
        fs::copy(shelf.path(7), other.path(7)).expect("copied");
        assert_eq!(bytes(&other, 7), None);
        fs::remove_file(other.path(7)).expect("removed");
    }
    fs::create_dir(shelf.folder.join("0")).expect("a folder where a file should be");
    assert!(shelf.is_used());
    assert!(!DeckShelf { program: Some(1), ..open(folder.path()) }.is_used());
    assert!(!DeckShelf { program: None, ..open(folder.path()) }.is_used());
    let unknown = DeckShelf { program: None, ..open(folder.path()) };
    assert!(unknown.put(8, b"eight", &[b""]).is_none());
    assert_eq!(files(&shelf).len(), 2);
    assert_eq!(bytes(&shelf, 7), Some(b"seven".to_vec()));
}

#[test]
fn what_nobody_asks_for_is_taken_away() {
    let (folder, shelf) = shelf();
    shelf.put(8, b"eight", &[b""]);
    // A program was killed while it wrote.
    fs::write(shelf.folder.join("0000000000000009.77.new"), b"ni").expect("written");
    let last = open(folder.path());
    last.put(9, b"nine", &[b""]);
    let now = SystemTime::now();
    // Another window may have it still; and a clock that was set back makes nothing old.
    for at in [now, now + UNUSED / 2, now - LATER, UNIX_EPOCH] {
        last.tidy_at(at);
        assert_eq!(files(&last).len(), 3);
    }
    last.tidy_at(now + LATER);
    assert_eq!((bytes(&last, 8), bytes(&last, 9)), (None, Some(b"nine".to_vec())));
    assert_eq!(files(&last), [last.path(9).file_name().expect("a name").to_string_lossy()]);
}

#[test]
fn what_is_asked_for_stays() {
    let (folder, shelf) = shelf();
    shelf.put(7, b"seven", &[b""]);
    let old = SystemTime::now() - UNUSED * 3 / 4;
    let file = OpenOptions::new().append(true).open(shelf.path(7)).expect("it is there");
    file.set_modified(old).expect("its time is set");
    assert!(bytes(&shelf, 7).is_some());
    open(folder.path()).tidy_at(old + LATER);
    assert!(bytes(&shelf, 7).is_some());
}

#[test]
fn where_nothing_can_be_written_nothing_is_said() {
    let (folder, shelf) = shelf();
    fs::write(folder.path().join(FOLDER), b"a file where the folder should be").expect("written");
    assert!(shelf.put(7, b"seven", &[b""]).is_none());
    assert_eq!(bytes(&shelf, 7), None);
    shelf.tidy();
    // A folder where the file should be: it can't be replaced, and nothing is left beside it.
    let (_folder, shelf) = self::shelf();
    fs::create_dir_all(shelf.path(7).join("x")).expect("made");
    assert!(shelf.put(7, b"seven", &[b""]).is_none());
    assert_eq!(bytes(&shelf, 7), None);
    assert_eq!(files(&shelf), [shelf.path(7).file_name().expect("a name").to_string_lossy()]);
}

#[test]
fn two_windows_at_once_find_whole_bytes_or_none() {
    let (folder, _) = shelf();
    let all = [vec![1; 90_000], vec![2; 50_000]];
    std::thread::scope(|scope| {
        for part in &all {
            let own = open(folder.path());
            scope.spawn(move || {
                for _ in 0..200 {
                    own.put(7, part, &[part, part]);
                    own.tidy_at(SystemTime::now() + LATER);
                }
            });
        }
        let reader = open(folder.path());
        let mut found = 0;
        for _ in 0..100_000 {
            let Some((bytes, place)) = reader.take(7) else { continue };
            assert!(all.contains(&bytes));
            // It may be another one's by now, or gone, but of no two at once.
            if let Some(rest) = rest(&*place, 0..10_000) {
                assert!(rest.windows(2).all(|pair| pair[0] == pair[1]));
            }
            found += 1;
            if found == 100 {
                break;
            }
        }
        assert_eq!(found, 100);
    });
}
