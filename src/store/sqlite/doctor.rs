//! Looking whether the data are sound. Changes nothing.

use super::open::{inspect, read_only};
use super::{load, store_error};
use crate::app::learning::scheduler_by;
use crate::app::port::{Health, Kept, StoreError, StoreFault};
use crate::app::record::{Facts, Record};
use crate::schedule::Calendar;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::Path;

/// Looks at the database at this path; nothing if there is none.
pub(super) fn examine(
    path: &Path,
    names: &BTreeMap<String, String>,
    home: &Calendar,
) -> Result<Option<Health>, StoreError> {
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
    let mut health =
        Health { file: path.to_owned(), facts: 0, faults, unread: 0, strange: 0, kept: Kept::Nothing };
    if !health.faults.is_empty() {
        return Ok(Some(health));
    }
    let facts = load::facts_since(&transaction, Facts::default()).map_err(sql)?;
    health.facts = facts.len();
    health.unread = usize::try_from(facts.stamp.skipped).unwrap_or(usize::MAX);
    health.strange = strange(&transaction).map_err(sql)?;
    health.kept = match load::read_cache(path) {
        Some(kept) if load::fits(&transaction, &kept.stamp).map_err(sql)? => {
            let kept = load::facts_since(&transaction, kept).map_err(sql)?;
            let scheduler = scheduler_by(home, &|key| facts.setting(key));
            let whole = Record::fold(facts, names.clone(), &scheduler);
            let quick = Record::fold(kept, names.clone(), &scheduler);
            if quick == whole { Kept::Right { cards: whole.cards().len() } } else { Kept::Wrong }
        }
        None if !load::cache_path(path).exists() => Kept::Nothing,
        Some(_) | None => Kept::Useless,
    };
    Ok(Some(health))
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
