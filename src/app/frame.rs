//! What stands around every screen: language, look, and what the store can't do.

use super::action::Action;
use super::exam::ExamFrame;
use super::palette::OverlayView;
use super::place::Place;
use super::port::{StoreError, StoreFault};
use super::save::SavingView;
use super::{App, Paint, SETTING_CONTRAST, SETTING_MOTION, SETTING_PAINT, SETTING_SCALE};
use crate::text::{Lang, say_attribute, say_with};

/// What stands around every screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The language.
    pub lang: Lang,
    /// Light or dark.
    pub paint: Paint,
    /// Text size in percent.
    pub scale: u16,
    /// Whether colours differ more.
    pub contrast: bool,
    /// Whether things may move.
    pub motion: bool,
    /// What the store can't do, with what to do about it.
    pub trouble: Option<Trouble>,
    /// The keys in force.
    pub keys: Vec<(Action, String)>,
    /// The place of the rail where the learner is.
    pub place: Place,
    /// Whether one can go back, and forward.
    pub ways: (bool, bool),
    /// What lies over the screen.
    pub overlay: Option<OverlayView>,
    /// Whether sample progress is shown in the place of the learner's.
    pub sample: bool,
    /// What is being saved to a file, or was.
    pub saving: Option<SavingView>,
    /// The exam that is being sat.
    pub exam: Option<ExamFrame>,
}

/// Something is wrong with the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// What.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What the system said.
    pub detail: String,
    /// Whether the learner may go on without saving.
    pub may_go_on: bool,
    /// Whether the page about the data can be opened.
    pub may_see_data: bool,
    /// Whether going back to a backup may help.
    pub may_restore: bool,
}

impl App {
    /// What the system's choice of colours is: known to whoever draws.
    pub fn system_is_dark(&mut self, dark: bool) {
        self.system_is_dark = dark;
    }

    /// What stands around the screen.
    pub fn frame(&self) -> Frame {
        let paint =
            self.setting(SETTING_PAINT).and_then(|word| Paint::ALL.into_iter().find(|p| p.word() == word));
        let scale = self.setting(SETTING_SCALE).and_then(|text| text.parse().ok()).unwrap_or(100);
        let trouble = self.trouble.as_ref().map(|(error, _)| trouble(error, self.has_exam(), self.lang));
        Frame {
            lang: self.lang,
            paint: paint.unwrap_or_default(),
            scale,
            contrast: self.setting(SETTING_CONTRAST) == Some("yes"),
            motion: self.setting(SETTING_MOTION) != Some("no"),
            trouble,
            keys: self.keys().all(),
            place: self.trail.now().on_rail(),
            ways: self.trail.can(),
            overlay: self.overlay_view(),
            sample: self.is_sample(),
            saving: self.saving_view(),
            exam: self.exam_frame(),
        }
    }
}

fn trouble(error: &StoreError, in_exam: bool, lang: Lang) -> Trouble {
    let version = match error.kind {
        StoreFault::Newer { version } => version,
        _ => 0,
    };
    let args = [
        ("path", error.path.display().to_string().into()),
        ("detail", error.detail.as_str().into()),
        ("version", version.into()),
    ];
    Trouble {
        message: say_with(lang, error.kind.key(), &args),
        help: say_attribute(lang, error.kind.key(), "help", &args).unwrap_or_default(),
        detail: error.detail.clone(),
        // What was sat is not given up as long as trying again can help.
        may_go_on: !(in_exam && matches!(error.kind, StoreFault::DiskFull | StoreFault::Busy)),
        may_see_data: !in_exam,
        may_restore: matches!(error.kind, StoreFault::Damaged | StoreFault::Foreign),
    }
}
