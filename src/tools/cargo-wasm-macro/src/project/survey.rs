//! Which macro crates a workspace has, and which of them can be modules: all of them are built.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::metadata::{self, Metadata, Package, Target};
use super::policy::Policy;
use super::setup::Setup;
use crate::build::Compiler;
use crate::files;

/// Variable with a directory for [`Refusal`]s.
const REFUSALS: &str = "CARGO_WASM_MACRO_REFUSALS";

/// Why there is no module of a macro crate.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Refusal {
    pub name: String,
    pub version: String,
    pub why: String,
    /// Whether it can be a module, but not this one.
    pub is_changed: bool,
}

impl Refusal {
    /// Tells whoever surveys; false if nobody does.
    pub fn tell(&self) -> Result<bool> {
        let Some(directory) = std::env::var_os(REFUSALS) else { return Ok(false) };
        let path = Path::new(&directory).join(format!("{}-{}.json", self.name, self.version));
        files::write(&path, &serde_json::to_vec(self)?)?;
        Ok(true)
    }
}

/// What is known of a macro crate.
pub enum Form {
    Module,
    /// The policy says so.
    Native,
    Refused(String),
    /// It is not the module that it has to be.
    Changed(String),
    /// Something else went wrong, and Cargo has said what.
    NotBuilt,
}

/// A line of Cargo's about something that it has built.
#[derive(Deserialize)]
struct Artifact {
    package_id: String,
    target: Target,
    profile: Profile,
    features: Vec<String>,
    filenames: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Profile {
    test: bool,
}

/// A macro crate that Cargo has built.
pub struct Built {
    /// Cargo's name of the package.
    pub id: String,
    /// Sorted.
    pub features: Vec<String>,
    /// What Cargo takes for the dylib.
    pub file: PathBuf,
}

/// The macro crates among what Cargo has printed of a build.
pub fn built(stdout: &str) -> Vec<Built> {
    let artifacts = stdout.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok());
    artifacts
        .filter(|it| it.target.is_macro_crate() && !it.profile.test)
        .filter_map(|Artifact { package_id, mut features, filenames, .. }| {
            let is_dylib = |file: &PathBuf| {
                file.extension().is_some_and(|it| it == std::env::consts::DLL_EXTENSION)
            };
            features.sort();
            Some(Built { id: package_id, features, file: filenames.into_iter().find(is_dylib)? })
        })
        .collect()
}

/// A macro crate of the workspace's lock file.
pub struct MacroCrate {
    pub id: String,
    is_member: bool,
    /// Of the crate, which need not be the package's.
    pub krate: String,
    pub name: String,
    pub version: String,
}

impl MacroCrate {
    /// Whether it is from crates.io.
    pub fn is_published(&self) -> bool {
        self.id.starts_with("registry+https://github.com/rust-lang/crates.io-index#")
    }
}

/// The macro crates that are used on this host, by name and version.
pub fn macro_crates(setup: &Setup, offline: bool) -> Result<Vec<MacroCrate>> {
    let compiler = Compiler::find(Some(&setup.rustc))?;
    let mut command = metadata::command(&setup.root, compiler.host()?);
    if offline {
        command.arg("--offline");
    }
    let output = command.stderr(Stdio::inherit()).output().context("Cargo cannot be run")?;
    if !output.status.success() {
        bail!("Cargo cannot say which packages the workspace has");
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    let used: Vec<String> = metadata.resolve.nodes.into_iter().map(|node| node.id).collect();
    let packages = metadata.packages.into_iter().filter(|package| used.contains(&package.id));
    let mut crates: Vec<MacroCrate> = packages
        .filter_map(|package| {
            let krate = package.macro_crate()?.name.replace('-', "_");
            let Package { id, name, version, .. } = package;
            let is_member = metadata.workspace_members.contains(&id);
            Some(MacroCrate { id, is_member, krate, name, version })
        })
        .collect();
    crates.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(crates)
}

/// Builds them, and says of each in the same order what it is.
pub fn build(
    setup: &Setup,
    policy: &Policy,
    crates: &[MacroCrate],
    offline: bool,
) -> Result<Vec<Form>> {
    let refusals = tempfile::Builder::new().prefix("cargo-wasm-macro-").tempdir()?;
    let built = build_all(setup, crates, offline, Some(refusals.path()))?;
    let refused = read(refusals.path().to_owned())?;
    let form = |krate: &MacroCrate| {
        let key = (krate.name.clone(), krate.version.clone());
        match refused.get(&key) {
            Some(Refusal { why, is_changed: true, .. }) => Form::Changed(why.clone()),
            Some(Refusal { why, .. }) => Form::Refused(why.clone()),
            None if !built.iter().any(|it| it.id == krate.id) => Form::NotBuilt,
            None if policy.may_be_native(&krate.name, &krate.version) => Form::Native,
            None => Form::Module,
        }
    };
    Ok(crates.iter().map(form).collect())
}

/// Builds them, and gives those that were built.
pub fn build_all(
    setup: &Setup,
    crates: &[MacroCrate],
    offline: bool,
    refusals: Option<&Path>,
) -> Result<Vec<Built>> {
    let mut built = Vec::new();
    // If members are among the packages, Cargo knows none but what these depend on.
    let (members, others): (Vec<_>, Vec<_>) = crates.iter().partition(|krate| krate.is_member);
    for some in [others, members].iter().filter(|some| !some.is_empty()) {
        built.extend(build_together(setup, some, offline, refusals)?);
    }
    Ok(built)
}

/// Builds some of them by one command, and gives those that were built.
fn build_together(
    setup: &Setup,
    crates: &[&MacroCrate],
    offline: bool,
    refusals: Option<&Path>,
) -> Result<Vec<Built>> {
    let mut command = setup.cargo()?;
    command.args(["build", "--lib", "--keep-going", "--message-format", "json"]);
    command.arg("--manifest-path").arg(setup.root.join("Cargo.toml"));
    if offline {
        command.arg("--offline");
    }
    for krate in crates {
        command.arg("--package").arg(&krate.id);
    }
    command.envs(refusals.map(|directory| (REFUSALS, directory)));
    let output = command.stderr(Stdio::inherit()).output().context("Cargo cannot be run")?;
    Ok(built(&String::from_utf8_lossy(&output.stdout)))
}

fn read(directory: PathBuf) -> Result<BTreeMap<(String, String), Refusal>> {
    let mut refused = BTreeMap::new();
    for entry in std::fs::read_dir(directory)? {
        let refusal: Refusal = serde_json::from_slice(&std::fs::read(entry?.path())?)?;
        refused.insert((refusal.name.clone(), refusal.version.clone()), refusal);
    }
    Ok(refused)
}
