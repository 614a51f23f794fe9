//! The composer's keys.

use super::step::{ComposerSpec, ComposerState, Way, keys};
use super::{ComposerResponse, field_id};
use crate::wire::End;
use egui::{Id, Key, Modifiers, Ui};

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
    told.submit |= pressed(ui, Modifiers::COMMAND, Key::Enter);
    let in_text = ui.text_edit_focused();
    let line_is_empty =
        state.way == Way::Line && state.line.is_empty() && ui.memory(|m| m.has_focus(id.with("line")));
    if in_text && !line_is_empty {
        return;
    }
    // The longer shortcut first: egui takes Ctrl+Shift+Z for Ctrl+Z too.
    told.redo |=
        pressed(ui, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || pressed(ui, Modifiers::COMMAND, Key::Y);
    told.undo |= pressed(ui, Modifiers::COMMAND, Key::Z);
    if state.is_empty() {
        told.undo |= pressed(ui, Modifiers::NONE, Key::Backspace);
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
    for (flag, key) in spec.flags.iter().zip(keys(spec.flags)) {
        let key = key.and_then(|letter| Key::from_name(letter.encode_utf8(&mut [0; 4])));
        if key.is_some_and(|key| pressed(ui, Modifiers::NONE, key)) {
            state.toggle(flag, spec.fields);
        }
    }
    if pressed(ui, Modifiers::NONE, Key::Equals)
        && let Some(field) = spec.fields.iter().find(|field| state.may_write(field))
    {
        ui.memory_mut(|memory| memory.request_focus(field_id(id, field)));
    }
    // With a focused control Enter, Backspace and the arrows are that control's.
    if ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    if pressed(ui, Modifiers::NONE, Key::ArrowLeft) {
        state.from = End::First;
    }
    if pressed(ui, Modifiers::NONE, Key::ArrowRight) {
        state.from = End::Second;
    }
    for (key, by) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1)] {
        if pressed(ui, Modifiers::NONE, key) {
            state.other_fate(by);
        }
    }
    if pressed(ui, Modifiers::NONE, Key::Backspace) {
        state.clear();
    }
    if pressed(ui, Modifiers::NONE, Key::Enter) {
        told.add = state.step(spec);
    }
}

/// Whether exactly this key went down; then nobody else gets it.
fn pressed(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    let exact = ui
        .input(|input| input.modifiers.command == modifiers.command && input.modifiers.alt == modifiers.alt);
    exact && ui.input_mut(|input| input.consume_key(modifiers, key))
}
