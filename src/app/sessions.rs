//! Which questions make a session, and in which order.

use super::names::Names;
use super::record::{Due, Record};
use crate::cores;
use crate::deck::{CLAIM_TAG, Deck, Question};
use crate::schedule::plan::{self, Goal};
use hashbrown::HashSet;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How much a learner wants to do a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Minutes for one session; a session has one question at least.
    pub minutes: u32,
    /// Questions a day that were never answered before.
    pub new: u32,
    /// The date towards which is studied, as a number of [`crate::schedule::Calendar::day`].
    pub exam: Option<i64>,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { minutes: 20, new: 10, exam: None }
    }
}

/// What a session is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// Full names, in the order in which they are asked.
    pub names: Vec<String>,
    /// How many of them were met before: due, or planned towards a date.
    pub due: usize,
    /// How many of them are new.
    pub new: usize,
    /// How many more are due and find no time.
    pub left: usize,
    /// How long it takes, in seconds, by what such questions took before.
    pub seconds: u32,
}

/// How long a question takes where nothing is known and the deck's author says nothing, in seconds.
const USUAL_SECONDS: f32 = 25.0;
/// What was measured counts as this many of the usual ones would.
const USUAL_WEIGHS: f32 = 3.0;
/// So far ahead a question is looked for that is not a sibling of the one before.
const AHEAD: usize = 12;
/// A question that takes longer was left open.
const LONGEST_SECONDS: f32 = 300.0;

/// Today's session over these decks, which stand in the order of the path: what is due, the most forgettable
/// first, mixed with what is new; topics interleaved, siblings apart. Where a date is set, what helps most towards
/// it instead.
pub fn today(decks: &[Arc<Deck>], record: &Record, now: Timestamp, budget: Budget) -> Session {
    let asked: Vec<Asked<'_>> = decks
        .iter()
        .flat_map(|deck| deck.questions.iter().map(move |question| Asked { deck, question }))
        .collect();
    let names = Names::of(asked.iter().map(|asked| (asked.deck, asked.question)));
    let (pace, queue) =
        cores::both(|| Pace::of(&asked, &names, record), || record.places_in_queue(names.iter(), now));
    let all_due = queue.due.len();
    let waiting = match goal(names.iter(), record, now, budget) {
        Some(goal) => planned(&names, record, now, &goal),
        None => {
            let met = met_today(&names, record, now);
            let most_new = (budget.new as usize).saturating_sub(met);
            mixed(queue.due, queue.new.into_iter().take(most_new).collect())
        }
    };
    let mut session = Session::default();
    let seconds_there = budget.minutes.saturating_mul(60) as f32;
    let mut seconds = 0.0;
    let mut chosen = Vec::new();
    for at in waiting {
        let (Some(asked), Some(name)) = (asked.get(at), names.get(at)) else { continue };
        let takes = pace.seconds(asked);
        if !chosen.is_empty() && seconds + takes > seconds_there {
            continue;
        }
        seconds += takes;
        match record.due(name, now) {
            Due::New => session.new += 1,
            Due::At(_) => session.due += 1,
        }
        chosen.push((name.to_owned(), asked.siblings()));
    }
    session.left = all_due.saturating_sub(session.due);
    session.seconds = seconds as u32;
    session.names = apart(chosen);
    session
}

/// A question and its deck.
#[derive(Clone, Copy)]
struct Asked<'a> {
    deck: &'a Deck,
    question: &'a Question,
}

impl Asked<'_> {
    /// What it has in common with its siblings: its deck, the claims that it is tagged with, its last rule.
    fn siblings(&self) -> BTreeSet<String> {
        let claims = self.question.tags.iter().filter(|tag| tag.starts_with(CLAIM_TAG));
        [&self.deck.id].into_iter().chain(claims).chain(self.question.rules.last()).cloned().collect()
    }
}

/// What is to be reached, where a date is set and still to come.
pub fn goal<'a>(
    names: impl Iterator<Item = &'a str>,
    record: &Record,
    now: Timestamp,
    budget: Budget,
) -> Option<Goal> {
    let days = budget.exam?.saturating_sub(record.calendar().day(now));
    let days = u32::try_from(days).ok().filter(|days| *days > 0)?;
    let minutes = budget.minutes as f32;
    Some(Goal { days, minutes, minutes_today: minutes, pace: record.pace(names) })
}

/// What was failed today and waits to be asked again, then what a plan towards a date chooses for today.
fn planned(names: &Names, record: &Record, now: Timestamp, goal: &Goal) -> Vec<usize> {
    let mut left: Vec<usize> = (0..names.len()).collect();
    left.retain(|at| names.get(*at).is_some_and(|name| !record.is_suspended(name)));
    let name = |at: &usize| names.get(*at).unwrap_or_default();
    let calendar = record.calendar();
    let is_open = |at: &&usize| {
        let card = record.card(name(at));
        card.is_some_and(|card| card.due <= now && calendar.day(card.last) == calendar.day(now))
    };
    let open: Vec<usize> = left.iter().filter(is_open).copied().collect();
    let studied = record.studied(left.iter().map(name), now);
    let chosen = plan::today(&studied, goal, &record.scheduler().parameters);
    open.into_iter().chain(chosen.into_iter().filter_map(|at| left.get(at).copied())).collect()
}

/// How many of these questions were answered for the first time today.
fn met_today(names: &Names, record: &Record, now: Timestamp) -> usize {
    let calendar = record.calendar();
    let today = calendar.day(now);
    let is_met = |name: &&str| {
        let Some(card) = record.card(name) else { return false };
        let first = || {
            record.reviews(name).into_iter().find(|answered| !answered.practice).map(|answered| answered.at)
        };
        calendar.day(card.last) == today && first().is_some_and(|at| calendar.day(at) == today)
    };
    names.iter().filter(is_met).count()
}

/// New ones spread evenly among those that are due.
fn mixed<T>(due: Vec<T>, new: Vec<T>) -> Vec<T> {
    let (many, few) = (due.len(), new.len());
    let total = many + few;
    let (mut due, mut new) = (due.into_iter(), new.into_iter());
    let mut all = Vec::with_capacity(total);
    for at in 0..total {
        // The share of new ones so far never falls behind their share in all.
        let wanted = (at + 1) * few / total.max(1);
        let taken = few - new.len();
        let next = if wanted > taken {
            new.next().or_else(|| due.next())
        } else {
            due.next().or_else(|| new.next())
        };
        all.extend(next);
    }
    all
}

/// The order changed as little as needed so that no question follows one of its siblings, where that can be.
fn apart(mut waiting: Vec<(String, BTreeSet<String>)>) -> Vec<String> {
    let mut ordered = Vec::with_capacity(waiting.len());
    let mut last: BTreeSet<String> = BTreeSet::new();
    while !waiting.is_empty() {
        let shared = |at: &usize| waiting.get(*at).map_or(0, |(_, keys)| keys.intersection(&last).count());
        let next = (0..waiting.len().min(AHEAD)).min_by_key(shared).unwrap_or(0);
        let (name, keys) = waiting.remove(next);
        ordered.push(name);
        last = keys;
    }
    ordered
}

/// How long questions of each kind take this learner.
#[derive(Clone, Debug, Default)]
struct Pace(BTreeMap<&'static str, (f32, f32)>);

impl Pace {
    fn of(asked: &[Asked<'_>], names: &Names, record: &Record) -> Pace {
        let mut pace: BTreeMap<&'static str, (f32, f32)> = BTreeMap::new();
        for (asked, name) in asked.iter().zip(names.iter()) {
            let Some(review) = record.last_review(name) else { continue };
            let (sum, count) = pace.entry(asked.question.form()).or_default();
            *sum += (review.millis as f32 / 1000.0).clamp(0.0, LONGEST_SECONDS);
            *count += 1.0;
        }
        Pace(pace)
    }

    fn seconds(&self, Asked { deck, question }: &Asked<'_>) -> f32 {
        let (sum, count) = self.0.get(question.form()).copied().unwrap_or_default();
        let said = deck.minutes.map(|minutes| minutes as f32 * 60.0 / deck.questions.len().max(1) as f32);
        (sum + said.unwrap_or(USUAL_SECONDS) * USUAL_WEIGHS) / (count + USUAL_WEIGHS)
    }
}

/// Decks in the order of the path: each behind those that it comes `after`, else as they stand.
pub fn path(decks: &[Arc<Deck>]) -> Vec<Arc<Deck>> {
    let ids: HashSet<&str> = decks.iter().map(|deck| deck.id.as_str()).collect();
    let mut done: HashSet<&str> = HashSet::new();
    let mut waiting: Vec<&Arc<Deck>> = decks.iter().collect();
    let mut ordered: Vec<Arc<Deck>> = Vec::with_capacity(decks.len());
    while !waiting.is_empty() {
        let open = |deck: &&Arc<Deck>| {
            deck.after.iter().all(|id| done.contains(id.as_str()) || !ids.contains(id.as_str()))
        };
        // Decks that wait for each other are taken as they stand.
        let next = waiting.iter().position(open).unwrap_or(0);
        let deck = waiting.remove(next);
        done.insert(&deck.id);
        ordered.push(deck.clone());
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::{apart, mixed};
    use std::collections::BTreeSet;

    fn names(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn new_ones_are_spread() {
        assert_eq!(mixed(names("d1 d2 d3 d4"), names("n1 n2")), names("d1 d2 n1 d3 d4 n2"));
        assert_eq!(mixed(names("d1"), names("n1 n2 n3")), names("d1 n1 n2 n3"));
        assert_eq!(mixed(vec![], names("n1 n2")), names("n1 n2"));
        assert_eq!(mixed(names("d1 d2"), vec![]), names("d1 d2"));
    }

    #[test]
    fn siblings_stand_apart() {
        let keyed = |text: &str| {
            let key = |name: String| (name.clone(), BTreeSet::from([name[..1].to_owned()]));
            names(text).into_iter().map(key).collect()
        };
        assert_eq!(apart(keyed("a1 a2 b1 b2 c1")), names("a1 b1 a2 b2 c1"));
        // Where all are siblings the order stays.
        assert_eq!(apart(keyed("a1 a2 a3")), names("a1 a2 a3"));
    }
}
