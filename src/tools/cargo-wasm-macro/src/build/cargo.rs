//! Runs Cargo so that nothing but the package, its dependencies and the compiler has a say: neither
//! flags and profiles of the environment, nor configuration files beside the package.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::failure::Messages;
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

/// What is built of a package, as options of Cargo.
pub fn selection(settings: &Settings, is_locked: bool) -> Vec<String> {
    let mut options = Vec::new();
    if !settings.features.is_empty() {
        options.push(format!("--features={}", settings.features.join(",")));
    }
    if !settings.default_features {
        options.push("--no-default-features".to_owned());
    }
    if is_locked {
        options.push("--locked".to_owned());
    }
    options
}

pub struct Cargo {
    pub rustc: PathBuf,
    pub offline: bool,
}

impl Cargo {
    /// What Cargo knows of the packages of a manifest; with what else is told, of their dependencies.
    pub fn metadata(&self, manifest: &Path, args: &[&str]) -> Result<Metadata> {
        let mut command = self.command("metadata", manifest)?;
        command.args(["--format-version", "1"]).args(args);
        let output = command.stderr(Stdio::piped()).output().context("Cargo cannot be run")?;
        if !output.status.success() {
            bail!("{}", reason(&String::from_utf8_lossy(&output.stderr)));
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// Builds the library, and shows what Cargo shows. Whether that worked.
    pub fn build(
        &self,
        manifest: &Path,
        target_dir: &Path,
        settings: &Settings,
        job: &Job,
        is_locked: bool,
        messages: &mut Messages,
    ) -> Result<bool> {
        let mut command = self.command("build", manifest)?;
        command.args(["--release", "--lib", "--target", &job.target]);
        command.arg(match std::io::stderr().is_terminal() {
            true => "--message-format=json-diagnostic-rendered-ansi",
            false => "--message-format=json",
        });
        command.arg("--target-dir").arg(target_dir);
        command.args(selection(settings, is_locked));
        command.env("RUSTC_WRAPPER", std::env::current_exe()?);
        command.env(wrapper::VARIABLE, serde_json::to_string(job)?);
        let mut child = command.stdout(Stdio::piped()).spawn().context("Cargo cannot be run")?;
        let stdout = child.stdout.take().context("Cargo has no output")?;
        for line in BufReader::new(stdout).split(b'\n') {
            messages.add(&String::from_utf8_lossy(&line?));
        }
        Ok(child.wait()?.success())
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
        command.current_dir(manifest.parent().context("a manifest without a directory")?);
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
