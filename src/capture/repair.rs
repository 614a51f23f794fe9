//! What makes sense of a step that no end had a reason for.
//!
//! A capture shows neither calls nor crashes, and not which of two crossing segments an end saw first. Where
//! a machine refuses a step, the smallest addition that makes it legal is looked for, in this order: a call
//! or a crash that explains a RST; something reached the end only after the step; and last, the segment is
//! a stray one: old, forged, or wrong.

use super::connection::Flags;
use super::entry::{Arrival, Entry, Inferred, Note, Sent};
use super::story::{ROLES, Story};
use super::units::CROSSING;
use crate::wire::{Case, End, Fate, Step};

/// The calls that explain a RST.
const ABORT: &str = "abort";
const CRASH: &str = "crash";
const CLOSE: &str = "close";
/// So many arrivals may be moved behind one step.
const MOST_MOVED: usize = 2;
/// So often a machine is asked for one story at most.
const MOST_ASKED: usize = 300;
/// And for so many steps in all, at most: of a long story fewer repairs are tried.
const MOST_STEPS: usize = 2_000_000;
/// One stray segment in so many steps is believed, and this many in any story.
const STRAY_SHARE: usize = 12;
const FEW_STRAYS: usize = 2;

/// Where a machine finds the first illegal step of a case, if it finds one.
pub(super) type Judge<'a> = &'a mut dyn FnMut(&Case) -> Option<usize>;

/// A story after repairs, and where it is still illegal.
pub(super) fn repair(
    story: Story,
    case: &dyn Fn(&Story) -> Case,
    judge: Judge<'_>,
) -> (Story, Option<usize>) {
    let (mut asked, most) = (1, MOST_ASKED.min(MOST_STEPS / story.len().max(1)));
    let (mut story, mut fault) = {
        let fault = judge(&case(&story));
        (story, fault)
    };
    while let Some(at) = fault {
        let mut better = None;
        for tried in candidates(&story, at) {
            if asked >= most {
                break;
            }
            asked += 1;
            let next = judge(&case(&tried.story));
            // The step itself must have become legal, not only what stands in front of it.
            if next.is_none_or(|next| next > tried.at) {
                better = Some((tried.story, next));
                break;
            }
        }
        match better {
            Some((repaired, next)) => (story, fault) = (repaired, next),
            None => return (story, Some(at)),
        }
    }
    (story, None)
}

/// A changed story, and where the step in question stands now.
struct Tried {
    story: Story,
    at: usize,
}

fn candidates(story: &Story, at: usize) -> Vec<Tried> {
    let Some(entry) = story.entries.get(at) else { return Vec::new() };
    let (Step::Send { .. }, Some(sent)) = (&entry.step, entry.sent) else { return Vec::new() };
    let mut tried = Vec::new();
    if sent.flags.has(Flags::RST) {
        tried.extend(resets(story, at, &sent));
    }
    tried.extend((1..=MOST_MOVED).filter_map(|count| moved(story, at, sent.from, count)));
    tried.extend(stray(story, at, sent.from));
    tried
}

/// The calls that explain a RST. One without ACK answers a segment that found no connection: most likely
/// its sender had given up in the opening, or crashed. Whoever aborts sends an ACK with it, as a rule.
fn resets(story: &Story, at: usize, sent: &Sent) -> Vec<Tried> {
    let before = story.entries.get(..at).unwrap_or_default();
    let closed = before.iter().filter_map(|e| e.sent).any(|s| s.from == sent.from && s.flags.has(Flags::FIN));
    let abort = with_call(story, at, at, sent.from, ABORT);
    let Some(arrival) = before.iter().rposition(|e| e.reaches == Some(sent.from)) else { return vec![abort] };
    let [close, crash] = [CLOSE, CRASH].map(|call| with_call(story, arrival, at, sent.from, call));
    if sent.flags.has(Flags::ACK) || closed { vec![abort, crash] } else { vec![close, crash, abort] }
}

/// With a call in front of the step at `place`.
fn with_call(story: &Story, place: usize, at: usize, end: End, call: &str) -> Tried {
    let mut story = story.clone();
    let step = Step::Call { end: ROLES[end.index()].to_owned(), call: call.to_owned(), argument: None };
    let note = Note { inferred: Some(Inferred::Call), ..Note::default() };
    story.entries.insert(place, Entry { step, note, sent: None, reaches: None });
    Tried { story, at: at + 1 }
}

/// With the last arrivals at an end moved behind its step.
fn moved(story: &Story, at: usize, end: End, count: usize) -> Option<Tried> {
    let mut story = story.clone();
    let (mut at, left) = (at, story.entries.get(at)?.note.at);
    let mut behind = Vec::new();
    for _ in 0..count {
        let found = story.entries.get(..at)?.iter().rposition(|e| e.reaches == Some(end))?;
        let near = story.vantage.is_at(end);
        let entry = story.entries.get_mut(found)?;
        // At the place of the capture what came long before has been worked on.
        let apart = left.zip(entry.note.at).map(|(left, came)| left.saturating_sub(came));
        if near && apart.is_none_or(|apart| apart >= CROSSING) {
            return None;
        }
        let label = match &mut entry.step {
            Step::Arrive { label } => {
                let label = label.clone();
                story.entries.remove(found);
                at -= 1;
                label
            }
            Step::Send { fate, label, .. } if entry.note.inferred.is_none() => {
                let name = entry.note.frame.map(|frame| format!("f{frame}-late"))?;
                *fate = Fate::Late;
                entry.reaches = None;
                label.get_or_insert(name).clone()
            }
            Step::Send { .. } | Step::Inject { .. } | Step::Call { .. } => return None,
            Step::Timer { .. } | Step::Wait | Step::Claim { .. } => return None,
        };
        behind.push(label);
    }
    for label in behind {
        let note = Note { inferred: Some(Inferred::Arrival), ..Note::default() };
        let entry = Entry { step: Step::Arrive { label }, note, sent: None, reaches: Some(end) };
        story.entries.insert(at + 1, entry);
    }
    Some(Tried { story, at })
}

/// With the segment brought by the network, and sent by nobody. What an end sends at the place of the
/// capture it did send.
fn stray(story: &Story, at: usize, from: End) -> Option<Tried> {
    let most = FEW_STRAYS.max(story.entries.len() / STRAY_SHARE);
    if story.vantage.is_at(from) || story.strays() >= most {
        return None;
    }
    let mut story = story.clone();
    let entry = story.entries.get_mut(at)?;
    let Step::Send { segment, fate, label, .. } = &entry.step else { return None };
    let (to, late) = (from.peer(), *fate != Fate::Delivered);
    let (segment, label) = (segment.clone(), label.clone());
    entry.note.inferred = Some(Inferred::Stray);
    if late {
        // It is brought where it arrives, if it does.
        let arrives = |e: &Entry| matches!(&e.step, Step::Arrive { label: l } if Some(l) == label.as_ref());
        let place = story.entries.iter().position(arrives)?;
        let mut stray = story.entries.get(at)?.clone();
        stray.step = Step::Inject { at: ROLES[to.index()].to_owned(), segment, label: None };
        stray.note.arrival = Some(Arrival::Assumed);
        stray.reaches = Some(to);
        *story.entries.get_mut(place)? = stray;
        story.entries.remove(at);
        return Some(Tried { story, at: at.checked_sub(1)? });
    }
    entry.step = Step::Inject { at: ROLES[to.index()].to_owned(), segment, label: None };
    Some(Tried { story, at })
}
