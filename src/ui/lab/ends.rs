//! Both ends: what state they are in, what they remember, what could come next.

use crate::app::lab::{EndView, LabCommand, LabView, Offer, OfferKind, VariableView};
use crate::text::{Lang, say, say_with};
use crate::ui::theme::{self, Font, Theme, Tint, badge, card, chip, quiet_button, space};
use crate::wire::End;
use egui::{RichText, Ui};

/// From this width on, at a text scale of 1, both ends stand beside each other.
const WIDE: f32 = 640.0;

/// The words for what could come next.
const LABELS: [&str; 5] =
    ["lab-next-due", "lab-next-legal", "lab-next-call", "lab-next-timer", "lab-network"];
/// A column of labels is made where there is room for so many.
const LEAST_COLUMNS: f32 = 3.0;

/// Whether both ends have room beside each other.
pub fn is_wide(ui: &Ui) -> bool {
    ui.available_width() >= WIDE * Theme::of(ui).scale
}

/// Draws something for each end, beside each other where there is room.
fn both_ui(ui: &mut Ui, view: &LabView, mut add: impl FnMut(&mut Ui, End, &EndView)) {
    let [first, second] = &view.ends;
    if is_wide(ui) {
        let gap = std::mem::replace(&mut ui.spacing_mut().item_spacing.x, space::XL);
        ui.columns_const(|columns: &mut [Ui; 2]| {
            for (column, (end, view)) in columns.iter_mut().zip([(End::First, first), (End::Second, second)])
            {
                column.spacing_mut().item_spacing.x = gap;
                column.vertical(|ui| add(ui, end, view));
            }
        });
        ui.spacing_mut().item_spacing.x = gap;
    } else {
        add(ui, End::First, first);
        ui.add_space(space::M);
        add(ui, End::Second, second);
    }
}

/// Draws what could come next from each end and from the network.
pub fn next_ui(ui: &mut Ui, view: &LabView, lang: Lang, told: &mut Vec<LabCommand>) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(say(lang, "lab-next")).text_style(theme::bold()));
            if let Some(step) = view.look {
                let words = say_with(lang, "lab-next-behind", &[("step", step.into())]);
                ui.label(RichText::new(words).color(theme.colors.muted));
                if quiet_button(ui, &say(lang, "lab-to-end"), true).clicked() {
                    told.push(LabCommand::Look(None));
                }
            }
        });
        both_ui(ui, view, |ui, end, view| next_of_ui(ui, end, view, lang, told));
        if !view.arrivals.is_empty() {
            let offers: Vec<&Offer> = view.arrivals.iter().collect();
            offers_ui(ui, &offers, "lab-network", theme.colors.accent, true, lang, told);
        }
    });
}

fn next_of_ui(ui: &mut Ui, end: End, view: &EndView, lang: Lang, told: &mut Vec<LabCommand>) {
    let theme = Theme::of(ui);
    let tint = theme.end(end);
    ui.label(RichText::new(&view.role).text_style(theme::bold()).color(tint.text));
    if view.offers.is_empty() {
        ui.label(RichText::new(say(lang, "lab-next-nothing")).color(theme.colors.muted));
    }
    let kinds = [
        (OfferKind::Due, "lab-next-due", true),
        (OfferKind::Legal, "lab-next-legal", false),
        (OfferKind::Call, "lab-next-call", false),
        (OfferKind::Timer, "lab-next-timer", false),
    ];
    for (kind, key, strong) in kinds {
        let offers: Vec<&Offer> = view.offers.iter().filter(|offer| offer.kind == kind).collect();
        if !offers.is_empty() {
            offers_ui(ui, &offers, key, tint, strong, lang, told);
        }
    }
}

/// Draws the state of each end and what it remembers.
pub fn ends_ui(ui: &mut Ui, view: &LabView, lang: Lang) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = match view.look {
            None => say(lang, "lab-now").into_owned(),
            Some(step) => say_with(lang, "lab-after", &[("step", step.into())]),
        };
        ui.label(RichText::new(title).text_style(theme::bold()));
        both_ui(ui, view, |ui, end, view| {
            let tint = theme.end(end);
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(&view.role).text_style(theme::bold()).color(tint.text));
                badge(ui, &view.state, tint);
            });
            // So that the variables of both ends stand in the same lines.
            variables_ui(ui, end, &view.variables, lang);
            ui.label(RichText::new(&view.meaning).small().color(theme.colors.muted));
        });
    });
}

/// Steps that are added by one click, below a word for what they are.
fn offers_ui(
    ui: &mut Ui,
    offers: &[&Offer],
    key: &str,
    tint: Tint,
    strong: bool,
    lang: Lang,
    told: &mut Vec<LabCommand>,
) {
    let theme = Theme::of(ui);
    let label = RichText::new(say(lang, key)).font(theme.font(Font::Small)).color(theme.colors.muted);
    in_column(ui, label, column_width(ui, lang), |ui| {
        for offer in offers {
            let font = match offer.kind {
                OfferKind::Due | OfferKind::Legal => Font::Mono,
                OfferKind::Call | OfferKind::Timer | OfferKind::Arrival => Font::Body,
            };
            let color = if strong { tint.text } else { theme.colors.text };
            let button =
                chip(ui, strong, RichText::new(&offer.text).font(theme.font(font)).color(color), tint);
            let name = say_with(lang, "lab-add", &[("step", offer.line.as_str().into())]);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            let button = if offer.reason.is_empty() { button } else { button.on_hover_text(&offer.reason) };
            if button.clicked() {
                told.push(LabCommand::Step(offer.line.clone()));
            }
        }
    });
}

/// A label in a column of its own, and beside it what wraps there; below it where there is little room.
fn in_column(ui: &mut Ui, label: RichText, width: f32, add: impl FnOnce(&mut Ui)) {
    if ui.available_width() < LEAST_COLUMNS * width {
        ui.label(label);
        ui.horizontal_wrapped(add);
        return;
    }
    ui.horizontal_top(|ui| {
        let size = egui::Vec2::new(width, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_size(size);
            ui.label(label);
        });
        ui.horizontal_wrapped(add);
    });
}

/// As wide as the widest label.
fn column_width(ui: &Ui, lang: Lang) -> f32 {
    let font = Theme::of(ui).font(Font::Small);
    let wide = |key: &str| {
        let words = say(lang, key).into_owned();
        ui.painter().layout_no_wrap(words, font.clone(), egui::Color32::PLACEHOLDER).size().x
    };
    LABELS.into_iter().map(wide).fold(0.0, f32::max).ceil()
}

fn variables_ui(ui: &mut Ui, end: End, variables: &[VariableView], lang: Lang) {
    let theme = Theme::of(ui);
    egui::Grid::new(("variables", end.index())).num_columns(2).spacing([space::M, space::XS]).show(
        ui,
        |ui| {
            for variable in variables {
                let font = theme.font(Font::Mono);
                ui.label(
                    RichText::new(&variable.name).font(theme.font(Font::Small)).color(theme.colors.muted),
                );
                ui.horizontal(|ui| {
                    let color = if variable.changed { theme.end(end).text } else { theme.colors.text };
                    let sign = if variable.changed { " ●" } else { "" };
                    let shown =
                        ui.label(RichText::new(format!("{}{sign}", variable.value)).font(font).color(color));
                    if variable.changed {
                        shown.on_hover_text(say(lang, "lab-changed"));
                    }
                    if !variable.number.is_empty() {
                        let number = format!("= {}", variable.number);
                        ui.label(
                            RichText::new(number).font(theme.font(Font::Small)).color(theme.colors.muted),
                        );
                    }
                });
                ui.end_row();
            }
        },
    );
}
