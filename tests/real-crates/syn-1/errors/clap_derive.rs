//! Attributes that exclude each other, and some that are none of clap's.

use clap::Parser;

#[derive(Parser)]
struct Both {
    #[clap(subcommand, flatten)]
    both: u8,
}

#[derive(Parser)]
struct Skipped {
    #[clap(skip = 5, long)]
    skipped: u32,
    #[clap(parse(from_nowhere))]
    nowhere: String,
}

#[derive(Parser)]
union Union {
    a: u8,
}

fn main() {}
