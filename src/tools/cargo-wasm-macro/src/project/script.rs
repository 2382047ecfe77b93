//! Build scripts of what macros are made of, run once more for the target of the module. Cargo runs them
//! for the host, as it compiles macro crates for it: they choose `cfg`s for the host, and objects of
//! the host's are linked. Knows neither macros nor modules.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use anyhow::{Context, Result};

use super::invocation::Invocation;
use crate::files;

/// What a script has printed, as far as it is for rustc and for other scripts.
#[derive(Default)]
pub struct Said {
    /// Options of rustc with their values.
    pub options: Vec<[String; 2]>,
    pub env: BTreeMap<String, String>,
    metadata: BTreeMap<String, String>,
}

impl Said {
    /// Reads lines of `cargo::KEY=VALUE`, or `cargo:KEY=VALUE`.
    pub fn parse(output: &str) -> Said {
        let mut said = Said::default();
        for line in output.lines() {
            let new = line.strip_prefix("cargo::");
            let Some(rest) = new.or_else(|| line.strip_prefix("cargo:")) else { continue };
            let Some((key, value)) = rest.split_once('=') else { continue };
            said.add(key, value, new.is_some());
        }
        said
    }

    fn add(&mut self, key: &str, value: &str, is_new: bool) {
        let option = match key {
            "rustc-cfg" => "--cfg",
            "rustc-check-cfg" => "--check-cfg",
            "rustc-link-lib" => "-l",
            "rustc-link-search" => "-L",
            "rustc-flags" => {
                let mut words = value.split_whitespace();
                while let Some(word) = words.next() {
                    let (option, rest) = word.split_at_checked(2).unwrap_or((word, ""));
                    let value = if rest.is_empty() { words.next() } else { Some(rest) };
                    let value = value.unwrap_or_default().to_owned();
                    self.options.push([option.to_owned(), value]);
                }
                return;
            }
            "rustc-env" => {
                if let Some((name, value)) = value.split_once('=') {
                    self.env.insert(name.to_owned(), value.to_owned());
                }
                return;
            }
            "metadata" if is_new => {
                if let Some((name, value)) = value.split_once('=') {
                    self.metadata.insert(name.to_owned(), value.to_owned());
                }
                return;
            }
            // The rest of these is for Cargo alone.
            _ if is_new || key.starts_with("rustc-") || key.starts_with("rerun-if-") => return,
            _ => {
                self.metadata.insert(key.to_owned(), value.to_owned());
                return;
            }
        };
        self.options.push([option.to_owned(), value.to_owned()]);
    }
}

/// What Cargo has of a script for the host, whose `OUT_DIR` this is.
pub fn said_for_host(out_dir: &Path) -> Said {
    let output = out_dir.parent().map(|directory| directory.join("output"));
    let output = output.and_then(|path| fs::read_to_string(path).ok());
    Said::parse(&output.unwrap_or_default())
}

/// Notes which program is made of the script of a package, of which name and version are given.
pub fn remember(invocation: &Invocation, state: &Path, package: &str) -> Result<()> {
    let Ok(directory) = invocation.out_dir() else { return Ok(()) };
    let suffix = std::env::consts::EXE_SUFFIX;
    let program = directory.join(format!("{}{suffix}", invocation.file_stem()));
    let note = note(state, &key(invocation, package));
    fs::create_dir_all(note.parent().expect("a directory"))?;
    files::write(&note, program.as_os_str().as_encoded_bytes())
}

/// The program of the script of a package whose library is compiled so.
pub fn program(invocation: &Invocation, state: &Path, package: &str) -> Option<PathBuf> {
    let program = fs::read_to_string(note(state, &key(invocation, package))).ok()?;
    Some(program.into()).filter(|program: &PathBuf| program.is_file())
}

fn note(state: &Path, key: &str) -> PathBuf {
    state.join("scripts").join(key)
}

/// Names a package and its features, which its script and its library have in common. Where the package is
/// does not matter: Cargo takes the script of another workspace's for it, if they share a target directory.
fn key(invocation: &Invocation, package: &str) -> String {
    let text = format!("{package}\n{}", invocation.features().join("\n"));
    files::sha256(text.as_bytes())[..16].to_owned()
}

/// A script that is to be run for a target.
pub struct Run<'a> {
    pub program: &'a Path,
    /// The invocation of the package's library.
    pub library: &'a Invocation,
    /// The package's directory.
    pub directory_of_package: &'a Path,
    /// Name and version of the package.
    pub package: &'a str,
    /// What Cargo tells rustc about the package.
    pub env: &'a BTreeMap<String, String>,
    pub rustc: &'a str,
    pub target: &'a str,
    /// Where everything for the target is.
    pub directory: &'a Path,
}

impl Run<'_> {
    /// What the script says. The inner error is what it complains of.
    pub fn run(&self) -> Result<Result<Said, String>> {
        let key = key(self.library, self.package);
        let out_dir = self.directory.join("out").join(&key);
        fs::create_dir_all(&out_dir)?;
        let mut command = Command::new(self.program);
        command.current_dir(self.directory_of_package).stdin(Stdio::null());
        for name in ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "CARGO_ENCODED_RUSTFLAGS"] {
            command.env_remove(name);
        }
        command.envs(self.env).envs(self.variables()?).env("OUT_DIR", &out_dir);
        let output = command.output();
        let output =
            output.with_context(|| format!("`{}` cannot be run", self.program.display()))?;
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            return Ok(Err(text));
        }
        make_older(&out_dir, fs::metadata(self.program)?.modified()?)?;
        let mut said = Said::parse(&String::from_utf8_lossy(&output.stdout));
        if let Some(links) = self.links() {
            let name = variable_name(&links);
            let metadata = said.metadata.iter();
            let metadata: BTreeMap<String, &String> = metadata
                .map(|(key, value)| (format!("DEP_{name}_{}", variable_name(key)), value))
                .collect();
            let directory = self.directory.join("metadata");
            fs::create_dir_all(&directory)?;
            files::write(&directory.join(&key), &serde_json::to_vec(&metadata)?)?;
        }
        said.env.insert("OUT_DIR".to_owned(), out_dir.display().to_string());
        Ok(Ok(said))
    }

    /// What Cargo would set for the script if it compiled for the target.
    fn variables(&self) -> Result<BTreeMap<String, String>> {
        let mut variables = BTreeMap::new();
        for feature in self.library.features() {
            variables.insert(format!("CARGO_FEATURE_{}", variable_name(feature)), "1".to_owned());
        }
        if let Ok(entries) = fs::read_dir(self.directory.join("metadata")) {
            for entry in entries {
                let others = fs::read(entry?.path())?;
                variables.extend(serde_json::from_slice::<BTreeMap<String, String>>(&others)?);
            }
        }
        let mut cfgs: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in self.ask(&["--print", "cfg", "--target", self.target])?.lines() {
            let (name, value) = line.split_once('=').unwrap_or((line, ""));
            let values = cfgs.entry(format!("CARGO_CFG_{}", variable_name(name))).or_default();
            values.extend(Some(value.trim_matches('"').to_owned()).filter(|it| !it.is_empty()));
        }
        variables.extend(cfgs.into_iter().map(|(name, values)| (name, values.join(","))));
        variables.extend(self.links().map(|links| ("CARGO_MANIFEST_LINKS".to_owned(), links)));
        let version = self.ask(&["-vV"])?;
        let host = version.lines().find_map(|line| line.strip_prefix("host: "));
        let fixed = [
            ("TARGET", self.target),
            ("HOST", host.unwrap_or_default()),
            ("RUSTC", self.rustc),
            ("RUSTDOC", "rustdoc"),
            ("NUM_JOBS", "1"),
            ("PROFILE", "release"),
            ("OPT_LEVEL", "3"),
            ("DEBUG", "false"),
            ("CARGO_ENCODED_RUSTFLAGS", ""),
        ];
        variables.extend(fixed.map(|(name, value)| (name.to_owned(), value.to_owned())));
        Ok(variables)
    }

    fn ask(&self, args: &[&str]) -> Result<String> {
        let output = Command::new(self.rustc).args(args).output();
        let output = output.with_context(|| format!("`{}` cannot be run", self.rustc))?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// The native library that the package says it links.
    fn links(&self) -> Option<String> {
        let manifest = fs::read_to_string(self.directory_of_package.join("Cargo.toml")).ok()?;
        let manifest: toml::Table = manifest.parse().ok()?;
        Some(manifest.get("package")?.get("links")?.as_str()?.to_owned())
    }
}

/// Gives files a time before the compilation that runs the script. If they were newer than that, Cargo would
/// compile again each time what was compiled from them.
fn make_older(directory: &Path, time: SystemTime) -> Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        match entry.file_type()? {
            kind if kind.is_dir() => make_older(&entry.path(), time)?,
            kind if kind.is_file() => File::open(entry.path())?.set_modified(time)?,
            _ => {}
        }
    }
    Ok(())
}

fn variable_name(text: &str) -> String {
    text.to_uppercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_scripts_output_are_read() {
        let said = Said::parse(
            "cargo:rustc-cfg=a\ncargo::rustc-cfg=b=\"c\"\ncargo:rustc-link-lib=static=psm\n\
             cargo:rustc-flags=-l m -L/y\ncargo:rustc-env=X=1=2\ncargo:root=/x\ncargo::metadata=include=/i\nhello\n\
             cargo:rerun-if-changed=build.rs\ncargo::warning=careful\ncargo::unknown=1\n",
        );
        let options = [["--cfg", "a"], ["--cfg", "b=\"c\""], ["-l", "static=psm"]];
        let options = [&options[..], &[["-l", "m"], ["-L", "/y"]]].concat();
        let options: Vec<_> = options.iter().map(|pair| pair.map(str::to_owned)).collect();
        assert_eq!(said.options, options);
        assert_eq!(said.env, [("X".to_owned(), "1=2".to_owned())].into());
        let metadata = [("include", "/i"), ("root", "/x")];
        let metadata = metadata.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(said.metadata, metadata.into());
    }
}
