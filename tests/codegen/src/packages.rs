//! Copies the sources of published packages, of the versions that `real-crates` uses. Does not know what
//! they are for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use crate::process;

/// How long cargo may take to say where packages are, and to download them.
const LIMIT: Duration = Duration::from_secs(300);

/// The programs that use the packages, with a lock file.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("real-crates")
}

/// A copy of the published package, of the version that `real-crates` uses, as a project of its own.
pub fn unpack(name: &str, directory: &Path) -> Result<PathBuf, String> {
    static METADATA: OnceLock<Result<String, String>> = OnceLock::new();
    let metadata = METADATA.get_or_init(metadata).as_deref().map_err(Clone::clone)?;
    // `"manifest_path":".../registry/src/INDEX/NAME-VERSION/Cargo.toml"`
    let source = metadata
        .split("\"manifest_path\":\"")
        .filter_map(|rest| rest.split_once("/Cargo.toml\"").map(|(path, _)| Path::new(path)))
        .find(|path| {
            let directory = path.file_name().and_then(|directory| directory.to_str());
            directory.is_some_and(|directory| is_version_of(directory, name))
        });
    let source = source.ok_or_else(|| format!("cargo knows no package `{name}`"))?;
    let package = directory.join(name);
    let _ = fs::remove_dir_all(&package);
    copy(source, &package).map_err(|error| format!("{}: {error}", source.display()))?;
    // So that it is no part of a workspace above.
    let manifest = package.join("Cargo.toml");
    let mut text = fs::read_to_string(&manifest).map_err(|error| error.to_string())?;
    if !text.contains("[workspace]") {
        text += "\n[workspace]\n";
    }
    fs::write(&manifest, text).map_err(|error| error.to_string())?;
    Ok(package)
}

/// What Cargo says of the packages.
fn metadata() -> Result<String, String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(project()).args(["metadata", "--locked", "--format-version=1"]);
    Ok(process::finish(cargo, "", LIMIT)?.stdout)
}

fn is_version_of(directory: &str, name: &str) -> bool {
    let version = directory.strip_prefix(name).and_then(|rest| rest.strip_prefix('-'));
    version.is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (path, to) = entry.map(|entry| (entry.path(), to.join(entry.file_name())))?;
        if path.is_dir() { copy(&path, &to)? } else { fs::copy(&path, &to).map(drop)? }
    }
    Ok(())
}
