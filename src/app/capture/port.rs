//! The door to capture files: requests out, answers back. Nothing here touches a file.
//!
//! Reading takes its time, so that a request may have many answers, and the newest one counts: whoever
//! reads gives up what was asked before.

use super::telling::{Telling, Untold};
use crate::capture::{Capture, Vantage};
use crate::machine::Machine;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// Tells the answers to one request from those to another.
pub type Ticket = u64;

/// Something large that is handed around; two are the same only if they are one.
pub struct Shared<T>(pub Arc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Shared<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shared")
    }
}

/// What the app asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum CaptureRequest {
    /// Let the learner choose a file in a dialog of the system.
    Choose,
    /// Read the connections of a file.
    Read {
        /// For the answers.
        ticket: Ticket,
        /// The file.
        path: PathBuf,
    },
    /// Tell a connection step by step; read it again where not all of it was kept.
    Follow {
        /// For the answers.
        ticket: Ticket,
        /// The file.
        path: PathBuf,
        /// What was read of it.
        capture: Shared<Capture>,
        /// Index of the connection.
        index: usize,
        /// Where the capture was taken; found out where not said.
        vantage: Option<Vantage>,
        /// The machine that judges.
        machine: Shared<Machine>,
    },
    /// Give up what was asked.
    Cancel,
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum CaptureAnswer {
    /// The file that was chosen; none if the learner wants none, or the system has no such dialog.
    Chosen(Option<PathBuf>),
    /// So much is read.
    Progress {
        /// Of which request.
        ticket: Ticket,
        /// Bytes that are read.
        bytes: u64,
        /// Bytes that there are.
        total: u64,
    },
    /// The connections.
    Read {
        /// Of which request.
        ticket: Ticket,
        /// What was read.
        capture: Arc<Capture>,
    },
    /// A connection told.
    Followed {
        /// Of which request.
        ticket: Ticket,
        /// The steps; or why there are none.
        told: Result<Arc<Telling>, Untold>,
    },
    /// The file can't be read.
    Failed {
        /// Of which request.
        ticket: Ticket,
        /// What the system said; not translated.
        detail: String,
    },
    /// The file is not the one that was read before.
    Changed {
        /// Of which request.
        ticket: Ticket,
    },
}

/// Who reads captures.
pub trait Captures {
    /// Asks for something; what was asked before is given up.
    fn send(&mut self, request: CaptureRequest);
    /// The next answer, if one is ready. Never waits.
    fn receive(&mut self) -> Option<CaptureAnswer>;
}

/// Nobody reads captures.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCaptures;

impl Captures for NoCaptures {
    fn send(&mut self, _request: CaptureRequest) {}

    fn receive(&mut self) -> Option<CaptureAnswer> {
        None
    }
}
