//! Finds procedural macro crates that come as a WebAssembly module: named on the command line, or
//! lying in a search path under the name of the crate. Reading them is `wasm_synthetic`'s job.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rustc_data_structures::svh::Svh;
use rustc_errors::DiagCtxtHandle;
use rustc_hir::def_id::CrateNum;
use rustc_macros::{Diagnostic, Subdiagnostic};
use rustc_middle::ty::tls;
use rustc_session::Session;
use rustc_session::config::{Externs, is_wasm_module_path};
use rustc_session::cstore::CrateSource;
use rustc_session::utils::CanonicalizedPath;
use rustc_span::{Span, Symbol};

use super::{CrateError, CrateFlavor, CrateLocator, CrateMismatch, CrateRejections};
use crate::creader::{CStore, Library};
use crate::rmeta::wasm_synthetic::{OpenError, WasmCrate};

/// The modules from the command line in which the crate `name` may be, the likeliest first.
pub(super) fn named_modules(
    sess: &Session,
    name: Symbol,
    hash: Option<Svh>,
) -> Vec<CanonicalizedPath> {
    let (same, other): (Vec<_>, Vec<_>) =
        sess.opts.externs.iter().partition(|(extern_name, _)| *extern_name == name.as_str());
    // A dependency of a dependency may be named under any name, but by its hash it is known.
    let other = other.into_iter().filter(|_| hash.is_some());
    same.into_iter()
        .chain(other)
        .filter_map(|(_, entry)| entry.files())
        .flatten()
        .filter(|path| is_wasm_module_path(path.original()))
        .cloned()
        .collect()
}

/// Reports that a file named as a macro crate is none.
pub(super) fn report(dcx: DiagCtxtHandle<'_>, span: Span, crate_name: Symbol, error: OpenError) {
    let OpenError { path, reason, help } = error;
    let path = path.display().to_string();
    let help = help.map(|help| WasmModuleHelp { help });
    dcx.emit_err(WasmModuleError { span, crate_name, path, reason, help });
}

#[derive(Diagnostic)]
#[diag("cannot load the procedural macro crate `{$crate_name}` from `{$path}`")]
#[note("{$reason}")]
struct WasmModuleError {
    #[primary_span]
    span: Span,
    crate_name: Symbol,
    path: String,
    reason: String,
    #[subdiagnostic]
    help: Option<WasmModuleHelp>,
}

#[derive(Subdiagnostic)]
#[help("{$help}")]
struct WasmModuleHelp {
    help: &'static str,
}

impl CStore {
    /// The crate that has been made of the module which the command line has for what `locator` looks for. The compiler
    /// looks for a crate whenever a path names it, and a module is read once.
    pub(crate) fn loaded_module(&self, locator: &CrateLocator<'_>) -> Option<CrateNum> {
        let path = tls::with(|tcx| locator.commandline_module(&tcx.sess.opts.externs))?;
        let mut crates = self.iter_crate_data();
        let (krate, _) = crates.find(|&(krate, data)| {
            data.source().dylib.as_deref() == Some(path)
                && self.is_module_known_as(krate, locator.crate_name)
        })?;
        Some(krate)
    }
}

impl CrateLocator<'_> {
    /// Looks at the module that the command line has for a crate of this name. `None` if the search has
    /// to go on.
    ///
    /// As for dylibs, a module is found when looking for a macro crate, and ignored when looking for
    /// any other crate, which is what the compiler tries first.
    pub(super) fn find_commandline_module(&self) -> Result<Option<Option<Library>>, CrateError> {
        let [module, ..] = &self.wasm_modules[..] else { return Ok(None) };
        if self.hash.is_some() {
            return Ok(None);
        }
        if !self.is_proc_macro {
            return Ok(Some(None));
        }
        if self.exact_paths.len() > 1 {
            // A module has no other form that could be named beside it.
            let paths = self.exact_paths.iter().map(|path| path.original().clone()).collect();
            return Err(CrateError::MultipleCandidates(self.crate_name, CrateFlavor::Dylib, paths));
        }
        self.open_named_module(module).map(Some)
    }

    /// The module that [`find_commandline_module`](Self::find_commandline_module) looks at, if its name says all about
    /// it: it has no macro list beside it, which could be another one for another name.
    fn commandline_module(&self, externs: &Externs) -> Option<&Path> {
        let [module, ..] = &self.wasm_modules[..] else { return None };
        let has_list = externs.iter().any(|(_, entry)| entry.wasm_macros.is_some());
        let is_wanted = self.is_proc_macro && self.hash.is_none() && self.exact_paths.len() <= 1;
        (is_wanted && !has_list).then_some(module.original())
    }

    /// Looks for a macro crate, when nothing else is it: by its hash among the modules named on the
    /// command line, and for `NAME.wasm`, `NAME-*.wasm` and modules that are called like a dylib in the
    /// search paths.
    pub(super) fn find_module(&self) -> Option<Library> {
        if !self.is_proc_macro {
            return None;
        }
        let is_wanted = |krate: &WasmCrate| self.hash.is_none_or(|hash| hash == krate.hash());
        let (path, krate) = self.possible_crates().find(|(_, krate)| is_wanted(krate))?;
        Some(self.library(krate, &path))
    }

    /// Adds the modules that would have been the crate with another hash, for the error message.
    pub(super) fn reject_modules(&self, crate_rejections: &mut CrateRejections) {
        let Some(hash) = self.hash else { return };
        let others = self.possible_crates().filter(|(_, krate)| krate.hash() != hash);
        let mismatches =
            others.map(|(path, krate)| CrateMismatch { path, got: krate.hash().to_string() });
        crate_rejections.via_hash.extend(mismatches);
    }

    /// The macro crates of this name among the modules. Not every module is a macro crate, and which
    /// of them is the right one is known only once it is read, so that a broken one is no error here.
    fn possible_crates(&self) -> impl Iterator<Item = (PathBuf, WasmCrate)> {
        self.possible_modules().filter_map(|path| {
            let krate = WasmCrate::open(&path, self.crate_name).ok()?;
            (krate.name() == self.crate_name).then_some((path, krate))
        })
    }

    fn possible_modules(&self) -> impl Iterator<Item = PathBuf> {
        // Without a hash, `find_commandline_module` has looked at those.
        let named = self.wasm_modules.iter().filter(|_| self.hash.is_some());
        let named = named.map(|module| module.original().clone());
        let directories = self.filesearch.search_paths(self.path_kind);
        let dylib = format!("{}{}", self.target.dll_prefix, self.crate_name);
        named.chain(directories.flat_map(move |directory| {
            let called = |prefix: &str, suffix: &str| {
                let files = directory.files.query(prefix, suffix).into_iter().flatten();
                files
                    .filter(|(middle, _)| middle.is_empty() || middle.starts_with('-'))
                    .map(|(_, file)| file.path(&directory.dir))
                    .filter(|path| is_wasm_module_path(path))
                    .collect::<Vec<_>>()
            };
            let modules = called(self.crate_name.as_str(), ".wasm");
            modules.into_iter().chain(called(&dylib, &self.target.dll_suffix))
        }))
    }

    fn open_named_module(&self, module: &CanonicalizedPath) -> Result<Option<Library>, CrateError> {
        let path = module.original();
        match path.metadata() {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return Err(CrateError::ExternLocationNotFile(self.crate_name, path.clone())),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(CrateError::ExternLocationNotExist(self.crate_name, path.clone()));
            }
            // Opening it says why it cannot be read.
            Err(_) => {}
        }
        let krate = WasmCrate::open(path, self.crate_name)
            .map_err(|error| CrateError::WasmModule(self.crate_name, error))?;
        Ok(Some(self.library(krate, path)))
    }

    fn library(&self, krate: WasmCrate, path: &Path) -> Library {
        let metadata = krate.into_metadata(self.tuple.clone());
        // Natively, only `-Zbinary-dep-depinfo` lists macro crates. A module is an input like a source
        // file, and no build system knows it otherwise.
        tls::with(|tcx| {
            let path = Symbol::intern(&path.to_string_lossy());
            tcx.sess.file_depinfo.borrow_mut().insert(path);
        });
        let source = CrateSource {
            dylib: Some(path.to_owned()),
            rlib: None,
            rmeta: None,
            sdylib_interface: None,
        };
        Library { source, metadata }
    }
}
