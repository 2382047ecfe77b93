//! `run`: one command of Cargo's with modules, and nothing of it stays.

use std::path::Path;

use anyhow::{Context, Result};

use crate::cli;
use crate::project::setup::Setup;

pub fn run(args: cli::Run) -> Result<bool> {
    let (rustc, manifest) = (args.compiler.rustc.as_deref(), manifest(&args.args));
    let (setup, _) = Setup::find(rustc, manifest.map(Path::new), args.locking.locked)?;
    let mut command = setup.cargo()?;
    let status = command.args(&args.args).status().context("Cargo cannot be run")?;
    // What Cargo runs may have more than one code.
    std::process::exit(status.code().unwrap_or(1))
}

/// The manifest that Cargo's arguments name.
fn manifest(args: &[String]) -> Option<&str> {
    let next = args.iter().skip(1).map(Some).chain([None]);
    args.iter().zip(next).find_map(|(arg, next)| match arg.strip_prefix("--manifest-path")? {
        "" => next.map(String::as_str),
        rest => rest.strip_prefix('='),
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_manifest_is_found_in_both_forms() {
        let manifest = |line: &str| {
            let args: Vec<String> = line.split(' ').map(str::to_owned).collect();
            super::manifest(&args).map(str::to_owned)
        };
        assert_eq!(
            manifest("build --manifest-path a/Cargo.toml -r").as_deref(),
            Some("a/Cargo.toml")
        );
        assert_eq!(manifest("build --manifest-path=a/Cargo.toml").as_deref(), Some("a/Cargo.toml"));
        assert_eq!(manifest("build --manifest"), None);
    }
}
