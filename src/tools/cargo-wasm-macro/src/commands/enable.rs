//! `enable`: builds the macro crates of a workspace, and makes Cargo do so from then on.

use std::fmt::Write;

use anyhow::{Result, bail};

use crate::project::config;
use crate::project::policy::{FILE, Policy};
use crate::project::setup::Setup;
use crate::project::survey::{self, Form, MacroCrate};
use crate::{cli, files, output};

const HEADER: &str = "\
# Which procedural macro crates may be native, and what those that are WebAssembly modules may read.
# `docs/cargo.md` of the compiler says what can be here. Run `cargo wasm-macro enable` when it has changed.

default = \"deny-native\"
";

pub fn run(args: cli::Enable) -> Result<bool> {
    for name in ["RUSTC", "RUSTC_WRAPPER", "CARGO_BUILD_RUSTC", "CARGO_BUILD_RUSTC_WRAPPER"] {
        if std::env::var_os(name).is_some_and(|value| !value.is_empty()) {
            bail!(
                "the variable `{name}` takes precedence over `.cargo/config.toml`; unset it, and name a wrapper \
                 as `build.rustc-wrapper` there before"
            );
        }
    }
    let setup = Setup::find(args.rustc.as_deref(), args.manifest_path.as_deref())?;
    let directory = setup.root.join(".cargo");
    let path = directory.join("config.toml");
    let enabled = config::enabled(&config::read(&path)?, &setup)
        .map_err(|error| error.context(format!("`{}` cannot be changed", path.display())))?;
    let crates = survey::macro_crates(&setup, args.offline)?;
    let forms = if args.no_build {
        Vec::new()
    } else {
        survey::build(&setup, &Policy::read(&setup.policy())?, &crates, args.offline)?
    };
    let proposals = proposals(&crates, &forms);
    let mut text = table(&crates, &forms);
    if setup.policy().is_file() {
        if !proposals.is_empty() {
            writeln!(text, "\nTo let those stay native, `{FILE}` would say:\n\n{proposals}")?;
        }
    } else {
        files::write(&setup.policy(), format!("{HEADER}{}", commented(&proposals)).as_bytes())?;
        writeln!(text, "wrote {}", setup.policy().display())?;
    }
    std::fs::create_dir_all(&directory)?;
    files::write(&path, enabled.as_bytes())?;
    writeln!(text, "changed {}", path.display())?;
    writeln!(text, "note: build scripts run natively, as ever")?;
    output::print(&text)?;
    Ok(forms.iter().all(|form| matches!(form, Form::Module | Form::Native)))
}

/// A line for each macro crate.
fn table(crates: &[MacroCrate], forms: &[Form]) -> String {
    let mut text = String::new();
    for (krate, form) in crates.iter().zip(forms) {
        let form = match form {
            Form::Module => "module".to_owned(),
            Form::Native => format!("native, as `{FILE}` says"),
            Form::Refused(why) => format!("cannot be a module: {}", output::one_line(why)),
            Form::NotBuilt => "was not built; see above".to_owned(),
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

fn commented(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let lines = text.lines().map(|line| format!("# {line}").trim_end().to_owned() + "\n");
    let head = "\n# These cannot be modules. Without the number signs they stay native.\n";
    head.to_owned() + &lines.collect::<String>()
}
