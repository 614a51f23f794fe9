//! What the machine verifies: traces, proofs, states after a step, what can be built.

use super::super::file::{BuildFile, CallsFile, ProofFile, StateOfFile, StatesFile};
use super::super::model::{Build, Kind, States};
use super::super::outline::Node;
use super::Loader;
use super::question::Made;
use crate::machine::{
    BuildTask, BuildVerdict, Fault, Machine, NameKind, StateId, Task, UnknownName, Verdict,
};
use crate::wire::{self, Calls, End, Step, Trace, TraceErrorKind};
use std::ops::Range;

/// A trace that has been run.
pub(super) struct Ran {
    pub trace: Trace,
    pub verdict: Verdict,
    /// How many of the verdict's steps belong to the named start.
    pub skipped: usize,
}

impl Ran {
    /// The first illegal step of the trace, from 0.
    pub fn fault(&self) -> Option<usize> {
        self.verdict.fault.as_ref().map(|fault| fault.step.saturating_sub(self.skipped))
    }

    /// The states behind a step that is counted from 1.
    fn states(&self, end: End, after: usize) -> &[StateId] {
        self.verdict.states(end, (self.skipped + after).saturating_sub(1))
    }

    /// The rules that the trace uses, without those of the start.
    pub fn rules(&self, machine: &Machine) -> Vec<String> {
        fired(machine, &self.verdict, self.skipped, usize::MAX)
    }
}

/// The ids of the rules that fired in `count` steps behind the skipped ones, each once.
pub(in super::super) fn fired(
    machine: &Machine,
    verdict: &Verdict,
    skipped: usize,
    count: usize,
) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for (_, rule) in verdict.fired.iter().skip(skipped).take(count).flatten() {
        if let Some(rule) = machine.rule(*rule).filter(|rule| !ids.contains(&rule.id)) {
            ids.push(rule.id.clone());
        }
    }
    ids
}

impl Loader<'_> {
    /// The steps of a list of lines; every faulty line is told.
    pub(super) fn steps(&mut self, lines: &[String], list: &Node) -> Option<Vec<Step>> {
        let step = |(index, line): (usize, &String)| self.one_step(line, list.item(index));
        let steps: Vec<Step> = lines.iter().enumerate().filter_map(step).collect();
        (steps.len() == lines.len()).then_some(steps)
    }

    /// The step of a line; a faulty one is told.
    pub(super) fn one_step(&mut self, line: &str, node: &Node) -> Option<Step> {
        let told = |error: wire::TraceError| {
            let at = node.inside(self.text, error.at);
            self.error("deck::bad-step", at, |f| f.with("what", what(error.kind)).with("line", line));
        };
        wire::parse_line(line).map_err(told).ok()
    }

    /// The named start of a question: its own, else the deck's. `None` where it does not exist.
    pub(super) fn start_of(&mut self, own: Option<&String>, node: &Node) -> Option<Option<String>> {
        let machine = self.machine.clone()?;
        match (own, self.start.clone()) {
            (Some(name), _) => {
                self.start_exists(name, node.field("start").caret()).then(|| Some(name.clone()))
            }
            // A wrong one is told once, at the head of the deck.
            (None, Some(name)) => machine.starts.iter().any(|start| start.name == name).then_some(Some(name)),
            (None, None) => Some(None),
        }
    }

    /// Runs a trace behind a start.
    pub(super) fn run(&mut self, steps: Vec<Step>, list: &Node, start: Option<&str>) -> Option<Ran> {
        let machine = self.machine.clone()?;
        let trace = Trace { calls: Calls::Implied, start: None, steps };
        self.run_trace(&machine, trace, list, start)
    }

    fn run_trace(
        &mut self,
        machine: &Machine,
        trace: Trace,
        list: &Node,
        start: Option<&str>,
    ) -> Option<Ran> {
        match machine.resolve(&trace, start) {
            Ok((resolved, skipped)) => {
                let verdict = machine.run(&resolved, &Task::default());
                Some(Ran { trace, verdict, skipped })
            }
            Err(unknown) => {
                self.unknown(unknown, 0, list);
                None
            }
        }
    }

    /// Tells names in a trace that the machine does not know; `first` is the number of the list's
    /// first step.
    pub(super) fn unknown(&mut self, names: Vec<UnknownName>, first: usize, list: &Node) {
        for name in names.iter().filter(|name| name.what != NameKind::Start) {
            let node = list.item(name.step.saturating_sub(first));
            let line = node.string(self.text);
            let at = node.inside(self.text, word(&line, &name.found));
            let known = name.known.iter().map(String::as_str);
            self.error("deck::unknown-name", at, |f| {
                f.with("what", name.what.word())
                    .with("found", name.found.as_str())
                    .suggest(&name.found, known)
            });
        }
    }

    /// Whether a verdict has no illegal step; the first one is told.
    pub(super) fn is_legal(&mut self, verdict: &Verdict, skipped: usize, list: &Node) -> bool {
        let Some(fault) = &verdict.fault else { return true };
        let step = fault.step.saturating_sub(skipped);
        let node = list.item(step);
        let line = node.string(self.text);
        let condition = failing(fault);
        self.error("deck::illegal-step", node.caret(), |f| {
            f.with("step", step + 1).with("line", line.as_ref()).with("condition", condition)
        });
        false
    }

    /// Whether a step number names a step; told where not.
    pub(super) fn is_step(&mut self, after: usize, count: usize, at: Range<usize>) -> bool {
        let is = (1..=count).contains(&after);
        if !is {
            self.error("deck::after-beyond", at, |f| f.with("after", after).with("count", count));
        }
        is
    }

    /// Checks an assertion about the machine; gives the rules that its trace uses.
    pub(super) fn proof(&mut self, proof: &ProofFile, node: &Node) -> Vec<String> {
        let list = node.field("trace");
        let says_states = !proof.states.0.is_empty();
        if proof.illegal.is_some() && (proof.after.is_some() || says_states)
            || proof.after.is_some() && !says_states
        {
            self.error(
                "deck::proof-form",
                node.key(if proof.illegal.is_some() { "illegal" } else { "after" }),
                |f| f,
            );
        }
        let steps = self.steps(&proof.trace, list);
        let start = self.start_of(proof.start.as_ref(), node);
        let states = self.states(&proof.states, node.field("states"));
        let (Some(steps), Some(start)) = (steps, start) else { return Vec::new() };
        let Some(ran) = self.run(steps, list, start.as_deref()) else { return Vec::new() };
        let Some(machine) = self.machine.clone() else { return Vec::new() };
        if let Some(step) = proof.illegal {
            self.proof_illegal(step, &ran, node);
            return ran.rules(&machine);
        }
        let after = proof.after.unwrap_or(ran.trace.steps.len());
        if self.is_legal(&ran.verdict, ran.skipped, list)
            && (!says_states || self.is_step(after, ran.trace.steps.len(), node.field("after").caret()))
        {
            for (role, _) in &proof.states.0 {
                let Some(end) = machine.end(role) else { continue };
                self.same_state(
                    states[end.index()],
                    ran.states(end, after),
                    end,
                    node.field("states").field(role),
                );
            }
        }
        ran.rules(&machine)
    }

    fn proof_illegal(&mut self, step: usize, ran: &Ran, node: &Node) {
        let at = node.field("illegal").caret();
        if self.is_step(step, ran.trace.steps.len(), at.clone()) {
            match ran.fault() {
                None => self.error("deck::proof-legal", at, |f| f.with("step", step)),
                Some(first) if first + 1 != step => {
                    self.error("deck::proof-other-step", at, |f| {
                        f.with("step", step).with("first", first + 1)
                    });
                }
                Some(_) => {}
            }
        }
    }

    /// Tells a state that the author wrote and the machine does not compute.
    fn same_state(&mut self, said: Option<StateId>, is: &[StateId], end: End, node: &Node) {
        let (Some(machine), Some(said)) = (self.machine.clone(), said) else { return };
        if !is.contains(&said) {
            let (role, said) = (machine.role(end), machine.state_name(said));
            self.error("deck::wrong-state", node.caret(), |f| {
                f.with("role", role).with("found", said).with("is", names(&machine, is))
            });
        }
    }

    /// The answer of a Type question that the machine computes, with the rules used.
    pub(super) fn state_of(&mut self, file: &StateOfFile, node: &Node) -> Option<(Vec<String>, Vec<String>)> {
        let end = self.role(&file.end, node.field("end").caret());
        let ran = self.legal(&file.trace, file.start.as_ref(), node)?;
        if !self.is_step(file.after, ran.trace.steps.len(), node.field("after").caret()) {
            return None;
        }
        let machine = self.machine.clone()?;
        let states = ran.states(end?, file.after).iter().map(|state| machine.state_name(*state).to_owned());
        Some((states.collect(), fired(&machine, &ran.verdict, ran.skipped, file.after)))
    }

    /// Runs the `trace` of a node; an illegal step is told.
    pub(super) fn legal(&mut self, lines: &[String], start: Option<&String>, node: &Node) -> Option<Ran> {
        let list = node.field("trace");
        let steps = self.steps(lines, list);
        let start = self.start_of(start, node)?;
        let ran = self.run(steps?, list, start.as_deref())?;
        self.is_legal(&ran.verdict, ran.skipped, list).then_some(ran)
    }

    /// A States question.
    pub(super) fn states_after(&mut self, file: StatesFile, node: &Node) -> Option<Made> {
        let said = self.states(&file.answer, node.field("answer"));
        let ran = self.legal(&file.trace, file.start.as_ref(), node)?;
        if !self.is_step(file.after, ran.trace.steps.len(), node.field("after").caret()) {
            return None;
        }
        let machine = self.machine.clone()?;
        for end in End::BOTH {
            let written = node.field("answer").field(machine.role(end));
            self.same_state(said[end.index()], ran.states(end, file.after), end, written);
        }
        let answer = End::BOTH.map(|end| ran.states(end, file.after).to_vec());
        let rules = fired(&machine, &ran.verdict, ran.skipped, file.after);
        let start = file.start.or_else(|| self.start.clone());
        let states = States { ask: file.ask, start, trace: ran.trace, after: file.after, answer };
        Some(Made { kind: Kind::States(states), rules })
    }

    /// A Build question: what is given must be legal, the goal reachable, the model answer right.
    pub(super) fn build_question(&mut self, file: BuildFile, node: &Node) -> Option<Made> {
        let list = node.field("given");
        let given = self.steps(&file.given, list);
        let answer = file.answer.as_ref().map(|lines| self.steps(lines, node.field("answer")));
        let goal = match file.goal.0.as_slice() {
            [] => self.goal,
            [..] => self.states(&file.goal, node.field("goal")),
        };
        let start = self.start_of(file.start.as_ref(), node)?;
        let machine = self.machine.clone()?;
        if file.goal.0.is_empty() && goal == [None; 2] {
            self.error("deck::no-goal", node.field("id").caret(), |f| f);
            return None;
        }
        let calls = match file.calls {
            CallsFile::Implied => Calls::Implied,
            CallsFile::Explicit => Calls::Explicit,
        };
        let ran =
            self.run_trace(&machine, Trace { calls, start: None, steps: given? }, list, start.as_deref())?;
        if !self.is_legal(&ran.verdict, ran.skipped, list) {
            return None;
        }
        let task = BuildTask { start, given: ran.trace, goal, quiet: file.quiet, exactly: file.exactly };
        let answer = match answer {
            Some(steps) => steps?,
            None => self.solution(&machine, &task, node)?,
        };
        let judged = self.model_answer(&machine, &task, &answer, node)?;
        let rules = fired(&machine, &judged.verdict, judged.skipped, usize::MAX);
        Some(Made { kind: Kind::Build(Build { ask: file.ask, task, answer }), rules })
    }

    /// The machine's own answer.
    fn solution(&mut self, machine: &Machine, task: &BuildTask, node: &Node) -> Option<Vec<Step>> {
        let at = if node.get("goal").is_some() { node.key("goal") } else { node.field("id").caret() };
        match machine.solution(task) {
            None => {
                self.error("deck::unreachable-goal", at, |f| f);
                None
            }
            Some(steps) if steps.is_empty() => {
                self.error("deck::nothing-to-build", at, |f| f);
                None
            }
            Some(steps) => Some(steps),
        }
    }

    /// Judges the model answer as if a learner had given it.
    fn model_answer(
        &mut self,
        machine: &Machine,
        task: &BuildTask,
        steps: &[Step],
        node: &Node,
    ) -> Option<BuildVerdict> {
        let list = if node.get("answer").is_some() { node.field("answer") } else { node.field("id") };
        let built = match machine.judge(task, steps) {
            Ok(built) => built,
            Err(unknown) => {
                self.unknown(unknown, task.given.steps.len(), list);
                return None;
            }
        };
        if built.right {
            return Some(built);
        }
        if !self.is_legal(&built.verdict, built.skipped, list) {
            return None;
        }
        let last = steps.len().saturating_sub(1);
        let (what, step) = match built.superfluous.first() {
            Some(first) if built.complete => ("superfluous", *first),
            Some(_) | None if reaches(task, &built) => ("owes", last),
            Some(_) | None => ("goal", last),
        };
        self.error("deck::answer-not-right", list.item(step).caret(), |f| {
            f.with("what", what).with("step", step + 1)
        });
        None
    }
}

/// The conditions that keep a step from being legal, as they stand in the machine's file; those that ask
/// for another number where there are such. `none` where nothing comes near.
fn failing(fault: &Fault) -> String {
    let failed: Vec<_> = fault.nearest.iter().flat_map(|nearest| &nearest.failed).collect();
    let numbers = failed.iter().any(|failed| failed.wanted.is_some());
    let telling = failed.iter().filter(|failed| failed.wanted.is_some() || !numbers);
    let conditions: Vec<&str> = telling.map(|failed| failed.text.as_str()).collect();
    if conditions.is_empty() { "none".to_owned() } else { conditions.join(" and ") }
}

/// Whether the goal's states are reached, whatever may still be owed.
fn reaches(task: &BuildTask, built: &BuildVerdict) -> bool {
    let last = built.verdict.after.last();
    last.is_some_and(|both| {
        task.goal.iter().zip(both).all(|(goal, is)| goal.is_none_or(|goal| is.contains(&goal)))
    })
}

/// Names of states, for a message.
fn names(machine: &Machine, states: &[StateId]) -> String {
    states.iter().map(|state| machine.state_name(*state)).collect::<Vec<_>>().join(" / ")
}

/// The bytes of a name in a line: as a whole word where it is one.
fn word(line: &str, name: &str) -> Range<usize> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let alone = |at: &usize| {
        let before = line.get(..*at).and_then(|text| text.chars().next_back());
        let behind = line.get(at + name.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(is_part) && !behind.is_some_and(is_part)
    };
    let found = line.match_indices(name).map(|(at, _)| at).find(alone).or_else(|| line.find(name));
    found.map_or(0..line.len(), |at| at..at + name.len())
}

/// The short name of a fault in a line; the Fluent message chooses its words by it.
fn what(kind: TraceErrorKind) -> &'static str {
    match kind {
        TraceErrorKind::NoStep => "no-step",
        TraceErrorKind::EmptySegment => "empty-segment",
        TraceErrorKind::BadTerm => "bad-term",
        TraceErrorKind::BadFate => "bad-fate",
        TraceErrorKind::LateWithoutName => "late-without-name",
        TraceErrorKind::TwiceField => "twice-field",
        TraceErrorKind::BadHeader => "bad-header",
    }
}
