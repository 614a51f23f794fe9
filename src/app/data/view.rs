//! What is shown of the learner's data.

use super::{Data, LOCAL_MET, folder_of};
use crate::app::App;
use crate::app::port::{Backup, BackupKind, Health, Kept, StoreError, StoreFault, SyncFault, SyncTrouble};
use crate::text::{Arg, Lang, say, say_attribute, say_with};
use jiff::Timestamp;
use std::path::Path;

/// The learner's data.
#[derive(Clone, Debug, PartialEq)]
pub struct DataView {
    /// Where they are; `None` where they are kept nowhere.
    pub place: Option<String>,
    /// How much they hold.
    pub held: String,
    /// Whether they are being looked at,
    pub checking: bool,
    /// and what was found.
    pub checked: Vec<Note>,
    /// Whether answers are being collected,
    pub exporting: bool,
    /// or why they could not be.
    pub unexported: Option<Note>,
    /// The backups, the latest first.
    pub backups: Vec<BackupView>,
    /// What came of going back, and why there is no newer backup.
    pub told: Vec<Note>,
    /// Why one can't go back now.
    pub fixed: Option<String>,
    /// Whether one is put in the place of the data.
    pub restoring: bool,
    /// Meeting other devices.
    pub sync: SyncView,
}

/// Something that was found or has happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// How it is.
    pub tone: NoteTone,
    /// What.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
    /// What the system said; may be empty.
    pub detail: String,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteTone {
    /// As it should be.
    Good,
    /// Worth a look.
    Odd,
    /// Bad.
    Bad,
}

/// A backup.
#[derive(Clone, Debug, PartialEq)]
pub struct BackupView {
    /// Its name, for commands.
    pub name: String,
    /// When it was made.
    pub when: String,
    /// Why, where it isn't one of every day.
    pub why: Option<String>,
    /// What it holds.
    pub held: String,
    /// Whether one can go back to it.
    pub sound: bool,
    /// That one goes back to it, for who does not see where the button stands.
    pub spoken: String,
    /// What would happen; `None` while it isn't asked about.
    pub asked: Option<RestoreView>,
}

/// What going back to a backup would do.
#[derive(Clone, Debug, PartialEq)]
pub struct RestoreView {
    /// The question.
    pub question: String,
    /// What would happen, sentence by sentence.
    pub said: Vec<String>,
}

/// Meeting other devices.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncView {
    /// The folder where they meet, if they do.
    pub folder: Option<String>,
    /// What is written in the field.
    pub text: String,
    /// Whether it is being done.
    pub running: bool,
    /// What came of the last time.
    pub said: Vec<Note>,
}

impl App {
    pub(in crate::app) fn data_view(&self, now: Timestamp) -> DataView {
        let (data, lang) = (&self.data, self.lang);
        let answers: u64 =
            self.record.days().values().map(|day| u64::from(day.answered) + u64::from(day.practised)).sum();
        let held = [("answers", number(answers)), ("facts", number(self.record.len() as u64))];
        let held = if self.loaded { say_with(lang, "data-held", &held) } else { String::new() };
        let place = (!data.file.as_os_str().is_empty())
            .then(|| say_with(lang, "data-file", &[("path", path(&data.file))]));
        DataView {
            place,
            held,
            checking: data.checking,
            checked: match &data.checked {
                None => Vec::new(),
                Some(Ok(health)) => found(health, lang),
                Some(Err(error)) => vec![failed("data-not-checked", error, lang)],
            },
            exporting: data.exporting,
            unexported: data.unexported.as_ref().map(|error| failed("data-not-exported", error, lang)),
            backups: data.backups.iter().map(|backup| self.backup_view(backup)).collect(),
            told: self.told_of_backups(),
            fixed: self.is_unsaved().then(|| say(lang, "data-unsaved").into_owned()),
            restoring: data.restoring,
            sync: self.sync_view(now),
        }
    }

    /// A day and a time of day as the learner's calendar has them.
    fn moment(&self, at: Timestamp) -> String {
        at.to_zoned(self.record.calendar().zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    fn backup_view(&self, backup: &Backup) -> BackupView {
        let lang = self.lang;
        let made = backup.made.map(|made| self.moment(made));
        // A file that was copied about has the time of that.
        let when = made.filter(|made| made.starts_with(&backup.date.to_string()));
        let when = when.unwrap_or_else(|| backup.date.to_string());
        let why = match backup.kind {
            BackupKind::Daily => None,
            BackupKind::BeforeChange => Some("data-before-change"),
            BackupKind::BeforeRestore => Some("data-before-restore"),
        };
        let size = size_in_words(backup.bytes, lang);
        let held = match backup.held {
            None => say_with(lang, "data-unreadable", &[("size", size.into())]),
            Some(held) => match held.answers {
                Some(answers) => {
                    let args =
                        [("answers", number(answers)), ("facts", number(held.facts)), ("size", size.into())];
                    say_with(lang, "data-holds", &args)
                }
                None => {
                    let args = [("facts", number(held.facts)), ("size", size.into())];
                    say_with(lang, "data-holds-facts", &args)
                }
            },
        };
        let asked = (self.data.asked.as_ref() == Some(&backup.name)).then(|| self.restore_view(&when));
        BackupView {
            name: backup.name.clone(),
            why: why.map(|key| say(lang, key).into_owned()),
            spoken: say_with(lang, "data-restore-named", &[("when", when.as_str().into())]),
            when,
            held,
            sound: backup.held.is_some(),
            asked,
        }
    }

    fn restore_view(&self, when: &str) -> RestoreView {
        let (data, lang) = (&self.data, self.lang);
        let mut said = vec![
            say_with(lang, "data-restore-kept", &[("path", path(&data.aside))]),
            say_with(lang, "data-restore-then", &[("when", when.into())]),
        ];
        said.extend(self.sync_folder().map(|_| say(lang, "data-restore-alone").into_owned()));
        RestoreView { question: say_with(lang, "data-restore-ask", &[("when", when.into())]), said }
    }

    fn told_of_backups(&self) -> Vec<Note> {
        let (data, lang) = (&self.data, self.lang);
        let mut told = Vec::new();
        match &data.restored {
            None => {}
            Some(Ok(restored)) => {
                let backup = data.backups.iter().find(|backup| backup.name == restored.name);
                let when = backup.map(|backup| self.backup_view(backup).when);
                let when = when.unwrap_or_else(|| restored.name.clone());
                let args = [("when", when.into()), ("path", path(&restored.kept))];
                told.push(note(NoteTone::Good, "data-restored", &args, lang));
            }
            Some(Err(error)) => told.push(failed("data-not-restored", error, lang)),
        }
        told.extend(data.no_backup.as_ref().map(|error| failed("data-no-backup", error, lang)));
        told
    }

    fn sync_view(&self, now: Timestamp) -> SyncView {
        let (data, lang) = (&self.data, self.lang);
        let folder = self.sync_folder().map(str::to_owned);
        let mut said = Vec::new();
        let met = self.local.get(LOCAL_MET).and_then(|at| at.parse::<Timestamp>().ok());
        let met = met.filter(|met| *met <= now).map(|met| self.moment(met)).unwrap_or_default();
        match self.synced() {
            _ if folder.is_none() => {}
            Err(error) => {
                said.push(failed("data-not-synced", error, lang));
                if !met.is_empty() {
                    said.push(note(NoteTone::Odd, "data-met", &[("when", met.into())], lang));
                }
            }
            Ok(Some(synced)) => {
                let args = [
                    ("when", met.into()),
                    ("written", synced.written.into()),
                    ("taken", synced.taken.into()),
                ];
                said.push(note(NoteTone::Good, "data-synced", &args, lang));
                said.extend(synced.troubles.iter().map(|trouble| troubled(trouble, lang)));
            }
            Ok(None) => {}
        }
        SyncView { text: text_of(data), folder, running: data.syncing, said }
    }
}

fn text_of(data: &Data) -> String {
    data.folder.clone().unwrap_or_default()
}

fn path(path: &Path) -> Arg {
    path.display().to_string().into()
}

fn number(count: u64) -> Arg {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

fn note(tone: NoteTone, key: &str, args: &[(&'static str, Arg)], lang: Lang) -> Note {
    let help = say_attribute(lang, key, "help", args).unwrap_or_default();
    Note { tone, message: say_with(lang, key, args), help, detail: String::new() }
}

/// What could not be done, why, and what to do now.
fn failed(key: &str, error: &StoreError, lang: Lang) -> Note {
    let cause = match error.kind {
        StoreFault::NoPlace | StoreFault::CannotOpen => "data-cause-gone",
        StoreFault::Unwritable => "data-cause-denied",
        StoreFault::DiskFull => "data-cause-full",
        StoreFault::Busy => "data-cause-busy",
        StoreFault::Damaged | StoreFault::Foreign => "data-cause-damaged",
        StoreFault::Newer { .. } => "data-cause-newer",
        StoreFault::NoBackup => "data-cause-missing",
        StoreFault::Disk | StoreFault::Stopped | StoreFault::Elsewhere | StoreFault::Other => {
            "data-cause-other"
        }
    };
    // What is written there before it gets its name is of no concern to anybody.
    let place = match error.path.extension().is_some_and(|ending| ending == "new") {
        true => folder_of(&error.path),
        false => &error.path,
    };
    let because = note(NoteTone::Bad, cause, &[("path", path(place))], lang);
    let space = if lang == Lang::Zh { "" } else { " " };
    Note {
        message: say(lang, key).into_owned(),
        help: format!("{}{space}{}", because.message, because.help),
        detail: error.detail.clone(),
        ..because
    }
}

fn troubled(trouble: &SyncTrouble, lang: Lang) -> Note {
    let file = ("file", trouble.file.as_str().into());
    let args = match &trouble.fault {
        SyncFault::Foreign | SyncFault::Newer => vec![file],
        SyncFault::Damaged { line, lines } => {
            vec![file, ("line", (*line).into()), ("count", (*lines).into())]
        }
        SyncFault::Unreadable { detail } => vec![file, ("detail", detail.as_str().into())],
    };
    note(NoteTone::Odd, trouble.fault.key(), &args, lang)
}

/// What the check has found, and what was done about it.
fn found(health: &Health, lang: Lang) -> Vec<Note> {
    let mut notes = Vec::new();
    if health.faults.is_empty() {
        notes.push(note(NoteTone::Good, "doctor-sound", &[("count", health.facts.into())], lang));
    } else {
        let damaged = note(NoteTone::Bad, "data-damaged", &[("path", path(&health.file))], lang);
        notes.push(Note { detail: health.faults.join("\n"), ..damaged });
        return notes;
    }
    for (key, count) in [("doctor-unread", health.unread), ("doctor-strange", health.strange)] {
        if count > 0 {
            notes.push(note(NoteTone::Odd, key, &[("count", count.into())], lang));
        }
    }
    notes.push(match health.kept {
        Kept::Nothing => note(NoteTone::Good, "doctor-nothing-kept", &[], lang),
        Kept::Useless => note(NoteTone::Good, "doctor-kept-useless", &[], lang),
        Kept::Right { cards } => note(NoteTone::Good, "doctor-kept-right", &[("count", cards.into())], lang),
        Kept::Wrong => note(NoteTone::Odd, "data-kept-wrong", &[], lang),
    });
    notes
}

fn size_in_words(bytes: u64, lang: Lang) -> String {
    const MEGA: u64 = 1 << 20;
    let (key, count) = if bytes < MEGA {
        ("data-kilobytes", bytes.div_ceil(1 << 10))
    } else {
        ("data-megabytes", bytes.div_ceil(MEGA))
    };
    say_with(lang, key, &[("count", number(count))])
}
