//! The ladder as a picture that stands by itself.
//!
//! Three steps: `layout` decides where everything stands (pure numbers), `scene` is the list of shapes
//! that comes out, and here they become SVG. No style sheet, no script, no link, no font file: what a
//! viewer cannot do cannot go wrong.

mod layout;
mod look;
mod rows;
mod scene;
#[cfg(test)]
mod tests;

use super::Picture;
use super::text::{Family, Font};
use crate::text::Lang;
use look::FAMILIES;
use scene::{Anchor, Fill, Rect, Run, Scene, Shape};

/// Writes the picture.
pub(super) fn write(picture: &Picture) -> String {
    let scene = layout::scene(picture);
    let (width, height) = (scene.width.ceil(), scene.height.ceil());
    let lang = match picture.lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    };
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" lang=\"{lang}\" xml:lang=\"{lang}\" \
         font-family=\"{}\">\n",
        escape(FAMILIES.plain)
    );
    text += &format!("<title>{}</title>\n", escape(&picture.title));
    text += &format!("<desc>{}</desc>\n", escape(&picture.spoken().join("\n")));
    text += &format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n", look::SURFACE);
    text += &shapes(&scene);
    text + "</svg>\n"
}

fn shapes(scene: &Scene) -> String {
    scene.shapes.iter().map(|shape| element(shape) + "\n").collect()
}

fn element(shape: &Shape) -> String {
    match shape {
        Shape::Box { rect, radius, fill, edge } => {
            let edge = edge.map(|color| format!(" stroke=\"{color}\"")).unwrap_or_default();
            format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" {}{edge}/>",
                number(rect.left),
                number(rect.top),
                number(rect.width()),
                number(rect.height()),
                number(*radius),
                filled(*fill),
            )
        }
        Shape::Line { from, to, color, width, dash } => {
            let dash = dash
                .map(|(on, off)| format!(" stroke-dasharray=\"{} {}\"", number(on), number(off)))
                .unwrap_or_default();
            format!(
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{color}\" stroke-width=\"{}\"{dash}/>",
                number(from.0),
                number(from.1),
                number(to.0),
                number(to.1),
                number(*width),
            )
        }
        Shape::Polygon { points, fill } => {
            let points: Vec<String> =
                points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
            format!("<polygon points=\"{}\" {}/>", points.join(" "), filled(*fill))
        }
        Shape::Circle { centre, radius, fill, edge } => {
            let edge = edge
                .map(|(color, width)| format!(" stroke=\"{color}\" stroke-width=\"{}\"", number(width)))
                .unwrap_or_default();
            let (x, y) = (number(centre.0), number(centre.1));
            format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\" {}{edge}/>", number(*radius), filled(*fill))
        }
        Shape::Text { rect, anchor, runs } => line(rect, *anchor, runs),
    }
}

/// A line of text. Where a viewer sets all neighbours of a missing character in a further face, Chinese
/// words behind others must be a text of their own; the two meet where they should.
fn line(rect: &Rect, anchor: Anchor, runs: &[Run]) -> String {
    let foot = rect.top + runs.iter().map(|run| run.font.baseline()).fold(0.0, f32::max);
    match runs.split_last() {
        Some((last, before)) if is_han(last) && !before.iter().all(is_han) => {
            let width = scene::width(runs);
            let left = rect.left + (rect.width() - width) / 2.0;
            let end = left + scene::width(before);
            let first = text(left, end, foot, Anchor::End, before);
            first + &text(end + last.gap, left + width, foot, Anchor::Start, std::slice::from_ref(last))
        }
        Some(_) | None => text(rect.left, rect.right, foot, anchor, runs),
    }
}

fn filled(fill: Fill) -> String {
    match fill {
        Some(color) => format!("fill=\"{color}\""),
        None => "fill=\"none\"".to_owned(),
    }
}

fn text(left: f32, right: f32, foot: f32, anchor: Anchor, runs: &[Run]) -> String {
    let (x, anchor) = match anchor {
        Anchor::Start => (left, ""),
        Anchor::Middle => ((left + right) / 2.0, " text-anchor=\"middle\""),
        Anchor::End => (right, " text-anchor=\"end\""),
    };
    let place = format!("x=\"{}\" y=\"{}\"{anchor}", number(x), number(foot));
    match runs {
        [one] => format!("<text {place}{}>{}</text>", style(one), escape(&one.text)),
        _ => {
            let spans = (0..).zip(runs).map(|(index, run)| {
                let gap = if index == 0 { String::new() } else { format!(" dx=\"{}\"", number(run.gap)) };
                format!("<tspan{gap}{}>{}</tspan>", style(run), escape(&run.text))
            });
            format!("<text {place}>{}</text>", spans.collect::<String>())
        }
    }
}

fn style(run: &Run) -> String {
    let Font { family, size } = run.font;
    let weight = if family == Family::Bold { " font-weight=\"600\"" } else { "" };
    let families = match (is_han(run), family) {
        (true, Family::Plain | Family::Bold | Family::Mono) => Some(FAMILIES.han),
        (false, Family::Plain) => None,
        (false, Family::Bold) => Some(FAMILIES.bold),
        (false, Family::Mono) => Some(FAMILIES.mono),
    };
    let family =
        families.map(|list| format!("{weight} font-family=\"{}\"", escape(list))).unwrap_or_default();
    format!(" font-size=\"{}\"{family} fill=\"{}\"", number(size), run.color)
}

/// Whether all of it is Chinese.
fn is_han(run: &Run) -> bool {
    !run.text.is_empty() && !run.text.contains(|c: char| c.is_ascii())
}

/// A number with at most one decimal.
fn number(value: f32) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    // Never "-0".
    format!("{}", if tenths == 0.0 { 0.0 } else { tenths })
}

/// Text for XML: what it reserves as references, what it forbids as a sign for something unknown.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\n' => escaped.push('\n'),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                escaped.push(char::REPLACEMENT_CHARACTER);
            }
            c => escaped.push(c),
        }
    }
    escaped
}
