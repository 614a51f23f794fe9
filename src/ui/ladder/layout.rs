//! Where everything of a ladder stands. Pure numbers; nothing here paints or knows a `Ui`.

use super::rows;
use super::text::{Block, Measure, paragraph};
use crate::app::ladder::{Event, Ladder};
use crate::ui::theme::{Font, LadderSizes, size};
use crate::wire::End;
use egui::{Pos2, Rect, Vec2};

/// A ladder, measured out from a top left corner at zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The whole.
    pub size: Vec2,
    /// Where the lifelines stand.
    pub lifelines: [f32; 2],
    /// Where they begin and end.
    pub line_y: [f32; 2],
    /// Whether everything stands between the lifelines, because there is no room outside.
    pub narrow: bool,
    /// The names of the ends.
    pub heads: [Block; 2],
    /// The states before the first row.
    pub starts: [Option<Block>; 2],
    /// The rows from top to bottom.
    pub rows: Vec<RowLayout>,
    /// The rows whose arrows end in other rows.
    pub held: Vec<usize>,
}

impl Layout {
    /// The rows between two heights.
    pub fn rows_within(&self, top: f32, bottom: f32) -> std::ops::Range<usize> {
        let first = self.rows.partition_point(|row| row.rect.bottom() < top);
        let behind = self.rows.partition_point(|row| row.rect.top() <= bottom);
        first..behind.max(first)
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowLayout {
    /// Its band over the whole width.
    pub rect: Rect,
    /// Its arrows.
    pub arrows: Vec<Arrow>,
    /// What is written at the arrow.
    pub label: Option<Block>,
    /// A call or a timer.
    pub tag: Option<(Block, TagKind)>,
    /// The end to which the label or tag belongs: the sender, or where it happens.
    pub end: End,
    /// State badges.
    pub badges: [Option<Block>; 2],
    /// Where the sign of the row's tone goes; nowhere if it needs none and is a tag.
    pub sign: Rect,
    /// Where the button to remove the row goes, if it may be removed.
    pub remove: Option<Rect>,
}

/// What a tag says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// A user call.
    Call,
    /// A timer that ran out.
    Timer,
}

/// An arrow of a segment of `RowLayout::end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    /// Where it begins.
    pub from: Pos2,
    /// Where it ends.
    pub to: Pos2,
    /// How it is drawn.
    pub kind: ArrowKind,
}

/// How an arrow is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrowKind {
    /// A line with a head.
    Whole,
    /// It breaks off and ends in a cross.
    Lost,
    /// Dashed, with a clock at its start, down to the row in which it arrives.
    Held,
    /// Dashed, with a clock at its end: it never arrives in this picture.
    Open,
    /// It begins at a ring in the middle: the network delivers it of its own.
    Stray,
}

/// The fixed numbers of one ladder, for its rows.
pub(super) struct Frame<'a> {
    pub sizes: LadderSizes,
    pub measure: &'a Measure<'a>,
    pub lifelines: [f32; 2],
    /// The leftmost and rightmost place that may be used.
    pub edges: [f32; 2],
    pub narrow: bool,
    /// Whether numbers stand where there could be symbols.
    pub numbers: bool,
}

impl Frame<'_> {
    pub fn x(&self, end: End) -> f32 {
        let [first, second] = self.lifelines;
        match end {
            End::First => first,
            End::Second => second,
        }
    }

    /// Between the lifelines.
    pub fn middle(&self) -> f32 {
        let [first, second] = self.lifelines;
        second - first
    }

    /// The room beside a lifeline, outside it, or inside where the ladder is narrow.
    pub fn side(&self, end: End) -> f32 {
        let [left, right] = self.edges;
        let outside = match end {
            End::First => self.x(end) - left,
            End::Second => right - self.x(end),
        };
        let room = if self.narrow { self.middle() - self.sizes.side_gap } else { outside };
        room - self.sizes.side_gap
    }

    /// The left edge of something `width` wide that stands beside a lifeline.
    pub fn beside(&self, end: End, width: f32) -> f32 {
        let gap = self.sizes.side_gap;
        match (end, self.narrow) {
            (End::First, false) | (End::Second, true) => self.x(end) - gap - width,
            (End::First, true) | (End::Second, false) => self.x(end) + gap,
        }
    }

    pub fn badge(&self, text: &str, width: f32) -> Block {
        paragraph(text, Font::SmallBold, width, Vec2::new(self.sizes.pad_x, self.sizes.pad_y), self.measure)
    }

    /// The height of a badge of one line.
    pub fn badge_height(&self) -> f32 {
        self.badge("X", f32::INFINITY).rect.height()
    }
}

/// Lays out a ladder in `width` points, with `numbers` where there could be symbols.
pub fn layout(ladder: &Ladder, numbers: bool, width: f32, scale: f32, measure: &Measure<'_>) -> Layout {
    let sizes = LadderSizes::at(scale);
    let open = Frame { numbers, ..frame(ladder, width, sizes, measure) };
    let set_out = set(ladder, width, &open);
    if open.narrow || width >= sizes.most_width {
        return set_out;
    }
    // What stands beside the lifelines may take so much room that every label needs more lines.
    let [left, right] = open.edges;
    let lifelines = [left + sizes.margin, right - sizes.margin];
    let set_in = set(ladder, width, &Frame { lifelines, narrow: true, ..open });
    if set_in.size.y < set_out.size.y * MUCH_LOWER { set_in } else { set_out }
}

/// A ladder is set with everything between its lifelines where that makes it lower than this part.
const MUCH_LOWER: f32 = 0.85;

fn set(ladder: &Ladder, width: f32, frame: &Frame<'_>) -> Layout {
    let sizes = frame.sizes;
    let heads = heads(ladder, frame);
    let mut y = heads.iter().map(|head| head.rect.bottom()).fold(0.0, f32::max);
    let line_top = y;
    y += sizes.label_gap;
    let starts = starts(ladder, frame, &mut y);
    y += sizes.row_gap;
    let mut placed = Vec::new();
    for row in &ladder.rows {
        let row = rows::row(row, ladder, placed.len(), y, frame);
        y = row.rect.bottom();
        placed.push(row);
    }
    let held = rows::held(ladder, &mut placed, frame);
    let bottom = y + sizes.row_gap;
    Layout {
        size: Vec2::new(width, bottom),
        lifelines: frame.lifelines,
        line_y: [line_top, bottom],
        narrow: frame.narrow,
        heads,
        starts,
        rows: placed,
        held,
    }
}

fn frame<'a>(ladder: &Ladder, width: f32, sizes: LadderSizes, measure: &'a Measure<'a>) -> Frame<'a> {
    let used = width.min(sizes.most_width);
    let left = (width - used) / 2.0;
    let edges = [left, left + used];
    let most = used * size::MOST_SIDE;
    let badge = states(ladder).map(|state| measure(state, Font::SmallBold).x).fold(0.0, f32::max);
    // Beside a tag's text stand its mark and perhaps its sign.
    let marks = 2.0 * (sizes.sign + sizes.label_gap);
    let tag = tags(ladder).map(|text| measure(&text, Font::Small).x + marks).fold(0.0, f32::max);
    let head = ladder.roles.iter().map(|role| measure(role, Font::BodyBold).x).fold(0.0, f32::max) / 2.0;
    let around = |text: f32| if text > 0.0 { text + 2.0 * sizes.pad_x + sizes.side_gap } else { 0.0 };
    let wanted = around(badge).max(around(tag)).max(head + sizes.pad_x);
    let side = wanted.min(most).max(sizes.margin);
    let narrow = around(badge) > side + 0.5 || used - 2.0 * side < sizes.least_middle;
    let inset = if narrow { sizes.margin } else { side };
    Frame { sizes, measure, lifelines: [left + inset, left + used - inset], edges, narrow, numbers: false }
}

fn states(ladder: &Ladder) -> impl Iterator<Item = &String> {
    let changed = ladder.rows.iter().flat_map(|row| row.states.iter().zip(row.changed).filter(|(_, c)| *c));
    ladder.start.iter().chain(changed.map(|(state, _)| state))
}

fn tags(ladder: &Ladder) -> impl Iterator<Item = String> {
    ladder.rows.iter().filter_map(|row| match &row.event {
        Event::Call { text, .. } | Event::Timer { text, .. } => Some(rows::tag_text(row, text)),
        Event::Segment { .. } | Event::Arrival { .. } | Event::Injected { .. } => None,
    })
}

fn heads(ladder: &Ladder, frame: &Frame<'_>) -> [Block; 2] {
    let [left, right] = frame.edges;
    let middle = (left + right) / 2.0;
    let gap = frame.sizes.side_gap / 2.0;
    let pad = Vec2::new(frame.sizes.pad_x * 1.5, frame.sizes.pad_y * 1.5);
    End::BOTH.map(|end| {
        let (low, high) = match end {
            End::First => (left, middle - gap),
            End::Second => (middle + gap, right),
        };
        let name = ladder.roles.get(end.index()).map_or("", String::as_str);
        let block = paragraph(name, Font::BodyBold, high - low, pad, frame.measure);
        let width = block.rect.width();
        let x = (frame.x(end) - width / 2.0).min(high - width).max(low);
        block.moved_to(Pos2::new(x, 0.0))
    })
}

fn starts(ladder: &Ladder, frame: &Frame<'_>, y: &mut f32) -> [Option<Block>; 2] {
    let top = *y;
    let blocks = pair(
        frame,
        top,
        End::BOTH
            .map(|end| ladder.start.get(end.index()).map(String::as_str).filter(|state| !state.is_empty())),
    );
    for block in blocks.iter().flatten() {
        *y = y.max(block.rect.bottom());
    }
    blocks
}

/// Badges of both ends from `top` on: at the same height where both fit, else below each other.
pub(super) fn pair(frame: &Frame<'_>, top: f32, texts: [Option<&str>; 2]) -> [Option<Block>; 2] {
    let mut blocks = End::BOTH.map(|end| {
        let text = texts.get(end.index()).copied().flatten()?;
        let block = frame.badge(text, frame.side(end));
        let x = frame.beside(end, block.rect.width());
        Some(block.moved_to(Pos2::new(x, top)))
    });
    if let [Some(first), Some(second)] = &mut blocks
        && first.rect.right() + frame.sizes.label_gap > second.rect.left()
    {
        let below = Pos2::new(second.rect.left(), first.rect.bottom() + frame.sizes.label_gap);
        *second = second.clone().moved_to(below);
    }
    blocks
}
