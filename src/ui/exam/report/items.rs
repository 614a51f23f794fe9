//! The questions of a report: a row each, which is opened when it is wanted.

use crate::app::Command;
use crate::app::exam::{ItemMark, ReportCommand, ReportItem, ReportView, ToldItem};
use crate::text::{Lang, say};
use crate::ui::kinds;
use crate::ui::markdown::text_ui;
use crate::ui::study::{StudyUi, feedback_ui};
use crate::ui::summary::answer_ui;
use crate::ui::theme::{self, Font, Theme, Tint, card, chip, line, quiet_button, radius, space};
use egui::collapsing_header::paint_default_icon;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, CornerRadius, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

/// Draws those that are shown.
pub fn items_ui(
    ui: &mut Ui,
    view: &ReportView,
    lang: Lang,
    told: &mut Vec<ReportCommand>,
    commands: &mut Vec<Command>,
) {
    let accent = Theme::of(ui).colors.accent;
    ui.label(RichText::new(say(lang, "report-questions")).heading());
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        let name = say(lang, "report-show");
        for (shown, words, on) in &view.filters {
            let chip = chip(ui, *on, words.as_str(), accent);
            let full = format!("{name}: {words}");
            chip.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, *on, &full));
            if chip.clicked() {
                told.push(ReportCommand::Show(*shown));
            }
        }
        if !view.items.is_empty() {
            let words = say(lang, if view.all_open { "report-close-all" } else { "report-open-all" });
            if quiet_button(ui, &words, true).clicked() {
                told.push(ReportCommand::TurnAll(!view.all_open));
            }
        }
    });
    ui.add_space(space::S);
    if let Some(nothing) = &view.nothing {
        theme::announced(ui, RichText::new(nothing));
    }
    for item in &view.items {
        ui.push_id(item.at, |ui| item_ui(ui, item, lang, told, commands));
        ui.add_space(space::S);
    }
}

/// The tint of what went so; the sign and a word say the same.
fn tint(theme: &Theme, mark: ItemMark) -> Tint {
    let colors = theme.colors;
    match mark {
        ItemMark::Right => colors.right,
        ItemMark::Wrong => colors.wrong,
        ItemMark::Partly | ItemMark::Open | ItemMark::Gone => colors.warning,
    }
}

fn item_ui(
    ui: &mut Ui,
    item: &ReportItem,
    lang: Lang,
    told: &mut Vec<ReportCommand>,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if head_ui(ui, &theme, item, lang) {
            told.push(ReportCommand::Turn(item.at));
        }
        if let Some(told) = &item.told {
            ui.add_space(space::S);
            told_ui(ui, item, told, lang, commands);
        }
    });
}

/// The row; whether it was chosen.
fn head_ui(ui: &mut Ui, theme: &Theme, item: &ReportItem, lang: Lang) -> bool {
    let tint = tint(theme, item.mark);
    let format = |font, color| TextFormat::simple(theme.font(font), color);
    let mut job = LayoutJob::default();
    job.append(&item.number.to_string(), 0.0, format(Font::SmallBold, theme.colors.text));
    let state = format!("{} {}", item.mark.sign(), item.state);
    job.append(&state, space::M, format(Font::SmallBold, tint.text));
    if item.flagged {
        job.append(&say(lang, "report-flagged"), space::M, format(Font::SmallBold, theme.colors.text));
    }
    job.append(&item.figures, space::M, format(Font::Small, theme.colors.muted));
    if item.told.is_none() {
        job.append(&format!("\n{}", item.line), 0.0, format(Font::Body, theme.colors.text));
    }
    // A triangle that points to what is below it, or would be.
    let sign = ui.spacing().icon_width;
    let indent = sign + space::S;
    job.wrap.max_width = ui.available_width() - indent;
    let galley = ui.painter().layout_job(job);
    let size = egui::vec2(ui.available_width(), galley.size().y.max(sign));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &item.said));
    let open = item.told.is_some();
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    let (ground, corner) = (rect.expand(space::XS), CornerRadius::same(radius::SMALL));
    if response.hovered() {
        ui.painter().rect_filled(ground, corner, theme.colors.inset);
    }
    if response.has_focus() {
        let ring = Stroke::new(line::RING, theme.colors.text);
        ui.painter().rect_stroke(ground, corner, ring, StrokeKind::Inside);
    }
    let row = galley.rows.first().map_or(sign, |row| row.height());
    let place = egui::pos2(rect.left() + sign / 2.0, rect.top() + row / 2.0);
    let place = egui::Rect::from_center_size(place, egui::Vec2::splat(sign));
    paint_default_icon(ui, f32::from(u8::from(open)), &response.clone().with_new_rect(place));
    ui.painter().galley(rect.min + egui::vec2(indent, 0.0), galley, theme.colors.text);
    response.clicked()
}

/// Segments below their title, in letters of one width.
fn trace_ui(ui: &mut Ui, (sign, word): (&str, &str), segments: &str, color: Color32, lang: Lang) {
    let theme = Theme::of(ui);
    let mut job = LayoutJob::default();
    let title = format!("{sign} {}", say(lang, word));
    job.append(&title, 0.0, TextFormat::simple(theme.font(Font::SmallBold), color));
    let mono = TextFormat::simple(theme.font(Font::Mono), theme.colors.text);
    job.append(&format!("\n{segments}"), 0.0, mono);
    job.wrap.max_width = ui.available_width();
    ui.label(job);
}

/// All that there is to say about a question.
fn told_ui(ui: &mut Ui, item: &ReportItem, told: &ToldItem, lang: Lang, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui).colors;
    ui.label(RichText::new(&told.place).small().color(colors.muted));
    if let Some(notice) = &told.notice {
        ui.label(RichText::new(notice).color(colors.warning.text));
    }
    if !told.ask.is_empty() {
        text_ui(ui, "ask", &told.ask);
        ui.add_space(space::S);
    }
    let tint = tint(&Theme::of(ui), item.mark);
    let below = told.own.contains('\n') || told.right.contains('\n');
    let said = |ui: &mut Ui, title: (&str, &str), words: &str, color: Color32, segments: bool| {
        if segments {
            trace_ui(ui, title, words, color, lang)
        } else {
            answer_ui(ui, title, words, below, color, lang)
        }
    };
    let answered = !matches!(item.mark, ItemMark::Open | ItemMark::Gone);
    said(ui, (item.mark.sign(), "differs-yours"), &told.own, tint.text, told.trace && answered);
    if !told.right.is_empty() {
        said(ui, ("✓", "differs-right"), &told.right, colors.right.text, told.trace);
    }
    if let Some(sure) = &told.sure {
        ui.label(sure);
    }
    let Some(study) = &told.study else { return };
    let mut asked = Vec::new();
    if told.has_sheet() {
        ui.add_space(space::S);
        let mut state = StudyUi { showing: study.showing, focused: true, ..StudyUi::default() };
        kinds::kind_ui(ui, study, &mut state, lang, &mut asked);
    }
    if let Some(feedback) = &study.feedback {
        ui.add_space(space::S);
        feedback_ui(ui, feedback, lang, &mut asked);
    }
    kinds::solution_ui(ui, &study.kind, lang, &mut asked);
    // The sheet was handed in.
    asked.retain(|command| !matches!(command, Command::In(_)));
    commands.append(&mut asked);
}
