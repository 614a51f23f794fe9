//! A store that forgets everything when it is dropped: for tests, and for going on without saving
//! when the real one can't be used.

use crate::app::port::{Answer, Claim, Health, Kept, Request, SAT, Store, StoreError, StoreFault};
use crate::app::record::{DeviceId, Entry, Fact, FactId, Facts};
use jiff::Timestamp;
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;

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

    /// All facts, in the order in which they came.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// A store that holds these facts.
    pub fn with(entries: Vec<Entry>) -> MemoryStore {
        MemoryStore { entries, ..MemoryStore::default() }
    }

    fn append(&mut self, at: Timestamp, fact: Fact) -> Entry {
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
        entry
    }
}

impl Store for MemoryStore {
    fn send(&mut self, request: Request) {
        let answer = match request {
            Request::Load => {
                let facts = Box::new(Facts::of(&self.entries));
                Answer::Loaded { facts, local: self.local.clone(), skipped: 0 }
            }
            Request::History { names } => {
                let is_asked = |fact: &Fact| {
                    matches!(fact, Fact::Review(_) | Fact::Due { .. } | Fact::Reset { .. })
                        && names.iter().any(|name| name == fact.subject())
                };
                let entries = self.entries.iter().filter(|entry| is_asked(&entry.fact)).cloned().collect();
                Answer::History { names, entries }
            }
            Request::Claim => Answer::Claimed(self.local.get(SAT).cloned().map_or(Claim::None, Claim::Ours)),
            Request::Keep(_) => Answer::Kept,
            Request::Backups => {
                let none = PathBuf::new();
                Answer::Backups { file: none.clone(), aside: none, list: Vec::new(), failed: None }
            }
            Request::Check { .. } => {
                let (file, faults, facts) = (PathBuf::new(), Vec::new(), self.entries.len());
                let health = Health { file, facts, faults, unread: 0, strange: 0, kept: Kept::Nothing };
                Answer::Checked(Box::new(health))
            }
            Request::Export(format) => {
                let mut each = |take: &mut dyn FnMut(Entry)| {
                    self.entries.iter().cloned().for_each(take);
                    Ok(0)
                };
                match super::reviews::bytes(&mut each, format) {
                    Ok(bytes) => Answer::Exported { format, bytes },
                    Err(error) => Answer::Failed { request: Box::new(Request::Export(format)), error },
                }
            }
            // Nothing is kept in files, so there is none to go back to and none to meet in.
            request @ (Request::Restore { .. } | Request::Sync { .. }) => {
                let kind = StoreFault::NoBackup;
                let error = StoreError { kind, path: PathBuf::new(), detail: String::new() };
                Answer::Failed { request: Box::new(request), error }
            }
            Request::Append { at, fact } => Answer::Appended(self.append(at, fact)),
            Request::AppendAll(facts) => {
                Answer::AppendedAll(facts.into_iter().map(|(at, fact)| self.append(at, fact)).collect())
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
