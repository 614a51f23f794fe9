//! What lies over the screen: the palette and the cheat sheet.

use super::focus;
use super::rail::key_words;
use super::theme::{self, Font, Theme, card, space};
use crate::app::Command;
use crate::app::palette::{OverlayView, PaletteItem};
use crate::text::{Lang, say, say_with};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Id, Key, Layout, Modal, Modifiers, RichText, ScrollArea, Ui, Vec2};

/// What belongs to the overlay alone.
#[derive(Default)]
pub struct OverlayUi {
    /// The line that Enter chooses.
    chosen: usize,
    /// The text under the cursor.
    text: String,
    /// What is sought, as far as the app was told.
    sent: String,
    open: bool,
}

/// Width of the overlay at scale 1, in points.
const WIDTH: f32 = 560.0;

/// The keys stand in two columns from this width on, at scale 1.
const TWO_COLUMNS: f32 = 480.0;

/// How far from the window's top it begins, as a part of the window's height.
const FROM_TOP: f32 = 0.1;

/// Draws it, if there is one.
pub fn overlay_ui(
    ui: &mut Ui,
    view: Option<&OverlayView>,
    state: &mut OverlayUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let Some(view) = view else {
        *state = OverlayUi::default();
        return;
    };
    let width = (WIDTH * Theme::of(ui).scale).min(ui.ctx().content_rect().width() - 2.0 * space::XXL);
    let id = match view {
        OverlayView::Palette { .. } => Id::unique("palette over"),
        OverlayView::Keys(_) => Id::unique("keys over"),
    };
    let frame = card(&Theme::of(ui));
    // Its top stays where it is while what is found becomes more or less.
    let below = Vec2::new(0.0, ui.ctx().content_rect().height() * FROM_TOP);
    let area = Modal::default_area(id).anchor(egui::Align2::CENTER_TOP, below);
    let shown = Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width);
        match view {
            OverlayView::Palette { query, items, notice } => {
                if state.sent != *query {
                    (state.text, state.sent) = (query.clone(), query.clone());
                }
                palette_ui(ui, items, state, lang, commands);
                if let Some(notice) = notice {
                    ui.add_space(space::S);
                    ui.label(RichText::new(notice).color(Theme::of(ui).colors.hint.text));
                }
            }
            OverlayView::Keys(keys) => {
                *state = OverlayUi::default();
                keys_ui(ui, keys, lang, commands);
            }
        }
    });
    if shown.should_close() {
        commands.push(Command::CloseOverlay);
    }
}

fn palette_ui(
    ui: &mut Ui,
    items: &[PaletteItem],
    state: &mut OverlayUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let id = Id::unique("palette");
    let hint = say(lang, "palette-hint");
    let field = theme::text_field(ui, &mut state.text, id, &hint, true, false);
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SearchInput, true, hint.as_ref()));
    if !state.open {
        field.request_focus();
        state.open = true;
    }
    if field.changed() {
        state.chosen = 0;
        state.sent.clone_from(&state.text);
        commands.push(Command::Seek(state.text.clone()));
    }
    let before = (state.chosen, field.changed());
    let key = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let last = items.len().saturating_sub(1);
    if key(Key::ArrowDown) {
        state.chosen = (state.chosen + 1).min(last);
    }
    if key(Key::ArrowUp) {
        state.chosen = state.chosen.saturating_sub(1);
    }
    let enter = ui.input(|i| i.key_pressed(Key::Enter));
    ui.add_space(space::S);
    let count = say_with(lang, "palette-count", &[("count", items.len().into())]);
    focus::rest_ui(ui, "count", field.rect, egui::Role::Status, &count, true, false);
    if items.is_empty() {
        ui.label(RichText::new(say(lang, "palette-nothing")).color(Theme::of(ui).colors.muted));
    }
    let height = ui.ctx().content_rect().height() * 0.6;
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        for (at, item) in items.iter().enumerate() {
            if let Some(section) = &item.section {
                ui.add_space(space::S);
                ui.label(RichText::new(section).small().color(Theme::of(ui).colors.muted));
            }
            let shown = item_ui(ui, item, at == state.chosen, before != (state.chosen, false));
            if at == state.chosen {
                // The line that Enter chooses is read while the focus stays in the field.
                let line = shown.id.accesskit_id();
                ui.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(line));
            }
            let clicked = shown.clicked();
            if clicked || (enter && at == state.chosen) {
                commands.push(Command::CloseOverlay);
                commands.push(item.command.clone());
            }
        }
    });
}

/// A command over the whole width, its keys at the end.
fn item_ui(ui: &mut Ui, item: &PaletteItem, chosen: bool, moved: bool) -> egui::Response {
    let theme = Theme::of(ui);
    let keys = RichText::new(key_words(&item.keys)).monospace().color(theme.colors.muted);
    let width = ui.available_width();
    let mut job = LayoutJob::default();
    job.append(&item.title, 0.0, TextFormat::simple(theme.font(Font::Body), theme.colors.text));
    let mut name = item.title.clone();
    if !item.note.is_empty() {
        // Below it: beside a title that is broken it would hang behind its last word.
        job.append("\n", 0.0, TextFormat::simple(theme.font(Font::Body), theme.colors.text));
        job.append(&item.note, 0.0, TextFormat::simple(theme.font(Font::Small), theme.colors.muted));
        name = format!("{name}, {}", item.note);
    }
    let button = egui::Button::selectable(chosen, job).right_text(keys).wrap();
    let shown = ui.add(button.min_size(Vec2::new(width, 0.0))).accessible_name(name);
    if !item.keys.is_empty() {
        ui.ctx().accesskit_node_builder(shown.id, |node| node.set_keyboard_shortcut(item.keys.as_str()));
    }
    if chosen && moved {
        shown.scroll_to_me(None);
    }
    shown
}

/// Keys and what they do; the words are broken beside the keys.
fn keys_column_ui(ui: &mut Ui, theme: &Theme, keys: &[(String, String)]) {
    let words = |keys: &str| RichText::new(key_words(keys)).monospace().color(theme.colors.accent.text);
    let wide = |ui: &Ui, keys: &str| {
        let text = egui::WidgetText::from(words(keys));
        text.into_galley(ui, Some(egui::TextWrapMode::Extend), 0.0, egui::TextStyle::Body).size().x
    };
    let width = keys.iter().map(|(_, keys)| wide(ui, keys)).fold(0.0, f32::max);
    for (name, keys) in keys {
        ui.horizontal_top(|ui| {
            let left = ui.cursor().left();
            ui.label(words(keys));
            ui.add_space((left + width + space::M - ui.cursor().left()).max(0.0));
            ui.vertical(|ui| ui.label(name));
        });
    }
}

fn keys_ui(ui: &mut Ui, keys: &[(String, String)], lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new(say(lang, "keys-title")).heading());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = theme::quiet_button(ui, "Esc  ✗", true);
            if close.accessible_name(say(lang, "close").as_ref()).clicked() {
                commands.push(Command::CloseOverlay);
            }
        });
    });
    ui.add_space(space::S);
    let study = [
        "keys-answer",
        "keys-options",
        "keys-true-false",
        "keys-order",
        "keys-hint",
        "keys-pages",
        "keys-leave",
        "keys-compose",
    ];
    let height = ui.ctx().content_rect().height() * 0.7;
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        let columns = if ui.available_width() < TWO_COLUMNS * theme.scale { 1 } else { 2 };
        ui.columns(columns, |places| {
            for (ui, keys) in places.iter_mut().zip(keys.chunks(keys.len().div_ceil(columns).max(1))) {
                keys_column_ui(ui, &theme, keys);
            }
        });
        ui.add_space(space::M);
        ui.label(RichText::new(say(lang, "keys-study")).text_style(theme::bold()));
        for key in study {
            ui.label(say(lang, key).as_ref());
        }
        ui.add_space(space::M);
        ui.label(RichText::new(say(lang, "keys-exam")).text_style(theme::bold()));
        for key in
            ["keys-exam-next", "keys-exam-pages", "keys-exam-sure", "keys-exam-timer", "keys-exam-hand-in"]
        {
            ui.label(say(lang, key).as_ref());
        }
        focus::pages(ui, ui.clip_rect());
    });
}
