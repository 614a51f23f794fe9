//! Looking whether the data are sound. Changes nothing.

use super::open::{inspect, read_only};
use super::{backup, load, store_error};
use crate::app::port::{Backup, StoreError, StoreFault};
use crate::app::record::Facts;
use rusqlite::Connection;
use std::path::Path;

/// What was found.
#[derive(Debug)]
pub struct Health {
    /// What SQLite's own check finds wrong.
    pub faults: Vec<String>,
    /// All facts, as read one by one.
    pub facts: Facts,
    /// How many facts this version can't read; a newer one may.
    pub unread: usize,
    /// How many rows tell another kind or subject than the facts in them: something else wrote them.
    pub strange: usize,
    /// What is kept beside the database.
    pub kept: KeptBeside,
    /// The latest first.
    pub backups: Vec<Backup>,
}

/// The file beside the database that makes opening quick.
#[derive(Debug)]
pub enum KeptBeside {
    /// There is none.
    Nothing,
    /// It can't be used; the next start makes another.
    Useless,
    /// The facts by it, those that came later included.
    Facts(Box<Facts>),
}

/// Looks at the database at this path; nothing if there is none.
pub(super) fn examine(path: &Path) -> Result<Option<Health>, StoreError> {
    let Ok(metadata) = std::fs::metadata(path) else { return Ok(None) };
    if !metadata.is_file() {
        let kind = StoreFault::CannotOpen;
        return Err(StoreError { kind, path: path.to_owned(), detail: "not a file".to_owned() });
    }
    let sql = |error| store_error(path, error);
    let mut connection = read_only(path).map_err(sql)?;
    let transaction = connection.transaction().map_err(sql)?;
    // The whole is checked below, and with more words.
    inspect(&transaction, path, u64::MAX)?;
    let faults = integrity(&transaction).map_err(sql)?;
    if !faults.is_empty() {
        return Ok(Some(Health {
            faults,
            facts: Facts::default(),
            unread: 0,
            strange: 0,
            kept: KeptBeside::Nothing,
            backups: backup::list(path)?,
        }));
    }
    let facts = load::facts_since(&transaction, Facts::default()).map_err(sql)?;
    let kept = match load::read_cache(path) {
        Some(kept) if load::fits(&transaction, &kept.stamp).map_err(sql)? => {
            KeptBeside::Facts(Box::new(load::facts_since(&transaction, kept).map_err(sql)?))
        }
        None if !load::cache_path(path).exists() => KeptBeside::Nothing,
        Some(_) | None => KeptBeside::Useless,
    };
    let strange = strange(&transaction).map_err(sql)?;
    let unread = usize::try_from(facts.stamp.skipped).unwrap_or(usize::MAX);
    Ok(Some(Health { faults, facts, unread, strange, kept, backups: backup::list(path)? }))
}

fn integrity(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let lines = lines.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

fn strange(connection: &Connection) -> rusqlite::Result<usize> {
    let mut statement =
        connection.prepare("SELECT id, device, counter, at, body, kind, subject FROM facts")?;
    let mut rows = statement.query([])?;
    let mut strange = 0;
    while let Some(row) = rows.next()? {
        let (id, device, body) =
            (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?, row.get_ref(4)?.as_str()?);
        let Some(entry) = load::entry_of(id, device, row.get(2)?, row.get(3)?, body) else { continue };
        let (kind, subject) = (row.get_ref(5)?.as_str()?, row.get_ref(6)?.as_str()?);
        strange += usize::from((kind, subject) != (entry.fact.kind(), entry.fact.subject()));
    }
    Ok(strange)
}
