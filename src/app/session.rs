//! A session and the store: what is begun, kept, and answered.

use super::learning::scheduler_by;
use super::leech::answers_of;
use super::place::Place;
use super::port::{Answer, Request, StoreError, StoreFault, Synced};
use super::record::{Fact, Record};
use super::sessions::Budget;
use super::{
    App, Effect, LOCAL_SESSION, LOCAL_SYNC, SETTING_LANG, SETTING_MINUTES, SETTING_NEW, Scope, Study,
    StudyCommand,
};
use crate::schedule::Calendar;
use crate::text::Lang;
use jiff::Timestamp;

/// When so many cards were computed anew, they are kept.
const WORTH_KEEPING: usize = 500;
/// Likewise for rows that were read one by one.
const ROWS_WORTH_KEEPING: u64 = 2000;

impl App {
    pub(super) fn start(&mut self, id: &str, practice: bool, now: Timestamp, seed: u64) -> Vec<Effect> {
        let Some(deck) = self.library.deck(id).cloned() else { return Vec::new() };
        let study = Study::start(deck, practice, self.shown_record(), now, seed);
        self.begin_session(study)
    }

    pub(super) fn budget(&self) -> Budget {
        let usual = Budget::default();
        let number = |key: &str, usual: u32| self.setting(key).and_then(|v| v.parse().ok()).unwrap_or(usual);
        Budget {
            minutes: number(SETTING_MINUTES, usual.minutes),
            new: number(SETTING_NEW, usual.new),
            exam: self.date().map(Calendar::number),
        }
    }

    pub(super) fn start_today(&mut self, now: Timestamp, seed: u64) -> Vec<Effect> {
        let names = self.session_today(now).names;
        let decks = Study::decks_for(&self.library, &names);
        self.begin_session(Study::over(Scope::Today, decks, names, false, now, seed))
    }

    pub(super) fn start_chosen(&mut self, names: Vec<String>, now: Timestamp, seed: u64) -> Vec<Effect> {
        let decks = Study::decks_for(&self.library, &names);
        self.begin_session(Study::over(Scope::Chosen, decks, names, true, now, seed))
    }

    /// Enters a session, if there is anything to ask.
    pub(super) fn begin_session(&mut self, study: Option<Study>) -> Vec<Effect> {
        let Some(study) = study else { return Vec::new() };
        let study = self.sample_session(study);
        // The session that the learner has left stays as it is while the sample is shown.
        self.enter(study);
        let effect = if self.is_sample() { None } else { self.remember_session() };
        effect.into_iter().collect()
    }

    fn enter(&mut self, study: Study) {
        self.overlay = None;
        self.study = Some(Box::new(study));
        self.trail.go(Place::Study);
    }

    /// So that it can be gone on with after a crash.
    fn remember_session(&mut self) -> Option<Effect> {
        let value = self.study.as_ref()?.to_json();
        Some(self.remember_as(value))
    }

    fn remember_as(&mut self, value: String) -> Effect {
        self.local.insert(LOCAL_SESSION.to_owned(), value.clone());
        Effect::Store(Request::Remember { key: LOCAL_SESSION.to_owned(), value })
    }

    fn forget_session(&mut self) -> Effect {
        self.local.remove(LOCAL_SESSION);
        Effect::Store(Request::Forget { key: LOCAL_SESSION.to_owned() })
    }

    /// Takes up what was left when the program ended.
    pub(super) fn take_up(&mut self, now: Timestamp) -> Vec<Effect> {
        let mut effects: Vec<Effect> = self.catch_up(now).into_iter().collect();
        let claim = self.claim_exam();
        if claim.is_none() {
            self.resume_today(now);
        }
        effects.extend(claim);
        effects
    }

    /// The program may have ended when an answer was stored, and before that could be said of the session.
    fn catch_up(&mut self, now: Timestamp) -> Option<Effect> {
        let value = Study::caught_up(self.local.get(LOCAL_SESSION)?, &self.record, now)?;
        if Study::left(&value, &self.library).is_none() {
            return Some(self.forget_session());
        }
        Some(self.remember_as(value))
    }

    /// Goes on with the session that was left, where nothing else is shown.
    pub(super) fn resume_today(&mut self, now: Timestamp) {
        if *self.trail.now() == Place::Today {
            self.resume(now);
        }
    }

    pub(super) fn resume(&mut self, now: Timestamp) {
        if self.is_sample() {
            return;
        }
        let saved = self.local.get(LOCAL_SESSION).map(String::as_str).unwrap_or_default();
        if let Some(study) = Study::from_json(saved, &self.library, now) {
            self.enter(study);
        }
    }

    /// What the session that was left goes over, if it can be gone on with.
    pub(super) fn left_session(&self) -> Option<(Scope, usize)> {
        let saved = self.local.get(LOCAL_SESSION).filter(|_| !self.is_sample())?;
        Study::left(saved, &self.library)
    }

    pub(super) fn in_study(&mut self, command: StudyCommand, now: Timestamp) -> Vec<Effect> {
        if self.has_exam() {
            return self.write_in_exam(command, now);
        }
        let Some(study) = &mut self.study else { return Vec::new() };
        let record = self.sample.as_deref().unwrap_or(&self.record);
        let changed = study.update(command, record, now);
        let mut effects = Vec::new();
        if self.sample.is_some() {
            // Nothing is written.
            if changed.review.is_some() {
                study.saved(None, now);
            }
        } else if let Some(review) = changed.review {
            effects.push(Effect::Store(Request::Append { at: now, fact: Fact::Review(review) }));
        }
        if let Some(fact) = changed.fact.filter(|_| self.sample.is_none()) {
            effects.push(Effect::Store(Request::Append { at: now, fact }));
        }
        if self.is_sample() {
            // Nor is it remembered.
        } else if changed.over {
            effects.push(self.forget_session());
            effects.extend(self.sync());
        } else if changed.keep {
            effects.extend(self.remember_session());
        }
        if changed.leave {
            self.study = None;
            self.trail.forget(&Place::Study);
        }
        effects
    }

    /// The store has answered.
    pub fn answered(&mut self, answer: Answer, now: Timestamp) -> Vec<Effect> {
        match answer {
            Answer::Loaded { facts, local, skipped } => {
                let scheduler = scheduler_by(&self.home, &|key| facts.setting(key));
                self.record = Record::fold(*facts, self.library.renames(), &scheduler);
                self.local = local;
                self.reschedule();
                self.loaded = true;
                self.skipped = skipped;
                self.trouble = None;
                self.forget_lists();
                self.settle(now);
                if let Some(code) = self.record.setting(SETTING_LANG).filter(|_| !self.insists) {
                    self.lang = Lang::from_locale(code);
                }
                // What was left may go over content that is not there yet.
                let mut effects = if self.expects { Vec::new() } else { self.take_up(now) };
                effects.extend(self.kept_record());
                if !self.has_taken() {
                    effects.extend(self.sync());
                }
                effects
            }
            Answer::Appended(entry) => {
                let review = matches!(entry.fact, Fact::Review(_)).then(|| entry.id.clone());
                self.record.push(entry.clone());
                self.reschedule();
                self.trouble = None;
                let mut effects = self.browse_stored(&entry, now);
                self.settle(now);
                let Some(study) = &mut self.study else { return effects };
                if review.is_none() || !study.saved(review, now) {
                    return effects;
                }
                effects.extend(self.ask_for_history());
                let Some(study) = &self.study else { return effects };
                if study.is_over() {
                    effects.push(self.forget_session());
                    effects.extend(self.sync());
                    return effects;
                }
                effects.extend(self.remember_session());
                effects
            }
            Answer::AppendedAll(entries) => {
                self.trouble = None;
                self.appended_all(entries)
            }
            Answer::Synced(synced) => self.has_synced(synced, now),
            Answer::Backups { .. }
            | Answer::Restored { .. }
            | Answer::Checked(_)
            | Answer::Exported { .. } => self.data_answered(answer, now),
            Answer::History { names, entries } => {
                let asked =
                    |study: &&mut Box<Study>| study.current().is_some_and(|n| names.iter().any(|o| o == n));
                if let Some(study) = self.study.as_mut().filter(asked) {
                    study.history = answers_of(entries);
                }
                Vec::new()
            }
            Answer::Remembered => {
                self.exam_remembered();
                Vec::new()
            }
            Answer::Claimed(claim) => self.claimed_exam(claim, now),
            Answer::Forgotten | Answer::Kept => Vec::new(),
            Answer::Failed { request, error } if App::is_about_data(&request) => {
                self.data_failed(&request, error);
                Vec::new()
            }
            Answer::Failed { error, .. } if error.kind == StoreFault::Elsewhere => self.lose_exam(),
            Answer::Failed { request, .. } if *request == Request::Claim => self.exam_not_claimed(now),
            Answer::Failed { request, error } => {
                self.browse_failed(&request, self.unsaved);
                if self.unsaved {
                    return self.skip_saving(&request, now);
                } else if !matches!(*request, Request::Remember { .. } | Request::Forget { .. })
                    || self.trouble.is_none()
                {
                    self.trouble = Some((error, Some(*request)));
                }
                Vec::new()
            }
        }
    }

    /// The learner goes on although nothing can be kept.
    pub(super) fn go_on_unsaved(&mut self) -> Vec<Effect> {
        self.unsaved = true;
        self.loaded = true;
        if let Some((_, Some(request))) = self.trouble.take() {
            let now = match &request {
                Request::Append { at, .. } => *at,
                Request::Load
                | Request::Claim
                | Request::AppendAll(_)
                | Request::History { .. }
                | Request::Keep(_)
                | Request::Backups
                | Request::Restore { .. }
                | Request::Sync { .. }
                | Request::Check { .. }
                | Request::Export(_)
                | Request::Remember { .. }
                | Request::Forget { .. } => Timestamp::UNIX_EPOCH,
            };
            return self.skip_saving(&request, now);
        }
        Vec::new()
    }

    /// What was read and computed, for the next time, where it took long enough.
    fn kept_record(&self) -> Vec<Effect> {
        let read = self.record.facts().read_anew();
        if self.record.computed() < WORTH_KEEPING && read < ROWS_WORTH_KEEPING {
            return Vec::new();
        }
        vec![Effect::Store(Request::Keep(self.record.to_bytes().into()))]
    }

    /// Meets the other devices in the folder that was set, if one was.
    pub(super) fn sync(&self) -> Option<Effect> {
        let folder = self.sync_folder()?.into();
        Some(Effect::Store(Request::Sync { folder, make: false }))
    }

    /// The folder in which this device meets the learner's others. It is set for this device alone.
    pub fn sync_folder(&self) -> Option<&str> {
        self.local.get(LOCAL_SYNC).map(String::as_str)
    }

    /// What came of the last meeting with the other devices, or why there was none.
    pub fn synced(&self) -> Result<Option<&Synced>, &StoreError> {
        self.unsynced.as_ref().map_or(Ok(self.synced.as_ref()), Err)
    }

    pub(super) fn set_sync_folder(&mut self, folder: Option<String>) -> Vec<Effect> {
        let key = LOCAL_SYNC.to_owned();
        (self.synced, self.unsynced) = (None, None);
        match folder.filter(|folder| !folder.trim().is_empty()) {
            Some(value) => {
                self.local.insert(key.clone(), value.clone());
                let meet = Request::Sync { folder: value.clone().into(), make: true };
                [Request::Remember { key, value }, meet].map(Effect::Store).into()
            }
            None => {
                self.local.remove(&key);
                vec![Effect::Store(Request::Forget { key })]
            }
        }
    }

    fn has_synced(&mut self, mut synced: Synced, now: Timestamp) -> Vec<Effect> {
        let entries = std::mem::take(&mut synced.entries);
        (self.synced, self.unsynced) = (Some(synced), None);
        let many = entries.len() > WORTH_KEEPING;
        let met = self.note_meeting(now, many);
        if many {
            // Reading everything again is quicker than finding a place for each.
            return vec![met, Effect::Store(Request::Load)];
        }
        entries.into_iter().for_each(|entry| self.record.push(entry));
        self.reschedule();
        self.forget_lists();
        vec![met]
    }

    fn skip_saving(&mut self, request: &Request, now: Timestamp) -> Vec<Effect> {
        self.browse_failed(request, true);
        if let Request::AppendAll(facts) = request {
            return self.exam_not_stored(facts);
        }
        if let (Request::Append { fact: Fact::Review(_), .. }, Some(study)) = (request, &mut self.study) {
            study.saved(None, now);
        }
        Vec::new()
    }
}
