//! What Cargo has to be told so that it makes modules of a project's macro crates.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::policy::FILE;
use super::rules::{Locking, Rules};
use super::variables;
use crate::build::Compiler;

/// Configuration of Cargo, and where it is used.
pub struct Setup {
    /// The directory of the workspace.
    pub root: PathBuf,
    pub rustc: PathBuf,
    pub rustdoc: PathBuf,
    /// This program.
    pub wrapper: PathBuf,
    /// The wrapper that the user has besides.
    pub other_wrapper: Option<String>,
    pub locking: Locking,
    pub fingerprint: String,
}

impl Setup {
    /// For the workspace of a manifest, or of the working directory.
    pub fn find(
        rustc: Option<&Path>,
        manifest: Option<&Path>,
        is_locked: bool,
    ) -> Result<(Setup, Rules)> {
        let locking = if is_locked { Locking::On } else { Locking::AsThePolicySays };
        Setup::find_with(rustc, manifest, locking)
    }

    fn find_with(
        rustc: Option<&Path>,
        manifest: Option<&Path>,
        locking: Locking,
    ) -> Result<(Setup, Rules)> {
        let root = workspace(manifest)?;
        let rustc = Compiler::path(rustc)?;
        let rustdoc = rustc.with_file_name(format!("rustdoc{}", std::env::consts::EXE_SUFFIX));
        let wrapper = std::env::current_exe()?;
        let other_wrapper = other_wrapper(&root, &wrapper)?;
        let rules = Rules::read(&root, locking)?;
        let fingerprint = rules.fingerprint()?;
        let setup = Setup { root, rustc, rustdoc, wrapper, other_wrapper, locking, fingerprint };
        Ok((setup, rules))
    }

    /// The same without a lock, whatever the policy says of that.
    pub fn find_unlocked(rustc: Option<&Path>, manifest: Option<&Path>) -> Result<(Setup, Rules)> {
        Setup::find_with(rustc, manifest, Locking::Off)
    }

    pub fn policy(&self) -> PathBuf {
        self.root.join(FILE)
    }

    /// Cargo, with all of this for one command.
    pub fn cargo(&self) -> Result<Command> {
        let mut command = cargo();
        let policy = self.policy();
        let values = [
            (variables::POLICY, text(&policy)?),
            (variables::FINGERPRINT, self.fingerprint.as_str()),
            (variables::LOCKED, self.locking.name()),
            (variables::WRAPPER, self.other_wrapper.as_deref().unwrap_or_default()),
            (variables::RUSTDOC, text(&self.rustdoc)?),
        ];
        for (name, value) in values {
            // What Cargo has said of itself before counts only if these are the same, which it does not
            // see of its own environment.
            let value = toml::Value::from(value);
            command.arg("--config").arg(format!("env.{name}.value={value}"));
            command.arg("--config").arg(format!("env.{name}.force=true"));
        }
        command.env("RUSTC", &self.rustc).env("RUSTC_WRAPPER", &self.wrapper);
        if self.rustdoc.is_file() {
            command.env("RUSTDOC", &self.wrapper);
        }
        Ok(command)
    }

    /// The same for a subcommand with its options, in the workspace.
    pub fn subcommand(&self, args: &[&str], offline: bool) -> Result<Command> {
        let mut command = self.cargo()?;
        command.args(args).arg("--manifest-path").arg(self.root.join("Cargo.toml"));
        if offline {
            command.arg("--offline");
        }
        Ok(command)
    }
}

pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
}

pub fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("`{}` is not valid UTF-8", path.display()))
}

/// The directory of a manifest's workspace, or of the working directory's.
pub fn workspace(manifest: Option<&Path>) -> Result<PathBuf> {
    let mut command = cargo();
    command.args(["locate-project", "--workspace", "--message-format", "plain"]);
    if let Some(manifest) = manifest {
        command.arg("--manifest-path").arg(manifest);
    }
    let output = command.stderr(Stdio::piped()).output().context("Cargo cannot be run")?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        let reason = stderr.trim_start_matches("error: ").trim_end().to_owned();
        bail!("{reason}");
    }
    let manifest = PathBuf::from(String::from_utf8(output.stdout)?.trim_end());
    Ok(manifest.parent().context("a manifest without a directory")?.to_owned())
}

/// The wrapper that Cargo would call without this program: of the environment, or of the first
/// configuration file that names one.
fn other_wrapper(root: &Path, this: &Path) -> Result<Option<String>> {
    let variables = ["RUSTC_WRAPPER", "CARGO_BUILD_RUSTC_WRAPPER"];
    if let Some(value) = variables.iter().find_map(|name| std::env::var(name).ok()) {
        return Ok(Some(value).filter(|value| !value.is_empty() && Path::new(value) != this));
    }
    let home = std::env::home_dir().map(|home| home.join(".cargo"));
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or(home);
    let start = std::env::current_dir()?;
    let start = if start.starts_with(root) { start.as_path() } else { root };
    let directories = start.ancestors().map(|directory| directory.join(".cargo")).chain(home);
    for file in directories.flat_map(|it| [it.join("config"), it.join("config.toml")]) {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let Ok(config) = text.parse::<toml::Table>() else {
            bail!("`{}` is not valid TOML", file.display());
        };
        let moved = config.get("env").and_then(|env| env.get(variables::WRAPPER)?.get("value"));
        let named = config.get("build").and_then(|build| build.get("rustc-wrapper"));
        let named = named.filter(|value| value.as_str().is_none_or(|it| Path::new(it) != this));
        if let Some(value) = moved.or(named).and_then(|value| value.as_str()) {
            return Ok(Some(value.to_owned()).filter(|value| !value.is_empty()));
        }
    }
    Ok(None)
}
