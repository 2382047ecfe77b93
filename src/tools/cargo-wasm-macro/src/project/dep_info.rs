//! Dep-info: the file by which Cargo is told what was made of a crate, and of what. rustc writes it; where rustc does not
//! run, or not as Cargo expects, it is written here.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::invocation::Invocation;
use crate::files;

/// Where Cargo expects it.
pub fn path(invocation: &Invocation) -> Result<PathBuf> {
    Ok(invocation.out_dir()?.join(name(invocation)))
}

pub fn name(invocation: &Invocation) -> String {
    format!("{}.d", invocation.file_stem())
}

/// Writes that some files were made of others.
pub fn write(invocation: &Invocation, outputs: &[PathBuf], inputs: &[&Path]) -> Result<()> {
    let inputs: Vec<String> = inputs.iter().map(|path| escaped(path)).collect();
    let rule = |output: &PathBuf| format!("{}: {}\n\n", escaped(output), inputs.join(" "));
    let rules = outputs.iter().map(rule).chain(inputs.iter().map(|input| format!("{input}:\n")));
    files::write(&path(invocation)?, rules.collect::<String>().as_bytes())
}

/// Adds a file to those that the first rule depends on.
pub fn with_input(text: &str, file: &Path) -> String {
    let (rule, rest) = text.split_once('\n').unwrap_or((text, ""));
    format!("{rule} {}\n{rest}", escaped(file))
}

/// The same of outputs in another directory.
pub fn moved(text: &str, from: &Path, to: &Path) -> String {
    let (from, to) = (escaped(&from.join("")), escaped(&to.join("")));
    // What is made is in that directory itself; what it is made of may be further below.
    let is_file = |rest: &&str| rest.split(": ").next().is_some_and(|name| !name.contains('/'));
    let line = |line: &str| match line.strip_prefix(&from).filter(is_file) {
        Some(rest) => format!("{to}{rest}\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

fn escaped(path: &Path) -> String {
    path.display().to_string().replace(' ', "\\ ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_an_input_like_a_source_file() {
        let text = "/t/a.d: src/lib.rs\n\nsrc/lib.rs:\n\n# env-dep:A=1\n";
        assert_eq!(
            with_input(text, Path::new("/my project/wasm-macros.toml")),
            "/t/a.d: src/lib.rs /my\\ project/wasm-macros.toml\n\nsrc/lib.rs:\n\n# env-dep:A=1\n"
        );
    }

    #[test]
    fn dep_info_is_about_the_files_that_cargo_expects() {
        let text = "/a\\ b/t/x-1.d: src/lib.rs /a\\ b/t/out/gen.rs\n\n/a\\ b/t/libx-1.rlib: src/lib.rs\n\n\
                    src/lib.rs:\n/a\\ b/t/out/gen.rs:\n\n# env-dep:A=1\n";
        let expected = text.replace("/a\\ b/t/x-", "/deps/x-").replace("/a\\ b/t/lib", "/deps/lib");
        assert_eq!(moved(text, Path::new("/a b/t"), Path::new("/deps")), expected);
    }
}
