//! Finds and reads the programs in `run-pass`. Does not know how they are compiled.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::directives::Directives;

/// A program with all that is known about it.
#[derive(Clone, Debug)]
pub struct Program {
    /// `AREA/BEHAVIOUR`.
    pub name: String,
    pub main: Source,
    /// The libraries, in the order in which they are built.
    pub libraries: Vec<Source>,
}

/// A file that is compiled.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, without the directory and `.rs`.
    pub stem: String,
    pub text: String,
    pub directives: Directives,
}

pub fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("run-pass")
}

/// All programs, in order. The error names the file that is wrong.
pub fn programs() -> Result<Vec<Program>, String> {
    let mut programs = Vec::new();
    for area in entries(&directory())? {
        let area_name = file_name(&area)?;
        let mut used = BTreeSet::new();
        for file in entries(&area)? {
            let name = file_name(&file)?;
            if name == "auxiliary" {
                continue;
            }
            let main = source(&file)?;
            let library = |name: &String| source(&area.join("auxiliary").join(name));
            let libraries = main.directives.aux_build.iter().map(library);
            let libraries = libraries.collect::<Result<Vec<_>, _>>()?;
            used.extend(main.directives.aux_build.iter().cloned());
            programs.push(Program { name: format!("{area_name}/{}", main.stem), main, libraries });
        }
        let auxiliary = area.join("auxiliary");
        if auxiliary.is_dir() {
            for file in entries(&auxiliary)? {
                if !used.contains(&file_name(&file)?) {
                    return Err(format!("{}: no program uses this library", file.display()));
                }
            }
        }
    }
    Ok(programs)
}

/// What a directory has, in order.
fn entries(directory: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", directory.display());
    let entries = fs::read_dir(directory).map_err(failed)?;
    let entries = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort();
    Ok(entries)
}

fn file_name(path: &Path) -> Result<String, String> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.map(str::to_owned).ok_or_else(|| format!("{}: the name is not UTF-8", path.display()))
}

fn source(path: &Path) -> Result<Source, String> {
    let shown = path.strip_prefix(directory()).unwrap_or(path).display().to_string();
    let text = fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
    let stem = file_name(path)?;
    let stem = stem.strip_suffix(".rs").ok_or_else(|| format!("{shown}: not a `.rs` file"))?;
    if !stem.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
        return Err(format!("{shown}: the name is not a name of a crate in lower case"));
    }
    let directives = Directives::parse(&shown, &text)?;
    Ok(Source { stem: stem.to_owned(), text, directives })
}
