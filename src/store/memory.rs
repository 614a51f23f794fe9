//! A store that forgets everything when it is dropped: for tests, and for going on without saving
//! when the real one can't be used.

use crate::app::port::{Answer, Request, Store};
use crate::app::record::{DeviceId, Entry, FactId};
use std::collections::{BTreeMap, VecDeque};

/// Facts in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    entries: Vec<Entry>,
    local: BTreeMap<String, String>,
    answers: VecDeque<Answer>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    /// A store that holds these facts.
    pub fn with(entries: Vec<Entry>) -> MemoryStore {
        MemoryStore { entries, ..MemoryStore::default() }
    }
}

impl Store for MemoryStore {
    fn send(&mut self, request: Request) {
        let answer = match request {
            Request::Load => {
                Answer::Loaded { entries: self.entries.clone(), local: self.local.clone(), skipped: 0 }
            }
            Request::Append { at, fact } => {
                let last = self.entries.iter().map(|entry| entry.counter).max().unwrap_or(0);
                let counter = last.saturating_add(1);
                let entry = Entry {
                    id: FactId::new(format!("memory-{counter:012}")),
                    device: DeviceId::new("memory"),
                    counter,
                    at: super::sqlite::to_millisecond(at),
                    fact,
                };
                self.entries.push(entry.clone());
                Answer::Appended(entry)
            }
            Request::Remember { key, value } => {
                self.local.insert(key, value);
                Answer::Remembered
            }
            Request::Forget { key } => {
                self.local.remove(&key);
                Answer::Forgotten
            }
        };
        self.answers.push_back(answer);
    }

    fn receive(&mut self) -> Option<Answer> {
        self.answers.pop_front()
    }
}
