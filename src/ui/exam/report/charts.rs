//! The pictures of a report. Drawn by `egui_plot`, which is not to be moved or zoomed.

use crate::app::exam::{CertaintyChart, CourseChart};
use crate::ui::progress::charts::{axis, legend_ui, named, plot};
use crate::ui::theme::{Theme, chart, line, space};
use egui::{RichText, Shape, Stroke, StrokeKind, Ui};
use egui_plot::{
    AxisHints, Bar, BarChart, GridInput, GridMark, HoverPosition, Line, LineStyle, MarkerShape, Plot, Points,
};

/// Shares from 0 to 1 upwards, with their figures.
fn shares<'a>(ui: &Ui, theme: &Theme, ticks: &[(f64, String)], from: f64) -> Plot<'a> {
    let marks: Vec<GridMark> = ticks.iter().map(|(at, _)| GridMark { value: *at, step_size: 1.0 }).collect();
    let names = ticks.to_vec();
    let words = move |mark: GridMark| {
        let near = names.iter().find(|(at, _)| (at - mark.value).abs() < 0.5);
        near.map(|(_, words)| words.clone()).unwrap_or_default()
    };
    let fifths = |input: GridInput| {
        let step = 2.0 * chart::SHARE_STEP;
        let (first, last) = ((input.bounds.0 / step).ceil() as i64, (input.bounds.1 / step).floor() as i64);
        (first..=last).map(|at| GridMark { value: at as f64 * step, step_size: step }).collect::<Vec<_>>()
    };
    let percents = |mark: GridMark| format!("{:.0}%", mark.value * 100.0);
    let x = axis(theme, AxisHints::new_x().formatter(move |mark, _| words(mark)));
    let y = axis(theme, AxisHints::new_y().formatter(move |mark, _| percents(mark)));
    plot(ui, theme)
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
        .x_grid_spacer(move |_| marks.clone())
        .y_grid_spacer(fifths)
        .include_y(from)
        .include_y(1.0)
        .include_x(0.5)
}

/// What is said of the point that is nearest.
fn near(at: &HoverPosition<'_>, said: &[String]) -> Option<String> {
    let (HoverPosition::NearDataPoint { position, .. } | HoverPosition::Elsewhere { position }) = at;
    let number = position.x.round();
    (number >= 1.0).then(|| said.get(number as usize - 1).cloned())?
}

/// The shares that were right for each certainty, over those for which it is the best choice.
pub fn certainty_ui(ui: &mut Ui, [title, said_of_all]: [&str; 2], view: &CertaintyChart) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(format!("↑ {}", view.axis)).small().color(theme.colors.muted));
    let ticks: Vec<(f64, String)> =
        (1..).zip(&view.levels).map(|(at, level)| (f64::from(at), level.name.clone())).collect();
    let said: Vec<String> = view.levels.iter().map(|level| level.said.clone()).collect();
    let (band, point) = (theme.colors.hint, theme.colors.accent.line);
    let shown = shares(ui, &theme, &ticks, 0.0)
        .include_x(view.levels.len() as f64 + 0.5)
        .label_formatter(move |at: &HoverPosition<'_>| near(at, &said))
        .show(ui, |plot| {
            let fits = (1..).zip(&view.levels).map(|(at, level)| {
                let (low, high) = level.fits;
                Bar::new(f64::from(at), high - low)
                    .base_offset(low)
                    .width(chart::BAR_WIDTH)
                    .fill(band.fill)
                    .stroke(Stroke::new(line::HAIR, band.line))
            });
            plot.bar_chart(BarChart::new("", fits.collect()).allow_hover(false));
            for (at, level) in (1..).zip(&view.levels).filter(|(_, level)| level.right.is_some()) {
                let (low, high) = level.spread;
                let spread = Line::new("", vec![[f64::from(at), low], [f64::from(at), high]]);
                plot.line(spread.stroke(Stroke::new(line::NORMAL, point)).allow_hover(false));
            }
            let right = (1..).zip(&view.levels).filter_map(|(at, level)| Some([f64::from(at), level.right?]));
            let right = Points::new("", right.collect::<Vec<_>>()).shape(MarkerShape::Circle).color(point);
            plot.points(right.radius(chart::POINT * theme.scale));
        });
    named(&shown.response, title, said_of_all);
    let [fits, right] = &view.legend;
    legend_ui(ui, &[(false, fits.clone()), (true, right.clone())], |ui, rect, points| {
        if points {
            ui.painter().vline(rect.center().x, rect.y_range(), Stroke::new(line::NORMAL, point));
            ui.painter().circle_filled(rect.center(), chart::POINT * theme.scale, point);
        } else {
            ui.painter().rect_filled(rect, 0.0, band.fill);
            ui.painter().rect_stroke(rect, 0.0, Stroke::new(line::HAIR, band.line), StrokeKind::Inside);
        }
    });
}

/// The score of each sitting, with the pass mark.
pub fn course_ui(ui: &mut Ui, [title, said_of_all]: [&str; 2], view: &CourseChart) {
    let theme = Theme::of(ui);
    let count = view.sat.len() as f64;
    let lowest = view.sat.iter().map(|sat| sat.share).fold(0.0, f64::min);
    let said: Vec<String> = view.sat.iter().map(|sat| sat.said.clone()).collect();
    let (tint, text) = (theme.colors.accent, theme.colors.text);
    let points = |here: bool| -> Vec<[f64; 2]> {
        let sat = (1..).zip(&view.sat).filter(move |(_, sat)| sat.here == here);
        sat.map(|(at, sat)| [f64::from(at), sat.share]).collect()
    };
    let shown = shares(ui, &theme, &view.ticks, lowest)
        .include_x(count + 0.5)
        .label_formatter(move |at: &HoverPosition<'_>| near(at, &said))
        .show(ui, |plot| {
            let pass = Line::new("", vec![[0.5, view.pass], [count + 0.5, view.pass]]).allow_hover(false);
            plot.line(pass.stroke(Stroke::new(line::HAIR, text)).style(LineStyle::dashed_loose()));
            let all: Vec<[f64; 2]> =
                (1..).zip(&view.sat).map(|(at, sat)| [f64::from(at), sat.share]).collect();
            plot.line(Line::new("", all).stroke(Stroke::new(line::NORMAL, tint.line)).allow_hover(false));
            let radius = chart::POINT * theme.scale;
            let other = Points::new("", points(false)).shape(MarkerShape::Circle).color(tint.line);
            plot.points(other.radius(radius));
            let here = Points::new("", points(true)).shape(MarkerShape::Diamond).color(text);
            plot.points(here.radius(radius + line::STRONG));
        });
    named(&shown.response, title, said_of_all);
    let legend: Vec<(usize, String)> = view.legend.iter().cloned().enumerate().collect();
    legend_ui(ui, &legend, |ui, rect, which| {
        let radius = chart::POINT * theme.scale;
        match which {
            0 => drop(ui.painter().circle_filled(rect.center(), radius, tint.line)),
            1 => {
                let centre = rect.center();
                let corners = [(0.0, -radius), (radius, 0.0), (0.0, radius), (-radius, 0.0)];
                let corners = corners.map(|(x, y)| centre + egui::vec2(x, y)).to_vec();
                ui.painter().add(Shape::convex_polygon(corners, text, Stroke::NONE));
            }
            _ => {
                let way = [rect.left_center(), rect.right_center()];
                let stroke = Stroke::new(line::HAIR, text);
                ui.painter().extend(Shape::dashed_line(&way, stroke, space::XS, space::XS / 2.0));
            }
        }
    });
}
