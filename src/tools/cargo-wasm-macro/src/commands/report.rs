//! `report`: shows what macro crates are, and what their macros have cost in the last build.

mod html;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::cli::{self, Format};
use crate::project::costs::{Cost, Costs, MacroCrate};
use crate::project::notes::Form;
use crate::project::policy::Statics;
use crate::project::statics::Measured;
use crate::project::{notes, setup};
use crate::{files, output};

pub fn run(args: cli::Report) -> Result<bool> {
    let target = target_directory(args.workspace.manifest_path.as_deref())?;
    let states = states(&target, &args.profile)?;
    if states.is_empty() {
        bail!(
            "nothing was built with modules to `{}` with the profile `{}`; \
             run `cargo wasm-macro run -- build{}` first, or name another with `--profile`",
            target.display(),
            args.profile,
            if args.profile == "dev" {
                String::new()
            } else {
                format!(" --profile {}", args.profile)
            }
        );
    }
    let costs = Costs::read(&states)?;
    if let Some(path) = &args.html {
        files::write(path, html::page(&costs)?.as_bytes())?;
    }
    match args.printing.format {
        Format::Text => output::print(&text(&costs))?,
        Format::Json => output::print_json(&costs)?,
    }
    Ok(true)
}

/// Where Cargo builds.
fn target_directory(manifest: Option<&Path>) -> Result<PathBuf> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let mut command = setup::cargo();
    command.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    if let Some(manifest) = manifest {
        command.arg("--manifest-path").arg(manifest);
    }
    let output = command.stderr(Stdio::inherit()).output().context("Cargo cannot be run")?;
    if !output.status.success() {
        bail!("Cargo does not say where it builds");
    }
    Ok(serde_json::from_slice::<Metadata>(&output.stdout)?.target_directory)
}

/// The directories of notes of a profile, for the host and for all targets.
fn states(target: &Path, profile: &str) -> Result<Vec<PathBuf>> {
    let profile = if profile == "dev" || profile == "test" { "debug" } else { profile };
    let profile = if profile == "bench" { "release" } else { profile };
    let mut directories = vec![target.to_owned()];
    if let Ok(entries) = std::fs::read_dir(target) {
        for entry in entries {
            directories.push(entry?.path());
        }
    }
    directories.sort();
    let states = directories.iter().map(|directory| notes::notes_of(&directory.join(profile)));
    Ok(states.filter(|state| state.is_dir()).collect())
}

fn text(costs: &Costs) -> String {
    let mut text = format!(
        "{:<36} {:<7} {:<7} {:>9} {:>10} {:>10} {:>10} {:>9} {:>9}\n",
        "macro crate",
        "form",
        "statics",
        "size",
        "expansions",
        "time",
        "fuel",
        "memory",
        "requests"
    );
    for krate in &costs.macro_crates {
        let (form, size) = form_and_size(krate);
        let statics = statics(krate);
        let (name, Cost { expansions, requests, .. }) = (label(krate), krate.cost);
        let [time, fuel, memory] = [time(krate.cost), fuel(krate.cost), bytes(krate.cost.memory)];
        let _ = writeln!(
            text,
            "{name:<36} {form:<7} {statics:<7} {size:>9} {expansions:>10} {time:>10} {fuel:>10} {memory:>9} {requests:>9}"
        );
    }
    for krate in costs.macro_crates.iter() {
        let _ = writeln!(text, "{}: {}", label(krate), output::plain(&why(krate)));
    }
    for warning in &costs.warnings {
        let _ = writeln!(text, "warning: {}", output::plain(warning));
    }
    text += "\nslowest macros\n";
    for it in &costs.macros {
        let (time, number) = (time(it.cost), it.cost.expansions);
        let what = output::plain(&format!("{} `{}` of `{}`", it.kind, it.name, it.krate));
        let _ = writeln!(text, "{time:>10} {number:>6} x {what}");
    }
    text += "\nslowest places\n";
    for it in &costs.places {
        let (time, number) = (time(it.cost), it.cost.expansions);
        let what = format!("{}:{}:{} {} `{}`", it.file, it.line, it.column, it.kind, it.name);
        let _ = writeln!(text, "{time:>10} {number:>6} x {}", output::plain(&what));
    }
    text
}

/// The package of a macro crate, or its name if that is not known.
fn label(krate: &MacroCrate) -> String {
    match &krate.package {
        Some(package) => output::plain(&format!("{} {}", package.name, package.version)),
        None => output::plain(&krate.krate),
    }
}

fn why(krate: &MacroCrate) -> String {
    let mut reasons: Vec<String> = krate.builds.iter().map(|build| build.why.clone()).collect();
    reasons.dedup();
    reasons.extend(krate.measured.as_ref().map(Measured::to_string));
    match krate.package {
        Some(_) => reasons.join("; "),
        None => "of several versions, or of none that is still there".to_owned(),
    }
}

fn form_and_size(krate: &MacroCrate) -> (&'static str, String) {
    let has = |form| krate.builds.iter().any(|build| build.form == form);
    let form = match (has(Form::Module), has(Form::Native)) {
        (true, true) => "both",
        (true, false) => "module",
        (false, true) => "native",
        (false, false) => "?",
    };
    let size = krate.builds.iter().filter_map(|build| build.size).sum::<usize>();
    (form, bytes(size as u64))
}

/// What `static`s a crate's modules have.
fn statics(krate: &MacroCrate) -> &'static str {
    let has = |statics| krate.builds.iter().any(|build| build.statics == Some(statics));
    match (has(Statics::Shared), has(Statics::Fresh)) {
        (true, true) => "both",
        (true, false) => Statics::Shared.as_str(),
        (false, true) => Statics::Fresh.as_str(),
        (false, false) => "-",
    }
}

fn time(cost: Cost) -> String {
    format!("{:.1} ms", cost.nanoseconds as f64 / 1e6)
}

fn fuel(cost: Cost) -> String {
    if cost.fuel == 0 { "-".to_owned() } else { format!("{:.1} M", cost.fuel as f64 / 1e6) }
}

fn bytes(number: u64) -> String {
    match number {
        0 => "-".to_owned(),
        number if number < 1 << 20 => format!("{} KB", number.div_ceil(1 << 10)),
        number => format!("{:.1} MB", number as f64 / f64::from(1 << 20)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::project::notes::Note;

    #[test]
    fn statics_and_what_is_known_of_them_are_in_the_table() {
        let note = |name: &str, version: &str, form, statics| Note {
            name: name.to_owned(),
            version: version.to_owned(),
            krate: name.replace('-', "_"),
            stem: format!("{name}-1"),
            file: PathBuf::new(),
            form,
            why: "because".to_owned(),
            size: (form == Form::Module).then_some(1 << 20),
            statics,
        };
        let (shared, fresh) = (Some(Statics::Shared), Some(Statics::Fresh));
        let notes = vec![
            note("enum_dispatch", "0.3.13", Form::Module, fresh),
            note("my-macros", "0.1.0", Form::Module, fresh),
            note("native-macros", "0.1.0", Form::Native, None),
            note("serde_derive", "1.0.228", Form::Module, shared),
            note("serde_derive", "1.0.228", Form::Module, fresh),
        ];
        insta::assert_snapshot!(text(&Costs::new(notes, &[])));
    }
}
