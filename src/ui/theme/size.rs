//! Sizes in points at a text scale of 1: the type scale, distances, radii, strokes.

use super::Font;

/// Type sizes.
pub mod text {
    /// Running text.
    pub const BODY: f32 = 16.0;
    /// Remarks, badges, keys.
    pub const SMALL: f32 = 13.0;
    /// Headings of sections and cards.
    pub const HEADING: f32 = 20.0;
    /// The title of a screen.
    pub const TITLE: f32 = 28.0;
    /// Flags, fields, code. A little smaller than the body: the face is wide.
    pub const MONO: f32 = 15.0;
    /// Icons.
    pub const ICON: f32 = 24.0;
    /// Height of a line of running text, as a multiple of its size.
    pub const LINE: f32 = 1.5;
}

/// Distances.
pub mod space {
    /// Above and below the word of a badge.
    pub const BADGE: f32 = 3.0;
    /// Within a control.
    pub const XS: f32 = 4.0;
    /// Between neighbours of one group.
    pub const S: f32 = 8.0;
    /// Between a label and what it is about.
    pub const M: f32 = 12.0;
    /// Inside a card.
    pub const L: f32 = 16.0;
    /// Between groups.
    pub const XL: f32 = 24.0;
    /// Between parts of a screen.
    pub const XXL: f32 = 32.0;
}

/// Corner radii.
pub mod radius {
    /// Badges, code.
    pub const SMALL: u8 = 6;
    /// Buttons, fields, menus.
    pub const CONTROL: u8 = 8;
    /// Cards and windows.
    pub const CARD: u8 = 12;
}

/// Widths of lines.
pub mod line {
    /// Separators and edges.
    pub const HAIR: f32 = 1.0;
    /// Arrows, lifelines, edges of what is chosen.
    pub const NORMAL: f32 = 2.0;
    /// The ring around what has the focus.
    pub const RING: f32 = 2.5;
    /// What must be seen at once.
    pub const STRONG: f32 = 3.0;
}

/// Controls.
pub mod control {
    /// Least height of a button or a field.
    pub const HEIGHT: f32 = 32.0;
    /// Least height of a line that can be clicked.
    pub const TARGET: f32 = 26.0;
    /// Space beside a button's text.
    pub const PAD_X: f32 = 14.0;
    /// Space above and below a button's text.
    pub const PAD_Y: f32 = 5.0;
    /// Width of a field for a number or a symbol.
    pub const SHORT_FIELD: f32 = 84.0;
    /// Seconds of a fade. Short, so that nothing seems to move.
    pub const FADE_SECONDS: f32 = 0.08;
}

/// How much larger than running text a question is set.
pub const ASK: f32 = 1.15;

/// The height of a font at scale 1.
pub fn of(font: Font) -> f32 {
    match font {
        Font::Body | Font::BodyBold => text::BODY,
        Font::Small | Font::SmallBold => text::SMALL,
        Font::Mono => text::MONO,
        Font::Heading => text::HEADING,
        Font::Title => text::TITLE,
    }
}

/// The measures of a ladder, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LadderSizes {
    /// Between rows.
    pub row_gap: f32,
    /// How far an arrow drops on its way.
    pub slope: f32,
    /// Between a label and its arrow.
    pub label_gap: f32,
    /// Between the flags and the fields of a label.
    pub word_gap: f32,
    /// Between a lifeline and what stands beside it.
    pub side_gap: f32,
    /// Space inside a badge or tag, beside its text.
    pub pad_x: f32,
    /// Space inside a badge or tag, above and below its text.
    pub pad_y: f32,
    /// Edge of a sign (lock, cross, clock).
    pub sign: f32,
    /// Edge of a small button.
    pub button: f32,
    /// Length of an arrow's head; it is as wide as long.
    pub head: f32,
    /// Between the two arrows of a segment that arrives twice.
    pub twice: f32,
    /// Below this distance between the lifelines nothing is written outside them.
    pub least_middle: f32,
    /// A ladder is not drawn wider.
    pub most_width: f32,
    /// From the edge to a lifeline that has nothing outside.
    pub margin: f32,
}

impl LadderSizes {
    /// The measures at a text scale.
    pub fn at(scale: f32) -> LadderSizes {
        LadderSizes {
            row_gap: 14.0 * scale,
            slope: 22.0 * scale,
            label_gap: 5.0 * scale,
            word_gap: 10.0 * scale,
            side_gap: 12.0 * scale.min(1.4),
            pad_x: 8.0 * scale,
            pad_y: 3.0 * scale,
            sign: 16.0 * scale,
            button: (24.0 * scale).clamp(24.0, 36.0),
            head: 11.0 * scale.min(1.5),
            twice: 11.0 * scale.min(1.5),
            least_middle: 260.0 * scale,
            most_width: 920.0 * scale,
            margin: 12.0,
        }
    }
}

/// How far along its way a lost segment gets.
pub const LOST_AT: f32 = 0.7;
/// How far along its way a segment counts as seen, where only what left is known.
pub const SEEN_TO: f32 = 0.45;
/// From where in the middle a segment comes that neither end has just sent.
pub const STRAY_FROM: f32 = 0.42;
/// The most of a ladder's width that may stand outside each lifeline.
pub const MOST_SIDE: f32 = 0.3;

/// The measures of a state diagram, in points at its usual size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapSizes {
    /// Space inside a state's box beside its name.
    pub pad_x: f32,
    /// Space inside a state's box above and below its name.
    pub pad_y: f32,
    /// Between neighbouring boxes of a row, at least.
    pub gap_x: f32,
    /// Between rows, at least.
    pub gap_y: f32,
    /// Nothing comes closer to a box that it has nothing to do with.
    pub clearance: f32,
    /// Around an arrow's label.
    pub label_pad: f32,
    /// Length of an arrow's head.
    pub head: f32,
    /// Between arrows that run beside each other.
    pub lane: f32,
    /// Radius of an arrow's corners.
    pub corner: f32,
    /// Edge of a sign before a label.
    pub sign: f32,
    /// Between a sign and its words.
    pub sign_gap: f32,
    /// Space inside a badge beside its word.
    pub badge_pad: f32,
    /// Height of a badge.
    pub badge: f32,
    /// Around everything.
    pub margin: f32,
    /// How close the pointer must come to an arrow.
    pub reach: f32,
}

impl MapSizes {
    /// The measures at a text scale.
    pub fn at(scale: f32) -> MapSizes {
        MapSizes {
            pad_x: 16.0 * scale,
            pad_y: 10.0 * scale,
            gap_x: 64.0 * scale,
            gap_y: 62.0 * scale,
            clearance: 8.0 * scale,
            label_pad: 3.0 * scale,
            head: 10.0 * scale,
            lane: 22.0 * scale,
            corner: 14.0 * scale,
            sign: 15.0 * scale,
            sign_gap: 3.0 * scale,
            badge_pad: 7.0 * scale,
            badge: 20.0 * scale,
            margin: 20.0 * scale,
            reach: 7.0 * scale,
        }
    }
}

/// How a state diagram is made smaller and larger.
pub mod zoom {
    /// The smallest.
    pub const LEAST: f32 = 0.25;
    /// The largest.
    pub const MOST: f32 = 3.0;
    /// A step of the buttons.
    pub const STEP: f32 = 1.2;
    /// A picture that is fitted in is made no larger than this.
    pub const FITTED: f32 = 1.25;
    /// At first no picture is smaller than this, so that it can be read; the rest is out of sight.
    pub const READABLE: f32 = 0.65;
}
/// What can be done with a question of an exam stands beside each other where this much room is left, at a text scale
/// of 1.
pub const MARKS: f32 = 230.0;
/// The number of a question in the list of an exam, at a text scale of 1.
pub const ITEM: (f32, f32) = (34.0, 28.0);
/// A field for the code of a paper or a name, at a text scale of 1.
pub const CODE_FIELD: f32 = 340.0;
/// A window lower than this, in points at a text scale of 1, leaves out what can be done without.
pub const SHORT: f32 = 620.0;
/// From this width on, at a text scale of 1, groups of controls stand beside each other.
pub const WIDE: f32 = 600.0;
/// From this width on what belongs together stands beside each other, in points at a text scale of 1.
pub const BESIDE: f32 = 520.0;
/// What is told beside the pointer is no wider, at a text scale of 1; nor than the window.
pub const TOOLTIP: f32 = 420.0;
/// The most of a window's height that the bar below a screen takes for composing.
pub const DOCK_SHARE: f32 = 0.42;
/// A ladder that is zoomed in is not drawn narrower than this, in points at a text scale of 1.
pub const LEAST_LADDER: f32 = 240.0;
/// How strongly rows show that are still to come.
pub const AHEAD: f32 = 0.3;
/// The most of the window's height that a ladder takes before it is scrolled in its place.
pub const LADDER_SHARE: f32 = 0.56;
/// The same in the Lab, where what could come next should stay in sight.
pub const LAB_SHARE: f32 = 0.36;
/// What a screen and a card keep free above and below a ladder that takes the rest of the window.
pub const EDGES: f32 = 48.0;
/// The same in a low window.
pub const EDGES_SHORT: f32 = 28.0;
/// So much stays in sight below it in a low window, in points at a text scale of 1.
pub const LAB_BELOW: f32 = 44.0;
/// It is never made lower than this by that.
pub const LADDER_LEAST: f32 = 220.0;
/// The same where it takes the rest of a window.
pub const REST_LEAST: f32 = 120.0;
/// So much of the window's height of a row's reason comes into sight when it is asked for.
pub const CARD_SHARE: f32 = 0.35;
/// From this width on, at a text scale of 1, a question stands beside the list of all.
pub const BROWSE_BOTH: f32 = 1000.0;
/// How wide it is then.
pub const BROWSE_SIDE: f32 = 330.0;
/// From this width on, at a text scale of 1, the list of all questions has columns.
pub const BROWSE_COLUMNS: f32 = 700.0;

/// Pictures of figures.
pub mod chart {
    /// The height of a plot at a text scale of 1.
    pub const HEIGHT: f32 = 190.0;
    /// With larger text it grows no more than this.
    pub const TALLEST: f32 = 1.5;
    /// The width of a bar, as a part of a day's.
    pub const BAR_WIDTH: f64 = 0.7;
    /// Around what is drawn, as parts of the plot.
    pub const MARGIN: (f32, f32) = (0.02, 0.06);
    /// No more steps than this beside a plot.
    pub const MOST_STEPS: f64 = 5.0;
    /// Shares are marked in steps of this.
    pub const SHARE_STEP: f64 = 0.1;
    /// The radius of a point.
    pub const POINT: f32 = 4.5;
    /// The edge of a day's square: at least, and at most.
    pub const CELL: (f32, f32) = (9.0, 16.0);
    /// Between squares, as a part of one.
    pub const CELL_GAP: f32 = 0.08;
    /// The edges of the marks of a day, as parts of its square's: nothing, few, some, many.
    pub const MARKS: [f32; 4] = [0.0, 0.4, 0.7, 1.0];
    /// The least height of a row of a table.
    pub const ROW: f32 = 26.0;
    /// The least width of the first column of a table, as a part of the table's.
    pub const FIRST_COLUMN: f32 = 0.3;
    /// A table is no wider than this for each of its columns.
    pub const COLUMN: f32 = 290.0;
    /// The length of a bar in a table.
    pub const STRENGTH: f32 = 72.0;
    /// Its height.
    pub const BAR: f32 = 8.0;
}
