//! The kinds of question, each with its own way to answer.

mod choice;

use super::composer::{ComposerState, composer_of_ui, list_ui};
use super::fields;
use super::focus;
use super::ladder::{ladder_panel_ui, ladder_ui};
use super::markdown::{plain, text_ui};
use super::states::states_ui;
use super::study::StudyUi;
use super::theme::{self, Font, Theme, Tint, card, line, space};
use crate::app::ladder::Ladder;
use crate::app::steps::StepLine;
use crate::app::{Command, KindView, Mark, NextHint, OrderItemView, StudyCommand, StudyView};
use crate::text::{Lang, say, say_with};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Key, RichText, Stroke, Ui};

/// Draws the answer of a question, as far as it is made.
pub fn kind_ui(ui: &mut Ui, view: &StudyView, state: &mut StudyUi, lang: Lang, commands: &mut Vec<Command>) {
    let asking = view.feedback.is_none() && !view.saving;
    match &view.kind {
        KindView::Flip { back, .. } => flip_ui(ui, back.as_deref()),
        KindView::Choice { several, options } => {
            choice::choice_ui(ui, *several, options, asking, lang, commands)
        }
        KindView::TrueFalse { said, right } => true_false_ui(ui, *said, *right, asking, lang, commands),
        KindView::Type { right, .. } => type_ui(ui, state, *right, asking, lang, commands),
        KindView::Cloze(pieces) => fields::cloze_ui(ui, pieces, state, lang, commands),
        KindView::Value { .. } => fields::value_ui(ui, &view.kind, state, asking, lang, commands),
        KindView::Match { .. } => fields::match_ui(ui, &view.kind, state, asking, lang, commands),
        KindView::Order(items) => order_ui(ui, items, asking, lang, commands),
        KindView::Build { .. } => build_ui(ui, &view.kind, state, asking, lang, commands),
        KindView::Fault { .. } => fault_ui(ui, &view.kind, asking, lang, commands),
        KindView::WhatIf { .. } => what_if_ui(ui, &view.kind, asking, lang, commands),
        KindView::States { ladder, .. } => {
            ladder_card(ui, "ladder", ladder, lang);
            ui.add_space(space::M);
            states_ui(ui, &view.kind, state, lang, commands);
        }
    }
}

fn flip_ui(ui: &mut Ui, back: Option<&str>) {
    let theme = Theme::of(ui);
    let Some(back) = back else { return };
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        text_ui(ui, "back", back);
    });
}

/// Tint, sign and word of a mark.
fn mark_look(theme: &Theme, mark: Mark) -> (Option<Tint>, &'static str, &'static str) {
    match mark {
        Mark::Right => (Some(theme.colors.right), "✓", "mark-right"),
        Mark::Wrong => (Some(theme.colors.wrong), "✗", "mark-wrong"),
        Mark::Missed => (Some(theme.colors.warning), "✓", "mark-missed"),
        Mark::Other => (None, "", "mark-other"),
    }
}

/// A choice with its mark in words, for those who do not see the sign.
fn marked(chip: &egui::Response, words: &str, on: bool, mark: Option<Mark>, lang: Lang) {
    let name = match mark {
        None | Some(Mark::Other) => words.to_owned(),
        Some(Mark::Right) => format!("{words}, {}", say(lang, "mark-right")),
        Some(Mark::Wrong) => format!("{words}, {}", say(lang, "mark-wrong")),
        Some(Mark::Missed) => format!("{words}, {}", say(lang, "mark-answer")),
    };
    chip.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, &name));
}

fn true_false_ui(
    ui: &mut Ui,
    said: Option<bool>,
    right: Option<bool>,
    asking: bool,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    let free = asking && focus::is_free(ui);
    ui.horizontal(|ui| {
        for (value, word, digit, keys) in
            [(true, "true", "1", [Key::T, Key::Num1]), (false, "false", "2", [Key::F, Key::Num2])]
        {
            let mark = right.map(|right| match (right == value, said == Some(value)) {
                (true, true) => Mark::Right,
                (false, true) => Mark::Wrong,
                (true, false) => Mark::Missed,
                (false, false) => Mark::Other,
            });
            let (tint, sign, _) = mark.map_or((None, "", ""), |mark| mark_look(&theme, mark));
            let text = format!("{sign} {}", say(lang, word));
            let on = said == Some(value) || tint.is_some();
            let chip = theme::chip(
                ui,
                on,
                keyed(&theme, digit, text.trim(), asking),
                tint.unwrap_or(theme.colors.accent),
            );
            marked(&chip, &say(lang, word), said == Some(value), mark, lang);
            let pressed = || ui.input(|i| keys.into_iter().any(|key| i.key_pressed(key)));
            if asking && (chip.clicked() || (free && pressed())) {
                commands.push(Command::In(StudyCommand::Say(value)));
            }
        }
    });
}

/// Words behind the key that chooses them, as long as they can be chosen.
fn keyed(theme: &Theme, key: &str, words: &str, asking: bool) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut before = 0.0;
    if asking {
        job.append(key, 0.0, TextFormat::simple(theme.font(Font::Mono), theme.colors.muted));
        before = space::S;
    }
    job.append(words, before, TextFormat::simple(theme.font(Font::Body), Color32::PLACEHOLDER));
    job
}

fn type_ui(
    ui: &mut Ui,
    state: &mut StudyUi,
    right: Option<bool>,
    asking: bool,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let id = ui.scope_id().with("answer");
    let name = say(lang, "type-here");
    ui.add_enabled_ui(asking, |ui| {
        let label = ui.label(RichText::new(name.as_ref()).small().color(Theme::of(ui).colors.muted));
        let field =
            theme::text_field(ui, &mut state.text, id, "", true, right == Some(false)).labelled_by(label.id);
        if !state.focused && asking {
            field.request_focus();
            state.focused = true;
        }
        focus::stay(ui, &field);
        if field.changed() {
            commands.push(Command::In(StudyCommand::Text(state.text.clone())));
        }
    });
}

fn order_ui(ui: &mut Ui, items: &[OrderItemView], asking: bool, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    if asking {
        ui.label(RichText::new(say(lang, "order-help")).small().color(theme.colors.muted));
    }
    let mut moved = None;
    for (at, item) in items.iter().enumerate() {
        ui.push_id(item.index, |ui| {
            let tint =
                item.right.map(|(_, right)| if right { theme.colors.right } else { theme.colors.wrong });
            let edge = tint
                .map_or(Stroke::new(line::HAIR, theme.colors.edge), |t| Stroke::new(line::NORMAL, t.line));
            let shown = card(&theme).inner_margin(space::M).stroke(edge).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal(|ui| {
                    order_row_ui(ui, at, items.len(), item, asking, lang, &mut moved);
                });
            });
            if !asking {
                return;
            }
            if shown.response.dnd_hover_payload::<usize>().is_some() {
                let ring = Stroke::new(line::STRONG, theme.colors.accent.line);
                ui.painter().rect_stroke(
                    shown.response.rect,
                    f32::from(theme::radius::CARD),
                    ring,
                    egui::StrokeKind::Inside,
                );
            }
            if let Some(from) = shown.response.dnd_release_payload::<usize>() {
                moved = Some((*from, at));
            }
        });
        ui.add_space(space::XS);
    }
    if let Some((from, to)) = moved.filter(|(from, to)| from != to) {
        commands.push(Command::In(StudyCommand::Move { from, to }));
    }
}

fn order_row_ui(
    ui: &mut Ui,
    at: usize,
    count: usize,
    item: &OrderItemView,
    asking: bool,
    lang: Lang,
    moved: &mut Option<(usize, usize)>,
) {
    let theme = Theme::of(ui);
    if asking {
        for (arrow, word, to, can) in
            [("↑", "move-up", at.saturating_sub(1), at > 0), ("↓", "move-down", at + 1, at + 1 < count)]
        {
            let button = ui.add_enabled(can, egui::Button::new(arrow));
            let name = say_with(lang, word, &[("item", item.text.as_str().into())]);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, can, &name));
            if button.clicked() {
                *moved = Some((at, to));
            }
        }
    }
    ui.label(RichText::new(format!("{}", at + 1)).monospace().color(theme.colors.muted));
    if let Some((place, right)) = item.right {
        let (sign, color) =
            if right { ("✓", theme.colors.right.text) } else { ("✗", theme.colors.wrong.text) };
        ui.label(RichText::new(sign).text_style(theme::bold()).color(color));
        if !right {
            let words = say_with(lang, "right-place", &[("place", place.into())]);
            ui.label(RichText::new(words).small().color(color));
        }
    }
    let id = ui.scope_id().with("drag");
    if asking {
        let held = ui.dnd_drag_source(id, at, |ui| item_text_ui(ui, &item.text));
        let name = format!("{}. {}", at + 1, plain(&item.text));
        held.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListItem, true, &name));
        order_keys(ui, &held.response, at, count, moved);
    } else {
        item_text_ui(ui, &item.text);
    }
}

/// Its first line is level with the controls beside it, however many follow.
fn item_text_ui(ui: &mut Ui, text: &str) {
    let line = ui.text_style_height(&egui::TextStyle::Body);
    ui.vertical(|ui| {
        ui.add_space(((ui.spacing().interact_size.y - line) / 2.0).max(0.0));
        text_ui(ui, "item", text);
    });
}

/// The item that has the focus is moved with Alt and the arrows; the focus goes along.
fn order_keys(ui: &Ui, item: &egui::Response, at: usize, count: usize, moved: &mut Option<(usize, usize)>) {
    if !item.has_focus() {
        return;
    }
    let ring = Stroke::new(line::RING, Theme::of(ui).colors.text);
    let rect = item.rect.expand(2.0);
    ui.painter().rect_stroke(rect, f32::from(theme::radius::SMALL), ring, egui::StrokeKind::Outside);
    for (key, to) in [(Key::ArrowUp, at.checked_sub(1)), (Key::ArrowDown, Some(at + 1))] {
        let pressed = ui.input_mut(|input| input.consume_key(egui::Modifiers::ALT, key));
        if let Some(to) = to.filter(|to| pressed && *to < count) {
            *moved = Some((at, to));
            focus::moved(ui);
        }
    }
}

fn ladder_card(ui: &mut Ui, salt: &str, ladder: &Ladder, lang: Lang) -> egui::InnerResponse<Option<usize>> {
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ladder_ui(ui, salt, ladder, lang).remove
    })
}

/// A ladder that may tell everything.
fn panel_card(ui: &mut Ui, salt: &str, ladder: &Ladder, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let told = card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ladder_panel_ui(ui, salt, ladder, lang)
    });
    commands.extend(told.inner.commands());
}

/// A right answer beside one's own, behind the verdict.
pub fn solution_ui(ui: &mut Ui, kind: &KindView, lang: Lang, commands: &mut Vec<Command>) {
    match kind {
        KindView::Build { solution: Some(solution), .. } => {
            ui.add_space(space::L);
            ui.label(RichText::new(say(lang, "solution")).text_style(theme::bold()));
            panel_card(ui, "solution", solution, lang, commands);
        }
        KindView::WhatIf { runs, .. } => {
            for (at, run) in runs.iter().enumerate() {
                ui.add_space(space::L);
                ui.label(RichText::new(say(lang, "whatif-run")).text_style(theme::bold()));
                ui.label(&run.title);
                panel_card(ui, &format!("run {at}"), &run.ladder, lang, commands);
            }
        }
        _ => {}
    }
}

fn what_if_ui(ui: &mut Ui, kind: &KindView, asking: bool, lang: Lang, commands: &mut Vec<Command>) {
    let KindView::WhatIf { change, network, several, options, .. } = kind else { return };
    let theme = Theme::of(ui);
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(change).text_style(theme::bold()));
        ui.label(RichText::new(network).color(theme.colors.muted));
    });
    ui.add_space(space::S);
    choice::choice_ui(ui, *several, options, asking, lang, commands);
}

fn build_ui(
    ui: &mut Ui,
    kind: &KindView,
    state: &mut StudyUi,
    asking: bool,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let KindView::Build { ladder, goal, own, given, .. } = kind else { return };
    let theme = Theme::of(ui);
    ui.label(RichText::new(goal).text_style(theme::bold()));
    let shown = ladder_card(ui, "ladder", ladder, lang);
    if asking {
        // A step that was added is seen, and read.
        let added = std::mem::replace(&mut state.steps, own.len()) < own.len();
        if added {
            shown.response.scroll_to_me(Some(egui::Align::BOTTOM));
        }
        let mut newest = shown.response.rect;
        newest.min.y = newest.max.y - theme::control::HEIGHT * theme.scale;
        let words = ladder.rows.last().map_or("", |row| row.said(false));
        focus::rest_ui(ui, "newest", newest, egui::Role::Group, words, false, added && focus::is_free(ui));
    }
    if let Some(row) = shown.inner
        && asking
        && row >= *given
    {
        commands.push(Command::In(StudyCommand::Remove(row - given)));
    }
    if !asking {
        return;
    }
    if !super::study::is_docked(ui, kind) {
        ui.add_space(space::S);
        card(&theme).show(ui, |ui| {
            ui.set_width(ui.available_width());
            compose_ui(ui, kind, &mut state.composer, lang, commands);
        });
    }
    own_ui(ui, own, lang, commands);
}

/// Where the next step is written, and what was said of the last one that was none.
pub fn compose_ui(
    ui: &mut Ui,
    kind: &KindView,
    state: &mut ComposerState,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let KindView::Build { composer, next_hint, line_error, .. } = kind else { return };
    let colors = Theme::of(ui).colors;
    if let Some(error) = line_error {
        theme::announced(ui, RichText::new(format!("✗ {error}")).color(colors.wrong.text));
    }
    if let NextHint::Given(words) = next_hint {
        theme::announced(ui, RichText::new(words).color(colors.hint.text));
    }
    let cost = say(lang, "hint-next-cost");
    let hint = (*next_hint == NextHint::Offered).then_some(cost.as_ref());
    let told = composer_of_ui(ui, "composer", state, composer, hint, lang);
    commands.extend(told.add.map(|line| Command::In(StudyCommand::Step(line))));
    let asked = [
        (told.undo, StudyCommand::Undo),
        (told.redo, StudyCommand::Redo),
        (told.hint, StudyCommand::HintNext),
        (told.submit, StudyCommand::Check),
    ];
    commands.extend(asked.into_iter().filter(|(asked, _)| *asked).map(|(_, command)| Command::In(command)));
}

/// The learner's own steps, to be moved and changed; closed until it is wanted.
fn own_ui(ui: &mut Ui, own: &[StepLine], lang: Lang, commands: &mut Vec<Command>) {
    if own.is_empty() {
        return;
    }
    ui.add_space(space::S);
    let told = egui::CollapsingHeader::new(say(lang, "steps-title").as_ref())
        .id_salt("own steps")
        .show(ui, |ui| list_ui(ui, "own steps", own, lang))
        .body_returned
        .unwrap_or_default();
    let shift = told.shift.map(|(from, to)| StudyCommand::Shift { from, to });
    let fate = told.fate.map(|(at, fate)| StudyCommand::Fate { at, fate });
    let asked = shift.or(fate).or(told.remove.map(StudyCommand::Remove));
    commands.extend(asked.map(Command::In));
}

fn fault_ui(ui: &mut Ui, kind: &KindView, asking: bool, lang: Lang, commands: &mut Vec<Command>) {
    let KindView::Fault { ladder, accused, kinds, blamed, right } = kind else { return };
    let theme = Theme::of(ui);
    theme::help_ui(ui, &say(lang, "fault-pick"), asking);
    let clicked = card(&theme)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ladder_ui(ui, "ladder", ladder, lang).clicked
        })
        .inner;
    if let Some(row) = clicked.filter(|_| asking) {
        commands.push(Command::In(StudyCommand::Accuse(row)));
    }
    ui.add_space(space::S);
    let picked = accused.map(|row| say_with(lang, "fault-picked", &[("step", (row + 1).into())]));
    let sign = right.as_ref().map_or("", |(step, ..)| if *step { "✓ " } else { "✗ " });
    ui.label(RichText::new(format!("{sign}{}", picked.unwrap_or_default())).text_style(theme::bold()));
    let choices = ui.horizontal_wrapped(|ui| {
        for (id, words) in kinds {
            let mark = right.as_ref().map(|(_, kind, answer)| match (words == answer, id == blamed) {
                (true, true) if *kind => Mark::Right,
                (true, _) => Mark::Missed,
                (false, true) => Mark::Wrong,
                (false, false) => Mark::Other,
            });
            let (tint, sign, _) = mark.map_or((None, "", ""), |mark| mark_look(&theme, mark));
            let on = id == blamed || tint.is_some();
            let text = format!("{sign} {words}");
            let chip = theme::chip(ui, on, text.trim(), tint.unwrap_or(theme.colors.accent));
            marked(&chip, words, id == blamed, mark, lang);
            if chip.clicked() && asking {
                commands.push(Command::In(StudyCommand::Blame(id.clone())));
            }
        }
    });
    if asking && clicked.is_some() && ui.input(|input| input.pointer.any_click()) {
        // What is wrong with the step comes next; by keyboard the step stays in sight.
        choices.response.scroll_to_me(None);
    }
}
