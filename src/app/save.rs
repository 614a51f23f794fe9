//! Saving to files: what is made on a screen, where it goes, and what became of it.
//!
//! What is to be saved is kept here until it lies on the disk or the learner lets it go, so that no failure
//! loses anything. Nothing here touches a file: whoever does stands behind [`port::Files`].

pub mod port;
mod traces;

use self::port::{FileAnswer, FileFault, FileRequest, NewFile, Ticket, Where};
use super::{App, Effect};
use crate::text::{Lang, say, say_attribute, say_with};
use std::path::{Path, PathBuf};

pub use traces::TraceForm;

/// Something about files.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveCommand {
    /// Saves a file at a place that the learner chooses.
    File(NewFile),
    /// Saves what a ladder shows in one of a trace's forms.
    Trace {
        /// What the ladder shows.
        shown: super::ladder::Behind,
        /// The form.
        form: TraceForm,
    },
    /// It can't be made: why, in words.
    Refused(String),
    /// The text in the field for a path.
    Path(String),
    /// Saves at the path that is in the field.
    There,
    /// Takes the place of the file that is there.
    Replace,
    /// Asks for a place once more.
    Again,
    /// Lets it go: what was not saved, or the word that it was.
    Close,
}

/// What is being saved.
#[derive(Debug, Default)]
pub(super) struct Saving {
    ticket: Ticket,
    now: Option<Open>,
}

#[derive(Debug)]
struct Open {
    /// Nothing where no file could be made.
    file: Option<NewFile>,
    /// It goes into the content folder.
    content: bool,
    path: String,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// A dialog asks for the place.
    Choosing,
    /// It brought none.
    Unchosen,
    Writing,
    Exists(PathBuf),
    Failed {
        path: PathBuf,
        fault: FileFault,
        detail: String,
    },
    Saved(PathBuf),
    /// There is no file of this form.
    Refused(String),
}

/// What is shown of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SavingView {
    /// How it stands.
    pub tone: SavingTone,
    /// In one sentence.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What the system said.
    pub detail: String,
    /// The path that is being written, where one can be.
    pub path: Option<String>,
    /// Whether the file that is there may be replaced.
    pub replace: bool,
    /// Whether a place can be asked for again.
    pub again: bool,
}

/// How saving stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavingTone {
    /// It waits for a place, or for the disk.
    Waits,
    /// It is saved.
    Saved,
    /// It is not.
    Failed,
}

impl Saving {
    /// Saves a file somewhere.
    fn begin(&mut self, file: NewFile, to: Where) -> Effect {
        let content = to == Where::Content;
        let stage = if content { Stage::Writing } else { Stage::Choosing };
        self.now = Some(Open { path: file.name.clone(), file: Some(file.clone()), content, stage });
        self.ask(file, to)
    }

    fn ask(&mut self, file: NewFile, to: Where) -> Effect {
        self.ticket += 1;
        Effect::File(FileRequest { ticket: self.ticket, file, to })
    }

    fn refuse(&mut self, why: String) {
        // What was open before was let go by asking for something else.
        let stage = Stage::Refused(why);
        self.now = Some(Open { file: None, content: false, path: String::new(), stage });
    }

    /// To the path that is in the field, or to another place.
    fn write(&mut self, to: impl FnOnce(&Open) -> Option<Where>) -> Option<Effect> {
        let open = self.now.as_mut()?;
        let (file, to) = (open.file.clone()?, to(open)?);
        open.stage = if to == Where::Chosen { Stage::Choosing } else { Stage::Writing };
        Some(self.ask(file, to))
    }

    fn update(&mut self, command: SaveCommand) -> Option<Effect> {
        match command {
            SaveCommand::File(file) => Some(self.begin(file, Where::Chosen)),
            SaveCommand::Refused(why) => {
                self.refuse(why);
                None
            }
            SaveCommand::Path(path) => {
                if let Some(open) = &mut self.now {
                    open.path = path;
                }
                None
            }
            SaveCommand::There => self.write(|open| {
                let path = unquoted(&open.path);
                (!path.is_empty()).then(|| Where::Path { path: path.into(), replace: false })
            }),
            SaveCommand::Replace => self.write(|open| match &open.stage {
                Stage::Exists(path) => Some(Where::Path { path: path.clone(), replace: true }),
                _ => None,
            }),
            SaveCommand::Again => {
                self.write(|open| Some(if open.content { Where::Content } else { Where::Chosen }))
            }
            SaveCommand::Close => {
                self.now = None;
                None
            }
            // Made by the app, which has the machines.
            SaveCommand::Trace { .. } => None,
        }
    }

    fn answered(&mut self, answer: FileAnswer) {
        let (FileAnswer::Saved { ticket, .. }
        | FileAnswer::Unchosen { ticket, .. }
        | FileAnswer::Exists { ticket, .. }
        | FileAnswer::Failed { ticket, .. }) = &answer
        else {
            return;
        };
        let current = *ticket == self.ticket;
        let Some(open) = self.now.as_mut().filter(|_| current) else { return };
        open.stage = match answer {
            FileAnswer::Folder(_) => return,
            FileAnswer::Saved { path, .. } => Stage::Saved(path),
            FileAnswer::Unchosen { path, .. } => {
                open.path = path.display().to_string();
                Stage::Unchosen
            }
            FileAnswer::Exists { path, .. } => {
                open.path = path.display().to_string();
                Stage::Exists(path)
            }
            FileAnswer::Failed { path, fault, detail, .. } => {
                open.path = path.display().to_string();
                Stage::Failed { path, fault, detail }
            }
        };
    }

    fn view(&self, lang: Lang) -> Option<SavingView> {
        let open = self.now.as_ref()?;
        let name = open.file.as_ref().map_or("", |file| &file.name);
        let named = |key: &str, path: &Path| {
            let args = [("name", name.into()), ("path", path.display().to_string().into())];
            let help = say_attribute(lang, key, "help", &args).unwrap_or_default();
            (say_with(lang, key, &args), help)
        };
        let here = Path::new("");
        let (tone, (message, help)) = match &open.stage {
            Stage::Choosing => (SavingTone::Waits, named("save-choosing", here)),
            Stage::Unchosen => (SavingTone::Waits, named("save-unchosen", here)),
            Stage::Writing => (SavingTone::Waits, named("save-writing", here)),
            Stage::Exists(path) => (SavingTone::Failed, named("save-exists", path)),
            Stage::Failed { path, fault, .. } => (SavingTone::Failed, named(fault.key(), path)),
            Stage::Saved(path) if open.content => (SavingTone::Saved, named("save-content", path)),
            Stage::Saved(path) => (SavingTone::Saved, named("save-saved", path)),
            Stage::Refused(why) => {
                (SavingTone::Failed, (why.clone(), say(lang, "save-refused").into_owned()))
            }
        };
        let can_write = !matches!(open.stage, Stage::Writing | Stage::Saved(_) | Stage::Refused(_));
        Some(SavingView {
            tone,
            message,
            help,
            detail: match &open.stage {
                Stage::Failed { detail, .. } => detail.clone(),
                _ => String::new(),
            },
            path: can_write.then(|| open.path.clone()),
            replace: matches!(open.stage, Stage::Exists(_)),
            again: can_write && !matches!(open.stage, Stage::Choosing),
        })
    }
}

impl App {
    /// Something about files.
    pub(super) fn in_saving(&mut self, command: SaveCommand) -> Vec<Effect> {
        let effect = match command {
            SaveCommand::Trace { shown, form } => match self.trace_file(&shown, form) {
                Ok(file) => Some(self.saving.begin(file, Where::Chosen)),
                Err(why) => {
                    self.saving.refuse(why);
                    None
                }
            },
            command => self.saving.update(command),
        };
        effect.into_iter().collect()
    }

    /// Adds a file to the learner's content.
    pub(super) fn add_content(&mut self, file: NewFile) -> Effect {
        self.saving.begin(file, Where::Content)
    }

    /// Whoever writes files has answered.
    pub fn filed(&mut self, answer: FileAnswer) -> Vec<Effect> {
        match answer {
            FileAnswer::Folder(folder) => self.folder_chosen(folder),
            answer => {
                self.saving.answered(answer);
                Vec::new()
            }
        }
    }

    pub(super) fn saving_view(&self) -> Option<SavingView> {
        self.saving.view(self.lang)
    }
}

/// A path as people paste it: without the quotes around it.
pub(super) fn unquoted(path: &str) -> &str {
    let path = path.trim();
    let quoted = |sign: char| path.strip_prefix(sign).and_then(|rest| rest.strip_suffix(sign));
    quoted('"').or_else(|| quoted('\'')).unwrap_or(path)
}
