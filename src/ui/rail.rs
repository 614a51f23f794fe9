//! The rail: places at the side of a wide window, at the top of a narrow one.

use super::theme::{self, Theme, icons, line, radius, space};
use crate::app::action::{ACTIONS, Action};
use crate::app::place::Place;
use crate::app::{Command, Frame};
use crate::text::say;
use egui::{Align2, CornerRadius, Response, Sense, Stroke, Ui, Vec2, WidgetInfo};

/// Width of the rail at scale 1, in points.
const WIDTH: f32 = 92.0;
/// Height of an entry with icon and word.
const HEIGHT: f32 = 62.0;
/// Size of an entry that has only its icon.
const SMALL: f32 = 38.0;
/// Below this width, measured in text, the rail lies at the top.
const NARROW: f32 = 860.0;

/// Whether the window is too narrow, or too low, for a rail at its side.
pub fn is_narrow(ui: &Ui) -> bool {
    let (window, scale) = (ui.ctx().content_rect(), Theme::of(ui).scale);
    let entries = (Place::RAIL.len() as f32) * (HEIGHT * scale.clamp(1.0, 1.5) + space::XS);
    let icons = 2.0 * (SMALL * scale.clamp(1.0, 1.5) + space::XS);
    let tall = entries + icons + 3.0 * space::S;
    window.width() < NARROW * scale.max(0.9) || window.height() < tall
}

fn look(place: &Place) -> (char, &'static str) {
    match place {
        Place::Today | Place::Study => (icons::TODAY, "rail-today"),
        Place::Decks | Place::Browse | Place::Findings(_) => (icons::DECKS, "rail-decks"),
        Place::Lab => (icons::LAB, "rail-lab"),
        Place::Explorer => (icons::EXPLORER, "rail-explorer"),
        Place::Map => (icons::MAP, "rail-map"),
        Place::Capture => (icons::CAPTURE, "rail-capture"),
        Place::Progress => (icons::PROGRESS, "rail-progress"),
        Place::Exam | Place::ExamStart | Place::ExamSitting | Place::ExamReport(_) => {
            (icons::EXAM, "rail-exam")
        }
        Place::Settings | Place::Data => (icons::SETTINGS, "rail-settings"),
    }
}

/// The name of a place.
pub fn word(place: &Place) -> &'static str {
    look(place).1
}

/// The rail of a wide window.
pub fn rail_ui(root: &mut Ui, frame: &Frame, commands: &mut Vec<Command>) {
    let theme = Theme::of(root);
    egui::Panel::left("rail")
        .exact_size(WIDTH * theme.scale.clamp(1.0, 1.5))
        .resizable(false)
        .frame(bar(&theme))
        .show(root, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ways_ui(ui, frame, commands);
            ui.add_space(space::S);
            let (last, first) = Place::RAIL.split_last().map_or((None, [].as_slice()), |(l, f)| (Some(l), f));
            for place in first {
                place_ui(ui, frame, place, commands);
            }
            ui.with_layout(egui::Layout::bottom_up(egui::Align::Center), |ui| {
                if let Some(place) = last {
                    place_ui(ui, frame, place, commands);
                }
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    icon_ui(ui, icons::HELP, "action-keys", Action::Keys, frame, true, commands);
                    icon_ui(ui, icons::SEARCH, "action-palette", Action::Palette, frame, true, commands);
                });
            });
        });
}

/// The rail of a narrow window.
pub fn top_ui(root: &mut Ui, frame: &Frame, commands: &mut Vec<Command>) {
    let theme = Theme::of(root);
    let low = egui::Margin::symmetric(space::S as i8, space::XS as i8);
    let frame_of = if theme::is_short(root) { bar(&theme).inner_margin(low) } else { bar(&theme) };
    egui::Panel::top("rail at the top").frame(frame_of).show(root, |ui| {
        egui::ScrollArea::horizontal().show(ui, |ui| {
            let view = ui.clip_rect();
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                icon_ui(ui, icons::BACK, "action-back", Action::Back, frame, frame.ways.0, commands);
                for place in &Place::RAIL {
                    let (icon, word) = look(place);
                    let name = say(frame.lang, word);
                    let on = frame.place == *place;
                    let off = off(frame, place);
                    let shown = entry(ui, icon, &name, None, on, off.is_none());
                    if shown.on_hover_text(off.unwrap_or(&name)).clicked() {
                        commands.push(Command::Go(place.clone()));
                    }
                }
                icon_ui(ui, icons::SEARCH, "action-palette", Action::Palette, frame, true, commands);
                super::focus::follow(ui, view);
            });
        });
    });
}

fn bar(theme: &Theme) -> egui::Frame {
    egui::Frame::new()
        .fill(theme.colors.surface)
        .inner_margin(egui::Margin::symmetric(space::S as i8, space::S as i8))
}

fn ways_ui(ui: &mut Ui, frame: &Frame, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        icon_ui(ui, icons::BACK, "action-back", Action::Back, frame, frame.ways.0, commands);
        icon_ui(ui, icons::FORWARD, "action-forward", Action::Forward, frame, frame.ways.1, commands);
    });
}

fn place_ui(ui: &mut Ui, frame: &Frame, place: &Place, commands: &mut Vec<Command>) {
    let (icon, word) = look(place);
    let name = say(frame.lang, word);
    let off = off(frame, place);
    let shown = entry(ui, icon, &name, Some(&name), frame.place == *place, off.is_none());
    let shown = if let Some(off) = off { shown.on_hover_text(off) } else { shown };
    if shown.clicked() {
        commands.push(Command::Go(place.clone()));
    }
}

/// Why one can't go to a place now, if one can't.
fn off<'a>(frame: &'a Frame, place: &Place) -> Option<&'a str> {
    let exam = frame.exam.as_ref().filter(|_| !place.is_open_in_exam())?;
    Some(&exam.off)
}

fn icon_ui(
    ui: &mut Ui,
    icon: char,
    word: &str,
    action: Action,
    frame: &Frame,
    can: bool,
    commands: &mut Vec<Command>,
) {
    let name = say(frame.lang, word);
    let keys = frame.keys.iter().find(|(known, _)| *known == action).map(|(_, keys)| keys.as_str());
    let tip = keys.map_or_else(|| name.to_string(), |keys| format!("{name} ({})", key_words(keys)));
    if entry(ui, icon, &name, None, false, can).on_hover_text(tip).clicked() {
        commands.push(Command::Do(action));
    }
}

/// An icon, with its word below it where there is room.
fn entry(ui: &mut Ui, icon: char, name: &str, word: Option<&str>, on: bool, can: bool) -> Response {
    let theme = Theme::of(ui);
    let scale = theme.scale.clamp(1.0, 1.5);
    let size = match word {
        Some(_) => Vec2::new(ui.available_width(), HEIGHT * scale),
        None => Vec2::splat(SMALL * scale),
    };
    let (rect, response) = ui.allocate_exact_size(size, if can { Sense::click() } else { Sense::hover() });
    let role = if word.is_some() { egui::Role::Tab } else { egui::Role::Button };
    response.widget_info(|| WidgetInfo::selected(role, can, on, name));
    let colors = theme.colors;
    let fill = match (on, can && response.hovered()) {
        (true, _) => Some(colors.accent.fill),
        (false, true) => Some(colors.inset),
        (false, false) => None,
    };
    let corner = CornerRadius::same(radius::CONTROL);
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, corner, fill);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            corner,
            Stroke::new(line::RING, colors.text),
            egui::StrokeKind::Inside,
        );
    }
    let color = match (can, on) {
        (false, _) => colors.edge,
        (true, true) => colors.accent.text,
        (true, false) => colors.muted,
    };
    let center =
        if word.is_some() { rect.center_top() + Vec2::new(0.0, rect.height() * 0.36) } else { rect.center() };
    ui.painter().text(center, Align2::CENTER_CENTER, icon, theme::icon_font(scale), color);
    if let Some(word) = word {
        let color = match (can, on) {
            (false, _) => colors.edge,
            (true, true) => colors.accent.text,
            (true, false) => colors.text,
        };
        let mut font = theme.font(theme::Font::Small);
        // A long word is set smaller rather than cut off.
        let wide = |font: &egui::FontId| {
            ui.painter().layout_no_wrap(word.to_owned(), font.clone(), color).size().x
                > rect.width() - space::XS
        };
        while font.size > 9.0 && wide(&font) {
            font.size -= 1.0;
        }
        let at = rect.center_bottom() - Vec2::new(0.0, rect.height() * 0.2);
        ui.painter().text(at, Align2::CENTER_CENTER, word, font, color);
    }
    response.on_hover_cursor(if can { egui::CursorIcon::PointingHand } else { egui::CursorIcon::Default })
}

/// Keys as people read them.
pub fn key_words(keys: &str) -> String {
    let sign = |part: &str| match part {
        "Plus" => "+".to_owned(),
        "Minus" => "−".to_owned(),
        "Left" => "←".to_owned(),
        "Right" => "→".to_owned(),
        other => other.to_owned(),
    };
    keys.split('+').map(sign).collect::<Vec<_>>().join(" ")
}

/// Whether a shortcut was pressed; a key without Ctrl, Alt or F does not count while something is typed.
pub fn pressed(ui: &Ui, frame: &Frame) -> Option<Action> {
    let typing = !super::focus::is_free(ui);
    frame.keys.iter().map(|(action, keys)| (*action, keys)).find_map(|(action, keys)| {
        let (modifiers, key) = super::keys::parse(keys)?;
        let plain = modifiers.is_none() && !super::keys::is_function(key);
        let known = ACTIONS.iter().any(|entry| entry.action == action);
        (known && !(plain && typing) && ui.input_mut(|i| i.consume_key(modifiers, key))).then_some(action)
    })
}
