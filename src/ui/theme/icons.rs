//! Icons, all of one family (Material Symbols Rounded), as characters of the icon font.

/// What is to be done now.
pub const TODAY: char = '\u{e8df}';
/// Decks.
pub const DECKS: char = '\u{e41d}';
/// The Lab.
pub const LAB: char = '\u{ea4b}';
/// The explorer.
pub const EXPLORER: char = '\u{e2db}';
/// The map.
pub const MAP: char = '\u{e97a}';
/// Captures.
pub const CAPTURE: char = '\u{eb2f}';
/// Progress.
pub const PROGRESS: char = '\u{e26b}';
/// Exams.
pub const EXAM: char = '\u{e85d}';
/// The time left.
pub const TIMER: char = '\u{e425}';
/// Settings.
pub const SETTINGS: char = '\u{e8b8}';
/// One place back.
pub const BACK: char = '\u{e5c4}';
/// One place forward.
pub const FORWARD: char = '\u{e5c8}';
/// Search, the palette.
pub const SEARCH: char = '\u{ef7a}';
/// Keys, help.
pub const HELP: char = '\u{e8fd}';
