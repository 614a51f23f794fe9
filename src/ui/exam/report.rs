//! What came of an exam: the score, pictures and tables of it, and every question with its answer.

mod charts;
mod items;

use crate::app::Command;
use crate::app::exam::{
    ExamCommand, MarkingView, Part, PartChart, PartView, ReportCommand, ReportFile, ReportView,
};
use crate::app::place::Place;
use crate::text::{Lang, say, say_with};
use crate::ui::progress::{charts as plots, table};
use crate::ui::theme::{self, Theme, card, line, primary_button, quiet_button, space};
use egui::text::{LayoutJob, TextFormat};
use egui::{ProgressBar, RichText, Stroke, Ui};
use std::collections::BTreeMap;

/// Where the keyboard is in the tables.
#[derive(Default)]
pub struct ReportUi {
    rows: BTreeMap<Part, usize>,
}

/// Draws it.
pub fn report_ui(
    ui: &mut Ui,
    view: &ReportView,
    state: &mut ReportUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    head_ui(ui, [&view.title, &view.when], lang, commands);
    let mut told = Vec::new();
    score_ui(ui, view, lang, &mut told);
    for part in &view.parts {
        ui.add_space(space::M);
        ui.push_id(part.part, |ui| part_ui(ui, part, state, lang, &mut told));
    }
    ui.add_space(space::XL);
    items::items_ui(ui, view, lang, &mut told, commands);
    commands.extend(told.into_iter().map(|told| Command::InExam(ExamCommand::InReport(told))));
}

/// Draws the head of one that is being marked: everything stands where it will stand in the report.
pub fn marking_ui(ui: &mut Ui, view: &MarkingView, lang: Lang, commands: &mut Vec<Command>) {
    head_ui(ui, [&view.title, &view.when], lang, commands);
    let tint = Theme::of(ui).colors.hint;
    card(&Theme::of(ui)).fill(tint.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        theme::announced(ui, RichText::new(&view.said).heading().color(tint.text));
        ui.label(&view.pass);
        ui.add_space(space::XS);
        share_ui(ui, [0.0, view.pass_share], tint);
        ui.add_space(space::XS);
        ui.label(&view.counts);
    });
    ui.add_space(space::M);
    facts_ui(ui, &view.facts);
}

fn head_ui(ui: &mut Ui, [title, when]: [&str; 2], lang: Lang, commands: &mut Vec<Command>) {
    if theme::back_button(ui, &say(lang, "exams-title")).clicked() {
        commands.push(Command::Go(Place::Exam));
    }
    theme::head(ui, title, when);
    ui.add_space(space::S);
}

/// What was reached, and what can be done with it.
fn score_ui(ui: &mut Ui, view: &ReportView, lang: Lang, told: &mut Vec<ReportCommand>) {
    let theme = Theme::of(ui);
    let (tint, sign) = if view.passed { (theme.colors.right, "✓") } else { (theme.colors.warning, "✗") };
    card(&theme).fill(tint.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let headline = format!("{sign} {} · {}", view.verdict, view.score);
        theme::announced(ui, RichText::new(headline).heading().color(tint.text));
        ui.label(format!("{} · {}", view.points, view.pass));
        ui.add_space(space::XS);
        share_ui(ui, [view.share, view.pass_share], tint);
        ui.add_space(space::XS);
        ui.label(&view.counts);
    });
    ui.add_space(space::M);
    actions_ui(ui, view, lang, told);
    ui.add_space(space::M);
    for notice in &view.notices {
        ui.label(RichText::new(notice).color(theme.colors.warning.text));
    }
    if !view.notices.is_empty() {
        ui.add_space(space::S);
    }
    facts_ui(ui, &view.facts);
}

/// The score as a bar, with a mark where a pass begins.
fn share_ui(ui: &mut Ui, [share, pass]: [f32; 2], tint: theme::Tint) {
    let theme = Theme::of(ui);
    let fill = if share <= 0.0 { theme.colors.border } else { tint.line };
    let bar = ProgressBar::new(share).desired_height(space::S).desired_width(ui.available_width());
    let rect = ui.add(bar.fill(fill)).rect;
    let x = rect.left() + rect.width() * pass;
    let mark = rect.y_range().expand(space::XS);
    ui.painter().vline(x.round(), mark, Stroke::new(line::STRONG, theme.colors.text));
}

/// What else is to be known; each fact in one label, so that it is read as one.
fn facts_ui(ui: &mut Ui, facts: &[(String, String)]) {
    let theme = Theme::of(ui);
    let font = theme.font(theme::Font::Body);
    let wide = |ui: &Ui, name: &str| {
        ui.painter().layout_no_wrap(name.to_owned(), font.clone(), theme.colors.muted).size().x
    };
    let widest = facts.iter().map(|(name, _)| wide(ui, name)).fold(0.0, f32::max);
    let [muted, plain] =
        [theme.colors.muted, theme.colors.text].map(|color| TextFormat::simple(font.clone(), color));
    for (name, words) in facts {
        let mut job = LayoutJob::default();
        job.append(name, 0.0, muted.clone());
        job.append(words, widest - wide(ui, name) + space::L, plain.clone());
        job.wrap.max_width = ui.available_width();
        ui.label(job);
    }
}

/// Practising, and saving in a row of its own.
fn actions_ui(ui: &mut Ui, view: &ReportView, lang: Lang, told: &mut Vec<ReportCommand>) {
    if view.wrong > 0 {
        let words = say_with(lang, "report-practise", &[("count", view.wrong.into())]);
        if primary_button(ui, &words, true).clicked() {
            told.push(ReportCommand::Practise);
        }
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(say(lang, "report-save")).small().color(Theme::of(ui).colors.muted));
        for file in ReportFile::ALL {
            let button = quiet_button(ui, &say(lang, file.key()), true);
            let button = match file {
                ReportFile::Answers => button.on_hover_text(say(lang, "report-save-answers-help")),
                ReportFile::Html | ReportFile::Csv => button,
            };
            if button.clicked() {
                told.push(ReportCommand::Save(file));
            }
        }
    });
}

fn part_ui(ui: &mut Ui, part: &PartView, state: &mut ReportUi, lang: Lang, told: &mut Vec<ReportCommand>) {
    card(&Theme::of(ui)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(&part.title).heading());
        ui.label(&part.said);
        ui.add_space(space::S);
        let named = [part.title.as_str(), part.said.as_str()];
        let muted = Theme::of(ui).colors.muted;
        match &part.chart {
            Some(PartChart::Bars { bars, ticks, legend }) => {
                ui.label(
                    RichText::new(format!("↑ {}", say(lang, "report-axis-seconds"))).small().color(muted),
                );
                plots::bars_ui(ui, named, bars, ticks, legend);
            }
            Some(PartChart::Certainty(chart)) => charts::certainty_ui(ui, named, chart),
            Some(PartChart::Course(chart)) => charts::course_ui(ui, named, chart),
            None => {}
        }
        let at = state.rows.entry(part.part).or_default();
        told.extend(table::table_ui(ui, &part.title, &part.table, at).map(ReportCommand::Open));
        rows_ui(ui, part, lang, told);
    });
}

/// What stands below a table that is not shown whole.
fn rows_ui(ui: &mut Ui, part: &PartView, lang: Lang, told: &mut Vec<ReportCommand>) {
    let Some(whole) = part.table.whole else { return };
    ui.horizontal_wrapped(|ui| {
        let words = say(lang, if whole { "progress-first-rows" } else { "progress-all-rows" });
        let button = ui.button(&*words).accessible_name(format!("{}: {words}", part.title));
        if button.clicked() {
            told.push(ReportCommand::Whole(part.part, !whole));
        }
        if let Some(shown) = &part.table.shown {
            ui.label(RichText::new(shown).small().color(Theme::of(ui).colors.muted));
        }
    });
}
