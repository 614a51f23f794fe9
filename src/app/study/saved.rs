//! A session as text, so that it can be gone on with after the window was closed.

use super::{Draft, Outcome, Phase, Scope, Study, fitting, plain};
use crate::app::library::Library;
use crate::app::record::Record;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Saved {
    scope: Scope,
    practice: bool,
    queue: Vec<String>,
    total: usize,
    seed: u64,
    shown: u64,
    draft: Draft,
    hinted: bool,
    outcomes: Vec<Outcome>,
    told: bool,
    #[serde(default)]
    drawn: Option<u64>,
    #[serde(default)]
    seen: Vec<String>,
    #[serde(default)]
    millis: u64,
    /// When the present question was shown.
    #[serde(default)]
    since: Option<Timestamp>,
}

impl Saved {
    /// Takes note of the answer that was stored last, if it is one to the question showing. Says whether it is.
    fn catch_up(&mut self, record: &Record, now: Timestamp) -> bool {
        let (Some(question), Some(since), false) = (self.queue.first(), self.since, self.told) else {
            return false;
        };
        let Some((answered, given)) = record.newest() else { return false };
        // A repetition on the same day is practice in any session.
        let is_its = answered == plain(question) && (given.practice || !self.practice);
        if !is_its || !(since..=now).contains(&given.at) {
            return false;
        }
        self.told = true;
        match self.outcomes.iter_mut().find(|outcome| outcome.question == *question) {
            Some(outcome) => outcome.last = given.credit,
            None => self.outcomes.push(Outcome {
                question: question.clone(),
                first: given.credit,
                last: given.credit,
                counted: false,
                answer: None,
                seed: self.drawn.unwrap_or_default(),
            }),
        }
        true
    }
}

impl Study {
    /// The session as text, to be remembered on this device.
    pub fn to_json(&self) -> String {
        let saved = Saved {
            scope: self.scope.clone(),
            practice: self.practice,
            queue: self.queue.clone(),
            total: self.total,
            seed: self.seed,
            shown: self.shown,
            draft: self.draft.clone(),
            hinted: self.hinted,
            outcomes: self.outcomes.clone(),
            told: self.phase != Phase::Asking,
            drawn: self.drawn.as_ref().map(|(seed, _)| *seed),
            seen: self.seen.iter().cloned().collect(),
            millis: self.millis,
            since: Some(self.since),
        };
        serde_json::to_string(&saved).unwrap_or_default()
    }

    /// The session that was remembered, if its deck is still there and something is left of it.
    pub fn from_json(text: &str, library: &Library, now: Timestamp) -> Option<Study> {
        let saved: Saved = serde_json::from_str(text).ok()?;
        let shown = saved.queue.first().cloned();
        let (_, mut queue) = fitting(Study::decks_for(library, &saved.queue), saved.queue);
        // The one that was answered may be gone.
        let answered = saved.told && shown.is_some() && queue.first() == shown.as_ref();
        if answered {
            // The answer was saved: go on behind it, and let a wrong one come again.
            let id = queue.remove(0);
            if saved.outcomes.iter().any(|o| o.question == id && o.last < 0.8) {
                queue.push(id);
            }
        }
        let names: Vec<String> =
            queue.iter().cloned().chain(saved.outcomes.iter().map(|o| o.question.clone())).collect();
        let decks = Study::decks_for(library, &names);
        let mut study = Study::over(saved.scope, decks, queue, saved.practice, now, saved.seed << 11)?;
        study.outcomes = saved.outcomes;
        study.total = saved.total.max(study.queue.len());
        study.shown = saved.shown + u64::from(answered);
        study.seen = saved.seen.into_iter().collect();
        study.millis = saved.millis;
        if answered {
            study.shown -= 1;
            study.show(now);
        } else if study.queue.first() == shown.as_ref() {
            let again = |seed| Some((seed, study.deck.drawn(study.asked()?, seed)?));
            study.drawn = saved.drawn.and_then(again);
            study.draft = saved.draft;
            study.hinted = saved.hinted;
        }
        Some(study)
    }

    /// The session that was remembered as it should have been, if an answer was stored behind it.
    pub(in crate::app) fn caught_up(text: &str, record: &Record, now: Timestamp) -> Option<String> {
        let mut saved: Saved = serde_json::from_str(text).ok()?;
        let is_behind = saved.catch_up(record, now);
        is_behind.then(|| serde_json::to_string(&saved).unwrap_or_default())
    }

    /// What a remembered session goes over, and how many questions are left of it.
    pub(in crate::app) fn left(text: &str, library: &Library) -> Option<(Scope, usize)> {
        let study = Study::from_json(text, library, Timestamp::UNIX_EPOCH)?;
        Some((study.scope.clone(), study.queue.len()))
    }
}
