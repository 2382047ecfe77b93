//! `bench-chart`: reads groups of values as JSON, and writes them as an SVG image. It does not know what the values are
//! of, nor how bars are drawn.

mod chart;
mod draw;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;

use crate::chart::Chart;

/// Draws groups of bars on a logarithmic scale.
#[derive(Parser)]
struct Cli {
    /// A JSON file: `{"title", "unit", "groups": [{"name", "bars": [{"series", "value"}]}]}`
    input: PathBuf,
    /// The image to write
    #[arg(short, long, value_name = "FILE.svg")]
    output: PathBuf,
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    let input = cli.input.display();
    let text =
        fs::read_to_string(&cli.input).with_context(|| format!("`{input}` cannot be read"))?;
    let chart = Chart::from_json(&text).with_context(|| format!("`{input}` holds no chart"))?;
    let image = draw::svg(&chart)?;
    fs::write(&cli.output, image)
        .with_context(|| format!("`{}` cannot be written", cli.output.display()))
}
