//! Which keys do what: the table's, where the learner has not chosen others.

use super::action::{ACTIONS, Action, Entry};
use std::collections::BTreeMap;

/// Keys that differ from the table's, by the word of their action; empty for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys(BTreeMap<String, String>);

impl Keys {
    /// Reads the setting; what can't be read counts as nothing chosen.
    pub fn read(json: &str) -> Keys {
        Keys(serde_json::from_str(json).unwrap_or_default())
    }

    /// The setting.
    pub fn write(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// The keys of an action, as in `Ctrl+K`.
    pub fn of(&self, entry: &Entry) -> Option<&str> {
        let keys = self.0.get(entry.word).map_or(entry.keys, String::as_str);
        Some(keys).filter(|keys| !keys.is_empty())
    }

    /// Chooses other keys for an action; `None` takes them away.
    #[must_use]
    pub fn with(mut self, action: Action, keys: Option<&str>) -> Keys {
        if let Some(entry) = ACTIONS.iter().find(|entry| entry.action == action) {
            let keys = keys.unwrap_or_default();
            if keys == entry.keys {
                self.0.remove(entry.word);
            } else {
                self.0.insert(entry.word.to_owned(), keys.to_owned());
            }
        }
        self
    }

    /// Whether any differ from the table's.
    pub fn is_changed(&self) -> bool {
        !self.0.is_empty()
    }

    /// All that do something.
    pub fn all(&self) -> Vec<(Action, String)> {
        ACTIONS.iter().filter_map(|entry| Some((entry.action, self.of(entry)?.to_owned()))).collect()
    }

    /// Actions that have the same keys as one above them in the table: they would never be done.
    pub fn conflicts(&self) -> Vec<(Action, Action)> {
        let all = self.all();
        let mut conflicts = Vec::new();
        for (at, (action, keys)) in all.iter().enumerate() {
            let first = all.iter().take(at).find(|(_, other)| other == keys);
            conflicts.extend(first.map(|(first, _)| (*first, *action)));
        }
        conflicts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_chosen_taken_away_and_given_back() {
        let keys = Keys::default().with(Action::Palette, Some("Ctrl+P")).with(Action::Keys, None);
        let palette = ACTIONS.iter().find(|entry| entry.action == Action::Palette).expect("in the table");
        assert_eq!(keys.of(palette), Some("Ctrl+P"));
        assert!(keys.all().iter().all(|(action, _)| *action != Action::Keys));
        assert_eq!(Keys::read(&keys.write()), keys);
        let back = keys.with(Action::Palette, Some("Ctrl+K")).with(Action::Keys, Some("F1"));
        assert!(!back.is_changed());
        assert_eq!(Keys::read("no json"), Keys::default());
    }

    #[test]
    fn two_actions_on_the_same_keys_are_told() {
        let keys = Keys::default().with(Action::Settings, Some("Ctrl+K"));
        assert_eq!(keys.conflicts(), [(Action::Settings, Action::Palette)]);
    }
}
