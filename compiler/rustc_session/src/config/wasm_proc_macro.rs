//! The options that say how macros in WebAssembly form are run: `--wasm-proc-macro-limit` and those
//! beside it. Which macros there are is said by others.

use std::env;
use std::hash::Hash;

use rustc_data_structures::stable_hasher::StableHasher;
use rustc_wasm_proc_macro::Statics;

use super::dep_tracking::DepTrackingHash;
use super::{ErrorOutputType, OptionKind, OptionStability, RustcOptGroup, make_opt};
use crate::EarlyDiagCtxt;

const LIMIT: &str = "wasm-proc-macro-limit";
const STATICS: &str = "wasm-proc-macro-statics";
const DENY_ENV: &str = "wasm-proc-macro-deny-env";
const CHECK_PURITY: &str = "wasm-proc-macro-check-purity";

/// How macros in WebAssembly form are run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WasmProcMacroOptions {
    /// For the engine.
    pub engine: rustc_wasm_proc_macro::Options,
    /// Whether it is an error to read an environment variable of the compiler.
    pub deny_env: bool,
    /// Whether each expansion is made twice, and a difference is a warning.
    pub check_purity: bool,
}

/// The options for the parser of the command line. Only `--help --verbose` shows them.
pub(super) fn option_groups() -> impl Iterator<Item = RustcOptGroup> {
    let options = [
        (
            OptionKind::Multi,
            LIMIT,
            "Limit what a macro in a WebAssembly module may use. NAME is one of <fuel|memory|table|\
             depth|output|module-size>; VALUE is a number, which K, M or G may follow, or none",
            "<NAME>=<VALUE>",
        ),
        (
            OptionKind::Opt,
            STATICS,
            "How long statics of a macro crate in a WebAssembly module live: as long as the \
             compiler, as natively, or for one expansion",
            "<shared|fresh>",
        ),
        (
            OptionKind::Flag,
            DENY_ENV,
            "Make it an error if a macro in a WebAssembly module reads an environment variable",
            "",
        ),
        (
            OptionKind::Flag,
            CHECK_PURITY,
            "Expand each macro in a WebAssembly module twice, and warn of differences",
            "",
        ),
    ];
    options.into_iter().map(|(kind, name, description, hint)| RustcOptGroup {
        is_verbose_help_only: true,
        ..make_opt(OptionStability::Stable, kind, "", name, description, hint)
    })
}

impl WasmProcMacroOptions {
    pub(super) fn parse(early_dcx: &EarlyDiagCtxt, matches: &getopts::Matches) -> Self {
        let mut options = WasmProcMacroOptions::default();
        // As for the compiler's own panics.
        options.engine.backtrace = env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
        for arg in matches.opt_strs(LIMIT) {
            if let Err(error) = options.engine.limits.set(&arg) {
                early_dcx.early_fatal(error.to_string());
            }
        }
        options.engine.statics = match matches.opt_str(STATICS).as_deref() {
            None | Some("shared") => Statics::Shared,
            Some("fresh") => Statics::Fresh,
            Some(other) => early_dcx
                .early_fatal(format!("expected `--{STATICS} shared` or `fresh`, found `{other}`")),
        };
        options.deny_env = matches.opt_present(DENY_ENV);
        options.check_purity = matches.opt_present(CHECK_PURITY);
        options
    }
}

impl DepTrackingHash for WasmProcMacroOptions {
    fn hash(&self, hasher: &mut StableHasher, _: ErrorOutputType, _for_crate_hash: bool) {
        Hash::hash(&format!("{self:?}"), hasher);
    }
}
