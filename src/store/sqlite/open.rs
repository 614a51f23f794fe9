//! Opening the database: looks before it touches, makes a new one, brings an old one up to date.
//!
//! Nothing is written to a file before it is known to be a sound database of Ackademy's.

use super::store_error;
use crate::app::port::{StoreError, StoreFault};
use crate::app::record::DeviceId;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;

/// "Ackd", in the header of every database of ours.
const APPLICATION_ID: i64 = 0x4163_6b64;
/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(5);
/// A file up to this size (in bytes) is checked whole when it is opened; that takes milliseconds.
const CHECKED_WHOLE: u64 = 4 << 20;
/// Where the table `local` keeps the device's id.
const DEVICE_KEY: &str = "device";

/// Step n leads from version n of the schema to version n + 1. Released steps never change.
const STEPS: [&str; 2] = [
    "
    CREATE TABLE facts (
        id TEXT PRIMARY KEY,
        device TEXT NOT NULL,
        counter INTEGER NOT NULL,
        at INTEGER NOT NULL, -- milliseconds since 1970, by the device's clock
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL, -- the whole fact as JSON
        UNIQUE (device, counter)
    ) STRICT;
    CREATE INDEX facts_by_counter ON facts (counter);
    CREATE TABLE local (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
",
    // The answers of one question are asked for when they are looked at; rows keep their numbers; a copied
    // data folder may have given one number twice.
    "
    CREATE TABLE more (
        row INTEGER PRIMARY KEY, -- in the order in which the facts came here
        id TEXT NOT NULL UNIQUE,
        device TEXT NOT NULL,
        counter INTEGER NOT NULL,
        at INTEGER NOT NULL, -- milliseconds since 1970, by the device's clock
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL -- the whole fact as JSON
    ) STRICT;
    INSERT INTO more (row, id, device, counter, at, kind, subject, body)
        SELECT rowid, id, device, counter, at, kind, subject, body FROM facts ORDER BY rowid;
    DROP TABLE facts;
    ALTER TABLE more RENAME TO facts;
    CREATE INDEX facts_by_counter ON facts (counter);
    CREATE INDEX facts_by_subject ON facts (subject);
",
];

/// An open database.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) connection: Connection,
    pub(super) device: DeviceId,
}

impl Open {
    /// Closes the file without writing anything more to it.
    pub(super) fn leave_alone(self) {
        // Should this fail, closing writes what was committed before: no loss either.
        drop(self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true));
    }
}

/// Opens the database at this path; makes it, and its folder, where there is none.
pub(super) fn open(path: &Path) -> Result<Open, StoreError> {
    make_folder(path)?;
    let size = look(path)?;
    connect(path, size).map_err(|error| {
        // Where the folder is there and the file, if any, can be read, SQLite failed to write: to
        // make the file, or the log beside it.
        let new_or_readable = size == 0 || std::fs::File::open(path).is_ok();
        let unwritable = error.kind == StoreFault::CannotOpen && error.path == path && new_or_readable;
        if unwritable { StoreError { kind: StoreFault::Unwritable, ..error } } else { error }
    })
}

fn connect(path: &Path, size: u64) -> Result<Open, StoreError> {
    let sql = |error| store_error(path, error);
    // No URI: a file name is a file name, whatever characters it has.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let mut connection = Connection::open_with_flags(path, flags).map_err(sql)?;
    connection.busy_timeout(PATIENCE).map_err(sql)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map_err(sql)?;
    // In one transaction: another program may be making the tables just now.
    let transaction = connection.transaction().map_err(sql)?;
    inspect(&transaction, path, size)?;
    if transaction.is_readonly("main").map_err(sql)? {
        return Err(fault(path, StoreFault::Unwritable, ""));
    }
    transaction.finish().map_err(sql)?;
    let version = number(&connection, "user_version").map_err(sql)?;
    if (1..newest()).contains(&version) {
        super::backup::before_change(path, version)?;
    }
    let device = prepare(&mut connection).map_err(sql)?;
    // Another program may have made it newer while this one waited.
    let version = number(&connection, "user_version").map_err(sql)?;
    if version > newest() {
        return Err(fault(path, StoreFault::Newer { version }, ""));
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(sql)?;
    Ok(Open { connection, device })
}

/// A connection that changes nothing.
pub(super) fn read_only(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_EXRESCODE)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// Gives the device another id. What it wrote stays under the former one.
pub(super) fn renew_device(open: &mut Open) -> rusqlite::Result<()> {
    let made = Uuid::now_v7().to_string();
    open.connection.execute("UPDATE local SET value = ?2 WHERE key = ?1", [DEVICE_KEY, &made])?;
    open.device = DeviceId::new(made);
    Ok(())
}

fn make_folder(path: &Path) -> Result<(), StoreError> {
    let Some(folder) = path.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| {
        let kind = match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreFault::Unwritable,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreFault::DiskFull,
            // The system's list is open.
            _ => StoreFault::CannotOpen,
        };
        fault(folder, kind, &error.to_string())
    })
}

/// The file's size in bytes, 0 for none. Refuses what SQLite would treat as new although it isn't.
fn look(path: &Path) -> Result<u64, StoreError> {
    let size = match std::fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err(fault(path, StoreFault::CannotOpen, "not a file")),
        Ok(metadata) => metadata.len(),
        Err(error) if error.kind() == ErrorKind::NotFound => 0,
        Err(error) => return Err(fault(path, StoreFault::CannotOpen, &error.to_string())),
    };
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log_size = std::fs::metadata(Path::new(&log)).map_or(0, |metadata| metadata.len());
    if size == 0 && log_size > 0 {
        // SQLite would delete the log, and with it the last answers.
        return Err(fault(path, StoreFault::Damaged, "empty database beside a write-ahead log"));
    }
    Ok(size)
}

/// Reads enough to know whether the file may be written to.
pub(super) fn inspect(connection: &Connection, path: &Path, size: u64) -> Result<(), StoreError> {
    let sql = |error| store_error(path, error);
    let application = number(connection, "application_id").map_err(sql)?;
    let version = number(connection, "user_version").map_err(sql)?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(sql)?;
    if application != APPLICATION_ID && (application, version, tables) != (0, 0, 0) {
        return Err(fault(path, StoreFault::Foreign, &format!("application_id {application}")));
    }
    if version > newest() {
        return Err(fault(path, StoreFault::Newer { version }, ""));
    }
    let ours = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('facts', 'local')";
    let found: i64 = connection.query_row(ours, [], |row| row.get(0)).map_err(sql)?;
    if version > 0 && found != 2 {
        return Err(fault(path, StoreFault::Damaged, "tables are missing"));
    }
    if size <= CHECKED_WHOLE {
        let verdict: String =
            connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(sql)?;
        if verdict != "ok" {
            return Err(fault(path, StoreFault::Damaged, &verdict));
        }
    }
    Ok(())
}

/// Sets how the file is written, brings the schema up to date, and gives the device its id.
fn prepare(connection: &mut Connection) -> rusqlite::Result<DeviceId> {
    write_ahead(connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again under the lock: another program may have made the tables meanwhile.
    let version = number(&transaction, "user_version")?;
    let done = usize::try_from(version).unwrap_or(0);
    for step in STEPS.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    if version < newest() {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", newest())?;
    }
    let device =
        transaction.query_row("SELECT value FROM local WHERE key = ?1", [DEVICE_KEY], |row| row.get(0));
    let device: String = match device {
        Err(rusqlite::Error::QueryReturnedNoRows) => {
            let made = Uuid::now_v7().to_string();
            transaction.execute("INSERT INTO local (key, value) VALUES (?1, ?2)", [DEVICE_KEY, &made])?;
            made
        }
        device => device?,
    };
    transaction.commit()?;
    Ok(DeviceId::new(device))
}

/// Turns the write-ahead log on. Where the file system can't have one, the older way of SQLite
/// stays in use, which is as safe and a little slower.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    let pause = Duration::from_millis(20);
    let mut waited = Duration::ZERO;
    loop {
        // SQLite doesn't wait by itself for this one.
        match connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())) {
            Err(error) if is_busy(&error) && waited < PATIENCE => {
                std::thread::sleep(pause);
                waited += pause;
            }
            result => return result,
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
    )
}

fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

fn number(connection: &Connection, pragma: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}

fn fault(path: &Path, kind: StoreFault, detail: &str) -> StoreError {
    StoreError { kind, path: path.to_owned(), detail: detail.to_owned() }
}
