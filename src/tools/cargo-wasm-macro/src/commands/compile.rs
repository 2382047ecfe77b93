//! `compile`: makes native code of modules, for the compiler to run instead of interpreting them.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use rustc_wasm_proc_macro::code::CodeDir;
use rustc_wasm_proc_macro::{Limits, Module};
use serde_json::{Value, json};

use crate::cli::{self, Format};
use crate::output::plain;
use crate::{files, output};

/// What became of a module.
struct Compiled {
    /// `None` if there was code already.
    seconds: Option<f64>,
    code: PathBuf,
    len: u64,
}

pub fn run(args: cli::Compile) -> Result<bool> {
    let codes = directory(args.code.code_dir)?;
    let mut is_good = true;
    let mut results = Vec::new();
    for module in &args.files {
        let result = compile(&codes, module, args.force);
        is_good &= result.is_ok();
        match args.printing.format {
            Format::Text => match &result {
                Ok(compiled) => output::print(&text(module, compiled))?,
                Err(error) => eprintln!("error: {}", output::one_line(&format!("{error:#}"))),
            },
            Format::Json => results.push(json(module, &result)),
        }
    }
    if let Format::Json = args.printing.format {
        output::print_json(&results)?;
    }
    Ok(is_good)
}

/// The directory for code: the one that was named, or that of the user.
pub fn directory(named: Option<PathBuf>) -> Result<CodeDir> {
    let path = named.or_else(CodeDir::default_path);
    let path = path.context("there is no directory for compiled code: give one by `--code-dir`")?;
    Ok(CodeDir::new(path))
}

fn compile(codes: &CodeDir, path: &Path, force: bool) -> Result<Compiled> {
    compile_bytes(codes, path, files::read(path)?, force)
}

/// What `build` does with the module that it has made: the file with its code.
pub fn compile_built(code_dir: Option<PathBuf>, path: &Path, module: &[u8]) -> Result<PathBuf> {
    let compiled = compile_bytes(&directory(code_dir)?, path, module.to_vec(), false)?;
    Ok(compiled.code)
}

fn compile_bytes(codes: &CodeDir, path: &Path, bytes: Vec<u8>, force: bool) -> Result<Compiled> {
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

fn text(module: &Path, compiled: &Compiled) -> String {
    let what = match compiled.seconds {
        Some(seconds) => format!("compiled in {seconds:.1} s"),
        None => "has been compiled before".to_owned(),
    };
    format!("{}: {what}, {} bytes\n", plain(&module.display().to_string()), compiled.len)
}

fn json(module: &Path, result: &Result<Compiled>) -> Value {
    match result {
        Ok(Compiled { seconds, code, len }) => {
            json!({ "file": module, "code": code, "size": len, "seconds": seconds })
        }
        Err(error) => json!({ "file": module, "error": format!("{error:#}") }),
    }
}
