//! Macro crates: each becomes a module under the name of the dylib that Cargo expects.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Output;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::invocation::Invocation;
use super::library::{self, Failure, Target};
use super::policy::{FILE, Policy, Rest};
use super::survey::{REFUSALS, Refusal};
use crate::files;

/// What came of a macro crate.
pub enum Outcome {
    Module,
    /// It is to be compiled as Cargo says.
    Native,
    /// What there is to say has been said.
    Failed,
}

/// The part of rustc's messages that says what is wrong.
#[derive(Deserialize)]
struct Message {
    message: String,
    level: String,
}

/// Why an attempt failed, and what rustc printed if it was the crate's own fault.
struct Attempt {
    target: String,
    failure: Failure,
    output: Option<Output>,
}

/// Compiles a macro crate for the first target for which it compiles.
pub fn compile<'a>(
    invocation: &Invocation,
    policy: &Policy,
    target: impl Fn(&str) -> Target<'a>,
) -> Result<Outcome> {
    let env: BTreeMap<String, String> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect();
    let value = |name: &str| env.get(name).map_or("", String::as_str);
    let (name, version) = (value("CARGO_PKG_NAME"), value("CARGO_PKG_VERSION"));
    if policy.may_be_native(name, version) {
        return Ok(Outcome::Native);
    }
    let mut targets = policy.targets(invocation.crate_name());
    if env.contains_key("CARGO_PRIMARY_PACKAGE") {
        // Somebody is writing it: what does not compile for one target will not for another.
        targets.truncate(1);
    }
    let mut failed = None;
    for name in targets {
        match attempt(invocation, &env, &target(name))? {
            Ok(output) => {
                forward(&output)?;
                return Ok(Outcome::Module);
            }
            Err(attempt) => failed = failed.or(Some(attempt)),
        }
    }
    let failed = failed.context("there is no target")?;
    if policy.default == Rest::AllowNative {
        return Ok(Outcome::Native);
    }
    if let Some(output) = &failed.output {
        forward(output)?;
    }
    report(&failed, name, version)?;
    Ok(Outcome::Failed)
}

fn attempt(
    host: &Invocation,
    env: &BTreeMap<String, String>,
    target: &Target<'_>,
) -> Result<Result<Output, Attempt>> {
    let failed = |failure, output| Attempt { target: target.name.clone(), failure, output };
    if let Err(failure) = target.compile_externs(host)? {
        return Ok(Err(failed(failure, None)));
    }
    let (invocation, env) = match target.translate(host, env)? {
        Ok(translated) => translated,
        Err(failure) => return Ok(Err(failed(failure, None))),
    };
    let output = target.command(&invocation).envs(&env).output();
    let output = output.with_context(|| format!("`{}` cannot be run", target.rustc[0]))?;
    if !output.status.success() {
        let reason = first_error(&String::from_utf8_lossy(&output.stderr));
        let failure = Failure { package: library::package(&env), reason };
        return Ok(Err(failed(failure, Some(output))));
    }
    let directory = host.out_dir().context("there is no `--out-dir`")?;
    let stem = host.file_stem();
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let dylib = directory.join(format!("{prefix}{stem}{suffix}"));
    let module = directory.join(format!("{stem}.wasm"));
    fs::rename(&module, &dylib)
        .with_context(|| format!("`{}` cannot become `{}`", module.display(), dylib.display()))?;
    Ok(Ok(output))
}

/// Gives Cargo what rustc has printed.
fn forward(output: &Output) -> Result<()> {
    std::io::stdout().write_all(&output.stdout)?;
    std::io::stderr().write_all(&output.stderr)?;
    Ok(())
}

fn report(Attempt { target, failure, .. }: &Attempt, name: &str, version: &str) -> Result<()> {
    let Failure { package, reason } = failure;
    let at_fault = match *package == format!("{name} {version}") {
        true => "it".to_owned(),
        false => format!("`{package}`, which it needs,"),
    };
    let why = format!("{at_fault} does not compile for {target}: {reason}");
    if let Some(directory) = std::env::var_os(REFUSALS) {
        let refusal = Refusal { name: name.to_owned(), version: version.to_owned(), why };
        let path = Path::new(&directory).join(format!("{name}-{version}.json"));
        return files::write(&path, &serde_json::to_vec(&refusal)?);
    }
    eprintln!(
        "error: the macro crate `{name} {version}` cannot be a WebAssembly module: {why}\n\
         help: `cargo tree -i {name}@{version}` says what needs it; to let it stay native, add to `{FILE}`:\n\n\
         [[native]]\nname = \"{name}\"\nversion = \"{version}\"\nwhy = \"...\"\n"
    );
    Ok(())
}

/// What rustc complains of first, in messages as JSON or for people.
fn first_error(stderr: &str) -> String {
    let messages = stderr.lines().filter_map(|line| serde_json::from_str::<Message>(line).ok());
    let error = messages.filter(|message| message.level == "error").map(|it| it.message).next();
    let line = || stderr.lines().next().unwrap_or("rustc says nothing").to_owned();
    error.unwrap_or_else(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_is_found_among_messages() {
        let stderr = "{\"$message_type\":\"artifact\",\"artifact\":\"a\",\"emit\":\"link\"}\n\
            {\"message\":\"unused\",\"level\":\"warning\"}\n\
            {\"message\":\"cannot find `os`\",\"level\":\"error\"}\n";
        assert_eq!(first_error(stderr), "cannot find `os`");
        assert_eq!(first_error("Killed"), "Killed");
    }
}
