//! The compiler that builds modules: where it is, and what it says of itself.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};

use super::source;
use crate::files;

pub struct Compiler {
    pub path: PathBuf,
    /// The first line of `rustc -vV`, which names no machine.
    pub version: String,
    /// The rest of it.
    about: String,
}

impl Compiler {
    /// The one that is named, or the one beside this program.
    pub fn find(named: Option<&Path>) -> Result<Compiler> {
        let path = Compiler::path(named)?;
        let text = ask(&path, &["-vV"])?;
        let (version, about) = text.split_once('\n').unwrap_or((&text, ""));
        Ok(Compiler { path, version: version.to_owned(), about: about.to_owned() })
    }

    /// Where it is, without asking it anything.
    pub fn path(named: Option<&Path>) -> Result<PathBuf> {
        let Some(named) = named else { return beside_this_program() };
        let path = std::path::absolute(named)?;
        std::fs::metadata(&path).with_context(|| cannot_be_run(&path))?;
        Ok(path)
    }

    /// The target that it runs on.
    pub fn host(&self) -> Result<&str> {
        let host = self.about.lines().find_map(|line| line.strip_prefix("host: "));
        host.context("the compiler does not say what its host is")
    }

    /// Changes with the compiler and with this program, of which Cargo sees less.
    pub fn fingerprint(&self) -> Result<String> {
        let sysroot = ask(&self.path, &["--print", "sysroot"])?;
        let libraries = Path::new(sysroot.trim()).join("lib");
        let mut lines = vec![stamp(&self.path)?, stamp(&std::env::current_exe()?)?];
        source::walk(&libraries, Path::new(""), &mut |name| {
            lines.push(format!("{} {}", name.display(), stamp(&libraries.join(name))?));
            Ok(())
        })?;
        lines.sort();
        Ok(files::sha256(lines.join("\n").as_bytes())[..16].to_owned())
    }

    /// Whether there is a standard library for a target.
    pub fn has_target(&self, target: &str) -> Result<bool> {
        let directory = ask(&self.path, &["--print", "target-libdir", "--target", target])?;
        Ok(Path::new(directory.trim()).is_dir())
    }
}

/// Size and time of a file.
fn stamp(path: &Path) -> Result<String> {
    let metadata = std::fs::metadata(path)?;
    let time = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(format!("{} {}", metadata.len(), time.as_nanos()))
}

fn beside_this_program() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    let path = program.with_file_name(format!("rustc{}", std::env::consts::EXE_SUFFIX));
    if !path.is_file() {
        bail!("there is no `rustc` beside `{}`; name one with `--rustc`", program.display());
    }
    Ok(path)
}

fn cannot_be_run(rustc: &Path) -> String {
    format!("the compiler `{}` cannot be run", rustc.display())
}

fn ask(rustc: &Path, args: &[&str]) -> Result<String> {
    let mut command = Command::new(rustc);
    let output = command.args(args).stdin(Stdio::null()).output();
    let output = output.with_context(|| cannot_be_run(rustc))?;
    if !output.status.success() {
        bail!("`{}` does not know `{}`; is it a compiler?", rustc.display(), args.join(" "));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
