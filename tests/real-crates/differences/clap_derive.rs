//! clap's derive asks the environment for what `Cargo.toml` says of the package.

#[derive(clap::Parser)]
#[command(version, about, author)]
struct Cli;

fn main() {}
