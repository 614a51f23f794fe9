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

/// The signs of the buttons that play a ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// To the beginning.
    First,
    /// A step back.
    Previous,
    /// Play.
    Play,
    /// Stop playing.
    Pause,
    /// A step on.
    Next,
    /// To the end.
    Last,
    /// Smaller.
    Minus,
    /// Larger.
    Plus,
    /// Close.
    Close,
}

/// A sign of a button.
pub fn sign(painter: &Painter, rect: Rect, sign: Sign, color: Color32) {
    let (centre, unit) = (rect.center(), rect.width() / 16.0);
    let bar = |x: f32, width: f32| {
        let size = Vec2::new(width, 10.0) * unit;
        painter.rect_filled(
            Rect::from_center_size(centre + Vec2::new(x * unit, 0.0), size),
            0.5 * unit,
            color,
        );
    };
    // A triangle with its tip at `x`, that way.
    let tip = |x: f32, way: f32, length: f32| {
        let points = [Vec2::new(x, 0.0), Vec2::new(x - way * length, -5.0), Vec2::new(x - way * length, 5.0)];
        let points = points.map(|point| centre + point * unit).to_vec();
        painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
    };
    let stroke = Stroke::new(1.6 * unit, color);
    let level = [centre - Vec2::new(4.5 * unit, 0.0), centre + Vec2::new(4.5 * unit, 0.0)];
    match sign {
        Sign::First => {
            bar(-5.5, 1.8);
            tip(-4.4, -1.0, 5.0);
            tip(1.0, -1.0, 5.0);
        }
        Sign::Previous => tip(-3.5, -1.0, 7.0),
        Sign::Play => {
            let ring = Stroke::new(1.2 * unit, color);
            painter.circle_stroke(centre, 7.4 * unit, ring);
            let points = [Vec2::new(4.0, 0.0), Vec2::new(-2.2, -3.8), Vec2::new(-2.2, 3.8)];
            let points = points.map(|point| centre + point * unit).to_vec();
            painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
        }
        Sign::Pause => {
            bar(-2.8, 2.6);
            bar(2.8, 2.6);
        }
        Sign::Next => tip(3.5, 1.0, 7.0),
        Sign::Last => {
            tip(-1.0, 1.0, 5.0);
            tip(4.4, 1.0, 5.0);
            bar(5.5, 1.8);
        }
        Sign::Minus => {
            painter.line_segment(level, stroke);
        }
        Sign::Plus => {
            let upright = [centre - Vec2::new(0.0, 4.5 * unit), centre + Vec2::new(0.0, 4.5 * unit)];
            painter.line_segment(level, stroke);
            painter.line_segment(upright, stroke);
        }
        Sign::Close => cross(painter, centre, 4.0 * unit, stroke),
    }
}
