//! Compiles a fixture with the native compiler or with `rustc.wasm`, for the same target and with the
//! same module, and collects all that can be seen of it. Does not compare.
//!
//! The crate's metadata is compared as a whole, and so its hash. There is no program: that is for the
//! tests of code generation.

use std::fs;
use std::hash::{DefaultHasher, Hasher};

use wasm_proc_macro_tests::{Dir, Rustc, hygiene};

use crate::compare::Outputs;
use crate::directives::Directives;
use crate::observe::{MODULE, remove};

const TARGET: &str = "wasm32-wasip1";

/// What a compiler runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    Native,
    Wasi,
}

/// Builds the module of the macro crate, which both hosts use.
pub fn build_module(dir: &Dir, directives: &Directives) {
    let macros = dir.rustc("macros.rs").edition(&directives.macro_edition);
    let macros = macros.args(["--crate-type", "proc-macro", "--crate-name", "macros"]);
    let macros = macros.args(["-o", MODULE]).target("wasm32-unknown-unknown");
    macros.args(&directives.macro_args).compile().success();
}

pub fn observe(dir: &Dir, host: Host, directives: &Directives) -> Outputs {
    let mut outputs = Outputs::new(format!("{host:?}"));
    let rustc = |source: &str| compiler(dir, source, host, directives);
    for library in &directives.aux {
        let compiled = rustc(library).args(["--crate-type", "lib", "--emit", "metadata"]);
        outputs.add(&format!("compiling {library}"), &compiled.compile());
    }

    let written = ["main.d", "libmain.rmeta"];
    for file in written {
        remove(dir, file);
    }
    let main = rustc("main.rs").args(["--error-format", "json", "--emit", "dep-info,metadata"]);
    outputs.add("compiling", &main.compile());
    for file in written {
        let contents = fs::read(dir.path(file)).unwrap_or_default();
        // Nobody wants to read metadata.
        let shown =
            String::from_utf8(contents).unwrap_or_else(|error| fingerprint(error.as_bytes()));
        outputs.list.push((file.to_owned(), shown));
    }

    let mut expanded = rustc("main.rs").arg("-Zunpretty=expanded,hygiene").compile();
    expanded.stdout = hygiene::renumber_symbols(&expanded.stdout);
    outputs.add("expanding", &expanded);
    outputs
}

fn fingerprint(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("{} bytes with hash {:016x}\n", bytes.len(), hasher.finish())
}

/// A compilation of the program or of a library.
fn compiler<'a>(dir: &'a Dir, source: &str, host: Host, directives: &Directives) -> Rustc<'a> {
    let mut rustc = match host {
        Host::Native => dir.rustc(source),
        Host::Wasi => dir.rustc_wasm(source),
    };
    rustc = rustc.edition(&directives.edition).args(["--target", TARGET]);
    rustc = rustc.with_path("--wasm-proc-macro", "macros", MODULE.as_ref());
    // Metadata names the folder the compiler was run in, which is the root of all files on WASI.
    let folder = dir.path("").display().to_string();
    rustc = rustc.arg(format!("--remap-path-prefix={}=/", folder.trim_end_matches('/')));
    rustc = rustc.args(&directives.args);
    for library in directives.aux.iter().take_while(|library| *library != source) {
        let name = library.trim_end_matches(".rs");
        rustc = rustc.arg("--extern").arg(format!("{name}=lib{name}.rmeta"));
    }
    directives.env.iter().fold(rustc, |rustc, (name, value)| rustc.env(name, value))
}
