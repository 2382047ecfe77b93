//! From a package to the bytes of a module. Everything happens in a work folder: the package is
//! copied there, gets a manifest that makes it a library for WebAssembly, and Cargo builds it with
//! [`wrapper`] in place of rustc. The package itself is only read.

mod cargo;
mod compiler;
mod manifest;
mod metadata;
mod source;
pub mod wrapper;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rustc_wasm_proc_macro::{Limits, Module, ModuleErrorKind};

pub use compiler::Compiler;
pub use source::Origin;

use crate::record::{Record, Settings, Source};
use crate::{files, sections};
use cargo::Cargo;

/// What the compiler has a standard library for.
pub const TARGETS: [&str; 2] = ["wasm32-unknown-unknown", "wasm32-wasip1"];

/// What a build needs beside the package.
pub struct Builder {
    pub compiler: Compiler,
    pub target_dir: Option<PathBuf>,
    pub offline: bool,
    /// The text of a `Cargo.lock`, and whether it may be no other.
    pub lock: Option<String>,
    pub is_locked: bool,
}

/// A finished module.
pub struct Built {
    /// Of the library, which is also the name of the file.
    pub library: String,
    pub bytes: Vec<u8>,
    pub record: Record,
}

impl Builder {
    pub fn build(&self, origin: &Origin, settings: &Settings) -> Result<Built> {
        self.compiler.check_target(&settings.target)?;
        let work = tempfile::Builder::new().prefix("cargo-wasm-macro-").tempdir()?;
        // Cargo and the compiler would resolve it, so that paths in it could not be recognized.
        let work = Work { folder: work.path().canonicalize()?, _guard: work };
        let cargo = Cargo { rustc: self.compiler.path.clone(), offline: self.offline };
        let package = source::fetch(origin, &cargo, &work.folder, self.lock.as_deref())?;
        let lock = self.prepare(&package, &work)?;
        let target_dir = match &self.target_dir {
            Some(folder) => std::path::absolute(folder)?.join(self.compiler.fingerprint()?),
            None => work.folder.join("target"),
        };
        let library = package.metadata.library()?.name.replace('-', "_");
        let job = wrapper::Job {
            library: library.clone(),
            target: settings.target.clone(),
            is_foreign: matches!(package.source, Source::CratesIo { .. }),
        };
        let manifest = work.package().join("Cargo.toml");
        cargo.build(&manifest, &target_dir, settings, &job, lock)?;
        let module = target_dir.join(&settings.target).join("release");
        let module = files::read(&module.join(format!("{library}.wasm")))?;
        let record = Record::new(
            (&package.metadata.name, &package.metadata.version),
            package.source,
            settings,
            self.compiler.version.clone(),
            files::read_text(&work.package().join("Cargo.lock"))?,
        );
        let bytes = finish(&module, &record)?;
        Ok(Built { library, bytes, record })
    }

    /// Writes the manifest and the lock file of the copy; whether that may not change.
    fn prepare(&self, package: &source::Package, work: &Work) -> Result<bool> {
        let manifest = manifest::write(&package.metadata, &package.folder, &package.patch)?;
        files::write(&work.package().join("Cargo.toml"), manifest.as_bytes())?;
        let lock = self.lock.as_ref().or(package.lock.as_ref());
        if let Some(lock) = lock {
            files::write(&work.package().join("Cargo.lock"), lock.as_bytes())?;
        }
        Ok(self.is_locked)
    }
}

/// The folder of one build.
struct Work {
    folder: PathBuf,
    _guard: tempfile::TempDir,
}

impl Work {
    fn package(&self) -> PathBuf {
        self.folder.join(source::PACKAGE)
    }
}

/// Strips and records, and refuses what the compiler would refuse.
fn finish(module: &[u8], record: &Record) -> Result<Vec<u8>> {
    let module = sections::rewrite(module, |section| !section.is_debug(), None)?;
    let module = record.write(&module)?;
    match Module::new(module.clone(), &Limits::default()) {
        Ok(_) => Ok(module),
        Err(error) if matches!(error.kind(), ModuleErrorKind::NoMacros) => {
            bail!("the package has no macros with these features; enable some with `--features`")
        }
        Err(error) => bail!("what was built cannot be used: {error}; {}", error.help()),
    }
}

/// The hash of the names and contents of all files below a folder.
fn hash_folder(folder: &Path) -> Result<String> {
    let mut names = Vec::new();
    source::walk(folder, Path::new(""), &mut |name| {
        names.push(name.to_owned());
        Ok(())
    })?;
    names.sort();
    let mut lines = String::new();
    for name in names {
        let hash = files::sha256(&files::read(&folder.join(&name))?);
        let name = name.to_str().context("a file name is not UTF-8")?;
        lines += &format!("{hash} {}\n", name.replace('\\', "/"));
    }
    Ok(files::sha256(lines.as_bytes()))
}
