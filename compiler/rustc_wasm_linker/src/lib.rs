//! A linker for WebAssembly object files that is a library: no processes, no threads, no mapped
//! files, so that a compiler which is itself a WebAssembly module can link what it compiles.
//!
//! [`link`] takes the command line of `wasm-ld`, reads objects and archives and writes a module.
//! This crate knows nothing of rustc. It links the static model with 32-bit memories for one
//! thread; anything else is an error that says so. Inputs may be corrupted: nothing in them may
//! make this crate panic.
//!
//! In the order of work: `args` reads the command line, `input` and `archive` the files, `object`
//! one object. `resolve` decides what every name means and which members of archives are needed,
//! `synthetic` adds what only a linker can define, `live` finds what is reachable, `startup` what has to
//! be done to memory first, `exports` what the outside sees, `layout` gives data its addresses and
//! `index` everything else its number. `relocate` patches those into the bytes that `emit` writes, with
//! `custom`, `metadata` and `names` for the custom sections; `report` lists what was linked and what was
//! not, `map` what is where. `program` has the types that stages share, and `output` what decides how the
//! output looks.
//!
//! ```
//! use std::fs;
//!
//! let dir = std::env::temp_dir();
//! let (object, module) = (dir.join("empty_object.o"), dir.join("empty_module.wasm"));
//! // The header of a module, and the section `linking` of version 2 with nothing in it.
//! fs::write(&object, b"\0asm\x01\0\0\0\0\x09\x07linking\x02").unwrap();
//!
//! let args = [object.as_os_str(), "--no-entry".as_ref(), "-o".as_ref(), module.as_os_str()];
//! let report = rustc_wasm_linker::link(args).unwrap();
//! assert!(report.warnings.is_empty());
//! assert!(fs::read(&module).unwrap().starts_with(b"\0asm\x01\0\0\0"));
//!
//! let error = rustc_wasm_linker::link([object.as_os_str()]).unwrap_err();
//! assert_eq!(error.to_string(), "no output file: name one with `-o`");
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]

mod archive;
mod args;
mod custom;
mod emit;
mod error;
mod exports;
mod index;
mod index_vec;
mod input;
mod layout;
mod live;
mod map;
mod metadata;
mod names;
mod object;
mod output;
mod program;
mod relocate;
mod report;
mod resolve;
mod startup;
mod strings;
mod synthetic;
mod types;

use std::ffi::OsString;

pub use error::{Error, ErrorKind, Warning};

/// What a successful link has to say.
#[derive(Debug, Default)]
pub struct Report {
    /// What was odd but is not an error, in the order found.
    pub warnings: Vec<Warning>,
    /// What options such as `--version` and `--print-map` ask to be printed to standard output.
    pub printed: String,
}

/// Links as `wasm-ld ARGS` does, where `args` does not have the program's name.
///
/// `-flavor wasm` may come first, as rustc says it to `rust-lld`. Relative paths are relative to
/// the process's current directory. If the output cannot be written, nothing is left of it; after any
/// other error, it is as it was before.
pub fn link<I, S>(args: I) -> Result<Report, Error>
where
    I: IntoIterator<Item = S>,
    S: Into<OsString>,
{
    let mut config = match args::parse(args.into_iter().map(Into::into).collect())? {
        args::Request::Link(config) => config,
        args::Request::Print(printed) => return Ok(Report { warnings: Vec::new(), printed }),
    };
    let store = input::open(&mut config)?;
    let config = &*config;
    let mut program = resolve::resolve(config, &store)?;
    program.warnings.extend_from_slice(&config.warnings);
    synthetic::define(config, &mut program)?;
    live::mark(config, &mut program)?;
    program.features = metadata::features(config, &program)?;
    let startup = startup::define(config, &mut program);
    let exports = exports::collect(config, &mut program)?;
    let layout = layout::place(config, &mut program)?;
    let index = index::assign(config, &mut program, &layout, exports, startup)?;
    program.warnings.sort_by_key(Warning::rank);
    if config.fatal_warnings && !program.warnings.is_empty() {
        return Err(ErrorKind::FatalWarnings(program.warnings).into());
    }
    let mut printed = report::before(config, &program);
    printed += &emit::write(config, &program, &layout, &index)?;
    Ok(Report { warnings: program.warnings, printed })
}
