//! Where everything of a state diagram stands. Pure numbers; nothing here paints or knows a `Ui`.
//!
//! States stand in the columns and rows of the view; the distance between these grows until no label
//! lies on anything.

use super::labels;
use super::route::{Wanted, routes};
use super::shape::around;
use crate::app::map::{EdgeView, EventShape, MapView, NodeView};
use crate::ui::ladder::text::{Block, Measure, set};
use crate::ui::theme::{Font, MapSizes};
use egui::{Pos2, Rect, Vec2};

/// A state diagram, measured out from a top left corner at zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The whole.
    pub size: Vec2,
    /// The states' boxes with their names.
    pub nodes: Vec<Block>,
    /// The arrows.
    pub edges: Vec<EdgePlace>,
    /// How many labels lie on an arrow of another.
    pub crossed: usize,
}

/// An arrow.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgePlace {
    /// Its way, with the tip at the end.
    pub path: Vec<Pos2>,
    /// Its label.
    pub label: Rect,
    /// The lines of the label.
    pub lines: Vec<LabelLine>,
}

/// A line of a label.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelLine {
    /// What it says.
    pub text: String,
    /// In which font.
    pub font: Font,
    /// The top left corner of the words.
    pub at: Pos2,
    /// The middle of the sign before them.
    pub sign: Option<(EventShape, Pos2)>,
}

/// The size of a label and its lines around zero.
type Label = (Vec2, Vec<LabelLine>);

/// How the distances grow until everything has room: those between rows first, as windows are seldom wide
/// enough.
const GROWTH: [Vec2; 8] = [
    Vec2::new(1.0, 1.0),
    Vec2::new(1.0, 1.25),
    Vec2::new(1.0, 1.5),
    Vec2::new(1.25, 1.5),
    Vec2::new(1.6, 1.7),
    Vec2::new(2.0, 2.0),
    Vec2::new(2.6, 2.4),
    Vec2::new(3.4, 3.2),
];
/// A layout that is good enough but not free of crossings is kept in mind; so many more are tried.
const MORE: usize = 2;

/// The rows are set apart by no more than this part of their usual distance to fill a window.
const LOOSEST: f32 = 0.8;

/// Lays a diagram out for a window that is `tall` times as high as it is wide: where it would leave room
/// above and below, the rows are set apart.
pub fn layout(view: &MapView, sizes: &MapSizes, tall: f32, measure: &Measure<'_>) -> Layout {
    let close = closest(view, sizes, measure);
    let rows = view.nodes.iter().map(|node| node.at.1).fold(0.0, f32::max);
    let room = (close.size.x * tall - close.size.y) / rows.max(1.0);
    if room < sizes.label_pad {
        return close;
    }
    let loose = MapSizes { gap_y: sizes.gap_y + room.min(sizes.gap_y * LOOSEST), ..*sizes };
    let loose = closest(view, &loose, measure);
    let fits = loose.size.y <= loose.size.x * tall * 1.02 && loose.crossed <= close.crossed;
    if fits { loose } else { close }
}

/// As close together as everything has room.
fn closest(view: &MapView, sizes: &MapSizes, measure: &Measure<'_>) -> Layout {
    let names = names(view, sizes, measure);
    let edges: Vec<Label> = view.edges.iter().map(|edge| label(edge, sizes, measure)).collect();
    let mut best: Option<((usize, usize), Layout)> = None;
    let mut tried = 0;
    for growth in GROWTH {
        let (layout, hits) = at_distance(view, &names, &edges, sizes, growth);
        let fault = (hits, layout.crossed);
        if best.as_ref().is_none_or(|(known, _)| fault < *known) {
            best = Some((fault, layout));
        }
        let Some(((hits, crossed), _)) = &best else { continue };
        tried += usize::from(*hits == 0);
        if *hits == 0 && (*crossed == 0 || tried > MORE) {
            break;
        }
    }
    best.map_or(Layout { size: Vec2::ZERO, nodes: Vec::new(), edges: Vec::new(), crossed: 0 }, |(_, at)| at)
}

/// The states' boxes with their top left corners at zero: all of one width, and room for the badges.
fn names(view: &MapView, sizes: &MapSizes, measure: &Measure<'_>) -> Vec<Block> {
    let pad = Vec2::new(sizes.pad_x, sizes.pad_y);
    let block = |node: &NodeView| {
        let mut lines = vec![vec![(node.name.clone(), Font::BodyBold)]];
        if !node.note.is_empty() {
            lines.push(vec![(node.note.clone(), Font::Small)]);
        }
        set(&lines, 0.0, pad, measure)
    };
    let badges: f32 =
        view.roles.iter().map(|role| measure(role, Font::SmallBold).x + 2.0 * sizes.badge_pad).sum();
    let blocks: Vec<Block> = view.nodes.iter().map(block).collect();
    let width = blocks.iter().map(|block| block.rect.width()).fold(badges + 2.0 * sizes.pad_x, f32::max);
    let widened = blocks.into_iter().map(|block| {
        let shift = (width - block.rect.width()) / 2.0;
        let mut block = block.moved_to(Pos2::new(shift, 0.0));
        block.rect = Rect::from_min_size(Pos2::ZERO, Vec2::new(width, block.rect.height()));
        block
    });
    widened.collect()
}

/// The lines of a label around zero, and their size.
fn label(edge: &EdgeView, sizes: &MapSizes, measure: &Measure<'_>) -> Label {
    let figure = edge.strength.as_ref().map(|strength| (strength.text.clone(), None));
    let lines = edge.label.iter().map(|event| (event.text.clone(), Some(event.kind))).chain(figure);
    let lines: Vec<_> = lines
        .map(|(text, kind)| {
            let font = match kind {
                Some(EventShape::Segment) => Font::SmallBold,
                Some(EventShape::Call | EventShape::Timer | EventShape::Condition) | None => Font::Small,
            };
            let signed = kind.filter(|kind| matches!(kind, EventShape::Call | EventShape::Timer));
            let sign = signed.map_or(0.0, |_| sizes.sign + sizes.sign_gap);
            let size = measure(&text, font);
            (text, font, signed, sign, size)
        })
        .collect();
    let width = lines.iter().map(|(.., sign, size)| sign + size.x).fold(0.0, f32::max);
    let height: f32 = lines.iter().map(|(.., size)| size.y).sum();
    let mut y = -height / 2.0;
    let mut set = Vec::new();
    for (text, font, signed, sign, size) in lines {
        let left = -(sign + size.x) / 2.0;
        let middle = Pos2::new(left + sizes.sign / 2.0, y + size.y / 2.0);
        let at = Pos2::new(left + sign, y);
        set.push(LabelLine { text, font, at, sign: signed.map(|kind| (kind, middle)) });
        y += size.y;
    }
    (Vec2::new(width, height) + Vec2::new(2.0, 1.0) * (2.0 * sizes.label_pad) / 2.0, set)
}

fn at_distance(
    view: &MapView,
    names: &[Block],
    edges: &[Label],
    sizes: &MapSizes,
    growth: Vec2,
) -> (Layout, usize) {
    let boxes = boxes(view, names, sizes, growth);
    let wanted: Vec<Wanted> = view
        .edges
        .iter()
        .zip(edges)
        .map(|(edge, (label, _))| Wanted { from: edge.from, to: edge.to, label: *label })
        .collect();
    let paths = routes(&boxes, &wanted, sizes);
    let extents: Vec<Vec2> = edges.iter().map(|(size, _)| *size).collect();
    let labels = labels::place(&boxes, &paths, &extents, sizes);
    let whole = boxes.iter().chain(&labels.rects).fold(Rect::NOTHING, |all, rect| all.union(*rect));
    let whole = paths.iter().fold(whole, |all, path| all.union(around(path)));
    let whole = if whole.is_finite() { whole.expand(sizes.margin) } else { Rect::ZERO };
    let shift = -whole.min.to_vec2();
    let nodes = names.iter().zip(&boxes).map(|(name, rect)| name.clone().moved_to(rect.min + shift));
    let place = |((path, rect), (_, lines)): ((Vec<Pos2>, &Rect), &Label)| {
        let by = rect.center().to_vec2() + shift;
        let moved = |line: &LabelLine| LabelLine {
            at: line.at + by,
            sign: line.sign.map(|(kind, at)| (kind, at + by)),
            ..line.clone()
        };
        EdgePlace {
            path: path.into_iter().map(|at| at + shift).collect(),
            label: rect.translate(shift),
            lines: lines.iter().map(moved).collect(),
        }
    };
    let edges = paths.into_iter().zip(&labels.rects).zip(edges).map(place).collect();
    let layout = Layout { size: whole.size(), nodes: nodes.collect(), edges, crossed: labels.crossed };
    (layout, labels.hits)
}

/// The boxes at their columns and rows. A part of a column's or row's width counts as such a part.
fn boxes(view: &MapView, names: &[Block], sizes: &MapSizes, growth: Vec2) -> Vec<Rect> {
    let largest = names.iter().fold(Vec2::ZERO, |size, block| size.max(block.rect.size()));
    let usual = names.iter().map(|block| block.rect.height()).fold(f32::INFINITY, f32::min);
    let step = Vec2::new(largest.x + sizes.gap_x * growth.x, usual + sizes.gap_y * growth.y);
    let place = |(node, name): (&NodeView, &Block)| {
        let centre = Pos2::new(node.at.0 * step.x, node.at.1 * step.y);
        Rect::from_center_size(centre, name.rect.size())
    };
    let mut boxes: Vec<Rect> = view.nodes.iter().zip(names).map(place).collect();
    spread(&mut boxes, sizes.gap_x * growth.x);
    boxes
}

/// Pushes boxes apart to the right that an author has put closer to each other than they are wide.
fn spread(boxes: &mut [Rect], gap: f32) {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|a, b| {
        let left = |at: &usize| boxes.get(*at).map_or(0.0, |rect| rect.left());
        left(a).total_cmp(&left(b)).then(a.cmp(b))
    });
    let mut placed: Vec<Rect> = Vec::with_capacity(boxes.len());
    for at in order {
        let Some(rect) = boxes.get_mut(at) else { continue };
        let close = |known: &Rect, rect: Rect| known.expand(gap / 4.0).intersects(rect);
        while let Some(under) = placed.iter().find(|known| close(known, *rect)) {
            *rect = rect.translate(Vec2::new(under.right() + gap - rect.left(), 0.0));
        }
        placed.push(*rect);
    }
}
