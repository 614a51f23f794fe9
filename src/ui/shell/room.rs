//! The room of a screen: its column, its bar, what its place in scrolling is kept by.

use crate::app::capture::{CaptureCommand, CaptureStage};
use crate::app::{Command, View};
use crate::ui::theme::{self, Theme, space};
use egui::{Key, Ui};

/// A screen's text is no wider than this, in points.
const COLUMN: f32 = 860.0;
/// Beside it no more than this part of the window is left free where letters are large.
const MARGIN: f32 = 0.03;

/// What a screen's place in scrolling is kept by.
pub fn salt(view: &View) -> u64 {
    match view {
        View::Study(view) => egui::Id::unique((&view.id, view.showing)).value(),
        // Each question is scrolled apart, and so is what is asked behind the last.
        View::Sitting(view) => egui::Id::unique(("sitting", view.number, view.hand_in.is_some())).value(),
        View::Loading | View::Today(_) | View::Summary(_) | View::Findings(_) => 0,
        View::ExamStart(_) | View::ExamMarking(_) | View::ExamReport(_) => 0,
        View::Explorer(_)
        | View::Decks(_)
        | View::Settings(_)
        | View::Data(_)
        | View::Map(_)
        | View::Lab(_)
        | View::Progress(_)
        | View::Exams(_)
        | View::Browse(_) => 1,
        // The list and a connection are scrolled apart.
        View::Capture(view) => match &view.stage {
            CaptureStage::Follow(follow) => 3 + follow.index as u64,
            CaptureStage::Nothing(_) | CaptureStage::Reading(_) => 1,
            CaptureStage::Failed(..) | CaptureStage::List(_) => 1,
        },
    }
}

/// The room above a screen's title.
pub fn top(ui: &Ui) -> f32 {
    if theme::is_short(ui) { space::M } else { space::XL }
}

/// A capture may be dropped onto any screen; the usual key asks for one.
pub fn files(ui: &Ui, commands: &mut Vec<Command>) {
    let dropped = ui.input(|i| i.raw.dropped_files.first().map(|file| file.path().to_owned()));
    if let Some(path) = dropped {
        commands.push(Command::Capture(CaptureCommand::OpenFile(path)));
    }
    if ui.input_mut(|i| i.consume_key(egui::Modifiers::COMMAND, Key::O)) {
        commands.push(Command::Capture(CaptureCommand::Show));
        commands.push(Command::Capture(CaptureCommand::Choose));
    }
}

/// The bar below a screen.
pub fn bottom(id: &'static str, theme: &Theme) -> egui::Panel {
    let margin = egui::Margin::symmetric(0, space::S as i8);
    egui::Panel::bottom(id).frame(egui::Frame::new().fill(theme.colors.surface).inner_margin(margin))
}

/// A column of readable width in the middle.
pub fn column(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let scale = Theme::of(ui).scale.max(1.0);
    // Larger letters stand further from the edge too, as far as there is room.
    let margin = (space::L * scale).min(ui.available_width() * MARGIN).max(space::L);
    let width = (ui.available_width() - 2.0 * margin).min(COLUMN * scale).max(0.0);
    let side = ((ui.available_width() - width) / 2.0).max(0.0);
    ui.horizontal_top(|ui| {
        let gap = std::mem::replace(&mut ui.spacing_mut().item_spacing.x, 0.0);
        ui.add_space(side);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            ui.set_width(width);
            add(ui);
        });
    });
}
