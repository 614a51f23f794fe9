//! A table: one stop of Tab, in which the arrows go from row to row; Enter follows a row that leads somewhere.

use crate::app::progress::{TableRow, TableView, TopicId};
use crate::ui::theme::{Font, Theme, chart, line, radius, space};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, CornerRadius, EventFilter, Galley, Id, Key, Modifiers, Pos2, Rect, Role, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo,
};
use std::sync::Arc;

/// A row with its words set.
struct Set {
    cells: Vec<Arc<Galley>>,
    height: f32,
}

/// Draws it; gives where a row that was chosen leads.
pub fn table_ui(ui: &mut Ui, name: &str, table: &TableView, at: &mut usize) -> Option<TopicId> {
    let theme = Theme::of(ui);
    // A figure far from its name is read on another's line.
    let most = chart::COLUMN * theme.scale * table.columns.len() as f32;
    let width = ui.available_width().min(most);
    let ends = columns(&theme, ui, table, width);
    head_ui(ui, &theme, table, &ends, width);
    let sets: Vec<Set> = table.rows.iter().map(|row| set(ui, &theme, row, &ends)).collect();
    let whole = Vec2::new(width, sets.iter().map(|set| set.height).sum());
    let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
    let id = ui.scope_id().with("table");
    let builder = UiBuilder::new()
        .scope_id(id)
        .max_rect(rect)
        .sense(Sense::focusable_noninteractive())
        .accessibility_role(Role::ListBox)
        .accessibility_label(name);
    let mut list = ui.new_child(builder);
    list.set_min_size(whole);
    list.ctx().accesskit_node_builder(id, |node| node.set_size_of_set(table.rows.len()));
    let focused = list.memory(|memory| memory.has_focus(id));
    *at = (*at).min(table.rows.len().saturating_sub(1));
    let (moved, entered) = if focused { keys(&list, id, at, table.rows.len()) } else { (false, false) };
    let mut to = None;
    let mut top = rect.top();
    for (index, (row, set)) in table.rows.iter().zip(&sets).enumerate() {
        let place = Rect::from_min_size(Pos2::new(rect.left(), top), Vec2::new(width, set.height));
        top += set.height;
        let here = focused && index == *at;
        let sense = if row.to.is_some() { Sense::CLICK } else { Sense::hover() };
        let response = list.interact(place, id.with(index), sense);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, &row.said));
        list.ctx().accesskit_node_builder(response.id, |node| {
            node.set_selected(here);
            node.set_position_in_set(index + 1);
        });
        if here {
            let active = response.id.accesskit_id();
            list.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(active));
            if moved {
                list.scroll_to_rect(place, None);
            }
        }
        if response.clicked() || (here && entered) {
            *at = index;
            to = row.to.clone();
        }
        row_ui(&list, &theme, place, row, set, &ends, (here, row.to.is_some() && response.hovered()));
    }
    to
}

/// The keys of the table, while it has the focus: whether another row was gone to, and one was followed.
fn keys(ui: &Ui, id: Id, at: &mut usize, rows: usize) -> (bool, bool) {
    let filter = EventFilter { tab: false, horizontal_arrows: false, vertical_arrows: true, escape: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let before = *at;
    let last = rows.saturating_sub(1);
    let times = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    *at = at.saturating_add(times(Key::ArrowDown)).min(last).saturating_sub(times(Key::ArrowUp));
    if times(Key::Home) > 0 {
        *at = 0;
    }
    if times(Key::End) > 0 {
        *at = last;
    }
    (*at != before, times(Key::Enter) > 0)
}

/// The left and right edges of the columns, from the left edge of the table: as wide as their widest words, and
/// the first one takes the rest.
fn columns(theme: &Theme, ui: &Ui, table: &TableView, width: f32) -> Vec<(f32, f32)> {
    let wide = |text: &str, font| {
        ui.painter().layout_no_wrap(text.to_owned(), theme.font(font), theme.colors.text).size().x
    };
    let count = table.columns.len().max(1);
    let least_first = width * chart::FIRST_COLUMN;
    let mut widths: Vec<f32> = (0..count)
        .map(|column| {
            let head = table.columns.get(column).map_or(0.0, |text| wide(text, Font::SmallBold));
            let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
            let bar = |row: &TableRow| row.strength.is_some() && column + 1 == count;
            let extra =
                if table.rows.iter().any(bar) { chart::STRENGTH * theme.scale + space::M } else { 0.0 };
            cells.map(|text| wide(text, Font::Small) + extra).fold(head, f32::max) + space::XL
        })
        .collect();
    let rest: f32 = widths.iter().skip(1).sum();
    let most = (width - least_first).max(0.0);
    // Where they find no room they share what there is, and their words are broken.
    let share = if rest > most { most / rest } else { 1.0 };
    widths.iter_mut().skip(1).for_each(|width| *width *= share);
    let rest: f32 = widths.iter().skip(1).sum();
    widths.iter_mut().take(1).for_each(|first| *first = width - rest);
    let mut left = 0.0;
    let ends = widths.into_iter().map(|width| {
        let from = left;
        left += width;
        (from, left)
    });
    ends.collect()
}

fn head_ui(ui: &mut Ui, theme: &Theme, table: &TableView, ends: &[(f32, f32)], width: f32) {
    let galleys: Vec<Arc<Galley>> = table
        .columns
        .iter()
        .zip(ends)
        .map(|(words, (from, to))| {
            let room = to - from - space::S;
            ui.painter().layout(words.clone(), theme.font(Font::SmallBold), theme.colors.muted, room)
        })
        .collect();
    let height = galleys.iter().map(|galley| galley.size().y).fold(0.0, f32::max) + space::XS;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    for (column, (galley, (from, to))) in galleys.into_iter().zip(ends).enumerate() {
        let left = left_of(column, rect.left() + from, rect.left() + to, galley.size().x);
        let top = rect.bottom() - space::XS - galley.size().y;
        ui.painter().galley(Pos2::new(left, top), galley, theme.colors.muted);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(line::HAIR, theme.colors.border));
}

/// Words stand at the left of the first column and at the right of the others.
fn left_of(column: usize, from: f32, to: f32, width: f32) -> f32 {
    if column == 0 { from + space::XS } else { (to - width - space::XS).round() }
}

fn set(ui: &Ui, theme: &Theme, row: &TableRow, ends: &[(f32, f32)]) -> Set {
    let cells: Vec<Arc<Galley>> = row
        .cells
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(column, (words, (from, to)))| {
            let color = match (column, &row.to) {
                (0, Some(_)) => theme.colors.accent.text,
                _ => theme.colors.text,
            };
            // What stands on a line of its own is a condition, as the machine has it.
            let (words, condition) = words.split_once('\n').unwrap_or((words, ""));
            let mut job =
                LayoutJob::simple(words.to_owned(), theme.font(Font::Small), color, to - from - space::S);
            if !condition.is_empty() {
                let format = TextFormat::simple(theme.font(Font::Small), theme.colors.muted);
                job.append("\n", 0.0, format.clone());
                job.append(condition, 0.0, format);
            }
            ui.painter().layout_job(job)
        })
        .collect();
    let height = cells.iter().map(|cell| cell.size().y).fold(0.0, f32::max);
    Set { cells, height: (height + 2.0 * space::XS).max(chart::ROW * theme.scale).ceil() }
}

fn row_ui(
    ui: &Ui,
    theme: &Theme,
    place: Rect,
    row: &TableRow,
    set: &Set,
    ends: &[(f32, f32)],
    (here, hovered): (bool, bool),
) {
    let colors = theme.colors;
    let corner = CornerRadius::same(radius::SMALL);
    if hovered {
        ui.painter().rect_filled(place, corner, colors.inset);
    }
    if here {
        let ring = Stroke::new(line::RING, colors.text);
        ui.painter().rect_stroke(place, corner, ring, StrokeKind::Inside);
    }
    for (column, (galley, (from, to))) in set.cells.iter().zip(ends).enumerate() {
        let left = left_of(column, place.left() + from, place.left() + to, galley.size().x);
        let top = (place.center().y - galley.size().y / 2.0).round();
        ui.painter().galley(Pos2::new(left, top), galley.clone(), colors.text);
        if column + 1 == ends.len()
            && let Some(strength) = row.strength
        {
            let from = place.left() + from + space::L;
            // Where words need the room there is none.
            if left - from >= chart::STRENGTH * theme.scale {
                strength_ui(ui, theme, Pos2::new(from, place.center().y), strength);
            }
        }
    }
}

/// A bar before the figure.
fn strength_ui(ui: &Ui, theme: &Theme, start: Pos2, strength: f32) {
    let size = Vec2::new(chart::STRENGTH * theme.scale, chart::BAR * theme.scale);
    let place = Align2::LEFT_CENTER.anchor_size(start, size);
    let corner = CornerRadius::same(radius::SMALL);
    ui.painter().rect_filled(place, corner, theme.colors.inset);
    let filled = Rect::from_min_size(place.min, Vec2::new(size.x * strength.clamp(0.0, 1.0), size.y));
    ui.painter().rect_filled(filled, corner, theme.strength(strength).line);
    ui.painter().rect_stroke(place, corner, Stroke::new(line::HAIR, theme.colors.edge), StrokeKind::Inside);
}
