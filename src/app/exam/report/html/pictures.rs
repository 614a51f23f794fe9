//! The pictures of the page: SVG whose colours are those of the page, light or dark.

use crate::app::exam::report::CertaintyChart;
use crate::app::export::paper::markdown::escape;
use crate::app::progress::BarView;
use std::fmt::Write as _;

/// A share as a bar; the figure stands beside it.
pub(super) fn bar(share: f32, class: &str) -> String {
    let filled = (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0;
    format!(
        "<svg class=\"bar {class}\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"ground\" width=\"100\" height=\"8\" />\
         <rect class=\"fill\" width=\"{filled}\" height=\"8\" /></svg>"
    )
}

/// The size of a picture.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 200.0;
/// Around what is drawn: for figures at the left, for words below.
const LEFT: f64 = 44.0;
const BELOW: f64 = 28.0;
const ABOVE: f64 = 8.0;

fn picture(name: &str, inside: &str) -> String {
    format!(
        "<svg class=\"picture\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">{inside}</svg>\n",
        escape(name)
    )
}

/// Where a share from 0 to 1 stands.
fn height(share: f64) -> f64 {
    let room = HEIGHT - BELOW - ABOVE;
    HEIGHT - BELOW - share.clamp(0.0, 1.0) * room
}

fn words(x: f64, y: f64, anchor: &str, text: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>", escape(text))
}

/// Lines across with the figures beside them.
fn grid(marks: &[(f64, String)]) -> String {
    let mark = |(share, text): &(f64, String)| {
        let y = height(*share);
        let line =
            format!("<line class=\"grid\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{y:.1}\" y2=\"{y:.1}\" />");
        line + &words(LEFT - 6.0, y + 4.0, "end", text)
    };
    marks.iter().map(mark).collect()
}

fn legend<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let entry = |(class, text): (&str, &str)| format!("<span class=\"key {class}\">{}</span> ", escape(text));
    format!("<p class=\"legend\">{}</p>\n", entries.map(entry).collect::<String>())
}

/// A bar for each question.
pub(super) fn bars(
    name: &str,
    upwards: &str,
    bars: &[BarView],
    ticks: &[(f64, String)],
    told: &[(bool, String)],
) -> String {
    let most = bars.iter().map(|bar| bar.value).fold(1.0, f64::max);
    let step = (WIDTH - LEFT) / bars.len().max(1) as f64;
    let place = |at: f64| LEFT + (at - 0.5) * step;
    let mut inside =
        grid(&[(0.0, "0".to_owned()), (0.5, format!("{:.0}", most / 2.0)), (1.0, format!("{most:.0}"))]);
    for bar in bars {
        let (top, width) = (height(bar.value / most), (step * 0.7).min(40.0));
        let class = if bar.apart { "apart" } else { "fill" };
        let _ = write!(
            inside,
            "<rect class=\"{class}\" x=\"{:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\">\
             <title>{}</title></rect>",
            place(bar.at) - width / 2.0,
            height(0.0) - top,
            escape(&bar.said),
        );
    }
    inside +=
        &ticks.iter().map(|(at, text)| words(place(*at), HEIGHT - 8.0, "middle", text)).collect::<String>();
    let told = told.iter().map(|(apart, text)| (if *apart { "apart" } else { "fill" }, text.as_str()));
    let axis = format!("<p class=\"legend\">↑ {}</p>\n", escape(upwards));
    axis + &picture(name, &inside) + &legend(told)
}

/// The shares that were right for each certainty, over those for which it is the best choice.
pub(super) fn certainty(name: &str, chart: &CertaintyChart) -> String {
    let mut inside =
        grid(&[0.0, 0.2, 0.4, 0.6, 0.8, 1.0].map(|share| (share, format!("{:.0}%", share * 100.0))));
    let step = (WIDTH - LEFT) / chart.levels.len().max(1) as f64;
    for (at, level) in chart.levels.iter().enumerate() {
        let x = LEFT + (at as f64 + 0.5) * step;
        let (low, high) = (height(level.fits.0), height(level.fits.1));
        let (left, width) = (x - step * 0.35, step * 0.7);
        let _ = write!(
            inside,
            "<rect class=\"band\" x=\"{left:.1}\" y=\"{high:.1}\" width=\"{width:.1}\" height=\"{:.1}\" />",
            low - high
        );
        if let Some(right) = level.right {
            let (bottom, top) = (height(level.spread.0), height(level.spread.1));
            let _ = write!(
                inside,
                "<line class=\"spread\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{bottom:.1}\" y2=\"{top:.1}\" />\
                 <circle class=\"fill\" cx=\"{x:.1}\" cy=\"{:.1}\" r=\"6\"><title>{}</title></circle>",
                height(right),
                escape(&level.said),
            );
        }
        inside += &words(x, HEIGHT - 8.0, "middle", &level.name);
    }
    let [band, points] = &chart.legend;
    let axis = format!("<p class=\"legend\">↑ {}</p>\n", escape(&chart.axis));
    axis + &picture(name, &inside) + &legend([("band", band.as_str()), ("fill", points.as_str())].into_iter())
}
