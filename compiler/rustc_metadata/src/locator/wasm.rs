//! Finds procedural macro crates that come as a WebAssembly module: named on the command line, or
//! lying in a search path under the name of the crate. Reading them is `wasm_synthetic`'s job.

use std::io::ErrorKind;
use std::path::Path;

use rustc_data_structures::svh::Svh;
use rustc_errors::DiagCtxtHandle;
use rustc_macros::{Diagnostic, Subdiagnostic};
use rustc_middle::ty::tls;
use rustc_session::Session;
use rustc_session::config::is_wasm_module_path;
use rustc_session::cstore::CrateSource;
use rustc_session::utils::CanonicalizedPath;
use rustc_span::{Span, Symbol};

use super::{CrateError, CrateFlavor, CrateLocator, CrateMismatch, CrateRejections};
use crate::creader::Library;
use crate::rmeta::wasm_synthetic::{OpenError, WasmCrate};

/// The modules from the command line in which the crate `name` may be.
pub(super) fn named_modules(
    sess: &Session,
    name: Symbol,
    hash: Option<Svh>,
) -> Vec<CanonicalizedPath> {
    let externs = sess.opts.externs.iter();
    externs
        // A dependency of a dependency may be named under any name, but by its hash it is known.
        .filter(|(extern_name, _)| hash.is_some() || *extern_name == name.as_str())
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

impl CrateLocator<'_> {
    /// Looks at the modules named on the command line. `None` if the search has to go on.
    ///
    /// As for dylibs, a module is found when looking for a macro crate, and ignored when looking for
    /// any other crate, which is what the compiler tries first.
    pub(super) fn find_commandline_module(
        &self,
        crate_rejections: &mut CrateRejections,
    ) -> Result<Option<Option<Library>>, CrateError> {
        if self.hash.is_none() {
            let [module, ..] = &self.wasm_modules[..] else { return Ok(None) };
            if !self.is_proc_macro {
                return Ok(Some(None));
            }
            if self.exact_paths.len() > 1 {
                // A module has no other form that could be named beside it.
                let paths = self.exact_paths.iter().map(|path| path.original().clone()).collect();
                return Err(CrateError::MultipleCandidates(
                    self.crate_name,
                    CrateFlavor::Dylib,
                    paths,
                ));
            }
            return self.open_named_module(module).map(Some);
        }
        for module in &self.wasm_modules {
            // Which of the modules is the right one is known only once they are all read, so that a
            // broken one is no error here.
            let Ok(krate) = WasmCrate::open(module.canonicalized(), self.crate_name) else {
                continue;
            };
            if self.wasm_crate_matches(&krate, module.original(), crate_rejections) {
                return Ok(Some(self.library(krate, module.original())));
            }
        }
        Ok(None)
    }

    /// Looks for `NAME.wasm` and `NAME-*.wasm` in the search paths.
    pub(super) fn find_module_in_search_paths(
        &self,
        crate_rejections: &mut CrateRejections,
    ) -> Result<Option<Library>, CrateError> {
        if self.hash.is_none() && !self.is_proc_macro {
            // Whatever is there could be neither the crate nor a newer version of it.
            return Ok(None);
        }
        for search_path in self.filesearch.search_paths(self.path_kind) {
            let Some(files) = search_path.files.query(self.crate_name.as_str(), ".wasm") else {
                continue;
            };
            for (middle, file) in files {
                if !middle.is_empty() && !middle.starts_with('-') {
                    continue;
                }
                let path = file.path(&search_path.dir);
                // Not every module in a folder is a macro crate.
                let Ok(krate) = WasmCrate::open(&path, self.crate_name) else { continue };
                if self.wasm_crate_matches(&krate, &path, crate_rejections) {
                    return Ok(self.library(krate, &path));
                }
            }
        }
        Ok(None)
    }

    fn open_named_module(
        &self,
        module: &CanonicalizedPath,
    ) -> Result<Option<Library>, CrateError> {
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
        Ok(self.library(krate, path))
    }

    fn wasm_crate_matches(
        &self,
        krate: &WasmCrate,
        path: &Path,
        crate_rejections: &mut CrateRejections,
    ) -> bool {
        if krate.name() != self.crate_name {
            return false;
        }
        match self.hash {
            Some(hash) if hash != krate.hash() => {
                let (path, got) = (path.to_owned(), krate.hash().to_string());
                crate_rejections.via_hash.push(CrateMismatch { path, got });
                false
            }
            _ => true,
        }
    }

    /// `None` if the search is not for a macro crate.
    fn library(&self, krate: WasmCrate, path: &Path) -> Option<Library> {
        if !self.is_proc_macro {
            return None;
        }
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
        Some(Library { source, metadata })
    }
}
