//! The scheduling in words: why a date, what each grade would do, what was fitted, what is planned.

use super::{App, is_fitted};
use crate::app::record::Record;
use crate::app::sessions::Budget;
use crate::app::{SETTING_GRADES, SETTING_ZONE, in_words};
use crate::schedule::plan::Plan;
use crate::schedule::{Calendar, Cause, Figures, Fit, Grade, LEAST_REVIEWS, Why};
use crate::text::{Arg, Lang, say, say_with};
use jiff::Timestamp;
use jiff::civil::Date;

/// Why a question comes back when it does, and what each grade would make of it now.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyView {
    /// Sentences; one for a question that was never answered.
    pub reasons: Vec<String>,
    /// The four grades, from worst to best.
    pub outcomes: Vec<OutcomeView>,
}

/// What one grade would do.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeView {
    /// The grade.
    pub grade: Grade,
    /// What it is called.
    pub name: String,
    /// When the question would come back.
    pub when: String,
}

/// How the learner is scheduled.
#[derive(Clone, Debug, PartialEq)]
pub struct LearningView {
    /// How much is wanted a day.
    pub budget: Budget,
    /// Whether self-graded cards have four grades to choose from.
    pub four_grades: bool,
    /// The wanted chance of recall in percent.
    pub retention: u8,
    /// The hour at which a day begins.
    pub day_starts: u8,
    /// The name of the zone; empty where it is the system's.
    pub zone: String,
    /// Whether a zone is named that isn't known here: the system's is used.
    pub zone_unknown: bool,
    /// Whether the parameters in use were fitted to the learner.
    pub fitted: bool,
    /// What came of fitting, once it was begun.
    pub fit: Option<FitView>,
    /// The date towards which is studied.
    pub date: Option<Date>,
    /// The plan towards it, once it was begun.
    pub plan: Option<PlanView>,
}

/// What came of fitting.
#[derive(Clone, Debug, PartialEq)]
pub struct FitView {
    /// Whether it goes on.
    pub running: bool,
    /// Sentences.
    pub said: Vec<String>,
    /// Whether there are better parameters to take.
    pub can_adopt: bool,
}

/// A plan towards a date.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanView {
    /// Whether it is being made.
    pub running: bool,
    /// Sentences: now, on the date, what it takes.
    pub said: Vec<String>,
    /// Shares of the questions, 0 to 1, with what they are called: now, without study, by what is due, by the plan.
    pub bars: Vec<(String, f32)>,
}

/// The reasons of a question's date, and its four outcomes.
pub fn why_view(record: &Record, question: &str, now: Timestamp, lang: Lang) -> WhyView {
    let outcomes = record.outcomes(question, now);
    let outcome = |grade| OutcomeView {
        grade,
        name: grade_in_words(grade, lang),
        when: in_words(outcomes.get(grade).due, now, record.calendar(), lang),
    };
    let reasons = record.why(question, now).map(|why| reasons(&why, record.calendar(), now, lang));
    WhyView {
        reasons: reasons.unwrap_or_else(|| vec![say(lang, "why-new").into_owned()]),
        outcomes: Grade::ALL.map(outcome).into(),
    }
}

fn grade_in_words(grade: Grade, lang: Lang) -> String {
    match grade {
        Grade::Again => say(lang, "grade-again"),
        Grade::Hard => say(lang, "grade-hard"),
        Grade::Good => say(lang, "grade-good"),
        Grade::Easy => say(lang, "grade-easy"),
    }
    .into_owned()
}

fn reasons(why: &Why, calendar: &Calendar, now: Timestamp, lang: Lang) -> Vec<String> {
    let last = [("date", date_in_words(calendar.date(why.last), lang).into())];
    let due = date_in_words(calendar.date(why.due), lang);
    let last = match why.grade {
        Grade::Again => say_with(lang, "why-last-again", &last),
        Grade::Hard => say_with(lang, "why-last-hard", &last),
        Grade::Good => say_with(lang, "why-last-good", &last),
        Grade::Easy => say_with(lang, "why-last-easy", &last),
    };
    let cause = match why.cause {
        Cause::Failed => say(lang, "why-failed").into_owned(),
        Cause::Set => say_with(lang, "why-set", &[("date", due.clone().into())]),
        Cause::Wanted => say_with(
            lang,
            "why-wanted",
            &[("count", why.days.into()), ("wanted", percent(why.wanted)), ("date", due.clone().into())],
        ),
    };
    let chance = if why.due > now {
        let args = [("now", percent(why.now)), ("then", percent(why.then)), ("date", due.into())];
        say_with(lang, "why-chance", &args)
    } else {
        say_with(lang, "why-chance-due", &[("now", percent(why.now))])
    };
    let memory = [
        // `as` saturates.
        ("count", (why.stability.round().max(1.0) as i64).into()),
        ("difficulty", (why.difficulty.round() as i64).into()),
    ];
    vec![last, cause, chance, say_with(lang, "why-memory", &memory)]
}

/// A date: 3 November 2026.
/// A date in words.
pub fn date_in_words(date: Date, lang: Lang) -> String {
    let args = [
        ("day", i64::from(date.day()).into()),
        ("month", i64::from(date.month()).into()),
        ("year", i64::from(date.year()).into()),
    ];
    say_with(lang, "date", &args)
}

fn percent(share: f32) -> Arg {
    ((share * 100.0).round() as i64).into()
}

impl App {
    /// How the learner is scheduled.
    pub fn learning_view(&self, now: Timestamp) -> LearningView {
        let scheduler = self.record.scheduler();
        let zone = self.setting(SETTING_ZONE).unwrap_or_default();
        let known = scheduler.calendar.zone.iana_name() == Some(zone);
        LearningView {
            budget: self.budget(),
            four_grades: self.setting(SETTING_GRADES) == Some("yes"),
            retention: (scheduler.wanted() * 100.0).round() as u8,
            day_starts: u8::try_from(scheduler.calendar.day_starts_hour).unwrap_or(0).min(23),
            zone: zone.to_owned(),
            zone_unknown: !zone.is_empty() && !known,
            fitted: is_fitted(&self.record),
            fit: self.learning.fitter.as_ref().map(|fitter| fit_view(fitter.outcome(), self.lang)),
            date: self.date(),
            plan: self.learning.planner.as_ref().map(|planner| {
                let before = self.learning.before.as_ref().and_then(|before| before.outcome());
                self.plan_view(planner.outcome().or(before), now)
            }),
        }
    }

    /// Why a question comes back when it does.
    pub fn why_view(&self, question: &str, now: Timestamp) -> WhyView {
        why_view(&self.record, question, now, self.lang)
    }

    fn plan_view(&self, plan: Option<&Plan>, now: Timestamp) -> PlanView {
        let lang = self.lang;
        let Some(plan) = plan else { return PlanView { running: true, said: Vec::new(), bars: Vec::new() } };
        let number = |known: f32| -> Arg { (known.round() as i64).into() };
        let all = || ("all", plan.questions.into());
        let day = self.date().unwrap_or_else(|| self.record.calendar().date(now));
        let then = [("known", number(plan.planned)), all(), ("date", date_in_words(day, lang).into())];
        let takes = [
            ("minutes", number(plan.minutes)),
            ("days", i64::from(plan.days).into()),
            ("answers", plan.answers.into()),
        ];
        let mut said = vec![
            say_with(lang, "plan-now", &[("known", number(plan.now)), all()]),
            say_with(lang, "plan-then", &then),
            say_with(lang, "plan-else", &[("plain", number(plan.plain)), ("idle", number(plan.idle))]),
            say_with(lang, "plan-takes", &takes),
        ];
        if plan.unmet > 0 {
            said.push(say_with(lang, "plan-unmet", &[("count", plan.unmet.into())]));
        }
        let share = |known: f32| known / plan.questions.max(1) as f32;
        let bars = vec![
            (say(lang, "plan-bar-now").into_owned(), share(plan.now)),
            (say(lang, "plan-bar-idle").into_owned(), share(plan.idle)),
            (say(lang, "plan-bar-plain").into_owned(), share(plan.plain)),
            (say(lang, "plan-bar-plan").into_owned(), share(plan.planned)),
        ];
        PlanView { running: false, said, bars }
    }
}

fn fit_view(fit: Option<&Fit>, lang: Lang) -> FitView {
    let view = |said, can_adopt| FitView { running: false, said, can_adopt };
    match fit {
        None => FitView { running: true, said: Vec::new(), can_adopt: false },
        Some(Fit::TooFew { reviews }) => {
            let args = [("count", (*reviews).into()), ("least", LEAST_REVIEWS.into())];
            view(vec![say_with(lang, "fit-too-few", &args)], false)
        }
        Some(Fit::Tried(fitting)) => {
            let figures = |figures: &Figures| -> [(&'static str, Arg); 3] {
                let percent = |share: f64| -> Arg { ((share * 100.0).round() as i64).into() };
                let loss = format!("{:.3}", figures.log_loss);
                [
                    ("expected", percent(figures.expected)),
                    ("recalled", percent(figures.recalled)),
                    ("loss", loss.into()),
                ]
            };
            let tried = [("trained", fitting.trained.into()), ("tried", fitting.held_out.into())];
            let said = vec![
                say_with(lang, "fit-tried", &tried),
                say_with(lang, "fit-before", &figures(&fitting.before)),
                say_with(lang, "fit-after", &figures(&fitting.after)),
                say(lang, if fitting.adopted.is_some() { "fit-better" } else { "fit-no-better" })
                    .into_owned(),
            ];
            view(said, fitting.adopted.is_some())
        }
    }
}
