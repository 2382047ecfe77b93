//! Refuses procedural macro crates that are native code, where the user wants none: before their dylib
//! is opened, as opening it already runs code of theirs.

use std::path::{Path, PathBuf};

use rustc_macros::Diagnostic;
use rustc_session::Session;
use rustc_span::Symbol;

#[derive(Diagnostic)]
#[diag(
    "the procedural macro crate `{$crate_name}` is native code, which `--wasm-proc-macro-deny-native` forbids"
)]
#[note("it is `{$path}`")]
#[help("build it as a WebAssembly module, with `--target wasm32-wasip1` or `cargo wasm-macro`")]
#[help("`--wasm-proc-macro-allow-native {$crate_name}` lets it stay native")]
struct NativeMacroCrate {
    crate_name: Symbol,
    path: PathBuf,
}

/// Ends the compilation if the macros of the crate `name` may not be native code.
pub(super) fn check(sess: &Session, name: Symbol, path: &Path) {
    if !sess.opts.wasm_proc_macros.allows_native(name.as_str()) {
        sess.dcx().emit_fatal(NativeMacroCrate { crate_name: name, path: path.to_owned() });
    }
}
