//! What was typed beside what is right: what differs has a sign, a line and a colour of its own.

use super::theme::{self, Font, Theme, Tint, line, space};
use crate::app::DifferenceView;
use crate::text::{Lang, say};
use egui::text::{LayoutJob, TextFormat};
use egui::{Grid, RichText, Stroke, Ui};

/// Draws one.
pub fn difference_ui(ui: &mut Ui, view: &DifferenceView, lang: Lang) {
    let colors = Theme::of(ui).colors;
    ui.add_space(space::XS);
    if let Some(name) = &view.name {
        ui.label(RichText::new(name).text_style(theme::bold()));
    }
    Grid::new(("difference", &view.name)).num_columns(2).spacing([space::M, space::XS]).show(ui, |ui| {
        for (sign, word, text, tint) in [
            ("✗", "differs-yours", &view.said, colors.wrong),
            ("✓", "differs-right", &view.wanted, colors.right),
        ] {
            let name = format!("{sign} {}", say(lang, word));
            ui.label(RichText::new(name).small().color(tint.text));
            let rest = if sign == "✓" { view.rest.as_str() } else { "" };
            row_ui(ui, text, rest, tint, sign == "✗");
            ui.end_row();
        }
    });
    for words in &view.words {
        ui.label(words);
    }
}

fn row_ui(ui: &mut Ui, text: &[(String, bool)], rest: &str, tint: Tint, extra: bool) {
    let theme = Theme::of(ui);
    let plain = TextFormat::simple(theme.font(Font::Mono), theme.colors.text);
    let stroke = Stroke::new(line::STRONG, tint.line);
    let mut marked = TextFormat { color: tint.text, background: tint.fill, ..plain.clone() };
    if extra {
        marked.strikethrough = stroke;
    } else {
        marked.underline = stroke;
    }
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for (part, differs) in text {
        job.append(part, 0.0, if *differs { marked.clone() } else { plain.clone() });
    }
    if text.is_empty() {
        job.append("—", 0.0, plain.clone());
    }
    job.append(rest, 0.0, TextFormat { color: theme.colors.muted, ..plain });
    ui.label(job);
}

/// The same for those who do not see it.
pub fn difference_words(view: &DifferenceView, lang: Lang) -> String {
    let whole = |text: &[(String, bool)]| text.iter().map(|(part, _)| part.as_str()).collect::<String>();
    let name = view.name.iter().map(|name| format!("{name}:"));
    let said = format!("{}: {}.", say(lang, "differs-yours"), whole(&view.said));
    let wanted = format!("{}: {}{}.", say(lang, "differs-right"), whole(&view.wanted), view.rest);
    name.chain([said, wanted]).chain(view.words.iter().cloned()).collect::<Vec<_>>().join(" ")
}
