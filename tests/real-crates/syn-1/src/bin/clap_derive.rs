//! A command line of the third version of clap.

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Counts things.
#[derive(Parser, Debug)]
#[clap(name = "count", version = "1.2", about)]
struct Count {
    /// How loud
    #[clap(short, long, parse(from_occurrences))]
    verbose: u8,
    #[clap(flatten)]
    place: Place,
    #[clap(subcommand)]
    what: What,
}

#[derive(Args, Debug)]
struct Place {
    /// Where to count
    #[clap(long, default_value = "here", value_name = "PLACE")]
    place: String,
    #[clap(long = "colour", arg_enum, default_value_t)]
    color: Color,
}

#[derive(ValueEnum, Clone, Debug, Default)]
enum Color {
    #[default]
    Always,
    #[clap(name = "not-at-all")]
    Never,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Counts sheep
    Sheep { number: u32, names: Vec<String> },
    #[clap(name = "stars", visible_alias = "lights")]
    Stars(Stars),
}

#[derive(Args, Debug)]
struct Stars {
    #[clap(long, requires = "north")]
    south: Option<i64>,
    #[clap(long)]
    north: bool,
}

fn main() {
    let lines: [&[&str]; 5] = [
        &["count", "-vv", "sheep", "3", "Dolly", "Molly"],
        &["count", "--colour=not-at-all", "lights", "--south=-3", "--north"],
        &["count", "stars", "--south=1"],
        &["count", "sheep", "three"],
        &["count", "--help"],
    ];
    for line in lines {
        match Count::try_parse_from(line) {
            Ok(count) => println!("{count:?}"),
            Err(error) => println!("{error}"),
        }
    }
}
