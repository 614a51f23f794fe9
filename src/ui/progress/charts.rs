//! Bars for days, and predictions beside what came. Drawn by `egui_plot`, which is not to be moved or zoomed:
//! a wheel over it scrolls the page.

use crate::app::progress::{BarView, BinView};
use crate::ui::theme::{Font, Theme, chart, line, space};
use egui::{RichText, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};
use egui_plot::{
    AxisHints, Bar, BarChart, GridInput, GridMark, HoverPosition, Line, LineStyle, MarkerShape, Plot, Points,
};

/// A plot as all of them are.
pub(in crate::ui) fn plot<'a>(ui: &Ui, theme: &Theme) -> Plot<'a> {
    Plot::new("plot")
        .height(chart::HEIGHT * theme.scale.min(chart::TALLEST))
        .width(ui.available_width())
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_axis_zoom_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_crosshair(false)
        .show_background(false)
        .sense(Sense::hover())
        .set_margin_fraction(Vec2::new(chart::MARGIN.0, chart::MARGIN.1))
        .cursor_color(theme.colors.muted)
        .grid_color(theme.colors.border)
}

pub(in crate::ui) fn axis<'a>(theme: &Theme, hints: AxisHints<'a>) -> AxisHints<'a> {
    // Labels that find room are there, and none is faint.
    let spacing = egui::Rangef::new(0.0, f32::EPSILON);
    let hints = hints.tick_label_font(theme.font(Font::Small)).tick_label_color(theme.colors.muted);
    hints.label_spacing(spacing)
}

pub(in crate::ui) fn named(response: &egui::Response, title: &str, said: &str) {
    let name = format!("{title} {said}");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
}

/// Steps of 1, 2 or 5 times a power of ten, no more of them than find room.
fn whole_steps(input: GridInput) -> Vec<GridMark> {
    let (from, to) = input.bounds;
    let least = ((to - from) / chart::MOST_STEPS).max(1.0);
    let power = 10_f64.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|step| *step >= least);
    let step = step.unwrap_or(least);
    let first = (from / step).ceil().max(0.0) as i64;
    let last = (to / step).floor() as i64;
    (first..=last).map(|at| GridMark { value: at as f64 * step, step_size: step }).collect()
}

/// Draws bars.
pub fn bars_ui(
    ui: &mut Ui,
    [title, said_of_all]: [&str; 2],
    bars: &[BarView],
    ticks: &[(f64, String)],
    legend: &[(bool, String)],
) {
    let theme = Theme::of(ui);
    let step = ticks.get(1).zip(ticks.first()).map_or(1.0, |(b, a)| (b.0 - a.0).abs());
    let marks: Vec<GridMark> =
        ticks.iter().map(|(value, _)| GridMark { value: *value, step_size: step }).collect();
    let words = |mark: GridMark| {
        let near = ticks.iter().find(|(at, _)| (at - mark.value).abs() < 0.5);
        near.map(|(_, words)| words.clone()).unwrap_or_default()
    };
    let said = |at: &HoverPosition<'_>| {
        let (HoverPosition::NearDataPoint { position, .. } | HoverPosition::Elsewhere { position }) = at;
        let bar = bars.iter().find(|bar| (bar.at - position.x).abs() <= 0.5)?;
        (!bar.said.is_empty()).then(|| bar.said.clone())
    };
    let x = axis(&theme, AxisHints::new_x().formatter(move |mark, _| words(mark)));
    let y = axis(&theme, AxisHints::new_y().formatter(|mark, _| format!("{:.0}", mark.value)));
    let most = bars.iter().map(|bar| bar.value).fold(1.0, f64::max);
    let shown = plot(ui, &theme)
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
        .x_grid_spacer(move |_| marks.clone())
        .y_grid_spacer(whole_steps)
        .include_y(0.0)
        .include_y(most)
        .label_formatter(said)
        .show(ui, |plot| {
            let bar = |bar: &BarView| {
                let tint = tint(&theme, bar.apart);
                Bar::new(bar.at, bar.value)
                    .width(chart::BAR_WIDTH)
                    .fill(if bar.apart { tint.fill } else { tint.line })
                    .stroke(Stroke::new(line::HAIR, tint.line))
            };
            let chart = BarChart::new("", bars.iter().map(bar).collect());
            // The words of the pointer's place come from the formatter above.
            plot.bar_chart(chart.allow_hover(false));
        });
    named(&shown.response, title, said_of_all);
    legend_ui(ui, legend, |ui, rect, apart| {
        let tint = tint(&Theme::of(ui), apart);
        ui.painter().rect_filled(rect, 0.0, if apart { tint.fill } else { tint.line });
        let edge = Stroke::new(line::HAIR, tint.line);
        ui.painter().rect_stroke(rect, 0.0, edge, egui::StrokeKind::Inside);
    });
}

fn tint(theme: &Theme, apart: bool) -> crate::ui::theme::Tint {
    if apart { theme.colors.warning } else { theme.colors.accent }
}

pub(in crate::ui) fn legend_ui<T: Copy>(
    ui: &mut Ui,
    legend: &[(T, String)],
    sign: impl Fn(&Ui, egui::Rect, T),
) {
    ui.horizontal_wrapped(|ui| {
        for (what, words) in legend {
            super::legend_entry(ui, words, |ui, rect| sign(ui, rect, *what));
        }
    });
}

/// Draws predictions beside what came.
pub fn bins_ui(
    ui: &mut Ui,
    [title, said_of_all]: [&str; 2],
    bins: &[BinView],
    from: [f64; 2],
    axes: &[String; 2],
    legend: &[String; 2],
) {
    let theme = Theme::of(ui);
    let ([below, beside], [left, low]) = (axes, from);
    let both = left.max(low);
    let small = |words: &str| RichText::new(words).small().color(theme.colors.muted);
    ui.label(small(&format!("↑ {beside}")));
    let percents = |mark: GridMark| format!("{:.0}%", mark.value * 100.0);
    let x = axis(&theme, AxisHints::new_x().formatter(move |mark, _| percents(mark)));
    let y = axis(&theme, AxisHints::new_y().formatter(move |mark, _| percents(mark)));
    let said = |at: &HoverPosition<'_>| match at {
        HoverPosition::NearDataPoint { index, .. } => bins.get(*index).map(|bin| bin.said.clone()),
        HoverPosition::Elsewhere { .. } => None,
    };
    let tenths = |input: GridInput| {
        let wide = input.bounds.1 - input.bounds.0 > chart::SHARE_STEP * chart::MOST_STEPS * 1.5;
        let step = if wide { 2.0 * chart::SHARE_STEP } else { chart::SHARE_STEP };
        let (first, last) = ((input.bounds.0 / step).ceil() as i64, (input.bounds.1 / step).floor() as i64);
        (first..=last).map(|at| GridMark { value: at as f64 * step, step_size: step }).collect::<Vec<_>>()
    };
    let shown = plot(ui, &theme)
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
        .x_grid_spacer(tenths)
        .y_grid_spacer(tenths)
        .include_x(left)
        .include_x(1.0)
        .include_y(low)
        .include_y(1.0)
        .label_formatter(said)
        .show(ui, |plot| {
            let same = Line::new("", vec![[both, both], [1.0, 1.0]]).allow_hover(false);
            let stroke = Stroke::new(line::HAIR, theme.colors.text);
            plot.line(same.stroke(stroke).style(LineStyle::dashed_loose()));
            for bin in bins {
                let (low, high) = bin.spread;
                let spread = Line::new("", vec![[bin.predicted, low], [bin.predicted, high]]);
                let stroke = Stroke::new(line::NORMAL, theme.colors.accent.line);
                plot.line(spread.stroke(stroke).allow_hover(false));
            }
            let points: Vec<[f64; 2]> = bins.iter().map(|bin| [bin.predicted, bin.recalled]).collect();
            let points = Points::new("", points).shape(MarkerShape::Circle).color(theme.colors.accent.line);
            plot.points(points.radius(chart::POINT * theme.scale));
        });
    named(&shown.response, title, said_of_all);
    ui.vertical_centered(|ui| ui.label(small(&format!("{below} →"))));
    let [same, points] = legend;
    legend_ui(ui, &[(false, same.clone()), (true, points.clone())], |ui, rect, points| {
        let theme = Theme::of(ui);
        if points {
            let stroke = Stroke::new(line::NORMAL, theme.colors.accent.line);
            ui.painter().vline(rect.center().x, rect.y_range(), stroke);
            ui.painter().circle_filled(rect.center(), chart::POINT * theme.scale, theme.colors.accent.line);
        } else {
            let stroke = Stroke::new(line::HAIR, theme.colors.text);
            let way = [rect.left_bottom(), rect.right_top()];
            ui.painter().extend(egui::Shape::dashed_line(&way, stroke, space::XS, space::XS / 2.0));
        }
    });
}
