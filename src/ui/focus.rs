//! Where the keyboard is: places for the focus to rest at, and what has the focus is seen.
//!
//! When a screen, a question or a verdict appears, the focus comes to rest at its beginning: Tab goes on from
//! there, and a screen reader reads it. A focus at rest takes no keys from the screen.

use egui::accesskit::Live;
use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

/// Where the focus rests.
fn place() -> Id {
    Id::unique("focus at rest")
}

/// Whether keys may be taken by the screen: no control has the focus.
pub fn is_free(ui: &Ui) -> bool {
    let rest: Option<Id> = ui.data(|data| data.get_temp(place()));
    ui.memory(|memory| memory.focused().is_none_or(|focused| Some(focused) == rest))
}

/// A place for the focus to rest at, which a screen reader reads as `words`. With `now` the focus comes here.
///
/// Tab passes it by. What is `told` is said even without the focus.
pub fn rest_ui(ui: &Ui, salt: &str, rect: Rect, role: Role, words: &str, told: bool, now: bool) {
    let id = ui.scope_id().with(("rest", salt));
    if now {
        ui.memory_mut(|memory| memory.request_focus(id));
        ui.data_mut(|data| data.insert_temp(place(), id));
    }
    let here = ui.memory(|memory| memory.has_focus(id));
    let sense = if here { Sense::focusable_noninteractive() } else { Sense::hover() };
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| WidgetInfo::labeled(role, true, words));
    if told {
        ui.ctx().accesskit_node_builder(id, |node| node.set_live(Live::Polite));
    }
    // The arrows and Escape are the screen's.
    let all = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, all));
}

/// Whether exactly this key went down. The modifiers are those that were held as it did: on a slow frame they may
/// be up again at its end.
pub fn is_down(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input(|input| input.events.iter().any(|event| is_press(event, modifiers, key)))
}

/// The same, and then nobody else gets it.
pub fn take(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| !is_press(event, modifiers, key));
        input.events.len() < before
    })
}

fn is_press(event: &Event, modifiers: Modifiers, wanted: Key) -> bool {
    matches!(event, Event::Key { key, pressed: true, modifiers: held, .. }
        if *key == wanted && held.matches_exact(modifiers))
}

/// Enter takes the focus from a field of one line. Where it could do nothing, writing goes on.
pub fn stay(ui: &Ui, field: &egui::Response) {
    if field.lost_focus() && is_down(ui, Modifiers::NONE, Key::Enter) {
        field.request_focus();
    }
}

/// What of a page is kept in sight when it is turned.
const KEPT: f32 = 0.9;

/// What has the focus will be elsewhere in the next frame: it is followed there.
pub fn moved(ui: &Ui) {
    let now = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(place().with("moved"), now));
}

/// At the end of what a scroll area shows: scrolls to what has just got the focus.
pub fn follow(ui: &Ui, view: Rect) {
    let last = ui.scope_id().with("focused last");
    let focused = ui.memory(|memory| memory.focused());
    let before: Option<Id> = ui.data_mut(|data| {
        let before = data.get_temp::<Option<Id>>(last).flatten();
        data.insert_temp(last, focused);
        before
    });
    let rest: Option<Id> = ui.data(|data| data.get_temp(place()));
    let moved = ui.data(|data| data.get_temp::<u64>(place().with("moved")));
    let moved = moved.is_some_and(|pass| pass + 1 == ui.ctx().cumulative_pass_nr());
    if let Some(id) = focused.filter(|id| (moved || focused != before) && Some(*id) != rest)
        && let Some(response) = ui.ctx().read_response(id)
    {
        // A control that can be seen elsewhere, in a bar, is not in this area.
        let seen = response.interact_rect;
        let elsewhere = seen.is_positive() && !view.intersects(seen);
        if response.layer_id == ui.layer_id() && !elsewhere {
            ui.scroll_to_rect(response.rect, None);
        }
    }
}

/// At the end of what a scroll area shows: scrolls by the keys of pages, where nobody else wants them.
pub fn pages(ui: &Ui, view: Rect) {
    const ALL: f32 = 1e6;
    let page = view.height() * KEPT;
    if !is_free(ui) {
        return;
    }
    for (key, by) in [(Key::PageUp, page), (Key::PageDown, -page), (Key::Home, ALL), (Key::End, -ALL)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta(Vec2::new(0.0, by));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modifiers_count_as_they_were_when_the_key_went_down() {
        let press = |modifiers, pressed| Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        // One slow frame: Ctrl down, Enter down, both up.
        let events = vec![press(Modifiers::COMMAND, true), press(Modifiers::COMMAND, false)];
        let input = egui::RawInput { events, ..Default::default() };
        let mut seen = Vec::new();
        let context = egui::Context::default();
        let mut output = context.run_ui(input, |ui| {
            seen.push(is_down(ui, Modifiers::NONE, Key::Enter));
            seen.push(take(ui, Modifiers::NONE, Key::Enter));
            seen.push(take(ui, Modifiers::COMMAND, Key::Enter));
            seen.push(take(ui, Modifiers::COMMAND, Key::Enter));
        });
        output.textures_delta.clear();
        assert_eq!(seen[..4], [false, false, true, false]);
    }
}
