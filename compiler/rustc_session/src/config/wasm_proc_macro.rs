//! The options that say how macros in WebAssembly form are run: `--wasm-proc-macro-limit` and those
//! beside it. Which macros there are is said by others.

use std::env;
use std::hash::Hash;
use std::path::PathBuf;

use rustc_data_structures::stable_hasher::StableHasher;
use rustc_wasm_proc_macro::code::CodeDir;
use rustc_wasm_proc_macro::{
    CrateLimit, EngineChoice, Grant, Granted, Statics, Total, is_cargo_variable,
};

use super::dep_tracking::DepTrackingHash;
use super::{ErrorOutputType, OptionKind, OptionStability, RustcOptGroup, make_opt};
use crate::EarlyDiagCtxt;

const LIMIT: &str = "wasm-proc-macro-limit";
const STATICS: &str = "wasm-proc-macro-statics";
const ENGINE: &str = "wasm-proc-macro-engine";
const CODE_DIR: &str = "wasm-proc-macro-code-dir";
const EXPANSION_DIR: &str = "wasm-proc-macro-expansion-dir";
const DENY_ENV: &str = "wasm-proc-macro-deny-env";
const ALLOW_ENV: &str = "wasm-proc-macro-allow-env";
const ALLOW_READ: &str = "wasm-proc-macro-allow-read";
const DENY_INCLUDE: &str = "wasm-proc-macro-deny-include";
const DENY_NATIVE: &str = "wasm-proc-macro-deny-native";
const ALLOW_NATIVE: &str = "wasm-proc-macro-allow-native";
const REPORT: &str = "wasm-proc-macro-report";
const CHECK_PURITY: &str = "wasm-proc-macro-check-purity";

/// What stands for a directory beside what incremental compilation keeps. A directory that is called so is
/// `./@incremental`.
const INCREMENTAL: &str = "@incremental";

/// Where expansions are kept from one compilation to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpansionDir {
    Directory(PathBuf),
    /// Where `-C incremental` says, if it is given.
    Incremental,
}

/// How macros in WebAssembly form are run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WasmProcMacroOptions {
    /// For the engine.
    pub engine: rustc_wasm_proc_macro::Options,
    /// What macros of single crates may use.
    pub limits: Vec<CrateLimit>,
    /// How long `static`s of single macro crates live, by the crate's name.
    pub statics: Vec<(String, Statics)>,
    /// Where compiled code of modules is looked for.
    pub codes: Option<CodeDir>,
    /// Where expansions are kept, so that those that are known need not be run again.
    pub expansion_dir: Option<ExpansionDir>,
    /// What all macros of the compilation have used. Clones are the same account.
    pub total: Total,
    /// Whether it is an error to read an environment variable of the compiler.
    pub deny_env: bool,
    /// What macros may see besides what all may.
    pub grants: Vec<Grant>,
    /// Whether it is an error to include a file in an expression that is expanded for a macro.
    pub deny_include: bool,
    /// Whether each expansion is made twice, and a difference is a warning.
    pub check_purity: bool,
    /// Whether macro crates that are native code are errors, but for those in `allow_native`.
    pub deny_native: bool,
    pub allow_native: Vec<String>,
    /// The file to which each expansion adds a line.
    pub report: Option<PathBuf>,
}

impl WasmProcMacroOptions {
    /// The options for the parser of the command line. Only `--help --verbose` shows them.
    pub fn option_groups() -> impl Iterator<Item = RustcOptGroup> {
        let options = [
            (
                OptionKind::Multi,
                LIMIT,
                "Limit what a macro in a WebAssembly module may use. NAME is one of <fuel|memory|table|\
                 depth|output|total-fuel|total-output|module-size>; VALUE is a number, which K, M or G \
                 may follow, or none. The first five can be limits of the macros of one CRATE",
                "[<CRATE>=]<NAME>=<VALUE>",
            ),
            (
                OptionKind::Multi,
                STATICS,
                "How long statics of macro crates in WebAssembly modules, or of the crate NAME, live: as long as the \
                 compiler, as natively, or for one expansion",
                "[<NAME>=]<shared|fresh>",
            ),
            (
                OptionKind::Opt,
                ENGINE,
                "How a macro in a WebAssembly module is run: as compiled code if `cargo wasm-macro compile` \
                 has made some and by an interpreter otherwise, always by the interpreter, or as compiled \
                 code only",
                "<auto|interpreter|compiled>",
            ),
            (
                OptionKind::Opt,
                CODE_DIR,
                "Look for compiled code of WebAssembly modules in a directory. It is used only if it belongs \
                 to the user and nobody else may write to it",
                "<DIRECTORY>",
            ),
            (
                OptionKind::Opt,
                EXPANSION_DIR,
                "Keep the expansions of macros in WebAssembly modules in a directory, and do not run a macro whose \
                 expansion is known; @incremental is that of incremental compilation. Only files are used that \
                 belong to the user and that nobody else may write to",
                "<DIRECTORY>",
            ),
            (
                OptionKind::Flag,
                DENY_ENV,
                "Make it an error if a macro in a WebAssembly module reads an environment variable",
                "",
            ),
            (
                OptionKind::Multi,
                ALLOW_ENV,
                "Let the macros of the crate NAME, which comes as a WebAssembly module, read an environment \
                 variable",
                "<NAME>=<VARIABLE>",
            ),
            (
                OptionKind::Multi,
                ALLOW_READ,
                "Let the macros of the crate NAME, which comes as a WebAssembly module for wasm32-wasip1, read \
                 the files in a directory; @package is that of the package that is compiled",
                "<NAME>=<DIRECTORY>",
            ),
            (
                OptionKind::Flag,
                DENY_INCLUDE,
                "Make it an error if a macro in a WebAssembly module has a file included to be told its \
                 contents",
                "",
            ),
            (
                OptionKind::Flag,
                CHECK_PURITY,
                "Expand each macro in a WebAssembly module twice, and warn of differences",
                "",
            ),
            (OptionKind::Flag, DENY_NATIVE, "Make it an error if a macro crate is native code", ""),
            (
                OptionKind::Multi,
                ALLOW_NATIVE,
                "Let the macro crate NAME be native code all the same",
                "<NAME>",
            ),
            (
                OptionKind::Opt,
                REPORT,
                "Add a line to FILE for each expansion of a procedural macro, with what it has taken",
                "<FILE>",
            ),
        ];
        options.into_iter().map(|(kind, name, description, hint)| RustcOptGroup {
            is_verbose_help_only: true,
            ..make_opt(OptionStability::Stable, kind, "", name, description, hint)
        })
    }

    pub fn parse(early_dcx: &EarlyDiagCtxt, matches: &getopts::Matches) -> Self {
        let mut options = WasmProcMacroOptions::default();
        // As for the compiler's own panics.
        options.engine.backtrace = env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
        for arg in matches.opt_strs(LIMIT) {
            let result = CrateLimit::parse(&arg).and_then(|limit| match limit {
                None => options.engine.limits.set(&arg),
                Some(limit) => Ok(options.limits.push(limit)),
            });
            result.unwrap_or_else(|error| early_dcx.early_fatal(error.to_string()));
        }
        for arg in matches.opt_strs(STATICS) {
            let (name, value) =
                arg.rsplit_once('=').map_or((None, &*arg), |(name, value)| (Some(name), value));
            let statics = value.parse().unwrap_or_else(|()| {
                early_dcx.early_fatal(format!(
                    "expected `--{STATICS} shared` or `fresh`, or `NAME=` before one of them, found `{arg}`"
                ))
            });
            match name {
                None => options.engine.statics = statics,
                Some(name) => options.statics.push((name.replace('-', "_"), statics)),
            }
        }
        options.engine.engine = match matches.opt_str(ENGINE).as_deref() {
            None | Some("auto") => EngineChoice::Auto,
            Some("interpreter") => EngineChoice::Interpreter,
            Some("compiled") => EngineChoice::Compiled,
            Some(other) => early_dcx.early_fatal(format!(
                "expected `--{ENGINE} auto`, `interpreter` or `compiled`, found `{other}`"
            )),
        };
        let code_dir = matches.opt_str(CODE_DIR).map(PathBuf::from);
        options.codes = code_dir.or_else(CodeDir::default_path).map(CodeDir::new);
        options.expansion_dir = matches.opt_str(EXPANSION_DIR).map(|path| match &*path {
            INCREMENTAL => ExpansionDir::Incremental,
            path => ExpansionDir::Directory(path.into()),
        });
        options.deny_env = matches.opt_present(DENY_ENV);
        options.grants = WasmProcMacroOptions::grants(early_dcx, matches);
        options.deny_include = matches.opt_present(DENY_INCLUDE);
        options.check_purity = matches.opt_present(CHECK_PURITY);
        options.deny_native = matches.opt_present(DENY_NATIVE);
        options.allow_native = matches.opt_strs(ALLOW_NATIVE);
        options.report = matches.opt_str(REPORT).map(PathBuf::from);
        options
    }
}

impl WasmProcMacroOptions {
    /// The options that were given, for a tool that starts the compiler.
    pub fn words(matches: &getopts::Matches) -> Vec<String> {
        let names = [
            super::externs::wasm::NAME,
            LIMIT,
            STATICS,
            ENGINE,
            CODE_DIR,
            EXPANSION_DIR,
            ALLOW_ENV,
            ALLOW_READ,
            ALLOW_NATIVE,
            REPORT,
        ];
        let values = names.into_iter().flat_map(|name| {
            matches.opt_strs(name).into_iter().map(move |value| format!("--{name}={value}"))
        });
        let flags = [DENY_ENV, DENY_INCLUDE, CHECK_PURITY, DENY_NATIVE].into_iter();
        let flags = flags.filter(|flag| matches.opt_present(flag));
        values.chain(flags.map(|flag| format!("--{flag}"))).collect()
    }

    /// What the command line lets macros see.
    pub(super) fn grants(early_dcx: &EarlyDiagCtxt, matches: &getopts::Matches) -> Vec<Grant> {
        // Tools that parse externs may not have the options.
        if !matches.opt_defined(ALLOW_ENV) {
            return Vec::new();
        }
        let variables = matches.opt_strs(ALLOW_ENV).into_iter().map(|arg| Grant::env(&arg));
        let directories = matches.opt_strs(ALLOW_READ).into_iter().map(|arg| Grant::read(&arg));
        let grants = variables.chain(directories);
        let grants: Vec<Grant> = grants
            .map(|grant| grant.unwrap_or_else(|error| early_dcx.early_fatal(error.to_string())))
            .collect();
        for grant in &grants {
            if let Granted::Directory(path) = &grant.what
                && !path.is_dir()
            {
                early_dcx.early_fatal(format!(
                    "`{}`, passed to `{}` for the crate `{}`, is not a directory",
                    path.display(),
                    grant.option(),
                    grant.krate
                ));
            }
        }
        grants
    }

    /// Makes these the options of one macro crate: applies what is said of it by one of its names, and forgets what
    /// is said of others.
    pub fn keep_crate(&mut self, is_name: impl Fn(&str) -> bool) {
        self.grants.retain(|grant| is_name(&grant.krate));
        self.limits.retain(|limit| is_name(&limit.krate));
        for limit in &self.limits {
            limit.apply(&mut self.engine.limits);
        }
        self.statics.retain(|(name, _)| is_name(name));
        if let Some((_, statics)) = self.statics.last() {
            self.engine.statics = *statics;
        }
    }

    /// Whether macros may read `variable` of the compiler's environment.
    pub fn allows_env(&self, variable: &str) -> bool {
        !self.deny_env && (is_cargo_variable(variable) || self.grants_env(variable))
    }

    /// Whether the macro crate `name` may be native code.
    pub fn allows_native(&self, name: &str) -> bool {
        // A crate's name has underscores where that of its package may have hyphens.
        !self.deny_native || self.allow_native.iter().any(|other| other.replace('-', "_") == name)
    }

    fn grants_env(&self, variable: &str) -> bool {
        self.grants.iter().any(|grant| match &grant.what {
            Granted::Variable(name) => name == variable,
            Granted::Directory(_) | Granted::Package => false,
        })
    }
}

impl DepTrackingHash for WasmProcMacroOptions {
    fn hash(&self, hasher: &mut StableHasher, _: ErrorOutputType, _for_crate_hash: bool) {
        // These change nothing of what is compiled.
        let mut tracked =
            WasmProcMacroOptions { report: None, codes: None, expansion_dir: None, ..self.clone() };
        tracked.engine.engine = EngineChoice::Auto;
        Hash::hash(&format!("{tracked:?}"), hasher);
    }
}
