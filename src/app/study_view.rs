//! What a session shows. Before an answer is judged nothing of the right one is in here.

use super::citation::Cite;
use super::ladder::Ladder;
use super::ladder_of::{Shown, capitalised};
use super::record::Record;
use super::study::{Phase, StepError, Study};
use super::when::in_words;
use crate::deck::{Build, Kind, Question, States};
use crate::machine::{BuildVerdict, Task};
use crate::text::{Lang, same_answer, say, say_with};
use crate::wire::{Calls, End, Step, Trace, parse_line};
use jiff::Timestamp;

/// A question on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyView {
    /// The deck's title.
    pub deck: String,
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
        /// When it comes again: not known, known.
        dates: [String; 2],
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
    /// Items in order.
    Order(Vec<OrderItemView>),
    /// A ladder to build on.
    Build {
        /// The ladder with what is given and built.
        ladder: Ladder,
        /// The goal in words.
        goal: String,
        /// Who can send: name in traces, name shown.
        ends: [(String, String); 2],
        /// Flags that can be chosen.
        flags: Vec<String>,
        /// Fields that can be filled, with the flag that they need.
        fields: Vec<(String, Option<String>)>,
        /// Calls and timers: at which end, in words, and the line that they write.
        others: Vec<(End, String, String)>,
        /// Symbols with their numbers.
        symbols: Vec<(String, i64)>,
        /// Why the last line was no step.
        line_error: Option<String>,
        /// Whether a change can be taken back, made again.
        undo: (bool, bool),
        /// A right answer, once judged wrong.
        solution: Option<Ladder>,
        /// How many rows were given.
        given: usize,
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
}

/// The end of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryView {
    /// The deck's title.
    pub deck: String,
    /// How it went, in one sentence.
    pub headline: String,
    /// Right at once, wrong at first.
    pub counts: (usize, usize),
    /// What went wrong: what was asked.
    pub wrong: Vec<String>,
    /// When to come back.
    pub next: Option<String>,
}

impl Study {
    /// What is to be drawn.
    pub fn view(&self, record: &Record, now: Timestamp, lang: Lang) -> StudyView {
        let question = self.question();
        let told = self.phase != Phase::Asking;
        let hint = question.and_then(|q| q.hint.as_ref()).filter(|hint| !hint.is_blank());
        StudyView {
            deck: self.deck.title.get(lang).to_owned(),
            id: question.map(|q| q.id.clone()).unwrap_or_default(),
            showing: self.showing_seed(),
            progress: self.progress(),
            practice: self.practice,
            kind_name: question
                .map(|q| say(lang, &format!("kind-{}", q.kind.name())).into_owned())
                .unwrap_or_default(),
            ask: question.map(|q| self.ask(q, lang)).unwrap_or_default(),
            kind: question.map_or(KindView::Order(Vec::new()), |q| self.kind_view(q, record, now, lang)),
            has_hint: hint.is_some() && !self.hinted && !told,
            hint: hint.filter(|_| self.hinted).map(|text| text.get(lang).to_owned()),
            can_check: !told && self.response().is_some(),
            saving: self.phase == Phase::Saving,
            feedback: question
                .filter(|_| self.phase == Phase::Told)
                .map(|q| self.feedback(q, record, now, lang)),
        }
    }

    pub(super) fn ask(&self, question: &Question, lang: Lang) -> String {
        match (question.ask(), &question.kind) {
            (Some(ask), _) => ask.get(lang).to_owned(),
            (None, Kind::States(states)) => say_with(lang, "ask-states", &[("step", states.after.into())]),
            (None, _) => String::new(),
        }
    }

    fn kind_view(&self, question: &Question, record: &Record, now: Timestamp, lang: Lang) -> KindView {
        let told = self.phase == Phase::Told;
        let draft = &self.draft;
        match &question.kind {
            Kind::Flip { back, .. } => {
                let outcomes = record.outcomes(&self.deck.full_name(question), now);
                let date = |at| in_words(at, now, record.calendar(), lang);
                let dates = if self.practice {
                    Default::default()
                } else {
                    [date(outcomes.again.due), date(outcomes.good.due)]
                };
                KindView::Flip { back: draft.turned.then(|| back.get(lang).to_owned()), dates }
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
            Kind::Type { accept, .. } => {
                let right = accept.iter().any(|accepted| same_answer(accepted, &draft.text));
                KindView::Type { text: draft.text.clone(), right: told.then_some(right) }
            }
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
            Kind::Build(build) => self.build_view(build, told, lang),
            Kind::States(states) => self.states_view(states, told, lang),
        }
    }

    /// The learner's steps; each was read once when it was entered.
    fn steps(&self) -> Vec<Step> {
        self.draft.steps.iter().filter_map(|line| parse_line(line.trim()).ok()).collect()
    }

    pub(super) fn judged(&self, build: &Build) -> Option<BuildVerdict> {
        self.deck.machine.judge(&build.task, &self.steps()).ok()
    }

    fn build_view(&self, build: &Build, told: bool, lang: Lang) -> KindView {
        let machine = &*self.deck.machine;
        let built = self.judged(build);
        let given = build.task.given.steps.len();
        let ladder = |steps: &[Step], built: &Option<BuildVerdict>, until: Option<usize>, judged: bool| {
            let steps: Vec<Step> = build.task.given.steps.iter().chain(steps).cloned().collect();
            let shown = |b: &BuildVerdict| {
                let prefix = b.skipped - given.min(b.skipped);
                Shown {
                    machine,
                    steps: &steps,
                    verdict: &b.verdict,
                    prefix,
                    given,
                    states_until: until,
                    judged,
                    lang,
                }
                .ladder()
            };
            built.as_ref().map(shown).unwrap_or_default()
        };
        let right = built.as_ref().is_some_and(|b| b.right);
        let solution = (told && !right).then(|| {
            ladder(&build.answer, &machine.judge(&build.task, &build.answer).ok(), Some(usize::MAX), true)
        });
        let symbols = built
            .iter()
            .flat_map(|b| b.verdict.names.all())
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        KindView::Build {
            ladder: ladder(&self.steps(), &built, Some(if told { usize::MAX } else { given }), told),
            goal: self.goal(build, lang),
            ends: End::BOTH
                .map(|end| (machine.role(end).to_owned(), capitalised(machine.role_name(end, lang)))),
            flags: machine.flag_names(!machine.ignored).into_iter().map(str::to_owned).collect(),
            fields: machine
                .fields
                .iter()
                .filter(|field| field.name != "wnd")
                .map(|field| {
                    (field.name.clone(), machine.flag_names(field.with).first().map(|f| (*f).to_owned()))
                })
                .collect(),
            others: self.others(lang),
            symbols,
            line_error: self.step_error.as_ref().map(|error| step_error(error, lang)),
            undo: (!self.draft.undo.is_empty(), !self.draft.redo.is_empty()),
            solution,
            given,
        }
    }

    fn goal(&self, build: &Build, lang: Lang) -> String {
        let machine = &*self.deck.machine;
        let ends = End::BOTH.into_iter().filter_map(|end| {
            let state = machine.state_name(build.task.goal[end.index()]?);
            Some(say_with(
                lang,
                "goal-end",
                &[("role", machine.role_name(end, lang).into()), ("state", state.into())],
            ))
        });
        let mut parts: Vec<String> = ends.collect();
        if build.task.quiet {
            parts.push(say(lang, "goal-quiet").into_owned());
        }
        if build.task.exactly {
            parts.push(say(lang, "goal-exactly").into_owned());
        }
        if build.task.given.calls == Calls::Explicit {
            parts.push(say(lang, "goal-calls").into_owned());
        }
        say_with(lang, "goal", &[("list", parts.join(&say(lang, "list-comma")).into())])
    }

    /// Calls and timers with the lines that they write.
    fn others(&self, lang: Lang) -> Vec<(End, String, String)> {
        let machine = &*self.deck.machine;
        let mut others = Vec::new();
        for end in End::BOTH {
            for call in machine.calls.iter().filter(|call| call.argument.is_none()) {
                others.push((
                    end,
                    call.is.get(lang).to_owned(),
                    format!("{}: {}", machine.role(end), call.name),
                ));
            }
            for timer in &machine.timers {
                others.push((
                    end,
                    timer.is.get(lang).to_owned(),
                    format!("{}: timeout {}", machine.role(end), timer.name),
                ));
            }
        }
        others
    }

    fn states_view(&self, states: &States, told: bool, lang: Lang) -> KindView {
        let machine = &*self.deck.machine;
        let trace = Trace { start: None, ..states.trace.clone() };
        let start = states.trace.start.as_deref().or(states.start.as_deref());
        let ladder = machine.resolve(&trace, start).map(|(resolved, prefix)| {
            let verdict = machine.run(&resolved, &Task::default());
            let until = if told { usize::MAX } else { 0 };
            let given = trace.steps.len();
            Shown {
                machine,
                steps: &trace.steps,
                verdict: &verdict,
                prefix,
                given,
                states_until: Some(until),
                judged: true,
                lang,
            }
            .ladder()
        });
        let right = [0, 1].map(|end| {
            let named = machine.state(&self.draft.states[end]);
            let is = named.is_some_and(|state| states.answer[end].contains(&state));
            (machine.states_in_words(&states.answer[end], lang), is)
        });
        KindView::States {
            ladder: ladder.unwrap_or_default(),
            options: machine.states.iter().map(|s| s.name.clone()).collect(),
            roles: End::BOTH.map(|end| capitalised(machine.role_name(end, lang))),
            named: self.draft.states.clone(),
            right: told.then_some(right),
        }
    }
}

fn step_error(error: &StepError, lang: Lang) -> String {
    match error {
        StepError::Text(kind) => say_with(lang, "trace-error", &[("what", kind.word().into())]),
        StepError::Name(unknown) => unknown.words(lang),
    }
}
