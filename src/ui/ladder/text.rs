//! Breaking text into lines and setting it in blocks. Pure numbers: a closure measures.

use crate::ui::theme::Font;
use egui::{Pos2, Rect, Vec2};

/// Measures a piece of text on one line.
pub type Measure<'a> = dyn Fn(&str, Font) -> Vec2 + 'a;

/// So much a sum of widths may be off, in points.
const ROUNDING: f32 = 0.1;

/// A piece of one line in one font.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Its text.
    pub text: String,
    /// Its font.
    pub font: Font,
    /// Its top left corner.
    pub at: Pos2,
    /// Its size.
    pub size: Vec2,
}

/// Some lines of text with their frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The frame with its padding.
    pub rect: Rect,
    /// The pieces.
    pub spans: Vec<Span>,
}

impl Block {
    /// The block with its top left corner at `to`.
    pub fn moved_to(mut self, to: Pos2) -> Block {
        let by = to - self.rect.min;
        self.rect = self.rect.translate(by);
        for span in &mut self.spans {
            span.at += by;
        }
        self
    }
}

/// One line of words in possibly different fonts.
type Line = Vec<(String, Font)>;

/// Sets lines below each other, centred, with padding around; the top left corner is at zero.
pub fn set(lines: &[Line], gap: f32, pad: Vec2, measure: &Measure<'_>) -> Block {
    let mut spans = Vec::new();
    let (mut y, mut width) = (pad.y, 0.0f32);
    let mut extents = Vec::new();
    for line in lines {
        let sizes: Vec<Vec2> = line.iter().map(|(text, font)| measure(text, *font)).collect();
        let height = sizes.iter().map(|size| size.y).fold(0.0, f32::max);
        let first = spans.len();
        let mut x = 0.0;
        for ((text, font), size) in line.iter().zip(sizes) {
            let at = Pos2::new(x, y + (height - size.y) / 2.0);
            spans.push(Span { text: text.clone(), font: *font, at, size });
            x += size.x + gap;
        }
        let extent = (x - gap).max(0.0);
        extents.push((first..spans.len(), extent));
        width = width.max(extent);
        y += height;
    }
    for (range, extent) in extents {
        let shift = pad.x + (width - extent) / 2.0;
        for span in spans.iter_mut().skip(range.start).take(range.len()) {
            span.at.x += shift;
        }
    }
    Block { rect: Rect::from_min_size(Pos2::ZERO, Vec2::new(width + 2.0 * pad.x, y + pad.y)), spans }
}

/// A block of one text, broken to lines no wider than `width` (padding included).
pub fn paragraph(text: &str, font: Font, width: f32, pad: Vec2, measure: &Measure<'_>) -> Block {
    let lines: Vec<Line> =
        broken(text, font, width - 2.0 * pad.x, measure).into_iter().map(|line| vec![(line, font)]).collect();
    set(&lines, 0.0, pad, measure)
}

/// A segment's label: flags and fields on one line where that fits, else below each other; a note below.
pub fn label(flags: &str, fields: &str, note: &str, width: f32, gap: f32, measure: &Measure<'_>) -> Block {
    let both: Line = [(flags, Font::BodyBold), (fields, Font::Mono)]
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, font)| (text.to_owned(), font))
        .collect();
    let own_lines = |text: &str, font: Font| -> Vec<Line> {
        broken(text, font, width, measure).into_iter().map(|line| vec![(line, font)]).collect()
    };
    let one = set(std::slice::from_ref(&both), gap, Vec2::ZERO, measure);
    let mut lines: Vec<Line> = if one.rect.width() <= width {
        vec![both]
    } else {
        both.iter().flat_map(|(text, font)| own_lines(text, *font)).collect()
    };
    if !note.is_empty() {
        lines.extend(own_lines(note, Font::Small));
    }
    set(&lines, gap, Vec2::ZERO, measure)
}

/// Breaks text to lines no wider than `width`.
pub fn broken(text: &str, font: Font, width: f32, measure: &Measure<'_>) -> Vec<String> {
    // What was measured to fit exactly must not be broken for a rounding.
    crate::text::broken(text, |line| measure(line, font).x <= width + ROUNDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ten_wide(text: &str, _: Font) -> Vec2 {
        Vec2::new(10.0 * text.chars().count() as f32, 20.0)
    }

    fn check(text: &str, width: f32, lines: &[&str]) {
        assert_eq!(broken(text, Font::Body, width, &ten_wide), lines);
    }

    #[test]
    fn lines_break_where_they_may() {
        check("one two three", 80.0, &["one two", "three"]);
        check("重传计时器超时，重发", 50.0, &["重传计时器", "超时，重发"]);
        check("收到确认，发送", 40.0, &["收到确", "认，发送"]);
        check("客户端 SYN-SENT", 80.0, &["客户端", "SYN-SENT"]);
        check("unbreakable", 50.0, &["unbre", "akabl", "e"]);
        check("", 50.0, &[""]);
    }

    #[test]
    fn a_label_takes_two_lines_only_where_it_must() {
        assert_eq!(label("SYN", "seq=x", "", 200.0, 10.0, &ten_wide).rect.height(), 20.0);
        assert_eq!(label("SYN", "seq=x", "", 80.0, 10.0, &ten_wide).rect.height(), 40.0);
        assert_eq!(label("SYN", "seq=x", "sent again", 200.0, 10.0, &ten_wide).rect.height(), 40.0);
    }
}
