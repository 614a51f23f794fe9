//! The composer's keys.

use super::step::{ComposerSpec, ComposerState, Way, keys};
use super::{ComposerResponse, field_id};
use crate::ui::focus::take as take_key;
use crate::wire::End;
use egui::{Event, Id, Key, Modifiers, Ui};

/// Takes the keys that are meant for the composer, before its widgets see them.
pub fn take(
    ui: &Ui,
    id: Id,
    state: &mut ComposerState,
    spec: &ComposerSpec<'_>,
    told: &mut ComposerResponse,
) {
    if !ui.memory(|memory| memory.is_above_modal_layer(ui.layer_id())) {
        return;
    }
    told.submit |= take_key(ui, Modifiers::COMMAND, Key::Enter);
    let in_text = ui.text_edit_focused();
    let line_is_empty =
        state.way == Way::Line && state.line.is_empty() && ui.memory(|m| m.has_focus(id.with("line")));
    if in_text && !line_is_empty {
        return;
    }
    // The longer shortcut first: egui takes Ctrl+Shift+Z for Ctrl+Z too.
    told.redo |= take_key(ui, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z)
        || take_key(ui, Modifiers::COMMAND, Key::Y);
    told.undo |= take_key(ui, Modifiers::COMMAND, Key::Z);
    if state.is_empty() {
        told.undo |= take_key(ui, Modifiers::NONE, Key::Backspace);
    }
    told.undo &= spec.can_undo;
    told.redo &= spec.can_redo;
    if !in_text {
        segment(ui, id, state, spec, told);
    }
}

fn segment(ui: &Ui, id: Id, state: &mut ComposerState, spec: &ComposerSpec<'_>, told: &mut ComposerResponse) {
    if state.way != Way::Segment {
        return;
    }
    if letters(ui, state, spec)
        && let Some(field) = spec.fields.iter().find(|field| state.may_write(field))
    {
        ui.memory_mut(|memory| memory.request_focus(field_id(id, field)));
    }
    // With a focused control Enter, Backspace and the arrows are that control's.
    if !crate::ui::focus::is_free(ui) {
        return;
    }
    if take_key(ui, Modifiers::NONE, Key::ArrowLeft) {
        state.from = End::First;
    }
    if take_key(ui, Modifiers::NONE, Key::ArrowRight) {
        state.from = End::Second;
    }
    for (key, by) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1)] {
        if take_key(ui, Modifiers::NONE, key) {
            state.other_fate(by);
        }
    }
    if take_key(ui, Modifiers::NONE, Key::Backspace) {
        state.clear();
    }
    if take_key(ui, Modifiers::NONE, Key::Enter) {
        told.add = state.step(spec);
    }
}

/// Takes the letters of the flags up to `=`, in the order in which they were typed: on a slow frame there may
/// be several, and what comes behind `=` is for the field. Whether there was one.
fn letters(ui: &Ui, state: &mut ComposerState, spec: &ComposerSpec<'_>) -> bool {
    let named: Vec<(Option<Key>, &String)> = keys(spec.flags)
        .into_iter()
        .map(|key| key.and_then(|letter| Key::from_name(letter.encode_utf8(&mut [0; 4]))))
        .zip(spec.flags)
        .collect();
    let mut to_field = false;
    // The text of a key follows it.
    let mut passed = false;
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            _ if to_field && !passed => true,
            Event::Key { key, pressed: true, modifiers, .. }
                if !(to_field || modifiers.command || modifiers.alt || modifiers.ctrl) =>
            {
                let flag = named.iter().find(|(known, _)| *known == Some(*key));
                if let Some((_, flag)) = flag {
                    state.toggle(flag, spec.fields);
                }
                to_field = *key == Key::Equals;
                passed = to_field || flag.is_some();
                !passed
            }
            Event::Text(_) if passed => {
                passed = false;
                false
            }
            _ => true,
        });
    });
    to_field
}
