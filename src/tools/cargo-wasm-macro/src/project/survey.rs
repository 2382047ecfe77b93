//! Which macro crates a workspace has, and which of them can be modules: all that it uses are built.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::metadata::{self, Metadata, Package, Target};
use super::needs::Needs;
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

/// What builds macro crates: whatever uses them. Both, as what tests depend on can enable more of other crates. Cargo
/// does not build a package by its name that nothing uses with what is enabled, and panics where tests alone use it.
pub const CHECKS: [&[&str]; 2] =
    [&["check", "--workspace"], &["check", "--workspace", "--all-targets"]];

/// What is known of a macro crate.
pub enum Form {
    Module,
    /// Nothing in the workspace uses it with the features that are on by default.
    Unused,
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

/// What came of checking a workspace.
#[derive(Default)]
pub struct Survey {
    built: Vec<Built>,
    /// By name and version.
    refused: BTreeMap<(String, String), Refusal>,
    /// What macros were refused.
    pub needs: Needs,
    /// The command that failed last. Cargo has said why.
    failed: Option<String>,
}

impl Survey {
    /// Builds the macro crates that the workspace uses, and its own ones whether it uses them or not.
    pub fn of(setup: &Setup, crates: &[MacroCrate], offline: bool) -> Result<Survey> {
        let refusals = tempfile::Builder::new().prefix("cargo-wasm-macro-").tempdir()?;
        let mut survey = Survey::default();
        for check in CHECKS {
            survey.run(setup, check, &[], offline, refusals.path())?;
        }
        let is_missing = |krate: &&MacroCrate| krate.is_member && !survey.has(krate);
        let members: Vec<&str> =
            crates.iter().filter(is_missing).map(|it| it.id.as_str()).collect();
        if !members.is_empty() {
            survey.run(setup, &["build", "--lib"], &members, offline, refusals.path())?;
        }
        Ok(survey)
    }

    fn run(
        &mut self,
        setup: &Setup,
        args: &[&str],
        packages: &[&str],
        offline: bool,
        refusals: &Path,
    ) -> Result<()> {
        let mut command = setup.subcommand(args, offline)?;
        command.args(["--keep-going", "--message-format", "json"]);
        for id in packages {
            command.args(["--package", id]);
        }
        command.env(REFUSALS, refusals).stderr(Stdio::inherit());
        let output = command.output().context("Cargo cannot be run")?;
        let stdout = String::from_utf8_lossy(&output.stdout);
        self.built.extend(built(&stdout));
        self.needs.read(&stdout, &setup.root);
        self.refused = read(refusals)?;
        if !output.status.success() {
            self.failed = Some(format!("cargo {}", args.join(" ")));
        }
        Ok(())
    }

    /// The command that failed for other reasons than those in [`Survey::needs`], so that these may not be all.
    pub fn failed(&self) -> Option<&str> {
        let is_known = !self.needs.has_other_errors && !self.needs.is_empty();
        self.failed.as_deref().filter(|_| !is_known)
    }

    pub fn form(&self, krate: &MacroCrate, policy: &Policy) -> Form {
        let MacroCrate { name, version, .. } = krate;
        match self.refusal(krate) {
            Some(Refusal { why, is_changed: true, .. }) => Form::Changed(why.clone()),
            Some(Refusal { why, .. }) => Form::Refused(why.clone()),
            None if !self.has(krate) => match self.failed {
                Some(_) => Form::NotBuilt,
                None => Form::Unused,
            },
            None if policy.may_be_native(name, version) => Form::Native,
            None => Form::Module,
        }
    }

    /// Those with which it was built, each time that it was.
    pub fn features(&self, krate: &MacroCrate) -> BTreeSet<&[String]> {
        let built = self.built.iter().filter(|it| it.id == krate.id);
        built.map(|it| &it.features[..]).collect()
    }

    /// Whether it is known what it is.
    fn has(&self, krate: &MacroCrate) -> bool {
        self.refusal(krate).is_some() || self.built.iter().any(|it| it.id == krate.id)
    }

    fn refusal(&self, krate: &MacroCrate) -> Option<&Refusal> {
        self.refused.get(&(krate.name.clone(), krate.version.clone()))
    }
}

fn read(directory: &Path) -> Result<BTreeMap<(String, String), Refusal>> {
    let mut refused = BTreeMap::new();
    for entry in std::fs::read_dir(directory)? {
        let refusal: Refusal = serde_json::from_slice(&std::fs::read(entry?.path())?)?;
        refused.insert((refusal.name.clone(), refusal.version.clone()), refusal);
    }
    Ok(refused)
}
