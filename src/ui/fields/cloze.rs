//! A text with gaps: broken into rows here, so that words and fields stand on one line.

use crate::app::{Command, PieceView, StudyCommand};
use crate::text::{Lang, say_with};
use crate::ui::focus;
use crate::ui::study::StudyUi;
use crate::ui::theme::{self, Font, Theme, card, control, space};
use egui::{Ui, Vec2};

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
        ui.spacing_mut().item_spacing = Vec2::new(0.0, space::XS);
        let room = ui.available_width();
        let words = |text: &str| wide(ui, text, Font::Body);
        let gap = |at: usize| pieces.get(at).map_or(0.0, |piece| gap_width(ui, piece).min(room));
        for row in rows(pieces, room, &words, &gap) {
            ui.horizontal(|ui| {
                ui.set_min_height(control::HEIGHT * theme.scale.max(1.0));
                for part in row {
                    match part {
                        Part::Words(text) => drop(ui.add(egui::Label::new(text).extend())),
                        Part::Gap(at) => {
                            if let Some(piece) = pieces.get(at) {
                                piece_ui(ui, piece, room, state, lang, commands);
                            }
                        }
                    }
                }
            });
        }
    });
}

fn piece_ui(
    ui: &mut Ui,
    piece: &PieceView,
    room: f32,
    state: &mut StudyUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let PieceView::Gap { index, text, right } = piece else { return };
    let width = gap_width(ui, piece).min(room);
    match right {
        Some((right, answer)) => told_gap_ui(ui, *index, text, *right, answer, lang),
        None => gap_ui(ui, (*index, width), text, state, lang, commands),
    }
}

fn gap_ui(
    ui: &mut Ui,
    (index, width): (usize, f32),
    text: &str,
    state: &mut StudyUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let mut text = text.to_owned();
    let id = egui::Id::unique(("gap", state.showing, index));
    let name = say_with(lang, "gap-name", &[("gap", (index + 1).into())]);
    let field = theme::sized_field(ui, &mut text, id, "…", width, false);
    let field = field.accessible_name(name);
    if !state.focused {
        field.request_focus();
        state.focused = true;
    }
    focus::stay(ui, &field);
    if field.changed() {
        commands.push(Command::In(StudyCommand::Gap { at: index, text }));
    }
}

/// What stood in the gap with its sign, and the answer where that was another.
fn told_gap_ui(ui: &mut Ui, index: usize, text: &str, right: bool, answer: &str, lang: Lang) {
    let colors = Theme::of(ui).colors;
    let tint = if right { colors.right } else { colors.wrong };
    let said = told_words(text, right);
    let name = say_with(lang, "gap-name", &[("gap", (index + 1).into())]);
    let label = theme::badge(ui, &said, tint);
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {said}")));
    if !right {
        ui.add_space(space::XS);
        theme::badge(ui, answer, colors.right);
    }
}

/// What was written, behind its sign.
pub fn told_words(text: &str, right: bool) -> String {
    let said = if text.trim().is_empty() { "—" } else { text.trim() };
    format!("{} {said}", if right { "✓" } else { "✗" })
}

fn wide(ui: &Ui, text: &str, font: Font) -> f32 {
    let theme = Theme::of(ui);
    ui.painter().layout_no_wrap(text.to_owned(), theme.font(font), theme.colors.text).size().x
}

/// As wide as a field for a word, and wider where more is written.
fn gap_width(ui: &Ui, piece: &PieceView) -> f32 {
    let PieceView::Gap { text, right, .. } = piece else { return 0.0 };
    let badge = |text: &str| wide(ui, text, Font::SmallBold) + 2.0 * space::S;
    match right {
        None => field_width(ui, text),
        Some((true, _)) => badge(&told_words(text, true)),
        Some((false, answer)) => badge(&told_words(text, false)) + space::XS + badge(answer),
    }
}

/// The width of a field that grows with what is written into it.
pub fn field_width(ui: &Ui, text: &str) -> f32 {
    let padding = 2.0 * ui.spacing().button_padding.x;
    let written = wide(ui, text, Font::Mono) + padding + space::S;
    written.max(control::SHORT_FIELD * Theme::of(ui).scale)
}

/// A part of a row: words, or the gap with this number among the pieces.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Words(String),
    Gap(usize),
}

/// Breaks a text with gaps into rows: between words, between Chinese characters, and before a gap, but no row
/// begins with what closes a sentence.
fn rows(
    pieces: &[PieceView],
    room: f32,
    words: &dyn Fn(&str) -> f32,
    gap: &dyn Fn(usize) -> f32,
) -> Vec<Vec<Part>> {
    let mut parts: Vec<(Part, f32, bool)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            PieceView::Gap { .. } => parts.push((Part::Gap(at), gap(at), may_break(parts.last()))),
            PieceView::Words(text) => {
                for chunk in chunks(text) {
                    let stays = chunk.starts_with(is_closing) || chunk.trim().is_empty();
                    let breaks = !stays && may_break(parts.last());
                    parts.push((Part::Words(chunk.to_owned()), words(chunk), breaks));
                }
            }
        }
    }
    let mut rows: Vec<Vec<Part>> = Vec::new();
    let mut used = 0.0;
    let mut rest = parts.into_iter().peekable();
    while let Some((part, mut width, _)) = rest.next() {
        // What may not be torn apart comes along.
        let mut atom = vec![part];
        while let Some((part, more, _)) = rest.next_if(|(_, _, breaks)| !breaks) {
            width += more;
            atom.push(part);
        }
        if used + width > room || rows.is_empty() {
            rows.push(Vec::new());
            used = 0.0;
        }
        used += width;
        let Some(row) = rows.last_mut() else { continue };
        for part in atom {
            match (row.last_mut(), part) {
                (Some(Part::Words(before)), Part::Words(text)) => before.push_str(&text),
                (_, part) => row.push(part),
            }
        }
    }
    rows
}

/// Whether a row may end behind this.
fn may_break(last: Option<&(Part, f32, bool)>) -> bool {
    match last {
        Some((Part::Words(text), ..)) => !text.ends_with(is_opening),
        _ => true,
    }
}

/// Words with the space behind them; Chinese characters each of their own.
fn chunks(text: &str) -> Vec<&str> {
    let mut chunks = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, c) in text.char_indices() {
        let breaks = before.is_some_and(|before: char| {
            let spaced = before.is_whitespace() && !c.is_whitespace();
            let han = is_han(before) || is_han(c) || (is_closing(before) && !before.is_ascii());
            spaced || (han && !is_closing(c) && !is_opening(before) && !c.is_whitespace())
        });
        if breaks {
            chunks.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    chunks.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    chunks
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

fn is_closing(c: char) -> bool {
    ".,;:!?)]}’”。，、；：！？）》」』%".contains(c)
}

fn is_opening(c: char) -> bool {
    "([{‘“（《「『".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(pieces: &[PieceView], room: usize) -> Vec<String> {
        let words = |text: &str| text.chars().count() as f32;
        let said = |part: &Part| match part {
            Part::Words(text) => text.clone(),
            Part::Gap(_) => "____".to_owned(),
        };
        let rows = rows(pieces, room as f32, &words, &|_| 4.0);
        rows.iter().map(|row| row.iter().map(said).collect()).collect()
    }

    fn cloze(before: &str, behind: &str) -> [PieceView; 3] {
        let gap = PieceView::Gap { index: 0, text: String::new(), right: None };
        [PieceView::Words(before.to_owned()), gap, PieceView::Words(behind.to_owned())]
    }

    #[test]
    fn rows_break_between_words_and_keep_what_closes_a_sentence() {
        let pieces = cloze("SYN and ", "; it takes one.");
        assert_eq!(broken(&pieces, 100), ["SYN and ____; it takes one."]);
        assert_eq!(broken(&pieces, 12), ["SYN and ", "____; it ", "takes one."]);
        let pieces = cloze("占用序号（", "）的报文段。");
        assert_eq!(broken(&pieces, 9), ["占用序号", "（____）的报文", "段。"]);
        assert_eq!(broken(&cloze("", ""), 1), ["____"]);
    }

    #[test]
    fn nothing_is_lost_however_narrow_it_is() {
        let pieces = cloze("SEG.LEN 除数据外，SYN 和 ", " 各计一；因此 ACK 不占用“序号”。");
        let whole = broken(&pieces, 1000).concat();
        for room in 1..60 {
            assert_eq!(broken(&pieces, room).concat(), whole, "{room}");
        }
    }
}
