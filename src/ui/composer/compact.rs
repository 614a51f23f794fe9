//! The composer of a low window: the same controls in as few rows as they fit in, without captions.

use super::{
    ComposerResponse, ComposerSpec, ComposerState, actions, enter_adds, fate_look, field_id, flag_chips,
    sender_chips, sender_words, step, way_chips,
};
use crate::text::{say, say_with};
use crate::ui::theme::{Font, Theme, control, space, text_field};
use crate::wire::{End, Fate};
use egui::{ComboBox, Id, RichText, Role, Ui, Vec2, WidgetInfo};

/// Draws it.
pub fn compact(
    ui: &mut Ui,
    id: Id,
    state: &mut ComposerState,
    spec: &ComposerSpec<'_>,
    told: &mut ComposerResponse,
) {
    // Both senders stand beside each other: behind the ways of writing, or else before the flags.
    let beside = ui.horizontal_wrapped(|ui| {
        way_chips(ui, state, spec);
        ui.add_space(space::M);
        let fits = senders_width(ui, spec) <= ui.available_size_before_wrap().x;
        if fits {
            sender_chips(ui, state, spec);
        }
        fits
    });
    ui.horizontal_wrapped(|ui| {
        if !beside.inner {
            sender_chips(ui, state, spec);
            ui.add_space(space::M);
        }
        flag_chips(ui, state, spec);
        if beside.inner {
            ui.add_space(space::M);
            fate_list(ui, state, spec);
        }
    });
    ui.horizontal_wrapped(|ui| {
        for field in spec.fields {
            one_field(ui, id, field, state, spec, told);
        }
        if !beside.inner {
            fate_list(ui, state, spec);
        }
    });
    actions(ui, state, spec, told);
}

/// How wide both senders are.
fn senders_width(ui: &Ui, spec: &ComposerSpec<'_>) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let wide = |(end, name)| {
        let words =
            ui.painter().layout_no_wrap(sender_words(end, name), font.clone(), egui::Color32::PLACEHOLDER);
        words.size().x + 2.0 * ui.spacing().button_padding.x
    };
    let both: f32 = End::BOTH.into_iter().zip(spec.names).map(wide).sum();
    both.ceil() + ui.spacing().item_spacing.x
}

/// What the network does, as a list that takes one place.
fn fate_list(ui: &mut Ui, state: &mut ComposerState, spec: &ComposerSpec<'_>) {
    let words = |fate: &Fate| {
        let (sign, key) = fate_look(fate);
        format!("{sign} {}", say(spec.lang, key))
    };
    let now = words(&state.fate);
    let list = ComboBox::from_id_salt("network").selected_text(now).show_ui(ui, |ui| {
        for fate in step::FATES {
            let on = state.fate == fate;
            if ui.selectable_label(on, words(&fate)).clicked() {
                state.fate = fate;
            }
        }
    });
    let name = say(spec.lang, "composer-network");
    list.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name.as_ref()));
}

/// A field behind its name, as one piece of the row.
fn one_field(
    ui: &mut Ui,
    id: Id,
    field: &step::Field,
    state: &mut ComposerState,
    spec: &ComposerSpec<'_>,
    told: &mut ComposerResponse,
) {
    let theme = Theme::of(ui);
    let (may, bad) = (state.may_write(field), state.is_bad(field));
    let name = RichText::new(&field.name).font(theme.font(Font::Mono)).color(theme.colors.muted);
    let width = ui.painter().layout_no_wrap(field.name.clone(), theme.font(Font::Mono), theme.colors.muted);
    let cell = width.size().x + control::SHORT_FIELD * theme.scale + 3.0 * space::S;
    let height = control::HEIGHT * theme.scale.max(1.0);
    let row = egui::Layout::left_to_right(egui::Align::Center);
    let edit = ui.allocate_ui_with_layout(Vec2::new(cell, height), row, |ui| {
        ui.label(name);
        let text = state.fields.entry(field.name.clone()).or_default();
        let edit =
            ui.add_enabled_ui(may, |ui| text_field(ui, text, field_id(id, field), "?", false, bad)).inner;
        // The key that leads here; no term has it.
        text.retain(|c| c != '=');
        edit
    });
    let spoken = say_with(spec.lang, "composer-field", &[("field", field.name.as_str().into())]);
    let edit = edit.inner.accessible_name(spoken);
    enter_adds(ui, &edit, state, spec, told);
}
