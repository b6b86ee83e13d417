//! Charts as SVG. The only module that names kuva.
//!
//! Each has a role, a title and a description in words; text and axes take the page's colour, marks one
//! colour that is legible on white, on black and in grey.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use kuva::backend::svg::SvgBackend;
use kuva::plot::scatter::MarkerShape;
use kuva::plot::{BarPlot, LinePlot, ScatterPlot};
use kuva::render::annotations::ReferenceLine;
use kuva::render::layout::{Layout, TickFormat};
use kuva::render::plots::Plot;
use kuva::render::render::{Primitive, Scene, render_multiple};
use kuva::render::theme::Theme;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::classes::classes;
use crate::number::Unit;

const ACCENT: &str = "#3585ba";
const MUTED: &str = "#808890";
/// Pixels of the whole drawing; a page may scale it.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 340.0;
/// Bars are narrower, so that two drawings fit side by side, and as high as their number asks for.
const BARS_WIDTH: f64 = 540.0;
const AROUND_BARS: f64 = 80.0;
const A_BAR: f64 = 26.0;
const LONGEST_LABEL: usize = 48;

/// How many had responded by each day, as a stair, against the line of all asked.
///
/// `days`: day and responses so far, ascending, at least the first day and the last.
pub fn response_curve(asked: usize, days: &[(NaiveDate, usize)]) -> String {
    let (Some((first, _)), Some((last, responded))) = (days.first(), days.last()) else {
        return nothing("Responses by day");
    };
    let start = *first;
    let since = |day: NaiveDate| float((day - start).num_days().max(0));
    let line = LinePlot::new()
        .with_data(days.iter().map(|(day, so_far)| (since(*day), float(*so_far))))
        .with_color(ACCENT)
        .with_stroke_width(2.5)
        .with_step();
    let span = since(*last).max(1.0);
    let plots = vec![Plot::Line(line)];
    let layout = plain(Layout::auto_from_plots(&plots), WIDTH, HEIGHT)
        .with_x_axis_min(0.0)
        .with_x_axis_max(span)
        .with_y_axis_min(0.0)
        .with_y_axis_max(float(asked.max(1)) * 1.12)
        .with_x_tick_step(days_between_ticks(span))
        .with_x_tick_format(TickFormat::Custom(Arc::new(move |days| day_and_month(start, days))))
        .with_y_tick_step(step_for(asked.max(1)))
        .with_y_tick_format(TickFormat::Integer)
        .with_reference_line(
            ReferenceLine::horizontal(float(asked)).with_color(MUTED).with_label(format!("{asked} asked")),
        )
        .with_y_label("authorities");
    let title = format!("Responses by day: {responded} of {asked} by {}", last.format("%-d %B %Y"));
    let told = days.iter().map(|(day, so_far)| format!("{}: {so_far}", day.format("%-d %b %Y")));
    svg(&title, &sampled(&told.collect::<Vec<_>>()), plots, layout)
}

/// A bar for each label, in order from the top, with its count beside the label.
pub fn bars(title: &str, counts: &[(String, usize)]) -> String {
    if counts.is_empty() {
        return nothing(title);
    }
    let marks = counts.iter().rev().map(|(label, count)| (format!("{label}: {count}"), float(*count)));
    let bars = BarPlot::new().with_bars(marks.map(|(label, count)| (plain_text(&label), count)));
    let plots = vec![Plot::Bar(bars.with_color(ACCENT).with_horizontal(true).with_width(0.7))];
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let layout =
        plain(Layout::auto_from_plots(&plots), BARS_WIDTH, AROUND_BARS + A_BAR * float(counts.len()))
            .with_x_axis_min(0.0)
            .with_x_axis_max(float(most))
            .with_x_tick_step(step_for(most))
            .with_x_tick_format(TickFormat::Integer)
            .with_x_label("authorities");
    let told = counts.iter().map(|(label, count)| format!("{label}: {count}")).collect::<Vec<_>>();
    svg(title, &told.join("; "), plots, layout)
}

/// How many numbers fall in each of a few classes with round bounds, zero by itself.
pub fn histogram(title: &str, values: &[Decimal]) -> String {
    bars(title, &classes(values, Unit::Plain))
}

/// A ring for each pair; the upright axis is logarithmic where numbers span more than two decades above zero.
pub fn scatter(title: &str, points: &[(Decimal, Decimal)], axes: (&str, &str)) -> String {
    let pairs: Vec<(f64, f64)> =
        points.iter().filter_map(|(x, y)| Some((x.to_f64()?, y.to_f64()?))).collect();
    if pairs.is_empty() {
        return nothing(title);
    }
    let (least_x, most_x) = ends(pairs.iter().map(|(x, _)| *x));
    let (least, most) = ends(pairs.iter().map(|(_, y)| *y));
    let logarithmic = least > 0.0 && most / least > 100.0;
    let y_label = if logarithmic { format!("{} (logarithmic)", axes.1) } else { axes.1.to_string() };
    let plots = vec![Plot::Scatter(rings(&pairs))];
    let layout = plain(Layout::auto_from_plots(&plots), WIDTH, HEIGHT)
        .with_x_axis_min(least_x.min(0.0))
        .with_x_axis_max(most_x * 1.08 + 1.0)
        .with_x_label(plain_text(axes.0))
        .with_y_label(plain_text(&y_label))
        .with_tick_format(TickFormat::Custom(Arc::new(grouped)));
    let layout = if logarithmic {
        layout.with_log_y()
    } else {
        layout.with_y_axis_min(least.min(0.0)).with_y_axis_max(most * 1.08 + 1.0)
    };
    let told = format!("{} points: {} across, {y_label} up", pairs.len(), axes.0);
    svg(title, &told, plots, layout)
}

fn rings(pairs: &[(f64, f64)]) -> ScatterPlot {
    ScatterPlot::new()
        .with_data(pairs.iter().copied())
        .with_color(ACCENT)
        .with_marker(MarkerShape::Circle)
        .with_size(4.0)
        .with_marker_opacity(0.4)
        .with_marker_stroke_width(1.2)
}

/// A chart of nothing says so.
fn nothing(title: &str) -> String {
    bars(title, &[("nothing to show".to_string(), 0)])
}

/// Text in the page's colour on nothing, thin lines, room for the eye.
fn plain(layout: Layout, width: f64, height: f64) -> Layout {
    let theme = Theme {
        background: "none".into(),
        axis_color: MUTED.into(),
        grid_color: "#80808040".into(),
        tick_color: MUTED.into(),
        text_color: "currentColor".into(),
        ..Theme::light()
    };
    layout.with_theme(theme).with_font_family("system-ui, sans-serif").with_width(width).with_height(height)
}

/// Draws, and says in the SVG itself what is drawn.
fn svg(title: &str, told: &str, plots: Vec<Plot>, layout: Layout) -> String {
    let scene = unclipped(render_multiple(plots, layout));
    let drawn = SvgBackend::default().render_scene(&scene);
    let marks = drawn.split_once('>').map_or("", |(_, marks)| marks);
    let (width, height) = (scene.width.ceil(), scene.height.ceil());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" fill=\"currentColor\" font-family=\"system-ui, sans-serif\">\
         <title>{}</title><desc>{}</desc>{marks}",
        escaped(title),
        escaped(told),
    )
}

/// kuva numbers its clip paths over the life of the process, so the same chart would differ each time.
/// Nothing here is drawn outside the axes, so none is needed.
fn unclipped(mut scene: Scene) -> Scene {
    scene.background_color = None;
    scene.defs.clear();
    let clips = |element: &Primitive| matches!(element, Primitive::ClipStart { .. } | Primitive::ClipEnd);
    scene.elements.retain(|element| !clips(element));
    scene
}

fn escaped(text: &str) -> String {
    let visible = text.chars().filter(|c| !c.is_control()).collect::<String>();
    visible.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A label as it is: kuva would read `$…$` as mathematics.
fn plain_text(label: &str) -> String {
    let short: String = label.chars().filter(|c| !c.is_control()).take(LONGEST_LABEL).collect();
    short.replace('$', "\\$")
}

/// Long series are told by about twelve of their points, the last one among them.
fn sampled(told: &[String]) -> String {
    let step = told.len().div_ceil(12).max(1);
    let mut kept: Vec<&String> = told.iter().rev().step_by(step).collect();
    kept.reverse();
    kept.into_iter().map(String::as_str).collect::<Vec<_>>().join("; ")
}

fn day_and_month(start: NaiveDate, days: f64) -> String {
    let day = days.to_u64().and_then(|days| start.checked_add_days(Days::new(days)));
    day.map_or(String::new(), |day| day.format("%-d %b").to_string())
}

fn days_between_ticks(span: f64) -> f64 {
    [1.0, 2.0, 7.0, 14.0, 28.0, 91.0]
        .into_iter()
        .find(|step| span / step <= 9.0)
        .unwrap_or((span / 8.0).ceil())
}

fn step_for(most: usize) -> f64 {
    let steps = (0..18).flat_map(|power| [1, 2, 5].map(|step| step * 10_usize.pow(power)));
    steps.into_iter().find(|step| most / step <= 6).map_or(float(most), float)
}

fn grouped(number: f64) -> String {
    Decimal::from_f64_retain(number).map_or(String::new(), |number| Unit::Plain.exactly(number.round_dp(6)))
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, 0.0), |(least, most), value| (least.min(value), most.max(value)))
}

fn float<N: ToPrimitive + Copy>(count: N) -> f64 {
    count.to_f64().unwrap_or(0.0)
}

#[cfg(test)]
mod tests;
