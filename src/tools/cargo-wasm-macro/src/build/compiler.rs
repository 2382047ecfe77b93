//! The compiler that builds modules: where it is, and what it says of itself.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

pub struct Compiler {
    pub path: PathBuf,
    /// The first line of `rustc -vV`, which names no machine.
    pub version: String,
}

impl Compiler {
    /// The one that is named, or the one beside this program.
    pub fn find(named: Option<&Path>) -> Result<Compiler> {
        let path = match named {
            Some(path) => std::path::absolute(path)?,
            None => beside_this_program()?,
        };
        let version = ask(&path, &["-vV"])?;
        let version = version.lines().next().unwrap_or_default().to_owned();
        Ok(Compiler { path, version })
    }

    pub fn check_target(&self, target: &str) -> Result<()> {
        let folder = ask(&self.path, &["--print", "target-libdir", "--target", target])?;
        if !Path::new(folder.trim()).is_dir() {
            bail!("`{}` has no standard library for {target}", self.path.display());
        }
        Ok(())
    }
}

fn beside_this_program() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    let path = program.with_file_name(format!("rustc{}", std::env::consts::EXE_SUFFIX));
    if !path.is_file() {
        bail!("there is no `rustc` beside `{}`; name one with `--rustc`", program.display());
    }
    Ok(path)
}

fn ask(rustc: &Path, args: &[&str]) -> Result<String> {
    let mut command = Command::new(rustc);
    let context = || format!("the compiler `{}` cannot be run", rustc.display());
    let output = command.args(args).stdin(Stdio::null()).output().with_context(context)?;
    if !output.status.success() {
        bail!("`{}` does not know `{}`; is it a compiler?", rustc.display(), args.join(" "));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
