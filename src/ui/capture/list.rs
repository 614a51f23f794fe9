//! The connections of a capture, to choose one.

use super::{CaptureUi, damage_ui};
use crate::app::capture::{CaptureCommand, ConnectionLine, ListView};
use crate::text::{Lang, say};
use crate::ui::focus;
use crate::ui::theme::{self, Font, Theme, card, quiet_button, space};
use egui::{Frame, Id, Key, Margin, Modifiers, Response, RichText, Sense, Stroke, Ui, WidgetInfo};

/// So many lines are passed by Page Up and Page Down.
const PAGE: isize = 10;

/// A line of the list, made when it is drawn.
pub type Lines<'a> = dyn Fn(usize) -> Option<ConnectionLine> + 'a;

/// Draws the list.
pub fn list_ui(
    ui: &mut Ui,
    view: &ListView,
    lines: &Lines<'_>,
    state: &mut CaptureUi,
    lang: Lang,
    asked: &mut Vec<CaptureCommand>,
) {
    let theme = Theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&view.file).text_style(theme::title(ui)));
        if quiet_button(ui, &say(lang, "capture-window-other"), true).clicked() {
            asked.push(CaptureCommand::Cancel);
        }
    });
    ui.label(RichText::new(&view.count).color(theme.colors.muted));
    ui.add_space(space::M);
    damage_ui(ui, view.damage.as_ref());
    for remark in &view.remarks {
        ui.label(RichText::new(remark).small().color(theme.colors.muted));
    }
    keys(ui, asked);
    filter_ui(ui, view, state, lang, asked);
    if let Some((message, help)) = &view.nothing {
        card(&theme).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(message).text_style(theme::bold()));
            if !help.is_empty() {
                ui.label(help);
            }
        });
    }
    lines_ui(ui, view, lines, state, asked);
}

fn filter_ui(
    ui: &mut Ui,
    view: &ListView,
    state: &mut CaptureUi,
    lang: Lang,
    asked: &mut Vec<CaptureCommand>,
) {
    if view.lines == 0 && view.filter.is_empty() {
        return;
    }
    let mut filter = view.filter.clone();
    let (name, hint) = (say(lang, "capture-window-filter"), say(lang, "capture-window-filter-hint"));
    let field = theme::text_field(ui, &mut filter, Id::unique("filter of connections"), &hint, true, false);
    field.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &view.filter, &filter, &*hint);
        info.label = Some(name.to_string());
        info
    });
    if !state.focused {
        field.request_focus();
        state.focused = true;
    }
    if field.changed() {
        asked.push(CaptureCommand::Filter(filter));
    }
    let muted = Theme::of(ui).colors.muted;
    ui.label(RichText::new(say(lang, "capture-window-keys")).small().color(muted));
    ui.add_space(space::S);
}

/// Arrows and Enter work while the filter is written too.
fn keys(ui: &Ui, asked: &mut Vec<CaptureCommand>) {
    let filtering = ui.memory(|memory| memory.has_focus(Id::unique("filter of connections")));
    if !filtering && !focus::is_free(ui) {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let ways = [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, PAGE), (Key::PageUp, -PAGE)];
    for (key, by) in ways {
        let times = pressed(key);
        if times > 0 {
            asked.push(CaptureCommand::Move(by.saturating_mul(times as isize)));
        }
    }
    if pressed(Key::Enter) > 0 {
        asked.push(CaptureCommand::FollowPointed);
    }
}

/// Only what can be seen is drawn: there may be thousands.
fn lines_ui(
    ui: &mut Ui,
    view: &ListView,
    lines: &Lines<'_>,
    state: &mut CaptureUi,
    asked: &mut Vec<CaptureCommand>,
) {
    let theme = Theme::of(ui);
    let height = line_height(&theme);
    let top = ui.cursor().top();
    let whole = height * view.lines as f32;
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), whole), Sense::hover());
    let clip = ui.clip_rect();
    for at in 0..view.lines {
        let place = egui::Rect::from_min_size(
            egui::pos2(rect.left(), top + height * at as f32),
            egui::vec2(rect.width(), height - space::S),
        );
        let pointed = at == view.pointed;
        if !place.intersects(clip) && !pointed {
            continue;
        }
        let Some(line) = lines(at) else { continue };
        let response = ui.interact(place, Id::unique(("connection", line.index)), Sense::click());
        let role = egui::Role::Button;
        response.widget_info(|| WidgetInfo::selected(role, true, pointed, &line.spoken));
        if pointed && state.pointed != Some(at) {
            if state.pointed.is_some() {
                response.scroll_to_me(None);
            }
            state.pointed = Some(at);
        }
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt(("line", line.index)));
        line_ui(&mut inner, &line, pointed, &response);
        if response.clicked() {
            asked.push(CaptureCommand::Follow(line.index));
        }
    }
}

fn line_height(theme: &Theme) -> f32 {
    // Two lines of text, the space within the frame and that between two frames.
    let (mono, small) = (theme.font(Font::Mono).size, theme.font(Font::Small).size);
    (mono + small) * theme::size::text::LINE + 2.0 * space::S + space::S + space::XS
}

fn line_ui(ui: &mut Ui, line: &ConnectionLine, pointed: bool, response: &Response) {
    let theme = Theme::of(ui);
    let colors = theme.colors;
    let (fill, edge) = match (pointed, response.hovered()) {
        (true, _) => (colors.accent.fill, Stroke::new(theme::line::NORMAL, colors.accent.line)),
        (false, true) => (colors.inset, Stroke::new(theme::line::HAIR, colors.edge)),
        (false, false) => (colors.surface, Stroke::new(theme::line::HAIR, colors.border)),
    };
    let focus = Stroke::new(theme::line::RING, colors.text);
    let frame = Frame::new()
        .fill(fill)
        .stroke(if response.has_focus() { focus } else { edge })
        .corner_radius(theme::radius::CONTROL)
        .inner_margin(Margin::symmetric(space::M as i8, space::S as i8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(ui.available_height());
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.style_mut().interaction.selectable_labels = false;
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        let [client, server] = &line.ends;
        let ends = format!("#{}  {client} → {server}", line.number);
        ui.label(RichText::new(ends).monospace());
        ui.label(facts_job(line, &theme));
    });
}

/// The fate first: it is what one looks for.
fn facts_job(line: &ConnectionLine, theme: &Theme) -> egui::text::LayoutJob {
    let colors = theme.colors;
    let fate = match line.good {
        Some(true) => colors.right.text,
        Some(false) => colors.wrong.text,
        None => colors.hint.text,
    };
    let mut job = egui::text::LayoutJob::default();
    job.append(&line.fate, 0.0, egui::TextFormat::simple(theme.font(Font::SmallBold), fate));
    let small = egui::TextFormat::simple(theme.font(Font::Small), colors.muted);
    job.append(&format!("  ·  {}", line.facts), 0.0, small);
    job
}
