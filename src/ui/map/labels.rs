//! Where the labels of arrows stand: on their line or beside it, never on a box or on another label.
//! Pure numbers.

use super::shape::{along, length, pieces, touches};
use crate::ui::theme::MapSizes;
use egui::{Pos2, Rect, Vec2};

/// How far along their line labels are tried, the middle first.
const AT: [f32; 11] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.13, 0.87];
/// So often each label may think again.
const ROUNDS: usize = 8;
/// What a box or another label below costs: it must not be.
const HIT: f32 = 1000.0;
/// What another arrow below costs.
const CROSSED: f32 = 12.0;
/// What it costs to stand beside the line.
const BESIDE: f32 = 1.5;
/// What it costs to hide a line so far that its arrow hardly shows.
const HIDDEN: f32 = 10.0;

/// Where the labels stand, and how many lie on something.
pub struct Labels {
    /// A box each.
    pub rects: Vec<Rect>,
    /// How many lie on a box or on another label.
    pub hits: usize,
    /// How many lie on an arrow of another.
    pub crossed: usize,
}

/// What it costs to hide a corner.
const TURNED: f32 = 6.0;

struct Place {
    rect: Rect,
    cost: f32,
}

/// Places the labels with these sizes on these lines.
pub fn place(boxes: &[Rect], paths: &[Vec<Pos2>], sizes: &[Vec2], map: &MapSizes) -> Labels {
    let all: Vec<Vec<Place>> = paths
        .iter()
        .zip(sizes)
        .enumerate()
        .map(|(edge, (path, size))| places(boxes, paths, edge, path, *size, map))
        .collect();
    let mut chosen: Vec<usize> = all
        .iter()
        .map(|own| {
            own.iter().enumerate().min_by(|a, b| a.1.cost.total_cmp(&b.1.cost)).map_or(0, |(at, _)| at)
        })
        .collect();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (edge, own) in all.iter().enumerate() {
            let others: Vec<Rect> = all
                .iter()
                .zip(&chosen)
                .enumerate()
                .filter(|(other, _)| *other != edge)
                .filter_map(|(_, (list, at))| list.get(*at).map(|place| place.rect))
                .collect();
            let cost = |place: &Place| {
                let hits = others.iter().filter(|rect| rect.expand(map.label_pad).intersects(place.rect));
                place.cost + hits.count() as f32 * HIT
            };
            let best = own.iter().map(cost).enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
            let best = best.map_or(0, |(at, _)| at);
            if let Some(at) = chosen.get_mut(edge).filter(|at| **at != best) {
                *at = best;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let rects = all.iter().zip(&chosen).map(|(own, at)| own.get(*at).map_or(Rect::NOTHING, |p| p.rect));
    judge(boxes, paths, rects.collect())
}

fn judge(boxes: &[Rect], paths: &[Vec<Pos2>], rects: Vec<Rect>) -> Labels {
    let on_box = rects.iter().filter(|label| boxes.iter().any(|rect| rect.intersects(**label))).count();
    let labels = rects.iter().enumerate();
    let on_label = labels.filter(|(at, label)| rects.iter().skip(at + 1).any(|r| r.intersects(**label)));
    let hits = on_box + on_label.count();
    let crossed = rects.iter().enumerate().map(|(edge, rect)| on_arrows(*rect, paths, edge)).sum();
    Labels { rects, hits, crossed }
}

fn on_arrows(rect: Rect, paths: &[Vec<Pos2>], own: usize) -> usize {
    let others = paths.iter().enumerate().filter(|(edge, _)| *edge != own);
    others.filter(|(_, path)| pieces(path).any(|(a, b)| touches(rect, a, b))).count()
}

/// How far a path turns below a box: 0 where it goes straight on, 2 where it comes back.
fn turn(path: &[Pos2], rect: Rect) -> f32 {
    let below = pieces(path).filter(|(a, b)| touches(rect, *a, *b)).map(|(a, b)| (b - a).normalized());
    let mut below = below.peekable();
    match (below.peek().copied(), below.last()) {
        (Some(first), Some(last)) => 1.0 - first.dot(last),
        (None, _) | (_, None) => 0.0,
    }
}

fn places(
    boxes: &[Rect],
    paths: &[Vec<Pos2>],
    edge: usize,
    path: &[Pos2],
    size: Vec2,
    map: &MapSizes,
) -> Vec<Place> {
    let whole = length(path);
    let ends = [path.first(), path.last()];
    let mut places = Vec::new();
    for part in AT {
        let Some((at, way)) = along(path, whole * part) else { continue };
        let normal = way.rot90();
        let half = (normal.x.abs() * size.x + normal.y.abs() * size.y) / 2.0 + map.label_pad;
        for (side, extra) in [(0.0, 0.0), (1.0, BESIDE), (-1.0, BESIDE)] {
            let rect = Rect::from_center_size(at + normal * (side * half), size);
            let on_box = boxes.iter().filter(|known| known.expand(map.label_pad).intersects(rect)).count();
            let mut cost = (part - 0.5).abs() * 5.0 + extra + on_box as f32 * HIT;
            cost += on_arrows(rect.expand(map.label_pad / 2.0), paths, edge) as f32 * CROSSED;
            cost += turn(path, rect) * TURNED;
            if side == 0.0 {
                let room = rect.expand(map.head * 1.4);
                let hidden = ends.iter().flatten().filter(|end| room.contains(***end)).count();
                cost += hidden as f32 * HIDDEN;
            } else if pieces(path).any(|(a, b)| touches(rect, a, b)) {
                cost += HIDDEN;
            }
            places.push(Place { rect, cost });
        }
    }
    places
}
