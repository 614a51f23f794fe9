//! How wide text is, and where its lines break. Pure numbers.
//!
//! A picture that stands by itself is shown in fonts that nobody knows beforehand. So every width is
//! that of the widest of the usual faces, character by character, and no line can run into another.

/// A measure of one line of text.
pub(super) type Measure<'a> = dyn Fn(&str) -> f32 + 'a;

/// The families that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Running text.
    Plain,
    /// Emphasis: states, flags, names.
    Bold,
    /// Fields.
    Mono,
}

/// A family in a size, in the picture's units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Font {
    /// The family.
    pub family: Family,
    /// The height of an em.
    pub size: f32,
}

impl Font {
    /// From one line to the next.
    pub fn line(self) -> f32 {
        self.size * 1.4
    }

    /// From the top of a line to the foot of its letters.
    pub fn baseline(self) -> f32 {
        self.size * 1.05
    }

    /// How wide a text is at most.
    pub fn width(self, text: &str) -> f32 {
        text.chars().map(|c| self.advance(c)).sum::<f32>() * self.size
    }

    /// In ems.
    fn advance(self, c: char) -> f32 {
        let columns = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        // Signs such as × and … are drawn as wide as a Chinese character by some Chinese faces.
        let wide = columns > 1 || !(c.is_ascii() || c.is_alphabetic() || columns == 0);
        let known = u32::from(c).checked_sub(32).and_then(|at| ADVANCES.get(at as usize));
        match (self.family, known) {
            (Family::Mono, _) if !wide => 0.605 * columns as f32,
            (Family::Plain, Some(hundredths)) => f32::from(*hundredths) / 100.0,
            (Family::Bold, Some(hundredths)) => f32::from(*hundredths) * BOLDER / 100.0,
            (Family::Plain | Family::Bold | Family::Mono, _) if wide => 1.0,
            (Family::Plain | Family::Bold | Family::Mono, _) => 0.75 * columns as f32,
        }
    }
}

/// Hundredths of an em for the characters from the space on, the larger of Inter and DejaVu Sans.
const ADVANCES: [u8; 95] = [
    32, 41, 47, 84, 65, 99, 78, 30, 40, 40, 51, 84, 32, 46, 32, 37, 64, 64, 64, 64, 65, 64, 64, 64, 64, 64,
    34, 34, 84, 84, 84, 54, 100, 69, 69, 74, 78, 64, 60, 78, 76, 30, 58, 68, 57, 91, 76, 79, 64, 79, 70, 65,
    65, 75, 69, 99, 69, 68, 69, 40, 37, 40, 84, 50, 50, 62, 64, 58, 64, 62, 38, 64, 64, 28, 28, 58, 28, 98,
    64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 56, 64, 34, 64, 84,
];
/// A bold face is wider; DejaVu's by an eighth.
const BOLDER: f32 = 1.13;

/// Breaks text to lines no wider than `width`: at spaces and between Chinese characters, within a
/// word only where the word alone is too wide. There is always one line.
pub(super) fn broken(text: &str, width: f32, measure: &Measure<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if measure(format!("{line}{piece}").trim_end()) <= width {
            line += &piece;
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        line = String::new();
        for c in piece.chars() {
            if !line.is_empty() && measure(format!("{line}{c}").trim_end()) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The pieces between which a line may break; spaces stay with the piece before them.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for c in text.chars() {
        match (last, pieces.last_mut()) {
            (Some(before), Some(piece)) if !may_break(before, c) => piece.push(c),
            (Some(_) | None, Some(_) | None) => pieces.push(c.to_string()),
        }
        last = Some(c);
    }
    pieces
}

/// Signs that may not begin a line, and such as may not end one, are written as numbers: the code of
/// this project has no full-width signs.
fn may_break(before: char, after: char) -> bool {
    let ends = |c: char| ",.;:!?)]}%".contains(c) || CLOSING.contains(&u32::from(c));
    let opens = |c: char| "([{".contains(c) || OPENING.contains(&u32::from(c));
    if after.is_whitespace() || ends(after) || opens(before) {
        return false;
    }
    before.is_whitespace() || is_han(before) || is_han(after)
}

/// The full-width comma, full stop, colon, semicolon, question and exclamation mark, ideographic
/// comma, and the closing quotation marks and brackets.
const CLOSING: [u32; 13] =
    [0xFF0C, 0x3002, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF01, 0x3001, 0x201D, 0x2019, 0xFF09, 0x300B, 0x300D, 0x300F];
/// The opening ones.
const OPENING: [u32; 6] = [0x201C, 0x2018, 0xFF08, 0x300A, 0x300C, 0x300E];

fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, width: f32, lines: &[&str]) {
        assert_eq!(broken(text, width, &|text| text.chars().count() as f32), lines);
    }

    #[test]
    fn lines_break_where_they_may() {
        check("one two three", 8.0, &["one two", "three"]);
        check("重传超时\u{ff0c}重发", 5.0, &["重传超时\u{ff0c}", "重发"]);
        check("收到确认\u{ff0c}发送", 4.0, &["收到确", "认\u{ff0c}发送"]);
        check("客户端 SYN-SENT", 8.0, &["客户端", "SYN-SENT"]);
        check("unbreakable", 5.0, &["unbre", "akabl", "e"]);
        check("", 5.0, &[""]);
    }

    #[test]
    fn chinese_and_bold_are_wider() {
        let font = |family| Font { family, size: 10.0 };
        assert_eq!(font(Family::Plain).width("客户端"), 30.0);
        assert!(font(Family::Bold).width("SYN") > font(Family::Plain).width("SYN"));
        assert_eq!(font(Family::Mono).width("iW").round(), 12.0);
        assert_eq!(font(Family::Mono).width("客"), 10.0);
    }
}
