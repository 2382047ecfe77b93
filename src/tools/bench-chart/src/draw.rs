//! Draws a chart. Knows neither where it comes from nor where the image goes.

use anyhow::Result;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::chart::{Chart, Group};

const WIDTH: u32 = 900;
const LINE: f64 = 12.0;
const TOP: u32 = 40;
const LEGEND: u32 = 24;
const AXIS: u32 = 40;
/// Room for the names of groups.
const NAMES: i32 = 330;
/// Room for the number behind the longest bar.
const NUMBERS: i32 = 70;

const FONT: &str = "sans-serif";
/// Okabe and Ito's, which can be told apart by everyone.
const COLORS: [RGBColor; 6] = [
    RGBColor(153, 153, 153),
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(230, 159, 0),
    RGBColor(204, 121, 167),
    RGBColor(0, 158, 115),
];

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// The image as text.
pub fn svg(chart: &Chart) -> Result<String> {
    let mut image = String::new();
    let height = TOP + LEGEND + (chart.lines() * LINE) as u32 + AXIS;
    {
        let root = SVGBackend::with_string(&mut image, (WIDTH, height)).into_drawing_area();
        root.fill(&WHITE)?;
        let title = TextStyle::from((FONT, 20).into_font());
        root.draw_text(&chart.title, &title, (16, 12))?;
        draw_legend(&root, chart)?;
        draw_groups(&root, chart)?;
        root.present()?;
    }
    Ok(image)
}

fn draw_legend(root: &Area, chart: &Chart) -> Result<()> {
    let style = TextStyle::from((FONT, 15).into_font());
    let mut left = 16;
    for (number, series) in chart.series().into_iter().enumerate() {
        let top = TOP as i32;
        root.draw(&Rectangle::new([(left, top), (left + 10, top + 10)], color(number).filled()))?;
        root.draw_text(series, &style, (left + 15, top))?;
        left += 35 + i32::try_from(root.estimate_text_size(series, &style)?.0)?;
    }
    Ok(())
}

fn draw_groups(root: &Area, chart: &Chart) -> Result<()> {
    let (_, below) = root.split_vertically(TOP + LEGEND);
    let mut builder = ChartBuilder::on(&below);
    builder.margin_left(NAMES).margin_right(NUMBERS).x_label_area_size(AXIS);
    // From above to below.
    let mut plot = builder.build_cartesian_2d(chart.scale().log_scale(), chart.lines()..0.0)?;
    let mut mesh = plot.configure_mesh();
    mesh.disable_y_mesh().disable_y_axis().x_desc(&chart.unit).x_label_formatter(&number);
    mesh.light_line_style(TRANSPARENT).label_style((FONT, 13)).draw()?;
    let (series, start) = (chart.series(), chart.scale().start);
    let mut line = 0.0;
    for group in &chart.groups {
        // In the image, and not in its part.
        let place = |value: f64, line: f64| plot.backend_coord(&(value, line));
        draw_name(root, group, place(start, line + group.lines() / 2.0))?;
        for (index, bar) in group.bars.iter().enumerate() {
            let top = line + 0.5 + index as f64;
            let color = color(series.iter().position(|&name| name == bar.series).unwrap_or(0));
            let (from, to) = (place(start, top + 0.1), place(bar.value, top + 0.9));
            root.draw(&Rectangle::new([from, to], color.filled()))?;
            let text = anchored(HPos::Left, 12);
            root.draw_text(&number(&bar.value), &text, (to.0 + 4, (from.1 + to.1) / 2))?;
        }
        line += group.lines();
    }
    Ok(())
}

fn draw_name(area: &Area, group: &Group, (left, middle): (i32, i32)) -> Result<()> {
    Ok(area.draw_text(&group.name, &anchored(HPos::Right, 15), (left - 10, middle))?)
}

fn anchored(side: HPos, size: i32) -> TextStyle<'static> {
    TextStyle::from((FONT, size).into_font()).pos(Pos::new(side, VPos::Center))
}

fn color(number: usize) -> RGBColor {
    COLORS[number % COLORS.len()]
}

/// With as many digits as are of use.
fn number(value: &f64) -> String {
    let digits = if *value >= 100.0 || value.fract() == 0.0 { 0 } else { 1 };
    format!("{value:.digits$}")
}

#[cfg(test)]
mod tests {
    use crate::chart::Chart;

    #[test]
    fn names_series_and_values_are_in_the_image() {
        let text = r#"{"title": "a title", "unit": "ms", "groups": [
            {"name": "a <group>", "bars": [{"series": "one", "value": 12.5}]}]}"#;
        let image = super::svg(&Chart::from_json(text).unwrap()).unwrap();
        for part in ["a title", "a &lt;group&gt;", "one", "12.5", "</svg>"] {
            assert!(image.contains(part), "no {part} in {image}");
        }
    }
}
