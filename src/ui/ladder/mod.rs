//! The ladder: two lifelines, and arrows that slope down with time.
//!
//! Split in three: what it shows is [`crate::app::ladder`], where it stands is [`layout`] (pure
//! numbers), how it looks is `paint`. Nothing here moves, judges, or remembers anything but the
//! last layout.

pub mod layout;
pub mod marks;
mod paint;
mod rows;
pub mod text;

#[cfg(test)]
mod tests;

use crate::app::ladder::{Known, Ladder};
use crate::text::{Lang, say_with};
use crate::ui::theme::{Font, Theme};
use egui::{AsIdSalt, Id, Key, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};
use layout::{Layout, layout};
use paint::Attention;
use std::sync::Arc;

/// What the learner did with a ladder in this frame. Numbers are those of the rows, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LadderResponse {
    /// The row that was clicked, or chosen with Enter or Space.
    pub clicked: Option<usize>,
    /// The row that the pointer is over or that has the focus.
    pub hovered: Option<usize>,
    /// The row that is to be removed.
    pub remove: Option<usize>,
}

/// Draws a ladder over the width that is there. The ladder paints no card around itself.
///
/// `salt` tells ladders of one `Ui` apart; make it from data (a question's id).
pub fn ladder_ui(ui: &mut Ui, salt: impl AsIdSalt, ladder: &Ladder, lang: Lang) -> LadderResponse {
    ladder_at_ui(ui, salt, ladder, None, lang)
}

/// The same, scrolled so that a row can be seen.
pub fn ladder_at_ui(
    ui: &mut Ui,
    salt: impl AsIdSalt,
    ladder: &Ladder,
    row: Option<usize>,
    lang: Lang,
) -> LadderResponse {
    let theme = Theme::of(ui);
    let id = ui.make_persistent_id(salt);
    let layout = cached(ui, id, ladder, &theme);
    let (rect, _) = ui.allocate_exact_size(layout.size, Sense::hover());
    let origin = rect.min.to_vec2();
    if let Some(row) = row.and_then(|row| layout.rows.get(row)) {
        ui.scroll_to_rect(row.rect.translate(origin).expand(theme.ladder().row_gap), None);
    }
    let mut response = LadderResponse::default();
    let attention = interact(ui, id, ladder, &layout, origin, lang, &mut response);
    if ui.is_rect_visible(rect) {
        draw(ui, &theme, ladder, &layout, origin, &attention);
    }
    response
}

/// One line of a legend: an arrow as it is drawn, and what that means.
pub fn legend_ui(ui: &mut Ui, known: Known, words: &str) {
    let theme = Theme::of(ui);
    let sizes = theme.ladder();
    ui.horizontal(|ui| {
        let size = Vec2::new(sizes.head * 4.5, sizes.sign);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        paint::sample(ui.painter(), &theme, rect, known);
        ui.label(egui::RichText::new(words).small().color(theme.colors.muted));
    });
}

/// The last layout, and what it was made from.
#[derive(Clone)]
struct Cache {
    ladder: Ladder,
    width: f32,
    scale: f32,
    pixels_per_point: f32,
    layout: Arc<Layout>,
}

fn cached(ui: &Ui, id: Id, ladder: &Ladder, theme: &Theme) -> Arc<Layout> {
    let (width, scale, pixels_per_point) = (ui.available_width().floor(), theme.scale, ui.pixels_per_point());
    let known: Option<Arc<Cache>> = ui.data(|data| data.get_temp(id));
    if let Some(cache) = known.filter(|cache| {
        (cache.width, cache.scale, cache.pixels_per_point) == (width, scale, pixels_per_point)
            && cache.ladder == *ladder
    }) {
        return Arc::clone(&cache.layout);
    }
    let measure = |text: &str, font: Font| -> Vec2 {
        ui.fonts_mut(|fonts| {
            fonts.layout_no_wrap(text.to_owned(), theme.font(font), theme.colors.text).size()
        })
    };
    let layout = Arc::new(layout(ladder, width, scale, &measure));
    let cache = Cache { ladder: ladder.clone(), width, scale, pixels_per_point, layout: Arc::clone(&layout) };
    ui.data_mut(|data| data.insert_temp(id, Arc::new(cache)));
    layout
}

fn interact(
    ui: &Ui,
    id: Id,
    ladder: &Ladder,
    layout: &Layout,
    origin: Vec2,
    lang: Lang,
    told: &mut LadderResponse,
) -> Vec<Attention> {
    let mut attention = Vec::with_capacity(layout.rows.len());
    for (index, (row, place)) in ladder.rows.iter().zip(&layout.rows).enumerate() {
        let rect = place.rect.translate(origin);
        let response = ui.interact(rect, id.with(index), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &row.spoken));
        let remove = place.remove.map(|place| {
            let button = ui.interact(place.translate(origin), id.with((index, "remove")), Sense::click());
            let name = say_with(lang, "ladder-remove", &[("row", row.spoken.as_str().into())]);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
            button
        });
        let on_remove = remove.as_ref().is_some_and(|button| button.hovered() || button.has_focus());
        let hovered = response.hovered() || on_remove;
        let focused = response.has_focus();
        if focused && response.gained_focus() {
            response.scroll_to_me(None);
        }
        let asked = remove.is_some_and(|button| button.clicked()) || (row.editable && focused && deletes(ui));
        if asked {
            told.remove = Some(index);
        } else if response.clicked() {
            told.clicked = Some(index);
        }
        if hovered || (focused && told.hovered.is_none()) {
            told.hovered = Some(index);
        }
        spoken_tooltip(response, &row.spoken, on_remove);
        attention.push(Attention { hovered, focused, on_remove });
    }
    attention
}

fn deletes(ui: &Ui) -> bool {
    ui.input_mut(|input| {
        input.consume_key(egui::Modifiers::NONE, Key::Delete)
            || input.consume_key(egui::Modifiers::NONE, Key::Backspace)
    })
}

fn spoken_tooltip(response: Response, spoken: &str, on_remove: bool) {
    if !on_remove && !spoken.is_empty() {
        response.on_hover_text_at_pointer(spoken);
    }
}

fn draw(ui: &Ui, theme: &Theme, ladder: &Ladder, layout: &Layout, origin: Vec2, attention: &[Attention]) {
    let painter = ui.painter();
    let visible = |rect: Rect| ui.is_rect_visible(rect.translate(origin));
    let rows = || ladder.rows.iter().zip(&layout.rows).zip(attention);
    for ((row, place), attention) in rows().filter(|((_, place), _)| visible(place.rect)) {
        paint::band(painter, theme, place, origin, row, *attention);
    }
    paint::ground(painter, theme, layout, origin);
    for ((row, place), _) in rows() {
        // The line of a held segment may be seen where its row is not.
        let reach = place.arrows.iter().fold(place.rect, |reach, arrow| {
            reach.union(Rect::from_two_pos(arrow.from, Pos2::new(arrow.to.x, arrow.to.y)))
        });
        if visible(reach) {
            paint::arrows(painter, theme, place, origin, row);
        }
    }
    for ((row, place), attention) in rows().filter(|((_, place), _)| visible(place.rect)) {
        paint::words_of(painter, theme, place, origin, row, *attention);
    }
}
