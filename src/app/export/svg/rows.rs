//! The layout of single rows. Each keeps everything of its own within its band; only the dashed line
//! of a held segment leaves it.

use super::layout::{Frame, Layers, badge, badge_height};
use super::look::{self, HEAD, LABEL_GAP, LINES, PAD_X, PAD_Y, ROW_GAP, SIDE_GAP, SIGN, SLOPE};
use super::scene::{Anchor, Block, Point, Rect, Run, Shape, clock, cross, head, line, width};
use crate::app::export::picture::Mark;
use crate::app::ladder::{Event, Ladder, Row};
use crate::text::{Lang, say};
use crate::wire::{End, Fate};

/// Colours and width of a row's strokes and words.
#[derive(Clone, Copy)]
struct Look {
    stroke: &'static str,
    width: f32,
    strong: &'static str,
    weak: &'static str,
}

fn look_of(mark: Mark, end: End) -> Look {
    let (tint, wrong) = (look::end(end), look::WRONG);
    let [hair, normal, thick] = LINES;
    match mark {
        Mark::Plain => Look { stroke: tint.line, width: normal, strong: tint.text, weak: look::TEXT },
        Mark::Wrong => Look { stroke: wrong.line, width: thick, strong: wrong.text, weak: wrong.text },
        Mark::Unjudged => Look { stroke: look::FAINT, width: hair, strong: look::MUTED, weak: look::MUTED },
    }
}

/// What a row needs to know while it is laid out.
struct Place<'a> {
    row: &'a Row,
    index: usize,
    top: f32,
    frame: &'a Frame,
    mark: Mark,
    look: Look,
}

/// Lays out row `index`, which begins at `top`; gives where the next one begins.
pub(super) fn row(
    ladder: &Ladder,
    index: usize,
    mark: Mark,
    top: f32,
    frame: &Frame,
    layers: &mut Layers,
) -> f32 {
    let Some(row) = ladder.rows.get(index) else { return top };
    let place = |end| Place { row, index, top: top + ROW_GAP / 2.0, frame, mark, look: look_of(mark, end) };
    let bottom = match &row.event {
        Event::Segment { from, flags, fields, fate, arrives_in } => {
            let place = place(*from);
            let held = arrives_in.filter(|target| *target > index && *target < ladder.rows.len());
            place.segment(
                *from,
                &place.label(flags, fields, &fate_word(fate, frame.lang)),
                fate,
                held,
                layers,
            )
        }
        Event::Arrival { to, flags, fields } if has_source(ladder, index) => {
            let place = place(to.peer());
            place.arrival(*to, &place.label(flags, fields, ""), layers)
        }
        Event::Arrival { to, flags, fields } | Event::Injected { to, flags, fields } => {
            let place = place(to.peer());
            place.stray(*to, &place.label(flags, fields, ""), layers)
        }
        Event::Call { at, text } => place(*at).tag(*at, text, false, layers),
        Event::Timer { at, text } => place(*at).tag(*at, text, true, layers),
    };
    bottom + ROW_GAP / 2.0
}

/// Whether a dashed line ends in row `index`.
fn has_source(ladder: &Ladder, index: usize) -> bool {
    ladder.rows.iter().take(index).any(|row| match &row.event {
        Event::Segment { arrives_in, .. } => *arrives_in == Some(index),
        Event::Arrival { .. } | Event::Injected { .. } | Event::Call { .. } | Event::Timer { .. } => false,
    })
}

/// What the network does with a segment: told by more than the arrow.
fn fate_word(fate: &Fate, lang: Lang) -> String {
    match fate {
        Fate::Delivered => String::new(),
        Fate::Lost => say(lang, "export-lost").into_owned(),
        Fate::Twice => say(lang, "export-twice").into_owned(),
        Fate::Late => say(lang, "export-held").into_owned(),
    }
}

/// How wide a label is on one line, at most.
pub(super) fn label_width(event: &Event, lang: Lang) -> f32 {
    let look = look_of(Mark::Plain, End::First);
    match event {
        Event::Segment { flags, fields, fate, .. } => {
            width(&runs(flags, fields, &fate_word(fate, lang), look))
        }
        Event::Arrival { flags, fields, .. } | Event::Injected { flags, fields, .. } => {
            width(&runs(flags, fields, "", look))
        }
        Event::Call { .. } | Event::Timer { .. } => 0.0,
    }
}

fn runs(flags: &str, fields: &str, fate: &str, look: Look) -> Vec<Run> {
    let parts = [
        (flags, look::NAME, look.strong),
        (fields, look::FIELDS, look.weak),
        (fate, look::SMALL, look::MUTED),
    ];
    let run =
        |(text, font, color): (&str, _, _)| Run { text: text.to_owned(), font, color, gap: look::WORD_GAP };
    parts.into_iter().filter(|(text, ..)| !text.is_empty()).map(run).collect()
}

impl Place<'_> {
    /// Flags and fields on one line where that fits, else below each other.
    fn label(&self, flags: &str, fields: &str, fate: &str) -> Block {
        let most = self.frame.middle() - 2.0 * SIDE_GAP;
        let one = runs(flags, fields, fate, self.look);
        if width(&one) <= most {
            return Block::of(vec![one]);
        }
        let lines =
            one.into_iter().flat_map(|run| Block::paragraph(&run.text, run.font, run.color, most).lines);
        Block::of(lines.collect())
    }

    /// Sets a label with its middle as near to `x` as the lifelines let it; gives its place.
    fn set(&self, label: &Block, x: f32, top: f32, layers: &mut Layers) -> Rect {
        let [low, high] = self.frame.lifelines;
        let left = (x - label.width / 2.0).min(high - SIDE_GAP - label.width).max(low + SIDE_GAP);
        let rect = Rect::sized(left, top, label.width, label.height);
        let ground = match self.mark {
            Mark::Wrong => look::WRONG.fill,
            Mark::Plain | Mark::Unjudged => look::SURFACE,
        };
        // Hides the dashed line of a held segment where it passes behind the words.
        layers.words.push(Shape::Box { rect, radius: 0.0, fill: Some(ground), edge: None });
        layers.words.extend(label.at(left, top, Anchor::Middle));
        self.number(rect.middle(), layers);
        rect
    }

    /// The number of the step and the sign of its tone.
    fn number(&self, middle: f32, layers: &mut Layers) {
        let text = (self.index + 1).to_string();
        let color = if self.mark == Mark::Wrong { look::WRONG.text } else { look::MUTED };
        let block = Block::paragraph(&text, look::NUMBER, color, f32::INFINITY);
        let right = self.frame.numbers;
        layers.words.extend(block.at(right - block.width, middle - block.height / 2.0, Anchor::End));
        let centre = (self.frame.edges[0] + SIGN / 2.0, middle);
        match self.mark {
            Mark::Plain => {}
            Mark::Wrong => {
                let (fill, edge) = (Some(look::WRONG.line), None);
                layers.words.push(Shape::Circle { centre, radius: SIGN / 2.0, fill, edge });
                layers.words.extend(cross(centre, SIGN * 0.21, look::SURFACE, LINES[1]));
            }
            Mark::Unjudged => {
                let edge = Some((look::MUTED, LINES[0]));
                layers.words.push(Shape::Circle { centre, radius: SIGN * 0.4, fill: None, edge });
                for x in [-3.0, 0.0, 3.0] {
                    let centre = (centre.0 + x, centre.1);
                    let (fill, edge) = (Some(look::MUTED), None);
                    layers.words.push(Shape::Circle { centre, radius: 1.0, fill, edge });
                }
            }
        }
    }

    fn segment(
        &self,
        from: End,
        label: &Block,
        fate: &Fate,
        held: Option<usize>,
        layers: &mut Layers,
    ) -> f32 {
        let (x0, x1) = (self.frame.x(from), self.frame.x(from.peer()));
        let rect = self.set(label, (x0 + x1) / 2.0, self.top, layers);
        // The arrow may begin beside the label where it has dropped enough when it passes below it.
        let near = match from {
            End::First => rect.left - x0,
            End::Second => x0 - rect.right,
        };
        let dropped =
            if *fate == Fate::Late { 0.0 } else { SLOPE * (near / self.frame.middle()).clamp(0.0, 1.0) };
        let y0 = (rect.bottom + LABEL_GAP - dropped).max(self.top + badge_height() / 2.0);
        let at = |part: f32| (x0 + (x1 - x0) * part, y0 + SLOPE * part);
        let mut end_y = at(1.0).1;
        match fate {
            Fate::Delivered => layers.arrows.extend(self.arrow(at(0.0), at(1.0))),
            Fate::Lost => {
                let tip = at(look::LOST_AT);
                layers.arrows.push(line(at(0.0), tip, self.look.stroke, self.look.width));
                // Not red: the network's doing is no mistake of the sender's.
                layers.arrows.extend(cross(tip, HEAD * 0.6, look::TEXT, LINES[2]));
                end_y = tip.1;
            }
            Fate::Twice => {
                layers.arrows.extend(self.arrow(at(0.0), at(1.0)));
                let lower = |(x, y): Point| (x, y + look::TWICE);
                layers.arrows.extend(self.arrow(lower(at(0.0)), lower(at(1.0))));
                end_y += look::TWICE;
            }
            Fate::Late => {
                if let Some(target) = held {
                    layers.held.push((target, at(0.0), self.look.stroke));
                } else {
                    let tip = at(0.5);
                    layers.arrows.push(dashed(at(0.0), tip, self.look.stroke, self.look.width));
                    layers.arrows.extend(clock(tip, SIGN, self.look.stroke, look::SURFACE));
                }
                end_y = y0 + SIGN;
            }
        }
        let bottom = end_y + HEAD / 2.0;
        let receives = if *fate == Fate::Late { y0 } else { end_y };
        let mut ys = [y0, receives];
        if from == End::Second {
            ys.reverse();
        }
        self.badges(ys, bottom, layers)
    }

    /// A held segment arrives: its line comes down from above, so the label stands below the head.
    fn arrival(&self, to: End, label: &Block, layers: &mut Layers) -> f32 {
        let y = self.top + (badge_height() / 2.0).max(HEAD);
        layers.arrivals.push((self.index, (self.frame.x(to), y)));
        let rect = self.set(label, self.frame.x(to), y + LABEL_GAP, layers);
        self.badges([y, y], rect.bottom, layers)
    }

    /// The network delivers something of its own.
    fn stray(&self, to: End, label: &Block, layers: &mut Layers) -> f32 {
        let (x0, x1) = (self.frame.x(to.peer()), self.frame.x(to));
        let start = x0 + (x1 - x0) * look::STRAY_FROM;
        let rect = self.set(label, (start + x1) / 2.0, self.top, layers);
        let y0 = rect.bottom + LABEL_GAP + SIGN / 4.0;
        let y1 = y0 + SLOPE * (1.0 - look::STRAY_FROM);
        layers.arrows.extend(self.arrow((start, y0), (x1, y1)));
        let edge = Some((self.look.stroke, self.look.width));
        let (centre, fill) = ((start, y0), Some(look::SURFACE));
        layers.arrows.push(Shape::Circle { centre, radius: SIGN / 4.0, fill, edge });
        self.badges([y1, y1], y1 + HEAD / 2.0, layers)
    }

    /// A call or a timer at one end.
    fn tag(&self, at: End, text: &str, timer: bool, layers: &mut Layers) -> f32 {
        let mark = SIGN + LABEL_GAP;
        let most = self.frame.side - 2.0 * PAD_X - mark;
        let block = Block::paragraph(text, look::SMALL, self.look.weak, most);
        let (width, height) = (block.width + 2.0 * PAD_X + mark, block.height + 2.0 * PAD_Y);
        let rect = Rect::sized(self.frame.beside(at, width), self.top, width, height);
        let edge = Some(self.look.stroke);
        let sign = (rect.left + PAD_X + SIGN / 2.0, rect.middle());
        if timer {
            layers.words.extend(brackets(rect, self.look.stroke));
            layers.words.extend(clock(sign, SIGN, self.look.strong, look::SURFACE));
        } else {
            let fill = Some(look::SURFACE);
            layers.words.push(Shape::Box { rect, radius: 6.0, fill, edge });
            let points = [(-2.6, -4.0), (4.0, 0.0), (-2.6, 4.0)];
            let points = points.map(|(x, y)| (sign.0 + x, sign.1 + y)).to_vec();
            layers.words.push(Shape::Polygon { points, fill: Some(self.look.strong) });
        }
        layers.words.extend(block.at(rect.left + PAD_X + mark, rect.top + PAD_Y, Anchor::Start));
        self.number(rect.middle(), layers);
        let below = rect.bottom + LABEL_GAP + badge_height() / 2.0;
        self.badges([below, below], rect.bottom, layers)
    }

    /// The states that change, with their first line at `ys`; gives the row's foot.
    fn badges(&self, ys: [f32; 2], bottom: f32, layers: &mut Layers) -> f32 {
        let mut foot = bottom;
        for (end, y) in End::BOTH.into_iter().zip(ys) {
            let state = &self.row.states[end.index()];
            if self.row.changed[end.index()] && !state.is_empty() {
                let top = y - badge_height() / 2.0;
                foot = foot.max(badge(self.frame, end, state, top, self.mark, layers));
            }
        }
        foot
    }

    fn arrow(&self, from: Point, to: Point) -> [Shape; 2] {
        arrow(from, to, self.look.stroke, self.look.width, false)
    }
}

fn arrow(from: Point, to: Point, color: &'static str, width: f32, dash: bool) -> [Shape; 2] {
    let way = way(from, to);
    let neck = (to.0 - way.0 * HEAD * 0.8, to.1 - way.1 * HEAD * 0.8);
    let shaft = if dash { dashed(from, neck, color, width) } else { line(from, neck, color, width) };
    [shaft, head(to, way, HEAD, color)]
}

/// The dashed arrow of a held segment, with a clock where it sets out.
pub(super) fn held(from: Point, to: Point, color: &'static str) -> Vec<Shape> {
    let way = way(from, to);
    let centre = (from.0 + way.0 * SIGN * 1.6, from.1 + way.1 * SIGN * 1.6);
    let clock = clock(centre, SIGN, color, look::SURFACE);
    arrow(from, to, color, LINES[1], true).into_iter().chain(clock).collect()
}

/// The direction from one place to another, of length 1.
fn way(from: Point, to: Point) -> Point {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x.hypot(y).max(f32::EPSILON);
    (x / length, y / length)
}

fn dashed(from: Point, to: Point, color: &'static str, width: f32) -> Shape {
    Shape::Line { from, to, color, width, dash: Some((HEAD * 0.7, HEAD * 0.5)) }
}

/// A bracket on each side: a timer has a beginning and an end.
fn brackets(rect: Rect, color: &'static str) -> Vec<Shape> {
    let foot = PAD_X / 2.0;
    let side = |x: f32, way: f32| {
        [
            line((x + way * foot, rect.top), (x, rect.top), color, LINES[1]),
            line((x, rect.top), (x, rect.bottom), color, LINES[1]),
            line((x, rect.bottom), (x + way * foot, rect.bottom), color, LINES[1]),
        ]
    };
    side(rect.left, 1.0).into_iter().chain(side(rect.right, -1.0)).collect()
}
