//! Auxiliary proc-macro crates that are built as WebAssembly modules: those of `//@ wasm-proc-macro`
//! always, and with `--wasm-proc-macros` every other one too, so that a suite can be run both ways
//! against the same expected output.
//!
//! A module is built by the code that builds all auxiliaries, under a configuration in which host and
//! target are the module's. This file knows nothing of what a module is; that is the compiler's job.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use build_helper::fs::remove_and_create_dir_all;
use camino::{Utf8Path, Utf8PathBuf};

use super::{AuxType, Emit, TestCx};
use crate::common::Config;
use crate::directives::{AuxProps, ProcMacro, TestProps};
use crate::util::static_regex;

#[cfg(test)]
mod tests;

const ALL: &str = "wasm-proc-macros";
const TARGET: &str = "wasm-proc-macro-target";
const DEFAULT_TARGET: &str = "wasm32-unknown-unknown";
const CHECK_RUSTC: &str = "check-rustc-path";

/// What the command line says about macros in WebAssembly form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Options {
    /// Whether each auxiliary that is a proc-macro crate is built as a module.
    all: bool,
    /// The target that modules are built for.
    target: String,
    /// The auxiliary that is being built as a module, as opposed to what it needs.
    building: Option<String>,
    /// The compiler of tests that are only checked, if it is another one: it may make no code.
    check_rustc: Option<Utf8PathBuf>,
}

impl Options {
    /// Declares the options to the parser of the command line.
    pub(crate) fn declare(opts: &mut getopts::Options) {
        opts.optflag("", ALL, "build all auxiliary proc-macro crates as WebAssembly modules").optopt(
            "",
            TARGET,
            "target that these modules, and those of `wasm-proc-macro` directives, are built for \
             (default: wasm32-unknown-unknown)",
            "TARGET",
        );
        opts.optopt(
            "",
            CHECK_RUSTC,
            "compiler for tests that are only checked, such as all of them with `--pass check`; \
             `--rustc-path` still compiles auxiliaries",
            "PATH",
        );
    }

    pub(crate) fn from_matches(matches: &getopts::Matches) -> Self {
        let target = matches.opt_str(TARGET).unwrap_or_else(|| DEFAULT_TARGET.to_string());
        let check_rustc = matches.opt_str(CHECK_RUSTC).map(Utf8PathBuf::from);
        Options { all: matches.opt_present(ALL), target, building: None, check_rustc }
    }

    /// The directory for what tests write: a run with modules has its own, and one with another compiler,
    /// so that neither its stamps nor its libraries are taken for those of a run without.
    pub(crate) fn build_root(&self, build_test_suite_root: Utf8PathBuf) -> Utf8PathBuf {
        let modules = if self.all { "-wasm-proc-macros" } else { "" };
        let compiler = if self.check_rustc.is_some() { "-check-rustc" } else { "" };
        match build_test_suite_root.file_name() {
            Some(name) => {
                build_test_suite_root.with_file_name(format!("{name}{modules}{compiler}"))
            }
            None => build_test_suite_root,
        }
    }

    /// The standard library that modules are linked with, which like the host's is an input of all
    /// tests. It is not always there: a suite may have no macros.
    pub(crate) fn std_dir(&self, sysroot: &Utf8Path) -> Option<Utf8PathBuf> {
        let dir = sysroot.join("lib/rustlib").join(&self.target).join("lib");
        dir.is_dir().then_some(dir)
    }
}

/// The compiler for a test or an auxiliary that is to become this.
pub(super) fn compiler(config: &Config, emit: Emit) -> &Utf8Path {
    match (&config.wasm_proc_macros.check_rustc, emit) {
        (Some(check_rustc), Emit::Metadata) => check_rustc,
        _ => &config.rustc_path,
    }
}

/// The proc-macro crates that a test names, and what the test wants them to be.
pub(super) fn proc_macros(aux: &AuxProps) -> impl Iterator<Item = (&ProcMacro, AuxType)> {
    let native = aux.proc_macros.iter().map(|proc_macro| (proc_macro, AuxType::ProcMacro));
    native.chain(aux.wasm_proc_macros.iter().map(|module| (module, AuxType::WasmProcMacro)))
}

/// The option of rustc that names an auxiliary. `--wasm-proc-macro` knows no modifiers, but a module
/// can be named by `--extern` too.
pub(super) fn extern_option(aux_type: &AuxType, extern_modifiers: Option<&str>) -> &'static str {
    match (aux_type, extern_modifiers) {
        (AuxType::WasmProcMacro, None) => "--wasm-proc-macro",
        _ => "--extern",
    }
}

impl TestCx<'_> {
    /// Builds an auxiliary into `aux_dir` if it has to be a module; else returns `None`, and leaves it
    /// to the caller.
    pub(super) fn build_wasm_proc_macro(
        &self,
        source_path: &str,
        aux_dir: &Utf8Path,
        aux_type: Option<&AuxType>,
    ) -> Option<AuxType> {
        let options = &self.config.wasm_proc_macros;
        if options.building.as_deref() == Some(source_path) {
            return None;
        }
        let says_so = || self.says_it_is_a_proc_macro(source_path);
        let inner_type = type_inside_of_module(options.all, aux_type, says_so)?;

        // The libraries that the macro crate uses are built for the module's target, and must not
        // replace those that the test uses under the same name. Nothing looks into the directory later.
        let module_dir = aux_dir.join(&options.target);
        remove_and_create_dir_all(&module_dir).unwrap();
        let config = config_of_module(self.config, source_path);
        TestCx { config: &config, ..*self }.build_auxiliary(source_path, &module_dir, inner_type);
        copy_modules(module_dir.as_std_path(), aux_dir.as_std_path());
        Some(AuxType::WasmProcMacro)
    }

    /// Whether the source of an `aux-build` or `aux-crate` makes it a proc-macro crate.
    fn says_it_is_a_proc_macro(&self, source_path: &str) -> bool {
        let path = self.resolve_aux_path(source_path);
        let props = self.props.from_aux_file(&path, self.revision, self.config);
        is_proc_macro(&props, &fs::read_to_string(path).unwrap())
    }
}

/// The type that an auxiliary is built as, with the module's target as host, if it has to be a module.
fn type_inside_of_module(
    all: bool,
    aux_type: Option<&AuxType>,
    says_it_is_a_proc_macro: impl FnOnce() -> bool,
) -> Option<Option<AuxType>> {
    match aux_type {
        Some(AuxType::WasmProcMacro) => Some(Some(AuxType::ProcMacro)),
        Some(AuxType::ProcMacro) if all => Some(Some(AuxType::ProcMacro)),
        // Such a source names its crate type itself.
        None if all && says_it_is_a_proc_macro() => Some(None),
        _ => None,
    }
}

/// The configuration for a module and what it needs. A macro crate's host is where the macro runs.
fn config_of_module(config: &Config, source_path: &str) -> Config {
    let target = &config.wasm_proc_macros.target;
    let building = Some(source_path.to_string());
    Config {
        wasm_proc_macros: Options { all: true, building, ..config.wasm_proc_macros.clone() },
        host: target.clone(),
        target: target.clone(),
        // Those of the host may say how its linker is to be called.
        host_rustcflags: config.target_rustcflags.clone(),
        host_linker: None,
        target_linker: None,
        target_cfgs: OnceLock::new(),
        supported_crate_types: OnceLock::new(),
        ..config.clone()
    }
}

/// Natively, the source has a say only if the crate is not to be a dylib as other auxiliaries are.
fn is_proc_macro(props: &TestProps, source: &str) -> bool {
    let flags = props.compile_flags.join(" ");
    props.no_prefer_dynamic
        && (static_regex!(r#"(?m)^\s*#!\[\s*crate_type\s*=\s*"proc-macro"\s*\]"#).is_match(source)
            || static_regex!(r"(^| )--crate-type[ =]proc-macro( |$)").is_match(&flags))
}

/// Puts modules where the compiler looks for auxiliaries: those that a macro crate needed too, since
/// natively they all lie in one directory.
fn copy_modules(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "wasm") {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}
