//! What stands above a ladder: stepping, zoom, spelling, export.

use super::super::export::{Seen, export_ui};
use super::super::marks::{Sign, sign};
use super::{Guide, LadderUi, STEP_SECONDS, ZOOMS, turn};
use crate::app::ladder::Ladder;
use crate::app::save::SaveCommand;
use crate::text::{Lang, say, say_with};
use crate::ui::theme::{self, Theme, space};
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Button, PopupCloseBehavior, Response, RichText, Ui, Vec2};

/// The slider is not shorter, in points.
const LEAST_SLIDER: f32 = 80.0;

/// Draws them; gives what is to be saved.
pub fn tools_ui(
    ui: &mut Ui,
    state: &mut LadderUi,
    ladder: &Ladder,
    at: &Guide,
    lang: Lang,
) -> Option<SaveCommand> {
    let spelled = at.numbers.is_some() || ladder.has_numbers();
    let export = |ui: &mut Ui, state: &LadderUi| {
        let rows = state.step.map_or(usize::MAX, |step| step.saturating_sub(at.first));
        export_ui(ui, &Seen { ladder, rows, numbers: state.numbers, lang })
    };
    if theme::is_short(ui) {
        let behind = ["ladder-look", "ladder-export"].map(|key| menu_width(ui, &say(lang, key)));
        return ui
            .horizontal_wrapped(|ui| {
                play_ui(ui, state, at.count, behind.iter().sum(), lang);
                look_ui(ui, state, spelled, lang);
                export(ui, state)
            })
            .inner;
    }
    ui.horizontal_wrapped(|ui| play_ui(ui, state, at.count, 0.0, lang));
    let tools = ui.horizontal_wrapped(|ui| {
        zoom_ui(ui, state, lang);
        ui.add_space(space::S);
        if spelled {
            spelling_ui(ui, state, lang);
            ui.add_space(space::S);
        }
        export(ui, state)
    });
    tools.inner
}

/// What a menu's button takes of a row.
fn menu_width(ui: &Ui, name: &str) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let words = ui.painter().layout_no_wrap(menu_words(name), font, egui::Color32::PLACEHOLDER);
    words.size().x + 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x
}

/// What is written on a menu's button.
pub fn menu_words(name: &str) -> String {
    format!("{name} ⏷")
}

/// Zoom and spelling in a menu, where there is no room for a second row of tools.
fn look_ui(ui: &mut Ui, state: &mut LadderUi, spelled: bool, lang: Lang) {
    let name = say(lang, "ladder-look");
    let stays = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let menu = MenuButton::new(menu_words(&name)).config(stays);
    let (button, _) = menu.ui(ui, |ui| {
        let style = ui.ctx().global_style();
        ui.set_style(style);
        ui.horizontal(|ui| zoom_ui(ui, state, lang));
        if spelled {
            ui.horizontal(|ui| spelling_ui(ui, state, lang));
        }
    });
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &*name));
}

fn spelling_ui(ui: &mut Ui, state: &mut LadderUi, lang: Lang) {
    for (numbers, key) in [(false, "ladder-symbols"), (true, "ladder-numbers")] {
        let (on, word) = (state.numbers == numbers, say(lang, key));
        let chip = theme::chip(ui, on, word.as_ref(), Theme::of(ui).colors.accent);
        let name = say_with(lang, "ladder-spelling", &[("how", word.as_ref().into())]);
        chip.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, &name));
        if chip.clicked() {
            state.numbers = numbers;
        }
    }
}

/// The buttons and the slider; `behind` them something so wide is to have room in the same row.
fn play_ui(ui: &mut Ui, state: &mut LadderUi, count: usize, behind: f32, lang: Lang) {
    let theme = Theme::of(ui);
    let step = state.step.unwrap_or(count).min(count);
    let playing = state.plays.is_some();
    let (play_sign, play_word) =
        if playing { (Sign::Pause, "ladder-pause") } else { (Sign::Play, "ladder-play") };
    // In a low window the slider alone goes to both ends.
    let short = theme::is_short(ui);
    let back = [
        (Sign::First, "ladder-first", (step > 0).then_some(0)),
        (Sign::Previous, "ladder-previous", step.checked_sub(1)),
    ];
    for (sign, word, to) in back.into_iter().skip(usize::from(short)) {
        if let Some(to) = stepper(ui, sign, word, to, lang) {
            turn(ui, state, to);
        }
    }
    if theme.motion && sign_button(ui, play_sign, &say(lang, play_word), count > 0).clicked() {
        if playing {
            state.plays = None;
        } else {
            let now = ui.input(|input| input.time);
            let from = if step >= count { 0 } else { step };
            (state.step, state.open, state.plays) = (Some(from), None, Some(now + STEP_SECONDS));
        }
        ui.ctx().request_repaint();
    }
    let on = [
        (Sign::Next, "ladder-next", Some(step + 1).filter(|to| *to <= count)),
        (Sign::Last, "ladder-last", Some(count).filter(|to| *to > step)),
    ];
    for (sign, word, to) in on.into_iter().take(if short { 1 } else { 2 }) {
        if let Some(to) = stepper(ui, sign, word, to, lang) {
            turn(ui, state, to);
        }
    }
    ui.visuals_mut().selection.bg_fill = theme.colors.accent.line;
    let args = [("step", step.into()), ("count", count.into())];
    let position = RichText::new(say_with(lang, "ladder-position", &args)).text_style(theme::bold());
    let name = say(lang, "ladder-slider");
    if let Some(to) = theme::steps_slider(ui, (step, count), LEAST_SLIDER, &position, behind, &name) {
        turn(ui, state, to);
    }
    ui.label(position);
}

fn stepper(ui: &mut Ui, sign: Sign, word: &str, to: Option<usize>, lang: Lang) -> Option<usize> {
    let button = sign_button(ui, sign, &say(lang, word), to.is_some());
    to.filter(|_| button.clicked())
}

fn zoom_ui(ui: &mut Ui, state: &mut LadderUi, lang: Lang) {
    const HAIR: f32 = 0.01;
    let smaller = ZOOMS.into_iter().rev().find(|zoom| *zoom < state.zoom - HAIR);
    let larger = ZOOMS.into_iter().find(|zoom| *zoom > state.zoom + HAIR);
    let percent = i64::from((state.zoom * 100.0).round() as i32);
    if sign_button(ui, Sign::Minus, &say(lang, "ladder-smaller"), smaller.is_some()).clicked() {
        state.zoom = smaller.unwrap_or(state.zoom);
    }
    let words = say_with(lang, "ladder-zoom", &[("percent", percent.into())]);
    let back = theme::quiet_button(ui, &words, true).on_hover_text(say(lang, "ladder-zoom-help"));
    if back.clicked() {
        state.zoom = 1.0;
    }
    if sign_button(ui, Sign::Plus, &say(lang, "ladder-larger"), larger.is_some()).clicked() {
        state.zoom = larger.unwrap_or(state.zoom);
    }
}

/// A square button with a drawn sign, which `name` says.
pub fn sign_button(ui: &mut Ui, which: Sign, name: &str, enabled: bool) -> Response {
    let theme = Theme::of(ui);
    let edge = theme::control::HEIGHT * theme.scale.max(1.0);
    let button = ui.add_enabled(enabled, Button::new("").min_size(Vec2::splat(edge)));
    let color = if enabled { theme.colors.text } else { theme.colors.edge };
    let place = egui::Rect::from_center_size(button.rect.center(), Vec2::splat(theme.ladder().sign));
    sign(ui.painter(), place, which, color);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, name));
    button.on_hover_text(name)
}
