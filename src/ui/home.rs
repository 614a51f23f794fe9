//! The home screen.

use super::theme::{self, Theme, card, primary_button, space};
use crate::app::capture::CaptureCommand;
use crate::app::{Command, DeckView, HomeView};
use crate::text::{Lang, say, say_with};
use egui::{Align, Layout, ProgressBar, RichText, Ui};

/// Draws the decks.
pub fn home_ui(ui: &mut Ui, view: &HomeView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(say(lang, "home-title")).text_style(theme::title()));
    ui.label(RichText::new(&view.today).color(theme.colors.muted));
    if let Some(notice) = &view.notice {
        ui.label(RichText::new(notice).color(theme.colors.warning.text));
    }
    ui.add_space(space::M);
    go_on_ui(ui, view, lang, commands);
    ui.add_space(space::S);
    let open = ui.button(say(lang, "capture-window-open").as_ref());
    if open.on_hover_text(say(lang, "capture-window-open-help")).clicked() {
        commands.push(Command::Capture(CaptureCommand::Show));
    }
    ui.add_space(space::XL);
    if view.decks.is_empty() && view.broken.is_empty() {
        card(&theme).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(say(lang, "home-empty")).text_style(theme::bold()));
            ui.label(say(lang, "home-empty-help").as_ref());
        });
    }
    for deck in &view.decks {
        ui.push_id(&deck.id, |ui| deck_ui(ui, deck, lang, commands));
        ui.add_space(space::M);
    }
    if !view.broken.is_empty() {
        ui.add_space(space::L);
        ui.label(RichText::new(say(lang, "home-broken")).heading());
        ui.add_space(space::S);
        for broken in &view.broken {
            card(&theme).fill(theme.colors.wrong.fill).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(&broken.file).monospace());
                    ui.label(RichText::new(&broken.errors).color(theme.colors.wrong.text));
                    let button = ui.button(say(lang, "show-findings").as_ref());
                    if button.clicked() {
                        commands.push(Command::Findings { file: broken.file.clone() });
                    }
                });
            });
            ui.add_space(space::S);
        }
    }
}

/// The one thing to do next.
fn go_on_ui(ui: &mut Ui, view: &HomeView, lang: Lang, commands: &mut Vec<Command>) {
    if let Some((deck, rest)) = &view.resume {
        let text = say_with(lang, "home-resume", &[("deck", deck.as_str().into())]);
        ui.horizontal_wrapped(|ui| {
            if primary_button(ui, &text, true).clicked() {
                commands.push(Command::Resume);
            }
            let rest = say_with(lang, "home-resume-rest", &[("count", (*rest).into())]);
            ui.label(RichText::new(rest).color(Theme::of(ui).colors.muted));
        });
    } else if let Some(next) = &view.next {
        let title = view
            .decks
            .iter()
            .find(|deck| deck.id == *next)
            .map(|deck| deck.title.as_str())
            .unwrap_or_default();
        ui.horizontal_wrapped(|ui| {
            if primary_button(ui, &say(lang, "home-study-next"), true).clicked() {
                commands.push(Command::Study { deck: next.clone() });
            }
            ui.label(RichText::new(title).color(Theme::of(ui).colors.muted));
        });
    }
}

fn deck_ui(ui: &mut Ui, deck: &DeckView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let narrow = ui.available_width() < 460.0 * theme.scale;
        if narrow {
            words_ui(ui, deck, lang, commands);
            ui.add_space(space::S);
            buttons_ui(ui, deck, lang, commands);
            return;
        }
        ui.horizontal_top(|ui| {
            let side = 110.0 * theme.scale;
            let width = ui.available_width() - side - space::L;
            ui.vertical(|ui| {
                ui.set_width(width);
                words_ui(ui, deck, lang, commands);
            });
            ui.with_layout(Layout::top_down(Align::Max), |ui| buttons_ui(ui, deck, lang, commands));
        });
    });
}

fn words_ui(ui: &mut Ui, deck: &DeckView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(&deck.title).heading());
    if !deck.about.is_empty() {
        ui.label(&deck.about);
    }
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&deck.state).small().color(theme.colors.text));
        ui.label(RichText::new(format!("·  {}", deck.size)).small().color(theme.colors.muted));
        if deck.warnings > 0 {
            let words = say_with(lang, "count-warnings", &[("count", deck.warnings.into())]);
            if ui.small_button(RichText::new(words).color(theme.colors.warning.text)).clicked() {
                commands.push(Command::Findings { file: deck.file.clone() });
            }
        }
    });
    if deck.done > 0.0 {
        let bar = ProgressBar::new(deck.done).desired_height(4.0).fill(theme.colors.right.line);
        ui.add(bar.desired_width(ui.available_width().min(360.0)));
    }
}

fn buttons_ui(ui: &mut Ui, deck: &DeckView, lang: Lang, commands: &mut Vec<Command>) {
    let something = deck.due + deck.new > 0;
    let (word, name) =
        if something { ("deck-study", "deck-study-named") } else { ("deck-practise", "deck-practise-named") };
    let name = say_with(lang, name, &[("deck", deck.title.as_str().into())]);
    let button = ui.button(say(lang, word).as_ref());
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    let button = if something { button } else { button.on_hover_text(say(lang, "deck-practise-help")) };
    if button.clicked() {
        let deck = deck.id.clone();
        commands.push(if something { Command::Study { deck } } else { Command::Practise { deck } });
    }
}
