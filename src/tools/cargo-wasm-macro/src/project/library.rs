//! Libraries that macros are made of. Cargo wants them for the host, and how is noted. For the module's target each is
//! compiled once: when Cargo wants it, if only macros need it, or when a macro crate comes that does.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::invocation::{Invocation, is_library_file, library_file, stem};
use super::metadata::{self, Metadata};
use super::{script, target_only, variables};
use crate::files;

/// Variables that Cargo sets for a crate. The user's stay out of the notes.
const OF_THE_CRATE: [&str; 6] = [
    "CARGO_BIN_",
    "CARGO_CRATE_NAME",
    "CARGO_MANIFEST_",
    "CARGO_PKG_",
    "CARGO_PRIMARY_PACKAGE",
    "OUT_DIR",
];

/// Environment variables and their values.
type Variables = BTreeMap<String, String>;

/// How a library is compiled for the host.
#[derive(Deserialize, Serialize)]
pub struct Note {
    /// The program and, before it, those that wrap it.
    rustc: Vec<String>,
    /// What Cargo says.
    pub words: Vec<String>,
    /// What the rules have for rustc.
    options: Vec<String>,
    directory: PathBuf,
    env: Variables,
}

/// The part of rustc's messages that says what is wrong.
#[derive(Deserialize)]
struct Message {
    message: String,
    level: String,
}

/// Why something cannot be compiled for a target.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Failure {
    /// Name and version of the package.
    pub package: String,
    pub reason: String,
}

/// A target, and what libraries are compiled with.
pub struct Target<'a> {
    pub name: String,
    pub opt_level: u8,
    /// The program and, before it, those that wrap it.
    pub rustc: &'a [String],
    /// Options for the macros that libraries use.
    pub options: &'a [String],
    /// The directory of notes.
    pub state: &'a Path,
    /// The directory of the workspace.
    pub root: &'a Path,
}

/// The directory of notes, for what Cargo compiles to `out_dir`.
pub fn state(out_dir: &Path) -> PathBuf {
    let profile = match out_dir.parent() {
        // A build script's.
        Some(parent) if parent.file_name().is_some_and(|name| name == "build") => parent.parent(),
        parent => parent,
    };
    notes_of(profile.unwrap_or(out_dir))
}

/// The directory of notes, for a profile's.
pub fn notes_of(profile: &Path) -> PathBuf {
    profile.join("wasm-macros")
}

/// Whether this is for a crate, and the next one has its own.
pub fn is_of_the_crate(variable: &str) -> bool {
    OF_THE_CRATE.iter().any(|prefix| variable.starts_with(prefix))
}

/// A file about a library in a directory of notes.
pub fn notes_file(state: &Path, stem: &str, extension: &str) -> PathBuf {
    state.join("libraries").join(format!("{stem}.{extension}"))
}

impl Note {
    /// Notes how a library is compiled. What was made of it before is no longer good.
    pub fn write(
        rustc: &[String],
        invocation: &Invocation,
        options: &[String],
        state: &Path,
    ) -> Result<Note> {
        let mut env: Variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| is_of_the_crate(name))
            .collect();
        if let Some(out_dir) = env.get("OUT_DIR") {
            let said = script::said_for_host(Path::new(out_dir));
            env.extend(said.env);
        }
        let note = Note {
            rustc: rustc.to_vec(),
            words: invocation.words.clone(),
            options: options.to_vec(),
            directory: std::env::current_dir()?,
            env,
        };
        let stem = invocation.file_stem();
        let file = notes_file(state, &stem, "json");
        fs::create_dir_all(file.parent().expect("a directory"))?;
        for entry in fs::read_dir(state)? {
            let made = entry?.path();
            for result in ["done", "failed"] {
                match fs::remove_file(made.join(format!("{stem}.{result}"))) {
                    Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                    _ => {}
                }
            }
        }
        files::write(&file, &serde_json::to_vec(&note)?)?;
        Ok(note)
    }

    pub fn read(state: &Path, stem: &str) -> Result<Note> {
        let Ok(note) = fs::read(notes_file(state, stem, "json")) else {
            bail!("there is no note of how `{stem}` is compiled; run `cargo clean`");
        };
        Ok(serde_json::from_slice(&note)?)
    }

    /// Name and version of the package.
    pub fn package(&self) -> String {
        package(&self.env)
    }

    /// Runs rustc for the host, with messages for people.
    pub fn compile_for_host(&self) -> Result<Output> {
        let mut host = Invocation { words: self.words.clone() };
        host.without_messages();
        host.words.extend(self.options.iter().cloned());
        self.execute(&self.rustc, &host, &self.env)
    }

    /// Runs rustc in place of Cargo.
    fn execute(
        &self,
        rustc: &[String],
        invocation: &Invocation,
        env: &Variables,
    ) -> Result<Output> {
        let mut command = Command::new(&rustc[0]);
        command.args(&rustc[1..]).args(&invocation.words).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(is_of_the_crate) {
                command.env_remove(name);
            }
        }
        variables::hide(&mut command).envs(env).current_dir(&self.directory);
        command.output().with_context(|| format!("`{}` cannot be run", rustc[0]))
    }
}

impl Target<'_> {
    /// Where libraries for this target are. What they are compiled with is a part of the name.
    pub fn directory(&self) -> PathBuf {
        self.state.join(format!("{}-{}", self.name, self.opt_level))
    }

    /// Compiles the libraries that a crate of `package` needs, unless they are there. The crate without those that do not
    /// compile and that it does not need on this target.
    pub fn compile_externs(
        &self,
        host: &Invocation,
        package: &str,
    ) -> Result<Result<Invocation, Failure>> {
        let mut invocation = host.clone();
        for (name, path) in host.extern_names().zip(host.externs()) {
            let Some(stem) = stem(path).filter(|_| is_library_file(path)) else { continue };
            if let Err(failure) = self.compile(stem)? {
                if self.needs(package, name) {
                    return Ok(Err(failure));
                }
                invocation.without_extern(path);
            }
        }
        Ok(Ok(invocation))
    }

    /// Whether a package needs a library on this target. It does if Cargo does not say.
    fn needs(&self, package: &str, library: &str) -> bool {
        let needs = |package| target_only::needs(package, library, &self.workspace()?);
        package.split_once(' ').and_then(needs).unwrap_or(true)
    }

    /// What Cargo says of the workspace on this target.
    fn workspace(&self) -> Option<Metadata> {
        let rustc = self.rustc.last()?;
        let ask = |options: &[&str]| {
            metadata::ask(self.root, &self.name, options, &self.directory(), rustc)
        };
        // What is needed on this target alone need not have been downloaded.
        ask(&["--locked", "--offline"]).or_else(|| ask(&["--locked"]))
    }

    fn compile(&self, stem: &str) -> Result<Result<(), Failure>> {
        let (done, failed) = (self.file(stem, "done"), self.file(stem, "failed"));
        let _lock = self.lock(stem)?;
        if done.is_file() && library_file(&self.directory(), stem).is_file() {
            return Ok(Ok(()));
        }
        if let Ok(failure) = fs::read(&failed) {
            return Ok(Err(serde_json::from_slice(&failure)?));
        }
        let note = Note::read(self.state, stem)?;
        let mut host = Invocation { words: note.words.clone() };
        host.without_messages();
        Ok(self.compile_noted(&host, &note)?.map(|_| ()))
    }

    /// Compiles a library that Cargo wants for the host. What rustc printed is in words for Cargo.
    pub fn compile_instead(
        &self,
        host: &Invocation,
        note: &Note,
        report: Option<&str>,
    ) -> Result<Result<Output, Failure>> {
        let _lock = self.lock(&host.file_stem())?;
        let mut host = host.clone();
        host.words.extend(report.map(str::to_owned));
        self.compile_noted(&host, note)
    }

    /// Keeps others from compiling a library at the same time.
    fn lock(&self, stem: &str) -> Result<File> {
        fs::create_dir_all(self.directory())?;
        let lock = File::create(self.file(stem, "lock"))?;
        lock.lock()?;
        Ok(lock)
    }

    fn file(&self, stem: &str, extension: &str) -> PathBuf {
        self.directory().join(format!("{stem}.{extension}"))
    }

    /// Compiles a library, and notes what came of it.
    fn compile_noted(&self, host: &Invocation, note: &Note) -> Result<Result<Output, Failure>> {
        let stem = host.file_stem();
        let result = self.compile_library(host, note)?;
        match &result {
            Ok(_) => files::write(&self.file(&stem, "done"), b"")?,
            Err(failure) => {
                files::write(&self.file(&stem, "failed"), &serde_json::to_vec(failure)?)?
            }
        }
        Ok(result)
    }

    fn compile_library(&self, host: &Invocation, note: &Note) -> Result<Result<Output, Failure>> {
        let host = &match self.compile_externs(host, &note.package())? {
            Ok(needed) => needed,
            Err(failure) => return Ok(Err(failure)),
        };
        let (mut invocation, env) = match self.translate(host, &note.env)? {
            Ok(translated) => translated,
            Err(failure) => return Ok(Err(failure)),
        };
        invocation.library_in(&self.directory());
        let mut output = note.execute(self.rustc, &invocation, &env)?;
        if !output.status.success()
            && let Some(externs) = self.compile_target_only(host, note)?
        {
            invocation.words.extend(externs);
            output = note.execute(self.rustc, &invocation, &env)?;
        }
        if output.status.success() {
            return Ok(Ok(output));
        }
        let reason = first_error(&String::from_utf8_lossy(&output.stderr));
        Ok(Err(Failure { package: note.package(), reason }))
    }

    /// Compiles the libraries that one needs for this target alone, and returns options that name them. `None` if there
    /// are none, or if they cannot be compiled.
    fn compile_target_only(&self, host: &Invocation, note: &Note) -> Result<Option<Vec<String>>> {
        let Some(said) = self.workspace() else { return Ok(None) };
        let package = package(&note.env);
        let Some(package) = package.split_once(' ') else { return Ok(None) };
        let known = host.extern_names().collect();
        let libraries = target_only::of(package, &known, &said, host.out_dir()?);
        let Some(libraries) = libraries.filter(|it| !it.is_empty()) else { return Ok(None) };
        let mut externs = Vec::new();
        for target_only::Library { name, words, directory, env } in libraries {
            let stem = Invocation { words: words.clone() }.file_stem();
            let (rustc, options) = (note.rustc.clone(), note.options.clone());
            let library = Note { rustc, words, options, directory, env };
            files::write(&notes_file(self.state, &stem, "json"), &serde_json::to_vec(&library)?)?;
            if self.compile(&stem)?.is_err() {
                return Ok(None);
            }
            let file = library_file(&self.directory(), &stem);
            externs.extend(["--extern".to_owned(), format!("{name}={}", file.display())]);
        }
        Ok(Some(externs))
    }

    /// The invocation of a crate for this target, and the variables that it is given.
    pub fn translate(
        &self,
        host: &Invocation,
        env: &Variables,
    ) -> Result<Result<(Invocation, Variables), Failure>> {
        let mut invocation = host.clone();
        let mut env = env.clone();
        let mut options = Vec::new();
        if let (Some(out_dir), Some(package_dir)) =
            (env.get("OUT_DIR"), env.get("CARGO_MANIFEST_DIR"))
        {
            let package_dir = PathBuf::from(package_dir);
            let name = package(&env);
            if let Some(program) = script::program(host, self.state, &name) {
                invocation.without(&script::said_for_host(Path::new(out_dir)).options);
                let run = script::Run {
                    program: &program,
                    library: host,
                    directory_of_package: &package_dir,
                    package: &name,
                    env: &env,
                    rustc: self.rustc.last().expect("a program"),
                    target: &self.name,
                    directory: &self.directory(),
                };
                match run.run()? {
                    Ok(said) => {
                        options = said.options.concat();
                        env.extend(said.env);
                    }
                    Err(text) => {
                        let reason = format!("its build script fails: {}", last_line(&text));
                        return Ok(Err(Failure { package: package(&env), reason }));
                    }
                }
            }
        }
        let mut invocation = invocation.for_target(&self.name, self.opt_level, &self.directory());
        invocation.words.extend(options);
        let metadata = self.metadata(&invocation, &env);
        invocation.words.push(format!("-Cmetadata={metadata}"));
        invocation.words.extend(remapped(&env));
        invocation.words.extend(self.options.iter().cloned());
        Ok(Ok((invocation, env)))
    }

    /// Tells crates of one name apart, the same way on every machine. Cargo's own also depends on where a
    /// package is, on the profile and on the policy.
    fn metadata(&self, invocation: &Invocation, env: &BTreeMap<String, String>) -> String {
        let directory = env.get("CARGO_MANIFEST_DIR").map(Path::new);
        let place = directory.map(|it| place(it, self.root)).unwrap_or_default();
        let package = package(env);
        let parts = [package.as_str(), place.as_str()].into_iter().chain(invocation.cfgs());
        files::sha256(parts.collect::<Vec<_>>().join("\n").as_bytes())[..16].to_owned()
    }

    pub fn command(&self, invocation: &Invocation) -> Command {
        let mut command = Command::new(&self.rustc[0]);
        command.args(&self.rustc[1..]).args(&invocation.words).stdin(Stdio::null());
        command
    }
}

/// Where a package comes from, if it is not a registry, in words that do not change with the machine.
fn place(package: &Path, root: &Path) -> String {
    let of_git = package.iter().skip_while(|part| *part != "checkouts").skip(2);
    let is_vendored = package.join(".cargo-checksum.json").is_file();
    let place = match package.strip_prefix(root) {
        Ok(_) if is_vendored => PathBuf::new(),
        Ok(path) => path.to_owned(),
        Err(_) => of_git.collect(),
    };
    place.to_string_lossy().replace('\\', "/")
}

/// Options that give directories of this machine other names. The last that fits counts. A directory without
/// files is in nothing that is compiled, and a cache is not told of it.
fn remapped(env: &BTreeMap<String, String>) -> impl Iterator<Item = String> {
    let name = package(env).replace(' ', "-");
    let is_empty =
        |it: &&String| fs::read_dir(it).is_ok_and(|mut entries| entries.next().is_none());
    [("CARGO_MANIFEST_DIR", format!("/{name}")), ("OUT_DIR", format!("/{name}/out"))]
        .into_iter()
        .filter_map(move |(variable, to)| {
            let directory = env.get(variable).filter(|it| !is_empty(it))?;
            Some(format!("--remap-path-prefix={directory}={to}"))
        })
}

/// Name and version of a package.
pub fn package(env: &Variables) -> String {
    let value = |name| env.get(name).map_or("", String::as_str);
    format!("{} {}", value("CARGO_PKG_NAME"), value("CARGO_PKG_VERSION"))
}

/// What rustc complains of first, in messages as JSON or for people.
pub fn first_error(stderr: &str) -> String {
    let messages = stderr.lines().filter_map(|line| serde_json::from_str::<Message>(line).ok());
    if let Some(error) = messages.filter(|it| it.level == "error").map(|it| it.message).next() {
        return error;
    }
    let is_error = |line: &&str| line.starts_with("error");
    let line = stderr.lines().find(is_error).unwrap_or_else(|| last_line(stderr));
    let message = line.split_once(": ").map_or(line, |(_, message)| message);
    message.trim_end_matches('.').to_owned()
}

fn last_line(text: &str) -> &str {
    text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it says nothing")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_beside_what_cargo_builds() {
        let of = |path: &str| state(Path::new(path)).display().to_string();
        assert_eq!(of("/t/debug/deps"), "/t/debug/wasm-macros");
        assert_eq!(of("/t/debug/build/syn-1"), "/t/debug/wasm-macros");
    }

    #[test]
    fn where_a_package_is_has_one_name_on_all_machines() {
        let of = |path: &str| place(Path::new(path), Path::new("/a/work"));
        assert_eq!(of("/a/work/crates/b"), "crates/b");
        assert_eq!(of("/a/.cargo/registry/src/index-1949/syn-2.0.1"), "");
        assert_eq!(of("/a/.cargo/git/checkouts/syn-0123/4567/part"), "4567/part");
    }

    #[test]
    fn the_first_error_is_the_reason() {
        let stderr =
            "warning: unused\nerror[E0433]: cannot find `os`\n  --> a.rs\nerror: aborting\n";
        assert_eq!(first_error(stderr), "cannot find `os`");
        assert_eq!(first_error("killed\n\n"), "killed");
        let stderr = "{\"$message_type\":\"artifact\",\"artifact\":\"a\",\"emit\":\"link\"}\n\
            {\"message\":\"unused\",\"level\":\"warning\"}\n\
            {\"message\":\"cannot find `os`\",\"level\":\"error\"}\n";
        assert_eq!(first_error(stderr), "cannot find `os`");
    }
}
