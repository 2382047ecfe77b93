//! What `cargo metadata` says, as far as a manifest can be made from it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, bail};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
    pub workspace_root: PathBuf,
}

#[derive(Clone, Deserialize)]
pub struct Package {
    pub name: String,
    pub version: String,
    pub authors: Vec<String>,
    pub description: Option<String>,
    pub license: Option<String>,
    pub repository: Option<String>,
    pub homepage: Option<String>,
    pub readme: Option<String>,
    pub rust_version: Option<String>,
    pub links: Option<String>,
    /// None for a package that is a folder.
    pub source: Option<String>,
    pub manifest_path: PathBuf,
    pub dependencies: Vec<Dependency>,
    pub features: BTreeMap<String, Vec<String>>,
    pub targets: Vec<Target>,
}

#[derive(Clone, Deserialize)]
pub struct Dependency {
    pub name: String,
    pub source: Option<String>,
    pub req: String,
    pub kind: Option<String>,
    pub rename: Option<String>,
    pub optional: bool,
    pub uses_default_features: bool,
    pub features: Vec<String>,
    pub target: Option<String>,
    /// The index of a registry that is not crates.io.
    pub registry: Option<String>,
    pub path: Option<PathBuf>,
}

#[derive(Clone, Deserialize)]
pub struct Target {
    pub name: String,
    pub kind: Vec<String>,
    pub src_path: PathBuf,
    /// Of the library, if it has one of its own.
    pub edition: String,
}

impl Package {
    pub fn is_macro_crate(&self) -> bool {
        self.library().is_ok()
    }

    /// The macro crate in the package.
    pub fn library(&self) -> Result<&Target> {
        match self.target("proc-macro") {
            Some(target) => Ok(target),
            None => bail!("the package `{}` is not a procedural macro crate", self.name),
        }
    }

    pub fn build_script(&self) -> Option<&Target> {
        self.target("custom-build")
    }

    fn target(&self, kind: &str) -> Option<&Target> {
        self.targets.iter().find(|target| target.kind.iter().any(|of| of == kind))
    }
}
