//! Reading the facts: all of them in little room, those of one question whole, or one after another.
//!
//! Beside the database lies a file with what was read before, `ackademy.cache`. It is believed only where it
//! fits the database, and can be deleted at any time.

use super::open::Open;
use super::{APP_KEY, Answer};
use crate::app::record::{DeviceId, Entry, Fact, FactId, Facts, Row, Stamp};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The file's name in the data folder.
const CACHE_NAME: &str = "ackademy.cache";
/// A larger one is nothing of ours.
const LARGEST_CACHE: u64 = 4 << 30;

pub(super) fn load(open: &mut Open, path: &Path) -> rusqlite::Result<Answer> {
    // One transaction: both tables as they were at one moment.
    let transaction = open.connection.transaction()?;
    let kept = read_cache(path);
    let facts = match kept {
        Some(kept) if fits(&transaction, &kept.stamp)? => facts_since(&transaction, kept)?,
        Some(_) | None => facts_since(&transaction, Facts::default())?,
    };
    let mut local = BTreeMap::new();
    let mut statement = transaction.prepare("SELECT key, value FROM local")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(key) = row.get::<_, String>(0)?.strip_prefix(APP_KEY) {
            local.insert(key.to_owned(), row.get(1)?);
        }
    }
    let skipped = usize::try_from(facts.stamp.skipped).unwrap_or(usize::MAX);
    Ok(Answer::Loaded { facts: Box::new(facts), local, skipped })
}

/// Whether the database begins with the rows that the stamp was made for.
pub(super) fn fits(connection: &Connection, stamp: &Stamp) -> rusqlite::Result<bool> {
    let id: Option<String> = connection
        .query_row("SELECT id FROM facts WHERE rowid = ?1", [stamp.row], |row| row.get(0))
        .optional()?;
    if id.as_ref() != Some(&stamp.id) {
        return Ok(false);
    }
    // Rows are never taken away, so the numbers say whether others were put between.
    let all: i64 = connection.query_row("SELECT count(*) FROM facts", [], |row| row.get(0))?;
    let new: i64 =
        connection.query_row("SELECT count(*) FROM facts WHERE rowid > ?1", [stamp.row], |row| row.get(0))?;
    Ok(u64::try_from(all.saturating_sub(new)) == Ok(stamp.rows))
}

pub(super) fn facts_since(connection: &Connection, mut facts: Facts) -> rusqlite::Result<Facts> {
    let sql = "SELECT rowid, id, device, counter, at, kind, body FROM facts WHERE rowid > ?1 ORDER BY rowid";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([facts.stamp.row])?;
    let mut id = String::new();
    while let Some(row) = rows.next()? {
        let (device, kind, body) = (row.get_ref(2)?, row.get_ref(5)?, row.get_ref(6)?);
        id.clear();
        id.push_str(row.get_ref(1)?.as_str()?);
        let (counter, at): (i64, i64) = (row.get(3)?, row.get(4)?);
        let (device, kind, body) = (device.as_str()?, kind.as_str()?, body.as_str()?);
        let is_read = u64::try_from(counter)
            .is_ok_and(|counter| facts.read(Row { id: &id, device, counter, at, kind, body }));
        facts.stamp.skipped += u64::from(!is_read);
        facts.stamp.rows += 1;
        facts.stamp.row = row.get(0)?;
    }
    if !id.is_empty() {
        facts.stamp.id = id;
    }
    Ok(facts)
}

const WHOLE: &str = "SELECT id, device, counter, at, body FROM facts";

/// What happened to a question, by all of its names.
pub(super) fn history(open: &Open, names: &[String]) -> rusqlite::Result<Vec<Entry>> {
    let sql = format!("{WHOLE} WHERE subject = ?1 AND kind IN ('review', 'due', 'reset')");
    let mut statement = open.connection.prepare_cached(&sql)?;
    let mut entries = Vec::new();
    for name in names {
        let mut rows = statement.query([name])?;
        while let Some(row) = rows.next()? {
            entries.extend(entry(row)?);
        }
    }
    entries.sort_by(|a, b| (a.counter, &a.device, &a.id).cmp(&(b.counter, &b.device, &b.id)));
    Ok(entries)
}

/// Every fact, ordered by (counter, device); gives the number of those that can't be read.
pub(super) fn each(open: &Open, take: &mut dyn FnMut(Entry)) -> rusqlite::Result<usize> {
    let mut statement = open.connection.prepare(&format!("{WHOLE} ORDER BY counter, device"))?;
    let mut rows = statement.query([])?;
    let mut skipped = 0;
    while let Some(row) = rows.next()? {
        match entry(row)? {
            Some(entry) => take(entry),
            None => skipped += 1,
        }
    }
    Ok(skipped)
}

/// A row of [`WHOLE`]; nothing if this version can't read it.
fn entry(row: &rusqlite::Row) -> rusqlite::Result<Option<Entry>> {
    let (id, device) = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
    Ok(entry_of(id, device, row.get(2)?, row.get(3)?, row.get_ref(4)?.as_str()?))
}

/// A fact from its parts; nothing if this version can't read it.
pub(super) fn entry_of(id: &str, device: &str, counter: i64, at: i64, body: &str) -> Option<Entry> {
    let counter = u64::try_from(counter).ok()?;
    let at = Timestamp::from_millisecond(at).ok()?;
    let fact = serde_json::from_str::<Fact>(body).ok()?;
    Some(Entry { id: FactId::new(id), device: DeviceId::new(device), counter, at, fact })
}

pub(super) fn cache_path(path: &Path) -> PathBuf {
    path.with_file_name(CACHE_NAME)
}

pub(super) fn read_cache(path: &Path) -> Option<Facts> {
    let path = cache_path(path);
    // Not a device, not a pipe.
    let metadata = fs::metadata(&path).ok()?;
    if !metadata.is_file() || metadata.len() > LARGEST_CACHE {
        return None;
    }
    let mut file = fs::File::open(&path).ok()?;
    let facts = Facts::from_reader(|part| file.read_exact(part).is_ok(), metadata.len())?;
    // It may have grown.
    matches!(file.read(&mut [0]), Ok(0)).then_some(facts)
}

/// Puts the bytes beside the database. Where that fails the next start takes longer, that is all.
pub(super) fn keep(path: &Path, bytes: &[u8]) {
    let (target, new) = (cache_path(path), cache_path(path).with_extension("cache-new"));
    let write = || {
        let mut file = fs::File::create(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, &target)
    };
    let done: std::io::Result<()> = write();
    if done.is_err() {
        drop(fs::remove_file(&new));
    }
}
