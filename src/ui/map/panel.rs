//! What stands beside the picture: what is selected, or else what the picture leaves out.

use crate::app::map::{Change, DetailView, EdgeLine, MapCommand, MapView, RuleLine, RuleView};
use crate::app::{Cite, Command};
use crate::text::{Lang, say, say_with};
use crate::ui::ladder::marks;
use crate::ui::markdown::text_ui;
use crate::ui::theme::{self, Font, Theme, card, control, line, quiet_button, radius, space};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, FontId, Layout, Response, RichText, Role, Ui, WidgetInfo};

/// Draws it.
pub fn panel_ui(ui: &mut Ui, view: &MapView, lang: Lang, commands: &mut Vec<Command>) {
    let Some(detail) = &view.detail else {
        everywhere_ui(ui, view, lang, commands);
        return;
    };
    if theme::back_button(ui, &say(lang, "map-clear")).clicked() {
        commands.push(Command::InMap(MapCommand::Clear));
    }
    match detail {
        DetailView::State { name, is, aliases, out, into, fires } => {
            theme::announced(ui, RichText::new(name).heading());
            ui.label(is);
            if !aliases.is_empty() {
                let also = say_with(lang, "map-also", &[("names", aliases.as_str().into())]);
                ui.label(RichText::new(also).small().color(Theme::of(ui).colors.muted));
            }
            edges_ui(ui, &say(lang, "map-out"), out, commands);
            edges_ui(ui, &say(lang, "map-into"), into, commands);
            head(ui, &say(lang, "map-fires"));
            for (kind, rules) in fires {
                ui.add_space(space::XS);
                ui.label(RichText::new(kind).small().color(Theme::of(ui).colors.muted));
                rules.iter().for_each(|rule| line_ui(ui, rule, true, lang, commands));
            }
        }
        DetailView::Rules { title, rules } => {
            theme::announced(ui, RichText::new(title).heading());
            for rule in rules {
                ui.add_space(space::S);
                rule_ui(ui, rule, lang, commands);
            }
        }
    }
}

/// What was selected, over what is below: all of it is farther down. Whether it is to be gone to.
pub fn below_ui(ui: &mut Ui, view: &MapView, place: egui::Rect, lang: Lang) -> bool {
    let words = match &view.detail {
        Some(DetailView::State { name, out, .. }) => {
            let args = [("state", name.as_str().into()), ("count", out.len().into())];
            say_with(lang, "map-below-state", &args)
        }
        Some(DetailView::Rules { title, rules }) => {
            let args = [("title", title.as_str().into()), ("count", rules.len().into())];
            say_with(lang, "map-below-rules", &args)
        }
        None => return false,
    };
    let colors = Theme::of(ui).colors;
    let edge = egui::Stroke::new(line::HAIR, colors.edge);
    ui.painter().rect(place, radius::CONTROL, colors.surface, edge, egui::StrokeKind::Inside);
    let layout = Layout::left_to_right(Align::Center);
    let builder = egui::UiBuilder::new().max_rect(place).layout(layout);
    // An arrow cannot be said.
    let said = words.replace(" → ", " ");
    ui.scope_builder(builder, |ui| {
        quiet_button(ui, &format!("↓ {words}"), true).accessible_name(said).clicked()
    })
    .inner
}

fn head(ui: &mut Ui, words: &str) {
    ui.add_space(space::M);
    ui.label(RichText::new(words).text_style(theme::bold()));
}

/// A line that can be clicked, over the whole width, and how it is said; below it a condition as it is written.
fn link_line(ui: &mut Ui, words: &str, condition: &str, said: &str) -> Response {
    let theme = Theme::of(ui);
    let drawn = ui.scope(|ui| {
        let inactive = &mut ui.visuals_mut().widgets.inactive;
        inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
        inactive.bg_stroke = egui::Stroke::NONE;
        ui.spacing_mut().button_padding = egui::Vec2::new(space::S, space::XS);
        ui.spacing_mut().interact_size.y = control::TARGET;
        let mut job = LayoutJob::default();
        job.append(words, 0.0, TextFormat::simple(theme.font(Font::Body), theme.colors.text));
        if !condition.is_empty() {
            let mono = FontId { size: theme.font(Font::Small).size, ..theme.font(Font::Mono) };
            job.append(&format!("\n{condition}"), 0.0, TextFormat::simple(mono, theme.colors.muted));
        }
        let button = |ui: &mut Ui| ui.add(egui::Button::new(job).wrap());
        ui.with_layout(Layout::top_down_justified(Align::Min), button).inner
    });
    drawn.inner.widget_info(|| WidgetInfo::labeled(Role::Button, true, said));
    drawn.inner
}

fn edges_ui(ui: &mut Ui, title: &str, edges: &[EdgeLine], commands: &mut Vec<Command>) {
    if edges.is_empty() {
        return;
    }
    head(ui, title);
    for edge in edges {
        let [words, said] = &edge.words;
        if link_line(ui, words, "", said).clicked() {
            commands.push(Command::InMap(MapCommand::Edge(edge.edge)));
        }
    }
}

/// A rule that is told in full when it is clicked.
fn line_ui(ui: &mut Ui, rule: &RuleLine, with_end: bool, lang: Lang, commands: &mut Vec<Command>) {
    let mut words = rule.event.clone();
    for reply in &rule.replies {
        words += &say_with(lang, "export-replies", &[("segment", reply.as_str().into())]);
    }
    let mut said = words.clone();
    if !rule.condition.is_empty() {
        let args = [("event", said.into()), ("condition", rule.condition.as_str().into())];
        said = say_with(lang, "map-rule", &args);
    }
    if let Some(to) = rule.to.as_ref().filter(|_| with_end) {
        let to = ("to", to.as_str().into());
        words = say_with(lang, "map-rule-to", &[("rule", words.into()), to.clone()]);
        said = say_with(lang, "map-rule-to-said", &[("rule", said.into()), to]);
    }
    // The id tells lines with the same words apart.
    let spoken = format!("{said} ({})", rule.id);
    let named = say_with(lang, "map-rule-id", &[("id", rule.id.as_str().into())]);
    if link_line(ui, &words, &rule.condition, &spoken).on_hover_text(named).clicked() {
        commands.push(Command::InMap(MapCommand::Rule(rule.id.clone())));
    }
}

fn rule_ui(ui: &mut Ui, rule: &RuleView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(&rule.event).text_style(theme::bold()));
        ui.label(RichText::new(&rule.id).small().color(theme.colors.muted));
        let code = |ui: &mut Ui, key: &str, text: &str| {
            ui.label(RichText::new(say(lang, key)).small().color(theme.colors.muted));
            ui.label(RichText::new(text).font(theme.font(Font::Mono)));
        };
        if !rule.condition.is_empty() {
            code(ui, "map-when", &rule.condition);
        }
        rule.replies.iter().for_each(|reply| code(ui, "map-replies", reply));
        let told = [("map-refuse", &rule.refuse), ("map-why", &rule.why), ("map-doubt", &rule.doubt)];
        for (key, text) in told.into_iter().filter(|(_, text)| !text.is_empty()) {
            ui.label(RichText::new(say(lang, key)).small().color(theme.colors.muted));
            text_ui(ui, (key, &rule.id), text);
        }
        if let Some(cite) = &rule.cite {
            ui.label(RichText::new(say(lang, "map-cite")).small().color(theme.colors.muted));
            cite_ui(ui, cite, lang, commands);
        }
    });
}

fn cite_ui(ui: &mut Ui, cite: &Cite, lang: Lang, commands: &mut Vec<Command>) {
    let Some(url) = &cite.url else {
        ui.label(&cite.text);
        return;
    };
    let name = say_with(lang, "open-link", &[("what", cite.text.as_str().into())]);
    if theme::link(ui, RichText::new(&cite.text), &name).clicked() {
        commands.push(Command::Open(url.clone()));
    }
}

fn everywhere_ui(ui: &mut Ui, view: &MapView, lang: Lang, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui).colors;
    changes_ui(ui, view, lang, commands);
    if !view.everywhere.is_empty() {
        ui.label(RichText::new(say(lang, "map-everywhere")).heading());
        ui.label(RichText::new(say(lang, "map-everywhere-about")).color(colors.muted));
    }
    for group in &view.everywhere {
        let args = [("to", group.to.as_str().into()), ("from", group.from.as_str().into())];
        head(ui, &say_with(lang, "map-everywhere-to", &args));
        group.rules.iter().for_each(|rule| line_ui(ui, rule, false, lang, commands));
    }
    ui.add_space(space::M);
    mastery_ui(ui, view, lang, commands);
    changes_legend_ui(ui, view, lang);
    legend_ui(ui, lang);
    ui.label(RichText::new(say(lang, "map-hint")).small().color(colors.muted));
}

/// What a variant changes, with the signs that mark it on the picture.
fn changes_ui(ui: &mut Ui, view: &MapView, lang: Lang, commands: &mut Vec<Command>) {
    if view.changes.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    ui.label(RichText::new(say(lang, "map-changes")).heading());
    for change in Change::ALL {
        let lines = || view.changes.iter().filter(|(known, _)| *known == change);
        if lines().next().is_none() {
            continue;
        }
        ui.add_space(space::XS);
        let words = format!("{} {}", change.sign(), say(lang, change.key()));
        ui.label(RichText::new(words).text_style(theme::bold()).color(theme.change(change).text));
        lines().for_each(|(_, rule)| line_ui(ui, rule, true, lang, commands));
    }
    ui.add_space(space::M);
}

/// How well the machine is known, and a way to know it better.
fn mastery_ui(ui: &mut Ui, view: &MapView, lang: Lang, commands: &mut Vec<Command>) {
    let Some(mastery) = &view.mastery else { return };
    ui.label(RichText::new(say(lang, "map-mastery-title")).text_style(theme::bold()));
    ui.label(&mastery.said);
    ui.label(RichText::new(say(lang, "map-mastery-help")).small().color(Theme::of(ui).colors.muted));
    if mastery.weak && ui.button(say(lang, "map-practise-weak").as_ref()).clicked() {
        commands.push(Command::PractiseWeak(Some(view.machine.clone())));
    }
    ui.add_space(space::M);
}

/// What the signs of changes on the arrows mean, those that there are.
fn changes_legend_ui(ui: &mut Ui, view: &MapView, lang: Lang) {
    let theme = Theme::of(ui);
    for change in Change::ALL {
        if view.edges.iter().any(|edge| edge.change == Some(change)) {
            let words = say_with(
                lang,
                "map-change-sign",
                &[("sign", change.sign().into()), ("change", say(lang, change.key()).as_ref().into())],
            );
            ui.label(RichText::new(words).small().color(theme.change(change).text));
        }
    }
}

/// What the signs on the arrows mean.
fn legend_ui(ui: &mut Ui, lang: Lang) {
    let theme = Theme::of(ui);
    let (sizes, color) = (theme.map(), theme.colors.muted);
    for (key, call) in [("map-sign-call", true), ("map-sign-timer", false)] {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(sizes.sign), egui::Sense::hover());
            if call {
                marks::call(ui.painter(), rect.center(), sizes.sign, color);
            } else {
                marks::clock(ui.painter(), rect.center(), sizes.sign, color, theme.colors.window);
            }
            ui.label(RichText::new(say(lang, key)).small().color(color));
        });
    }
    ui.label(RichText::new(say(lang, "map-sign-segment")).small().color(color));
}
