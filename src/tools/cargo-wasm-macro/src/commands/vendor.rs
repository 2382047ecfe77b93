//! `vendor`: keeps the modules of a workspace's published macro crates in a directory.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};

use crate::build::{Builder, Compiler, Origin};
use crate::project::prebuilt::{CargoLock, INDEX, Index, Prebuilt};
use crate::project::setup::Setup;
use crate::project::survey::{self, Form, MacroCrate, Survey};
use crate::record::{Settings, Source};
use crate::{cli, files, output};

pub fn run(args: cli::Vendor) -> Result<bool> {
    let cli::Project { workspace, compiler, network } = &args.project;
    let (rustc, manifest) = (compiler.rustc.as_deref(), workspace.manifest_path.as_deref());
    let (setup, rules) = Setup::find_unlocked(rustc, manifest)?;
    let work = tempfile::Builder::new().prefix("cargo-wasm-macro-").tempdir()?;
    let crates = survey::macro_crates(&setup, network.offline)?;
    let published: Vec<MacroCrate> = crates.into_iter().filter(MacroCrate::is_published).collect();
    let survey = Survey::of(&setup, &published, network.offline)?;
    let directory = &args.directory;
    std::fs::create_dir_all(directory)
        .with_context(|| format!("`{}` cannot be created", directory.display()))?;
    let before = directory.join(INDEX).is_file().then(|| Index::read(directory)).transpose()?;
    let builder = Builder {
        compiler: Compiler::find(Some(&setup.rustc))?,
        // What they have in common is compiled once.
        target_dir: Some(work.path().join("target")),
        offline: network.offline,
        lock: Some(files::read_text(&setup.root.join("Cargo.lock"))?),
        is_locked: false,
    };
    let mut modules = Vec::new();
    let mut text = String::new();
    let mut is_complete = true;
    for package in &published {
        let MacroCrate { krate, name, version, .. } = package;
        match survey.form(package, &rules.policy) {
            Form::Native | Form::Unused => continue,
            Form::Module => {}
            Form::Refused(_) | Form::Changed(_) | Form::NotBuilt => {
                let why = "`cargo wasm-macro enable` says why";
                writeln!(text, "{name} {version}: cannot be a module; {why}")?;
                is_complete = false;
            }
        }
        let targets = rules.policy.targets(krate);
        for features in survey.features(package) {
            let settings = Settings {
                features: features.to_vec(),
                default_features: false,
                targets: targets.iter().map(|it| (*it).to_owned()).collect(),
            };
            match make(&builder, name, version, &settings, directory) {
                Ok(module) => {
                    writeln!(text, "{name} {version}: {}", directory.join(&module.file).display())?;
                    modules.push(module);
                }
                Err(error) => {
                    let why = output::one_line(&format!("{error:#}"));
                    writeln!(text, "{name} {version}: cannot be built alone: {why}")?;
                    is_complete = false;
                }
            }
        }
    }
    for old in before.iter().flat_map(|index| &index.modules) {
        if !modules.iter().any(|module| module.file == old.file) {
            let _ = std::fs::remove_file(directory.join(&old.file));
        }
    }
    Index::new(modules).write(directory)?;
    if !rules.policy.prebuilt.iter().any(|it| is_same(&setup.root.join(it), directory)) {
        let directory = std::path::absolute(directory)?;
        let directory = directory.strip_prefix(&setup.root).unwrap_or(&directory);
        let directory = toml::Value::from(directory.display().to_string());
        writeln!(text, "note: to use them, add to `wasm-macros.toml`: prebuilt = [{directory}]")?;
    }
    output::print(&text)?;
    Ok(is_complete)
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Builds a module, and writes it into the directory.
fn make(
    builder: &Builder,
    name: &str,
    version: &str,
    settings: &Settings,
    directory: &Path,
) -> Result<Prebuilt> {
    let origin = Origin::from_spec(&format!("{name}@{version}"))?;
    let built = builder.build(&origin, settings)?;
    let lock = CargoLock::parse(&built.record.lock)?;
    let Source::CratesIo { checksum } = built.record.source else {
        anyhow::bail!("it is not from crates.io");
    };
    let dependencies = lock.closure(name, version).context("its `Cargo.lock` does not have it")?;
    let features = files::sha256(settings.features.join(",").as_bytes());
    let file = format!("{name}-{version}-{}.wasm", &features[..8]);
    files::write(&directory.join(&file), &built.bytes)?;
    Ok(Prebuilt {
        file,
        sha256: files::sha256(&built.bytes),
        name: name.to_owned(),
        version: version.to_owned(),
        features: settings.features.clone(),
        target: built.record.target,
        checksum,
        dependencies,
    })
}
