//! Both ends: what state they are in, what they remember, what could come next.

use crate::app::lab::{EndView, LabCommand, LabView, Offer, OfferKind, VariableView};
use crate::text::{Lang, say, say_with};
use crate::ui::theme::{self, Font, Theme, Tint, badge, card, chip, quiet_button, space};
use crate::wire::End;
use egui::{RichText, Ui};

/// From this width on, at a text scale of 1, both ends stand beside each other.
const WIDE: f32 = 640.0;

/// Draws both ends.
pub fn ends_ui(ui: &mut Ui, view: &LabView, lang: Lang, told: &mut Vec<LabCommand>) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        head_ui(ui, view, lang, told);
        let [first, second] = &view.ends;
        if ui.available_width() < WIDE * theme.scale {
            end_ui(ui, End::First, first, lang, told);
            ui.add_space(space::L);
            end_ui(ui, End::Second, second, lang, told);
        } else {
            ui.columns_const(|[left, right]| {
                end_ui(left, End::First, first, lang, told);
                end_ui(right, End::Second, second, lang, told);
            });
        }
        if !view.arrivals.is_empty() {
            ui.add_space(space::S);
            offers_ui(ui, &view.arrivals, "lab-network", theme.colors.accent, true, lang, told);
        }
    });
}

fn head_ui(ui: &mut Ui, view: &LabView, lang: Lang, told: &mut Vec<LabCommand>) {
    let theme = Theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        let Some(step) = view.look else {
            ui.label(RichText::new(say(lang, "lab-now")).text_style(theme::bold()));
            return;
        };
        let words = say_with(lang, "lab-after", &[("step", (step + 1).into())]);
        ui.label(RichText::new(words).text_style(theme::bold()));
        ui.label(RichText::new(say(lang, "lab-after-help")).color(theme.colors.muted));
        if quiet_button(ui, &say(lang, "lab-to-end"), true).clicked() {
            told.push(LabCommand::Look(None));
        }
    });
    ui.add_space(space::S);
}

fn end_ui(ui: &mut Ui, end: End, view: &EndView, lang: Lang, told: &mut Vec<LabCommand>) {
    let theme = Theme::of(ui);
    let tint = theme.end(end);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&view.role).text_style(theme::bold()).color(tint.text));
        badge(ui, &view.state, tint).on_hover_text(&view.meaning);
    });
    if !view.meaning.is_empty() {
        ui.label(RichText::new(&view.meaning).small().color(theme.colors.muted));
    }
    ui.add_space(space::S);
    ui.label(RichText::new(say(lang, "lab-next")).text_style(theme::bold()));
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
        let offers: Vec<Offer> = view.offers.iter().filter(|offer| offer.kind == kind).cloned().collect();
        if !offers.is_empty() {
            offers_ui(ui, &offers, key, tint, strong, lang, told);
        }
    }
    ui.add_space(space::S);
    ui.label(RichText::new(say(lang, "lab-variables")).text_style(theme::bold()));
    variables_ui(ui, end, &view.variables, lang);
}

/// Steps that are added by one click, below a word for what they are.
fn offers_ui(
    ui: &mut Ui,
    offers: &[Offer],
    key: &str,
    tint: Tint,
    strong: bool,
    lang: Lang,
    told: &mut Vec<LabCommand>,
) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(say(lang, key)).font(theme.font(Font::Small)).color(theme.colors.muted));
    ui.horizontal_wrapped(|ui| {
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
    ui.add_space(space::XS);
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
