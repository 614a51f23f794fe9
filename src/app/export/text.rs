//! How wide text is. Pure numbers.
//!
//! A picture that stands by itself is shown in fonts that nobody knows beforehand. So every width is
//! that of the widest of the usual faces, character by character, and no line can run into another.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_bold_are_wider() {
        let font = |family| Font { family, size: 10.0 };
        assert_eq!(font(Family::Plain).width("客户端"), 30.0);
        assert!(font(Family::Bold).width("SYN") > font(Family::Plain).width("SYN"));
        assert_eq!(font(Family::Mono).width("iW").round(), 12.0);
        assert_eq!(font(Family::Mono).width("客"), 10.0);
    }
}
