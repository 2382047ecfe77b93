//! The command line: reads a module, adds the counter, writes the result in one step.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;

/// Adds code to a module that counts the stack its calls take.
///
/// The module exports the counter, an i32 in its memory under the name `rustc_stack_left`, and the
/// function `rustc_stack_exhausted`, which is called when the counter is below 0 and does not return.
/// Both exports are taken away.
#[derive(Parser)]
struct Args {
    module: PathBuf,
    #[arg(short, long)]
    output: PathBuf,
}

fn main() -> Result<()> {
    let Args { module, output } = Args::parse();
    let bytes = fs::read(&module).with_context(|| format!("cannot read `{}`", module.display()))?;
    let counted = stack_counter::add_counter(&bytes)
        .with_context(|| format!("cannot add a counter to `{}`", module.display()))?;
    let scratch = output.with_extension("partial");
    fs::write(&scratch, &counted.module)
        .and_then(|()| fs::rename(&scratch, &output))
        .with_context(|| format!("cannot write `{}`", output.display()))?;
    println!("{} of {} functions count", counted.changed, counted.functions);
    Ok(())
}
