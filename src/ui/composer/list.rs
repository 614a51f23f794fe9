//! The steps that stand already, in a list: to be moved, given another fate, taken out; by mouse and by
//! keyboard.

use super::fate_look;
use super::seen::Heights;
use super::step::FATES;
use crate::app::steps::StepLine;
use crate::text::{Lang, say, say_with};
use crate::ui::theme::{self, Font, Theme, Tint, card, chip, line, quiet_button, radius, space};
use crate::wire::Fate;
use egui::{
    AsIdSalt, Frame, Id, Key, Modifiers, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
};

/// What the learner did with the list in this frame. Steps are counted from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListResponse {
    /// A step is to be moved: from where, to where.
    pub shift: Option<(usize, usize)>,
    /// A segment is to have another fate.
    pub fate: Option<(usize, Fate)>,
    /// A step is to be taken out.
    pub remove: Option<usize>,
}

/// What is dragged.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Dragged {
    list: Id,
    step: usize,
}

/// Draws the list.
///
/// Keys on a step that has the focus: Alt+Up and Alt+Down move it, Alt+Left and Alt+Right change what the
/// network does with it, Delete takes it out. By mouse it is dragged to another place, or onto a fate.
pub fn list_ui(ui: &mut Ui, salt: impl AsIdSalt, steps: &[StepLine], lang: Lang) -> ListResponse {
    let id = ui.make_persistent_id(salt);
    let mut told = ListResponse::default();
    let theme = Theme::of(ui);
    ui.label(RichText::new(say(lang, "steps-keys")).font(theme.font(Font::Small)).color(theme.colors.muted));
    let held = egui::DragAndDrop::payload::<Dragged>(ui.ctx()).filter(|held| held.list == id);
    let held = held.map(|held| held.step);
    let mut heights = Heights::of(ui, id, theme.scale, lang);
    for (at, step) in steps.iter().enumerate() {
        let focused = || ui.memory(|memory| memory.has_focus(id.with(("step", at))));
        match heights.unseen(ui, step).filter(|_| !focused()) {
            Some(height) => {
                ui.allocate_exact_size(egui::vec2(ui.available_width(), height), Sense::hover());
            }
            None => {
                // Whatever else is drawn, its parts keep their names.
                let own = egui::UiBuilder::new().scope_id(id.with(("row", at)));
                let row = ui.scope_builder(own, |ui| {
                    row_ui(ui, id, (at, steps.len()), step, held, lang, &mut told);
                });
                heights.drawn(step, row.response.rect.height());
            }
        }
        ui.add_space(space::XS);
    }
    heights.keep(ui, id);
    if let Some((at, step)) =
        held.and_then(|held| Some((held, steps.get(held)?))).filter(|(_, s)| s.fate.is_some())
    {
        bins_ui(ui, at, step, lang, &mut told);
    }
    told
}

fn row_ui(
    ui: &mut Ui,
    id: Id,
    (at, count): (usize, usize),
    step: &StepLine,
    held: Option<usize>,
    lang: Lang,
    told: &mut ListResponse,
) {
    let theme = Theme::of(ui);
    let edge = match step.wrong {
        true => Stroke::new(line::NORMAL, theme.colors.wrong.line),
        false => Stroke::new(line::HAIR, theme.colors.border),
    };
    let frame = card(&theme).inner_margin(space::S).corner_radius(radius::CONTROL).stroke(edge);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            let handle = handle_ui(ui, id.with(("step", at)), step, lang);
            handle.dnd_set_drag_payload(Dragged { list: id, step: at });
            take_keys(ui, id, &handle, at, count, step, told);
            if let Some(fate) = &step.fate {
                ui.push_id(at, |ui| fate_ui(ui, at, fate, step, lang, told));
            }
            let remove = quiet_button(ui, "✗", true);
            let name = say_with(lang, "ladder-remove", &[("row", step.line.as_str().into())]);
            remove.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if remove.on_hover_text(name).clicked() {
                told.remove = Some(at);
            }
        });
    });
    let place = shown.response.rect;
    // By the place and not by the response: the handle lies above it.
    let Some(held) = held.filter(|held| *held != at && ui.rect_contains_pointer(place)) else { return };
    // Where it will stand: above what it is moved up to, below what it is moved down to.
    let y = if held > at { place.top() } else { place.bottom() };
    ui.painter().hline(place.x_range(), y, Stroke::new(line::STRONG, theme.colors.accent.line));
    if ui.input(|input| input.pointer.any_released()) {
        told.shift = Some((held, at));
    }
}

/// The part of a row that can be taken hold of: its number and what happens.
fn handle_ui(ui: &mut Ui, id: Id, step: &StepLine, lang: Lang) -> Response {
    let theme = Theme::of(ui);
    let color = step.end.map_or(theme.colors.text, |end| theme.end(end).text);
    let sign = if step.wrong { "✗ " } else { "" };
    let inner = ui.scope(|ui| {
        ui.label(
            RichText::new(format!("↕ {}", step.number))
                .font(theme.font(Font::Mono))
                .color(theme.colors.muted),
        );
        ui.label(RichText::new(format!("{sign}{}", step.line)).font(theme.font(Font::Mono)).color(color));
    });
    let response = ui.interact(inner.response.rect, id, Sense::click_and_drag());
    let args = [("number", step.number.into()), ("what", step.line.as_str().into())];
    let name = say_with(lang, "steps-move", &args);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        response.request_focus();
    }
    if response.has_focus() {
        let ring = Stroke::new(line::RING, theme.colors.accent.line);
        ui.painter().rect_stroke(
            response.rect.expand(2.0),
            f32::from(radius::SMALL),
            ring,
            StrokeKind::Outside,
        );
    }
    let cursor = if response.dragged() { egui::CursorIcon::Grabbing } else { egui::CursorIcon::Grab };
    response.on_hover_cursor(cursor)
}

fn take_keys(
    ui: &Ui,
    id: Id,
    handle: &Response,
    at: usize,
    count: usize,
    step: &StepLine,
    told: &mut ListResponse,
) {
    if !handle.has_focus() {
        return;
    }
    let arrows = egui::EventFilter { vertical_arrows: true, horizontal_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(handle.id, arrows));
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let to = if pressed(Modifiers::ALT, Key::ArrowUp) {
        at.checked_sub(1)
    } else if pressed(Modifiers::ALT, Key::ArrowDown) {
        Some(at + 1).filter(|to| *to < count)
    } else {
        None
    };
    if let Some(to) = to {
        told.shift = Some((at, to));
        crate::ui::focus::moved(ui);
        // The focus goes along with the step.
        ui.memory_mut(|memory| memory.request_focus(id.with(("step", to))));
    }
    for (key, by) in [(Key::ArrowRight, 1), (Key::ArrowLeft, FATES.len() - 1)] {
        if pressed(Modifiers::ALT, key)
            && let Some(now) = FATES.iter().position(|fate| Some(fate) == step.fate.as_ref())
        {
            told.fate = FATES.get((now + by) % FATES.len()).map(|fate| (at, fate.clone()));
        }
    }
    if pressed(Modifiers::NONE, Key::Delete) {
        told.remove = Some(at);
    }
}

/// What the network does with it, and a menu of what else it could do.
fn fate_ui(ui: &mut Ui, at: usize, fate: &Fate, step: &StepLine, lang: Lang, told: &mut ListResponse) {
    let accent = Theme::of(ui).colors.accent;
    let words = fate_words(fate, &step.label, lang);
    let button = ui.menu_button(words, |ui| {
        // Menus have a style of their own; chips look the same everywhere.
        let style = ui.ctx().global_style();
        ui.set_style(style);
        for other in FATES {
            if chip(ui, other == *fate, fate_words(&other, "", lang), accent).clicked() {
                told.fate = Some((at, other));
                ui.close();
            }
        }
    });
    let args =
        [("row", step.line.as_str().into()), ("fate", say(lang, fate_look(fate).1).into_owned().into())];
    let name = say_with(lang, "steps-fate", &args);
    button.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
}

fn fate_words(fate: &Fate, label: &str, lang: Lang) -> String {
    let (sign, key) = fate_look(fate);
    format!("{sign} {} {label}", say(lang, key)).trim_end().to_owned()
}

/// While a segment is dragged: places to drop it on, which give it another fate.
fn bins_ui(ui: &mut Ui, at: usize, step: &StepLine, lang: Lang, told: &mut ListResponse) {
    let theme = Theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        for fate in FATES.into_iter().filter(|fate| Some(fate) != step.fate.as_ref()) {
            let tint: Tint = theme.colors.hint;
            let bin = Frame::new().fill(tint.fill).corner_radius(radius::CONTROL).inner_margin(space::M);
            let shown = bin.show(ui, |ui| {
                ui.label(
                    RichText::new(fate_words(&fate, "", lang)).text_style(theme::bold()).color(tint.text),
                )
            });
            let place = shown.response.rect;
            if !ui.rect_contains_pointer(place) {
                continue;
            }
            let ring = Stroke::new(line::STRONG, theme.colors.accent.line);
            ui.painter().rect_stroke(place, f32::from(radius::CONTROL), ring, StrokeKind::Inside);
            if ui.input(|input| input.pointer.any_released()) {
                told.fate = Some((at, fate));
            }
        }
    });
}
