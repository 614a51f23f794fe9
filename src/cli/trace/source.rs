//! Opens what is to be run, and tells a capture from a text by its first bytes.

use super::super::console::Console;
use crate::capture::{Capture, Keep, Limits, Scan, is_capture};
use std::fs::{self, File};
use std::io::{self, ErrorKind, IsTerminal, Read, Seek};
use std::path::Path;

/// So many bytes tell a capture.
const MAGIC: u64 = 4;
/// So many bytes are read at once.
const PIECE: usize = 1 << 20;
/// After so many bytes it is said how far reading has come.
const TOLD: u64 = 16 << 20;
/// So wide is what is wiped off the line of a terminal on which progress was told.
const LINE: usize = 40;

/// What was opened.
pub(super) enum Opened {
    /// A capture.
    Capture(Stream),
    /// Anything else, or nothing; the bytes that were read from standard input.
    Other(Vec<u8>),
}

/// A capture that can be read.
pub(super) struct Stream {
    head: Vec<u8>,
    reader: Reader,
    /// How many bytes there are, where that is known.
    size: Option<u64>,
}

enum Reader {
    File(File),
    Input,
}

/// Opens a file, or standard input where it is `-`. What can't be opened is for the reader of texts to
/// complain about.
pub(super) fn open(path: &Path) -> Opened {
    let mut head = Vec::new();
    if path == Path::new("-") {
        // Whatever is wrong with standard input shows again when the rest of it is read.
        let _read = io::stdin().lock().take(MAGIC).read_to_end(&mut head);
        let stream = |head| Stream { head, reader: Reader::Input, size: None };
        return if is_capture(&head) { Opened::Capture(stream(head)) } else { Opened::Other(head) };
    }
    // Asked before opening: opening a pipe would wait for somebody to write into it.
    let size = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
    let Some(mut file) = size.and_then(|_| File::open(path).ok()) else { return Opened::Other(head) };
    match file.by_ref().take(MAGIC).read_to_end(&mut head) {
        Ok(_) if is_capture(&head) => Opened::Capture(Stream { head, reader: Reader::File(file), size }),
        Ok(_) | Err(_) => Opened::Other(Vec::new()),
    }
}

impl Stream {
    /// Reads all of it.
    pub fn scan(&mut self, keep: Keep, console: &mut Console<'_>) -> io::Result<Capture> {
        let mut scan = Scan::new(keep, Limits::default());
        scan.feed(&std::mem::take(&mut self.head));
        let mut piece = vec![0; PIECE];
        let mut told = TOLD;
        loop {
            let read = match &mut self.reader {
                Reader::File(file) => file.read(&mut piece),
                Reader::Input => io::stdin().lock().read(&mut piece),
            };
            match read {
                Ok(0) => break,
                Ok(count) => scan.feed(piece.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            if scan.bytes() >= told {
                told += TOLD;
                self.progress(scan.bytes(), console)?;
            }
        }
        if told > TOLD && self.tells() {
            write!(console.err, "\r{:LINE$}\r", "")?;
            console.err.flush()?;
        }
        Ok(scan.finish())
    }

    /// Whether somebody looks at a terminal, and it is known how much there is to read.
    fn tells(&self) -> bool {
        self.size.is_some_and(|size| size > 0) && io::stderr().is_terminal()
    }

    fn progress(&self, bytes: u64, console: &mut Console<'_>) -> io::Result<()> {
        let Some(size) = self.size.filter(|_| self.tells()) else { return Ok(()) };
        let percent = bytes.saturating_mul(100) / size;
        let args = [("percent", (percent.min(100) as usize).into())];
        let words = crate::text::say_with(console.lang, "capture-progress", &args);
        // One line that is written over: a long list of percents tells nobody more.
        write!(console.err, "\r{words}")?;
        console.err.flush()
    }

    /// Goes back to the beginning; whether that can be done.
    pub fn rewind(&mut self) -> bool {
        match &mut self.reader {
            Reader::File(file) => file.rewind().is_ok(),
            Reader::Input => false,
        }
    }
}
