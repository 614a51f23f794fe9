//! Older versions, backups, and going back to one.

use super::*;
use crate::app::port::{Backup, BackupKind, Held};

/// A database as the first version made it.
const VERSION_1: &str = "
    CREATE TABLE facts (
        id TEXT PRIMARY KEY,
        device TEXT NOT NULL,
        counter INTEGER NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (device, counter)
    ) STRICT;
    CREATE INDEX facts_by_counter ON facts (counter);
    CREATE TABLE local (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    INSERT INTO local VALUES ('device', 'old-device'), ('app/session', '{}');
    INSERT INTO facts VALUES
        ('f1', 'old-device', 1, 1767261600000, 'review', 'd/q',
         '{\"kind\":\"review\",\"question\":\"d/q\",\"fingerprint\":\"f\",\"answer\":{\"x\":1},\"credit\":1.0,\"grade\":\"good\"}'),
        ('f2', 'other', 2, 1767261700000, 'setting', 'k', '{\"kind\":\"setting\",\"key\":\"k\",\"value\":\"v\"}'),
        ('f3', 'other', 3, 1767261800000, 'exam', 's', '{\"kind\":\"exam\"}');
    PRAGMA application_id = 1097034596;
    PRAGMA user_version = 1;
";

fn old(folder: &Path) -> PathBuf {
    let path = folder.join(FILE_NAME);
    rusqlite::Connection::open(&path).unwrap().execute_batch(VERSION_1).unwrap();
    path
}

#[track_caller]
fn backups(store: &mut SqliteStore) -> Vec<Backup> {
    match ask(store, Request::Backups) {
        Answer::Backups { list, failed: None, .. } => list,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_version_is_brought_up_to_date() {
    let folder = folder();
    let path = old(folder.path());
    let before = fs::read(&path).unwrap();
    let mut store = SqliteStore::new(folder.path());
    let (entries, local, skipped) = load(&mut store);
    let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!((ids, skipped), (vec!["f1", "f2"], 1));
    assert_eq!(local, BTreeMap::from([("session".to_owned(), "{}".to_owned())]));
    let list = backups(&mut store);
    assert_eq!(
        list.iter().map(|backup| backup.kind == BackupKind::BeforeChange).collect::<Vec<_>>(),
        [true, false]
    );
    assert!(list.iter().all(|backup| backup.held == Some(Held { facts: 3, answers: Some(1) })));
    let next = append(&mut store, 1);
    assert_eq!((next.counter, next.device.as_str()), (4, "old-device"));
    let names = vec!["d/q".to_owned()];
    let history = Answer::History { names: names.clone(), entries: vec![entries[0].clone()] };
    assert_eq!(ask(&mut store, Request::History { names }), history);
    drop(store);
    // Opened again it stays as it is.
    assert_eq!(load(&mut SqliteStore::new(folder.path())).0.len(), 3);
    let saved = folder.path().join(backup::FOLDER).join(&list[0].name);
    let version = |path: &Path| -> i64 {
        let connection = rusqlite::Connection::open(path).unwrap();
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    };
    assert_eq!((version(&saved), version(&path)), (1, 2));
    assert!(!before.is_empty());
}

#[test]
fn without_room_for_a_backup_an_old_version_is_left_alone() {
    let folder = folder();
    let path = old(folder.path());
    let before = fs::read(&path).unwrap();
    fs::write(folder.path().join(backup::FOLDER), "in the way").unwrap();
    let mut store = SqliteStore::new(folder.path());
    fails(&mut store, Request::Load, StoreFault::CannotOpen);
    assert!(before == fs::read(&path).unwrap());
    fs::remove_file(folder.path().join(backup::FOLDER)).unwrap();
    assert_eq!(load(&mut store).0.len(), 2);
}

#[test]
fn what_a_backup_holds_comes_back_and_nothing_is_lost() {
    let folder = folder();
    let mut store = SqliteStore::new(folder.path());
    let first = append(&mut store, "first");
    load(&mut store);
    let [backup] = &backups(&mut store)[..] else { panic!("one backup") };
    assert_eq!(backup.held.map(|held| held.facts), Some(1));
    // One a day.
    let second = append(&mut store, "second");
    load(&mut store);
    assert_eq!(backups(&mut store).len(), 1);
    // While another program has the data open nothing is put in their place.
    let other = rusqlite::Connection::open(store.path()).unwrap();
    let count: i64 = other.query_row("SELECT count(*) FROM facts", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 2);
    store.open.as_ref().unwrap().connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    fails(&mut store, Request::Restore { name: backup.name.clone(), forget: None }, StoreFault::Busy);
    drop(other);
    let Answer::Restored { kept } =
        ask(&mut store, Request::Restore { name: backup.name.clone(), forget: None })
    else {
        panic!("not restored")
    };
    assert_eq!(load(&mut store).0, std::slice::from_ref(&first));
    // What was there is there, under its new name.
    let aside = folder.path().join("aside");
    fs::create_dir(&aside).unwrap();
    fs::copy(&kept, aside.join(FILE_NAME)).unwrap();
    assert_eq!(load(&mut SqliteStore::new(&aside)).0, [first, second.clone()]);
    // The number of the second fact is given again, by a device with another name.
    let again = append(&mut store, "again");
    assert_eq!(again.counter, second.counter);
    assert_ne!(again.device, second.device);
}

#[test]
fn only_sound_backups_are_restored() {
    let folder = folder();
    let mut store = SqliteStore::new(folder.path());
    append(&mut store, "kept");
    let backups = folder.path().join(backup::FOLDER);
    fs::create_dir_all(&backups).unwrap();
    fs::write(backups.join("ackademy-2020-01-01.db"), "damaged").unwrap();
    let listed = super::backups::backups(&mut store);
    assert_eq!(listed.iter().map(|backup| backup.held).collect::<Vec<_>>(), [None]);
    let restore = |name: &str| Request::Restore { name: name.to_owned(), forget: None };
    fails(&mut store, restore("ackademy-2020-01-01.db"), StoreFault::Damaged);
    fails(&mut store, restore("ackademy-2020-01-02.db"), StoreFault::NoBackup);
    fails(&mut store, restore("../ackademy.db"), StoreFault::NoBackup);
    assert_eq!(load(&mut store).0.len(), 1);
}

#[test]
fn a_damaged_database_makes_way_for_a_backup() {
    let folder = folder();
    let path = filled(folder.path());
    let mut store = SqliteStore::new(folder.path());
    load(&mut store);
    let name = backups(&mut store)[0].name.clone();
    drop(store);
    fs::write(&path, "damaged").unwrap();
    let mut store = SqliteStore::new(folder.path());
    fails(&mut store, Request::Load, StoreFault::Damaged);
    let Answer::Restored { kept } = ask(&mut store, Request::Restore { name, forget: None }) else {
        panic!("not restored")
    };
    assert_eq!(fs::read(kept).unwrap(), b"damaged");
    assert_eq!(load(&mut store).0.len(), 200);
}

#[test]
fn what_is_kept_beside_the_database_is_believed_only_where_it_fits() {
    let folder = folder();
    let mut store = SqliteStore::new(folder.path());
    for value in 0..5 {
        append(&mut store, value);
    }
    let Answer::Loaded { facts, .. } = ask(&mut store, Request::Load) else { panic!("not loaded") };
    let calendar = crate::schedule::Calendar { zone: jiff::tz::TimeZone::UTC, day_starts_hour: 4 };
    let record = crate::app::record::Record::fold(
        *facts,
        BTreeMap::new(),
        &crate::schedule::Scheduler::new(&calendar),
    );
    let bytes: std::sync::Arc<Vec<u8>> = record.to_bytes().into();
    assert_eq!(ask(&mut store, Request::Keep(bytes.clone())), Answer::Kept);
    append(&mut store, "later");
    // `load` compares with all that is in the database.
    assert_eq!(load(&mut store).0.len(), 6);
    let cache = load::cache_path(store.path());
    fs::write(&cache, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(load(&mut store).0.len(), 6);
    // Of another database.
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join(cache.file_name().unwrap()), &*bytes).unwrap();
    let mut store = SqliteStore::new(other.path());
    assert_eq!(load(&mut store).0.len(), 0);
    for value in 0..7 {
        append(&mut store, value);
    }
    assert_eq!(load(&mut store).0.len(), 7);
}
