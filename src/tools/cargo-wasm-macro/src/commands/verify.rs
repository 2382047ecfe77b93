//! `verify`: builds the packages of modules' records again, and says whether the bytes are the same.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::build::{Builder, Compiler, Origin};
use crate::cli::{self, Format};
use crate::output::plain;
use crate::project::policy::{FILE, Policy};
use crate::project::prebuilt::{CargoLock, INDEX, Index, Prebuilt};
use crate::project::setup;
use crate::record::{Record, Source};
use crate::{files, output, sections};

pub fn run(args: cli::Verify) -> Result<bool> {
    let directories = match &args.file {
        Some(file) if file.is_dir() => vec![file.clone()],
        Some(file) => return verify_file(&args, file),
        None => {
            let root = setup::workspace(None)?;
            let policy = Policy::read(&root.join(FILE))?;
            policy.prebuilt.iter().map(|directory| root.join(directory)).collect()
        }
    };
    if directories.is_empty() {
        bail!("name a module; `{FILE}` has no directory of them as `prebuilt`");
    }
    // What modules have in common is compiled once.
    let work = tempfile::Builder::new().prefix("cargo-wasm-macro-").tempdir()?;
    let mut args = args;
    args.toolchain.target_dir.get_or_insert_with(|| work.path().to_owned());
    let mut is_same = true;
    for directory in &directories {
        for module in Index::read(directory)?.modules {
            is_same &= verify_prebuilt(&args, directory, &module)?;
        }
    }
    Ok(is_same)
}

/// Compares with what is recorded beside the module, and verifies that.
fn verify_prebuilt(args: &cli::Verify, directory: &Path, module: &Prebuilt) -> Result<bool> {
    let file = directory.join(&module.file);
    let bytes = module.read(directory)?;
    let record = Record::read(&bytes)?.context("it has no record of what it was built from");
    let record = record.with_context(|| format!("`{}`", file.display()))?;
    let source = Source::CratesIo { checksum: module.checksum.clone() };
    let needed = CargoLock::parse(&record.lock)?.closure(&record.name, &record.version);
    let pairs = [
        ("name", record.name == module.name),
        ("version", record.version == module.version),
        ("features", record.features == module.features && !record.default_features),
        ("target", record.target == module.target),
        ("checksum", record.source == source),
        ("dependencies", needed.as_ref() == Some(&module.dependencies)),
    ];
    if let Some((key, _)) = pairs.iter().find(|(_, is_same)| !is_same) {
        let text =
            format!("{}: `{INDEX}` has another `{key}` than its own record\n", file.display());
        output::print(&text)?;
        return Ok(false);
    }
    verify_file(args, &file)
}

fn verify_file(args: &cli::Verify, file: &Path) -> Result<bool> {
    let bytes = files::read(file)?;
    let record = Record::read(&bytes)?
        .context("the module does not record what it was built from; nothing to compare with")?;
    let compiler = Compiler::find(args.toolchain.compiler.rustc.as_deref())?;
    if compiler.version != record.compiler {
        let (there, here) = (&record.compiler, &compiler.version);
        bail!("the module was built by `{there}`, and this is `{here}`; name it with `--rustc`");
    }
    let builder = Builder {
        compiler,
        target_dir: args.toolchain.target_dir.clone(),
        offline: args.toolchain.network.offline,
        lock: Some(record.lock.clone()),
        is_locked: true,
    };
    let built = builder.build(&origin(args, &record)?, &record.settings())?;
    if built.record.source != record.source {
        let (there, here) = (&record.source, &built.record.source);
        bail!("the package is not the one that is recorded: that was {there}, this is {here}");
    }
    let difference = difference(&bytes, &built.bytes)?;
    match args.printing.format {
        Format::Text => output::print(&text(file, &record, difference.as_deref()))?,
        Format::Json => output::print_json(
            &json!({ "file": file, "same": difference.is_none(), "difference": difference }),
        )?,
    }
    Ok(difference.is_none())
}

fn origin(args: &cli::Verify, record: &Record) -> Result<Origin> {
    let name = Some(record.name.clone());
    match &record.source {
        Source::CratesIo { .. } => {
            Origin::from_spec(&format!("{}@{}", record.name, record.version))
        }
        Source::Path { .. } => {
            let directory = args.path.clone();
            let directory = directory
                .context("the module was built from a directory; name it with `--path`")?;
            Ok(Origin::Path(directory, name))
        }
        Source::Git { .. } => {
            let directory = args.git_checkout.clone().context(
                "the module was built from a git checkout; name one with `--git-checkout`",
            )?;
            Ok(Origin::Git(directory, name))
        }
    }
}

/// The first difference of a module to what was built, if there is one.
fn difference(module: &[u8], built: &[u8]) -> Result<Option<String>> {
    if module == built {
        return Ok(None);
    }
    let (ours, theirs) = (sections::read(module)?, sections::read(built)?);
    for (one, other) in ours.iter().zip(&theirs) {
        if module[one.whole.clone()] == built[other.whole.clone()] {
            continue;
        }
        if one.name != other.name {
            let (here, there) = (&one.name, &other.name);
            return Ok(Some(format!("it has the section `{here}` where `{there}` is expected")));
        }
        let pairs = module[one.whole.clone()].iter().zip(&built[other.whole.clone()]);
        let at = one.whole.start + pairs.take_while(|(one, other)| one == other).count();
        return Ok(Some(format!("it differs first in the section `{}`, at {at:#x}", one.name)));
    }
    let extra =
        |sections: &[sections::Section], at: usize| sections.get(at).map(|s| s.name.clone());
    Ok(Some(match (extra(&ours, theirs.len()), extra(&theirs, ours.len())) {
        (Some(name), _) => format!("it has a section `{name}` too many"),
        (_, Some(name)) => format!("it has no section `{name}`"),
        (None, None) => "it differs in its header".to_owned(),
    }))
}

fn text(file: &Path, record: &Record, difference: Option<&str>) -> String {
    let (file, Record { name, version, .. }) = (file.display(), record);
    match difference {
        None => format!("{file}: same as {name} {version} built again\n"),
        Some(difference) => {
            let difference = plain(difference);
            format!("{file}: not the same as {name} {version} built again: {difference}\n")
        }
    }
}
