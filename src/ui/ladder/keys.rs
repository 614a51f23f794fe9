//! A ladder is one Tab stop; within it the arrow keys walk from row to row.

use super::Show;
use egui::{EventFilter, Id, Key, Modifiers, Ui};

/// Page keys go so many rows.
const PAGE: usize = 10;

/// What was asked for with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Another row.
    Walk,
    /// This row.
    Choose,
    /// Without this row.
    Remove,
    /// One step on, or back.
    Turn(bool),
    /// Away.
    Leave,
}

/// Puts the keys to a row.
pub fn put(ui: &Ui, id: Id, row: usize) {
    ui.data_mut(|data| data.insert_temp(id.with("row"), row));
}

/// The row that the keys are at, after those of this frame, and what they asked for.
pub fn walk(ui: &Ui, id: Id, rows: usize, has_focus: bool, show: &Show) -> (Option<usize>, Option<Asked>) {
    let last = rows.checked_sub(1);
    let known: Option<usize> = ui.data(|data| data.get_temp(id.with("row")));
    let at = known.or(show.current).unwrap_or(0);
    let Some(last) = last.filter(|_| has_focus) else { return (last.map(|last| at.min(last)), None) };
    let filter =
        EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: show.steps };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let at = at.min(last);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let ways = [
        (Key::ArrowUp, at.saturating_sub(1)),
        (Key::ArrowDown, at + 1),
        (Key::PageUp, at.saturating_sub(PAGE)),
        (Key::PageDown, at + PAGE),
        (Key::Home, 0),
        (Key::End, last),
    ];
    if let Some((_, to)) = ways.into_iter().find(|(key, _)| pressed(*key)) {
        let to = to.min(last);
        put(ui, id, to);
        return (Some(to), Some(Asked::Walk));
    }
    let asked = [
        (Key::Enter, Asked::Choose),
        (Key::Space, Asked::Choose),
        (Key::Delete, Asked::Remove),
        (Key::Backspace, Asked::Remove),
    ];
    let stepping = [
        (Key::ArrowLeft, Asked::Turn(false)),
        (Key::ArrowRight, Asked::Turn(true)),
        (Key::Escape, Asked::Leave),
    ];
    let stepping = stepping.into_iter().filter(|_| show.steps);
    let asked = asked.into_iter().chain(stepping).find(|(key, _)| pressed(*key)).map(|(_, asked)| asked);
    let gained = ui.response().gained_focus();
    (Some(at), asked.or(gained.then_some(Asked::Walk)))
}
