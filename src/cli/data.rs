//! `ackademy doctor`, `ackademy sync` and `ackademy export --reviews`: the learner's data without the window.

use super::console::{Console, harmless};
use super::{Arguments, FAILED, FOUND, GOOD};
use crate::app::port::{Answer, Kept, Request, ReviewFormat, Store, StoreError, StoreFault, SyncFault};
use crate::store::reviews::write as reviews_to;
use crate::store::{self, SqliteStore};
use crate::text::Arg;
use clap::ValueEnum;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// How answers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ReviewForm {
    /// A table for spreadsheets
    #[default]
    Csv,
    /// One JSON object a line
    Jsonl,
}

impl From<ReviewForm> for ReviewFormat {
    fn from(form: ReviewForm) -> ReviewFormat {
        match form {
            ReviewForm::Csv => ReviewFormat::Csv,
            ReviewForm::Jsonl => ReviewFormat::Jsonl,
        }
    }
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
    let mut store = match data(arguments, console)? {
        Ok(store) => store,
        Err(status) => return Ok(status),
    };
    let mut files = store::embedded();
    files.extend(arguments.content.iter().flat_map(|folder| store::read_folder(folder)));
    let names = store::read_files(&files, &arguments.has_glyph).renames();
    let health = match store.examine(&names, &store::calendar()) {
        Ok(Some(health)) => health,
        Ok(None) => return console.fail("data-none", &[("path", shown(store.path()))]),
        Err(error) => return fail(&error, console),
    };
    console.say("doctor-file", &[("path", shown(store.path()))])?;
    if health.faults.is_empty() {
        console.say("doctor-sound", &[("count", health.facts.into())])?;
    } else {
        console.say("doctor-damaged", &[])?;
        for fault in &health.faults {
            console.lines(fault)?;
        }
    }
    for (key, count) in [("doctor-unread", health.unread), ("doctor-strange", health.strange)] {
        if count > 0 {
            console.say(key, &[("count", count.into())])?;
        }
    }
    backups(&mut store, console)?;
    if health.faults.is_empty() {
        match health.kept {
            Kept::Nothing => console.say("doctor-nothing-kept", &[])?,
            Kept::Useless => console.say("doctor-kept-useless", &[])?,
            Kept::Right { cards } => console.say("doctor-kept-right", &[("count", cards.into())])?,
            Kept::Wrong => console.say("doctor-kept-wrong", &[])?,
        }
    }
    let sound = health.faults.is_empty() && health.unread == 0 && health.strange == 0;
    Ok(if sound && health.kept != Kept::Wrong { GOOD } else { FOUND })
}

fn backups(store: &mut SqliteStore, console: &mut Console<'_>) -> io::Result<()> {
    store.send(Request::Backups);
    let Some(Answer::Backups { list, .. }) = store.receive() else {
        return console.say("doctor-no-backup", &[]);
    };
    let Some((latest, held)) = list.iter().find_map(|backup| Some((backup, backup.held?))) else {
        return console.say("doctor-no-backup", &[]);
    };
    let args = [
        ("count", list.len().into()),
        ("date", latest.date.to_string().into()),
        ("facts", held.facts.to_string().into()),
    ];
    console.say("doctor-backups", &args)
}

/// Meets other devices in a folder.
pub(super) fn sync(folder: &Path, arguments: &Arguments, console: &mut Console<'_>) -> io::Result<u8> {
    let place = match store::data_folder(arguments.data.as_deref()) {
        Ok(place) => place,
        Err(error) => return fail(&error, console),
    };
    // What is written on a command line is meant from where one stands.
    let folder = std::path::absolute(folder)?;
    let mut store = SqliteStore::new(&place);
    store.send(Request::Sync { folder, make: true });
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

/// Writes all answers.
pub(super) fn reviews(
    form: ReviewForm,
    to: Option<&PathBuf>,
    arguments: &Arguments,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    let mut store = match data(arguments, console)? {
        Ok(store) => store,
        Err(status) => return Ok(status),
    };
    let mut write = |out: &mut dyn Write| reviews_to(&mut |take| store.each_entry(take), form.into(), out);
    let Some(path) = to else {
        return match write(&mut *console.out)? {
            Ok(()) => Ok(GOOD),
            Err(error) => fail(&error, console),
        };
    };
    let written = std::fs::File::create(path).and_then(|file| {
        let mut file = BufWriter::new(file);
        let done = write(&mut file)?;
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
