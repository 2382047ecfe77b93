//! What `cargo metadata` says, as far as a manifest can be made from it.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;

use anyhow::{Result, bail};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
    pub workspace_root: PathBuf,
    /// None if only the packages of the workspace were asked for.
    resolve: Option<Resolve>,
}

#[derive(Deserialize)]
struct Resolve {
    root: Option<String>,
    nodes: Vec<Node>,
}

/// A package, and what its dependencies turned out to be.
#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

#[derive(Clone, Deserialize)]
pub struct Package {
    id: String,
    pub name: String,
    pub version: String,
    pub authors: Vec<String>,
    pub description: Option<String>,
    pub license: Option<String>,
    pub license_file: Option<String>,
    pub repository: Option<String>,
    pub homepage: Option<String>,
    pub readme: Option<String>,
    pub rust_version: Option<String>,
    pub links: Option<String>,
    pub edition: String,
    /// None for a package that is a directory.
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

impl Metadata {
    /// The only dependency of the only package that is not a dependency.
    pub fn dependency_of_root(&self) -> Option<&Package> {
        let resolve = self.resolve.as_ref()?;
        let root = resolve.root.as_ref()?;
        let node = resolve.nodes.iter().find(|node| node.id == *root)?;
        let [id] = &node.dependencies[..] else { return None };
        self.packages.iter().find(|package| package.id == *id)
    }

    /// The packages by which the one that is no dependency comes to another, that one and itself included.
    pub fn chain_to(&self, id: &str) -> Vec<&Package> {
        let Some(resolve) = &self.resolve else { return Vec::new() };
        let Some(root) = resolve.root.as_deref() else { return Vec::new() };
        // By whom each was found first, and so by the shortest way.
        let mut parents = BTreeMap::from([(root, None)]);
        let mut queue = VecDeque::from([root]);
        while let Some(next) = queue.pop_front() {
            let node = resolve.nodes.iter().find(|node| node.id == next);
            for dependency in node.iter().flat_map(|node| &node.dependencies) {
                if !parents.contains_key(&**dependency) {
                    parents.insert(dependency, Some(next));
                    queue.push_back(dependency);
                }
            }
        }
        let mut chain = Vec::new();
        let mut next = parents.contains_key(id).then_some(id);
        while let Some(id) = next {
            chain.extend(self.packages.iter().find(|package| package.id == id));
            next = parents.get(id).copied().flatten();
        }
        chain.reverse();
        chain
    }

    /// Packages that have name and version in common with another: their directories, and where they came from.
    pub fn namesakes(&self) -> BTreeMap<PathBuf, String> {
        let mut namesakes = BTreeMap::new();
        for one in &self.packages {
            let is_namesake = |other: &Package| {
                one.id != other.id && one.name == other.name && one.version == other.version
            };
            if self.packages.iter().any(is_namesake)
                && let Some(directory) = one.manifest_path.parent()
            {
                let source = one.source.clone().unwrap_or_else(|| "path".to_owned());
                namesakes.insert(directory.to_owned(), source);
            }
        }
        namesakes
    }
}

impl Dependency {
    /// What features and the crate's own code call it.
    pub fn name_in_manifest(&self) -> &str {
        self.rename.as_ref().unwrap_or(&self.name)
    }

    /// The URL of a repository, and what of it is wanted.
    pub fn git(&self) -> Option<&str> {
        self.source.as_ref()?.strip_prefix("git+")
    }

    pub fn is_from_registry(&self) -> bool {
        self.path.is_none() && self.git().is_none()
    }
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
