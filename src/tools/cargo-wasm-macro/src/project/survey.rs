//! Which macro crates a workspace has, and which of them can be modules: all of them are built.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::policy::Policy;
use super::setup::{Setup, cargo};

/// Variable with a directory for [`Refusal`]s.
pub const REFUSALS: &str = "CARGO_WASM_MACRO_REFUSALS";

/// Why a macro crate cannot be a module.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Refusal {
    pub name: String,
    pub version: String,
    pub why: String,
}

/// What is known of a macro crate.
pub enum Form {
    Module,
    /// The policy says so.
    Native,
    Refused(String),
    /// Something else went wrong, and Cargo has said what.
    NotBuilt,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
    workspace_members: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

/// A line of Cargo's about something that it has built.
#[derive(Deserialize)]
struct Artifact {
    reason: String,
    package_id: Option<String>,
    target: Option<Target>,
}

/// A macro crate of the workspace's lock file.
pub struct MacroCrate {
    id: String,
    is_member: bool,
    pub name: String,
    pub version: String,
}

/// The macro crates that are used on this host, by name and version.
pub fn macro_crates(setup: &Setup, offline: bool) -> Result<Vec<MacroCrate>> {
    let host = crate::build::Compiler::find(Some(&setup.rustc))?.host()?;
    let mut command = cargo();
    command.args(["metadata", "--format-version", "1", "--filter-platform", &host]);
    command.arg("--manifest-path").arg(setup.root.join("Cargo.toml"));
    if offline {
        command.arg("--offline");
    }
    let output = command.stderr(Stdio::inherit()).output().context("Cargo cannot be run")?;
    if !output.status.success() {
        bail!("Cargo cannot say which packages the workspace has");
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    let used: Vec<String> = metadata.resolve.nodes.into_iter().map(|node| node.id).collect();
    let is_macro = |package: &Package| {
        used.contains(&package.id)
            && package.targets.iter().any(|target| is_macro_kind(&target.kind))
    };
    let packages = metadata.packages.into_iter().filter(is_macro);
    let mut crates: Vec<MacroCrate> = packages
        .map(|Package { id, name, version, .. }| {
            let is_member = metadata.workspace_members.contains(&id);
            MacroCrate { id, is_member, name, version }
        })
        .collect();
    crates.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(crates)
}

fn is_macro_kind(kinds: &[String]) -> bool {
    kinds.iter().any(|kind| kind == "proc-macro")
}

/// Builds them, and says of each in the same order what it is.
pub fn build(
    setup: &Setup,
    policy: &Policy,
    crates: &[MacroCrate],
    offline: bool,
) -> Result<Vec<Form>> {
    let refusals = tempfile::Builder::new().prefix("cargo-wasm-macro-").tempdir()?;
    let mut built = Vec::new();
    // If members are among the packages, Cargo knows none but what these depend on.
    let (members, others): (Vec<_>, Vec<_>) = crates.iter().partition(|krate| krate.is_member);
    for some in [others, members].iter().filter(|some| !some.is_empty()) {
        built.extend(build_together(setup, some, offline, refusals.path())?);
    }
    let refused = read(refusals.path().to_owned())?;
    let form = |krate: &MacroCrate| {
        let key = (krate.name.clone(), krate.version.clone());
        match refused.get(&key) {
            Some(why) => Form::Refused(why.clone()),
            None if !built.contains(&krate.id) => Form::NotBuilt,
            None if policy.may_be_native(&krate.name, &krate.version) => Form::Native,
            None => Form::Module,
        }
    };
    Ok(crates.iter().map(form).collect())
}

/// Builds some of them by one command, and gives the packages of those that were built.
fn build_together(
    setup: &Setup,
    crates: &[&MacroCrate],
    offline: bool,
    refusals: &Path,
) -> Result<Vec<String>> {
    let mut command = setup.cargo()?;
    command.args(["build", "--lib", "--keep-going", "--message-format", "json"]);
    command.arg("--manifest-path").arg(setup.root.join("Cargo.toml"));
    if offline {
        command.arg("--offline");
    }
    for krate in crates {
        command.arg("--package").arg(&krate.id);
    }
    command.env(REFUSALS, refusals);
    let output = command.stderr(Stdio::inherit()).output().context("Cargo cannot be run")?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    let artifacts = stdout.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok());
    let built = artifacts
        .filter(|it| it.reason == "compiler-artifact")
        .filter(|it| it.target.as_ref().is_some_and(|target| is_macro_kind(&target.kind)))
        .filter_map(|it| it.package_id);
    Ok(built.collect())
}

fn read(directory: PathBuf) -> Result<BTreeMap<(String, String), String>> {
    let mut refused = BTreeMap::new();
    for entry in std::fs::read_dir(directory)? {
        let Refusal { name, version, why } =
            serde_json::from_slice(&std::fs::read(entry?.path())?)?;
        refused.insert((name, version), why);
    }
    Ok(refused)
}
