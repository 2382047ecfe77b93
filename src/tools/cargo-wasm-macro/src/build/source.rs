//! Gets the package that is to be built: its metadata, and a copy of its files in the work directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use toml::{Table, Value};

use super::cargo::Cargo;
use super::metadata::{self, Metadata};
use crate::files;
use crate::record::Source;

/// Directory of the copy in the work directory.
pub const PACKAGE: &str = "package";

/// Where a package is to come from.
pub enum Origin {
    /// Name and version requirement.
    CratesIo(String, String),
    /// A directory, and the package's name if there are several.
    Path(PathBuf, Option<String>),
    /// The same, as of the last commit.
    Git(PathBuf, Option<String>),
}

/// A package whose files have been copied to [`PACKAGE`].
pub struct Package {
    pub metadata: metadata::Package,
    /// Where the original is.
    pub directory: PathBuf,
    pub source: Source,
    /// The `Cargo.lock` of its workspace.
    pub lock: Option<String>,
    /// What of the manifests Cargo does not tell: `[patch]` and `[lints]`.
    pub extra: Table,
}

impl Origin {
    /// `NAME`, `NAME@1.2.3` or `NAME@REQUIREMENT`.
    pub fn from_spec(spec: &str) -> Result<Origin> {
        let (name, version) = spec.split_once('@').unwrap_or((spec, "*"));
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || !name.chars().all(is_name) {
            bail!("`{name}` is not the name of a crate");
        }
        let requirement = match semver::Version::parse(version) {
            Ok(version) => format!("={version}"),
            Err(_) => match semver::VersionReq::parse(version) {
                Ok(_) => version.to_owned(),
                Err(_) => bail!("`{version}` is not a version of `{name}`"),
            },
        };
        Ok(Origin::CratesIo(name.to_owned(), requirement))
    }
}

pub fn fetch(origin: &Origin, cargo: &Cargo, work: &Path, lock: Option<&str>) -> Result<Package> {
    match origin {
        Origin::CratesIo(name, version) => from_crates_io(name, version, cargo, work, lock),
        Origin::Path(directory, name) => {
            let mut package = from_directory(directory, name.as_deref(), cargo, work)?;
            let sha256 = super::hash_directory(&work.join(PACKAGE))?;
            package.source = Source::Path { sha256 };
            Ok(package)
        }
        Origin::Git(directory, name) => {
            let (commit, prefix) = checkout(directory, &work.join("checkout"))?;
            let root = work.join("checkout").canonicalize()?;
            let mut package = from_directory(&root.join(prefix), name.as_deref(), cargo, work)?;
            let directory = package.directory.strip_prefix(&root).unwrap_or(&package.directory);
            let directory = directory.to_string_lossy().replace('\\', "/");
            package.source = Source::Git { commit, directory };
            Ok(package)
        }
    }
}

/// Has Cargo download the package as a dependency of an empty one.
fn from_crates_io(
    name: &str,
    version: &str,
    cargo: &Cargo,
    work: &Path,
    lock: Option<&str>,
) -> Result<Package> {
    let directory = work.join("fetch");
    fs::create_dir_all(&directory)?;
    let manifest = format!(
        "[package]\nname = \"cargo-wasm-macro-fetch\"\nedition = \"2021\"\n[lib]\npath = \"lib.rs\"\n\
         [dependencies.package]\npackage = \"{name}\"\nversion = \"{version}\"\n\
         default-features = false\n[workspace]\n"
    );
    files::write(&directory.join("Cargo.toml"), manifest.as_bytes())?;
    files::write(&directory.join("lib.rs"), b"")?;
    if let Some(lock) = lock {
        files::write(&directory.join("Cargo.lock"), lock.as_bytes())?;
    }
    let found = cargo.metadata(&directory.join("Cargo.toml"), &[])?;
    // Not by name and version: it may have another version of itself among its dependencies.
    let package = found.dependency_of_root().context("Cargo found no such package")?;
    let lock = files::read_text(&directory.join("Cargo.lock"))?;
    let checksum = checksum(&lock, package)?;
    let directory = package.manifest_path.parent().context("a manifest without a directory")?;
    copy(directory, &work.join(PACKAGE))?;
    Ok(Package {
        metadata: package.clone(),
        directory: directory.to_owned(),
        source: Source::CratesIo { checksum },
        lock: Some(lock),
        extra: Table::new(),
    })
}

/// What a lock file says of the bytes of a package.
fn checksum(lock: &str, wanted: &metadata::Package) -> Result<String> {
    let lock: Table = lock.parse()?;
    let text = |package: &Value, key| package.get(key).and_then(Value::as_str).map(str::to_owned);
    let is_wanted = |package: &&Value| {
        text(package, "name").as_ref() == Some(&wanted.name)
            && text(package, "version").as_ref() == Some(&wanted.version)
            && text(package, "source") == wanted.source
    };
    let packages = lock.get("package").and_then(Value::as_array);
    let package = packages.and_then(|packages| packages.iter().find(is_wanted));
    let checksum = package.and_then(|package| package.get("checksum")?.as_str());
    Ok(checksum.context("the lock file has no checksum of the package")?.to_owned())
}

fn from_directory(
    directory: &Path,
    name: Option<&str>,
    cargo: &Cargo,
    work: &Path,
) -> Result<Package> {
    let context = || format!("there is no `{}`", directory.join("Cargo.toml").display());
    let manifest = directory.join("Cargo.toml").canonicalize().with_context(context)?;
    let found = cargo.metadata(&manifest, &["--no-deps"])?;
    let package = choose(&found, &manifest, name)?;
    package.library()?;
    let directory = package.manifest_path.parent().context("a manifest without a directory")?;
    copy(directory, &work.join(PACKAGE))?;
    Ok(Package {
        metadata: package.clone(),
        directory: directory.to_owned(),
        source: Source::Path { sha256: String::new() },
        lock: fs::read_to_string(found.workspace_root.join("Cargo.lock")).ok(),
        extra: extra(&package.manifest_path, &found.workspace_root)?,
    })
}

/// The package that is named, the one of the manifest, or the only macro crate of the workspace.
fn choose<'a>(
    found: &'a Metadata,
    manifest: &Path,
    name: Option<&str>,
) -> Result<&'a metadata::Package> {
    let packages = &found.packages;
    if let Some(name) = name {
        let named = packages.iter().find(|package| package.name == name);
        return named.with_context(|| format!("the workspace has no package `{name}`"));
    }
    if let Some(package) = packages.iter().find(|package| package.manifest_path == manifest) {
        return Ok(package);
    }
    let macros: Vec<_> = packages.iter().filter(|package| package.is_macro_crate()).collect();
    match macros[..] {
        [package] => Ok(package),
        [] => bail!("the workspace has no procedural macro crate"),
        _ => {
            let names: Vec<&str> = macros.iter().map(|package| package.name.as_str()).collect();
            bail!("choose a package of the workspace with `--package`: {}", names.join(", "))
        }
    }
}

/// The tables `[patch]`, with its paths as seen from anywhere, and `[lints]`, which says what `cfg`s there are.
fn extra(manifest: &Path, root: &Path) -> Result<Table> {
    let read = |path: &Path| -> Result<Table> { Ok(files::read_text(path)?.parse()?) };
    let (package, workspace) = (read(manifest)?, read(&root.join("Cargo.toml"))?);
    let mut extra = Table::new();
    if let Some(Value::Table(patch)) = workspace.get("patch") {
        extra.insert("patch".to_owned(), Value::Table(absolute(patch, root)));
    }
    let is_inherited = |lints: &Value| lints.get("workspace") == Some(&Value::Boolean(true));
    let lints = match package.get("lints") {
        Some(lints) if is_inherited(lints) => {
            workspace.get("workspace").and_then(|w| w.get("lints"))
        }
        lints => lints,
    };
    extra.extend(lints.map(|lints| ("lints".to_owned(), lints.clone())));
    Ok(extra)
}

fn absolute(patch: &Table, root: &Path) -> Table {
    let mut patch = patch.clone();
    for registry in patch.iter_mut().filter_map(|(_, value)| value.as_table_mut()) {
        for entry in registry.iter_mut().filter_map(|(_, value)| value.as_table_mut()) {
            if let Some(Value::String(path)) = entry.get_mut("path") {
                *path = root.join(&*path).to_string_lossy().into_owned();
            }
        }
    }
    patch
}

/// Unpacks the last commit; its name, and where in the repository the directory is.
fn checkout(directory: &Path, to: &Path) -> Result<(String, String)> {
    let commit = git(directory, &["rev-parse", "HEAD"])?;
    let prefix = git(directory, &["rev-parse", "--show-prefix"])?;
    let root = git(directory, &["rev-parse", "--show-toplevel"])?;
    let to = to.to_str().context("the temporary directory has no UTF-8 name")?;
    // Filters and line ends of the user's configuration have no say in a worktree of a clone.
    let clone = ["clone", "--quiet", "--no-checkout", "--shared", &root, to];
    git(directory, &clone)?;
    git(Path::new(to), &["-c", "core.autocrlf=false", "checkout", "--quiet", "--detach", &commit])?;
    Ok((commit, prefix))
}

fn git(directory: &Path, args: &[&str]) -> Result<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory).args(args).stdin(Stdio::null());
    let output = command.output().context("git cannot be run")?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        let reason = stderr.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
        bail!("`{}` is not a git checkout with a commit: {reason}", directory.display());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Copies a package's files.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    walk(from, Path::new(""), &mut |name| {
        if is_configuration(name) {
            return Ok(());
        }
        let target = to.join(name);
        if let Some(directory) = target.parent() {
            fs::create_dir_all(directory)?;
        }
        let context = || format!("`{}` cannot be copied", from.join(name).display());
        fs::copy(from.join(name), &target).map(drop).with_context(context)
    })
}

/// Whether Cargo would be configured by that file of a package, which is not to have a say.
fn is_configuration(name: &Path) -> bool {
    name == Path::new(".cargo/config") || name == Path::new(".cargo/config.toml")
}

/// Calls `visit` for each file below a directory.
pub fn walk(root: &Path, name: &Path, visit: &mut impl FnMut(&Path) -> Result<()>) -> Result<()> {
    for entry in fs::read_dir(root.join(name))? {
        let name = name.join(entry?.file_name());
        let path = root.join(&name);
        if is_left_out(&name, &path) {
            continue;
        }
        if path.is_dir() {
            walk(root, &name, visit)?;
        } else if path.is_file() {
            visit(&name)?;
        }
    }
    Ok(())
}

/// Whether something is no part of a package: git's, or where Cargo builds. A directory that is merely called
/// `target` may well be a module's.
fn is_left_out(name: &Path, path: &Path) -> bool {
    name.file_name() == Some(".git".as_ref())
        || name == Path::new("target")
        || path.join("CACHEDIR.TAG").is_file()
}
