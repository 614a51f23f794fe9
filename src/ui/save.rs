//! The bar below every screen that tells where a file was saved, or why it was not and what to do.

use super::theme::{self, Theme, line, primary_button, quiet_button, space};
use crate::app::Command;
use crate::app::save::{SaveCommand, SavingTone, SavingView};
use crate::text::{Lang, say};
use egui::{Id, Key, Margin, RichText, Stroke, Ui};

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
        theme::announced(ui, words);
        for words in [&view.help, &view.detail].into_iter().filter(|words| !words.is_empty()) {
            ui.label(RichText::new(words).small());
        }
        if let Some(path) = &view.path {
            path_ui(ui, path, lang, &mut asked);
        }
        ui.horizontal_wrapped(|ui| {
            if let Some(path) = &view.path {
                let replace = view.replace && primary_button(ui, &say(lang, "save-replace"), true).clicked();
                if replace {
                    asked.push(SaveCommand::Replace);
                }
                if ui
                    .add_enabled(!path.trim().is_empty(), egui::Button::new(&*say(lang, "save-there")))
                    .clicked()
                {
                    asked.push(SaveCommand::There);
                }
            }
            if view.again && ui.button(&*say(lang, "save-again")).clicked() {
                asked.push(SaveCommand::Again);
            }
            if quiet_button(ui, &say(lang, "save-close"), true).clicked() {
                asked.push(SaveCommand::Close);
            }
        });
        commands.extend(asked.into_iter().map(Command::Save));
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
