//! The one table of what can be done from anywhere: the keys, the palette and the cheat sheet come from it.

use super::keys::Keys;
use super::place::Place;
use super::{App, Command, Effect, Paint, SCALES, Study, StudyCommand};
use crate::text::Lang;
use jiff::Timestamp;

/// Something that can be done from anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Go on where the learner stopped, else with what is to be studied next.
    Continue,
    /// To what is to be done now.
    Today,
    /// To the decks.
    Decks,
    /// To all questions, to seek some.
    Browse,
    /// To the Lab.
    Lab,
    /// To the explorer.
    Explorer,
    /// To the map.
    Map,
    /// To captures.
    Capture,
    /// To progress.
    Progress,
    /// To the exams.
    Exam,
    /// To the settings.
    Settings,
    /// To the learner's data.
    Data,
    /// To the place before.
    Back,
    /// To the place that was left by going back.
    Forward,
    /// The command palette.
    Palette,
    /// All keys.
    Keys,
    /// The other language.
    Language,
    /// Light and dark.
    Paint,
    /// Larger text.
    Larger,
    /// Smaller text.
    Smaller,
    /// Takes the last answer of the session back.
    TakeBack,
    /// Counts the answer that is shown as right.
    CountRight,
    /// Marks the question to be looked at, or takes the mark away.
    Flag,
    /// Leaves the question out, now and later.
    Suspend,
    /// Practises what is known least.
    Weak,
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What is done.
    pub action: Action,
    /// Its name in settings; also the end of its message, `action-…`.
    pub word: &'static str,
    /// The keys that do it where the learner has chosen no others; empty for none.
    pub keys: &'static str,
}

const fn entry(action: Action, word: &'static str, keys: &'static str) -> Entry {
    Entry { action, word, keys }
}

/// The table.
pub static ACTIONS: [Entry; 25] = [
    entry(Action::Continue, "continue", "Ctrl+Enter"),
    entry(Action::Today, "today", "Ctrl+1"),
    entry(Action::Decks, "decks", "Ctrl+2"),
    entry(Action::Browse, "browse", "Ctrl+F"),
    entry(Action::Lab, "lab", "Ctrl+3"),
    entry(Action::Explorer, "explorer", "Ctrl+4"),
    entry(Action::Map, "map", "Ctrl+5"),
    entry(Action::Capture, "capture", "Ctrl+O"),
    entry(Action::Progress, "progress", "Ctrl+6"),
    entry(Action::Exam, "exam", "Ctrl+7"),
    entry(Action::Settings, "settings", "Ctrl+,"),
    entry(Action::Data, "data", ""),
    entry(Action::Back, "back", "Alt+Left"),
    entry(Action::Forward, "forward", "Alt+Right"),
    entry(Action::Palette, "palette", "Ctrl+K"),
    entry(Action::Keys, "keys", "F1"),
    entry(Action::Language, "language", "Ctrl+L"),
    entry(Action::Paint, "paint", ""),
    entry(Action::Larger, "larger", "Ctrl+Plus"),
    entry(Action::Smaller, "smaller", "Ctrl+Minus"),
    entry(Action::TakeBack, "take-back", "Alt+Z"),
    entry(Action::CountRight, "count-right", "Alt+R"),
    entry(Action::Flag, "flag", "Alt+F"),
    entry(Action::Suspend, "suspend", "Alt+S"),
    entry(Action::Weak, "weak", ""),
];

/// What lies over the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The palette, with what is sought.
    Palette(String),
    /// All keys.
    Keys,
}

impl App {
    /// Does something from the table.
    pub(super) fn act(&mut self, action: Action, now: Timestamp, seed: u64) -> Vec<Effect> {
        self.overlay = None;
        let place = match action {
            Action::Today => Place::Today,
            Action::Decks => Place::Decks,
            Action::Lab => Place::Lab,
            Action::Explorer => Place::Explorer,
            Action::Map => Place::Map,
            Action::Capture => Place::Capture,
            Action::Progress => Place::Progress,
            Action::Exam => Place::Exam,
            Action::Settings => Place::Settings,
            Action::Data => Place::Data,
            Action::Browse => {
                self.go_browsing();
                return Vec::new();
            }
            Action::Continue if self.has_exam() => return self.go_on_in_exam(now),
            Action::Continue => return self.go_on(now, seed),
            Action::Back => return self.carry_out(Command::Back, now, seed),
            Action::Forward => {
                self.trail.forward();
                return Vec::new();
            }
            Action::Palette => {
                self.overlay = Some(Overlay::Palette(String::new()));
                return Vec::new();
            }
            Action::Keys => {
                self.overlay = Some(Overlay::Keys);
                return Vec::new();
            }
            Action::Language => {
                let other = Lang::ALL.into_iter().find(|lang| *lang != self.lang);
                return self.carry_out(Command::Speak(other.unwrap_or(self.lang)), now, seed);
            }
            Action::Paint => {
                let is_dark = match self.frame().paint {
                    Paint::System => self.system_is_dark,
                    Paint::Light => false,
                    Paint::Dark => true,
                };
                let next = if is_dark { Paint::Light } else { Paint::Dark };
                return self.carry_out(Command::Paint(next), now, seed);
            }
            Action::TakeBack => return self.in_open_study(StudyCommand::TakeBack, now),
            Action::CountRight => return self.in_open_study(StudyCommand::CountRight, now),
            Action::Flag => return self.in_open_study(StudyCommand::Flag, now),
            Action::Suspend => return self.in_open_study(StudyCommand::Suspend, now),
            Action::Weak => return self.start_weak(None, now, seed),
            Action::Larger | Action::Smaller => {
                let scale = self.frame().scale;
                let next = if action == Action::Larger {
                    SCALES.into_iter().find(|known| *known > scale)
                } else {
                    SCALES.into_iter().rev().find(|known| *known < scale)
                };
                return self.carry_out(Command::Scale(next.unwrap_or(scale)), now, seed);
            }
        };
        self.trail.go(place);
        Vec::new()
    }

    /// Something with the question on the screen; nothing where there is none.
    fn in_open_study(&mut self, command: StudyCommand, now: Timestamp) -> Vec<Effect> {
        if self.studied().is_none() && self.examined().is_none() {
            return Vec::new();
        }
        self.in_study(command, now)
    }

    /// Whether an action would do anything now.
    pub(super) fn can(&self, action: Action) -> bool {
        let study = self.studied();
        match action {
            _ if self.is_off(action) => false,
            Action::Flag if self.has_exam() => self.examined().is_some(),
            Action::TakeBack => study.is_some_and(Study::can_take_back),
            Action::CountRight => study.is_some_and(Study::can_count_right),
            Action::Flag | Action::Suspend => {
                study.is_some_and(|study| study.question().is_some() && !study.is_exercise())
            }
            Action::Weak => self.shown_record().has_met_rules(),
            _ => true,
        }
    }

    /// The session that was left, else today's.
    fn go_on(&mut self, now: Timestamp, seed: u64) -> Vec<Effect> {
        if self.left_session().is_some() {
            return self.carry_out(Command::Resume, now, seed);
        }
        self.start_today(now, seed)
    }

    /// The keys in force.
    pub fn keys(&self) -> Keys {
        Keys::read(self.setting(super::SETTING_KEYS).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_word_and_no_keys_stand_there_twice() {
        let words: BTreeSet<&str> = ACTIONS.iter().map(|entry| entry.word).collect();
        assert_eq!(words.len(), ACTIONS.len());
        assert_eq!(Keys::default().conflicts(), []);
    }
}
