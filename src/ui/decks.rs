//! The decks.

use super::theme::{self, Theme, card, space};
use crate::app::action::Action;
use crate::app::{BrokenView, Command, DeckView, DecksView};
use crate::text::{Lang, say, say_with};
use egui::{Align, Layout, ProgressBar, RichText, Ui};

/// Draws the decks.
pub fn decks_ui(ui: &mut Ui, view: &DecksView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(say(lang, "decks-title")).text_style(theme::title(ui)));
    ui.label(RichText::new(&view.summary).color(theme.colors.muted));
    if theme::lead_button(ui, &say(lang, "browse-open")).clicked() {
        commands.push(Command::Do(Action::Browse));
    }
    ui.add_space(space::L);
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
    broken_ui(ui, &view.broken, lang, commands);
}

/// Files that can't be used.
pub fn broken_ui(ui: &mut Ui, broken: &[BrokenView], lang: Lang, commands: &mut Vec<Command>) {
    if broken.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    ui.add_space(space::L);
    ui.label(RichText::new(say(lang, "home-broken")).heading());
    ui.add_space(space::S);
    for broken in broken {
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

/// A deck as a card.
pub fn deck_ui(ui: &mut Ui, deck: &DeckView, lang: Lang, commands: &mut Vec<Command>) {
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
        // As high as its words, not as a control.
        ui.spacing_mut().interact_size.y = 0.0;
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
