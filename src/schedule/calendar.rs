//! The learner's days: when one ends and the next begins, in their time zone.
//!
//! Never reads the system's zone itself; that comes in from outside.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

const EPOCH: Date = date(1970, 1, 1);
const HOURS_A_DAY: i64 = 24;

/// When the learner's days begin.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// Where the learner's clock hangs.
    pub zone: TimeZone,
    /// The hour (0 to 23) at which a new day begins: an answer at two at night belongs to the
    /// evening before. Values outside are brought into the range.
    pub day_starts_hour: i8,
}

impl Calendar {
    /// The number of the learner's day at this time; day 0 is 1 January 1970.
    pub fn day(&self, at: Timestamp) -> i64 {
        let local = self.zone.to_datetime(at);
        let begun = local.hour() >= self.hour();
        let day = Calendar::number(local.date());
        if begun { day } else { day.saturating_sub(1) }
    }

    /// When a day begins. Days beyond the calendar (year 9999) give its last moment.
    pub fn start(&self, day: i64) -> Timestamp {
        let hours = day.saturating_mul(HOURS_A_DAY);
        let ends = if day < 0 { Timestamp::MIN } else { Timestamp::MAX };
        EPOCH
            .checked_add(SignedDuration::from_hours(hours.clamp(-MOST_HOURS, MOST_HOURS)))
            .ok()
            .and_then(|date| self.zone.to_ambiguous_zoned(date.at(self.hour(), 0, 0, 0)).compatible().ok())
            .map_or(ends, |zoned| zoned.timestamp())
    }

    /// The number of the day with this date.
    pub fn number(date: Date) -> i64 {
        date.duration_since(EPOCH).as_hours() / HOURS_A_DAY
    }

    /// The date of the day with this number; the first or last there is where it lies beyond the calendar.
    pub fn date_of(day: i64) -> Date {
        let hours = day.saturating_mul(HOURS_A_DAY).clamp(-MOST_HOURS, MOST_HOURS);
        let ends = if day < 0 { Date::MIN } else { Date::MAX };
        EPOCH.checked_add(SignedDuration::from_hours(hours)).unwrap_or(ends)
    }

    /// The date of the learner's day at this time.
    pub fn date(&self, at: Timestamp) -> Date {
        let local = self.zone.to_datetime(at);
        let date = local.date();
        if local.hour() >= self.hour() { date } else { date.yesterday().unwrap_or(date) }
    }

    /// How many days lie between two times: 0 on the same day, and when `to` is the earlier one.
    pub fn days_between(&self, from: Timestamp, to: Timestamp) -> u32 {
        u32::try_from(self.day(to).saturating_sub(self.day(from))).unwrap_or(0)
    }

    fn hour(&self) -> i8 {
        self.day_starts_hour.clamp(0, 23)
    }
}

/// More hours than any date is away from 1970: keeps the conversion to seconds from overflowing.
const MOST_HOURS: i64 = 24 * 366 * 12_000;
