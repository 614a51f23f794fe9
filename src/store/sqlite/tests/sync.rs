//! Devices that meet in a folder.

use super::*;
use crate::app::port::{SyncFault, Synced};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[track_caller]
fn meet(store: &mut SqliteStore, folder: &Path) -> Synced {
    match ask(store, Request::Sync { folder: folder.to_owned(), make: true }) {
        Answer::Synced(synced) => synced,
        other => panic!("{other:?}"),
    }
}

fn ids(store: &mut SqliteStore) -> BTreeSet<String> {
    load(store).0.into_iter().map(|entry| entry.id.to_string()).collect()
}

/// The only file in the folder.
#[track_caller]
fn file(folder: &Path) -> PathBuf {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    files.remove(0)
}

#[test]
fn two_devices_come_to_know_the_same() {
    let [one, two, shared] = [folder(), folder(), folder()];
    let (mut one, mut two) = (SqliteStore::new(one.path()), SqliteStore::new(two.path()));
    let first = append(&mut one, "一");
    append(&mut two, "two");
    assert_eq!(meet(&mut one, shared.path()).written, 1);
    let synced = meet(&mut two, shared.path());
    assert_eq!((synced.written, synced.taken, synced.entries), (1, 1, vec![first]));
    let synced = meet(&mut one, shared.path());
    assert_eq!((synced.written, synced.taken), (0, 1));
    assert_eq!(ids(&mut one), ids(&mut two));
    // Nothing new: nothing is done.
    assert_eq!(meet(&mut one, shared.path()), Synced::default());
    assert_eq!(meet(&mut two, shared.path()), Synced::default());
    // A fact that comes after what was seen counts on.
    assert_eq!(append(&mut one, "three").counter, 2);
}

#[test]
fn many_facts_fill_several_files_and_an_emptied_folder_is_filled_again() {
    let [one, two, shared] = [folder(), folder(), folder()];
    let (mut one, mut two) = (SqliteStore::new(one.path()), SqliteStore::new(two.path()));
    for value in 0..30 {
        append(&mut one, value.to_string().repeat(50_000));
    }
    assert_eq!(meet(&mut one, shared.path()).written, 30);
    assert!(fs::read_dir(shared.path()).unwrap().count() > 1);
    assert_eq!(meet(&mut two, shared.path()).taken, 30);
    for entry in fs::read_dir(shared.path()).unwrap() {
        fs::remove_file(entry.unwrap().path()).unwrap();
    }
    assert_eq!(meet(&mut one, shared.path()).written, 30);
    assert_eq!(meet(&mut two, shared.path()), Synced::default());
    assert_eq!(ids(&mut one), ids(&mut two));
}

#[test]
fn damaged_foreign_and_newer_files_harm_nothing() {
    let [one, two, shared] = [folder(), folder(), folder()];
    let (mut one, mut two) = (SqliteStore::new(one.path()), SqliteStore::new(two.path()));
    for value in 0..9 {
        append(&mut one, value);
    }
    meet(&mut one, shared.path());
    let path = file(shared.path());
    let whole = fs::read_to_string(&path).unwrap();
    // Cut off in the middle of the last line, and a letter changed in the third.
    let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
    lines[2] = lines[2].replace("setting", "sitting");
    let torn = lines.join("\n");
    fs::write(&path, &torn[..torn.len() - 5]).unwrap();
    let put = |name: &str, text: &str| fs::write(shared.path().join(name), text).unwrap();
    put("ackademy-foreign.jsonl", "hello\n");
    put("ackademy-empty.jsonl", "");
    put("ackademy-newer.jsonl", "{\"ackademy\":\"facts\",\"format\":2}\nwhatever\n");
    put("notes.txt", "not ours");
    fs::create_dir(shared.path().join("ackademy-folder.jsonl")).unwrap();
    let synced = meet(&mut two, shared.path());
    assert_eq!(synced.taken, 7);
    let told: Vec<(&str, &SyncFault)> = synced.troubles.iter().map(|t| (t.file.as_str(), &t.fault)).collect();
    let name = path.file_name().unwrap().to_str().unwrap();
    let expected = [
        (name, &SyncFault::Damaged { line: 3, lines: 2 }),
        ("ackademy-empty.jsonl", &SyncFault::Foreign),
        ("ackademy-folder.jsonl", &SyncFault::Foreign),
        ("ackademy-foreign.jsonl", &SyncFault::Foreign),
        ("ackademy-newer.jsonl", &SyncFault::Newer),
    ];
    assert_eq!(told, expected);
    assert_eq!(fs::read_to_string(shared.path().join("ackademy-foreign.jsonl")).unwrap(), "hello\n");
    // Once the file is whole the rest is taken.
    fs::write(&path, whole).unwrap();
    assert_eq!(meet(&mut two, shared.path()).taken, 2);
}

#[test]
fn facts_of_a_newer_version_are_carried_along() {
    let [one, two, shared] = [folder(), folder(), folder()];
    let (mut one, mut two) = (SqliteStore::new(one.path()), SqliteStore::new(two.path()));
    append(&mut one, 1);
    let connection = rusqlite::Connection::open(one.path()).unwrap();
    let body = r#"{"kind":"exam", "score":0.1}"#;
    let sql = "INSERT INTO facts (id, device, counter, at, kind, subject, body) VALUES ('x', 'n', 7, 0, 'exam', 's', ?1)";
    connection.execute(sql, [body]).unwrap();
    assert_eq!(meet(&mut one, shared.path()).written, 2);
    let synced = meet(&mut two, shared.path());
    assert_eq!((synced.taken, synced.entries.len()), (2, 1));
    let connection = rusqlite::Connection::open(two.path()).unwrap();
    let row: (String, String) = connection
        .query_row("SELECT kind, body FROM facts WHERE id = 'x'", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!(row, ("exam".to_owned(), body.to_owned()));
}

#[test]
fn a_copied_data_folder_becomes_a_device_of_its_own() {
    let [one, two, shared] = [folder(), folder(), folder()];
    let mut first = SqliteStore::new(one.path());
    append(&mut first, 1);
    drop(first);
    fs::copy(one.path().join(FILE_NAME), two.path().join(FILE_NAME)).unwrap();
    let (mut one, mut two) = (SqliteStore::new(one.path()), SqliteStore::new(two.path()));
    // The same device and the same number, twice.
    let (a, b) = (append(&mut one, "a"), append(&mut two, "b"));
    assert_eq!((&a.device, a.counter), (&b.device, b.counter));
    meet(&mut one, shared.path());
    meet(&mut two, shared.path());
    assert_ne!(append(&mut two, "c").device, a.device);
    meet(&mut two, shared.path());
    meet(&mut one, shared.path());
    assert_eq!(ids(&mut one).len(), 4);
    assert_eq!(ids(&mut one), ids(&mut two));
}

#[test]
fn a_folder_that_cannot_be_used_is_told() {
    let data = folder();
    let mut store = SqliteStore::new(data.path());
    append(&mut store, 1);
    let file = data.path().join("file");
    fs::write(&file, "x").unwrap();
    let request = Request::Sync { folder: file.join("below"), make: true };
    let error = match ask(&mut store, request) {
        Answer::Failed { error, .. } => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(error.path, file.join("below"));
    append(&mut store, 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Answers, meetings, files that arrive late, twice, cut off, or are forgotten: at the end all is one.
    #[test]
    fn whatever_happens_between_the_devices_end_up_equal(
        steps in prop::collection::vec((0..3_usize, 0..6_u8), 1..24)
    ) {
        let shared = [folder(), folder(), folder()];
        let data = [folder(), folder(), folder()];
        let mut stores: Vec<SqliteStore> = data.iter().map(|folder| SqliteStore::new(folder.path())).collect();
        let mut all = BTreeSet::new();
        for (device, what) in steps {
            let store = &mut stores[device];
            match what {
                0..=2 => drop(all.insert(append(store, what).id.to_string())),
                3 => drop(meet(store, shared[device].path())),
                // The program that carries the files has come round; of the last it got half.
                4 => carry(shared[device].path(), shared[(device + 1) % 3].path(), true),
                _ => carry(shared[device].path(), shared[(device + 1) % 3].path(), false),
            }
        }
        for _ in 0..4 {
            for device in 0..3 {
                meet(&mut stores[device], shared[device].path());
                carry(shared[device].path(), shared[(device + 1) % 3].path(), false);
            }
        }
        for store in &mut stores {
            prop_assert_eq!(&ids(store), &all);
        }
    }
}

/// Copies every file that is longer or not there; torn: only half of it.
fn carry(from: &Path, to: &Path, torn: bool) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        let bytes = fs::read(&path).unwrap();
        let there = fs::metadata(&target).map_or(0, |metadata| metadata.len() as usize);
        let wanted = if torn { bytes.len() / 2 } else { bytes.len() };
        if wanted > there {
            fs::write(&target, &bytes[..wanted]).unwrap();
        }
    }
}

#[test]
fn a_meeting_that_was_cut_short_is_made_again() {
    let [one, two, shared] = [folder(), folder(), folder()];
    let (mut one, mut two) = (SqliteStore::new(one.path()), SqliteStore::new(two.path()));
    append(&mut one, 1);
    append(&mut two, 2);
    for _ in 0..3 {
        meet(&mut one, shared.path());
        meet(&mut two, shared.path());
        // Killed before it was noted what had been done, with a file half written.
        let connection = rusqlite::Connection::open(one.path()).unwrap();
        assert_eq!(connection.execute("DELETE FROM local WHERE key LIKE 'sync/%'", []).unwrap(), 1);
        fs::write(shared.path().join(".ackademy-x-000001.jsonl.new"), "[\"0").unwrap();
    }
    let device = append(&mut one, 3).device;
    meet(&mut one, shared.path());
    meet(&mut two, shared.path());
    assert_eq!(ids(&mut one).len(), 3);
    assert_eq!(ids(&mut one), ids(&mut two));
    assert_eq!(append(&mut one, 4).device, device);
}
