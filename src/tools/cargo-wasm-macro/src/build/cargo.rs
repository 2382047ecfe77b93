//! Runs Cargo so that nothing but the package, its dependencies and the compiler has a say: neither
//! flags and profiles of the environment, nor configuration files beside the package.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::metadata::Metadata;
use super::wrapper::{self, Job};
use crate::record::Settings;

/// Variables that change what is built, or where.
const REMOVED: &[&str] = &[
    "CARGO_INCREMENTAL",
    "RUSTC",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTC_WRAPPER",
    "RUSTDOCFLAGS",
    "RUSTFLAGS",
];
const REMOVED_PREFIXES: &[&str] =
    &["CARGO_BUILD_", "CARGO_CFG_", "CARGO_PROFILE_", "CARGO_TARGET_", "CARGO_UNSTABLE_"];
/// The exception among those.
const JOBS: &str = "CARGO_BUILD_JOBS";

pub struct Cargo {
    pub rustc: PathBuf,
    pub offline: bool,
}

impl Cargo {
    /// What Cargo knows of the packages of a manifest; with all their dependencies, if wanted.
    pub fn metadata(&self, manifest: &Path, with_dependencies: bool) -> Result<Metadata> {
        let mut command = self.command("metadata", manifest)?;
        command.args(["--format-version", "1"]);
        if !with_dependencies {
            command.arg("--no-deps");
        }
        let output = command.stderr(Stdio::piped()).output().context("Cargo cannot be run")?;
        if !output.status.success() {
            bail!("{}", reason(&String::from_utf8_lossy(&output.stderr)));
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// Builds the library, and shows what Cargo shows.
    pub fn build(
        &self,
        manifest: &Path,
        target_dir: &Path,
        settings: &Settings,
        job: &Job,
        is_locked: bool,
    ) -> Result<()> {
        let mut command = self.command("build", manifest)?;
        command.args(["--release", "--lib", "--target", &settings.target]);
        command.arg("--target-dir").arg(target_dir);
        if !settings.features.is_empty() {
            command.args(["--features", &settings.features.join(",")]);
        }
        if !settings.default_features {
            command.arg("--no-default-features");
        }
        if is_locked {
            command.arg("--locked");
        }
        command.env("RUSTC_WRAPPER", std::env::current_exe()?);
        command.env(wrapper::VARIABLE, serde_json::to_string(job)?);
        // The standard output of this program is for its results.
        let status = command.stdout(Stdio::null()).status().context("Cargo cannot be run")?;
        if !status.success() {
            bail!("Cargo could not build the package");
        }
        Ok(())
    }

    fn command(&self, verb: &str, manifest: &Path) -> Result<Command> {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        for (name, _) in std::env::vars_os() {
            if is_removed(&name) {
                command.env_remove(name);
            }
        }
        command.env("RUSTC", &self.rustc);
        // Empty, it also takes the place of flags in Cargo's configuration.
        command.env("CARGO_ENCODED_RUSTFLAGS", "");
        command.arg(verb).arg("--manifest-path").arg(manifest);
        if self.offline {
            command.arg("--offline");
        }
        // Where Cargo starts to look for configuration files.
        command.current_dir(manifest.parent().context("a manifest without a folder")?);
        command.stdin(Stdio::null());
        Ok(command)
    }
}

fn is_removed(name: &OsString) -> bool {
    let Some(name) = name.to_str() else { return false };
    let has_prefix = REMOVED_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    name != JOBS && (has_prefix || REMOVED.contains(&name))
}

/// What Cargo complains of, without its progress.
fn reason(stderr: &str) -> String {
    let start = stderr.find("error: ").map_or(0, |start| start + "error: ".len());
    let reason = stderr[start..].split("required by package `cargo-wasm-macro-fetch").next();
    reason.unwrap_or_default().replace("Caused by:", "because:")
}
