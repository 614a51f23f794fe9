//! The segment that comes next: legal, and owed.

use super::super::load::fired;
use super::super::model::{Deck, Next, Question};
use super::super::owed::Point;
use super::build::{LineFaultKind, MOST, charge};
use super::{Detail, Judgement};
use crate::machine::{BuildVerdict, Debt, Machine, UnknownName};
use crate::text::normalise;
use crate::wire::{self, End, Fate, Segment, Step, Term};

/// What became of a composed segment.
#[derive(Clone, Debug)]
pub enum Composed {
    /// It was judged.
    Judged {
        /// The learner's segment.
        step: Step,
        /// Whether it is owed.
        is_due: bool,
        /// The machine's verdict on it behind the trace; it may be legal and still not be owed.
        verdict: Box<BuildVerdict>,
        /// What is owed.
        owed: Vec<(End, Debt)>,
    },
    /// It is no segment that an end sends, or nothing at all.
    NoSegment,
    /// It can't be read.
    Unreadable(LineFaultKind),
}

/// Judges a segment that was composed; what becomes of it on its way does not matter.
pub(super) fn judge(deck: &Deck, question: &Question, next: &Next, line: &str) -> Judgement {
    let wrong = |composed| Judgement {
        credit: 0.0,
        credited: Vec::new(),
        charged: question.rules.first().cloned(),
        detail: Detail::Next(composed),
    };
    if normalise(line).is_empty() {
        return wrong(Composed::NoSegment);
    }
    let step = match wire::parse_line(line) {
        Ok(Step::Send { from, segment, .. }) => {
            Step::Send { from, segment, fate: Fate::Delivered, label: None }
        }
        Ok(_) => return wrong(Composed::NoSegment),
        Err(error) => return wrong(Composed::Unreadable(LineFaultKind::Syntax(error))),
    };
    match judged(&deck.machine, next, &step) {
        Ok((verdict, point)) => {
            let owed = point.owed(&deck.machine);
            let is_due = point.is_due(&deck.machine);
            let right = verdict.verdict.is_legal() && (is_due || next.any);
            let credit = if right { 1.0 } else { worth(&deck.machine, &point, &owed, next, &step, &verdict) };
            let used = fired(&deck.machine, &verdict.verdict, verdict.skipped, usize::MAX);
            let used = if right { used } else { Vec::new() };
            let charged = charge(&deck.machine, question, right, verdict.verdict.fault.as_ref(), &used);
            let composed = Composed::Judged { step, is_due, verdict: Box::new(verdict), owed };
            Judgement { credit, credited: used, charged, detail: Detail::Next(composed) }
        }
        Err(names) => {
            let first = names.into_iter().next().map(LineFaultKind::Name);
            wrong(first.map_or(Composed::NoSegment, Composed::Unreadable))
        }
    }
}

fn judged(machine: &Machine, next: &Next, step: &Step) -> Result<(BuildVerdict, Point), Vec<UnknownName>> {
    let task = next.task();
    let verdict = machine.judge(&task, std::slice::from_ref(step))?;
    Ok((verdict, Point::before(machine, &task, step)?))
}

/// What a wrong segment is worth: by the right one that is nearest to it, and more where the machine says
/// that the mistake is a slight one.
fn worth(
    machine: &Machine,
    point: &Point,
    owed: &[(End, Debt)],
    next: &Next,
    step: &Step,
    verdict: &BuildVerdict,
) -> f32 {
    let right = owed.iter().map(|(end, debt)| point.step(machine, *end, debt));
    let right = right.chain(std::iter::once(next.answer.clone()));
    let near = right.map(|right| likeness(machine, &right, step)).max().unwrap_or(0);
    let known = verdict.verdict.fault.as_ref().and_then(|fault| machine.faults.get(fault.known?));
    let mild = known.is_some_and(|known| known.mild) && near > 0;
    (near.max(if mild { MILD } else { 0 }) as f32 / 100.0).min(MOST)
}

/// What a segment with a slight mistake is worth, in percent.
const MILD: u32 = 75;
/// What other flags cost, and what each wrong number costs, in percent.
const FLAGS: u32 = 60;
const NUMBER: u32 = 40;

/// 100 where both are the same segment of the same end; less for other flags and numbers.
fn likeness(machine: &Machine, right: &Step, step: &Step) -> u32 {
    let (Step::Send { from: a, segment: right, .. }, Step::Send { from: b, segment, .. }) = (right, step)
    else {
        return 0;
    };
    if machine.end(a) != machine.end(b) {
        return 0;
    }
    let flags = |segment: &Segment| {
        let bits = segment.flags.iter().filter_map(|flag| machine.flag(flag)).fold(0, |all, bits| all | bits);
        bits & !machine.ignored
    };
    // A number that the right segment does not show is a wrong one, unless it is 0.
    let wanted = |name: &str| right.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    let zero = Term::number(0);
    let other = |(name, value): &&(String, Term)| wanted(name).unwrap_or(&zero) != value;
    let numbers = segment.fields.iter().filter(other).count() as u32;
    let flags = if flags(right) == flags(segment) { 0 } else { FLAGS };
    100u32.saturating_sub(flags).saturating_sub(NUMBER.saturating_mul(numbers))
}
