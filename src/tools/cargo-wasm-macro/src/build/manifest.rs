//! The manifest of the copy that is built: the package as Cargo knows it, with a library for another
//! target in place of the macro crate, and with nothing that is no part of it. Cargo compiles what
//! it knows to be a macro crate for the host, whatever the target is.

use std::path::Path;

use anyhow::{Context, Result};
use toml::{Table, Value};

use super::metadata::{Dependency, Package, Target};

/// The text of the manifest. `directory` is where the original is; `extra` are tables that Cargo does not
/// tell of.
pub fn write(package: &Package, directory: &Path, extra: &Table) -> Result<String> {
    let mut manifest = Table::new();
    manifest.insert("package".to_owned(), Value::Table(head(package, directory)?));
    manifest.insert("lib".to_owned(), Value::Table(library(package, directory)?));
    manifest.insert("features".to_owned(), Value::Table(features(package)));
    for dependency in &package.dependencies {
        add_dependency(&mut manifest, dependency);
    }
    manifest.extend(extra.clone());
    let mut workspace = Table::new();
    // Otherwise features of build scripts would come to libraries of old editions.
    workspace.insert("resolver".to_owned(), "2".into());
    manifest.insert("workspace".to_owned(), Value::Table(workspace));
    Ok(toml::to_string(&manifest)?)
}

fn head(package: &Package, directory: &Path) -> Result<Table> {
    let mut head = Table::new();
    let texts = [
        ("name", Some(&package.name)),
        ("version", Some(&package.version)),
        ("edition", Some(&package.edition)),
        ("description", package.description.as_ref()),
        ("license", package.license.as_ref()),
        ("license-file", package.license_file.as_ref()),
        ("repository", package.repository.as_ref()),
        ("homepage", package.homepage.as_ref()),
        ("readme", package.readme.as_ref()),
        ("rust-version", package.rust_version.as_ref()),
        ("links", package.links.as_ref()),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            head.insert(key.to_owned(), text.as_str().into());
        }
    }
    head.insert("authors".to_owned(), package.authors.clone().into());
    for key in ["autobins", "autobenches", "autoexamples", "autolib", "autotests", "publish"] {
        head.insert(key.to_owned(), false.into());
    }
    let build = match package.build_script() {
        Some(script) => inside(script, directory)?.into(),
        None => false.into(),
    };
    head.insert("build".to_owned(), build);
    Ok(head)
}

fn library(package: &Package, directory: &Path) -> Result<Table> {
    let target = package.library()?;
    let mut library = Table::new();
    library.insert("name".to_owned(), target.name.replace('-', "_").into());
    library.insert("path".to_owned(), inside(target, directory)?.into());
    if target.edition != package.edition {
        library.insert("edition".to_owned(), target.edition.as_str().into());
    }
    // The wrapper makes a macro crate of it.
    library.insert("crate-type".to_owned(), vec!["cdylib"].into());
    Ok(library)
}

/// Where a target's file is in the package.
fn inside(target: &Target, directory: &Path) -> Result<String> {
    let path = target.src_path.strip_prefix(directory).ok().and_then(Path::to_str);
    let context = || format!("`{}` is not in the package", target.src_path.display());
    Ok(path.with_context(context)?.replace('\\', "/"))
}

/// The features, without what they enable in crates that only tests need.
fn features(package: &Package) -> Table {
    let is_dropped = |name: &str| {
        let all = package.dependencies.iter();
        let mut named = all.filter(|dependency| dependency.name_in_manifest() == name).peekable();
        named.peek().is_some() && named.all(|dependency| kind(dependency).is_none())
    };
    let enabled = |values: &Vec<String>| {
        let values = values.iter().filter(|value| match value.split_once('/') {
            Some((dependency, _)) => !is_dropped(dependency.trim_end_matches('?')),
            None => true,
        });
        values.map(|value| Value::from(value.as_str())).collect::<Vec<Value>>()
    };
    package.features.iter().map(|(name, values)| (name.clone(), enabled(values).into())).collect()
}

/// The manifest's table for a dependency; none if only tests need it.
fn kind(dependency: &Dependency) -> Option<&'static str> {
    match dependency.kind.as_deref() {
        None | Some("normal") => Some("dependencies"),
        Some("build") => Some("build-dependencies"),
        Some(_) => None,
    }
}

fn add_dependency(manifest: &mut Table, dependency: &Dependency) {
    let Some(kind) = kind(dependency) else { return };
    let name = dependency.name_in_manifest();
    let scope = match &dependency.target {
        Some(target) => table(table(manifest, "target"), target),
        None => manifest,
    };
    let entry = table(table(scope, kind), name);
    entry.insert("package".to_owned(), dependency.name.as_str().into());
    // A path or a repository without a requirement has one version, which may be a prerelease. Cargo
    // says `*` of it, which no prerelease satisfies.
    if dependency.is_from_registry() || dependency.req != "*" {
        entry.insert("version".to_owned(), dependency.req.as_str().into());
    }
    entry.insert("features".to_owned(), dependency.features.clone().into());
    entry.insert("default-features".to_owned(), dependency.uses_default_features.into());
    entry.insert("optional".to_owned(), dependency.optional.into());
    if let Some(index) = &dependency.registry {
        entry.insert("registry-index".to_owned(), index.as_str().into());
    }
    if let Some(path) = dependency.path.as_deref().and_then(Path::to_str) {
        entry.insert("path".to_owned(), path.into());
    }
    if let Some(git) = dependency.git() {
        let reference = git.rsplit_once('?').and_then(|(url, reference)| {
            let (key, value) = reference.split_once('=')?;
            ["branch", "tag", "rev"].contains(&key).then_some((url, key, value))
        });
        entry.insert("git".to_owned(), reference.map_or(git, |(url, ..)| url).into());
        if let Some((_, key, value)) = reference {
            entry.insert(key.to_owned(), value.into());
        }
    }
}

/// The table under a key, made if there is none.
fn table<'a>(parent: &'a mut Table, key: &str) -> &'a mut Table {
    let entry = parent.entry(key.to_owned()).or_insert_with(|| Value::Table(Table::new()));
    if !entry.is_table() {
        *entry = Value::Table(Table::new());
    }
    entry.as_table_mut().unwrap_or_else(|| unreachable!("it was made above"))
}
