//! A ladder with its tools: played step by step, zoomed, written in numbers or symbols, exported; and the
//! reason of a row below it. Every screen whose ladder may tell everything uses it.

use super::detail::{CardTold, card_ui};
use super::export::{Seen, export_ui};
use super::marks::{Sign, sign};
use super::{Show, cached, shown_ui};
use crate::app::Command;
use crate::app::ladder::Ladder;
use crate::app::map::{Lit, MapCommand};
use crate::app::save::SaveCommand;
use crate::text::{Lang, say, say_with};
use crate::ui::theme::{self, Theme, size, space};
use crate::wire::End;
use egui::{AsIdSalt, Button, Id, Response, RichText, ScrollArea, Ui, Vec2};
use std::time::Duration;

/// What the learner did with the panel in this frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LadderTold {
    /// A page to be opened in the browser.
    pub open: Option<String>,
    /// What is to be saved to a file.
    pub save: Option<SaveCommand>,
    /// The map is to show where both ends are.
    pub map: Option<Lit>,
    /// So many steps are to be shown, where somebody else keeps that.
    pub step: Option<usize>,
    /// Whether numbers are to be shown, where somebody else keeps that.
    pub numbers: Option<bool>,
    /// The row that is to be removed.
    pub remove: Option<usize>,
}

impl LadderTold {
    /// What concerns the whole app.
    pub fn commands(self) -> impl Iterator<Item = Command> {
        let open = self.open.map(Command::Open);
        let save = self.save.map(Command::Save);
        let map = self.map.map(|lit| Command::InMap(MapCommand::Show(lit)));
        open.into_iter().chain(save).chain(map)
    }
}

/// Where a ladder stands, where somebody else keeps that.
#[derive(Clone, Copy, Debug)]
pub struct Guide {
    /// Steps that are shown.
    pub step: usize,
    /// Steps before the ladder's first row.
    pub first: usize,
    /// Steps in all, also before and behind the ladder.
    pub count: usize,
    /// Whether numbers stand in the ladder, where it is made with or without them.
    pub numbers: Option<bool>,
    /// Whether a row's reason opens below the ladder; else it is told elsewhere.
    pub card: bool,
    /// The most of the window's height that the ladder takes before it is scrolled in its place; with none the
    /// screen is scrolled.
    pub share: Option<f32>,
}

/// What belongs to the panel alone.
#[derive(Clone, Debug)]
struct LadderUi {
    /// Steps that are shown; all of them where nothing is said.
    step: Option<usize>,
    /// The step that was drawn last, where somebody else keeps it.
    seen: Option<usize>,
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
        LadderUi { step: None, seen: None, plays: None, zoom: 1.0, numbers: false, open: None, fresh: false }
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
    ladder_guided_ui(ui, salt, ladder, None, lang)
}

/// The same where somebody else may keep the step.
pub fn ladder_guided_ui(
    ui: &mut Ui,
    salt: impl AsIdSalt,
    ladder: &Ladder,
    guide: Option<Guide>,
    lang: Lang,
) -> LadderTold {
    let id = ui.make_persistent_id(salt);
    let mut state: LadderUi = ui.data(|data| data.get_temp(id.with("panel"))).unwrap_or_default();
    let own = Guide {
        step: 0,
        first: 0,
        count: ladder.rows.len(),
        numbers: None,
        card: true,
        share: Some(size::LADDER_SHARE),
    };
    let at = guide.unwrap_or(own);
    if let Some(guide) = guide {
        state.step = Some(guide.step);
        state.numbers = guide.numbers.unwrap_or(state.numbers);
    }
    let before = state.step;
    let mut told = LadderTold::default();
    play(ui, &mut state, at.count);
    ui.push_id(id, |ui| {
        told.save = tools_ui(ui, &mut state, ladder, &at, lang);
        states_ui(ui, &state, ladder, &at, lang);
    });
    ui.add_space(space::S);
    let response = scrolled_ui(ui, id, &mut state, before, ladder, guide, lang);
    told.remove = response.remove;
    answer(ui, id, &mut state, ladder, (&at, guide.is_some()), response);
    if let Some(row) = state.open.filter(|_| at.card) {
        ui.add_space(space::S);
        let fresh = std::mem::take(&mut state.fresh);
        let numbers = state.numbers;
        let card = ui.push_id((id, row), |ui| card_ui(ui, ladder, row, at.first, numbers, lang));
        if fresh {
            reveal(ui, card.response.rect);
        }
        card_told(card.inner, &mut state, &mut told);
    }
    if guide.is_some() {
        told.step = state.step.filter(|step| before != Some(*step));
        told.numbers = at.numbers.filter(|numbers| *numbers != state.numbers).map(|numbers| !numbers);
    }
    ui.data_mut(|data| data.insert_temp(id.with("panel"), state));
    told
}

fn card_told(card: CardTold, state: &mut LadderUi, told: &mut LadderTold) {
    if card.close {
        state.open = None;
    }
    (told.open, told.map) = (card.open, card.map);
}

/// Its beginning is enough: the row that it is about should stay in sight.
fn reveal(ui: &Ui, mut card: egui::Rect) {
    card.max.y = card.max.y.min(card.top() + ui.ctx().content_rect().height() * size::CARD_SHARE);
    ui.scroll_to_rect(card, None);
}

/// The ladder in its place that scrolls.
fn scrolled_ui(
    ui: &mut Ui,
    id: Id,
    state: &mut LadderUi,
    before: Option<usize>,
    ladder: &Ladder,
    guide: Option<Guide>,
    lang: Lang,
) -> super::LadderResponse {
    let count = ladder.rows.len();
    let first = guide.map_or(0, |guide| guide.first);
    let row = |step: usize| step.checked_sub(first + 1).filter(|row| *row < count);
    let moved = match guide {
        // The screen is not scrolled from its beginning before anything was done.
        Some(guide) => {
            let seen = state.seen.replace(guide.step);
            seen != Some(guide.step) && (seen.is_some() || guide.share.is_some())
        }
        None => state.step != before,
    };
    let mut show = Show {
        numbers: state.numbers && guide.is_none_or(|guide| guide.numbers.is_none()),
        zoom: (state.zoom * ZOOM_PARTS).round() / ZOOM_PARTS,
        until: state.step.map_or(count, |step| step.saturating_sub(first).min(count)),
        current: state.open.or(state.step.and_then(row)),
        scroll_to: state.step.filter(|_| moved).map(|step| row(step).unwrap_or(0)),
        steps: true,
    };
    let (layout, other) = cached(ui, id, ladder, &show);
    if other {
        // Other steps: nothing of the last ones is kept but how they were looked at.
        let kept = LadderUi { zoom: state.zoom, numbers: state.numbers, ..LadderUi::default() };
        *state = match guide {
            Some(_) => LadderUi { step: state.step, seen: state.seen, plays: state.plays, ..kept },
            None => kept,
        };
        show.current = state.step.and_then(row);
        if guide.is_none() {
            show = Show { until: count, scroll_to: None, ..show };
        }
        super::keys::put(ui, id, show.current.unwrap_or(0));
    }
    let share = guide.map_or(Some(size::LADDER_SHARE), |guide| guide.share);
    let area = ScrollArea::new([true, share.is_some()]).id_salt((id, "area")).auto_shrink([false, true]);
    let area = match share {
        Some(share) => {
            let most = (ui.ctx().content_rect().height() * share).max(size::LADDER_LEAST);
            area.max_height(most).min_scrolled_height(most)
        }
        None => area,
    };
    let response = area.show(ui, |ui| shown_ui(ui, id, ladder, &layout, &show, lang));
    wheel(ui, state, response.inner_rect);
    response.inner
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
fn answer(
    ui: &Ui,
    id: Id,
    state: &mut LadderUi,
    ladder: &Ladder,
    (at, guided): (&Guide, bool),
    told: super::LadderResponse,
) {
    let count = at.count;
    if let Some(row) = told.clicked {
        let known = at.card && ladder.rows.get(row).is_some_and(|row| row.detail.is_some());
        state.open = Some(row).filter(|_| known && state.open != Some(row));
        state.fresh = state.open.is_some();
        state.plays = None;
        // Whoever keeps the step goes there.
        state.step = state.step.map(|step| if guided { at.first + row + 1 } else { step });
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

fn tools_ui(
    ui: &mut Ui,
    state: &mut LadderUi,
    ladder: &Ladder,
    at: &Guide,
    lang: Lang,
) -> Option<SaveCommand> {
    ui.horizontal_wrapped(|ui| play_ui(ui, state, at.count, lang));
    let tools = ui.horizontal_wrapped(|ui| {
        zoom_ui(ui, state, lang);
        ui.add_space(space::S);
        if at.numbers.is_some() || ladder.has_numbers() {
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
        let rows = state.step.map_or(usize::MAX, |step| step.saturating_sub(at.first));
        export_ui(ui, &Seen { ladder, rows, numbers: state.numbers, lang })
    });
    tools.inner
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

/// The states of both ends after the last step that is shown.
fn states_ui(ui: &mut Ui, state: &LadderUi, ladder: &Ladder, at: &Guide, lang: Lang) {
    let theme = Theme::of(ui);
    let step = state.step.map_or(usize::MAX, |step| step.saturating_sub(at.first)).min(ladder.rows.len());
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
