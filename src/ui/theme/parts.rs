//! Small parts that every screen is made of.

use super::{Font, Theme, Tint, control, line, radius, size, space};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Button, CornerRadius, Frame, Margin, Response, RichText, Role, Sense, Stroke, TextEdit, Ui, Vec2,
    WidgetInfo, WidgetText,
};

/// A card: a raised surface with a quiet edge.
pub fn card(theme: &Theme) -> Frame {
    Frame::new()
        .fill(theme.colors.surface)
        .stroke(Stroke::new(line::HAIR, theme.colors.border))
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::same((space::L * theme.scale.clamp(1.0, 1.25)) as i8))
}

/// A card around a picture, with narrow edges where the window is low.
pub fn picture_card(ui: &Ui) -> Frame {
    let card = card(&Theme::of(ui));
    if is_short(ui) { card.inner_margin(Margin::same(space::S as i8)) } else { card }
}

/// The one button of a screen that goes on.
pub fn primary_button(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    let colors = Theme::of(ui).colors;
    with_widgets(ui, |ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (look, fill) in [
            (&mut widgets.inactive, colors.accent.line),
            (&mut widgets.hovered, colors.accent.text),
            (&mut widgets.active, colors.accent.text),
        ] {
            look.weak_bg_fill = fill;
            look.bg_stroke = Stroke::new(line::HAIR, fill);
        }
        widgets.active.bg_stroke = Stroke::new(line::RING, colors.text);
        // While it can't be used, it is paled as a whole: light words on a pale fill would be gone.
        let color = if enabled { colors.on_accent } else { colors.text };
        if !enabled {
            ui.visuals_mut().widgets.noninteractive.weak_bg_fill = colors.inset;
            ui.visuals_mut().widgets.noninteractive.bg_stroke = Stroke::new(line::HAIR, colors.border);
        }
        let text = RichText::new(text).text_style(super::bold()).color(color);
        ui.add_enabled(enabled, Button::new(text))
    })
}

/// A button that goes on with a part of a screen, beside the screen's primary one.
pub fn tinted_button(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    let accent = Theme::of(ui).colors.accent;
    with_widgets(ui, |ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        widgets.inactive.weak_bg_fill = accent.fill;
        widgets.inactive.bg_stroke = Stroke::new(line::HAIR, accent.line);
        let text = RichText::new(text).text_style(super::bold()).color(accent.text);
        ui.add_enabled(enabled, Button::new(text))
    })
}

/// A button without an edge, for what is rarely wanted.
pub fn quiet_button(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    let colors = Theme::of(ui).colors;
    with_widgets(ui, |ui| {
        let inactive = &mut ui.visuals_mut().widgets.inactive;
        inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
        inactive.bg_stroke = Stroke::NONE;
        ui.add_enabled(enabled, Button::new(RichText::new(text).color(colors.accent.text)))
    })
}

/// A quiet button at the beginning of a line: its words stand where those above and below begin.
pub fn lead_button(ui: &mut Ui, text: &str) -> Response {
    with_widgets(ui, |ui| {
        ui.spacing_mut().button_padding.x = 0.0;
        let widgets = &mut ui.visuals_mut().widgets;
        for look in [&mut widgets.hovered, &mut widgets.active] {
            look.expansion = space::XS;
        }
        quiet_button(ui, text, true)
    })
}

/// A quiet button with a sign before its words: the sign is seen, the words alone are its name.
pub fn signed_button(ui: &mut Ui, sign: char, words: &str) -> Response {
    quiet_button(ui, &format!("{sign} {words}"), true).accessible_name(words)
}

/// A button at the beginning of a line that leads to where one came from.
pub fn back_button(ui: &mut Ui, words: &str) -> Response {
    lead_button(ui, &format!("← {words}")).accessible_name(words)
}

/// A chip that is on or off: filled with a tint and with a strong edge while it is on.
pub fn chip(ui: &mut Ui, on: bool, text: impl Into<WidgetText>, tint: Tint) -> Response {
    with_widgets(ui, |ui| {
        let visuals = ui.visuals_mut();
        if on {
            visuals.selection.bg_fill = tint.fill;
            visuals.selection.stroke.color = tint.text;
            visuals.widgets.inactive.bg_stroke = Stroke::new(line::NORMAL, tint.line);
            visuals.widgets.hovered.bg_stroke = Stroke::new(line::NORMAL, tint.text);
        }
        ui.add(Button::selectable(on, text.into()).frame_when_inactive(true))
    })
}

/// Whether the window is so low that what can be done without is left out.
pub fn is_short(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < size::SHORT * Theme::of(ui).scale.max(1.0)
}

/// The title of a screen, with a sentence about it where there is room.
pub fn head(ui: &mut Ui, title: &str, about: &str) {
    let muted = Theme::of(ui).colors.muted;
    let head = ui.label(RichText::new(title).text_style(super::title(ui)));
    if is_short(ui) {
        head.on_hover_text(about);
        return;
    }
    ui.label(RichText::new(about).color(muted));
    ui.add_space(space::S);
}

/// A line of help above what can be answered. When the answer is `told` it is gone, and its place stays.
pub fn help_ui(ui: &mut Ui, words: &str, asking: bool) {
    let text = RichText::new(words).small().color(Theme::of(ui).colors.muted);
    if asking {
        ui.label(text);
        return;
    }
    let wrap = Some(egui::TextWrapMode::Wrap);
    let galley = WidgetText::from(text).into_galley(ui, wrap, ui.available_width(), egui::TextStyle::Small);
    ui.allocate_exact_size(galley.size(), Sense::hover());
}

/// A word on a tint, for states. It is not broken where it stands in a row, but goes to the next row whole.
pub fn badge(ui: &mut Ui, text: &str, tint: Tint) -> Response {
    let font = Theme::of(ui).font(Font::SmallBold);
    let pad = Vec2::new(space::S, space::BADGE);
    let room = ui.max_rect().width() - 2.0 * pad.x;
    let galley = WidgetText::from(RichText::new(text).font(font).color(tint.text));
    let galley = galley.into_galley(ui, Some(egui::TextWrapMode::Wrap), room, egui::TextStyle::Small);
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * pad, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect_filled(rect, CornerRadius::same(radius::SMALL), tint.fill);
    ui.painter().galley(rect.min + pad, galley, tint.text);
    response
}

/// A link that stays in one row: each further row would be a control without a name.
pub fn link(ui: &mut Ui, text: RichText, name: &str) -> Response {
    let response = with_widgets(ui, |ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
        ui.link(text)
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, name));
    response
}

/// A field for a number, a symbol or a line of a trace, in the monospace face.
/// `wrong` gives it the edge of a mistake; a word must say the same.
pub fn text_field(
    ui: &mut Ui,
    text: &mut String,
    id: egui::Id,
    hint: &str,
    wide: bool,
    wrong: bool,
) -> Response {
    let width = if wide { ui.available_width() } else { control::SHORT_FIELD * Theme::of(ui).scale };
    sized_field(ui, text, id, hint, width, wrong)
}

/// A field of a width.
pub fn sized_field(
    ui: &mut Ui,
    text: &mut String,
    id: egui::Id,
    hint: &str,
    width: f32,
    wrong: bool,
) -> Response {
    let theme = Theme::of(ui);
    with_widgets(ui, |ui| {
        if wrong {
            let edge = Stroke::new(line::NORMAL, theme.colors.wrong.line);
            let visuals = ui.visuals_mut();
            visuals.widgets.inactive.bg_stroke = edge;
            visuals.widgets.hovered.bg_stroke = edge;
            visuals.selection.stroke = Stroke::new(line::STRONG, theme.colors.wrong.line);
        }
        let height = control::HEIGHT * theme.scale.max(1.0);
        let hint = RichText::new(hint).color(theme.colors.muted);
        let edit = TextEdit::singleline(text)
            .id(id)
            .hint_text(hint)
            .font(theme.font(Font::Mono))
            .desired_width(width)
            .align(egui::Align2::LEFT_CENTER)
            .min_size(Vec2::new(0.0, height));
        ui.add(edit)
    })
}

/// A word whose key is underlined: `SYN` with `S`.
pub fn letter_job(theme: &Theme, word: &str, key: Option<char>, color: egui::Color32) -> LayoutJob {
    let plain = TextFormat { line_height: None, ..TextFormat::simple(theme.font(Font::Mono), color) };
    let lined = TextFormat { underline: Stroke::new(size::line::HAIR, color), ..plain.clone() };
    let mut job = LayoutJob::default();
    let mut key = key;
    for c in word.chars() {
        let hit = key.is_some_and(|k| k.eq_ignore_ascii_case(&c));
        job.append(c.encode_utf8(&mut [0; 4]), 0.0, if hit { lined.clone() } else { plain.clone() });
        if hit {
            key = None;
        }
    }
    job
}

/// Draws with changed visuals and puts them back. Not a scope: that would not wrap within a row.
fn with_widgets<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let saved = std::sync::Arc::clone(ui.style());
    let result = add(ui);
    ui.set_style(saved);
    result
}

/// Words that a screen reader says as soon as they appear.
pub fn announced(ui: &mut Ui, words: RichText) -> Response {
    let response = ui.label(words);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    response
}

/// Covers an edge more and more: the colour is full along a line and gone at this distance from it.
pub fn fade(painter: &egui::Painter, line: [egui::Pos2; 2], way: Vec2, color: egui::Color32) {
    let mut mesh = egui::Mesh::default();
    for at in line {
        mesh.colored_vertex(at, color);
    }
    for at in line {
        mesh.colored_vertex(at + way, egui::Color32::TRANSPARENT);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 2, 3);
    painter.add(mesh);
}

/// A slider over steps, as wide as the row leaves room for before the words that will follow it and, where they
/// fit too, other things so wide; gives the step that was chosen.
pub fn steps_slider(
    ui: &mut Ui,
    (mut step, count): (usize, usize),
    least: f32,
    words_behind: &RichText,
    behind: f32,
    name: &str,
) -> Option<usize> {
    // The part of the rail that lies ahead must be seen too.
    ui.visuals_mut().widgets.inactive.bg_fill = Theme::of(ui).colors.border;
    let words = WidgetText::from(words_behind.clone());
    let words = words.into_galley(ui, Some(egui::TextWrapMode::Extend), f32::INFINITY, egui::TextStyle::Body);
    let room = ui.available_size_before_wrap().x - words.size().x - 2.0 * space::S;
    let shared = room - behind;
    ui.spacing_mut().slider_width = if shared < least { room.max(least) } else { shared };
    let slider = ui.add(egui::Slider::new(&mut step, 0..=count).show_value(false));
    slider.widget_info(|| egui::WidgetInfo::slider(true, step as f64, name));
    slider.changed().then_some(step)
}
