//! Colours, sizes and families of the picture: those of the app by day.
//!
//! `ui` cannot be asked from here, since pictures are made without a window too; a test compares the
//! colours with the app's.

use super::super::text::{Family, Font};
use crate::wire::End;

/// A colour as SVG has it.
pub(super) type Color = &'static str;

/// One hue in its uses, as in the app's palette.
#[derive(Clone, Copy)]
pub(super) struct Tint {
    /// Lines and filled signs.
    pub line: Color,
    /// Lifelines.
    pub soft: Color,
    /// Text.
    pub text: Color,
    /// Grounds.
    pub fill: Color,
}

/// The ground.
pub(super) const SURFACE: Color = "#ffffff";
/// Text.
pub(super) const TEXT: Color = "#1e1f22";
/// Text of less weight.
pub(super) const MUTED: Color = "#5b5d63";
/// Lines of what does not count.
pub(super) const FAINT: Color = "#b4b5b2";
/// Grounds of what does not count.
pub(super) const INSET: Color = "#eeeeeb";
/// What is wrong.
pub(super) const WRONG: Tint = Tint { line: "#c62838", soft: "#e5969d", text: "#a81b2a", fill: "#fdeaeb" };
const ENDS: [Tint; 2] = [
    Tint { line: "#1f6fd1", soft: "#93bceb", text: "#1659ae", fill: "#e7f0fc" },
    Tint { line: "#c65a08", soft: "#e8b48a", text: "#9c4300", fill: "#fceee1" },
];

/// The colours of an end.
pub(super) fn end(end: End) -> Tint {
    let [first, second] = ENDS;
    match end {
        End::First => first,
        End::Second => second,
    }
}

/// The families that are asked for, the app's own first.
pub(super) struct Families {
    pub plain: &'static str,
    /// For emphasis. Some systems know the app's bold face by a name of its own.
    pub bold: &'static str,
    pub mono: &'static str,
    /// For text that is all Chinese. Some viewers look for a missing character in one further face only,
    /// and set all of its neighbours in that face too.
    pub han: &'static str,
}

/// See [`Families`].
pub(super) const FAMILIES: Families = Families {
    plain: "Inter, 'Noto Sans SC', 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', Helvetica, \
            Arial, sans-serif",
    bold: "'Inter SemiBold', Inter, 'Noto Sans SC', 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', \
           Helvetica, Arial, sans-serif",
    han: "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
    mono: "'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans SC', monospace",
};

const fn font(family: Family, size: f32) -> Font {
    Font { family, size }
}

/// The title.
pub(super) const TITLE: Font = font(Family::Bold, 19.0);
/// The names of the ends, and flags.
pub(super) const NAME: Font = font(Family::Bold, 15.0);
/// Fields.
pub(super) const FIELDS: Font = font(Family::Mono, 14.0);
/// States.
pub(super) const STATE: Font = font(Family::Bold, 13.0);
/// Calls, timers, remarks.
pub(super) const SMALL: Font = font(Family::Plain, 13.0);
/// Numbers of steps.
pub(super) const NUMBER: Font = font(Family::Plain, 12.0);
/// Explanations.
pub(super) const WORDS: Font = font(Family::Plain, 14.0);
/// The first line of an explanation.
pub(super) const STRONG: Font = font(Family::Bold, 14.0);

/// From the picture's edge.
pub(super) const MARGIN: f32 = 20.0;
/// Between rows.
pub(super) const ROW_GAP: f32 = 14.0;
/// How far an arrow drops on its way.
pub(super) const SLOPE: f32 = 22.0;
/// Between a label and its arrow.
pub(super) const LABEL_GAP: f32 = 5.0;
/// Between the words of a label.
pub(super) const WORD_GAP: f32 = 9.0;
/// Between a lifeline and what stands beside it.
pub(super) const SIDE_GAP: f32 = 12.0;
/// Inside a badge or tag, beside its text.
pub(super) const PAD_X: f32 = 8.0;
/// Inside a badge or tag, above and below its text.
pub(super) const PAD_Y: f32 = 3.0;
/// Edge of a sign.
pub(super) const SIGN: f32 = 16.0;
/// Length of an arrow's head.
pub(super) const HEAD: f32 = 11.0;
/// Between the two arrows of a segment that arrives twice.
pub(super) const TWICE: f32 = 11.0;
/// Width of the column of numbers.
pub(super) const NUMBERS: f32 = 26.0;
/// Between the lifelines, at least and at most.
pub(super) const MIDDLE: (f32, f32) = (300.0, 460.0);
/// Beside a lifeline, at least and at most.
pub(super) const SIDE: (f32, f32) = (90.0, 230.0);
/// How far along its way a lost segment gets.
pub(super) const LOST_AT: f32 = 0.7;
/// From where in the middle a segment comes that neither end has just sent.
pub(super) const STRAY_FROM: f32 = 0.42;
/// Hair, normal and strong lines.
pub(super) const LINES: [f32; 3] = [1.0, 2.0, 3.0];
