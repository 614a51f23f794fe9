//! Where the data lives, what time it is, chance, the system's language: what the core is told.

use crate::app::port::{StoreError, StoreFault};
use crate::schedule::Calendar;
use directories::ProjectDirs;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// The hour at which a new day begins, where the learner has set none.
const DAY_STARTS_HOUR: i8 = 4;

/// The folder for the learner's data: the one given, else the platform's. It need not exist yet.
/// Fails with [`StoreFault::NoPlace`] where the system knows no home folder.
pub fn data_folder(given: Option<&Path>) -> Result<PathBuf, StoreError> {
    if let Some(folder) = given {
        return Ok(folder.to_owned());
    }
    // The local one: on Windows the other may be copied between machines while the file is open.
    ProjectDirs::from("", "", "ackademy")
        .map(|dirs| dirs.data_local_dir().to_owned())
        .ok_or_else(|| StoreError { kind: StoreFault::NoPlace, path: PathBuf::new(), detail: String::new() })
}

/// The time by the system's clock.
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// How long it has been since this was asked for, by a clock that only goes on.
pub fn steady() -> impl Fn() -> Duration {
    let began = Instant::now();
    move || began.elapsed()
}

/// A seed from the system's random source.
pub fn seed() -> u64 {
    let (high, low) = Uuid::new_v4().as_u64_pair();
    // Six bits of a UUID are fixed; turned against each other no bit of the seed is.
    high ^ low.rotate_left(32)
}

/// The system's language as a BCP 47 tag such as `zh-CN`; `en` where it has none.
pub fn system_language() -> String {
    sys_locale::get_locale().unwrap_or_else(|| "en".to_owned())
}

/// The learner's days in the system's time zone (UTC where it has none), beginning at four.
pub fn calendar() -> Calendar {
    Calendar { zone: TimeZone::system(), day_starts_hour: DAY_STARTS_HOUR }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_given_folder_is_taken_as_it_is() {
        assert_eq!(data_folder(Some(Path::new("a/b"))).unwrap(), Path::new("a/b"));
    }

    #[test]
    fn seeds_use_every_bit_and_differ() {
        let seeds: BTreeSet<u64> = (0..200).map(|_| seed()).collect();
        assert_eq!(seeds.len(), 200);
        assert_eq!(seeds.iter().fold(0, |bits, seed| bits | seed), u64::MAX);
        assert_eq!(seeds.iter().fold(u64::MAX, |bits, seed| bits & seed), 0);
    }

    #[test]
    fn the_system_can_be_asked() {
        assert!(!system_language().is_empty());
        assert!(calendar().day(now()) > 20_000);
    }
}
