//! Gets the package that is to be built: its metadata, and a copy of its files in the work folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use toml::{Table, Value};

use super::cargo::Cargo;
use super::metadata::{self, Metadata};
use crate::files;
use crate::record::Source;

/// Folder of the copy in the work folder.
pub const PACKAGE: &str = "package";

/// Folders that are no part of a package.
const LEFT_OUT: [&str; 2] = ["target", ".git"];

/// Where a package is to come from.
pub enum Origin {
    /// Name and version requirement.
    CratesIo(String, String),
    /// A folder, and the package's name if there are several.
    Path(PathBuf, Option<String>),
    /// The same, as of the last commit.
    Git(PathBuf, Option<String>),
}

/// A package whose files have been copied to [`PACKAGE`].
pub struct Package {
    pub metadata: metadata::Package,
    /// Where the original is.
    pub folder: PathBuf,
    pub source: Source,
    /// The `Cargo.lock` of its workspace.
    pub lock: Option<String>,
    /// The `[patch]` of its workspace.
    pub patch: Table,
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
        Origin::Path(folder, name) => {
            let mut package = from_folder(folder, name.as_deref(), cargo, work)?;
            let sha256 = super::hash_folder(&work.join(PACKAGE))?;
            package.source = Source::Path { sha256 };
            Ok(package)
        }
        Origin::Git(folder, name) => {
            let (commit, prefix) = checkout(folder, &work.join("checkout"))?;
            let root = work.join("checkout").canonicalize()?;
            let mut package = from_folder(&root.join(prefix), name.as_deref(), cargo, work)?;
            let folder = package.folder.strip_prefix(&root).unwrap_or(&package.folder);
            let folder = folder.to_string_lossy().replace('\\', "/");
            package.source = Source::Git { commit, folder };
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
    let folder = work.join("fetch");
    fs::create_dir_all(&folder)?;
    let manifest = format!(
        "[package]\nname = \"cargo-wasm-macro-fetch\"\nedition = \"2021\"\n[lib]\npath = \"lib.rs\"\n\
         [dependencies.package]\npackage = \"{name}\"\nversion = \"{version}\"\n\
         default-features = false\n[workspace]\n"
    );
    files::write(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    files::write(&folder.join("lib.rs"), b"")?;
    if let Some(lock) = lock {
        files::write(&folder.join("Cargo.lock"), lock.as_bytes())?;
    }
    let found = cargo.metadata(&folder.join("Cargo.toml"), true)?;
    let is_wanted = |package: &&metadata::Package| {
        let req = semver::VersionReq::parse(version).unwrap_or_default();
        let is_version = |text: &str| semver::Version::parse(text).is_ok_and(|v| req.matches(&v));
        package.name == name && package.source.is_some() && is_version(&package.version)
    };
    let package = found.packages.iter().find(is_wanted).context("Cargo found no such package")?;
    let lock = files::read_text(&folder.join("Cargo.lock"))?;
    let checksum = checksum(&lock, &package.name, &package.version)?;
    let folder = package.manifest_path.parent().context("a manifest without a folder")?;
    copy(folder, &work.join(PACKAGE))?;
    Ok(Package {
        metadata: package.clone(),
        folder: folder.to_owned(),
        source: Source::CratesIo { checksum },
        lock: Some(lock),
        patch: Table::new(),
    })
}

/// What a lock file says of the bytes of a package.
fn checksum(lock: &str, name: &str, version: &str) -> Result<String> {
    let lock: Table = lock.parse()?;
    let is_wanted = |package: &&Value| {
        package["name"].as_str() == Some(name)
            && package["version"].as_str() == Some(version)
            && package.get("checksum").is_some()
    };
    let packages = lock.get("package").and_then(Value::as_array);
    let package = packages.and_then(|packages| packages.iter().find(is_wanted));
    let checksum = package.and_then(|package| package["checksum"].as_str());
    Ok(checksum.context("the lock file has no checksum of the package")?.to_owned())
}

fn from_folder(folder: &Path, name: Option<&str>, cargo: &Cargo, work: &Path) -> Result<Package> {
    let context = || format!("there is no `{}`", folder.join("Cargo.toml").display());
    let manifest = folder.join("Cargo.toml").canonicalize().with_context(context)?;
    let found = cargo.metadata(&manifest, false)?;
    let package = choose(&found, &manifest, name)?;
    package.library()?;
    let folder = package.manifest_path.parent().context("a manifest without a folder")?;
    copy(folder, &work.join(PACKAGE))?;
    Ok(Package {
        metadata: package.clone(),
        folder: folder.to_owned(),
        source: Source::Path { sha256: String::new() },
        lock: fs::read_to_string(found.workspace_root.join("Cargo.lock")).ok(),
        patch: patches(&found.workspace_root)?,
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

/// The `[patch]` table of a workspace, with its paths as seen from anywhere.
fn patches(root: &Path) -> Result<Table> {
    let manifest: Table = files::read_text(&root.join("Cargo.toml"))?.parse()?;
    let mut patch = match manifest.get("patch") {
        Some(Value::Table(patch)) => patch.clone(),
        _ => return Ok(Table::new()),
    };
    for registry in patch.iter_mut().filter_map(|(_, value)| value.as_table_mut()) {
        for entry in registry.iter_mut().filter_map(|(_, value)| value.as_table_mut()) {
            if let Some(Value::String(path)) = entry.get_mut("path") {
                *path = root.join(&*path).to_string_lossy().into_owned();
            }
        }
    }
    Ok(patch)
}

/// Unpacks the last commit; its name, and where in the repository the folder is.
fn checkout(folder: &Path, to: &Path) -> Result<(String, String)> {
    let commit = git(folder, &["rev-parse", "HEAD"])?;
    let prefix = git(folder, &["rev-parse", "--show-prefix"])?;
    let root = git(folder, &["rev-parse", "--show-toplevel"])?;
    let to = to.to_str().context("the temporary folder has no UTF-8 name")?;
    // Filters and line ends of the user's configuration have no say in a worktree of a clone.
    let clone = ["clone", "--quiet", "--no-checkout", "--shared", &root, to];
    git(folder, &clone)?;
    git(Path::new(to), &["-c", "core.autocrlf=false", "checkout", "--quiet", "--detach", &commit])?;
    Ok((commit, prefix))
}

fn git(folder: &Path, args: &[&str]) -> Result<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(args).stdin(Stdio::null());
    let output = command.output().context("git cannot be run")?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        let reason = stderr.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
        bail!("`{}` is not a git checkout with a commit: {reason}", folder.display());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Copies a package's files.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    walk(from, Path::new(""), &mut |name| {
        let target = to.join(name);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        let context = || format!("`{}` cannot be copied", from.join(name).display());
        fs::copy(from.join(name), &target).map(drop).with_context(context)
    })
}

/// Calls `visit` for each file below a folder.
pub fn walk(root: &Path, name: &Path, visit: &mut impl FnMut(&Path) -> Result<()>) -> Result<()> {
    for entry in fs::read_dir(root.join(name))? {
        let entry = entry?;
        let name = name.join(entry.file_name());
        let is_folder = root.join(&name).is_dir();
        if is_folder && !LEFT_OUT.iter().any(|left_out| *left_out == entry.file_name()) {
            walk(root, &name, visit)?;
        } else if !is_folder && root.join(&name).is_file() {
            visit(&name)?;
        }
    }
    Ok(())
}
