//! `#[derive(FromArgs)]`: options, switches, subcommands, and the texts of help and errors.

use argh::{FromArgValue, FromArgs};

/// Moves things about.
#[derive(FromArgs, Debug)]
struct Mover {
    /// how far
    #[argh(option, short = 'd', default = "3")]
    distance: u32,
    /// which way
    #[argh(option)]
    way: Option<Way>,
    /// say what happens
    #[argh(switch, short = 'v')]
    verbose: bool,
    #[argh(subcommand)]
    what: What,
}

#[derive(FromArgValue, Debug)]
enum Way {
    Left,
    Right,
}

#[derive(FromArgs, Debug)]
#[argh(subcommand)]
enum What {
    Box(BoxCommand),
    Chair(ChairCommand),
}

/// Moves boxes.
#[derive(FromArgs, Debug)]
#[argh(subcommand, name = "box", note = "Boxes are heavy.")]
struct BoxCommand {
    /// their names
    #[argh(positional, greedy)]
    names: Vec<String>,
}

/// Moves a chair.
#[derive(FromArgs, Debug)]
#[argh(subcommand, name = "chair", error_code(1, "The chair is taken."))]
struct ChairCommand {
    /// number of legs
    #[argh(option, from_str_fn(odd))]
    legs: u8,
}

fn odd(value: &str) -> Result<u8, String> {
    value.parse().map_err(|_| format!("{value} legs?"))
}

fn main() {
    for line in [
        "--distance 5 --way left -v box a b",
        "chair --legs 4",
        "chair --legs many",
        "chair",
        "--way up box",
        "--help",
        "chair --help",
    ] {
        let words: Vec<_> = line.split(' ').collect();
        match Mover::from_args(&["mover"], &words) {
            Ok(mover) => println!("{mover:?}"),
            Err(exit) => println!("{:?}\n{}", exit.status, exit.output),
        }
    }
    println!("{:?}", Mover::redact_arg_values(&["mover"], &["-v", "box", "secret"]));
}
