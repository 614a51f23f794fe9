//! One program at a time has the exam that is being sat. Who has it holds a lock of the system's on a file beside the
//! database: it is let go of when the program ends, also when it is killed.

use super::open::{Open, read_only};
use super::{APP_KEY, store_error};
use crate::app::exam::sat;
use crate::app::port::{Claim, SAT, StoreError, StoreFault};
use crate::app::record::Fact;
use rusqlite::{Connection, OptionalExtension};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// The lock, while this program has it.
#[derive(Debug, Default)]
pub(super) struct Hold(Option<File>);

impl Hold {
    /// Takes it, unless another program has it. Where the system has no locks, or no file can be made for one, nobody
    /// is kept out.
    fn take(&mut self, database: &Path) -> Result<(), StoreError> {
        if self.0.is_some() {
            return Ok(());
        }
        let path = database.with_file_name(format!("{SAT}.lock"));
        let Ok(file) = OpenOptions::new().create(true).truncate(false).write(true).open(&path) else {
            return Ok(());
        };
        match file.try_lock() {
            Ok(()) => self.0 = Some(file),
            Err(TryLockError::WouldBlock) => {
                let (kind, detail) = (StoreFault::Elsewhere, String::new());
                return Err(StoreError { kind, path, detail });
            }
            Err(TryLockError::Error(_)) => {}
        }
        Ok(())
    }

    /// Before a value is written: that of the exam only by whoever has it.
    pub(super) fn guard(&mut self, key: &str, database: &Path) -> Result<(), StoreError> {
        if key == SAT { self.take(database) } else { Ok(()) }
    }

    /// A value was dropped; with that of the exam the lock is.
    pub(super) fn forgot(&mut self, key: &str) {
        if key == SAT {
            self.0 = None;
        }
    }

    /// Takes the exam that is there, and reads it as it is now.
    pub(super) fn claim(&mut self, open: &Open, database: &Path) -> Result<Claim, StoreError> {
        match self.take(database) {
            Err(error) if error.kind == StoreFault::Elsewhere => return Ok(Claim::Elsewhere),
            taken => taken?,
        }
        let value = value(&open.connection).map_err(|error| store_error(database, error))?;
        if value.is_none() {
            self.0 = None;
        }
        Ok(value.map_or(Claim::None, Claim::Ours))
    }
}

/// The exam that is being sat, as it is kept.
pub(super) fn value(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT value FROM local WHERE key = ?1";
    connection.query_row(sql, [key()], |row| row.get(0)).optional()
}

/// Whether the exam that was being sat when a backup was made has been handed in: that is a fact there, or in the data
/// whose place the backup takes. Where those can't be read nothing is known of it, and it goes on after an interruption.
pub(super) fn is_handed_in(backup: &Connection, former: &Path) -> bool {
    let kept = value(backup).ok().flatten();
    let Some((code, began)) = kept.as_deref().and_then(sat) else { return false };
    let is_it = |body: &str| match serde_json::from_str(body) {
        Ok(Fact::Exam(sheet)) => {
            sheet.code == code && sheet.started.as_millisecond() == began.as_millisecond()
        }
        _ => false,
    };
    let former = read_only(former).and_then(|former| exams(&former)).unwrap_or_default();
    // A backup from before facts had kinds knows no exams.
    exams(backup).unwrap_or_default().iter().chain(&former).any(|body| is_it(body))
}

fn exams(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut exams = connection.prepare("SELECT body FROM facts WHERE kind = 'exam'")?;
    exams.query_map([], |row| row.get(0))?.collect()
}

/// The key under which it stands in the table `local`.
pub(super) fn key() -> String {
    format!("{APP_KEY}{SAT}")
}
