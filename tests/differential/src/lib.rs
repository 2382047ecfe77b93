//! Compares the native and the WebAssembly forms of macro crates, one directory of `fixtures` after the
//! other. Knows nothing of what macros should do: what the native one does is right.
//!
//! A fixture is a directory with `macros.rs`, the macro crate, `main.rs`, the program, and the files they
//! use. `directives.rs` lists what the comments at the top of `main.rs` can say, and `observe.rs` what
//! is compared. `TEST_TURN` says which share of the fixtures is run, see the crate `test-turns`.

pub mod compare;
pub mod directives;
pub mod hosts;
pub mod observe;

use std::fs;
use std::path::{Path, PathBuf};

use wasm_proc_macro_tests::{Dir, Form};

use crate::directives::Directives;
use crate::hosts::Host;

/// Compares all forms of the macro crate in `directory`. The error is for a human to read.
pub fn check(directory: &Path) -> Result<(), String> {
    let (dir, directives) = prepare(directory)?;
    let native = observe::observe(&dir, Form::Native, &directives);
    native.check(&directives)?;
    let differences: Vec<_> = [Form::Unknown, Form::Wasip1]
        .into_iter()
        .flat_map(|form| {
            let other = observe::observe(&dir, form, &directives);
            compare::differences(&native.outputs, &other.outputs)
        })
        .collect();
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
}

/// Compares what the native compiler and `rustc.wasm` do with the fixture in `directory`, both with the
/// module of its macro crate. The error is for a human to read.
pub fn check_hosts(directory: &Path) -> Result<(), String> {
    let (dir, directives) = prepare(directory)?;
    hosts::build_module(&dir, &directives);
    let [native, wasi] =
        [Host::Native, Host::Wasi].map(|host| hosts::observe(&dir, host, &directives));
    let differences = if directives.wasi_stops {
        hosts::check_stop(&native, &wasi)
    } else {
        compare::differences(&native, &wasi)
    };
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
}

/// The name and the directory of each fixture, in order.
pub fn fixtures() -> Vec<(String, PathBuf)> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = fs::read_dir(&all).unwrap_or_else(|e| panic!("{}: {e}", all.display()));
    let fixture = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.unwrap();
        (entry.file_name().to_string_lossy().into_owned(), entry.path())
    };
    let mut fixtures: Vec<_> = entries.map(fixture).collect();
    fixtures.sort();
    fixtures
}

/// The fixture's files in a directory of their own, and what they say about themselves.
fn prepare(directory: &Path) -> Result<(Dir, Directives), String> {
    let source =
        fs::read_to_string(directory.join("main.rs")).map_err(|e| format!("main.rs: {e}"))?;
    let directives = Directives::parse(&source)?;
    let dir = Dir::new();
    copy(directory, &dir, &directives)?;
    Ok((dir, directives))
}

/// Puts the fixture's files where they are compiled.
fn copy(directory: &Path, dir: &Dir, directives: &Directives) -> Result<(), String> {
    for entry in fs::read_dir(directory).map_err(|e| e.to_string())? {
        let path = entry.map_err(|e| e.to_string())?.path();
        let shown = path.display();
        let contents = fs::read_to_string(&path).map_err(|e| format!("{shown}: {e}"))?;
        if path.extension() == Some("rs".as_ref()) && !contents.starts_with("//") {
            return Err(format!("{shown}: the first line is not a comment that says what it is"));
        }
        let name = path.file_name().and_then(|name| name.to_str()).ok_or("a name is not UTF-8")?;
        let contents = if name == "main.rs" { directives.rewrite(&contents) } else { contents };
        dir.write(name, contents);
    }
    for file in &directives.generate {
        dir.write(&file.name, &file.text);
    }
    Ok(())
}
