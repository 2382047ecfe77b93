//! `lock`: writes down which bytes the modules of a workspace are.

use std::collections::BTreeSet;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::build::Compiler;
use crate::project::lock::{FILE, Lock, Locked};
use crate::project::setup::Setup;
use crate::project::survey::{self, MacroCrate};
use crate::{cli, files, output};

pub fn run(args: cli::Lock) -> Result<bool> {
    let cli::Project { workspace, compiler, network } = &args.project;
    let (rustc, manifest) = (compiler.rustc.as_deref(), workspace.manifest_path.as_deref());
    let (setup, rules) = Setup::find_unlocked(rustc, manifest)?;
    let path = setup.root.join(FILE);
    let compiler = Compiler::find(Some(&setup.rustc))?.version;
    let crates = survey::macro_crates(&setup, network.offline)?;
    let mut modules = BTreeSet::new();
    if args.args.is_empty() {
        for command in survey::CHECKS {
            modules.append(&mut needed(&setup, &crates, command, network.offline)?);
        }
    } else {
        if let Some(before) = Lock::read(&path)?.filter(|lock| lock.compiler == compiler) {
            modules = before.modules;
        }
        let command: Vec<&str> = args.args.iter().map(String::as_str).collect();
        modules.append(&mut needed(&setup, &crates, &command, network.offline)?);
    }
    let number = modules.len();
    let text = Lock::new(compiler, modules).text()?;
    // Its time says when something has changed.
    let is_same = std::fs::read_to_string(&path).is_ok_and(|before| before == text);
    if !is_same {
        files::write(&path, text.as_bytes())?;
    }
    let verb = if is_same { "has all of it already:" } else { "is written:" };
    let mut text = format!("{} {verb} {number} modules\n", path.display());
    if !rules.policy.locked {
        text += "note: `--locked`, or `locked = true` in `wasm-macros.toml`, refuses others\n";
    }
    output::print(&text)?;
    Ok(true)
}

/// The modules that a command of Cargo's needs.
fn needed(
    setup: &Setup,
    crates: &[MacroCrate],
    command: &[&str],
    offline: bool,
) -> Result<BTreeSet<Locked>> {
    let Some((subcommand, rest)) = command.split_first() else { return Ok(BTreeSet::new()) };
    let mut cargo = setup.subcommand(&[subcommand], offline)?;
    cargo.args(["--message-format", "json-render-diagnostics"]);
    let output =
        cargo.args(rest).stderr(Stdio::inherit()).output().context("Cargo cannot be run")?;
    if !output.status.success() {
        bail!("`cargo {}` fails; `{FILE}` is left as it was", command.join(" "));
    }
    let mut modules = BTreeSet::new();
    for built in survey::built(&String::from_utf8_lossy(&output.stdout)) {
        let Some(krate) = crates.iter().find(|krate| krate.id == built.id) else {
            bail!("Cargo has built `{}`, which it does not know", built.id);
        };
        let bytes = files::read(&built.file)?;
        if rustc_wasm_proc_macro::is_wasm(&bytes) {
            modules.insert(Locked {
                name: krate.name.clone(),
                version: krate.version.clone(),
                features: built.features,
                sha256: files::sha256(&bytes),
            });
        }
    }
    Ok(modules)
}
