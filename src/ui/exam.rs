//! Exams: the list, the page before one, sitting one, what came of it.

mod list;
mod report;
mod sitting;
mod start;

use super::theme::{self, Theme, card, space};
use crate::app::Command;
use crate::app::exam::{ExamCommand, ExamFrame};
use crate::text::{Lang, say, say_with};
use egui::{RichText, Ui};
use std::time::Duration;

pub use list::exams_ui;
use report::ReportUi;
pub use report::{marking_ui, report_ui};
pub use sitting::{bar_ui, sitting_ui};
pub use start::{start_bar_ui, start_ui};

/// What belongs to the screens alone.
#[derive(Default)]
pub struct ExamUi {
    /// When time was told last.
    told: Option<Duration>,
    /// Whether handing in was being asked about when it was last drawn.
    asked: bool,
    /// Whether the end of the question is below the window.
    below: bool,
    /// Whether it is to be scrolled to.
    down: bool,
    /// Where the keyboard is in a report.
    pub report: ReportUi,
}

impl ExamUi {
    /// How much time has passed since this was told last, where an exam runs and it is at least so much.
    pub fn passed(&mut self, runs: bool, time: Duration, least: Duration) -> Option<Duration> {
        if !runs {
            self.told = None;
            return None;
        }
        let elapsed = time.saturating_sub(*self.told.get_or_insert(time));
        let due = elapsed >= least && !elapsed.is_zero();
        due.then(|| {
            self.told = Some(time);
            elapsed
        })
    }
}

/// Says above other screens that an exam runs, and what is off.
pub fn notice_ui(ui: &mut Ui, frame: Option<&ExamFrame>, lang: Lang, commands: &mut Vec<Command>) {
    let Some(frame) = frame.filter(|frame| frame.elsewhere || frame.refused) else { return };
    let theme = Theme::of(ui);
    card(&theme).fill(theme.colors.hint.fill).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if frame.refused {
            theme::announced(
                ui,
                RichText::new(&frame.off).text_style(theme::bold()).color(theme.colors.hint.text),
            );
        }
        if frame.elsewhere {
            ui.horizontal_wrapped(|ui| {
                ui.label(say_with(lang, "sitting-elsewhere", &[("exam", frame.title.as_str().into())]));
                if let Some(left) = &frame.left {
                    ui.label(say_with(lang, "sitting-left", &[("time", left.as_str().into())]));
                }
            });
            if theme::tinted_button(ui, &say(lang, "sitting-return"), true).clicked() {
                commands.push(Command::InExam(ExamCommand::Resume));
            }
        }
    });
    ui.add_space(space::L);
}
