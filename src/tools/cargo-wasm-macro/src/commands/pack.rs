//! `pack`: published crates, compiled, for programs that are compiled where there is no Cargo. What a pack holds is
//! in its index; who loads one, `src/tools/rustc-wasm-js` knows.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::build::{Compiler, Origin};
use crate::cli;
use crate::project::metadata::Resolve;
use crate::project::setup::{self, Setup};
use crate::{files, output};

const INDEX: &str = "pack.json";
const LOCK: &str = "Cargo.lock";
const FORMAT: u32 = 1;
const TARGET: &str = "wasm32-wasip1";
/// What packages are called in a pack instead of by a place on this machine.
const SOURCES: &str = "/crates";

/// What is in a pack.
#[derive(Serialize)]
struct Index {
    format: u32,
    /// The first line of `rustc -vV`: no other compiler reads the libraries.
    compiler: String,
    target: &'static str,
    crates: Vec<Crate>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Crate {
    /// As programs call it.
    name: String,
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    path: String,
    size: usize,
    sha256: String,
    /// Whether it was asked for by name.
    is_named: bool,
    /// The paths of what it depends on.
    needs: Vec<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
    manifest_path: PathBuf,
}

/// A message of Cargo's about something that is built.
#[derive(Deserialize)]
struct Artifact {
    package_id: String,
    target: Target,
    filenames: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// A file that goes into the pack, and what it is called there.
struct Built {
    crate_name: String,
    file: PathBuf,
    path: String,
}

pub fn run(args: cli::Pack) -> Result<bool> {
    let compiler = Compiler::find(args.toolchain.compiler.rustc.as_deref())?;
    if !compiler.has_target(TARGET)? {
        bail!("`{}` has no standard library for {TARGET}", compiler.path.display());
    }
    check_output(&args.output)?;
    let work = tempfile::Builder::new().prefix("cargo-wasm-macro-").tempdir()?;
    let project = work.path().canonicalize()?;
    files::write(&project.join("Cargo.toml"), manifest(&args.crates, &args.features)?.as_bytes())?;
    files::write(&project.join("lib.rs"), b"")?;
    if let Some(lock) = &args.lock {
        files::write(&project.join(LOCK), &files::read(lock)?)?;
    }
    let target_dir = match &args.toolchain.target_dir {
        Some(directory) => std::path::absolute(directory)?,
        None => project.join("target"),
    };
    let metadata = metadata(&project, args.toolchain.network.offline)?;
    let manifest = project.join("Cargo.toml");
    let (setup, _) = Setup::find(Some(&compiler.path), Some(&manifest), false)?;
    let mut command = setup.cargo()?;
    command.args(["build", "--release", "--lib", "--target", TARGET]);
    command.args(["--message-format", "json-render-diagnostics", "--target-dir"]).arg(&target_dir);
    // As the compiler is given it, `:` and spaces in paths included.
    command.env("CARGO_ENCODED_RUSTFLAGS", remapped(&metadata).join("\x1f"));
    let stdout = cargo(command, &project, args.toolchain.network.offline)?;
    let built = built(&stdout)?;
    let crates = write(&metadata, &built, &args.output)?;
    files::write(&args.output.join(LOCK), &files::read(&project.join(LOCK))?)?;
    let index = Index { format: FORMAT, compiler: compiler.version, target: TARGET, crates };
    let text = serde_json::to_string_pretty(&index)? + "\n";
    files::write(&args.output.join(INDEX), text.as_bytes())?;
    output::print(&format!("{}\n", args.output.join(INDEX).display()))?;
    Ok(true)
}

/// A pack takes the place of a pack, and of nothing else.
fn check_output(directory: &Path) -> Result<()> {
    let is_empty = fs::read_dir(directory).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty && !directory.join(INDEX).is_file() {
        bail!("`{}` holds other files than a pack; name an empty directory", directory.display());
    }
    Ok(())
}

/// A package that depends on the crates.
fn manifest(crates: &[String], features: &[String]) -> Result<String> {
    let mut dependencies = BTreeMap::new();
    for spec in crates {
        let Origin::CratesIo(name, version) = Origin::from_spec(spec)? else { continue };
        let mut table = toml::Table::new();
        table.insert("version".to_owned(), version.into());
        if dependencies.insert(name.clone(), table).is_some() {
            bail!("`{name}` is named twice");
        }
    }
    for feature in features.iter().flat_map(|text| text.split_whitespace()) {
        let (name, feature) = feature
            .split_once('/')
            .with_context(|| format!("of which crate is `{feature}`? write `CRATE/{feature}`"))?;
        let table = dependencies.get_mut(name);
        let table = table.with_context(|| format!("`{name}` is no crate that was named"))?;
        let list = table.entry("features").or_insert(toml::Value::Array(Vec::new()));
        list.as_array_mut().expect("an array").push(feature.into());
    }
    let dependencies: toml::Table =
        dependencies.into_iter().map(|(name, table)| (name, table.into())).collect();
    let text = toml::to_string(&toml::Table::from_iter([(
        "dependencies".to_owned(),
        dependencies.into(),
    )]))?;
    Ok(format!(
        "[package]\nname = \"pack\"\nedition = \"2024\"\n[lib]\npath = \"lib.rs\"\n[workspace]\n\
         [profile.release]\nopt-level = 2\ncodegen-units = 1\nstrip = true\n{text}"
    ))
}

fn metadata(project: &Path, offline: bool) -> Result<Metadata> {
    let mut command = setup::cargo();
    command.args(["metadata", "--format-version", "1", "--filter-platform", TARGET]);
    Ok(serde_json::from_slice(&cargo(command, project, offline)?)?)
}

/// Runs Cargo, which reports errors itself, and returns what it says to programs.
fn cargo(mut command: Command, project: &Path, offline: bool) -> Result<Vec<u8>> {
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_profile(name)) {
        command.env_remove(name);
    }
    if offline {
        command.arg("--offline");
    }
    command.arg("--manifest-path").arg(project.join("Cargo.toml"));
    command.current_dir(project).stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().context("Cargo cannot be run")?;
    if !output.status.success() {
        bail!("Cargo cannot build these crates for {TARGET}");
    }
    Ok(output.stdout)
}

fn is_profile(name: &OsString) -> bool {
    name.to_str().is_some_and(|name| name.starts_with("CARGO_PROFILE_"))
}

/// Options that keep the place of downloaded packages out of the libraries.
fn remapped(metadata: &Metadata) -> Vec<String> {
    let registry = metadata.packages.iter().filter(|package| package.source.is_some());
    let directories: BTreeSet<&Path> =
        registry.filter_map(|package| package.manifest_path.parent()?.parent()).collect();
    let option =
        |directory: &Path| format!("--remap-path-prefix={}={SOURCES}", directory.display());
    directories.into_iter().map(option).collect()
}

/// The libraries for the target, and the modules, each with the package that it comes from.
fn built(stdout: &[u8]) -> Result<BTreeMap<String, Built>> {
    let mut found = BTreeMap::new();
    for line in stdout.split(|byte| *byte == b'\n') {
        // Messages of other kinds do not have these fields.
        let Ok(artifact) = serde_json::from_slice::<Artifact>(line) else { continue };
        let crate_name = artifact.target.name.replace('-', "_");
        for file in artifact.filenames {
            let Some(name) = pack_path(&file)? else { continue };
            let built = Built { crate_name: crate_name.clone(), file, path: name };
            found.insert(artifact.package_id.clone(), built);
        }
    }
    Ok(found)
}

/// What a file is called in a pack; nothing if it has no place there.
fn pack_path(file: &Path) -> Result<Option<String>> {
    let Some(name) = file.file_name().and_then(|name| name.to_str()) else { return Ok(None) };
    let is_for_target = file.components().any(|part| part.as_os_str() == TARGET);
    if is_for_target && name.ends_with(".rlib") {
        return Ok(Some(name.to_owned()));
    }
    let dylib = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let Some(stem) = name.strip_prefix(dylib.0).and_then(|name| name.strip_suffix(dylib.1)) else {
        return Ok(None);
    };
    match files::read(file)?.starts_with(b"\0asm") {
        true => Ok(Some(format!("{stem}.wasm"))),
        false => bail!("the macro crate `{stem}` is native"),
    }
}

/// Copies the crates that the named ones need, and describes them.
fn write(
    metadata: &Metadata,
    built: &BTreeMap<String, Built>,
    output: &Path,
) -> Result<Vec<Crate>> {
    let needs = |id: &str| -> Vec<&str> {
        let node = metadata.resolve.nodes.iter().find(|node| node.id == id);
        let deps = node.iter().flat_map(|node| &node.deps);
        deps.filter(|dep| dep.dep_kinds.iter().any(|it| it.kind.is_none()))
            .map(|dep| &*dep.pkg)
            .collect()
    };
    let is_module = |id: &str| built.get(id).is_some_and(|it| it.path.ends_with(".wasm"));
    let root = metadata.resolve.root.as_deref();
    let named = needs(root.context("Cargo does not know the package that needs the crates")?);
    let mut wanted = BTreeSet::new();
    let mut waiting = named.clone();
    while let Some(id) = waiting.pop() {
        // What a module is made of is in it.
        if built.contains_key(id) && wanted.insert(id) && !is_module(id) {
            waiting.extend(needs(id));
        }
    }
    let _ = fs::remove_dir_all(output);
    fs::create_dir_all(output)
        .with_context(|| format!("`{}` cannot be created", output.display()))?;
    let mut crates = Vec::new();
    for id in &wanted {
        let Built { crate_name, file, path } = &built[*id];
        let package = metadata.packages.iter().find(|package| package.id == *id);
        let package = package.context("Cargo has built a package that it does not know")?;
        let bytes = files::read(file)?;
        files::write(&output.join(path), &bytes)?;
        let needs = if is_module(id) { Vec::new() } else { needs(id) };
        crates.push(Crate {
            name: crate_name.clone(),
            version: package.version.clone(),
            license: package.license.clone(),
            path: path.clone(),
            size: bytes.len(),
            sha256: files::sha256(&bytes),
            is_named: named.contains(id),
            needs: needs.iter().filter_map(|id| Some(built.get(*id)?.path.clone())).collect(),
        });
    }
    crates.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(crates)
}
