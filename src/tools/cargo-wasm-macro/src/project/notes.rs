//! What is noted of macro crates and of expansions while Cargo builds, beside what it builds.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::invocation::Invocation;
use super::library;
pub use super::library::notes_of;
use super::policy::Policy;
use super::policy::Statics;
use crate::files;

/// Directories below that of all notes.
const CRATES: &str = "macro-crates";
const NATIVE: &str = "native";
const EXPANSIONS: &str = "expansions";

/// What a macro crate is.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Note {
    /// Of the package.
    pub name: String,
    pub version: String,
    /// The crate's name.
    pub krate: String,
    /// What the crate's files are called, but for `lib` and the extension.
    pub stem: String,
    /// Where Cargo finds it.
    pub file: PathBuf,
    pub form: Form,
    pub why: String,
    /// Of the module, in bytes.
    pub size: Option<usize>,
    /// Of the module, too.
    #[serde(default)]
    pub statics: Option<Statics>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    Module,
    Native,
}

/// Notes what a macro crate is, in place of what it was.
pub fn write(note: &Note, invocation: &Invocation, state: &Path) -> Result<()> {
    let text = serde_json::to_vec(note)?;
    let native = state.join(NATIVE).join(&note.stem);
    match note.form {
        Form::Native => {
            fs::create_dir_all(state.join(NATIVE))?;
            files::write(&native, &text)?;
        }
        Form::Module => match fs::remove_file(&native) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        },
    }
    let directory = state.join(CRATES);
    fs::create_dir_all(&directory)?;
    files::write(&directory.join(format!("{}.json", identity(invocation))), &text)
}

/// Whether the macro crate whose files are called so was meant to be native.
pub fn is_native(state: &Path, stem: &str) -> bool {
    state.join(NATIVE).join(stem).is_file()
}

/// The names of macro crates that are native where a crate may find them, and may be so.
pub fn native(invocation: &Invocation, policy: &Policy) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for state in invocation.search_directories().map(library::state) {
        for note in read_all::<Note>(&state.join(NATIVE))? {
            if policy.may_be_native(&note.name, &note.version) {
                names.push(note.krate);
            }
        }
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// The option with which rustc notes a crate's expansions.
pub fn report(invocation: &Invocation, state: &Path) -> Result<String> {
    let directory = state.join(EXPANSIONS);
    fs::create_dir_all(&directory)?;
    let file = directory.join(format!("{}.tsv", identity(invocation)));
    // The compiler appends.
    files::write(&file, b"")?;
    Ok(format!("--wasm-proc-macro-report={}", file.display()))
}

/// All macro crates in a directory of notes that are still there.
pub fn macro_crates(state: &Path) -> Result<Vec<Note>> {
    let mut notes = read_all::<Note>(&state.join(CRATES))?;
    notes.retain(|note| note.file.is_file());
    Ok(notes)
}

/// The files in which rustc has noted expansions.
pub fn expansions(state: &Path) -> Result<Vec<PathBuf>> {
    entries(&state.join(EXPANSIONS))
}

fn read_all<T: for<'a> Deserialize<'a>>(directory: &Path) -> Result<Vec<T>> {
    entries(directory)?
        .iter()
        .map(|path| Ok(serde_json::from_slice(&files::read(path)?)?))
        .collect()
}

/// The files in a directory, sorted; a directory that is not there has none.
fn entries(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    match fs::read_dir(directory) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        entries => {
            for entry in entries? {
                let path = entry?.path();
                // Not one that is being written.
                let is_done =
                    path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'));
                paths.extend(Some(path).filter(|_| is_done));
            }
        }
    }
    paths.sort();
    Ok(paths)
}

/// Names what is compiled: the same thing compiled again, after a change of any kind, has the same name.
fn identity(invocation: &Invocation) -> String {
    let variable = |name| std::env::var(name).unwrap_or_default();
    let mut parts = vec![variable("CARGO_MANIFEST_DIR"), variable("CARGO_PKG_VERSION")];
    for option in ["--crate-type", "--target"] {
        parts.push(invocation.value(option).unwrap_or_default().to_owned());
    }
    parts.push(invocation.words.iter().any(|word| word == "--test").to_string());
    parts.extend(invocation.features().into_iter().map(str::to_owned));
    let hash = files::sha256(parts.join("\n").as_bytes());
    format!("{}-{}", invocation.crate_name(), &hash[..16])
}
