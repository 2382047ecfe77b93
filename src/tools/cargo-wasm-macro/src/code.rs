//! Native code of modules: made here, and kept where rustc looks for it. rustc interprets a module of which there is none.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use rustc_wasm_proc_macro::code::CodeDir;
use rustc_wasm_proc_macro::{Limits, Module};

use crate::output;

/// What became of a module.
pub struct Compiled {
    /// `None` if there was code already.
    pub seconds: Option<f64>,
    pub code: PathBuf,
    pub len: u64,
}

/// The directory for code: the one that was named, or that of the user.
pub fn directory(named: Option<PathBuf>) -> Result<CodeDir> {
    let path = named.or_else(CodeDir::default_path);
    let path = path.context("there is no directory for compiled code: give one by `--code-dir`")?;
    Ok(CodeDir::new(path))
}

/// Makes code of the module in a file, unless there is some or `force` is set.
pub fn compile(codes: &CodeDir, path: &Path, bytes: Vec<u8>, force: bool) -> Result<Compiled> {
    let limits = Limits::default();
    let cannot = || format!("`{}` cannot be compiled", path.display());
    // What is not a macro crate is not run by anybody.
    Module::new(bytes.clone(), &limits).with_context(cannot)?;
    let start = Instant::now();
    let (code, is_new) = match codes.file_of(&bytes) {
        Some(code) if !force => (code, false),
        _ => match rustc_wasm_macro_compiler::compile_to(codes, &bytes, &limits) {
            Ok(code) => (code, true),
            Err(error) => bail!("{}: {error}", cannot()),
        },
    };
    let seconds = is_new.then(|| start.elapsed().as_secs_f64());
    // Others would not use it, and say so only then.
    if codes.file_of(&bytes).is_none() {
        bail!("{}", codes.take_warning().unwrap_or_else(cannot));
    }
    let len = code.metadata().with_context(cannot)?.len();
    Ok(Compiled { seconds, code, len })
}

/// The file with the code of a module that has just been built, which is as good without: then there is a warning.
pub fn compile_built(named: Option<PathBuf>, path: &Path, module: &[u8]) -> Option<PathBuf> {
    let compiled = directory(named).and_then(|codes| compile(&codes, path, module.to_vec(), false));
    let compiled = compiled.inspect_err(|error| {
        let reason = output::one_line(&format!("{error:#}"));
        eprintln!(
            "warning: there is no native code of the module, so that rustc interprets it: {reason}"
        );
    });
    compiled.ok().map(|compiled| compiled.code)
}
