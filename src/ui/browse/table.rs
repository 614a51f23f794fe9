//! The list: one stop of Tab, in which the arrows go from row to row. Columns where there is room for them, else
//! two lines a row.

use super::{BrowseUi, Rows};
use crate::app::browse::{BrowseCommand, BrowseRow, BrowseView, Pick, State};
use crate::text::{Lang, say};
use crate::ui::theme::{Font, Theme, Tint, is_short, line, radius, size, space};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, CornerRadius, EventFilter, FontId, Id, Key, Modifiers, Pos2, Rect, RichText, Role,
    Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo,
};
use std::ops::Range;

/// The columns: their words, and which part of the width they take.
const COLUMNS: [(&str, f32); 6] = [
    ("browse-column-question", 0.42),
    ("browse-column-deck", 0.16),
    ("browse-column-kind", 0.13),
    ("browse-column-state", 0.10),
    ("browse-column-last", 0.10),
    ("browse-column-counts", 0.09),
];

/// Draws it.
pub fn table_ui(
    ui: &mut Ui,
    view: &BrowseView,
    rows: Rows<'_>,
    state: &mut BrowseUi,
    opens: bool,
    lang: Lang,
    asked: &mut Vec<BrowseCommand>,
) {
    let theme = Theme::of(ui);
    let wide = has_columns(ui, &theme);
    let height = row_height(&theme, wide);
    let whole = Vec2::new(ui.available_width(), height * view.rows as f32);
    let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
    let id = Id::unique("list of questions");
    let builder = UiBuilder::new()
        .scope_id(id)
        .max_rect(rect)
        .sense(Sense::focusable_noninteractive())
        .accessibility_role(Role::ListBox)
        .accessibility_label(say(lang, "browse-list"));
    let mut list = ui.new_child(builder);
    list.set_min_size(whole);
    let seen = rect.intersect(ui.clip_rect());
    let bounds = egui::accesskit::Rect {
        x0: seen.left().into(),
        y0: seen.top().into(),
        x1: seen.right().into(),
        y1: seen.bottom().into(),
    };
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_bounds(bounds);
        node.set_size_of_set(view.rows);
        node.set_multiselectable();
    });
    let focused = list.memory(|memory| memory.has_focus(id));
    keys(&list, id, focused, ((seen.height() / height).max(1.0) as isize, opens), asked);
    if std::mem::replace(&mut state.at, view.at) != view.at
        && let Some(at) = view.at
    {
        list.scroll_to_rect(row_rect(rect, height, at), None);
    }
    for at in visible(rect, list.clip_rect(), height, view.rows) {
        let Some(row) = rows(at) else { continue };
        let place = row_rect(rect, height, at);
        let here = view.at == Some(at);
        let response = list.interact(place, id.with(at), Sense::CLICK);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, row.chosen, &row.spoken));
        list.ctx().accesskit_node_builder(response.id, |node| {
            node.set_selected(row.chosen);
            node.set_position_in_set(at + 1);
        });
        if here {
            let row = response.id.accesskit_id();
            list.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(row));
        }
        if response.clicked() {
            list.memory_mut(|memory| memory.request_focus(id));
            let held = list.input(|input| input.modifiers);
            let pick = if held.shift {
                Pick::Range
            } else if held.command {
                Pick::Toggle
            } else {
                Pick::Only
            };
            asked.push(BrowseCommand::Row(at, pick));
        }
        if opens && response.double_clicked() {
            asked.push(BrowseCommand::Open(true));
        }
        row_ui(&list, &theme, place, &row, wide, response.hovered(), (here, focused));
    }
}

/// Whether the list has columns.
pub fn has_columns(ui: &Ui, theme: &Theme) -> bool {
    ui.available_width() >= size::BROWSE_COLUMNS * theme.scale
}

/// What stands above the list: the names of the columns, or how the keys choose.
pub fn headings_ui(ui: &mut Ui, lang: Lang) {
    let theme = Theme::of(ui);
    if !has_columns(ui, &theme) {
        // A low window needs the room for the list.
        if !is_short(ui) {
            ui.label(RichText::new(say(lang, "browse-keys")).small().color(theme.colors.muted));
        }
        return;
    }
    let place = Rect::from_min_size(ui.cursor().min, Vec2::new(ui.available_width(), 0.0));
    let galleys: Vec<_> = (0..)
        .zip(COLUMNS)
        .map(|(at, (word, _))| {
            let (left, width) = column(place, at);
            let (words, font) = (say(lang, word).into_owned(), theme.font(Font::SmallBold));
            (left, ui.painter().layout(words, font, theme.colors.muted, width))
        })
        .collect();
    let height = galleys.iter().map(|(_, galley)| galley.size().y).fold(0.0, f32::max);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(place.width(), height), Sense::hover());
    for (left, galley) in galleys {
        let top = rect.bottom() - galley.size().y;
        ui.painter().galley(Pos2::new(left, top), galley, theme.colors.muted);
    }
}

/// The rows that can be seen.
fn visible(list: Rect, clip: Rect, height: f32, rows: usize) -> Range<usize> {
    let row = |y: f32| ((y - list.top()) / height).floor().max(0.0) as usize;
    row(clip.top()).min(rows)..(row(clip.bottom()) + 1).min(rows)
}

fn row_rect(list: Rect, height: f32, at: usize) -> Rect {
    let top = list.top() + height * at as f32;
    Rect::from_min_size(Pos2::new(list.left(), top), Vec2::new(list.width(), height))
}

fn row_height(theme: &Theme, wide: bool) -> f32 {
    let line = |font| theme.font(font).size * size::text::LINE;
    let lines = if wide { line(Font::Body) } else { line(Font::Body) + line(Font::Small) };
    // Whole points, so that letters stand on whole dots far down.
    (lines + 2.0 * space::XS).ceil()
}

/// The keys of the list, while it has the focus.
fn keys(ui: &Ui, id: Id, focused: bool, (page, opens): (isize, bool), asked: &mut Vec<BrowseCommand>) {
    if !focused {
        return;
    }
    let filter = EventFilter { tab: false, horizontal_arrows: false, vertical_arrows: true, escape: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let far = isize::MAX / 2;
    let ways = [
        (Key::ArrowDown, 1),
        (Key::ArrowUp, -1),
        (Key::PageDown, page),
        (Key::PageUp, -page),
        (Key::Home, -far),
        (Key::End, far),
    ];
    let held =
        [(Modifiers::SHIFT, Pick::Range), (Modifiers::COMMAND, Pick::Look), (Modifiers::NONE, Pick::Only)];
    for (key, by) in ways {
        for (modifiers, pick) in held {
            let times = ui.input_mut(|input| input.count_and_consume_key(modifiers, key));
            let by = by.saturating_mul(isize::try_from(times).unwrap_or(1));
            asked.extend((times > 0).then_some(BrowseCommand::Move(by, pick)));
        }
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::COMMAND, Key::A) {
        asked.push(BrowseCommand::All);
    }
    if pressed(Modifiers::COMMAND, Key::Z) {
        asked.push(BrowseCommand::Undo);
    }
    if pressed(Modifiers::NONE, Key::Space) {
        asked.push(BrowseCommand::Move(0, Pick::Toggle));
    }
    if opens && pressed(Modifiers::NONE, Key::Enter) {
        asked.push(BrowseCommand::Open(true));
    }
}

/// The left edge and the width of a column.
fn column(row: Rect, at: usize) -> (f32, f32) {
    let inner = row.width() - 2.0 * space::S;
    let before: f32 = COLUMNS.iter().take(at).map(|(_, share)| share).sum();
    let share = COLUMNS.get(at).map_or(0.0, |(_, share)| *share);
    (row.left() + space::S + inner * before, inner * share - space::S)
}

/// The colour of a state.
pub fn tint(theme: &Theme, state: State) -> Color32 {
    match state {
        State::New => theme.colors.accent.text,
        State::Learning => theme.colors.hint.text,
        State::Due => theme.colors.warning.text,
        State::Later(_) => theme.colors.text,
        State::Suspended => theme.colors.muted,
    }
}

/// The row at which the learner is has an edge, and a ring while the keys go to the list.
fn row_ui(
    ui: &Ui,
    theme: &Theme,
    place: Rect,
    row: &BrowseRow,
    wide: bool,
    hovered: bool,
    (here, focused): (bool, bool),
) {
    let colors = theme.colors;
    let body = place.shrink2(Vec2::new(1.0, 1.0));
    let corner = CornerRadius::same(radius::SMALL);
    match (row.chosen, hovered) {
        (true, _) => drop(ui.painter().rect_filled(body, corner, colors.accent.fill)),
        (false, true) => drop(ui.painter().rect_filled(body, corner, colors.inset)),
        (false, false) => {}
    }
    if here {
        let edge =
            if focused { Stroke::new(line::RING, colors.text) } else { Stroke::new(line::HAIR, colors.edge) };
        ui.painter().rect_stroke(body, corner, edge, StrokeKind::Inside);
    }
    let (main, small) = (theme.font(Font::Body), theme.font(Font::Small));
    let top = place.top() + space::XS;
    let signs = signs(theme, row);
    if !wide {
        let width = place.width() - 2.0 * space::M;
        let left = place.left() + space::M;
        line_ui(
            ui,
            Pos2::new(left, top),
            width,
            &[signs, vec![(row.ask.as_str(), colors.text)]].concat(),
            &main,
        );
        let top = top + main.size * size::text::LINE;
        let facts = [
            (row.when.as_str(), tint(theme, row.state)),
            (row.deck.as_str(), colors.muted),
            (row.kind.as_str(), colors.muted),
        ];
        let facts = facts.into_iter().filter(|(words, _)| !words.is_empty());
        // A dot between them: each is read for itself.
        let facts: Vec<_> = facts.flat_map(|fact| [("·", colors.muted), fact]).skip(1).collect();
        line_ui(ui, Pos2::new(left, top), width, &facts, &small);
        return;
    }
    let ask = [signs, vec![(row.ask.as_str(), colors.text)]].concat();
    let cells = [
        ask,
        vec![(row.deck.as_str(), colors.muted)],
        vec![(row.kind.as_str(), colors.muted)],
        vec![(row.when.as_str(), tint(theme, row.state))],
        vec![(row.last.as_str(), colors.muted)],
        vec![(row.counts.as_str(), colors.muted)],
    ];
    for (at, cell) in cells.iter().enumerate() {
        let (left, width) = column(place, at);
        let font = if at == 0 { &main } else { &small };
        let drop = (main.size - font.size) * size::text::LINE / 2.0;
        line_ui(ui, Pos2::new(left, (top + drop).round()), width, cell, font);
    }
}

/// The marks before a question; what they mean is said beside it, and by the row's name.
fn signs(theme: &Theme, row: &BrowseRow) -> Vec<(&'static str, Color32)> {
    let mark = |on: bool, sign, tint: Tint| on.then_some((sign, tint.text));
    let marks =
        [mark(row.flagged, "★", theme.colors.warning), mark(row.often_forgotten, "↻", theme.colors.wrong)];
    marks.into_iter().flatten().collect()
}

/// One line of words; what finds no room is left out.
fn line_ui(ui: &Ui, at: Pos2, width: f32, parts: &[(&str, Color32)], font: &FontId) {
    let mut job = LayoutJob::default();
    for (index, (words, color)) in parts.iter().enumerate() {
        let space = if index > 0 { space::S } else { 0.0 };
        job.append(words, space, TextFormat::simple(font.clone(), *color));
    }
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    let galley = ui.painter().layout_job(job);
    let rect = Align2::LEFT_TOP.anchor_size(at, galley.size());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
}
