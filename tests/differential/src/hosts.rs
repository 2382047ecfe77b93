//! Compiles a fixture with the native compiler or with `rustc.wasm`, for the same target and with the
//! same module, and collects all that can be seen of it. Does not compare.
//!
//! Of the crate's metadata its hash is compared, and all that rustc lists of it. Bit for bit it is not
//! always the same: the order of some tables is that of hash maps, which is another with other words.
//! The number of an error of the system is WASI's. There is no program: that is for the tests of code
//! generation.

use wasm_proc_macro_tests::{Dir, Rustc, hygiene, without_number_of_error};

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
        add_library(&mut outputs, dir, rustc(library), library);
    }

    remove(dir, "main.d");
    let main = rustc("main.rs").args(["--error-format", "json", "--emit", "dep-info,metadata"]);
    outputs.add("compiling", &main.compile());
    let dep_info = if dir.path("main.d").exists() { dir.read("main.d") } else { String::new() };
    outputs.list.push(("dep-info".to_owned(), dep_info));
    // A program has no metadata, nor a hash, but a library has.
    add_library(&mut outputs, dir, rustc("main.rs"), "main.rs");

    let mut expanded = rustc("main.rs").arg("-Zunpretty=expanded,hygiene").compile();
    expanded.stdout = hygiene::renumber_symbols(&expanded.stdout);
    outputs.add("expanding", &expanded);
    for (_, text) in &mut outputs.list {
        *text = without_number_of_error(text);
    }
    outputs
}

/// Compiles a library and adds what its metadata says, the crate's hash among it.
fn add_library(outputs: &mut Outputs, dir: &Dir, rustc: Rustc<'_>, source: &str) {
    let file = format!("lib{}.rmeta", source.trim_end_matches(".rs"));
    remove(dir, &file);
    let compiled = rustc.args(["--crate-type", "lib", "--emit", "metadata"]).compile();
    outputs.add(&format!("compiling {source} as a library"), &compiled);
    if compiled.code == Some(0) {
        outputs.add(
            &format!("listing {file}"),
            &dir.rustc_alone().arg("-Zls=all").arg(file).compile(),
        );
    }
}

/// What is wrong if `wasi` is not what is known of `native` up to the first fatal error inside of a
/// macro, which ends the compilation only on WASI: the first errors are the same, and there are fewer.
pub fn check_stop(native: &Outputs, wasi: &Outputs) -> Vec<String> {
    let mut wrong = Vec::new();
    let pairs = native.list.iter().zip(&wasi.list);
    for ((what, native), (_, wasi)) in pairs.filter(|((what, _), _)| !what.starts_with("dep-info"))
    {
        // The number of errors, and what to read about them.
        let errors = wasi.lines().take_while(|line| !line.contains("aborting due to"));
        let errors: Vec<_> = errors.collect();
        let is_start = native.lines().take(errors.len()).eq(errors.iter().copied());
        let says_more = what.starts_with("exit") || errors.len() < native.lines().count();
        if !is_start || !(says_more || native.is_empty()) {
            wrong.push(format!("{what} with WASI is not how it starts natively\n{native}\n{wasi}"));
        }
    }
    wrong
}

/// A compilation of the program or of a library.
fn compiler<'a>(dir: &'a Dir, source: &str, host: Host, directives: &Directives) -> Rustc<'a> {
    let mut rustc = match host {
        Host::Native => dir.rustc(source),
        Host::Wasi => dir.rustc_wasm(source),
    };
    rustc = rustc.edition(&directives.edition).args(["--target", TARGET]);
    rustc = rustc.with_path("--wasm-proc-macro", "macros", MODULE.as_ref());
    // Metadata names the directory the compiler was run in, and whether it was remapped.
    let directory = match host {
        Host::Native => dir.path("").display().to_string().trim_end_matches('/').to_owned(),
        Host::Wasi => "/".to_owned(),
    };
    rustc = rustc.arg(format!("--remap-path-prefix={directory}=/"));
    rustc = rustc.args(&directives.args);
    for library in directives.aux.iter().take_while(|library| *library != source) {
        let name = library.trim_end_matches(".rs");
        rustc = rustc.arg("--extern").arg(format!("{name}=lib{name}.rmeta"));
    }
    directives.env.iter().fold(rustc, |rustc, (name, value)| rustc.env(name, value))
}
