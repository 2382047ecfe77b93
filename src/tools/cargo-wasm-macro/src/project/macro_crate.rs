//! Macro crates: each becomes a module under the name of the dylib that Cargo expects.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context, Result};

use super::invocation::Invocation;
use super::library::{self, Failure, Target};
use super::lock::Locked;
use super::notes::{self, Form, Note};
use super::policy::{FILE, Rest};
use super::prebuilt::Found;
use super::rules::{Rules, Unexpected};
use super::survey::Refusal;
use super::{dep_info, variables};
use crate::{code, files, sections};

/// What came of a macro crate.
pub enum Outcome {
    Module,
    /// It is to be compiled as Cargo says.
    Native,
    /// What there is to say has been said.
    Failed,
}

/// Why an attempt failed, and what rustc printed if it was the crate's own fault.
struct Attempt {
    target: String,
    failure: Failure,
    output: Option<Output>,
}

/// Compiles a macro crate for the first target for which it compiles, or takes the module that is there
/// already.
pub fn compile<'a>(
    invocation: &Invocation,
    rules: &Rules,
    state: &Path,
    report: Option<&str>,
    target: impl Fn(&str) -> Target<'a>,
) -> Result<Outcome> {
    let env: BTreeMap<String, String> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect();
    let value = |name: &str| env.get(name).map_or("", String::as_str);
    let (name, version) = (value("CARGO_PKG_NAME"), value("CARGO_PKG_VERSION"));
    let krate = Krate { invocation, rules, state, name, version };
    if let Some(native) = rules.policy.native(name, version) {
        return krate.native(format!("`{FILE}` lets it: {}", native.why));
    }
    let mut targets = rules.policy.targets(invocation.crate_name());
    if let Some(found) = rules.find_prebuilt(name, version, &invocation.features(), &targets)? {
        return krate.take(&found);
    }
    if env.contains_key("CARGO_PRIMARY_PACKAGE") {
        // Somebody is writing it: what does not compile for one target will not for another.
        targets.truncate(1);
    }
    let codegen = rules.policy.codegen(invocation.crate_name());
    let options: Vec<&str> = report.into_iter().chain(codegen.iter().copied()).collect();
    let mut failed = None;
    for target_name in targets {
        match attempt(invocation, &env, &options, &target(target_name))? {
            Ok(output) => {
                forward(&output)?;
                let path = invocation.out_dir()?.join(format!("{}.wasm", invocation.file_stem()));
                // The file's name would be in it, which is not the same everywhere.
                let module = sections::without_module_name(&files::read(&path)?)?;
                let module = sections::with_digest(module);
                fs::remove_file(path)?;
                return krate.module(&module, format!("compiled for {target_name}"));
            }
            Err(attempt) => failed = failed.or(Some(attempt)),
        }
    }
    let failed = failed.context("there is no target")?;
    if rules.policy.default == Rest::AllowNative {
        let Failure { package, reason } = &failed.failure;
        return krate
            .native(format!("`{package}` does not compile for {}: {reason}", failed.target));
    }
    if let Some(output) = &failed.output {
        forward(output)?;
    }
    krate.report_failed(&failed)?;
    Ok(Outcome::Failed)
}

/// A macro crate that is compiled.
struct Krate<'a> {
    invocation: &'a Invocation,
    rules: &'a Rules,
    state: &'a Path,
    /// Of the package.
    name: &'a str,
    version: &'a str,
}

impl Krate<'_> {
    /// Where Cargo expects the dylib.
    fn dylib(&self) -> Result<PathBuf> {
        let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        let name = format!("{prefix}{}{suffix}", self.invocation.file_stem());
        Ok(self.invocation.out_dir()?.join(name))
    }

    fn native(&self, why: String) -> Result<Outcome> {
        self.remember(Form::Native, why, None)?;
        Ok(Outcome::Native)
    }

    /// Uses a module that is there already, and tells Cargo what it would be told by rustc.
    fn take(&self, found: &Found<'_>) -> Result<Outcome> {
        let module = found.module.read(&found.directory)?;
        let path = found.directory.join(&found.module.file);
        let outcome = self.module(&module, format!("taken from {}", path.display()))?;
        if let Outcome::Module = outcome {
            let source = Path::new(self.invocation.source());
            dep_info::write(self.invocation, &[self.dylib()?], &[source, &path])?;
        }
        Ok(outcome)
    }

    /// Puts a module where Cargo expects the dylib, if it is one that may be there.
    fn module(&self, module: &[u8], why: String) -> Result<Outcome> {
        let features = self.invocation.features().into_iter().map(str::to_owned).collect();
        let locked = Locked {
            name: self.name.to_owned(),
            version: self.version.to_owned(),
            features,
            sha256: files::sha256(module),
        };
        if let Some(unexpected) = self.rules.unexpected(self.invocation.crate_name(), &locked) {
            self.report_unexpected(unexpected)?;
            return Ok(Outcome::Failed);
        }
        files::write(&self.dylib()?, module)?;
        if self.rules.policy.compile {
            code::compile_built(None, &self.dylib()?, module);
        }
        self.remember(Form::Module, why, Some(module.len()))?;
        Ok(Outcome::Module)
    }

    fn remember(&self, form: Form, why: String, size: Option<usize>) -> Result<()> {
        let statics = self.rules.policy.statics(self.invocation.crate_name());
        let statics = Some(statics).filter(|_| form == Form::Module);
        let note = Note {
            name: self.name.to_owned(),
            version: self.version.to_owned(),
            krate: self.invocation.crate_name().to_owned(),
            stem: self.invocation.file_stem(),
            file: self.dylib()?,
            form,
            why,
            size,
            statics,
        };
        notes::write(&note, self.invocation, self.state)
    }

    fn refusal(&self, why: &str, is_changed: bool) -> Refusal {
        let (name, version) = (self.name.to_owned(), self.version.to_owned());
        Refusal { name, version, why: why.to_owned(), is_changed }
    }

    fn report_unexpected(&self, Unexpected { why, help }: Unexpected) -> Result<()> {
        let (name, version) = (self.name, self.version);
        if !self.refusal(&why, true).tell()? {
            eprintln!(
                "error: the macro crate `{name} {version}` is not the expected one: {why}\nhelp: {help}"
            );
        }
        Ok(())
    }

    fn report_failed(&self, Attempt { target, failure, .. }: &Attempt) -> Result<()> {
        let (name, version) = (self.name, self.version);
        let Failure { package, reason } = failure;
        let at_fault = match *package == format!("{name} {version}") {
            true => "it".to_owned(),
            false => format!("`{package}`, which it needs,"),
        };
        let why = format!("{at_fault} does not compile for {target}: {reason}");
        if !self.refusal(&why, false).tell()? {
            eprintln!(
                "error: the macro crate `{name} {version}` cannot be a WebAssembly module: {why}\n\
                 help: `cargo tree -i {name}@{version}` says what needs it; to let it stay native, add to \
                 `{FILE}`:\n\n[[native]]\nname = \"{name}\"\nversion = \"{version}\"\nwhy = \"...\"\n"
            );
        }
        Ok(())
    }
}

/// Compiles it to `STEM.wasm`. What rustc printed.
fn attempt(
    host: &Invocation,
    env: &BTreeMap<String, String>,
    options: &[&str],
    target: &Target<'_>,
) -> Result<Result<Output, Attempt>> {
    let failed = |failure, output| Attempt { target: target.name.clone(), failure, output };
    let host = match target.compile_externs(host, &library::package(env))? {
        Ok(needed) => needed,
        Err(failure) => return Ok(Err(failed(failure, None))),
    };
    let (invocation, env) = match target.translate(&host, env)? {
        Ok(translated) => translated,
        Err(failure) => return Ok(Err(failed(failure, None))),
    };
    let mut command = target.command(&invocation);
    let output = variables::hide(command.args(options).envs(&env)).output();
    let output = output.with_context(|| format!("`{}` cannot be run", target.rustc[0]))?;
    if !output.status.success() {
        let reason = library::first_error(&String::from_utf8_lossy(&output.stderr));
        let failure = Failure { package: library::package(&env), reason };
        return Ok(Err(failed(failure, Some(output))));
    }
    Ok(Ok(output))
}

/// Gives Cargo what rustc has printed.
fn forward(output: &Output) -> Result<()> {
    std::io::stdout().write_all(&output.stdout)?;
    std::io::stderr().write_all(&output.stderr)?;
    Ok(())
}
