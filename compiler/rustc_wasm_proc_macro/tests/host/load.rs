//! Loads macro crates for the engine that the tests are for: the interpreter, or in `compiled` the one that
//! runs compiled code. There, what can be compiled is, and everything else is left to the interpreter.

#![allow(unexpected_cfgs, reason = "`compiled/build.rs` sets this one")]
#![allow(dead_code, reason = "not every program needs everything")]

use std::path::PathBuf;

use rustc_wasm_proc_macro::{MacroCrate, MacroList, ModuleError, Options};

pub fn load(bytes: Vec<u8>, options: Options) -> Result<MacroCrate, ModuleError> {
    load_with_list(bytes, None, options)
}

#[cfg(not(compiled_engine))]
pub fn load_with_list(
    bytes: Vec<u8>,
    list: Option<&MacroList>,
    options: Options,
) -> Result<MacroCrate, ModuleError> {
    MacroCrate::with_list(bytes, list, options)
}

#[cfg(compiled_engine)]
pub fn load_with_list(
    bytes: Vec<u8>,
    list: Option<&MacroList>,
    mut options: Options,
) -> Result<MacroCrate, ModuleError> {
    use rustc_wasm_proc_macro::EngineChoice;
    let codes = codes();
    if codes.file_of(&bytes).is_some()
        || rustc_wasm_macro_compiler::compile_to(codes, &bytes, &options.limits).is_ok()
    {
        options.engine = EngineChoice::Compiled;
    }
    Ok(MacroCrate::with_list(bytes, list, options)?.with_code_in(codes.clone()))
}

/// Has something done with a macro crate in each engine that is here, and leaves no compiled code behind.
#[cfg(not(compiled_engine))]
pub fn in_each_engine(bytes: &[u8], options: Options, run: impl Fn(&MacroCrate)) {
    if let Ok(krate) = load(bytes.to_vec(), options) {
        run(&krate);
    }
}

#[cfg(compiled_engine)]
pub fn in_each_engine(bytes: &[u8], options: Options, run: impl Fn(&MacroCrate)) {
    use rustc_wasm_proc_macro::EngineChoice;
    let krate = |engine| {
        let options = Options { engine, ..options };
        let krate = MacroCrate::with_options(bytes.to_vec(), options);
        krate.map(|krate| krate.with_code_in(codes().clone()))
    };
    let Ok(interpreted) = krate(EngineChoice::Interpreter) else { return };
    run(&interpreted);
    if let Ok(file) = rustc_wasm_macro_compiler::compile_to(codes(), bytes, &options.limits) {
        run(&krate(EngineChoice::Compiled).unwrap());
        // Another test may have made the same module, and removed it.
        let _ = std::fs::remove_file(file);
    }
}

/// Whether modules are run as compiled code, where they can be.
pub const RUNS_COMPILED: bool = cfg!(compiled_engine);

/// How many different modules have been compiled, and not removed.
#[cfg(not(compiled_engine))]
pub fn compiled() -> usize {
    0
}

#[cfg(compiled_engine)]
pub fn compiled() -> usize {
    codes().entries().unwrap().len()
}

/// The directory of this test program, which is empty when it starts.
#[cfg(compiled_engine)]
pub fn codes() -> &'static rustc_wasm_proc_macro::code::CodeDir {
    use std::sync::OnceLock;

    use rustc_wasm_proc_macro::code::CodeDir;
    static CODES: OnceLock<CodeDir> = OnceLock::new();
    CODES.get_or_init(|| {
        let tests =
            option_env!("CARGO_TARGET_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
        let codes = CodeDir::new(tests.join(env!("CARGO_CRATE_NAME")));
        codes.prune(0).unwrap();
        codes
    })
}

/// The engine's directory.
pub fn root() -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    if cfg!(compiled_engine) { directory.join("..") } else { directory }
}
