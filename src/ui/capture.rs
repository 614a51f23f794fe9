//! The screen of captures: a file, the list of its connections, and one of them step by step.

mod follow;
mod list;

pub use follow::steps_ui;
pub use list::Lines;

use super::theme::{self, Theme, card, primary_button, quiet_button, space};
use crate::app::Command;
use crate::app::capture::{CaptureCommand, CaptureStage, CaptureView, Progress};
use crate::text::{Lang, say};
use egui::{Id, Key, ProgressBar, RichText, Ui};

/// What belongs to the screen alone.
#[derive(Default)]
pub struct CaptureUi {
    /// The stage that was drawn last.
    stage: Option<std::mem::Discriminant<CaptureStage>>,
    /// The line that was scrolled to.
    pointed: Option<usize>,
    /// Whether the field of this stage has taken the focus.
    focused: bool,
}

/// Draws the screen.
pub fn capture_ui(
    ui: &mut Ui,
    view: &CaptureView,
    lines: &Lines<'_>,
    state: &mut CaptureUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let mut asked = Vec::new();
    let stage = std::mem::discriminant(&view.stage);
    if state.stage.replace(stage) != Some(stage) {
        (state.pointed, state.focused) = (None, false);
    }
    match &view.stage {
        CaptureStage::Nothing(word) => choose_ui(ui, view, word.as_deref(), state, lang, &mut asked),
        CaptureStage::Failed(message, help, detail) => {
            failed_ui(ui, message, help, detail);
            choose_ui(ui, view, None, state, lang, &mut asked);
        }
        CaptureStage::Reading(progress) => {
            ui.label(RichText::new(say(lang, "capture-window-title")).text_style(theme::title(ui)));
            ui.add_space(space::M);
            progress_ui(ui, progress, lang, &mut asked);
        }
        CaptureStage::List(list) => list::list_ui(ui, list, lines, state, lang, &mut asked),
        CaptureStage::Follow(follow) => follow::follow_ui(ui, follow, lang, &mut asked, commands),
    }
    commands.extend(asked.into_iter().map(Command::Capture));
}

/// Something that could not be done.
fn failed_ui(ui: &mut Ui, message: &str, help: &str, detail: &str) {
    let theme = Theme::of(ui);
    card(&theme).fill(theme.colors.wrong.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(message).text_style(theme::bold()).color(theme.colors.wrong.text));
        for words in [help, detail].into_iter().filter(|words| !words.is_empty()) {
            ui.label(words);
        }
    });
    ui.add_space(space::L);
}

/// What is wrong with the file, if anything. What could be read is shown all the same.
fn damage_ui(ui: &mut Ui, damage: Option<&(String, String)>) {
    let Some((message, help)) = damage else { return };
    let theme = Theme::of(ui);
    card(&theme).fill(theme.colors.warning.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(message).text_style(theme::bold()).color(theme.colors.warning.text));
        ui.label(help);
    });
    ui.add_space(space::M);
}

fn choose_ui(
    ui: &mut Ui,
    view: &CaptureView,
    word: Option<&str>,
    state: &mut CaptureUi,
    lang: Lang,
    asked: &mut Vec<CaptureCommand>,
) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(say(lang, "capture-window-title")).text_style(theme::title(ui)));
    ui.label(RichText::new(say(lang, "capture-window-about")).color(theme.colors.muted));
    ui.add_space(space::L);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if primary_button(ui, &say(lang, "capture-window-choose"), true).clicked() {
            asked.push(CaptureCommand::Choose);
        }
        if let Some(word) = word {
            ui.label(RichText::new(word).color(theme.colors.warning.text));
        }
        ui.add_space(space::S);
        ui.label(say(lang, "capture-window-drop").as_ref());
        path_ui(ui, view, state, lang, asked);
    });
}

fn path_ui(
    ui: &mut Ui,
    view: &CaptureView,
    state: &mut CaptureUi,
    lang: Lang,
    asked: &mut Vec<CaptureCommand>,
) {
    let mut path = view.path.clone();
    let name = say(lang, "capture-window-path");
    let field = theme::text_field(ui, &mut path, Id::unique("path of a capture"), &name, true, false);
    field.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, &view.path, &path, &*name);
        info.label = Some(name.to_string());
        info
    });
    if !std::mem::replace(&mut state.focused, true) {
        field.request_focus();
    }
    let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if field.changed() {
        asked.push(CaptureCommand::Path(path.clone()));
    }
    let open =
        ui.add_enabled(!path.trim().is_empty(), egui::Button::new(say(lang, "capture-window-read").as_ref()));
    if open.clicked() || (enter && !path.trim().is_empty()) {
        asked.push(CaptureCommand::Open);
    }
}

fn progress_ui(ui: &mut Ui, progress: &Progress, lang: Lang, asked: &mut Vec<CaptureCommand>) {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(&progress.words);
        ui.add(ProgressBar::new(progress.share).desired_height(6.0).fill(theme.colors.accent.line));
        ui.add_space(space::S);
        if quiet_button(ui, &say(lang, "capture-window-cancel"), true).clicked() {
            asked.push(CaptureCommand::Cancel);
        }
    });
}
