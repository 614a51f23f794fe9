//! The map: a state diagram that can be moved, made larger, and read by selecting.
//!
//! What it shows is [`crate::app::map`], where it stands is [`layout`] (pure numbers), how it looks is
//! `paint`, what stands beside it is `panel`. Nothing here remembers anything but the last layout and
//! how far the picture is moved.

mod labels;
pub mod layout;
mod paint;
mod panel;
mod route;
mod shape;

#[cfg(test)]
mod tests;

use super::explorer::choice_ui;
use super::theme::{self, Font, Theme, line, radius, space, zoom};
use crate::app::Command;
use crate::app::map::{MapCommand, MapView};
use crate::text::{Lang, say};
use egui::{
    Align, Color32, Id, Layout as UiLayout, Pos2, Rect, Response, RichText, Role, Sense, Ui, UiBuilder, Vec2,
};
use egui::{ScrollArea, Stroke, StrokeKind, WidgetInfo};
use layout::{Layout, layout};
use paint::{Attention, Frame};
use std::sync::Arc;

/// The panel stands beside the picture where there is at least so much room, in points at a text scale of 1.
const WIDE: f32 = 760.0;
/// The width of the panel.
const PANEL: f32 = 350.0;
/// How finely a window's shape is seen.
const TALL_STEPS: f32 = 10.0;
/// The list of machines is no wider.
const LIST: f32 = 460.0;
/// The least height of a picture with the panel below it.
const LEAST: f32 = 300.0;
/// The most, as a part of the window's.
const MOST: f32 = 2.0;

/// Draws it over the whole of the window.
pub fn map_ui(ui: &mut Ui, view: &MapView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let panel = PANEL * theme.scale.clamp(1.0, 1.5);
    if ui.available_width() < WIDE * theme.scale.max(1.0) {
        narrow_ui(ui, view, lang, commands);
        return;
    }
    head_ui(ui, view, None, lang, commands);
    let (width, height) = (ui.available_width() - panel - space::L, ui.available_height());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        picture_ui(ui, view, Vec2::new(width, height), true, lang, commands);
        ui.allocate_ui_with_layout(Vec2::new(panel, height), UiLayout::top_down(Align::Min), |ui| {
            let salt = ("beside", &view.machine);
            ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
                panel::panel_ui(ui, view, lang, commands);
            });
        });
    });
}

/// The picture with the panel below it, and at the bottom what was selected until the panel is in sight.
fn narrow_ui(ui: &mut Ui, view: &MapView, lang: Lang, commands: &mut Vec<Command>) {
    let most = (ui.available_height() * MOST).max(LEAST);
    let down = Id::unique("down to the panel");
    // The bar lies over the margin.
    let mut room = ui.available_rect_before_wrap();
    room.max.x += space::L;
    let mut wider = ui.new_child(UiBuilder::new().max_rect(room));
    wider.spacing_mut().scroll.floating_allocated_width = 0.0;
    let shown = ScrollArea::vertical().id_salt("map").auto_shrink(false).show(&mut wider, |ui| {
        ui.set_width(ui.available_width() - space::L);
        let wanted = first_size(ui, view).clamp(LEAST, most);
        let size = Vec2::new(ui.available_width(), wanted);
        head_ui(ui, view, Some(size), lang, commands);
        picture_ui(ui, view, size, false, lang, commands);
        ui.add_space(space::M);
        let begins = ui.cursor().min;
        if ui.data_mut(|data| data.remove_temp::<bool>(down)).is_some() {
            ui.scroll_to_rect(Rect::from_min_size(begins, Vec2::ZERO), Some(Align::Min));
        }
        panel::panel_ui(ui, view, lang, commands);
        ui.add_space(space::XL);
        begins.y
    });
    let mut bar = shown.inner_rect;
    bar.max.x -= space::L;
    bar.min.y = bar.max.y - ui.spacing().interact_size.y - space::S;
    if shown.inner > bar.top() && panel::below_ui(ui, view, bar, lang) {
        ui.data_mut(|data| data.insert_temp(down, true));
        ui.ctx().request_repaint();
    }
}

/// Title and choice of the machine; with the buttons of a picture of this size, which may be out of sight.
fn head_ui(ui: &mut Ui, view: &MapView, picture: Option<Vec2>, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let short = theme::is_short(ui);
    let about = if view.about.is_empty() { say(lang, "map-about").into_owned() } else { view.about.clone() };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(say(lang, "map-title")).text_style(theme::title(ui)))
            .on_hover_text(about.as_str());
        ui.add_space(space::M);
        let buttons = if picture.is_some() { buttons_width(ui, lang) } else { 0.0 };
        let room = ui.available_size_before_wrap().x;
        let width = if room > 2.0 * buttons { room - buttons } else { room }.min(LIST * theme.scale);
        let height = ui.spacing().interact_size.y;
        ui.allocate_ui_with_layout(Vec2::new(width, height), UiLayout::top_down(Align::Min), |ui| {
            choice_ui(ui, &say(lang, "map-machine"), false, &view.machines, &view.machine, |id| {
                commands.push(Command::InMap(MapCommand::Machine(id)));
            });
        });
        if let Some(size) = picture {
            let id = picture_id(view);
            let whole = cached(ui, id, view, &theme, 0.0).size;
            let mut moved: Moved = ui.data(|data| data.get_temp(id)).unwrap_or_default();
            buttons_ui(ui, Rect::from_min_size(Pos2::ZERO, size), whole, lang, &mut moved);
            ui.data_mut(|data| data.insert_temp(id, moved));
        }
    });
    if !short {
        ui.label(RichText::new(about).color(theme.colors.muted));
    }
    if let Some(lit) = &view.lit {
        ui.horizontal_wrapped(|ui| {
            theme::announced(ui, RichText::new(lit).text_style(theme::bold()));
            if let Some(origin) = &view.origin
                && theme::signed_button(ui, '←', &say(lang, "map-back")).clicked()
            {
                commands.push(Command::Go(origin.clone()));
            }
        });
    }
    ui.add_space(space::S);
}

fn picture_id(view: &MapView) -> Id {
    Id::unique(("picture", &view.machine))
}

/// The height of a picture that is as wide as there is room.
fn first_size(ui: &Ui, view: &MapView) -> f32 {
    let layout = cached(ui, picture_id(view), view, &Theme::of(ui), 0.0);
    let room = Rect::from_min_size(Pos2::ZERO, Vec2::new(ui.available_width(), f32::INFINITY));
    layout.size.y * first(room, layout.size, &Theme::of(ui)).0
}

/// How far the picture is moved and how large it is; nothing before it is touched.
#[derive(Clone, Copy, Default)]
struct Moved(Option<(f32, Vec2)>);

fn picture_ui(ui: &mut Ui, view: &MapView, size: Vec2, wheel: bool, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let id = picture_id(view);
    let tall = if wheel { size.y / size.x.max(1.0) } else { 0.0 };
    let layout = cached(ui, id, view, &theme, tall);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let edge = Stroke::new(line::HAIR, theme.colors.border);
    ui.painter().rect(rect, radius::CARD, theme.colors.surface, edge, StrokeKind::Inside);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect.shrink(1.0)).id_salt(id));
    inner.set_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
    let ui = &mut inner;
    let back = ui.interact(rect, id.with("back"), Sense::CLICK | Sense::DRAG);
    back.widget_info(|| WidgetInfo::labeled(Role::Image, true, say(lang, "map-picture")));
    let mut moved: Moved = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    move_by_hand(ui, &back, rect, layout.size, wheel, &mut moved);
    chosen_in_sight(ui, id, view, &layout, rect, &mut moved);
    let frame = frame(ui, &moved, rect, layout.size);
    let attention = interact(ui, id, view, &layout, &frame, &back, &mut moved, commands);
    paint::picture(ui.painter(), &theme, view, &layout, &frame, &attention);
    let all = Rect::from_min_size(Pos2::ZERO, layout.size).shrink(theme.map().margin);
    paint::more(ui.painter(), &theme, rect.shrink(line::HAIR), frame.rect(all));
    if wheel {
        let corner = rect.shrink(space::S);
        let builder = UiBuilder::new().max_rect(corner).layout(UiLayout::right_to_left(Align::Max));
        ui.scope_builder(builder, |ui| buttons_ui(ui, rect, layout.size, lang, &mut moved));
    }
    ui.data_mut(|data| data.insert_temp(id, moved));
}

/// The zoom that shows all of a picture, and where it then stands.
fn fitted(rect: Rect, size: Vec2) -> (f32, Vec2) {
    at_zoom(rect, size, zoom::LEAST)
}

/// How a picture is shown at first: all of it where it can be read so.
fn first(rect: Rect, size: Vec2, theme: &Theme) -> (f32, Vec2) {
    at_zoom(rect, size, zoom::READABLE / theme.scale.sqrt())
}

/// The zoom that shows all of a picture but is not below the least: in the middle, its top in sight.
fn at_zoom(rect: Rect, size: Vec2, least: f32) -> (f32, Vec2) {
    let zoom = (rect.size() / size.max(Vec2::splat(1.0))).min_elem().clamp(least, zoom::FITTED);
    let offset = (rect.size() - size * zoom) / 2.0;
    (zoom, Vec2::new(offset.x, offset.y.max(0.0)))
}

fn frame(ui: &Ui, moved: &Moved, rect: Rect, size: Vec2) -> Frame {
    let (zoom, offset) = moved.0.unwrap_or_else(|| first(rect, size, &Theme::of(ui)));
    Frame { zoom, origin: rect.min + offset }
}

fn move_by_hand(ui: &Ui, back: &Response, rect: Rect, size: Vec2, wheel: bool, moved: &mut Moved) {
    let (mut now, mut offset) = moved.0.unwrap_or_else(|| first(rect, size, &Theme::of(ui)));
    let before = (now, offset);
    if back.dragged() {
        offset += back.drag_delta();
    }
    if let Some(at) = ui.input(|input| input.pointer.hover_pos()).filter(|at| rect.contains(*at))
        && ui.rect_contains_pointer(rect)
    {
        let (zoom_by, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
        if zoom_by != 1.0 {
            (now, offset) = larger((now, offset), zoom_by, at - rect.min);
        } else if wheel {
            offset += scroll;
        }
    }
    if (now, offset) != before {
        moved.0 = Some((now, within(offset, rect, size * now)));
    }
}

/// Larger around a point that stays where it is.
fn larger((zoom, offset): (f32, Vec2), by: f32, at: Vec2) -> (f32, Vec2) {
    let new = (zoom * by).clamp(zoom::LEAST, zoom::MOST);
    (new, at - (at - offset) * (new / zoom))
}

/// A part of the picture stays in sight.
fn within(offset: Vec2, rect: Rect, size: Vec2) -> Vec2 {
    let seen = rect.size().min(size) / 3.0;
    offset.clamp(seen - size, rect.size() - seen)
}

/// What these buttons take of a row.
fn buttons_width(ui: &Ui, lang: Lang) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let wide =
        |words: &str| ui.painter().layout_no_wrap(words.to_owned(), font.clone(), Color32::PLACEHOLDER);
    let words = [say(lang, "map-fit").as_ref(), "−", "+"].map(|words| wide(words).size().x);
    let around = 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
    words.iter().map(|width| width + around).sum::<f32>() + space::S
}

/// The buttons that make a picture larger and smaller.
fn buttons_ui(ui: &mut Ui, rect: Rect, size: Vec2, lang: Lang, moved: &mut Moved) {
    let middle = rect.size() / 2.0;
    // With grounds of their own: the picture may pass below them.
    let mut steps = [("−", "map-smaller", 1.0 / zoom::STEP), ("+", "map-larger", zoom::STEP)];
    let from_right = ui.layout().prefer_right_to_left();
    let fit = |ui: &mut Ui, moved: &mut Moved| {
        if ui.button(say(lang, "map-fit").as_ref()).on_hover_text(say(lang, "map-fit-hint")).clicked() {
            moved.0 = Some(fitted(rect, size));
        }
    };
    if from_right {
        steps.reverse();
        fit(ui, moved);
    }
    for (sign, word, by) in steps {
        let word = say(lang, word);
        let button = ui.button(sign).on_hover_text(word.as_ref());
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, word.as_ref()));
        if button.clicked() {
            let now = moved.0.unwrap_or_else(|| first(rect, size, &Theme::of(ui)));
            let (zoom, offset) = larger(now, by, middle);
            moved.0 = Some((zoom, within(offset, rect, size * zoom)));
        }
    }
    if !from_right {
        fit(ui, moved);
    }
}

/// The last layout, and what it was made from.
#[derive(Clone)]
struct Cache {
    view: MapView,
    scale: f32,
    tall: f32,
    layout: Arc<Layout>,
}

/// The layout for a window that is so many times as tall as wide.
fn cached(ui: &Ui, id: Id, view: &MapView, theme: &Theme, tall: f32) -> Arc<Layout> {
    let id = id.with("layout");
    // In steps, so that not every pixel of a window that is pulled makes it anew.
    let (scale, tall) = (theme.scale, (tall * TALL_STEPS).floor() / TALL_STEPS);
    let known: Option<Arc<Cache>> = ui.data(|data| data.get_temp(id));
    let same =
        |cache: &Arc<Cache>| (cache.scale, cache.tall) == (scale, tall) && cache.view.same_picture(view);
    if let Some(cache) = known.filter(same) {
        return Arc::clone(&cache.layout);
    }
    let measure = |text: &str, font: Font| -> Vec2 {
        ui.fonts_mut(|fonts| {
            fonts.layout_no_wrap(text.to_owned(), theme.font(font), theme.colors.text).size()
        })
    };
    let layout = Arc::new(layout(view, &theme.map(), tall, &measure));
    let cache = Cache { view: view.clone(), scale, tall, layout: Arc::clone(&layout) };
    ui.data_mut(|data| data.insert_temp(id, Arc::new(cache)));
    layout
}

#[expect(clippy::too_many_arguments, reason = "all of one picture")]
fn interact(
    ui: &Ui,
    id: Id,
    view: &MapView,
    layout: &Layout,
    frame: &Frame,
    back: &Response,
    moved: &mut Moved,
    commands: &mut Vec<Command>,
) -> Attention {
    let mut attention = Attention::default();
    let near = back.hover_pos().and_then(|at| nearest(layout, frame, at, ui));
    let mut told = None;
    if back.clicked() {
        told = Some(near.map_or(MapCommand::Clear, MapCommand::Edge));
    }
    attention.edge = near;
    for (index, (edge, place)) in view.edges.iter().zip(&layout.edges).enumerate() {
        let label = ui.interact(frame.rect(place.label), id.with(("edge", index)), Sense::CLICK);
        label.widget_info(|| WidgetInfo::selected(Role::Button, true, edge.selected, &edge.spoken));
        if label.hovered() {
            attention.edge = Some(index);
        }
        if label.clicked() {
            told = Some(MapCommand::Edge(index));
        }
        label.on_hover_text_at_pointer(&edge.spoken);
    }
    for (index, (node, place)) in view.nodes.iter().zip(&layout.nodes).enumerate() {
        let rect = frame.rect(place.rect);
        let state = ui.interact(rect, id.with(("state", &node.name)), Sense::click());
        state.widget_info(|| WidgetInfo::selected(Role::Button, true, node.selected, &node.spoken));
        if state.hovered() {
            attention.node = Some(index);
        }
        if state.has_focus() {
            attention.focus = Some(index);
            if state.gained_focus() {
                show(rect, back.rect, frame, moved);
                state.scroll_to_me(None);
            }
        }
        if state.clicked() {
            told = Some(MapCommand::State(node.name.clone()));
        }
        state.on_hover_text(&node.is);
    }
    if attention.node.is_some() || attention.edge.is_some() {
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    commands.extend(told.map(Command::InMap));
    attention
}

/// The arrow that the pointer is at.
fn nearest(layout: &Layout, frame: &Frame, at: Pos2, ui: &Ui) -> Option<usize> {
    let reach = Theme::of(ui).map().reach;
    let far = |path: &[Pos2]| {
        let lines = shape::pieces(path).map(|(a, b)| shape::distance(at, frame.at(a), frame.at(b)));
        lines.fold(f32::INFINITY, f32::min)
    };
    let all = layout.edges.iter().map(|edge| far(&edge.path)).enumerate();
    all.filter(|(_, far)| *far <= reach).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(index, _)| index)
}

/// Another selection than in the last frame comes into sight.
fn chosen_in_sight(ui: &Ui, id: Id, view: &MapView, layout: &Layout, rect: Rect, moved: &mut Moved) {
    let node = view.nodes.iter().position(|node| node.selected);
    let edge = view.edges.iter().position(|edge| edge.selected);
    let chosen = (node, edge.filter(|_| node.is_none()));
    let id = id.with("chosen");
    let last: Option<(Option<usize>, Option<usize>)> = ui.data(|data| data.get_temp(id));
    if last == Some(chosen) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, chosen));
    let place = match chosen {
        (Some(node), _) => layout.nodes.get(node).map(|node| node.rect),
        (None, Some(edge)) => layout.edges.get(edge).map(|edge| edge.label),
        (None, None) => None,
    };
    if let Some(place) = place {
        let frame = frame(ui, moved, rect, layout.size);
        show(frame.rect(place), rect, &frame, moved);
    }
}

/// Moves the picture so far that something can be seen.
fn show(what: Rect, window: Rect, frame: &Frame, moved: &mut Moved) {
    let room = window.shrink(space::L);
    let over = |low: f32, high: f32, from: f32, to: f32| {
        if low < from {
            from - low
        } else if high > to {
            to - high
        } else {
            0.0
        }
    };
    let by = Vec2::new(
        over(what.left(), what.right(), room.left(), room.right()),
        over(what.top(), what.bottom(), room.top(), room.bottom()),
    );
    if by != Vec2::ZERO {
        moved.0 = Some((frame.zoom, frame.origin - window.min + by));
    }
}
