//! Which files the compiler may read because a macro in WebAssembly form wants it to. There are two
//! ways: what it includes while it expands an expression for a macro is told to that macro, and what
//! the program includes may be the program of a macro. No span says who wrote a piece of code, as a
//! macro can give its tokens any span that it knows. Also where expansions of such macros are kept.
//!
//! Knows the rule, and neither the macros that are under it nor the text of errors about it.

use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use rustc_data_structures::fx::{FxIndexMap, FxIndexSet};
use rustc_data_structures::regular_file;
use rustc_data_structures::sync::Lock;
use rustc_span::def_id::StableCrateId;
use rustc_span::{ExpnId, Symbol};
use rustc_wasm_proc_macro::Store;

use crate::Session;
use crate::config::{ExpansionDir, WasmProcMacroOptions, host_tuple};

/// What is to be known of macros in WebAssembly form when a file is included.
#[derive(Default)]
pub struct WasmFiles {
    /// The crates that have them. If there are any, all code may be theirs.
    macro_crates: Lock<FxIndexSet<StableCrateId>>,
    /// The macros that are told the value of an expression which is being expanded, the innermost last.
    askers: Lock<Vec<Asker>>,
    /// What was refused to the macro of an expansion, for errors about what came of that.
    refusals: Lock<FxIndexMap<ExpnId, Vec<String>>>,
    /// The expansions that are known.
    expansions: OnceLock<Option<Store>>,
}

/// A macro that has an expression expanded.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The macro and its crate, for messages.
    pub shown: String,
    /// What options call the crate.
    pub krate: String,
    /// How many bytes of files its expansion may still include.
    pub left: u64,
    /// What the macros of its crate may see.
    pub options: &'static WasmProcMacroOptions,
    /// The variables that it was refused.
    pub refused: Vec<Symbol>,
}

impl WasmFiles {
    /// Notes that there is this macro crate.
    pub fn add_macro_crate(&self, krate: StableCrateId) {
        self.macro_crates.lock().insert(krate);
    }

    pub fn is_macro_crate(&self, krate: StableCrateId) -> bool {
        self.macro_crates.lock().contains(&krate)
    }

    /// Runs `f`, which expands an expression for a macro, and updates what is left and refused to it.
    pub fn expand_for<R>(&self, asker: &mut Asker, f: impl FnOnce() -> R) -> R {
        self.askers.lock().push(asker.clone());
        // Also if `f` unwinds, as the parser does where it cannot go on.
        let pop = rustc_data_structures::defer(|| drop(self.askers.lock().pop()));
        let result = f();
        if let Some(now) = self.askers.lock().last() {
            asker.clone_from(now);
        }
        drop(pop);
        result
    }

    /// Notes what was refused to the macro of an expansion, in words.
    pub fn add_refusals(&self, expansion: ExpnId, refusals: Vec<String>) {
        self.refusals.lock().insert(expansion, refusals);
    }

    pub fn refusals(&self, expansion: ExpnId) -> Vec<String> {
        self.refusals.lock().get(&expansion).cloned().unwrap_or_default()
    }

    /// Notes that a variable is absent to the macro that is told what is being expanded.
    pub fn refuse_env_var(&self, var: Symbol) {
        if let Some(asker) = self.askers.lock().last_mut()
            && !asker.refused.contains(&var)
        {
            asker.refused.push(var);
        }
    }

    /// The macro that is told what an expression contains which is being expanded now.
    pub fn asker(&self) -> Option<Asker> {
        self.askers.lock().last().cloned()
    }
}

/// Why a file may not be included.
#[derive(Debug)]
pub enum RefusedFile {
    /// This option is given.
    Denied(Asker),
    /// It is not in this directory, that of the package that is compiled.
    Outside(Asker, PathBuf),
    /// The macro has included too much.
    TooLong(Asker),
    /// The file has no end, or it cannot be known whether it has.
    NotRegular(io::Error),
}

impl Session {
    /// Whether the file at `path` may be included here.
    pub fn check_included_file(&self, path: &Path) -> Result<(), RefusedFile> {
        let files = &self.psess.wasm_files;
        let asker = files.asker();
        if let Some(asker) = &asker {
            if self.opts.wasm_proc_macros.deny_include {
                return Err(RefusedFile::Denied(asker.clone()));
            }
            let directory = self.package_directory();
            if !is_below(path, &directory) {
                return Err(RefusedFile::Outside(asker.clone(), directory));
            }
        }
        if files.macro_crates.lock().is_empty() {
            return Ok(());
        }
        let len = match regular_file::open(path).and_then(|file| file.metadata()) {
            Ok(metadata) => metadata.len(),
            Err(error) => {
                // Then whoever reads it says so.
                let is_unreadable = path.is_dir()
                    || matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied);
                return if is_unreadable { Ok(()) } else { Err(RefusedFile::NotRegular(error)) };
            }
        };
        // It is also told to a macro that has the innermost one expanded.
        for asker in &mut *files.askers.lock() {
            asker.left =
                asker.left.checked_sub(len).ok_or_else(|| RefusedFile::TooLong(asker.clone()))?;
        }
        Ok(())
    }

    /// The expansions that are known of macros in WebAssembly form, if the user wants them to be kept.
    pub fn expansion_store(&self) -> Option<Store> {
        let open = || {
            let path = match self.opts.wasm_proc_macros.expansion_dir.as_ref()? {
                ExpansionDir::Directory(path) => path.clone(),
                ExpansionDir::Incremental => {
                    self.opts.incremental.as_ref()?.join("wasm-proc-macro-expansions")
                }
            };
            let host = format!("rustc {} on {}", self.cfg_version, host_tuple());
            Some(Store::new(path, host))
        };
        self.psess.wasm_files.expansions.get_or_init(open).clone()
    }

    /// Keeps the expansions that were not known, once there are no more.
    pub fn save_expansions(&self) {
        if let Some(Some(store)) = self.psess.wasm_files.expansions.get()
            && let Err(error) = store.save()
        {
            self.dcx().warn(format!("expansions of macros cannot be kept: {error}"));
        }
    }

    /// The directory of the package that is compiled, as Cargo calls it, or else that of the crate's
    /// root.
    pub fn package_directory(&self) -> PathBuf {
        let var = "CARGO_MANIFEST_DIR";
        let injected = self.opts.logical_env.get(var).map(PathBuf::from);
        let directory = injected.or_else(|| std::env::var_os(var).map(PathBuf::from));
        let directory = directory.filter(|directory| !directory.as_os_str().is_empty());
        let root = || self.io.input.opt_path().and_then(Path::parent).map(Path::to_owned);
        // The parent of a file that is named without one is empty.
        let directory = directory.or_else(root).unwrap_or_default();
        if directory.as_os_str().is_empty() { PathBuf::from(".") } else { directory }
    }
}

/// Whether `path` is in `directory`, once all links are followed. A file that does not exist is where
/// its name says.
fn is_below(path: &Path, directory: &Path) -> bool {
    let Ok(directory) = directory.canonicalize() else { return false };
    match path.canonicalize() {
        Ok(path) => path.starts_with(directory),
        Err(_) => {
            std::path::absolute(path).is_ok_and(|path| normalize(&path).starts_with(directory))
        }
    }
}

/// Resolves `.` and `..` by the names alone.
fn normalize(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(normal.pop()),
            other => normal.push(other),
        }
    }
    normal
}
