//! `disable`: takes back what `enable` has added to Cargo's configuration.

use anyhow::{Context, Result, bail};

use crate::project::{config, setup};
use crate::{cli, files, output};

pub fn run(args: cli::Disable) -> Result<bool> {
    let root = setup::workspace(args.workspace.manifest_path.as_deref())?;
    let directory = root.join(".cargo");
    let path = directory.join("config.toml");
    let context = || format!("`{}` cannot be changed", path.display());
    let text = config::read(&path)?;
    if !config::is_enabled(&text).with_context(context)? {
        bail!("`{}` has nothing of `cargo wasm-macro enable`", path.display());
    }
    let disabled = config::disabled(&text).with_context(context)?;
    if disabled.trim().is_empty() {
        std::fs::remove_file(&path).with_context(context)?;
        // It may have other files.
        let _ = std::fs::remove_dir(&directory);
        output::print(&format!("removed {}\n", path.display()))?;
    } else {
        files::write(&path, disabled.as_bytes())?;
        output::print(&format!("changed {}\n", path.display()))?;
    }
    Ok(true)
}
