//! Copies of the database in the folder `backups`: one a day, one before its form changes; going back to one.
//!
//! A copy is made beside the work, from a connection of its own, and gets its name only when it is whole.
//! Nothing is ever replaced by going back: the present file is kept under another name.

use super::open::{Open, inspect, read_only};
use super::{FILE_NAME, claim, load, store_error};
use crate::app::port::{Backup, BackupKind, Held, StoreError, StoreFault};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use rusqlite::{Connection, OptionalExtension};
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
/// Before the date in the names of what gave way to a backup.
const ASIDE: &str = "ackademy-before-restore-";
/// The length of a date in a name.
const DATE: usize = "2026-11-22".len();

/// Where a copy keeps how many facts and answers it holds, in the table `local`.
const HELD_KEY: &str = "held";
/// In a larger copy that does not say so answers are not counted, in bytes: that would take seconds.
const COUNTED: u64 = 64 << 20;

/// What a backup's name says: `ackademy-2026-11-22.db`, `ackademy-2026-11-22-v1.db`; beside the database
/// `ackademy-before-restore-2026-11-22.db`, `ackademy-before-restore-2026-11-22-2.db`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    date: Date,
    kind: BackupKind,
    /// The version of the data before they were changed; of those of one day that gave way to another, which.
    number: i64,
    name: String,
}

impl Named {
    fn new(date: Date, kind: BackupKind, number: i64) -> Named {
        let name = match kind {
            BackupKind::Daily => format!("ackademy-{date}.db"),
            BackupKind::BeforeChange => format!("ackademy-{date}-v{number}.db"),
            BackupKind::BeforeRestore if number == 1 => format!("{ASIDE}{date}.db"),
            BackupKind::BeforeRestore => format!("{ASIDE}{date}-{number}.db"),
        };
        Named { date, kind, number, name }
    }

    /// Exactly the names that [`Named::new`] gives; files of other people's making are not touched.
    fn read(name: &str) -> Option<Named> {
        let stem = name.strip_suffix(".db")?;
        let named = if let Some(rest) = stem.strip_prefix(ASIDE) {
            let (date, number) = rest.split_at_checked(DATE)?;
            let number = if number.is_empty() { 1 } else { number.strip_prefix('-')?.parse().ok()? };
            Named::new(date.parse().ok()?, BackupKind::BeforeRestore, number)
        } else {
            let rest = stem.strip_prefix("ackademy-")?;
            match rest.split_once("-v") {
                Some((date, version)) => {
                    Named::new(date.parse().ok()?, BackupKind::BeforeChange, version.parse().ok()?)
                }
                None => Named::new(rest.parse().ok()?, BackupKind::Daily, 0),
            }
        };
        (named.name == name).then_some(named)
    }

    /// Where the copy is.
    fn path(&self, database: &Path) -> PathBuf {
        match self.kind {
            BackupKind::Daily | BackupKind::BeforeChange => folder(database).join(&self.name),
            BackupKind::BeforeRestore => database.with_file_name(&self.name),
        }
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
    let wanted = Named::new(today, BackupKind::Daily, 0);
    if listed(database)?.contains(&wanted) {
        return Ok(());
    }
    copy(database, &wanted)?;
    prune(database)
}

/// Makes a copy before the form of the data changes. One that was made before is kept: it is the older one.
pub(super) fn before_change(database: &Path, version: i64) -> Result<(), StoreError> {
    let wanted = Named::new(today(), BackupKind::BeforeChange, version);
    if listed(database)?.contains(&wanted) { Ok(()) } else { copy(database, &wanted) }
}

fn copy(database: &Path, named: &Named) -> Result<(), StoreError> {
    let folder = folder(database);
    fs::create_dir_all(&folder).map_err(|error| io_error(&folder, &error))?;
    let (target, new) = (folder.join(&named.name), folder.join(format!("{}.new", named.name)));
    remove(&new).map_err(|error| io_error(&new, &error))?;
    let sql = |error| store_error(&new, error);
    let connection = read_only(database).map_err(sql)?;
    let made = connection.execute("VACUUM INTO ?1", [new.to_string_lossy()]).and_then(|_| note_held(&new));
    let made = made.map_err(sql);
    let named = made.and_then(|_| {
        let done = File::open(&new).and_then(|file| file.sync_all()).and_then(|()| fs::rename(&new, &target));
        done.map_err(|error| io_error(&target, &error))
    });
    named.inspect_err(|_| drop(fs::remove_file(&new)))
}

/// Writes down in a copy what it holds: to count it again would take as long as the copy is large.
fn note_held(new: &Path) -> rusqlite::Result<()> {
    let connection = Connection::open(new)?;
    let sql = "INSERT OR REPLACE INTO local (key, value)
               SELECT ?1, count(*) || ' ' || count(*) FILTER (WHERE kind = 'review') FROM facts";
    connection.execute(sql, [HELD_KEY])?;
    connection.close().map_err(|(_, error)| error)
}

/// All backups, the oldest first.
fn listed(database: &Path) -> Result<Vec<Named>, StoreError> {
    let mut found = Vec::new();
    let beside = database.parent().map(Path::to_owned).unwrap_or_default();
    for (place, aside) in [(folder(database), false), (beside, true)] {
        let names = match fs::read_dir(&place) {
            Ok(names) => names,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(io_error(&place, &error)),
        };
        let named = names.filter_map(|name| Named::read(name.ok()?.file_name().to_str()?));
        found.extend(named.filter(|named| (named.kind == BackupKind::BeforeRestore) == aside));
    }
    found.sort();
    Ok(found)
}

/// Which of these are not kept any more.
fn superfluous(all: &[Named]) -> Vec<Named> {
    let of = |kind: BackupKind| all.iter().filter(move |named| named.kind == kind);
    // What gave way to a backup is the learner's: it is never taken away.
    let (daily, changes) = (of(BackupKind::Daily), of(BackupKind::BeforeChange));
    let mut weeks = BTreeSet::new();
    let week = |date: Date| (date.iso_week_date().year(), date.iso_week_date().week());
    let old = daily.rev().skip(DAILY);
    let weekly = old.filter(|named| !(weeks.len() < WEEKLY && weeks.insert(week(named.date))));
    weekly.chain(changes.rev().skip(BEFORE_CHANGES)).cloned().collect()
}

fn prune(database: &Path) -> Result<(), StoreError> {
    for named in superfluous(&listed(database)?) {
        let path = named.path(database);
        remove(&path).map_err(|error| io_error(&path, &error))?;
    }
    Ok(())
}

/// All backups, the latest first, with what is in them.
pub(super) fn list(database: &Path) -> Result<Vec<Backup>, StoreError> {
    let named = listed(database)?.into_iter().rev();
    Ok(named
        .map(|named| {
            let path = named.path(database);
            let metadata = fs::metadata(&path).ok();
            let bytes = metadata.as_ref().map_or(0, fs::Metadata::len);
            let made = metadata.and_then(|metadata| Timestamp::try_from(metadata.modified().ok()?).ok());
            let held = counted(&path, bytes).ok();
            Backup { name: named.name, date: named.date, made, kind: named.kind, held, bytes }
        })
        .collect())
}

fn counted(path: &Path, bytes: u64) -> rusqlite::Result<Held> {
    let connection = read_only(path)?;
    let number = |count: i64| u64::try_from(count).unwrap_or(0);
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get(0)).map(number);
    let facts = count("SELECT count(*) FROM facts")?;
    let noted: Option<String> = connection
        .query_row("SELECT value FROM local WHERE key = ?1", [HELD_KEY], |row| row.get(0))
        .optional()?;
    // Said of as many facts as there are: else it was said of something else.
    let noted = noted.and_then(|noted| {
        let (all, answers) = noted.split_once(' ')?;
        (all.parse() == Ok(facts)).then(|| answers.parse::<u64>().ok())?
    });
    let answers = match noted {
        None if bytes <= COUNTED => Some(count("SELECT count(*) FROM facts WHERE kind = 'review'")?),
        noted => noted,
    };
    Ok(Held { facts, answers })
}

/// Puts a backup in the place of the database, which is kept beside it. Gives the name that it has now.
/// `forget` is a key of the table `local` that does not come back.
pub(super) fn restore(
    database: &Path,
    open: Option<Open>,
    name: &str,
    forget: Option<&str>,
) -> Result<PathBuf, StoreError> {
    let no_backup = |detail: &str| StoreError {
        kind: StoreFault::NoBackup,
        path: Named::read(name).map_or_else(|| folder(database).join(name), |named| named.path(database)),
        detail: detail.to_owned(),
    };
    let named = Named::read(name).ok_or_else(|| no_backup("not a backup's name"))?;
    let source = named.path(database);
    let size = fs::metadata(&source).map_err(|error| no_backup(&error.to_string()))?.len();
    let checked = read_only(&source).map_err(|error| store_error(&source, error))?;
    inspect(&checked, &source, size)?;
    drop(checked);
    let new = database.with_file_name(format!("{FILE_NAME}.new"));
    prepare_copy(&source, &new, database, forget).inspect_err(|_| {
        drop(fs::remove_file(&new));
        drop(fs::remove_file(with_end(&new, "-wal")));
    })?;
    if let Some(open) = open {
        alone(&open.connection).map_err(|error| store_error(database, error))?;
    }
    let kept = set_aside(database).map_err(|error| io_error(database, &error))?;
    fs::rename(&new, database).map_err(|error| io_error(database, &error))?;
    drop(fs::remove_file(load::cache_path(database)));
    Ok(kept)
}

/// A copy that is a device of its own: what this device wrote since must not be numbered again.
/// An exam that has been handed in since does not come back.
fn prepare_copy(source: &Path, new: &Path, former: &Path, forget: Option<&str>) -> Result<(), StoreError> {
    fs::copy(source, new).map_err(|error| io_error(new, &error))?;
    // What a damaged database left in its log was kept with it.
    let (log, new_log) = (with_end(source, "-wal"), with_end(new, "-wal"));
    if log.exists() {
        fs::copy(&log, &new_log).map_err(|error| io_error(&new_log, &error))?;
    }
    let sql = |error| store_error(new, error);
    let connection = Connection::open(new).map_err(sql)?;
    let exam = claim::key();
    let handed_in = claim::is_handed_in(&connection, former);
    let gone = [Some("device"), Some(HELD_KEY), forget, handed_in.then_some(exam.as_str())];
    for key in gone.into_iter().flatten() {
        connection.execute("DELETE FROM local WHERE key = ?1", [key]).map_err(sql)?;
    }
    connection.close().map_err(|(_, error)| sql(error))?;
    File::open(new).and_then(|file| file.sync_all()).map_err(|error| io_error(new, &error))
}

/// Brings everything into the main file. Fails while another program has it open.
fn alone(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
}

/// Where the database would be kept if a backup took its place now.
pub(super) fn aside(database: &Path) -> io::Result<PathBuf> {
    let mut number = 1;
    loop {
        let kept = Named::new(today(), BackupKind::BeforeRestore, number).path(database);
        if !kept.try_exists()? {
            return Ok(kept);
        }
        number += 1;
    }
}

/// Gives the database, and a log that is left beside it, a second name.
fn set_aside(database: &Path) -> io::Result<PathBuf> {
    let kept = aside(database)?;
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
        let mut all: Vec<Named> = days.map(|date| Named::new(date, BackupKind::Daily, 0)).collect();
        all.extend((1..=5).map(|version| Named::new(first, BackupKind::BeforeChange, version)));
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
        for name in [
            "ackademy-2026-11-22.db",
            "ackademy-2026-11-22-v12.db",
            "ackademy-before-restore-2026-11-22.db",
            "ackademy-before-restore-2026-11-22-2.db",
        ] {
            assert_eq!(Named::read(name).map(|named| named.name).as_deref(), Some(name));
        }
        for name in [
            "ackademy-2026-11-2.db",
            "ackademy.db",
            "../ackademy-2026-11-22.db",
            "ackademy-2026-11-22-v01.db",
            "ackademy-before-restore-2026-11-22-1.db",
            "ackademy-before-restore-2026-11-22-x.db",
            "ackademy-before-restore-.db",
        ] {
            assert_eq!(Named::read(name), None, "{name}");
        }
    }
}
