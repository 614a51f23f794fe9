//! The exams that there are, the code of a paper, and what was sat before.

use super::marking::Worth;
use super::view::{clock, spoken};
use crate::app::App;
use crate::app::home::BrokenView;
use crate::app::learning::date_in_words;
use crate::app::port::StoreFault;
use crate::app::record::FactId;
use crate::diagnostic::Level;
use crate::exam::{Blueprint, CodeError, Sheet, whole_percent};
use crate::text::{Lang, say, say_attribute, say_with};

/// The list of exams.
#[derive(Clone, Debug, PartialEq)]
pub struct ExamsView {
    /// The one that is being sat.
    pub running: Option<RunningView>,
    /// That another program has one, and what to do.
    pub elsewhere: Option<(String, String)>,
    /// Those that can be begun.
    pub exams: Vec<ExamCard>,
    /// The code of a paper, as it is typed.
    pub code: CodeView,
    /// What was sat before, the latest first.
    pub past: Vec<PastView>,
    /// Files that can't be used.
    pub broken: Vec<BrokenView>,
}

/// The exam that is being sat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningView {
    /// Its title.
    pub title: String,
    /// How much is answered, how much time is left.
    pub state: String,
}

/// An exam that can be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamCard {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// How long, how many questions, what is a pass.
    pub size: String,
}

/// The code of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeView {
    /// As it is typed.
    pub text: String,
    /// Why it gives no paper, and what to do.
    pub problem: Option<(String, String)>,
}

/// An exam that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastView {
    /// The id of its fact.
    pub id: FactId,
    /// Its title.
    pub title: String,
    /// When it was handed in.
    pub when: String,
    /// What it is worth, in percent, and whether it is a pass; `None` while it is being marked.
    pub score: Option<(String, bool)>,
}

impl App {
    pub(in crate::app) fn exams_view(&self) -> ExamsView {
        let lang = self.lang;
        let exams = self.library.blueprints();
        let mut past: Vec<(&FactId, &Sheet)> = self.record.exams().collect();
        past.sort_by_key(|(_, sheet)| std::cmp::Reverse(sheet.ended));
        ExamsView {
            running: self.running_view(),
            elsewhere: self.exams.elsewhere.then(|| {
                let key = StoreFault::Elsewhere.key();
                (say(lang, key).into_owned(), say_attribute(lang, key, "help", &[]).unwrap_or_default())
            }),
            exams: exams.iter().map(|exam| card(exam, lang)).collect(),
            code: CodeView { text: self.exams.code.clone(), problem: self.code_problem() },
            past: past.into_iter().map(|(id, sheet)| self.past_view(id, sheet)).collect(),
            broken: self.broken_exams(),
        }
    }

    fn running_view(&self) -> Option<RunningView> {
        let running = self.exams.running.as_ref()?;
        let sitting = &running.sitting;
        let count = sitting.answers.len();
        let answered = count - sitting.open().len();
        let mut state = say_with(
            self.lang,
            "sitting-answered",
            &[("answered", answered.into()), ("count", count.into())],
        );
        if running.timer {
            state = format!(
                "{state} · {}",
                say_with(self.lang, "sitting-left", &[("time", clock(sitting.left()).into())])
            );
        }
        Some(RunningView { title: sitting.rules.title.get(self.lang).to_owned(), state })
    }

    fn past_view(&self, id: &FactId, sheet: &Sheet) -> PastView {
        PastView {
            id: id.clone(),
            title: sheet.rules.title.get(self.lang).to_owned(),
            when: date_in_words(self.record.calendar().date(sheet.ended), self.lang),
            score: self.exams.markings.worth(id).map(|worth| (percent(worth, sheet, self.lang), worth.1)),
        }
    }

    fn code_problem(&self) -> Option<(String, String)> {
        let error = self.exams.code_error.as_ref()?;
        Some(code_words(error, &self.library.blueprints(), self.lang))
    }

    fn broken_exams(&self) -> Vec<BrokenView> {
        let broken = self.library.exams.iter().filter(|entry| entry.content.is_none());
        let view = |entry: &crate::app::library::Loaded<Blueprint>| {
            let errors = entry.findings.iter().filter(|finding| finding.level == Level::Error).count();
            let errors = say_with(self.lang, "count-errors", &[("count", errors.into())]);
            BrokenView { file: entry.file.clone(), errors }
        };
        broken.map(view).collect()
    }
}

fn card(exam: &Blueprint, lang: Lang) -> ExamCard {
    ExamCard {
        id: exam.id.clone(),
        title: exam.title.get(lang).to_owned(),
        about: exam.about.get(lang).to_owned(),
        size: say_with(
            lang,
            "exams-size",
            &[
                ("time", spoken(exam.rules().millis(0), lang).into()),
                ("count", exam.questions().into()),
                ("pass", i64::from(exam.pass).into()),
            ],
        ),
    }
}

/// What an exam is worth, in percent.
fn percent((share, passed): Worth, sheet: &Sheet, lang: Lang) -> String {
    say_with(lang, "percent", &[("percent", whole_percent(share, sheet.rules.pass, passed).into())])
}

/// Why a code gives no paper, and what to do.
pub(super) fn code_words(
    error: &CodeError,
    exams: &[std::sync::Arc<Blueprint>],
    lang: Lang,
) -> (String, String) {
    let (key, args) = match error {
        CodeError::Length { found } => ("exams-code-length", vec![("found", (*found).into())]),
        CodeError::Sign(sign) => ("exams-code-sign", vec![("sign", sign.to_string().into())]),
        CodeError::Mistyped => ("exams-code-mistyped", Vec::new()),
        CodeError::NoSuchBlueprint => ("exams-code-unknown", Vec::new()),
        CodeError::OtherContent { blueprint } => {
            let exam = exams.iter().find(|exam| exam.id == *blueprint);
            let title = exam.map_or(blueprint.as_str(), |exam| exam.title.get(lang));
            ("exams-code-other", vec![("exam", title.into())])
        }
        CodeError::TooFew => ("exams-too-few", Vec::new()),
    };
    let message = if args.is_empty() { say(lang, key).into_owned() } else { say_with(lang, key, &args) };
    (message, say_attribute(lang, key, "help", &args).unwrap_or_default())
}
