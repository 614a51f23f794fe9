//! How the learner is scheduled: wanted retention, days, parameters fitted to them, a plan towards a date; and
//! why a question comes back when it does.

mod view;

use super::place::Place;
use super::record::Record;
use super::sessions;
use super::work::Work;
use super::{
    App, Effect, SETTING_DATE, SETTING_DAY, SETTING_GRADES, SETTING_MINUTES, SETTING_NEW, SETTING_PARAMETERS,
    SETTING_RETENTION, SETTING_ZONE, yes_or_no,
};
use crate::schedule::plan::{Goal, Plan, Question, plan};
use crate::schedule::{Answered, Calendar, DEFAULT_RETENTION, Fit, Parameters, Scheduler, fit};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::sync::{Arc, OnceLock};

pub use view::{FitView, LearningView, OutcomeView, PlanView, WhyView, date_in_words, why_view};

/// Something about how the learner is scheduled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LearningCommand {
    /// Minutes for a session (1 to 600).
    Minutes(u32),
    /// New questions a day.
    New(u32),
    /// Whether self-graded cards have four grades to choose from, or two.
    FourGrades(bool),
    /// The wanted chance of recall, in percent (70 to 98).
    Retention(u8),
    /// The hour at which a day begins, 0 to 23.
    DayStarts(u8),
    /// The name of a time zone, `Asia/Shanghai`; an empty one is the system's.
    Zone(String),
    /// The date towards which is studied; `None` for none.
    Date(Option<Date>),
    /// Fit the parameters to the answers so far.
    Fit,
    /// Take the fitted parameters.
    Adopt,
    /// Back to the published parameters.
    Published,
}

/// Something that is worked out once, on another thread.
#[derive(Debug)]
pub struct Job<I, O> {
    input: I,
    output: OnceLock<O>,
}

/// Fitting parameters.
pub type Fitter = Job<(Vec<Vec<Answered>>, Parameters), Fit>;
/// Making a plan.
pub type Planner = Job<(Vec<Question>, Goal, Scheduler), Plan>;

impl<I, O> Job<I, O> {
    fn new(input: I) -> Arc<Job<I, O>> {
        Arc::new(Job { input, output: OnceLock::new() })
    }

    /// What came of it, once it is done.
    pub fn outcome(&self) -> Option<&O> {
        self.output.get()
    }
}

impl Fitter {
    pub(super) fn run(&self) {
        let (answers, present) = &self.input;
        self.output.get_or_init(|| fit(answers, present));
    }
}

impl Planner {
    pub(super) fn run(&self) {
        let (questions, goal, scheduler) = &self.input;
        self.output.get_or_init(|| plan(questions, goal, &scheduler.parameters, scheduler.wanted()));
    }
}

/// What is being worked out, or was.
#[derive(Debug, Default)]
pub(super) struct Learning {
    fitter: Option<Arc<Fitter>>,
    planner: Option<Arc<Planner>>,
    /// The plan that is shown until the new one is made.
    before: Option<Arc<Planner>>,
    /// What the plan was made for.
    stamp: Option<Stamp>,
}

/// What a plan follows from: made for another, it is out of date.
#[derive(Clone, Debug, PartialEq)]
struct Stamp {
    date: Date,
    day: i64,
    answers: u32,
    questions: usize,
    minutes: u32,
    scheduler: Scheduler,
}

/// How questions are scheduled by these settings; where they say nothing usable, as usual.
pub fn scheduler_by<'a>(home: &Calendar, setting: &dyn Fn(&str) -> Option<&'a str>) -> Scheduler {
    let zone = setting(SETTING_ZONE).and_then(|name| TimeZone::get(name).ok());
    let hour = setting(SETTING_DAY).and_then(|hour| hour.parse().ok());
    let retention = setting(SETTING_RETENTION).and_then(|percent| percent.parse::<f32>().ok());
    Scheduler {
        calendar: Calendar {
            zone: zone.unwrap_or_else(|| home.zone.clone()),
            day_starts_hour: hour.unwrap_or(home.day_starts_hour),
        },
        retention: retention.map_or(DEFAULT_RETENTION, |percent| percent / 100.0),
        parameters: setting(SETTING_PARAMETERS).and_then(Parameters::read).unwrap_or_default(),
    }
}

impl Learning {
    /// Whether something is still being worked out.
    pub fn is_running(&self) -> bool {
        self.fitter.as_ref().is_some_and(|job| job.outcome().is_none())
            || self.planner.as_ref().is_some_and(|job| job.outcome().is_none())
    }
}

impl App {
    /// How questions are scheduled by the settings.
    pub(super) fn scheduler(&self) -> Scheduler {
        scheduler_by(&self.home, &|key| self.setting(key))
    }

    /// The schedule follows the settings.
    pub(super) fn reschedule(&mut self) {
        let scheduler = self.scheduler();
        if scheduler != *self.record.scheduler() {
            self.record.recast(&scheduler);
            self.forget_lists();
        }
    }

    /// The date towards which is studied.
    pub(super) fn date(&self) -> Option<Date> {
        self.setting(SETTING_DATE)?.parse().ok()
    }

    pub(super) fn learn(&mut self, command: LearningCommand, now: Timestamp) -> Vec<Effect> {
        match command {
            LearningCommand::Minutes(minutes) => {
                vec![self.set(SETTING_MINUTES, &minutes.clamp(1, 600).to_string(), now)]
            }
            LearningCommand::New(new) => vec![self.set(SETTING_NEW, &new.min(10_000).to_string(), now)],
            LearningCommand::FourGrades(on) => vec![self.set(SETTING_GRADES, yes_or_no(on), now)],
            LearningCommand::Retention(percent) => {
                vec![self.set(SETTING_RETENTION, &percent.clamp(70, 98).to_string(), now)]
            }
            LearningCommand::DayStarts(hour) => vec![self.set(SETTING_DAY, &hour.min(23).to_string(), now)],
            LearningCommand::Zone(name) => vec![self.set(SETTING_ZONE, &name, now)],
            LearningCommand::Date(date) => {
                let text = date.map(|date| date.to_string()).unwrap_or_default();
                let mut effects = vec![self.set(SETTING_DATE, &text, now)];
                effects.extend(self.make_plan(now));
                effects
            }
            LearningCommand::Fit => {
                let input = (self.record.answered(), self.record.scheduler().parameters.clone());
                let fitter = Job::new(input);
                self.learning.fitter = Some(fitter.clone());
                vec![Effect::Work(Work::Fit(fitter))]
            }
            LearningCommand::Adopt => {
                let Some(fitter) = self.learning.fitter.take() else { return Vec::new() };
                let Some(Fit::Tried(fitting)) = fitter.outcome() else { return Vec::new() };
                let Some(parameters) = &fitting.adopted else { return Vec::new() };
                vec![self.set(SETTING_PARAMETERS, &parameters.write(), now)]
            }
            LearningCommand::Published => {
                self.learning.fitter = None;
                vec![self.set(SETTING_PARAMETERS, "", now)]
            }
        }
    }

    /// A plan that is seen is that of today, by all that was answered and set: made anew where it isn't, but not
    /// while it is being made.
    pub(super) fn renew_plan(&mut self, now: Timestamp) -> Option<Effect> {
        let seen = *self.trail.now() == Place::Settings && self.loaded;
        let date = self.date().filter(|_| seen)?;
        if self.learning.planner.as_ref().is_some_and(|job| job.outcome().is_none())
            || self.learning.stamp == Some(self.plan_stamp(date, now))
        {
            return None;
        }
        self.make_plan(now)
    }

    fn plan_stamp(&self, date: Date, now: Timestamp) -> Stamp {
        Stamp {
            date,
            day: self.record.calendar().day(now),
            answers: self.record.days().values().map(|day| day.answered).sum(),
            questions: self.names_to_learn().len(),
            minutes: self.budget().minutes,
            scheduler: self.record.scheduler().clone(),
        }
    }

    fn make_plan(&mut self, now: Timestamp) -> Option<Effect> {
        self.learning.stamp = self.date().map(|date| self.plan_stamp(date, now));
        let made = self.learning.planner.take().filter(|job| job.outcome().is_some());
        self.learning.before = made.or(self.learning.before.take());
        let names = self.names_to_learn();
        let Some(goal) = sessions::goal(names.iter().map(String::as_str), &self.record, now, self.budget())
        else {
            // The date is gone, or over.
            self.learning.before = None;
            return None;
        };
        let input = (
            self.record.studied(names.iter().map(String::as_str), now),
            goal,
            self.record.scheduler().clone(),
        );
        let planner = Job::new(input);
        self.learning.planner = Some(planner.clone());
        Some(Effect::Work(Work::Plan(planner)))
    }

    /// The questions of all decks of the path that aren't left out.
    fn names_to_learn(&self) -> Vec<String> {
        let decks = self.path();
        let names = decks.iter().flat_map(|deck| deck.questions.iter().map(|q| deck.full_name(q)));
        names.filter(|name| !self.record.is_suspended(name)).collect()
    }
}

/// Whether the record was scheduled with parameters of the learner's own.
fn is_fitted(record: &Record) -> bool {
    record.scheduler().parameters != Parameters::default()
}
