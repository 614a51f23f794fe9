//! A question on the screen: what is asked, the answer, the verdict, and what comes next.

use super::composer::ComposerState;
use super::focus;
use super::kinds;
use super::leech::leech_ui;
use super::markdown::{plain, text_ui};
use super::study_difference::{difference_ui, difference_words};
use super::study_more;
use super::theme::{self, Theme, Tint, card, primary_button, space};
use crate::app::learning::OutcomeView;
use crate::app::{Cite, Command, FeedbackView, KindView, Score, StudyCommand, StudyView};
use crate::schedule::Grade;
use crate::text::{Lang, say, say_with};
use egui::{Align, Key, KeyboardShortcut, Layout, Modifiers, ProgressBar, RichText, Ui};

/// What belongs to the screen alone: half-written steps, text under the cursor.
#[derive(Default)]
pub struct StudyUi {
    /// The showing that this belongs to.
    pub showing: u64,
    /// The half-written step.
    pub composer: ComposerState,
    /// The text under the cursor.
    pub text: String,
    /// Whether the screen has taken the focus for this showing.
    pub focused: bool,
    /// The one of the left side that the next letter is put to.
    pub active_pair: usize,
    /// The end (0, 1) that the next letter names.
    pub active_end: usize,
    /// How many steps were seen.
    pub steps: usize,
    /// Whether the focus has come to rest at what is asked.
    pub asked: bool,
    /// Whether the hint was scrolled to.
    pub hinted: bool,
    /// Whether the verdict was scrolled to.
    pub told: bool,
}

impl StudyUi {
    /// Begins anew with another showing.
    pub fn meet(&mut self, view: &StudyView) {
        if self.showing == view.showing {
            return;
        }
        *self = StudyUi { showing: view.showing, ..StudyUi::default() };
        if let KindView::Build { own, .. } = &view.kind {
            self.steps = own.len();
        }
        if let KindView::Type { text, .. } | KindView::Value { text, .. } = &view.kind {
            self.text.clone_from(text);
        }
    }
}

/// Draws the question, the answer so far, and the verdict.
pub fn study_ui(ui: &mut Ui, view: &StudyView, state: &mut StudyUi, lang: Lang, commands: &mut Vec<Command>) {
    state.meet(view);
    let fresh = !std::mem::replace(&mut state.asked, true);
    let theme = Theme::of(ui);
    head_ui(ui, view, lang);
    ui.add_space(space::M);
    ui.push_id((&view.id, view.showing), |ui| {
        ask_ui(ui, view, "", fresh);
        ui.add_space(space::L);
        kinds::kind_ui(ui, view, state, lang, commands);
        if let Some(hint) = &view.hint {
            ui.add_space(space::M);
            let shown = card(&theme).fill(theme.colors.hint.fill).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.label(
                    RichText::new(say(lang, "hint")).text_style(theme::bold()).color(theme.colors.hint.text),
                );
                text_ui(ui, "hint", hint);
            });
            let rect = shown.response.rect;
            if !state.hinted {
                shown.response.scroll_to_me(None);
            }
            focus::rest_ui(ui, "hint", rect, egui::Role::Group, &plain(hint), true, false);
        }
        if let Some(feedback) = &view.feedback {
            ui.add_space(space::L);
            let response = feedback_ui(ui, feedback, lang, commands);
            if !state.told {
                response.scroll_to_me(None);
            }
            let words = told_words(feedback, lang);
            focus::rest_ui(ui, "verdict", response.rect, egui::Role::Group, &words, true, !state.told);
            study_more::count_right_ui(ui, view, lang, commands);
            if let Some(leech) = &feedback.leech {
                leech_ui(ui, leech, lang, commands);
            }
            study_more::why_then_ui(ui, &feedback.why_then, lang);
            kinds::solution_ui(ui, &view.kind, lang, commands);
        }
    });
    state.hinted = view.hint.is_some();
    state.told = view.feedback.is_some();
}

/// What is asked. A screen reader says something before it, where there is something.
pub fn ask_ui(ui: &mut Ui, view: &StudyView, before: &str, fresh: bool) {
    ui.scope(|ui| {
        // What is asked is the first thing to read.
        if let Some(font) = ui.style_mut().text_styles.get_mut(&egui::TextStyle::Body) {
            font.size *= theme::size::ASK;
        }
        let asked = ui.scope(|ui| text_ui(ui, "ask", &view.ask)).response.rect;
        let typed = matches!(view.kind, KindView::Type { .. } | KindView::Value { .. } | KindView::Cloze(_));
        let words = format!("{before}\n{}", plain(&view.ask));
        focus::rest_ui(ui, "ask", asked, egui::Role::Heading, words.trim(), false, fresh && !typed);
    });
}

fn head_ui(ui: &mut Ui, view: &StudyView, lang: Lang) {
    let theme = Theme::of(ui);
    let (done, total) = view.progress;
    ui.label(RichText::new(&view.deck).text_style(theme::bold()));
    ui.horizontal_wrapped(|ui| {
        let progress = say_with(lang, "progress", &[("done", done.into()), ("total", total.into())]);
        let words = format!("{} · {progress}", view.kind_name);
        ui.label(RichText::new(words).small().color(theme.colors.muted));
        if view.practice {
            let badge = theme::badge(ui, &say(lang, "practice"), theme.colors.hint);
            badge.on_hover_text(say(lang, "practice-only"));
        }
    });
    let share = if total == 0 { 0.0 } else { done as f32 / total as f32 };
    // At nothing the round end of the bar would be a dot.
    let fill = if done == 0 { theme.colors.border } else { theme.colors.accent.line };
    ui.add(ProgressBar::new(share).desired_height(4.0).desired_width(ui.available_width()).fill(fill));
}

/// How high the composer and the bar below it are, in rows of controls: where the groups stand beside each
/// other, and where they don't.
const DOCK_ROWS: [f32; 2] = [6.0, 9.0];

/// Whether steps are composed in the bar below the screen, where the hand finds the composer at the same
/// place however long the ladder grows. Not in a window that is too small for both.
pub fn is_docked(ui: &Ui, kind: &KindView) -> bool {
    let window = ui.ctx().content_rect().size();
    let scale = Theme::of(ui).scale;
    let rows = if window.x < theme::WIDE * scale { DOCK_ROWS[1] } else { DOCK_ROWS[0] };
    let height = rows * (theme::control::HEIGHT * scale.max(1.0) + space::S);
    matches!(kind, KindView::Build { .. }) && height <= window.y * theme::DOCK_SHARE
}

/// The bar at the bottom: always there, so that the next step is always in the same place. An answer may be `stuck` on
/// its way to the disk.
pub fn bar_ui(
    ui: &mut Ui,
    view: &StudyView,
    stuck: bool,
    state: &mut StudyUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    state.meet(view);
    if view.feedback.is_none() && !view.saving && is_docked(ui, &view.kind) {
        ui.push_id((&view.id, view.showing), |ui| {
            kinds::compose_ui(ui, &view.kind, &mut state.composer, lang, commands);
        });
        ui.add_space(space::XS);
    }
    actions_ui(ui, view, stuck, lang, commands);
}

fn actions_ui(ui: &mut Ui, view: &StudyView, stuck: bool, lang: Lang, commands: &mut Vec<Command>) {
    // A row, not all of the room: the bar of the question before was perhaps as high as a composer.
    let row = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        // What goes on has its place first: what is said of the answer gets the rest.
        forward_ui(ui, view, lang, commands);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            study_more::menu_ui(ui, view, lang, commands);
            let free = focus::is_free(ui);
            if view.has_hint && view.feedback.is_none() {
                let hint = theme::lead_button(ui, &say(lang, "hint")).on_hover_text(say(lang, "hint-cost"));
                if hint.clicked() || (free && focus::take(ui, Modifiers::NONE, Key::F2)) {
                    commands.push(Command::In(StudyCommand::Hint));
                }
            }
            if let Some(feedback) = &view.feedback {
                let (tint, sign) = look(ui, feedback.score);
                let headline = RichText::new(format!("{sign} {}", feedback.headline));
                let headline = headline.text_style(theme::bold()).color(tint.text);
                ui.add(egui::Label::new(headline).truncate());
                let again = RichText::new(&feedback.again).small().color(Theme::of(ui).colors.muted);
                ui.add(egui::Label::new(again).truncate());
            } else if view.saving {
                ui.label(say(lang, if stuck { "not-saved" } else { "saving" }).as_ref());
            }
        });
    });
}

/// What goes on: checks the answer, grades it, or comes to the next question.
fn forward_ui(ui: &mut Ui, view: &StudyView, lang: Lang, commands: &mut Vec<Command>) {
    let enter = focus::is_down(ui, Modifiers::NONE, Key::Enter);
    let free = focus::is_free(ui);
    if view.feedback.is_some() {
        let next = primary_button(ui, &say(lang, "next"), true);
        if next.clicked() || (enter && free) {
            commands.push(Command::In(StudyCommand::Next));
        }
        return;
    }
    if let KindView::Flip { back, grades } = &view.kind {
        flip_actions_ui(ui, back.is_some(), grades, free, lang, commands);
        return;
    }
    let mut check = primary_button(ui, &say(lang, "check"), view.can_check);
    if let Some(lacks) = view.lacks.as_ref().filter(|_| !view.saving) {
        check = lacks_ui(ui, check, lacks);
    }
    let building = matches!(view.kind, KindView::Build { .. });
    if building && view.can_check {
        let by = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
        let key = ui.ctx().format_shortcut(&by);
        ui.label(RichText::new(key).small().color(Theme::of(ui).colors.muted));
    }
    let typed = matches!(view.kind, KindView::Type { .. } | KindView::Value { .. } | KindView::Cloze(_));
    let key = enter && !building && (free || (ui.text_edit_focused() && typed));
    if view.can_check && (check.clicked() || key) {
        commands.push(Command::In(StudyCommand::Check));
    }
}

/// Why nothing can be checked yet: beside the button where there is room, else where the pointer is; and told with the
/// button to whoever can't see it.
fn lacks_ui(ui: &mut Ui, check: egui::Response, lacks: &str) -> egui::Response {
    ui.ctx().accesskit_node_builder(check.id, |node| node.set_description(lacks));
    let words = RichText::new(lacks).small().color(Theme::of(ui).colors.muted);
    let galley = egui::WidgetText::from(words.clone()).into_galley(
        ui,
        Some(egui::TextWrapMode::Extend),
        f32::INFINITY,
        egui::TextStyle::Small,
    );
    if galley.size().x <= ui.available_width() - LEFT * Theme::of(ui).scale {
        ui.label(words);
    }
    check.on_disabled_hover_text(lacks)
}

/// What stands at the left of the bar is left so much, at a text scale of 1.
const LEFT: f32 = 150.0;

fn flip_actions_ui(
    ui: &mut Ui,
    turned: bool,
    grades: &[OutcomeView],
    free: bool,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let key = |ui: &Ui, keys: &[Key]| free && ui.input(|i| keys.iter().any(|key| i.key_pressed(*key)));
    if !turned {
        if primary_button(ui, &say(lang, "turn"), true).clicked() || key(ui, &[Key::Space, Key::Enter]) {
            commands.push(Command::In(StudyCommand::Turn));
        }
        return;
    }
    // From right to left: the best one stands at the end, where "Next" does.
    for (at, outcome) in grades.iter().enumerate().rev() {
        let number = at + 1;
        let text = format!("{}  ({number})", outcome.name);
        let best = outcome.grade == Grade::Good;
        let button = if best { primary_button(ui, &text, true) } else { ui.button(text) };
        let when = match outcome.when.is_empty() {
            true => say(lang, "practice-only").into_owned(),
            false => say_with(lang, "comes", &[("when", outcome.when.as_str().into())]),
        };
        let digit = char::from_digit(number as u32, 10);
        let digit = digit.and_then(|digit| Key::from_name(digit.encode_utf8(&mut [0; 4])));
        let pressed = digit.is_some_and(|digit| key(ui, &[digit])) || (best && key(ui, &[Key::Enter]));
        if button.on_hover_text(&when).clicked() || pressed {
            commands.push(Command::In(StudyCommand::Grade(outcome.grade)));
        }
    }
    if ui.available_width() < DATES * Theme::of(ui).scale {
        return;
    }
    for outcome in grades.iter().filter(|outcome| !outcome.when.is_empty()).rev() {
        let words = format!("{}: {}", outcome.name, outcome.when);
        ui.label(RichText::new(words).small().color(Theme::of(ui).colors.muted));
    }
}

/// Dates stand beside the grades where this much room is left, at a text scale of 1.
const DATES: f32 = 360.0;

/// Colour and sign of a score: never colour alone.
fn look(ui: &Ui, score: Score) -> (Tint, &'static str) {
    let colors = Theme::of(ui).colors;
    match score {
        Score::Right => (colors.right, "✓"),
        Score::Partly => (colors.warning, "≈"),
        Score::Wrong => (colors.wrong, "✗"),
    }
}

/// What is said of a verdict as soon as it is there.
fn told_words(view: &FeedbackView, lang: Lang) -> String {
    let parts = std::iter::once(&view.headline).chain(&view.details).map(|part| plain(part));
    let differences = view.differences.iter().map(|difference| difference_words(difference, lang));
    parts.chain(differences).collect::<Vec<_>>().join("\n")
}

/// The verdict with its reasons and sources.
pub fn feedback_ui(
    ui: &mut Ui,
    view: &FeedbackView,
    lang: Lang,
    commands: &mut Vec<Command>,
) -> egui::Response {
    let theme = Theme::of(ui);
    let (tint, sign) = look(ui, view.score);
    // Where there is no verdict, only its reasons are told.
    let judged = !view.headline.is_empty();
    let edge = if judged { tint.line } else { theme.colors.border };
    let frame = card(&theme).stroke(egui::Stroke::new(theme::line::NORMAL, edge));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if judged {
            ui.label(RichText::new(format!("{sign} {}", view.headline)).heading().color(tint.text));
        }
        for detail in &view.details {
            ui.push_id(detail, |ui| text_ui(ui, "detail", detail));
        }
        for difference in &view.differences {
            difference_ui(ui, difference, lang);
        }
        if !view.legal.is_empty() {
            ui.add_space(space::XS);
            ui.label(RichText::new(say(lang, "legal-now")).small().color(theme.colors.muted));
            for line in &view.legal {
                ui.label(RichText::new(line).monospace());
            }
        }
        for (key, text) in [("why", &view.why), ("explain", &view.explain)] {
            let Some(text) = text else { continue };
            ui.add_space(space::S);
            ui.label(RichText::new(say(lang, key)).text_style(theme::bold()));
            text_ui(ui, key, text);
        }
        if !view.cites.is_empty() {
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(say(lang, "source")).small().color(theme.colors.muted));
                for cite in &view.cites {
                    cite_ui(ui, cite, lang, commands);
                }
            });
        }
    });
    shown.response
}

/// A citation, as a link where there is a page.
pub fn cite_ui(ui: &mut Ui, cite: &Cite, lang: Lang, commands: &mut Vec<Command>) {
    let words = RichText::new(&cite.text).small();
    let Some(url) = &cite.url else {
        ui.label(words);
        return;
    };
    let name = say_with(lang, "open-link", &[("what", cite.text.as_str().into())]);
    if theme::link(ui, words, &name).clicked() {
        commands.push(Command::Open(url.clone()));
    }
}
