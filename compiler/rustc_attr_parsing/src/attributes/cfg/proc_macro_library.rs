//! Predicates that say where the library `proc_macro` does not exist, and are wrong about it here.
//!
//! Before macro crates could be compiled to WebAssembly, crates that use `proc_macro` left that out for such targets.
//! syn 0.15 and 1, synstructure 0.12 and quote 0.6 do so by
//!
//! ```text
//! all(not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "wasi"))), feature = "proc-macro")
//! ```
//!
//! or the same with one of the systems. The feature asks for `proc_macro`, the rest is about where there is none. This
//! compiler has the library on both systems, so the first part holds. Predicates that are not of this form are left
//! alone, since they can be about something else that WebAssembly lacks.

use rustc_hir::attrs::CfgEntry;
use rustc_span::{Symbol, sym};

/// Whether `part` of the conjunction `all` only says that there is no `proc_macro` on WebAssembly.
pub(super) fn is_denied_by(part: &CfgEntry, all: &[CfgEntry]) -> bool {
    let CfgEntry::Not(denied, _) = part else { return false };
    let CfgEntry::All(denied, _) = &**denied else { return false };
    let [arch, system] = &denied[..] else { return false };
    is(arch, sym::target_arch, "wasm32")
        && is_wasm_system(system)
        && all.iter().any(|entry| is(entry, sym::feature, "proc-macro"))
}

fn is_wasm_system(entry: &CfgEntry) -> bool {
    match entry {
        CfgEntry::Any(systems, _) => !systems.is_empty() && systems.iter().all(is_wasm_system),
        _ => is(entry, sym::target_os, "unknown") || is(entry, sym::target_os, "wasi"),
    }
}

fn is(entry: &CfgEntry, wanted_name: Symbol, wanted: &str) -> bool {
    matches!(entry, CfgEntry::NameValue { name, value: Some(value), .. }
        if *name == wanted_name && value.as_str() == wanted)
}
