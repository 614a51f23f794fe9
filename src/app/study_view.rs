//! What a session shows. Before an answer is judged nothing of the right one is in here.

use super::SETTING_GRADES;
use super::answer_words::asked_in_words;
use super::citation::Cite;
use super::composer::ComposerView;
use super::ladder::Ladder;
use super::learning::{OutcomeView, why_view};
use super::leech::LeechView;
use super::record::Record;
use super::steps::StepLine;
use super::study::{NextHint, Phase, StepError, Study};
use super::study_difference::DifferenceView;
use crate::deck::{Detail, Kind, Question, Typed};
use crate::machine::Machine;
use crate::schedule::Grade;
use crate::text::{Lang, say, say_with};
use jiff::Timestamp;

/// A question on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyView {
    /// The deck's title.
    pub deck: String,
    /// Whether the answer before can be taken back.
    pub can_take_back: bool,
    /// Whether the answer that is shown can be counted right.
    pub can_count_right: bool,
    /// Whether it was counted right.
    pub counted: bool,
    /// Whether the question is marked to be looked at.
    pub flagged: bool,
    /// Whether it can be marked and left out.
    pub can_mark: bool,
    /// The question's id, so that widgets keep their state apart.
    pub id: String,
    /// The seed of this showing: another showing is another sheet.
    pub showing: u64,
    /// Questions done, and of how many.
    pub progress: (usize, usize),
    /// Whether the schedule is left alone.
    pub practice: bool,
    /// The kind of question in words.
    pub kind_name: String,
    /// What is asked, as Markdown.
    pub ask: String,
    /// The question.
    pub kind: KindView,
    /// Whether there is a hint that is not shown yet.
    pub has_hint: bool,
    /// The hint.
    pub hint: Option<String>,
    /// Whether an answer was put down that can be checked.
    pub can_check: bool,
    /// What it lacks for that, in words.
    pub lacks: Option<String>,
    /// Whether the answer is being saved.
    pub saving: bool,
    /// The verdict.
    pub feedback: Option<FeedbackView>,
}

/// How something stands in the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Right, and chosen.
    Right,
    /// Chosen, but wrong.
    Wrong,
    /// Right, but not chosen.
    Missed,
    /// Neither right nor chosen.
    Other,
}

/// A kind of question.
#[derive(Clone, Debug, PartialEq)]
pub enum KindView {
    /// Front and, when turned, back with the dates that follow.
    Flip {
        /// The answer.
        back: Option<String>,
        /// How well it can have been known, and when it comes again then; no date in practice.
        grades: Vec<OutcomeView>,
    },
    /// Options to pick.
    Choice {
        /// Whether several can be picked.
        several: bool,
        /// In the order shown.
        options: Vec<OptionView>,
    },
    /// True or false.
    TrueFalse {
        /// What was said.
        said: Option<bool>,
        /// What is right, once judged.
        right: Option<bool>,
    },
    /// A typed answer.
    Type {
        /// What was typed.
        text: String,
        /// Whether it is right, once judged.
        right: Option<bool>,
    },
    /// A text with gaps.
    Cloze(Vec<PieceView>),
    /// A number or a sum.
    Value {
        /// What was typed.
        text: String,
        /// How that is understood, where it says more than was typed.
        reads: Option<String>,
        /// What is counted.
        unit: Option<String>,
        /// Whether it is right, once judged.
        right: Option<bool>,
    },
    /// What belongs together.
    Match {
        /// The left side, in the order of the file.
        left: Vec<PairView>,
        /// The right side as it is shown, each with its number in the file.
        right: Vec<(usize, String)>,
    },
    /// Items in order.
    Order(Vec<OrderItemView>),
    /// A ladder to build on.
    Build {
        /// The ladder with what is given and built.
        ladder: Ladder,
        /// The goal in words.
        goal: String,
        /// What can be composed.
        composer: Box<ComposerView>,
        /// The learner's own steps, to be moved and changed.
        own: Vec<StepLine>,
        /// What could come next, where that was asked for.
        next_hint: NextHint,
        /// Why the last line was no step.
        line_error: Option<String>,
        /// A right answer, once judged wrong.
        solution: Option<Box<Ladder>>,
        /// How many rows were given.
        given: usize,
    },
    /// A fault to find.
    Fault {
        /// The ladder.
        ladder: Ladder,
        /// The row that was accused.
        accused: Option<usize>,
        /// What can be wrong: id and words.
        kinds: Vec<(String, String)>,
        /// What is said to be wrong.
        blamed: String,
        /// Once judged: whether the row and what is wrong with it are right; the right words.
        right: Option<(bool, bool, String)>,
    },
    /// What can happen on an altered machine.
    WhatIf {
        /// What is altered, in a few words.
        change: String,
        /// What the network may do.
        network: String,
        /// Whether several things can be picked.
        several: bool,
        /// What may happen, and that nothing of it does.
        options: Vec<OptionView>,
        /// Once judged: the runs in which it happens.
        runs: Vec<RunView>,
    },
    /// States to name.
    States {
        /// The ladder without what is asked for.
        ladder: Ladder,
        /// All states of the machine.
        options: Vec<String>,
        /// Names of the ends.
        roles: [String; 2],
        /// What was named.
        named: [String; 2],
        /// What is right, once judged, and whether it was named.
        right: Option<[(String, bool); 2]>,
    },
}

/// A run in which something happens.
#[derive(Clone, Debug, PartialEq)]
pub struct RunView {
    /// What happens.
    pub title: String,
    /// The run.
    pub ladder: Ladder,
}

/// A piece of a text with gaps.
#[derive(Clone, Debug, PartialEq)]
pub enum PieceView {
    /// Words.
    Words(String),
    /// A gap.
    Gap {
        /// Its number in the file.
        index: usize,
        /// What stands in it.
        text: String,
        /// Once judged: whether that is right, and what is.
        right: Option<(bool, String)>,
    },
}

/// One of the left side.
#[derive(Clone, Debug, PartialEq)]
pub struct PairView {
    /// Its words.
    pub text: String,
    /// The number of what it was put together with.
    pub with: Option<usize>,
    /// Once judged: whether that is right, and the number of what is.
    pub right: Option<(bool, usize)>,
    /// Why, once judged.
    pub because: Option<String>,
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionView {
    /// Its number in the file.
    pub index: usize,
    /// Its words.
    pub text: String,
    /// Whether it is picked.
    pub picked: bool,
    /// How it stands, once judged.
    pub mark: Option<Mark>,
    /// Why, once judged.
    pub because: Option<String>,
}

/// An item to be put in order.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderItemView {
    /// Its number in the file.
    pub index: usize,
    /// Its words.
    pub text: String,
    /// Its right position from 1, once judged, and whether it stands there.
    pub right: Option<(usize, bool)>,
}

/// How well it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// Fully right.
    Right,
    /// Partly right.
    Partly,
    /// Wrong.
    Wrong,
}

/// The verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedbackView {
    /// How well it went.
    pub score: Score,
    /// That in words.
    pub headline: String,
    /// What is wrong, line by line.
    pub details: Vec<String>,
    /// What was typed beside what is right.
    pub differences: Vec<DifferenceView>,
    /// What would have been legal.
    pub legal: Vec<String>,
    /// The reason of the rule.
    pub why: Option<String>,
    /// The explanation of the question, as Markdown.
    pub explain: Option<String>,
    /// Where the standard says so.
    pub cites: Vec<Cite>,
    /// When the question comes again.
    pub again: String,
    /// Why then; nothing in practice.
    pub why_then: Vec<String>,
    /// What may help with a question that is often forgotten.
    pub leech: Option<Box<LeechView>>,
}

impl Study {
    /// What is to be drawn.
    pub fn view(&self, record: &Record, now: Timestamp, lang: Lang) -> StudyView {
        let question = self.question();
        let told = self.phase != Phase::Asking;
        let hint = question.and_then(|q| q.hint.as_ref()).filter(|hint| !hint.is_blank());
        StudyView {
            deck: self.deck.title.get(lang).to_owned(),
            can_take_back: self.can_take_back(),
            can_count_right: self.can_count_right(),
            counted: self.counted(),
            flagged: question.is_some_and(|q| record.is_flagged(&self.deck.full_name(q))),
            can_mark: question.is_some() && !self.is_exercise(),
            id: question.map(|q| q.id.clone()).unwrap_or_default(),
            showing: self.showing_seed(),
            progress: self.progress(),
            practice: self.practice,
            kind_name: question
                .map(|q| say(lang, &format!("kind-{}", q.form())).into_owned())
                .unwrap_or_default(),
            ask: question.map(|q| self.ask(q, lang)).unwrap_or_default(),
            kind: question.map_or(KindView::Order(Vec::new()), |q| self.kind_view(q, record, now, lang)),
            has_hint: hint.is_some() && !self.hinted && !told,
            hint: hint.filter(|_| self.hinted).map(|text| text.get(lang).to_owned()),
            can_check: !told && self.response().is_some(),
            lacks: if told { None } else { self.lacks_in_words(lang) },
            saving: self.phase == Phase::Saving,
            feedback: question
                .filter(|_| self.phase == Phase::Told)
                .map(|q| self.feedback(q, record, now, lang)),
        }
    }

    pub(super) fn ask(&self, question: &Question, lang: Lang) -> String {
        asked_in_words(question, lang)
    }

    /// What the judge found.
    pub(super) fn detail(&self) -> Option<&Detail> {
        self.judgement.as_ref().map(|judgement| &judgement.detail)
    }

    fn kind_view(&self, question: &Question, record: &Record, now: Timestamp, lang: Lang) -> KindView {
        let told = self.phase == Phase::Told;
        let draft = &self.draft;
        match &question.kind {
            Kind::Flip { back, .. } => {
                let mut grades = why_view(record, &self.deck.full_name(question), now, lang).outcomes;
                if record.setting(SETTING_GRADES) != Some("yes") {
                    grades.retain(|outcome| matches!(outcome.grade, Grade::Again | Grade::Good));
                }
                if self.practice {
                    grades.iter_mut().for_each(|outcome| outcome.when.clear());
                }
                KindView::Flip { back: draft.turned.then(|| back.get(lang).to_owned()), grades }
            }
            Kind::Choice { options, .. } => {
                let view = |index: usize| {
                    let option = options.get(index)?;
                    let picked = draft.picked.contains(&index);
                    let mark = match (option.right, picked) {
                        (true, true) => Mark::Right,
                        (false, true) => Mark::Wrong,
                        (true, false) => Mark::Missed,
                        (false, false) => Mark::Other,
                    };
                    let because =
                        option.because.as_ref().filter(|_| told).map(|text| text.get(lang).to_owned());
                    Some(OptionView {
                        index,
                        text: option.text.get(lang).to_owned(),
                        picked,
                        mark: told.then_some(mark),
                        because,
                    })
                };
                let several = options.iter().filter(|o| o.right).count() > 1;
                KindView::Choice {
                    several,
                    options: self.shuffled(options.len()).into_iter().filter_map(view).collect(),
                }
            }
            Kind::TrueFalse { is, .. } => {
                KindView::TrueFalse { said: draft.said, right: told.then_some(*is) }
            }
            Kind::Type { .. } => {
                let right = matches!(self.detail(), Some(Detail::Type(Typed::Accepted { .. })));
                KindView::Type { text: draft.text.clone(), right: told.then_some(right) }
            }
            Kind::Cloze(cloze) => self.cloze_view(cloze, told, lang),
            Kind::Value(value) => self.value_view(value, told, lang),
            Kind::Match(asked) => self.match_view(asked, told, lang),
            Kind::Order { items, .. } => {
                let view = |(at, index): (usize, &usize)| {
                    let text = items.get(*index)?.get(lang).to_owned();
                    Some(OrderItemView {
                        index: *index,
                        text,
                        right: told.then_some((index + 1, at == *index)),
                    })
                };
                KindView::Order(draft.order.iter().enumerate().filter_map(view).collect())
            }
            Kind::Build(build) => {
                let goal = self.goal(&build.task, lang);
                self.build_view(&build.task, &build.answer, goal, told, lang)
            }
            Kind::Next(next) => {
                let goal = say(lang, "next-goal").into_owned();
                self.build_view(&next.task(), std::slice::from_ref(&next.answer), goal, told, lang)
            }
            Kind::Fault(fault) => self.fault_view(fault, told, lang),
            Kind::WhatIf(what_if) => self.what_if_view(what_if, told, lang),
            // Shown only as what was drawn.
            Kind::Generate(_) => KindView::Order(Vec::new()),
            Kind::States(states) => self.states_view(states, told, lang),
        }
    }
}

/// What is wrong with a segment, in words.
pub(super) fn kind_words(machine: &Machine, kind: &str, lang: Lang) -> String {
    if let Some((_, words)) = machine.kinds.iter().find(|(known, _)| known == kind) {
        return words.get(lang).to_owned();
    }
    let field = kind.strip_prefix("wrong-").filter(|name| machine.field(name).is_some());
    let word = if field.is_some() { "wrong-number" } else { kind };
    say_with(lang, "fault-kind", &[("kind", word.into()), ("field", field.unwrap_or_default().into())])
}

pub(super) fn step_error(error: &StepError, lang: Lang) -> String {
    match error {
        StepError::Text(kind) => say_with(lang, "trace-error", &[("what", kind.word().into())]),
        StepError::Name(unknown) => unknown.words(lang),
    }
}
