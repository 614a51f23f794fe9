//! Copies of the database in the folder `backups`: one a day, one before its form changes; going back to one.
//!
//! A copy is made beside the work, from a connection of its own, and gets its name only when it is whole.
//! Nothing is ever replaced by going back: the present file is kept under another name.

use super::open::{Open, inspect, read_only};
use super::{FILE_NAME, load, store_error};
use crate::app::port::{Backup, StoreError, StoreFault};
use jiff::Zoned;
use jiff::civil::Date;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The folder's name in the data folder.
pub const FOLDER: &str = "backups";
/// So many of the latest are kept,
const DAILY: usize = 7;
/// so many of weeks before those,
const WEEKLY: usize = 4;
/// and so many that were made before the form of the data changed.
const BEFORE_CHANGES: usize = 3;

/// What a backup's name says: `ackademy-2026-11-22.db`, `ackademy-2026-11-22-v1.db`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    date: Date,
    /// The version of the data before they were changed.
    version: Option<i64>,
    name: String,
}

impl Named {
    fn new(date: Date, version: Option<i64>) -> Named {
        let suffix = version.map(|version| format!("-v{version}")).unwrap_or_default();
        Named { date, version, name: format!("ackademy-{date}{suffix}.db") }
    }

    /// Exactly the names that [`Named::new`] gives; files of other people's making are not touched.
    fn read(name: &str) -> Option<Named> {
        let rest = name.strip_prefix("ackademy-")?.strip_suffix(".db")?;
        let (date, version) = match rest.split_once("-v") {
            Some((date, version)) => (date, Some(version.parse().ok()?)),
            None => (rest, None),
        };
        let named = Named::new(date.parse().ok()?, version);
        (named.name == name).then_some(named)
    }
}

fn folder(database: &Path) -> PathBuf {
    database.with_file_name(FOLDER)
}

pub(super) fn today() -> Date {
    Zoned::now().date()
}

/// Makes today's copy unless it is there, and drops old ones.
pub(super) fn daily(database: &Path, today: Date) -> Result<(), StoreError> {
    let wanted = Named::new(today, None);
    if listed(database)?.contains(&wanted) {
        return Ok(());
    }
    copy(database, &wanted)?;
    prune(database)
}

/// Makes a copy before the form of the data changes. One that was made before is kept: it is the older one.
pub(super) fn before_change(database: &Path, version: i64) -> Result<(), StoreError> {
    let wanted = Named::new(today(), Some(version));
    if listed(database)?.contains(&wanted) { Ok(()) } else { copy(database, &wanted) }
}

fn copy(database: &Path, named: &Named) -> Result<(), StoreError> {
    let folder = folder(database);
    fs::create_dir_all(&folder).map_err(|error| io_error(&folder, &error))?;
    let (target, new) = (folder.join(&named.name), folder.join(format!("{}.new", named.name)));
    remove(&new).map_err(|error| io_error(&new, &error))?;
    let sql = |error| store_error(&new, error);
    let connection = read_only(database).map_err(sql)?;
    let made = connection.execute("VACUUM INTO ?1", [new.to_string_lossy()]).map_err(sql);
    let named = made.and_then(|_| {
        let done = File::open(&new).and_then(|file| file.sync_all()).and_then(|()| fs::rename(&new, &target));
        done.map_err(|error| io_error(&target, &error))
    });
    named.inspect_err(|_| drop(fs::remove_file(&new)))
}

/// All backups, the oldest first.
fn listed(database: &Path) -> Result<Vec<Named>, StoreError> {
    let folder = folder(database);
    let names = match fs::read_dir(&folder) {
        Ok(names) => names,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io_error(&folder, &error)),
    };
    let mut found: Vec<Named> =
        names.filter_map(|name| Named::read(name.ok()?.file_name().to_str()?)).collect();
    found.sort();
    Ok(found)
}

/// Which of these are not kept any more.
fn superfluous(all: &[Named]) -> Vec<Named> {
    let (daily, changes): (Vec<&Named>, Vec<&Named>) = all.iter().partition(|named| named.version.is_none());
    let mut weeks = BTreeSet::new();
    let week = |date: Date| (date.iso_week_date().year(), date.iso_week_date().week());
    let old = daily.into_iter().rev().skip(DAILY);
    let weekly = old.filter(|named| !(weeks.len() < WEEKLY && weeks.insert(week(named.date))));
    weekly.chain(changes.into_iter().rev().skip(BEFORE_CHANGES)).cloned().collect()
}

fn prune(database: &Path) -> Result<(), StoreError> {
    for named in superfluous(&listed(database)?) {
        let path = folder(database).join(&named.name);
        remove(&path).map_err(|error| io_error(&path, &error))?;
    }
    Ok(())
}

/// All backups, the latest first, with what is in them.
pub(super) fn list(database: &Path) -> Result<Vec<Backup>, StoreError> {
    let named = listed(database)?.into_iter().rev();
    Ok(named
        .map(|named| {
            let path = folder(database).join(&named.name);
            let facts = counted(&path).ok();
            let bytes = fs::metadata(&path).map_or(0, |metadata| metadata.len());
            Backup {
                name: named.name,
                date: named.date,
                before_change: named.version.is_some(),
                facts,
                bytes,
            }
        })
        .collect())
}

fn counted(path: &Path) -> rusqlite::Result<u64> {
    let count: i64 = read_only(path)?.query_row("SELECT count(*) FROM facts", [], |row| row.get(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Puts a backup in the place of the database, which is kept beside it. Gives the name that it has now.
pub(super) fn restore(database: &Path, open: Option<Open>, name: &str) -> Result<PathBuf, StoreError> {
    let no_backup = |detail: &str| StoreError {
        kind: StoreFault::NoBackup,
        path: folder(database).join(name),
        detail: detail.to_owned(),
    };
    let named = Named::read(name).ok_or_else(|| no_backup("not a backup's name"))?;
    let source = folder(database).join(&named.name);
    let size = fs::metadata(&source).map_err(|error| no_backup(&error.to_string()))?.len();
    let checked = read_only(&source).map_err(|error| store_error(&source, error))?;
    inspect(&checked, &source, size)?;
    drop(checked);
    let new = database.with_file_name(format!("{FILE_NAME}.new"));
    prepare_copy(&source, &new).inspect_err(|_| drop(fs::remove_file(&new)))?;
    if let Some(open) = open {
        alone(&open.connection).map_err(|error| store_error(database, error))?;
    }
    let kept = set_aside(database).map_err(|error| io_error(database, &error))?;
    fs::rename(&new, database).map_err(|error| io_error(database, &error))?;
    drop(fs::remove_file(load::cache_path(database)));
    Ok(kept)
}

/// A copy that is a device of its own: what this device wrote since must not be numbered again.
fn prepare_copy(source: &Path, new: &Path) -> Result<(), StoreError> {
    fs::copy(source, new).map_err(|error| io_error(new, &error))?;
    let sql = |error| store_error(new, error);
    let connection = Connection::open(new).map_err(sql)?;
    connection.execute("DELETE FROM local WHERE key = 'device'", []).map_err(sql)?;
    connection.close().map_err(|(_, error)| sql(error))?;
    File::open(new).and_then(|file| file.sync_all()).map_err(|error| io_error(new, &error))
}

/// Brings everything into the main file. Fails while another program has it open.
fn alone(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
}

/// Gives the database, and a log that is left beside it, a second name.
fn set_aside(database: &Path) -> io::Result<PathBuf> {
    let mut number = 1;
    let kept = loop {
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        let kept = database.with_file_name(format!("ackademy-before-restore-{}{suffix}.db", today()));
        if !kept.try_exists()? {
            break kept;
        }
        number += 1;
    };
    if !database.try_exists()? {
        return Ok(kept);
    }
    fs::copy(database, &kept)?;
    for end in ["-wal", "-shm"] {
        let (log, copy) = (with_end(database, end), with_end(&kept, end));
        if log.try_exists()? {
            fs::copy(&log, copy)?;
        }
    }
    File::open(&kept)?.sync_all()?;
    // A log must not lie beside a database that it doesn't belong to.
    remove(&with_end(database, "-wal"))?;
    remove(&with_end(database, "-shm"))?;
    Ok(kept)
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

pub(super) fn io_error(path: &Path, error: &io::Error) -> StoreError {
    let kind = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreFault::Unwritable,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreFault::DiskFull,
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory => StoreFault::CannotOpen,
        // The system's list is open.
        _ => StoreFault::Disk,
    };
    StoreError { kind, path: path.to_owned(), detail: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_days_four_weeks_three_changes() {
        let first: Date = "2026-01-01".parse().unwrap();
        let days = (0..60).map(|day| first.checked_add(jiff::Span::new().days(day)).unwrap());
        let mut all: Vec<Named> = days.map(|date| Named::new(date, None)).collect();
        all.extend((1..=5).map(|version| Named::new(first, Some(version))));
        all.sort();
        let gone = superfluous(&all);
        let kept: Vec<&str> =
            all.iter().filter(|named| !gone.contains(named)).map(|named| named.name.as_str()).collect();
        assert_eq!(
            kept,
            [
                "ackademy-2026-01-01-v3.db",
                "ackademy-2026-01-01-v4.db",
                "ackademy-2026-01-01-v5.db",
                "ackademy-2026-02-01.db",
                "ackademy-2026-02-08.db",
                "ackademy-2026-02-15.db",
                "ackademy-2026-02-22.db",
                "ackademy-2026-02-23.db",
                "ackademy-2026-02-24.db",
                "ackademy-2026-02-25.db",
                "ackademy-2026-02-26.db",
                "ackademy-2026-02-27.db",
                "ackademy-2026-02-28.db",
                "ackademy-2026-03-01.db",
            ]
        );
    }

    #[test]
    fn only_our_own_names_are_read() {
        for name in ["ackademy-2026-11-22.db", "ackademy-2026-11-22-v12.db"] {
            assert_eq!(Named::read(name).map(|named| named.name).as_deref(), Some(name));
        }
        for name in [
            "ackademy-2026-11-2.db",
            "ackademy.db",
            "../ackademy-2026-11-22.db",
            "ackademy-2026-11-22-v01.db",
        ] {
            assert_eq!(Named::read(name), None, "{name}");
        }
    }
}
