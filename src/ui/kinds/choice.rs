//! Options of which one or several are picked.

use super::mark_look;
use crate::app::{Command, Mark, OptionView, StudyCommand};
use crate::text::{Lang, say, say_with};
use crate::ui::focus;
use crate::ui::markdown::{plain, text_ui};
use crate::ui::theme::{self, Font, Theme, card, line, radius, size, space};
use egui::{Align2, Key, RichText, Sense, Stroke, StrokeKind, Ui, Vec2};

/// Draws the options; once told, each with its reason.
pub fn choice_ui(
    ui: &mut Ui,
    several: bool,
    options: &[OptionView],
    asking: bool,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    theme::help_ui(ui, &say(lang, if several { "pick-several" } else { "pick-one" }), asking);
    let free = asking && focus::is_free(ui);
    for (at, option) in options.iter().enumerate() {
        let digit = char::from_digit(at as u32 + 1, 10);
        let key = digit.and_then(|d| Key::from_name(d.encode_utf8(&mut [0; 4])));
        let pressed = free && key.is_some_and(|key| ui.input(|i| i.key_pressed(key)));
        let clicked =
            ui.push_id(option.index, |ui| option_ui(ui, at + 1, option, several, asking, lang)).inner;
        if clicked || pressed {
            commands.push(Command::In(StudyCommand::Pick(option.index)));
        }
        ui.add_space(space::XS);
    }
}

fn option_ui(
    ui: &mut Ui,
    number: usize,
    option: &OptionView,
    several: bool,
    asking: bool,
    lang: Lang,
) -> bool {
    let theme = Theme::of(ui);
    let (tint, sign, word) = option.mark.map_or((None, "", ""), |mark| mark_look(&theme, mark));
    // Where only one is right, the one that was missed is the answer.
    let answer = option.mark == Some(Mark::Missed) && !several;
    let (tint, word) = if answer { (Some(theme.colors.right), "mark-answer") } else { (tint, word) };
    let picked = theme.colors.accent;
    let edge = match (tint, option.picked) {
        (Some(tint), _) => Stroke::new(line::NORMAL, tint.line),
        (None, true) => Stroke::new(line::NORMAL, picked.line),
        (None, false) => Stroke::new(line::HAIR, theme.colors.edge),
    };
    let fill = match (tint, option.picked) {
        (Some(tint), _) => tint.fill,
        (None, true) => picked.fill,
        (None, false) => theme.colors.surface,
    };
    // The edge is painted within: what is inside keeps its place as it grows.
    let shown = card(&theme).stroke(Stroke::NONE).fill(fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            let told = option.mark.is_some();
            signs_ui(
                ui,
                &theme,
                number,
                (several, option.picked && !told),
                if told { Some(sign) } else { None },
            );
            ui.vertical(|ui| {
                text_ui(ui, "option", &option.text);
                if !word.is_empty() && tint.is_some() {
                    let color = tint.map_or(theme.colors.muted, |t| t.text);
                    let mark = say(lang, word);
                    let words = match option.picked {
                        true => say_with(lang, "mark-yours", &[("mark", mark.as_ref().into())]),
                        false => mark.into_owned(),
                    };
                    ui.label(RichText::new(words).text_style(theme::bold()).color(color));
                }
                if let Some(because) = &option.because {
                    text_ui(ui, "because", because);
                }
            });
        });
    });
    let rect = shown.response.rect;
    ui.painter().rect_stroke(rect, f32::from(radius::CARD), edge, StrokeKind::Inside);
    let sense = if asking { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with("pick"), sense);
    let name = if option.mark.is_some_and(|mark| mark != Mark::Other) && !word.is_empty() {
        format!("{number}. {}, {}", plain(&option.text), say(lang, word))
    } else {
        format!("{number}. {}", plain(&option.text))
    };
    let role = if several { egui::Role::CheckBox } else { egui::Role::RadioButton };
    response.widget_info(|| egui::WidgetInfo::selected(role, asking, option.picked, &name));
    if response.has_focus() {
        let ring = Stroke::new(line::STRONG, picked.line);
        ui.painter().rect_stroke(rect, f32::from(radius::CARD), ring, StrokeKind::Outside);
    }
    let response = if asking { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response };
    response.clicked()
}

/// The number, and the box that is on or off, or the sign of what was told, on the text's first line and in places
/// of one size, so that nothing moves when an option is picked. The option's name says the same.
fn signs_ui(ui: &mut Ui, theme: &Theme, number: usize, (several, on): (bool, bool), sign: Option<&str>) {
    let body = theme.font(Font::Body).size;
    let row = body * size::text::LINE;
    let place = |ui: &mut Ui, width: f32| ui.allocate_exact_size(Vec2::new(width, row), Sense::hover()).0;
    let (first, second) = (place(ui, body * 0.7), place(ui, body));
    let painter = ui.painter();
    let mono = theme.font(Font::Mono);
    painter.text(first.left_center(), Align2::LEFT_CENTER, number, mono, theme.colors.muted);
    if let Some(sign) = sign {
        let bold = theme.font(Font::BodyBold);
        painter.text(second.center(), Align2::CENTER_CENTER, sign, bold, theme.colors.text);
        return;
    }
    let color = if on { theme.colors.accent.text } else { theme.colors.edge };
    let (edge, side) = (Stroke::new(line::NORMAL, color), body * 0.9);
    let square = egui::Rect::from_center_size(second.center(), Vec2::splat(side));
    if !several {
        painter.circle_stroke(square.center(), (side - line::NORMAL) / 2.0, edge);
        if on {
            painter.circle_filled(square.center(), side * 0.27, color);
        }
        return;
    }
    painter.rect_stroke(square, f32::from(radius::SMALL) / 2.0, edge, StrokeKind::Inside);
    if on {
        let [left, low, right] =
            [(-0.25, 0.0), (-0.07, 0.2), (0.27, -0.2)].map(|(x, y)| square.center() + Vec2::new(x, y) * side);
        painter.line(vec![left, low, right], edge);
    }
}
