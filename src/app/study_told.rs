//! The verdict of a question and the end of a session, in words.

use super::citation::{Cite, cite};
use super::learning::why_view;
use super::record::Record;
use super::study::Study;
use super::study_view::{FeedbackView, Score, kind_words};
use super::when::in_words;
use crate::deck::{Composed, Detail, Fault, Kind, Question, Typed};
use crate::machine::Explanation;
use crate::text::{Lang, Text, say, say_with};
use crate::wire::End;
use jiff::Timestamp;

impl Study {
    pub(super) fn feedback(
        &self,
        question: &Question,
        record: &Record,
        now: Timestamp,
        lang: Lang,
    ) -> FeedbackView {
        let credit = self.judgement.as_ref().map_or(0.0, |j| j.credit);
        let score = match credit {
            c if c >= 0.999 => Score::Right,
            c if c > 0.0 => Score::Partly,
            _ => Score::Wrong,
        };
        let told = self.told(question, score, lang);
        let percent = i64::from((credit * 100.0).round() as i32);
        let headline = match score {
            Score::Right => say(lang, "score-right").into_owned(),
            Score::Partly => say_with(lang, "score-partly", &[("percent", percent.into())]),
            Score::Wrong => say(lang, "score-wrong").into_owned(),
        };
        let mut cites: Vec<Cite> = question.cite.iter().map(|text| cite(text, lang)).collect();
        if !told.cite.is_empty() && !question.cite.contains(&told.cite) {
            cites.insert(0, cite(&told.cite, lang));
        }
        let name = self.deck.full_name(question);
        let again = match record.card(&name) {
            Some(card) if !self.practice => say_with(
                lang,
                "comes-again",
                &[("when", in_words(card.due, now, record.calendar(), lang).into())],
            ),
            _ if self.is_exercise() => say(lang, "practice-exercise").into_owned(),
            _ => say(lang, "practice-only").into_owned(),
        };
        let why_then = match self.practice {
            true => Vec::new(),
            false => why_view(record, &name, now, lang).reasons,
        };
        let headline_of_fault = (!told.headline.is_empty()).then_some(told.headline);
        FeedbackView {
            score,
            headline,
            details: headline_of_fault.into_iter().chain(told.details).collect(),
            differences: match &question.kind {
                Kind::Value(value) => self.value_difference(value, lang).into_iter().collect(),
                _ => self.differences(lang),
            },
            legal: told.legal,
            why: (!told.why.is_empty()).then_some(told.why),
            explain: question.explain.as_ref().map(|text| text.get(lang).to_owned()),
            cites,
            again,
            why_then,
            leech: None,
        }
    }

    /// What there is to say about this answer.
    fn told(&self, question: &Question, score: Score, lang: Lang) -> Explanation {
        let mut told = Explanation::default();
        let answer = |text: &str| say_with(lang, "right-answer", &[("answer", text.into())]);
        match &question.kind {
            Kind::Build(build) => {
                if let Some(built) = self.judged(&build.task)
                    && !built.right
                {
                    return self.deck.machine.explain_build(&built, &build.task, lang);
                }
            }
            Kind::Fault(fault) => return self.told_fault(fault, lang),
            Kind::Next(next) => {
                if score != Score::Right {
                    return self.told_next(next.task().given.steps.len(), lang);
                }
            }
            Kind::TrueFalse { because, .. } => told.details.push(because.get(lang).to_owned()),
            Kind::Type { .. } => match self.detail() {
                Some(Detail::Type(Typed::Slip { text, .. })) => {
                    told.details.push(text.get(lang).to_owned());
                }
                Some(Detail::Type(Typed::Accepted { answer })) if answer != self.draft.text.trim() => {
                    told.details.push(say_with(lang, "counts-as", &[("answer", answer.as_str().into())]));
                }
                _ => {}
            },
            Kind::States(states) => {
                for end in [0, 1] {
                    let named = &self.draft.states[end];
                    let slip =
                        self.deck.machine.slip(named).filter(|_| self.deck.machine.state(named).is_none());
                    told.details.extend(slip.map(|text: &Text| text.get(lang).to_owned()));
                }
                if score != Score::Right {
                    let line = |end: End| {
                        let states = self.deck.machine.states_in_words(&states.answer[end.index()], lang);
                        say_with(
                            lang,
                            "goal-end",
                            &[
                                ("role", self.deck.machine.role_name(end, lang).into()),
                                ("state", states.into()),
                            ],
                        )
                    };
                    let list = End::BOTH.map(line).join(&say(lang, "list-comma"));
                    told.details.push(answer(&list));
                }
            }
            Kind::WhatIf(what_if) => {
                told.details.extend(what_if.machine.about.as_ref().map(|about| about.get(lang).to_owned()));
            }
            Kind::Cloze(_) => self.told_cloze(&mut told, lang),
            Kind::Value(value) => self.told_value(value, &mut told, lang),
            Kind::Flip { .. }
            | Kind::Choice { .. }
            | Kind::Match(_)
            | Kind::Order { .. }
            | Kind::Generate(_) => {}
        }
        told
    }

    fn told_fault(&self, fault: &Fault, lang: Lang) -> Explanation {
        let machine = &*self.deck.machine;
        let mut told = match &fault.verdict.fault {
            Some(found) => machine.explain(found, &fault.verdict.names, fault.skipped, lang),
            None => Explanation::default(),
        };
        let said = self.draft.fault_step.unwrap_or_default();
        let args = [("said", said.into())];
        match said.cmp(&fault.step) {
            std::cmp::Ordering::Less => told.details.insert(0, say_with(lang, "fault-earlier", &args)),
            std::cmp::Ordering::Greater => told.details.insert(0, say_with(lang, "fault-later", &args)),
            std::cmp::Ordering::Equal => {}
        }
        let kind = kind_words(machine, &fault.kind, lang);
        let answer = say_with(lang, "fault-told", &[("step", fault.step.into()), ("kind", kind.into())]);
        told.details.insert(0, answer);
        told
    }

    /// What there is to say about the segment that was sent behind so many that were given.
    fn told_next(&self, given: usize, lang: Lang) -> Explanation {
        let machine = &*self.deck.machine;
        let Some(Detail::Next(Composed::Judged { verdict, owed, .. })) =
            self.judgement.as_ref().map(|j| &j.detail)
        else {
            let headline = say(lang, "next-no-segment").into_owned();
            return Explanation { headline, ..Explanation::default() };
        };
        let mut told = match &verdict.verdict.fault {
            Some(fault) => {
                let before = verdict.skipped.saturating_sub(given);
                machine.explain(fault, &verdict.verdict.names, before, lang)
            }
            None => {
                Explanation { headline: say(lang, "next-not-due").into_owned(), ..Explanation::default() }
            }
        };
        told.details.push(say(lang, "next-owed").into_owned());
        told.details.extend(machine.owed_lines(owed, &verdict.verdict.names, lang));
        told
    }
}
