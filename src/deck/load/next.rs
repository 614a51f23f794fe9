//! A Next question: the machine knows which segment is owed behind a trace.

use super::super::file::NextFile;
use super::super::model::{Kind, Next};
use super::super::outline::Node;
use super::super::owed::Point;
use super::Loader;
use super::question::Made;
use super::trace::fired;
use crate::machine::{BuildTask, BuildVerdict, Machine, UnknownName};
use crate::wire::{Fate, Step};

impl Loader<'_> {
    /// A Next question: the trace is legal, and one segment is owed behind it.
    pub(super) fn next_behind(&mut self, file: NextFile, node: &Node) -> Option<Made> {
        let said = file.answer.as_ref().map(|line| self.one_step(line, node.field("answer")));
        let ran = self.legal(&file.trace, file.start.as_ref(), node)?;
        let machine = self.machine.clone()?;
        let start = file.start.or_else(|| self.start.clone());
        let task = BuildTask { start: start.clone(), given: ran.trace, ..BuildTask::default() };
        let point = Point::behind(&machine, &task).ok()?;
        let owed = point.owed(&machine);
        let list: Vec<String> =
            owed.iter().map(|(end, debt)| point.step(&machine, *end, debt).to_string()).collect();
        let list = list.join(" / ");
        if !file.any && owed.len() > 1 {
            self.error("deck::next-not-unique", node.key("trace"), |f| f.with("list", list));
            return None;
        }
        let answer = match (said, owed.first()) {
            (Some(said), _) => said?,
            (None, Some((end, debt))) => point.step(&machine, *end, debt),
            (None, None) => {
                self.error("deck::next-nothing-due", node.key("trace"), |f| f);
                return None;
            }
        };
        let at = node.field("answer");
        if !matches!(answer, Step::Send { fate: Fate::Delivered, label: None, .. }) {
            self.error("deck::next-no-segment", at.caret(), |f| f.with("line", answer.to_string()));
            return None;
        }
        let built = match judged(&machine, &task, &answer) {
            Ok((built, _)) if !self.is_legal(&built.verdict, built.skipped, at) => return None,
            Ok((built, is_due)) if file.any || is_due => built,
            Ok(_) => {
                let list = if list.is_empty() { "none".to_owned() } else { list };
                self.error("deck::next-not-due", at.caret(), |f| {
                    f.with("line", answer.to_string()).with("list", list)
                });
                return None;
            }
            Err(names) => {
                self.unknown(names, task.given.steps.len(), at);
                return None;
            }
        };
        let rules = fired(&machine, &built.verdict, built.skipped, usize::MAX);
        let next = Next { ask: file.ask, start, trace: task.given, answer, any: file.any };
        Some(Made { kind: Kind::Next(next), rules })
    }
}

/// The verdict on a segment, and whether it is owed.
fn judged(
    machine: &Machine,
    task: &BuildTask,
    answer: &Step,
) -> Result<(BuildVerdict, bool), Vec<UnknownName>> {
    let built = machine.judge(task, std::slice::from_ref(answer))?;
    Ok((built, Point::before(machine, task, answer)?.is_due(machine)))
}
