//! Sitting an exam: a question, the time, the list of questions, and handing in.

use super::ExamUi;
use crate::app::exam::{ExamCommand, HandInView, ItemView, SittingView};
use crate::app::{Command, KindView, StudyView};
use crate::text::{Lang, say, say_with};
use crate::ui::focus;
use crate::ui::kinds;
use crate::ui::rail::key_words;
use crate::ui::study::{StudyUi, ask_ui, is_docked};
use crate::ui::theme::{
    self, Theme, card, chip, icons, line, primary_button, quiet_button, radius, space, tinted_button,
};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Align2, Event, Key, Layout, Modifiers, Pos2, Rect, RichText, Sense, Stroke, StrokeKind, Ui, Vec2,
};

/// Draws the question, or the question whether to hand in.
pub fn sitting_ui(
    ui: &mut Ui,
    view: &SittingView,
    state: &mut ExamUi,
    study: &mut StudyUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    head_ui(ui, view, lang, commands);
    let fresh_question =
        std::mem::replace(&mut state.asked, view.hand_in.is_some()) != view.hand_in.is_some();
    if let Some(hand_in) = &view.hand_in {
        ui.add_space(space::L);
        hand_in_ui(ui, hand_in, fresh_question, lang, commands);
        return;
    }
    // The list is drawn last, so that Tab and screen readers come to the question first.
    let above = !theme::is_short(ui);
    let size = strip_size(ui, view.items.len());
    let strip = above.then(|| ui.allocate_exact_size(size, Sense::hover()).0);
    ui.add_space(space::M);
    match &view.study {
        Some(question) => {
            ui.add_enabled_ui(!view.saving, |ui| {
                question_ui(ui, view, question, study, fresh_question, lang, commands);
            });
        }
        None => drop(ui.label(&*say(lang, "ask-gone"))),
    }
    let end = ui.cursor().top();
    let under = view.study.as_ref().is_some_and(|question| is_under(ui, &question.kind));
    state.below = !view.saving && under && end > ui.clip_rect().bottom() + space::M;
    if under {
        let down = std::mem::take(&mut state.down);
        let column = ui.min_rect().x_range();
        let last = Rect::from_x_y_ranges(column, end - theme::control::HEIGHT..=end);
        focus::rest_ui(ui, "answer", last, egui::Role::Group, &say(lang, "sitting-answer"), false, down);
        if down {
            ui.scroll_to_rect(last, Some(Align::BOTTOM));
        }
    }
    let strip = strip.unwrap_or_else(|| {
        ui.add_space(space::L);
        ui.allocate_exact_size(size, Sense::hover()).0
    });
    strip_ui(ui, strip, &view.items, commands);
}

fn question_ui(
    ui: &mut Ui,
    view: &SittingView,
    question: &StudyView,
    study: &mut StudyUi,
    again: bool,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    study.meet(question);
    let fresh = !std::mem::replace(&mut study.asked, true) || again;
    ui.push_id((&question.id, question.showing), |ui| {
        let of = [("number", view.number.into()), ("count", view.count.into())];
        ask_ui(ui, question, &say_with(lang, "sitting-of", &of), fresh);
        ui.add_space(space::L);
        kinds::kind_ui(ui, question, study, lang, commands);
    });
}

/// Whether what is answered with stands below a ladder.
fn is_under(ui: &Ui, kind: &KindView) -> bool {
    let ladder = matches!(kind, KindView::Build { .. } | KindView::States { .. } | KindView::Fault { .. });
    ladder && !is_docked(ui, kind)
}

/// Where one is, how much time is left, and what was said of it last.
fn head_ui(ui: &mut Ui, view: &SittingView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            timer_ui(ui, view, lang, commands);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let of = [("number", view.number.into()), ("count", view.count.into())];
                let words = RichText::new(say_with(lang, "sitting-of", &of)).text_style(theme::bold());
                ui.add(egui::Label::new(words).truncate());
            });
        });
    });
    if view.hand_in.is_some() {
        return;
    }
    let kind = view.study.as_ref().map_or("", |study| study.kind_name.as_str());
    let parts = [view.section.as_str(), kind, view.state.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    ui.label(RichText::new(parts.join(" · ")).small().color(theme.colors.muted));
    for said in &view.said {
        theme::announced(ui, RichText::new(said).text_style(theme::bold()).color(theme.colors.hint.text));
    }
}

fn timer_ui(ui: &mut Ui, view: &SittingView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let key = if view.left.is_some() { "sitting-timer-hide" } else { "sitting-timer-show" };
    let toggle = quiet_button(ui, &say(lang, key), true);
    let tip = ui.ctx().format_shortcut(&egui::KeyboardShortcut::new(Modifiers::ALT, Key::T));
    if toggle.on_hover_text(tip).clicked() {
        commands.push(Command::InExam(ExamCommand::Timer(view.left.is_none())));
    }
    let Some(left) = &view.left else { return };
    let color = if view.late { theme.colors.warning.text } else { theme.colors.text };
    let shown = ui.label(RichText::new(left).text_style(theme::bold()).color(color));
    shown.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &view.left_spoken));
    ui.label(
        RichText::new(icons::TIMER.to_string()).font(theme::icon_font(theme.scale)).color(theme.colors.muted),
    );
}

/// How much room the list of questions takes.
fn strip_size(ui: &Ui, count: usize) -> Vec2 {
    let (cell, gap) = (theme::item_size(ui), space::XS);
    let width = ui.available_width();
    let columns = (((width + gap) / (cell.x + gap)) as usize).max(1);
    let rows = count.div_ceil(columns) as f32;
    Vec2::new(width, rows * (cell.y + gap) - gap)
}

fn strip_ui(ui: &mut Ui, rect: Rect, items: &[ItemView], commands: &mut Vec<Command>) {
    let (cell, gap) = (theme::item_size(ui), space::XS);
    let columns = (((rect.width() + gap) / (cell.x + gap)) as usize).max(1);
    for item in items {
        let at =
            Vec2::new((item.at % columns) as f32, (item.at / columns) as f32) * (cell + Vec2::splat(gap));
        if item_ui(ui, Rect::from_min_size(rect.min + at, cell), item) {
            commands.push(Command::InExam(ExamCommand::Go(item.at)));
        }
    }
}

/// A question's number: filled where it is answered, with a corner where it is flagged, framed where one is. Its name
/// says the same.
fn item_ui(ui: &Ui, rect: Rect, item: &ItemView) -> bool {
    let theme = Theme::of(ui);
    let colors = theme.colors;
    let sense = if item.open { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(("item", item.at)), sense);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, item.open, item.here, &item.name));
    let corner = f32::from(radius::SMALL);
    let fill = if item.answered { colors.accent.fill } else { colors.surface };
    let edge = match (item.here, item.answered) {
        (true, _) => Stroke::new(line::RING, colors.text),
        (false, true) => Stroke::new(line::HAIR, colors.accent.line),
        (false, false) => Stroke::new(line::HAIR, colors.edge),
    };
    let painter = ui.painter();
    painter.rect(rect, corner, fill, edge, StrokeKind::Inside);
    if item.answered {
        // Not by colour alone.
        let below = rect.bottom() - line::STRONG;
        let bar = [Pos2::new(rect.left() + space::S, below), Pos2::new(rect.right() - space::S, below)];
        painter.line_segment(bar, Stroke::new(line::NORMAL, colors.accent.line));
    }
    if item.flagged {
        let (at, edge) = (rect.right_top(), rect.height() * 0.4);
        let points = vec![at - Vec2::new(edge, 0.0), at, at + Vec2::new(0.0, edge)];
        painter.add(egui::Shape::convex_polygon(points, colors.warning.line, Stroke::NONE));
    }
    let color = if item.open || item.here { colors.text } else { colors.muted };
    let font = theme.font(theme::Font::Small);
    painter.text(rect.center(), Align2::CENTER_CENTER, item.at + 1, font, color);
    if response.has_focus() {
        painter.rect_stroke(rect, corner, Stroke::new(line::STRONG, colors.accent.line), StrokeKind::Outside);
    }
    response.on_hover_text(&item.name).clicked()
}

/// What is asked before handing in.
fn hand_in_ui(ui: &mut Ui, view: &HandInView, fresh: bool, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let mut told = Vec::new();
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(say(lang, "hand-in-title")).heading());
        ui.add_space(space::S);
        match &view.open {
            Some(open) => {
                let open = RichText::new(open).text_style(theme::bold()).color(theme.colors.warning.text);
                theme::announced(ui, open);
            }
            None => drop(ui.label(
                RichText::new(format!("✓ {}", say(lang, "hand-in-all"))).color(theme.colors.right.text),
            )),
        }
        if let Some(unsure) = &view.unsure {
            ui.label(unsure);
        }
        ui.label(&*say(lang, "hand-in-final"));
        ui.add_space(space::S);
        // Above the numbers, however many there are.
        ui.horizontal_wrapped(|ui| choose_ui(ui, view.open.is_some(), fresh, lang, &mut told));
        if !view.open_items.is_empty() {
            ui.add_space(space::S);
            ui.label(RichText::new(say(lang, "hand-in-open-items")).small().color(theme.colors.muted));
            jumps_ui(ui, "open", &view.open_items, lang, &mut told);
        }
        if let Some(flagged) = &view.flagged {
            ui.add_space(space::S);
            theme::announced(ui, RichText::new(flagged).small().color(theme.colors.muted));
            jumps_ui(ui, "flagged", &view.flagged_items, lang, &mut told);
        }
    });
    commands.extend(told.into_iter().map(Command::InExam));
}

/// Back, or hand in: what is the sensible thing has the focus.
fn choose_ui(ui: &mut Ui, open: bool, fresh: bool, lang: Lang, told: &mut Vec<ExamCommand>) {
    let (back, hand_in) = (say(lang, "hand-in-back"), say(lang, "hand-in-do"));
    let (back, hand_in) = if open {
        (primary_button(ui, &back, true), ui.button(&*hand_in))
    } else {
        (ui.button(&*back), primary_button(ui, &hand_in, true))
    };
    if fresh {
        if open { &back } else { &hand_in }.request_focus();
    }
    if back.clicked() {
        told.push(ExamCommand::Ask(false));
    }
    // The key that led here may still be down.
    let held = |event: &Event| matches!(event, Event::Key { key: Key::Enter | Key::Space, repeat: true, .. });
    if hand_in.clicked() && !ui.input(|i| i.events.iter().any(held)) {
        told.push(ExamCommand::HandIn);
    }
}

fn jumps_ui(ui: &mut Ui, salt: &str, items: &[usize], lang: Lang, told: &mut Vec<ExamCommand>) {
    ui.push_id(salt, |ui| {
        ui.horizontal_wrapped(|ui| {
            for at in items {
                let name = say_with(lang, "hand-in-jump", &[("number", (at + 1).into())]);
                if ui.button((at + 1).to_string()).accessible_name(name).clicked() {
                    told.push(ExamCommand::Go(*at));
                }
            }
        });
    });
}

/// The bar at the bottom: how sure one is, and where to go. What was handed in may be `stuck` on its way to the disk.
pub fn bar_ui(
    ui: &mut Ui,
    view: &SittingView,
    stuck: bool,
    (state, study): (&mut ExamUi, &mut StudyUi),
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    if view.hand_in.is_some() {
        return;
    }
    if view.saving || stuck {
        let word = match (view.saving, stuck) {
            (true, true) => "sitting-stopped",
            (true, false) => "sitting-saving",
            (false, _) => "sitting-stuck",
        };
        theme::announced(ui, RichText::new(say(lang, word)));
        ui.add_space(space::XS);
    }
    if view.saving {
        // Everything stays where it was.
        ui.add_enabled_ui(false, |ui| row_ui(ui, view, state, study, lang, &mut Vec::new()));
        return;
    }
    if let Some(question) = view.study.as_ref().filter(|question| is_docked(ui, &question.kind)) {
        study.meet(question);
        ui.push_id((&question.id, question.showing), |ui| {
            kinds::compose_ui(ui, &question.kind, &mut study.composer, lang, commands);
        });
        ui.add_space(space::XS);
    }
    let mut told = Vec::new();
    certainty_ui(ui, view, lang, &mut told);
    row_ui(ui, view, state, study, lang, &mut told);
    keys(ui, view, &mut told);
    commands.extend(told.into_iter().map(Command::InExam));
}

/// The buttons of the bar.
fn row_ui(
    ui: &mut Ui,
    view: &SittingView,
    state: &mut ExamUi,
    study: &mut StudyUi,
    lang: Lang,
    told: &mut Vec<ExamCommand>,
) {
    // A row by itself: what is laid out from its end would take all the height that the bar once had.
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ways_ui(ui, view, lang, told);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if state.below {
                    let down = tinted_button(ui, &format!("{} ↓", say(lang, "sitting-answer")), true);
                    state.down = down.accessible_name(say(lang, "sitting-answer")).clicked();
                }
                marks_ui(ui, view, study, lang, told);
            });
        });
    });
}

fn certainty_ui(ui: &mut Ui, view: &SittingView, lang: Lang, told: &mut Vec<ExamCommand>) {
    if view.certainty.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    let none = RichText::new(say(lang, "sitting-sure-none")).small().color(theme.colors.muted);
    let unsaid = !view.certainty.iter().any(|(.., on)| *on);
    let beside = ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(say(lang, "sitting-sure")).small().color(theme.colors.muted));
        for (at, (certainty, words, worth, on)) in view.certainty.iter().enumerate() {
            let shown = chip(ui, *on, worth_job(ui, words, worth, *on), theme.colors.accent);
            let name = format!("{words}, {worth}");
            shown.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, *on, &name));
            let key = [Key::Num1, Key::Num2, Key::Num3].get(at).copied();
            let pressed = key.is_some_and(|key| focus::take(ui, Modifiers::ALT, key));
            if shown.clicked() || pressed {
                told.push(ExamCommand::Certain(*certainty));
            }
        }
        let font = theme.font(theme::Font::Small);
        let width = ui.painter().layout_no_wrap(none.text().to_owned(), font, theme.colors.muted).size().x;
        let fits = unsaid && width <= ui.available_size_before_wrap().x;
        if fits {
            ui.label(none.clone());
        }
        fits
    });
    if unsaid && !beside.inner {
        ui.label(none);
    }
    ui.add_space(space::XS);
}

/// How sure, and what that brings and costs.
fn worth_job(ui: &Ui, words: &str, worth: &str, on: bool) -> LayoutJob {
    let theme = Theme::of(ui);
    let colors = theme.colors;
    let (strong, quiet) =
        if on { (colors.accent.text, colors.accent.text) } else { (colors.text, colors.muted) };
    let mut job = LayoutJob::default();
    job.append(words, 0.0, TextFormat::simple(theme.font(theme::Font::Body), strong));
    let small = TextFormat::simple(theme.font(theme::Font::Small), quiet);
    job.append(worth, space::S, TextFormat { valign: Align::Center, ..small });
    job
}

/// To the next question and back, and to the end.
fn ways_ui(ui: &mut Ui, view: &SittingView, lang: Lang, told: &mut Vec<ExamCommand>) {
    let last = view.number == view.count;
    let word = match (last, view.back) {
        (true, _) => "sitting-to-end",
        (false, true) => "sitting-next",
        (false, false) => "sitting-next-final",
    };
    let next = primary_button(ui, &say(lang, word), true);
    let next = if view.back || last { next } else { next.on_hover_text(say(lang, "sitting-no-back")) };
    if next.clicked() {
        told.push(ExamCommand::Next);
    }
    if view.back {
        let button = egui::Button::new(&*say(lang, "sitting-previous"));
        if ui.add_enabled(view.number > 1, button).clicked() {
            told.push(ExamCommand::Previous);
        }
    }
}

/// What can be done with the question, and handing in.
fn marks_ui(ui: &mut Ui, view: &SittingView, study: &mut StudyUi, lang: Lang, told: &mut Vec<ExamCommand>) {
    // Where one can't come back there is nothing to come back to.
    if view.back {
        let tint = Theme::of(ui).colors.warning;
        let word = say(lang, if view.flagged { "sitting-flagged" } else { "sitting-flag" });
        let tip = say_with(lang, "sitting-flag-help", &[("key", key_words(&view.flag_keys).into())]);
        if chip(ui, view.flagged, word.as_ref(), tint).on_hover_text(tip).clicked() {
            told.push(ExamCommand::Flag);
        }
    }
    let mut more = |ui: &mut Ui| {
        let clear = quiet_button(ui, &say(lang, "sitting-clear"), view.answered);
        if clear.on_hover_text(say(lang, "sitting-clear-help")).clicked() {
            // What is under the cursor is cleared too.
            *study = StudyUi::default();
            told.push(ExamCommand::Clear);
        }
        if quiet_button(ui, &say(lang, "sitting-hand-in"), true).clicked() {
            told.push(ExamCommand::Ask(true));
        }
    };
    if ui.available_width() >= theme::MARKS * Theme::of(ui).scale {
        more(ui);
        return;
    }
    let menu = ui.menu_button("…", more);
    let name = say(lang, "more");
    menu.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.as_ref()));
}

fn keys(ui: &Ui, view: &SittingView, told: &mut Vec<ExamCommand>) {
    let kind = view.study.as_ref().map(|study| &study.kind);
    let building = matches!(kind, Some(KindView::Build { .. }));
    let typed = matches!(kind, Some(KindView::Type { .. } | KindView::Value { .. } | KindView::Cloze(_)));
    let enter = focus::is_down(ui, Modifiers::NONE, Key::Enter);
    if enter && !building && (focus::is_free(ui) || (typed && ui.text_edit_focused())) {
        told.push(ExamCommand::Next);
    }
    if focus::take(ui, Modifiers::NONE, Key::PageDown) {
        told.push(ExamCommand::Next);
    }
    if focus::take(ui, Modifiers::NONE, Key::PageUp) {
        told.push(ExamCommand::Previous);
    }
    if focus::take(ui, Modifiers::ALT, Key::T) {
        told.push(ExamCommand::Timer(view.left.is_none()));
    }
    if focus::take(ui, Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter) {
        told.push(ExamCommand::Ask(true));
    }
}
