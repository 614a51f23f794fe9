//! One question: what is asked, how it stands and why, what was answered, where it is written.

use crate::app::browse::{BrowseCommand, BrowseDetail};
use crate::schedule::Grade;
use crate::text::{Lang, say, say_with};
use crate::ui::markdown::text_ui;
use crate::ui::theme::{self, Theme, badge, card, space};
use egui::text::{LayoutJob, TextFormat};
use egui::{Id, RichText, Ui, WidgetInfo};

/// Draws it.
pub fn detail_ui(ui: &mut Ui, detail: &BrowseDetail, lang: Lang, asked: &mut Vec<BrowseCommand>) {
    let theme = Theme::of(ui);
    let colors = theme.colors;
    card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(say(lang, "browse-detail")).heading());
        ui.label(RichText::new(&detail.about).small().color(colors.muted));
        text_ui(ui, "asked", &detail.ask);
        ui.horizontal_wrapped(|ui| {
            let tint = theme::Tint { text: super::table::tint(&theme, detail.stands), ..colors.accent };
            badge(ui, &detail.state, theme::Tint { fill: colors.inset, ..tint });
            if detail.flagged {
                badge(ui, &format!("★ {}", say(lang, "browse-flagged")), colors.warning);
            }
            if detail.often_forgotten.is_some() {
                badge(ui, &format!("↻ {}", say(lang, "browse-often")), colors.wrong);
            }
        });
        for why in &detail.why {
            ui.label(why);
        }
        if let Some(often) = &detail.often_forgotten {
            ui.label(RichText::new(often).color(colors.wrong.text));
        }
        history_ui(ui, detail, lang);
        if !detail.tags.is_empty() {
            let tags = say_with(lang, "browse-tags", &[("tags", detail.tags.as_str().into())]);
            ui.label(RichText::new(tags).small().color(colors.muted));
        }
        place_ui(ui, detail, lang, asked);
    });
}

fn history_ui(ui: &mut Ui, detail: &BrowseDetail, lang: Lang) {
    let theme = Theme::of(ui);
    let colors = theme.colors;
    ui.add_space(space::S);
    ui.label(RichText::new(say(lang, "browse-history")).text_style(theme::bold()));
    if detail.history.is_empty() {
        ui.label(RichText::new(say(lang, "browse-history-none")).color(colors.muted));
    }
    for past in &detail.history {
        let color = if past.grade == Grade::Again { colors.wrong.text } else { colors.text };
        let font = theme.font(theme::Font::Small);
        let mut job = LayoutJob::simple(past.date.clone(), font.clone(), colors.muted, 0.0);
        job.append(&past.said, space::M, TextFormat::simple(font, color));
        ui.label(job);
    }
}

fn place_ui(ui: &mut Ui, detail: &BrowseDetail, lang: Lang, asked: &mut Vec<BrowseCommand>) {
    let muted = Theme::of(ui).colors.muted;
    ui.add_space(space::S);
    ui.label(RichText::new(say(lang, "browse-place")).text_style(theme::bold()));
    if !detail.can_edit {
        ui.label(say(lang, "browse-edit-shipped").as_ref());
        ui.label(RichText::new(&detail.name).small().color(muted));
        return;
    }
    ui.label(RichText::new(&detail.place).monospace());
    ui.label(RichText::new(&detail.name).small().color(muted));
    ui.horizontal_wrapped(|ui| {
        if ui.button(say(lang, "browse-edit").as_ref()).clicked() {
            asked.push(BrowseCommand::Edit);
        }
        if theme::quiet_button(ui, &say(lang, "copy"), true).clicked() {
            ui.ctx().copy_text(detail.place.clone());
        }
    });
    if let Some((well, said)) = &detail.opened {
        let colors = Theme::of(ui).colors;
        let color = if *well { colors.text } else { colors.wrong.text };
        theme::announced(ui, RichText::new(said).color(color));
    }
    let (name, hint) = (say(lang, "browse-editor"), say(lang, "browse-editor-hint"));
    let mut command = detail.editor.clone();
    ui.label(RichText::new(name.as_ref()).small());
    let field = theme::text_field(ui, &mut command, Id::unique("editor command"), &hint, true, false);
    field.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &detail.editor, &command, &*hint);
        info.label = Some(name.to_string());
        info
    });
    if field.changed() {
        asked.push(BrowseCommand::Editor(command));
    }
    ui.label(RichText::new(say(lang, "browse-editor-help")).small().color(muted));
}
