mod backups;
mod sync;

use super::*;
use crate::app::record::Facts;
use std::collections::BTreeMap;
use std::fs;
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn at() -> Timestamp {
    "2026-11-03T10:00:00.123456789Z".parse().unwrap()
}

fn setting(value: impl ToString) -> Fact {
    Fact::Setting { key: "k".to_owned(), value: value.to_string() }
}

fn ask(store: &mut impl Store, request: Request) -> Answer {
    store.send(request);
    let answer = store.receive().unwrap();
    assert_eq!(store.receive(), None);
    answer
}

#[track_caller]
fn append(store: &mut impl Store, value: impl ToString) -> Entry {
    match ask(store, Request::Append { at: at(), fact: setting(value) }) {
        Answer::Appended(entry) => entry,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn load(store: &mut SqliteStore) -> (Vec<Entry>, BTreeMap<String, String>, usize) {
    let mut entries = Vec::new();
    let unread = store.each_entry(&mut |entry| entries.push(entry)).unwrap();
    match ask(store, Request::Load) {
        Answer::Loaded { facts, local, skipped } => {
            assert_eq!((*facts, skipped), (Facts::of(&entries), unread));
            (entries, local, skipped)
        }
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn fails(store: &mut impl Store, request: Request, kind: StoreFault) -> StoreError {
    match ask(store, request.clone()) {
        Answer::Failed { request: back, error } => {
            assert_eq!((*back, error.kind), (request, kind), "{error:?}");
            error
        }
        other => panic!("{other:?}"),
    }
}

fn fact() -> Request {
    Request::Append { at: at(), fact: setting("lost?") }
}

/// A database with some facts, all in the main file.
fn filled(folder: &Path) -> PathBuf {
    let mut store = SqliteStore::new(folder);
    for value in 0..200 {
        append(&mut store, value.to_string().repeat(40));
    }
    store.path().to_owned()
}

#[track_caller]
fn is_left_alone(path: &Path, kind: StoreFault) {
    let before = fs::read(path).unwrap();
    let mut store = SqliteStore::new(path.parent().unwrap());
    let error = fails(&mut store, Request::Load, kind);
    assert_eq!(error.path, path);
    fails(&mut store, fact(), kind);
    fails(&mut store, Request::Remember { key: "k".to_owned(), value: "v".to_owned() }, kind);
    fails(&mut store, Request::Load, kind);
    drop(store);
    fails(&mut SqliteStore::new(path.parent().unwrap()), fact(), kind);
    assert!(before == fs::read(path).unwrap(), "the file was changed");
}

#[test]
fn what_was_appended_is_there_after_reopening() {
    let folder = folder();
    let deep = folder.path().join("not/yet/there");
    let mut store = SqliteStore::new(&deep);
    assert_eq!(load(&mut store), (vec![], BTreeMap::new(), 0));
    let first = append(&mut store, "one");
    let second = append(&mut store, "two");
    assert_eq!((first.counter, second.counter), (1, 2));
    assert_eq!(first.at.to_string(), "2026-11-03T10:00:00.123Z");
    assert!(first.id < second.id);
    drop(store);
    let mut store = SqliteStore::new(&deep);
    let third = append(&mut store, "three");
    assert_eq!(third.device, first.device);
    assert_eq!(load(&mut store).0, [first, second, third]);
}

#[test]
fn a_crash_loses_nothing() {
    let (folder, after) = (folder(), tempfile::tempdir().unwrap());
    let mut store = SqliteStore::new(folder.path());
    let entry = append(&mut store, "one");
    // What the disk holds while the program still runs is what is left when it is killed.
    for name in [FILE_NAME, "ackademy.db-wal"] {
        fs::copy(folder.path().join(name), after.path().join(name)).unwrap();
    }
    assert_eq!(load(&mut SqliteStore::new(after.path())).0, [entry]);
}

#[test]
fn local_values_stay_here() {
    let folder = folder();
    let mut store = SqliteStore::new(folder.path());
    let remember =
        |key: &str, value: &str| Request::Remember { key: key.to_owned(), value: value.to_owned() };
    assert_eq!(ask(&mut store, remember("session", "1")), Answer::Remembered);
    assert_eq!(ask(&mut store, remember("session", "2")), Answer::Remembered);
    // Not the device's own id.
    assert_eq!(ask(&mut store, remember("device", "x")), Answer::Remembered);
    let device = append(&mut store, 1).device;
    assert_ne!(device.as_str(), "x");
    assert_eq!(ask(&mut store, Request::Forget { key: "device".to_owned() }), Answer::Forgotten);
    drop(store);
    let mut store = SqliteStore::new(folder.path());
    let (entries, local, _) = load(&mut store);
    assert_eq!(entries.len(), 1);
    assert_eq!(local, BTreeMap::from([("session".to_owned(), "2".to_owned())]));
    assert_eq!(append(&mut store, 2).device, device);
}

#[test]
fn two_programs_share_a_file() {
    let folder = folder();
    let (mut one, mut two) = (SqliteStore::new(folder.path()), SqliteStore::new(folder.path()));
    let mut written = Vec::new();
    for round in 0..10 {
        written.push(append(&mut one, round));
        written.push(append(&mut two, round));
    }
    let counters: Vec<u64> = written.iter().map(|entry| entry.counter).collect();
    assert_eq!(counters, (1..=20).collect::<Vec<u64>>());
    assert_eq!(load(&mut one).0, written);
    assert_eq!(load(&mut two).0, written);
}

#[test]
fn many_programs_start_at_the_same_time() {
    let folder = folder();
    let mut written: Vec<Entry> = std::thread::scope(|scope| {
        let work = || {
            let mut store = SqliteStore::new(folder.path());
            (0..10).map(|round| append(&mut store, round)).collect::<Vec<Entry>>()
        };
        let threads: Vec<_> = (0..6).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    written.sort_by_key(|entry| entry.counter);
    assert_eq!(
        written.iter().map(|entry| entry.counter).collect::<Vec<u64>>(),
        (1..=60).collect::<Vec<u64>>()
    );
    assert!(written.iter().all(|entry| entry.device == written[0].device));
    assert_eq!(load(&mut SqliteStore::new(folder.path())).0, written);
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let folder = folder();
    let path = folder.path().join(FILE_NAME);
    for content in ["hello", &"not a database, but long enough to be one. ".repeat(500)] {
        fs::write(&path, content).unwrap();
        is_left_alone(&path, StoreFault::Damaged);
    }
}

#[test]
fn a_damaged_database_is_left_alone() {
    let folder = folder();
    let path = filled(folder.path());
    let whole = fs::read(&path).unwrap();
    assert!(whole.len() > 20_000);
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    is_left_alone(&path, StoreFault::Damaged);
    for page in 1..whole.len() / 4096 {
        let mut damaged = whole.clone();
        damaged[page * 4096..page * 4096 + 100].fill(0xA5);
        fs::write(&path, &damaged).unwrap();
        is_left_alone(&path, StoreFault::Damaged);
    }
    fs::write(&path, &whole).unwrap();
    assert_eq!(load(&mut SqliteStore::new(folder.path())).0.len(), 200);
}

#[test]
fn an_emptied_database_does_not_cost_the_log() {
    let folder = folder();
    let mut store = SqliteStore::new(folder.path());
    append(&mut store, "one");
    let log = fs::read(folder.path().join("ackademy.db-wal")).unwrap();
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join(FILE_NAME), "").unwrap();
    fs::write(other.path().join("ackademy.db-wal"), &log).unwrap();
    is_left_alone(&other.path().join(FILE_NAME), StoreFault::Damaged);
    assert_eq!(fs::read(other.path().join("ackademy.db-wal")).unwrap(), log);
}

#[test]
fn a_newer_or_foreign_database_is_left_alone() {
    let folder = folder();
    let path = filled(folder.path());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    is_left_alone(&path, StoreFault::Newer { version: 99 });
    fs::remove_file(&path).unwrap();
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    drop(connection);
    is_left_alone(&path, StoreFault::Foreign);
}

#[test]
fn tables_that_are_missing_are_damage() {
    let folder = folder();
    let path = filled(folder.path());
    rusqlite::Connection::open(&path).unwrap().execute_batch("DROP TABLE facts").unwrap();
    is_left_alone(&path, StoreFault::Damaged);
}

#[test]
fn a_place_that_cannot_be_written_to() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let mut store = SqliteStore::new(&file.join("data"));
    fails(&mut store, Request::Load, StoreFault::CannotOpen);
    fails(&mut store, fact(), StoreFault::CannotOpen);
    // Once the fault is gone, the same store works.
    fs::remove_file(&file).unwrap();
    append(&mut store, "kept");

    let data = folder.path().join("data");
    fs::create_dir_all(data.join(FILE_NAME)).unwrap();
    let error = fails(&mut SqliteStore::new(&data), Request::Load, StoreFault::CannotOpen);
    assert_eq!(error.path, data.join(FILE_NAME));
}

#[cfg(unix)]
#[test]
fn a_write_protected_folder_or_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = filled(folder.path());
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let protect = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    protect(&path, 0o444);
    protect(folder.path(), 0o555);
    protect(&empty, 0o555);
    // The administrator may write anyway: nothing to test then.
    if fs::write(folder.path().join("probe"), "").is_err() {
        is_left_alone(&path, StoreFault::Unwritable);
        fails(&mut SqliteStore::new(&empty), Request::Load, StoreFault::Unwritable);
        fails(&mut SqliteStore::new(&empty.join("deeper")), Request::Load, StoreFault::Unwritable);
        protect(folder.path(), 0o755);
        is_left_alone(&path, StoreFault::Unwritable);
        protect(&path, 0o000);
        fails(&mut SqliteStore::new(folder.path()), Request::Load, StoreFault::CannotOpen);
    }
    protect(folder.path(), 0o755);
}

#[test]
fn a_full_disk_is_told_and_nothing_is_half_written() {
    let folder = folder();
    let mut store = SqliteStore::new(folder.path());
    let kept = append(&mut store, "kept");
    let limit = |store: &SqliteStore, pages: i64| {
        let connection = &store.open.as_ref().unwrap().connection;
        connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
    };
    limit(&store, 1);
    let large = Request::Append { at: at(), fact: setting("x".repeat(100_000)) };
    fails(&mut store, large, StoreFault::DiskFull);
    // All of them or none.
    let both = Request::AppendAll(vec![(at(), setting("small")), (at(), setting("x".repeat(100_000)))]);
    fails(&mut store, both, StoreFault::DiskFull);
    assert_eq!(load(&mut store).0, std::slice::from_ref(&kept));
    limit(&store, 1_000_000);
    let next = append(&mut store, "x".repeat(100_000));
    assert_eq!(next.counter, 2);
    let more = vec![(at(), setting("one")), (at(), setting("two"))];
    let Answer::AppendedAll(more) = ask(&mut store, Request::AppendAll(more)) else { panic!("not kept") };
    assert_eq!(more.iter().map(|entry| entry.counter).collect::<Vec<_>>(), [3, 4]);
    drop(store);
    let all: Vec<Entry> = [kept, next].into_iter().chain(more).collect();
    assert_eq!(load(&mut SqliteStore::new(folder.path())).0, all);
}

#[test]
fn facts_of_a_newer_version_are_kept_and_skipped() {
    let folder = folder();
    let mut store = SqliteStore::new(folder.path());
    let first = append(&mut store, 1);
    let connection = rusqlite::Connection::open(store.path()).unwrap();
    let insert = "INSERT INTO facts (id, device, counter, at, kind, subject, body) VALUES (?1, 'other', ?2, 0, 'exam', 's', ?3)";
    connection.execute(insert, ("a", 7, r#"{"kind":"exam","score":1}"#)).unwrap();
    connection.execute(insert, ("b", 8, "no json")).unwrap();
    connection.execute(insert, ("c", -8, r#"{"kind":"undo","fact":"a"}"#)).unwrap();
    let next = append(&mut store, 2);
    assert_eq!(next.counter, 9);
    assert_eq!(load(&mut store), (vec![first, next], BTreeMap::new(), 3));
    let count: i64 = connection.query_row("SELECT count(*) FROM facts", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 5);
}

#[test]
fn another_program_that_holds_the_file_is_waited_for() {
    let folder = folder();
    let mut store = SqliteStore::new(folder.path());
    append(&mut store, 1);
    let other = rusqlite::Connection::open(store.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(200));
            other.execute_batch("COMMIT").unwrap();
        });
        append(&mut store, 2);
    });
    let open = store.open.as_ref().unwrap();
    open.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    let other = rusqlite::Connection::open(store.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    fails(&mut store, fact(), StoreFault::Busy);
    other.execute_batch("COMMIT").unwrap();
    append(&mut store, 3);
}

#[test]
fn a_background_store_answers_in_order_and_finishes() {
    let folder = folder();
    let (wake, woken) = std::sync::mpsc::channel();
    let store = SqliteStore::new(folder.path());
    let mut store = crate::store::Background::start(store, move || wake.send(()).unwrap_or(())).unwrap();
    // Begun before it is asked for, it is done once for that; whoever asks again is answered again.
    store.load_ahead();
    for request in [Request::Load, fact(), Request::Load] {
        store.send(request);
    }
    let mut answers = Vec::new();
    while answers.len() < 3 {
        woken.recv_timeout(std::time::Duration::from_secs(10)).unwrap();
        answers.extend(std::iter::from_fn(|| store.receive()));
    }
    assert!(
        matches!(answers[..], [Answer::Loaded { .. }, Answer::Appended(_), Answer::Loaded { .. }]),
        "{answers:?}"
    );
    for value in 0..20 {
        store.send(Request::Append { at: at(), fact: setting(value) });
    }
    drop(store);
    assert_eq!(load(&mut SqliteStore::new(folder.path())).0.len(), 21);
}

#[test]
fn a_background_store_that_dies_gives_the_requests_back() {
    struct Dies;
    impl Store for Dies {
        fn send(&mut self, _: Request) {
            panic!("meant to happen in this test");
        }
        fn receive(&mut self) -> Option<Answer> {
            None
        }
    }
    let mut store = crate::store::Background::start(Dies, || {}).unwrap();
    let requests = [fact(), Request::Load];
    for request in requests.clone() {
        store.send(request);
    }
    let mut back = Vec::new();
    while back.len() < 2 {
        match store.receive() {
            Some(Answer::Failed { request, error }) => {
                assert_eq!(error.kind, StoreFault::Stopped);
                back.push(*request);
            }
            Some(other) => panic!("{other:?}"),
            None => std::thread::sleep(std::time::Duration::from_millis(1)),
        }
    }
    assert_eq!(back, requests);
}

#[test]
fn the_memory_store_answers_the_same() {
    let mut store = crate::store::MemoryStore::new();
    let first = append(&mut store, 1);
    let second = append(&mut store, 2);
    assert_eq!(store.entries(), [first, second]);
    let facts = Box::new(Facts::of(store.entries()));
    let loaded = Answer::Loaded { facts, local: BTreeMap::new(), skipped: 0 };
    assert_eq!(ask(&mut store, Request::Load), loaded);
}
