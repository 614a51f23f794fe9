//! The window around every screen: the bar at the top, the store's answers, the effects.

mod room;

use self::room::{bottom, column, files, salt, top};
use super::theme::{self, Theme, control, line, space};
use super::{
    browse, capture, data, decks, exam, explorer, findings, focus, lab, map, overlay, progress, rail, sample,
    save, settings, study, summary, today, trouble,
};
use crate::app::browse::BrowseCommand;
use crate::app::capture::CaptureStage;
use crate::app::capture::port::Captures;
use crate::app::exam::ExamCommand;
use crate::app::library::Library;
use crate::app::port::{Request, Store};
use crate::app::save::port::Files;
use crate::app::work::Work;
use crate::app::{App, Command, Effect, Frame, Paint, View};
use crate::text::{say, say_with};
use egui::{Key, Ui};
use jiff::Timestamp;
use std::time::Duration;

/// The outside, as given by whoever starts the window: clock, chance, content, store.
pub struct Outside {
    /// Where the learner's data are.
    pub store: Box<dyn Store>,
    /// What time it is.
    pub now: Box<dyn Fn() -> Timestamp>,
    /// How long the program has been running, by a clock that only goes on.
    pub steady: Box<dyn Fn() -> Duration>,
    /// A number that nobody can foresee.
    pub seed: Box<dyn FnMut() -> u64>,
    /// Does a piece of work on another thread and has the window drawn again when it is done.
    pub work: Box<dyn FnMut(Work)>,
    /// Who reads captures and asks for files.
    pub captures: Box<dyn Captures>,
    /// Who writes files and asks where to.
    pub files: Box<dyn Files>,
    /// The content read again, where it has changed since the last call.
    pub changed: Box<dyn FnMut() -> Option<Library>>,
}

/// The window.
pub struct Window {
    app: App,
    outside: Outside,
    view: View,
    frame: Frame,
    /// When the view was made; times in words grow old.
    made: Option<Timestamp>,
    applied: Option<theme::Look>,
    study: study::StudyUi,
    overlay: overlay::OverlayUi,
    settings: settings::SettingsUi,
    /// Whether work was going on when the view was last made.
    worked: bool,
    capture: capture::CaptureUi,
    lab: lab::LabUi,
    browse: browse::BrowseUi,
    progress: progress::ProgressUi,
    exam: exam::ExamUi,
    /// What is to be remembered once the learner pauses.
    pending: Option<(Request, f64)>,
    /// The height of the bar below the screen, as it was last drawn.
    bar: f32,
    /// The kind of screen that was last drawn, and whether something lay over it.
    shown: Option<(std::mem::Discriminant<View>, bool)>,
}

/// A view with times in words is made again after this many seconds.
const VIEW_AGES_SECONDS: i64 = 30;
/// What is typed is remembered after so long a pause, in seconds.
const REMEMBER_AFTER: f64 = 0.6;
/// How far work is is shown this often.
const WORK_SHOWN_EVERY: Duration = Duration::from_millis(100);
/// Time that passes is told this often while an exam runs.
const TICK: Duration = Duration::from_secs(1);

impl Window {
    /// The window of an app. The fonts must have been installed.
    pub fn new(app: App, outside: Outside) -> Window {
        let effects = app.begin();
        let frame = app.frame();
        let mut window = Window {
            app,
            outside,
            view: View::Loading,
            frame,
            made: None,
            applied: None,
            study: study::StudyUi::default(),
            overlay: overlay::OverlayUi::default(),
            settings: settings::SettingsUi::default(),
            worked: false,
            capture: capture::CaptureUi::default(),
            lab: lab::LabUi::default(),
            browse: browse::BrowseUi::default(),
            progress: progress::ProgressUi::default(),
            exam: exam::ExamUi::default(),
            pending: None,
            bar: 0.0,
            shown: None,
        };
        window.run(effects, None);
        window
    }

    /// Carries out a command, as if a control had sent it.
    pub fn command(&mut self, command: Command, ctx: &egui::Context) {
        self.tick(ctx, Duration::ZERO);
        let (now, seed) = ((self.outside.now)(), (self.outside.seed)());
        let effects = self.app.update(command, now, seed);
        self.run(effects, Some(ctx));
        self.made = None;
    }

    /// Tells how much time has passed, where an exam runs and it is at least so much.
    fn tick(&mut self, ctx: &egui::Context, least: Duration) {
        let (runs, time) = (self.app.is_exam_running(), (self.outside.steady)());
        if runs {
            ctx.request_repaint_after(TICK);
        }
        let Some(passed) = self.exam.passed(runs, time, least) else { return };
        let effects = self.app.update(Command::InExam(ExamCommand::Tick(passed)), (self.outside.now)(), 0);
        self.run(effects, Some(ctx));
        self.made = None;
    }

    fn run(&mut self, effects: Vec<Effect>, ctx: Option<&egui::Context>) {
        let mut effects = std::collections::VecDeque::from(effects);
        loop {
            while let Some(effect) = effects.pop_front() {
                match effect {
                    Effect::Store(request @ Request::Remember { .. }) if !request.is_urgent() => {
                        self.flush_other(&request);
                        let now = ctx.map_or(0.0, |ctx| ctx.input(|i| i.time));
                        self.pending = Some((request, now));
                        if let Some(ctx) = ctx {
                            ctx.request_repaint_after(Duration::from_secs_f64(REMEMBER_AFTER));
                        }
                    }
                    Effect::Store(request) => {
                        // What belongs to the present data must not be written into others; and the session stands
                        // at the question whose answer is stored.
                        if matches!(request, Request::Restore { .. } | Request::Append { .. }) {
                            self.flush();
                        }
                        // What is forgotten must not be remembered later.
                        if matches!(request, Request::Forget { .. }) {
                            self.flush_other(&request);
                            self.pending = None;
                        }
                        self.outside.store.send(request);
                    }
                    Effect::Work(work) => (self.outside.work)(work),
                    Effect::Capture(request) => self.outside.captures.send(request),
                    Effect::File(request) => self.outside.files.send(request),
                    Effect::ChooseFolder => self.outside.files.choose_folder(),
                    Effect::Edit(edit) => {
                        let (now, seed) = ((self.outside.now)(), (self.outside.seed)());
                        match self.outside.files.edit(&edit) {
                            Ok(url) => effects.extend(url.map(Effect::Open)),
                            Err(detail) => {
                                let told = Command::InBrowse(BrowseCommand::NotOpened(detail));
                                effects.extend(self.app.update(told, now, seed));
                            }
                        }
                    }
                    Effect::Open(url) => {
                        if let Some(ctx) = ctx {
                            ctx.open_url(egui::OpenUrl::new_tab(url));
                        }
                    }
                }
            }
            if let Some(answer) = self.outside.captures.receive() {
                effects.extend(self.app.captured(answer));
            } else if let Some(answer) = self.outside.files.receive() {
                effects.extend(self.app.filed(answer));
            } else if let Some(answer) = self.outside.store.receive() {
                let now = (self.outside.now)();
                for effect in self.app.answered(answer, now) {
                    match effect {
                        // The session behind an answer that is stored: what was half written is old by now.
                        Effect::Store(request @ Request::Remember { .. }) if !request.is_urgent() => {
                            self.flush_other(&request);
                            self.pending = None;
                            self.outside.store.send(request);
                        }
                        effect => effects.push_back(effect),
                    }
                }
            } else {
                return;
            }
            self.made = None;
        }
    }

    fn flush(&mut self) {
        if let Some((request, _)) = self.pending.take() {
            self.outside.store.send(request);
        }
    }

    /// What waits to be remembered under another name is not to be lost.
    fn flush_other(&mut self, request: &Request) {
        let key = |request: &Request| match request {
            Request::Remember { key, .. } | Request::Forget { key } => Some(key.clone()),
            _ => None,
        };
        if self.pending.as_ref().is_some_and(|(waiting, _)| key(waiting) != key(request)) {
            self.flush();
        }
    }

    /// Makes the view again where something has changed or its times have grown old.
    fn refresh(&mut self) {
        let now = (self.outside.now)();
        let old =
            self.made.is_none_or(|made| (now.as_second() - made.as_second()).abs() >= VIEW_AGES_SECONDS);
        if old {
            let effects = self.app.keep_up(now);
            self.run(effects, None);
            self.view = self.app.view(now);
            self.frame = self.app.frame();
            self.made = Some(now);
        }
    }

    fn look(&mut self, ctx: &egui::Context) {
        let mode = match self.frame.paint {
            Paint::System => {
                self.app.system_is_dark(ctx.theme() == egui::Theme::Dark);
                egui::ThemePreference::System
            }
            Paint::Light => egui::ThemePreference::Light,
            Paint::Dark => egui::ThemePreference::Dark,
        };
        let wanted = theme::Look {
            mode,
            scale: f32::from(self.frame.scale) / 100.0,
            contrast: self.frame.contrast,
            motion: self.frame.motion,
        };
        if self.applied == Some(wanted) {
            return;
        }
        theme::apply(ctx, wanted);
        self.applied = Some(wanted);
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if let Some(library) = (self.outside.changed)() {
            let now = (self.outside.now)();
            let effects = self.app.reload(library, now);
            self.made = None;
            self.run(effects, Some(ctx));
        }
        self.run(Vec::new(), Some(ctx));
        self.tick(ctx, TICK);
        let time = ctx.input(|i| i.time);
        match &self.pending {
            Some((_, since)) if time - since >= REMEMBER_AFTER => self.flush(),
            Some((_, since)) => ctx
                .request_repaint_after(Duration::from_secs_f64((REMEMBER_AFTER - (time - since)).max(0.01))),
            None => {}
        }
        let working = self.app.is_working();
        if working || self.worked {
            // Also once more when it is over: then its outcome is there.
            self.made = None;
        }
        if working {
            ctx.request_repaint_after(WORK_SHOWN_EVERY);
        }
        self.worked = working;
        self.refresh();
        self.look(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let mut commands = Vec::new();
        let lang = self.frame.lang;
        let theme = Theme::of(ui);
        if rail::is_narrow(ui) {
            rail::top_ui(ui, &self.frame, &mut commands);
        } else {
            rail::rail_ui(ui, &self.frame, &mut commands);
        }
        save::saving_ui(ui, self.frame.saving.as_ref(), lang, &mut commands);
        files(ui, &mut commands);
        let overlay = self.frame.overlay.as_ref();
        overlay::overlay_ui(ui, overlay, &mut self.overlay, lang, &mut commands);
        self.page_ui(ui, &theme, &mut commands);
        self.below_ui(ui, &theme, &mut commands);
        if !self.settings.is_recording() {
            commands.extend(rail::pressed(ui, &self.frame).map(Command::Do));
        }
        let free = self.frame.overlay.is_none() && focus::is_free(ui);
        if free && !self.settings.is_recording() && ui.input(|i| i.key_pressed(Key::Escape)) {
            commands.push(Command::Back);
        }
        if !commands.is_empty() {
            let ctx = ui.ctx().clone();
            for command in commands {
                self.command(command, &ctx);
            }
            // The picture of what was asked for is wanted at once, not at the next event.
            ctx.request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.flush();
        // A background store writes what it was sent before it ends; see that it has.
        self.run(Vec::new(), None);
    }
}

impl Window {
    /// The screen above the bar. Drawn before the bar, so that Tab and screen readers come to it first.
    fn page_ui(&mut self, ui: &mut Ui, theme: &Theme, commands: &mut Vec<Command>) {
        let mut room = ui.available_rect_before_wrap();
        let has_bar = match &self.view {
            View::Study(_) | View::ExamStart(_) => true,
            View::Sitting(view) => view.hand_in.is_none(),
            _ => false,
        };
        if self.bar == 0.0 && has_bar {
            // As high as a row of buttons, until it has been drawn.
            self.bar = control::HEIGHT * theme.scale.max(1.0) + 2.0 * space::M + line::HAIR;
        }
        room.max.y -= self.bar;
        let mut above = ui.new_child(egui::UiBuilder::new().max_rect(room));
        let frame = egui::Frame::new().fill(theme.colors.window);
        egui::CentralPanel::default().frame(frame).show(&mut above, |ui| {
            self.begin_ui(ui, room);
            if let View::Map(view) = &self.view {
                let margin = egui::Margin::symmetric(space::L as i8, top(ui) as i8);
                egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                    trouble::trouble_ui(ui, &self.frame, commands);
                    map::map_ui(ui, view, self.frame.lang, commands);
                });
                return;
            }
            if let View::Browse(view) = &self.view {
                let margin = egui::Margin::symmetric(space::L as i8, top(ui) as i8);
                egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                    trouble::trouble_ui(ui, &self.frame, commands);
                    let now = self.made.unwrap_or_default();
                    let rows = |at| self.app.browse_row(at, now);
                    browse::browse_ui(ui, view, &rows, &mut self.browse, self.frame.lang, commands);
                });
                return;
            }
            let salt = ("screen", salt(&self.view));
            // It lies over the margin: the column stands at the same place with and without it.
            let scroll = &mut ui.spacing_mut().scroll;
            let allocated = std::mem::replace(&mut scroll.floating_allocated_width, 0.0);
            egui::ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().scroll.floating_allocated_width = allocated;
                ui.add_space(top(ui));
                column(ui, |ui| {
                    trouble::trouble_ui(ui, &self.frame, commands);
                    exam::notice_ui(ui, self.frame.exam.as_ref(), self.frame.lang, commands);
                    self.screen_ui(ui, commands);
                });
                ui.add_space(space::XXL);
                focus::follow(ui, room);
                // There these keys go through a list, or from step to step.
                if !matches!(self.view, View::Capture(_) | View::Sitting(_)) {
                    focus::pages(ui, room);
                }
            });
        });
    }

    /// Another screen: the focus goes to where it begins. A question takes it to what is asked.
    fn begin_ui(&mut self, ui: &Ui, room: egui::Rect) {
        let shown = Some((std::mem::discriminant(&self.view), self.frame.overlay.is_some()));
        let other = std::mem::replace(&mut self.shown, shown) != shown;
        let here = !matches!(self.view, View::Loading | View::Study(_) | View::Sitting(_))
            && self.frame.overlay.is_none();
        let word = match &self.view {
            View::Browse(_) => "browse-title",
            View::Data(_) => "data-title",
            _ => rail::word(&self.frame.place),
        };
        let name = say(self.frame.lang, word);
        let name = say_with(self.frame.lang, "screen-named", &[("place", name.as_ref().into())]);
        focus::rest_ui(ui, "screen", room, egui::Role::Main, &name, false, other && here);
    }

    /// The bar below a screen.
    fn below_ui(&mut self, ui: &mut Ui, theme: &Theme, commands: &mut Vec<Command>) {
        let lang = self.frame.lang;
        let steps = match &self.view {
            View::Capture(view) => match &view.stage {
                CaptureStage::Follow(follow) => follow.steps.is_some().then_some(follow),
                _ => None,
            },
            _ => None,
        };
        let stuck = self.frame.trouble.is_some();
        let shown = match (&self.view, steps) {
            (View::Study(view), _) => bottom("actions", theme)
                .show(ui, |ui| {
                    column(ui, |ui| study::bar_ui(ui, view, stuck, &mut self.study, lang, commands))
                })
                .response
                .rect
                .height(),
            (View::Sitting(view), _) if view.hand_in.is_none() => bottom("sitting", theme)
                .show(ui, |ui| {
                    column(ui, |ui| {
                        exam::bar_ui(ui, view, stuck, (&mut self.exam, &mut self.study), lang, commands)
                    })
                })
                .response
                .rect
                .height(),
            (View::ExamStart(view), _) => bottom("start", theme)
                .show(ui, |ui| column(ui, |ui| exam::start_bar_ui(ui, view, lang, commands)))
                .response
                .rect
                .height(),
            (_, Some(follow)) => bottom("steps", theme)
                .show(ui, |ui| column(ui, |ui| capture::steps_ui(ui, follow, lang, commands)))
                .response
                .rect
                .height(),
            _ => 0.0,
        };
        if (std::mem::replace(&mut self.bar, shown) - shown).abs() > 0.5 {
            ui.ctx().request_discard("the bar has another height");
        }
    }

    fn screen_ui(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let lang = self.frame.lang;
        let practice = match &self.view {
            View::Today(_) | View::Decks(_) | View::Progress(_) => Some(false),
            View::Study(_) | View::Summary(_) => Some(true),
            _ => None,
        };
        if let Some(practice) = practice {
            sample::notice_ui(ui, self.frame.sample, practice, lang, commands);
        }
        match &self.view {
            View::Loading if self.frame.trouble.is_some() => {}
            View::Loading => drop(ui.label(say(lang, "loading").as_ref())),
            View::Today(view) => today::today_ui(ui, view, lang, commands),
            View::Decks(view) => decks::decks_ui(ui, view, lang, commands),
            View::Settings(view) => {
                settings::settings_ui(ui, view, &mut self.settings, lang, commands);
            }
            View::Data(view) => data::data_ui(ui, view, lang, commands),
            View::Study(view) => study::study_ui(ui, view, &mut self.study, lang, commands),
            View::Summary(view) => summary::summary_ui(ui, view, lang, commands),
            View::Findings(view) => findings::findings_ui(ui, view, lang, commands),
            View::Explorer(view) => explorer::explorer_ui(ui, view, lang, commands),
            View::Lab(view) => lab::lab_ui(ui, view, &mut self.lab, lang, commands),
            View::Progress(view) => {
                progress::progress_ui(ui, view, &mut self.progress, lang, commands);
            }
            View::Exams(view) => exam::exams_ui(ui, view, lang, commands),
            View::ExamStart(view) => exam::start_ui(ui, view, lang, commands),
            View::Sitting(view) => {
                exam::sitting_ui(ui, view, &mut self.exam, &mut self.study, lang, commands);
            }
            View::ExamMarking(view) => exam::marking_ui(ui, view, lang, commands),
            View::ExamReport(view) => exam::report_ui(ui, view, &mut self.exam.report, lang, commands),
            // Has the whole of the window.
            View::Map(_) | View::Browse(_) => {}
            View::Capture(view) => {
                let lines = |at| self.app.capture_line(at);
                capture::capture_ui(ui, view, &lines, &mut self.capture, lang, commands);
            }
        }
    }
}
