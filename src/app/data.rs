//! The learner's data as such: backups, going back to one, meeting other devices, checking, taking answers out.

mod view;

use super::place::Place;
use super::port::{Answer, Backup, Health, Kept, Request, ReviewFormat, StoreError};
use super::save::SaveCommand;
use super::save::port::NewFile;
use super::{App, Effect, LOCAL_SYNC};
use jiff::Timestamp;
use std::path::{Path, PathBuf};

pub use view::{BackupView, DataView, Note, NoteTone, RestoreView, SyncView};

/// Something about the learner's data.
#[derive(Clone, Debug, PartialEq)]
pub enum DataCommand {
    /// Asks whether to go back to a backup, by its name.
    Ask(String),
    /// Does not go back.
    Leave,
    /// Goes back to the backup that was asked about.
    Restore,
    /// The text in the field for the shared folder.
    Folder(String),
    /// Asks for the shared folder with a dialog.
    Choose,
    /// Meets the other devices in the folder that is in the field.
    Meet,
    /// Meets the other devices again.
    Sync,
    /// No more meeting.
    Alone,
    /// Looks whether the data are sound.
    Check,
    /// All answers into a file.
    Export(ReviewFormat),
}

/// What is known of the learner's data.
#[derive(Debug, Default)]
pub(super) struct Data {
    file: PathBuf,
    aside: PathBuf,
    backups: Vec<Backup>,
    /// Why today's could not be made, or the list not be read.
    no_backup: Option<StoreError>,
    /// The backup that going back is asked about.
    asked: Option<String>,
    restoring: bool,
    restored: Option<Result<Restored, StoreError>>,
    checking: bool,
    checked: Option<Result<Box<Health>, StoreError>>,
    exporting: bool,
    unexported: Option<StoreError>,
    /// As it is written in the field.
    folder: Option<String>,
    syncing: bool,
    /// What came with the last meeting is being read: no other follows at once.
    taking: bool,
}

#[derive(Debug)]
struct Restored {
    /// The backup.
    name: String,
    /// Where the data are that were there before.
    kept: PathBuf,
}

/// When the devices met last; kept on this device.
pub(super) const LOCAL_MET: &str = "synced at";

impl App {
    pub(super) fn in_data(&mut self, command: DataCommand) -> Vec<Effect> {
        let data = &mut self.data;
        match command {
            DataCommand::Ask(name) => {
                data.asked = data.backups.iter().any(|known| known.name == name).then_some(name);
                data.restored = None;
            }
            DataCommand::Leave => data.asked = None,
            DataCommand::Restore => return self.restore().into_iter().collect(),
            DataCommand::Folder(text) => data.folder = Some(text),
            DataCommand::Choose => return vec![Effect::ChooseFolder],
            DataCommand::Meet => {
                let folder =
                    super::save::unquoted(self.data.folder.as_deref().unwrap_or_default()).to_owned();
                if !folder.is_empty() {
                    self.data.syncing = true;
                    self.data.folder = None;
                    return self.set_sync_folder(Some(folder));
                }
            }
            DataCommand::Sync => {
                self.data.syncing = self.sync_folder().is_some();
                return self.sync().into_iter().collect();
            }
            DataCommand::Alone => {
                self.data.folder = None;
                return self.set_sync_folder(None);
            }
            DataCommand::Check => {
                (data.checking, data.checked) = (true, None);
                let names = self.library.renames();
                return vec![Effect::Store(Request::Check { names, home: self.home.clone() })];
            }
            DataCommand::Export(format) => {
                (data.exporting, data.unexported) = (true, None);
                return vec![Effect::Store(Request::Export(format))];
            }
        }
        Vec::new()
    }

    /// Whoever asks for folders has answered; nothing where none was chosen.
    pub(super) fn folder_chosen(&mut self, folder: Option<PathBuf>) -> Vec<Effect> {
        let Some(folder) = folder else { return Vec::new() };
        self.data.syncing = true;
        self.data.folder = None;
        self.set_sync_folder(Some(folder.display().to_string()))
    }
}

impl App {
    /// Goes back to the backup that was asked about, unless something would be lost.
    fn restore(&mut self) -> Option<Effect> {
        if self.is_unsaved() || self.data.restoring {
            return None;
        }
        let name = self.data.asked.clone()?;
        self.data.restoring = true;
        // In the shared folder lies what the learner goes back from: meeting there would bring it all in again.
        Some(Effect::Store(Request::Restore { name, forget: Some(LOCAL_SYNC.to_owned()) }))
    }

    /// Whether something waits for a store that can't keep it.
    pub(super) fn is_unsaved(&self) -> bool {
        let waits = |request: &Option<Request>| {
            matches!(request, Some(Request::Append { .. } | Request::AppendAll(_)))
        };
        self.trouble.as_ref().is_some_and(|(_, request)| waits(request)) || self.browse.is_changing()
    }

    /// The store has answered something about the data as such.
    pub(super) fn data_answered(&mut self, answer: Answer, now: Timestamp) -> Vec<Effect> {
        let data = &mut self.data;
        match answer {
            Answer::Backups { file, aside, list, failed } => {
                (data.file, data.aside, data.backups, data.no_backup) = (file, aside, list, failed);
                Vec::new()
            }
            Answer::Restored { kept } => self.restored(kept),
            Answer::Checked(health) => {
                let wrong = health.kept == Kept::Wrong;
                (data.checking, data.checked) = (false, Some(Ok(health)));
                // What is shown followed from it.
                wrong.then_some(Effect::Store(Request::Load)).into_iter().collect()
            }
            Answer::Exported { format, bytes } => {
                data.exporting = false;
                let ending = match format {
                    ReviewFormat::Csv => "csv",
                    ReviewFormat::Jsonl => "jsonl",
                };
                let name = format!("ackademy-{}.{ending}", self.record.calendar().date(now));
                self.in_saving(SaveCommand::File(NewFile { name, bytes }))
            }
            _ => Vec::new(),
        }
    }

    /// Everything is another now.
    fn restored(&mut self, kept: PathBuf) -> Vec<Effect> {
        self.study = None;
        self.trail.forget(&Place::Study);
        self.browse = super::Browse::default();
        self.learning = super::Learning::default();
        (self.trouble, self.unsaved) = (None, false);
        (self.synced, self.unsynced) = (None, None);
        let name = self.data.asked.take().unwrap_or_default();
        self.data = Data {
            restored: Some(Ok(Restored { name, kept })),
            backups: std::mem::take(&mut self.data.backups),
            ..Data::default()
        };
        vec![Effect::Store(Request::Load), Effect::Store(Request::Backups)]
    }

    /// The store could not do it; nothing was changed.
    pub(super) fn data_failed(&mut self, request: &Request, error: StoreError) {
        let data = &mut self.data;
        match request {
            Request::Backups => data.no_backup = Some(error),
            Request::Restore { .. } => {
                (data.restoring, data.asked) = (false, None);
                data.restored = Some(Err(error));
            }
            Request::Check { .. } => (data.checking, data.checked) = (false, Some(Err(error))),
            Request::Export(_) => (data.exporting, data.unexported) = (false, Some(error)),
            Request::Sync { .. } => {
                data.syncing = false;
                self.unsynced = Some(error);
            }
            Request::Load
            | Request::Claim
            | Request::Append { .. }
            | Request::AppendAll(_)
            | Request::Remember { .. }
            | Request::History { .. }
            | Request::Keep(_)
            | Request::Forget { .. } => {}
        }
    }

    /// Whether failing at it is told among the data, not above every screen.
    pub(super) fn is_about_data(request: &Request) -> bool {
        match request {
            Request::Backups
            | Request::Restore { .. }
            | Request::Sync { .. }
            | Request::Check { .. }
            | Request::Export(_) => true,
            Request::Load
            | Request::Claim
            | Request::Append { .. }
            | Request::AppendAll(_)
            | Request::Remember { .. }
            | Request::History { .. }
            | Request::Keep(_)
            | Request::Forget { .. } => false,
        }
    }

    /// The devices have met.
    pub(super) fn note_meeting(&mut self, now: Timestamp, taking: bool) -> Effect {
        (self.data.syncing, self.data.taking) = (false, taking);
        let (key, value) = (LOCAL_MET.to_owned(), now.to_string());
        self.local.insert(key.clone(), value.clone());
        Effect::Store(Request::Remember { key, value })
    }

    /// Whether what has just been read came with the last meeting.
    pub(super) fn has_taken(&mut self) -> bool {
        std::mem::take(&mut self.data.taking)
    }

    /// To the learner's data: what there is may have changed since.
    pub(super) fn look_at_data(&mut self, from: &Place) -> Option<Effect> {
        let here = *self.trail.now() == Place::Data;
        if here == (*from == Place::Data) {
            return None;
        }
        self.data.asked = None;
        here.then_some(Effect::Store(Request::Backups))
    }

    /// Takes back what was asked about going to a backup; whether anything was.
    pub(super) fn leaves_question(&mut self) -> bool {
        *self.trail.now() == Place::Data && !self.data.restoring && self.data.asked.take().is_some()
    }
}

/// The folder in which a file is.
fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(file)
}
