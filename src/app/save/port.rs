//! The door to whoever writes files: requests out, answers back. Nothing here touches a file.

use std::path::PathBuf;
use std::sync::Arc;

/// Tells answers to requests apart; one of an earlier request is out of date.
pub type Ticket = u64;

/// A file that is not on the disk yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// The name that is proposed.
    pub name: String,
    /// What is in it.
    pub bytes: Arc<[u8]>,
}

impl NewFile {
    /// A file with this in it.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> NewFile {
        NewFile { name: name.into(), bytes: bytes.into().into() }
    }
}

/// A file is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRequest {
    /// For the answer.
    pub ticket: Ticket,
    /// The file.
    pub file: NewFile,
    /// Where to.
    pub to: Where,
}

/// Where a file goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// Where the learner says in a dialog of the system.
    Chosen,
    /// To this path.
    Path {
        /// The path, as the learner wrote it.
        path: PathBuf,
        /// Whether a file that is there may be replaced.
        replace: bool,
    },
    /// Into the folder of the learner's own content, where it is read at once.
    Content,
}

/// What comes back: one answer for each request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAnswer {
    /// It is on the disk.
    Saved {
        /// Of which request.
        ticket: Ticket,
        /// Where.
        path: PathBuf,
    },
    /// The learner chose no place, or the system has no dialog to ask with.
    Unchosen {
        /// Of which request.
        ticket: Ticket,
        /// Where it could go.
        path: PathBuf,
    },
    /// There is such a file, and nothing was said about replacing it.
    Exists {
        /// Of which request.
        ticket: Ticket,
        /// Which.
        path: PathBuf,
    },
    /// To [`Files::choose_folder`]: the folder; nothing where none was chosen.
    Folder(Option<PathBuf>),
    /// It could not be written; what was there before is as it was.
    Failed {
        /// Of which request.
        ticket: Ticket,
        /// Where.
        path: PathBuf,
        /// What is the matter.
        fault: FileFault,
        /// What the system said; not translated.
        detail: String,
    },
}

/// What can be the matter with a file that is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// The disk is full, or the learner's part of it.
    Full,
    /// There is no right to write there.
    Denied,
    /// The disk can only be read.
    ReadOnly,
    /// The folder is not there.
    NoFolder,
    /// That is a folder.
    IsFolder,
    /// No file can have that name.
    Name,
    /// Anything else.
    Other,
}

impl FileFault {
    /// The Fluent message with its words. Variables: `name`, `path`.
    pub fn key(self) -> &'static str {
        match self {
            FileFault::Full => "save-full",
            FileFault::Denied => "save-denied",
            FileFault::ReadOnly => "save-read-only",
            FileFault::NoFolder => "save-no-folder",
            FileFault::IsFolder => "save-is-folder",
            FileFault::Name => "save-bad-name",
            FileFault::Other => "save-failed",
        }
    }
}

/// A file is to be opened at a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The learner's command, with `{file}` and `{line}`; empty for the system's program.
    pub command: String,
}

impl Edit {
    /// The words of the command with file and line put in; a file that it doesn't name comes last. Words that
    /// hold blanks stand in double quotes. Empty where there is no command.
    pub fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let (mut word, mut quoted, mut begun) = (String::new(), false, false);
        for c in self.command.chars() {
            match c {
                '"' => (quoted, begun) = (!quoted, true),
                c if c.is_whitespace() && !quoted => {
                    words.extend(std::mem::take(&mut begun).then(|| std::mem::take(&mut word)));
                }
                c => {
                    word.push(c);
                    begun = true;
                }
            }
        }
        words.extend(begun.then_some(word));
        let (file, line) = (self.path.display().to_string(), self.line.to_string());
        let named = words.iter().any(|word| word.contains("{file}"));
        // Line first: a file may be called anything.
        let mut words: Vec<String> =
            words.iter().map(|word| word.replace("{line}", &line).replace("{file}", &file)).collect();
        words.extend((!named && !words.is_empty()).then_some(file));
        words
    }

    /// The address of the file, for the system's program.
    pub fn url(&self) -> String {
        let mut url = "file://".to_owned();
        let path = self.path.display().to_string().replace('\\', "/");
        if !path.starts_with('/') {
            url.push('/');
        }
        for byte in path.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b':' | b'.' | b'-' | b'_' | b'~' => {
                    url.push(char::from(byte));
                }
                other => url.push_str(&format!("%{other:02X}")),
            }
        }
        url
    }
}

/// Who writes files.
pub trait Files {
    /// Asks for a file to be written.
    fn send(&mut self, request: FileRequest);
    /// The next answer, if one is ready. Never waits.
    fn receive(&mut self) -> Option<FileAnswer>;
    /// Asks for a folder with the system's dialog. Where there is none no answer comes.
    fn choose_folder(&mut self) {}
    /// Opens a file with the learner's command, or gives the address that the system's program is to open;
    /// else what the system said.
    fn edit(&mut self, edit: &Edit) -> Result<Option<String>, String> {
        Ok(Some(edit.url()))
    }
}

/// Nobody writes files.
#[derive(Debug, Default)]
pub struct NoFiles(Vec<FileAnswer>);

impl Files for NoFiles {
    fn send(&mut self, FileRequest { ticket, file, .. }: FileRequest) {
        let (path, fault) = (PathBuf::from(file.name), FileFault::Other);
        self.0.push(FileAnswer::Failed { ticket, path, fault, detail: String::new() });
    }

    fn receive(&mut self) -> Option<FileAnswer> {
        self.0.pop()
    }
}
