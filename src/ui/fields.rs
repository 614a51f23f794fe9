//! Gaps, sums, and what belongs together.

mod cloze;

pub use cloze::cloze_ui;

use super::focus;
use super::markdown::{plain, text_ui};
use super::study::StudyUi;
use super::theme::{self, Font, Theme, card, control, line, space};
use crate::app::{Command, KindView, PairView, StudyCommand};
use crate::text::{Lang, say, say_with};
use egui::{Align, Key, Layout, Margin, RichText, Sense, Stroke, Ui, Vec2};

/// Draws the field for a number or a sum, and how it is understood.
pub fn value_ui(
    ui: &mut Ui,
    kind: &KindView,
    state: &mut StudyUi,
    asking: bool,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let KindView::Value { reads, unit, right, .. } = kind else { return };
    let theme = Theme::of(ui);
    let (colors, id) = (theme.colors, ui.scope_id().with("answer"));
    let behind = |ui: &mut Ui| {
        if let Some(unit) = unit {
            ui.label(unit);
        }
        if let Some(reads) = reads {
            ui.label(RichText::new(format!("= {reads}")).font(theme.font(Font::Mono)).color(colors.muted));
        }
    };
    if !asking {
        let is_right = *right == Some(true);
        ui.horizontal_wrapped(|ui| {
            let tint = if is_right { colors.right } else { colors.wrong };
            let said =
                if right.is_some() { cloze::told_words(&state.text, is_right) } else { state.text.clone() };
            theme::badge(ui, &said, tint);
            behind(ui);
        });
        return;
    }
    let help = say(lang, "value-help");
    let label = ui.label(RichText::new(help.as_ref()).small().color(colors.muted));
    ui.horizontal_wrapped(|ui| {
        // A sequence number fits.
        let width = cloze::field_width(ui, &state.text).max(2.0 * control::SHORT_FIELD * theme.scale);
        let width = width.min(ui.available_width());
        let field = theme::sized_field(ui, &mut state.text, id, "?", width, false).labelled_by(label.id);
        if !std::mem::replace(&mut state.focused, true) {
            field.request_focus();
        }
        focus::stay(ui, &field);
        if field.changed() {
            commands.push(Command::In(StudyCommand::Text(state.text.clone())));
        }
        behind(ui);
    });
}

/// The letter of what stands at this place of the right side.
fn letter(place: usize) -> char {
    u8::try_from(place).ok().and_then(|place| b'A'.checked_add(place)).map_or('?', char::from)
}

/// Draws two sides to be put together: one of the left side is chosen, then what belongs to it.
pub fn match_ui(
    ui: &mut Ui,
    kind: &KindView,
    state: &mut StudyUi,
    asking: bool,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let KindView::Match { left, right } = kind else { return };
    if asking {
        take_keys(ui, left, right, state, commands);
    }
    theme::help_ui(ui, &say(lang, "match-help"), asking);
    ui.add_space(space::XS);
    // Beside each other, both sides are seen at once.
    if asking && ui.available_width() >= theme::BESIDE * Theme::of(ui).scale {
        ui.columns_const(|[one, other]| {
            lefts_ui(one, (left, right), state, (asking, true), lang);
            rights_ui(other, (left, right), state, commands);
        });
        return;
    }
    lefts_ui(ui, (left, right), state, (asking, false), lang);
    if asking {
        ui.add_space(space::S);
        rights_ui(ui, (left, right), state, commands);
    }
}

/// Both sides; those of the right by their numbers, in the order in which they are shown.
type Sides<'a> = (&'a [PairView], &'a [(usize, String)]);

/// The least height of a row, the same on both sides.
fn row_height(theme: &Theme) -> f32 {
    let text = theme.font(Font::Body).size * theme::size::text::LINE;
    (text + 2.0 * control::PAD_Y).max(control::HEIGHT * theme.scale.max(1.0)).ceil()
}

/// The left side, beside the right one or above it.
fn lefts_ui(
    ui: &mut Ui,
    (left, right): Sides<'_>,
    state: &mut StudyUi,
    (asking, beside): (bool, bool),
    lang: Lang,
) {
    let named = |number: usize| {
        let place = right.iter().position(|(index, _)| *index == number)?;
        right.get(place).map(|(_, text)| (letter(place), text.as_str()))
    };
    for (at, pair) in left.iter().enumerate() {
        let row = LeftRow { at, pair, active: asking && state.active_pair == at, asking, beside };
        if ui.push_id(at, |ui| left_ui(ui, &row, &named, lang)).inner {
            state.active_pair = at;
        }
        ui.add_space(space::XS);
    }
}

/// The right side, each behind its letter.
fn rights_ui(ui: &mut Ui, (left, right): Sides<'_>, state: &mut StudyUi, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui).colors;
    for (place, (number, text)) in right.iter().enumerate() {
        let used = left.iter().any(|pair| pair.with == Some(*number));
        let on = left.get(state.active_pair).is_some_and(|pair| pair.with == Some(*number));
        let words = RichText::new(format!("{}  {text}", letter(place)));
        let words = if used && !on { words.color(colors.muted) } else { words };
        let whole = Layout::top_down_justified(Align::Min);
        let least = row_height(&Theme::of(ui));
        let chip = ui.with_layout(whole, |ui| {
            ui.spacing_mut().interact_size.y = least;
            theme::chip(ui, on, words, colors.accent)
        });
        let chip = chip.inner;
        let name = format!("{}. {text}", letter(place));
        chip.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, &name));
        if chip.clicked() {
            put(left, *number, state, commands);
        }
        ui.add_space(space::XS);
    }
}

/// Puts the active one together with this one, and goes on to the next that has none.
fn put(left: &[PairView], number: usize, state: &mut StudyUi, commands: &mut Vec<Command>) {
    let at = state.active_pair.min(left.len().saturating_sub(1));
    commands.push(Command::In(StudyCommand::Pair { left: at, with: Some(number) }));
    let free = |place: &usize| *place != at && left.get(*place).is_some_and(|pair| pair.with.is_none());
    let next = (at..left.len()).find(free).or_else(|| (0..at).find(free));
    state.active_pair = next.unwrap_or(at);
}

/// One of the left side, and how it is shown.
struct LeftRow<'a> {
    at: usize,
    pair: &'a PairView,
    active: bool,
    asking: bool,
    /// Whether the right side stands beside it.
    beside: bool,
}

fn left_ui<'a>(
    ui: &mut Ui,
    row: &LeftRow<'_>,
    named: &dyn Fn(usize) -> Option<(char, &'a str)>,
    lang: Lang,
) -> bool {
    let LeftRow { at, pair, active, asking, .. } = *row;
    let theme = Theme::of(ui);
    let tint = pair.right.map(|(right, _)| if right { theme.colors.right } else { theme.colors.wrong });
    let accent = theme.colors.accent;
    let (edge, fill) = match (tint, active) {
        (Some(tint), _) => (Stroke::new(line::NORMAL, tint.line), tint.fill),
        (None, true) => (Stroke::new(line::STRONG, accent.line), theme.colors.surface),
        (None, false) => (Stroke::new(line::HAIR, theme.colors.edge), theme.colors.surface),
    };
    let with = pair.with.and_then(named);
    // The edge is painted within, so that what is inside keeps its place as it grows.
    // Beside the right side it is made as that is.
    let (inside, radius) = match row.beside {
        true => (Vec2::new(control::PAD_X, control::PAD_Y), theme::radius::CONTROL),
        false => (Vec2::new(space::L, space::M), theme::radius::CARD),
    };
    let margin = Margin::symmetric(inside.x as i8, inside.y as i8);
    let shown = card(&theme).corner_radius(radius).inner_margin(margin).stroke(Stroke::NONE).fill(fill).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            ui.set_min_height(row_height(&theme) - 2.0 * inside.y);
            let answer = pair.right.and_then(|(_, answer)| named(answer));
            left_words(ui, row, [with, answer], lang);
        },
    );
    let radius = f32::from(radius);
    ui.painter().rect_stroke(shown.response.rect, radius, edge, egui::StrokeKind::Inside);
    let sense = if asking { Sense::click() } else { Sense::hover() };
    let response = ui.interact(shown.response.rect, ui.scope_id().with("left"), sense);
    let chosen = with
        .map_or_else(|| say(lang, "match-open").into_owned(), |(letter, text)| format!("{letter}, {text}"));
    let name = format!("{}. {}: {chosen}", at + 1, plain(&pair.text));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, asking, active, &name));
    if response.has_focus() {
        let ring = Stroke::new(line::RING, theme.colors.text);
        ui.painter().rect_stroke(shown.response.rect, radius, ring, egui::StrokeKind::Outside);
    }
    response.clicked()
}

/// What stands on the left, and what it was put together with: a letter where the right side is beside it.
fn left_words(ui: &mut Ui, row: &LeftRow<'_>, [with, answer]: [Option<(char, &str)>; 2], lang: Lang) {
    let (pair, theme) = (row.pair, Theme::of(ui));
    let accent = theme.colors.accent;
    if row.beside {
        ui.horizontal_top(|ui| {
            let sign = with.map_or_else(|| "→".to_owned(), |(letter, _)| format!("→ {letter}"));
            let color = if with.is_some() { accent.text } else { theme.colors.muted };
            let sign = RichText::new(sign).text_style(theme::bold()).color(color);
            let room = ui.available_width() - 2.0 * control::HEIGHT * theme.scale;
            let words = ui.vertical(|ui| {
                ui.set_width(room.max(0.0));
                text_ui(ui, "left", &pair.text);
            });
            // In the middle of the row's height, as the words are.
            let size = Vec2::new(ui.available_width(), words.response.rect.height());
            let middle = Layout::right_to_left(Align::Center);
            ui.allocate_ui_with_layout(size, middle, |ui| ui.label(sign));
        });
        return;
    }
    text_ui(ui, "left", &pair.text);
    let Some((right, _)) = pair.right else {
        let words = with.map(|(letter, text)| format!("→ {letter}  {text}"));
        let color = if words.is_some() { accent.text } else { theme.colors.muted };
        let words = words.unwrap_or_else(|| format!("→ {}", say(lang, "match-open")));
        ui.label(RichText::new(words).color(color));
        return;
    };
    // The letters have gone with the right side.
    let tint = if right { theme.colors.right } else { theme.colors.wrong };
    let said = with.map_or("", |(_, text)| text);
    ui.label(RichText::new(cloze::told_words(said, right)).color(tint.text));
    if let Some((_, answer)) = answer.filter(|_| !right) {
        let words = say_with(lang, "right-answer", &[("answer", answer.into())]);
        ui.label(RichText::new(words).text_style(theme::bold()));
    }
    if let Some(because) = &pair.because {
        text_ui(ui, "because", because);
    }
}

/// A letter puts together; the arrows choose the left one; Backspace takes apart.
fn take_keys(
    ui: &Ui,
    left: &[PairView],
    right: &[(usize, String)],
    state: &mut StudyUi,
    commands: &mut Vec<Command>,
) {
    if !focus::is_free(ui) {
        return;
    }
    let pressed = |key| super::focus::is_down(ui, egui::Modifiers::NONE, key);
    if pressed(Key::ArrowUp) {
        state.active_pair = state.active_pair.saturating_sub(1);
    }
    if pressed(Key::ArrowDown) {
        state.active_pair = (state.active_pair + 1).min(left.len().saturating_sub(1));
    }
    if pressed(Key::Backspace) {
        commands.push(Command::In(StudyCommand::Pair { left: state.active_pair, with: None }));
    }
    for (place, (number, _)) in right.iter().enumerate() {
        let key = Key::from_name(letter(place).encode_utf8(&mut [0; 4]));
        if key.is_some_and(pressed) {
            put(left, *number, state, commands);
        }
    }
}
