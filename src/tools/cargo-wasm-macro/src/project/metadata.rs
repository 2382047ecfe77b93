//! What `cargo metadata` says of a workspace, as far as it is about which packages need which.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use super::setup;

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
}

#[derive(Deserialize)]
pub struct Target {
    pub name: String,
    pub kind: Vec<String>,
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
}

#[derive(Deserialize)]
pub struct Dependency {
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

impl Package {
    pub fn macro_crate(&self) -> Option<&Target> {
        self.targets.iter().find(|target| target.is_macro_crate())
    }
}

impl Target {
    pub fn is_macro_crate(&self) -> bool {
        self.kind.iter().any(|kind| kind == "proc-macro")
    }
}
