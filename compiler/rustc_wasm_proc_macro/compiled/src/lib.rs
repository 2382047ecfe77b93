//! Compiles macro crates in WebAssembly form, by Cranelift, into code that `rustc_wasm_proc_macro` runs.
//!
//! This is no part of a Rust compiler, which only runs code: `cargo wasm-macro` compiles, and so do the engine's
//! tests, which are run a second time here. The code does what the interpreter does with the module.

#![forbid(unsafe_code)]

use std::path::PathBuf;

use rustc_wasm_proc_macro::Limits;
use rustc_wasm_proc_macro::code::{self, CodeDir};
use wasmtime::{Engine, OptLevel};

/// The code of a module, for this machine. An error says what is wrong with the module.
pub fn compile(module: &[u8], limits: &Limits) -> Result<Vec<u8>, String> {
    let copy = code::prepare(module, limits)?;
    let mut settings = code::settings();
    // The same bits on every machine, as the interpreter has them.
    settings.cranelift_nan_canonicalization(true).cranelift_opt_level(OptLevel::Speed);
    let engine = Engine::new(&settings).map_err(|error| format!("{error:#}"))?;
    engine.precompile_module(&copy).map_err(|error| format!("{error:#}"))
}

/// Compiles a module, and writes its code to a directory. Says which file it is.
pub fn compile_to(codes: &CodeDir, module: &[u8], limits: &Limits) -> Result<PathBuf, String> {
    let code = compile(module, limits)?;
    let cannot = |error| format!("cannot write to `{}`: {error}", codes.path().display());
    codes.write(module, &code).map_err(cannot)
}
