//! Using several processor cores: each piece of work on threads of its own, so that what takes long never holds up what
//! somebody waits for. Where the system has no thread to give, everything is done here.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

/// More threads than this would wait for each other.
const MOST_THREADS: usize = 8;

/// Does the work for every number below the count, in whatever order, and returns when all of it is done.
pub type Each<'a> = &'a dyn Fn(usize, &(dyn Fn(usize) + Sync));

/// The same on all cores.
pub fn each(count: usize, work: &(dyn Fn(usize) + Sync)) {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(count);
    let next = AtomicUsize::new(0);
    let run = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return;
            }
            work(at);
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // Without it the others do it all.
            drop(thread::Builder::new().name("each".to_owned()).spawn_scoped(scope, run));
        }
        run();
    });
}

/// What the work makes of each of them, in their order.
pub fn map<T: Sync, U: Send + Sync>(all: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    map_by(&each, all, work)
}

/// The same, where the caller says how: like [`each`], or one after another.
pub fn map_by<T: Sync, U: Send + Sync>(each: Each<'_>, all: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let made: Vec<OnceLock<U>> = all.iter().map(|_| OnceLock::new()).collect();
    each(all.len(), &|at| {
        if let (Some(one), Some(place)) = (all.get(at), made.get(at)) {
            place.get_or_init(|| work(one));
        }
    });
    made.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// Does both, at the same time where it can be.
pub fn both<A: Default + Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    let waiting = Mutex::new(Some(one));
    let begin = || waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
    thread::scope(|scope| {
        let beside =
            thread::Builder::new().name("both".to_owned()).spawn_scoped(scope, || begin().map(|one| one()));
        let other = other();
        let made = beside.ok().and_then(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        (made.or_else(|| begin().map(|one| one())).unwrap_or_default(), other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_done_once() {
        for count in [0, 1, 7, 1000] {
            let all: Vec<usize> = (0..count).collect();
            let done = AtomicUsize::new(0);
            let made = map(&all, |number| {
                done.fetch_add(1, Ordering::Relaxed);
                number * 2
            });
            assert!(made.iter().copied().eq((0..count).map(|number| number * 2)));
            assert_eq!(done.into_inner(), count);
        }
        let (one, other) = both(|| vec![1], || "other");
        assert_eq!((one, other), (vec![1], "other"));
    }

    #[test]
    #[should_panic(expected = "on the other thread")]
    fn what_goes_wrong_beside_is_told() {
        both(|| -> () { panic!("on the other thread") }, || ());
    }
}
