//! The pictures of days and of predictions.

use super::{BarView, BinView, Chart, DayView, TIMED, TableRow, Teller, YearView};
use crate::app::learning::date_in_words;
use crate::app::progress::figures::{BINS, MONTH, WEEKS, first_of_year, weekday};
use crate::app::record::Day;
use crate::app::span_in_words;
use crate::schedule::Calendar;
use crate::text::Arg;

/// A week.
const WEEK: usize = 7;
/// Words stand below a bar so far from the next that has some.
const TICKS: [(usize, usize); 2] = [(30, 7), (usize::MAX, 21)];
/// The bar of what is overdue stands so far before today's.
const APART: f64 = -2.0;
/// The steps between the levels of a year's days, as parts of the busiest day.
const LEVELS: [u32; 2] = [3, 2];

fn percent(share: f64) -> Arg {
    ((share * 100.0).round() as i64).into()
}

impl Teller<'_> {
    fn date(&self, day: i64) -> String {
        date_in_words(Calendar::date_of(day), self.lang)
    }

    fn short_date(&self, day: i64) -> String {
        let date = Calendar::date_of(day);
        let args = [("day", i64::from(date.day()).into()), ("month", i64::from(date.month()).into())];
        self.with("progress-short-date", &args)
    }

    fn weekday(&self, day: i64, key: &str) -> String {
        self.with(key, &[("day", i64::from(weekday(day)).into())])
    }

    /// The day with its weekday; today is called so.
    fn day_name(&self, day: i64) -> String {
        if day == self.figures.today {
            return self.say("progress-today");
        }
        let args =
            [("weekday", self.weekday(day, "progress-weekday").into()), ("date", self.date(day).into())];
        self.with("progress-day-named", &args)
    }

    pub(super) fn forecast_said(&self) -> String {
        let forecast = &self.figures.forecast;
        let week: Vec<usize> = forecast.days.iter().take(WEEK).copied().collect();
        let count: usize = week.iter().sum();
        // The first of equals.
        let most = week.iter().enumerate().rev().max_by_key(|(_, count)| **count);
        let said = match most {
            Some((day, most)) if count > 0 => {
                let name = if day == 0 {
                    self.say("progress-today")
                } else {
                    let weekday =
                        self.weekday(self.figures.today.saturating_add(day as i64), "progress-weekday");
                    self.with("progress-on-weekday", &[("weekday", weekday.into())])
                };
                let args = [("count", count.into()), ("day", name.into()), ("most", (*most).into())];
                self.with("progress-forecast-said", &args)
            }
            _ => self.say("progress-forecast-none"),
        };
        if forecast.overdue == 0 {
            return said;
        }
        said + &self.with("progress-overdue-said", &[("count", forecast.overdue.into())])
    }

    /// The days that are foretold, with how much is due.
    fn coming(&self) -> impl Iterator<Item = (i64, usize)> {
        (self.figures.today..).zip(self.figures.forecast.days.iter().copied()).take(self.ahead())
    }

    pub(super) fn forecast(&self) -> Option<Chart> {
        let overdue = self.figures.forecast.overdue;
        let said = |name: &str, count: usize| {
            self.with("progress-due-on", &[("day", name.into()), ("count", count.into())])
        };
        let first = self.figures.today;
        let mut bars: Vec<BarView> = self
            .coming()
            .map(|(day, count)| BarView {
                at: (day - first) as f64,
                value: count as f64,
                apart: false,
                said: said(&self.day_name(day), count),
            })
            .collect();
        let mut legend = vec![(false, self.say("progress-legend-due"))];
        if overdue > 0 {
            let said = said(&self.say("progress-overdue"), overdue);
            bars.push(BarView { at: APART, value: overdue as f64, apart: true, said });
            legend.push((true, self.with("progress-legend-overdue", &[("count", overdue.into())])));
        }
        let step = TICKS.iter().find(|(most, _)| self.ahead() <= *most).map_or(WEEK, |(_, step)| *step);
        let ticks = (0..self.ahead()).step_by(step).map(|days| {
            let day = first.saturating_add(days as i64);
            (days as f64, if days == 0 { self.say("progress-today") } else { self.short_date(day) })
        });
        Some(Chart::Bars { bars, ticks: ticks.collect(), legend })
    }

    pub(super) fn forecast_rows(&self) -> Vec<TableRow> {
        let columns = ["progress-column-day", "progress-column-due"];
        let overdue = self.figures.forecast.overdue;
        let first = (overdue > 0)
            .then(|| self.row(&columns, vec![self.say("progress-overdue"), overdue.to_string()]));
        let days =
            self.coming().map(|(day, count)| self.row(&columns, vec![self.day_name(day), count.to_string()]));
        first.into_iter().chain(days).collect()
    }

    /// What was answered on a day, practice too.
    fn answered(&self, day: i64) -> u32 {
        self.figures.days.get(&day).map_or(0, |day| day.answered.saturating_add(day.practised))
    }

    pub(super) fn year_said(&self) -> String {
        let first = first_of_year(self.figures.today);
        let year = self.figures.lately(self.figures.today - first + 1);
        let month = self.figures.lately(MONTH);
        let args = [
            ("answers", (year.answers as i64).into()),
            ("days", year.days.into()),
            ("lately", month.days.into()),
        ];
        let said = self.with("progress-year-said", &args);
        let streak = i64::from(self.figures.streak);
        if streak < 2 { said } else { said + &self.with("progress-streak-said", &[("days", streak.into())]) }
    }

    pub(super) fn year(&self) -> Option<Chart> {
        let (first, today) = (first_of_year(self.figures.today), self.figures.today);
        let most = (first..=today).map(|day| self.answered(day)).max().unwrap_or_default();
        let low = (most / LEVELS[0]).max(1);
        let high = (most.saturating_mul(LEVELS[1]) / LEVELS[0]).max(low + 1);
        let level = |count: u32| match count {
            0 => 0,
            few if few <= low => 1,
            some if some <= high => 2,
            _ => 3,
        };
        let days = (first..=today).map(|day| {
            let count = self.answered(day);
            let args = [("day", self.day_name(day).into()), ("count", i64::from(count).into())];
            DayView { level: level(count), said: self.with("progress-answered-on", &args) }
        });
        let months = (0..WEEKS as usize).filter_map(|week| {
            let monday = first.saturating_add(week as i64 * 7);
            let month = (monday..monday + 7).map(Calendar::date_of).find(|date| date.day() == 1)?;
            let args = [("month", i64::from(month.month()).into())];
            Some((week, self.with("progress-month", &args)))
        });
        let number = |count: u32| Arg::from(i64::from(count));
        let levels = vec![
            self.say("progress-level-none"),
            self.with("progress-level-few", &[("from", number(1)), ("to", number(low))]),
            self.with("progress-level-few", &[("from", number(low + 1)), ("to", number(high))]),
            self.with("progress-level-most", &[("from", number(high + 1))]),
        ];
        let weekdays = std::array::from_fn(|at| self.weekday(first + at as i64, "progress-weekday-short"));
        let (days, months, today) = (days.collect(), months.collect(), self.say("progress-legend-today"));
        Some(Chart::Year(YearView { days, months, weekdays, levels, today }))
    }

    /// A row for each week, the latest first.
    pub(super) fn year_rows(&self) -> Vec<TableRow> {
        let (first, today) = (first_of_year(self.figures.today), self.figures.today);
        let weeks = (0..WEEKS).rev().map(|week| first + week * 7);
        let row = |monday: i64| {
            let days =
                (monday..monday + 7).map(|day| if day > today { None } else { Some(self.answered(day)) });
            let counts: Vec<Option<u32>> = days.collect();
            let sum: u32 = counts.iter().flatten().sum();
            let cells = counts.iter().map(|count| count.map(|count| count.to_string()).unwrap_or_default());
            let cells: Vec<String> =
                [self.short_date(monday)].into_iter().chain(cells).chain([sum.to_string()]).collect();
            let named = (monday..).zip(&counts).filter_map(|(day, count)| {
                let args = [
                    ("column", self.weekday(day, "progress-weekday").into()),
                    ("value", i64::from((*count)?).into()),
                ];
                Some(self.with("progress-cell", &args))
            });
            let figures = named.collect::<Vec<_>>().join(&self.say("progress-between"));
            let args = [
                ("date", self.date(monday).into()),
                ("count", i64::from(sum).into()),
                ("figures", figures.into()),
            ];
            TableRow { cells, strength: None, said: self.with("progress-week-said", &args), to: None }
        };
        weeks.map(row).collect()
    }

    pub(super) fn times_said(&self) -> String {
        let month = self.figures.lately(MONTH);
        let Some(median) = self.figures.median.filter(|_| month.days > 0) else {
            return self.say("progress-times-none");
        };
        let a_day = month.millis as f64 / 1000.0 / month.days as f64;
        let args = [
            ("time", span_in_words(a_day, self.lang).into()),
            ("median", span_in_words(f64::from(median) / 1000.0, self.lang).into()),
        ];
        self.with("progress-times-said", &args)
    }

    fn timed(&self) -> impl DoubleEndedIterator<Item = (i64, Day)> {
        let first = self.figures.today.saturating_sub(TIMED - 1);
        self.figures.days.range(first..=self.figures.today).map(|(day, done)| (*day, *done))
    }

    pub(super) fn times(&self) -> Option<Chart> {
        let today = self.figures.today;
        let bars = self.timed().map(|(day, done)| {
            let args = [
                ("day", self.day_name(day).into()),
                ("time", span_in_words(done.millis as f64 / 1000.0, self.lang).into()),
            ];
            let value = done.millis as f64 / 60_000.0;
            BarView {
                at: (day - today) as f64,
                value,
                apart: false,
                said: self.with("progress-time-on", &args),
            }
        });
        let mut bars: Vec<BarView> = bars.collect();
        // The picture reaches from the first of the days to today, whatever was done on them.
        for at in [0.0, (1 - TIMED) as f64] {
            if !bars.iter().any(|bar| bar.at == at) {
                bars.push(BarView { at, value: 0.0, apart: false, said: String::new() });
            }
        }
        let ticks = (0..TIMED).step_by(TICKS[1].1).map(|days| {
            let name = if days == 0 { self.say("progress-today") } else { self.short_date(today - days) };
            (-days as f64, name)
        });
        Some(Chart::Bars {
            bars,
            ticks: ticks.collect(),
            legend: vec![(false, self.say("progress-legend-minutes"))],
        })
    }

    pub(super) fn times_rows(&self) -> Vec<TableRow> {
        let columns = [
            "progress-column-day",
            "progress-column-time",
            "progress-column-answers",
            "progress-column-median",
        ];
        let rows = self.timed().rev().map(|(day, done)| {
            let median = self.figures.medians.get(&day).map(|millis| f64::from(*millis) / 1000.0);
            let median = median.map(|seconds| span_in_words(seconds, self.lang)).unwrap_or_default();
            let time = span_in_words(done.millis as f64 / 1000.0, self.lang);
            self.row(&columns, vec![self.day_name(day), time, self.answered(day).to_string(), median])
        });
        rows.collect()
    }

    pub(super) fn calibration_said(&self) -> String {
        let calibration = &self.figures.calibration;
        let all = &calibration.all;
        if all.answers == 0 {
            return self.say("progress-calibration-none");
        }
        let (low, high) = all.spread();
        let way = match all.mean() {
            mean if mean < low => "more",
            mean if mean > high => "less",
            _ => "same",
        };
        let loss = |loss: f64| Arg::Words(format!("{loss:.3}"));
        let args = [
            ("count", i64::from(all.answers).into()),
            ("predicted", percent(all.mean())),
            ("recalled", percent(all.share())),
            ("way", way.into()),
            ("loss", loss(calibration.log_loss)),
            ("plain", loss(calibration.log_loss_of_mean)),
        ];
        self.with("progress-calibration-said", &args)
    }

    pub(super) fn calibration(&self) -> Option<Chart> {
        let bins = self.figures.calibration.bins.iter().filter(|bin| bin.answers > 0);
        let bins: Vec<BinView> = bins
            .map(|bin| {
                let args = [
                    ("predicted", percent(bin.mean())),
                    ("recalled", percent(bin.share())),
                    ("low", percent(bin.spread().0)),
                    ("high", percent(bin.spread().1)),
                    ("count", i64::from(bin.answers).into()),
                ];
                let said = self.with("progress-bin-said", &args);
                BinView { predicted: bin.mean(), recalled: bin.share(), spread: bin.spread(), said }
            })
            .collect();
        let floor = |least: f64| (least * 10.0).floor() / 10.0;
        let from = [
            floor(bins.iter().map(|bin| bin.predicted).fold(0.9, f64::min)),
            floor(bins.iter().map(|bin| bin.spread.0).fold(0.9, f64::min)),
        ];
        let axes = ["progress-column-predicted", "progress-column-recalled"].map(|key| self.say(key));
        let legend = ["progress-legend-line", "progress-legend-points"].map(|key| self.say(key));
        (!bins.is_empty()).then_some(Chart::Bins { bins, from, axes, legend })
    }

    pub(super) fn calibration_rows(&self) -> Vec<TableRow> {
        let columns = [
            "progress-column-predicted",
            "progress-column-recalled",
            "progress-column-spread",
            "progress-column-answers",
        ];
        let range =
            |from: f64, to: f64| self.with("progress-range", &[("from", percent(from)), ("to", percent(to))]);
        let bins = self.figures.calibration.bins.iter().enumerate().filter(|(_, bin)| bin.answers > 0);
        let rows = bins.map(|(at, bin)| {
            let ends = range(at as f64 / BINS as f64, (at + 1) as f64 / BINS as f64);
            let recalled = self.with("percent", &[("percent", percent(bin.share()))]);
            let (low, high) = bin.spread();
            self.row(&columns, vec![ends, recalled, range(low, high), bin.answers.to_string()])
        });
        rows.collect()
    }
}
