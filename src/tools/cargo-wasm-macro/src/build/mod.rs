//! From a package to the bytes of a module. Everything happens in a work directory: the package is
//! copied there, gets a manifest that makes it a library for WebAssembly, and Cargo builds it with
//! [`wrapper`] in place of rustc. The package itself is only read.

mod cargo;
mod compiler;
mod failure;
mod manifest;
mod metadata;
mod source;
pub mod wrapper;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rustc_wasm_proc_macro::{Limits, Module};

pub use compiler::Compiler;
pub use failure::Failure;
pub use source::Origin;

use crate::record::{Record, Settings, Source};
use crate::{files, sections};
use cargo::Cargo;
use failure::Messages;

/// What the compiler has a standard library for, in the order in which they are tried: `docs/architecture.md`
/// says why.
pub const TARGETS: [&str; 2] = ["wasm32-wasip1", "wasm32-unknown-unknown"];

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
    /// Why it was not built for targets that would have come before the record's.
    pub failures: Vec<Failure>,
}

impl Builder {
    pub fn build(&self, origin: &Origin, settings: &Settings) -> Result<Built> {
        let work = tempfile::Builder::new().prefix("cargo-wasm-macro-").tempdir()?;
        // Cargo and the compiler would resolve it, so that paths in it could not be recognized.
        let work = Work { directory: work.path().canonicalize()?, _guard: work };
        let cargo = Cargo { rustc: self.compiler.path.clone(), offline: self.offline };
        let package = source::fetch(origin, &cargo, &work.directory, self.lock.as_deref())?;
        self.prepare(&package, &work)?;
        let mut failures = Vec::new();
        for (at, target) in settings.targets.iter().enumerate() {
            let is_last = at + 1 == settings.targets.len();
            match self.compile(&cargo, &package, &work, settings, target, is_last)? {
                Ok((bytes, record)) => {
                    let library = library(&package)?;
                    return Ok(Built { library, bytes, record, failures });
                }
                Err(failure) => failures.push(failure),
            }
        }
        eprint!("{}", Failure::unseen(&failures));
        bail!("{}", Failure::explain(&failures))
    }

    /// The module of a package for a target, or why it cannot be one.
    fn compile(
        &self,
        cargo: &Cargo,
        package: &source::Package,
        work: &Work,
        settings: &Settings,
        target: &str,
        is_last: bool,
    ) -> Result<Result<(Vec<u8>, Record), Failure>> {
        if !self.compiler.has_target(target)? {
            let reason = format!("`{}` has no standard library", self.compiler.path.display());
            return Ok(Err(Failure::other(target, reason)));
        }
        let target_dir = match &self.target_dir {
            Some(directory) => std::path::absolute(directory)?.join(self.compiler.fingerprint()?),
            None => work.directory.join("target"),
        };
        let library = library(package)?;
        let manifest = work.package().join("Cargo.toml");
        let selection = cargo::selection(settings, self.is_locked);
        let mut graph = vec!["--filter-platform", target];
        graph.extend(selection.iter().map(String::as_str));
        let known = cargo.metadata(&manifest, &graph)?;
        let job = wrapper::Job {
            library: library.clone(),
            target: target.to_owned(),
            is_foreign: matches!(package.source, Source::CratesIo { .. }),
            namesakes: known.namesakes(),
        };
        let mut messages = Messages::new(is_last);
        if !cargo.build(&manifest, &target_dir, settings, &job, self.is_locked, &mut messages)? {
            return Ok(Err(messages.failure(target, &known)));
        }
        let module = target_dir.join(target).join("release");
        let module = files::read(&module.join(format!("{library}.wasm")))?;
        let record = Record::new(
            (&package.metadata.name, &package.metadata.version),
            package.source.clone(),
            settings,
            target.to_owned(),
            self.compiler.version.clone(),
            files::read_text(&work.package().join("Cargo.lock"))?,
        );
        Ok(Ok((finish(&module, &record)?, record)))
    }

    /// Writes the manifest and the lock file of the copy.
    fn prepare(&self, package: &source::Package, work: &Work) -> Result<()> {
        let manifest = manifest::write(&package.metadata, &package.directory, &package.extra)?;
        files::write(&work.package().join("Cargo.toml"), manifest.as_bytes())?;
        let lock = self.lock.as_ref().or(package.lock.as_ref());
        if let Some(lock) = lock {
            files::write(&work.package().join("Cargo.lock"), lock.as_bytes())?;
        }
        Ok(())
    }
}

/// The name of the package's library.
fn library(package: &source::Package) -> Result<String> {
    Ok(package.metadata.library()?.name.replace('-', "_"))
}

/// The directory of one build.
struct Work {
    directory: PathBuf,
    _guard: tempfile::TempDir,
}

impl Work {
    fn package(&self) -> PathBuf {
        self.directory.join(source::PACKAGE)
    }
}

/// Strips and records, and refuses what the compiler would refuse.
fn finish(module: &[u8], record: &Record) -> Result<Vec<u8>> {
    let module = sections::rewrite(module, |section| !section.is_debug(), None)?;
    let module = sections::with_digest(record.write(&module)?);
    match Module::new(module.clone(), &Limits::default()) {
        Ok(read) if read.decls().macros.is_empty() => {
            bail!("the package has no macros with these features; enable some with `--features`")
        }
        Ok(_) => Ok(module),
        Err(error) => bail!("what was built cannot be used: {error}; {}", error.help()),
    }
}

/// The hash of the names and contents of all files below a directory.
fn hash_directory(directory: &Path) -> Result<String> {
    let mut names = Vec::new();
    source::walk(directory, Path::new(""), &mut |name| {
        names.push(name.to_owned());
        Ok(())
    })?;
    names.sort();
    let mut lines = String::new();
    for name in names {
        let hash = files::sha256(&files::read(&directory.join(&name))?);
        let name = name.to_str().context("a file name is not UTF-8")?;
        lines += &format!("{hash} {}\n", name.replace('\\', "/"));
    }
    Ok(files::sha256(lines.as_bytes()))
}
