//! The settings' screen.

use super::App;
use super::action::{ACTIONS, Action};
use super::learning::LearningView;
use super::palette::name;
use crate::text::Lang;
use jiff::Timestamp;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Paint {
    /// As the system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Paint {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Paint; 3] = [Paint::System, Paint::Light, Paint::Dark];

    /// The word used in settings; also the key of its name.
    pub fn word(self) -> &'static str {
        match self {
            Paint::System => "system",
            Paint::Light => "light",
            Paint::Dark => "dark",
        }
    }
}

/// Text sizes that are offered, in percent.
pub const SCALES: [u16; 6] = [80, 100, 125, 150, 175, 200];

/// The settings.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsView {
    /// The language.
    pub lang: Lang,
    /// Light or dark.
    pub paint: Paint,
    /// Whether colours differ more.
    pub contrast: bool,
    /// Whether things may move.
    pub motion: bool,
    /// Text size in percent.
    pub scale: u16,
    /// Whether sample progress is shown.
    pub sample: bool,
    /// How the learner is scheduled.
    pub learning: LearningView,
    /// The keys.
    pub keys: Vec<KeyView>,
    /// Whether any of them are not the usual ones.
    pub changed: bool,
}

/// The keys of an action.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyView {
    /// The action.
    pub action: Action,
    /// What it is called.
    pub name: String,
    /// Its keys; empty for none.
    pub keys: String,
    /// Another action that has the same keys and goes before it.
    pub taken_by: Option<String>,
}

impl App {
    pub(super) fn settings_view(&self, now: Timestamp) -> SettingsView {
        let (keys, frame) = (self.keys(), self.frame());
        let conflicts = keys.conflicts();
        let named = |action: Action| {
            let entry = ACTIONS.iter().find(|entry| entry.action == action);
            entry.map(|entry| name(entry, self.lang)).unwrap_or_default()
        };
        let view = |entry| -> KeyView {
            let entry: &super::action::Entry = entry;
            let other = conflicts.iter().find(|(_, second)| *second == entry.action);
            KeyView {
                action: entry.action,
                name: name(entry, self.lang),
                keys: keys.of(entry).unwrap_or_default().to_owned(),
                taken_by: other.map(|(first, _)| named(*first)),
            }
        };
        SettingsView {
            lang: self.lang,
            paint: frame.paint,
            contrast: frame.contrast,
            motion: frame.motion,
            scale: frame.scale,
            sample: frame.sample,
            learning: self.learning_view(now),
            keys: ACTIONS.iter().map(view).collect(),
            changed: keys.is_changed(),
        }
    }
}
