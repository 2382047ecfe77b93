//! The report as one HTML file, with a chart.

use std::fmt::Write;

use anyhow::Result;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{bytes, form_and_size, fuel, label, statics, time, why};
use crate::project::costs::{Costs, Macro};

const WIDTH: u32 = 900;
const BAR: i32 = 22;
/// Room for names.
const NAMES: i32 = 330;
/// Room for the number behind a bar.
const NUMBERS: i32 = 90;

const STYLE: &str = "body { font-family: sans-serif; margin: 2em auto; max-width: 60em; } \
    table { border-collapse: collapse; } td, th { padding: 0.2em 0.6em; text-align: left; } \
    td.n, th.n { text-align: right; } tr:nth-child(even) { background: #f2f2f2; }";

pub fn page(costs: &Costs) -> Result<String> {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Macros</title>\n\
         <style>{STYLE}</style>\n<h1>What macros have cost</h1>\n"
    );
    page += &chart(&costs.macros)?;
    page += "\n<h2>Macro crates</h2>\n";
    let crates = costs.macro_crates.iter().map(|krate| {
        let (form, size) = form_and_size(krate);
        let cost = krate.cost;
        [
            label(krate),
            format!("{form}: {}", why(krate)),
            statics(krate).to_owned(),
            size,
            cost.expansions.to_string(),
            time(cost),
            fuel(cost),
            bytes(cost.memory),
            cost.requests.to_string(),
        ]
    });
    let heads =
        ["Crate", "Form", "Statics", "Size", "Expansions", "Time", "Fuel", "Memory", "Requests"];
    table(&mut page, heads, 3, crates);
    for warning in &costs.warnings {
        let _ = writeln!(page, "<p><strong>Warning:</strong> {}</p>", escaped(warning));
    }
    page += "<h2>Slowest places</h2>\n";
    let places = costs.places.iter().map(|it| {
        let place = format!("{}:{}:{}", it.file, it.line, it.column);
        [place, format!("{} {}", it.kind, it.name), it.cost.expansions.to_string(), time(it.cost)]
    });
    table(&mut page, ["Place", "Macro", "Expansions", "Time"], 2, places);
    page += "</html>\n";
    Ok(page)
}

/// A table whose columns are numbers but for the first ones.
fn table<const N: usize>(
    page: &mut String,
    heads: [&str; N],
    words: usize,
    rows: impl Iterator<Item = [String; N]>,
) {
    let class = |column: usize| if column < words { "" } else { " class=\"n\"" };
    *page += "<table>\n<tr>";
    for (column, head) in heads.iter().enumerate() {
        let _ = write!(page, "<th{}>{head}</th>", class(column));
    }
    *page += "</tr>\n";
    for row in rows {
        *page += "<tr>";
        for (column, cell) in row.iter().enumerate() {
            let _ = write!(page, "<td{}>{}</td>", class(column), escaped(cell));
        }
        *page += "</tr>\n";
    }
    *page += "</table>\n";
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A bar for each of the slowest macros.
fn chart(macros: &[Macro]) -> Result<String> {
    let mut image = String::new();
    let height = 20 + BAR.unsigned_abs() * u32::try_from(macros.len())?;
    let longest = macros.iter().map(|it| it.cost.nanoseconds).max().unwrap_or(0).max(1);
    {
        let root = SVGBackend::with_string(&mut image, (WIDTH, height)).into_drawing_area();
        root.fill(&WHITE)?;
        let text = |side| {
            TextStyle::from(("sans-serif", 14).into_font()).pos(Pos::new(side, VPos::Center))
        };
        let room = f64::from(i32::try_from(WIDTH)? - NAMES - NUMBERS);
        for (number, it) in macros.iter().enumerate() {
            let top = 10 + BAR * i32::try_from(number)?;
            let middle = top + BAR / 2;
            let length = room * it.cost.nanoseconds as f64 / longest as f64;
            let right = NAMES + 10 + length as i32;
            let bar =
                Rectangle::new([(NAMES + 10, top + 3), (right, top + BAR - 3)], BLUE.filled());
            root.draw(&bar)?;
            let name = format!("{}::{}", it.krate, it.name);
            root.draw_text(&name, &text(HPos::Right), (NAMES, middle))?;
            root.draw_text(&time(it.cost), &text(HPos::Left), (right + 5, middle))?;
        }
        root.present()?;
    }
    Ok(image)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    use crate::project::costs::{Cost, Place};
    use crate::project::notes::{Form, Note};
    use crate::project::policy::Statics;

    #[test]
    fn crates_macros_and_places_are_on_the_page() {
        let cost = Cost { expansions: 3, nanoseconds: 12_500_000, ..Cost::default() };
        let [krate, kind, name] = ["a", "derive macro", "A"].map(str::to_owned);
        let note = Note {
            name: "enum_dispatch".to_owned(),
            version: "0.3.13".to_owned(),
            krate: krate.clone(),
            stem: "a-1".to_owned(),
            file: PathBuf::new(),
            form: Form::Module,
            why: "compiled for <it>".to_owned(),
            size: Some(1 << 20),
            statics: Some(Statics::Fresh),
        };
        let [file, line, column] = ["src/main.rs", "3", "10"].map(str::to_owned);
        let mut costs = Costs::new(vec![note], &[]);
        costs.macros =
            vec![Macro { krate: krate.clone(), kind: kind.clone(), name: name.clone(), cost }];
        costs.places = vec![Place { krate, file, line, column, kind, name, cost }];
        let page = page(&costs).unwrap();
        let parts = [
            "enum_dispatch 0.3.13",
            "compiled for &lt;it&gt;; needs shared statics",
            "<td>fresh</td>",
            "<strong>Warning:</strong> `enum_dispatch 0.3.13` has fresh statics",
            "1.0 MB",
            "a::A",
            "12.5 ms",
            "src/main.rs:3:10",
        ];
        for part in parts.into_iter().chain(["<svg", "</html>"]) {
            assert!(page.contains(part), "no {part} in {page}");
        }
    }
}
