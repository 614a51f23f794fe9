//! Draws bilingual Markdown.
//!
//! Paragraphs, headings and lists with emphasis, code and links are set here, each as one label:
//! one line breaking, one name for screen readers, real bold. Everything else (tables, quotations,
//! fenced code, pictures) is handed to `egui_commonmark`.

use crate::ui::theme::{Font, Theme, size, space};
use egui::text::{LayoutJob, TextFormat};
use egui::{AsIdSalt, Stroke, Ui};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};
use std::sync::{Arc, Mutex};

/// Draws `markdown` over the width that is there. `salt` tells texts of one `Ui` apart.
pub fn text_ui(ui: &mut Ui, salt: impl AsIdSalt, markdown: &str) {
    ui.push_id(salt, |ui| {
        for (index, block) in blocks(markdown).into_iter().enumerate() {
            if index > 0 && !matches!(block, Block::Item { .. }) {
                ui.add_space(space::XS);
            }
            block_ui(ui, index, &block);
        }
    });
}

/// A text without its marks, to be said.
pub fn plain(markdown: &str) -> String {
    markdown.replace(['`', '*'], "")
}

/// A part of a text between blank lines, or an item of a list.
#[derive(Debug, PartialEq, Eq)]
enum Block {
    Heading {
        level: usize,
        text: String,
    },
    Paragraph(String),
    Item {
        depth: usize,
        mark: String,
        text: String,
    },
    /// What this file does not set.
    Rich(String),
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut fence = false;
    let mut fresh = true;
    for line in markdown.lines() {
        let trimmed = line.trim();
        let is_fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
        if trimmed.is_empty() && !fence {
            fresh = true;
            continue;
        }
        let rich = fence
            || is_fence
            || trimmed.starts_with(['|', '>'])
            || trimmed.contains("![")
            || trimmed.starts_with("---");
        match blocks.last_mut() {
            Some(Block::Rich(text)) if !fresh || fence => {
                text.push('\n');
                text.push_str(line);
            }
            _ if rich => blocks.push(Block::Rich(line.to_owned())),
            last => match (start(line), last) {
                (Some(block), _) => blocks.push(block),
                (None, Some(Block::Paragraph(text) | Block::Item { text, .. })) if !fresh => {
                    join(text, trimmed)
                }
                (None, _) => blocks.push(Block::Paragraph(trimmed.to_owned())),
            },
        }
        fence ^= is_fence;
        fresh = false;
    }
    blocks
}

/// The heading or list item that a line begins.
fn start(line: &str) -> Option<Block> {
    let trimmed = line.trim_start();
    let depth = (line.len() - trimmed.len()) / 2;
    let hashes = trimmed.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&hashes)
        && let Some(text) = trimmed.get(hashes..).and_then(|rest| rest.strip_prefix(' '))
    {
        return Some(Block::Heading { level: hashes, text: text.trim().to_owned() });
    }
    if let Some(text) = ["- ", "* ", "+ "].iter().find_map(|mark| trimmed.strip_prefix(mark)) {
        return Some(Block::Item { depth, mark: "•".to_owned(), text: text.trim().to_owned() });
    }
    let (number, text) = trimmed.split_once(". ")?;
    let is_number = !number.is_empty() && number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit());
    is_number.then(|| Block::Item { depth, mark: format!("{number}."), text: text.trim().to_owned() })
}

/// Joins a wrapped line to its paragraph: with a space, but not between Chinese characters.
fn join(text: &mut String, line: &str) {
    let wide = |c: Option<char>| c.is_some_and(|c| c as u32 >= 0x2e80);
    if !(wide(text.chars().last()) || wide(line.chars().next())) {
        text.push(' ');
    }
    text.push_str(line);
}

/// A run of text in one manner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Run {
    text: String,
    strong: bool,
    emphasis: bool,
    code: bool,
    link: Option<String>,
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut now = Run::default();
    let mut rest = text;
    let flush = |now: &mut Run, runs: &mut Vec<Run>| {
        if !now.text.is_empty() {
            let next = Run { text: String::new(), ..now.clone() };
            runs.push(std::mem::replace(now, next));
        }
    };
    while let Some(c) = rest.chars().next() {
        if let Some(after) =
            rest.strip_prefix('\\').filter(|after| after.starts_with(|c: char| c.is_ascii_punctuation()))
        {
            now.text.extend(after.chars().next());
            rest = after.get(1..).unwrap_or_default();
        } else if let Some((code, after)) = rest.strip_prefix('`').and_then(|after| after.split_once('`')) {
            flush(&mut now, &mut runs);
            runs.push(Run { text: code.to_owned(), code: true, ..now.clone() });
            rest = after;
        } else if let Some(after) = rest.strip_prefix("**").filter(|after| now.strong || opens(after, "**")) {
            flush(&mut now, &mut runs);
            now.strong = !now.strong;
            rest = after;
        } else if let Some(after) = rest.strip_prefix('*').filter(|after| now.emphasis || opens(after, "*")) {
            flush(&mut now, &mut runs);
            now.emphasis = !now.emphasis;
            rest = after;
        } else if let Some((words, target, after)) = link(rest) {
            flush(&mut now, &mut runs);
            runs.push(Run { text: words.to_owned(), link: Some(target.to_owned()), ..now.clone() });
            rest = after;
        } else {
            now.text.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    flush(&mut now, &mut runs);
    runs
}

/// Whether the mark before `after` opens something: words follow at once, and the mark that closes them.
fn opens(after: &str, mark: &str) -> bool {
    let closes = |at: usize| {
        after.get(..at).is_some_and(|words| !words.ends_with(|c: char| c.is_whitespace() || c == '\\'))
    };
    !after.starts_with(char::is_whitespace) && after.match_indices(mark).any(|(at, _)| at > 0 && closes(at))
}

/// `[words](target)` at the beginning of `text`, and what follows.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (target, after) = rest.split_once(')')?;
    (!words.contains(['[', ']']) && !target.contains(' ')).then_some((words, target, after))
}

fn block_ui(ui: &mut Ui, index: usize, block: &Block) {
    match block {
        Block::Heading { level, text } => {
            ui.add_space(space::S);
            let font = if *level <= 2 { Font::Heading } else { Font::BodyBold };
            inline_ui(ui, text, font);
        }
        Block::Paragraph(text) => inline_ui(ui, text, Font::Body),
        Block::Item { depth, mark, text } => {
            ui.horizontal_top(|ui| {
                ui.add_space(space::L * *depth as f32);
                inline_ui(ui, mark, Font::Body);
                ui.vertical(|ui| inline_ui(ui, text, Font::Body));
            });
        }
        Block::Rich(text) => rich_ui(ui, index, text),
    }
}

/// One label; a paragraph with links becomes a row of labels and links.
fn inline_ui(ui: &mut Ui, text: &str, font: Font) {
    let theme = Theme::of(ui);
    let runs = runs(text);
    if runs.iter().all(|run| run.link.is_none()) {
        let mut job = LayoutJob::default();
        for run in &runs {
            append(&mut job, &theme, run, font);
        }
        ui.add(egui::Label::new(job).wrap());
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for run in &runs {
            let mut job = LayoutJob::default();
            append(&mut job, &theme, run, font);
            match &run.link {
                Some(target) => {
                    ui.hyperlink_to(job, target);
                }
                None => {
                    ui.label(job);
                }
            }
        }
    });
}

fn append(job: &mut LayoutJob, theme: &Theme, run: &Run, font: Font) {
    let colors = theme.colors;
    let face = match font {
        _ if run.code => Font::Mono,
        Font::Body if run.strong => Font::BodyBold,
        Font::Small if run.strong => Font::SmallBold,
        Font::Body
        | Font::BodyBold
        | Font::Small
        | Font::SmallBold
        | Font::Mono
        | Font::Heading
        | Font::Title => font,
    };
    let color = if run.link.is_some() { colors.accent.text } else { colors.text };
    let mut format = TextFormat::simple(theme.font(face), color);
    // What has a ground or a line keeps the height of its font, or these would stand off.
    format.valign = egui::Align::Center;
    if run.code {
        format.background = colors.inset;
    } else if !run.emphasis {
        format.line_height = Some((size::of(font) * theme.scale * size::text::LINE).round());
    }
    if run.emphasis {
        // Slanted Chinese is hard to read: a line below serves both scripts.
        format.underline = Stroke::new(size::line::HAIR, colors.muted);
    }
    job.append(&run.text, 0.0, format);
}

fn rich_ui(ui: &mut Ui, index: usize, text: &str) {
    let key = egui::Id::unique("markdown cache");
    let cache: Arc<Mutex<CommonMarkCache>> =
        ui.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<CommonMarkCache>>>(key).clone());
    let Ok(mut cache) = cache.lock() else { return };
    ui.push_id(index, |ui| {
        CommonMarkViewer::new().explicit_image_uri_scheme(true).show(ui, &mut cache, text);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_told_apart() {
        let text = "# Why\n\nOne line\nand the next.\n\n- first\n- second\n  goes on\n\n1. one\n\n| a |\n|---|\n\n```\nx\n\ny\n```\n中文一行\n接着";
        let item = |mark: &str, text: &str| Block::Item { depth: 0, mark: mark.into(), text: text.into() };
        let expected = [
            Block::Heading { level: 1, text: "Why".into() },
            Block::Paragraph("One line and the next.".into()),
            item("•", "first"),
            item("•", "second goes on"),
            item("1.", "one"),
            Block::Rich("| a |\n|---|".into()),
            Block::Rich("```\nx\n\ny\n```\n中文一行\n接着".into()),
        ];
        assert_eq!(blocks(text), expected);
    }

    #[test]
    fn manners_are_told_apart() {
        let told: Vec<String> = runs("a **b `c`** *d* 2 * 3 [e](https://f) \\*")
            .iter()
            .map(|run| {
                let link = run.link.as_deref().unwrap_or_default();
                format!(
                    "{}{}{}{link}:{}",
                    u8::from(run.strong),
                    u8::from(run.emphasis),
                    u8::from(run.code),
                    run.text
                )
            })
            .collect();
        assert_eq!(
            told,
            ["000:a ", "100:b ", "101:c", "000: ", "010:d", "000: 2 * 3 ", "000https://f:e", "000: *"]
        );
    }
}
