//! A year: a square for each day, a column for each week. The mark in it grows with what was answered.

use crate::app::progress::{SectionView, YearView};
use crate::text::{Lang, say};
use crate::ui::theme::{Font, Theme, chart, line, radius, space};
use egui::{
    CornerRadius, EventFilter, Id, Key, Modifiers, Pos2, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo,
};

/// Days of a week.
const WEEK: usize = 7;

/// Where the squares stand.
struct Grid {
    first: Pos2,
    cell: f32,
}

impl Grid {
    fn square(&self, day: usize) -> Rect {
        let (column, row) = (day / WEEK, day % WEEK);
        let min = self.first + Vec2::new(column as f32, row as f32) * self.cell;
        Rect::from_min_size(min, Vec2::splat(self.cell)).shrink(self.cell * chart::CELL_GAP)
    }

    fn day_at(&self, at: Pos2) -> Option<usize> {
        let place = (at - self.first) / self.cell;
        let inside = place.x >= 0.0 && (0.0..WEEK as f32).contains(&place.y);
        inside.then_some(place.x as usize * WEEK + place.y as usize)
    }
}

/// Draws it.
pub fn year_ui(ui: &mut Ui, section: &SectionView, year: &YearView, day: &mut Option<usize>, lang: Lang) {
    let theme = Theme::of(ui);
    let weeks = year.days.len().div_ceil(WEEK).max(1);
    let words = |text: &str| {
        ui.painter().layout_no_wrap(text.to_owned(), theme.font(Font::Small), theme.colors.muted)
    };
    let side = year.weekdays.iter().map(|name| words(name).size().x).fold(0.0, f32::max) + space::S;
    let above = words("0").size().y + space::XS;
    let room = (ui.available_width() - side - line::RING - line::NORMAL) / weeks as f32;
    let least = chart::CELL.0.max(words("0").size().y / 2.0 + line::HAIR);
    let cell = room.clamp(least, chart::CELL.1 * theme.scale);
    // The ring around a day reaches over its square.
    let over = line::RING + line::NORMAL;
    let size = Vec2::new(side + cell * weeks as f32 + over, above + cell * WEEK as f32 + over);
    let area = egui::ScrollArea::horizontal().id_salt("year").stick_to_right(true);
    area.show(ui, |ui| {
        let (rect, response) =
            ui.allocate_exact_size(size, Sense::focusable_noninteractive() | Sense::hover());
        let grid = Grid { first: rect.min + Vec2::new(side, above), cell };
        let name = format!("{} {}", section.title, section.said);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        let last = year.days.len().saturating_sub(1);
        let moved = response.has_focus() && keys(ui, response.id, day, last);
        let chosen = day.map(|day| day.min(last)).filter(|_| response.has_focus());
        paint(ui, &theme, year, &grid, chosen);
        labels(ui, &theme, year, &grid, rect);
        if let Some(at) = chosen.filter(|_| moved) {
            ui.scroll_to_rect(grid.square(at).expand(cell), None);
        }
        let hovered = response.hover_pos().and_then(|at| grid.day_at(at)).and_then(|at| year.days.get(at));
        if let Some(hovered) = hovered {
            response.on_hover_text_at_pointer(&hovered.said);
        }
    });
    ui.add_space(space::XS);
    let said = day.and_then(|day| year.days.get(day.min(year.days.len().saturating_sub(1))));
    match said {
        Some(day) => drop(crate::ui::theme::announced(ui, RichText::new(&day.said))),
        None => {
            let words = RichText::new(say(lang, "progress-year-keys")).small().color(theme.colors.muted);
            ui.label(words);
        }
    }
    legend_ui(ui, &theme, year);
}

/// The arrows go from day to day and from week to week; whether another day was gone to.
fn keys(ui: &Ui, id: Id, day: &mut Option<usize>, last: usize) -> bool {
    let before = *day;
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let ways = [
        (Key::ArrowDown, 1),
        (Key::ArrowUp, -1),
        (Key::ArrowRight, WEEK as isize),
        (Key::ArrowLeft, -(WEEK as isize)),
        (Key::Home, isize::MIN / 2),
        (Key::End, isize::MAX / 2),
    ];
    for (key, by) in ways {
        let times = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        for _ in 0..times {
            *day = Some(day.unwrap_or(last).saturating_add_signed(by).min(last));
        }
    }
    *day != before
}

fn paint(ui: &Ui, theme: &Theme, year: &YearView, grid: &Grid, chosen: Option<usize>) {
    let last = year.days.len().saturating_sub(1);
    for (at, day) in year.days.iter().enumerate() {
        let square = grid.square(at);
        square_ui(ui, theme, square, day.level);
        if at == last {
            let ring = Stroke::new(line::NORMAL, theme.colors.text);
            ui.painter().rect_stroke(square, CornerRadius::ZERO, ring, StrokeKind::Outside);
        }
        if chosen == Some(at) {
            let ring = Stroke::new(line::RING, theme.colors.accent.text);
            let corner = CornerRadius::same(radius::SMALL / 2);
            ui.painter().rect_stroke(square.expand(line::RING), corner, ring, StrokeKind::Outside);
        }
    }
}

/// A day's square with its mark: the more, the larger.
fn square_ui(ui: &Ui, theme: &Theme, square: Rect, level: u8) {
    ui.painter().rect_filled(square, CornerRadius::ZERO, theme.colors.inset);
    let share = chart::MARKS.get(usize::from(level)).copied().unwrap_or(1.0);
    if share > 0.0 {
        let mark = Rect::from_center_size(square.center(), square.size() * share);
        ui.painter().rect_filled(mark, CornerRadius::ZERO, theme.colors.accent.line);
    }
}

fn labels(ui: &Ui, theme: &Theme, year: &YearView, grid: &Grid, rect: Rect) {
    let (font, color) = (theme.font(Font::Small), theme.colors.muted);
    let mut free = rect.left();
    for (week, month) in &year.months {
        let at = Pos2::new(grid.square(week * WEEK).left(), rect.top());
        let galley = ui.painter().layout_no_wrap(month.clone(), font.clone(), color);
        // A name that would stand on the one before, or reach over the edge, is left out.
        if at.x >= free && at.x + galley.size().x <= rect.right() {
            free = at.x + galley.size().x + space::S;
            ui.painter().galley(at, galley, color);
        }
    }
    let mut free = f32::NEG_INFINITY;
    for (row, name) in year.weekdays.iter().enumerate() {
        let galley = ui.painter().layout_no_wrap(name.clone(), font.clone(), color);
        let top = (grid.square(row).center().y - galley.size().y / 2.0).round();
        if top >= free && row % 2 == 0 {
            free = top + galley.size().y;
            ui.painter().galley(Pos2::new(rect.left(), top), galley, color);
        }
    }
}

fn legend_ui(ui: &mut Ui, theme: &Theme, year: &YearView) {
    ui.horizontal_wrapped(|ui| {
        let words = year.levels.iter().zip(0_u8..).map(|(words, level)| (words, level, false));
        for (words, level, ring) in words.chain([(&year.today, 0, true)]) {
            super::legend_entry(ui, words, |ui, rect| {
                square_ui(ui, theme, rect, level);
                if ring {
                    let stroke = Stroke::new(line::NORMAL, theme.colors.text);
                    ui.painter().rect_stroke(rect, CornerRadius::ZERO, stroke, StrokeKind::Inside);
                }
            });
        }
    });
}
