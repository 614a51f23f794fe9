//! A ladder with its tools: played step by step, zoomed, written in numbers or symbols, exported; and the
//! reason of a row below it. Every screen whose ladder may tell everything uses it.

mod tools;

pub(super) use tools::menu_words;
pub use tools::sign_button;

use super::detail::{CardTold, card_ui};
use super::{Show, cached, shown_ui};
use crate::app::Command;
use crate::app::ladder::Ladder;
use crate::app::map::{Lit, MapCommand};
use crate::app::save::SaveCommand;
use crate::text::{Lang, say_with};
use crate::ui::theme::{self, Theme, size, space};
use crate::wire::End;
use egui::{AsIdSalt, Id, ScrollArea, Ui, Vec2};
use std::time::Duration;
use tools::tools_ui;

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
    /// How much of the window it takes before it is scrolled in its place.
    pub room: Room,
}

/// How high the place is in which a ladder is scrolled.
#[derive(Clone, Copy, Debug)]
pub enum Room {
    /// At most such a part of the window's height.
    Share(f32),
    /// What the window leaves below what stands above it on the screen.
    Rest {
        /// Where the screen begins, which may be scrolled.
        top: f32,
        /// What is to stay in sight below the ladder, in points.
        below: f32,
    },
}

impl Room {
    /// The most height from here on, in points.
    fn most(self, ui: &Ui) -> f32 {
        match self {
            Room::Share(share) => (ui.ctx().content_rect().height() * share).max(size::LADDER_LEAST),
            Room::Rest { top, below } => {
                let edges = if theme::is_short(ui) { size::EDGES_SHORT } else { size::EDGES };
                let rest = ui.clip_rect().height() - (ui.cursor().top() - top) - edges - below;
                rest.max(size::REST_LEAST)
            }
        }
    }
}

/// What belongs to the panel alone.
#[derive(Clone, Debug)]
struct LadderUi {
    /// Steps that are shown; all of them where nothing is said.
    step: Option<usize>,
    /// The step that was drawn last, where somebody else keeps it.
    seen: Option<usize>,
    /// How high its place was then, and how large the ladder.
    place: (f32, Vec2),
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
        LadderUi {
            step: None,
            seen: None,
            place: (0.0, Vec2::ZERO),
            plays: None,
            zoom: 1.0,
            numbers: false,
            open: None,
            fresh: false,
        }
    }
}

/// Seconds that a step is shown while playing.
const STEP_SECONDS: f64 = 0.8;
/// How far it zooms, and the stops of its buttons.
const ZOOMS: [f32; 7] = [0.6, 0.8, 1.0, 1.25, 1.5, 1.75, 2.0];
/// Zooming with the wheel goes in such parts, so that not every turn lays everything out anew.
const ZOOM_PARTS: f32 = 20.0;

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
        room: Room::Share(size::LADDER_SHARE),
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
        Some(guide) => state.seen.replace(guide.step) != Some(guide.step),
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
    let most = guide.map_or(Room::Share(size::LADDER_SHARE), |guide| guide.room).most(ui);
    // What is told elsewhere stays in sight in a place of another size too.
    if std::mem::replace(&mut state.place, (most, layout.size)) != (most, layout.size) && guide.is_some() {
        show.scroll_to = show.scroll_to.or(state.step.map(|step| row(step).unwrap_or(0)));
    }
    let area = ScrollArea::both().id_salt((id, "area")).auto_shrink([false, true]);
    let area = area.max_height(most).min_scrolled_height(most);
    let shown = area.show(ui, |ui| shown_ui(ui, id, ladder, &layout, &show, lang));
    wheel(ui, state, shown.inner_rect);
    let (response, heads) = shown.inner;
    if let Some(heads) = heads {
        let painter = ui.painter().with_clip_rect(shown.inner_rect.intersect(ui.clip_rect()));
        super::paint::pinned(&painter, &Theme::of(ui).zoomed(show.zoom), &layout, heads);
    }
    response
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

/// The states of both ends after the last step that is shown; a low window leaves them to the ladder.
fn states_ui(ui: &mut Ui, state: &LadderUi, ladder: &Ladder, at: &Guide, lang: Lang) {
    if theme::is_short(ui) {
        return;
    }
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

/// A row that is no higher than its words, unlike one of buttons.
pub fn tight_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(add);
    });
}
