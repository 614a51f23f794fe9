//! The kinds of question that show a ladder: what is built, the fault that is sought, states to name.

use super::answer_words::goal_in_words;
use super::composer::ComposerView;
use super::ladder::Tone;
use super::ladder_of::{Shown, capitalised};
use super::steps::StepLine;
use super::study::Study;
use super::study_view::{KindView, kind_words, step_error};
use crate::deck::{Fault, States};
use crate::machine::{BuildTask, BuildVerdict};
use crate::text::Lang;
use crate::wire::{End, Step, Trace, parse_line};
use std::sync::Arc;

impl Study {
    /// The learner's steps; each was read once when it was entered.
    pub(super) fn steps(&self) -> Vec<Step> {
        self.draft.steps.iter().filter_map(|line| parse_line(line.trim()).ok()).collect()
    }

    pub(super) fn judged(&self, task: &BuildTask) -> Option<BuildVerdict> {
        self.deck.machine.judge(task, &self.steps()).ok()
    }

    pub(super) fn build_view(
        &self,
        task: &BuildTask,
        answer: &[Step],
        goal: String,
        told: bool,
        lang: Lang,
    ) -> KindView {
        let machine = &self.deck.machine;
        let built = self.judged(task);
        let given = task.given.steps.len();
        let ladder = |steps: &[Step], built: &Option<BuildVerdict>, until: Option<usize>, judged: bool| {
            let steps = task.given.steps.iter().chain(steps).cloned().collect();
            let trace = Arc::new(Trace { steps, start: task.given.start.clone(), calls: task.given.calls });
            let shown = |b: &BuildVerdict| {
                let prefix = b.skipped - given.min(b.skipped);
                Shown {
                    machine: Arc::clone(machine),
                    trace: Arc::clone(&trace),
                    first: 0,
                    verdict: Arc::clone(&b.verdict),
                    prefix,
                    given,
                    states_until: until,
                    judged,
                    told: judged,
                    names: None,
                    lang,
                }
                .ladder()
            };
            let ladder = built.as_ref().map(shown).unwrap_or_default();
            if judged { ladder.behind(&machine.id, &trace) } else { ladder }
        };
        let right = self.judgement.as_ref().is_some_and(|judgement| judgement.credit >= 1.0);
        let solution = (told && !right)
            .then(|| Box::new(ladder(answer, &machine.judge(task, answer).ok(), Some(usize::MAX), true)));
        let own = self.steps();
        KindView::Build {
            ladder: ladder(&own, &built, Some(if told { usize::MAX } else { given }), told),
            goal,
            composer: Box::new(ComposerView::of(
                machine,
                built.as_ref().map(|built| &*built.verdict),
                task.given.steps.iter().chain(&own),
                (!self.draft.undo.is_empty(), !self.draft.redo.is_empty()),
                lang,
            )),
            own: (given + 1..).zip(&own).map(|(at, step)| StepLine::of(step, at, machine)).collect(),
            next_hint: self.next_hint(lang),
            line_error: self.step_error.as_ref().map(|error| step_error(error, lang)),
            solution,
            given,
        }
    }

    pub(super) fn goal(&self, task: &BuildTask, lang: Lang) -> String {
        goal_in_words(&self.deck.machine, task, lang)
    }

    pub(super) fn fault_view(&self, fault: &Fault, told: bool, lang: Lang) -> KindView {
        let machine = &self.deck.machine;
        let trace = Trace { start: None, ..fault.trace.clone() };
        let start = fault.trace.start.as_deref().or(fault.start.as_deref());
        let ladder = self.run_of(&trace, start).map(|(verdict, prefix)| {
            let shown = Shown {
                machine: Arc::clone(machine),
                given: trace.steps.len(),
                trace: Arc::new(trace),
                first: 0,
                verdict,
                prefix,
                states_until: Some(if told { usize::MAX } else { 0 }),
                judged: told,
                told,
                names: None,
                lang,
            };
            let mut ladder = shown.ladder().asked_about();
            let accused = self.draft.fault_step.and_then(|step| ladder.rows.get_mut(step.checked_sub(1)?));
            if let Some(row) = accused.filter(|_| !told) {
                let row = Arc::make_mut(row);
                row.tone = Tone::Chosen;
                row.says_also(lang, "row-chosen");
            }
            ladder
        });
        let step_right = self.draft.fault_step == Some(fault.step);
        let right = (
            step_right,
            step_right && self.draft.fault_kind == fault.kind,
            kind_words(machine, &fault.kind, lang),
        );
        KindView::Fault {
            ladder: ladder.unwrap_or_default(),
            accused: self.draft.fault_step.and_then(|step| step.checked_sub(1)),
            kinds: fault.kinds.iter().map(|kind| (kind.clone(), kind_words(machine, kind, lang))).collect(),
            blamed: self.draft.fault_kind.clone(),
            right: told.then_some(right),
        }
    }

    pub(super) fn states_view(&self, states: &States, told: bool, lang: Lang) -> KindView {
        let machine = &self.deck.machine;
        let trace = Trace { start: None, ..states.trace.clone() };
        let start = states.trace.start.as_deref().or(states.start.as_deref());
        let ladder = self.run_of(&trace, start).map(|(verdict, prefix)| {
            Shown {
                machine: Arc::clone(machine),
                given: trace.steps.len(),
                trace: Arc::new(trace),
                first: 0,
                verdict,
                prefix,
                states_until: Some(if told { usize::MAX } else { 0 }),
                judged: true,
                told,
                names: None,
                lang,
            }
            .ladder()
            .asked_about()
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
