//! From a connection to the story that a machine accepts.
//!
//! The machine is asked through a function, so that nothing here knows one.

use super::connection::Connection;
use super::repair::{Judge, repair};
use super::story::Story;
use super::units::Vantage;
use crate::wire::Case;
use std::collections::BTreeMap;

/// One end in the middle of a connection.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// Its state.
    pub state: String,
    /// Variables in its own numbers, from the next one that it will send; names as in trace files
    /// (`snd_una`).
    pub own: BTreeMap<String, i64>,
    /// Variables in the other end's numbers, from the next one that it expects.
    pub other: BTreeMap<String, i64>,
    /// The other variables.
    pub plain: BTreeMap<String, i64>,
}

/// Both ends in the middle of a connection.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The client and the server.
    pub ends: [Standing; 2],
    /// Whether they can stand so only while something is on its way: such a beginning is believed only
    /// where no other fits.
    pub busy: bool,
}

/// A connection that was fitted to a machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// What happened, and how it is known.
    pub story: Story,
    /// The cases to be run, each with another beginning; one where the opening was captured. All fit
    /// equally well.
    pub cases: Vec<Case>,
    /// The first illegal step that nothing explains.
    pub fault: Option<usize>,
    /// What the cases become if the last segments did not all arrive.
    pub endings: Vec<Case>,
}

/// So many steps are tried first with every beginning.
const FIRST_STEPS: usize = 48;
/// So many beginnings that do not fit are tried with repairs.
const MOST_REPAIRED: usize = 3;
/// For each end, whether its first segment repeats what it had sent before the capture.
const AHEAD: [[bool; 2]; 4] = [[false, false], [true, false], [false, true], [true, true]];

/// Tells a connection so that a machine accepts it, if that can be done. Without a vantage point the likely
/// one is tried, and the middle where that does not fit. `pairs` are the beginnings that are tried where
/// the opening is not in the capture: all that fit are kept. `judge` gives the first illegal step of a case.
pub fn fit(
    connection: &Connection,
    vantage: Option<Vantage>,
    pairs: &[Pair],
    judge: &mut dyn FnMut(&Case) -> Option<usize>,
) -> Fitted {
    let tried = match vantage {
        Some(vantage) => vec![vantage],
        None if connection.vantage == Vantage::Middle => vec![Vantage::Middle],
        None => vec![connection.vantage, Vantage::Middle],
    };
    let mut best: Option<(usize, Fitted)> = None;
    for vantage in tried {
        let fitted = fit_from(Story::of(connection, vantage), pairs, judge);
        // The more steps are legal the better; then the fewer have to be called stray.
        let legal = fitted.fault.unwrap_or(usize::MAX);
        let cost = (usize::MAX - legal).saturating_add(fitted.story.strays());
        let perfect = cost == 0;
        if best.as_ref().is_none_or(|(known, _)| cost < *known) {
            best = Some((cost, fitted));
        }
        if perfect {
            break;
        }
    }
    match best {
        Some((_, fitted)) => fitted,
        None => fit_from(Story::of(connection, Vantage::Middle), pairs, judge),
    }
}

fn fit_from(story: Story, pairs: &[Pair], judge: Judge<'_>) -> Fitted {
    if story.has_opening() || pairs.is_empty() {
        let (story, fault) = repair(story, &|story| story.case(None), judge);
        let cases = vec![story.case(None)];
        let endings = story.endings().iter().map(|ending| ending.case(None)).collect();
        return Fitted { story, cases, fault, endings };
    }
    let mut starts = survivors(&story, pairs, judge);
    let mut told = story;
    let mut fault = None;
    if starts.is_empty() {
        (told, starts, fault) = repaired(told, pairs, judge);
    }
    let case = |story: &Story, start: &Start<'_>| story.case(Some((start.pair, start.ahead)));
    let cases = starts.iter().map(|start| case(&told, start)).collect();
    let endings = told.endings();
    let endings = endings.iter().flat_map(|ending| starts.iter().map(|start| case(ending, start))).collect();
    Fitted { story: told, cases, fault, endings }
}

/// A beginning.
#[derive(Clone, Copy)]
struct Start<'a> {
    pair: &'a Pair,
    ahead: [bool; 2],
}

/// The beginnings from which every step is legal.
fn survivors<'a>(story: &Story, pairs: &'a [Pair], judge: Judge<'_>) -> Vec<Start<'a>> {
    for (ahead, busy) in AHEAD.into_iter().flat_map(|ahead| [(ahead, false), (ahead, true)]) {
        let mut starts = Vec::new();
        for pair in pairs.iter().filter(|pair| pair.busy == busy) {
            let fits = judge(&story.first_steps(FIRST_STEPS, (pair, ahead))).is_none();
            if fits && (story.len() <= FIRST_STEPS || judge(&story.case(Some((pair, ahead)))).is_none()) {
                starts.push(Start { pair, ahead });
            }
        }
        if !starts.is_empty() {
            return starts;
        }
    }
    Vec::new()
}

/// Where no beginning fits: the one that comes furthest, with repairs; then all that fit the repaired story.
fn repaired<'a>(story: Story, pairs: &'a [Pair], judge: Judge<'_>) -> (Story, Vec<Start<'a>>, Option<usize>) {
    let mut ranked: Vec<(usize, usize, Start<'a>)> = Vec::new();
    for ahead in AHEAD {
        for pair in pairs {
            let start = Start { pair, ahead };
            let legal = judge(&story.first_steps(FIRST_STEPS, (pair, ahead))).unwrap_or(usize::MAX);
            ranked.push((usize::MAX - legal, ranked.len(), start));
        }
    }
    ranked.sort_by_key(|(illegal, rank, _)| (*illegal, *rank));
    let mut best: Option<(usize, Story, Start<'a>)> = None;
    for (_, _, start) in ranked.into_iter().take(MOST_REPAIRED) {
        let (told, fault) =
            repair(story.clone(), &|story| story.case(Some((start.pair, start.ahead))), judge);
        let illegal = usize::MAX - fault.unwrap_or(usize::MAX);
        let cost = illegal.saturating_add(told.strays());
        if best.as_ref().is_none_or(|(known, ..)| cost < *known) {
            best = Some((cost, told, start));
        }
    }
    let Some((_, told, start)) = best else { return (story, Vec::new(), None) };
    let fault = judge(&told.case(Some((start.pair, start.ahead))));
    let starts = if fault.is_none() { survivors(&told, pairs, judge) } else { Vec::new() };
    let starts = if starts.is_empty() { vec![start] } else { starts };
    (told, starts, fault)
}
