//! Browse: the filters, what can be done with what is chosen, the list, and one question beside it.
//!
//! Only the rows that can be seen are asked for and drawn. Where there is no room for both, a question is shown in
//! the place of the list.

mod detail;
mod head;
mod table;

use super::theme::{self, Theme, space};
use crate::app::Command;
use crate::app::browse::{BrowseCommand, BrowseRow, BrowseView, Filter};
use crate::text::{Lang, say};
use egui::{Align, Key, Layout, Modifiers, RichText, ScrollArea, Ui, Vec2};

/// What of the place is no business of the app.
#[derive(Default)]
pub struct BrowseUi {
    /// The row that the list was last scrolled to.
    at: Option<usize>,
    /// When the learner last came to seek something.
    sought: u64,
    /// Whether the filters are open, where they have no room of their own.
    filters: bool,
}

/// Gives a row of the list.
pub type Rows<'a> = &'a dyn Fn(usize) -> Option<BrowseRow>;

/// Draws it.
pub fn browse_ui(
    ui: &mut Ui,
    view: &BrowseView,
    rows: Rows<'_>,
    state: &mut BrowseUi,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    let mut asked = Vec::new();
    let side = theme::size::BROWSE_SIDE * theme.scale;
    if ui.available_width() < theme::size::BROWSE_BOTH * theme.scale {
        narrow_ui(ui, view, rows, state, lang, &mut asked);
    } else {
        let (width, height) = (ui.available_width() - side - space::L, ui.available_height());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            ui.allocate_ui_with_layout(Vec2::new(width, height), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                list_ui(ui, view, rows, state, false, lang, &mut asked);
            });
            ui.allocate_ui_with_layout(Vec2::new(side, height), Layout::top_down(Align::Min), |ui| {
                let salt = ("browse beside", view.detail.as_ref().map(|detail| &detail.name));
                ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
                    ui.set_width(ui.available_width() - space::S);
                    match &view.detail {
                        Some(detail) => detail::detail_ui(ui, detail, lang, &mut asked),
                        None => {
                            drop(ui.label(
                                RichText::new(say(lang, "browse-detail-none")).color(theme.colors.muted),
                            ))
                        }
                    }
                    ui.add_space(space::XL);
                });
            });
        });
    }
    commands.extend(asked.into_iter().map(Command::InBrowse));
}

/// The list or the question.
fn narrow_ui(
    ui: &mut Ui,
    view: &BrowseView,
    rows: Rows<'_>,
    state: &mut BrowseUi,
    lang: Lang,
    asked: &mut Vec<BrowseCommand>,
) {
    let Some(detail) = view.detail.as_ref().filter(|_| view.open) else {
        list_ui(ui, view, rows, state, true, lang, asked);
        return;
    };
    let view = ui.clip_rect();
    if super::focus::is_free(ui) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        asked.push(BrowseCommand::Open(false));
    }
    ScrollArea::vertical().id_salt(("browse one", &detail.name)).auto_shrink(false).show(ui, |ui| {
        let words = say(lang, "browse-detail-close");
        let back = theme::lead_button(ui, &format!("← {words}"));
        back.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words.as_ref()));
        if back.clicked() {
            asked.push(BrowseCommand::Open(false));
        }
        detail::detail_ui(ui, detail, lang, asked);
        ui.add_space(space::XXL);
        super::focus::follow(ui, view);
        super::focus::pages(ui, view);
    });
}

/// What stands above the list stays where it is, unless the window is too low for that.
fn list_ui(
    ui: &mut Ui,
    view: &BrowseView,
    rows: Rows<'_>,
    state: &mut BrowseUi,
    opens: bool,
    lang: Lang,
    asked: &mut Vec<BrowseCommand>,
) {
    let whole = ui.available_rect_before_wrap().intersect(ui.clip_rect());
    let low = theme::is_short(ui);
    if !low {
        head::head_ui(ui, view, state, opens, lang, asked);
        if view.nothing.is_none() {
            table::headings_ui(ui, lang);
        }
    }
    ScrollArea::vertical().id_salt("browse").auto_shrink(false).show(ui, |ui| {
        if low {
            head::head_ui(ui, view, state, opens, lang, asked);
            if view.nothing.is_none() {
                table::headings_ui(ui, lang);
            }
        }
        if let Some(nothing) = &view.nothing {
            ui.add_space(space::XL);
            ui.vertical_centered(|ui| {
                theme::announced(ui, RichText::new(nothing).text_style(theme::bold()));
                if !view.filter.is_empty() && ui.button(say(lang, "browse-clear").as_ref()).clicked() {
                    asked.push(BrowseCommand::Filter(Filter::default()));
                }
            });
        } else {
            table::table_ui(ui, view, rows, state, opens, lang, asked);
        }
        ui.add_space(space::XL);
        super::focus::follow(ui, whole);
    });
}
