//! Small signs drawn with lines, so that they look the same in every language and font.

use crate::ui::theme::line;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2};

/// A cross, for what went wrong or got lost.
pub fn cross(painter: &Painter, centre: Pos2, half: f32, stroke: Stroke) {
    for way in [Vec2::new(half, half), Vec2::new(half, -half)] {
        painter.line_segment([centre - way, centre + way], stroke);
    }
}

/// A cross on a filled disc.
pub fn wrong(painter: &Painter, rect: Rect, disc: Color32, on_disc: Color32) {
    let radius = rect.width() / 2.0;
    painter.circle_filled(rect.center(), radius, disc);
    cross(painter, rect.center(), radius * 0.42, Stroke::new(line::NORMAL, on_disc));
}

/// A lock: it was given and can't be changed.
pub fn lock(painter: &Painter, rect: Rect, color: Color32) {
    let (centre, unit) = (rect.center(), rect.width() / 16.0);
    let body = Rect::from_min_size(centre + Vec2::new(-4.5, -0.5) * unit, Vec2::new(9.0, 6.5) * unit);
    painter.rect_filled(body, 1.5 * unit, color);
    let bow: Vec<Pos2> = (0..=8)
        .map(|step| {
            let angle = std::f32::consts::PI * (step as f32 / 8.0);
            centre + Vec2::new(-angle.cos() * 2.8, -2.6 - angle.sin() * 2.8) * unit
        })
        .collect();
    let legs = [centre + Vec2::new(-2.8, -0.5) * unit, centre + Vec2::new(2.8, -0.5) * unit];
    let path = legs.iter().take(1).copied().chain(bow).chain(legs.iter().skip(1).copied()).collect();
    painter.add(Shape::line(path, Stroke::new(1.4 * unit, color)));
}

/// A ring with three dots: not judged.
pub fn open(painter: &Painter, rect: Rect, color: Color32) {
    let unit = rect.width() / 16.0;
    painter.circle_stroke(rect.center(), 6.5 * unit, Stroke::new(line::HAIR, color));
    for x in [-3.0, 0.0, 3.0] {
        painter.circle_filled(rect.center() + Vec2::new(x * unit, 0.0), unit, color);
    }
}

/// A clock.
pub fn clock(painter: &Painter, centre: Pos2, edge: f32, color: Color32, ground: Color32) {
    let unit = edge / 16.0;
    let stroke = Stroke::new(1.5 * unit, color);
    painter.circle(centre, 6.2 * unit, ground, stroke);
    painter.line_segment([centre, centre - Vec2::new(0.0, 3.8 * unit)], stroke);
    painter.line_segment([centre, centre + Vec2::new(3.0, 1.2) * unit], stroke);
}

/// A play sign: the program calls.
pub fn call(painter: &Painter, centre: Pos2, edge: f32, color: Color32) {
    let unit = edge / 16.0;
    let points =
        [Vec2::new(-2.6, -4.0), Vec2::new(4.0, 0.0), Vec2::new(-2.6, 4.0)].map(|v| centre + v * unit);
    painter.add(Shape::convex_polygon(points.to_vec(), color, Stroke::NONE));
}
