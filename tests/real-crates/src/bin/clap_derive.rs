//! clap's derives: parsers, subcommands, value enums, argument groups; help, usage and errors.

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

/// Looks after crabs.
///
/// The second paragraph is long help.
#[derive(Parser, Debug)]
#[command(name = "crabs", version = "1.2", about = "Looks after crabs", next_line_help = false)]
struct Cli {
    /// How much to say
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    verbose: u8,
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Args, Debug)]
#[group(required = false, multiple = false)]
struct Place {
    /// By name
    #[arg(long, value_name = "NAME")]
    beach: Option<String>,
    /// By number
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..9))]
    number: Option<u16>,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Feeds them
    #[command(visible_alias = "f")]
    Feed {
        /// What with
        #[arg(value_enum, default_value_t)]
        food: Food,
        #[arg(short = 'n', long, num_args = 1.., value_delimiter = ',')]
        names: Vec<String>,
    },
    /// Counts them
    Count(CountArgs),
    #[command(external_subcommand)]
    Other(Vec<String>),
}

#[derive(Args, Debug)]
struct CountArgs {
    #[arg(requires = "to")]
    from: i32,
    to: Option<i32>,
    #[arg(long, hide = true, default_value = "x")]
    secret: String,
}

#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq)]
#[value(rename_all = "SCREAMING_SNAKE_CASE")]
enum Food {
    #[default]
    SeaWeed,
    /// Expensive
    #[value(alias = "fancy")]
    Shrimp,
    #[value(skip)]
    #[allow(dead_code)]
    Secret,
}

/// What `Cargo.toml` says of the package.
#[derive(Parser)]
#[command(version, about, author)]
struct FromCargo;

fn main() {
    let from_cargo = FromCargo::command();
    println!("{:?} {:?}", from_cargo.get_name(), from_cargo.get_version());
    Cli::command().debug_assert();
    for line in [
        "crabs",
        "crabs -vv --beach North feed SHRIMP -n a,b c",
        "crabs f",
        "crabs feed fancy -v",
        "crabs count 1 2",
        "crabs count 1",
        "crabs count one",
        "crabs --number 9",
        "crabs --number 3 --beach x",
        "crabs dance now",
        "crabs feed GRASS",
        "crabs --help",
        "crabs feed --help",
        "crabs --version",
        "crabs --unknown",
    ] {
        println!("$ {line}");
        match Cli::try_parse_from(line.split(' ')) {
            Ok(cli) => println!("{cli:?}"),
            Err(error) => println!("{:?}\n{error}", error.kind()),
        }
    }
}
