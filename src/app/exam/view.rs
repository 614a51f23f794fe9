//! What an exam shows while it is sat. Nothing of any answer is in here.

use super::start::certainty_words;
use super::{App, Running};
use crate::app::action::Action;
use crate::app::{KindView, NextHint, StudyView};
use crate::exam::{Answered, Certainty, Sitting};
use crate::text::{Lang, say, say_with};
use jiff::Timestamp;
use std::time::Duration;

/// What was said of the time stays for so much running time, in milliseconds.
const SAID_FOR: u64 = 20_000;

/// An exam that is being sat.
#[derive(Clone, Debug, PartialEq)]
pub struct SittingView {
    /// Its title.
    pub title: String,
    /// The question, as in a session; `None` where the content has lost it.
    pub study: Option<StudyView>,
    /// The item's number, from 1.
    pub number: usize,
    /// How many items there are.
    pub count: usize,
    /// The title of the section, and what the question is worth.
    pub section: String,
    /// The time left; `None` where it is hidden.
    pub left: Option<String>,
    /// The same as it is read out.
    pub left_spoken: String,
    /// Whether little is left.
    pub late: bool,
    /// What is to be told: a step of time was reached, the learner was away.
    pub said: Vec<String>,
    /// Whether one may go back.
    pub back: bool,
    /// How sure the learner can be: in words, what that brings and costs here, and whether it is chosen. Empty where it does not
    /// count.
    pub certainty: Vec<(Certainty, String, String, bool)>,
    /// Whether the question is marked.
    pub flagged: bool,
    /// The keys that mark it.
    pub flag_keys: String,
    /// Whether it is answered.
    pub answered: bool,
    /// All items.
    pub items: Vec<ItemView>,
    /// How many are answered, in words.
    pub state: String,
    /// Whether it shall be handed in.
    pub hand_in: Option<HandInView>,
    /// Whether it was handed in and is being stored.
    pub saving: bool,
}

/// An item in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemView {
    /// Its place, from 0.
    pub at: usize,
    /// Its number and how it stands, in words.
    pub name: String,
    /// Whether it is answered.
    pub answered: bool,
    /// Whether it is marked.
    pub flagged: bool,
    /// Whether it is before the learner.
    pub here: bool,
    /// Whether one may go there.
    pub open: bool,
}

/// The question whether it shall be handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandInView {
    /// What is still open, in a sentence.
    pub open: Option<String>,
    /// The open ones that one can still go to.
    pub open_items: Vec<usize>,
    /// What is marked, in a sentence.
    pub flagged: Option<String>,
    /// The marked ones that one can still go to.
    pub flagged_items: Vec<usize>,
    /// How many answers have no certainty, in a sentence.
    pub unsure: Option<String>,
}

impl App {
    /// The exam that is being sat.
    pub(in crate::app) fn sitting_view(&self, now: Timestamp) -> Option<SittingView> {
        let (running, lang) = (self.exams.running.as_ref()?, self.lang);
        let sitting = &running.sitting;
        let answered = sitting.answers.get(sitting.current)?;
        let count = sitting.answers.len();
        let done = count - sitting.open().len();
        let mut study = running.desk.as_ref().map(|desk| desk.view(&self.record, now, lang));
        if let Some(study) = &mut study {
            quiet(study, answered, sitting.current, (done, count));
            study.saving = sitting.submitted.is_some();
        }
        let left = sitting.left();
        Some(SittingView {
            title: sitting.rules.title.get(lang).to_owned(),
            study,
            number: sitting.current + 1,
            count,
            section: section(sitting, answered, lang),
            left: running.timer.then(|| clock(left)),
            left_spoken: say_with(lang, "sitting-left", &[("time", spoken_in_minutes(left, lang).into())]),
            late: left <= Duration::from_secs(60),
            said: said(running, lang),
            back: sitting.rules.back,
            certainty: certainty(sitting, answered, lang),
            flagged: answered.flagged,
            flag_keys: self.flag_keys(),
            answered: answered.response.is_some(),
            items: (0..count).filter_map(|at| item(sitting, at, lang)).collect(),
            state: say_with(lang, "sitting-answered", &[("answered", done.into()), ("count", count.into())]),
            hand_in: running.asked.then(|| hand_in(sitting, lang)),
            saving: sitting.submitted.is_some(),
        })
    }
}

impl App {
    fn flag_keys(&self) -> String {
        let keys = self.keys().all().into_iter().find(|(action, _)| *action == Action::Flag);
        keys.map_or_else(String::new, |(_, keys)| keys)
    }
}

/// Takes out of a question's view what a session offers and an exam does not.
fn quiet(study: &mut StudyView, answered: &Answered, at: usize, progress: (usize, usize)) {
    study.id = format!("item {at}");
    study.deck.clear();
    study.progress = progress;
    study.practice = false;
    (study.has_hint, study.hint, study.feedback) = (false, None, None);
    (study.can_take_back, study.can_count_right, study.counted) = (false, false, false);
    study.flagged = answered.flagged;
    if let KindView::Build { next_hint, .. } = &mut study.kind {
        *next_hint = NextHint::None;
    }
}

fn section(sitting: &Sitting, answered: &Answered, lang: Lang) -> String {
    let rules = &sitting.rules;
    let title = rules.sections.get(answered.section).map_or("", |section| section.title.get(lang));
    let points = rules.points(answered.section);
    if points == 1.0 {
        return title.to_owned();
    }
    let points = say_with(lang, "sitting-points", &[("points", super::start::number(points).into())]);
    format!("{title} · {points}")
}

fn said(running: &Running, lang: Lang) -> Vec<String> {
    let sitting = &running.sitting;
    let fresh = |since: u64| sitting.used_millis.saturating_sub(since) < SAID_FOR;
    let reached = running.reached.filter(|(_, since)| fresh(*since)).map(|(step, _)| {
        let time = spoken_in_minutes(step, lang);
        let half = step.saturating_mul(2) == sitting.limit();
        say_with(lang, if half { "sitting-half" } else { "sitting-reached" }, &[("time", time.into())])
    });
    let back = running.back.filter(|since| fresh(*since)).and(sitting.interruptions.last()).map(|away| {
        let time = spoken(away.length().as_millis().try_into().unwrap_or(u64::MAX), lang);
        let key = match sitting.rules.away {
            crate::exam::WhileAway::Stops => "sitting-back-stops",
            crate::exam::WhileAway::Runs => "sitting-back-runs",
        };
        say_with(lang, key, &[("time", time.into())])
    });
    reached.into_iter().chain(back).collect()
}

fn certainty(sitting: &Sitting, answered: &Answered, lang: Lang) -> Vec<(Certainty, String, String, bool)> {
    if !sitting.rules.scoring.certainty {
        return Vec::new();
    }
    let points = sitting.rules.points(answered.section);
    let row = |certainty: Certainty| {
        let args = [
            ("right", super::start::number(points * certainty.right()).into()),
            ("wrong", super::start::number(points * certainty.wrong()).replace('-', "−").into()),
        ];
        let worth = say_with(lang, "certainty-worth", &args);
        (certainty, certainty_words(certainty, lang), worth, answered.certainty == Some(certainty))
    };
    Certainty::ALL.map(row).into()
}

fn item(sitting: &Sitting, at: usize, lang: Lang) -> Option<ItemView> {
    let item = sitting.answers.get(at)?;
    let answered = item.response.is_some();
    let here = at == sitting.current;
    let state = match (answered, item.flagged) {
        (true, true) => "sitting-item-answered-flagged",
        (true, false) => "sitting-item-answered",
        (false, true) => "sitting-item-open-flagged",
        (false, false) => "sitting-item-open",
    };
    let name = say_with(lang, state, &[("number", (at + 1).into())]);
    Some(ItemView { at, name, answered, flagged: item.flagged, here, open: !here && sitting.may_go(at) })
}

fn hand_in(sitting: &Sitting, lang: Lang) -> HandInView {
    let reach = |at: &usize| *at == sitting.current || sitting.may_go(*at);
    let open = sitting.open();
    let flags = sitting.answers.iter().enumerate().filter(|(_, answered)| answered.flagged);
    let flagged: Vec<usize> = flags.map(|(at, _)| at).collect();
    let unsure = |answered: &&Answered| answered.response.is_some() && answered.certainty.is_none();
    let unsure = sitting.answers.iter().filter(unsure).count();
    let told = |key: &str, count: usize| (count > 0).then(|| say_with(lang, key, &[("count", count.into())]));
    HandInView {
        open: told("hand-in-open", open.len()),
        open_items: open.into_iter().filter(reach).collect(),
        flagged: told("hand-in-flagged", flagged.len()),
        flagged_items: flagged.into_iter().filter(reach).collect(),
        unsure: told("hand-in-unsure", unsure).filter(|_| sitting.rules.scoring.certainty),
    }
}

/// A time as a clock shows it: `12:05`, `1:02:05`. Rounded up, so that nothing is left at 0:00.
pub(super) fn clock(time: Duration) -> String {
    let seconds = time.as_millis().div_ceil(1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// A length of time in words, to the second.
pub(super) fn spoken(millis: u64, lang: Lang) -> String {
    let seconds = millis.div_ceil(1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let (minutes, hours) = if hours < 2 { (minutes + 60 * hours, 0) } else { (minutes, hours) };
    let part = |count: u64, key: &str| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        (count > 0).then(|| say_with(lang, key, &[("count", count.into())]))
    };
    // Beside hours nobody wants seconds.
    let seconds = if hours > 0 { None } else { part(seconds, "exam-seconds") };
    let parts = [part(hours, "exam-hours"), part(minutes, "exam-minutes"), seconds];
    let words: Vec<String> = parts.into_iter().flatten().collect();
    match words.is_empty() {
        true => say_with(lang, "exam-seconds", &[("count", 0_i64.into())]),
        false => words.join(&say(lang, "exam-time-space")),
    }
}

/// The same to the minute, as long as it is more than one: what is read out must not change all the time.
fn spoken_in_minutes(time: Duration, lang: Lang) -> String {
    let seconds = time.as_millis().div_ceil(1000) as u64;
    let seconds = if seconds > 60 { seconds.div_ceil(60) * 60 } else { seconds };
    spoken(seconds * 1000, lang)
}
