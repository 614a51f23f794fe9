//! The questions of a report: how each was answered, what is right, and why.

use super::{Teller, plural, signed};
use crate::app::answer_words::{in_list, right_in_words, said_in_words};
use crate::app::exam::start::certainty_words;
use crate::app::exam::view::spoken;
use crate::app::{KindView, Phase, Study, StudyView};
use crate::deck::{Kind, Question, Response, judge};
use crate::exam::{Asked, Certainty, ItemResult, Standing};
use crate::machine::Machine;
use crate::text::{Lang, say, say_with};

/// Which questions are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All.
    #[default]
    All,
    /// Those that were not answered rightly.
    Wrong,
    /// Those that were left open.
    Open,
    /// Those that were marked.
    Flagged,
}

impl Shown {
    const ALL: [Shown; 4] = [Shown::All, Shown::Wrong, Shown::Open, Shown::Flagged];

    fn key(self) -> &'static str {
        match self {
            Shown::All => "report-show-all",
            Shown::Wrong => "report-show-wrong",
            Shown::Open => "report-show-open",
            Shown::Flagged => "report-show-flagged",
        }
    }

    fn has(self, result: &ItemResult) -> bool {
        match self {
            Shown::All => true,
            Shown::Wrong => matches!(ItemMark::of(result), ItemMark::Wrong | ItemMark::Partly),
            Shown::Open => result.is_open(),
            Shown::Flagged => result.item.flagged,
        }
    }
}

/// How a question went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemMark {
    /// Fully right.
    Right,
    /// In part, where the exam gives a part of the points for that.
    Partly,
    /// Wrong.
    Wrong,
    /// Left open.
    Open,
    /// Not in the content any more.
    Gone,
}

impl ItemMark {
    /// How a question went.
    pub fn of(result: &ItemResult) -> ItemMark {
        match &result.judgement {
            _ if result.standing == Standing::Gone => ItemMark::Gone,
            _ if result.is_open() => ItemMark::Open,
            _ if result.marked.right => ItemMark::Right,
            Some(_) if result.marked.credit > 0.0 => ItemMark::Partly,
            Some(_) | None => ItemMark::Wrong,
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            ItemMark::Right => "report-item-right",
            ItemMark::Partly => "report-item-partly",
            ItemMark::Wrong => "report-item-wrong",
            ItemMark::Open => "report-item-open",
            ItemMark::Gone => "report-item-gone",
        }
    }

    /// The sign before them.
    pub fn sign(self) -> &'static str {
        match self {
            ItemMark::Right => "✓",
            ItemMark::Partly => "≈",
            ItemMark::Wrong => "✗",
            ItemMark::Open => "○",
            ItemMark::Gone => "–",
        }
    }
}

/// A question of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportItem {
    /// Its place, from 0.
    pub at: usize,
    /// Its number, from 1.
    pub number: usize,
    /// How it went.
    pub mark: ItemMark,
    /// That in words.
    pub state: String,
    /// What was asked, in one line.
    pub line: String,
    /// What it is worth, and how long it took.
    pub figures: String,
    /// Whether it was marked.
    pub flagged: bool,
    /// All of it as one sentence.
    pub said: String,
    /// The rest, where it is open.
    pub told: Option<Box<ToldItem>>,
}

/// A question with all that there is to say about it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldItem {
    /// The section and the deck.
    pub place: String,
    /// That the question is gone or was edited since.
    pub notice: Option<String>,
    /// What was asked, as Markdown; nothing where the question is gone.
    pub ask: String,
    /// What was answered.
    pub own: String,
    /// Whether the answers are as they were typed, and not Markdown.
    pub typed: bool,
    /// Whether they are segments, a line each.
    pub trace: bool,
    /// What is right; nothing where the question is gone, and where it is what was answered.
    pub right: String,
    /// How sure the learner was, and what came of that.
    pub sure: Option<String>,
    /// The question with its verdict; `None` where it is gone.
    pub study: Option<Box<StudyView>>,
}

impl ToldItem {
    /// Whether the sheet shows more than the answers in words do: a ladder, options with their reasons.
    pub fn has_sheet(&self) -> bool {
        self.study.as_ref().is_some_and(|study| match &study.kind {
            KindView::Flip { .. }
            | KindView::TrueFalse { .. }
            | KindView::Type { .. }
            | KindView::Value { .. } => false,
            KindView::Choice { .. }
            | KindView::Cloze(_)
            | KindView::Match { .. }
            | KindView::Order(_)
            | KindView::Build { .. }
            | KindView::Fault { .. }
            | KindView::WhatIf { .. }
            | KindView::States { .. } => true,
        })
    }
}

impl Teller<'_> {
    pub(super) fn filters(&self) -> Vec<(Shown, String, bool)> {
        let now = self.filter();
        let filter = |shown: Shown| {
            let count = self.results.items.iter().filter(|item| shown.has(item)).count();
            (shown, self.with(shown.key(), &[("count", count.into())]), shown == now)
        };
        Shown::ALL.map(filter).into()
    }

    fn filter(&self) -> Shown {
        self.state.map(|state| state.shown).unwrap_or_default()
    }

    /// The places of those that are shown.
    pub(super) fn shown(&self) -> Vec<usize> {
        let filter = self.filter();
        let shown = self.results.items.iter().enumerate().filter(|(_, item)| filter.has(item));
        shown.map(|(at, _)| at).collect()
    }

    pub(super) fn is_open(&self, at: usize) -> bool {
        self.state.is_some_and(|state| state.open.contains(&at))
    }

    pub(super) fn item(&self, at: usize, open: bool) -> Option<ReportItem> {
        let result = self.result(at)?;
        let (number, mark) = (at + 1, ItemMark::of(result));
        let (line, state, figures) = (self.line(result), self.say(mark.key()), self.figures(result));
        let flagged = result.item.flagged;
        let args = [
            ("number", number.into()),
            ("state", state.as_str().into()),
            ("figures", figures.as_str().into()),
            ("ask", line.as_str().into()),
        ];
        let said = self.with(if flagged { "report-item-flagged-said" } else { "report-item-said" }, &args);
        let told = open.then(|| Box::new(self.told(result)));
        Some(ReportItem { at, number, mark, state, line, figures, flagged, said, told })
    }

    /// What was asked, in one line.
    pub(super) fn line(&self, result: &ItemResult) -> String {
        let Some(asked) = &result.asked else { return self.say("report-gone-line") };
        let words = in_list(&asked.question, self.ask(asked), self.lang);
        words.split_whitespace().collect::<Vec<_>>().join(" ").replace(['`', '*'], "")
    }

    fn ask(&self, asked: &Asked) -> String {
        desk(asked, None, self.sheet.ended)
            .map(|desk| desk.ask(&asked.question, self.lang))
            .unwrap_or_default()
    }

    fn figures(&self, result: &ItemResult) -> String {
        let marked = result.marked;
        let points = self.points(f64::from(marked.points), f64::from(marked.most));
        format!("{points} · {}", spoken(millis(result.item.seconds), self.lang))
    }

    fn told(&self, result: &ItemResult) -> ToldItem {
        let section = self.sheet.rules.sections.get(result.item.section);
        let section = section.map(|section| section.title.get(self.lang).to_owned());
        let deck = result.asked.as_ref().map(|asked| asked.deck.title.get(self.lang).to_owned());
        let notice = match result.standing {
            Standing::Same => None,
            Standing::Changed => Some("report-item-changed"),
            Standing::Gone => Some("ask-gone"),
        };
        let trace = |text: String| match &result.asked {
            Some(asked) if is_trace(asked) => sent_in_words(&asked.deck.machine, &text, self.lang),
            _ => text,
        };
        let own = trace(self.own(result));
        ToldItem {
            place: section.into_iter().chain(deck).collect::<Vec<_>>().join(" · "),
            notice: notice.map(|key| self.say(key)),
            ask: result.asked.as_ref().map(|asked| self.ask(asked)).unwrap_or_default(),
            own: own.clone(),
            typed: is_typed(result),
            trace: result.asked.as_ref().is_some_and(is_trace),
            right: Some(trace(self.right(result))).filter(|right| *right != own).unwrap_or_default(),
            sure: self.sure(result),
            study: self.study(result).map(Box::new),
        }
    }

    /// What was answered, in words.
    pub(super) fn own(&self, result: &ItemResult) -> String {
        let Some(response) = &result.item.response else { return self.say("report-left-open") };
        let words = match (&result.asked, result.standing) {
            (Some(asked), Standing::Same) => {
                let words = said_in_words(&asked.deck, &asked.question, response, self.lang);
                let all_right = matches!(response, Response::Match(_)) && result.marked.right;
                // Of pairs only those are named that are wrong.
                if all_right { self.say("report-all-pairs") } else { words }
            }
            (_, standing) => free_words(response, self.lang).unwrap_or_else(|| {
                let gone = standing == Standing::Gone;
                self.say(if gone { "report-own-gone" } else { "report-own-unknown" })
            }),
        };
        if words.trim().is_empty() { self.say("report-own-none") } else { words }
    }

    /// What is right, in words.
    pub(super) fn right(&self, result: &ItemResult) -> String {
        let Some(asked) = &result.asked else { return String::new() };
        // Of pairs those that were wrong are named, or all of them.
        let wrong = result.standing == Standing::Same && !result.marked.right;
        let response = result.item.response.as_ref().filter(|_| wrong);
        right_in_words(&asked.deck, &asked.question, response, self.lang)
    }

    /// How sure the learner was, and what that brought.
    fn sure(&self, result: &ItemResult) -> Option<String> {
        let gone = result.standing == Standing::Gone;
        if !self.sheet.rules.scoring.certainty || result.is_open() || gone {
            return None;
        }
        let sure = result.item.certainty;
        let words = certainty_words(sure.unwrap_or(Certainty::Low), self.lang);
        let points = f64::from(result.marked.points);
        let args =
            [("sure", words.into()), ("points", signed(points).into()), ("count", plural(points).into())];
        Some(self.with(if sure.is_some() { "report-sure" } else { "report-sure-unsaid" }, &args))
    }

    /// The sheet of the question with its verdict. One that was left open, or is another by now, is shown without an
    /// answer.
    fn study(&self, result: &ItemResult) -> Option<StudyView> {
        let asked = result.asked.as_ref()?;
        let response = result.item.response.as_ref().filter(|_| result.standing == Standing::Same);
        let mut study = desk(asked, response, self.sheet.ended)?;
        study.judgement = match response {
            Some(_) => result.judgement.clone(),
            None => Some(judge(&asked.deck, &asked.question, &blank(&asked.question))),
        };
        study.phase = Phase::Told;
        let mut view = study.view(&self.app.record, self.sheet.ended, self.lang);
        if response.is_none()
            && let Some(feedback) = &mut view.feedback
        {
            // All that is about an answer.
            feedback.headline.clear();
            (feedback.details, feedback.differences, feedback.legal) = (Vec::new(), Vec::new(), Vec::new());
        }
        Some(view)
    }
}

/// Whether answers are as they were typed: those that name options are Markdown.
fn is_typed(result: &ItemResult) -> bool {
    match result.asked.as_ref().map(|asked| &asked.question.kind) {
        Some(
            Kind::Flip { .. }
            | Kind::Choice { .. }
            | Kind::TrueFalse { .. }
            | Kind::Match(_)
            | Kind::Order { .. }
            | Kind::Fault(_)
            | Kind::WhatIf(_),
        ) => false,
        Some(
            Kind::Type { .. }
            | Kind::Cloze(_)
            | Kind::Value(_)
            | Kind::Build(_)
            | Kind::States(_)
            | Kind::Next(_)
            | Kind::Generate(_),
        )
        | None => true,
    }
}

/// Whether it is answered with segments.
fn is_trace(asked: &Asked) -> bool {
    matches!(asked.question.kind, Kind::Build(_) | Kind::Next(_))
}

/// Lines of a trace as feedback writes them: each segment with who sends it.
fn sent_in_words(machine: &Machine, text: &str, lang: Lang) -> String {
    let line = |line: &str| {
        let sent =
            line.split_once('>').and_then(|(from, segment)| Some((machine.end(from.trim())?, segment)));
        let Some((end, segment)) = sent else { return line.to_owned() };
        let role = machine.role_name(end, lang);
        say_with(lang, "legal-line", &[("segment", segment.trim().into()), ("role", role.into())])
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn desk(asked: &Asked, response: Option<&Response>, at: jiff::Timestamp) -> Option<Study> {
    Study::desk(asked.clone(), response, at)
}

/// So long at most was a question before the learner, in seconds: what is damaged must still be shown.
const LONGEST: f32 = 1e7;

/// Seconds of a sheet as milliseconds, whatever stands there.
pub(super) fn millis(seconds: f32) -> u64 {
    if seconds.is_nan() { 0 } else { (seconds.clamp(0.0, LONGEST) * 1000.0) as u64 }
}

/// An answer that says nothing.
fn blank(question: &Question) -> Response {
    match &question.kind {
        Kind::Flip { .. } | Kind::Generate(_) => Response::Flip { knew: false },
        Kind::Choice { .. } => Response::Choice(Vec::new()),
        Kind::TrueFalse { is, .. } => Response::TrueFalse(!is),
        Kind::Type { .. } => Response::Type(String::new()),
        Kind::Cloze(cloze) => Response::Cloze(vec![String::new(); cloze.gaps.len()]),
        Kind::Value(_) => Response::Value(String::new()),
        Kind::Match(asked) => Response::Match(vec![None; asked.left.len()]),
        Kind::Order { .. } => Response::Order(Vec::new()),
        Kind::Build(_) => Response::Build(Vec::new()),
        Kind::States(_) => Response::States([String::new(), String::new()]),
        Kind::Fault(_) => Response::Fault { step: 0, kind: String::new() },
        Kind::Next(_) => Response::Next(String::new()),
        Kind::WhatIf(_) => Response::WhatIf(Vec::new()),
    }
}

/// An answer that means the same whatever the question says by now; nothing for one that names options by their
/// places.
fn free_words(response: &Response, lang: Lang) -> Option<String> {
    Some(match response {
        Response::TrueFalse(said) => say(lang, if *said { "true" } else { "false" }).into_owned(),
        Response::Type(text) | Response::Value(text) | Response::Next(text) => text.trim().to_owned(),
        Response::Cloze(gaps) => gaps.join(&say(lang, "list-semicolon")),
        Response::Build(lines) => lines.join("\n"),
        Response::States(names) => names.join(&say(lang, "list-semicolon")),
        Response::Flip { .. }
        | Response::Choice(_)
        | Response::Match(_)
        | Response::Order(_)
        | Response::Fault { .. }
        | Response::WhatIf(_) => return None,
    })
}
