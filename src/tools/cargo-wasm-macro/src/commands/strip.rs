//! `strip`: writes a module without names and debug data.

use anyhow::Result;

use crate::{cli, files, output, sections};

pub fn run(args: cli::Strip) -> Result<bool> {
    let bytes = files::read(&args.file)?;
    let stripped = sections::rewrite(&bytes, |section| !section.is_debug(), None)?;
    files::write(&args.output, &stripped)?;
    let (now, before) = (stripped.len(), bytes.len());
    output::print(&format!("{}: {now} bytes, were {before}\n", args.output.display()))?;
    Ok(true)
}
