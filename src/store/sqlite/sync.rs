//! Meeting other devices in a folder that some other program carries between them.
//!
//! Each device writes files that only it writes and reads all the others'. A line holds one fact with its
//! checksum; facts are united, so order, repetition and interruption do not matter. What is damaged or not
//! ours is told, left as it is, and harms nothing.

use super::backup::io_error;
use super::open::{Open, renew_device};
use super::{load, store_error};
use crate::app::port::{StoreError, SyncFault, SyncTrouble, Synced};
use crate::app::record::Fact;
use crate::text::fnv1a;
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The first line of every file.
const HEADER: &str = r#"{"ackademy":"facts","format":1}"#;
const FORMAT: u32 = 1;
/// A file is written anew with more lines until it has so many bytes; then the next one begins.
const FULL: usize = 1 << 20;
/// No file of ours is larger.
const LARGEST: u64 = 64 << 20;
/// No device counts so far; a larger number would leave none for those that come after.
const LARGEST_COUNTER: i64 = 1 << 53;
/// Before the folder's path in the table `local`.
const LOCAL_KEY: &str = "sync/";

/// What is known of a folder.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Known {
    /// Every fact up to this row is in the folder.
    row: i64,
    /// Files that were read or written whole, by their name: their size and the time of their last change.
    files: BTreeMap<String, (u64, u64)>,
}

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    device: Cow<'a, str>,
    counter: i64,
    /// Milliseconds since 1970.
    at: i64,
    #[serde(borrow)]
    fact: &'a RawValue,
}

#[derive(Deserialize)]
struct Header<'a> {
    ackademy: &'a str,
    format: u32,
}

/// Why nothing came of it.
enum Trouble {
    Database(rusqlite::Error),
    Folder(StoreError),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        Trouble::Database(error)
    }
}

impl From<FromSqlError> for Trouble {
    fn from(error: FromSqlError) -> Trouble {
        Trouble::Database(error.into())
    }
}

pub(super) fn sync(open: &mut Open, path: &Path, folder: &Path, make: bool) -> Result<Synced, StoreError> {
    meet(open, folder, make).map_err(|trouble| match trouble {
        Trouble::Database(error) => store_error(path, error),
        Trouble::Folder(error) => error,
    })
}

fn meet(open: &mut Open, folder: &Path, make: bool) -> Result<Synced, Trouble> {
    let at = |error: std::io::Error| Trouble::Folder(io_error(folder, &error));
    if make {
        fs::create_dir_all(folder).map_err(at)?;
    }
    let key = format!("{LOCAL_KEY}{}", fs::canonicalize(folder).map_err(at)?.display());
    let sql = "SELECT value FROM local WHERE key = ?1";
    let known: Option<String> = open.connection.query_row(sql, [&key], |row| row.get(0)).optional()?;
    let mut known: Known = known.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let present = files(folder).map_err(at)?;
    let lost =
        known.files.keys().any(|name| is_of(name, open.device.as_str()) && !present.contains_key(name));
    if lost {
        // Somebody emptied the folder: what is not there must come back.
        known.row = 0;
    }
    known.files.retain(|name, _| present.contains_key(name));
    let mut synced = Synced::default();
    let mut new_rows = Vec::new();
    let mut is_copied = false;
    for (name, state) in &present {
        if known.files.get(name) == Some(state) {
            continue;
        }
        let before = new_rows.len();
        match read(&mut open.connection, &folder.join(name), &mut synced, &mut new_rows)? {
            None => drop(known.files.insert(name.clone(), *state)),
            Some(fault) => synced.troubles.push(SyncTrouble { file: name.clone(), fault }),
        }
        // Only a copy of this device can have written more into its files than it knows.
        is_copied |= is_of(name, open.device.as_str()) && new_rows.len() > before;
    }
    if is_copied {
        renew_device(open)?;
    }
    // Under the lock: of two programs with the same data the second goes on where the first has ended.
    let transaction = open.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    write(&transaction, open.device.as_str(), folder, &mut known, &new_rows, &mut synced)?;
    let value = serde_json::to_string(&known).unwrap_or_default();
    let sql = "INSERT INTO local (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    transaction.execute(sql, [&key, &value])?;
    transaction.commit()?;
    Ok(synced)
}

fn name_of(device: &str, number: u32) -> String {
    format!("ackademy-{device}-{number:06}.jsonl")
}

fn is_of(name: &str, device: &str) -> bool {
    number_of(name, device).is_some()
}

fn number_of(name: &str, device: &str) -> Option<u32> {
    let rest = name.strip_prefix("ackademy-")?.strip_prefix(device)?;
    rest.strip_prefix('-')?.strip_suffix(".jsonl")?.parse().ok()
}

/// The files that may be devices', by name, with size and time of the last change.
fn files(folder: &Path) -> std::io::Result<BTreeMap<String, (u64, u64)>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let Ok(name) = entry?.file_name().into_string() else { continue };
        if name.starts_with("ackademy-") && name.ends_with(".jsonl") {
            files.insert(name.clone(), state(&folder.join(name)));
        }
    }
    Ok(files)
}

fn state(path: &Path) -> (u64, u64) {
    let Ok(metadata) = fs::metadata(path) else { return (0, 0) };
    let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    (metadata.len(), changed.map_or(0, |time| time.as_nanos() as u64))
}

/// Takes in what is new in a file; says what is wrong with it.
fn read(
    connection: &mut Connection,
    path: &Path,
    synced: &mut Synced,
    new_rows: &mut Vec<i64>,
) -> rusqlite::Result<Option<SyncFault>> {
    // Not a device, not a pipe: to open one could wait for ever.
    let bytes = match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() && metadata.len() <= LARGEST => fs::read(path),
        Ok(_) => return Ok(Some(SyncFault::Foreign)),
        Err(error) => Err(error),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Some(SyncFault::Unreadable { detail: error.to_string() })),
    };
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let header = lines.next().and_then(|line| serde_json::from_slice::<Header>(line).ok());
    match header {
        Some(Header { ackademy: "facts", format: FORMAT }) => {}
        Some(Header { ackademy: "facts", .. }) => return Ok(Some(SyncFault::Newer)),
        Some(_) | None => return Ok(Some(SyncFault::Foreign)),
    }
    // Nothing of a file, or all that is good in it.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (mut first_bad, mut bad) = (None, 0);
    let mut taken = Synced::default();
    let mut rows = Vec::new();
    for (number, line) in (2..).zip(lines) {
        match line
            .strip_suffix(b"\n")
            .and_then(checked)
            .and_then(|text| serde_json::from_str::<Line>(text).ok())
        {
            Some(line) if (0..=LARGEST_COUNTER).contains(&line.counter) => {
                if insert(&transaction, &line)? {
                    rows.push(transaction.last_insert_rowid());
                    taken.taken += 1;
                    taken.entries.extend(load::entry_of(
                        &line.id,
                        &line.device,
                        line.counter,
                        line.at,
                        line.fact.get(),
                    ));
                }
            }
            Some(_) | None => {
                first_bad.get_or_insert(number);
                bad += 1;
            }
        }
    }
    transaction.commit()?;
    synced.taken += taken.taken;
    synced.entries.extend(taken.entries);
    new_rows.extend(rows);
    Ok(first_bad.map(|line| SyncFault::Damaged { line, lines: bad }))
}

/// The fact of a line, if the checksum before it is right: `["0123456789abcdef",{…}]`.
fn checked(line: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(line).ok()?.strip_prefix("[\"")?.strip_suffix(']')?;
    let (told, rest) = line.split_at_checked(16)?;
    let fact = rest.strip_prefix("\",")?;
    (told == format!("{:016x}", fnv1a(fact.as_bytes()))).then_some(fact)
}

fn insert(connection: &Connection, line: &Line) -> rusqlite::Result<bool> {
    #[derive(Deserialize)]
    struct Kind<'a> {
        #[serde(borrow)]
        kind: Cow<'a, str>,
    }
    let body = line.fact.get();
    let known = serde_json::from_str::<Fact>(body).ok();
    let kind = serde_json::from_str::<Kind>(body).map(|found| found.kind).unwrap_or_default();
    let sql = "INSERT INTO facts (id, device, counter, at, kind, subject, body)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING";
    let subject = known.as_ref().map_or("", Fact::subject);
    let values = params![line.id, line.device, line.counter, line.at, kind, subject, body];
    Ok(connection.prepare_cached(sql)?.execute(values)? == 1)
}

/// Writes what isn't in the folder yet into files of this device.
fn write(
    connection: &Connection,
    own: &str,
    folder: &Path,
    known: &mut Known,
    new_rows: &[i64],
    synced: &mut Synced,
) -> Result<(), Trouble> {
    let numbers = |known: &Known| known.files.keys().filter_map(|name| number_of(name, own)).max();
    let there = files(folder).map_err(|error| Trouble::Folder(io_error(folder, &error)))?;
    let last_there = there.keys().filter_map(|name| number_of(name, own)).max().unwrap_or(0);
    let last = numbers(known).filter(|number| *number == last_there);
    // The last file is gone on with, if it is as this device left it and has room.
    let mut number = last_there.max(1);
    let mut text = match last.map(|number| fs::read_to_string(folder.join(name_of(own, number)))) {
        Some(Ok(text)) if text.len() < FULL => text,
        Some(_) | None => {
            number = last_there.saturating_add(1);
            format!("{HEADER}\n")
        }
    };
    let (mut fresh, mut row) = (0, known.row);
    let sql = "SELECT row, id, device, counter, at, body FROM facts WHERE row > ?1 ORDER BY row";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([known.row])?;
    while let Some(found) = rows.next()? {
        row = found.get(0)?;
        let body: &str = found.get_ref(5)?.as_str()?;
        // What is no JSON can't be put into a line, and is nothing that anybody could read.
        let Ok(fact) = serde_json::from_str::<&RawValue>(body) else { continue };
        if new_rows.binary_search(&row).is_ok() {
            continue;
        }
        let (id, device) = (found.get_ref(1)?.as_str()?.into(), found.get_ref(2)?.as_str()?.into());
        let line = Line { id, device, counter: found.get(3)?, at: found.get(4)?, fact };
        let Ok(line) = serde_json::to_string(&line) else { continue };
        // Between the parts of JSON, that is: within strings they are written otherwise.
        let line = line.replace(['\n', '\r'], " ");
        text.push_str(&format!("[\"{:016x}\",{line}]\n", fnv1a(line.as_bytes())));
        fresh += 1;
        if text.len() >= FULL {
            put(folder, &name_of(own, number), &text, known)?;
            number = number.saturating_add(1);
            (text, synced.written, fresh) = (format!("{HEADER}\n"), synced.written + fresh, 0);
        }
    }
    if fresh > 0 {
        put(folder, &name_of(own, number), &text, known)?;
        synced.written += fresh;
    }
    known.row = row;
    Ok(())
}

/// Puts a whole file in its place.
fn put(folder: &Path, name: &str, text: &str, known: &mut Known) -> Result<(), Trouble> {
    let (target, new) = (folder.join(name), folder.join(format!(".{name}.new")));
    let write = || {
        let mut file = fs::File::create(&new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, &target)
    };
    let done: std::io::Result<()> = write();
    done.map_err(|error| {
        drop(fs::remove_file(&new));
        Trouble::Folder(io_error(&target, &error))
    })?;
    known.files.insert(name.to_owned(), state(&target));
    Ok(())
}
