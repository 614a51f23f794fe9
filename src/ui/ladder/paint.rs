//! Draws a ladder that is laid out. Takes no decision about place, only about looks.

use super::layout::{Arrow, ArrowKind, Layout, RowLayout, TagKind};
use super::marks;
use super::text::Block;
use crate::app::ladder::{Known, Row, Tone};
use crate::ui::theme::{Font, LadderSizes, Theme, Tint, line, radius, size};
use crate::wire::End;
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, Vec2};

/// How a row is pointed at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attention {
    /// The pointer is over it.
    pub hovered: bool,
    /// It has the keyboard focus.
    pub focused: bool,
    /// The pointer is over its button.
    pub on_remove: bool,
    /// It is the one that playing has come to, or whose reason is open.
    pub current: bool,
}

impl Attention {
    /// What lies behind the words of a row.
    fn ground(self, tone: Tone, theme: &Theme) -> Option<Color32> {
        let colors = theme.colors;
        match tone {
            Tone::Wrong => Some(colors.wrong.fill),
            Tone::Chosen => Some(colors.accent.fill),
            Tone::Plain | Tone::Given | Tone::Unjudged | Tone::Ahead if self.current => {
                Some(colors.accent.fill)
            }
            Tone::Plain | Tone::Given | Tone::Unjudged | Tone::Ahead => {
                (self.hovered || self.focused).then_some(colors.inset)
            }
        }
    }
}

/// Colours and width of a row's strokes and words.
struct Look {
    stroke: Stroke,
    strong: Color32,
    weak: Color32,
}

fn look(theme: &Theme, tone: Tone, end: End) -> Look {
    let (colors, tint) = (theme.colors, theme.end(end));
    match tone {
        Tone::Plain | Tone::Chosen => {
            Look { stroke: Stroke::new(line::NORMAL, tint.line), strong: tint.text, weak: colors.text }
        }
        Tone::Given => Look {
            stroke: Stroke::new(line::NORMAL, tint.locked()),
            strong: colors.muted,
            weak: colors.muted,
        },
        Tone::Wrong => Look {
            stroke: Stroke::new(line::STRONG, colors.wrong.line),
            strong: colors.wrong.text,
            weak: colors.wrong.text,
        },
        Tone::Unjudged | Tone::Ahead => {
            Look { stroke: Stroke::new(line::HAIR, colors.faint), strong: colors.muted, weak: colors.muted }
        }
    }
}

/// What lies behind the rows: lifelines, names, first states.
pub fn ground(painter: &Painter, theme: &Theme, layout: &Layout, origin: Vec2) {
    let [top, bottom] = layout.line_y;
    for (end, x) in End::BOTH.into_iter().zip(layout.lifelines) {
        let tint = theme.end(end);
        let line = [Pos2::new(x, top), Pos2::new(x, bottom)].map(|at| at + origin);
        painter.line_segment(line, Stroke::new(line::NORMAL, tint.soft));
    }
    heads(painter, theme, layout, origin);
    for (end, start) in End::BOTH.into_iter().zip(&layout.starts) {
        if let Some(start) = start {
            badge(painter, theme, start, origin, theme.end(end), Tone::Plain);
        }
    }
}

/// The names of both ends.
fn heads(painter: &Painter, theme: &Theme, layout: &Layout, origin: Vec2) {
    for (end, head) in End::BOTH.into_iter().zip(&layout.heads) {
        let tint = theme.end(end);
        let rect = head.rect.translate(origin);
        painter.rect(
            rect,
            radius::CONTROL,
            tint.fill,
            Stroke::new(line::HAIR, tint.line),
            egui::StrokeKind::Inside,
        );
        words(painter, theme, head, origin, |_| tint.text);
    }
}

/// The names of both ends over rows that have been scrolled below them, which end in a fade.
pub fn pinned(painter: &Painter, theme: &Theme, layout: &Layout, place: Vec2) {
    let (clip, surface) = (painter.clip_rect(), theme.colors.surface);
    let [head, _] = layout.line_y;
    let below = place.y + head + theme.ladder().label_gap;
    let strip = |top: f32, bottom: f32| Rect::from_x_y_ranges(clip.x_range(), top..=bottom);
    painter.rect_filled(strip(clip.top(), below), 0.0, surface);
    let fade = strip(below, below + theme.ladder().row_gap);
    crate::ui::theme::fade(painter, [fade.left_top(), fade.right_top()], fade.size() * Vec2::DOWN, surface);
    for (end, x) in End::BOTH.into_iter().zip(layout.lifelines) {
        let ends = [Pos2::new(place.x + x, place.y + head), Pos2::new(place.x + x, below)];
        painter.line_segment(ends, Stroke::new(line::NORMAL, theme.end(end).soft));
    }
    heads(painter, theme, layout, place);
}

/// The band behind a row. Painted before all arrows.
pub fn band(
    painter: &Painter,
    theme: &Theme,
    layout: &RowLayout,
    origin: Vec2,
    row: &Row,
    attention: Attention,
) {
    let rect = layout.rect.translate(origin);
    let corner = CornerRadius::same(radius::CONTROL);
    let fill = attention.ground(row.tone, theme);
    if let Some(fill) = fill {
        painter.rect_filled(rect, corner, fill);
    }
    let edge = match row.tone {
        Tone::Wrong => Some(Stroke::new(line::HAIR, theme.colors.wrong.line)),
        Tone::Chosen => Some(Stroke::new(line::NORMAL, theme.colors.accent.line)),
        Tone::Plain | Tone::Given | Tone::Unjudged | Tone::Ahead => None,
    };
    if let Some(edge) = edge {
        painter.rect_stroke(rect, corner, edge, egui::StrokeKind::Inside);
    }
    if attention.focused {
        let ring = Stroke::new(line::RING, theme.colors.text);
        painter.rect_stroke(rect, corner, ring, egui::StrokeKind::Inside);
    }
}

/// The arrows of a row. Held ones cross other rows, so all arrows come before all words.
pub fn arrows(painter: &Painter, theme: &Theme, layout: &RowLayout, origin: Vec2, row: &Row) {
    let look = look(theme, row.tone, layout.end);
    for arrow in &layout.arrows {
        let arrow = Arrow { from: arrow.from + origin, to: arrow.to + origin, ..*arrow };
        paint_arrow(painter, theme, arrow, look.stroke, row.known);
    }
}

fn paint_arrow(painter: &Painter, theme: &Theme, arrow: Arrow, stroke: Stroke, known: Known) {
    let s = theme.ladder();
    let Arrow { from, to, kind } = arrow;
    let way = (to - from).normalized();
    let neck = to - way * s.head * 0.8;
    match kind {
        ArrowKind::Whole => {
            shaft(painter, [from, neck], stroke, known, &s);
            head(painter, to, way, s.head, stroke);
        }
        ArrowKind::Lost => {
            shaft(painter, [from, to - way * s.head], stroke, known, &s);
            // Not red: the network's doing is no mistake of the learner's.
            let color = if stroke.width < line::NORMAL { theme.colors.muted } else { theme.colors.text };
            marks::cross(painter, to, s.head * 0.6, Stroke::new(line::STRONG, color));
        }
        ArrowKind::Held => {
            dashed(painter, from, neck, stroke, &s);
            head(painter, to, way, s.head, stroke);
            marks::clock(painter, from + way * s.sign * 1.6, s.sign, stroke.color, theme.colors.surface);
        }
        ArrowKind::Open => {
            dashed(painter, from, to - way * s.sign * 0.5, stroke, &s);
            marks::clock(painter, to, s.sign, stroke.color, theme.colors.surface);
        }
        ArrowKind::Stray => {
            shaft(painter, [from, neck], stroke, known, &s);
            head(painter, to, way, s.head, stroke);
            painter.circle(from, s.sign / 4.0, theme.colors.surface, stroke);
        }
    }
}

/// The line of an arrow: dashed from where it is inferred on.
fn shaft(painter: &Painter, [from, to]: [Pos2; 2], stroke: Stroke, known: Known, sizes: &LadderSizes) {
    let seen = match known {
        Known::All => to,
        Known::Sent => from.lerp(to, size::SEEN_TO),
        Known::Nothing => from,
    };
    if seen != from {
        painter.line_segment([from, seen], stroke);
    }
    if seen != to {
        dashed(painter, seen, to, stroke, sizes);
    }
}

/// What the signs of a ladder that was inferred mean, as small pictures.
pub fn sample(painter: &Painter, theme: &Theme, rect: Rect, known: Known) {
    let stroke = Stroke::new(line::NORMAL, theme.colors.text);
    let arrow = Arrow { from: rect.left_center(), to: rect.right_center(), kind: ArrowKind::Whole };
    paint_arrow(painter, theme, arrow, stroke, known);
}

fn dashed(painter: &Painter, from: Pos2, to: Pos2, stroke: Stroke, sizes: &LadderSizes) {
    painter.extend(Shape::dashed_line(&[from, to], stroke, sizes.head * 0.7, sizes.head * 0.5));
}

fn head(painter: &Painter, tip: Pos2, way: Vec2, length: f32, stroke: Stroke) {
    let (back, aside) = (tip - way * length, way.rot90() * length * 0.45);
    let points = vec![tip, back + aside, back - aside];
    painter.add(Shape::convex_polygon(points, stroke.color, Stroke::NONE));
}

/// The words and signs of a row, above all arrows.
pub fn words_of(
    painter: &Painter,
    theme: &Theme,
    layout: &RowLayout,
    origin: Vec2,
    row: &Row,
    attention: Attention,
) {
    let look = look(theme, row.tone, layout.end);
    let ground = attention.ground(row.tone, theme).unwrap_or(theme.colors.surface);
    if let Some(label) = &layout.label {
        // Hides the dashed line of a held segment where it passes behind the words.
        painter.rect_filled(label.rect.translate(origin).expand2(Vec2::new(line::STRONG, 0.0)), 0.0, ground);
        words(painter, theme, label, origin, |font| match font {
            Font::Mono => look.weak,
            Font::Small => theme.colors.muted,
            Font::Body | Font::BodyBold | Font::SmallBold | Font::Heading | Font::Title => look.strong,
        });
    }
    if let Some((block, kind)) = &layout.tag {
        tag(painter, theme, block, (*kind, row.known), origin, &look);
    }
    for (end, block) in End::BOTH.into_iter().zip(&layout.badges) {
        if let Some(block) = block {
            badge(painter, theme, block, origin, theme.end(end), row.tone);
        }
    }
    let sign = layout.sign.translate(origin);
    match row.tone {
        Tone::Plain | Tone::Chosen | Tone::Ahead => {}
        Tone::Given => marks::lock(painter, sign, theme.colors.muted),
        Tone::Wrong => marks::wrong(painter, sign, theme.colors.wrong.line, theme.colors.surface),
        Tone::Unjudged => marks::open(painter, sign, theme.colors.muted),
    }
    if let Some(remove) =
        layout.remove.filter(|_| attention.hovered || attention.focused || attention.on_remove)
    {
        remove_button(painter, theme, remove.translate(origin), attention.on_remove);
    }
}

fn remove_button(painter: &Painter, theme: &Theme, rect: Rect, on: bool) {
    let colors = theme.colors;
    let (edge, cross) = if on { (colors.wrong.line, colors.wrong.text) } else { (colors.edge, colors.text) };
    let fill = if on { colors.wrong.fill } else { colors.surface };
    painter.rect(
        rect,
        radius::SMALL,
        fill,
        Stroke::new(if on { line::NORMAL } else { line::HAIR }, edge),
        egui::StrokeKind::Inside,
    );
    marks::cross(painter, rect.center(), rect.width() * 0.18, Stroke::new(line::NORMAL, cross));
}

fn tag(painter: &Painter, theme: &Theme, block: &Block, kind: (TagKind, Known), origin: Vec2, look: &Look) {
    let s = theme.ladder();
    let rect = block.rect.translate(origin);
    let mark = Pos2::new(rect.left() + s.pad_x + s.sign / 2.0, rect.center().y);
    let (kind, known) = kind;
    match kind {
        TagKind::Call if known == Known::Nothing => {
            painter.rect_filled(rect, radius::SMALL, theme.colors.surface);
            let edge = rect.shrink(line::HAIR / 2.0);
            let corners = [edge.left_top(), edge.right_top(), edge.right_bottom(), edge.left_bottom()];
            for (from, to) in corners.into_iter().zip(corners.into_iter().cycle().skip(1)) {
                dashed(painter, from, to, Stroke::new(line::HAIR, look.stroke.color), &s);
            }
            marks::call(painter, mark, s.sign, look.strong);
        }
        TagKind::Call => {
            let edge = Stroke::new(line::HAIR, look.stroke.color);
            painter.rect(rect, radius::SMALL, theme.colors.surface, edge, egui::StrokeKind::Inside);
            marks::call(painter, mark, s.sign, look.strong);
        }
        TagKind::Timer => {
            painter.rect_filled(rect, 0.0, theme.colors.surface);
            bracket(painter, rect, s.pad_x * 0.5, Stroke::new(line::NORMAL, look.stroke.color));
            marks::clock(painter, mark, s.sign, look.strong, theme.colors.surface);
        }
    }
    words(painter, theme, block, origin, |_| look.weak);
}

fn bracket(painter: &Painter, rect: Rect, foot: f32, stroke: Stroke) {
    let rect = rect.shrink(stroke.width / 2.0);
    let feet = Vec2::new(foot, 0.0);
    painter.line(
        vec![rect.left_top() + feet, rect.left_top(), rect.left_bottom(), rect.left_bottom() + feet],
        stroke,
    );
    painter.line(
        vec![rect.right_top() - feet, rect.right_top(), rect.right_bottom(), rect.right_bottom() - feet],
        stroke,
    );
}

fn badge(painter: &Painter, theme: &Theme, block: &Block, origin: Vec2, tint: Tint, tone: Tone) {
    let rect = block.rect.translate(origin);
    let (fill, text) = match tone {
        Tone::Plain | Tone::Wrong | Tone::Chosen => (tint.fill, tint.text),
        Tone::Given | Tone::Unjudged | Tone::Ahead => (theme.colors.inset, theme.colors.muted),
    };
    painter.rect_filled(rect, radius::SMALL, fill);
    words(painter, theme, block, origin, |_| text);
}

fn words(painter: &Painter, theme: &Theme, block: &Block, origin: Vec2, color: impl Fn(Font) -> Color32) {
    for span in &block.spans {
        let galley = painter.layout_no_wrap(span.text.clone(), theme.font(span.font), color(span.font));
        painter.galley(span.at + origin, galley, theme.colors.text);
    }
}
