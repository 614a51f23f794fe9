//! Times in words: in 10 minutes, tomorrow, in 3 weeks.

use crate::schedule::Calendar;
use crate::text::{Lang, say, say_with};
use jiff::Timestamp;

/// When something will be, seen from now.
pub fn in_words(at: Timestamp, now: Timestamp, calendar: &Calendar, lang: Lang) -> String {
    let minutes = ((at.as_second() - now.as_second()).max(0) + 59) / 60;
    let days = i64::from(calendar.days_between(now, at));
    match (days, minutes) {
        (_, ..=1) => say(lang, "when-now").into_owned(),
        (0, 2..=90) => say_with(lang, "when-minutes", &[("count", minutes.into())]),
        (0, _) => say(lang, "when-today").into_owned(),
        (1, _) if minutes <= 90 => say_with(lang, "when-minutes", &[("count", minutes.into())]),
        (1, _) => say(lang, "when-tomorrow").into_owned(),
        (2..=20, _) => say_with(lang, "when-days", &[("count", days.into())]),
        (21..=60, _) => say_with(lang, "when-weeks", &[("count", ((days + 3) / 7).into())]),
        _ => say_with(lang, "when-months", &[("count", ((days + 15) / 30).into())]),
    }
}

/// A length of time in words.
pub fn span_in_words(seconds: f64, lang: Lang) -> String {
    if seconds < 60.0 {
        say_with(lang, "span-seconds", &[("count", (seconds.max(1.0) as i64).into())])
    } else {
        say_with(lang, "span-minutes", &[("count", ((seconds / 60.0).round() as i64).into())])
    }
}
