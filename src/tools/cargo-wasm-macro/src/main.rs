//! `cargo wasm-macro`: builds procedural macro crates as WebAssembly modules, and says what is in
//! one. This file knows only which of the programs in this one is wanted: Cargo runs it as its
//! `rustc` too.

mod build;
mod cli;
mod code;
mod commands;
mod expansion;
mod files;
mod output;
mod project;
mod record;
mod sections;

use std::process::ExitCode;

fn main() -> ExitCode {
    if build::wrapper::is_wanted() {
        return build::wrapper::main();
    }
    if project::wrapper::is_wanted() {
        return project::wrapper::main();
    }
    let cli = match cli::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(status) => return status,
    };
    match commands::run(cli) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {}", output::one_line(&format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}
