//! Findings for a terminal and for programs.

use super::{Finding, Level, Place};
use crate::text::{Lang, say};
use annotate_snippets::{AnnotationKind, Level as Kind, Renderer, Snippet};

/// A finding as a compiler would print it: the line itself with a caret under the right character.
pub fn print(finding: &Finding, lang: Lang, colour: bool) -> String {
    let kind = match finding.level {
        Level::Error => Kind::ERROR.with_name(say(lang, "level-error")),
        Level::Warning => Kind::WARNING.with_name(say(lang, "level-warning")),
    };
    let message = finding.message(lang);
    let plain = |text: &str| text.chars().map(|c| if c.is_control() { '·' } else { c }).collect::<String>();
    let Place { file, line, column, width, text, cut } = &finding.place;
    let title = kind.primary_title(&message).id(finding.code);
    let start = byte_of(text, column.saturating_sub(1).saturating_sub(*cut));
    let end = byte_of(text, column.saturating_sub(1).saturating_sub(*cut) + width);
    let help = finding.help(lang).map(|help| plain(&help));
    let file = &plain(file);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut group = if *line == 0 {
        title.element(annotate_snippets::Origin::path(file))
    } else {
        title.element(
            Snippet::source(text)
                .line_start(*line)
                .path(file)
                .annotation(AnnotationKind::Primary.span(start..end.max(start))),
        )
    };
    if let Some(help) = &help {
        group = group.element(Kind::HELP.with_name(say(lang, "level-help")).message(help));
    }
    renderer.render(&[group]).to_string()
}

/// A finding as a JSON object, for editors and scripts.
pub fn to_json(finding: &Finding, lang: Lang) -> serde_json::Value {
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    serde_json::json!({
        "level": level,
        "code": finding.code,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message(lang),
        "help": finding.help(lang),
    })
}

fn byte_of(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}
