//! Above the list: what questions must be like, and what can be done with those that are chosen.

use super::BrowseUi;
use crate::app::browse::{BrowseCommand, BrowseView, Filter};
use crate::text::{Lang, say, say_with};
use crate::ui::theme::{self, Theme, control, space};
use egui::{ComboBox, Id, RichText, Role, Ui, Vec2, WidgetInfo};

/// Draws it.
pub fn head_ui(
    ui: &mut Ui,
    view: &BrowseView,
    state: &mut BrowseUi,
    opens: bool,
    lang: Lang,
    asked: &mut Vec<BrowseCommand>,
) {
    let theme = Theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(say(lang, "browse-title")).text_style(theme::title(ui)));
        ui.label(RichText::new(&view.count).color(theme.colors.muted));
    });
    text_ui(ui, view, state, lang, asked);
    filters_ui(ui, view, state, lang, asked);
    if view.nothing.is_none() {
        acts_ui(ui, view, opens, lang, asked);
    }
    if let Some(fixed) = &view.fixed {
        ui.label(RichText::new(fixed).color(theme.colors.warning.text));
    }
    if let Some(change) = &view.change {
        ui.horizontal_wrapped(|ui| {
            theme::announced(ui, RichText::new(&change.said).text_style(theme::bold()));
            if change.can_undo && ui.button(say(lang, "browse-undo").as_ref()).clicked() {
                asked.push(BrowseCommand::Undo);
            }
        });
    }
    ui.add_space(space::S);
}

fn text_ui(ui: &mut Ui, view: &BrowseView, state: &mut BrowseUi, lang: Lang, asked: &mut Vec<BrowseCommand>) {
    let mut text = view.filter.text.clone();
    let (name, hint) = (say(lang, "browse-text"), say(lang, "browse-text-hint"));
    let field = theme::text_field(ui, &mut text, Id::unique("text of questions"), &hint, true, false);
    field.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &view.filter.text, &text, &*hint);
        info.label = Some(name.to_string());
        info
    });
    if std::mem::replace(&mut state.sought, view.sought) != view.sought {
        field.request_focus();
    }
    if field.changed() {
        asked.push(BrowseCommand::Filter(Filter { text, ..view.filter.clone() }));
    }
}

/// A list of which one is chosen.
fn choice<T: Clone + PartialEq>(
    ui: &mut Ui,
    name: &str,
    choices: &[(T, String)],
    chosen: &T,
    mut pick: impl FnMut(T),
) {
    let words = choices.iter().find(|(one, _)| one == chosen).map_or("", |(_, words)| words.as_str());
    // A long word is shortened in the field; in the list it is whole.
    let width = ui.painter().layout_no_wrap(
        words.to_owned(),
        egui::TextStyle::Button.resolve(ui.style()),
        egui::Color32::PLACEHOLDER,
    );
    let most = ui.max_rect().width();
    let around = ui.spacing().icon_width + ui.spacing().icon_spacing + 2.0 * ui.spacing().button_padding.x;
    let width = (width.size().x + around).ceil().min(most);
    if ui.available_size_before_wrap().x < width {
        ui.end_row();
    }
    let list = ComboBox::from_id_salt(name).width(width).wrap().selected_text(words).show_ui(ui, |ui| {
        for (one, words) in choices {
            if ui.selectable_label(one == chosen, words).clicked() {
                pick(one.clone());
            }
        }
    });
    let said = format!("{name}: {words}");
    list.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &said));
}

/// The lists side by side; where they would take several rows, behind one button that tells how many are in use.
fn filters_ui(
    ui: &mut Ui,
    view: &BrowseView,
    state: &mut BrowseUi,
    lang: Lang,
    asked: &mut Vec<BrowseCommand>,
) {
    let now = &view.filter;
    let mut filter = now.clone();
    let folds = theme::is_short(ui) || !super::table::has_columns(ui, &Theme::of(ui));
    ui.horizontal_wrapped(|ui| {
        if folds {
            fold_ui(ui, now.chosen(), &mut state.filters, lang);
        } else {
            lists_ui(ui, view, &mut filter, lang);
        }
        choice(ui, &say(lang, "browse-sort-name"), &view.sorts, &view.sort, |sort| {
            asked.push(BrowseCommand::Sort(sort));
        });
        if !now.is_empty()
            && view.nothing.is_none()
            && theme::quiet_button(ui, &say(lang, "browse-clear"), true).clicked()
        {
            filter = Filter::default();
        }
    });
    if folds && state.filters {
        ui.horizontal_wrapped(|ui| lists_ui(ui, view, &mut filter, lang));
    }
    if filter != *now {
        asked.push(BrowseCommand::Filter(filter));
    }
}

/// The button that opens the filters.
fn fold_ui(ui: &mut Ui, count: usize, open: &mut bool, lang: Lang) {
    let words = say_with(lang, "browse-filters", &[("count", count.into())]);
    let sign = if *open { '⏶' } else { '⏷' };
    let button = theme::chip(ui, *open || count > 0, format!("{words} {sign}"), Theme::of(ui).colors.accent);
    button.widget_info(|| WidgetInfo::selected(Role::Button, true, *open, &words));
    if button.clicked() {
        *open = !*open;
    }
}

fn lists_ui(ui: &mut Ui, view: &BrowseView, filter: &mut Filter, lang: Lang) {
    let now = &view.filter;
    choice(ui, &say(lang, "browse-filter-deck"), &view.decks, &now.deck, |deck| filter.deck = deck);
    choice(ui, &say(lang, "browse-filter-tag"), &view.tags, &now.tag, |tag| filter.tag = tag);
    choice(ui, &say(lang, "browse-filter-kind"), &view.kinds, &now.kind, |kind| filter.kind = kind);
    choice(ui, &say(lang, "browse-filter-state"), &view.states, &now.state, |state| filter.state = state);
    choice(ui, &say(lang, "browse-filter-flag"), &view.flags, &now.flag, |flag| filter.flag = flag);
}

fn acts_ui(ui: &mut Ui, view: &BrowseView, opens: bool, lang: Lang, asked: &mut Vec<BrowseCommand>) {
    let theme = Theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        let Some(chosen) = &view.chosen else {
            let none = ui.label(RichText::new(say(lang, "browse-none-chosen")).color(theme.colors.muted));
            none.on_hover_text(say(lang, "browse-keys"));
            if view.rows > 0 && ui.button(say(lang, "browse-choose-all").as_ref()).clicked() {
                asked.push(BrowseCommand::All);
            }
            return;
        };
        theme::announced(ui, RichText::new(chosen).text_style(theme::bold()));
        if opens && view.detail.is_some() && ui.button(say(lang, "browse-detail-open").as_ref()).clicked() {
            asked.push(BrowseCommand::Open(true));
        }
        if let Some(practise) = &view.practise
            && theme::tinted_button(ui, practise, true).clicked()
        {
            asked.push(BrowseCommand::Practise);
        }
        // What would change nothing has no place: a row of dead buttons helps nobody.
        for act in view.acts.iter().filter(|act| act.enabled) {
            if ui.button(&act.name).clicked() {
                asked.push(BrowseCommand::Act(act.act));
            }
        }
        days_ui(ui, view, lang, asked);
        if theme::quiet_button(ui, &say(lang, "browse-choose-all"), true).clicked() {
            asked.push(BrowseCommand::All);
        }
        if theme::quiet_button(ui, &say(lang, "browse-choose-none"), true).clicked() {
            asked.push(BrowseCommand::Nothing);
        }
    });
}

/// A field for a number of days, and what sets the date.
fn days_ui(ui: &mut Ui, view: &BrowseView, lang: Lang, asked: &mut Vec<BrowseCommand>) {
    let due = crate::app::browse::Act::Due(0);
    if !view.acts.iter().any(|act| act.act == due && act.enabled) {
        return;
    }
    let (written, act) = &view.days;
    let mut days = written.clone();
    let name = say(lang, "browse-days");
    let size = Vec2::new(control::SHORT_FIELD * Theme::of(ui).scale, ui.spacing().interact_size.y);
    if ui.available_size_before_wrap().x < size.x {
        ui.end_row();
    }
    let wrong = act.is_none() && !written.is_empty();
    let field = theme::text_field(ui, &mut days, Id::unique("days of questions"), "7", false, wrong);
    field.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, written, &days, "7");
        info.label = Some(name.to_string());
        info
    });
    if field.changed() {
        asked.push(BrowseCommand::Days(days));
    }
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let button = ui.add_enabled(act.is_some(), egui::Button::new(say(lang, "browse-days-set").as_ref()));
    if let Some(act) = act.filter(|_| enter || button.clicked()) {
        asked.push(BrowseCommand::Act(act));
    }
}
