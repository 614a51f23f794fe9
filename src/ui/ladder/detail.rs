//! The reason of a row: in short beside the pointer, in full as a card below the ladder.

use super::Show;
use super::marks::Sign;
use super::panel::{sign_button, tight_ui};
use crate::app::Command;
use crate::app::ladder::{Detail, Ladder, NumberView, Row, VariableView};
use crate::app::map::{Lit, MapCommand};
use crate::text::{Lang, say, say_with};
use crate::ui::markdown::text_ui;
use crate::ui::theme::{self, Theme, card, quiet_button, space};
use crate::wire::End;
use egui::{Align, Grid, Layout, Response, RichText, ScrollArea, Ui};

/// What a row says beside the pointer.
pub fn tooltip(response: Response, ladder: &Ladder, row: &Row, show: &Show, lang: Lang) {
    let spoken = row.said(show.numbers);
    match &row.detail {
        Some(detail) => {
            response.on_hover_ui_at_pointer(|ui| short_ui(ui, ladder, spoken, detail, show, lang));
        }
        None if !spoken.is_empty() => drop(response.on_hover_text_at_pointer(spoken)),
        None => {}
    }
}

/// The rules with the first reason, and what changes.
fn short_ui(ui: &mut Ui, ladder: &Ladder, spoken: &str, detail: &Detail, show: &Show, lang: Lang) {
    let theme = Theme::of(ui);
    ui.set_max_width(ui.spacing().tooltip_width);
    ui.label(RichText::new(spoken).text_style(theme::bold()));
    tight_ui(ui, |ui| {
        for rule in &detail.rules {
            let id = RichText::new(&rule.id).monospace().small().color(theme.end(rule.end).text);
            ui.label(id);
        }
    });
    if let Some(why) = detail.rules.iter().map(|rule| &rule.why).find(|why| !why.is_empty()) {
        ui.label(RichText::new(why).small());
    }
    ui.add_space(space::XS);
    let value = |value: &NumberView| value.get(show.numbers).to_owned();
    memory_ui(ui, ladder, detail, &value, lang);
    if show.steps {
        ui.label(RichText::new(super::keys_help(show, lang)).small().color(theme.colors.muted));
    }
}

/// What was asked for on the card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardTold {
    /// A page to be opened.
    pub open: Option<String>,
    /// Both ends are to be shown on the map.
    pub map: Option<Lit>,
    /// Away with it.
    pub close: bool,
}

impl CardTold {
    /// What concerns the whole app.
    pub fn commands(self) -> impl Iterator<Item = Command> {
        let map = self.map.map(|lit| Command::InMap(MapCommand::Show(lit)));
        self.open.map(Command::Open).into_iter().chain(map)
    }
}

/// Everything about a row of a ladder before which there are `first` steps, as a card.
pub fn card_ui(
    ui: &mut Ui,
    ladder: &Ladder,
    index: usize,
    first: usize,
    numbers: bool,
    lang: Lang,
) -> CardTold {
    let mut told = CardTold::default();
    let Some(row) = ladder.rows.get(index).filter(|row| row.detail.is_some()) else { return told };
    let theme = Theme::of(ui);
    card(&theme).fill(theme.colors.inset).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            told.close = sign_button(ui, Sign::Close, &say(lang, "ladder-close"), true).clicked();
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                let title = say_with(lang, "ladder-why-title", &[("step", (first + index + 1).into())]);
                theme::announced(ui, RichText::new(title).text_style(theme::bold()));
                ui.label(row.said(numbers));
            });
        });
        reason_ui(ui, ladder, index, first, numbers, lang, &mut told);
    });
    told
}

/// The rules of a row with their reasons and citations, what both ends know, and the way to the map.
pub fn reason_ui(
    ui: &mut Ui,
    ladder: &Ladder,
    index: usize,
    first: usize,
    numbers: bool,
    lang: Lang,
    told: &mut CardTold,
) {
    let theme = Theme::of(ui);
    let Some(detail) = ladder.rows.get(index).and_then(|row| row.detail.as_ref()) else { return };
    if detail.rules.is_empty() {
        let key = if detail.changed() { "ladder-end-only" } else { "ladder-no-rule" };
        ui.label(RichText::new(say(lang, key)).color(theme.colors.muted));
    }
    for (at, rule) in detail.rules.iter().enumerate() {
        ui.add_space(space::S);
        ui.push_id(at, |ui| rule_ui(ui, ladder, rule, lang, told));
    }
    if !detail.variables.is_empty() {
        ui.add_space(space::M);
        ui.label(RichText::new(say(lang, "ladder-memory")).text_style(theme::bold()));
        let both = |value: &NumberView| {
            if numbers { value.real.clone() } else { value.both() }
        };
        ScrollArea::horizontal().id_salt("memory").show(ui, |ui| {
            memory_ui(ui, ladder, detail, &both, lang);
        });
    }
    let Some(behind) =
        ladder.behind.as_ref().filter(|_| detail.after.iter().all(|states| !states.is_empty()))
    else {
        return;
    };
    ui.add_space(space::S);
    if quiet_button(ui, &say(lang, "ladder-on-map"), true).clicked() {
        let machine = behind.machine.clone();
        told.map = Some(Lit { machine, ends: detail.after.clone(), step: Some(first + index + 1) });
    }
}

fn rule_ui(
    ui: &mut Ui,
    ladder: &Ladder,
    rule: &crate::app::ladder::RuleView,
    lang: Lang,
    told: &mut CardTold,
) {
    let theme = Theme::of(ui);
    tight_ui(ui, |ui| {
        let role = ladder.roles.get(rule.end.index()).map_or("", String::as_str);
        theme::badge(ui, role, theme.end(rule.end));
        ui.label(RichText::new(&rule.id).monospace().small().color(theme.colors.muted));
        let Some(cite) = &rule.cite else { return };
        match &cite.url {
            Some(url) => {
                let name = say_with(lang, "open-link", &[("what", cite.text.as_str().into())]);
                let link = theme::link(ui, RichText::new(&cite.text).small(), &name);
                if link.on_hover_text(url).clicked() {
                    told.open = Some(url.clone());
                }
            }
            None => drop(ui.label(RichText::new(&cite.text).small())),
        }
    });
    if !rule.why.is_empty() {
        text_ui(ui, "why", &rule.why);
    }
}

/// The states and variables of both ends; what has changed, with its value before.
fn memory_ui(
    ui: &mut Ui,
    ladder: &Ladder,
    detail: &Detail,
    value: &dyn Fn(&NumberView) -> String,
    lang: Lang,
) {
    let theme = Theme::of(ui);
    let cell = |ui: &mut Ui, end: End, [before, after]: [String; 2]| {
        let known = |text: String| if text.is_empty() { "–".to_owned() } else { text };
        let (before, after) = (known(before), known(after));
        let text = if before == after {
            RichText::new(after).color(theme.colors.muted)
        } else {
            RichText::new(format!("{before} → {after}")).color(theme.end(end).text).strong()
        };
        ui.label(text.small());
    };
    Grid::new("memory").spacing([space::L, space::XS]).min_row_height(0.0).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.label(RichText::new(say(lang, "ladder-variable")).small().color(theme.colors.muted));
        for (end, role) in End::BOTH.into_iter().zip(&ladder.roles) {
            ui.label(RichText::new(role).text_style(theme::bold()).small().color(theme.end(end).text));
        }
        ui.end_row();
        if detail.states.iter().flatten().any(|state| !state.is_empty()) {
            ui.label(RichText::new(say(lang, "ladder-state-row")).small());
            for (end, states) in End::BOTH.into_iter().zip(&detail.states) {
                cell(ui, end, states.clone());
            }
            ui.end_row();
        }
        for VariableView { name, ends } in &detail.variables {
            ui.label(RichText::new(name).small());
            for (end, values) in End::BOTH.into_iter().zip(ends) {
                cell(ui, end, values.each_ref().map(value));
            }
            ui.end_row();
        }
    });
}
