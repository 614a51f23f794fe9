//! A question on the screen: what is asked, the answer, the verdict, and what comes next.

use super::composer::ComposerState;
use super::focus;
use super::kinds;
use super::markdown::{plain, text_ui};
use super::theme::{self, Theme, Tint, card, primary_button, quiet_button, space};
use crate::app::{Cite, Command, FeedbackView, KindView, Score, StudyCommand, StudyView, SummaryView};
use crate::text::{Lang, say, say_with};
use egui::{Align, Key, Layout, Modifiers, ProgressBar, RichText, Ui};

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
    /// Whether the verdict was scrolled to.
    pub told: bool,
}

/// Draws the question, the answer so far, and the verdict.
pub fn study_ui(ui: &mut Ui, view: &StudyView, state: &mut StudyUi, lang: Lang, commands: &mut Vec<Command>) {
    let fresh = state.showing != view.showing;
    if fresh {
        *state = StudyUi { showing: view.showing, ..StudyUi::default() };
        if let KindView::Type { text, .. } | KindView::Value { text, .. } = &view.kind {
            state.text.clone_from(text);
        }
    }
    let theme = Theme::of(ui);
    head_ui(ui, view, lang);
    ui.add_space(space::M);
    ui.push_id((&view.id, view.showing), |ui| {
        ui.scope(|ui| {
            // What is asked is the first thing to read.
            if let Some(font) = ui.style_mut().text_styles.get_mut(&egui::TextStyle::Body) {
                font.size *= theme::size::ASK;
            }
            let asked = ui.scope(|ui| text_ui(ui, "ask", &view.ask)).response.rect;
            let typed = matches!(view.kind, KindView::Type { .. });
            focus::rest_ui(ui, "ask", asked, egui::Role::Heading, &plain(&view.ask), false, fresh && !typed);
        });
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
            focus::rest_ui(ui, "hint", rect, egui::Role::Group, &plain(hint), true, false);
        }
        if let Some(feedback) = &view.feedback {
            ui.add_space(space::L);
            let response = feedback_ui(ui, feedback, lang, commands);
            if !state.told {
                response.scroll_to_me(None);
            }
            let words = told_words(feedback);
            focus::rest_ui(ui, "verdict", response.rect, egui::Role::Group, &words, true, !state.told);
            kinds::solution_ui(ui, &view.kind, lang, commands);
        }
    });
    state.told = view.feedback.is_some();
}

fn head_ui(ui: &mut Ui, view: &StudyView, lang: Lang) {
    let theme = Theme::of(ui);
    let (done, total) = view.progress;
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&view.deck).text_style(theme::bold()));
        ui.label(RichText::new(format!("· {}", view.kind_name)).color(theme.colors.muted));
        let words = say_with(lang, "progress", &[("done", done.into()), ("total", total.into())]);
        ui.label(RichText::new(format!("· {words}")).color(theme.colors.muted));
        if view.practice {
            theme::badge(ui, &say(lang, "practice"), theme.colors.hint);
        }
    });
    let share = if total == 0 { 0.0 } else { done as f32 / total as f32 };
    ui.add(
        ProgressBar::new(share)
            .desired_height(4.0)
            .desired_width(ui.available_width())
            .fill(theme.colors.accent.line),
    );
}

/// The bar at the bottom: always there, so that the next step is always in the same place.
pub fn actions_ui(ui: &mut Ui, view: &StudyView, lang: Lang, commands: &mut Vec<Command>) {
    let typing = ui.text_edit_focused();
    let enter = ui.input(|i| i.key_pressed(Key::Enter) && !i.modifiers.command);
    let free = focus::is_free(ui);
    ui.horizontal(|ui| {
        if view.has_hint && view.feedback.is_none() {
            let hint = quiet_button(ui, &say(lang, "hint"), true).on_hover_text(say(lang, "hint-cost"));
            if hint.clicked() || (free && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::F2))) {
                commands.push(Command::In(StudyCommand::Hint));
            }
        }
        if let Some(feedback) = &view.feedback {
            let (tint, sign) = look(ui, feedback.score);
            ui.label(
                RichText::new(format!("{sign} {}", feedback.headline))
                    .text_style(theme::bold())
                    .color(tint.text),
            );
            ui.label(RichText::new(&feedback.again).small().color(Theme::of(ui).colors.muted));
        } else if view.saving {
            ui.label(say(lang, "saving").as_ref());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if view.feedback.is_some() {
                let next = primary_button(ui, &say(lang, "next"), true);
                if next.clicked() || (enter && free) {
                    commands.push(Command::In(StudyCommand::Next));
                }
            } else if let KindView::Flip { back, dates } = &view.kind {
                flip_actions_ui(ui, back.is_some(), dates, free, lang, commands);
            } else {
                let check = primary_button(ui, &say(lang, "check"), view.can_check);
                let building = matches!(view.kind, KindView::Build { .. });
                let typed =
                    matches!(view.kind, KindView::Type { .. } | KindView::Value { .. } | KindView::Cloze(_));
                let key = enter && !building && (free || (typing && typed));
                if view.can_check && (check.clicked() || key) {
                    commands.push(Command::In(StudyCommand::Check));
                }
            }
        });
    });
}

fn flip_actions_ui(
    ui: &mut Ui,
    turned: bool,
    dates: &[String; 2],
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
    let when = |date: &String| {
        if date.is_empty() {
            say(lang, "practice-only").into_owned()
        } else {
            say_with(lang, "comes", &[("when", date.as_str().into())])
        }
    };
    let known =
        primary_button(ui, &format!("{}  (2)", say(lang, "known")), true).on_hover_text(when(&dates[1]));
    if known.clicked() || key(ui, &[Key::Num2, Key::Enter]) {
        commands.push(Command::In(StudyCommand::Grade(true)));
    }
    let not = ui.button(format!("{}  (1)", say(lang, "not-known"))).on_hover_text(when(&dates[0]));
    if not.clicked() || key(ui, &[Key::Num1]) {
        commands.push(Command::In(StudyCommand::Grade(false)));
    }
}

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
fn told_words(view: &FeedbackView) -> String {
    let parts = std::iter::once(&view.headline).chain(&view.details).map(|part| plain(part));
    parts.collect::<Vec<_>>().join("\n")
}

fn feedback_ui(ui: &mut Ui, view: &FeedbackView, lang: Lang, commands: &mut Vec<Command>) -> egui::Response {
    let theme = Theme::of(ui);
    let (tint, sign) = look(ui, view.score);
    let frame = card(&theme).stroke(egui::Stroke::new(theme::line::NORMAL, tint.line));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(format!("{sign} {}", view.headline)).heading().color(tint.text));
        for detail in &view.details {
            ui.push_id(detail, |ui| text_ui(ui, "detail", detail));
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

/// The end of a session.
pub fn summary_ui(ui: &mut Ui, view: &SummaryView, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(say(lang, "summary-title")).text_style(theme::title()));
    ui.label(RichText::new(&view.deck).heading());
    ui.label(&view.headline);
    ui.add_space(space::M);
    let (right, wrong) = view.counts;
    ui.horizontal_wrapped(|ui| {
        theme::badge(
            ui,
            &format!("✓ {}", say_with(lang, "summary-right", &[("count", right.into())])),
            theme.colors.right,
        );
        if wrong > 0 {
            theme::badge(
                ui,
                &format!("✗ {}", say_with(lang, "summary-wrong", &[("count", wrong.into())])),
                theme.colors.wrong,
            );
        }
    });
    ui.add_space(space::M);
    if let Some(next) = &view.next {
        ui.label(next);
        ui.add_space(space::M);
    }
    ui.horizontal_wrapped(|ui| {
        if primary_button(ui, &say(lang, "home"), true).clicked() {
            commands.push(Command::In(StudyCommand::Leave));
        }
        if wrong > 0 && ui.button(say(lang, "summary-retry").as_ref()).clicked() {
            commands.push(Command::In(StudyCommand::RetryWrong));
        }
    });
    if !view.wrong.is_empty() {
        ui.add_space(space::XL);
        ui.label(RichText::new(say(lang, "summary-again")).heading());
        for (index, ask) in view.wrong.iter().enumerate() {
            card(&theme).show(ui, |ui| {
                ui.set_width(ui.available_width());
                text_ui(ui, ("wrong", index), ask);
            });
            ui.add_space(space::S);
        }
    }
}
