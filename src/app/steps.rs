//! Changes to a list of steps that keep it sound: what arrives was sent before, and has its name.

use crate::machine::Machine;
use crate::wire::{End, Fate, Step};

/// A step in a list in which it can be moved and changed.
#[derive(Clone, Debug, PartialEq)]
pub struct StepLine {
    /// Its number among all steps, from 1.
    pub number: usize,
    /// The step as a trace writes it, without what the network does with it.
    pub line: String,
    /// The end at which it happens.
    pub end: Option<End>,
    /// What the network does with the segment that is sent, if one is.
    pub fate: Option<Fate>,
    /// The name of a segment that arrives later.
    pub label: String,
    /// Whether it is not legal, where that may be said.
    pub wrong: bool,
}

impl StepLine {
    /// The line of a step, which has this number.
    pub fn of(step: &Step, number: usize, machine: &Machine) -> StepLine {
        let (end, fate) = match step {
            Step::Send { from, fate, .. } => (machine.end(from), Some(fate.clone())),
            Step::Call { end, .. } | Step::Timer { end, .. } | Step::Claim { end, .. } => {
                (machine.end(end), None)
            }
            Step::Inject { at, .. } => (machine.end(at), None),
            Step::Arrive { .. } | Step::Wait => (None, None),
        };
        let line = match step {
            Step::Send { from, segment, .. } => format!("{from} > {segment}"),
            Step::Call { .. } | Step::Timer { .. } | Step::Claim { .. } | Step::Inject { .. } => {
                step.to_string()
            }
            Step::Arrive { .. } | Step::Wait => step.to_string(),
        };
        let label = step.label().unwrap_or_default().to_owned();
        StepLine { number, line, end, fate, label, wrong: false }
    }
}

/// A name that none of these steps has given to a segment: `a`, `b`, …, `z`, `a2`, …
pub fn free_label<'s>(steps: impl Iterator<Item = &'s Step>) -> String {
    let taken: Vec<&str> = steps.filter_map(Step::label).collect();
    let names = (1..).flat_map(|round: u32| {
        let number = if round == 1 { String::new() } else { round.to_string() };
        ('a'..='z').map(move |letter| format!("{letter}{number}"))
    });
    names.take(taken.len() + 1).find(|name| !taken.contains(&name.as_str())).unwrap_or_default()
}

fn delivers(step: &Step, name: &str) -> bool {
    matches!(step, Step::Arrive { label } if label == name)
}

/// Takes a step out, and what would arrive without having been sent.
pub fn remove(steps: &mut Vec<Step>, at: usize) {
    if at >= steps.len() {
        return;
    }
    let gone = steps.remove(at);
    if let Some(name) = gone.label() {
        forget(steps, name);
    }
}

/// Takes the arrivals out of a segment that nobody sends any more.
fn forget(steps: &mut Vec<Step>, name: &str) {
    if !steps.iter().any(|step| step.label() == Some(name)) {
        steps.retain(|step| !delivers(step, name));
    }
}

/// Moves a step so that it stands at `to` afterwards, or as near to that as can be: nothing arrives before
/// it is sent.
pub fn shift(steps: &mut Vec<Step>, from: usize, to: usize) {
    if from >= steps.len() {
        return;
    }
    let moved = steps.remove(from);
    let mut to = to.min(steps.len());
    if let Step::Arrive { label: name } = &moved {
        let sent = steps.iter().position(|step| step.label() == Some(name));
        to = to.max(sent.map_or(0, |sent| sent + 1));
    }
    if let Some(name) = moved.label() {
        let other = steps.iter().position(|step| step.label() == Some(name));
        let arrives = steps.iter().position(|step| delivers(step, name));
        if let Some(arrives) = arrives.filter(|arrives| other.is_none_or(|other| other > *arrives)) {
            to = to.min(arrives);
        }
    }
    steps.insert(to, moved);
}

/// Changes what the network does with a segment. One that is held back gets a name (`free`), and what was
/// to arrive later no longer does when it is held back no more.
pub fn set_fate(steps: &mut Vec<Step>, at: usize, fate: Fate, free: String) {
    let Some(Step::Send { fate: now, label: name, .. }) = steps.get_mut(at) else { return };
    if *now == fate {
        return;
    }
    let gone = if fate == Fate::Late {
        name.get_or_insert(free);
        None
    } else {
        name.take()
    };
    *now = fate;
    if let Some(name) = gone {
        forget(steps, &name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::parse;

    fn steps(text: &str) -> Vec<Step> {
        let (trace, _, errors) = parse(&text.replace("; ", "\n"));
        assert_eq!(errors, []);
        trace.steps
    }

    #[track_caller]
    fn check(before: &str, change: impl FnOnce(&mut Vec<Step>), after: &str) {
        let mut list = steps(before);
        change(&mut list);
        let told: Vec<String> = list.iter().map(ToString::to_string).collect();
        assert_eq!(told.join("; "), after);
    }

    #[test]
    fn what_arrives_was_sent_before() {
        let late = "c > SYN seq=x (late as a); s: listen; a arrives; c: close";
        check(late, |s| shift(s, 2, 0), "c > SYN seq=x (late as a); a arrives; s: listen; c: close");
        check(late, |s| shift(s, 0, 3), "s: listen; c > SYN seq=x (late as a); a arrives; c: close");
        check(late, |s| shift(s, 3, 0), "c: close; c > SYN seq=x (late as a); s: listen; a arrives");
        check(late, |s| remove(s, 0), "s: listen; c: close");
        check(late, |s| remove(s, 9), late);
    }

    #[test]
    fn a_segment_that_is_held_back_has_a_name() {
        let free = |s: &[Step]| free_label(s.iter());
        let late = "c > SYN (late as a); c > FIN; a arrives";
        check(
            late,
            |s| set_fate(s, 1, Fate::Late, free(s)),
            "c > SYN (late as a); c > FIN (late as b); a arrives",
        );
        check(late, |s| set_fate(s, 0, Fate::Lost, free(s)), "c > SYN (lost); c > FIN");
        check(late, |s| set_fate(s, 2, Fate::Lost, free(s)), late);
        let all: Vec<Step> = ('a'..='z').flat_map(|c| steps(&format!("c > SYN (late as {c})"))).collect();
        assert_eq!(free(&all), "a2");
        assert_eq!(free(&[]), "a");
    }
}
