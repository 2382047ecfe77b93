//! Libraries that are not compiled for the host until something needs that: where Cargo expects one, there is a file
//! that says so, a placeholder. Whoever needs the library after all compiles it first, as Cargo wanted it, and gives it
//! the time of that file, so that Cargo sees no change.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::dep_info;
use super::invocation::{Invocation, is_library_file, stem};
use super::library::{self, Note, Target};
use crate::files;

/// A message of rustc's about a file, which Cargo begins to use when it comes.
const ARTIFACT: &str = "artifact";

/// What there is in place of a library. No library starts like that.
const PLACEHOLDER: &[u8] =
    b"wasm-macros: only macros use this library, so it has not been compiled for the host\n";

/// Compiles nothing, and gives Cargo what it expects of a library. The source that is known is its first file.
pub fn leave_out(invocation: &Invocation) -> Result<()> {
    let source = Path::new(invocation.source());
    dep_info::write(invocation, &outputs(invocation)?, &[source])?;
    put_placeholders(invocation)
}

fn put_placeholders(invocation: &Invocation) -> Result<()> {
    outputs(invocation)?.iter().try_for_each(|path| files::write(path, PLACEHOLDER))
}

/// Compiles a library for a module's target alone, and gives Cargo what it expects of one for the host. False if it
/// does not compile for that target.
pub fn compile_for_modules(
    invocation: &Invocation,
    note: &Note,
    target: &Target<'_>,
    report: Option<&str>,
) -> Result<bool> {
    let Ok(output) = target.compile_instead(invocation, note, report)? else { return Ok(false) };
    let text = files::read_text(&target.directory().join(dep_info::name(invocation)))?;
    let text = dep_info::moved(&text, &target.directory(), invocation.out_dir()?);
    files::write(&dep_info::path(invocation)?, text.as_bytes())?;
    put_placeholders(invocation)?;
    std::io::stdout().write_all(&output.stdout)?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    for line in stderr.lines().filter(|line| !is_about_artifact(line)) {
        eprintln!("{line}");
    }
    Ok(true)
}

fn is_about_artifact(line: &str) -> bool {
    let message = serde_json::from_str::<serde_json::Value>(line).unwrap_or_default();
    message["$message_type"] == ARTIFACT
}

/// The metadata and the library, as far as Cargo wants them.
fn outputs(invocation: &Invocation) -> Result<Vec<PathBuf>> {
    let directory = invocation.out_dir()?;
    let kinds = [("metadata", "rmeta"), ("link", "rlib")].into_iter();
    let kinds = kinds.filter(|(kind, _)| invocation.emits(kind));
    let stem = invocation.file_stem();
    Ok(kinds.map(|(_, extension)| directory.join(format!("lib{stem}.{extension}"))).collect())
}

/// Compiles libraries that something needs for the host, and has named, as far as that has not been done.
pub fn compile_externs(invocation: &Invocation) -> Result<()> {
    for path in invocation.externs().filter(|path| is_library_file(path)) {
        if is_placeholder(path) {
            compile(path)?;
        }
    }
    Ok(())
}

fn is_placeholder(path: &Path) -> bool {
    let mut bytes = Vec::new();
    let start = File::open(path).map(|file| file.take(PLACEHOLDER.len() as u64));
    start.and_then(|mut it| it.read_to_end(&mut bytes)).is_ok() && bytes == PLACEHOLDER
}

fn compile(path: &Path) -> Result<()> {
    let stem = stem(path).context("a library's name starts with `lib`")?;
    let state = library::state(path.parent().context("a library is in a directory")?);
    let lock = File::create(library::notes_file(&state, stem, "lock"))?;
    lock.lock()?;
    // Somebody else may have done so meanwhile.
    if !is_placeholder(path) {
        return Ok(());
    }
    let note = Note::read(&state, stem)?;
    let invocation = Invocation { words: note.words.clone() };
    compile_externs(&invocation)?;
    let outputs = outputs(&invocation)?;
    let times = outputs.iter().map(|it| Ok(fs::metadata(it)?.modified()?));
    let times = times.collect::<Result<Vec<_>>>()?;
    let output = note.compile_for_host()?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` cannot be compiled for the host\n{}", note.package(), stderr.trim_end());
    }
    for (path, time) in outputs.iter().zip(times) {
        File::options().append(true).open(path)?.set_modified(time)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_known_by_what_it_says() {
        let dir = tempfile::tempdir().unwrap();
        let out_dir = dir.path().to_str().unwrap();
        let words = ["--crate-name", "x", "src/lib.rs", "--emit=dep-info,metadata,link"];
        let words = [&words[..], &["-C", "extra-filename=-1", "--out-dir", out_dir]].concat();
        let invocation = Invocation { words: words.into_iter().map(str::to_owned).collect() };
        leave_out(&invocation).unwrap();
        let [rmeta, rlib] = ["libx-1.rmeta", "libx-1.rlib"].map(|name| dir.path().join(name));
        assert!(is_placeholder(&rmeta) && is_placeholder(&rlib));
        let dep_info = fs::read_to_string(dir.path().join("x-1.d")).unwrap();
        assert!(dep_info.ends_with("libx-1.rlib: src/lib.rs\n\nsrc/lib.rs:\n"), "{dep_info}");
        fs::write(&rlib, b"!<arch>\n").unwrap();
        assert!(!is_placeholder(&rlib) && !is_placeholder(&dir.path().join("none")));
    }
}
