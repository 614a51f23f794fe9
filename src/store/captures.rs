//! Reads captures on a thread of its own: the list of connections, and one of them step by step.
//!
//! The newest request counts; whatever was asked before is given up as soon as it is looked at.

use crate::app::capture::port::{CaptureAnswer, CaptureRequest, Captures, Ticket};
use crate::app::capture::{Telling, beginnings_of};
use crate::capture::{Capture, Connection, Keep, Limits, Scan, Vantage};
use crate::machine::Machine;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// So many bytes are read at once.
const PIECE: usize = 1 << 20;
/// After so many bytes it is said how far reading has come.
const TOLD: u64 = 4 << 20;
/// No ticket: everything is given up.
const NONE: Ticket = 0;

/// Reads captures on a thread. Dropping it does not wait: nothing that it does is to be kept.
#[derive(Debug)]
pub struct CaptureReader {
    requests: Sender<CaptureRequest>,
    answers: Receiver<CaptureAnswer>,
    outbox: Sender<CaptureAnswer>,
    newest: Arc<AtomicU64>,
}

impl CaptureReader {
    /// Starts the thread. `wake` is called after every answer.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn start(wake: impl Fn() + Send + 'static) -> io::Result<CaptureReader> {
        let (requests, inbox) = channel::<CaptureRequest>();
        let (outbox, answers) = channel();
        let newest = Arc::new(AtomicU64::new(NONE));
        let worker = Worker { newest: Arc::clone(&newest), outbox: outbox.clone(), wake: Box::new(wake) };
        std::thread::Builder::new().name("captures".to_owned()).spawn(move || worker.work(&inbox))?;
        Ok(CaptureReader { requests, answers, outbox, newest })
    }

    /// Where others put answers: a dialog does.
    pub fn outbox(&self) -> Sender<CaptureAnswer> {
        self.outbox.clone()
    }
}

impl Captures for CaptureReader {
    fn send(&mut self, request: CaptureRequest) {
        let newest = match &request {
            CaptureRequest::Read { ticket, .. } | CaptureRequest::Follow { ticket, .. } => *ticket,
            CaptureRequest::Cancel => NONE,
            CaptureRequest::Choose => return,
        };
        self.newest.store(newest, Ordering::Release);
        // A thread that has ended answers nothing: the learner sees that reading does not go on.
        let _ended = self.requests.send(request);
    }

    fn receive(&mut self) -> Option<CaptureAnswer> {
        self.answers.try_recv().ok()
    }
}

impl Drop for CaptureReader {
    fn drop(&mut self) {
        self.newest.store(NONE, Ordering::Release);
    }
}

struct Worker {
    newest: Arc<AtomicU64>,
    outbox: Sender<CaptureAnswer>,
    wake: Box<dyn Fn() + Send>,
}

/// Why nothing was read.
enum Unread {
    GivenUp,
    Error(io::Error),
}

impl Worker {
    fn work(&self, inbox: &Receiver<CaptureRequest>) {
        for request in inbox {
            match request {
                CaptureRequest::Read { ticket, path } => {
                    let read = self.scan(ticket, &path, Keep::All);
                    self.tell(
                        ticket,
                        read.map(|capture| CaptureAnswer::Read { ticket, capture: Arc::new(capture) }),
                    );
                }
                CaptureRequest::Follow { ticket, path, capture, index, vantage, machine } => {
                    let Some(connection) = capture.0.connections.get(index) else { continue };
                    let answer = self.whole(ticket, &path, connection);
                    let answer = answer.map(|whole| match whole {
                        Some(whole) => self.follow(ticket, &whole, vantage, &machine.0),
                        None => CaptureAnswer::Changed { ticket },
                    });
                    self.tell(ticket, answer);
                }
                CaptureRequest::Choose | CaptureRequest::Cancel => {}
            }
        }
    }

    fn is_wanted(&self, ticket: Ticket) -> bool {
        self.newest.load(Ordering::Acquire) == ticket
    }

    fn tell(&self, ticket: Ticket, answer: Result<CaptureAnswer, Unread>) {
        match answer {
            Ok(answer) => self.say(answer),
            Err(Unread::Error(error)) => {
                self.say(CaptureAnswer::Failed { ticket, detail: error.to_string() })
            }
            Err(Unread::GivenUp) => {}
        }
    }

    fn say(&self, answer: CaptureAnswer) {
        if self.outbox.send(answer).is_ok() {
            (self.wake)();
        }
    }

    /// The connection with all its segments; nothing if the file is another one by now.
    fn whole(
        &self,
        ticket: Ticket,
        path: &Path,
        connection: &Connection,
    ) -> Result<Option<Connection>, Unread> {
        if connection.left_out == 0 {
            return Ok(Some(connection.clone()));
        }
        let again = self.scan(ticket, path, Keep::One(connection.number))?;
        let found = again.connections.into_iter().find(|found| found.number == connection.number);
        let begun = |connection: &Connection| connection.time.map(|(first, _)| first);
        Ok(found.filter(|found| found.ends == connection.ends && begun(found) == begun(connection)))
    }

    fn follow(
        &self,
        ticket: Ticket,
        connection: &Connection,
        vantage: Option<Vantage>,
        machine: &Machine,
    ) -> CaptureAnswer {
        let pairs = if connection.begun_before { beginnings_of(machine) } else { Vec::new() };
        let stop = || !self.is_wanted(ticket);
        let told = Telling::of(connection, vantage, machine, &pairs, &stop);
        CaptureAnswer::Followed { ticket, told: told.map(Arc::new) }
    }

    fn scan(&self, ticket: Ticket, path: &Path, keep: Keep) -> Result<Capture, Unread> {
        let (mut file, total) = open(path).map_err(Unread::Error)?;
        let mut scan = Scan::new(keep, Limits::default());
        let (mut piece, mut told) = (vec![0; PIECE], 0);
        loop {
            if !self.is_wanted(ticket) {
                return Err(Unread::GivenUp);
            }
            if scan.bytes() >= told {
                told = scan.bytes() + TOLD;
                self.say(CaptureAnswer::Progress { ticket, bytes: scan.bytes(), total });
            }
            match file.read(&mut piece) {
                Ok(0) => return Ok(scan.finish()),
                Ok(count) => scan.feed(piece.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Unread::Error(error)),
            }
        }
    }
}

/// Opens a file. Devices and pipes are never opened: that would wait for somebody to write.
fn open(path: &Path) -> io::Result<(File, u64)> {
    let metadata = std::fs::metadata(path)?;
    match metadata.is_file() {
        true => Ok((File::open(path)?, metadata.len())),
        false if metadata.is_dir() => Err(ErrorKind::IsADirectory.into()),
        false => Err(ErrorKind::InvalidInput.into()),
    }
}
