//! How the learner is scheduled, in the settings: time, retention, days, the date, fitted parameters.

use super::theme::{self, Theme, card, quiet_button, space};
use crate::app::Command;
use crate::app::learning::{LearningCommand, LearningView};
use crate::app::sessions::Budget;
use crate::text::{Lang, say, say_with};
use egui::{ProgressBar, RichText, Ui};
use jiff::civil::Date;

/// Minutes a day that are offered.
const MINUTES: [u32; 6] = [5, 10, 15, 20, 30, 60];
/// New questions a day that are offered.
const NEW: [u32; 6] = [0, 5, 10, 15, 20, 40];
/// Wanted chances of recall that are offered, in percent.
const RETENTIONS: [u8; 5] = [80, 85, 90, 93, 96];
/// Hours at which a day may begin.
const HOURS: [u8; 6] = [0, 2, 3, 4, 5, 6];

/// Width of a field at a text scale of 1.
const FIELD: f32 = 180.0;

/// What is written into the fields.
#[derive(Default)]
pub struct LearningUi {
    date: Option<String>,
    zone: Option<String>,
}

/// Draws it.
pub fn learning_ui(
    ui: &mut Ui,
    view: &LearningView,
    state: &mut LearningUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    let mut asked = Vec::new();
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(say(lang, "learning-title")).heading());
        ui.add_space(space::S);
        budget_ui(ui, &view.budget, lang, &mut asked);
        row(ui, &say(lang, "learning-retention"), Some(&say(lang, "learning-retention-help")), |ui| {
            for percent in RETENTIONS {
                let words = say_with(lang, "percent", &[("percent", i64::from(percent).into())]);
                if theme::chip(ui, view.retention == percent, words, theme.colors.accent).clicked() {
                    asked.push(LearningCommand::Retention(percent));
                }
            }
        });
        row(ui, &say(lang, "learning-grades"), Some(&say(lang, "learning-grades-help")), |ui| {
            for four in [false, true] {
                let words = say(lang, if four { "learning-grades-four" } else { "learning-grades-two" });
                if theme::chip(ui, view.four_grades == four, words.as_ref(), theme.colors.accent).clicked() {
                    asked.push(LearningCommand::FourGrades(four));
                }
            }
        });
        days_ui(ui, view, state, lang, &mut asked);
        fit_ui(ui, view, lang, &mut asked);
    });
    ui.add_space(space::L);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        date_ui(ui, view, state, lang, &mut asked);
    });
    commands.extend(asked.into_iter().map(Command::Learn));
}

fn budget_ui(ui: &mut Ui, budget: &Budget, lang: Lang, asked: &mut Vec<LearningCommand>) {
    let accent = Theme::of(ui).colors.accent;
    row(ui, &say(lang, "learning-minutes"), None, |ui| {
        for minutes in MINUTES {
            let words = say_with(lang, "span-minutes", &[("count", i64::from(minutes).into())]);
            if theme::chip(ui, budget.minutes == minutes, words, accent).clicked() {
                asked.push(LearningCommand::Minutes(minutes));
            }
        }
    });
    row(ui, &say(lang, "learning-new"), None, |ui| {
        for new in NEW {
            let chip = theme::chip(ui, budget.new == new, new.to_string(), accent);
            let name = format!("{}: {new}", say(lang, "learning-new"));
            chip.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, budget.new == new, &name)
            });
            if chip.clicked() {
                asked.push(LearningCommand::New(new));
            }
        }
    });
}

fn days_ui(
    ui: &mut Ui,
    view: &LearningView,
    state: &mut LearningUi,
    lang: Lang,
    asked: &mut Vec<LearningCommand>,
) {
    let theme = Theme::of(ui);
    row(ui, &say(lang, "learning-day-starts"), None, |ui| {
        for hour in HOURS {
            let words = format!("{hour}:00");
            let name = format!("{}: {words}", say(lang, "learning-day-starts"));
            let on = view.day_starts == hour;
            let chip = theme::chip(ui, on, words, theme.colors.accent);
            chip.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, &name));
            if chip.clicked() {
                asked.push(LearningCommand::DayStarts(hour));
            }
        }
    });
    row(ui, &say(lang, "learning-zone"), Some(&say(lang, "learning-zone-help")), |ui| {
        let text = state.zone.get_or_insert_with(|| view.zone.clone());
        let name = say(lang, "learning-zone");
        let id = ui.scope_id().with("zone");
        let field = wide_field(ui, text, id, "Asia/Shanghai", view.zone_unknown);
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name.as_ref()));
        if field.changed() {
            asked.push(LearningCommand::Zone(text.trim().to_owned()));
        }
        if view.zone_unknown {
            theme::announced(
                ui,
                RichText::new(say(lang, "learning-zone-unknown")).color(theme.colors.wrong.text),
            );
        }
    });
}

fn fit_ui(ui: &mut Ui, view: &LearningView, lang: Lang, asked: &mut Vec<LearningCommand>) {
    let theme = Theme::of(ui);
    let state = say(lang, if view.fitted { "learning-fitted" } else { "learning-published" });
    row(ui, &say(lang, "learning-parameters"), Some(&state), |ui| {
        let running = view.fit.as_ref().is_some_and(|fit| fit.running);
        if ui.add_enabled(!running, egui::Button::new(say(lang, "learning-fit").as_ref())).clicked() {
            asked.push(LearningCommand::Fit);
        }
        if view.fitted && quiet_button(ui, &say(lang, "learning-back-to-published"), true).clicked() {
            asked.push(LearningCommand::Published);
        }
    });
    let Some(fit) = &view.fit else { return };
    if fit.running {
        ui.label(say(lang, "learning-working").as_ref());
    }
    for said in &fit.said {
        ui.label(RichText::new(said).color(theme.colors.muted));
    }
    if fit.can_adopt && ui.button(say(lang, "learning-adopt").as_ref()).clicked() {
        asked.push(LearningCommand::Adopt);
    }
}

fn date_ui(
    ui: &mut Ui,
    view: &LearningView,
    state: &mut LearningUi,
    lang: Lang,
    asked: &mut Vec<LearningCommand>,
) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(say(lang, "learning-date")).heading());
    ui.label(RichText::new(say(lang, "learning-date-help")).color(theme.colors.muted));
    ui.add_space(space::S);
    let written = view.date.map(|date| date.to_string()).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        let text = state.date.get_or_insert_with(|| written.clone());
        let date = text.trim().parse::<Date>().ok();
        let wrong = !text.trim().is_empty() && date.is_none();
        let id = ui.scope_id().with("date");
        let field = wide_field(ui, text, id, "2027-01-15", wrong);
        let name = say(lang, "learning-date-name");
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name.as_ref()));
        if field.changed() {
            match text.trim().parse::<Date>() {
                Ok(date) => asked.push(LearningCommand::Date(Some(date))),
                Err(_) if text.trim().is_empty() => asked.push(LearningCommand::Date(None)),
                Err(_) => {}
            }
        }
        if view.date.is_some() && quiet_button(ui, &say(lang, "learning-no-date"), true).clicked() {
            state.date = Some(String::new());
            asked.push(LearningCommand::Date(None));
        }
    });
    plan_ui(ui, view, lang);
}

fn plan_ui(ui: &mut Ui, view: &LearningView, lang: Lang) {
    let theme = Theme::of(ui);
    let Some(plan) = &view.plan else { return };
    ui.add_space(space::S);
    if plan.running {
        ui.label(say(lang, "learning-working").as_ref());
    }
    for said in &plan.said {
        ui.label(said);
    }
    ui.add_space(space::S);
    for (name, share) in &plan.bars {
        let percent =
            say_with(lang, "percent", &[("percent", i64::from((share * 100.0).round() as i32).into())]);
        ui.label(RichText::new(format!("{name}: {percent}")).small());
        let bar = ProgressBar::new(*share).desired_height(6.0).fill(theme.colors.accent.line);
        ui.add(bar.desired_width(ui.available_width().min(480.0)));
    }
}

/// A field in which a date or a zone has room.
fn wide_field(ui: &mut Ui, text: &mut String, id: egui::Id, hint: &str, wrong: bool) -> egui::Response {
    let width = (FIELD * Theme::of(ui).scale).min(ui.available_width());
    let height = ui.spacing().interact_size.y;
    ui.allocate_ui(egui::vec2(width, height), |ui| theme::text_field(ui, text, id, hint, true, wrong)).inner
}

/// A name, what it means, and what can be chosen.
pub fn row(ui: &mut Ui, name: &str, help: Option<&str>, choices: impl FnOnce(&mut Ui)) {
    ui.label(RichText::new(name).text_style(theme::bold()));
    if let Some(help) = help {
        ui.label(RichText::new(help).small().color(Theme::of(ui).colors.muted));
    }
    ui.horizontal_wrapped(choices);
    ui.add_space(space::M);
}
