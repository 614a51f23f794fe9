//! What was done on which day.

use super::facts::{Event, Happened};
use crate::schedule::Calendar;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// What was done on one of the learner's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Day {
    /// Answers that count for the schedule.
    pub answered: u32,
    /// Answers given as practice.
    pub practised: u32,
    /// Time spent on both, in milliseconds.
    pub millis: u64,
}

/// What happens to the count when an event comes in, or no longer counts.
#[derive(Clone, Copy)]
pub(super) enum Change {
    Add,
    Take,
}

impl Day {
    /// Counts a review; nothing else is counted.
    pub(super) fn count(&mut self, event: &Event, change: Change) {
        let Happened::Review { practice, .. } = event.happened() else { return };
        let count = if practice { &mut self.practised } else { &mut self.answered };
        let millis = u64::from(event.millis);
        (*count, self.millis) = match change {
            Change::Add => (count.saturating_add(1), self.millis.saturating_add(millis)),
            Change::Take => (count.saturating_sub(1), self.millis.saturating_sub(millis)),
        };
    }
}

/// Counts an event on its day; days on which nothing was done are not there.
pub(super) fn count(days: &mut BTreeMap<i64, Day>, number: i64, event: &Event, change: Change) {
    let day = days.entry(number).or_default();
    day.count(event, change);
    if *day == Day::default() {
        days.remove(&number);
    }
}

/// Adds what was done on a day, if anything.
pub(super) fn add(days: &mut BTreeMap<i64, Day>, (number, done): (i64, Day)) {
    if done == Day::default() {
        return;
    }
    let day = days.entry(number).or_default();
    day.answered = day.answered.saturating_add(done.answered);
    day.practised = day.practised.saturating_add(done.practised);
    day.millis = day.millis.saturating_add(done.millis);
}

/// So far from a change of the clocks all is well.
const SURE: SignedDuration = SignedDuration::from_hours(3);

/// The days of many events, which mostly follow one another.
pub(super) struct Days<'a> {
    pub calendar: &'a Calendar,
    /// Times that are surely on this day.
    pub known: Option<(Timestamp, Timestamp, i64)>,
}

impl Days<'_> {
    pub fn day(&mut self, at: Timestamp) -> i64 {
        if let Some((from, to, day)) = self.known
            && (from..to).contains(&at)
        {
            return day;
        }
        let day = self.calendar.day(at);
        let ends = self.sure(day, SURE);
        let next = self.sure(day.saturating_add(1), -SURE);
        let offset = |at| i64::from(self.calendar.zone.to_offset(at).seconds());
        // Where a whole date is left out nothing is sure.
        let usual =
            |(from, to): &(Timestamp, Timestamp)| (offset(*from) - offset(*to)).abs() < SURE.as_secs();
        self.known = ends.zip(next).filter(usual).map(|(from, to)| (from, to, day));
        day
    }

    /// When a day surely has begun, or with a negative distance that before surely has not ended. Clocks that are
    /// put forward or back in the hours around confuse that moment.
    fn sure(&self, day: i64, apart: SignedDuration) -> Option<Timestamp> {
        let (start, zone) = (self.calendar.start(day), &self.calendar.zone);
        let (before, after) = (start.checked_sub(SURE).ok()?, start.checked_add(SURE).ok()?);
        let steady = zone.to_offset(before) == zone.to_offset(after);
        if steady { Some(start) } else { start.checked_add(apart).ok() }
    }
}
