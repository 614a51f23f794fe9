//! A ladder with its tools: played step by step, zoomed, written in numbers or symbols, exported; and the
//! reason of a row below it.

use super::detail::card_ui;
use super::marks::{Sign, sign};
use super::{Show, cached, shown_ui};
use crate::app::export::Picture;
use crate::app::ladder::Ladder;
use crate::text::{Lang, say, say_with};
use crate::ui::picture::image;
use crate::ui::theme::{self, Theme, size, space};
use crate::wire::End;
use egui::{AsIdSalt, Button, Id, Response, RichText, ScrollArea, Ui, Vec2};
use std::time::Duration;

/// What the learner did with the panel in this frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LadderTold {
    /// A page to be opened in the browser.
    pub open: Option<String>,
}

/// What belongs to the panel alone.
#[derive(Clone, Debug)]
struct LadderUi {
    /// Steps that are shown; all of them where nothing is said.
    step: Option<usize>,
    /// When the next step is shown, while it plays.
    plays: Option<f64>,
    /// How much larger than usual.
    zoom: f32,
    /// Numbers where there could be symbols.
    numbers: bool,
    /// The row whose reason is open.
    open: Option<usize>,
    /// Whether it was opened in this frame.
    fresh: bool,
}

impl Default for LadderUi {
    fn default() -> LadderUi {
        LadderUi { step: None, plays: None, zoom: 1.0, numbers: false, open: None, fresh: false }
    }
}

/// Seconds that a step is shown while playing.
const STEP_SECONDS: f64 = 0.8;
/// How far it zooms, and the stops of its buttons.
const ZOOMS: [f32; 7] = [0.6, 0.8, 1.0, 1.25, 1.5, 1.75, 2.0];
/// Zooming with the wheel goes in such parts, so that not every turn lays everything out anew.
const ZOOM_PARTS: f32 = 20.0;
/// The slider, in points.
const LEAST_SLIDER: f32 = 80.0;
const MOST_SLIDER: f32 = 320.0;

/// Draws a ladder with its tools over the width that is there. It paints no card around itself.
pub fn ladder_panel_ui(ui: &mut Ui, salt: impl AsIdSalt, ladder: &Ladder, lang: Lang) -> LadderTold {
    let id = ui.make_persistent_id(salt);
    let mut state: LadderUi = ui.data(|data| data.get_temp(id.with("panel"))).unwrap_or_default();
    let count = ladder.rows.len();
    let before = state.step;
    let mut told = LadderTold::default();
    play(ui, &mut state, count);
    ui.push_id(id, |ui| {
        tools_ui(ui, &mut state, ladder, lang);
        states_ui(ui, &state, ladder, lang);
    });
    ui.add_space(space::S);
    let zoomed = (state.zoom * ZOOM_PARTS).round() / ZOOM_PARTS;
    let step = state.step.map(|step| step.min(count));
    let mut show = Show {
        numbers: state.numbers,
        zoom: zoomed,
        until: step.unwrap_or(count),
        current: state.open.or(step.and_then(|step| step.checked_sub(1))),
        scroll_to: step.filter(|_| state.step != before).map(|step| step.saturating_sub(1)),
        steps: true,
    };
    let (layout, other) = cached(ui, id, ladder, &show);
    if other {
        // Other steps: nothing of the last ones is kept but how they were looked at.
        state = LadderUi { zoom: state.zoom, numbers: state.numbers, ..LadderUi::default() };
        show = Show { until: count, current: None, scroll_to: None, ..show };
        super::keys::put(ui, id, 0);
    }
    let most = (ui.ctx().content_rect().height() * size::LADDER_SHARE).max(size::LADDER_LEAST);
    let area = ScrollArea::both().id_salt((id, "area")).auto_shrink([false, true]);
    let area = area.max_height(most).min_scrolled_height(most);
    let response = area.show(ui, |ui| shown_ui(ui, id, ladder, &layout, &show, lang));
    wheel(ui, &mut state, response.inner_rect);
    answer(ui, id, &mut state, ladder, response.inner);
    if let Some(row) = state.open {
        ui.add_space(space::S);
        let card = ui.push_id((id, row), |ui| {
            card_ui(ui, ladder, row, state.numbers, std::mem::take(&mut state.fresh), lang)
        });
        if card.inner.close {
            state.open = None;
        }
        told.open = card.inner.open;
    }
    ui.data_mut(|data| data.insert_temp(id.with("panel"), state));
    told
}

/// Goes on where it plays and the time has come.
fn play(ui: &Ui, state: &mut LadderUi, count: usize) {
    let Some(next) = state.plays else { return };
    let now = ui.input(|input| input.time);
    let step = state.step.unwrap_or(count);
    if step >= count || !Theme::of(ui).motion {
        state.plays = None;
        return;
    }
    let next = if now < next {
        next
    } else {
        state.step = Some(step + 1);
        now + STEP_SECONDS
    };
    state.plays = (state.step != Some(count)).then_some(next);
    if state.plays.is_some() {
        ui.ctx().request_repaint_after(Duration::from_secs_f64((next - now).max(0.0)));
    }
}

/// What was done with the ladder itself.
fn answer(ui: &Ui, id: Id, state: &mut LadderUi, ladder: &Ladder, told: super::LadderResponse) {
    let count = ladder.rows.len();
    if let Some(row) = told.clicked {
        let known = ladder.rows.get(row).is_some_and(|row| row.detail.is_some());
        state.open = Some(row).filter(|_| known && state.open != Some(row));
        state.fresh = state.open.is_some();
        state.plays = None;
    }
    match told.turn {
        Some(true) => turn(ui, state, (state.step.unwrap_or(count) + 1).min(count)),
        Some(false) => turn(ui, state, state.step.unwrap_or(count).saturating_sub(1)),
        None => {}
    }
    if told.escape {
        if state.open.take().is_none() {
            ui.memory_mut(|memory| memory.surrender_focus(id));
        }
        ui.ctx().request_repaint();
    }
    if told.clicked.is_some() {
        ui.ctx().request_repaint();
    }
}

/// Shows so many steps.
fn turn(ui: &Ui, state: &mut LadderUi, step: usize) {
    (state.step, state.plays, state.open) = (Some(step), None, None);
    ui.ctx().request_repaint();
}

fn wheel(ui: &Ui, state: &mut LadderUi, rect: egui::Rect) {
    let zoom = ui.input(|input| input.zoom_delta());
    if zoom != 1.0 && ui.rect_contains_pointer(rect) {
        let [least, .., most] = ZOOMS;
        state.zoom = (state.zoom * zoom).clamp(least, most);
        ui.ctx().request_repaint();
    }
}

fn tools_ui(ui: &mut Ui, state: &mut LadderUi, ladder: &Ladder, lang: Lang) {
    ui.horizontal_wrapped(|ui| play_ui(ui, state, ladder.rows.len(), lang));
    ui.horizontal_wrapped(|ui| {
        zoom_ui(ui, state, lang);
        ui.add_space(space::S);
        if ladder.has_numbers() {
            for (numbers, key) in [(false, "ladder-symbols"), (true, "ladder-numbers")] {
                let (on, word) = (state.numbers == numbers, say(lang, key));
                let chip = theme::chip(ui, on, word.as_ref(), Theme::of(ui).colors.accent);
                let name = say_with(lang, "ladder-spelling", &[("how", word.as_ref().into())]);
                chip.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, &name));
                if chip.clicked() {
                    state.numbers = numbers;
                }
            }
            ui.add_space(space::S);
        }
        export_ui(ui, state, ladder, lang);
    });
}

fn play_ui(ui: &mut Ui, state: &mut LadderUi, count: usize, lang: Lang) {
    let theme = Theme::of(ui);
    let step = state.step.unwrap_or(count).min(count);
    let playing = state.plays.is_some();
    let (play_sign, play_word) =
        if playing { (Sign::Pause, "ladder-pause") } else { (Sign::Play, "ladder-play") };
    for (sign, word, to) in [
        (Sign::First, "ladder-first", (step > 0).then_some(0)),
        (Sign::Previous, "ladder-previous", step.checked_sub(1)),
    ] {
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
    for (sign, word, to) in [
        (Sign::Next, "ladder-next", Some(step + 1).filter(|to| *to <= count)),
        (Sign::Last, "ladder-last", Some(count).filter(|to| *to > step)),
    ] {
        if let Some(to) = stepper(ui, sign, word, to, lang) {
            turn(ui, state, to);
        }
    }
    ui.visuals_mut().selection.bg_fill = theme.colors.accent.line;
    let args = [("step", step.into()), ("count", count.into())];
    let position = RichText::new(say_with(lang, "ladder-position", &args)).text_style(theme::bold());
    let name = say(lang, "ladder-slider");
    if let Some(to) = theme::steps_slider(ui, (step, count), LEAST_SLIDER..=MOST_SLIDER, &position, &name) {
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

/// What is seen, for the clipboard.
fn export_ui(ui: &mut Ui, state: &LadderUi, ladder: &Ladder, lang: Lang) {
    let rows = state.step.unwrap_or(usize::MAX);
    let seen = || Picture::of(ladder.seen(rows, state.numbers), lang);
    let name = say(lang, "ladder-export");
    let menu = ui.menu_button(format!("{name} ⏷"), |ui| {
        let style = ui.ctx().global_style();
        ui.set_style(style);
        let offer = |ui: &mut Ui, key: &str| {
            let clicked = ui.button(say(lang, key).as_ref()).clicked();
            if clicked {
                ui.close();
            }
            clicked
        };
        if offer(ui, "ladder-copy-text") {
            ui.ctx().copy_text(ladder.text(rows, state.numbers));
        }
        if offer(ui, "ladder-copy-mermaid") {
            ui.ctx().copy_text(seen().mermaid());
        }
        if offer(ui, "ladder-copy-svg") {
            ui.ctx().copy_text(seen().svg());
        }
        if offer(ui, "ladder-copy-picture")
            && let Ok(image) = image(&seen().svg())
        {
            ui.ctx().copy_image(image);
        }
    });
    menu.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &*name));
}

/// The states of both ends after the last step that is shown.
fn states_ui(ui: &mut Ui, state: &LadderUi, ladder: &Ladder, lang: Lang) {
    let theme = Theme::of(ui);
    let step = state.step.unwrap_or(ladder.rows.len()).min(ladder.rows.len());
    let states =
        step.checked_sub(1).map_or(Some(&ladder.start), |at| ladder.rows.get(at).map(|row| &row.states));
    let Some(states) = states.filter(|states| states.iter().all(|state| !state.is_empty())) else { return };
    tight_ui(ui, |ui| {
        for ((end, role), state) in End::BOTH.into_iter().zip(&ladder.roles).zip(states) {
            let args = [("role", role.as_str().into()), ("state", state.as_str().into())];
            theme::badge(ui, &say_with(lang, "ladder-state", &args), theme.end(end));
        }
    });
}

/// A square button with a drawn sign, which `name` says.
pub fn sign_button(ui: &mut Ui, which: Sign, name: &str, enabled: bool) -> Response {
    let theme = Theme::of(ui);
    let edge = theme::control::HEIGHT * theme.scale.max(1.0);
    let button = ui.add_enabled(enabled, Button::new("").min_size(Vec2::splat(edge)));
    let color = if enabled { theme.colors.text } else { theme.colors.faint };
    let place = egui::Rect::from_center_size(button.rect.center(), Vec2::splat(theme.ladder().sign));
    sign(ui.painter(), place, which, color);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, name));
    button.on_hover_text(name)
}

/// A row that is no higher than its words, unlike one of buttons.
pub fn tight_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(add);
    });
}
