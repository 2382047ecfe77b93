//! `strip`: writes a module without names and debug data.

use anyhow::Result;

use crate::{cli, files, sections};

pub fn run(args: cli::Strip) -> Result<bool> {
    let bytes = files::read(&args.file)?;
    let stripped = sections::rewrite(&bytes, |section| !section.is_debug(), None)?;
    files::write(&args.output, &stripped)?;
    println!("{}: {} bytes, were {}", args.output.display(), stripped.len(), bytes.len());
    Ok(true)
}
