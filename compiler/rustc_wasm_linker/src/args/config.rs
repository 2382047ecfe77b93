//! What a command line asks of a link, with what is the default.

use std::path::PathBuf;

use crate::error::Warning;

/// Bytes of a page of memory, from the WebAssembly specification.
pub const PAGE: u64 = 65536;

/// Stack alignment of the C ABI of WebAssembly, in `BasicCABI.md` of tool-conventions.
pub const STACK_ALIGNMENT: u32 = 16;

/// Where data starts in a memory that does not start with the stack, so that a null pointer points
/// to nothing: `wasm-ld`'s default.
const DEFAULT_GLOBAL_BASE: u32 = 1024;

/// One input, in the order of the command line.
#[derive(Debug)]
pub struct Input {
    pub source: Source,
    /// All members of an archive are linked, not only those that are needed.
    pub whole_archive: bool,
    /// An object is only linked if it is needed, as members of archives are.
    pub lazy: bool,
}

#[derive(Debug)]
pub enum Source {
    Path(PathBuf),
    /// The value of `-l`, and whether a shared library is looked for first.
    Library(String, bool),
}

/// What happens to symbols that are used and not defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    Error,
    Warn,
    Ignore,
    /// Both functions and data are imported by whoever loads the module.
    ImportDynamic,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strip {
    Nothing,
    Debug,
    All,
}

#[derive(Debug)]
pub struct Config {
    pub inputs: Vec<Input>,
    pub search: Vec<PathBuf>,
    pub output: PathBuf,
    pub map: Option<PathBuf>,
    pub print_map: bool,
    pub print_version: bool,
    /// Lists what is linked.
    pub trace: bool,
    /// Lists what is left out.
    pub print_gc: bool,
    pub entry: Option<String>,
    pub exports: Vec<String>,
    pub exports_if_defined: Vec<String>,
    pub undefined: Vec<String>,
    pub wrap: Vec<String>,
    pub export_all: bool,
    pub export_dynamic: bool,
    pub export_memory: Option<String>,
    pub import_memory: Option<(String, String)>,
    pub export_table: bool,
    pub import_table: bool,
    pub growable_table: bool,
    pub table_base: u32,
    pub stack_size: u32,
    pub stack_first: bool,
    pub global_base: Option<u32>,
    pub initial_heap: u64,
    pub initial_memory: Option<u64>,
    pub max_memory: Option<u64>,
    pub growable_memory: bool,
    pub gc: bool,
    pub strip: Strip,
    pub keep_sections: Vec<String>,
    pub merge_data: bool,
    /// Strings that are the same are written once.
    pub merge_strings: bool,
    /// Numbers in code take as few bytes as they can.
    pub compress: bool,
    pub unresolved: Unresolved,
    pub import_undefined: bool,
    pub allowed_undefined: Vec<String>,
    pub allow_multiple: bool,
    pub check_features: bool,
    pub features: Option<Vec<String>>,
    pub extra_features: Vec<String>,
    pub fatal_warnings: bool,
    pub error_limit: usize,
    pub soname: Option<String>,
    /// What is odd about the command line.
    pub warnings: Vec<Warning>,
}

impl Config {
    pub(super) fn new() -> Config {
        Config {
            inputs: Vec::new(),
            search: Vec::new(),
            output: PathBuf::new(),
            map: None,
            print_map: false,
            print_version: false,
            trace: false,
            print_gc: false,
            entry: Some("_start".into()),
            exports: Vec::new(),
            exports_if_defined: Vec::new(),
            undefined: Vec::new(),
            wrap: Vec::new(),
            export_all: false,
            export_dynamic: false,
            export_memory: None,
            import_memory: None,
            export_table: false,
            import_table: false,
            growable_table: false,
            table_base: 1,
            stack_size: PAGE as u32,
            stack_first: true,
            global_base: None,
            initial_heap: 0,
            initial_memory: None,
            max_memory: None,
            growable_memory: true,
            gc: true,
            strip: Strip::Nothing,
            keep_sections: Vec::new(),
            merge_data: true,
            // `wasm-ld`'s level is 1 if the command line has none.
            merge_strings: true,
            compress: false,
            unresolved: Unresolved::Error,
            import_undefined: false,
            allowed_undefined: Vec::new(),
            allow_multiple: false,
            check_features: true,
            features: None,
            extra_features: Vec::new(),
            fatal_warnings: false,
            error_limit: 20,
            soname: None,
            warnings: Vec::new(),
        }
    }

    /// Where data starts if the stack does not come first, or is to start at least.
    pub fn global_base(&self) -> u32 {
        self.global_base.unwrap_or(if self.stack_first { 0 } else { DEFAULT_GLOBAL_BASE })
    }
}
