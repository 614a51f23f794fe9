//! The ways of arrows: each has several to choose from, and together they are chosen so that they
//! keep away from boxes, cross each other seldom and stay short. Pure numbers.

use super::shape::{around, between, crossing, curve, distance, length, pieces, rounded, touches};
use crate::ui::theme::MapSizes;
use egui::{Pos2, Rect, Vec2};
use std::collections::HashMap;

/// From which box to which, and how much room its label takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// The box where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The size of its label.
    pub label: Vec2,
}

/// A way, and what it costs by itself.
#[derive(Clone, Debug)]
struct Way {
    path: Vec<Pos2>,
    around: Rect,
    cost: f32,
}

/// So many ways of a kind (a lane, say) are compared with those of other arrows.
const KEPT: usize = 3;
/// So often each arrow may think again.
const ROUNDS: usize = 6;
/// What a box in the way costs.
const HIT: f32 = 1000.0;
/// What it costs to cross another arrow.
const CROSSED: f32 = 16.0;
/// What a piece of the way beside another arrow costs.
const NEAR: f32 = 1.4;
/// What a corner costs.
const TURN: f32 = 1.6;
/// How far a curve may bend, as a part of its length.
const BENDS: [f32; 3] = [0.12, 0.25, 0.42];

/// The ways of all arrows.
pub fn routes(boxes: &[Rect], wanted: &[Wanted], sizes: &MapSizes) -> Vec<Vec<Pos2>> {
    let lanes = lanes(boxes, sizes);
    let ways: Vec<Vec<Way>> = wanted.iter().map(|edge| ways(boxes, *edge, &lanes, sizes)).collect();
    let mut chosen = vec![0usize; ways.len()];
    let mut known: HashMap<(usize, usize, usize, usize), f32> = HashMap::new();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (edge, own) in ways.iter().enumerate() {
            let mut cost = |way: usize| {
                let Some(this) = own.get(way) else { return f32::INFINITY };
                let others = ways.iter().zip(&chosen).enumerate().filter(|(other, _)| *other != edge);
                let pairs = others.filter_map(|(other, (list, at))| Some((other, *at, list.get(*at)?)));
                let pairs = pairs.map(|(other, at, that)| {
                    let key = if edge < other { (edge, way, other, at) } else { (other, at, edge, way) };
                    *known.entry(key).or_insert_with(|| disturb(this, that, sizes))
                });
                this.cost + pairs.sum::<f32>()
            };
            let costs: Vec<f32> = (0..own.len()).map(&mut cost).collect();
            let best = costs.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(way, _)| way);
            if let Some(at) = chosen.get_mut(edge).filter(|at| **at != best) {
                *at = best;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let path = |(ways, at): (Vec<Way>, usize)| ways.into_iter().nth(at).map(|way| way.path);
    ways.into_iter().zip(chosen).map(|both| path(both).unwrap_or_default()).collect()
}

/// What two ways cost together.
fn disturb(a: &Way, b: &Way, sizes: &MapSizes) -> f32 {
    let near = sizes.lane * 0.55;
    if !a.around.expand(near).intersects(b.around) {
        return 0.0;
    }
    let crossed = pieces(&a.path)
        .flat_map(|(p, q)| pieces(&b.path).map(move |(r, s)| (p, q, r, s)))
        .filter(|(p, q, r, s)| crossing(*p, *q, *r, *s).is_some())
        .count();
    let beside = |path: &[Pos2], other: &[Pos2]| {
        let step = sizes.lane * 0.8;
        let points = pieces(path).flat_map(|(p, q)| {
            let count = ((q - p).length() / step).ceil().max(1.0) as u16;
            (0..=count).map(move |at| p + (q - p) * (f32::from(at) / f32::from(count)))
        });
        points.filter(|at| pieces(other).any(|(r, s)| distance(*at, r, s) < near)).count() as f32
    };
    crossed as f32 * CROSSED + (beside(&a.path, &b.path) + beside(&b.path, &a.path)) / 2.0 * NEAR
}

/// Where arrows may run up and down: between the columns, and outside of all.
fn lanes(boxes: &[Rect], sizes: &MapSizes) -> Vec<f32> {
    let whole = boxes.iter().fold(Rect::NOTHING, |all, rect| all.union(*rect));
    let outside = |k: u8| sizes.lane * (f32::from(k) + 1.1);
    let mut lanes: Vec<f32> =
        (0..3).flat_map(|k| [whole.left() - outside(k), whole.right() + outside(k)]).collect();
    let mut columns: Vec<(f32, f32)> = boxes.iter().map(|rect| (rect.left(), rect.right())).collect();
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut right = f32::INFINITY;
    for (from, to) in columns {
        let gap = from - right;
        if gap > sizes.lane * 2.0 {
            lanes.extend([0.25, 0.5, 0.75].map(|part| right + gap * part));
        }
        right = if right.is_finite() { right.max(to) } else { to };
    }
    lanes
}

/// The ways of one arrow, those that cost least by themselves first.
fn ways(boxes: &[Rect], edge: Wanted, lanes: &[f32], sizes: &MapSizes) -> Vec<Way> {
    let (Some(from), Some(to)) = (boxes.get(edge.from).copied(), boxes.get(edge.to).copied()) else {
        return Vec::new();
    };
    let lanes = lanes.iter().map(|lane| by_lane(from, to, *lane, sizes));
    let [one, other] = cornered(from, to, sizes);
    let kinds = direct(from, to, sizes).into_iter().chain(bent(from, to)).map(|way| vec![way]);
    let kinds = kinds.chain([one, other]).chain(lanes);
    let others = |path: &[Pos2]| {
        let hit = |rect: &Rect| pieces(path).any(|(a, b)| touches(*rect, a, b));
        let strange = boxes.iter().enumerate().filter(|(at, _)| *at != edge.from && *at != edge.to);
        let strange = strange.filter(|(_, rect)| hit(&rect.expand(sizes.clearance))).count();
        let inner = path.iter().take(path.len().saturating_sub(1)).skip(1);
        let own = inner.filter(|at| from.shrink(1.0).contains(**at) || to.shrink(1.0).contains(**at)).count();
        (strange + own) as f32
    };
    let measured = |(path, extra): (Vec<Pos2>, f32)| {
        let long = length(&path);
        let short = (edge.label.min_elem() + 2.5 * sizes.head - long).max(0.0);
        let cost = others(&path) * HIT + long / sizes.lane * 0.16 + short / sizes.head * 3.0 + extra;
        Way { around: around(&path), path, cost }
    };
    let best = |paths: Paths| {
        let mut ways: Vec<Way> = paths.into_iter().map(measured).collect();
        ways.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        ways.truncate(KEPT);
        ways
    };
    let mut all: Vec<Way> = kinds.flat_map(best).collect();
    if all.iter().any(|way| way.cost < HIT) {
        all.retain(|way| way.cost < HIT);
    }
    all.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    all
}

type Paths = Vec<(Vec<Pos2>, f32)>;

/// Straight lines, also a little aside.
fn direct(from: Rect, to: Rect, sizes: &MapSizes) -> Paths {
    let aside = (to.center() - from.center()).normalized().rot90();
    let shifts = [0.0, -0.7, 0.7, -1.4, 1.4, -2.1, 2.1];
    let line = |shift: f32| {
        let by = aside * (shift * sizes.lane);
        let (a, b) = (from.center() + by, to.center() + by);
        let kept = from.shrink(sizes.corner / 2.0).contains(a) && to.shrink(sizes.corner / 2.0).contains(b);
        let path = between(&[a, b], from, to)?;
        kept.then_some((path, shift.abs() * 0.3))
    };
    shifts.into_iter().filter_map(line).collect()
}

/// Curves to either side.
fn bent(from: Rect, to: Rect) -> Paths {
    let (a, b) = (from.center(), to.center());
    let aside = (b - a).rot90();
    let bend = |part: f32| {
        let by = a + (b - a) / 2.0 + aside * part;
        Some((between(&curve(a, by, b), from, to)?, 0.6 + part.abs() * 8.0))
    };
    BENDS.into_iter().flat_map(|part| [part, -part]).filter_map(bend).collect()
}

/// Where an arrow may leave a box at its side.
fn ports(rect: Rect) -> [f32; 3] {
    [0.0, -0.26, 0.26].map(|part| rect.center().y + rect.height() * part)
}

/// One corner: sideways out of one box and from above or below into the other, or the other way round.
fn cornered(from: Rect, to: Rect, sizes: &MapSizes) -> [Paths; 2] {
    let one = |a: Rect, b: Rect, turned: bool| {
        let ways = ports(a)
            .into_iter()
            .flat_map(move |y| [0.0, -0.25, 0.25].map(move |part| (y, b.center().x + b.width() * part)));
        let path = move |(y, x): (f32, f32)| {
            let room = sizes.corner;
            let side = if x > a.right() + room {
                a.right()
            } else if x < a.left() - room {
                a.left()
            } else {
                return None;
            };
            let into = if y < b.top() - room {
                b.top()
            } else if y > b.bottom() + room {
                b.bottom()
            } else {
                return None;
            };
            let mut corners = [Pos2::new(side, y), Pos2::new(x, y), Pos2::new(x, into)];
            if turned {
                corners.reverse();
            }
            let off = (y - a.center().y).abs() / a.height() + (x - b.center().x).abs() / b.width();
            Some((rounded(&corners, sizes.corner), TURN + off))
        };
        ways.filter_map(path).collect::<Paths>()
    };
    [one(from, to, false), one(to, from, true)]
}

/// Sideways out, up or down a lane, sideways in.
fn by_lane(from: Rect, to: Rect, x: f32, sizes: &MapSizes) -> Paths {
    let side = |rect: Rect| {
        if x > rect.right() {
            Some(rect.right())
        } else if x < rect.left() {
            Some(rect.left())
        } else {
            None
        }
    };
    let (Some(out), Some(into)) = (side(from), side(to)) else { return Paths::new() };
    let mut paths = Paths::new();
    for y in ports(from) {
        for target in ports(to).into_iter().filter(|target| (y - target).abs() >= sizes.corner) {
            let corners = [Pos2::new(out, y), Pos2::new(x, y), Pos2::new(x, target), Pos2::new(into, target)];
            let off =
                (y - from.center().y).abs() / from.height() + (target - to.center().y).abs() / to.height();
            paths.push((rounded(&corners, sizes.corner), TURN * 2.0 + off));
        }
    }
    paths
}
