//! What clap's derives refuse.

use clap::{Args, Parser, Subcommand, ValueEnum};

#[derive(Parser)]
#[command(name = 5, unknown_method = true, rename_all = "shouting")]
struct Cli {
    #[arg(short = "long", flatten)]
    a: u8,
    #[arg(long, subcommand)]
    b: Sub,
    #[command(subcommand, default_value = "x")]
    c: Sub,
    #[arg(value_parser = nothing)]
    d: NotAValue,
    #[command(flatten)]
    e: u8,
}

#[derive(Parser)]
#[command(name = "plain")]
struct Plain {
    #[arg(no_such_method(3))]
    a: u8,
    b: NotAValue,
}

struct NotAValue;

#[derive(Subcommand)]
struct Sub {
    a: u8,
}

#[derive(ValueEnum, Clone)]
enum Values {
    A(u8),
    B { b: u8 },
}

#[derive(Args)]
enum NotArgs {
    A,
}

#[derive(Subcommand)]
enum Tuple {
    Two(u8, u8),
}

fn main() {}
