//! Writes files that the learner saves: whole or not at all.
//!
//! A file is written beside its place under another name and then takes its place at once, so that no
//! failure leaves half a file or harms the one that was there.

use crate::app::save::port::{Edit, FileAnswer, FileFault, FileRequest, Files, NewFile, Where};
use directories::UserDirs;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use uuid::Uuid;

/// Names that are tried for a file among the learner's content, where the first is taken.
const MOST_NAMES: usize = 1000;

/// Writes files on threads of its own.
#[derive(Debug)]
pub struct FileWriter {
    answers: Receiver<FileAnswer>,
    desk: Desk,
}

/// What a thread needs to write a file and to say so.
#[derive(Clone)]
pub struct Desk {
    outbox: Sender<FileAnswer>,
    content: Option<PathBuf>,
    wake: Arc<dyn Fn(&FileAnswer) + Send + Sync>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("content", &self.content).finish_non_exhaustive()
    }
}

impl FileWriter {
    /// A writer; `content` is the folder of the learner's own content, which is made when it is needed.
    /// `wake` is called with every answer.
    pub fn new(content: Option<PathBuf>, wake: impl Fn(&FileAnswer) + Send + Sync + 'static) -> FileWriter {
        let (outbox, answers) = channel();
        FileWriter { answers, desk: Desk { outbox, content, wake: Arc::new(wake) } }
    }

    /// For whoever asks for the place with a dialog.
    pub fn desk(&self) -> Desk {
        self.desk.clone()
    }
}

impl Files for FileWriter {
    fn send(&mut self, request: FileRequest) {
        let desk = self.desk();
        let (ticket, path) = (request.ticket, PathBuf::from(&request.file.name));
        let writes =
            std::thread::Builder::new().name("files".to_owned()).spawn(move || desk.carry_out(request));
        if let Err(error) = writes {
            self.desk.say(failed(ticket, path, &error));
        }
    }

    fn receive(&mut self) -> Option<FileAnswer> {
        self.answers.try_recv().ok()
    }

    fn edit(&mut self, edit: &Edit) -> Result<Option<String>, String> {
        let path = std::path::absolute(&edit.path).unwrap_or_else(|_| edit.path.clone());
        let edit = Edit { path, ..edit.clone() };
        let words = edit.words();
        let Some((program, arguments)) = words.split_first() else { return Ok(Some(edit.url())) };
        let mut editor =
            Command::new(program).args(arguments).stdin(Stdio::null()).spawn().map_err(|e| e.to_string())?;
        // Somebody must take note of its end; without a thread the system does when the window is closed.
        let waits = move || drop(editor.wait());
        let _none = std::thread::Builder::new().name("editor".to_owned()).spawn(waits);
        Ok(None)
    }
}

impl Desk {
    /// Does it here and now. Nobody is asked for a place.
    pub fn carry_out(&self, request: FileRequest) {
        let FileRequest { ticket, file, to } = request;
        match to {
            Where::Chosen => self.unchosen(ticket, &file),
            Where::Path { path, replace } => self.put(ticket, &absolute(&path), replace, &file),
            Where::Content => self.say(match self.to_content(&file) {
                Ok(path) => FileAnswer::Saved { ticket, path },
                Err((path, error)) => failed(ticket, path, &error),
            }),
        }
    }

    /// Writes a file at a place for which the learner has been asked; a dialog has also asked whether a
    /// file that is there may be replaced.
    pub fn put(&self, ticket: u64, path: &Path, replace: bool, file: &NewFile) {
        self.say(match write(path, &file.bytes, replace) {
            Ok(()) => FileAnswer::Saved { ticket, path: path.to_owned() },
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                FileAnswer::Exists { ticket, path: path.to_owned() }
            }
            Err(error) => failed(ticket, path.to_owned(), &error),
        });
    }

    /// There is no place; says where the file could go.
    pub fn unchosen(&self, ticket: u64, file: &NewFile) {
        self.say(FileAnswer::Unchosen { ticket, path: absolute(Path::new(&file.name)) });
    }

    /// The learner has chosen a folder, or none.
    pub fn folder(&self, folder: Option<PathBuf>) {
        self.say(FileAnswer::Folder(folder));
    }

    /// Into the folder of the learner's content under a name that is free.
    fn to_content(&self, file: &NewFile) -> Result<PathBuf, (PathBuf, io::Error)> {
        let name = Path::new(&file.name);
        let Some(folder) = &self.content else {
            return Err((name.to_owned(), ErrorKind::NotFound.into()));
        };
        fs::create_dir_all(folder).map_err(|error| (folder.clone(), error))?;
        let stem = name.file_stem().unwrap_or_default().to_string_lossy();
        let ending = name.extension().unwrap_or_default().to_string_lossy();
        let other = (2..MOST_NAMES).map(|number| folder.join(format!("{stem}-{number}.{ending}")));
        for path in std::iter::once(folder.join(name)).chain(other) {
            match write(&path, &file.bytes, false) {
                Ok(()) => return Ok(path),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err((path, error)),
            }
        }
        Err((folder.join(name), ErrorKind::AlreadyExists.into()))
    }

    fn say(&self, answer: FileAnswer) {
        // The window may be closed by now; the file is written all the same.
        if self.outbox.send(answer.clone()).is_ok() {
            (self.wake)(&answer);
        }
    }
}

/// A path without a folder goes to the learner's documents; `~` is their home.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let Some(dirs) = UserDirs::new() else { return path.to_owned() };
    match path.strip_prefix("~") {
        Ok(rest) => dirs.home_dir().join(rest),
        Err(_) if path.is_absolute() => path.to_owned(),
        Err(_) => dirs.document_dir().filter(|folder| folder.is_dir()).unwrap_or(dirs.home_dir()).join(path),
    }
}

/// Writes a file whole or not at all; what was there before stays as it was unless it may be replaced.
fn write(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    // What a link points to is meant, not the link.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = match fs::metadata(path) {
        Ok(before) if before.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(before) if !before.is_file() => return Err(ErrorKind::InvalidInput.into()),
        Ok(_) if !replace => return Err(ErrorKind::AlreadyExists.into()),
        Ok(before) => Some(before),
        Err(_) => None,
    };
    let Some(name) = path.file_name() else { return Err(ErrorKind::IsADirectory.into()) };
    let mut beside = std::ffi::OsString::from(".");
    beside.push(format!("{}-", Uuid::new_v4()));
    // So short that a name which fits does so with what stands before it; the content's reader passes it over.
    beside.push(name.to_string_lossy().chars().take(20).collect::<String>());
    let beside = path.with_file_name(beside);
    let written = write_new(&beside, bytes, before.as_ref()).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What the write has told is what matters.
        let _gone = fs::remove_file(&beside);
    }
    written
}

fn write_new(path: &Path, bytes: &[u8], like: Option<&fs::Metadata>) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    if let Some(like) = like {
        file.set_permissions(like.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

fn failed(ticket: u64, path: PathBuf, error: &io::Error) -> FileAnswer {
    let fault = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => FileFault::Full,
        ErrorKind::PermissionDenied => FileFault::Denied,
        ErrorKind::ReadOnlyFilesystem => FileFault::ReadOnly,
        ErrorKind::NotFound | ErrorKind::NotADirectory => FileFault::NoFolder,
        ErrorKind::IsADirectory => FileFault::IsFolder,
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => FileFault::Name,
        _ => FileFault::Other,
    };
    FileAnswer::Failed { ticket, path, fault, detail: error.to_string() }
}
