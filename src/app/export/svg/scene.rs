//! Shapes with their places: what comes out of the layout. Pure data.

use super::look::Color;
use crate::app::export::text::Font;

/// A place: to the right, down.
pub(super) type Point = (f32, f32);
/// A colour, or nothing.
pub(super) type Fill = Option<Color>;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Rect {
    /// From its top left corner and its size.
    pub fn sized(left: f32, top: f32, width: f32, height: f32) -> Rect {
        Rect { left, top, right: left + width, bottom: top + height }
    }

    /// From left to right.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// From top to bottom.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Halfway down.
    pub fn middle(&self) -> f32 {
        (self.top + self.bottom) / 2.0
    }
}

/// On which side text is held; its width in the viewer's font may be less than reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A piece of one line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub text: String,
    pub font: Font,
    pub color: Color,
    /// From the piece before it.
    pub gap: f32,
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Box { rect: Rect, radius: f32, fill: Fill, edge: Option<Color> },
    Line { from: Point, to: Point, color: Color, width: f32, dash: Option<(f32, f32)> },
    Polygon { points: Vec<Point>, fill: Fill },
    Circle { centre: Point, radius: f32, fill: Fill, edge: Option<(Color, f32)> },
    Text { rect: Rect, anchor: Anchor, runs: Vec<Run> },
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Scene {
    pub width: f32,
    pub height: f32,
    /// Later ones lie on earlier ones.
    pub shapes: Vec<Shape>,
}

/// Some lines of text that belong together, from a corner at zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Block {
    /// Its lines from top to bottom.
    pub lines: Vec<Vec<Run>>,
    pub width: f32,
    pub height: f32,
}

impl Block {
    /// Lines below each other, as wide as the widest.
    pub fn of(lines: Vec<Vec<Run>>) -> Block {
        let width = lines.iter().map(|line| width(line)).fold(0.0, f32::max);
        let height = lines.iter().map(|line| height(line)).sum();
        Block { lines, width, height }
    }

    /// A text in one font and colour, broken to a width.
    pub fn paragraph(text: &str, font: Font, color: Color, most: f32) -> Block {
        let lines = crate::text::broken(text, |line| font.width(line) <= most);
        let run = |text: String| vec![Run { text, font, color, gap: 0.0 }];
        Block::of(lines.into_iter().map(run).collect())
    }

    /// Its shapes, with its top left corner at a place.
    pub fn at(&self, left: f32, top: f32, anchor: Anchor) -> Vec<Shape> {
        let mut y = top;
        let mut shapes = Vec::new();
        for line in &self.lines {
            let rect = Rect::sized(left, y, self.width, height(line));
            y = rect.bottom;
            shapes.push(Shape::Text { rect, anchor, runs: line.clone() });
        }
        shapes
    }
}

/// How wide a line is at most.
pub(super) fn width(runs: &[Run]) -> f32 {
    (0..)
        .zip(runs)
        .map(|(index, run)| run.font.width(&run.text) + if index == 0 { 0.0 } else { run.gap })
        .sum()
}

fn height(runs: &[Run]) -> f32 {
    runs.iter().map(|run| run.font.line()).fold(0.0, f32::max)
}

/// A line.
pub(super) fn line(from: Point, to: Point, color: Color, width: f32) -> Shape {
    Shape::Line { from, to, color, width, dash: None }
}

/// A cross around a place.
pub(super) fn cross(centre: Point, half: f32, color: Color, width: f32) -> [Shape; 2] {
    let (x, y) = centre;
    [
        line((x - half, y - half), (x + half, y + half), color, width),
        line((x - half, y + half), (x + half, y - half), color, width),
    ]
}

/// A clock around a place.
pub(super) fn clock(centre: Point, edge: f32, color: Color, ground: Color) -> [Shape; 3] {
    let (x, y, unit) = (centre.0, centre.1, edge / 16.0);
    let stroke = 1.5 * unit;
    [
        Shape::Circle { centre, radius: 6.2 * unit, fill: Some(ground), edge: Some((color, stroke)) },
        line(centre, (x, y - 3.8 * unit), color, stroke),
        line(centre, (x + 3.0 * unit, y + 1.2 * unit), color, stroke),
    ]
}

/// The head of an arrow that arrives at `tip` in the direction `way` (of length 1).
pub(super) fn head(tip: Point, way: Point, length: f32, color: Color) -> Shape {
    let back = (tip.0 - way.0 * length, tip.1 - way.1 * length);
    let aside = (-way.1 * length * 0.45, way.0 * length * 0.45);
    let points = vec![tip, (back.0 + aside.0, back.1 + aside.1), (back.0 - aside.0, back.1 - aside.1)];
    Shape::Polygon { points, fill: Some(color) }
}
