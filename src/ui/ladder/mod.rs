//! The ladder: two lifelines, and arrows that slope down with time.
//!
//! Split in three: what it shows is [`crate::app::ladder`], where it stands is [`layout`] (pure
//! numbers), how it looks is `paint`. Around that, `keys` lets it be walked through as one Tab stop, and
//! `panel` plays it, zooms it and tells the reason of a row. Nothing here judges.

mod detail;
mod export;
mod keys;
pub mod layout;
pub mod marks;
mod measure;
mod paint;
mod panel;
mod rows;
pub mod text;

#[cfg(test)]
mod tests;

pub use detail::{CardTold, reason_ui};
pub use panel::{Guide, Room, ladder_guided_ui, ladder_panel_ui};

use crate::app::ladder::{Event, Known, Ladder, Tone};
use crate::text::{Lang, say, say_with};
use crate::ui::theme::{Font, Theme, size};
use egui::{AsIdSalt, Id, Rect, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo};
use keys::Asked;
use layout::{Layout, layout};
use measure::{Measuring, Sizes};
use paint::Attention;
use std::sync::Arc;

/// What the learner did with a ladder in this frame. Numbers are those of the rows, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LadderResponse {
    /// The row that was clicked, or chosen with Enter or Space.
    pub clicked: Option<usize>,
    /// The row that the pointer is over or that the keys have come to.
    pub hovered: Option<usize>,
    /// The row that is to be removed.
    pub remove: Option<usize>,
    /// Where the horizontal arrows go, if they were pressed and go anywhere.
    pub(self) turn: Option<bool>,
    /// The ladder was left with Escape.
    pub(self) escape: bool,
}

/// How a ladder is shown.
#[derive(Clone, Copy, Debug)]
struct Show {
    /// Numbers where there could be symbols.
    numbers: bool,
    /// How much larger than usual.
    zoom: f32,
    /// Rows from here on are faint.
    until: usize,
    /// The row that is marked.
    current: Option<usize>,
    /// The row that is to be seen.
    scroll_to: Option<usize>,
    /// Whether it can be gone through step by step, in a place of its own that scrolls.
    steps: bool,
}

impl Default for Show {
    fn default() -> Show {
        Show { numbers: false, zoom: 1.0, until: usize::MAX, current: None, scroll_to: None, steps: false }
    }
}

/// Draws a ladder over the width that is there. The ladder paints no card around itself.
///
/// `salt` tells ladders of one `Ui` apart; make it from data (a question's id).
pub fn ladder_ui(ui: &mut Ui, salt: impl AsIdSalt, ladder: &Ladder, lang: Lang) -> LadderResponse {
    let id = ui.make_persistent_id(salt);
    let show = Show::default();
    let (layout, _) = cached(ui, id, ladder, &show);
    shown_ui(ui, id, ladder, &layout, &show, lang).0
}

/// Draws a ladder that is laid out, and lets it be walked through with the keys. Tells where the names of both
/// ends are to be painted over it, if they have been scrolled away.
fn shown_ui(
    ui: &mut Ui,
    id: Id,
    ladder: &Ladder,
    layout: &Layout,
    show: &Show,
    lang: Lang,
) -> (LadderResponse, Option<Vec2>) {
    let theme = Theme::of(ui).zoomed(show.zoom);
    let (rect, _) = ui.allocate_exact_size(layout.size, Sense::hover());
    let origin = rect.min.to_vec2();
    if let Some(row) = show.scroll_to.and_then(|row| layout.rows.get(row)) {
        let mut seen = row.rect.translate(origin).expand(theme.ladder().row_gap);
        seen.min.y -= covered(layout, &theme, show);
        // Of what is higher than its place, the beginning is to be seen.
        let room = ui.clip_rect().height();
        let tall = seen.height() > room;
        if tall {
            seen.min.y += theme.ladder().row_gap;
        }
        ui.scroll_to_rect(seen, tall.then_some(egui::Align::Min));
    }
    let name = say_with(lang, "ladder-name", &[("count", ladder.rows.len().into())]);
    let builder = UiBuilder::new()
        .scope_id(id)
        .max_rect(rect)
        .sense(Sense::focusable_noninteractive())
        .accessibility_role(Role::ListBox)
        .accessibility_label(name);
    let mut inner = ui.new_child(builder);
    inner.set_min_size(layout.size);
    let heads = heads_at(ui, layout, &theme, origin, show);
    if let Some((_, below)) = heads {
        inner.set_clip_rect(below);
    }
    // A part of the window is registered before its size is known.
    let bounds = egui::accesskit::Rect {
        x0: rect.left().into(),
        y0: rect.top().into(),
        x1: rect.right().into(),
        y1: rect.bottom().into(),
    };
    ui.ctx().accesskit_node_builder(id, |node| node.set_bounds(bounds));
    let mut told = LadderResponse::default();
    let pointed = interact(&mut inner, id, ladder, layout, show, lang, &mut told);
    if inner.is_rect_visible(rect) {
        draw(&inner, &theme, ladder, layout, origin, show, &pointed);
    }
    (told, heads.map(|(place, _)| place))
}

/// Where the names of both ends are when they have been scrolled out of their place, and what of the window
/// there is below them: whose lifeline it is must be seen wherever one has scrolled to.
fn heads_at(ui: &Ui, layout: &Layout, theme: &Theme, origin: Vec2, show: &Show) -> Option<(Vec2, Rect)> {
    let clip = ui.clip_rect();
    if !show.steps || clip.top() <= origin.y {
        return None;
    }
    let mut below = clip;
    below.min.y += covered(layout, theme, show);
    Some((Vec2::new(origin.x, clip.top()), below))
}

/// How much of the rows the names may cover.
fn covered(layout: &Layout, theme: &Theme, show: &Show) -> f32 {
    let [height, _] = layout.line_y;
    if show.steps { height + theme.ladder().label_gap } else { 0.0 }
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
    key: (bool, f32, f32, f32),
    layout: Arc<Layout>,
    sizes: Arc<Sizes>,
}

/// Where everything stands, and whether these are other steps than in the last frame.
fn cached(ui: &Ui, id: Id, ladder: &Ladder, show: &Show) -> (Arc<Layout>, bool) {
    let theme = Theme::of(ui).zoomed(show.zoom);
    // What is zoomed in may be wider than its place; then it is scrolled.
    let least = if show.zoom > 1.0 { size::LEAST_LADDER * theme.scale } else { 0.0 };
    let bar = if show.steps { ui.spacing().scroll.allocated_width() } else { 0.0 };
    let width = (ui.available_width() - bar).floor().max(least);
    let key = (show.numbers, width, theme.scale, ui.pixels_per_point());
    let known: Option<Arc<Cache>> = ui.data(|data| data.get_temp(id));
    let mut other = true;
    if let Some(cache) = &known {
        let same = cache.ladder.looks_like(ladder, show.numbers);
        if same && cache.key == key {
            return (Arc::clone(&cache.layout), false);
        }
        other = !same && !same_steps(&cache.ladder, ladder);
    }
    let measuring = Measuring::new(ui, &theme, known.as_ref().map(|cache| &*cache.sizes));
    let measure = |text: &str, font: Font| measuring.size(text, font);
    let layout = Arc::new(layout(ladder, show.numbers, width, theme.scale, &measure));
    let sizes = Arc::new(measuring.into_sizes());
    let cache = Cache { ladder: ladder.clone(), key, layout: Arc::clone(&layout), sizes };
    ui.data_mut(|data| data.insert_temp(id, Arc::new(cache)));
    (layout, other)
}

/// Whether the same happens in both, in whatever language.
fn same_steps(one: &Ladder, other: &Ladder) -> bool {
    let same = |one: &Event, other: &Event| {
        std::mem::discriminant(one) == std::mem::discriminant(other)
            && match (one, other) {
                (Event::Call { at: one, .. }, Event::Call { at: other, .. })
                | (Event::Timer { at: one, .. }, Event::Timer { at: other, .. }) => one == other,
                (one, other) => one == other,
            }
    };
    one.rows.len() == other.rows.len()
        && one.rows.iter().zip(&other.rows).all(|(one, other)| same(&one.event, &other.event))
}

/// Which row is pointed at, and how.
#[derive(Clone, Copy, Debug, Default)]
struct Pointed {
    hovered: Option<usize>,
    focused: Option<usize>,
    on_remove: Option<usize>,
}

fn interact(
    ui: &mut Ui,
    id: Id,
    ladder: &Ladder,
    layout: &Layout,
    show: &Show,
    lang: Lang,
    told: &mut LadderResponse,
) -> Pointed {
    let origin = ui.max_rect().min.to_vec2();
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let mut pointed = Pointed::default();
    let (at, asked) = keys::walk(ui, id, ladder.rows.len(), has_focus, show);
    if has_focus {
        pointed.focused = at;
        match asked {
            Some(Asked::Choose) => told.clicked = at,
            Some(Asked::Remove) => {
                told.remove = at.filter(|at| ladder.rows.get(*at).is_some_and(|row| row.editable));
            }
            Some(Asked::Turn(on)) => told.turn = Some(on),
            Some(Asked::Leave) => told.escape = true,
            Some(Asked::Walk) => {
                if let Some(place) = at.and_then(|at| layout.rows.get(at)) {
                    let mut seen = place.rect.translate(origin);
                    seen.min.y -= covered(layout, &Theme::of(ui).zoomed(show.zoom), show);
                    ui.scroll_to_rect(seen, None);
                }
            }
            None => {}
        }
    }
    // Only what can be seen takes part, but a screen reader sees everything.
    let speaks = ui.ctx().has_accesskit_node(id);
    let clip = ui.clip_rect().translate(-origin);
    let visible = layout.rows_within(clip.top(), clip.bottom());
    for (index, (row, place)) in ladder.rows.iter().zip(&layout.rows).enumerate() {
        if !speaks && !visible.contains(&index) {
            continue;
        }
        let spoken = row.said(show.numbers);
        let response = ui.interact(place.rect.translate(origin), id.with(index), Sense::CLICK);
        let selected = pointed.focused == Some(index);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), selected, spoken));
        let remove = place.remove.map(|place| {
            let button = ui.interact(place.translate(origin), id.with((index, "remove")), Sense::CLICK);
            let name = say_with(lang, "ladder-remove", &[("row", spoken.into())]);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
            button
        });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(selected));
        if selected {
            let row = response.id.accesskit_id();
            ui.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(row));
        }
        let on_remove = remove.as_ref().is_some_and(|button| button.hovered());
        if response.hovered() || on_remove {
            pointed.hovered = Some(index);
        }
        if on_remove {
            pointed.on_remove = Some(index);
        }
        if remove.is_some_and(|button| button.clicked()) {
            told.remove = Some(index);
        } else if response.clicked() {
            told.clicked = Some(index);
            keys::put(ui, id, index);
        }
        if !on_remove && visible.contains(&index) {
            detail::tooltip(response, ladder, row, show, lang);
        }
    }
    told.hovered = pointed.hovered.or(pointed.focused);
    pointed
}

fn draw(
    ui: &Ui,
    theme: &Theme,
    ladder: &Ladder,
    layout: &Layout,
    origin: Vec2,
    show: &Show,
    pointed: &Pointed,
) {
    let painter = ui.painter();
    let mut faint = painter.clone();
    faint.multiply_opacity(size::AHEAD);
    // What is ahead anyway is faint by its tone.
    let ahead = |index: usize| ladder.rows.get(index).is_some_and(|row| row.tone == Tone::Ahead);
    let by = |index: usize| if index < show.until || ahead(index) { painter } else { &faint };
    let clip = ui.clip_rect().translate(-origin);
    let visible = layout.rows_within(clip.top(), clip.bottom());
    let attention = |index: usize| Attention {
        hovered: pointed.hovered == Some(index),
        focused: pointed.focused == Some(index),
        on_remove: pointed.on_remove == Some(index),
        current: show.current == Some(index),
    };
    let rows = || {
        let at = |index: usize| Some((index, ladder.rows.get(index)?, layout.rows.get(index)?));
        visible.clone().filter_map(at)
    };
    for (index, row, place) in rows() {
        paint::band(by(index), theme, place, origin, row, attention(index));
    }
    paint::ground(painter, theme, layout, origin);
    // The line of a held segment may be seen where its row is not.
    for index in layout.held.iter().copied().filter(|index| !visible.contains(index)) {
        let Some((row, place)) = ladder.rows.get(index).zip(layout.rows.get(index)) else { continue };
        let reach = place.arrows.iter().map(|arrow| Rect::from_two_pos(arrow.from, arrow.to));
        if reach.fold(Rect::NOTHING, Rect::union).intersects(clip) {
            paint::arrows(by(index), theme, place, origin, row);
        }
    }
    for (index, row, place) in rows() {
        paint::arrows(by(index), theme, place, origin, row);
    }
    for (index, row, place) in rows() {
        paint::words_of(by(index), theme, place, origin, row, attention(index));
    }
}

/// What the keys do, for those who find the ladder by hovering.
fn keys_help(show: &Show, lang: Lang) -> String {
    say(lang, if show.steps { "ladder-keys-stepping" } else { "ladder-keys" }).into_owned()
}
