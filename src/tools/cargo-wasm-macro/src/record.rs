//! What a module says of the package it was built from, in a custom section. `docs/module-files.md`
//! describes it. Nothing here is trusted: `verify` builds again and compares.

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::sections;

/// Custom section that holds a record, as JSON.
pub const SECTION: &str = ".rustc_proc_macro_package";

/// Version of the record.
const FORMAT: u32 = 1;

#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Record {
    format: u32,
    pub name: String,
    pub version: String,
    pub source: Source,
    /// The features that were asked for, sorted.
    pub features: Vec<String>,
    pub default_features: bool,
    pub target: String,
    /// The first line of `rustc -vV`.
    pub compiler: String,
    /// The text of `Cargo.lock`.
    pub lock: String,
}

/// Where the package came from. Directories are not recorded, since they are another's.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Source {
    /// The sha256 of the package, as in a `Cargo.lock`.
    CratesIo { checksum: String },
    /// The sha256 of the names and contents of all files of the package.
    Path { sha256: String },
    /// The package's directory in that commit.
    Git { commit: String, directory: String },
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Source::CratesIo { checksum } => write!(f, "crates.io, sha256 {checksum}"),
            Source::Path { sha256 } => write!(f, "a directory, sha256 {sha256}"),
            Source::Git { commit, directory } if directory.is_empty() => {
                write!(f, "git commit {commit}")
            }
            Source::Git { commit, directory } => write!(f, "`{directory}` of git commit {commit}"),
        }
    }
}

/// What `build` is told, for a record.
pub struct Settings {
    pub features: Vec<String>,
    pub default_features: bool,
    /// The first of them that the package compiles for is the module's.
    pub targets: Vec<String>,
}

impl Record {
    pub fn new(
        (name, version): (&str, &str),
        source: Source,
        settings: &Settings,
        target: String,
        compiler: String,
        lock: String,
    ) -> Record {
        Record {
            format: FORMAT,
            name: name.to_owned(),
            version: version.to_owned(),
            source,
            features: settings.features.clone(),
            default_features: settings.default_features,
            target,
            compiler,
            lock,
        }
    }

    pub fn settings(&self) -> Settings {
        Settings {
            features: self.features.clone(),
            default_features: self.default_features,
            targets: vec![self.target.clone()],
        }
    }

    /// The record of a module, if it has one.
    pub fn read(module: &[u8]) -> Result<Option<Record>> {
        let Some(data) = sections::custom(module, SECTION)? else { return Ok(None) };
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let context = || format!("the section `{SECTION}` is not understood");
        let head: Head = serde_json::from_slice(data).with_context(context)?;
        if head.format != FORMAT {
            bail!("the section `{SECTION}` has format {}, and not {FORMAT}", head.format);
        }
        serde_json::from_slice(data).map(Some).with_context(context)
    }

    /// The module with this record in place of any other.
    pub fn write(&self, module: &[u8]) -> Result<Vec<u8>> {
        let text = serde_json::to_vec(self)?;
        let keep = |section: &sections::Section| !section.is_named(SECTION);
        sections::rewrite(module, keep, Some((SECTION, &text)))
    }
}
