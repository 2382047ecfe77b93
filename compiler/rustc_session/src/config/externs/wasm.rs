//! The option `--wasm-proc-macro NAME=PATH`, which adds a macro crate in WebAssembly form to the
//! externs. Behind the path, a list can say which macros are in the file. Whether it holds what it
//! should is found out when the crate is used.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rustc_data_structures::regular_file;
use rustc_wasm_proc_macro::{Grant, MacroList};

use super::is_ascii_ident;
use crate::EarlyDiagCtxt;
use crate::config::{ExternEntry, ExternLocation, WasmProcMacroOptions};
use crate::utils::CanonicalizedPath;

const OPTION: &str = "--wasm-proc-macro";

/// Name of the option without the dashes.
pub(in crate::config) const NAME: &str = "wasm-proc-macro";

/// Adds the crates that `--wasm-proc-macro` names.
pub(in crate::config) fn add_to_externs(
    early_dcx: &EarlyDiagCtxt,
    matches: &getopts::Matches,
    externs: &mut BTreeMap<String, ExternEntry>,
) {
    // Tools that parse externs may not have the option.
    if !matches.opt_defined(NAME) {
        return;
    }
    for arg in matches.opt_strs(NAME) {
        let parts = arg.split_once('=').map(|(name, file)| (name, MacroList::split(file)));
        let Some((name, (path, list))) =
            parts.filter(|(name, (path, _))| !name.is_empty() && !path.is_empty())
        else {
            early_dcx.early_fatal(format!("expected `{OPTION} NAME=PATH`, found `{arg}`"));
        };
        check_name(early_dcx, name);
        let list = list.map(|list| parse_list(early_dcx, name, list));
        let path = PathBuf::from(path);
        if path.is_file() && !is_wasm_module_path(&path) {
            let mut error = early_dcx.early_struct_fatal(format!(
                "`{}`, passed to `{OPTION}` as `{name}`, is not a WebAssembly module",
                path.display()
            ));
            error.help(
                "build a procedural macro crate with \
                 `--crate-type proc-macro --target wasm32-unknown-unknown`",
            );
            error.emit();
        }
        if externs.contains_key(name) {
            early_dcx.early_fatal(format!(
                "the crate `{name}`, passed to `{OPTION}`, is also given by another \
                 `{OPTION}` or `--extern`; a name can stand for one crate only"
            ));
        }
        let files = [CanonicalizedPath::new(path)].into();
        let mut entry = ExternEntry::new(ExternLocation::ExactPaths(files));
        entry.add_prelude = true;
        entry.wasm_macros = list;
        externs.insert(name.to_owned(), entry);
    }
    check_grants(early_dcx, &WasmProcMacroOptions::grants(early_dcx, matches), externs);
}

/// Checks that what a grant names is not a crate of another kind. It need not be in the externs: the
/// crate may be a dependency's.
fn check_grants(
    early_dcx: &EarlyDiagCtxt,
    grants: &[Grant],
    externs: &BTreeMap<String, ExternEntry>,
) {
    for grant in grants {
        let (name, option) = (&grant.krate, grant.option());
        let Some(mut files) = externs.get(name).and_then(|entry| entry.files()) else { continue };
        if files.all(|file| !is_wasm_module_path(file.original())) {
            early_dcx.early_fatal(format!(
                "the crate `{name}`, passed to `{option}`, is not a WebAssembly module"
            ));
        }
    }
}

fn parse_list(early_dcx: &EarlyDiagCtxt, name: &str, list: &str) -> MacroList {
    match MacroList::parse(list) {
        Ok(list) => list,
        Err(error) => {
            let mut diag = early_dcx.early_struct_fatal(format!(
                "invalid macro list for `{name}`, passed to `{OPTION}`: {error}"
            ));
            diag.help(format!("write it as `{OPTION} '{name}=PATH;{}'`", MacroList::SYNTAX));
            diag.emit()
        }
    }
}

fn check_name(early_dcx: &EarlyDiagCtxt, name: &str) {
    if is_ascii_ident(name) {
        return;
    }
    let mut error = early_dcx.early_struct_fatal(format!(
        "crate name `{name}` passed to `{OPTION}` is not a valid ASCII identifier"
    ));
    let adjusted_name = name.replace('-', "_");
    if is_ascii_ident(&adjusted_name) {
        error.help(format!("consider replacing the dashes with underscores: `{adjusted_name}`"));
    }
    error.emit();
}

/// Whether an extern's file is to be taken for a WebAssembly module: by its name, or by its first
/// bytes. A build system that expects a macro crate to be a dylib may have put a module in its place.
pub fn is_wasm_module_path(path: &Path) -> bool {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("wasm") => true,
        Some("rlib" | "rmeta" | "rs" | "a" | "lib") => false,
        _ => starts_with_magic(path),
    }
}

fn starts_with_magic(path: &Path) -> bool {
    let mut magic = [0; 4];
    let read = |mut file: File| file.read_exact(&mut magic);
    regular_file::open(path).and_then(read).is_ok() && magic == *b"\0asm"
}
