//! `enable`: builds the macro crates of a workspace, and makes Cargo do so from then on.

use std::collections::BTreeSet;
use std::fmt::Write;

use anyhow::{Result, bail};

use crate::project::config;
use crate::project::needs::{Needs, Wanted};
use crate::project::policy::FILE;
use crate::project::setup::Setup;
use crate::project::statics;
use crate::project::survey::{self, Form, MacroCrate, Survey};
use crate::{cli, files, output};

const HEADER: &str = "\
# Which procedural macro crates may be native, and what those that are WebAssembly modules may read.
# `docs/cargo.md` of the compiler says what can be here. Run `cargo wasm-macro enable` when it has changed.

default = \"deny-native\"
";

/// How much of what a macro crate wants to read is named.
const SEEN: usize = 3;

pub fn run(args: cli::Enable) -> Result<bool> {
    for name in ["RUSTC", "RUSTC_WRAPPER", "CARGO_BUILD_RUSTC", "CARGO_BUILD_RUSTC_WRAPPER"] {
        if std::env::var_os(name).is_some_and(|value| !value.is_empty()) {
            bail!(
                "the variable `{name}` takes precedence over `.cargo/config.toml`; unset it, and name a wrapper \
                 as `build.rustc-wrapper` there before"
            );
        }
    }
    let cli::Project { workspace, compiler, network } = &args.project;
    let (rustc, manifest) = (compiler.rustc.as_deref(), workspace.manifest_path.as_deref());
    let (setup, rules) = Setup::find(rustc, manifest, args.locking.locked)?;
    let directory = setup.root.join(".cargo");
    let path = directory.join("config.toml");
    let enabled = config::enabled(&config::read(&path)?, &setup)
        .map_err(|error| error.context(format!("`{}` cannot be changed", path.display())))?;
    let crates = survey::macro_crates(&setup, network.offline)?;
    let survey = match args.no_build {
        true => Survey::default(),
        false => Survey::of(&setup, &crates, network.offline)?,
    };
    let forms: Vec<Form> = match args.no_build {
        true => Vec::new(),
        false => crates.iter().map(|krate| survey.form(krate, &rules.policy)).collect(),
    };
    let is_built =
        forms.iter().all(|form| matches!(form, Form::Module | Form::Native | Form::Unused));
    let needs = &survey.needs;
    let proposals = [
        (
            "To let those stay native",
            "These cannot be modules. Without the number signs they stay native.",
            proposals(&crates, &forms),
        ),
        (
            "To let them read that",
            "These want to read more than they may. Without the number signs they may read it.",
            grants(needs),
        ),
    ];
    let mut text = table(&crates, &forms, needs);
    for MacroCrate { name, version, krate, .. } in &crates {
        let policy = &rules.policy;
        let warning = statics::warning(krate, (name, version), policy.statics(krate));
        if let Some(warning) = warning.filter(|_| !policy.may_be_native(name, version)) {
            writeln!(text, "warning: {}", output::plain(&warning))?;
        }
    }
    for never in &needs.never {
        writeln!(text, "{}", output::plain(never))?;
    }
    if let Some(failed) = survey.failed() {
        let reason = "fails, so that not all that macros want to read may be known";
        writeln!(text, "note: `{failed}` {reason}")?;
    }
    let has_policy = setup.policy().is_file();
    let mut policy = HEADER.to_owned();
    for (what, comment, lines) in proposals.into_iter().filter(|(.., lines)| !lines.is_empty()) {
        if has_policy {
            writeln!(text, "\n{what}, `{FILE}` would say:\n\n{lines}")?;
        } else {
            policy += &commented(comment, &lines);
        }
    }
    if !has_policy {
        files::write(&setup.policy(), policy.as_bytes())?;
        writeln!(text, "wrote {}", setup.policy().display())?;
    }
    std::fs::create_dir_all(&directory)?;
    files::write(&path, enabled.as_bytes())?;
    writeln!(text, "changed {}", path.display())?;
    writeln!(text, "note: build scripts run natively, as ever")?;
    output::print(&text)?;
    Ok(is_built && needs.grants.is_empty() && needs.never.is_empty())
}

/// A line for each macro crate.
fn table(crates: &[MacroCrate], forms: &[Form], needs: &Needs) -> String {
    let mut text = String::new();
    for (krate, form) in crates.iter().zip(forms) {
        let form = match form {
            Form::Module => match needs.grants.get(&krate.krate) {
                None => "module".to_owned(),
                Some(wanted) => {
                    let seen: Vec<&str> =
                        wanted.seen.iter().take(SEEN).map(String::as_str).collect();
                    let more = match wanted.seen.len() - seen.len() {
                        0 => String::new(),
                        number => format!(", and {number} more"),
                    };
                    let seen = output::plain(&seen.join(", "));
                    format!("module with a grant: it reads {seen}{more}")
                }
            },
            Form::Unused => "is not used with the features that are on by default".to_owned(),
            Form::Native => format!("native, as `{FILE}` says"),
            Form::Refused(why) => format!("cannot be a module: {}", output::one_line(why)),
            Form::Changed(why) => format!("is not the expected one: {}", output::one_line(why)),
            Form::NotBuilt => {
                "was not built: something above failed, or nothing uses it".to_owned()
            }
        };
        text.push_str(&format!("{:<40} {form}\n", format!("{} {}", krate.name, krate.version)));
    }
    text
}

/// What the policy would have to say for the rest to work.
fn proposals(crates: &[MacroCrate], forms: &[Form]) -> String {
    let lines = crates.iter().zip(forms).filter_map(|(krate, form)| {
        let Form::Refused(why) = form else { return None };
        let why = toml::Value::from(output::one_line(why));
        let (name, version) = (&krate.name, &krate.version);
        Some(format!("[[native]]\nname = \"{name}\"\nversion = \"{version}\"\nwhy = {why}\n"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What the policy would have to say for macros to read what they want.
fn grants(needs: &Needs) -> String {
    let list =
        |values: &BTreeSet<String>| toml::Value::from(values.iter().cloned().collect::<Vec<_>>());
    let lines = needs.grants.iter().map(|(name, Wanted { variables, directories, .. })| {
        let mut lines = format!("[crates.{name}]\n");
        for (key, values) in [("allow-env", variables), ("allow-read", directories)] {
            if !values.is_empty() {
                lines += &format!("{key} = {}\n", list(values));
            }
        }
        lines
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn commented(comment: &str, text: &str) -> String {
    let lines = text.lines().map(|line| format!("# {line}").trim_end().to_owned() + "\n");
    format!("\n# {comment}\n{}", lines.collect::<String>())
}
