//! The learner's data in one SQLite file, `ackademy.db`.
//!
//! A fact is committed to the disk before it is answered for. A file that is damaged, foreign or
//! newer is reported and left as it is: nothing here ever deletes, replaces or repairs one. Several
//! programs may use the same file at the same time.

mod backup;
mod claim;
mod doctor;
mod load;
mod open;
mod sync;
#[cfg(test)]
mod tests;

use super::files::absolute;
use crate::app::port::{Answer, Health, Kept, Request, Store, StoreError, StoreFault, Synced};
use crate::app::record::{Entry, Fact, FactId};
use crate::schedule::Calendar;
use jiff::Timestamp;
use open::{Open, open};
use rusqlite::{ErrorCode, TransactionBehavior, params};
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use uuid::Uuid;

/// The file's name in the data folder.
pub const FILE_NAME: &str = "ackademy.db";
/// Before the keys of [`Request::Remember`] in the table `local`, which holds the device's id too.
const APP_KEY: &str = "app/";

/// A store in a folder. Made without touching anything: the file is opened by the first request.
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    open: Option<Open>,
    /// Why the file must be left alone, until the app asks to load it again.
    refused: Option<StoreError>,
    answers: VecDeque<Answer>,
    /// The thread that makes today's backup.
    backup: Option<JoinHandle<Result<(), StoreError>>>,
    /// Whether this program has the exam that is being sat.
    hold: claim::Hold,
    /// Why the last one could not be made.
    no_backup: Option<StoreError>,
}

impl SqliteStore {
    /// The store in this folder, which is created when it is needed.
    pub fn new(folder: &Path) -> SqliteStore {
        SqliteStore {
            path: folder.join(FILE_NAME),
            open: None,
            refused: None,
            answers: VecDeque::new(),
            backup: None,
            hold: claim::Hold::default(),
            no_backup: None,
        }
    }

    /// Hands over every fact, undone or not, ordered by (counter, device); gives the number of those that this
    /// version can't read.
    ///
    /// # Errors
    /// When the file can't be read; some facts may have been handed over by then.
    pub fn each_entry(&mut self, take: &mut dyn FnMut(Entry)) -> Result<usize, StoreError> {
        let mut skipped = 0;
        self.with_open(|open, _| {
            skipped = load::each(open, take)?;
            Ok(())
        })?;
        Ok(skipped)
    }

    /// Looks whether the data are sound; nothing if there are none. Facts are not touched; what is kept beside
    /// them and says something else is taken away, so that the next start computes everything again.
    ///
    /// # Errors
    /// When the file can't be read, or is none of ours.
    pub fn examine(
        &self,
        names: &BTreeMap<String, String>,
        home: &Calendar,
    ) -> Result<Option<Health>, StoreError> {
        let health = doctor::examine(&self.path, names, home)?;
        if health.as_ref().is_some_and(|health| health.kept == Kept::Wrong) {
            // Where it stays it is believed only if it fits.
            drop(std::fs::remove_file(load::cache_path(&self.path)));
        }
        Ok(health)
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn answer(&mut self, request: &Request) -> Result<Answer, StoreError> {
        if *request == Request::Load {
            self.refused = None;
        }
        match request {
            Request::Backups => {
                self.finish_backup();
                let list = backup::list(&self.path)?;
                let aside =
                    backup::aside(&self.path).map_err(|error| backup::io_error(&self.path, &error))?;
                Ok(Answer::Backups { file: self.path.clone(), aside, list, failed: self.no_backup.clone() })
            }
            Request::Restore { name, forget } => self.restore(name, forget.as_deref()),
            Request::Check { names, home } => self.check(names, home),
            Request::Export(format) => {
                let bytes = super::reviews::bytes(&mut |take| self.each_entry(take), *format)?;
                Ok(Answer::Exported { format: *format, bytes })
            }
            Request::Load => {
                let loaded = self.with_open(|open, path| answer(open, path, request))?;
                self.begin_backup();
                Ok(loaded)
            }
            Request::Sync { folder, make } => self.sync(&absolute(folder), *make),
            Request::Claim => {
                let mut hold = std::mem::take(&mut self.hold);
                let claimed = self.with_open(|open, path| Ok(hold.claim(open, path)));
                self.hold = hold;
                Ok(Answer::Claimed(claimed??))
            }
            Request::Remember { key, .. } => {
                self.hold.guard(key, &self.path)?;
                self.with_open(|open, path| answer(open, path, request))
            }
            Request::Forget { key } => {
                let forgotten = self.with_open(|open, path| answer(open, path, request))?;
                self.hold.forgot(key);
                Ok(forgotten)
            }
            Request::Append { .. } | Request::AppendAll(_) | Request::History { .. } | Request::Keep(_) => {
                self.with_open(|open, path| answer(open, path, request))
            }
        }
    }

    fn check(&mut self, names: &BTreeMap<String, String>, home: &Calendar) -> Result<Answer, StoreError> {
        let none = || {
            let (kind, detail) = (StoreFault::CannotOpen, String::new());
            StoreError { kind, path: self.path.clone(), detail }
        };
        let health = self.examine(names, home)?.ok_or_else(none)?;
        Ok(Answer::Checked(Box::new(health)))
    }

    fn sync(&mut self, folder: &Path, make: bool) -> Result<Answer, StoreError> {
        let mut synced = Ok(Synced::default());
        self.with_open(|open, path| {
            synced = sync::sync(open, path, folder, make);
            Ok(())
        })?;
        synced.map(Answer::Synced)
    }

    /// Begins to make today's backup, if there is none, beside all other work.
    fn begin_backup(&mut self) {
        if self.backup.is_some() {
            return;
        }
        let path = self.path.clone();
        let thread = std::thread::Builder::new().name("backup".to_owned());
        // Without a thread there is none today; the next start tries again.
        self.backup = thread.spawn(move || backup::daily(&path, backup::today())).ok();
    }

    fn finish_backup(&mut self) {
        if let Some(thread) = self.backup.take()
            && let Ok(result) = thread.join()
        {
            self.no_backup = result.err();
        }
    }

    fn restore(&mut self, name: &str, forget: Option<&str>) -> Result<Answer, StoreError> {
        self.finish_backup();
        let forget = forget.map(|key| format!("{APP_KEY}{key}"));
        let kept = backup::restore(&self.path, self.open.take(), name, forget.as_deref())?;
        self.refused = None;
        Ok(Answer::Restored { kept })
    }

    /// Does something with the open database, unless it must be left alone.
    fn with_open<T>(
        &mut self,
        work: impl FnOnce(&mut Open, &Path) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        if let Some(error) = &self.refused {
            return Err(error.clone());
        }
        let mut open = match self.open.take() {
            Some(open) => open,
            None => open(&self.path).inspect_err(|error| self.refuse(error))?,
        };
        let result = work(&mut open, &self.path).map_err(|error| store_error(&self.path, error));
        match result {
            Err(error) if must_be_left_alone(error.kind) => {
                open.leave_alone();
                self.refuse(&error);
                Err(error)
            }
            result => {
                self.open = Some(open);
                result
            }
        }
    }

    fn refuse(&mut self, error: &StoreError) {
        if must_be_left_alone(error.kind) {
            self.refused = Some(error.clone());
        }
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        self.finish_backup();
    }
}

impl Store for SqliteStore {
    fn send(&mut self, request: Request) {
        let answer = self
            .answer(&request)
            .unwrap_or_else(|error| Answer::Failed { request: Box::new(request), error });
        self.answers.push_back(answer);
    }

    fn receive(&mut self) -> Option<Answer> {
        self.answers.pop_front()
    }
}

/// A time as the database keeps it.
pub(super) fn to_millisecond(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

fn answer(open: &mut Open, path: &Path, request: &Request) -> rusqlite::Result<Answer> {
    match request {
        Request::History { names } => {
            Ok(Answer::History { names: names.clone(), entries: load::history(open, names)? })
        }
        Request::Keep(bytes) => {
            load::keep(path, bytes);
            Ok(Answer::Kept)
        }
        Request::Load
        | Request::Claim
        | Request::Backups
        | Request::Restore { .. }
        | Request::Sync { .. }
        | Request::Check { .. }
        | Request::Export(_) => load::load(open, path),
        Request::Append { at, fact } => {
            let entry = append_all(open, &[(*at, fact)])?.pop();
            entry.map(Answer::Appended).ok_or(rusqlite::Error::QueryReturnedNoRows)
        }
        Request::AppendAll(facts) => {
            let facts: Vec<(Timestamp, &Fact)> = facts.iter().map(|(at, fact)| (*at, fact)).collect();
            append_all(open, &facts).map(Answer::AppendedAll)
        }
        Request::Remember { key, value } => {
            let sql = "INSERT INTO local (key, value) VALUES (?1, ?2)
                       ON CONFLICT (key) DO UPDATE SET value = excluded.value";
            open.connection.prepare_cached(sql)?.execute((format!("{APP_KEY}{key}"), value))?;
            Ok(Answer::Remembered)
        }
        Request::Forget { key } => {
            let sql = "DELETE FROM local WHERE key = ?1";
            open.connection.prepare_cached(sql)?.execute([format!("{APP_KEY}{key}")])?;
            Ok(Answer::Forgotten)
        }
    }
}

/// Commits facts together: all of them or none.
fn append_all(open: &mut Open, facts: &[(Timestamp, &Fact)]) -> rusqlite::Result<Vec<Entry>> {
    // The lock is taken before the counter is read: another program can't take the same one.
    let transaction = open.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut counter: i64 = transaction
        .prepare_cached("SELECT coalesce(max(counter), 0) FROM facts")?
        .query_row([], |row| row.get(0))?;
    let mut entries = Vec::with_capacity(facts.len());
    for (at, fact) in facts {
        counter = counter.saturating_add(1);
        let at = to_millisecond(*at);
        let body = serde_json::to_string(fact)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        let id = FactId::new(Uuid::now_v7().to_string());
        transaction
            .prepare_cached(
                "INSERT INTO facts (id, device, counter, at, kind, subject, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                id.as_str(),
                open.device.as_str(),
                counter,
                at.as_millisecond(),
                fact.kind(),
                fact.subject(),
                body
            ])?;
        let told = u64::try_from(counter).unwrap_or(0);
        let (device, fact) = (open.device.clone(), Fact::clone(fact));
        entries.push(Entry { id, device, counter: told, at, fact });
    }
    transaction.commit()?;
    Ok(entries)
}

/// Whether touching the file again could make matters worse.
fn must_be_left_alone(kind: StoreFault) -> bool {
    match kind {
        StoreFault::Damaged | StoreFault::Foreign | StoreFault::Newer { .. } => true,
        StoreFault::NoPlace
        | StoreFault::CannotOpen
        | StoreFault::Unwritable
        | StoreFault::DiskFull
        | StoreFault::Busy
        | StoreFault::Disk
        | StoreFault::Stopped
        | StoreFault::NoBackup
        | StoreFault::Elsewhere
        | StoreFault::Other => false,
    }
}

fn store_error(path: &Path, error: rusqlite::Error) -> StoreError {
    let kind = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreFault::Damaged,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreFault::Unwritable,
        Some(ErrorCode::DiskFull) => StoreFault::DiskFull,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreFault::Busy,
        Some(ErrorCode::CannotOpen) => StoreFault::CannotOpen,
        Some(ErrorCode::SystemIoFailure) => StoreFault::Disk,
        // The library's list is open; these are not faults of the file.
        Some(_) | None => StoreFault::Other,
    };
    StoreError { kind, path: path.to_owned(), detail: error.to_string() }
}
