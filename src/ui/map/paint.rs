//! Draws a state diagram that is laid out. Takes no decision about place, only about looks.

use super::layout::{EdgePlace, Layout};
use super::shape::{along, length};
use crate::app::map::{Change, EdgeView, EventShape, MapView, NodeView};
use crate::ui::ladder::marks;
use crate::ui::ladder::text::Block;
use crate::ui::theme::{Font, Theme, Tint, line, radius, space};
use egui::{Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

/// How the picture is moved and how large it is.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// How large.
    pub zoom: f32,
    /// Where its top left corner is.
    pub origin: Pos2,
}

impl Frame {
    /// Where a point of the layout is on the screen.
    pub fn at(&self, at: Pos2) -> Pos2 {
        self.origin + at.to_vec2() * self.zoom
    }

    /// Where a box of the layout is on the screen.
    pub fn rect(&self, rect: Rect) -> Rect {
        Rect::from_min_max(self.at(rect.min), self.at(rect.max))
    }

    fn font(&self, theme: &Theme, font: Font) -> FontId {
        let font = theme.font(font);
        FontId::new(font.size * self.zoom, font.family)
    }
}

/// What is pointed at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attention {
    /// The state that the pointer is over.
    pub node: Option<usize>,
    /// The state that has the focus.
    pub focus: Option<usize>,
    /// The edge that the pointer is over.
    pub edge: Option<usize>,
}

/// Draws all of it.
pub fn picture(
    painter: &Painter,
    theme: &Theme,
    view: &MapView,
    layout: &Layout,
    frame: &Frame,
    attention: &Attention,
) {
    let canvas = Canvas { painter, theme, frame };
    let strong = |index: usize, edge: &EdgeView| {
        let at = |node: Option<usize>| node.is_some_and(|node| edge.from == node || edge.to == node);
        let selected = view.nodes.iter().position(|node| node.selected);
        edge.selected || attention.edge == Some(index) || at(attention.node) || at(selected)
    };
    let edges: Vec<(&EdgeView, &EdgePlace, bool)> = view
        .edges
        .iter()
        .zip(&layout.edges)
        .enumerate()
        .map(|(index, (edge, place))| (edge, place, strong(index, edge)))
        .collect();
    // What is pointed at lies above the rest.
    for wanted in [false, true] {
        for (edge, place, strong) in edges.iter().filter(|(.., strong)| *strong == wanted) {
            canvas.arrow(edge, place, *strong);
        }
    }
    for (edge, place, strong) in &edges {
        canvas.label(edge, place, *strong);
    }
    for (index, (node, block)) in view.nodes.iter().zip(&layout.nodes).enumerate() {
        canvas.node(node, block, attention.node == Some(index), attention.focus == Some(index));
        canvas.badges(node, block, &view.roles);
    }
}

struct Canvas<'a> {
    painter: &'a Painter,
    theme: &'a Theme,
    frame: &'a Frame,
}

impl Canvas<'_> {
    /// The tint of an edge: that of how it differs, or its strength's. A sign or a figure says the same.
    fn tint(&self, edge: &EdgeView) -> Option<Tint> {
        let change = edge.change.map(|change| self.theme.change(change));
        change.or(edge.strength.as_ref().map(|strength| self.theme.strength(strength.value)))
    }

    fn arrow(&self, edge: &EdgeView, place: &EdgePlace, strong: bool) {
        let colors = self.theme.colors;
        let tint = self.tint(edge);
        let color = match (tint, strong) {
            (Some(tint), _) => tint.line,
            (None, true) => colors.accent.line,
            (None, false) => colors.edge,
        };
        let width = match (edge.selected, strong) {
            (true, _) => line::STRONG,
            (false, true) => line::RING,
            (false, false) if edge.change.is_some() => line::NORMAL,
            (false, false) => (line::HAIR + line::NORMAL) / 2.0,
        };
        let stroke = Stroke::new((width * self.theme.scale * self.frame.zoom).max(line::HAIR), color);
        let head = self.theme.map().head;
        let whole = length(&place.path);
        let (Some(tip), Some((neck, _))) = (place.path.last(), along(&place.path, whole - head * 0.8)) else {
            return;
        };
        let tip = self.frame.at(*tip);
        // Up to the neck, so that the line's end does not show beside the tip.
        let kept = place.path.iter().scan((0.0, None::<Pos2>), |(gone, before), at| {
            *gone += before.map_or(0.0, |before| (*at - before).length());
            *before = Some(*at);
            (*gone < whole - head * 0.8).then_some(*at)
        });
        let path: Vec<Pos2> = kept.chain([neck]).map(|at| self.frame.at(at)).collect();
        let back = self.frame.at(neck);
        if edge.change == Some(Change::Removed) {
            self.painter.extend(Shape::dashed_line(&path, stroke, head * 0.6, head * 0.45));
        } else {
            self.painter.add(Shape::line(path, stroke));
        }
        let way = (tip - back).normalized();
        let length = head * self.frame.zoom;
        let (back, aside) = (tip - way * length, way.rot90() * length * 0.45);
        self.painter.add(Shape::convex_polygon(vec![tip, back + aside, back - aside], color, Stroke::NONE));
    }

    fn label(&self, edge: &EdgeView, place: &EdgePlace, strong: bool) {
        let (colors, zoom) = (self.theme.colors, self.frame.zoom);
        let rect = self.frame.rect(place.label);
        let corner = CornerRadius::same(radius::SMALL / 2);
        let fill = if edge.selected { colors.accent.fill } else { colors.surface };
        self.painter.rect_filled(rect, corner, fill);
        if edge.selected {
            let stroke = Stroke::new(line::HAIR, colors.accent.line);
            self.painter.rect_stroke(rect, corner, stroke, StrokeKind::Inside);
        }
        let color = match (self.tint(edge), strong) {
            (Some(tint), _) => tint.text,
            (None, true) => colors.accent.text,
            (None, false) => colors.text,
        };
        for line in &place.lines {
            let font = self.frame.font(self.theme, line.font);
            self.painter.text(self.frame.at(line.at), Align2::LEFT_TOP, &line.text, font, color);
            if let Some((kind, at)) = line.sign {
                let (at, size) = (self.frame.at(at), self.theme.map().sign * zoom);
                match kind {
                    EventShape::Timer => marks::clock(self.painter, at, size * 0.85, color, fill),
                    EventShape::Call => marks::call(self.painter, at, size, color),
                    EventShape::Segment | EventShape::Condition => {}
                }
            }
        }
    }

    fn node(&self, node: &NodeView, block: &Block, hovered: bool, focused: bool) {
        let colors = self.theme.colors;
        let rect = self.frame.rect(block.rect);
        let corner = CornerRadius::from(f32::from(radius::CONTROL) * self.frame.zoom);
        let [first, second] = colors.ends;
        let plain = if hovered { colors.inset } else { colors.window };
        let (left, right, edge) = match node.lit {
            [true, true] => (first.fill, second.fill, colors.text),
            [true, false] => (first.fill, first.fill, first.line),
            [false, true] => (second.fill, second.fill, second.line),
            [false, false] => (plain, plain, colors.edge),
        };
        self.painter.rect_filled(rect, corner, left);
        if left != right {
            let half = Rect::from_min_max(rect.center_top(), rect.max);
            self.painter
                .with_clip_rect(half.intersect(self.painter.clip_rect()))
                .rect_filled(rect, corner, right);
        }
        let lit = node.lit != [false, false];
        let edge = match (node.selected, hovered) {
            (true, _) => Stroke::new(line::STRONG, colors.accent.line),
            (false, true) if !lit => Stroke::new(line::NORMAL, colors.text),
            (false, _) => Stroke::new(if lit { line::NORMAL } else { line::HAIR }, edge),
        };
        self.painter.rect_stroke(rect, corner, edge, StrokeKind::Inside);
        if focused {
            let ring = Stroke::new(line::RING, colors.text);
            self.painter.rect_stroke(rect.expand(space::XS), corner, ring, StrokeKind::Outside);
        }
        for span in &block.spans {
            let color = if span.font == Font::Small { colors.muted } else { colors.text };
            self.words(span.at, &span.text, span.font, color);
        }
    }

    fn words(&self, at: Pos2, text: &str, font: Font, color: Color32) {
        let font = self.frame.font(self.theme, font);
        self.painter.text(self.frame.at(at), Align2::LEFT_TOP, text, font, color);
    }

    /// The names of the ends that are here, on the upper edge: the first left, the second right.
    fn badges(&self, node: &NodeView, block: &Block, roles: &[String; 2]) {
        let sizes = self.theme.map();
        let font = self.frame.font(self.theme, Font::SmallBold);
        let rect = self.frame.rect(block.rect);
        let height = sizes.badge * self.frame.zoom;
        let ends = roles.iter().zip(self.theme.colors.ends).zip(node.lit).zip([false, true]);
        for (((role, tint), _), right) in ends.filter(|((_, lit), _)| *lit) {
            let galley = self.painter.layout_no_wrap(role.clone(), font.clone(), tint.text);
            let width = galley.size().x + 2.0 * sizes.badge_pad * self.frame.zoom;
            let inset = sizes.badge_pad * self.frame.zoom;
            let x = if right { rect.right() - inset - width } else { rect.left() + inset };
            let badge =
                Rect::from_min_size(Pos2::new(x, rect.top() - height / 2.0), Vec2::new(width, height));
            let stroke = Stroke::new(line::HAIR, tint.line);
            self.painter.rect(badge, height / 2.0, tint.fill, stroke, StrokeKind::Inside);
            self.painter.galley(badge.center() - galley.size() / 2.0, galley, tint.text);
        }
    }
}

/// At the edges beyond which the picture goes on, it fades away.
pub fn more(painter: &Painter, theme: &Theme, window: Rect, picture: Rect) {
    let (wide, color) = (theme.map().margin, theme.colors.surface);
    let corner = f32::from(radius::CARD);
    let (high, broad) = (window.shrink2(Vec2::new(0.0, corner)), window.shrink2(Vec2::new(corner, 0.0)));
    let fade = |line: [Pos2; 2], way: Vec2| crate::ui::theme::fade(painter, line, way * wide, color);
    if picture.left() < window.left() {
        fade([high.left_top(), high.left_bottom()], Vec2::RIGHT);
    }
    if picture.right() > window.right() {
        fade([high.right_top(), high.right_bottom()], Vec2::LEFT);
    }
    if picture.top() < window.top() {
        fade([broad.left_top(), broad.right_top()], Vec2::DOWN);
    }
    if picture.bottom() > window.bottom() {
        fade([broad.left_bottom(), broad.right_bottom()], Vec2::UP);
    }
}
