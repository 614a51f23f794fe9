//! The door to whatever keeps the learner's data: requests out, answers back.
//!
//! Messages on both sides, because a browser's store can't answer at once. Every request gets
//! exactly one answer, in the order of the requests. Nothing here touches a file.

use super::record::{Entry, Fact, Facts};
use crate::schedule::Calendar;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What the app asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Read everything. After a failure this also tries to open the data again.
    Load,
    /// Keep a fact for ever.
    Append {
        /// When it happened; kept to the millisecond.
        at: Timestamp,
        /// What happened.
        fact: Fact,
    },
    /// Keep several facts for ever: all of them or none.
    AppendAll(Vec<(Timestamp, Fact)>),
    /// Keep a value on this device only: the running session, the size of the window.
    Remember {
        /// Its name.
        key: String,
        /// The value, replacing an earlier one.
        value: String,
    },
    /// Take the value of [`SAT`] into this program's hands and read it anew. One program at a time has it; it lets go
    /// of it with `Forget`, or when it ends, however it ends.
    Claim,
    /// Everything that was answered to one question, with the answers themselves.
    History {
        /// The question's full name, and the names that it had before.
        names: Vec<String>,
    },
    /// Keep these bytes of [`super::record::Record::to_bytes`], so that the next `Load` is quick.
    Keep(Arc<Vec<u8>>),
    /// What backups there are.
    Backups,
    /// Puts a backup in the place of the data, which are kept beside it. `Load` comes after.
    Restore {
        /// [`Backup::name`].
        name: String,
        /// The key of a value of `Remember` that does not come back with it.
        forget: Option<String>,
    },
    /// Puts this device's facts into a folder, and takes those that other devices put there.
    Sync {
        /// The folder, which some other program carries between the devices.
        folder: PathBuf,
        /// Whether it is made where there is none. One that was there before and is gone may be on a disk
        /// that is not connected.
        make: bool,
    },
    /// Looks whether the data are sound, and computes anew what follows from them.
    Check {
        /// What questions were called before: those of [`super::record::Record::rename`].
        names: BTreeMap<String, String>,
        /// The learner's days where no setting says otherwise.
        home: Calendar,
    },
    /// All answers as a file that others can read.
    Export(ReviewFormat),
    /// Drop a value kept with `Remember`.
    Forget {
        /// Its name.
        key: String,
    },
}

/// What comes back.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To `Load`.
    Loaded {
        /// Every fact that could be read.
        facts: Box<Facts>,
        /// What was kept on this device with `Remember`.
        local: BTreeMap<String, String>,
        /// How many facts this version can't read. They stay where they are.
        skipped: usize,
    },
    /// To `Append`, after the fact was committed to the disk.
    Appended(Entry),
    /// To `AppendAll`, in the same order, after all were committed to the disk together.
    AppendedAll(Vec<Entry>),
    /// To `History`: what happened to the question, undone or not, ordered by (counter, device).
    History {
        /// As they were asked for.
        names: Vec<String>,
        /// What happened.
        entries: Vec<Entry>,
    },
    /// To `Keep`. Whether it could be done isn't said: nothing is lost if not.
    Kept,
    /// To `Backups`.
    Backups {
        /// The file with the data; empty where there is none.
        file: PathBuf,
        /// Where the data would be kept if a backup took their place now.
        aside: PathBuf,
        /// The latest first.
        list: Vec<Backup>,
        /// Why the last one could not be made.
        failed: Option<StoreError>,
    },
    /// To `Restore`.
    Restored {
        /// Where the data are that were there before.
        kept: PathBuf,
    },
    /// To `Sync`.
    Synced(Synced),
    /// To `Check`.
    Checked(Box<Health>),
    /// To `Export`.
    Exported {
        /// As it was asked for.
        format: ReviewFormat,
        /// What is in the file.
        bytes: Arc<[u8]>,
    },
    /// To `Claim`.
    Claimed(Claim),
    /// To `Remember`.
    Remembered,
    /// To `Forget`.
    Forgotten,
    /// It couldn't be done, and nothing was changed. The request comes back so that no answer of
    /// the learner is lost: send it again to try again.
    Failed {
        /// What was asked.
        request: Box<Request>,
        /// Why not.
        error: StoreError,
    },
}

/// The key of the exam that is being sat. It is kept with `Remember` like any other value, but where another program
/// has it that fails.
pub const SAT: &str = "exam";

/// What came of claiming [`SAT`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// There is none.
    None,
    /// It is in this program's hands.
    Ours(String),
    /// Another program has it.
    Elsewhere,
}

/// A copy of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its name, which says all that is needed to restore it.
    pub name: String,
    /// The day on which it was made.
    pub date: Date,
    /// When it was made, as far as the system knows.
    pub made: Option<Timestamp>,
    /// Why it was made.
    pub kind: BackupKind,
    /// What it holds; `None` if it can't be read.
    pub held: Option<Held>,
    /// Its size.
    pub bytes: u64,
}

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BackupKind {
    /// One is made a day.
    Daily,
    /// The form of the data was going to change.
    BeforeChange,
    /// A backup took its place.
    BeforeRestore,
}

/// How much a copy holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Facts.
    pub facts: u64,
    /// Answers among them; `None` where counting them would take long.
    pub answers: Option<u64>,
}

/// A form in which answers leave the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewFormat {
    /// A table for spreadsheets.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

/// How the data are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// The file with the data.
    pub file: PathBuf,
    /// How many facts it holds.
    pub facts: usize,
    /// What the database's own check finds wrong.
    pub faults: Vec<String>,
    /// How many facts this version can't read; a newer one may.
    pub unread: usize,
    /// How many rows tell another kind or subject than the facts in them: something else wrote them.
    pub strange: usize,
    /// What is kept beside the database.
    pub kept: Kept,
}

/// The file beside the database that makes opening quick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There is none.
    Nothing,
    /// It can't be used; the next start makes another.
    Useless,
    /// It says what follows from the facts.
    Right {
        /// How many questions' cards were compared.
        cards: usize,
    },
    /// It says something else, and was taken away.
    Wrong,
}

/// What came of meeting the other devices in a folder.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Synced {
    /// How many facts were put there.
    pub written: usize,
    /// How many facts of others are new here, those that this version can't read included.
    pub taken: usize,
    /// The new facts that can be read.
    pub entries: Vec<Entry>,
    /// What is wrong with files there. They stay as they are.
    pub troubles: Vec<SyncTrouble>,
}

/// A file of another device that could not be read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncTrouble {
    /// The file's name.
    pub file: String,
    /// What is the matter.
    pub fault: SyncFault,
}

/// What can be the matter with such a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyncFault {
    /// It is none of ours.
    Foreign,
    /// A newer Ackademy wrote it.
    Newer,
    /// Some lines are damaged or cut off; the others were taken.
    Damaged {
        /// The first of them, counted from 1.
        line: usize,
        /// How many.
        lines: usize,
    },
    /// The system can't read it.
    Unreadable {
        /// What the system said.
        detail: String,
    },
}

impl SyncFault {
    /// The Fluent message with its words. Variables: `file`, `line`, `count`, `detail`.
    pub fn key(&self) -> &'static str {
        match self {
            SyncFault::Foreign => "sync-foreign",
            SyncFault::Newer => "sync-newer",
            SyncFault::Damaged { .. } => "sync-damaged",
            SyncFault::Unreadable { .. } => "sync-unreadable",
        }
    }
}

/// A store of facts.
pub trait Store {
    /// Asks for something.
    fn send(&mut self, request: Request);
    /// The next answer, if one is ready. Never waits.
    fn receive(&mut self) -> Option<Answer>;
}

/// Why the data couldn't be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError {
    /// What is the matter.
    pub kind: StoreFault,
    /// The file or folder it is about. Empty when no place could be found for one.
    pub path: PathBuf,
    /// What the system or the database said, for a bug report; not translated.
    pub detail: String,
}

/// What can be the matter with the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreFault {
    /// The system names no folder for a program's data.
    NoPlace,
    /// The folder can't be made or the file not opened.
    CannotOpen,
    /// The file is no database, or parts of it make no sense.
    Damaged,
    /// A database, but not one of Ackademy's.
    Foreign,
    /// A database made by a newer Ackademy.
    Newer {
        /// The version of its schema.
        version: i64,
    },
    /// It can be read but not written.
    Unwritable,
    /// The disk is full.
    DiskFull,
    /// Another program held the file for too long.
    Busy,
    /// The disk or the connection to it failed.
    Disk,
    /// The store's thread has ended.
    Stopped,
    /// There is no such backup.
    NoBackup,
    /// Another program has the exam that is being sat.
    Elsewhere,
    /// Anything else the database reports.
    Other,
}

impl StoreFault {
    /// The Fluent message with its words. Variables: `path`, `detail`, and `version` for `Newer`.
    pub fn key(self) -> &'static str {
        match self {
            StoreFault::NoPlace => "store-no-place",
            StoreFault::CannotOpen => "store-cannot-open",
            StoreFault::Damaged => "store-damaged",
            StoreFault::Foreign => "store-foreign",
            StoreFault::Newer { .. } => "store-newer",
            StoreFault::Unwritable => "store-unwritable",
            StoreFault::DiskFull => "store-disk-full",
            StoreFault::Busy => "store-busy",
            StoreFault::Disk => "store-disk",
            StoreFault::Stopped => "store-stopped",
            StoreFault::NoBackup => "store-no-backup",
            StoreFault::Elsewhere => "store-elsewhere",
            StoreFault::Other => "store-other",
        }
    }

    /// Whether sending the request again soon may help without the learner doing anything.
    pub fn passes(self) -> bool {
        match self {
            StoreFault::Busy => true,
            StoreFault::NoPlace
            | StoreFault::CannotOpen
            | StoreFault::Damaged
            | StoreFault::Foreign
            | StoreFault::Newer { .. }
            | StoreFault::Unwritable
            | StoreFault::DiskFull
            | StoreFault::Disk
            | StoreFault::Stopped
            | StoreFault::NoBackup
            | StoreFault::Elsewhere
            | StoreFault::Other => false,
        }
    }
}
