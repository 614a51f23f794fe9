//! The bar below every screen that tells where a file was saved, or why it was not and what to do.

use super::theme::{self, Theme, line, primary_button, quiet_button, space};
use crate::app::Command;
use crate::app::save::{SaveCommand, SavingTone, SavingView};
use crate::text::{Lang, say};
use egui::{Align, Id, Key, Layout, Margin, RichText, Stroke, Ui};

/// Draws it, if there is something to tell.
pub fn saving_ui(root: &mut Ui, view: Option<&SavingView>, lang: Lang, commands: &mut Vec<Command>) {
    let Some(view) = view else { return };
    let theme = Theme::of(root);
    let (fill, edge, text, sign) = match view.tone {
        SavingTone::Waits => (theme.colors.surface, theme.colors.border, theme.colors.text, ""),
        SavingTone::Saved => {
            (theme.colors.right.fill, theme.colors.right.line, theme.colors.right.text, "✓ ")
        }
        SavingTone::Failed => {
            (theme.colors.wrong.fill, theme.colors.wrong.line, theme.colors.wrong.text, "✗ ")
        }
    };
    let frame = egui::Frame::new()
        .fill(fill)
        .stroke(Stroke::new(line::HAIR, edge))
        .inner_margin(Margin::symmetric(space::L as i8, space::M as i8));
    egui::Panel::bottom("saving").frame(frame).show(root, |ui| {
        let mut asked = Vec::new();
        let words = RichText::new(format!("{sign}{}", view.message)).text_style(theme::bold()).color(text);
        told_ui(ui, view, words, lang, &mut asked);
        if let Some(path) = &view.path {
            path_ui(ui, path, lang, &mut asked);
            place_ui(ui, view, path, lang, &mut asked);
        }
        commands.extend(asked.into_iter().map(Command::Save));
    });
}

fn close_ui(ui: &mut Ui, lang: Lang, asked: &mut Vec<SaveCommand>) {
    if quiet_button(ui, &say(lang, "save-close"), true).clicked() {
        asked.push(SaveCommand::Close);
    }
}

/// What became of it, what to do, and what the system said.
fn told_ui(ui: &mut Ui, view: &SavingView, words: RichText, lang: Lang, asked: &mut Vec<SaveCommand>) {
    if view.path.is_some() {
        theme::announced(ui, words);
    } else {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            close_ui(ui, lang, asked);
            ui.with_layout(Layout::top_down(Align::Min), |ui| theme::announced(ui, words));
        });
    }
    for words in [&view.help, &view.detail].into_iter().filter(|words| !words.is_empty()) {
        ui.label(RichText::new(words).small());
    }
}

fn place_ui(ui: &mut Ui, view: &SavingView, path: &str, lang: Lang, asked: &mut Vec<SaveCommand>) {
    ui.horizontal_wrapped(|ui| {
        if view.replace && primary_button(ui, &say(lang, "save-replace"), true).clicked() {
            asked.push(SaveCommand::Replace);
        }
        let here = egui::Button::new(&*say(lang, "save-there"));
        if ui.add_enabled(!path.trim().is_empty(), here).clicked() {
            asked.push(SaveCommand::There);
        }
        if view.again && ui.button(&*say(lang, "save-again")).clicked() {
            asked.push(SaveCommand::Again);
        }
        close_ui(ui, lang, asked);
    });
}

fn path_ui(ui: &mut Ui, path: &str, lang: Lang, asked: &mut Vec<SaveCommand>) {
    let mut text = path.to_owned();
    let name = say(lang, "save-path");
    let field = theme::text_field(ui, &mut text, Id::unique("path to save to"), &name, true, false);
    field.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, path, &text, &*name);
        info.label = Some(name.to_string());
        info
    });
    let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if field.changed() {
        asked.push(SaveCommand::Path(text.clone()));
    }
    if enter && !text.trim().is_empty() {
        asked.push(SaveCommand::There);
    }
}
