//! Gaps, sums, and what belongs together.

use super::focus;
use super::markdown::text_ui;
use super::study::StudyUi;
use super::theme::{self, Theme, card, line, space};
use crate::app::{Command, KindView, PairView, PieceView, StudyCommand};
use crate::text::{Lang, say, say_with};
use egui::{Key, RichText, Sense, Stroke, Ui};

/// Draws a text with gaps to write into.
pub fn cloze_ui(
    ui: &mut Ui,
    pieces: &[PieceView],
    state: &mut StudyUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            for piece in pieces {
                match piece {
                    PieceView::Words(words) => drop(ui.label(words.trim())),
                    PieceView::Gap { index, text, right } => match right {
                        Some((right, answer)) => told_gap_ui(ui, *index, text, *right, answer, lang),
                        None => gap_ui(ui, *index, text, state, lang, commands),
                    },
                }
            }
        });
    });
}

fn gap_ui(
    ui: &mut Ui,
    index: usize,
    text: &str,
    state: &mut StudyUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let mut text = text.to_owned();
    let id = ui.scope_id().with(("gap", index));
    let name = say_with(lang, "gap-name", &[("gap", (index + 1).into())]);
    let field = theme::text_field(ui, &mut text, id, &format!("{}", index + 1), false, false);
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
    if !state.focused {
        field.request_focus();
        state.focused = true;
    }
    if field.changed() {
        commands.push(Command::In(StudyCommand::Gap { at: index, text }));
    }
}

fn told_gap_ui(ui: &mut Ui, index: usize, text: &str, right: bool, answer: &str, lang: Lang) {
    let theme = Theme::of(ui);
    let (tint, sign) = if right { (theme.colors.right, "✓") } else { (theme.colors.wrong, "✗") };
    let name = say_with(lang, "gap-name", &[("gap", (index + 1).into())]);
    let said = if text.trim().is_empty() { "—" } else { text.trim() };
    let label = theme::badge(ui, &format!("{sign} {said}"), tint);
    label
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {sign} {said}")));
    if !right {
        theme::badge(ui, answer, theme.colors.right);
    }
}

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
    let id = ui.scope_id().with("answer");
    ui.add_enabled_ui(asking, |ui| {
        let help = say(lang, "value-help");
        let label = ui.label(RichText::new(help.as_ref()).small().color(theme.colors.muted));
        ui.horizontal_wrapped(|ui| {
            let field = theme::text_field(ui, &mut state.text, id, "x+1", false, *right == Some(false));
            let field = field.labelled_by(label.id);
            if !state.focused && asking {
                field.request_focus();
                state.focused = true;
            }
            if field.changed() {
                commands.push(Command::In(StudyCommand::Text(state.text.clone())));
            }
            if let Some(unit) = unit {
                ui.label(unit);
            }
            if let Some(reads) = reads {
                ui.label(RichText::new(format!("= {reads}")).monospace().color(theme.colors.muted));
            }
        });
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
    let theme = Theme::of(ui);
    if asking {
        take_keys(ui, left, right, state, commands);
        ui.label(RichText::new(say(lang, "match-help")).small().color(theme.colors.muted));
    }
    let named = |number: usize| {
        let place = right.iter().position(|(index, _)| *index == number)?;
        right.get(place).map(|(_, text)| format!("{}  {text}", letter(place)))
    };
    for (at, pair) in left.iter().enumerate() {
        let active = asking && state.active_pair == at;
        if ui.push_id(at, |ui| left_ui(ui, at, pair, active, asking, &named, lang)).inner {
            state.active_pair = at;
        }
        ui.add_space(space::XS);
    }
    if !asking {
        return;
    }
    ui.add_space(space::S);
    for (place, (number, text)) in right.iter().enumerate() {
        let used = left.iter().any(|pair| pair.with == Some(*number));
        let on = left.get(state.active_pair).is_some_and(|pair| pair.with == Some(*number));
        let words = RichText::new(format!("{}  {text}", letter(place)));
        let words = if used && !on { words.color(theme.colors.muted) } else { words };
        let chip = theme::chip(ui, on, words, theme.colors.accent);
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

fn left_ui(
    ui: &mut Ui,
    at: usize,
    pair: &PairView,
    active: bool,
    asking: bool,
    named: &dyn Fn(usize) -> Option<String>,
    lang: Lang,
) -> bool {
    let theme = Theme::of(ui);
    let tint = pair.right.map(|(right, _)| if right { theme.colors.right } else { theme.colors.wrong });
    let accent = theme.colors.accent;
    let (edge, fill) = match (tint, active) {
        (Some(tint), _) => (Stroke::new(line::NORMAL, tint.line), tint.fill),
        (None, true) => (Stroke::new(line::STRONG, accent.line), theme.colors.surface),
        (None, false) => (Stroke::new(line::HAIR, theme.colors.edge), theme.colors.surface),
    };
    let with = pair.with.and_then(named);
    let sign = pair.right.map_or("", |(right, _)| if right { "✓ " } else { "✗ " });
    let chosen = with.clone().unwrap_or_else(|| say(lang, "match-open").into_owned());
    let shown = card(&theme).inner_margin(space::M).stroke(edge).fill(fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        text_ui(ui, "left", &pair.text);
        let color =
            tint.map_or(if with.is_some() { accent.text } else { theme.colors.muted }, |tint| tint.text);
        ui.label(RichText::new(format!("→ {sign}{chosen}")).color(color));
        if let Some((false, right)) = pair.right {
            let answer = named(right).unwrap_or_default();
            ui.label(
                RichText::new(say_with(lang, "right-answer", &[("answer", answer.into())]))
                    .text_style(theme::bold()),
            );
        }
        if let Some(because) = &pair.because {
            text_ui(ui, "because", because);
        }
    });
    let sense = if asking { Sense::click() } else { Sense::hover() };
    let response = ui.interact(shown.response.rect, ui.scope_id().with("left"), sense);
    let name = format!("{}. {}: {chosen}", at + 1, pair.text);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, asking, active, &name));
    if response.has_focus() {
        let ring = Stroke::new(line::STRONG, accent.line);
        let radius = f32::from(theme::radius::CARD);
        ui.painter().rect_stroke(shown.response.rect, radius, ring, egui::StrokeKind::Outside);
    }
    response.clicked()
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
    let pressed = |key| ui.input(|i| i.key_pressed(key) && i.modifiers.is_none());
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
