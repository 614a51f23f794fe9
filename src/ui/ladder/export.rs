//! The menu with which a ladder is taken elsewhere: to the clipboard or to a file.

use crate::app::export::Picture;
use crate::app::ladder::{Behind, Ladder};
use crate::app::save::port::NewFile;
use crate::app::save::{SaveCommand, TraceForm};
use crate::text::{Lang, say, say_with};
use crate::ui::picture::{image, picture};
use crate::ui::theme::{Theme, space};
use crate::wire::End;
use egui::{RichText, Ui};

/// What of a ladder is seen.
pub struct Seen<'a> {
    /// The ladder.
    pub ladder: &'a Ladder,
    /// So many of its rows.
    pub rows: usize,
    /// Numbers where there could be symbols.
    pub numbers: bool,
    /// The language.
    pub lang: Lang,
}

/// Draws the menu; gives what is to be saved.
pub fn export_ui(ui: &mut Ui, seen: &Seen<'_>) -> Option<SaveCommand> {
    let name = say(seen.lang, "ladder-export");
    let mut told = None;
    let menu = ui.menu_button(super::panel::menu_words(&name), |ui| {
        let style = ui.ctx().global_style();
        ui.set_style(style);
        let copied = copy_ui(ui, seen);
        ui.separator();
        told = save_ui(ui, seen).or(copied);
    });
    menu.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &*name));
    told
}

fn offer(ui: &mut Ui, words: &str) -> bool {
    let clicked = ui.button(words).clicked();
    if clicked {
        ui.close();
    }
    clicked
}

fn head(ui: &mut Ui, key: &str, lang: Lang) {
    let muted = Theme::of(ui).colors.muted;
    ui.add_space(space::XS);
    ui.label(RichText::new(say(lang, key)).small().color(muted));
}

impl Seen<'_> {
    fn picture(&self) -> Picture {
        Picture::of(self.ladder.seen(self.rows, self.numbers), self.lang)
    }
}

fn copy_ui(ui: &mut Ui, seen: &Seen<'_>) -> Option<SaveCommand> {
    let offer = |ui: &mut Ui, key: &str| offer(ui, &say(seen.lang, key));
    head(ui, "save-copy", seen.lang);
    if offer(ui, "ladder-copy-text") {
        ui.ctx().copy_text(seen.ladder.text(seen.rows, seen.numbers));
    }
    if offer(ui, "ladder-copy-mermaid") {
        ui.ctx().copy_text(seen.picture().mermaid());
    }
    if offer(ui, "ladder-copy-svg") {
        ui.ctx().copy_text(seen.picture().svg());
    }
    if !offer(ui, "ladder-copy-picture") {
        return None;
    }
    match image(&seen.picture().svg()) {
        Ok(image) => {
            ui.ctx().copy_image(image);
            None
        }
        Err(detail) => Some(refused(detail, seen.lang)),
    }
}

fn refused(detail: String, lang: Lang) -> SaveCommand {
    SaveCommand::Refused(say_with(lang, "save-no-picture", &[("detail", detail.into())]))
}

fn save_ui(ui: &mut Ui, seen: &Seen<'_>) -> Option<SaveCommand> {
    let mut told = None;
    let name = |ending: &str| seen.ladder.file_name(ending);
    head(ui, "save-as", seen.lang);
    if offer(ui, &say(seen.lang, "save-as-svg")) {
        told = Some(SaveCommand::File(NewFile::new(name("svg"), seen.picture().svg())));
    }
    if offer(ui, &say(seen.lang, "save-as-png")) {
        told = Some(match picture(&seen.picture().svg()) {
            Ok(bytes) => SaveCommand::File(NewFile::new(name("png"), bytes)),
            Err(detail) => refused(detail, seen.lang),
        });
    }
    if offer(ui, &say(seen.lang, "save-as-mermaid")) {
        told = Some(SaveCommand::File(NewFile::new(name("mmd"), seen.picture().mermaid())));
    }
    let Some(behind) = &seen.ladder.behind else { return told };
    for form in TraceForm::ALL {
        let role = match form {
            TraceForm::Packetdrill(End::First) => seen.ladder.roles.first(),
            TraceForm::Packetdrill(End::Second) => seen.ladder.roles.last(),
            TraceForm::Text | TraceForm::Json => None,
        };
        let role = role.map_or(String::new(), |role| role.to_lowercase());
        if offer(ui, &say_with(seen.lang, form.key(), &[("role", role.into())])) {
            let rows = seen.rows.min(seen.ladder.rows.len());
            let ahead = behind.steps.saturating_sub(seen.ladder.rows.len());
            let shown = Behind { steps: ahead + rows, ..behind.clone() };
            told = Some(SaveCommand::Trace { shown, form });
        }
    }
    told
}
