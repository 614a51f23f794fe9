//! A session and the store: what is begun, kept, and answered.

use super::place::Place;
use super::port::{Answer, Request};
use super::record::{Fact, Record};
use super::{App, Effect, LOCAL_SESSION, SETTING_LANG, Study, StudyCommand};
use crate::schedule::DEFAULT_RETENTION;
use crate::text::Lang;
use jiff::Timestamp;

impl App {
    pub(super) fn start(&mut self, id: &str, practice: bool, now: Timestamp, seed: u64) -> Vec<Effect> {
        let Some(deck) = self.library.deck(id).cloned() else { return Vec::new() };
        let study = Study::start(deck, practice, self.shown_record(), now, seed);
        let study = self.sample_session(study);
        // The session that the learner has left stays as it is while the sample is shown.
        let effect = (!self.is_sample()).then(|| self.remember(&study));
        self.enter(study);
        effect.into_iter().collect()
    }

    fn enter(&mut self, study: Study) {
        self.overlay = None;
        self.study = Some(Box::new(study));
        self.trail.go(Place::Study);
    }

    fn remember(&mut self, study: &Study) -> Effect {
        let value = study.to_json();
        self.local.insert(LOCAL_SESSION.to_owned(), value.clone());
        Effect::Store(Request::Remember { key: LOCAL_SESSION.to_owned(), value })
    }

    fn forget_session(&mut self) -> Effect {
        self.local.remove(LOCAL_SESSION);
        Effect::Store(Request::Forget { key: LOCAL_SESSION.to_owned() })
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

    /// The deck of the session that was left, if it can be gone on with.
    pub(super) fn left_session(&self) -> Option<(String, usize)> {
        let saved = self.local.get(LOCAL_SESSION).filter(|_| !self.is_sample())?;
        Study::left(saved, &self.library)
    }

    pub(super) fn in_study(&mut self, command: StudyCommand, now: Timestamp) -> Vec<Effect> {
        let Some(study) = &mut self.study else { return Vec::new() };
        let record = self.sample.as_deref().unwrap_or(&self.record);
        let changed = study.update(command, record, now);
        let mut effects = Vec::new();
        if self.sample.is_some() {
            // Nothing is written.
            if changed.review.is_some() {
                study.saved(record, now);
            }
        } else if let Some(review) = changed.review {
            effects.push(Effect::Store(Request::Append { at: now, fact: Fact::Review(review) }));
        }
        if self.is_sample() {
            // Nor is it remembered.
        } else if changed.over {
            effects.push(self.forget_session());
        } else if changed.keep {
            let Some(study) = &self.study else { return effects };
            let value = study.to_json();
            self.local.insert(LOCAL_SESSION.to_owned(), value.clone());
            effects.push(Effect::Store(Request::Remember { key: LOCAL_SESSION.to_owned(), value }));
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
            Answer::Loaded { entries, local, skipped } => {
                let calendar = self.record.calendar().clone();
                self.record = Record::fold(entries, &calendar, DEFAULT_RETENTION);
                self.record.rename(self.library.renames());
                self.local = local;
                self.loaded = true;
                self.skipped = skipped;
                self.trouble = None;
                if let Some(code) = self.record.setting(SETTING_LANG).filter(|_| !self.insists) {
                    self.lang = Lang::from_locale(code);
                }
                if *self.trail.now() == Place::Today {
                    self.resume(now);
                }
                Vec::new()
            }
            Answer::Appended(entry) => {
                let is_review = matches!(entry.fact, Fact::Review(_));
                self.record.push(entry);
                self.trouble = None;
                let Some(study) = &mut self.study else { return Vec::new() };
                if !is_review || !study.saved(&self.record, now) {
                    return Vec::new();
                }
                if study.is_over() {
                    return vec![self.forget_session()];
                }
                let value = study.to_json();
                self.local.insert(LOCAL_SESSION.to_owned(), value.clone());
                vec![Effect::Store(Request::Remember { key: LOCAL_SESSION.to_owned(), value })]
            }
            Answer::Remembered | Answer::Forgotten => Vec::new(),
            Answer::Failed { request, error } => {
                if self.unsaved {
                    self.skip_saving(&request, now);
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
                Request::Load | Request::Remember { .. } | Request::Forget { .. } => Timestamp::UNIX_EPOCH,
            };
            self.skip_saving(&request, now);
        }
        Vec::new()
    }

    fn skip_saving(&mut self, request: &Request, now: Timestamp) {
        if let (Request::Append { fact: Fact::Review(_), .. }, Some(study)) = (request, &mut self.study) {
            study.saved(&self.record, now);
        }
    }
}
