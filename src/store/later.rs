//! Parts of files that are read when somebody wants them.

use crate::deck::Again;
use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Whom to tell that something of the content can't be read any more, or is not what it was: one for all that a window
/// reads, one reading after another.
#[derive(Clone)]
pub struct OnLost {
    call: Arc<dyn Fn() + Send + Sync>,
    /// What was asked for in the last reading.
    used: Arc<Mutex<BTreeSet<u64>>>,
}

impl OnLost {
    /// Calls this then, on whatever thread and maybe more than once.
    pub fn new(call: impl Fn() + Send + Sync + 'static) -> OnLost {
        OnLost { call: Arc::new(call), used: Arc::default() }
    }

    /// Notes what was asked for in a reading; gives what was in the one before.
    pub(super) fn replace_used(&self, used: BTreeSet<u64>) -> BTreeSet<u64> {
        std::mem::replace(&mut *self.used.lock().unwrap_or_else(PoisonError::into_inner), used)
    }
}

/// Tells nobody.
impl Default for OnLost {
    fn default() -> OnLost {
        OnLost::new(|| {})
    }
}

impl fmt::Debug for OnLost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnLost")
    }
}

/// What stands in a file behind a place.
#[derive(Debug)]
pub(super) struct Later {
    pub path: PathBuf,
    /// The place, in bytes.
    pub start: u64,
    /// Whether the file can be made anew, so that one which is no good is better gone.
    pub is_made: bool,
    pub on_lost: OnLost,
}

impl Again for Later {
    fn read(&self, range: Range<u64>, to: &mut Vec<u8>) -> bool {
        let mut read = || {
            // Asked before opening: opening a pipe would wait for somebody to write into it.
            let is_file = fs::metadata(&self.path).ok()?.is_file();
            let mut file = is_file.then(|| File::open(&self.path).ok())??;
            file.seek(SeekFrom::Start(self.start.checked_add(range.start)?)).ok()?;
            let wanted = range.end.checked_sub(range.start)?;
            let read = file.take(wanted).read_to_end(to).ok()?;
            (u64::try_from(read).ok()? == wanted).then_some(())
        };
        read().is_some()
    }

    fn lost(&self) {
        // One that stays would be found again, and lost again, for ever.
        let stays = |error: std::io::Error| error.kind() != ErrorKind::NotFound;
        if self.is_made && fs::remove_file(&self.path).is_err_and(stays) {
            return;
        }
        (self.on_lost.call)();
    }
}
