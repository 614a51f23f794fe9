//! Lines, curves and boxes. Pure numbers.

use egui::{Pos2, Rect, Vec2};

/// Where a line from `a` to `b` and one from `c` to `d` cross.
pub fn crossing(a: Pos2, b: Pos2, c: Pos2, d: Pos2) -> Option<Pos2> {
    let (ab, cd, ac) = (b - a, d - c, c - a);
    let cross = |u: Vec2, v: Vec2| u.x * v.y - u.y * v.x;
    let whole = cross(ab, cd);
    if whole.abs() < 1e-4 {
        return None;
    }
    let (t, u) = (cross(ac, cd) / whole, cross(ac, ab) / whole);
    let within = |t: f32| (0.0..=1.0).contains(&t);
    (within(t) && within(u)).then(|| a + ab * t)
}

/// How far a point is from the line between two others.
pub fn distance(point: Pos2, a: Pos2, b: Pos2) -> f32 {
    let ab = b - a;
    let length = ab.length_sq();
    let t = if length > 0.0 { ((point - a).dot(ab) / length).clamp(0.0, 1.0) } else { 0.0 };
    (a + ab * t - point).length()
}

/// Whether the line between two points touches a box.
pub fn touches(rect: Rect, a: Pos2, b: Pos2) -> bool {
    if rect.contains(a) || rect.contains(b) {
        return true;
    }
    if !rect.intersects(Rect::from_two_pos(a, b)) {
        return false;
    }
    sides(rect).into_iter().any(|(c, d)| crossing(a, b, c, d).is_some())
}

fn sides(rect: Rect) -> [(Pos2, Pos2); 4] {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
    let [a, b, c, d] = corners;
    [(a, b), (b, c), (c, d), (d, a)]
}

/// The pieces of a path.
pub fn pieces(path: &[Pos2]) -> impl Iterator<Item = (Pos2, Pos2)> + '_ {
    path.iter().copied().zip(path.iter().skip(1).copied())
}

/// The length of a path.
pub fn length(path: &[Pos2]) -> f32 {
    pieces(path).map(|(a, b)| (b - a).length()).sum()
}

/// The point so far along a path, and which way it goes there.
pub fn along(path: &[Pos2], distance: f32) -> Option<(Pos2, Vec2)> {
    let mut rest = distance;
    let mut last = None;
    for (a, b) in pieces(path) {
        let way = b - a;
        let piece = way.length();
        if piece <= 0.0 {
            continue;
        }
        last = Some((b, way / piece));
        if rest <= piece {
            return Some((a + way * (rest / piece), way / piece));
        }
        rest -= piece;
    }
    last
}

/// A curve from `a` to `b`, drawn towards `by`.
pub fn curve(a: Pos2, by: Pos2, b: Pos2) -> Vec<Pos2> {
    const STEPS: u8 = 16;
    let at = |step: u8| {
        let t = f32::from(step) / f32::from(STEPS);
        let (start, middle, end) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        (a.to_vec2() * start + by.to_vec2() * middle + b.to_vec2() * end).to_pos2()
    };
    (0..=STEPS).map(at).collect()
}

/// A path with its corners rounded.
pub fn rounded(corners: &[Pos2], radius: f32) -> Vec<Pos2> {
    let mut path: Vec<Pos2> = corners.iter().take(1).copied().collect();
    for three in corners.windows(3) {
        let [a, b, c] = three else { continue };
        let radius = radius.min((*b - *a).length() / 2.0).min((*c - *b).length() / 2.0);
        let from = *b + (*a - *b).normalized() * radius;
        let to = *b + (*c - *b).normalized() * radius;
        path.extend(curve(from, *b, to).into_iter().step_by(4));
    }
    path.extend(corners.iter().skip(1).last());
    path
}

/// The part of a path between two boxes, from the one's edge to the other's.
pub fn between(path: &[Pos2], from: Rect, to: Rect) -> Option<Vec<Pos2>> {
    let leaves = path.iter().rposition(|at| from.contains(*at))?;
    let enters = leaves + path.iter().skip(leaves).position(|at| to.contains(*at))?;
    let edge = |inside: usize, outside: usize, rect: Rect| {
        let (a, b) = (*path.get(inside)?, *path.get(outside)?);
        sides(rect).into_iter().find_map(|(c, d)| crossing(a, b, c, d))
    };
    let mut part = vec![edge(leaves, leaves + 1, from)?];
    part.extend(path.iter().take(enters).skip(leaves + 1));
    part.push(edge(enters, enters.checked_sub(1)?, to)?);
    Some(part)
}

/// The smallest box around a path.
pub fn around(path: &[Pos2]) -> Rect {
    path.iter().fold(Rect::NOTHING, |rect, at| rect.union(Rect::from_min_max(*at, *at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cross_where_they_should() {
        let at = |x: f32, y: f32| Pos2::new(x, y);
        assert_eq!(crossing(at(0.0, 0.0), at(2.0, 2.0), at(0.0, 2.0), at(2.0, 0.0)), Some(at(1.0, 1.0)));
        assert_eq!(crossing(at(0.0, 0.0), at(2.0, 0.0), at(0.0, 1.0), at(2.0, 1.0)), None);
        let rect = Rect::from_min_max(at(0.0, 0.0), at(1.0, 1.0));
        assert!(touches(rect, at(-1.0, 0.5), at(2.0, 0.5)) && !touches(rect, at(-1.0, 2.0), at(2.0, 1.5)));
        assert_eq!(distance(at(0.0, 1.0), at(-1.0, 0.0), at(1.0, 0.0)), 1.0);
    }

    #[test]
    fn a_path_is_cut_at_the_boxes() {
        let at = |x: f32| Pos2::new(x, 0.0);
        let boxed = |x: f32| Rect::from_center_size(at(x), Vec2::splat(2.0));
        let path = between(&[at(0.0), at(5.0), at(10.0)], boxed(0.0), boxed(10.0));
        assert_eq!(path, Some(vec![at(1.0), at(5.0), at(9.0)]));
        assert_eq!(between(&[at(0.0), at(5.0)], boxed(0.0), boxed(10.0)), None);
    }
}
