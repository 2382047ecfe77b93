//! What structopt refuses with the help of proc-macro-error.

use structopt::StructOpt;

#[derive(StructOpt)]
struct Both {
    #[structopt(subcommand, flatten)]
    both: u8,
}

#[derive(StructOpt)]
struct Parse {
    #[structopt(parse(from_nowhere))]
    a: u8,
    #[structopt(rename_all = "loud")]
    b: u8,
}

#[derive(StructOpt)]
struct Tuple(u8, u8);

fn main() {}
