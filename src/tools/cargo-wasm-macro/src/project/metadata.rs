//! What `cargo metadata` says of a workspace, as far as it is about which packages need which.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::{setup, variables};

#[derive(Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
    pub resolve: Resolve,
    pub workspace_members: Vec<String>,
}

#[derive(Deserialize)]
pub struct Package {
    pub id: String,
    pub name: String,
    pub version: String,
    pub source: Option<String>,
    pub targets: Vec<Target>,
    #[serde(default)]
    pub manifest_path: PathBuf,
}

#[derive(Deserialize)]
pub struct Target {
    pub name: String,
    pub kind: Vec<String>,
    #[serde(default)]
    pub src_path: PathBuf,
    /// Of the library, if it has one of its own.
    #[serde(default)]
    pub edition: String,
}

#[derive(Deserialize)]
pub struct Resolve {
    /// None in a workspace without a package at its root.
    pub root: Option<String>,
    pub nodes: Vec<Node>,
}

/// A package that is used, and what it depends on.
#[derive(Deserialize)]
pub struct Node {
    pub id: String,
    pub deps: Vec<Dependency>,
    #[serde(default)]
    pub features: Vec<String>,
}

#[derive(Deserialize)]
pub struct Dependency {
    /// What the package that has it calls its library.
    #[serde(default)]
    pub name: String,
    pub pkg: String,
    pub dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
pub struct DependencyKind {
    /// None of an ordinary one.
    pub kind: Option<String>,
}

/// Cargo, asked for what the workspace at `root` uses on a machine.
pub fn command(root: &Path, host: &str) -> Command {
    let mut command = setup::cargo();
    command.args(["metadata", "--format-version", "1", "--filter-platform", host]);
    command.arg("--manifest-path").arg(root.join("Cargo.toml"));
    command
}

/// What Cargo says while it builds, with more options; nothing if it cannot. What it writes, it writes to `directory`.
pub fn ask(
    root: &Path,
    platform: &str,
    options: &[&str],
    directory: &Path,
    rustc: &str,
) -> Option<Metadata> {
    let mut command = command(root, platform);
    command.args(options);
    // Not where the Cargo that is building has written what it knows of the compiler.
    command.env("CARGO_TARGET_DIR", directory).env("RUSTC", rustc).env("RUSTC_WRAPPER", "");
    variables::hide(&mut command).env_remove("RUSTC_WORKSPACE_WRAPPER").current_dir(root);
    let output = command.stderr(Stdio::null()).output().ok()?;
    serde_json::from_slice(&output.stdout).ok().filter(|_| output.status.success())
}

impl Package {
    pub fn library(&self) -> Option<&Target> {
        self.targets.iter().find(|target| target.is("lib") || target.is("rlib"))
    }

    pub fn has_build_script(&self) -> bool {
        self.targets.iter().any(|target| target.is("custom-build"))
    }

    pub fn macro_crate(&self) -> Option<&Target> {
        self.targets.iter().find(|target| target.is_macro_crate())
    }
}

impl Target {
    pub fn is_macro_crate(&self) -> bool {
        self.is("proc-macro")
    }

    fn is(&self, kind: &str) -> bool {
        self.kind.iter().any(|it| it == kind)
    }
}
