//! `ackademy doctor`, `ackademy sync` and `ackademy export --reviews`: the learner's data without the window.

use super::console::{Console, harmless};
use super::{Arguments, FAILED, FOUND, GOOD};
use crate::app::learning::scheduler_by;
use crate::app::library::Library;
use crate::app::port::{Answer, Request, Store, StoreError, StoreFault, SyncFault};
use crate::app::progress::cell;
use crate::app::record::{Entry, Fact, FactId, Record, Review};
use crate::schedule::Grade;
use crate::store::sqlite::{Health, KeptBeside};
use crate::store::{self, SqliteStore};
use crate::text::Arg;
use clap::ValueEnum;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// How answers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    /// A table for spreadsheets
    #[default]
    Csv,
    /// One JSON object a line
    Jsonl,
}

/// Opens the learner's data, which must be there.
pub(super) fn data(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Result<SqliteStore, u8>> {
    let folder = match store::data_folder(arguments.data.as_deref()) {
        Ok(folder) => folder,
        Err(error) => return fail(&error, console).map(Err),
    };
    let store = SqliteStore::new(&folder);
    if store.path().exists() {
        return Ok(Ok(store));
    }
    console.fail("data-none", &[("path", shown(store.path()))]).map(Err)
}

fn shown(path: &Path) -> Arg {
    harmless(&path.display().to_string()).into()
}

pub(super) fn fail(error: &StoreError, console: &mut Console<'_>) -> io::Result<u8> {
    let version = if let StoreFault::Newer { version } = error.kind { version } else { 0 };
    let detail = harmless(&error.detail);
    let args =
        [("path", shown(&error.path)), ("detail", detail.as_str().into()), ("version", version.into())];
    let status = console.fail(error.kind.key(), &args)?;
    if !detail.is_empty() {
        writeln!(console.err, "{detail}")?;
    }
    Ok(status)
}

/// Says whether the data are sound.
pub(super) fn doctor(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<u8> {
    let store = match data(arguments, console)? {
        Ok(store) => store,
        Err(status) => return Ok(status),
    };
    let health = match store.examine() {
        Ok(Some(health)) => health,
        Ok(None) => return console.fail("data-none", &[("path", shown(store.path()))]),
        Err(error) => return fail(&error, console),
    };
    console.say("doctor-file", &[("path", shown(store.path()))])?;
    let mut status = GOOD;
    if health.faults.is_empty() {
        console.say("doctor-sound", &[("count", health.facts.len().into())])?;
    } else {
        status = FOUND;
        console.say("doctor-damaged", &[])?;
        for fault in &health.faults {
            console.lines(fault)?;
        }
    }
    if health.unread > 0 {
        status = FOUND;
        console.say("doctor-unread", &[("count", health.unread.into())])?;
    }
    if health.strange > 0 {
        status = FOUND;
        console.say("doctor-strange", &[("count", health.strange.into())])?;
    }
    backups(&health, console)?;
    if health.faults.is_empty() && !kept(health, &store, arguments, console)? {
        status = FOUND;
    }
    Ok(status)
}

fn backups(health: &Health, console: &mut Console<'_>) -> io::Result<()> {
    let Some(latest) = health.backups.iter().find(|backup| backup.facts.is_some()) else {
        return console.say("doctor-no-backup", &[]);
    };
    let args = [
        ("count", health.backups.len().into()),
        ("date", latest.date.to_string().into()),
        ("facts", latest.facts.unwrap_or_default().to_string().into()),
    ];
    console.say("doctor-backups", &args)
}

/// Says whether what is kept beside the database is what it should be; takes it away if not.
fn kept(
    health: Health,
    store: &SqliteStore,
    arguments: &Arguments,
    console: &mut Console<'_>,
) -> io::Result<bool> {
    let facts = match health.kept {
        KeptBeside::Nothing => return console.say("doctor-nothing-kept", &[]).map(|()| true),
        KeptBeside::Useless => return console.say("doctor-kept-useless", &[]).map(|()| true),
        KeptBeside::Facts(facts) => facts,
    };
    let mut files = store::embedded();
    files.extend(arguments.content.iter().flat_map(|folder| store::read_folder(folder)));
    let names = Library::load(&files, &arguments.has_glyph).renames();
    let scheduler = scheduler_by(&store::calendar(), &|key| health.facts.setting(key));
    let quick = Record::fold(*facts, names.clone(), &scheduler);
    let whole = Record::fold(health.facts, names, &scheduler);
    if quick == whole {
        return console.say("doctor-kept-right", &[("count", whole.cards().len().into())]).map(|()| true);
    }
    store.drop_kept();
    console.say("doctor-kept-wrong", &[])?;
    Ok(false)
}

/// Meets other devices in a folder.
pub(super) fn sync(folder: &Path, arguments: &Arguments, console: &mut Console<'_>) -> io::Result<u8> {
    let place = match store::data_folder(arguments.data.as_deref()) {
        Ok(place) => place,
        Err(error) => return fail(&error, console),
    };
    let mut store = SqliteStore::new(&place);
    store.send(Request::Sync { folder: folder.to_owned() });
    let synced = match store.receive() {
        Some(Answer::Synced(synced)) => synced,
        Some(Answer::Failed { error, .. }) => return fail(&error, console),
        Some(_) | None => return Ok(FAILED),
    };
    console.say("sync-done", &[("written", synced.written.into()), ("taken", synced.taken.into())])?;
    for trouble in &synced.troubles {
        let file = ("file", harmless(&trouble.file).into());
        let args = match &trouble.fault {
            SyncFault::Foreign | SyncFault::Newer => vec![file],
            SyncFault::Damaged { line, lines } => {
                vec![file, ("line", (*line).into()), ("count", (*lines).into())]
            }
            SyncFault::Unreadable { detail } => vec![file, ("detail", harmless(detail).into())],
        };
        console.fail(trouble.fault.key(), &args)?;
    }
    Ok(if synced.troubles.is_empty() { GOOD } else { FOUND })
}

/// One answer as it is exported.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    device: &'a str,
    counter: u64,
    at: String,
    /// Taken back by the learner.
    undone: bool,
    /// The grade that counts, where it isn't the one that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_as: Option<Grade>,
    #[serde(flatten)]
    review: &'a Review,
}

/// Which answers were taken back, and which count with another grade.
#[derive(Default)]
struct Later {
    undone: BTreeSet<FactId>,
    regrades: BTreeMap<FactId, Vec<(u64, String, FactId, Grade)>>,
}

impl Later {
    fn note(&mut self, entry: Entry) {
        match entry.fact {
            Fact::Undo { fact } => drop(self.undone.insert(fact)),
            Fact::Regrade { fact, grade } => {
                let regrade = (entry.counter, entry.device.to_string(), entry.id, grade);
                self.regrades.entry(fact).or_default().push(regrade);
            }
            Fact::Review(_)
            | Fact::Setting { .. }
            | Fact::Suspend { .. }
            | Fact::Flag { .. }
            | Fact::Due { .. }
            | Fact::Reset { .. } => {}
        }
    }

    fn row<'a>(&self, entry: &'a Entry, review: &'a Review) -> Row<'a> {
        let regrades = self.regrades.get(&entry.id).into_iter().flatten();
        let last = regrades.filter(|(.., id, _)| !self.undone.contains(id)).max();
        Row {
            id: entry.id.as_str(),
            device: entry.device.as_str(),
            counter: entry.counter,
            at: entry.at.to_string(),
            undone: self.undone.contains(&entry.id),
            counts_as: last.map(|(.., grade)| *grade),
            review,
        }
    }
}

/// Writes all answers.
pub(super) fn reviews(
    format: ReviewFormat,
    to: Option<&PathBuf>,
    arguments: &Arguments,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    let mut store = match data(arguments, console)? {
        Ok(store) => store,
        Err(status) => return Ok(status),
    };
    let Some(path) = to else {
        return match write(&mut store, format, &mut *console.out)? {
            Ok(()) => Ok(GOOD),
            Err(error) => fail(&error, console),
        };
    };
    let written = std::fs::File::create(path).and_then(|file| {
        let mut file = BufWriter::new(file);
        let done = write(&mut store, format, &mut file)?;
        file.flush().map(|()| done)
    });
    match written {
        Ok(Ok(())) => Ok(GOOD),
        Ok(Err(error)) => fail(&error, console),
        Err(error) => {
            let args = [("path", shown(path)), ("detail", error.to_string().into())];
            console.fail("export-cannot-write", &args)
        }
    }
}

const COLUMNS: &str = "id,device,counter,at,question,grade,counts_as,credit,hinted,practice,undone,seconds,seed,credited,charged,fingerprint,answer";

fn write(
    store: &mut SqliteStore,
    format: ReviewFormat,
    out: &mut dyn Write,
) -> io::Result<Result<(), StoreError>> {
    // What was taken back is known only when everything was seen.
    let mut later = Later::default();
    if let Err(error) = store.each_entry(&mut |entry| later.note(entry)) {
        return Ok(Err(error));
    }
    let mut done = match format {
        ReviewFormat::Csv => writeln!(out, "{COLUMNS}"),
        ReviewFormat::Jsonl => Ok(()),
    };
    let mut line = |entry: Entry| {
        let Fact::Review(review) = &entry.fact else { return };
        if done.is_ok() {
            let row = later.row(&entry, review);
            done = match format {
                ReviewFormat::Csv => writeln!(out, "{}", in_columns(&row)),
                ReviewFormat::Jsonl => writeln!(out, "{}", serde_json::to_string(&row).unwrap_or_default()),
            };
        }
    };
    let read = store.each_entry(&mut line).map(|_| ());
    done.map(|()| read)
}

fn in_columns(row: &Row<'_>) -> String {
    let review = row.review;
    let grade = |grade: Grade| serde_json::to_value(grade).ok().and_then(|v| v.as_str().map(str::to_owned));
    let cells = [
        row.id.to_owned(),
        row.device.to_owned(),
        row.counter.to_string(),
        row.at.clone(),
        review.question.clone(),
        grade(review.grade).unwrap_or_default(),
        row.counts_as.and_then(grade).unwrap_or_default(),
        review.credit.to_string(),
        review.hinted.to_string(),
        review.practice.to_string(),
        row.undone.to_string(),
        review.seconds.to_string(),
        review.seed.to_string(),
        review.credited.join(" "),
        review.charged.clone().unwrap_or_default(),
        review.fingerprint.clone(),
        review.answer.to_string(),
    ];
    cells.iter().map(|text| cell(text)).collect::<Vec<String>>().join(",")
}
