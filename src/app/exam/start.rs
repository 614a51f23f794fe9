//! The page before an exam: what is coming, what holds, and the few things that are asked.

use super::list::code_words;
use super::view::spoken;
use super::{App, Running, SETTING_NAME, SETTING_REVIEWS};
use crate::app::Effect;
use crate::app::place::Place;
use crate::exam::{
    Blueprint, Certainty, CodeError, EXTRA_PERCENT, Paper, PaperCode, Rules, Sitting, WhileAway,
};
use crate::text::{Lang, say, say_with};
use jiff::Timestamp;
use std::sync::Arc;

/// An exam that is about to begin.
#[derive(Debug)]
pub(super) struct Start {
    exam: Arc<Blueprint>,
    /// The paper, or why there is none.
    paper: Result<Paper, CodeError>,
    /// The code that was typed, where one was; else the seed was drawn here.
    code: Option<PaperCode>,
    seed: u32,
    pub name: String,
    pub extra: u8,
    pub reviews: bool,
}

/// The page before an exam.
#[derive(Clone, Debug, PartialEq)]
pub struct StartView {
    /// Its title.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// How long, how many questions, what is a pass.
    pub size: String,
    /// The sections in words.
    pub sections: Vec<String>,
    /// What holds, sentence by sentence.
    pub rules: Vec<String>,
    /// What answers are worth by how sure one is, where that counts.
    pub certainty: Vec<CertaintyRow>,
    /// The name or number of who sits it.
    pub name: String,
    /// Extra time: percent, in words, and whether it is chosen.
    pub extra: Vec<(u8, String, bool)>,
    /// Whether answers count for the schedule.
    pub reviews: bool,
    /// The code of the paper.
    pub code: Option<String>,
    /// What that code is good for.
    pub code_help: String,
    /// Why it can't begin, and what to do.
    pub problem: Option<(String, String)>,
}

/// What an answer is worth at a certainty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertaintyRow {
    /// How sure.
    pub sure: String,
    /// What a right answer brings.
    pub right: String,
    /// What a wrong one costs.
    pub wrong: String,
}

impl App {
    /// To the start page of a blueprint, with a paper that nobody knows yet.
    pub(super) fn choose_exam(&mut self, id: &str, seed: u64) {
        let Some(exam) = self.library.exam(id).cloned() else { return };
        // The high bits of a seed are as good as any.
        self.prepare_exam(exam, None, (seed >> 32) as u32 ^ seed as u32);
    }

    /// To the start page of the paper with the code that was typed.
    pub(super) fn open_code(&mut self) {
        let exams = self.library.blueprints();
        let paper = self.exams.code.parse::<PaperCode>();
        let paper = paper.and_then(|code| Paper::of_code(code, &exams, self.exam_decks()));
        match paper {
            Ok(paper) => {
                self.exams.code.clear();
                self.prepare_exam(Arc::clone(&paper.blueprint), Some(paper.code), paper.code.seed());
            }
            Err(error) => self.exams.code_error = Some(error),
        }
    }

    fn prepare_exam(&mut self, exam: Arc<Blueprint>, code: Option<PaperCode>, seed: u32) {
        self.overlay = None;
        self.exams.code_error = None;
        let paper = self.paper(&exam, code, seed);
        let name = self.setting(SETTING_NAME).unwrap_or_default().to_owned();
        let reviews = self.setting(SETTING_REVIEWS) != Some("no");
        self.exams.start = Some(Start { exam, paper, code, seed, name, extra: 0, reviews });
        self.trail.go(Place::ExamStart);
    }

    fn paper(&self, exam: &Arc<Blueprint>, code: Option<PaperCode>, seed: u32) -> Result<Paper, CodeError> {
        match code {
            Some(code) => Paper::of_code(code, &self.library.blueprints(), self.exam_decks()),
            None => Paper::draw(exam, self.exam_decks(), seed).map_err(|_| CodeError::TooFew),
        }
    }

    /// The content is another: the paper that is about to begin is made anew.
    pub(super) fn draw_again(&mut self) {
        let Some(start) = self.exams.start.take() else { return };
        let Some(exam) = self.library.exam(&start.exam.id).cloned() else {
            self.trail.forget(&Place::ExamStart);
            return;
        };
        let paper = self.paper(&exam, start.code, start.seed);
        self.exams.start = Some(Start { exam, paper, ..start });
    }

    /// Begins the exam whose start page is open.
    pub(super) fn begin_exam(&mut self, now: Timestamp) -> Vec<Effect> {
        let Some(start) = self.exams.start.take() else { return Vec::new() };
        let Ok(paper) = &start.paper else {
            self.exams.start = Some(start);
            return Vec::new();
        };
        // Exams are sat for real.
        self.show_sample(false, now);
        let sitting = Sitting::begin(paper, self.exam_decks(), &start.name, start.extra, now);
        self.exams.running = Some(Running::new(sitting, start.reviews, true));
        self.lay_on_desk(now);
        self.trail.forget(&Place::ExamStart);
        self.trail.go(Place::ExamSitting);
        let mut effects: Vec<Effect> = self.keep_exam().into_iter().collect();
        let reviews = if start.reviews { "yes" } else { "no" };
        for (key, value, usual) in [(SETTING_NAME, start.name.trim(), ""), (SETTING_REVIEWS, reviews, "yes")]
        {
            if self.setting(key).unwrap_or(usual) != value {
                effects.push(self.set(key, value, now));
            }
        }
        effects
    }

    /// The start page; nothing where none is open.
    pub(in crate::app) fn start_view(&self) -> Option<StartView> {
        let (start, lang) = (self.exams.start.as_ref()?, self.lang);
        let rules = start.exam.rules();
        let extra = |percent: u8| {
            let words = match percent {
                0 => say(lang, "exam-start-no-extra").into_owned(),
                more => say_with(lang, "exam-start-extra-by", &[("percent", i64::from(more).into())]),
            };
            (percent, words, percent == start.extra)
        };
        let exams = self.library.blueprints();
        Some(StartView {
            title: rules.title.get(lang).to_owned(),
            about: start.exam.about.get(lang).to_owned(),
            size: say_with(
                lang,
                "exams-size",
                &[
                    ("time", time_with_extra(&rules, start.extra, lang).into()),
                    ("count", start.exam.questions().into()),
                    ("pass", i64::from(rules.pass).into()),
                ],
            ),
            sections: sections(&start.exam, lang),
            certainty: if rules.scoring.certainty { certainty_table(lang) } else { Vec::new() },
            rules: rules_in_words(&rules, start.extra, lang),
            name: start.name.clone(),
            extra: EXTRA_PERCENT.map(extra).into(),
            reviews: start.reviews,
            code: start.paper.as_ref().ok().map(|paper| paper.code.to_string()),
            code_help: say(
                lang,
                if start.code.is_some() { "exam-start-code-typed" } else { "exam-start-code-new" },
            )
            .into_owned(),
            problem: start.paper.as_ref().err().map(|error| code_words(error, &exams, lang)),
        })
    }
}

fn sections(exam: &Blueprint, lang: Lang) -> Vec<String> {
    let section = |section: &crate::exam::Section| {
        let title = section.title.get(lang);
        let args = [
            ("title", title.into()),
            ("count", section.count.into()),
            ("points", number(section.points).into()),
        ];
        let key = if section.points == 1.0 { "exam-start-section" } else { "exam-start-section-points" };
        say_with(lang, key, &args)
    };
    exam.sections.iter().map(section).collect()
}

/// What holds, sentence by sentence.
fn rules_in_words(rules: &Rules, extra: u8, lang: Lang) -> Vec<String> {
    let scoring = rules.scoring;
    let time = time_with_extra(rules, extra, lang);
    let away = match rules.away {
        WhileAway::Stops => "exam-rule-stops",
        WhileAway::Runs => "exam-rule-runs",
    };
    let cost = number(scoring.negative * 100.0);
    let plain = !scoring.certainty;
    let said = |key: &str| say(lang, key).into_owned();
    let rule = |holds: bool, key: &str| holds.then(|| said(key));
    [
        Some(say_with(lang, "exam-rule-time", &[("time", time.into())])),
        Some(said(if rules.back { "exam-rule-back" } else { "exam-rule-no-back" })),
        Some(said("exam-rule-kept")),
        Some(said(away)),
        rule(plain && scoring.partial, "exam-rule-partial"),
        rule(plain && !scoring.partial, "exam-rule-whole"),
        rule(plain && scoring.below_zero, "exam-rule-below-zero"),
        (plain && scoring.negative > 0.0)
            .then(|| say_with(lang, "exam-rule-negative", &[("percent", cost.into())])),
        rule(plain && scoring.negative <= 0.0, "exam-rule-free"),
        rule(scoring.certainty, "exam-rule-certainty"),
        Some(said("exam-rule-off")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How long it takes; with extra time also what that is made of.
fn time_with_extra(rules: &Rules, extra: u8, lang: Lang) -> String {
    let time = spoken(rules.millis(extra), lang);
    if extra == 0 {
        return time;
    }
    let args = [
        ("time", time.into()),
        ("usual", spoken(rules.millis(0), lang).into()),
        ("percent", i64::from(extra).into()),
    ];
    say_with(lang, "exam-start-time", &args)
}

fn certainty_table(lang: Lang) -> Vec<CertaintyRow> {
    let row = |certainty: Certainty| CertaintyRow {
        sure: certainty_words(certainty, lang),
        right: format!("+{}", number(certainty.right())),
        // A minus, not a hyphen.
        wrong: number(certainty.wrong()).replace('-', "−"),
    };
    Certainty::ALL.map(row).into()
}

/// How sure that is.
pub(in crate::app) fn certainty_words(certainty: Certainty, lang: Lang) -> String {
    let key = match certainty {
        Certainty::Low => "certainty-low",
        Certainty::Middle => "certainty-middle",
        Certainty::High => "certainty-high",
    };
    say(lang, key).into_owned()
}

/// A number with as many decimals as it needs, at most two.
pub(super) fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}
