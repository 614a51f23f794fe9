//! Where everything of the picture stands. Pure numbers.

use super::look::{self, MARGIN, NUMBERS, PAD_X, PAD_Y, ROW_GAP, SIDE_GAP, SIGN, Tint};
use super::rows;
use super::scene::{Anchor, Block, Point, Rect, Run, Scene, Shape};
use crate::app::export::Picture;
use crate::app::export::picture::Mark;
use crate::app::export::text::Font;
use crate::app::ladder::{Event, Ladder};
use crate::text::Lang;
use crate::wire::End;

/// Sums of widths differ a little with the order in which they are added.
const SLACK: f32 = 1.0;

/// The fixed numbers of one picture.
pub(super) struct Frame {
    /// The language.
    pub lang: Lang,
    /// The leftmost and rightmost place that is used.
    pub edges: [f32; 2],
    /// Where the numbers of steps end.
    pub numbers: f32,
    /// The room beside a lifeline.
    pub side: f32,
    /// Where the lifelines stand.
    pub lifelines: [f32; 2],
}

impl Frame {
    /// Where an end's lifeline stands.
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

    /// The left edge of something that stands outside a lifeline.
    pub fn beside(&self, end: End, width: f32) -> f32 {
        match end {
            End::First => self.x(end) - SIDE_GAP - width,
            End::Second => self.x(end) + SIDE_GAP,
        }
    }

    /// From edge to edge.
    pub fn width(&self) -> f32 {
        let [left, right] = self.edges;
        right - left
    }
}

/// Shapes in the order in which they lie on each other.
#[derive(Default)]
pub(super) struct Layers {
    /// Bands.
    pub ground: Vec<Shape>,
    /// Arrows; a held one crosses other rows.
    pub arrows: Vec<Shape>,
    /// Words with what hides the lines behind them.
    pub words: Vec<Shape>,
    /// Where held segments leave, by row, with their colour.
    pub held: Vec<(usize, Point, &'static str)>,
    /// Where held segments arrive, by row.
    pub arrivals: Vec<(usize, Point)>,
}

/// Lays out a picture.
pub(super) fn scene(picture: &Picture) -> Scene {
    let ladder = &picture.ladder;
    let frame = frame(picture);
    let mut layers = Layers::default();
    let mut top = MARGIN;
    let title = Block::paragraph(&picture.title, look::TITLE, look::TEXT, frame.width());
    layers.words.extend(title.at(frame.edges[0], top, Anchor::Start));
    top += title.height + ROW_GAP;
    top = heads(ladder, &frame, top, &mut layers);
    let line_top = top;
    top = states(&frame, [0, 1].map(|end| ladder.start[end].as_str()), top + PAD_Y * 2.0, &mut layers);
    let mut said = false;
    for index in 0..ladder.rows.len() {
        let begin = top;
        let mark = picture.mark(index);
        top = rows::row(ladder, index, mark, top, &frame, &mut layers);
        if let Some(remark) = picture.remark(index) {
            top = note(&frame, &[remark.to_owned()], look::INSET, look::MUTED, top, &mut layers);
        }
        if mark == Mark::Wrong {
            said = true;
            let lines = picture.fault.as_ref().map_or(&[][..], |(_, lines)| lines);
            top = note(&frame, lines, look::WRONG.fill, look::WRONG.text, top, &mut layers);
            let [left, right] = frame.edges;
            let rect = Rect { left: left - PAD_X, top: begin, right: right + PAD_X, bottom: top };
            let (fill, edge) = (Some(look::WRONG.fill), Some(look::WRONG.line));
            layers.ground.push(Shape::Box { rect, radius: 8.0, fill, edge });
        }
    }
    let line_bottom = top + ROW_GAP / 2.0;
    top = line_bottom;
    if let (Some((_, lines)), false) = (&picture.fault, said) {
        top = note(&frame, lines, look::WRONG.fill, look::WRONG.text, top + ROW_GAP / 2.0, &mut layers);
    }
    held(&mut layers);
    let lines = End::BOTH.map(|end| {
        let x = frame.x(end);
        super::scene::line((x, line_top), (x, line_bottom), look::end(end).soft, look::LINES[1])
    });
    let shapes = layers.ground.into_iter().chain(lines).chain(layers.arrows).chain(layers.words);
    Scene { width: frame.edges[1] + MARGIN, height: top + MARGIN, shapes: shapes.collect() }
}

fn frame(picture: &Picture) -> Frame {
    let (ladder, lang) = (&picture.ladder, picture.lang);
    let badges = ladder.start.iter().chain(ladder.rows.iter().flat_map(|row| &row.states));
    let badge = badges.map(|state| look::STATE.width(state)).fold(0.0, f32::max) + 2.0 * PAD_X;
    let mark = SIGN + look::LABEL_GAP;
    let (mut tag, mut label) = (0.0f32, 0.0f32);
    for row in &ladder.rows {
        match &row.event {
            Event::Call { text, .. } | Event::Timer { text, .. } => {
                tag = tag.max(look::SMALL.width(text) + 2.0 * PAD_X + mark);
            }
            Event::Segment { .. } | Event::Arrival { .. } | Event::Injected { .. } => {
                label = label.max(rows::label_width(&row.event, lang));
            }
        }
    }
    let head = ladder.roles.iter().map(|role| look::NAME.width(role) / 2.0 + PAD_X).fold(0.0, f32::max);
    let side = (badge.max(tag).max(head) + SLACK).clamp(look::SIDE.0, look::SIDE.1);
    let middle = (label + 2.0 * SIDE_GAP + SLACK).clamp(look::MIDDLE.0, look::MIDDLE.1);
    let marked = picture.fault.is_some();
    let numbers = MARGIN + if marked { SIGN + look::LABEL_GAP } else { 0.0 } + NUMBERS;
    let first = numbers + side + 2.0 * SIDE_GAP;
    let second = first + middle;
    Frame {
        lang,
        edges: [MARGIN, second + SIDE_GAP + side],
        numbers: numbers - look::LABEL_GAP,
        side,
        lifelines: [first, second],
    }
}

fn heads(ladder: &Ladder, frame: &Frame, top: f32, layers: &mut Layers) -> f32 {
    let mut bottom = top;
    for end in End::BOTH {
        let Tint { line, text, fill, .. } = look::end(end);
        let most = 2.0 * frame.side.min(frame.middle() / 2.0) - 2.0 * PAD_X;
        let block = Block::paragraph(&ladder.roles[end.index()], look::NAME, text, most);
        let (width, height) = (block.width + 4.0 * PAD_X, block.height + 4.0 * PAD_Y);
        let left = frame.x(end) - width / 2.0;
        let rect = Rect::sized(left, top, width, height);
        layers.words.push(Shape::Box { rect, radius: 8.0, fill: Some(fill), edge: Some(line) });
        layers.words.extend(block.at(left + 2.0 * PAD_X, top + 2.0 * PAD_Y, Anchor::Middle));
        bottom = bottom.max(top + height);
    }
    bottom
}

fn states(frame: &Frame, texts: [&str; 2], top: f32, layers: &mut Layers) -> f32 {
    let mut bottom = top;
    for (end, text) in End::BOTH.into_iter().zip(texts) {
        if !text.is_empty() {
            bottom = bottom.max(badge(frame, end, text, top, Mark::Plain, layers));
        }
    }
    bottom
}

/// The state of an end from `top` on; gives its foot.
pub(super) fn badge(frame: &Frame, end: End, text: &str, top: f32, mark: Mark, layers: &mut Layers) -> f32 {
    let tint = look::end(end);
    let (fill, color) = match mark {
        Mark::Plain | Mark::Wrong => (tint.fill, tint.text),
        Mark::Unjudged => (look::INSET, look::MUTED),
    };
    let block = Block::paragraph(text, look::STATE, color, frame.side - 2.0 * PAD_X);
    let (width, height) = (block.width + 2.0 * PAD_X, block.height + 2.0 * PAD_Y);
    let left = frame.beside(end, width);
    let rect = Rect::sized(left, top, width, height);
    layers.words.push(Shape::Box { rect, radius: 6.0, fill: Some(fill), edge: None });
    layers.words.extend(block.at(left + PAD_X, top + PAD_Y, Anchor::Middle));
    rect.bottom
}

/// The height of a state of one line.
pub(super) fn badge_height() -> f32 {
    look::STATE.line() + 2.0 * PAD_Y
}

/// Words across the whole picture; gives their foot.
fn note(
    frame: &Frame,
    lines: &[String],
    fill: &'static str,
    strong: &'static str,
    top: f32,
    layers: &mut Layers,
) -> f32 {
    if lines.is_empty() {
        return top;
    }
    let most = frame.width() - 2.0 * PAD_X;
    let set = |text: &String, font: Font, color| Block::paragraph(text, font, color, most).lines;
    let mut all: Vec<Vec<Run>> = Vec::new();
    for (index, text) in lines.iter().enumerate() {
        all.extend(match index {
            0 => set(text, look::STRONG, strong),
            _ => set(text, look::WORDS, look::TEXT),
        });
    }
    let block = Block::of(all);
    let rect = Rect::sized(frame.edges[0], top, frame.width(), block.height + 2.0 * PAD_X);
    layers.words.push(Shape::Box { rect, radius: 6.0, fill: Some(fill), edge: None });
    layers.words.extend(block.at(rect.left + PAD_X, rect.top + PAD_X, Anchor::Start));
    rect.bottom + PAD_Y
}

/// Leads the dashed lines of held segments to where they arrive, now that every row has its place.
fn held(layers: &mut Layers) {
    for (row, from, color) in std::mem::take(&mut layers.held) {
        let arrives = layers.arrivals.iter().find(|(at, _)| *at == row).map(|(_, place)| *place);
        if let Some(to) = arrives {
            layers.arrows.extend(rows::held(from, to, color));
        }
    }
}
