//! Progress: pictures of what was done, what is known and what is to come, each with its sentence and its table.

pub(in crate::ui) mod charts;
pub(in crate::ui) mod table;
mod year;

use super::theme::{self, Font, Theme, card, chip, primary_button, space};
use crate::app::Command;
use crate::app::action::Action;
use crate::app::progress::{Chart, Picture, ProgressCommand, ProgressView, SectionView, TableView};
use crate::text::{Lang, say, say_with};
use egui::{Align2, Pos2, Rect, RichText, Role, Sense, Ui, Vec2, WidgetInfo};
use std::collections::BTreeMap;

/// Where the keyboard is in pictures and tables.
#[derive(Debug, Default)]
pub struct ProgressUi {
    /// The row of each table.
    rows: BTreeMap<Picture, usize>,
    /// The day of the year; today where there is none.
    day: Option<usize>,
}

/// Draws it.
pub fn progress_ui(
    ui: &mut Ui,
    view: &ProgressView,
    state: &mut ProgressUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    theme::head(ui, &say(lang, "progress-title"), &say(lang, "progress-about"));
    ui.add_space(space::S);
    if view.empty {
        card(&theme).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(say(lang, "progress-empty")).heading());
            ui.label(&*say(lang, "progress-empty-help"));
            ui.add_space(space::S);
            if primary_button(ui, &say(lang, "progress-begin"), true).clicked() {
                commands.push(Command::Do(Action::Continue));
            }
        });
    }
    for section in &view.sections {
        ui.push_id(section.picture, |ui| {
            card(&theme).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let mut asked = Vec::new();
                section_ui(ui, section, state, lang, &mut asked);
                commands.extend(asked.into_iter().map(Command::InProgress));
            });
        });
        ui.add_space(space::M);
    }
}

fn section_ui(
    ui: &mut Ui,
    section: &SectionView,
    state: &mut ProgressUi,
    lang: Lang,
    asked: &mut Vec<ProgressCommand>,
) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(&section.title).heading());
    ui.label(&section.said);
    ui.label(RichText::new(&section.note).small().color(theme.colors.muted));
    ui.add_space(space::XS);
    tools_ui(ui, section, lang, asked);
    ui.add_space(space::S);
    let named = [section.title.as_str(), section.said.as_str()];
    match &section.chart {
        Some(Chart::Bars { bars, ticks, legend }) => charts::bars_ui(ui, named, bars, ticks, legend),
        Some(Chart::Year(year)) => year::year_ui(ui, section, year, &mut state.day, lang),
        Some(Chart::Bins { bins, from, axes, legend }) => {
            charts::bins_ui(ui, named, bins, *from, axes, legend)
        }
        None => {}
    }
    if let Some(table) = &section.table {
        let at = state.rows.entry(section.picture).or_default();
        asked.extend(table::table_ui(ui, &section.title, table, at).map(ProgressCommand::Open));
        rows_ui(ui, section.picture, table, lang, asked);
    }
}

/// What can be done with a picture.
fn tools_ui(ui: &mut Ui, section: &SectionView, lang: Lang, asked: &mut Vec<ProgressCommand>) {
    let accent = Theme::of(ui).colors.accent;
    let title = || [("title", section.title.as_str().into())];
    ui.horizontal_wrapped(|ui| {
        if is_drawn(section.picture) {
            let name = say_with(lang, "progress-show", &title());
            for (word, table) in [("progress-picture", false), ("progress-table", true)] {
                let (words, on) = (say(lang, word), section.table.is_some() == table);
                let chip = chip(ui, on, words.as_ref(), accent);
                let full = format!("{name} {words}");
                chip.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &full));
                if chip.clicked() && !on {
                    asked.push(ProgressCommand::Table(section.picture, table));
                }
            }
        }
        if let Some((ahead, choices)) = section.ahead {
            let name = say(lang, "progress-ahead");
            for days in choices {
                let words = say_with(lang, "progress-ahead-days", &[("count", days.into())]);
                let chip = chip(ui, days == ahead, words.as_str(), accent);
                let full = format!("{name}: {words}");
                chip.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, days == ahead, &full));
                if chip.clicked() {
                    asked.push(ProgressCommand::Ahead(days));
                }
            }
        }
        let words = say(lang, "progress-save");
        let alone = !is_drawn(section.picture);
        let save = if alone { theme::lead_button(ui, &words) } else { theme::quiet_button(ui, &words, true) };
        let name = say_with(lang, "progress-save-named", &title());
        save.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if save.clicked() {
            asked.push(ProgressCommand::Save(section.picture));
        }
    });
}

/// Whether there is a picture beside the table.
fn is_drawn(picture: Picture) -> bool {
    !matches!(picture, Picture::Decks | Picture::Tags | Picture::Rules)
}

/// What stands below a table that is not shown whole.
fn rows_ui(ui: &mut Ui, picture: Picture, table: &TableView, lang: Lang, asked: &mut Vec<ProgressCommand>) {
    let muted = Theme::of(ui).colors.muted;
    ui.horizontal_wrapped(|ui| {
        if let Some(whole) = table.whole {
            let word = if whole { "progress-first-rows" } else { "progress-all-rows" };
            if ui.button(&*say(lang, word)).clicked() {
                asked.push(ProgressCommand::Whole(picture, !whole));
            }
        }
        if let Some(shown) = &table.shown {
            ui.label(RichText::new(shown).small().color(muted));
        }
    });
}

/// A sign with its words, which stay in one row.
fn legend_entry(ui: &mut Ui, words: &str, sign: impl FnOnce(&Ui, Rect)) {
    let theme = Theme::of(ui);
    let color = theme.colors.muted;
    let edge = theme.font(Font::Small).size;
    let room = (ui.max_rect().width() - edge - space::S).max(0.0);
    let galley = ui.painter().layout(words.to_owned(), theme.font(Font::Small), color, room);
    let size = Vec2::new(edge + space::S + galley.size().x, galley.size().y.max(edge));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let place = Align2::LEFT_CENTER.anchor_size(rect.left_center(), Vec2::splat(edge));
    sign(ui, place);
    let top = (rect.center().y - galley.size().y / 2.0).round();
    ui.painter().galley(Pos2::new(place.right() + space::S, top), galley, color);
    ui.add_space(space::S);
}
