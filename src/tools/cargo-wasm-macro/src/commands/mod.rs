//! The subcommands: each reads its files, asks the rest of the program, and prints.

mod annotate;
mod build;
pub mod cache;
mod check;
mod compile;
mod disable;
mod enable;
mod expand;
mod inspect;
mod lock;
mod pack;
mod report;
mod run;
mod strip;
mod vendor;
mod verify;

use anyhow::Result;

use crate::cli::{Cli, Command};

/// Whether what was asked is so; false ends the program with an error code.
pub fn run(cli: Cli) -> Result<bool> {
    match cli.command {
        Command::Build(args) => build::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Annotate(args) => annotate::run(args),
        Command::Strip(args) => strip::run(args),
        Command::Check(args) => check::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Expand(args) => expand::run(args),
        Command::Compile(args) => compile::run(args),
        Command::Cache(args) => cache::run(args),
        Command::Run(args) => run::run(args),
        Command::Enable(args) => enable::run(args),
        Command::Disable(args) => disable::run(args),
        Command::Pack(args) => pack::run(args),
        Command::Lock(args) => lock::run(args),
        Command::Vendor(args) => vendor::run(args),
        Command::Report(args) => report::run(args),
    }
}
